"""What an offer itself wants said of it on a board."""

from __future__ import annotations

import marshal
from dataclasses import fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.packing import DAMAGED, packed, unpacked
from syndicate.content.reader import Reader
from syndicate.content.understand import Understood
from syndicate.offer import Offer, Status
from syndicate.problem import Severity
from syndicate.testing import make_offer
from tests.content.sites import NOW, Folder, codes

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "title: Baker\ndate: 2026-03-01"
YAML = """\
boards:
  telegram:
    text: "Nous recrutons! {title}\\n{link}"
  toots:
    text: |
      Three bakers,   one oven.

      {title} · {place}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.site = replace(made.site, boards={"telegram": {}, "toots": {}})
    return made


def offer(folder: Folder, front: str) -> Offer:
    return folder.offer(f"{HEAD}\n{front}")


def told(folder: Folder, front: str) -> list[tuple[int, int, str, str]]:
    """Line, column, message and hint of each problem with *front*, which begins on line 4."""
    problems = folder.problems(f"{HEAD}\n{front}")
    return [(p.line, p.column, p.message, p.hint) for p in problems]


# -- read --------------------------------------------------------------------------------------


def test_a_text_is_read_for_each_board(folder: Folder) -> None:
    found = offer(folder, YAML)
    assert found.texts == {
        "telegram": "Nous recrutons! {title}\n{link}",
        "toots": "Three bakers,   one oven.\n\n{title} · {place}",
    }
    assert not folder.read().problems


TOML = """\
+++
title = "Baker"
date = 2026-03-01
[boards.toots]
text = "Come!\\n{link}"
+++
Bread.
"""
JSON = """\
{"title": "Baker", "date": "2026-03-01", "boards": {"toots": {"text": "Come!\\r\\n{link}"}}}
Bread.
"""
ONE_LINE = """\
---
title: Baker
date: 2026-03-01
BOARDS: {toots: {Text: "Come! \\n{link}"}}
---
Bread.
"""


@pytest.mark.parametrize("text", [TOML, JSON, ONE_LINE], ids=["toml", "json", "yaml"])
def test_every_kind_of_front_matter_can_say_it(folder: Folder, text: str) -> None:
    folder.write("offer.md", text)
    reading = folder.read()
    assert not reading.problems
    assert [one.texts for one in reading.offers] == [{"toots": "Come!\n{link}"}]


NOTHING = ("", "boards:", "boards: {}", "boards: {toots: }", "boards: {toots: {text: }}")


@pytest.mark.parametrize("front", NOTHING)
def test_nothing_said_is_nothing_said(folder: Folder, front: str) -> None:
    assert offer(folder, front).texts == {}
    assert not folder.read().problems


def test_a_text_loses_what_nobody_can_see_and_other_generators_commands(folder: Folder) -> None:
    front = 'boards: {toots: {text: "a\\u0007b {% include x %}{title} {{ page.title }}!"}}'
    assert offer(folder, front).texts == {"toots": "ab {title} Baker!"}
    assert codes(folder.read().problems) == {"liquid-removed"}


def test_a_word_for_nothing_is_told_and_not_said(folder: Folder) -> None:
    front = "boards:\n  toots:\n    text: TBD"
    assert offer(folder, front).texts == {}
    assert told(folder, front) == [
        (6, 11, "boards.toots.text: 'TBD' says nothing yet", "write the text, or remove text")
    ]


def test_a_site_may_call_the_key_otherwise(folder: Folder) -> None:
    rules = replace(folder.site.content, fields={"boards": ("canaux",)})
    folder.site = replace(folder.site, content=rules)
    assert offer(folder, "canaux: {toots: {text: Venez!}}").texts == {"toots": "Venez!"}


def test_a_text_is_no_reason_to_show_anything_else(folder: Folder) -> None:
    silent, talking = offer(folder, ""), offer(folder, YAML)
    assert replace(talking, texts={}) == silent


# -- mistakes ----------------------------------------------------------------------------------

WRITE = '{ text: "We are hiring: {title}" }'


NO_TABLE = "boards: expected a table of boards", f"boards: {{ mastodon: {WRITE} }}"
NO_TABLE_OF_ONE = "boards.toots: expected a table with a text", f"toots: {WRITE}"
NO_TEXT = "boards.toots.text: expected a text", "text: |    (and the text below it, indented)"
ANOTHER = 'text: "We are hiring: {title}\\n{link}"'
FIELDS = "has a field that is none of contract, deadline, employer, link, place, tags, title"
GLUED = "has something right beside {link} that would be taken for a part of it"


@pytest.mark.parametrize(
    ("front", "place", "message", "hint"),
    [
        ("boards: toots", (4, 9), *NO_TABLE),
        ("boards:\n- toots", (5, 1), *NO_TABLE),
        ("boards:\n  toots: Come!", (5, 10), *NO_TABLE_OF_ONE),
        ("boards:\n  toots: [Come!]", (5, 10), *NO_TABLE_OF_ONE),
        ("boards:\n  toots:\n    text: [Come!]", (6, 11), *NO_TEXT),
        ("boards:\n  toots:\n    text: {fr: Venez!}", (6, 11), *NO_TEXT),
        ("boards: {toots: {text: '{titel}!'}}", (4, 24), f"boards.toots.text {FIELDS}", ANOTHER),
        ("boards: {toots: {text: '{link}x'}}", (4, 24), f"boards.toots.text {GLUED}", ANOTHER),
    ],
)
def test_what_cannot_be_said_is_an_error_in_its_place(
    folder: Folder, front: str, place: tuple[int, int], message: str, hint: str
) -> None:
    assert told(folder, front) == [(*place, message, hint)]
    [problem] = folder.read().problems
    assert (problem.severity, problem.code, problem.field) == (
        Severity.ERROR,
        "board-text",
        "boards",
    )


def test_a_mistake_for_one_board_leaves_the_others_as_they_are(folder: Folder) -> None:
    front = "boards:\n  telegram: Come!\n  toots: {text: Come!}"
    assert offer(folder, front).texts == {"toots": "Come!"}


def test_another_key_is_told(folder: Folder) -> None:
    front = "boards:\n  toots:\n    text: Come!\n    title: Baker"
    [found] = told(folder, front)
    assert found[:2] == (7, 5)
    assert found[2].startswith("'boards.toots.title' is not a known key")
    assert codes(folder.read().problems, Severity.WARNING) == {"unknown-key"}
    assert offer(folder, front).texts == {"toots": "Come!"}


def test_a_slip_in_the_key_itself_is_told(folder: Folder) -> None:
    [found] = told(folder, "board:\n  toots: {text: Come!}")
    assert found[2:] == (
        "'board' is not a known key",
        "boards: …    (or name it under [content.fields] of syndicate.toml)",
    )


# -- boards that the site does not have --------------------------------------------------------


def test_a_board_that_the_site_does_not_have_is_told_with_the_nearest(folder: Folder) -> None:
    front = "boards:\n  toots: {text: Come!}\n  Telegramm: {text: Come!}"
    message = "boards.Telegramm: syndicate.toml has no [boards.Telegramm]"
    known = "; known are: telegram, toots"
    assert told(folder, front) == [(6, 3, message + known, f"telegram: {WRITE}")]
    assert codes(folder.read().problems, Severity.WARNING) == {"unknown-board"}


def test_a_board_like_no_other_may_be_missing_in_the_configuration(folder: Folder) -> None:
    folder.site = replace(folder.site, boards={})
    [found] = told(folder, "boards: {toots: {text: Come!}}")
    assert found[2:] == (
        "boards.toots: syndicate.toml has no [boards.toots]",
        "[boards.toots]    (in syndicate.toml)",
    )


@pytest.mark.parametrize(
    ("front", "status"),
    [
        ("status: closed", Status.CLOSED),
        ("draft: true", Status.DRAFT),
        ("template: true", Status.TEMPLATE),
    ],
)
def test_of_what_is_not_published_no_board_is_asked_for(
    folder: Folder, front: str, status: Status
) -> None:
    front += "\nboards: {nowhere: {text: Come!}}"
    assert offer(folder, front).status is status
    assert "unknown-board" not in codes(folder.read().problems)


# -- kept --------------------------------------------------------------------------------------


@given(st.dictionaries(st.text(max_size=9), st.text(st.characters(codec=None)), max_size=3))
def test_texts_come_back_as_they_were_and_equal_ones_have_equal_bytes(
    texts: dict[str, str],
) -> None:
    item = _item(texts)
    again = unpacked(packed(item))
    assert again == item
    assert type(again.offer.texts) is type(item.offer.texts)
    assert packed(_item(dict(texts))) == packed(item)
    assert packed(again) == packed(item)


def _item(texts: dict[str, str]) -> Understood:
    return Understood(make_offer(texts=MappingProxyType(texts)), (), places={"boards.x": (3, 4)})


def test_what_was_read_comes_back_with_the_places_of_its_boards(folder: Folder) -> None:
    item = Reader(folder.site, NOW).earlier("content/a.md", f"---\n{HEAD}\n{YAML}---\nBread.\n")
    assert item.places["boards.telegram"] == (5, 3)
    assert item.places["boards.toots"] == (7, 3)
    assert unpacked(packed(item)) == item


def test_what_an_older_program_kept_is_refused_and_not_misread() -> None:
    values, *rest = marshal.loads(packed(_item({"toots": "Come!"}))[4:])  # noqa: S302 - ours
    del values[[field.name for field in fields(Offer)].index("texts")]
    old = marshal.dumps((values, *rest), 2)
    with pytest.raises(DAMAGED):
        unpacked(crc32(old).to_bytes(4, "big") + old)
