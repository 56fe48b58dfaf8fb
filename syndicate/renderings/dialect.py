"""A dialect: how the feed of one job board is written, read from its data file.

``docs/boards/dialects.md`` says what such a file holds.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from syndicate.renderings.ad import LISTS, MOMENTS, TEXTS, VOCABULARY, WORDS
from syndicate.renderings.ad_values import Compiler, MistakeError, Names, Path, inside, known
from syndicate.renderings.xml_parts import ATTRIBUTE_NAME, ESCAPES, XML_NAME, attributes, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from syndicate.renderings.ad_values import Make

#: How far what the file says can be relied upon.
CONFIDENCE: Mapping[str, str] = {
    "documented": "read in the board's own documentation",
    "partly": "read in the board's own documentation, of which a part was at hand",
    "secondary": "read from programs of others that write or read this format",
    "unverified": "not verified",
}
#: What an item's values can be taken from, and what those of the head of the feed.
OF_ITEMS = Names(TEXTS, LISTS, WORDS, MOMENTS)
OF_HEADS = Names(
    ("site_title", "site_url", "site_description", "organization", "language", "count"),
    moments=("changed",),
)

_COUNTRY = re.compile(r"[A-Z]{2}")
_HTML_NAME = re.compile(r"[a-z][a-z0-9]*")
_KEYS = frozenset(
    (
        *("title", "asks", "register", "reads", "sources", "confidence", "checked", "unverified"),
        *("root", "root_attributes", "item", "escape", "html", "link", "header", "elements"),
        *("words", "requires", "wants", "limits", "most_items", "first_seen_within", "frozen"),
        *("countries", "remote"),
    )
)


@dataclass(frozen=True, slots=True)
class About:
    """What people want to know of a board's format.

    ``asks`` is what the board asks of who offers it a feed, ``register`` where that is done,
    ``reads`` how often it comes. ``unverified`` are the ways to values of the data that are
    less sure than ``confidence`` says.
    """

    title: str
    asks: str
    register: str
    reads: str
    sources: tuple[str, ...]
    confidence: str
    checked: date
    unverified: tuple[str, ...]


class Limit(NamedTuple):
    """How many characters the text of a field may have."""

    field: str
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a board demands of an ad.

    Each of ``requires`` and ``wants`` is a group of fields of which one must be stated; without
    a required one the ad is left out. ``most_items`` are the ads of one feed. The board takes
    no ad older than ``first_seen_within`` days when it first sees it, and keeps the first value
    of each of ``frozen``. ``remote`` are values of ads of work from anywhere.
    """

    requires: tuple[tuple[str, ...], ...] = ()
    wants: tuple[tuple[str, ...], ...] = ()
    limits: tuple[Limit, ...] = ()
    countries: frozenset[str] = frozenset()
    remote: Mapping[str, str] = field(default_factory=dict)
    most_items: int | None = None
    first_seen_within: int | None = None
    frozen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """The feed format of one board, ready to be written.

    ``opening`` is the start tag of an item, ``parts`` make its elements, ``header`` those before
    the first item.
    """

    name: str
    about: About
    rules: Rules
    root: tuple[str, ...]
    root_attributes: str
    item: str
    opening: Make
    parts: tuple[Make, ...]
    header: tuple[Make, ...]


