"""Lines for the front matter of one file: under which key, in place of what, with which value."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.employer import BLANKS, PARTS
from syndicate.content.front_matter import parse
from syndicate.content.hints import BLANK, is_open, parsed
from syndicate.content.insertion import insertion
from syndicate.content.key_names import key_for, key_language
from syndicate.content.nodes import Scalar, Table
from syndicate.content.quoting import quoted
from syndicate.content.yaml_events import parse_yaml
from syndicate.errors import ContentError
from syndicate.offer import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from syndicate.site import Site

_KEY = re.compile(
    r"""(?P<start>\s*(?:-\s+)?(?P<quote>["']?)(?P<key>[^\s:="'#-][^:="']*?)(?P=quote)\s*"""
    r"""(?P<sign>[:=])\s*)(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|.*?)(?P<rest>\s+\#.*|\s*)"""
)
#: So many lines above an item of a list its key is looked for.
_LONGEST_LIST = 20
#: How values begin, or end, that go on in the next line.
_GOES_ON = ("[", "{", "|", ">", "&", '"""', "'''")


class Said(NamedTuple):
    """A fact that the text of an offer states: its ``value``, as front matter has it ``written``.

    ``sentence`` on ``line`` says so; it is only likely when not ``sure``.
    """

    value: object
    written: str
    sentence: str
    line: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of front matter to write: ``key`` and ``value``.

    ``line`` stands in place of the line ``before``, number ``at``; without that it is to be added.
    Where only ``at`` is known, that line and those after it state the value now. ``example`` shows
    what a value may look like where ``value`` leaves it open.
    """

    key: str
    value: str
    line: str
    before: str = ""
    at: int = 0
    example: str = ""

    @property
    def is_for_several(self) -> bool:
        """Whether the value that it stands in place of takes several lines."""
        return bool(self.at and not self.before)


class FrontLines:
    """The front matter of the file with *text*, as far as lines are added to it.

    *places* says where it states a field, *said* what the text below it states. Lines that begin
    the file, or are below its front matter, are none of these.
    """

    def __init__(
        self,
        text: str,
        places: Mapping[str, tuple[int, int]],
        site: Site,
        said: Mapping[str, Said] | None = None,
    ) -> None:
        self.said = said or {}
        self._text = text
        self._lines = text.split("\n")
        self._places = places
        self._own = site.content.fields
        self._taken: list[str] = []
        self._is_plain = False
        with suppress(ContentError):  # the last good text of a file that no one can read any more
            document = parse(text)
            front = document.front
            self._taken = list(front.values)
            # What the prose states, and what the site does for its files, has no line to replace.
            self._places = {
                field: place for field, place in places.items() if 1 < place[0] < document.body_line
            }
            # Front matter in YAML, as nearly all is: a line is a line there.
            flush = all(key.column == 1 for key in front.keys.values())
            self._is_plain = flush and text.startswith("---\n")
        self._language = key_language(self._taken)

    def entries(
        self, field: str, hints: Sequence[str], parts: Iterable[str], places: Sequence[Location]
    ) -> tuple[Entry, ...]:
        """What to write for *field*, for which others would give *hints*; none without a hint.

        Of a place the *parts* are asked for, and *places* are those that are stated.
        """
        written = [found for hint in hints if (found := parsed(hint))]
        if not written:
            return ()
        said = self.said.get(field)
        example = next((found.example for found in written if found.example), "")
        if field == "locations":
            if said and isinstance(said.value, tuple):
                places = [place for place in said.value if isinstance(place, Location)]
            if field not in self._places and any(part in self._places for part in PARTS):
                return tuple(self._entry(*part) for part in _open_parts(parts, places))
            value, example = _place(places, parts, example)
            if said and not is_open(value):
                value = said.written  # as `suggest` adds it
            return (self._entry(field, value, example),)
        if said:
            told = (said.written, "") if said.sure else (BLANK, said.written)
            return (self._entry(field, *told),)
        usual = written[0].key
        # Of two that leave the value open, the one that shows its form.
        form = next((found.value for found in written if found.value != BLANK), "")
        if form:
            return (self._entry(field, form, usual=usual),)
        return (self._entry(field, BLANK, example, usual=usual),)

    def added(self, entries: Iterable[Entry]) -> Mapping[str, str]:
        """The lines that add *entries*, by their keys, as this file is written; empty: as YAML."""
        if self._is_plain:
            return {}
        wanted = {entry.key: entry.value for entry in entries if not entry.at}
        try:
            found = insertion(self._text, wanted) if wanted else None
        except ContentError:
            found = None
        lines = [line.rstrip("\r\n") for line in found.lines] if found else []
        lines = [line for line in lines if line.strip("- ")]
        if len(lines) != len(wanted):
            return {}
        return dict(zip(wanted, lines, strict=True))

    def _entry(self, field: str, value: str, example: str = "", usual: str = "") -> Entry:
        if field not in self._places:
            key = key_for(field, self._own, self._taken, self._language) or field
            if key == field and usual and usual not in self._taken:
                key = usual  # the name of the field itself is nobody's first choice
            self._taken.append(key)
            return Entry(key, value, f"{key}: {_yaml(value)}", example=example)
        at, text, found = self._stated(self._places[field][0])
        stated = found["value"] if found else ""
        if not found or not stated or stated.startswith(_GOES_ON) or stated.endswith(","):
            key = found["key"] if found else field
            return Entry(key, value, f"{key}: {_yaml(value)}", at=at, example=example)
        quotes = stated[0] in "\"'" or found["sign"] == "="
        line = found["start"] + (quoted(value) if quotes else _yaml(value)) + found["rest"].rstrip()
        return Entry(found["key"], value, line, text, at, example)

    def _stated(self, at: int) -> tuple[int, str, re.Match[str] | None]:
        """The line with the key of what stands in line *at*, its number, and its parts."""
        for number in range(at, max(at - _LONGEST_LIST, 0), -1):
            text = self._lines[number - 1] if number <= len(self._lines) else ""
            if found := _KEY.fullmatch(text):
                return number, text, found
        return at, "", None


def _yaml(value: str) -> str:
    """*value* as YAML has it behind a key: with quotes where it would be read as something else."""
    try:
        read = parse_yaml(f"k: {value}", 1)
    except ContentError:
        return quoted(value)
    node = read.values.get("k") if isinstance(read, Table) else None
    plain = isinstance(node, Scalar) and node.plain and node.text == value
    return value if plain else quoted(value)


def _place(places: Sequence[Location], parts: Iterable[str], example: str) -> tuple[str, str]:
    """A value that states *places* with all the *parts*, and an example for one that cannot."""
    if not places:
        return BLANK, example
    return "; ".join(_spelled(place, tuple(parts)) for place in places), ""


def _spelled(place: Location, parts: Sequence[str]) -> str:
    said = {part: getattr(place, part) or (BLANKS[part] if part in parts else "") for part in PARTS}
    town = " ".join(filter(None, (said["postal_code"], said["city"])))
    return ", ".join(filter(None, (said["street"], town, said["region"], said["country"])))


def _open_parts(parts: Iterable[str], places: Sequence[Location]) -> Iterable[tuple[str, str, str]]:
    place = places[0] if places else Location()
    return [(part, BLANKS[part], "") for part in parts if not getattr(place, part)]
