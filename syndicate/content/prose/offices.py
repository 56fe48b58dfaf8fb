"""A town that names the office or the role: ``our Lisbon office``, ``a Berlin-based role``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.prose.address import place, places
from syndicate.content.prose.found import HEAD, JOB, OURS, START, Found, elsewhere
from syndicate.content.prose.head import LANDS
from syndicate.content.prose.place_words import is_everyday

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage

#: A line of facts is no longer.
_SHORT = 70
_EMPLOYER = re.compile(
    r"\b(?:entreprise|société|association|structure|groupe|cabinet|company|organi[sz]ation|firm)\b"
)
_NAMED_OFFICE = re.compile(
    r"(?:\b(?:[Yy]ou|[Rr]ole|[Pp]osition|[Jj]ob|[Vv]acancy|[Oo]pening|[Oo]pportunity"
    r"|[Ii]nternship|[Pp]lacement|[Aa]pprenticeship|[Bb]ased|[Ll]ocated|[Ww]orking|[Ii]n[- ]person"
    r"|[Ww]orks?|[Ee]veryone|[Cc]ommut(?:e|ing)|[Hh]ybrid|[Oo]n-?site"
    r"|days? (?:a|per|each|every|of the) week)\b"
    r"[^.;!?]{0,60}?\b(?:in|at|from|out of|into|to)|\b[Jj]oin(?: [^.;!?]{1,50}? (?:at|in))?"
    r"|\b[Ee]xpanding|\b[Gg]row(?:ing)?)"
    r" (?:(?:the )?(?:[A-Z][\w.&-]* ){0,3}[A-Z][\w.&-]*['’]s? |(?:our|the) (?:[a-z]+ ){0,3})"
    r"(?=[A-Z])"
)
#: What the houses of employers are called, beside office and team.
_HOUSE = (
    r"(?:studio|hub|lab|laboratory|branch|shop|store|clinic|surgery|hospital|practice|pharmacy"
    r"|school|nursery|college|campus|library|museum|gallery|theatre|restaurant|café|cafe|pub|bar"
    r"|kitchen|bakery|hotel|hostel|brewery|farm|garden|factory|plant|mill|workshop|warehouse|depot"
    r"|garage|salon|gym|centre|center|showroom|shelter|refuge|site)"
)
#: "Our Leeds office is looking for an editor."
_SEEKS = re.compile(r"\W*(?:[Oo]ur|[Tt]he) (?=[A-Z])")
_SOUGHT_BY = re.compile(
    rf" (?:[a-z]+ )?(?:team|offices?|{_HOUSE})(?: in \w+)? (?:(?:is|are) "
    r"(?:currently |now )?(?:looking for|hiring|seeking|recruiting|growing)|needs|wants|seeks)\b"
)
#: "A cook for our café in Brighton", "to work at our nursery in Exeter".
_AT_OURS = re.compile(
    rf"\b(?:for|at|in|join) (?:our|the|an?) (?:[\w-]+ ){{0,3}}(?:offices?|{_HOUSE})"
    r" (?:based |located |situated )?(?:in|at|near) (?:central )?(?=[A-Z])"
)
#: "Care workers for our Bradford branch".
_FOR_OURS = re.compile(r"\b(?:for|at|in) our (?=[A-Z])")
#: Words that somebody is sought by, before such a house.
WANTS = re.compile(
    r"\b(?:looking for|hiring|seek(?:s|ing)?|recruit(?:s|ing)?|need(?:s|ed)?|want(?:s|ed)?|sought"
    r"|require[sd]?|vacanc(?:y|ies)|openings?|opportunity)\b"
)
#: "You will work with us at Example's headquarters in Boston".
_HEADQUARTERS = re.compile(
    r"\b(?:[Yy]ou(?:['’]ll| will)|to)\b[^.;!?]{0,30}?\b(?:work|working|based|spend)\b[^.;!?]{0,50}?"
    r" (?:at|in|from) (?:our |the |[A-Z][\w.&]*(?:['’]s)? )(?:[a-z]+ )?"
    r"(?:headquarters|HQ|offices?|studios?) (?:in|near) (?=[A-Z])"
)
_NAMED = (
    " headq",
    " HQ",
    " hub",
    "tudio",
    " team",
    " cent",
    " site",
    " lab",
    " branch",
    " shop",
    "our ",
    "Our ",
)
_OFFICE = re.compile(
    r"\.?(?:, (?:UK|USA|[A-Z]{2}|[A-Z][a-z]{2,}(?: [A-Z][a-z]+)?))?(?:-based)?"
    r" (?:(?:head|main|new|regional|training|research|service|head-) ?)?"
    rf"(?:team|offices?|headquarters|HQ|(?i:{_HOUSE}))\b"
)
_AN_OFFICE = re.compile(r"(?:offices?|headquarters|HQ)$")
#: "A Berlin-based role", "we seek a Berlin-based writer", "Berlin-based, full time".
_BASED = re.compile(r"(?<=[ (])[A-ZÀ-Þ][\w.'’-]*?(?: [A-ZÀ-Þ][\w.'’-]*?){0,3}[- ]based\b")
_ROLE = re.compile(
    r",? (?:\w+[- ]){0,2}?(?:role|position|job|post|internship|vacancy|opportunity|fellowship)\b"
)
_A_ROLE = re.compile(
    r"(?:^|\b(?:is|as|for|offer|offering|have|fill|our|new)) ?(?:an?|the|this)?(?: [\w-]+,?){0,2} $"
)
_IS_ROLE = re.compile(r"\b(?:role|position|job|post|internship) (?:is|will be) (?:\w+[ -])?$")
_SOUGHT = re.compile(
    r"\b(?:looking for|hiring|seeking|recruiting|searching for|seek|need)\b[^.;:!?,]{0,30}$"
)
_FACTS = re.compile(r"(?: ?(?:full[- ]time|part[- ]time|permanent|hybrid|internship)[,;]?)* ")
_FACT = re.compile(r"\s*(?:$|[.,|(]|[-–—] )(?!\s*(?:we\b|our\b|the\b))")


def in_office(text: str, passage: Passage, language: str) -> Iterator[Found]:
    """``You will work in our Lisbon office``."""
    if "ffice" not in text and not any(map(text.__contains__, _NAMED)):
        return
    if match := _SEEKS.match(text):
        named, end = places(text, match.end(), language)
        if named and _SOUGHT_BY.match(text, end):
            yield Found(named, OURS, passage)
            return
    if (match := _AT_OURS.search(text)) and _is_wanted(text[: match.start()]):
        named, _ = places(text, match.end(), language)
        if named:
            yield Found(named, OURS, passage)
            return
    if (match := _FOR_OURS.search(text)) and _is_wanted(text[: match.start()]):
        named, end = places(text, match.end(), language)
        if named and _OFFICE.match(text, end):
            yield Found(named, OURS, passage)
            return
    if (match := _HEADQUARTERS.search(text)) and not elsewhere("words").search(match[0].lower()):
        named, _ = places(text, match.end(), language)
        if named:
            yield Found(named, HEAD, passage)
            return
    match = _NAMED_OFFICE.search(text)
    if match is None:
        return
    # An office of somebody by name may be another's: then the whole sentence must be of the job.
    begin = 0 if match[0].endswith(("'s ", "’s ", "' ", "’ ")) else match.start()
    if elsewhere("words").search(text[begin : match.end()].lower()):
        return
    named, end = places(text, match.end(), language)
    if named and (office := _OFFICE.match(text, end)) and "another" not in text[end:]:
        foreign = named[0].country != LANDS.get(language)
        if foreign and is_everyday(named[0].city or "") and not _AN_OFFICE.search(office[0]):
            return  # "the Jackson laboratory"
        yield Found(named, OURS if office[0] == " team" else HEAD, passage)


def _is_wanted(left: str) -> bool:
    """Whether *left*, what stands before a house, tells that somebody is sought for it."""
    return bool(WANTS.search(left)) and not elsewhere("words").search(left.lower())


def based(text: str, passage: Passage, language: str) -> Iterator[Found]:
    """``A Berlin-based role``, and ``London-based, full time``."""
    match = _BASED.search(text) if "based" in text else None
    if match is None:
        return
    named = match[0].removesuffix("-based").removesuffix(" based")
    begin = match.start()
    while (read := place(named, 0, language)) is None or read[1] != len(named):
        _, blank, named = named.partition(" ")  # "A Berlin-based role"
        if not blank:
            return
        begin = match.end() - len(named) - len("-based")
    left, right = text[:begin].lower(), text[match.end() :]
    if elsewhere("words").search(left):
        return
    if (_ROLE.match(right) and _A_ROLE.search(left)) or (
        _IS_ROLE.search(left) and _FACT.match(right)
    ):
        yield Found((read[0],), JOB, passage)
    elif _SOUGHT.search(left) and not _EMPLOYER.search(right[:40]):
        yield Found((read[0],), OURS, passage)
    elif _FACTS.fullmatch(left) and len(text) < _SHORT and _FACT.match(right):
        yield Found((read[0],), START, passage)
