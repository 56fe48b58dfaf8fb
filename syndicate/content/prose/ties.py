"""What ties a town in a sentence, or after a key, to the job: the words before it, and after.

The first town that is named is mostly another's. A town counts where a key (``Lieu :``) or a cue
before it ties the job to it, and nothing in between tells of clients, journeys or history.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.gazetteer import country_code, region_country
from syndicate.content.prose import workplace
from syndicate.content.prose.address import place, places, table
from syndicate.content.prose.fact import HIGH
from syndicate.content.prose.towns import size
from syndicate.offer import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage


class Found(NamedTuple):
    """Places that a passage gives the job, and how surely."""

    places: tuple[Location, ...]
    confidence: float
    passage: Passage


#: What a key says, a title, and the words of a sentence.
KEY, TITLE, JOB, START, HEAD, OURS, ADDRESS = 0.98, 0.97, 0.97, 0.9, 0.95, 0.85, 0.8
SELF, WISHED, DOUBTED = 0.7, 0.6, 0.7

_TIES = (
    ("presence", JOB),
    ("job", JOB),
    ("ours", OURS),
    ("start", START),
    ("self", SELF),
)
#: What is longer is no sentence.
_LONGEST = 1000
#: A line of facts is no longer.
_SHORT = 70
_REST = re.compile(r"(?:(?!since|depuis|, )[^;:]){0,30}$")
#: The endings that are set apart in "un.e développeur.se basé.e".
_INCLUSIVE = re.compile(r"(?<=\w)[.·•](?=[a-z]{1,5}\b)")

#: What a contraction hides: "au Mans" is Le Mans.
ARTICLES = {"au": "Le ", "aux": "Les "}
#: "Santé publique" is no village: one of fewer thousands stands between commas.
_VILLAGE = 5
_ENDS = re.compile(r"\s*(?:$|[,;:/()|.•·–—-])")
_STARTS = re.compile(
    r"(?:^|[,;:/(|•·–—]|\s-)\s*(?:(?:à|À|aux?|[Ii]n|sur|im)\s)?"
    r"|\s(?:à|aux?|in|sur|im|en|ou|or|oder|of|et|and)\s"
    r"|(?:[Bb]ureaux?|[Aa]gence|[Aa]ntenne|[Ss]ite|[Ll]ocaux|arrondissement) (?:de |d['’])"
    r"|(?:Central|Downtown|Greater) "
)
_INLINE = re.compile(
    r"(?:^|[|•·;,(]|\s[-–—]\s|\.\s)\s*(?:lieu(?: de travail| du poste| du stage)?"
    r"|localisation|location|locaux|standort|arbeitsort|standplaats|ubicación)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    # A blank first, for which the search is fast.
    r"[ (](?P<word>[àÀ]|aux?|[Ii]n|at|sur|dans|im|auf|en|est|is|be|de|d['’]|of|bij|te"
    r"|[Ss]tandort|[Dd]ienstort|[Aa]rbeitsort|[Ss]tandplaats)(?:\s|(?<=['’]))(?:ist\s|is\s)?"
    r"(?:(?:le |the |het |plein |en plein )?"
    r"(?:centre|center|heart|c(?:œ|oe)ur|hartje|centrum|centro|Herzen)"
    r"(?:[- ]ville)? (?:(?:de|of|von|van|à) )?|hartje |central |downtown |Greater )?"
    r"(?=[A-ZÀ-Þ'’0-9])"
)
_HOUSES = re.compile(
    r"(?:locaux|bureaux?|agence|siège|site|antenne|ateliers?|oficinas?|sede|offices?)$"
)
_CODE = re.compile(
    r"[ (][0-9]{5},? (?=[A-ZÀ-Þ])"
    r"|[0-9](?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|bd|boulevard|place|quai|allée|chemin|cours)\b"
)
_NUMBER = re.compile(r"(?<![\w-])(?=[0-9])")
_EMPLOYER = re.compile(
    r"\b(?:entreprise|société|association|structure|groupe|cabinet|company|organi[sz]ation|firm)\b"
)
_OF_HOUSES = re.compile(r"(?:locaux|bureaux?|agence|siège|oficinas?|sede|offices?)$")
_IN_HOUSES = re.compile(
    r"(?:^pour|\b(?:dans|depuis|au sein de|à|in|at|from|en|desde|rejoin\w+))"
    r" (?:nos|notre|our|nuestras?|l[ae])\b[^.;]*$"
)
_NAMED_OFFICE = re.compile(
    r"(?:\b(?:[Yy]ou|[Rr]ole|[Pp]osition|[Jj]ob|[Bb]ased|[Ll]ocated|[Ww]orking|[Ww]ork"
    r"|days? (?:a|per|each|every|of the) week)\b"
    r"[^.;!?]{0,60}?\b(?:in|at|from|out of)|\b[Jj]oin) (?:our|the) (?=[A-Z])"
)
_NAMED = (" HQ", " hub", "tudio", " team")
_OFFICE = re.compile(r"(?:-based)? (?:team|offices?|studio|headquarters|HQ|hub|campus|lab|site)\b")
#: Work elsewhere, beside which presence is that of the reader; and how often one is there.
_FAR = re.compile(
    r"télé-?trav|\bremote|à distance|distanciel|hybrid|home|chez (?:vous|toi|soi)|thuis|teletrabajo"
    r"|híbrid|télétrav"
)
_OFTEN = re.compile(
    r"[^.;:!?]{0,12}?\b(?:[1-4]|une?|deux|trois|quatre|one|two|three|four|zwei|drei|twee|drie|dos"
    r"|tres)(?: (?:à|ou|or|to|bis|tot|o) \w+)?"
    r" (?:jours?|journées?|days?|tagen?|tage|dagen|días) (?:par|per|a|each|every|pro|in der|a la)"
    r" (?:semaine|week|woche|semana)"
)
#: What stands near before a region, or it is not looked up.
_NEAR, _TIED = 40, ("bas", "situ", "oca", "oste", "osition", "ole", "tage", "ob ")
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}")
#: "A Berlin-based role", "we seek a Berlin-based writer", "Berlin-based, full time".
_BASED = re.compile(r"(?<=[ (])[A-ZÀ-Þ][\w.'’-]*?(?: [A-ZÀ-Þ][\w.'’-]*?){0,3}[- ]based\b")
_ROLE = re.compile(
    r",? (?:\w+[- ]){0,2}?(?:role|position|job|post|internship|vacancy|opportunity|fellowship)\b"
)
_A_ROLE = re.compile(
    r"(?:^|\b(?:is|as|for|offer|offering|have|fill|our|new)) ?(?:an?|the|this)?(?: [\w-]+,?){0,2} $"
)
_SOUGHT = re.compile(
    r"\b(?:looking for|hiring|seeking|recruiting|searching for|seek|need)\b[^.;:!?,]{0,30}$"
)
_FACTS = re.compile(r"(?: ?(?:full[- ]time|part[- ]time|permanent|hybrid|internship)[,;]?)* ")
_FACT = re.compile(r"\s*(?:$|[.,|(]|[-–—] )(?!\s*(?:we\b|our\b|the\b))")
_READER = re.compile(
    r"\s*,\s*(?:you|vous|tu|le poste|la personne|the (?:role|position|job)|du|sie|je)\b"
)

#: The endings of a participle, the inclusive ones too: basé, basée, basé·e·s, basé(e).
_ENDING = r"é(?:e|[·•.(/-]e\)?)?(?:[·•.-]?s)?(?!\w)"


@cache
def _before(name: str) -> re.Pattern[str]:
    cues = "|".join(table()["before"][name]).replace("{e}", _ENDING)
    return re.compile(f"(?:{cues})" if name == "address" else f"(?:{cues})\\s*$")


@cache
def _elsewhere(name: str) -> re.Pattern[str]:
    return re.compile(str(table()["elsewhere"][name]))


def of_key(text: str, language: str) -> tuple[Location, ...]:
    """The places that the value of a key names: a list, an address, a country or region alone."""
    if len(text) > 300:
        return ()
    for match in _STARTS.finditer(text):
        article = ARTICLES.get(match[0].strip(" ,;:/(|-"), "")
        before = text[: match.end()].lower()
        if _elsewhere("key").search(before):
            return ()
        named, end = places(text, match.end(), language, article=article, dashed=True)
        if named and (size(named[0].city or "") >= _VILLAGE or _ENDS.match(text, end)):
            return named
    if workplace.of_key(text):
        return ()
    area = re.split(r"\s*[(,;.]", text.strip(), maxsplit=1)[0]
    if code := country_code(area) if len(area) > 3 or area.isupper() else None:
        return (Location(country=code),)
    if len(area) > 3 and (code := region_country(area, None, None)):
        return (Location(region=area, country=code),)
    return ()


def in_sentence(passage: Passage, language: str) -> Iterator[Found]:
    if len(passage.text) > _LONGEST:
        return
    text = f" {passage.text}"
    if ":" in text and (match := _INLINE.search(text)):
        yield Found(of_key(text[match.end() :], language), HIGH, passage)
    for match in _LEAD.finditer(text):
        left = text[: match.start()]
        word = match["word"].lower()
        if word in {"de", "d'", "d’", "of"} and not _HOUSES.search(left.rstrip()):
            continue
        article = ARTICLES.get(word, "")
        if word in {"standort", "dienstort", "arbeitsort", "standplaats"}:
            left = text[: match.end("word")]
        named, end = places(text, match.end(), language, article=article)
        if not named and any(map(left[-_NEAR:].__contains__, _TIED)):
            named, end = _region(text, match.end())
        if named and (
            confidence := _confidence(
                _INCLUSIVE.sub("", left[-200:].lower().strip()), text[end:], passage
            )
        ):
            # Of a region nobody knows whether it is a place to be, or one to live in.
            yield Found(named, confidence if named[0].city else min(confidence, START), passage)
            return
    if (match := _CODE.search(text)) and _before("address").search(text[: match.start()].lower()):
        for start in _NUMBER.finditer(text, 0, match.end()):
            read = place(text, start.start(), language)
            if read and (read[0].postal_code or read[0].street):
                yield Found((read[0],), JOB, passage)
                return
    yield from _in_office(text, passage, language)
    yield from _based(text, passage, language)


def _based(text: str, passage: Passage, language: str) -> Iterator[Found]:
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
    if _elsewhere("words").search(left):
        return
    if _ROLE.match(right) and _A_ROLE.search(left):
        yield Found((read[0],), JOB, passage)
    elif _SOUGHT.search(left) and not _EMPLOYER.search(right[:40]):
        yield Found((read[0],), OURS, passage)
    elif _FACTS.fullmatch(left) and len(text) < _SHORT and _FACT.match(right):
        yield Found((read[0],), START, passage)


def _region(text: str, at: int) -> tuple[tuple[Location, ...], int]:
    """The region whose name begins at *at*: ``un poste basé en Bretagne``."""
    match = _NAME.match(text, at)
    words = match[0].split(" ") if match else []
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if len(name) > 3 and (code := region_country(name, None, None)):
            return (Location(region=name, country=code),), at + len(name)
    return (), at


def _in_office(text: str, passage: Passage, language: str) -> Iterator[Found]:
    """``You will work in our Lisbon office``."""
    if "ffice" not in text and not any(map(text.__contains__, _NAMED)):
        return
    match = _NAMED_OFFICE.search(text)
    if match is None or _elsewhere("words").search(match[0].lower()):
        return
    read = place(text, match.end(), language)
    if read and (office := _OFFICE.match(text, read[1])):
        yield Found((read[0],), OURS if office[0] == " team" else HEAD, passage)


def _of_presence(near: str, right: str, confidence: float) -> float:
    """Nothing where the days are those of a course, or of a visit now and then."""
    if _elsewhere("presence").search(near) or _elsewhere("visit").match(right):
        return 0.0
    return confidence


def _confidence(left: str, right: str, passage: Passage) -> float:
    """How surely what stands before a place, and after it, makes it that of the job."""
    if _elsewhere("after").match(right) or passage.text.endswith("?"):
        return 0.0
    # A list of towns may be long: what stands around it must be short.
    short = len(left) + len(right) < _SHORT
    for name, confidence in _TIES:
        whole = passage.kind == "item" or (short and _REST.match(right))
        if name == "start" and not (whole or _READER.match(right)):
            continue
        if cue := _before(name).search(left):
            if name == "presence":
                if (
                    _FAR.search(left, 0, cue.start())
                    or _OFTEN.match(right)
                    or _FAR.search(passage.label.lower())
                ):
                    return _of_presence(left[max(cue.start() - 60, 0) :], right, confidence)
                continue
            near = left[max(cue.start() - 40, 0) :] if name == "job" else left
            if name == "ours" and _OF_HOUSES.search(left) and not _IN_HOUSES.search(left):
                return 0.0  # "nos bureaux de Londres" are some of them
            if _elsewhere("words").search(near):
                return 0.0
            if _elsewhere("wish").search(near):
                return WISHED
            # "un poste dans notre association basée à Paris": the association is there.
            return SELF if _EMPLOYER.search(cue[0]) else confidence
    return 0.0
