"""What a dialect writes of an ad: values of its data, each compiled into one function."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from difflib import get_close_matches
from email.utils import format_datetime
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from syndicate.renderings.reduced import reducer, without_entities

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import datetime, tzinfo

    #: Made of an ``Ad``, or of whatever else has values by name: ``""`` is nothing.
    Make = Callable[[Any], str]
    MakeSeveral = Callable[[Any], tuple[str, ...]]

#: The way to a value of the data: keys, and places in lists.
Path = tuple[str | int, ...]


class Names(NamedTuple):
    """The names that values can be taken from, by kind."""

    texts: Collection[str]
    lists: Collection[str] = ()
    words: Collection[str] = ()
    moments: Collection[str] = ()


class MistakeError(Exception):
    """A value of the data is of no use; ``inner`` is the way to it from the one that was read."""

    def __init__(self, message: str, *inner: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.inner: Path = inner


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles the values of one dialect.

    *words* are its tables of words by name, *html* the elements it keeps in texts, *link* what
    it adds to the addresses of offers. *bare* says that its board refuses the entities of HTML.
    """

    names: Names
    words: Mapping[str, Mapping[str, str]]
    html: frozenset[str] = frozenset()
    link: Mapping[str, str] | None = None
    bare: bool = False

    def value(self, written: object) -> Make:
        """What makes the text of the value *written*; raises ``MistakeError``."""
        if isinstance(written, str):
            return self._field(written)
        if not isinstance(written, dict):
            raise MistakeError('expected the name of a field, or a table such as { text = "…" }')
        verb = next((name for name in written if name in VERBS), None)
        if verb is None:
            raise MistakeError(f"does not say what to write: {', '.join(VERBS)}?")
        verb_of, others = VERBS[verb]
        for key in written:
            if key != verb and key not in others:
                raise MistakeError(f"is unknown beside {verb}", key)
        return verb_of(written, self)

    def several(self, written: object) -> MakeSeveral:
        """What makes the texts of an element that is repeated; raises ``MistakeError``."""
        if isinstance(written, dict) and "words" in written:
            return _translation(written, self)
        if not isinstance(written, str):
            raise MistakeError("expected the name of a list")
        known(written, self.names.lists, "a list")
        return lambda ad: ad.lists[written]

    def _field(self, name: str) -> Make:
        known(name, (*self.names.texts, *self.names.lists), "a field")
        if name in self.names.lists:
            return lambda ad: ", ".join(ad.lists[name])
        if name == "url" and self.link:
            return _tagged(urlencode(self.link), bare=self.bare)
        return itemgetter(name)


# -- verbs ----------------------------------------------------------------------------------------


def _text(table: Mapping[str, object], _: Compiler) -> Make:
    text = _string(table, "text")
    return lambda _: text


def _join(table: Mapping[str, object], compiler: Compiler) -> Make:
    makes = _makes(table, "join", compiler)
    between = _string(table, "with", ", ")
    return lambda ad: between.join([text for make in makes if (text := make(ad))])


def _first(table: Mapping[str, object], compiler: Compiler) -> Make:
    makes = _makes(table, "first", compiler)
    return lambda ad: next((text for make in makes if (text := make(ad))), "")


def _words(table: Mapping[str, object], compiler: Compiler) -> Make:
    translated = _translation(table, compiler)
    between = _string(table, "with", ", ")
    return lambda ad: between.join(translated(ad))


def _translation(table: Mapping[str, object], compiler: Compiler) -> MakeSeveral:
    """Our words in those of the board: each once, and one without a counterpart not at all."""
    written, name = table["words"], _string(table, "map")
    fields = tuple(written) if isinstance(written, list) else (written,)
    for field in fields:
        with inside("words"):
            known(field, compiler.names.words, "words")
    if name not in compiler.words:
        raise MistakeError(f"there is no table [words.{name}]", "map")
    most = table.get("most", len(compiler.words[name]))
    if not isinstance(most, int) or most < 1:
        raise MistakeError("expected a number of words", "most")
    theirs = compiler.words[name]

    def make(ad: Any) -> tuple[str, ...]:
        said = [word for field in fields for ours in ad.words[field] if (word := theirs.get(ours))]
        return tuple(dict.fromkeys(said))[:most]

    return make


def _date(table: Mapping[str, object], compiler: Compiler) -> Make:
    form, of = _string(table, "date"), _string(table, "of")
    with inside("of"):
        known(of, compiler.names.moments, "a moment")
    if form == _RFC822:
        return lambda ad: format_datetime(moment) if (moment := ad.moments[of]) else ""
    with inside("date"):
        spelled = _spelling(form)
    key = (form, of)

    def make(ad: Any) -> str:
        # The same few forms come again with every dialect.
        if (said := ad.made.get(key)) is None:
            moment = ad.moments[of]
            ad.made[key] = said = spelled(moment, ad.zone) if moment else ""
        return said  # type: ignore[no-any-return]

    return make


