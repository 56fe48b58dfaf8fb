"""Why a JobPosting document does not hold, in sentences for the author of its offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from syndicate.jobposting.rules import is_valid
from syndicate.jobposting.wording import WORDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.jobposting.explanation import Finding


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why an offer has no JobPosting.

    ``field`` is the offer's field to mend (``body`` for its text, empty for none), ``code`` a
    stable kebab-case word, ``hint`` the line of front matter to write, or what to do.
    """

    field: str
    code: str
    message: str
    hint: str = ""


def faults(document: Mapping[str, object]) -> tuple[Fault, ...]:
    """Why *document* does not hold to our schema: every reason once; empty when it does."""
    if is_valid(document):
        return ()
    # Imported here: it takes longer to load than most sites take to build, and few need it.
    from syndicate.jobposting.explanation import findings

    told = (fault for finding in findings(document) for fault in _explain(finding))
    return tuple(dict.fromkeys(told))


def _explain(finding: Finding) -> Iterator[Fault]:
    if finding.keyword == "required":
        yield from _missing(finding)
    elif finding.keyword in ("tells", "follows", "ascends"):
        yield _compared(finding)
    elif not finding.name and finding.keyword == "anyOf":
        yield _remote_from_nowhere()
    else:
        yield _wrong(finding.name, finding)


def _missing(finding: Finding) -> Iterator[Fault]:
    for key in finding.wanted:
        if key in finding.instance:
            continue
        if key == "addressCountry":
            yield _country_missing(finding.instance)
        elif not finding.name and key in WORDING:
            says = WORDING[key]
            message = f"a JobPosting needs {says.what}, and the offer does not state it"
            yield Fault(says.field, f"missing-{_slug(says.field)}", message, says.hint)
        else:
            yield _wrong(finding.name, finding)


def _country_missing(address: Mapping[str, object]) -> Fault:
    place = _short(", ".join(str(part) for key, part in address.items() if key[0] != "@"))
    message = f"the place '{place}' has no country, and a JobPosting needs one"
    town = address.get("addressLocality") or address.get("addressRegion") or "Paris"
    return Fault("locations", "missing-country", message, f"location: {town}, COUNTRY")


def _remote_from_nowhere() -> Fault:
    says = WORDING["applicantLocationRequirements"]
    message = "a remote job must say in which countries those who do it may live"
    return Fault(says.field, "missing-remote-countries", message, says.hint)


def _compared(finding: Finding) -> Fault:
    first, second = (_short(finding.instance.get(key)) for key in finding.wanted)
    if finding.keyword == "ascends":
        message = f"the pay begins above its end: {first} > {second}"
        return Fault("pay", "pay-reversed", message, WORDING["baseSalary"].hint)
    if finding.keyword == "follows":
        message = f"the offer closes before it is posted: {second} < {first}"
        return Fault("closes", "closes-before-posted", message, WORDING["validThrough"].hint)
    message = "the description is empty or only repeats the title"
    return Fault("body", "description-says-nothing", message, WORDING["description"].hint)


def _wrong(name: str, finding: Finding) -> Fault:
    says = WORDING.get(name)
    if not says:
        message = f"this is not a JobPosting of ours: {_short(finding.message)}"
        return Fault("", "invalid-jobposting", message)
    message = f"{says.what} must be {says.expected}, not {_short(finding.instance)}"
    return Fault(says.field, f"invalid-{_slug(says.field)}", message, says.hint)


def _slug(field: str) -> str:
    return field.replace("_", "-")


def _short(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
