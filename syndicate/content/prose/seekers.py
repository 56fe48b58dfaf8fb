"""Towns of employers that seek somebody: ``La Mairie de Dijon recrute un jardinier``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.prose.address import places
from syndicate.content.prose.found import OURS, Found
from syndicate.content.prose.roles import names_doer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.offer import Location

#: Nobody seeks, or calls to join, without one of these.
_VERBS = ("cherch", "recru", "bauch", "propos", "ejoi", "ooking", "hiring", "seek", "nvite")
#: The words for whom an employer seeks are no longer.
_SOUGHT = 70
#: What is offered, where nobody is named.
_POSTS = re.compile(r"\b(?:postes?|emplois?|stages?|jobs|alternances?|apprentissages?)\b")
#: What is sought, and is nobody who does a job.
_NOBODY = re.compile(
    r"\s?(?:[\w-]+ ){0,2}?(?:partenaires?|partners?|fournisseurs?|suppliers?|solutions?|idées|ideas"
    r"|bénévoles|volunteers|mécènes?|donors?|candidats? à|repreneurs?|tenants?|locataires?)\b"
)
#: A house of a town that seeks is there: "La Mairie de Dijon recrute un jardinier".
_HOUSE_OF = re.compile(
    # A blank first, for which the search is fast.
    r"[ '’](?:[Mm]airie|[Vv]ille|[Cc]ommune|[Mm]unicipalité|CHR?U|[Hh]ôpital|[Uu]niversit[éy]"
    r"|[Tt]héâtre|[Oo]péra|[Mm]usée|[Aa]gence|[Aa]ntenne|[Rr]estaurant|[Bb]outique|[Mm]agasin|[Cc]linique"
    r"|[Mm]édiathèque|[Ll]ibrairie|[Ll]aboratoire|[Ii]nstitut|[Ll]ycée|[Mm]aison|[Cc]onservatoire"
    r"|[Cc]entre(?: (?:social|hospitalier|culturel|de loisirs|de santé|de formation))?"
    r"|[Éé]cole(?: (?:de musique|d['’]art|maternelle|primaire|élémentaire))?"
    r"|IUT|INSA|CCAS|CIAS|MJC|EHPAD|Ehpad|[Cc]ollège|[Cc]rèche"
    r"|[Cc]ommunauté de communes|[Cc]ommunauté d['’]agglomération"
    r"|[Cc]ity|[Tt]own|[Cc]ollege|[Bb]orough|[Mm]useum) (?:de |d['’] ?|à |of )(?=[A-ZÀ-Þ])"
)
#: Before the house: it is another's, or none that the sentence begins with.
_FOREIGN = re.compile(r"[.,;:!?()]|\b(?:avec|with|pour|chez|clients?|partenai|partner|projet)")
#: A house stands so near the beginning.
_NEAR = 120
#: "Leeds City Council is hiring": its town stands first.
_COUNCIL = re.compile(r" (?:City |Town |Borough |District |County )?Council(?= is| seeks| invites)")
#: "Rejoignez les agents de la mairie de Dijon".
_JOIN = re.compile(
    r"\b[Rr]ejoi(?:gnez|ns|ndre) (?:(?:les|l|nos|notre|la)\b['’]? ?)?"
    r"(?:[\w ]{0,20}\b(?:équipes?|services?|agents?|direction|rangs)\b[\w ]{0,20})?"
    r"\b(?:ville|mairie|commune|municipalité) (?:de |d['’])(?=[A-ZÀ-Þ])"
)
#: "Nous recrutons à Dijon une comptable".
_SOUGHT_IN = re.compile(
    r"\b(?:cherche|cherchons|recherche|recherchons|recrute|recrutons|embauche|embauchons)"
    r"(?: actuellement| aussi| également)? (?:à|sur) (?=[A-ZÀ-Þ])"
)
#: An employer that seeks, after its town: "Une association à Dijon recrute une comptable".
SEEKS = re.compile(
    r"\)?,?\s*(?:et (?:nous )?|and (?:we )?(?:are )?)?"
    r"(?:recrut\w+|recherch\w+|cherch\w+|embauch\w+|propos\w+"
    r"|(?:is )?(?:currently |now )?(?:looking for|hiring|seeking|recruiting)"
    r"|invites applications for|seeks|needs|has an? (?:vacancy|opening|opportunity) for)"
    r"\s(?:(?:actuellement|aujourd.hui) )?"
    r"(?:une?\b|un[·.(/-]|son |sa |ses |leur |an? |our |its |des |deux |trois |plusieurs |several "
    r"|two |three |[0-9]{1,3} )"
    r"|,\s*(?:nous|we|notre|l['’]|our|la|le)\b[^.;!?]{0,40}?"
    r"(?:recherch|recrut|cherch|embauch|looking|hiring|seek)"
)


#: Before a house in a title.
_FOR_HOUSE = re.compile(
    r"\b(?:au|du|à l['’]|de l['’]|(?:à|pour|de) (?:la|le|l['’])|at(?: the)?|for the|of the) ?$"
)
#: One of them is in it.
_TO_HOUSES = (" au ", " du ", " la ", " le ", " l'", " l’", " at ", " the ")
#: Those of which a title may tell for whom the work is, and not where.
_EVERYWHERE = re.compile(
    r".(?:[Mm]airie|[Vv]ille|[Cc]ommun|[Mm]unicipal|[Bb]outique|[Aa]gence|[Mm]agasin)"
)
#: "Cook wanted in Brighton".
_WANTED = re.compile(
    r"^ (?!(?:We|[Cc]ustomers|[Vv]olunteers|[Dd]onors|[Hh]osts)\b)"
    r"(?:[\w'’/-]+ ){1,5}(?:wanted|needed|required|sought)"
    r"(?: (?:for|by) [^.;:!?,]{3,40})? in (?=[A-Z])"
)


def of_seeker(text: str, passage: Passage, language: str) -> Found | None:
    """The town of the house that seeks somebody, or in which somebody is sought."""
    if (" wanted" in text or " needed" in text) and (match := _WANTED.search(text, 0, _NEAR)):
        named, _ = places(text, match.end(), language)
        return Found(named, OURS, passage) if named and names_doer(text[: match.start()]) else None
    if not any(map(text.__contains__, _VERBS)):
        return None
    if "Council" in text and (council := _COUNCIL.search(text, 0, _SOUGHT)):
        named, end = places(text, 5 if text.startswith(" The ") else 1, language)
        if named and end == council.start():
            return _sought(named, text, council.end(), passage)
    if "ejoi" in text and (match := _JOIN.search(text)):
        named, _ = places(text, match.end(), language)
        return Found(named, OURS, passage) if named else None
    match = _HOUSE_OF.search(text, 0, _NEAR)
    if match and not _FOREIGN.search(text, 0, match.start()):
        named, end = places(text, match.end(), language)
        return _sought(named, text, end, passage) if named else None
    if " à " in text and (match := _SOUGHT_IN.search(text)):
        named, end = places(text, match.end(), language)
        rest = text[end : end + _SOUGHT].strip(" .!:")
        if named and (not rest or names_doer(rest)):
            return Found(named, OURS, passage)
    return None


def at_house(title: Passage, language: str) -> Iterator[Found]:
    """The town of the house that a title seeks somebody for: ``Infirmier au CHU de Nantes``."""
    text = f" {title.text}"
    if not any(map(text.__contains__, _TO_HOUSES)):
        return
    for match in _HOUSE_OF.finditer(text, 0, _NEAR):
        if _EVERYWHERE.match(match[0]):
            continue
        if _FOR_HOUSE.search(text, 0, match.start() + 1) and names_doer(text[: match.start()]):
            named, end = places(text, match.end(), language)
            if named and not text[end:].strip(" .()"):
                yield Found(named, OURS, title)


def is_sought(seeks: re.Match[str], text: str) -> bool:
    """Whether the words of *text* that *seeks* begins name who does a job, or a post."""
    if _NOBODY.match(text, seeks.end()):
        return False
    whom = text[seeks.start() : seeks.start() + _SOUGHT]
    return names_doer(whom) or bool(_POSTS.search(whom))


def _sought(named: tuple[Location, ...], text: str, end: int, passage: Passage) -> Found | None:
    """*named*, the places of who employs, where somebody is sought right behind them."""
    seeks = SEEKS.match(text, end)
    return Found(named, OURS, passage) if seeks and is_sought(seeks, text) else None
