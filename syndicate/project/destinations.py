"""Where offers are to be read: search engines, feed readers, feeds for boards, boards."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from syndicate.content.checks import NO_JOB_POSTING
from syndicate.jobposting import faults, judge
from syndicate.jobposting.wording import WORDING
from syndicate.offer import Status
from syndicate.problem import Severity
from syndicate.renderings.board_feed import judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.delivery.board import Board
    from syndicate.offer import Offer
    from syndicate.problem import Problem
    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.board_feed import Known
    from syndicate.renderings.dialect import Dialect
    from syndicate.site import Site

Kind = Literal["search", "readers", "feed", "board"]

#: What search engines ask for beside the rules, by the property of the JobPosting.
_RECOMMENDED = ("validThrough", "employmentType", "baseSalary")
#: What ``check`` finds that search engines are told less, or think less, of an offer for.
_POOR = frozenset({"title-advice", "pay-without-period"})
_JOB_POSTING = "jobposting-"
_TOO_OLD, _RETITLED = "board-feed-old", "board-feed-title"


class Fit(StrEnum):
    """How an offer fits a destination."""

    READY = "ready"
    POOR = "poor"  # taken, and could say more
    REFUSED = "refused"
    NOT_MEANT = "not_meant"  # the site does not send it there
    UNKNOWN = "unknown"  # it cannot be asked


@dataclass(frozen=True, slots=True)
class Lack:
    """What one destination misses in an offer.

    Without it the offer is refused, or it is only wished for. ``field`` is the offer's, ``hint`` a
    line to write or what to do, ``asked`` the fields of ads of which one would do.
    """

    code: str
    field: str
    message: str
    hint: str = ""
    refuses: bool = True
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """How an offer fits one destination, and why not better; ``note`` is why it is not judged."""

    fit: Fit
    lacks: tuple[Lack, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One offer to judge: what ``check`` found in it, and what is remembered of it."""

    offer: Offer
    problems: tuple[Problem, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class Destination(ABC):
    """One place where offers are to be read, ``title`` for people and ``name`` for programs."""

    name: str
    title: str
    kind: Kind = field(init=False)

    @abstractmethod
    def judge(self, subject: Subject) -> Cell:
        """How *subject* fits; raises nothing."""


@dataclass(frozen=True, slots=True)
class Search(Destination):
    """Google for Jobs, and who else reads the JobPosting of a page."""

    site: Site
    kind: Kind = field(default="search", init=False)

    def judge(self, subject: Subject) -> Cell:
        """Refused without a valid JobPosting; poor without what is recommended."""
        verdict = judge(subject.offer, self.site)
        if not verdict.valid:
            return Cell(Fit.REFUSED, tuple(_faults(subject, verdict.document)))
        wishes = [_lack(p, refuses=False) for p in subject.problems if p.code in _POOR]
        stated = {wish.field for wish in wishes}
        wishes += (
            one for one in _recommended(verdict.document, subject.offer) if one.field not in stated
        )
        return Cell(Fit.POOR if wishes else Fit.READY, tuple(wishes))


def _faults(subject: Subject, document: Mapping[str, object]) -> Iterator[Lack]:
    # What ``check`` tells is worded for this file; it keeps silent about what it has told before.
    told = [problem for problem in subject.problems if problem.code.startswith(_JOB_POSTING)]
    for problem in told:
        yield _lack(problem, refuses=True)
    for fault in () if told else faults(document):
        yield Lack(_JOB_POSTING + fault.code, fault.field, fault.message, fault.hint)


def _recommended(document: Mapping[str, object], offer: Offer) -> Iterator[Lack]:
    for name in _RECOMMENDED:
        if name in document:
            continue
        says, field, hint = WORDING[name], WORDING[name].field, WORDING[name].hint
        message = f"search engines show {says.what}, and the offer does not state it"
        if field == "employment" and not offer.schedule:
            # The words that they know are first of all about the hours.
            field, hint = "schedule", "schedule: full-time"
            message = "search engines show whether it is full-time, and the offer does not say"
        yield Lack(f"jobposting-without-{field.replace('_', '-')}", field, message, hint, False)


@dataclass(frozen=True, slots=True)
class Readers(Destination):
    """Feed readers: RSS, Atom and JSON Feed."""

    kind: Kind = field(default="readers", init=False)

    def judge(self, subject: Subject) -> Cell:
        """Never refused: a feed takes whatever has a title. Poor without a date or a text."""
        lacks = []
        if subject.offer.date_posted is None:
            message = "readers cannot tell when it was posted, and so whether it is new"
            says = WORDING["datePosted"]
            lacks.append(Lack("feed-date", says.field, message, says.hint, refuses=False))
        if not subject.offer.body.strip():
            message = "readers see a title and no text"
            hint = WORDING["description"].hint
            lacks.append(Lack("feed-text", "body", message, hint, refuses=False))
        return Cell(Fit.POOR if lacks else Fit.READY, tuple(lacks))


@dataclass(frozen=True, slots=True)
class Feed(Destination):
    """One file that a job board comes for, in its dialect."""

    dialect: Dialect
    clock: Catalogue
    kind: Kind = field(default="feed", init=False)

    def judge(self, subject: Subject) -> Cell:
        """Refused when the feed, or the board that reads it, leaves out the offer in all places."""
        offer, clock = subject.offer, self.clock
        if offer.status is Status.SCHEDULED and offer.opens_at:
            clock = replace(clock, now=offer.opens_at)  # as what it will be when it goes there
        [(number, told)] = judged(offer, (self.dialect,), clock, subject.known)
        lost = number == 0 or any(one.reason.code == _TOO_OLD for one in told)
        lacks = tuple(
            Lack(
                one.reason.code,
                one.reason.field,
                one.reason.message,
                one.reason.hint,
                refuses=lost and not one.is_wish and one.reason.code != _RETITLED,
                asked=one.reason.asked,
            )
            for one in told
        )
        return Cell(Fit.REFUSED if lost else Fit.POOR if lacks else Fit.READY, lacks)


@dataclass(frozen=True, slots=True)
class Posted(Destination):
    """One board of ``[boards]`` that holds offers; nothing is asked over the network."""

    board: Board
    kind: Kind = field(default="board", init=False)

    def judge(self, subject: Subject) -> Cell:
        """As the adapter's ``problems`` and the board's ``where`` decide."""
        from syndicate.delivery.fitness import fitness

        # A scheduled offer is judged as what it will be when it goes there.
        found = fitness(self.board, replace(subject.offer, status=Status.OPEN))
        if found.unmeant:
            return Cell(Fit.NOT_MEANT, note=found.unmeant)
        lost = any(problem.severity is Severity.ERROR for problem in found.problems)
        lacks = tuple(
            _lack(problem, refuses=problem.severity is Severity.ERROR) for problem in found.problems
        )
        return Cell(Fit.REFUSED if lost else Fit.POOR if lacks else Fit.READY, lacks)


@dataclass(frozen=True, slots=True)
class Closed(Destination):
    """A board that cannot be asked, and ``reason`` why."""

    reason: str
    kind: Kind = field(default="board", init=False)

    def judge(self, subject: Subject) -> Cell:
        """Unknown, whatever the offer says."""
        return Cell(Fit.UNKNOWN, note=self.reason)


def _lack(problem: Problem, *, refuses: bool) -> Lack:
    message = problem.message.removeprefix(NO_JOB_POSTING)
    return Lack(problem.code, problem.field, message, problem.hint, refuses)
