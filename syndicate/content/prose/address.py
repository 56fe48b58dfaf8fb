"""Addresses in running text: a town and what stands around it, or a list of towns."""

from __future__ import annotations

import re
from dataclasses import replace

from syndicate.content.folding import fold
from syndicate.content.gazetteer import country_code, region_country
from syndicate.content.prose.place_words import nothing, words
from syndicate.content.prose.towns import country_of, is_known, size, spelled, towns
from syndicate.offer import Location

#: The most words that the name of a town has.
_WORDS = 6
#: Thousands of inhabitants from which on a town is no village that is called like a country.
_KNOWN = 15
#: The same for a town that nothing but a hyphen ties to the one before it.
_LARGE = 40
#: So much larger than its quarters is a town.
_QUARTER = 10
#: The same behind a hyphen: nothing but a quarter, or a town of its own, stands there.
_LARGER = 5

#: Languages of which common nouns are towns elsewhere.
_THINGS = frozenset(("fr", "en"))

#: "East London" is a part of London, and a town of another country.
_SIDES = frozenset(("East", "West", "North", "South"))

_TOKEN = re.compile(r"[^\s,;:/()|\[\]!?\"«»•·]+")
_STREET = re.compile(
    # 12 bis, rue de la Paix
    r"((?:[0-9]{1,4}(?: ?(?:bis|ter|[a-dA-D]))?(?: ?[-–/] ?[0-9]{1,4})?,? )?"
    r"(?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d\.?|[Pp]lace|[Qq]uai"
    r"|[Aa]llée|[Cc]hemin|[Ii]mpasse"
    r"|[Rr]oute|[Cc]ours|[Pp]assage|[Ss]quare|[Vv]illa|[Cc]ité|[Ee]splanade|[Cc]alle|[Pp]laza"
    r"|[Aa]venida|[Pp]aseo)"
    r" [^,;()|:]{2,45}?"
    # 12 High Street
    r"|[0-9]{1,5}[a-zA-Z]?,? (?:[A-Z][\w'’.-]+ ){1,4}"
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Square|Way|Place"
    r"|Drive|Row|Court|Quay|Boulevard)"
    # Hauptstraße 12, Keizersgracht 12
    r"|[A-ZÄÖÜ][\w'’.-]*(?: [A-Z][\w'’.-]+){0,2}"
    r"(?:stra(?:ß|ss)e|str\.|platz|weg|allee|damm|ufer|gasse|straat|gracht|kade|plein"
    r"|laan|singel| Straße| Allee)"
    r" [0-9]{1,4}(?:[-–/][0-9]+)?[a-zA-Z]?)"
    r"(?=[\s,;()|]|$)(?:,? \([^()]*\))?\s*(?:,|;|\(| [-–—•·]| à(?= [A-Z0-9])|(?= [0-9]{4,5} ))\s*"
)
_POSTAL = re.compile(
    r"(?:(?:F|D|B|CH|L|A|NL)[- ])?([0-9]{5}|[0-9]{4}(?: ?[A-Z]{2}(?= ))?)(?:,? | [-–] )"
    r"(?=[A-ZÀ-Þ'’])"
)
_POSTAL_AFTER = re.compile(
    r"(?:,? |,? ?\()([0-9]{5}|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2})(?:\)|(?![\w]))"
)
_TOWN_TWICE = re.compile(r", (?=[0-9]{5} [A-ZÀ-Þ])")
_CAPITALS = re.compile(
    r"(?:[A-ZÀ-Þ'’]{2,}[ -])+(?!CEDEX|FRANCE|BP)[A-ZÀ-Þ'’]{2,}(?![\w-])(?=$|[\s,;.()])"
)
_PIECE = re.compile(r"[^,;()|]{2,40}(?:,| [-–—])\s+")
_UNKNOWN = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+){0,3}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
_ROMANS = {
    name: at for at, name in enumerate((*_ROMAN, "XV", "XVI", "XVII", "XVIII", "XIX", "XX"), 1)
}
_DISTRICT = re.compile(
    r"(?:,? ?\(?| - |,? dans le )(?:([0-9]{1,2}) ?(?:er|ère|ème|eme|ième|e|è|nd)"
    r"|([IVX]{1,5}) ?(?:er|ème|e))"
    r"(?!\w)(?: arr(?:ondissement|t|\.)?\.?)?\)?"
    r"| ([0-9]{1,2})(?![\w%€/:]|[.,][0-9]| ?(?:mois|jours|postes?|ans|h\b))"
)
_DISTRICTS = {"paris": (75000, 20), "lyon": (69000, 9), "marseille": (13000, 16)}
_MORE_NAME = re.compile(r" ([A-ZÀ-Þ][a-zà-ÿ]{2,})(?![\w-])")
_CAPITAL = re.compile(r" (D\.C\.|D\.?C\b)")
_CEDEX = re.compile(r" cedex(?: [0-9]{1,2})?\b", re.IGNORECASE)
_ROUND = re.compile(r" ?\(([^()]{1,40})\)")
_DEPARTMENT = re.compile(
    r"(?:, ?| [-–] ?)(?:[0-9]{2}|2[AB]|97[1-6])(?=$|[\s,;.)])"
    r"(?! ?(?:%|€|k|mois|h\b|ans|jours|[-–à] ?[0-9]))"
)
#: The same before its town: ``69 - Lyon``, ``(92) Nanterre``.
_IN_DEPARTMENT = re.compile(
    r"(?:\((?:[0-9]{2}|2[AB])\)|(?:[0-9]{2}|2[AB])(?= [-–]? ?[A-ZÀ-Þ]))(?: ?[-–])? (?=[A-ZÀ-Þ])"
)
_AREA = re.compile(
    r"(?:,| [-–—])\s?([A-ZÀ-Þ][^,;:()/|!?]{1,30}?)\.?"
    r"(?=$|[,;:()/|!?]| [-–—(]|\. | (?:et|ou|and|or|und|oder|y|o|en|of"
    r"|with|avec|mit|met|con|for|is|are|has|recherche|recrute|cherche|propose)\b)"
)
_NEXT = re.compile(
    r"(?: ?\([^()]{1,60}\))?"
    r"(?:\s*[,;/|&+]\s*(?:(?:et/ou|ou|or|et|and|und|oder|y|o|en|of)\s)?(?:encore\s)?"
    r"|\s(?:et/ou|ou|or|et|and|und|oder|y|o|en|of|&|and/or)\s(?:encore\s|bien\s)?)"
    r"(?:(?:à|in|sur|au|en|im|near)\s)?(?=[A-ZÀ-Þ0-9'’])"
)
_DASH = re.compile(r"\s[-–—•·]\s(?=[A-ZÀ-Þ])")


