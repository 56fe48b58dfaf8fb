"""The places that the value of a key names: ``Lieu : CHU de Nantes``, ``Location: Bristol office``.

A list, an address, a town behind the house that the work is in, a country or region alone.
"""

from __future__ import annotations

import re

from syndicate.content import terms
from syndicate.content.folding import fold
from syndicate.content.gazetteer import country_code, region_country
from syndicate.content.prose import workplace_value
from syndicate.content.prose.address import places
from syndicate.content.prose.found import ARTICLES, elsewhere
from syndicate.content.prose.place_words import is_everyday, words
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
    r"|[Rr]égion|[Îî]le) (?:de |d['’] ?)"
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
#: "Et" and the like alone, between two names.
_BARE_OR = re.compile(r"\s(?:ou|or|oder|of|et|and)\s")
_AND_MORE = re.compile(
    r"\s(?:et|ou|and|or|und|oder|puis|then)\s(?:(?:à|in|en|at)\s)?([A-ZÀ-Þ][\w'’-]+)"
)
_UNKNOWN = re.compile(
    r"(?:(?:[Bb]asée?|[Bb]ased|[Ss]ituée?|[Ll]ocated) (?:à|in|at) )?"
    r"([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})\s?[/,(]\s?([A-ZÀ-Þ][\w'’ -]+?)\)?\.?$"
)
_AREA = re.compile(
    r"(?:(?:la |the )?(?:[Rr]égion|[Dd]épartement|[Pp]rovince|[Rr]egion) )?"
    r"(?:(?:en|dans|de|du|des|of|in) )?(?:les? |la |l['’]|d['’]|the )?(?=[A-ZÀ-ÞÎ])"
)
#: Where the employer sits, when the job is remote.
_WIDE = re.compile(
    r"\b(?:partout|toute la|toute l.|anywhere|everywhere|worldwide|europe|monde|nationwide)\b"
)
_SEAT = re.compile(r"siège|bureaux?|locaux|équipe|offices?\b|headq|hq\b|team|base")


def of_key(text: str, language: str) -> tuple[Location, ...]:
    """The places that *text*, the value of a key for places, names."""
    if len(text) > _LONGEST:
        return ()
    away = workplace_value.of_key(text)
    for match in _STARTS.finditer(text):
        article = ARTICLES.get(match[0].strip(" ,;:/(|-"), "")
        between = _BARE_OR.fullmatch(match[0]) and (language == "nl" or "of" not in match[0])
        if between and _is_unread(text[: match.start()].rpartition(" ")[2]):
            continue  # "Exempleville et Brest": half of it would be read
        before = text[: match.end()].lower()
        if elsewhere("key").search(before):
            return ()
        if (away == "remote" or _WIDE.search(before)) and _SEAT.search(before):
            return ()
        named, end = places(text, match.end(), language, article=article, dashed=True)
        if named and (size(named[0].city or "") >= _VILLAGE or _ENDS.match(text, end)):
            return () if goes_on(text, end) else named
    return () if away else area(text)


def goes_on(text: str, end: int) -> bool:
    """Whether one more name follows the places that end at *end*, which nobody knows."""
    match = _AND_MORE.match(text, end)
    return match is not None and _is_unread(match[1])


def _is_unread(name: str) -> bool:
    """Whether *name* is one, and neither remote work nor a contract, a region or country."""
    return (
        name[:1].isupper()
        and fold(name) not in words("beside")
        and not workplace_value.of_key(name)
        and not terms.employment(name)
        and not country_code(name)
        and not region_country(name, None, None)
    )


def unknown(text: str) -> tuple[Location, ...]:
    """A village that the gazetteer lacks, where its country tells that it is one: ``X/Togo``."""
    match = _UNKNOWN.match(text)
    if match is None or not _is_unread(match[1]) or fold(match[1].split()[0]) in words("houses"):
        return ()
    code = country_code(match[2]) if len(match[2]) > 2 else None
    return (Location(city=match[1], country=code),) if code else ()


def area(text: str) -> tuple[Location, ...]:
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
    if len(text) > _LONGEST or workplace_value.of_key(text) == "remote":
        return ()
    if elsewhere("key").search(text.lower()):
        return ()
    piece = re.split(r"\s*[(,;:/|]|\s[-–—]\s", text.strip(" ."), maxsplit=1)[0]
    if _BEHIND_NAME.match(piece):
        for at in (cut.end() for cut in re.finditer(" ", piece)):
            named, end = places(piece, at, language)
            if named and end == len(piece) and is_city(named):
                return named
    if match := _BEFORE_NAME.fullmatch(piece):
        named, end = places(match[1], 0, language)
        if named and end == len(match[1]) and is_city(named):
            return named
    return ()


def is_city(named: tuple[Location, ...]) -> bool:
    """Whether the first of *named* is a large town, and no word of everyday."""
    city = named[0].city or ""
    return size(city) >= _CITY and not is_everyday(city)