def _html(table: Mapping[str, object], compiler: Compiler) -> Make:
    field, kept, bare = _string(table, "html"), compiler.html, compiler.bare
    with inside("html"):
        known(field, compiler.names.texts, "a field")
    if not kept:
        raise MistakeError('the elements that the board keeps are not named; write: html = ["p"]')
    reduced = reducer(kept)

    def make(ad: Any) -> str:
        # By the text, for it can be another one in another place.
        key = (kept, bare, ad[field])
        if (text := ad.made.get(key)) is None:
            text = reduced(ad[field])
            ad.made[key] = text = without_entities(text) if bare else text
        return text  # type: ignore[no-any-return]

    return make


def _cut(table: Mapping[str, object], compiler: Compiler) -> Make:
    most = table["cut"]
    if not isinstance(most, int) or most < 1:
        raise MistakeError("expected a number of characters", "cut")
    with inside("of"):
        make = compiler.value(table.get("of"))
    unwanted = str.maketrans("", "", _string(table, "without", ""))
    return lambda ad: _shortened(make(ad).translate(unwanted).strip(), most)


#: What a value can be, beside the name of a field: the function, and what may stand beside it.
VERBS: Mapping[str, tuple[Callable[[Mapping[str, object], Compiler], Make], frozenset[str]]] = {
    "text": (_text, frozenset()),
    "join": (_join, frozenset({"with"})),
    "first": (_first, frozenset()),
    "words": (_words, frozenset({"map", "most", "with"})),
    "date": (_date, frozenset({"of"})),
    "html": (_html, frozenset()),
    "cut": (_cut, frozenset({"of", "without"})),
}


# -- what they share ------------------------------------------------------------------------------


def known(name: object, names: Collection[str], kind: str) -> None:
    """Raise ``MistakeError`` unless *name* is one of *names*."""
    if isinstance(name, str) and name in names:
        return
    near = get_close_matches(str(name), list(names), 1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(names))}"
    raise MistakeError(f"{name!r} is not {kind} here; {hint}")


@contextmanager
def inside(*way: str | int) -> Iterator[None]:
    """A ``MistakeError`` of the block is told as one of the value at the end of *way*."""
    try:
        yield
    except MistakeError as mistake:
        raise MistakeError(mistake.message, *way, *mistake.inner) from mistake


def _string(table: Mapping[str, object], key: str, default: str | None = None) -> str:
    text = table.get(key, default)
    if not isinstance(text, str):
        raise MistakeError(f"{key} is missing, or is not a text in quotes", key)
    return text


def _makes(table: Mapping[str, object], verb: str, compiler: Compiler) -> list[Make]:
    written = table[verb]
    if not isinstance(written, list) or not written:
        raise MistakeError('expected a list of values, such as ["city", "region"]', verb)
    makes = []
    for at, one in enumerate(written):
        with inside(verb, at):
            makes.append(compiler.value(one))
    return makes


def _tagged(query: str, *, bare: bool) -> Make:
    """The offer's address with *query*, which tells the site who sent the visitor."""

    def make(ad: Any) -> str:
        parts = urlsplit(ad["url"])
        url: str = parts._replace(query=f"{parts.query}&{query}" if parts.query else query).geturl()
        # What follows an ampersand must not look like an entity.
        return url.replace(";", "%3B") if bare else url

    return make


_RFC822 = "rfc822"
_DIRECTIVES = {"Y": "year:04", "m": "month:02", "d": "day:02"} | {
    "H": "hour:02",
    "M": "minute:02",
    "S": "second:02",
}
_DIRECTIVE = re.compile(r"%(.?)")


@lru_cache(maxsize=64)
def _spelling(form: str) -> Callable[[datetime, tzinfo], str]:
    """Writes a moment as *form* says: in UTC where it ends in Z, else as the site's clocks do."""
    for letter in _DIRECTIVE.findall(form):
        if letter not in _DIRECTIVES:
            known_ones = " ".join(f"%{one}" for one in _DIRECTIVES)
            raise MistakeError(f"%{letter} is unknown in {form!r}; known are {known_ones}")
    escaped = form.replace("{", "{{").replace("}", "}}")
    template = _DIRECTIVE.sub(lambda found: f"{{0.{_DIRECTIVES[found[1]]}}}", escaped)
    in_utc = form.endswith("Z")
    return lambda moment, zone: template.format(moment.astimezone(UTC if in_utc else zone))


def _shortened(text: str, most: int) -> str:
    """*text* in at most *most* characters, not in the middle of a word where that can be."""
    if len(text) <= most:
        return text
    start = text[:most]
    before, blank, _ = start.rpartition(" ")
    return before.rstrip(" ,;:–-") if blank and text[most : most + 1] != " " else start.rstrip()
