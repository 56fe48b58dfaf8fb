"""The places that the value of a key names: ``Lieu : CHU de Nantes``, ``Location: Bristol office``.

A list, an address, a town behind the house that the work is in, a country or region alone.
"""

from __future__ import annotations

import re

from syndicate.content.gazetteer import country_code, region_country
from syndicate.content.prose import workplace
from syndicate.content.prose.address import places
from syndicate.content.prose.found import ARTICLES, elsewhere
from syndicate.content.prose.place_words import is_everyday
from syndicate.content.prose.towns import size
from syndicate.offer import Location

_LONGEST = 300
#: "Santé publique" is no village: one of fewer thousands stands between commas.
_VILLAGE = 5
#: From so many thousands on a town is meant though another name follows, or a firm's stands before.
_CITY = 60
_ENDS = re.compile(r"\s*(?:$|[,;:/()|.•·–—-])")
_STARTS = re.compile(
    r"(?:^|[,;:/(|•·–—]|\s-)\s*(?:(?:à|À|aux?|[Ii]n|sur|im)\s)?"
    r"|\s(?:à|aux?|in|sur|im|en|ou|or|oder|of|et|and|entre|between)\s"
    r"|(?:[Bb]ureaux?|[Aa]gence|[Aa]ntenne|[Ss]ite|[Ll]ocaux|[Ss]iège|arrondissement"
    r"|[Cc]entre(?: [A-Z]\w+)?|CHR?U|GHU?|[Hh]ôpital|[Hh]ôpitaux|[Cc]ommune|[Mm]étropole"
    r"|[Aa]gglomération"
    r"|[Uu]niversité|[Cc]ampus|[Ii]nstitut|[Pp]réfecture|[Rr]ectorat|[Tt]ribunal|[Éé]cole|[Aa]cadémie"
    r"|[Rr]égion|[Îî]le) (?:de |d['’])"
    r"|(?:our|nos|notre) (?=[A-ZÀ-Þ])"
    r"|(?:Central|Downtown|Greater|Grand) "
)
#: A name of one to three words, then the town of the firm or house: ``Exemple Labs Lannion``.
_BEHIND_NAME = re.compile(
    r"(?![Mm]airie|[Vv]ille)(?:[A-Z][\w&.’'-]*|de|des|du|la|le)"
    r"(?: (?:[A-Z][\w&.’'-]*|de|des|du|la)){0,3} (?=[A-ZÀ-Þ])"
)
_BEFORE_NAME = re.compile(
    r"([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?) [A-ZÀ-Þ][\w'’-]+"
    r"(?: offices?| HQ| studio| hub| campus)?$"
)
_AREA = re.compile(
    r"(?:(?:la |the )?(?:[Rr]égion|[Dd]épartement|[Pp]rovince|[Rr]egion) )?"
    r"(?:(?:en|dans|de|du|des|of|in) )?(?:les? |la |l['’]|d['’]|the )?(?=[A-ZÀ-ÞÎ])"
)
#: Where the employer sits, when the job is remote.
_SEAT = re.compile(r"siège|bureaux?|locaux|équipe|offices?\b|headq|hq\b|team|base")


def of_key(text: str, language: str) -> tuple[Location, ...]:
    """The places that *text*, the value of a key for places, names."""
    if len(text) > _LONGEST:
        return ()
    away = workplace.of_key(text)
    for match in _STARTS.finditer(text):
        article = ARTICLES.get(match[0].strip(" ,;:/(|-"), "")
        before = text[: match.end()].lower()
        if elsewhere("key").search(before):
            return ()
        if away == "remote" and _SEAT.search(before):
            return ()
        named, end = places(text, match.end(), language, article=article, dashed=True)
        if named and (size(named[0].city or "") >= _VILLAGE or _ENDS.match(text, end)):
            return named
    return () if away else _area(text)


def _area(text: str) -> tuple[Location, ...]:
    """The country or region that *text* begins with, alone."""
    area = re.split(r"\s*[(,;.]", text.strip(), maxsplit=1)[0]
    if code := country_code(area) if len(area) > 3 or area.isupper() else None:
        return (Location(country=code),)
    if match := _AREA.match(area):
        area = area[match.end() :]
    if len(area) > 2 and (code := region_country(area, None, None)):
        return (Location(region=area, country=code),)
    return ()


def beside_name(text: str, language: str) -> tuple[Location, ...]:
    """A town with another name right before or after it: ``Paris Bastille``, less surely."""
    if len(text) > _LONGEST or workplace.of_key(text) == "remote":
        return ()
    piece = re.split(r"\s*[(,;:/|]|\s[-–—]\s", text.strip(" ."), maxsplit=1)[0]
    if _BEHIND_NAME.match(piece):
        for at in (cut.end() for cut in re.finditer(" ", piece)):
            named, end = places(piece, at, language)
            if named and end == len(piece) and _is_city(named):
                return named
    if match := _BEFORE_NAME.fullmatch(piece):
        named, end = places(match[1], 0, language)
        if named and end == len(match[1]) and _is_city(named):
            return named
    return ()


def _is_city(named: tuple[Location, ...]) -> bool:
    city = named[0].city or ""
    return size(city) >= _CITY and not is_everyday(city)
