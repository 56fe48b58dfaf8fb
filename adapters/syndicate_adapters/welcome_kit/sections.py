"""An offer's text in the parts that the board shows apart, by its headings."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from syndicate.jobposting.description import reduced
from syndicate.jobposting.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

Part = Literal["company", "description", "profile", "process"]

#: A heading, or the beginning or end of what no part may be cut out of.
_MARKS = re.compile(
    r"<h([1-6])\b[^>]*>(.*?)</h\1>|<(/?)(?:ul|ol|dl|blockquote|table|details|figure)\b[^>]*>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_SIGNS = re.compile(r"[\W_]+")


class Section(NamedTuple):
    """A heading (``level`` 0 and no words for what stands before the first) and what follows it."""

    level: int
    heading: str
    html: str


def parts(body: str) -> dict[Part, str]:
    """*body*, an offer's HTML, as HTML by part; a part that there is nothing of is missing.

    What stands under no known heading is the job's. A smaller heading belongs to the one above
    it; the heading that opens a part is left out, for the board has its own.
    """
    found: dict[Part, list[str]] = {}
    part: Part = "description"
    level = 0
    for section in _sections(clean(body)):
        known = _part(section.heading)
        if known or section.level <= level:
            part, level = known or "description", section.level
        pieces = found.setdefault(part, [])
        if section.heading and not (known and not pieces):
            pieces.append(f"<p><strong>{section.heading}</strong></p>")
        if section.html.strip():
            pieces.append(section.html)
    texts = {part: reduced("\n".join(pieces)) for part, pieces in found.items()}
    return {part: text for part, text in texts.items() if text}


def proposed(part: Part, language: str) -> str:
    """The line that begins *part* in an offer of *language*."""
    lines: dict[str, str] = _table()["write"][part]
    return lines.get(language.partition("-")[0].lower(), lines["en"])


def _sections(body: str) -> Iterator[Section]:
    level, heading, start, depth = 0, "", 0, 0
    for mark in _MARKS.finditer(body):
        if mark[1] is None:
            depth = max(0, depth + (-1 if mark[3] else 1))
        elif depth == 0:
            yield Section(level, heading, body[start : mark.start()])
            level, heading, start = int(mark[1]), _TAG.sub("", mark[2]).strip(), mark.end()
    yield Section(level, heading, body[start:])


def _part(heading: str) -> Part | None:
    """The part that *heading* opens: its first known phrase says so, the longest at one place."""
    words = _folded(heading)
    if words in _alone():
        return _alone()[words]
    padded = f" {words} "
    found = [
        (place, -len(phrase), part)
        for phrase, part in _phrases().items()
        if (place := padded.find(f" {phrase} ")) >= 0
    ]
    return min(found)[2] if found else None


def _folded(heading: str) -> str:
    """In small letters, without accents and signs."""
    plain = unicodedata.normalize("NFKD", unescape(heading).casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _SIGNS.sub(" ", letters).strip()


@lru_cache(maxsize=1)
def _alone() -> dict[str, Part]:
    return {phrase: part for part, phrases in _table()["alone"].items() for phrase in phrases}


@lru_cache(maxsize=1)
def _phrases() -> dict[str, Part]:
    return {phrase: part for part, phrases in _table()["phrases"].items() for phrase in phrases}


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[Part, dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("sections.toml").read_text("utf-8"))
