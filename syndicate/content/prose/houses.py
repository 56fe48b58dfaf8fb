"""Towns behind a house or a street, and villages with their postal code: values of a key.

``Pépinière de l'école des arts de Rennes``, ``12 rue du Vieux Moulin Angers``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from syndicate.content.prose.address import places
from syndicate.content.prose.found import elsewhere
from syndicate.content.prose.keyed import is_city
from syndicate.offer import Location

#: A house, and the town behind its last "of".
_HOUSE = re.compile(
    r"(?:(?:à|dans|au sein de|au|chez|in|at)\s)?(?:l['’]|la |le |les |the )?"
    r"(?:[Ii]ncubateur|[Pp]épinière|[Éé]cole|[Mm]aison|[Tt]echnopôle|[Tt]echnopole|[Ll]aboratoire"
    r"|[Cc]entre|[Mm]usée|[Bb]ibliothèque|[Mm]édiathèque|[Tt]héâtre|[Oo]péra|[Ff]aculté|[Ii]nstitut"
    r"|[Uu]niversité|[Cc]ampus|[Hh]ôpital|[Cc]linique|[Tt]iers-lieu|[Cc]onservatoire|[Aa]rchives"
    r"|[Ff]erme|[Aa]telier|[Cc]hambre|[Pp]alais|[Ss]tade|[Ii]ncubator|[Mm]useum|[Uu]niversity"
    r"|[Ii]nstitute|[Ss]chool|[Cc]ollege)"
    r"\b[^,;:()|/]{0,60}? (?:de |of |d['’])(?P<town>[A-ZÀ-Þ][^,;:()|/]{2,30})"
)
_LONG_HOUSE = 100
_WAY = re.compile(
    r"\b(?:porte|rue|route|avenue|boulevard|place|quai|pont|faubourg|histoire|history)\b",
    re.IGNORECASE,
)
#: A street of two names and more, before the town that no comma parts from it.
_STREET = re.compile(
    r"[0-9]{1,4}(?: ?(?:bis|ter))?,? (?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]d|[Bb]oulevard|[Pp]lace"
    r"|[Qq]uai|[Aa]llée|[Cc]hemin|[Rr]oute|[Ii]mpasse|[Cc]ours)"
    r" (?:(?:de la|de l['’]|des|du|de|d['’]) ?)?[A-ZÀ-Þ][\w'’-]+(?= [A-ZÀ-Þ])"
)
_FRENCH = frozenset(("FR", "BE", "CH", "LU", "NC", "PF", "RE", "GP", "MQ", "GF"))
_BUILDING = re.compile(
    r"(?:Résidence|Bâtiment|Immeuble|Espace|Site|Siège|Maison|Mairie|Bureaux?|Locaux|Tour|Zone|ZA|ZI"
    r"|Parc|Centre|Campus|Hôtel|Hôpital|Lycée|Collège|École|Halle|Stade|Agence|Quartier|Station)\b",
    re.IGNORECASE,
)
_VILLAGE_CODE = re.compile(
    r"(?:(?:[Cc]ommune|[Vv]illage|[Vv]ille) (?:de |d['’] ?))?"
    r"(?P<name>[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+){0,3}) ?\((?P<code>[0-9]{5})\)"
)


def behind(text: str, language: str) -> tuple[Location, ...]:
    """A large town at the end of *text*, the value of a key, behind its house or street.

    Nothing says that it is one but its place: what is found is less sure.
    """
    text = text.rstrip(" .")
    if len(text) > _LONG_HOUSE or elsewhere("key").search(text.lower()):
        return ()
    if match := _HOUSE.fullmatch(text):
        if _WAY.search(text):
            return ()  # "Maison de la porte de Paris"
        named, end = places(text, match.start("town"), language)
        return named if named and end == len(text) and is_city(named) else ()
    if match := _STREET.match(text):
        for cut in re.finditer(" (?=[A-ZÀ-Þ])", text[match.end() :]):
            at = match.end() + cut.end()
            named, end = places(text, at, language)
            if named and end == len(text) and is_city(named) and _is_at_home(named, text[at:]):
                return (replace(named[0], street=text[: at - 1]),)
    return ()


def _is_at_home(named: tuple[Location, ...], name: str) -> bool:
    """Whether the town is one of those who write so; saints are in the names of streets."""
    return named[0].country in _FRENCH and not name.lower().startswith(("saint", "st"))


def village(text: str) -> tuple[Location, ...]:
    """A village that the gazetteer lacks, with its postal code: ``Exempleville (01234)``."""
    match = _VILLAGE_CODE.fullmatch(text.strip(" ."))
    if match is None or _BUILDING.match(match["name"]):
        return ()
    return (Location(city=match["name"], postal_code=match["code"]),)