def town(text: str, at: int, language: str, *, article: str = "") -> tuple[str, int] | None:
    """The town whose name begins at *at* in *text*, and where the name ends; the longest wins.

    *article* is what a contraction hides: ``au Mans`` is ``Le Mans``.
    """
    if not (text[at : at + 1].isupper() or text[at : at + 1] in {"'", "’"}):
        return None
    ends: list[int] = []
    here = at
    while len(ends) < _WORDS and (match := _TOKEN.match(text, here)):
        word = match[0]
        if (
            word.islower()
            and word not in words("within")
            and word[:2] not in {"d'", "d’", "l'", "l’"}
        ):
            break
        ends.append(match.end())
        here = match.end() + 1
        if text[match.end() : here] != " ":
            break
    for end in reversed(ends):
        name = text[at:end].rstrip(".-–'’")
        last = name.rpartition(" ")[2]
        if len(name) < 2 or not any(letter.isupper() for letter in last):
            continue
        whole, end = article + name, at + len(name)
        known = _is_town(whole, language) or (towns(whole) and _is_in(whole, text[end:]))
        if known and not _goes_on(text, end, language):
            return _without_quarter(_in_small(whole), language), end
    return None


def _without_quarter(name: str, language: str) -> str:
    """The town of ``Berlin-Kreuzberg``: in German quarters are written as if they were towns."""
    large, hyphen, quarter = name.partition("-")
    if hyphen and quarter[:1].isupper() and country_of(name, language) == "DE":
        is_large = size(large) > _LARGER * size(name) and country_of(large, language) == "DE"
        return large if is_large else name
    return name


