"""What a build came to, in words."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import click

from syndicate.cli.output import counted, harmless, moment, say_json
from syndicate.errors import SyndicateError
from syndicate.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from syndicate.project import Built
    from syndicate.site import Site


def summary(built: Built, site: Site) -> Iterable[str]:
    """*built* in a few lines: files, offers, problems, and what the clock does next."""
    yield f"{harmless(site.feeds.path)}/: {_files(built)} ({built.seconds:.1f} s)."
    yield f"Offers: {_offers(built)}."
    if found := _found(built.problems.counts):
        colour = "red" if needs_a_person(built) else "yellow"
        yield f"Problems: {click.style(found, fg=colour)}; {_where(built)}"
    else:
        yield "No problem."
    if built.next_change:
        change = moment(built.next_change, site.timezone)
        yield f"The clock opens or closes an offer at {change}: build again then."


class Teller:
    """Prints one line for each build among many; one that changed nothing is not worth a line.

    With *as_json* that line is JSON on standard output, and the words go to standard error.
    """

    def __init__(self, *, as_json: bool = False) -> None:
        self._as_json = as_json
        self._last: object = None

    def __call__(self, outcome: Built | SyndicateError) -> None:
        """Tell of *outcome*."""
        if not self._is_news(outcome):
            return
        if self._as_json and not isinstance(outcome, SyndicateError):
            say_json(outcome.report())
        time = f"{datetime.now().astimezone():%H:%M:%S}"
        click.echo(f"{time}  {_line(outcome)}", err=self._as_json)

    def _is_news(self, outcome: Built | SyndicateError) -> bool:
        before = self._last
        if isinstance(outcome, SyndicateError):
            self._last = str(outcome)
            return before != self._last
        self._last = (dict(outcome.offers), outcome.problems)
        changed = outcome.files["written"] or outcome.files["removed"]
        return bool(changed) or before != self._last


def needs_a_person(built: Built) -> bool:
    """Whether one of the problems is an error."""
    return bool(built.problems.counts[Severity.ERROR])


def _line(outcome: Built | SyndicateError) -> str:
    if isinstance(outcome, SyndicateError):
        return click.style("not built: ", fg="red") + harmless(str(outcome))
    found = _found(outcome.problems.counts)
    told = [f"{problem.path}: {problem.message}" for problem in outcome.own]
    if _found(_for_check(outcome)):
        told.append("syndicate check")
    checked = f"; {found}: {harmless('; '.join(told))}" if found else ""
    return f"{_files(outcome)}; {outcome.offers['open']} open{checked}"


def _files(built: Built) -> str:
    written, removed = built.files["written"], built.files["removed"]
    if not written and not removed:
        return f"nothing to write, {counted(built.files['unchanged'], 'file')} as before"
    parts = [f"{counted(written, 'file')} written"]
    if removed:
        parts.append(f"{removed:,} removed")
    if built.files["unchanged"]:
        parts.append(f"{built.files['unchanged']:,} as before")
    return ", ".join(parts)


def _offers(built: Built) -> str:
    counts = [f"{count:,} {status}" for status, count in built.offers.items() if count]
    return ", ".join(counts) or "none yet; `syndicate new TITLE` writes one"


def _where(built: Built) -> str:
    """Where the problems are told: those that only a build finds stand above its summary."""
    if not _found(_for_check(built)):
        return "see above"
    others = "see above, and the others with" if built.own else "see them with"
    return f"{others}: syndicate check"


def _for_check(built: Built) -> Mapping[Severity, int]:
    """How many of the problems `syndicate check` tells of."""
    own = Counter(problem.severity for problem in built.own)
    return {severity: number - own[severity] for severity, number in built.problems.counts.items()}


def _found(of: Mapping[Severity, int]) -> str:
    shown = (Severity.ERROR, Severity.WARNING)
    return ", ".join(counted(of[severity], severity.value) for severity in shown if of[severity])
