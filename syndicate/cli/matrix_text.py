"""The matrix of offers and boards for people: marks, a legend, and the lines to write."""

from __future__ import annotations

import shutil
import string
import textwrap
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len, set_cell_size

from syndicate.cli.output import counted, harmless
from syndicate.cli.problem_text import PLACE_FOR_LINES
from syndicate.content.employer import BLANKS
from syndicate.content.hints import BLANK
from syndicate.offer import Status
from syndicate.project.destinations import Fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from syndicate.project.advising import Advised
    from syndicate.project.front_lines import Entry, Said
    from syndicate.project.matrix import Matrix, Row
    from syndicate.project.remedies import Remedy

MARKS = {
    Fit.READY: "✓",
    Fit.POOR: "~",
    Fit.REFUSED: "✗",
    Fit.NOT_MEANT: "·",
    Fit.UNKNOWN: "?",
}
WORDS = {
    Fit.READY: "ready",
    Fit.POOR: "could say more",
    Fit.REFUSED: "refused",
    Fit.NOT_MEANT: "not sent there",
    Fit.UNKNOWN: "not judged",
}
_COLOURS = {
    Fit.READY: "green",
    Fit.POOR: "yellow",
    Fit.REFUSED: "red",
    Fit.NOT_MEANT: "bright_black",
    Fit.UNKNOWN: "magenta",
}
#: Titles get so many columns; where names of boards leave less, letters stand for them.
_TITLE = 20
_LONGEST_TITLE = 60
_LONGEST_SENTENCE = 160
_OPEN_WORDS = (*BLANKS.values(), "YYYY-MM-DD", BLANK)


