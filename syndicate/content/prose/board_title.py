"""The bare title of a job: without contract, duration, place, employer or mark of gender.

A title is cut at its separators; parts that say nothing but such things go, and so do a few
phrases before and after the name of the job. Inclusive forms inside a word stay.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from syndicate.content.folding import fold, fold_words
from syndicate.content.prose.fact import HIGH, Fact, written
from syndicate.content.prose.passage import holds
from syndicate.content.prose.roles import (
    has_article,
    is_call,
    names_doer,
    names_role,
    tidy,
    without_article,
    without_participle,
)
from syndicate.content.prose.speech import lists
from syndicate.content.prose.title_terms import is_droppable, is_place, noise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.content.prose.prose import Prose

TRIGGERS: frozenset[str] = frozenset()

#: Marks of gender alone; terms; a word before or after; an employer before the colon; doubts.
_MARK, _TERMS, _PHRASE, _EMPLOYER, _DOUBTED = 0.98, 0.98, HIGH, 0.9, 0.8

_LISTS = lists("board_title")
_LONGEST = 160
#: What is shorter, and set in brackets right behind a word, is its ending: "vendeur(se)".
_ENDING = 6
_SEXES = r"(?:h|f|m|w|d|x|v|nb|i|gn|div|femme|homme|hommes|femmes)"
#: A state of the United States has as many letters, and so have jobs that are written short.
_SHORT = 2
_GENDER = re.compile(
    rf"[\s,–-]*[(\[]\s?{_SEXES}(?:\s?[/|.,*·-]\s?{_SEXES})+\s?[)\]]"
    rf"|[\s,–-]*(?<![\w/]){_SEXES}(?:\s?[/|]\s?{_SEXES})+(?![\w/])"
    r"|[\s,–-]*[(\[]\s?(?:all (?:genders?|identities)|any gender|tous genres|toutes et tous"
    r"|alle geschlechter|gn|a|x|(?:m|f|h)\s(?:f|h|m))\s?[)\]]",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
#: The endings that are set apart in "chargé.e", "développeur · euse".
_INCLUSIVE = re.compile(r"(?<=\w)\s?[·•]\s?(?=[a-zé]{1,5}\b)")
_GRADES = ("GS", "SES", "GG")
_GRADE = re.compile(r"\s*[(\[,-]?\s*(?<!\w)(?:GS|SES|GG)[- ]?[0-9]{1,2}\b\s*[)\]]?")
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}(?:[/-](?:20)?[0-9]{2})?\s+(?=[A-ZÀ-Þ])")
_SEPARATORS = "-–—|•·/:,"
_SEPARATOR = re.compile(r"\s+[-–—|•·/]+\s+|\s*[|•–—:]\s+|,\s+")
_EMPLOYED = re.compile(
    r"\s+(?:chez|bij|@)\s+(?=\S)|\s+(?:at|bei)\s+(?:the\s+|der\s+|dem\s+)?(?=[A-ZÀ-Þ0-9])"
)
_PLACED = re.compile(r"\s+(?:à|in|en|près de|near|aux|au|bei|te)\s+(?=[A-ZÀ-Þ])")
_DEPARTMENT = re.compile(r"[\s,–-]+\(?(?:[0-9]{2}|2[AB])\)? [-–] (?=[A-ZÀ-Þ])")
_FOR = re.compile(
    r"\s(?:voor|for|pour|für|para)\s+"
    r"(?:(?:the|les?|la|des?|der|das|die|het|notre|our|el|los|las|l['’]) ?(?:\w+ ){0,2}?)?[A-ZÀ-Þ]"
)
#: What parts of a name are set apart by, when one of them may be an employer or a team.
_ASIDE = re.compile(r"\s+[-–—|•·:]+\s+|\s*[|•–—:]\s+|(?<=[^\s])\s*@\s*")
#: What houses and employers are called.
_HOUSE = (
    r"(?:University|College|Museum|Trust|Foundation|Council|School|Institute|Society|Hospital|Zoo"
    r"|Theatre|Library|Gallery|Church|Parish|Charity|Centre|Academy|Laboratory|Université|Musée"
    r"|Fondation|Association|Mairie|Ville|Institut|École|Ecole|Parc|Communauté|Théâtre|Bibliothèque"
    r"|Médiathèque|Librairie|Lycée|Collège|Hôpital|Laboratoire|Maison|Universität|Stiftung)\b"
)
_HOUSE_ASIDE = re.compile(rf", (?:the |l['’])?(?:[\w'’-]+ ){{0,3}}?{_HOUSE}")
_BEFORE_HOUSE = (", ", " - ", " – ", " — ", " | ", " pour ", " for ")
#: One by its name at the end: "Archivist - Museum of Example".
_OF_HOUSE = re.compile(
    r"(?:\s+[-–—|]\s+|,\s+|\s+(?:pour|for) (?:la |le |l['’]|the ))(?:the |l['’])?"
    r"(?=(?:(?:[A-ZÀ-Þ][\w'’-]+ ){1,4}(?:University|College|Museum|Institute|Hospital|Theatre"
    r"|Library|Gallery|Church|Parish)$"
    r"|(?:[A-ZÀ-Þ][\w'’-]+ ){0,3}(?:University|College|Museum|Institute|Université|Musée|Fondation"
    r"|Mairie|Bibliothèque|Médiathèque|Théâtre|Lycée|Collège|Hôpital)"
    r" (?:of|de|du|des|d['’]|[A-ZÀ-Þ])))"
)
_IN_THE_MIDST = re.compile(r"\s[(\[][^()\[\]]*[)\]](?=\s[A-ZÀ-Þ])")
#: Numbers of an offer, and what is cut short.
_LEFT_OVER = re.compile(
    r"#|\.\.\.|…|[0-9]{4}|\b[A-Z]{2,}-?[0-9]{2,}"
    r"|\b(?:CDI|CDD[IU]?|[Ff]ull[- ]time|[Pp]art[- ]time)\b"
    r"|^(?:[Pp]ostes?|[Oo]ffres?|[Pp]ositions?|[Jj]obs?|[Ee]mplois?) "
)
#: A sentence of which the verb is left: "Nous cherchons".
_SAYING = re.compile(
    r"(?:nous|vous|tu|we|you|wir|wij)\s|on (?:re)?(?:cherche|crute)\b"
    r"|.*\b(?:recrute|recherche|cherche|embauche)(?:nt)?\s(?:[^,]*,)?\s?(?:pour|un|des|nos|notre|son)\b"
    r"|.*\b(?:is|are) (?:looking|hiring|seeking|recruiting)\b|.*\w{4,}\.$",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"^(?:one|two|three|four|[0-9]{1,2})[- ](?:years?|months?|weeks?|mois|ans?)\s+(?=[a-zA-Z])",
    re.IGNORECASE,
)
#: What stands before the name of a job: lists of phrases.
_LEADS = ("leads", "first", "role_leads")
_TERM = re.compile(
    r"^(?:CDI|CDD|[Ss]tage|[Aa]lternance|[Cc]ontrat)(?: de)? [0-9]{1,2} (?:mois|ans?|semaines)"
    r"\s+(?=[a-zA-Z])"
)
_NAMED = re.compile(r"\[[^\[\]]{2,40}\]\s+(?=\S)")
_MIDDLE = re.compile(
    r"\b(?:freelance|part[- ]time|full[- ]time|fixed[- ]term)\s+(?=position\b)", re.IGNORECASE
)


def find(prose: Prose) -> Iterator[Fact]:
    """The bare title, where it differs from the title."""
    passage = prose.title
    if passage is None or len(passage.text) > _LONGEST:
        return
    title = " ".join(passage.text.split())
    name, sure = _bare(title, prose.language)
    if name != title and fold(name) != fold(title) and _is_name(name) and not is_call(name):
        yield Fact.of("board_title", name, written(name), passage, sure)


def _bare(title: str, language: str) -> tuple[str, float]:
    """The name of the job in *title*, and how sure that is."""
    name, sure = title, 1.0
    if "/" in title or "(" in title or "[" in title or "|" in title:
        name = _GENDER.sub("", title)
    if name != title:
        sure = _MARK
    for cut, confidence in (
        (_without_department, _TERMS),
        (_without_brackets, _TERMS),
        (_without_grade, _TERMS),
        (_without_parts, _TERMS),
        (_without_employer, _PHRASE),
        (_without_place, _PHRASE),
        (_without_parts, _TERMS),
        (_without_prefix, _EMPLOYER),
        (_without_lead, _PHRASE),
        (_without_tail, _PHRASE),
        (_without_house, _EMPLOYER),
        (without_article, _PHRASE),
    ):
        less = cut(name, language)
        if less == name:
            continue
        less = tidy(less)
        if less != name and _is_name(less):
            name, sure = less, min(sure, confidence)
    name = tidy(name)
    if name != title:
        sure = min(sure, _TERMS)
    for bracket in _IN_THE_MIDST.finditer(title) if name != title else ():
        if bracket[0] not in name and not _GENDER.fullmatch(bracket[0]):
            sure = min(sure, _DOUBTED)  # what stands behind may be anything
    if name != title and _is_doubtful(
        name, marked=sure == _MARK and _GENDER.search(title) is not None
    ):
        sure = min(sure, _DOUBTED)
    return (name[:1].upper() + name[1:] if not title.startswith(name) else name), sure


def _is_doubtful(name: str, *, marked: bool) -> bool:
    """Whether *name* may hold more than the job, or another thing than it.

    "For Acme" may be a client, a part behind a dash an employer. What names nobody who does a job
    may be the employer itself (``Acme : Remote``), but not where the title was *marked* for all
    genders.
    """
    if _FOR.search(name) or _SAYING.match(name) or has_article(name) or _LEFT_OVER.search(name):
        return True
    parts = _ASIDE.split(_INCLUSIVE.sub("", name))
    if len(parts) > 1:
        return not all(map(names_role, parts))
    return _HOUSE_ASIDE.search(name) is not None or not (marked or names_doer(name))


def _is_name(name: str) -> bool:
    """Whether *name* is something that a person can be called."""
    return len(name) > 2 and any(map(str.isalpha, name)) and not is_droppable(name, "")


def _without_brackets(name: str, language: str) -> str:
    if not holds(name, "(["):
        return name

    def kept(match: re.Match[str]) -> str:
        ending = match[0][0] in "([" and match.start() > 0 and len(match[1]) < _ENDING
        if len(match[1]) == _SHORT and match[1].isupper() and match.end() < len(name):
            return match[0]  # "Medical Assistant (MA) / Nurse (RN)": it is short for the job
        return match[0] if ending or not _all_drop(match[1], language) else ""

    return _BRACKETS.sub(kept, name)


def _all_drop(inside: str, language: str) -> bool:
    """Whether each part of what stands in brackets goes: ``CDI, Nantes``."""
    return all(is_droppable(part, language) for part in _SEPARATOR.split(inside))


def _without_department(name: str, language: str) -> str:
    """*name* without the number of a département and its town: ``Agente d'accueil 51 - Reims``."""
    for match in _DEPARTMENT.finditer(name):
        if is_place(name[match.end() :], language):
            return name[: match.start()]
    return name


