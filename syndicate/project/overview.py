"""A folder of offers in figures: keys, values, statuses, what is ready, what would help."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from syndicate.content.fields import vocabulary
from syndicate.content.folding import fold
from syndicate.content.front_matter import parse
from syndicate.content.hints import parsed, remark
from syndicate.errors import ContentError
from syndicate.offer import Status
from syndicate.project.advising import statements
from syndicate.project.remedies import NO_LINE, hint_of, name_of, unlocking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from syndicate.content.fields import Vocabulary
    from syndicate.problem import Problem
    from syndicate.project.destinations import Destination, Fit
    from syndicate.project.front_lines import Said
    from syndicate.project.matrix import Matrix
    from syndicate.site import Site

#: So many lines to add are told of.
MOST_LINES = 10
#: Problems that are about a value which means nothing as it stands.
_VALUES = frozenset(
    {
        *("unknown-value", "unknown-status", "unknown-country", "unknown-truth", "bad-date"),
        *("bad-url", "placeholder", "pay-without-period", "contradicting-keys", "board-text"),
    }
)


class Key(NamedTuple):
    """A key as most files write it, in how many they are, and what it is taken for.

    ``use`` is ``read`` (``fields`` are ours), ``ignored`` (known to be no business of ours) or
    ``unknown``; then ``near`` is the word that was probably meant, if any. ``at`` says where it
    stands first.
    """

    name: str
    files: int
    use: Literal["read", "ignored", "unknown"]
    fields: tuple[str, ...]
    near: str | None
    at: str


class Value(NamedTuple):
    """What was told of a value, how often, where first, and what to write."""

    message: str
    times: int
    code: str
    field: str
    hint: str
    at: str


class Share(NamedTuple):
    """How many offers fit one destination in which way."""

    destination: Destination
    fits: Mapping[Fit, int]


class Line(NamedTuple):
    """A line that would help several offers, of which ``stated`` state it in their text already.

    ``line`` is empty when it is no line that helps, and ``advice`` says what does. Counted are
    offers × destinations: it ``unlocks`` some by itself, and is one of several things that
    ``blocked`` ones wait for; ``improves`` counts those that take the offer without it.
    """

    name: str
    line: str
    example: str
    advice: str
    unlocks: int
    blocked: int
    improves: int
    paths: tuple[str, ...]
    stated: int


class Beyond(NamedTuple):
    """Why a destination refuses so many ``offers``, as it says of the first, when no line helps."""

    destination: Destination
    message: str
    offers: int
    path: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in a folder of offers; each list is ordered, what matters most first.

    ``beyond`` is what no line mends.
    """

    statuses: Mapping[Status, int]
    keys: tuple[Key, ...]
    values: tuple[Value, ...]
    shares: tuple[Share, ...]
    lines: tuple[Line, ...]
    beyond: tuple[Beyond, ...]


def overview(matrix: Matrix, site: Site, now: datetime) -> Overview:
    """The figures of all that *matrix* has looked at."""
    words = vocabulary(site.content.fields)
    keys = _keys(matrix, words)
    return Overview(
        statuses=Counter(offer.status for offer in matrix.offers),
        keys=keys,
        values=_values(matrix.problems),
        shares=_shares(matrix),
        lines=_lines(matrix, statements(matrix, site, now), _usual(keys, words)),
        beyond=_beyond(matrix),
    )


# -- keys and values ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Seen:
    spellings: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    unknown: bool = False
    at: str = ""


def _keys(matrix: Matrix, words: Vocabulary) -> tuple[Key, ...]:
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    for offer in matrix.offers:
        if offer.status in {Status.TEMPLATE, Status.UNREADABLE}:
            continue
        try:
            front = parse(matrix.reading.good[offer.path].text).front
        except ContentError:
            continue
        for key, position in front.keys.items():
            one = seen[fold(key)]
            one.spellings[key] += 1
            one.at = one.at or f"{offer.path}:{position.line}"
        sorted_ = words.sort(front, {})
        for name, given in sorted_.given.items():
            for each in given:
                seen[fold(each.key)].fields[name] += 1
        for each in sorted_.unknown:
            seen[fold(each.key)].unknown = True
    keys = (_key(folded, one, words) for folded, one in seen.items())
    return tuple(sorted(keys, key=lambda key: (-key.files, key.name)))