def table(matrix: Matrix) -> Iterator[str]:
    """A line of marks for each offer, below the names of the boards, and a legend."""
    if not matrix.rows or not matrix.destinations:
        return
    names = [destination.name for destination in matrix.destinations]
    width = shutil.get_terminal_size((80, 24)).columns
    letters = width - sum(len(name) + 2 for name in names) < _TITLE
    heads = list(_letters(len(names))) if letters else names
    room = width - sum(len(head) + 2 for head in heads) - 2
    titles = [_title(row) for row in matrix.rows]
    room = max(12, min(room, _LONGEST_TITLE, max(map(cell_len, titles))))
    yield "  " + " " * room + "".join(f"  {click.style(head, bold=True)}" for head in heads)
    for row, title in zip(matrix.rows, titles, strict=True):
        marks = "".join(
            "  " + " " * ((len(head) - 1) // 2) + _mark(cell.fit) + " " * (len(head) // 2)
            for head, cell in zip(heads, row.cells, strict=True)
        )
        yield f"  {fitted(title, room)}{marks}".rstrip()
    yield ""
    used = {cell.fit for row in matrix.rows for cell in row.cells}
    yield "  " + "   ".join(f"{_mark(fit)} {WORDS[fit]}" for fit in Fit if fit in used)
    if letters:
        legend = "   ".join(
            f"{head}\N{NO-BREAK SPACE}{name}" for head, name in zip(heads, names, strict=True)
        )
        yield from _wrapped(legend, "  ")
    yield ""


def details(advised: Advised, told: set[str]) -> Iterator[str]:
    """What to write so that more boards take one offer; nothing when nothing is missing.

    Advice that is in *told* is not told again, and what is told now joins it.
    """
    if not advised.remedies:
        return
    offer = advised.row.offer
    yield click.style(harmless(offer.path), bold=True) + f": {_title(advised.row)}"
    needed = [remedy for remedy in advised.remedies if remedy.refusing]
    for remedy in needed:
        yield from _needed(remedy, advised, told)
    for remedy in advised.remedies:
        if not remedy.refusing:
            yield from _wished(remedy, advised)
    yield ""


def notes(matrix: Matrix) -> Iterator[str]:
    """What was not judged, and why: once for each board."""
    told = dict.fromkeys(
        f"{destination.name} is not judged: {cell.note}"
        for row in matrix.rows[:1]
        for destination, cell in zip(matrix.destinations, row.cells, strict=True)
        if cell.fit is Fit.UNKNOWN
    )
    yield from told
    if matrix.unjudged:
        names = ", ".join(matrix.unjudged)
        yield f"Not judged, because they hold the site's files and no offers: {names}."
    unreadable = sum(offer.status is Status.UNREADABLE for offer in matrix.offers)
    if unreadable:
        files = counted(unreadable, "file that cannot be read is", "files that cannot be read are")
        yield f"{files} not judged: `syndicate check` says why."


@dataclass(slots=True)
class Aids:
    """What helps to read the lines for many offers: where they go, and what stands open in them."""

    words: set[str] = field(default_factory=set)
    adds: bool = False
    states: bool = False

    def see(self, advised: Advised) -> Advised:
        """*advised*, whose lines count from now on."""
        for remedy in advised.remedies:
            self.adds = self.adds or any(not entry.at for entry in remedy.entries)
            self.states = self.states or remedy.is_stated
            for entry in remedy.entries:
                self.words.update(word for word in _OPEN_WORDS if word in entry.value)
        return advised

    def lines(self) -> Iterator[str]:
        """A sentence for each; none when there is nothing to say."""
        if self.adds:
            yield PLACE_FOR_LINES
        if self.states:
            yield "Those that the text states for sure `syndicate suggest --write` adds."
        words = [word for word in _OPEN_WORDS if word in self.words]
        if words:
            listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
            verb = "stands" if len(words) == 1 else "stand"
            yield f"{listed} {verb} for what only you know: write it there, or leave the line out."


def summary(matrix: Matrix) -> str:
    """What the matrix comes to, in two sentences."""
    if not matrix.rows:
        return "No offer that is open or scheduled is among these files."
    fits = Counter(cell.fit for row in matrix.rows for cell in row.cells)
    parts = [f"{fits[fit]:,} {WORDS[fit]}" for fit in Fit if fits[fit]]
    size = f"{counted(len(matrix.rows), 'offer')} for {counted(len(matrix.destinations), 'board')}"
    if not parts:
        return f"{size}: none of them is for offers."
    taken = sum(is_taken(row) for row in matrix.rows)
    return f"{size}: {', '.join(parts)}. {_everywhere(taken, len(matrix.rows))}"


def is_taken(row: Row) -> bool:
    """Whether no board refuses the offer of *row*."""
    return all(cell.fit is not Fit.REFUSED for cell in row.cells)


def fitted(text: str, width: int) -> str:
    """*text* in exactly *width* columns, cut where it is longer."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…"


def shown_sentence(said: Said) -> str:
    """The sentence of the text that states a fact, cut when it is long."""
    sentence = said.sentence
    return sentence if len(sentence) <= _LONGEST_SENTENCE else f"{sentence[:_LONGEST_SENTENCE]}…"


def line_of(remedy: Remedy, at: int, advised: Advised) -> str:
    """The line number *at* of *remedy*, as the file writes it."""
    entry = remedy.entries[at]
    return entry.line if entry.at else advised.lines.get(entry.key, entry.line)


def place_of(entry: Entry) -> str:
    """Where a line goes that stands in place of several; empty for all others."""
    return f"in place of line {entry.at} and what belongs to it" if entry.is_for_several else ""


def sentences(*parts: str) -> str:
    """*parts* that are not empty as sentences, one after the other."""
    return ". ".join(
        part[:1].upper() + part[1:] if at else part for at, part in enumerate(filter(None, parts))
    )


def _everywhere(taken: int, number: int) -> str:
    if not taken:
        return "Each offer is refused somewhere."
    if taken == number:
        return "None is refused anywhere."
    return (
        f"{taken:,} of {counted(number, 'offer')} {'is' if taken == 1 else 'are'} refused nowhere."
    )


def _title(row: Row) -> str:
    offer = row.offer
    soon = " (scheduled)" if offer.status is Status.SCHEDULED else ""
    return harmless(offer.title) + soon


def _needed(remedy: Remedy, advised: Advised, told: set[str]) -> Iterator[str]:
    if not remedy.entries:
        text = f"{', '.join(remedy.refusing)}: {remedy.why}"
        yield from _marked(Fit.REFUSED, sentences(text, remedy.advice))
        return
    yield from _lines(remedy, advised)
    indent = "      "
    for fit, names in ((Fit.REFUSED, remedy.refusing), (Fit.POOR, remedy.wishing)):
        lines = _wrapped(f"{MARKS[fit]} {', '.join(names)}", indent) if names else ()
        yield from (line.replace(MARKS[fit], _mark(fit), 1) for line in lines)
    yield from _wrapped(remedy.why, indent)
    if remedy.said:
        word = "says so" if remedy.said.sure else "may say so"
        yield from _wrapped(
            f'the text {word} on line {remedy.said.line}: "{shown_sentence(remedy.said)}"', indent
        )
    if not remedy.said and remedy.advice and remedy.advice not in told:
        told.add(remedy.advice)
        yield from _wrapped(remedy.advice, indent)


def _marked(fit: Fit, text: str) -> Iterator[str]:
    first, *rest = _wrapped(text, "    ")
    yield f"  {_mark(fit)} {first.strip()}"
    yield from rest


def _lines(remedy: Remedy, advised: Advised) -> Iterator[str]:
    for at, entry in enumerate(remedy.entries):
        if entry.before:
            yield click.style(f"  - {harmless(entry.before.rstrip())}", fg="red")
        aside = [remedy.sample if entry.example else "", place_of(entry)]
        line = click.style(f"  + {harmless(line_of(remedy, at, advised))}", fg="green")
        yield line + harmless("".join(f"   ({text})" for text in aside if text))


def _wished(remedy: Remedy, advised: Advised) -> Iterator[str]:
    what = " and ".join(line_of(remedy, at, advised).strip() for at in range(len(remedy.entries)))
    fact = remedy.said if remedy.is_stated else None
    said = f"line {fact.line} states it" if fact else ""
    told = "; ".join(filter(None, (f"for {', '.join(remedy.wishing)}", remedy.sample, said)))
    yield from _marked(Fit.POOR, f"{what or remedy.advice or remedy.why}   ({told})")


def _mark(fit: Fit) -> str:
    return click.style(MARKS[fit], fg=_COLOURS[fit])


def _letters(number: int) -> Iterable[str]:
    if number <= len(string.ascii_lowercase):
        return string.ascii_lowercase[:number]
    return (f"{at:>2}" for at in range(1, number + 1))


def _wrapped(text: str, indent: str) -> Sequence[str]:
    width = max(40, shutil.get_terminal_size((80, 24)).columns)
    return textwrap.wrap(
        harmless(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
