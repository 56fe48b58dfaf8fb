"""Whose words are said, and the link by which an offer is found again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.announcement.lengths import utf8_bytes
from syndicate.errors import ConfigurationError
from syndicate.problem import Severity
from syndicate.testing import make_offer
from syndicate.testing.hostile import hostile_offers
from tests.announcement.announcing import LENGTHS, announcer, offers, words

if TYPE_CHECKING:
    from syndicate.announcement.lengths import Length
    from syndicate.offer import Offer

LINK = "https://jobs.example.org/jobs/baker/?utm_source=mastodon&utm_content=baker"

# -- whose words -------------------------------------------------------------------------------


def test_unless_told_otherwise_the_words_are_those_of_the_offers_language() -> None:
    says = announcer()
    assert says.text(make_offer(language="de")).split("\n")[2] == "Bewerben bis 31.12.2026"
    assert says.closed(make_offer(language="fr-CA")).startswith("Cette offre n’est plus à pourvoir")
    assert says.text(make_offer(language="pl")) == says.text(make_offer(language="en"))


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("fr", "On recrute"),
        ("fr-CA", "On recrute"),
        ("fr-BE", "On engage"),
        ("zh-Hant-TW", "徵才"),
        ("zh-Hans", "招聘"),
        ("nl-BE", "We hire"),
        ("en", "We hire"),
        ("", "We hire"),
    ],
)
def test_a_template_is_that_of_the_nearest_language(language: str, first: str) -> None:
    table = {
        "fr": "On recrute\n{link}",
        "FR-be": "On engage\n{link}",
        "zh-Hant": "徵才\n{link}",
        "zh": "招聘\n{link}",
        "": "We hire\n{link}",
    }
    for key in ("text", "closed_text"):
        says = announcer(**{key: table})
        said = says.text if key == "text" else says.closed
        assert said(make_offer(language=language)).split("\n")[0] == first


def test_a_language_that_the_table_lacks_has_its_own_words() -> None:
    says = announcer(text={"fr": "On recrute\n{link}"}, closed_text={"fr": "Pourvu\n{link}"})
    offer = make_offer(language="en")
    assert says.text(offer) == announcer().text(offer)
    assert says.closed(offer) == announcer().closed(offer)


def test_what_an_offer_says_itself_wins_over_every_template() -> None:
    says = announcer(text={"en": "We hire\n{link}"})
    own = make_offer(texts={"m": "Come, {title}!\n\n{link}\nYours, @fournil"})
    assert says.text(own) == f"Come, Baker!\n\n{LINK}\nYours, @fournil"
    assert says.closed(own) == announcer().closed(make_offer())


def test_what_an_offer_says_for_another_board_is_not_said_here() -> None:
    assert announcer().text(make_offer(texts={"n": "Come!"})) == announcer().text(make_offer())


@pytest.mark.parametrize("nothing", ["", " \n "])
def test_an_offer_that_says_nothing_itself_has_the_template(nothing: str) -> None:
    assert announcer().text(make_offer(texts={"m": nothing})) == announcer().text(make_offer())


def test_what_an_offer_says_itself_gets_the_link_that_it_forgot() -> None:
    assert announcer().text(make_offer(texts={"m": "Come!\n"})) == f"Come!\n{LINK}"


def test_what_an_offer_says_itself_can_be_sent() -> None:
    text = announcer().text(make_offer(texts={"m": "half \ud83e, bell \x07, {link}"}))
    assert text == f"half \ufffd, bell , {LINK}"


def links(text: str) -> list[str]:
    """The addresses in *text*, without the marks of the sentence that they stand in."""
    return [found.rstrip(")]>.,;:!»\"'’…*") for found in re.findall(r"https?://\S+", text)]


@given(words, st.integers(len(LINK), 400), st.sampled_from(LENGTHS))
def test_whatever_an_offer_says_itself_it_fits_and_leads_to_it(
    own: str, limit: int, length: Length
) -> None:
    says = announcer(limit, length)
    offer = make_offer(texts={"m": own})
    if list(says.problems(offer)):
        return
    text = says.text(offer)
    assert length(text) <= limit
    assert text.encode()
    # So a board that shows links tells whose message it is: by the first that is one of ours.
    found = (says.subject(link) for link in links(text))
    assert next(filter(None, found)) == "baker"


@pytest.mark.parametrize(
    ("own", "wrong"),
    [
        ("Come, {titel}!", "has a field that is none of"),
        ("{link}{title}", "right beside {link}"),
        ("{link}\x1fx", "right beside {link}"),
        ("See https://x.example/?utm_content=y", "holds utm_content="),
    ],
)
def test_what_an_offer_cannot_say_keeps_it_from_this_board_alone(own: str, wrong: str) -> None:
    offer = make_offer(texts={"m": own})
    [problem] = announcer().problems(offer)
    assert (problem.severity, problem.code, problem.path) == (
        Severity.ERROR,
        "board-text",
        "content/baker.md",
    )
    assert problem.message.startswith("boards.m.text ")
    assert wrong in problem.message
    assert not list(announcer().problems(make_offer(texts={"n": own})))


# -- the link ----------------------------------------------------------------------------------

urls = st.sampled_from(
    [
        "https://jobs.example.org/jobs/baker/",
        "https://jobs.example.org/jobs/b%C3%A4cker/?lang=de",
        "https://jobs.example.org/?id=7&utm_content=somebody&utm_campaign=spring#apply",
        "https://jobs.example.org/crème brûlée/",
        "https://elsewhere.example/job?id=7",
        "https://jobs.example.org.evil.example/jobs/",
        "https://elsewhere.example/#utm_content=x",
    ]
)


@given(st.text(st.characters(codec="utf-8"), min_size=1), urls)
def test_the_link_of_an_offer_leads_back_to_its_id(identity: str, url: str) -> None:
    says = announcer()
    link = says.link(make_offer("baker", url=url))
    assert says.subject(link) == "baker"
    offer = make_offer(identity, title="x", slug="x", url=url)
    assert says.subject(says.link(offer)) == identity
    assert links(f"({says.link(offer)}).") == [says.link(offer)]


@pytest.mark.parametrize("identity", [".", "..", "baker.", "~", "a.~", "a)", "100%", "a b", "é"])
def test_a_link_ends_where_readers_of_texts_take_it_to_end(identity: str) -> None:
    link = announcer().link(make_offer(identity, slug="x"))
    assert links(f"See {link}, or ({link}).") == [link, link]
    assert re.search(r"[a-zA-Z0-9]$", link)
    assert announcer().subject(link) == identity


def test_the_link_is_tagged_and_the_page_stays_the_same() -> None:
    link = announcer().link(make_offer(url="https://jobs.example.org/jobs/?id=7#apply"))
    parts = urlsplit(link)
    assert (parts.path, parts.fragment) == ("/jobs/", "apply")
    assert parse_qs(parts.query) == {
        "id": ["7"],
        "utm_source": ["mastodon"],
        "utm_content": ["baker"],
    }
    assert "utm_source=fediverse&" in announcer(utm_source="fediverse").link(make_offer())


def test_a_page_on_another_site_is_told_to_be_of_ours() -> None:
    link = announcer().link(make_offer(url="https://elsewhere.example/job"))
    assert link.endswith("&utm_campaign=jobs.example.org")


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://jobs.example.org/jobs/baker/",
        "https://jobs.example.org/jobs/baker/?utm_content=",
        "https://elsewhere.example/?utm_source=mastodon&utm_content=baker",
        "https://elsewhere.example/?utm_content=baker&utm_campaign=elsewhere.example",
        "https://[broken/?utm_content=baker",
        "mailto:jobs@example.org",
    ],
)
def test_the_links_of_others_lead_to_no_offer(link: str) -> None:
    assert announcer().subject(link) is None


def test_a_link_that_leaves_no_room_is_a_problem() -> None:
    offer = make_offer(url=f"https://jobs.example.org/{'x' * 400}/")
    [problem] = announcer().problems(offer)
    assert (problem.code, problem.field) == ("link-too-long", "url")
    assert re.search(r"its link leaves \d+ of the 500 ", problem.message)
    assert not list(announcer().problems(make_offer()))


@given(offers, st.sampled_from(LENGTHS))
def test_an_ordinary_address_leaves_room_whatever_the_offer_says(
    offer: Offer, length: Length
) -> None:
    says = announcer(300, length)
    assert not list(says.problems(offer))
    assert LINK in says.text(offer)
    assert LINK in says.closed(offer)


def test_difficult_offers_are_said_and_can_be_sent() -> None:
    for offer in hostile_offers():
        for text in (announcer().text(offer), announcer().closed(offer)):
            assert utf8_bytes(text) == len(text.encode())
            assert announcer().link(offer) in text


# -- the configuration -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("text", "{title}", "text does not say {link}"),
        ("closed_text", "Closed.", "closed_text does not say {link}"),
        ("text", {"en": "{link}", "fr": "{lien}"}, "text does not say {link}"),
        ("closed_text", {"fr": "{link} {lien}"}, "closed_text has a field that is none of"),
        ("text", {"fr": 7}, "text is neither a text nor a table of one by language"),
        ("text", {"french": "{link}"}, "text has 'french', which is no language"),
        ("utm_source", 7, "utm_source is not a text"),
    ],
)
def test_a_mistake_names_the_board_the_key_and_what_to_write(
    key: str, value: object, words: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        announcer(**{key: value})
    assert str(caught.value).startswith(f"[boards.m] {words}")
    assert f"; write: {key} = " in str(caught.value)


def test_of_a_text_far_beyond_the_limit_no_more_is_looked_at() -> None:
    seen: list[int] = []

    def length(text: str) -> int:
        seen.append(len(text))
        return len(text)

    text = announcer(limit=300, length=length).text(make_offer(texts={"m": "#baker " * 60_000}))
    assert len(text) <= 300
    assert text.endswith(f"…\n{LINK}")
    assert max(seen) < 10_000