def _usual(keys: Iterable[Key], words: Vocabulary) -> dict[str, str]:
    """Field → the key under which most files state it."""
    usual: dict[str, str] = {}
    for key in keys:
        if len(key.fields) == 1 and fold(key.name) not in words.weak:
            usual.setdefault(key.fields[0], key.name)
    return usual


def _key(folded: str, seen: _Seen, words: Vocabulary) -> Key:
    (name, _), *_ = seen.spellings.most_common(1)
    files = seen.spellings.total()
    fields = tuple(sorted({field for field, _ in words.ranks.get(folded, ())}))
    if fields:
        return Key(name, files, "read", fields, None, seen.at)
    if folded in words.ignored or not seen.unknown:
        return Key(name, files, "ignored", (), None, seen.at)
    return Key(name, files, "unknown", (), words.near(name), seen.at)


def _values(problems: Iterable[Problem]) -> tuple[Value, ...]:
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code in _VALUES:
            found.setdefault((problem.code, problem.message), []).append(problem)
    values = (
        Value(p.message, len(same), p.code, p.field, p.hint, f"{p.path}:{p.line}")
        for same in found.values()
        for p in same[:1]
    )
    return tuple(sorted(values, key=lambda value: (-value.times, value.at)))


# -- readiness ------------------------------------------------------------------------------------


def _shares(matrix: Matrix) -> tuple[Share, ...]:
    return tuple(
        Share(destination, Counter(row.cells[at].fit for row in matrix.rows))
        for at, destination in enumerate(matrix.destinations)
    )


def _beyond(matrix: Matrix) -> tuple[Beyond, ...]:
    found: dict[tuple[str, str], Beyond] = {}
    for row in matrix.rows:
        for destination, cell in zip(matrix.destinations, row.cells, strict=True):
            for lack in cell.lacks:
                if lack.refuses and not lack.hint:
                    first = Beyond(destination, lack.message, 0, row.offer.path)
                    known = found.get((destination.name, lack.code), first)
                    found[destination.name, lack.code] = known._replace(offers=known.offers + 1)
    return tuple(sorted(found.values(), key=lambda one: -one.offers))


@dataclass(slots=True)
class _Tally:
    hints: Counter[str] = field(default_factory=Counter)
    paths: dict[str, None] = field(default_factory=dict)
    unlocks: int = 0
    blocked: int = 0
    improves: int = 0

    def count(self, *, refuses: bool, alone: bool) -> None:
        """One destination more that asks for it: and refuses the offer for it, *alone* or not."""
        self.unlocks += refuses and alone
        self.blocked += refuses and not alone
        self.improves += not refuses


def _lines(
    matrix: Matrix, said: Mapping[str, Mapping[str, Said]], usual: Mapping[str, str]
) -> tuple[Line, ...]:
    """The most useful lines: what unlocks most comes first, then what others wait for, too."""
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    for row in matrix.rows:
        stated = said.get(row.offer.path)
        alone = unlocking(row, matrix.destinations, stated)
        for destination, cell in zip(matrix.destinations, row.cells, strict=True):
            lacks = [(name_of(lack, row.offer, stated), lack) for lack in cell.lacks]
            refusing = {name for name, lack in lacks if lack.refuses}
            for name, lack in lacks:
                if hint := hint_of(lack, name):
                    tallies[name].hints[hint] += 1 + 2 * lack.refuses
                    tallies[name].paths[row.offer.path] = None
            for name in {name for name, _ in lacks}:
                tallies[name].count(
                    refuses=name in refusing, alone=destination.name in alone.get(name, ())
                )
    lines = [
        Line(
            name,
            *_written(name, hint := tally.hints.most_common(1)[0][0], usual),
            remark(hint),
            tally.unlocks,
            tally.blocked,
            tally.improves,
            tuple(tally.paths),
            sum(_is_said(name, said.get(path)) for path in tally.paths),
        )
        for name, tally in tallies.items()
        if tally.hints
    ]
    lines.sort(key=lambda line: (-line.unlocks, -line.blocked, -line.improves, line.name))
    return tuple(lines[:MOST_LINES])


def _written(name: str, hint: str, usual: Mapping[str, str]) -> tuple[str, str]:
    line = None if name in NO_LINE else parsed(hint)
    return (f"{usual.get(name) or line.key}: {line.value}", line.example) if line else ("", "")


def _is_said(name: str, said: Mapping[str, Said] | None) -> bool:
    fact = (said or {}).get(name)
    return fact is not None and fact.sure
