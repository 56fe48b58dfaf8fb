"""What can only be said of a whole offer: is its JobPosting valid, is its title a title?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from syndicate.content.hints import sampled
from syndicate.jobposting import faults, judge
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.understand import Understood
    from syndicate.jobposting import Verdict
    from syndicate.site import Site

#: How places are stated once for all.
_FOR_ALL = "or an address in [organization] of syndicate.toml, for all offers"

_CONTRACTS = "stage|internship|praktikum|prácticas|alternance|cdi|cdd"
_REFERENCE = (
    r"(?:\b(?:réf(?:érence)?|ref(?:erence)?|job id|req(?:uisition)?)(?![a-zé])|\bn[°º])"
    r"[\W_]*[\w-]*\d|#\s?\d{3}"
    # ISO-27001 and its like are what people work with, and -2026 is a year.
    r"|\b(?!iso|iec|din|en-)[a-z]{1,4}-(?!(?:19|20)\d\d\b)\d{4}"
)
#: Pictures and ornaments, but for ♀, ♂, ⚥ and ⚧.
_SYMBOLS = "\u2600-\u263f\u2643-\u26a1\u26aa-\u27bf\u2b50\u2b55\U0001f300-\U0001faff"
_SIGNS = (
    (_REFERENCE, "a reference number", "requisition_id: …"),
    (r"(?<![\w-])(?<!iso )\d{5}\b", "a postal code", "location: …"),
    (
        r"[€$£]|\b\d+\s?k\b|\d\s?(?:eur|euros?|usd|gbp|chf)\b",
        "the pay",
        "pay: …",
    ),
    (
        # Entwickler*in, (m/w/*) and (gn*) are how titles speak to everybody.
        r"!|(?<![\w/])\*|\*(?![\w)])",
        "an exclamation mark or star",
        "title: …    (the plain name of the job)",
    ),
    (f"[{_SYMBOLS}]", "a symbol", "title: …    (the plain name of the job)"),
    (
        rf"\b(?:{_CONTRACTS})\b",
        "the contract",
        "board_title: …    (the plain name of the job), and contract: …",
    ),
    (
        r"\b\d+\s?(?:mois|months?|monate|meses|maanden)\b",
        "the duration",
        "board_title: …    (the plain name of the job), and duration: …",
    ),
)
#: Signs that a title is an advertisement. Job search engines may drop such offers.
TITLE_ADVICE = tuple(
    (re.compile(pattern, re.IGNORECASE), what, hint) for pattern, what, hint in _SIGNS
)
#: Of this every sign has something: the title that has nothing of it is looked at once.
HINT = re.compile(
    rf"[\d€$£!*#°º\u2600-\U0001faff]|\b(?:r[ée][fq]|job id|{_CONTRACTS})", re.IGNORECASE
)
MAX_TITLE = 100
_PUBLISHED = frozenset({Status.OPEN, Status.SCHEDULED})
#: How the message of each ``jobposting-`` problem begins.
NO_JOB_POSTING = "search engines cannot list this job: "


def check(item: Understood, site: Site, verdict: Verdict | None = None) -> Iterator[Problem]:
    """The problems of one offer that is, or will be, published; none for the others.

    Hand in the *verdict* of ``judge`` on the offer where it is known: it is most of the work.
    """
    if item.offer.status not in _PUBLISHED:
        return
    # A missing date is among what a JobPosting lacks, and worth no second word.
    verdict = verdict or judge(item.offer, site)
    if not verdict.valid:
        yield from _job_posting(item, verdict)
    yield from _title(item, site.check.get("title-advice", Severity.WARNING))
    yield from _pay(item)


def _job_posting(item: Understood, verdict: Verdict) -> Iterator[Problem]:
    told = {problem.code for problem in item.problems}
    misdated = any((p.code, p.field) == ("bad-date", "date_posted") for p in item.problems)
    for fault in faults(verdict.document):
        if fault.code == "closes-before-posted" and "closes-before-it-opens" in told:
            continue  # the same two dates
        message = NO_JOB_POSTING + fault.message
        if misdated and fault.code == "missing-date-posted":
            message = message.replace("the offer does not state it", "what is stated is no date")
        hint = fault.hint
        if fault.code == "missing-country":
            hint = _places(item)
        elif fault.code == "missing-locations":
            hint = sampled(hint, _FOR_ALL)
        elif fault.code.startswith("missing-"):
            hint = sampled(hint)
        yield _problem(item, fault.field, Severity.ERROR, f"jobposting-{fault.code}", message, hint)


def _places(item: Understood) -> str:
    """The line that states all places of the offer with their countries, under the file's key."""
    places = (
        ", ".join(
            part
            for part in (
                place.street,
                " ".join(filter(None, (place.postal_code, place.city))),
                place.region,
                place.country or "COUNTRY",
            )
            if part
        )
        for place in item.offer.locations
    )
    return f"{item.keys.get('locations', 'location')}: {'; '.join(places)}"


def _pay(item: Understood) -> Iterator[Problem]:
    """Pay without a period is shown to readers, and nothing to a search engine."""
    pay = item.offer.pay
    if pay is None or pay.period or not pay.currency or (pay.min is None and pay.max is None):
        return
    key = item.keys.get("pay", "pay period")
    hint = f"{key}: {pay.text} per year" if pay.text and key != "pay period" else f"{key}: year"
    message = "the pay does not say for how long it is: search engines are not told of it"
    yield _problem(item, "pay", Severity.WARNING, "pay-without-period", message, hint)


def _title(item: Understood, level: str) -> Iterator[Problem]:
    """What makes the title more than the name of the job, at the *level* that the site wants."""
    if level == "off":
        return
    title = item.offer.board_title or item.offer.title
    advice = TITLE_ADVICE if HINT.search(title) else ()
    found = [(what, hint) for sign, what, hint in advice if sign.search(title)]
    if len(title) > MAX_TITLE:
        found.append((f"{len(title)} characters", "board_title: …"))
    if is_loud(title):
        found.append(("capitals almost throughout", "title: …    (in normal capitals)"))
    employer = item.offer.organization
    if employer and _names(title, employer.name):
        found.append(("the employer's name", "board_title: …"))
    if found:
        message = f"job search engines want the name of the job alone; '{title}' holds " + (
            ", ".join(what for what, _ in found)
        )
        yield _problem(item, "title", Severity(level), "title-advice", message, found[0][1])


def is_loud(title: str) -> bool:
    """Whether *title* is written in capitals almost throughout."""
    # One capital at its beginning is not loud: most titles are like that.
    if title[1:].islower():
        return False
    letters = [c for c in title if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > 0.6 * len(letters)


def _names(title: str, employer: str) -> bool:
    """Whether *title* holds the name of *employer*, as words of its own."""
    return _name(employer).search(title) is not None


@lru_cache(maxsize=256)
def _name(employer: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(employer)}(?!\w)", re.IGNORECASE)


def _problem(
    item: Understood, field: str, severity: Severity, code: str, message: str, hint: str
) -> Problem:
    line, column = item.places.get(field, (1, 1))
    return Problem(item.offer.path, line, column, severity, code, field, message, hint)
