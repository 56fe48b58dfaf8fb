"""What ties a town in a sentence to the job: the words before it, and after.

The first town that is named is mostly another's. A town counts where a cue before it ties the job
to it, and nothing in between tells of clients, journeys or history.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.gazetteer import region_country
from syndicate.content.prose.address import place, places
from syndicate.content.prose.fact import HIGH
from syndicate.content.prose.found import (
    ARTICLES,
    JOB,
    LOOSE,
    OURS,
    SELF,
    START,
    WISHED,
    Found,
    before,
    elsewhere,
    houses,
)
from syndicate.content.prose.head import LANDS
from syndicate.content.prose.keyed import goes_on, of_key
from syndicate.content.prose.loose import is_of_work
from syndicate.content.prose.offices import based, in_office
from syndicate.content.prose.place_words import is_everyday
from syndicate.content.prose.seekers import SEEKS, is_sought, of_seeker
from syndicate.offer import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage

_TIES = (
    ("presence", JOB),
    ("job", JOB),
    ("ours", OURS),
    ("start", START),
    ("self", SELF),
)
#: What is longer is no sentence.
_LONGEST = 1000
#: In capitals and no longer a name is short for something.
_SHORT_NAME = 6
#: A line of facts is no longer.
_SHORT = 70
#: What ties a town to a house alone.
_OF = frozenset(("de", "d'", "d’", "of"))
#: "From Reading to Bath" is a journey.
_AWAY_FROM = frozenset(("from", "depuis"))
_ONWARD = re.compile(r" (?:to|vers|jusqu|until|till)\b")
#: So many towns in a sentence are those of the employer's offices.
_OFFICES = 3
_SCHOOL = re.compile(r"^(?:the |our |l['’]|notre )(?:university|université|école)\b")
#: What follows the town in a line of facts: its end, or more of them.
_REST = re.compile(
    r"(?:(?!since|depuis|, (?!d[ée]|à p|[0-9]|temps|cdi|cdd|full|part-|télé|hybrid|remote|start|hor"
    r"|sal|permis))"
    r"[^;:]){0,45}$"
)
#: The endings that are set apart in "un.e développeur.se basé.e".
_INCLUSIVE = re.compile(r"(?<=\w)[.·•](?=[a-z]{1,5}\b)")

_INLINE = re.compile(
    r"(?:^|[|•·;,(]|\s[-–—]\s|\.\s)\s*(?:lieu(?: de travail| du poste| du stage)?"
    r"|localisation|location|locaux|standort|arbeitsort|standplaats|ubicación)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    # A blank first, for which the search is fast.
    r"[ (](?P<word>[àÀ]|aux?|[Ii]n(?: (?:or|and) (?:near|around|close to))?"
    r"|at|from|depuis|sur|dans|im|auf|en|est|sera|is|be|de|d['’]|of|bij|te"
    r"|du(?= [0-9]{1,2} ?(?:e|è))"
    r"|[Ss]tandort|[Dd]ienstort|[Aa]rbeitsort|[Ss]tandplaats)(?:\s|(?<=['’]))(?:ist\s|is\s)?"
    r"(?P<heart>(?:le )?[0-9]{1,2} ?(?:e|ème|er) arrondissement de "
    r"|(?:le |the |het |plein |en plein )?"
    r"(?:centre|center|heart|c(?:œ|oe)ur|hartje|centrum|centro|Herzen)"
    r"(?:[- ]ville)? (?:(?:de|of|von|van|à) )?|hartje |central |downtown |Greater "
    r"|(?:the |la )?(?:(?:new|old|historic|small|large|market|coastal|seaside|university|petite"
    r"|nouvelle) )?"
    r"(?:city|town|village|ville|commune)"
    r" (?:of |de |d['’])|the (?=(?:[A-Z]\w+,? ){1,3}(?:area|region)\b)"
    r"|(?<=dans )(?:les? |la |l['’]))?"
    r"(?=[A-ZÀ-Þ'’0-9])"
)
_HOUSES = re.compile(
    rf"(?:centre (?:social|culturel|hospitalier|de \w+)|locaux|bureaux"
    rf"|{houses()}|région|secteur|bassin|agglomération|commune|oficinas?|sede|offices?)$"
)
_CODE = re.compile(
    r"[ (][0-9]{5},? (?=[A-ZÀ-Þ])"
    r"|[0-9](?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|bd|boulevard|place|quai|allée|chemin|cours)\b"
)
_FIGURE = re.compile("[0-9]")
_NUMBER = re.compile(r"(?<![\w-])(?=[0-9])")
_EMPLOYER = re.compile(
    r"\b(?:entreprise|société|association|structure|groupe|cabinet|company|organi[sz]ation|firm)\b"
)
_OF_HOUSES = re.compile(r"(?:locaux|bureaux?|agence|siège|oficinas?|sede|offices?)$")
_IN_HOUSES = re.compile(
    r"(?:^pour|(?:cherch|crut|bauch)\w+,?(?:(?! client)[^.;:!?]){0,70} pour"
    r"|\b(?:dans|depuis|sur|au sein de|à|in|at|from|en|desde|rejoin\w+))"
    r" (?:nos|notre|son|ses|our|nuestras?|l[ae])\b[^.;]*$"
    r"|\b(?:au (?:siège|bureau)|à l.a(?:gence|ntenne))\b[^.;]{0,30}$"
)
#: The house between the tie and its town: "au laboratoire d'optique, à Brest".
_HOUSE = re.compile(
    r"[ (](?:aux?|à l[a'’]|à|dans l(?:es? |a |['’])|au sein d(?:u |e la |e l['’]|es )|at(?: the)?"
    r"|in the|within(?: the)?)\s?"
    r"(?P<house>(?!\d)[^.;:!?()]{2,70}?)(?:,? à |,? in |, |,? \(| [–—-] )(?=[A-ZÀ-Þ0-9])"
)
_TOWN_OF = re.compile(
    r"[ (](?:à l['’]|au|at the|at)\s?(?:CHR?U|[Uu]niversit[éy]|[Hh]ôpital|[Hh]ospital|[Mm]airie"
    r"|[Mm]étropole|[Cc]ampus|[Pp]réfecture|Institute?|Museum|Port|City)"
    r" (?:of |de |d['’])(?=[A-ZÀ-Þ])"
)
#: Words between the tie and the town that are of no house.
_NO_HOUSE = re.compile(
    r"\b(?:avec|with|who|qui|que|that|which|pour|for|from|depuis|entre|between|et|and|mais|but|ou|or"
    r"|team|équipe|starting|date|temps|time|least|moins|plus|moment|fois|once|dès|jours?|days?|mois|months?)\b"
)
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
    r"|[^.;:!?]{0,12}?\b(?:les? (?:lundi|mardi|mercredi|jeudi|vendredi)"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri)day)s?\b"
)
#: Days at work that are counted: "2 jours de présence par semaine à Lyon".
_COUNTED = re.compile(
    r"(?=.*(?:présen|sur site|sur place|au bureau|site|person|office))"
    r"(?:[1-5]|[a-z]+) (?:jours?|days?)\b"
)
#: What stands near before a region, or it is not looked up.
_NEAR, _TIED = (
    40,
    ("bas", "situ", "ejoin", "oca", "oste", "osition", "ole", "tage", "ob ", "cher", "crut", "Bas"),
)
#: The same before a house.
_HOUSED = (
    *("asé", "ased", "xerce", "ffect", "situ", "ocalis", "ocated", "lieu", "roul", " join"),
    *(
        "osition is",
        "osition will",
        "ost is",
        "ost will",
        "ole is",
        " held",
        " arisen",
        "ccueil",
        " at the Univ",
        "'univ",
        "’univ",
    ),
)
#: Who is sought, and for whom, is nobody else: "recrute des bénévoles à Dijon".
_PEOPLE = re.compile(
    r"\b(?:pour|chez) (?:l.un de |un de )?(?:nos|notre|ses|son) clients?\b"
    r"|\bfor (?:one of )?our clients?\b"
    r"|\b(?:recrut|recherch|cherch|embauch|hiring|seeking|recruiting|looking for)\w*"
    r" (?:actuellement )?(?:des|deux|trois|plusieurs|some|two|several)?"
    r" ?(?:bénévoles|étudiant\w*|ambassad\w*|volunteers|students)\b"
)
#: Behind the town: that one is to be there.
_ASKED = re.compile(
    r" (?:est|sera) (?:\w+ )?"
    r"(?:demandée|requise|exigée|nécessaire|attendue|souhaitée|indispensable)"
    r"| (?:is|will be) (?:\w+ )?(?:required|expected|needed|requested)\b"
)
_NAME = re.compile(r"[A-ZÀ-ÞÎ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}")
_READER = re.compile(
    r"\s*,\s*(?:you|vous|tu|le poste|la personne|this"
    r"|the (?:role|position|job|post|successful|ideal)|we(?:['’]re| are) (?:looking|hiring|seeking)"
    r"|nous (?:recherchons|recrutons|cherchons)"
    r"|working|du|sie|je)\b"
)


def in_sentence(passage: Passage, language: str) -> Iterator[Found]:
    """The places that the words of a sentence, or of a short line, tie to the job."""
    if len(passage.text) > _LONGEST:
        return
    text = f" {passage.text}"
    if ":" in text and (match := _INLINE.search(text)):
        yield Found(of_key(text[match.end() :], language), HIGH, passage)
    loose: Found | None = None
    for match in _LEAD.finditer(text):
        left = text[: match.start()]
        word = match["word"].lower()
        if word in _OF and not _HOUSES.search(left.rstrip()):
            continue
        article = "" if match["heart"] else ARTICLES.get(word, "")
        if word in {"standort", "dienstort", "arbeitsort", "standplaats"}:
            left = text[: match.end("word")]
        named, end = places(text, match.end(), language, article=article)
        if named and word in _OF and _is_a_name(named[0], language):
            continue  # "la boutique de Florence"
        if named and word in _AWAY_FROM and _ONWARD.match(text, end):
            continue
        if not named and any(map(left[-_NEAR:].__contains__, _TIED)):
            named, end = _region(text, match.end())
        if named and (confidence := _confidence(left, text[end:], passage)):
            if goes_on(text, end):
                confidence = min(confidence, START)  # one of two, of which the other is not known
            # Of a region nobody knows whether it is a place to be, or one to live in.
            yield Found(named, confidence if named[0].city else min(confidence, START), passage)
            return
        few = 0 < len(named) < _OFFICES and named[0].city
        led = word not in _OF and word not in _AWAY_FROM
        if loose is None and few and led and is_of_work(text, end):
            loose = Found(named, LOOSE, passage)
    if any(map(text.__contains__, _HOUSED)) and (found := _in_house(text, passage, language)):
        yield found
        return
    match = _CODE.search(text) if _FIGURE.search(text) else None
    if match and before("address").search(text[: match.start()].lower()):
        for start in _NUMBER.finditer(text, 0, match.end()):
            read = place(text, start.start(), language)
            if read and (read[0].postal_code or read[0].street):
                yield Found((read[0],), JOB, passage)
                return
    if found := of_seeker(text, passage, language):
        yield found
        return
    yield from in_office(text, passage, language)
    yield from based(text, passage, language)
    if loose:
        yield loose


def _is_a_name(place: Location, language: str) -> bool:
    """Whether the town of *place* is called like a person, and far from those who write so."""
    return is_everyday(place.city or "") and place.country != LANDS.get(language)


def _in_house(text: str, passage: Passage, language: str) -> Found | None:
    """A town that stands behind a house: ``basé à la Maison des associations, Nantes``."""
    for match in _TOWN_OF.finditer(text):
        named, end = places(text, match.end(), language)
        if named and (sure := _tied(text[: match.start()], text[end:], passage)):
            return Found(named[:1], min(sure, START), passage)
    for match in _HOUSE.finditer(text):
        if _NO_HOUSE.search(match["house"]) or elsewhere("words").search(match["house"].lower()):
            continue
        named, end = places(text, match.end(), language)
        written = text[match.end() : end]
        if written.isupper() and len(written) < _SHORT_NAME:
            continue  # "aux affaires culturelles (DRAC)": it is short for the house
        if named and (sure := _tied(text[: match.start()], text[end:], passage)):
            return Found(named[:1], min(sure, START), passage)
    return None


def _tied(left: str, right: str, passage: Passage) -> float:
    """How surely *left* ties the job itself to the house that follows."""
    sure = _confidence(left, right, passage)
    return sure if sure >= OURS else 0.0


def _region(text: str, at: int) -> tuple[tuple[Location, ...], int]:
    """The region whose name begins at *at*: ``un poste basé en Bretagne``."""
    match = _NAME.match(text, at)
    words = match[0].split(" ") if match else []
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if len(name) > 3 and (code := region_country(name, None, None)):
            return (Location(region=name, country=code),), at + len(name)
    return (), at


def _of_presence(near: str, right: str, confidence: float) -> float:
    """Nothing where the days are those of a course, or of a visit now and then."""
    if elsewhere("presence").search(near) or elsewhere("visit").match(right):
        return 0.0
    return confidence


def _confidence(before_it: str, right: str, passage: Passage) -> float:
    """How surely what stands before a place, and after it, makes it that of the job."""
    left = _INCLUSIVE.sub("", before_it[-200:].lower().strip())
    if elsewhere("after").match(right) or passage.text.endswith("?"):
        return 0.0
    # A list of towns may be long: what stands around it must be short.
    short = len(left) + len(right) < _SHORT
    for name, confidence in _TIES:
        whole = passage.kind == "item" or (short and _REST.match(right))
        if name == "start" and not (whole or _READER.match(right)):
            continue
        if cue := before(name).search(left):
            if name == "presence":
                if (
                    _FAR.search(left, 0, cue.start())
                    or _OFTEN.match(right)
                    or (_COUNTED.match(cue[0]) and not right.strip(" ."))
                    or _FAR.search(passage.label.lower())
                ):
                    return _of_presence(left[max(cue.start() - 60, 0) :], right, confidence)
                if _ASKED.match(right):  # nothing is said of the other days
                    return _of_presence(left[max(cue.start() - 60, 0) :], right, OURS)
                continue
            near = _PEOPLE.sub("", left[: cue.start()])
            near = (near[-40:] if name == "job" else near) + _PEOPLE.sub("", cue[0])
            if name == "self":
                near = _SCHOOL.sub("", near)  # which speaks of itself
            of_houses = name == "ours" and "en charge" not in cue[0] and _OF_HOUSES.search(left)
            if of_houses and not _IN_HOUSES.search(left):
                return 0.0  # "nos bureaux de Londres" are some of them
            if elsewhere("words").search(near):
                return 0.0
            if elsewhere("wish").search(near):
                return WISHED
            # "un poste dans notre association basée à Paris": the association is there.
            return SELF if _EMPLOYER.search(cue[0]) else confidence
    if before("seeker").search(left) and (seeks := SEEKS.match(right)):
        sought = is_sought(seeks, right)
        return SELF if sought and not elsewhere("words").search(left) else 0.0
    return 0.0