def _is_in(name: str, right: str) -> bool:
    """Whether *right* begins with the country of the town *name*: ``Oruro, Bolivia``."""
    match = _AREA.match(right) or _ROUND.match(right)
    if match is None or spelled(name) in nothing() or country_code(name):
        return False
    code = country_code(match[1]) if len(match[1]) > 2 or match[1].isupper() else None
    return any(country == code for country, _ in towns(name))


def _goes_on(text: str, end: int, language: str) -> bool:
    """Whether the name is part of a longer one: ``London Stock Exchange``; not in German."""
    match = _MORE_NAME.match(text, end)
    return (
        match is not None
        and language != "de"
        and fold(match[1]) not in words("beside")
        and not country_code(match[1])
        and not region_country(match[1], None, None)
    )


def _in_small(name: str) -> str:
    """``MONTPELLIER`` as a town is written; what is not all in capitals stays as it is."""
    if not name.isupper():
        return name
    pieces = re.split(r"([ -])", name.lower())
    return "".join(
        word if at and word in words("within") else word.capitalize()
        for at, word in enumerate(pieces)
    )


def _is_part(name: str, language: str) -> bool:
    """Whether *name* is a part of a large town of those who write so: ``East London``."""
    first, _, rest = name.partition(" ")
    return (
        first in _SIDES
        and size(rest) > _LARGER * size(name)
        and country_of(rest, language) != country_of(name, language)
    )


def _is_town(name: str, language: str) -> bool:
    if not towns(name) or (len(name) < 4 and name.isupper()) or spelled(name) in nothing():
        return False
    if fold(name.partition(" ")[0]) in words("houses"):
        return False
    if _is_part(name, language):
        return False
    if language in _THINGS and fold(name) in words(f"things_{language}"):
        return False  # "Halle aux grains"
    # Brittany, Germany and Georgia have villages of their name; Luxembourg and Québec are towns.
    if code := country_code(name):
        return any(code == country and count >= _KNOWN for country, count in towns(name))
    if region_country(name, None, None):
        return size(name) >= 2 * _KNOWN
    return is_known(name, language)


def place(text: str, at: int, language: str, *, article: str = "") -> tuple[Location, int] | None:
    """The place that is written at *at* in *text*, from its street to its country, and its end."""
    found = Location()
    if language == "fr" and (match := _IN_DEPARTMENT.match(text, at)):
        read = place(text, match.end(), language)
        return read and (replace(read[0], country=read[0].country or "FR"), read[1])
    if match := _STREET.match(text, at):
        found, at = replace(found, street=match[1]), match.end()
    if match := _POSTAL.match(text, at):
        found, at = replace(found, postal_code=match[1]), match.end()
    named = town(text, at, language, article="" if found != Location() else article)
    # A building, or how high one must climb, stands between the street and its town.
    if named is None and found.street and (piece := _PIECE.match(text, at)):
        at = piece.end()
        if match := _POSTAL.match(text, at):
            found, at = replace(found, postal_code=match[1]), match.end()
        named = town(text, at, language)
    if named and found.street and not found.postal_code and _TOWN_TWICE.match(text, named[1]):
        # "Florac, 48400 FLORAC TROIS RIVIÈRES": the post knows the name.
        at = named[1] + 2
        if match := _POSTAL.match(text, at):
            found, at = replace(found, postal_code=match[1]), match.end()
        whole = _CAPITALS.match(text, at)
        named = (_in_small(whole[0]), whole.end()) if whole else town(text, at, language)
    if named is None:
        if not found.postal_code or len(found.postal_code) != 5 or not found.street:
            return None
        if (match := _UNKNOWN.match(text, at)) is None:
            return None
        return replace(found, city=_in_small(match[0])), match.end()
    found, at = replace(found, city=named[0]), named[1]
    if match := _CEDEX.match(text, at):
        at = match.end()
    return _around(found, text, at, language)


