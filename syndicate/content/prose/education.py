"""The lowest level of education that an offer asks for.

Masters are scrum masters and branches, licences are those of software, degrees are degrees of
freedom, and schools teach students: a level counts where a candidate is said to have it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from syndicate.content.folding import fold
from syndicate.content.prose.fact import HIGH, Fact, surest
from syndicate.content.prose.recalling import recalled
from syndicate.content.prose.speech import BREAKS, Spoken, has, key_of, lists, speak, spotted
from syndicate.content.terms import education

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose

_LISTS = lists("education")
#: Words with which a level begins, and much else; another word of theirs is a trigger.
_COMMON = frozenset(
    (
        "a",
        "b",
        "m",
        "le",
        "du",
        "in",
        "of",
        "formation",
        "high",
        "niveau",
        "degree",
        "but",
        "advanced",
    )
) | {"university", "college", "graduate", "secondary", "grande", "titulaire", "diplôme", "titre"}
_COMMON |= {"dec", "études", "etudes", "certificat"}
TRIGGERS = (frozenset(_LISTS.triggers("levels")) - _COMMON) | {
    *("bac", "degree", "diplôme", "diploma", "qualification", "qualifications", "abschluss"),
    *("titulación", "ingénieur", "ingénieurs", "professionnel", "informatique", "informatica"),
    *("informatik", "studium", "education", "estudios", "geen", "school", "sc"),
    *("levels", "études:", "dec:", "collégiales", "collegiales", "certificat:"),
}

#: After a key; asked of candidates; in a list; merely named; two that differ.
_STATED, _ASKED, _LISTED, _NAMED, _DOUBTED = 0.98, HIGH, 0.9, 0.6, 0.8
_LEVELS = (
    *("none", "high_school", "professional_certificate", "associate_degree"),
    *("bachelor_degree", "postgraduate_degree"),
)
_YEARS = {0: 1, 1: 3, 2: 3, 3: 4, 4: 4, 5: 5, 6: 5, 7: 5, 8: 5}
_BAC = re.compile(
    r"\bbac ?(?:\+|plus) ?([0-8])(?: ?(?:/|-|–|à|ou|et|to|or) ?(?:bac)? ?\+? ?([0-8])(?![0-9]))?",
    re.IGNORECASE,
)
#: A degree as its initials: "Ph.D.", "B. Sc.".
_DOTTED = re.compile(r"\b(Ph|[BMD])\. ?(D|Sc|S|A|Eng|Tech|Ed)\b\.?")
_ANY = ("diplome", "universitaire")
_BUT = frozenset(("but", "except", "mais", "sauf", "hormis", "si", "aber", "maar", "pero"))
_METRES, _BIN = frozenset(("m1", "m2")), frozenset(("bac", "minimum"))
_DOCTORATES = frozenset(("phd", "ph", "doctorate"))
#: Before "master" these make it a verb.
_VERBAL = frozenset(("you", "to", "will", "can", "fully", "and", "quickly"))
#: A value that asks for no level.
_NONE = {("aucun",), ("aucune",), ("sans",), ("none",), ("none", "required"), ("not", "required")}
#: A level so far from a word that says it is a candidate's is nobody's.
_FAR = 10
#: A level of qualifications in England: "a level 3 qualification in play work".
_QUALIFIED = re.compile(
    r"\blevel ([2-7])(?: [\w-]+){0,4}? (?:qualification|diploma)\b", re.IGNORECASE
)
_OF_QUALIFICATIONS = {2: 2, 3: 2, 4: 3, 5: 3, 6: 4, 7: 5}
#: What one learns in a day has levels, too.
_COURSES = re.compile(
    r"\b(?:aid|hygiene|safe\w*|coach\w*|swim\w*|gym|fitness|lifeguard)\b", re.IGNORECASE
)
#: Behind a doctorate: who does one, and what it is done in.
_DOCTORAL = frozenset(("student", "candidate", "researcher", "position", "positions", "project"))
_DOCTORAL |= {"projects", "fellow", "fellowship", "studentship", "studentships", "thesis", "topic"}
#: It ends school in France, and is a university's degree in Québec and Belgium.
_SCHOOL_OR_DEGREE = re.compile(
    r"\bbaccalaur[ée]ats?\b(?! (?:pro|g[ée]n[ée]ral|techno|scient|litt[ée]raire))", re.IGNORECASE
)
_IN_FRANCE = re.compile(r"\bFrance\b|[bB]ac ?\+|\b(?:BTS|DUT|RTT|SMIC|Paris|Lyon|Marseille)\b")
_ELSEWHERE = re.compile(
    r"Qu[ée]b|Montr[ée]al|Canad|Gatineau|Longueuil|Sherbrooke|Saguenay|Trois-Rivi|\bQC\b|\.ca\b"
    r"|[0-9] ?\$|Belg|Bruxell|Li[èe]ge\b|Wallon|Namur|Charleroi|(?<!youtu)\.be\b"
)
_LONGEST = 700


def find(prose: Prose) -> Iterator[Fact]:
    """The lowest level, once; the first where passages differ, and less sure."""
    passages = prose.near("education")
    found = [fact for passage in passages for fact in _read(passage, prose.language)]
    if found:
        fact = surest(found, _DOUBTED)
        if fact.value == "high_school" and _SCHOOL_OR_DEGREE.search(fact.sentence):
            fact = _of_country(fact, prose)
        elif "DEC" in fact.sentence and not prose.mentions(_ELSEWHERE):
            # Elsewhere than in Québec, accountants have a DEC that is much more.
            fact = replace(fact, confidence=min(fact.confidence, _DOUBTED))
        yield fact


def _of_country(fact: Fact, prose: Prose) -> Fact:
    """*fact* of a "baccalauréat", doubted unless the offer is clearly one of France."""
    in_france, elsewhere = prose.mentions(_IN_FRANCE), prose.mentions(_ELSEWHERE)
    if in_france and not elsewhere:
        return fact
    if in_france or not elsewhere:
        return replace(fact, confidence=_DOUBTED)
    value = "bachelor_degree"
    return replace(fact, value=value, written=value.replace("_", " "), confidence=_DOUBTED)


@recalled
def _read(passage: Passage, language: str) -> Iterator[Fact]:
    text = passage.text
    if passage.kind in {"title", "heading"} or len(text) > _LONGEST:
        return
    if "Ph." in text or "B." in text or "M." in text or "D." in text:
        text = _DOTTED.sub(r"\1\2", text)
    spoken = speak(text)
    cues = list(spotted(spoken, _LISTS.phrases("cues")))
    levels = [*_of_bac(spoken), *_named(spoken, language), *_of_qualification(spoken)]
    if len(levels) > 1:  # "Diplôme universitaire de niveau Bac+5"
        levels = [one for one in levels if spoken.words[one[0] : one[0] + 2] != _ANY] or levels
    denied = next((end for _, end, cue in cues if cue == "none"), 0)
    # "No specific degree, but a Bachelor's is a must."
    though = denied and not _BUT.isdisjoint(spoken.words[denied:])
    if denied and not (though and any(at >= denied for at, _ in levels)):
        yield Fact.of("education", "none", "none", passage, _DOUBTED if though else _ASKED)
        return
    if any(cue == "open" for _, _, cue in cues):
        return
    if passage.label and has(
        label := speak(passage.label), 0, len(label.words), _LISTS.phrases("cues", "wish")
    ):
        return
    labelled = _is_labelled(passage)
    if labelled and spoken.words in _NONE:
        yield Fact.of("education", "none", "none", passage, _STATED)
        return
    found: list[tuple[int, float]] = []
    for at, level in levels:
        sure = _sure(passage, spoken, cues, at, labelled=labelled)
        if sure:
            found.append((level, sure))
    if not found:
        if (
            passage.label
            and labelled
            and not levels
            and fold(passage.label) != "profil"
            and all(cue == "asked" for _, _, cue in cues)
            and "post" not in spoken.words
        ):
            level_of_all = education(text) if len(text) < 60 else None
            if level_of_all:
                yield _fact(_LEVELS.index(level_of_all), passage, _ASKED)
        return
    yield _fact(min(level for level, _ in found), passage, max(sure for _, sure in found))


def _fact(level: int, passage: Passage, sure: float) -> Fact:
    value = _LEVELS[level]
    return Fact.of("education", value, value.replace("_", " "), passage, sure)


def _of_bac(spoken: Spoken) -> Iterator[tuple[int, int]]:
    """Where French levels stand, and the lowest of each: ``Bac +2/3`` is one of two years."""
    for match in _BAC.finditer(spoken.text):
        years = [int(figure) for figure in match.groups() if figure]
        at = next((at for at, (begin, _) in enumerate(spoken.spans) if begin >= match.start()), 0)
        yield at, _YEARS[min(years)]


def _of_qualification(spoken: Spoken) -> Iterator[tuple[int, int]]:
    match = _QUALIFIED.search(spoken.text) if "evel " in spoken.text else None
    if match and _COURSES.search(match[0]) is None:
        begins = (at for at, (begin, _) in enumerate(spoken.spans) if begin >= match.start())
        yield next(begins, 0), _OF_QUALIFICATIONS[int(match[1])]


def _named(spoken: Spoken, language: str) -> Iterator[tuple[int, int]]:
    told = -1
    for begin, end, level in spotted(spoken, _LISTS.phrases("levels")):
        word, before, after = (
            spoken.words[begin],
            spoken.words[begin - 1 : begin],
            spoken.words[end:],
        )
        if after[:1] == ("+",) or (word == "master" and not _VERBAL.isdisjoint(before)):
            continue
        if word == "licence" and language == "en":  # to drive, to fish, to use software
            continue
        if word == "dec" and spoken.between(begin, end) != "DEC":  # December
            continue
        if word in _METRES and before and before[0].isdigit():
            continue  # "40 m2"
        if spoken.words[end - 1] in _BIN and (
            after[:1] == ("a",) or (after[:1] and after[0].isdigit())
        ):
            continue  # "le bac à nettoyer", "bac minimum 20 litres"
        if word in _DOCTORATES and not _DOCTORAL.isdisjoint(after[:1]):
            continue
        if word == "degree" and begin == told:  # "a foundation degree in early years"
            continue
        told = end
        if before == ("post",):  # "a post-bachelor's year" asks for no bachelor alone
            continue
        yield begin, _LEVELS.index(level)


def _sure(
    passage: Passage, spoken: Spoken, cues: list[tuple[int, int, str]], at: int, *, labelled: bool
) -> float:
    """How surely the level named by the word *at* is asked of candidates."""
    soft = BREAKS - {"(", ")", ":", "[", "]", "-", "–", "—"}
    begin = end = at
    while begin > 0 and spoken.words[begin - 1] not in soft:
        begin -= 1
    while end < len(spoken.words) and spoken.words[end] not in soft:
        end += 1
    near = [cue for cue in cues if begin <= cue[0] < end]
    if any(
        cue == "wish" and start > at and not _comma(spoken, at, start) for start, _, cue in near
    ):
        return 0
    if any(cue == "wish" and start < at and at - start <= 3 for start, _, cue in near):
        return 0
    if any(cue == "other" and at - 9 <= start < at + 8 for start, _, cue in near):
        return 0
    if any(
        cue == "negation" and -7 <= start - at <= 6 and not _comma(spoken, *sorted((at, start)))
        for start, _, cue in near
    ):
        return 0
    sure = _STATED if labelled else _asked(passage, spoken, near, at)
    if _is_studying(spoken, near, at):
        # A year of studies ("un bac+5", "a Master 2") is one they are in.
        is_year = spoken.words[at] in _YEARLY or spoken.words[at + 1 : at + 2] in _OF_YEAR
        return max(sure, _LISTED) if is_year else 0
    open_to_others = any(
        (cue == "if" and start < at)
        or (cue == "wished" and start > at and not _comma(spoken, at, start))
        for start, _, cue in near
    )
    return min(sure, _DOUBTED) if open_to_others else sure


def _asked(passage: Passage, spoken: Spoken, near: list[tuple[int, int, str]], at: int) -> float:
    """How surely words or the place of the level named by the word *at* make it one asked for."""
    asked = [start for start, _, cue in near if cue == "asked"]
    if any(abs(start - at) <= _FAR for start in asked):
        return _ASKED
    if spoken.words[at] == "cap" and spoken.between(at, at + 1) == "Cap":
        return 0  # "Cap Sud", a house
    item = passage.kind == "item" or _is_line(passage) or fold(passage.label) in _profile()
    if spoken.words[at] == "bac":
        return _ASKED if item else _LISTED
    if item and at <= _BEGUN:
        return _ASKED if fold(passage.heading) in _profile() else _LISTED
    return _NAMED if at == 0 else 0


def _is_studying(spoken: Spoken, near: list[tuple[int, int, str]], at: int) -> bool:
    """Whether candidates are said to study for the level named by the word *at*."""
    words = spoken.words
    last = max((end for _, end, cue in near if cue == "studying" and end <= at), default=at + 1)
    if not 0 <= at - last <= _LISTING or not _HAVING.isdisjoint(words[last:at]):
        return False
    while words[last] in _BEFORE_STUDIES:
        last += 1
    # "Vous préparez un plat, CAP exigé": what is prepared is no degree.
    return words[last] in _STUDIES or words[last] in _LISTS.phrases("levels")


_BEFORE_STUDIES = frozenset(("un", "une", "le", "la", "l", "d", "de", "du", "votre", "ton"))
_BEFORE_STUDIES |= {"a", "an", "the", "your", "actuellement", "currently", "leur", "son"}
_STUDIES = frozenset(("diplome", "titre", "formation", "cursus", "concours", "degree", "examen"))
_YEARLY = frozenset(("m1", "m2", "l3"))
_OF_YEAR = {("+",), ("plus",), ("1",), ("2",)}
#: So many words behind what candidates study for, it may be one more of a list.
_LISTING = 14
_HAVING = frozenset(("avez", "as", "titulaire", "possedez", "detenez", "justifiez", "niveau"))
_HAVING |= {"have", "hold", "holds", "minimum"}


def _is_labelled(passage: Passage) -> bool:
    """Whether the key of *passage*, or the heading of a short line, asks for a level."""
    if passage.label:
        return fold(passage.label) in _labels()
    heading = fold(key_of(passage))
    return heading in _labels() and heading not in _WIDE


#: Headings of much else.
_WIDE = frozenset(
    ("profil", "qualification", "qualifications", "formation", "formations", "niveau")
)


def _is_line(passage: Passage) -> bool:
    """Whether a short passage is no sentence: ``BTS ou DUT informatique``."""
    text = passage.text
    return not passage.label and len(text) <= _LINE and text[-1] not in ".!?:"


#: A line is no longer, and a level is one of its first words.
_LINE, _BEGUN = 80, 3


@cache
def _profile() -> frozenset[str]:
    """Headings below which stands what candidates bring."""
    return frozenset(map(fold, lists("experience").raw("headings")["profile"]))


def _comma(spoken: Spoken, begin: int, end: int) -> bool:
    return "," in spoken.words[begin:end]


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in _LISTS.raw("labels")["education"])
