"""The lowest level of education that an offer asks for.

Masters are scrum masters and branches, licences are those of software, degrees are degrees of
freedom, and schools teach students: a level counts where a candidate is said to have it.
"""

from __future__ import annotations

import re
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
TRIGGERS = (frozenset(_LISTS.triggers("levels")) - _COMMON) | {
    *("bac", "degree", "diplôme", "diploma", "qualification", "qualifications", "abschluss"),
    *("titulación", "ingénieur", "ingénieurs", "professionnel", "informatique", "informatica"),
    *("informatik", "studium", "education", "estudios", "geen", "school", "sc"),
    *("levels", "études:"),
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
#: Before "master" these make it a verb.
_VERBAL = frozenset(("you", "to", "will", "can", "fully", "and", "quickly"))
#: A value that asks for no level.
_NONE = {("aucun",), ("aucune",), ("sans",), ("none",), ("none", "required"), ("not", "required")}
#: A level so far from a word that says it is a candidate's is nobody's.
_FAR = 10
_LONGEST = 700


def find(prose: Prose) -> Iterator[Fact]:
    """The lowest level, once; the first where passages differ, and less sure."""
    passages = prose.near("education")
    found = [fact for passage in passages for fact in _read(passage, prose.language)]
    if found:
        yield surest(found, _DOUBTED)


@recalled
def _read(passage: Passage, language: str) -> Iterator[Fact]:
    text = passage.text
    if passage.kind in {"title", "heading"} or len(text) > _LONGEST:
        return
    if "Ph." in text or "B." in text or "M." in text or "D." in text:
        text = _DOTTED.sub(r"\1\2", text)
    spoken = speak(text)
    cues = list(spotted(spoken, _LISTS.phrases("cues")))
    if any(cue == "none" for _, _, cue in cues):
        yield Fact.of("education", "none", "none", passage, _ASKED)
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
    levels = [*_of_bac(spoken), *_named(spoken, language)]
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
    if labelled:
        return _STATED
    asked = [start for start, _, cue in near if cue == "asked"]
    if any(abs(start - at) <= _FAR for start in asked):
        return _ASKED
    item = passage.kind == "item" or _is_line(passage)
    if spoken.words[at] == "bac":
        return _ASKED if item else _LISTED
    if item and at <= _BEGUN:
        return _ASKED if fold(passage.heading) in _profile() else _LISTED
    return _NAMED if at == 0 else 0


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