def _without_grade(name: str, _: str) -> str:
    if not any(map(str.isdigit, name)):
        return name
    if holds(name, _GRADES):
        name = _GRADE.sub(" ", name)
    return _YEAR.sub("", name).replace("  ", " ")


def _without_parts(name: str, language: str) -> str:
    """*name* without the parts between separators that hold nothing but terms."""
    if not holds(name, _SEPARATORS):
        return name
    cuts = [
        cut
        for cut in _SEPARATOR.finditer(name)
        if name.count("(", 0, cut.start()) == name.count(")", 0, cut.start())
    ]
    if not cuts:
        return name
    for cut in cuts:
        if "," in name[cut.end() :] and is_place(name[cut.end() :], language):
            return name[: cut.start()]  # ", Austin, TX"
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(name)]
    parts = [name[begin:end] for begin, end in zip(starts, ends, strict=True)]
    kept = [not is_droppable(part, language) for part in parts]
    if not any(kept) or all(kept):
        return name
    found = ""
    for at, part in enumerate(parts):
        if kept[at]:
            found += (cuts[at - 1][0] if found else "") + part
    return found


def _without_employer(name: str, _: str) -> str:
    match = _EMPLOYED.search(name)
    if match is None or match.start() < 4:
        return name
    after = name[match.end() :].partition(" ")[0].strip(",")
    if match[0].split()[0] == "at" and after in _LISTS.raw("noise")["not_at"]:
        return name
    return name[: match.start()]