def _around(found: Location, text: str, at: int, language: str) -> tuple[Location, int]:
    """*found*, a town, with its district, postal code, region and country after it."""
    city = found.city or ""
    if (known := _DISTRICTS.get(city.lower())) and (match := _DISTRICT.match(text, at)):
        number = int(match[1] or match[3] or 0) or _ROMANS.get(match[2] or "", 0)
        if 1 <= number <= known[1]:
            at = match.end()
            # The sixteenth of Paris has two codes: neither is guessed.
            code = None if (known[0], number) == (75000, 16) else f"{known[0] + number:05}"
            found = replace(found, postal_code=found.postal_code or code, country="FR")
    if match := _POSTAL_AFTER.match(text, at):
        at = match.end()
        found = replace(found, postal_code=found.postal_code or match[1])
    if city == "Washington" and (match := _CAPITAL.match(text, at)):
        found, at = replace(found, region=match[1], country="US"), match.end()
    if match := _ROUND.match(text, at):
        inside = _with_areas(found, match[1].split(","))
        if inside:
            found, at = inside, match.end()
        elif re.fullmatch(r"[0-9]{2,3}|2[AB]", match[1]):
            at = match.end()
            found = replace(found, country=found.country or "FR")
    if match := _DEPARTMENT.match(text, at):
        found, at = replace(found, country=found.country or "FR"), match.end()
    for _ in range(2):
        match = _AREA.match(text, at)
        if match is None:
            break
        # The last full stop of "D.C." belongs to it.
        area = match[1] + "." if "." in match[1] and text[match.end(1) :][:1] == "." else match[1]
        if code := _of_county(city, area, found.country):
            found, at = replace(found, country=code), match.end(1)
            continue
        inside = _with_areas(found, [area])
        if inside is None:
            break
        found, at = inside, match.end(1)
    country = found.country or country_of(city, language)
    return replace(found, country=country), at


#: Counties and states that are called like towns of other countries: ``Maidstone, Kent``.
_COUNTIES = {
    name: code
    for code, names in {
        "GB": "Yorkshire Kent Norfolk Suffolk Essex Devon Cornwall Surrey Somerset Dorset"
        " Rutland Fife Cheshire Sussex Berkshire Hampshire Cumberland Highland",
        "AU": "Victoria VIC Queensland QLD NSW Tasmania TAS",
    }.items()
    for name in names.split()
}


def _of_county(city: str, area: str, country: str | None) -> str | None:
    """The country of the county *area*, in which the town *city* before it is."""
    code = _COUNTIES.get(area)
    return code if code in {country, *(land for land, _ in towns(city))} else None


def _with_areas(found: Location, areas: list[str]) -> Location | None:
    """*found* in its region and country, when *areas* name nothing else."""
    for area in areas:
        name = area.strip().removeprefix("en ").removeprefix("the ").strip()
        region = region_country(name, found.city, found.country)
        if region and not found.region:
            found = replace(found, region=name, country=region)
        elif (code := country_code(name)) and found.country in {None, code}:
            found = replace(found, country=code)
        else:
            return None
    return found


def _is_quarter(one: Location, other: Location, between: str, language: str) -> bool:
    """Whether ``Kreuzberg, Berlin`` is one place; in French it would be ``Berlin (Kreuzberg)``."""
    if between.strip() != "," or language == "fr" or one.country != other.country or one.region:
        return False
    return size(one.city or "") * _QUARTER < size(other.city or "")


def places(
    text: str, at: int, language: str, *, article: str = "", dashed: bool = False
) -> tuple[tuple[Location, ...], int]:
    """The list of places that begins at *at*, and its end: ``Lyon, Nantes ou Paris 19e``.

    With *dashed* hyphens part large towns too: ``Paris - Lyon``.
    """
    first = place(text, at, language, article=article)
    if first is None:
        return (), at
    found, at = [first[0]], first[1]
    while len(found) < 8:
        match = _NEXT.match(text, at)
        after = place(text, match.end(), language) if match else None
        if after is None and dashed and (match := _DASH.match(text, at)):
            after = place(text, match.end(), language)
            if after and size(after[0].city or "") < _LARGE:
                after = None
        if after is None:
            break
        if match and _is_quarter(found[-1], after[0], match[0], language):
            found.pop()
        found.append(after[0])
        at = after[1]
    return tuple(dict.fromkeys(found)), at
