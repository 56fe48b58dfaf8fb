"""Welcome Kit: job offers on Welcome to the Jungle, held in the employer's own space there."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from syndicate.adapter import (
    Adapter,
    Features,
    Kind,
    Options,
    Payload,
    Posting,
    RateLimit,
    Receipt,
)
from syndicate.errors import Ambiguous, Gone, Rejected, Unauthorised
from syndicate.offer import Offer
from syndicate_adapters.welcome_kit.job import Jobs, contract_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from syndicate.errors import AdapterError
    from syndicate.http import Answer
    from syndicate.problem import Problem

ENDPOINT = "https://www.welcomekit.co/api/v1/external/"
_PAGE = 100
_ARCHIVED = "archived"


class WelcomeKit(Adapter[Offer]):
    """Posts jobs, updates them, and archives those that close: the board deletes nothing.

    A job carries the offer's id as its ``external_reference``, by which it is found again in the
    list of the organisation's jobs. Jobs that have none of ours are never touched.
    """

    features = Features(
        kind=Kind.POSTING,
        lookup=True,
        lists=True,
        # The board states no limit. This one is ours, and modest.
        limits=(RateLimit("minute", 60, timedelta(minutes=1)),),
    )

    def __init__(self, options: Options) -> None:
        bearer = {"Authorization": f"Bearer {options.text('token')}"}
        self.http = options.http.at(options.url("url", ENDPOINT).rstrip("/") + "/", bearer)
        self.organization = options.text("organization")
        self.status = "published" if options.flag("publish", default=True) else "draft"
        self.jobs = Jobs(
            options.site,
            office=options.number("office_id") if options.has("office_id") else None,
            company=options.by_language("company"),
            profile=options.by_language("profile"),
        )

    def problems(self, subject: Offer) -> Iterable[Problem]:
        """What the board would refuse: a missing part, contract or place, a text too long."""
        return self.jobs.problems(subject)

    def payload(self, subject: Offer) -> Payload:
        """The job's fields, without its status: what people change on the board, stays."""
        return Payload(subject.id, self.jobs.job(subject), subject.title)

    def create(self, payload: Payload, key: str) -> Receipt:
        """Post a job; one that was archived under the same reference is taken up again."""
        new = {"organization_reference": self.organization, "status": self.status}
        try:
            return _receipt(
                self.http.post(
                    "jobs",
                    json=new | dict(payload.body),
                    errors={400: _invalid, 404: _no_organization, 422: _invalid},
                )
            )
        except _Taken:
            old = next((job for job in self._all() if _subject(job) == payload.subject), None)
            if old is None:
                raise
            return self._replace(_reference(old), payload.body)

    def update(self, payload: Payload, posting: Posting, key: str) -> Receipt:
        """Change the job; one that was archived is shown again."""
        reference = _known(posting)
        held = posting.body or {}
        # What is no longer stated has to be taken back, or it would stay on the board.
        gone = [name for name in held if name not in payload.body and "office" not in name]
        return self._replace(reference, dict.fromkeys(gone) | dict(payload.body))

    def withdraw(self, posting: Posting, key: str) -> Receipt:
        """Archive the job."""
        reference = _known(posting)
        with suppress(Gone):
            answer = self._put(f"{_path(reference)}/update_status", {"status": _ARCHIVED})
            if answer.fields().get("status") != _ARCHIVED:
                raise Ambiguous("the board did not say that the job is archived")
        return Receipt(reference)

    def find(self, subject: str) -> Posting | None:
        """The job whose external reference is the offer's id, unless it is archived."""
        return next((posting for posting in self.listing() if posting.subject == subject), None)

    def listing(self) -> Iterator[Posting]:
        """The organisation's jobs that carry an external reference, drafts too."""
        for job in self._all():
            if (subject := _subject(job)) and job.get("status") != _ARCHIVED:
                yield Posting(subject, _reference(job))

    def check(self) -> str:
        """Ask for the organisation's jobs, and whether the board knows the words that we use."""
        self._page(1)
        known = self.http.get("jobs/dependencies").fields().get("contract_types")
        if not isinstance(known, list) or not all(isinstance(one, dict) for one in known):
            raise Ambiguous("the board did not say which kinds of contract it knows")
        unknown = contract_types() - {one.get("id") for one in known}
        words = f", but not the contracts {', '.join(sorted(unknown))}" if unknown else ""
        return f"the board knows {self.organization}{words}"

    def _replace(self, reference: str, body: object) -> Receipt:
        answer = self._put(_path(reference), body)
        if answer.fields().get("status") == _ARCHIVED:
            answer = self._put(f"{_path(reference)}/update_status", {"status": self.status})
        return _receipt(answer)

    def _put(self, path: str, body: object) -> Answer:
        return self.http.put(path, json=body, errors={404: _not_found})

    def _all(self) -> Iterator[dict[str, Any]]:
        """Every job of the organisation, page by page until one is empty."""
        seen: set[str] = set()
        number = 1
        while page := self._page(number):
            new = [job for job in page if _reference(job) not in seen]
            if not new:
                raise Ambiguous("the board shows the same page of jobs again and again")
            yield from new
            seen.update(map(_reference, new))
            number += 1

    def _page(self, number: int) -> list[dict[str, Any]]:
        query = {
            "organization_reference": self.organization,
            "per_page": str(_PAGE),
            "page": str(number),
        }
        jobs = self.http.get("jobs", params=query, errors={404: _no_organization}).json()
        if isinstance(jobs, list) and all(isinstance(job, dict) for job in jobs):
            return jobs
        raise Ambiguous("the board answered with no list of jobs")


class _Taken(Rejected):
    """There is a job of that external reference already."""


def _invalid(words: str) -> AdapterError:
    """Which field the board does not like stands in its words alone."""
    if "external_reference" in words:
        return _Taken(words)
    if "organization_reference" in words:
        return Unauthorised(f"{words}: check organization")
    return Rejected(words)


def _not_found(words: str) -> AdapterError:
    if '"not_found"' in words:
        return Gone(words)
    return Unauthorised(f"{words}: that is not the board's answer; check url")


def _no_organization(words: str) -> AdapterError:
    return Unauthorised(f"{words}: the board does not know the organization; check its reference")


def _known(posting: Posting) -> str:
    if posting.remote_id:
        return posting.remote_id
    raise Rejected(f"the job of {posting.subject} is not known")


def _path(reference: str) -> str:
    return f"jobs/{quote(reference, safe='')}"


def _receipt(answer: Answer) -> Receipt:
    return Receipt(_reference(answer.fields()))


def _reference(job: dict[str, Any]) -> str:
    reference = job.get("reference")
    if isinstance(reference, str) and reference:
        return reference
    raise Ambiguous("the board named a job without its reference")


def _subject(job: dict[str, Any]) -> str | None:
    subject = job.get("external_reference")
    return subject if isinstance(subject, str) and subject else None