def _without_term(name: str) -> str:
    """*name*, behind a lead, without contract and length, or hours: ``CDD 12 mois juriste``."""
    name = _TERM.sub("", name)
    for phrase in _phrases("first", _word(name, 0)):
        if (match := _start(phrase).match(name)) and _word(name[match.end() :], 0):
            return name[match.end() :]
    return name


def _without_house(name: str, _: str) -> str:
    """*name* without the house that the job is in, or is of, at its end."""
    match = _OF_HOUSE.search(name) if holds(name, _BEFORE_HOUSE) else None
    if match is None or names_doer(name[match.end() :]) or not names_doer(name[: match.start()]):
        return name
    return name[: match.start()]


def _without_place(name: str, language: str) -> str:
    """*name* without a town at its end: ``à Lyon``, ``in Berlin, Germany``."""
    for match in _PLACED.finditer(name):
        if is_place(name[match.end() :], language):
            return without_participle(name[: match.start()])
    return name


def _without_lead(name: str, _: str) -> str:
    if match := _LENGTH.match(name):
        name = name[match.end() :]
    word = _word(name, 0)
    for phrases in _LEADS:
        for phrase in _phrases(phrases, word):
            match = _start(phrase).match(name)
            if match is None:
                continue
            follower = _word(name[match.end() :], 0)
            barred = "subjects" if phrases == "first" else "not_after"
            if phrases == "role_leads" and not names_role(name[match.end() :]):
                continue
            separated = name[match.end() - 1 : match.end()] in {":", "-", "–"}
            if follower and (separated or follower not in noise(barred)):
                return _without_term(name[match.end() :].lstrip(" :–-"))
            return name
    return _MIDDLE.sub("", name) if "position" in name else name


