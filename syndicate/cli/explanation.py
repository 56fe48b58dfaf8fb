"""One offer explained to a person, section by section."""

from __future__ import annotations

import json
import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from syndicate.cli.offer_json import offer_json
from syndicate.cli.output import harmless, moment
from syndicate.cli.problem_text import ProblemText
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from syndicate.offer import Offer
    from syndicate.site import Site

#: Keys of ``offers --json`` that other sections tell of.
_ELSEWHERE = {"path", "id", "status", "title", "url", "sources"}
#: Fields whose finding is the reason of a status.
_DECISIVE = {"status", "opens", "closes"}
_COLUMN = 18


def explanation(
    offer: Offer, problems: Sequence[Problem], site: Site, now: datetime
) -> Iterable[str]:
    """Lines about *offer*, whose findings are *problems*, as it stands at *now*."""
    yield click.style(harmless(offer.title or offer.path), bold=True)
    yield _row("id", offer.id)
    yield _row("file", offer.path)
    yield _row("status", _status(offer, problems, site))
    yield _row("by the clock", _next_change(offer, site, now))
    yield from _addresses(offer, site)
    yield from _fields(offer, problems, site)
    yield from _job_posting(offer, problems, site)
    yield from _problems(problems, site)


def _row(name: str, value: str, note: str = "") -> str:
    shown = f"  {name:<{_COLUMN}}{harmless(value)}"
    return shown + (click.style(f"  [{harmless(note)}]", dim=True) if note else "")


def _section(title: str) -> str:
    return "\n" + click.style(title, bold=True)


def _status(offer: Offer, problems: Sequence[Problem], site: Site) -> str:
    if offer.status is Status.OPEN:
        since = f" since {moment(offer.opens_at, site.timezone)}" if offer.opens_at else ""
        return f"open{since}: no key and no date says otherwise"
    wanted = Severity.ERROR if offer.status is Status.UNREADABLE else Severity.INFO
    reasons = [problem for problem in problems if problem.severity is wanted]
    decisive = [problem for problem in reasons if problem.field in _DECISIVE] or reasons
    if not decisive:
        return offer.status.value
    why = decisive[0].message.removeprefix(f"{offer.status.value}: ")
    return f"{offer.status.value}: {why} (line {decisive[0].line or 1})"


def _next_change(offer: Offer, site: Site, now: datetime) -> str:
    if offer.status is Status.SCHEDULED and offer.opens_at and offer.opens_at > now:
        return f"opens at {moment(offer.opens_at, site.timezone)}"
    if offer.status is Status.OPEN and offer.closes_at and offer.closes_at > now:
        return f"closes at {moment(offer.closes_at, site.timezone)}"
    return "nothing changes by itself"


def _addresses(offer: Offer, site: Site) -> Iterable[str]:
    from syndicate.renderings.addresses import fragment_path, page_path

    if not offer.url:
        return
    yield _row("url", offer.url)
    if offer.status not in {Status.OPEN, Status.CLOSED}:
        return
    path = page_path(offer, site) if site.feeds.pages else fragment_path(offer, site)
    if path:
        there = (site.feeds_dir / path).is_file()
        note = "" if there else "not there yet: `syndicate build` writes it"
        yield _row("page" if site.feeds.pages else "fragment", f"{site.feeds.path}/{path}", note)


def _fields(offer: Offer, problems: Sequence[Problem], site: Site) -> Iterable[str]:
    from syndicate.cli.origins import origins

    if offer.status is Status.UNREADABLE:
        return
    found = origins(offer, site)
    for problem in problems:
        if problem.code == "inferred":
            found[problem.field] = f"the text, line {problem.line}"
    values = {k: v for k, v in offer_json(offer).items() if k not in _ELSEWHERE}
    yield _section("What it says")
    yield _row("title", offer.title, found.get("title", ""))
    for name, value in values.items():
        if value not in (None, []):
            yield _row(name, _words(value), found.get(name, ""))
    silent = ", ".join(name for name, value in values.items() if value in (None, []))
    width = shutil.get_terminal_size((100, 24)).columns - _COLUMN - 2
    first, *rest = textwrap.wrap(silent, max(30, min(width, 80))) or ["-"]
    yield _row("not stated", first)
    yield from (_row("", line) for line in rest)


def _words(value: object) -> str:
    if isinstance(value, dict) and "period" in value:
        return _pay(value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part is not None)
    if isinstance(value, list):
        between = " / " if any(isinstance(part, dict) for part in value) else ", "
        return between.join(map(_words, value))
    return str(value)


def _pay(pay: dict[str, object]) -> str:
    ends = dict.fromkeys(pay[end] for end in ("min", "max") if pay[end] is not None)
    figures = " to ".join(map(str, ends))
    per = f"per {pay['period']}" if pay["period"] else ""
    understood = " ".join(str(part) for part in (figures, pay["currency"], per) if part)
    text = pay["text"]
    return f"{understood}, from: {text}" if figures and text else str(text or understood)


def _job_posting(offer: Offer, problems: Sequence[Problem], site: Site) -> Iterable[str]:
    from syndicate.content.checks import NO_JOB_POSTING
    from syndicate.jobposting import faults, job_posting

    yield _section("JobPosting, as search engines read it")
    if offer.status not in {Status.OPEN, Status.SCHEDULED}:
        yield f"  none: the offer is {offer.status.value}"
        return
    document = job_posting(offer, site)
    found = faults(document)
    if not found:
        yield _indented(json.dumps(_shortened(document), ensure_ascii=False, indent=2))
        return
    yield "  none: an incomplete one would be refused. What is missing or wrong:"
    # The problems name the file's own keys in their help.
    told = [problem for problem in problems if problem.code.startswith("jobposting-")]
    for fault in told or found:
        yield f"  - {harmless(fault.message.removeprefix(NO_JOB_POSTING))}"
        if fault.hint:
            yield f"    help: {harmless(fault.hint)}"


def _shortened(document: dict[str, object]) -> dict[str, object]:
    """*document* with a long text cut: the page shows it whole."""
    return {
        key: value[:159] + "…" if isinstance(value, str) and len(value) > 160 else value
        for key, value in document.items()
    }


def _indented(text: str) -> str:
    return "\n".join("  " + line for line in harmless(text).split("\n"))


def _problems(problems: Sequence[Problem], site: Site) -> Iterable[str]:
    # What keeps the offer from having a JobPosting is told above.
    others = [problem for problem in problems if not problem.code.startswith("jobposting-")]
    if not others:
        return
    yield _section("Problems" if len(others) == len(problems) else "Other problems")
    teller = ProblemText(site.root)
    for problem in others:
        yield from teller.lines(problem)
