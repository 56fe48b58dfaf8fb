"""A town in the title of an offer, and in the lines of facts right below it.

``Lyon · CDI · temps plein``, a list of such facts, or a line that is a place and nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content import terms
from syndicate.content.gazetteer import country_code, region_country
from syndicate.content.prose import workplace_value
from syndicate.content.prose.address import place, places
from syndicate.content.prose.found import ARTICLES, HEAD, OURS, START, TITLE, Found
from syndicate.content.prose.passage import holds
from syndicate.content.prose.place_words import is_everyday
from syndicate.content.prose.roles import names_doer, names_role
from syndicate.content.prose.towns import country_of, is_known, size
from syndicate.offer import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.content.prose.block import Kind
    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose

#: A line of facts is no longer, one that is a place alone shorter still.
_LONGEST, _SHORT = 110, 60
#: So many blocks below the title are its head.
_BLOCKS = 5
#: A heading so many lines below the beginning is none of facts.
_HEADINGS = 12
#: No line of facts has more of them; with an address of the web in it a line is longer.
_MOST, _WITH_LINK = 10, 400
_LINK = re.compile(r"\s*[-–|]?\s*https?://\S+")
#: A house and its town: "RADIO EXEMPLE (POITIERS)".
_OF_TOWN = re.compile(r"[A-ZÀ-Þ][^():]{2,50} \(([A-ZÀ-Þ][^()]{2,40})\)")
#: "London, UK - Our story" heads what the employer tells of itself.
_OF_OURS = re.compile(r"\b(?:our|about|nos|notre|propos|contacts?)\b", re.IGNORECASE)
_SPELLED = re.compile(r":[a-z][a-z0-9-]*:\s*(?=\S)")
_TITLE_PARTS = re.compile(r"\s[-–—|/•·:]+\s|:\s|[()\[\],|;]|\s@\s")
_OPENED = re.compile(r"[^()\[\],|;]+?[(,]")
#: Thousands of inhabitants of a town that a title may name bare: Chargé and Santé are villages.
_TOWN = 5
#: The same for one that is called like something else, beside one that is not: "Hamburg / Reading".
_CITY, _LARGE = 50, 400
LANDS = {"fr": "FR", "en": "GB", "de": "DE", "nl": "NL", "es": "ES"}
_TITLE_LEAD = re.compile(r"\s(?:(à|aux?|in|sur|bij|en)\s)(?=[A-ZÀ-Þ'’])")
_TITLE_TAIL = re.compile(r"\s*(?:$|[-–—|/(),:\[\]])")
#: Around the town of a part: "Remote/Chicago", "télétravail ou Lille", "Berlin office".
_TITLE_AWAY = re.compile(
    r"(?:(?:full |fully )?remote|hybride?|télétravail) ?(?:/|\+|&|,|ou |or |et |and ) ?",
    re.IGNORECASE,
)
_TITLE_OFFICE = re.compile(r"(?:[- ]based| offices?| HQ| studio)$")
_TITLE_BASED = re.compile(r"[A-ZÀ-Þ][\w.'’-]*?(?: [A-ZÀ-Þ][\w.'’-]*?){0,3}-based\b")
_MARKS = "|•·/;,–—-"
_PIECES = re.compile(r"\s*(?:[|•·;]|(?<! et)(?<! and)/)\s*|\s[-–—]+\s")
_PIECES_AND_COMMAS = re.compile(r"\s*[|•·/;]\s*|\s[-–—]+\s|,\s")
#: What a place may be followed by where it stands alone: ``Lyon / remote``, ``Berlin (hybrid)``.
_OR_AWAY = re.compile(
    r"\s*(?:[/,+&(]|\b(?:et/ou|and/or|ou|or|et|and|oder|of|o)\b)?\s*"
    r"(?:(?:full |fully |100 ?% ?)?(?:remote|hybrid\w*|híbrido|télé-?travail|distanciel"
    r"|à distance|on-?site|sur site|présentiel|home[- ]office)"
    r"(?: (?:partiel|possible|ok|working|work))?)\s*\)?",
    re.IGNORECASE,
)
#: No words of work away are without one of these.
_AWAY = ("remote", "hybrid", "híbrido", "travail", "distan", "site", "présentiel", "office")
_PAID = re.compile(
    r"[0-9] ?(?:k\b|k ?€|[€$£])|[€$£] ?[0-9]|\b(?:salary|salaire)$|^start", re.IGNORECASE
)
#: What is told beside a place in a list: "Tallinn, Estonia (our office with a view)".
_ASIDE = re.compile(r"(?<=\w) \((?:our|notre|nos) [^()]{2,40}\)$")
#: Behind the town its country, or how far from there: "Bristol, UK", "Leeds (hybrid)".
_COUNTRY = re.compile(r"[,(] ?\w")
_POSTAL = re.compile("[0-9]{5}")
_DIGITS = re.compile("[0-9]")


def in_title(passage: Passage, language: str) -> Iterator[Found]:
    """The places that a title names, as a part of it or behind ``in``."""
    text = passage.text
    parts = [part.strip() for part in _TITLE_PARTS.split(text)]
    if _OPENED.match(text):
        parts = parts[1:]  # the job of "Chargé(e) de mission"
    for part in parts if parts != [text] else ():
        if not part:
            continue
        part = _TITLE_OFFICE.sub("", _TITLE_AWAY.sub("", part, count=1))
        at = text.index(part)
        # "Austin" may be a man, "Austin, TX" is a town.
        town = is_place(part, language) or ("," in text and _with_area(text, at, language))
        if town and not names_role(part):
            yield Found(places(text, at, language, dashed=True)[0], TITLE, passage)
            return
    if parts != [text] and (regions := [one for part in parts if (one := _region(part))]):
        yield Found(tuple(regions[:1]), START, passage)
        return
    lands = {code for part in parts[1:] if (code := _land(part))}
    if len(lands) == 1 and names_doer(text):
        yield Found((Location(country=lands.pop()),), OURS, passage)
        return
    for match in _TITLE_LEAD.finditer(text):
        article = ARTICLES.get(match[1].strip(), "")
        named, end = places(text, match.end(), language, article=article, dashed=True)
        if named and _TITLE_TAIL.match(text, end) and all(map(_is_plain, named)):
            yield Found(named, TITLE, passage)
            return
    if "-based" in text and (based := _TITLE_BASED.match(text)):
        name = based[0].removesuffix("-based")
        if is_place(name, language):
            yield Found(places(name, 0, language)[0], TITLE, passage)


def in_head(prose: Prose) -> Iterator[Found]:
    """The places that the first lines name beside the contract, or alone."""
    first = [_unpictured(each) for each in prose.first(_BLOCKS, _LONGEST, _may_name)]
    for line in first:
        heads_more = line.kind == "heading" and line.line - prose.first_line >= _HEADINGS
        if not line.label and not heads_more and holds(line.text, _MARKS):
            yield from of_pieces(line, prose.language)
    for line in prose.first(1, _WITH_LINK, _may_link):
        text = _LINK.sub("", line.text)
        if line.kind == "sentence" and len(text) <= _LONGEST and "http" in line.text:
            yield from of_pieces(line._replace(text=text), prose.language)
    headings = [line for line in first if line.kind == "heading" and "," in line.text]
    if len(headings) == 1 and headings[0].line - prose.first_line < _HEADINGS:
        yield from _of_heading(headings[0], prose.language)  # several are of several offices
    for line in first:
        if (
            line.text.endswith(")")
            and line.kind in {"item", "sentence", "heading"}
            and (match := _OF_TOWN.fullmatch(line.text))
            and is_place(match[1], prose.language)
        ):
            yield Found(places(match[1], 0, prose.language)[0], OURS, line)
    lines = [each for each in first if each.kind in {"item", "sentence"} and not each.label]
    items = [line for line in lines if line.kind == "item"]
    if len(items) > 1:
        yield from _of_items(items, prose.language)
    sentences = [line for line in lines if line.kind == "sentence"]
    if lines and lines[:1] == sentences[:1]:
        yield from _of_first(lines[0], prose.language)
    for at, line in enumerate(sentences):
        yield from _of_address(line, prose.language)
        if at and len(line.text) <= _SHORT and is_place(line.text, prose.language):
            beside = (sentences[at - 1], *sentences[at + 1 : at + 2])
            named = places(line.text, 0, prose.language, dashed=True)[0]
            if any(_is_fact(other.text) for other in beside):
                yield Found(named, START, line)
            elif any(one.region for one in named) or _COUNTRY.search(line.text):
                yield Found(named, OURS, line)


def _may_name(kind: Kind, line: str) -> bool:
    """Whether *line* may name a place: a heading does in pieces or brackets, if at all."""
    return kind != "heading" or holds(line, _MARKS) or holds(line, ")&")


def _may_link(_: Kind, line: str) -> bool:
    return "http" in line


def _unpictured(line: Passage) -> Passage:
    """*line* without a picture before it that is spelled: ``:pin: Lyon / CDI``."""
    if line.text[0] == ":" and (match := _SPELLED.match(line.text)):
        return line._replace(text=line.text[match.end() :])
    return line


def _of_heading(line: Passage, language: str) -> Iterator[Found]:
    """A heading, where a part of it is a town with its country: ``Ghent, Belgium - Sales``.

    Without its country it may be the name of anything.
    """
    for piece in _PIECES.split(line.text):
        if "," in piece and is_place(piece, language):
            named = places(piece, 0, language)[0]
            if len(named) == 1 and _COUNTRY.search(piece) and not _OF_OURS.search(line.text):
                yield Found(named, OURS, line)
                return


def _of_items(items: Sequence[Passage], language: str) -> Iterator[Found]:
    """A list of facts, of which one is a place: a list of towns alone is one of offices."""
    facts = [item for item in items if _is_fact(item.text)]
    named = [item for item in items if facts and is_place(_ASIDE.sub("", item.text), language)]
    if len(named) == 1 and facts != named:
        yield Found(places(named[0].text, 0, language, dashed=True)[0], HEAD, named[0])


def _of_first(line: Passage, language: str) -> Iterator[Found]:
    """The first line, when it is a place or an address, or begins with one."""
    text = line.text
    # A line that is long is no place alone: it goes on to tell of work away.
    if len(text) > _LONGEST or (len(text) > _SHORT and not holds(text.lower(), _AWAY)):
        return
    read = place(text, 0, language)
    if read is None:
        return
    if len(text) <= _SHORT and is_place(text, language):
        yield Found(places(text, 0, language, dashed=True)[0], START, line)
        return
    one, end = read
    # So does one of which the line goes on to tell: "Porto, Portugal (hybrid): two days there".
    away = _OR_AWAY.match(text, end)
    if away and (one.country or one.region) and re.match(r"\s*(?:$|[-–—:.])", text[away.end() :]):
        yield Found((one,), START, line)
        return
    first, slash, rest = text.partition(" / ")
    if slash and len(text) <= _SHORT and not _DIGITS.search(rest) and is_place(first, language):
        yield Found(places(first, 0, language)[0], OURS, line)


def _of_address(line: Passage, language: str) -> Iterator[Found]:
    """A line that is an address, with its postal code, and nothing else."""
    if len(line.text) <= _LONGEST and _POSTAL.search(line.text):
        read = place(line.text, 0, language)
        if read and read[0].postal_code and not line.text[read[1] :].strip(" .)"):
            yield Found((read[0],), START, line)


def beside_fact(item: Passage, prose: Prose) -> Iterator[Found]:
    """The item next to *item*, which is a contract or the like, when it is a place."""
    if len(item.text) > _SHORT or not _is_fact(item.text):
        return
    above = prose.before(item)
    for other in (*([above] if above else ()), *prose.below(item, 2)):
        near = abs(other.line - item.line) <= 2 and other.kind == "item" and not other.label
        if near and len(other.text) <= _SHORT and is_place(other.text, prose.language):
            yield Found(places(other.text, 0, prose.language)[0], START, other)
            return


def of_pieces(line: Passage, language: str) -> Iterator[Found]:
    """``Lyon · CDI · temps plein``; what no comma parts may be a town and its region."""
    for marks in (_PIECES, _PIECES_AND_COMMAS):
        pieces = [piece for piece in marks.split(line.text) if piece]
        if not 2 <= len(pieces) <= _MOST:
            continue
        named = [piece for piece in pieces if is_place(piece, language)]
        if named and any(_is_fact(piece) for piece in pieces if piece not in named):
            found = dict.fromkeys(one for piece in named for one in places(piece, 0, language)[0])
            yield Found(tuple(found), HEAD, line)
            return


def _is_fact(piece: str) -> bool:
    """Whether *piece* of a line says how the job is: its contract, hours, workplace or pay."""
    return len(piece) < 40 and bool(
        terms.employment(piece)
        or terms.schedule(piece)
        or workplace_value.of_key(piece)
        or _PAID.search(piece)
    )


def _is_plain(one: Location) -> bool:
    return not is_everyday(one.city or "")


def is_place(part: str, language: str) -> bool:
    """Whether *part* is nothing but places that everybody would take for such."""
    if not (part[:1].isupper() or part[:1].isdigit()):
        return False
    if len(part) < 6 and part.isupper() and not _is_large(part, language):
        return False  # short for something
    named, end = places(part, 0, language, dashed=True)
    if not named:
        return False
    if away := _OR_AWAY.match(part, end):
        end = away.end()
    if part[end:].strip(" .)"):
        return False
    plain = any(map(_is_plain, named))
    return all(
        one.postal_code
        or one.region
        or (
            plain
            and size(one.city or "") >= (_TOWN if _is_plain(one) else _CITY)
            and is_known(one.city or "", language)
        )
        for one in named
    )


def _is_large(part: str, language: str) -> bool:
    """Whether everybody who reads *language* knows the town that *part* is, in capitals."""
    return size(part) >= _LARGE and country_of(part, language) == LANDS.get(language)


def _with_area(text: str, at: int, language: str) -> bool:
    """Whether a town and its region stand at *at*: ``Austin, TX``."""
    read = place(text, at, language)
    return bool(read and read[0].city and read[0].region and _TITLE_TAIL.match(text, read[1]))


def _land(part: str) -> str | None:
    """The country that *part* of a title is, by its whole name: ``Intern - Uganda``."""
    return country_code(part) if len(part) > 4 and part[0].isupper() else None


def _region(part: str) -> Location | None:
    """The region that *part* is: ``Île-de-France``, ``Hauts-de-Seine (92)``."""
    code = region_country(part, None, None) if len(part) > 4 else None
    return Location(region=part, country=code) if code else None