def _without_tail(name: str, _: str) -> str:
    for phrase in _phrases("last", _word(name, -1)):
        match = _end(phrase).search(name)
        if match is None:
            continue
        before = fold_words(name[: match.start()])
        bare = not fold_words(match[0])[0].startswith(("en", "in", "a", "full", "part"))
        if before and before[-1] in noise("experts") and match[0].split()[0] == "en":
            return name
        if bare and not noise("about").isdisjoint(before):
            return name
        if before and before[-1] not in noise("filler"):
            return name[: match.start()]
        return name
    return name


def _without_prefix(name: str, _: str) -> str:
    """*name* without an employer or a team before its colon, or before it in brackets."""
    if (named := _NAMED.match(name)) and names_role(name[named.end() :]):
        return name[named.end() :]
    before, colon, after = name.partition(": ")
    if not colon or names_role(before) or not names_role(after):
        return name
    return after


@cache
def _by_word(name: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of one list, the longest first, by the word at their outer end."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(_LISTS.raw("noise")[name], key=len, reverse=True):
        word = fold_words(phrase)[-1 if name == "last" else 0]
        found[word] = (*found.get(word, ()), phrase)
    return found


def _word(text: str, at: int) -> str:
    words = fold_words(text)
    return words[at] if words else ""


def _phrases(name: str, word: str) -> tuple[str, ...]:
    return _by_word(name).get(word, ())


@cache
def _start(phrase: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_spelled(phrase)}(?:[·.\-(/]?e\)?)?(?:\s*[:–-])?(?:\s+|(?<=['’‘]))(?=\S)", re.IGNORECASE
    )


@cache
def _end(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"[\s,]+(?:[-–|]\s+)?{_spelled(phrase)}$", re.IGNORECASE)


def _spelled(phrase: str) -> str:
    """A pattern for *phrase*: hyphens for blanks, either apostrophe."""
    return re.escape(phrase).replace("'", "['’‘]").replace("\\ ", r"[\s'’-]+")
