"""Front-matter keys, whatever an author calls them, brought under the names of our fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.folding import fold
from syndicate.content.nodes import Node, Scalar, Sequence, Table, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from syndicate.offer import Source


class Given(NamedTuple):
    """One value that a file, or the site for it, gives for a field.

    ``weak`` values come from a key that means other things elsewhere (``type``).
    """

    key: str
    node: Node
    line: int
    column: int
    weak: bool = False
    source: Source = "front matter"

    @property
    def text(self) -> str:
        """The value as one text; the parts of a list are joined by commas."""
        node = self.node
        return node.text.strip() if isinstance(node, Scalar) else text_of(node)

    @property
    def texts(self) -> tuple[str, ...]:
        """The value's texts: one for a plain value, one per item for a list."""
        return texts_of(self.node)

    @property
    def is_list(self) -> bool:
        """True when the author wrote a list."""
        return isinstance(self.node, Sequence)


_FRONT: Source = "front matter"
#: Makes a :class:`Given` of its parts, all of them: its own call takes half as long again.
_given: Callable[[tuple[str, Node, int, int, bool, Source]], Given] = partial(tuple.__new__, Given)


class Fields(NamedTuple):
    """The values of one file by field, the preferred key first, empty values left out."""

    given: Mapping[str, tuple[Given, ...]]
    unknown: tuple[Given, ...]

    def first(self, field: str) -> Given | None:
        """The preferred value for *field*; None when the file says nothing of it."""
        given = self.given.get(field)
        return given[0] if given else None

    def all(self, field: str) -> tuple[Given, ...]:
        """Every value for *field*."""
        return self.given.get(field, ())


_LITTLE_WORDS = re.compile(r"\b(?:(?:de la|de|du|des|del) |d['’])")
#: Of so many different sets of keys it is remembered what they stand for.
_MOST_LAYOUTS = 256
#: Of so many unknown keys it is remembered which known ones they resemble.
_MOST_UNKNOWN = 1024


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the keys of a file stand for, by their places in it: most files have the same ones.

    ``fields`` has the place of the preferred key of each field, and those of all others.
    """

    fields: tuple[tuple[str, int, tuple[int, ...]], ...]
    weak: tuple[int, ...]
    unknown: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which folded key stands for which field, and how much it is preferred."""

    ranks: Mapping[str, tuple[tuple[str, int], ...]]
    weak: frozenset[str]
    ignored: frozenset[str]
    names: tuple[str, ...]
    _layouts: dict[tuple[str, ...], _Layout] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _near: dict[str, str | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def sort(self, front: Table, defaults: Mapping[str, str]) -> Fields:
        """The values of *front*, and of the site's *defaults* where it is silent, by field."""
        values = [
            _given((key, node, node.line or front.keys[key].line, node.column, False, _FRONT))
            for key, node in front.values.items()
            if not node.is_empty
        ]
        if defaults:
            values += [
                Given(key, Scalar(defaults[key], 1, 1), 1, 1, source="site")
                for key in self._silent_on([each.key for each in values], defaults)
            ]
        layout = self._layout(tuple([each.key for each in values]))
        for at in layout.weak:
            key, node, line, column, _, source = values[at]
            values[at] = _given((key, node, line, column, True, source))
        return Fields(
            {
                name: (values[at],) if not others else tuple([values[at] for at in (at, *others)])
                for name, at, others in layout.fields
            },
            tuple([values[at] for at in layout.unknown]),
        )

    def _silent_on(self, stated: Iterable[str], defaults: Mapping[str, str]) -> list[str]:
        written = set(map(fold, stated))
        return [key for key in defaults if fold(key) not in written]

    def _layout(self, keys: tuple[str, ...]) -> _Layout:
        known = self._layouts.get(keys)
        if known is None:
            known = self._laid_out([fold(key) for key in keys])
            if len(self._layouts) < _MOST_LAYOUTS:
                self._layouts[keys] = known
        return known

    def _laid_out(self, keys: list[str]) -> _Layout:
        found: dict[str, list[tuple[int, int]]] = {}
        for at, key in enumerate(keys):
            for name, rank in self.ranks.get(key, ()):
                found.setdefault(name, []).append((rank, at))
        unknown = (
            at for at, key in enumerate(keys) if not self.ranks.get(key) and key not in self.ignored
        )
        ordered = ((name, [at for _, at in sorted(ranked)]) for name, ranked in found.items())
        return _Layout(
            tuple((name, places[0], tuple(places[1:])) for name, places in ordered),
            tuple(at for at, key in enumerate(keys) if key in self.weak),
            tuple(unknown),
        )

    def near(self, key: str) -> str | None:
        """A key name that *key* is probably a slip of, or None."""
        if key in self._near:
            return self._near[key]
        near = self._resembled(key)
        if len(self._near) < _MOST_UNKNOWN:
            self._near[key] = near
        return near

    def _resembled(self, key: str) -> str | None:
        folded = fold(key)
        if len(folded) < 4:
            return None
        close = get_close_matches(folded, self.ranks, n=1, cutoff=0.85)
        return next((n for n in self.names if close[0] in _forms(n)), None) if close else None


@cache
def _shipped() -> dict[str, dict[str, list[str]]]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("keys.toml").read_text("utf-8"))


def field_names() -> tuple[str, ...]:
    """Every field that front matter can fill, by our name."""
    return tuple(_shipped()["fields"])


def field_keys(field: str) -> tuple[str, ...]:
    """The shipped keys for *field*, the preferred one first; none that mean other things, too."""
    return tuple(_shipped()["fields"].get(field, ()))


@cache
def shipped_vocabulary() -> Vocabulary:
    """The shipped names alone."""
    return vocabulary({})


def _forms(key: str) -> tuple[str, ...]:
    """*key* folded, and as some write it in a program: ``lieu_travail``, without its "de"."""
    return tuple(dict.fromkeys((fold(key), fold(_LITTLE_WORDS.sub("", key)))))


def vocabulary(own: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    """The shipped names with the site's *own* (field → keys) before them.

    A key that a site claims for one field stands for no other.
    """
    data = _shipped()
    claimed = {fold(key) for keys in own.values() for key in keys}
    ranks: dict[str, list[tuple[str, int]]] = {}
    for ours, own_keys in own.items():
        for rank, key in enumerate(own_keys):
            ranks.setdefault(fold(key), []).append((ours, rank - len(own_keys)))
    # "date dépublication" is read as "date de publication": a whole key says its own alone.
    whole = {fold(k) for part in ("fields", "weak") for ks in data[part].values() for k in ks}
    names: list[str] = []
    for section, offset in (("fields", 0), ("weak", 1000)):
        for ours, keys in data[section].items():
            for rank, key in enumerate((ours, *keys)):
                names.append(key)
                place = (ours, rank + offset)
                for form in _forms(key):
                    if form in whole and form != fold(key):
                        continue
                    known = ranks.setdefault(form, [])
                    if form not in claimed and ours not in [name for name, _ in known]:
                        known.append(place)
    return Vocabulary(
        {folded: tuple(places) for folded, places in ranks.items()},
        frozenset(form for keys in data["weak"].values() for k in keys for form in _forms(k))
        - claimed,
        frozenset(fold(k) for k in data["ignored"]["names"]),
        tuple(names),
    )