class DialectError(Exception):
    """The data of a dialect has ``mistakes``: the way to a value, and what is wrong with it."""

    def __init__(self, mistakes: list[tuple[Path, str]]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes


def read(name: str, data: Mapping[str, object]) -> Dialect:
    """The dialect *name* that *data*, a TOML document, describes.

    Raises ``DialectError`` with every mistake.
    """
    reader = _Reader(data)
    dialect = reader.dialect(name)
    if reader.mistakes:
        raise DialectError(reader.mistakes)
    return dialect


class _Reader:
    """Takes the values of one file, and notes what is wrong with them."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self._data = data
        self.mistakes: list[tuple[Path, str]] = []

    def dialect(self, name: str) -> Dialect:
        for key in self._data:
            if key not in _KEYS:
                with self._noted(key):
                    known(key, _KEYS, "a key")
        escape = ESCAPES[self._choice("escape", tuple(ESCAPES), "entities")]
        compiler = Compiler(
            names=OF_ITEMS,
            words=self._words(),
            html=self._html(),
            link=self._table("link"),
            bare=self._data.get("escape") == "bare",
        )
        heads = Compiler(OF_HEADS, {})
        opening, made = self._elements("elements", compiler, escape)
        _, header = self._elements("header", heads, escape)
        item = self._name("item")
        return Dialect(
            name=name,
            about=self._about(name),
            rules=self._rules(),
            root=tuple(self._xml_name("root", one) for one in self._text("root").split("/")),
            root_attributes=attributes(self._root_attributes()),
            item=item,
            opening=lambda ad: f"<{item}{opening(ad)}>\n",
            parts=made,
            header=header,
        )

    def _html(self) -> frozenset[str]:
        names = self._texts("html")
        for at, name in enumerate(names):
            if not _HTML_NAME.fullmatch(name):
                self.mistakes.append((("html", at), f"{name!r} cannot be an element of HTML"))
        return frozenset(filter(_HTML_NAME.fullmatch, names))

    def _root_attributes(self) -> dict[str, str]:
        table = self._table("root_attributes")
        for name in table:
            if not ATTRIBUTE_NAME.fullmatch(name):
                self._wrong("root_attributes", "cannot be the name of an attribute", name)
        return table

    def _about(self, name: str) -> About:
        checked = self._data.get("checked")
        if not isinstance(checked, date):
            self._wrong("checked", "expected the day on which the sources were read: 2026-03-01")
        return About(
            title=self._text("title", name),
            asks=self._text("asks", ""),
            register=self._text("register", ""),
            reads=self._text("reads", ""),
            sources=self._texts("sources"),
            confidence=self._choice("confidence", tuple(CONFIDENCE), "unverified"),
            checked=checked if isinstance(checked, date) else date.min,
            unverified=self._unverified(),
        )

    def _unverified(self) -> tuple[str, ...]:
        ways = self._texts("unverified")
        for at, way in enumerate(ways):
            value: object = self._data
            for key in way.split("."):
                value = value.get(key) if isinstance(value, dict) else None
            if value is None:
                self.mistakes.append((("unverified", at), f"{way} is not in this file"))
        return ways

    def _rules(self) -> Rules:
        every = (*TEXTS, *LISTS, *WORDS, *MOMENTS)
        countries = self._texts("countries")
        for at, code in enumerate(countries):
            if not _COUNTRY.fullmatch(code):
                self.mistakes.append((("countries", at), f"expected FR or the like, not {code!r}"))
        remote = self._table("remote")
        for key in remote:
            with self._noted("remote", key):
                known(key, TEXTS, "a field")
        return Rules(
            requires=self._groups("requires", every),
            wants=self._groups("wants", every),
            limits=self._limits(),
            countries=frozenset(countries),
            remote=remote,
            most_items=self._whole("most_items"),
            first_seen_within=self._whole("first_seen_within"),
            # Of nothing else is it remembered what a board saw first.
            frozen=tuple(group[0] for group in self._groups("frozen", ("title",)) if group),
        )

    def _groups(self, key: str, names: Collection[str]) -> tuple[tuple[str, ...], ...]:
        written = self._data.get(key, [])
        if not isinstance(written, list):
            self._wrong(key, 'expected a list of fields, such as ["title", "city"]')
            return ()
        groups = [tuple(one) if isinstance(one, list) else (one,) for one in written]
        for at, group in enumerate(groups):
            if not group:
                self.mistakes.append(((key, at), "names no field"))
            for one in group:
                with self._noted(key, at):
                    known(one, names, "a field")
        return tuple(groups)

    def _limits(self) -> tuple[Limit, ...]:
        found = []
        table = self._data.get("limits", {})
        if not isinstance(table, dict):
            self._wrong("limits", "expected a table: the name of each field, and its limits")
            return ()
        for name, bounds in table.items():
            with self._noted("limits", name):
                known(name, TEXTS, "a field")
            if not _are_bounds(bounds):
                self._wrong("limits", "expected { least = 100, most = 1000 }, or one of them", name)
                continue
            found.append(Limit(name, bounds.get("least"), bounds.get("most")))
        return tuple(found)

    def _elements(
        self, key: str, compiler: Compiler, escape: Callable[[str], str]
    ) -> tuple[Make, tuple[Make, ...]]:
        written = self._data.get(key, {})
        if not isinstance(written, dict) or (key == "elements" and not written):
            self._wrong(key, "expected a table: the name of each element, and what it holds")
            return (lambda _: ""), ()
        if key == "header":
            for name in written:
                if name.startswith("@"):
                    self._wrong(key, "is for ads; those of the root are root_attributes", name)
        wrong: list[tuple[Path, str]] = []
        made = parts(written, compiler, escape, wrong)
        self.mistakes += [((key, *way), message) for way, message in wrong]
        return made

    # -- values -------------------------------------------------------------------------------

    @contextmanager
    def _noted(self, *way: str | int) -> Iterator[None]:
        try:
            with inside(*way):
                yield
        except MistakeError as mistake:
            self.mistakes.append((mistake.inner, mistake.message))

    def _wrong(self, key: str, message: str, *way: str) -> None:
        self.mistakes.append(((key, *way), message))

    def _text(self, key: str, default: str | None = None) -> str:
        value = self._data.get(key, default)
        if isinstance(value, str):
            return value
        self._wrong(key, "is missing" if value is None else "expected a text in quotes")
        return key

    def _name(self, key: str) -> str:
        return self._xml_name(key, self._text(key))

    def _xml_name(self, key: str, name: str) -> str:
        if not XML_NAME.fullmatch(name):
            self._wrong(key, f"{name!r} cannot be the name of an element")
        return name

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self._data.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self._wrong(key, "expected a list of texts in quotes")
        return ()

    def _choice(self, key: str, options: tuple[str, ...], default: str) -> str:
        value = self._data.get(key, default)
        if isinstance(value, str) and value in options:
            return value
        self._wrong(key, f"expected one of {', '.join(options)}")
        return default

    def _whole(self, key: str) -> int | None:
        value = self._data.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        self._wrong(key, "expected a number above 0")
        return None

    def _table(self, key: str) -> dict[str, str]:
        value = self._data.get(key, {})
        if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            return value
        self._wrong(key, "expected a table of texts in quotes")
        return {}

    def _words(self) -> dict[str, dict[str, str]]:
        tables = self._data.get("words", {})
        if not isinstance(tables, dict):
            self._wrong("words", "expected tables of words, such as [words.contract]")
            return {}
        for name, table in tables.items():
            if not isinstance(table, dict) or not all(isinstance(w, str) for w in table.values()):
                self._wrong(
                    "words", "expected our words on the left, the board's on the right", name
                )
                return {}
            for word in table:
                with self._noted("words", name, word):
                    known(word, VOCABULARY, "a word")
        return tables


def _are_bounds(bounds: object) -> bool:
    return (
        isinstance(bounds, dict)
        and set(bounds) in ({"least"}, {"most"}, {"least", "most"})
        and all(isinstance(one, int) and not isinstance(one, bool) for one in bounds.values())
    )
