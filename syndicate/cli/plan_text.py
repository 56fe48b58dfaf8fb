"""A plan as a stranger reads it: per board what would be done, to what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.output import counted, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.delivery.planning import BoardPlan, Change
    from syndicate.project.pushing import Planned, Pushing

#: So many lines of one kind are shown for one board; ``--json`` has them all.
MOST = 20

_SIGNS = (
    ("withdraw", "-", "red"),
    ("create", "+", "green"),
    ("update", "~", "yellow"),
)


def plan_text(pushing: Pushing, planned: Planned, command: str) -> Iterator[str]:
    """*planned* in lines, with what to write next: *command*."""
    for one in planned.plans:
        yield from _board(pushing, planned, one)
    if planned.drastic:
        yield ""
        yield click.style("This looks like an accident, and waits for a person's word:", fg="red")
        yield from (f"  {harmless(str(one))}" for one in planned.drastic)
        yield f"If it is what you want: {command} --yes"
    elif planned:
        yield ""
        yield f"Nothing was sent. Do it with: {command}"


def _board(pushing: Pushing, planned: Planned, one: BoardPlan) -> Iterator[str]:
    adapter = pushing.site.boards[one.board]["adapter"]
    heading = click.style(harmless(one.board), bold=True) + harmless(f" ({adapter})")
    yield f"{heading}: {_summary(one)}"
    for name, sign, colour in _SIGNS:
        changes: tuple[Change, ...] = getattr(one, name)
        for change in changes[:MOST]:
            offer = planned.offered.every.get(change.subject)
            title = offer.title if offer else pushing.title(one.board, change.subject)
            reason = pushing.reason(one.board, change, offer)
            mark = click.style(f"{sign} {name:<8}", fg=colour)
            yield f"  {mark}  {harmless(_named(title, change.subject))}: {harmless(reason)}"
        yield from _more(len(changes), name)
    for hold in one.hold[:MOST]:
        offer = planned.offered.every.get(hold.subject)
        title = offer.title if offer else pushing.title(one.board, hold.subject)
        mark = click.style("! stays   ", fg="magenta")
        yield f"  {mark}  {harmless(_named(title, hold.subject))}: {harmless(hold.reason)}"
    yield from _more(len(one.hold), "stay")


def _named(title: str, subject: str) -> str:
    return f"{title} ({subject})" if title and title != subject else subject


def _more(number: int, what: str) -> Iterator[str]:
    if number > MOST:
        yield f"    and {number - MOST:,} more to {what}: syndicate plan --json has them all"


def _summary(one: BoardPlan) -> str:
    parts = [
        f"{len(changes):,} to {name}"
        for name, changes in (
            ("withdraw", one.withdraw),
            ("create", one.create),
            ("update", one.update),
        )
        if changes
    ]
    if one.hold:
        parts.append(f"{len(one.hold):,} to look at")
    held = f"it holds {counted(one.live, 'posting')}"
    return f"{', '.join(parts) or 'nothing to do'}; {held}"
