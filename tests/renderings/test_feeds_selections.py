"""Which feeds there are, where they lie and what they hold."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.renderings.selections import feed_links, selections, tag_slug
from tests.renderings.feed_samples import (
    NOW,
    SITE,
    catalogue,
    example,
    make_closed,
    make_offer,
    with_feeds,
)


def _paths(*offers: object, **rules: object) -> list[str]:
    board = catalogue(*offers, site=with_feeds(**rules))  # type: ignore[arg-type]
    return [selection.path for selection in selections(board)]


def test_the_whole_board_comes_first_and_is_there_even_when_empty() -> None:
    assert _paths() == [""]


def test_each_tag_has_a_selection() -> None:
    offers = make_offer("a", tags=("Civic Tech", "Data")), make_offer("b", tags=("Data",))
    assert _paths(*offers, by=("tag",)) == ["", "tags/civic-tech/", "tags/data/"]


def test_languages_have_selections_only_when_several_are_open() -> None:
    french, english = make_offer("a"), make_offer("b", language="en")
    assert _paths(french, by=("language",)) == [""]
    assert _paths(french, english, by=("language",)) == ["", "en/", "fr/"]


def test_a_language_selection_is_written_and_named_in_its_language() -> None:
    board = catalogue(make_offer("a"), make_offer("b", language="en"))
    part = next(part for part in selections(board) if part.path == "en/")
    assert (part.language, part.title) == ("en", "Emplois R&D – English")


def test_workplace_and_contract_have_selections_when_asked_for() -> None:
    offer = make_offer("a", workplace="remote", employment=("fixed_term",))
    assert _paths(offer, by=()) == [""]
    asked = _paths(offer, by=("workplace", "employment"))
    assert asked == ["", "workplace/remote/", "employment/fixed-term/"]


def test_spellings_of_one_tag_are_one_selection_under_the_commonest_name() -> None:
    spellings = ("Civic Tech", "civic  tech", "Civic-Tech", "CIVIC TECH", "Civic Tech")
    offers = [make_offer(f"o{n}", tags=(tag,)) for n, tag in enumerate(spellings)]
    _, part = selections(catalogue(*offers, site=with_feeds(by=("tag",))))
    assert (part.path, len(part.offers)) == ("tags/civic-tech/", 5)
    assert part.title == "Emplois R&D – Civic Tech"


def test_an_offer_stands_once_in_a_selection_it_names_twice() -> None:
    offer = make_offer("a", tags=("Data", "data"))
    _, part = selections(catalogue(offer, site=with_feeds(by=("tag",))))
    assert part.offers == (offer,)


def test_composed_and_decomposed_accents_are_one_tag() -> None:
    forms = {tag_slug(unicodedata.normalize(form, "Rédaction")) for form in ("NFC", "NFD")}
    assert forms == {"redaction"}


@pytest.mark.parametrize("tag", ["Rédaction d'article", "rédaction d’article"])
def test_apostrophes_part_words(tag: str) -> None:
    assert tag_slug(tag) == "redaction-d-article"


@pytest.mark.parametrize("tag", ["../x", "CON", "a/b", "aux", "..", ".", "日本", "🧭", "~", "LPT1"])
def test_a_dangerous_name_becomes_a_plain_folder(tag: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+_[0-9a-f]{8}", tag_slug(tag))


def test_names_that_differ_only_in_signs_do_not_clash() -> None:
    names = [
        "C",
        "C++",
        "C#",
        "c_951a4d36",
        "c 951a4d36",
        "C/",
        ".C",
        "Node.js",
        "NodeJS",
        "Node JS",
    ]
    assert len({tag_slug(name) for name in names}) == len(names) - 1  # "_" is a kind of blank


def test_long_tags_get_short_names_of_their_own() -> None:
    one, other = tag_slug("a" * 500), tag_slug("a" * 501)
    assert one != other
    assert len(one) < 100


@given(st.text(st.characters(codec=None), min_size=1))
def test_any_tag_has_a_safe_folder_that_no_other_case_escapes(tag: str) -> None:
    slug = tag_slug(tag)
    assert re.fullmatch(r"[a-z0-9-]+(_[0-9a-f]{8})?", slug)
    assert not slug.startswith("-")


def test_blank_tags_have_no_selection() -> None:
    assert _paths(make_offer("a", tags=(" ", "", "\x00")), by=("tag",)) == [""]


def test_newest_offers_come_first_and_undated_ones_last_whatever_the_order_of_files() -> None:
    offers = [
        make_offer("undated", date_posted=None),
        make_offer("old", date_posted=date(2026, 1, 1)),
        make_offer("b", date_posted=date(2026, 2, 1)),
        make_offer("a", date_posted=date(2026, 2, 1)),
        make_offer("new", date_posted=date(2026, 3, 1)),
    ]
    for order in (offers, offers[::-1], offers[2:] + offers[:2]):
        board, *_ = selections(catalogue(*order))
        assert [offer.id for offer in board.offers] == ["new", "a", "b", "old", "undated"]


def test_of_two_offers_with_one_id_the_first_is_taken() -> None:
    offers = make_offer("a", path="content/one.md"), make_offer("a", path="content/two.md")
    board, *_ = selections(catalogue(*offers))
    assert board.offers == offers[:1]


def test_a_tag_keeps_its_feeds_until_readers_have_seen_its_last_offer_go() -> None:
    for age, paths in ((1, ["", "tags/data/"]), (89, ["", "tags/data/"]), (90, [""])):
        gone = make_closed("a", NOW - timedelta(days=age), tags=("Data",))
        board = catalogue(closed=[gone], site=with_feeds(by=("tag",)))
        assert [part.path for part in selections(board)] == paths


def test_an_offer_that_is_open_again_is_not_gone() -> None:
    gone = make_closed("a", NOW - timedelta(days=1))
    board, *_ = selections(catalogue(make_offer("a"), closed=[gone]))
    assert board.closed == ()


def test_links_name_every_format_of_a_selection() -> None:
    links = {
        selection.path: [link.href for link in feed_links(selection.path, selection.title, SITE)]
        for selection in selections(example())
    }
    assert links["tags/gestion/"] == [
        "https://emploi.example.org/tags/gestion/atom.xml",
        "https://emploi.example.org/tags/gestion/rss.xml",
        "https://emploi.example.org/tags/gestion/feed.json",
    ]


def test_no_two_selections_share_a_path() -> None:
    paths = [selection.path for selection in selections(example())]
    assert len(paths) == len(set(paths))
