"""Suggestions as a patch with its evidence, and in words what is left to the author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from syndicate.cli.output import counted, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.content.gaps import Gap
    from syndicate.content.prose import Fact
    from syndicate.content.suggestion import Suggestion

#: So many lines around a change are shown, as Git does.
_CONTEXT = 3
#: A longer sentence is cut: its place is told.
_LONGEST = 200
#: How the lines of a patch begin, and their colours; the first that fits.
_COLOURS = (
    *(("# ", "cyan"), ("--- ", None), ("+++ ", None), ("@@", "blue")),
    *(("+", "green"), ("-", "red")),
)
_ODD_NAME = re.compile(r'["\\\x00-\x1f\x7f]')


def patch(suggestion: Suggestion, prefix: str) -> Iterator[str]:
    """The lines, with their ends, of a patch for one file: its evidence, then its difference.

    Programs that apply patches pass over what stands before the difference. *prefix* is the way
    from the repository to the project. Nothing when there is nothing to add.
    """
    if suggestion.change is None:
        return
    path = f"{prefix}{suggestion.source.path}"
    yield f"# {_name(path).strip()}: {counted(len(suggestion.proposed), 'line')} to add\n"
    for gap in suggestion.proposed:
        yield f"# {harmless(gap.key)}: {evidence(gap.fact)}\n"
        for more in _circumstances(gap, suggestion):
            yield f"#   {harmless(more)}\n"
    yield f"--- {_name(f'a/{path}')}\n"
    yield f"+++ {_name(f'b/{path}')}\n"
    yield from _difference(suggestion.before.decode("utf-8"), suggestion.change.text)
    yield "\n"


def coloured(line: str) -> str:
    """A *line* of a patch for a terminal, which nothing in it can drive."""
    colour = next((colour for start, colour in _COLOURS if line.startswith(start)), None)
    bold = line.startswith(("--- ", "+++ "))
    return click.style(harmless(line.rstrip("\r\n")), fg=colour, bold=bold or None) + "\n"


def evidence(fact: Fact) -> str:
    """The sentence of *fact*, its line, and how sure it is."""
    return f"{_sentence(fact)} (line {fact.line}, {_sureness(fact)})"


def aside(suggestion: Suggestion) -> Iterator[str]:
    """What was found for one file and is not in its patch, a line each, from its top down."""
    said = [
        (gap.fact, f"doubtful, not added: {gap.key}: {gap.fact.written}")
        for gap in suggestion.doubtful
    ]
    for remark in suggestion.remarks:
        value = f" '{remark.fact.written}'" if remark.fact.written else " so"
        words = f"{remark.fact.field}: the text says{value}, but {remark.text}"
        said.append((remark.fact, words))
    for fact, words in sorted(said, key=lambda each: each[0].line):
        where = f"{suggestion.source.path}:{fact.line}"
        yield f"{where}: {words}; {_sentence(fact)} ({_sureness(fact)})"


@dataclass(slots=True)
class Tally:
    """What a run comes to: files are counted, and not kept."""

    offers: int = 0
    lines: int = 0
    files: int = 0
    written: int = 0
    doubtful: int = 0
    unreadable: int = 0
    closed: int = 0

    def count(self, suggestion: Suggestion, *, written: bool) -> None:
        """Count one more file, whose lines were or were not *written*."""
        self.unreadable += suggestion.offer.status == "unreadable"
        self.offers += suggestion.offer.status not in {"template", "unreadable"}
        self.lines += len(suggestion.proposed)
        self.files += suggestion.change is not None
        self.written += written
        self.doubtful += len(suggestion.doubtful)
        self.closed += suggestion.closes

    def summary(self, *, writes: bool) -> str:
        """All of it in one line; *writes* says whether lines were to be written."""
        return " ".join(self._sentences(writes=writes))

    def _sentences(self, *, writes: bool) -> Iterator[str]:
        looked = counted(self.offers, "offer")
        lines, where = counted(self.lines, "line"), f"{self.files:,} of {looked}"
        if not self.lines:
            yield f"Nothing to add: {looked} looked at."
        elif writes:
            done = "all of them" if self.written == self.files else f"{self.written:,} of them"
            yield f"{lines} for {where}: {done} written."
        else:
            yield f"{lines} to add to {where}: `syndicate suggest --write` does it."
        if self.closed:
            are = "offer is" if self.closed == 1 else "offers are"
            yield f"With them {self.closed:,} {are} closed: the deadline has passed."
        if self.doubtful:
            facts = counted(self.doubtful, "doubtful fact")
            yield f"{facts} left out: --all takes {'it' if self.doubtful == 1 else 'them'} in."
        if self.unreadable:
            files = counted(self.unreadable, "file")
            yield f"{files} cannot be read: `syndicate check` says why."


def _sentence(fact: Fact) -> str:
    sentence = " ".join(fact.sentence.split())
    if len(sentence) > _LONGEST:
        sentence = f"{sentence[: _LONGEST - 1]}…"
    return f'"{harmless(sentence)}"'


def _sureness(fact: Fact) -> str:
    from syndicate.content.prose import HIGH

    return "sure" if fact.confidence >= HIGH else f"{fact.confidence:.0%} sure"


def _circumstances(gap: Gap, suggestion: Suggestion) -> Iterator[str]:
    """What else the person who takes in the line of *gap* should know."""
    if gap.site:
        yield "until now the offer has the address of the site"
    if gap.beside:
        key, line = gap.beside
        yield f"'{key}:' on line {line} stays as it is, empty; it can be removed"
    says_where = bool(suggestion.offer.remote_countries) or any(
        each.fact.field == "remote_countries" for each in suggestion.proposed
    )
    if gap.fact.value == "remote" and not says_where:
        yield "a remote job says, too, where those who do it may live: remote countries: …"
    if suggestion.closes and gap.fact.field == "closes":
        yield "this day has passed: with the line the offer is closed"


def _name(path: str) -> str:
    """*path* as patches have it: in quotes when it is odd, ended by a tab when it has blanks."""
    if _ODD_NAME.search(path):
        data = path.encode()
        plain = (chr(b) if 32 <= b < 127 and chr(b) not in '"\\' else f"\\{b:03o}" for b in data)
        return f'"{"".join(plain)}"'
    return f"{path}\t" if " " in path else path


def _difference(before: str, after: str) -> Iterator[str]:
    """The one hunk in which *before* and *after* differ."""
    old, new = _lines(before), _lines(after)
    shared = min(len(old), len(new))
    top = next((at for at in range(shared) if old[at] != new[at]), shared)
    rest = shared - top
    low = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    start = max(top - _CONTEXT, 0)
    old_end, new_end = len(old) - low, len(new) - low
    tail = old[old_end : old_end + _CONTEXT]
    yield _range(start, old_end + len(tail), new_end + len(tail))
    yield from _marked(" ", old[start:top])
    yield from _marked("-", old[top:old_end])
    yield from _marked("+", new[top:new_end])
    yield from _marked(" ", tail)


def _range(start: int, old_end: int, new_end: int) -> str:
    def spoken(count: int) -> str:
        return f"{start + 1 if count else start},{count}"

    return f"@@ -{spoken(old_end - start)} +{spoken(new_end - start)} @@\n"


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"{mark}{line}"
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """The lines of *text* as patches know them: a line feed ends one, and nothing else does."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
