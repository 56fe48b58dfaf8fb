"""Suggestions as a patch with its evidence, and in words what is left to the author."""

from __future__ import annotations

import re
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
_COLOURS = (("# ", "cyan"), ("--- ", "white"), ("+++ ", "white"), ("@@", "blue"), ("+", "green"))
_ODD_NAME = re.compile(r'["\\\x00-\x1f\x7f]')


def patch(suggestion: Suggestion, prefix: str) -> Iterator[str]:
    """The lines, with their ends, of a patch for one file: its evidence, then its difference.

    Programs that apply patches pass over what stands before the difference. *prefix* is the way
    from the repository to the project. Nothing when there is nothing to add.
    """
    if suggestion.change is None:
        return
    path = f"{prefix}{suggestion.source.path}"
    yield f"# {harmless(path)}: {counted(len(suggestion.proposed), 'line')} to add\n"
    for gap in suggestion.proposed:
        yield f"# {harmless(gap.key)}: {evidence(gap.fact)}\n"
        for more in _circumstances(gap):
            yield f"#   {harmless(more)}\n"
    yield f"--- {_name(f'a/{path}')}\n"
    yield f"+++ {_name(f'b/{path}')}\n"
    yield from _difference(suggestion.before.decode("utf-8"), suggestion.change.text)
    yield "\n"


def coloured(line: str) -> str:
    """A *line* of a patch for a terminal, which nothing in it can drive."""
    colour = next((colour for start, colour in _COLOURS if line.startswith(start)), None)
    bold = line.startswith(("--- ", "+++ "))
    return click.style(harmless(line.rstrip("\r\n")), fg=colour, bold=bold) + "\n"


def evidence(fact: Fact) -> str:
    """The sentence of *fact*, its line, and how sure it is."""
    sentence = " ".join(fact.sentence.split())
    if len(sentence) > _LONGEST:
        sentence = f"{sentence[: _LONGEST - 1]}…"
    return f'"{harmless(sentence)}" (line {fact.line}, {_sureness(fact)})'


def aside(suggestion: Suggestion) -> Iterator[str]:
    """What was found for one file and is not in its patch, a line each."""
    path = suggestion.source.path
    for gap in suggestion.doubtful:
        line = f"{gap.key}: {gap.fact.written}"
        yield f"{path}:{gap.fact.line}: doubtful, not added: {line}; {evidence(gap.fact)}"
    for remark in suggestion.remarks:
        fact = remark.fact
        value = f" {fact.written}" if fact.written else ""
        what = f"{fact.field}:{value}, says the text: {evidence(fact)}"
        yield f"{path}:{fact.line}: yours to settle: {what}; {remark.text}"


def summary(found: Sequence[Suggestion], *, written: int | None) -> str:
    """What *found* comes to. *written* is to how many files lines were added, None if to none."""
    offers = [each for each in found if each.offer.status not in {"template", "unreadable"}]
    lines = sum(len(each.proposed) for each in offers if each.change)
    files = sum(1 for each in offers if each.change)
    doubtful = sum(len(each.doubtful) for each in offers)
    unreadable = sum(each.offer.status == "unreadable" for each in found)
    looked = counted(len(offers), "offer")
    parts = []
    if not lines:
        parts.append(f"Nothing to add: {looked} looked at.")
    elif written is None:
        parts.append(
            f"{counted(lines, 'line')} to add to {files} of {looked}: "
            "`syndicate suggest --write` does it."
        )
    else:
        done = "all of them" if written == files else f"{written} of them"
        parts.append(f"{counted(lines, 'line')} for {files} of {looked}: {done} written.")
    if doubtful:
        parts.append(f"{counted(doubtful, 'doubtful fact')} left out: --all takes them in.")
    if unreadable:
        parts.append(f"{counted(unreadable, 'file')} cannot be read: `syndicate check` says why.")
    return " ".join(parts)


def _sureness(fact: Fact) -> str:
    from syndicate.content.prose import HIGH

    return "sure" if fact.confidence >= HIGH else f"{fact.confidence:.0%} sure"


def _circumstances(gap: Gap) -> Iterator[str]:
    if gap.site:
        yield "until now the offer has the address of the site"
    if gap.beside:
        key, line = gap.beside
        yield f"'{key}:' on line {line} stays as it is, empty; it can be removed"


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
