"""The matrix of offers and boards as a comment for a pull request."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from syndicate.cli.matrix_text import (
    WORDS,
    Aids,
    is_taken,
    line_of,
    notes,
    place_of,
    sentences,
    shown_sentence,
    summary,
)
from syndicate.cli.output import counted, harmless
from syndicate.offer import Status
from syndicate.problem import Severity
from syndicate.project.destinations import Fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.project.advising import Advised
    from syndicate.project.matrix import Matrix
    from syndicate.project.remedies import Remedy

#: GitHub takes no longer comment; GitLab takes a million characters. Characters are counted here
#: in units of UTF-16, in which no one counts less of them.
LIMIT = 65_536
#: By this line whoever posts the comment finds it again, to put the next one in its place.
MARK = "<!-- syndicate check --boards -->"
_MARKS = {
    Fit.READY: "✅",
    Fit.POOR: "🟡",
    Fit.REFUSED: "❌",
    Fit.NOT_MEANT: "➖",
    Fit.UNKNOWN: "❔",
}
#: A table may take so much of the comment that there is room left for what to write.
_TABLE = LIMIT // 2
#: So much of it is for what keeps files from being read.
_FAULTS = LIMIT // 8
_LONGEST_FAULT = 300
#: What is said of all that had no room takes less than this.
_LAST_WORDS = 600
#: What starts or ends something in Markdown, within a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])")
#: A person, a team, an issue or a request that a service would make a link, and a message, of.
_REFERENCE = re.compile(r"(?<![\w.])([@#!])(?=\w)|(?<=[\w/])(#)(?=\d)")
_FENCE = re.compile(r"`{3,}")
_ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"


def comment(matrix: Matrix, advised: Sequence[Advised], prefix: str = "") -> str:
    """All of it, no longer than :data:`LIMIT`; what had no room is said to have none.

    *prefix* leads from the repository's root to the project folder and ends with ``/``. Offers that
    boards refuse come first.
    """
    ordered = sorted(advised, key=lambda one: (is_taken(one.row), not one.remedies))
    blocks = [f"{MARK}\n### Job offers: what is ready for which board\n\n"]
    if not ordered:
        return (
            f"{blocks[0]}{_text(summary(matrix))}\n\n{_unreadable(matrix, prefix)}".rstrip() + "\n"
        )
    blocks.append(f"{_text(summary(matrix))}\n\n")
    aids = Aids()
    ordered = [aids.see(one) for one in ordered]
    lines = (*notes(matrix), *aids.lines())
    blocks += [f"> {_text(line)}\n\n" for line in lines]
    blocks.append(_table(matrix, ordered))
    blocks.append(_unreadable(matrix, prefix))
    room = LIMIT - sum(map(_size, blocks)) - _LAST_WORDS
    helped = [one for one in ordered if one.remedies]
    shown = 0
    for one in helped:
        block = "".join(_details(one, prefix))
        room -= _size(block)
        if room < 0:
            break
        blocks.append(block)
        shown += 1
    if shown < len(helped):
        rest = counted(len(helped) - shown, "more offer has", "more offers have")
        blocks.append(
            f"{rest} lines to add, for which this comment has no room: "
            "`syndicate check --boards` shows all of them.\n"
        )
    return "".join(blocks)


def _table(matrix: Matrix, ordered: Sequence[Advised]) -> str:
    heads = " | ".join(_text(destination.name) for destination in matrix.destinations)
    lines = [f"| offer | {heads} |\n", f"|---|{':-:|' * len(matrix.destinations)}\n"]
    room = _TABLE
    for number, one in enumerate(ordered):
        marks = " | ".join(_MARKS[cell.fit] for cell in one.row.cells)
        line = f"| {_text(one.row.offer.title)} | {marks} |\n"
        room -= _size(line)
        if room < 0:
            rest = counted(len(ordered) - number, "more offer", "more offers")
            lines.append(f"\n{rest} had no room in this table; those that need most stand above.\n")
            break
        lines.append(line)
    used = {cell.fit for one in ordered for cell in one.row.cells}
    legend = " · ".join(f"{_MARKS[fit]} {WORDS[fit]}" for fit in Fit if fit in used)
    return f"{''.join(lines)}\n{legend}\n\n"


def _unreadable(matrix: Matrix, prefix: str) -> str:
    """What keeps files from being read, for whoever sees only the comment."""
    paths = {offer.path for offer in matrix.offers if offer.status is Status.UNREADABLE}
    faults = [p for p in matrix.problems if p.path in paths and p.severity is Severity.ERROR]
    lines: list[str] = []
    room = _FAULTS
    for fault in faults:
        told = _cut(sentences(fault.message, fault.hint))
        line = f"- {_code(prefix + fault.path)}, line {fault.line or 1}: {_text(told)}\n"
        room -= _size(line)
        if room < 0:
            lines.append(f"- and {len(faults) - len(lines):,} more faults: `syndicate check`\n")
            break
        lines.append(line)
    return f"Files that cannot be read:\n\n{''.join(lines)}\n" if lines else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_FAULT else f"{text[: _LONGEST_FAULT - 1]}…"


def _details(one: Advised, prefix: str) -> Iterator[str]:
    offer = one.row.offer
    title = html.escape(_unlinked(harmless(offer.title)))
    yield f"<details><summary><b>{title}</b>: {_promise(one)}</summary>\n\n"
    yield f"In {_code(prefix + offer.path)}:\n\n"
    lines = [line for remedy in one.remedies for line in _difference(remedy, one)]
    if lines:
        longest = max((len(run) for line in lines for run in _FENCE.findall(line)), default=2)
        fence = "`" * (longest + 1)
        yield f"{fence}diff\n{''.join(lines)}{fence}\n\n"
    for remedy in one.remedies:
        yield f"- {_why(remedy)}\n"
    yield "\n</details>\n\n"


def _promise(one: Advised) -> str:
    refused = sum(cell.fit is Fit.REFUSED for cell in one.row.cells)
    if refused:
        return f"{counted(refused, 'board refuses', 'boards refuse')} it"
    return "every board takes it, and it could say more"


def _difference(remedy: Remedy, one: Advised) -> Iterator[str]:
    for at, entry in enumerate(remedy.entries):
        if entry.before:
            yield f"- {harmless(entry.before.rstrip())}\n"
        aside = [remedy.sample if entry.example else "", place_of(entry)]
        note = "".join(f"   # {text}" for text in aside if text)
        yield harmless(f"+ {line_of(remedy, at, one)}{note}") + "\n"


def _why(remedy: Remedy) -> str:
    marks = [
        f"{_MARKS[fit]} {_text(', '.join(names))}"
        for fit, names in ((Fit.REFUSED, remedy.refusing), (Fit.POOR, remedy.wishing))
        if names
    ]
    keys = [f"{_code(entry.key)}:" for entry in remedy.entries]
    said = remedy.said and (
        f"the text {'says so' if remedy.said.sure else 'may say so'} on line {remedy.said.line}: "
        f"“{shown_sentence(remedy.said)}”"
    )
    told = sentences(remedy.why, said or "", "" if said else remedy.advice)
    return f"{' '.join([*keys, *marks])}: {_text(told)}"


def _text(text: str) -> str:
    """*text* as a part of a line that means nothing but itself."""
    line = " ".join(harmless(text).split())
    return _unlinked(_SPECIAL.sub(r"\\\1", line.replace("&", "&amp;")))


def _unlinked(text: str) -> str:
    return _REFERENCE.sub(lambda found: f"{found[0]}{_ZERO_WIDTH}", text)


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _code(text: str) -> str:
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{harmless(text)}{pad}{ticks}"
