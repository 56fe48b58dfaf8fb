"""What is said fits, whatever an offer holds, and its one link is whole."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate import announcement
from syndicate.announcement.lengths import characters, graphemes, utf8_bytes
from syndicate.announcement.message import fault, message
from syndicate.offer import Employment, Organization
from syndicate.testing import make_offer
from tests.announcement.announcing import LENGTHS, languages, offers, templates

if TYPE_CHECKING:
    from syndicate.announcement.lengths import Length
    from syndicate.offer import Offer

WORDS = tomllib.loads(Path(announcement.__file__).with_name("words.toml").read_text("utf-8"))
LINK = "https://jobs.example.org/jobs/baker/?utm_source=m&utm_content=baker"

lengths = st.sampled_from(LENGTHS)
limits = st.integers(len(LINK), 700)


@given(offers, templates, limits, lengths)
def test_no_message_is_longer_than_its_limit_and_its_link_is_whole(
    offer: Offer, template: str, limit: int, length: Length
) -> None:
    text = message(offer, LINK, template, limit, length)
    assert length(text) <= limit
    assert re.findall(r"https?://\S+", text).count(LINK) == 1
    assert text == text.strip()


@given(offers, templates, limits, lengths)
def test_what_an_offer_holds_calls_nobody_and_is_no_link(
    offer: Offer, template: str, limit: int, length: Length
) -> None:
    text = message(offer, LINK, template, limit, length)
    assert not re.search(r"[@\uff20]\w", text)
    assert re.findall(r"\w+://\S+", text) == [LINK]


def test_where_nobody_can_be_called_names_stay_as_they_are() -> None:
    offer = make_offer(title="Baker @home, https://example.net/")
    text = message(offer, LINK, "{title}\n{link}", 500, characters, guard=False)
    assert text == f"{offer.title}\n{LINK}"


def test_what_an_offer_holds_is_no_template() -> None:
    offer = make_offer(title="{link} {employer}", organization=Organization("{title} · {tags}"))
    text = message(offer, LINK, "{title}\n{employer}\n{link}", 500, characters)
    assert text == f"{{link}} {{employer}}\n{{title}} · {{tags}}\n{LINK}"


CLUSTERS = ("👩🏽‍🍳", "🇫🇷", "e\u0301\u0302\u0303", "ß", "a", "한")


@given(
    st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=400),
    st.integers(len(LINK) + 10, 2_000),
    lengths,
)
def test_no_character_is_cut_in_two(clusters: list[str], limit: int, length: Length) -> None:
    offer = make_offer(title="".join(clusters))
    text = message(offer, LINK, "{title}\n{link}", limit, length)
    title = text.removesuffix(LINK).rstrip("\n")
    whole = {"".join(clusters[:count]) for count in range(len(clusters) + 1)}
    assert title.removesuffix("…") in whole


def test_a_name_that_goes_on_and_on_ends_behind_a_whole_character() -> None:
    offer = make_offer(title="👩🏽‍🍳" * 200, organization=Organization("🇫🇷" * 90))
    text = message(offer, LINK, "{title}\n{employer}\n{link}", 4_000, characters)
    title, employer, _ = text.split("\n")
    assert title == "👩🏽‍🍳" * 124 + "…"  # of 500 characters, four each
    assert employer == "🇫🇷" * 39 + "…"  # of 80


def test_as_much_of_a_title_is_said_as_there_is_room_for() -> None:
    offer = make_offer(title="👩🏽‍🍳" * 100)
    room = 20
    text = message(offer, LINK, "{title}\n{link}", len(LINK) + 1 + room, graphemes)
    assert text == f"{'👩🏽‍🍳' * (room - 1)}…\n{LINK}"
    text = message(offer, LINK, "{title}\n{link}", len(LINK) + 1 + room, utf8_bytes)
    assert text == f"👩🏽‍🍳…\n{LINK}"


@pytest.mark.parametrize("limit", [1, len(LINK) - 1, len(LINK), len(LINK) + 1, len(LINK) + 2])
def test_where_there_is_room_for_the_link_alone_it_stands_alone(limit: int) -> None:
    assert message(make_offer(), LINK, "{title}\n{link}", limit, characters) == LINK


def test_a_text_of_words_alone_loses_its_end_and_never_the_link() -> None:
    text = message(make_offer(), LINK, f"{'word ' * 50}\nApply: {{link}}", 100, characters)
    assert len(text) <= 100
    assert re.fullmatch(rf"(word )+w?o?r?d?…\n{re.escape(LINK)}", text)


def test_a_blank_line_stays_where_it_was_left_and_none_comes_from_what_is_missing() -> None:
    template = "We hire.\n\n{title}\n\n{employer}\n\n{link}\n\n{tags}"
    said = message(make_offer(), LINK, template, 500, characters)
    assert said == f"We hire.\n\nBaker\n\nExample Cooperative\n\n{LINK}\n\n#Bread #Night"
    silent = make_offer(organization=None, tags=())
    assert message(silent, LINK, template, 500, characters) == f"We hire.\n\nBaker\n\n{LINK}"


def test_a_part_between_two_dots_goes_when_its_field_is_empty() -> None:
    template = "{title} · at {employer} · until {deadline}\n{link}"
    offer = make_offer(organization=None, closes=date(2026, 3, 31))
    assert message(offer, LINK, template, 500, characters) == f"Baker · until 2026-03-31\n{LINK}"


def test_the_link_stays_where_a_field_beside_it_is_empty() -> None:
    template = "{title}\nsee {link} ({employer}) · {place}"
    said = message(make_offer(organization=None), LINK, template, 500, characters)
    assert said == f"Baker\nsee {LINK} () · Paris"


def test_an_accent_by_itself_does_not_end_a_tag() -> None:
    offer = make_offer(tags=("cre\u0300me bru\u0302le\u0301e",))
    assert "#CrèmeBrûlée" in message(offer, LINK, "{link}\n{tags}", 500, characters).split("\n")


def test_an_offer_whose_title_is_nothing_to_read_is_told_by_its_id() -> None:
    text = message(make_offer("baker", title="\x00 \n"), LINK, "{title}\n{link}", 500, characters)
    assert text == f"baker\n{LINK}"


# -- the words of the languages ----------------------------------------------------------------


@pytest.mark.parametrize("language", WORDS)
def test_every_language_has_every_key(language: str) -> None:
    assert set(WORDS[language]) == set(WORDS["en"])
    assert set(get_args(Employment)) < set(WORDS[language])


@pytest.mark.parametrize("key", ["text", "closed_text"])
@pytest.mark.parametrize("language", WORDS)
def test_every_language_says_what_its_templates_may(language: str, key: str) -> None:
    template = WORDS[language][key]
    assert fault(template, 300) is None
    assert "{title}" in template
    offer = make_offer(language=language, organization=Organization("Fournil"))
    assert "Fournil" in message(offer, LINK, template, 300, characters)


@given(languages)
def test_a_day_is_written_as_the_language_does(language: str) -> None:
    offer = make_offer(language=language, closes=date(2026, 3, 5))
    text = message(offer, LINK, "{deadline}\n{link}", 300, characters)
    assert re.fullmatch(r"2026-03-05|0?5[./-]0?3[./-]2026", text.split("\n")[0])


# -- templates that are refused ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        ("{title}", "does not say {link}"),
        ("{titel} {link}", "none of contract, deadline, employer, link, place, tags, title"),
        ("x" * 101 + " {link}", "says more than 100 by itself"),
        ("{link}{title}", "right beside {link}"),
        ("{title}{link}", "right beside {link}"),
        ("Apply at{link}", "right beside {link}"),
        ("{link}?ref=toot", "right beside {link}"),
        ("{link}.html", "right beside {link}"),
        ("https://t.example/?to={link}", "right beside {link}"),
        ("{link} https://x.example/?utm_content=me", "holds utm_content="),
    ],
)
def test_a_template_that_could_not_be_said_is_refused(template: str, wrong: str) -> None:
    assert wrong in str(fault(template, 400))


@pytest.mark.parametrize(
    "template",
    ["{link}", "({link})", "[{title}]({link})", "→{link}", "{link}.", "a { brace } {link}"],
)
def test_a_template_that_can_be_said_is_taken(template: str) -> None:
    assert fault(template, 400) is None


def test_fields_do_not_count_against_the_words_of_a_template() -> None:
    template = "{title} · {employer} · {place} · {contract}\n{deadline}\n{link}\n{tags}"
    assert fault(template, 100) is None
    assert fault("🥐" * 11 + " {link}", 100, utf8_bytes) is not None
