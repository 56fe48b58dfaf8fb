"""What is asked of offers beyond what publishing them needs: for the law, and for people.

Each kind has a module; ``rules.toml`` says what each rule asks and where the law asks it. They
are advice, and asked by ``syndicate check`` alone: no build waits for them, and what a build says
of an offer does not change with them.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from syndicate.content.rules import (
    applying,
    criteria,
    dates,
    duplicates,
    gender,
    links,
    pay,
    personal_data,
)
from syndicate.content.rules.case import Before, Case, Finding
from syndicate.content.rules.rule import Rule, rules
from syndicate.offer import Status
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from syndicate.site import Site

__all__ = ["Before", "Case", "Finding", "Rule", "advice", "rules", "severity"]

#: Rules about one offer.
_OF_ONE: Mapping[str, Callable[[Case, Rule], Iterator[Finding]]] = {
    "pay-transparency": pay.find,
    "pay-before-interview": pay.find,
    "gender-marker": gender.marker,
    "age-criterion": criteria.find,
    "sex-criterion": criteria.find,
    "nationality-criterion": criteria.find,
    "native-speaker": criteria.find,
    "canadian-experience": criteria.find,
    "private-mail": personal_data.mails,
    "private-phone": personal_data.phones,
    "dead-link": links.find,
    "no-way-to-apply": applying.find,
    "re-dated": dates.re_dated,
    "deadline-near": dates.deadline_near,
    "still-open": dates.still_open,
}
#: So much at most is said of one offer by one rule: who mends that, asks again.
MOST = 20
_PUBLISHED = frozenset({Status.OPEN, Status.SCHEDULED})


def severity(rule: Rule, site: Site) -> Severity | None:
    """How much *rule* matters to *site*; None when it is off."""
    wanted = site.check.get(rule.code)
    if wanted is None:
        return rule.severity
    return None if wanted == "off" else Severity(wanted)


def advice(cases: Iterable[Case], site: Site) -> Iterator[Problem]:
    """What the rules that are on find in *cases*, all offers of *site* with their texts."""
    cases = [case for case in cases if case.offer.status in _PUBLISHED]
    for rule in rules().values():
        level = severity(rule, site)
        if level is None or rule.built:
            continue
        for case, finding in _findings(rule, cases):
            line, column, field, message, hint = finding
            yield Problem(case.offer.path, line, column, level, rule.code, field, message, hint)


def _findings(rule: Rule, cases: list[Case]) -> Iterator[tuple[Case, Finding]]:
    if rule.code == "gender-style":
        yield from gender.styles(cases, rule)
    elif rule.code == "duplicate-offer":
        yield from duplicates.find(cases)
    else:
        find = _OF_ONE[rule.code]
        for case in cases:
            if not rule.languages or case.language in rule.languages:
                yield from ((case, found) for found in islice(find(case, rule), MOST))
