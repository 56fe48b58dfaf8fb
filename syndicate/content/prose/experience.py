"""How much experience an offer asks for, in months: the least.

Years of experience are told of employers, founders and mentors, too, and are what a job gives.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.folding import fold
from syndicate.content.lengths import experience_months
from syndicate.content.prose.fact import HIGH, Fact, surest
from syndicate.content.prose.recalling import recalled
from syndicate.content.prose.speech import BREAKS, Spoken, has, key_of, lists, speak, spotted
from syndicate.content.vocabulary import meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose

_LISTS = lists("experience")
#: Units, not the words for experience, which English offers hold everywhere.
TRIGGERS = frozenset(
    ("ans", "année", "années", "mois", "year", "years", "yr", "yrs", "month", "months", "jahr")
) | {
    *("jahre", "jahren", "monate", "monaten", "jaar", "maanden", "año", "años", "meses"),
    *("expérience", "expériences", "débutant", "débutante", "débutants", "débutantes"),
    *("entry", "beginners", "needed", "required", "necessary", "berufserfahrung", "vereist"),
    *("berufseinsteiger", "nodig", "experiencia", "accepté", "acceptés"),
}

#: After a key; asked of candidates; in a list of what they bring; merely told; two that differ.
_STATED, _ASKED, _LISTED, _TOLD, _DOUBTED = 0.98, HIGH, HIGH, 0.7, 0.8
#: More years are those of an organisation, whatever is said.
_MOST = 240
_SURE = 180
#: How long a line is that says nothing but years.
_ALONE = 16
#: How many words may stand between the years and the word for experience.
_FAR = 7
#: Between years and experience these part them: "un stage de 6 mois est une expérience".
_VERBS = frozenset(
    ("est", "sont", "is", "are", "was", "with", "avec", "mit", "met", "con", "pour", "for", "to")
) | {"et", "and", "ou", "or", "um", "voor", "para"}
_VERBS |= {"sera", "seront", "fut", "etait", "will", "be", "sind", "wird"}
#: Right behind years these last as long.
_POSTS = frozenset(("post", "position", "contract", "internship", "fellowship", "appointment"))
#: Units, folded, in months.
_UNITS = dict.fromkeys(
    ("an", "ans", "annee", "annees", "year", "years", "yr", "yrs", "jahr", "jahre", "jahren"), 12
) | dict.fromkeys(("jaar", "jaren", "ano", "anos"), 12)
_UNITS |= dict.fromkeys(
    ("mois", "month", "months", "monat", "monate", "monaten", "maand", "maanden", "meses"), 1
)
#: Between the two ends of a range, between a number and its unit.
_LINKS = frozenset(
    ("a", "to", "ou", "or", "more", "et", "and", "bis", "tot", "o", "y", "full", "/", "–")
)
_MARKS = frozenset(("+", "(", ")", "-", "—"))
#: Between experience and an employer, any: "2 ans d'expérience en cabinet", "years at an agency".
_AMONG = frozenset(("en", "dans", "in", "at", "within", "un", "une", "a", "an", "of", "de", "d"))
_AMONG |= {"or", "ou", "et", "and"}
#: But not the employer who writes: "2 years of experience in our agency".
_OURS = frozenset(("our", "us", "we", "notre", "nos", "nous", "unser", "unsere", "ons", "onze"))
#: What is required word for word on boards: "Vente ou similaire : 2 ans (Exigé)".
_REQUIRED = ("(exigé)", "(exigée)", "(requis)", "(required)")


#: One of the first words of a line.
_BEGUN = 2
#: A line is no longer, and tells of no more years: "20 ans d'expérience" is a house's.
_LINE, _MODEST = 90, 84
#: A value that asks for none.
_NONE: set[tuple[str, ...]] = {
    ("non", "exigee"),
    ("non", "requise"),
    ("pas", "necessaire"),
    ("not", "required"),
}
_NONE |= {("aucune",), ("none",), ("none", "required"), ("not", "necessary"), ("not", "needed")}
#: Before beginners these keep them out.
_NOT = frozenset(("pas", "not", "non", "aucun", "nicht", "niet", "no", "n"))
#: What beginners of something else are welcome to.
_TAUGHT = frozenset(("classes", "courses", "lessons", "cours", "ateliers", "seances", "kurse"))
#: Behind "a year".
_OF_WORK = {("s", "experience"), ("of", "experience"), ("experience",)}
_AND_MORE = {("et", "plus"), ("et", "+"), ("and", "more"), ("or", "more"), ("ou", "plus")}
_ARTICLES = frozenset(("a", "an", "une", "un"))


class _Length(NamedTuple):
    """The words from *first* to *last* (not included) say so many months, or that and more."""

    first: int
    last: int
    months: int
    more: bool


def find(prose: Prose) -> Iterator[Fact]:
    """The experience asked for, once; the first where several are."""
    found = [fact for passage in prose.near("experience") for fact in _read(passage)]
    if found:
        yield surest(found, _DOUBTED)


@recalled
def _read(passage: Passage) -> Iterator[Fact]:
    text, key = passage.text, key_of(passage)
    labelled = bool(key) and fold(key) in _folded("labels", "experience")
    if passage.kind in {"title", "heading"} or len(text) > 900:
        return
    # A heading's own line alone: "5+ years in delivery" below "Skills and experience" is one skill.
    name = passage.label or (key if len(text) <= _ALONE else "")
    if labelled or (name and _is_key(name)):
        # A key such as "years of experience" counts a bare number.
        counted = not _UNITS.keys().isdisjoint(speak(key).words)
        months = experience_months(text.rstrip("+ "), unit="year" if counted else None)
        if labelled and passage.label and speak(text).words in _NONE:
            months = 0
        if months is not None and months <= _MOST:
            yield _fact(months, passage, _STATED if labelled else _LISTED)
        if months is not None or passage.label:
            return
    lower = text.lower()
    if lower.endswith(_REQUIRED) and (months := experience_months(text)):
        alike = "simila" in passage.label.lower()
        yield _fact(months, passage, _LISTED if alike else _DOUBTED)
        return
    if "ex" not in lower and "erfahr" not in lower and not _welcomes(lower):
        return
    if passage.label and has(
        label := speak(passage.label), 0, len(label.words), _LISTS.phrases("cues", "ours")
    ):
        return
    spoken = speak(text)
    cues = list(spotted(spoken, _LISTS.phrases("cues")))
    if (beginner := next((at for at, _, cue in cues if cue == "beginner"), None)) is not None:
        if spoken.words[beginner] == "experience" and _is_special(spoken, beginner):
            return
        if not _NOT.isdisjoint(spoken.words[max(0, beginner - 3) : beginner]):
            return  # "pas ouvert aux débutants"
        if not _TAUGHT.isdisjoint(spoken.words):
            return
        before = {cue for at, _, cue in cues if at < beginner}
        if before.isdisjoint({"ours", "gained"}) and next(_lengths(spoken), None) is None:
            yield _fact(0, passage, _ASKED)
        return
    if any(cue == "entry" for _, _, cue in cues):
        if next(_lengths(spoken), None) is None and _NOT.isdisjoint(spoken.words):
            yield _fact(0, passage, _TOLD)
        return
    experiences = [(begin, end) for begin, end, cue in cues if cue == "experience"] or [
        (begin, end) for begin, end, _ in spotted(spoken, _LISTS.phrases("similar"))
    ]
    if not experiences:
        return
    for length in _lengths(spoken):
        if not 0 < length.months <= _MOST or not _tied(spoken, length, experiences):
            continue
        if sure := _sure(passage, spoken, cues, length):
            yield _fact(length.months, passage, sure)
            return


def _lengths(spoken: Spoken) -> Iterator[_Length]:
    """The lengths of time in *spoken*: ``3 ans``, ``3+ years``, ``one (1) year``, ``2 à 4 ans``."""
    words, numbers = spoken.words, meanings("numbers")
    for at in [at for at, word in enumerate(words) if word in _UNITS]:
        first, number, begin = at, "", at - 1
        while begin >= 0 and at - begin < 6:
            word = words[begin]
            if word.isdigit() and words[max(begin - 2, 0) : begin] == ("bac", "+"):
                break  # "Bac +2 et 3 ans"
            if word.isdigit() or word in numbers:
                first, number = begin, word if word.isdigit() else numbers[word]
            elif word not in _LINKS and word not in _MARKS:
                break
            begin -= 1
        if not number and words[at - 1 : at] == ("a",) and words[at + 1 : at + 3] in _OF_WORK:
            number = "1"  # "at least a year's experience"
        if number.isdigit() and len(number) < 4:
            more = "+" in words[first:at] or "(" in words[first:at]
            yield _Length(first, at + 1, int(number) * _UNITS[words[at]], more)


def _is_special(spoken: Spoken, at: int) -> bool:
    """Whether the experience at a word is of one thing: "prior coding experience not required"."""
    before = spoken.words[at - 1 : at]
    return bool(before) and before[0].isalpha() and before[0] not in _ANY


def _welcomes(lower: str) -> bool:
    return (
        "ervaring" in lower
        or "xp" in lower
        or "simila" in lower
        or "quivalent" in lower
        or "working" in lower
        or "d’exp" in lower
        or "butant" in lower
        or "travaill" in lower
        or "worked" in lower
        or "entry" in lower
        or ("beginner" in lower or "einsteiger" in lower)
    )


def _is_key(label: str) -> bool:
    """Whether *label* is of experience: ``Expérience en production``, ``Wanted experience``."""
    spoken = speak(label)
    cues = list(spotted(spoken, _LISTS.phrases("cues")))
    if not cues or not {cue for _, _, cue in cues}.isdisjoint({"ours", "gained"}):
        return False
    first, last = cues[0], cues[-1]
    if first[0] == 0 and first[2] == "experience":
        return True
    return (
        last[1] == len(spoken.words)
        and last[2] == "experience"
        and {"selon", "on", "to"}.isdisjoint(spoken.words)
    )


def _fact(months: int, passage: Passage, sure: float) -> Fact:
    number, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    said = f"{number} {unit}{'s' if number > 1 else ''}" if months else "no experience required"
    return Fact.of("experience", months, said, passage, sure)


def _tied(spoken: Spoken, length: _Length, experiences: list[tuple[int, int]]) -> bool:
    """Whether the years between two words are years of experience: ``3 ans d'expérience``."""
    first, last = length.first, length.last
    for begin, end in experiences:
        behind = begin >= last
        between = spoken.words[last:begin] if behind else spoken.words[end:first]
        if behind and between[:2] in _AND_MORE:
            between = between[2:]  # "3 ans et plus d'expérience"
        if behind and "," in between and between[-1] in _ARTICLES:
            continue  # "two years abroad, an experience for life"
        if (
            behind
            and not _VERBS.isdisjoint(between)
            and not _is_of_several(between, spoken.words[begin])
        ):
            continue
        if len(between) <= _FAR and not any(word in ".;!?" for word in between):
            return True
    return False


def _is_of_several(between: tuple[str, ...], behind: str) -> bool:
    """Whether what parts years and experience is what it is of: ``of sales or teaching``."""
    return (
        between[0] in _OF
        and between[-1] not in _ARTICLES
        and (between[-1] not in _ALSO or behind in _ANY)  # "of baking or relevant experience"
        and _OTHER_VERBS.isdisjoint(between)
    )


_OF = frozenset(("of", "s"))
_ALSO = frozenset(("or", "and"))
_OTHER_VERBS = (_VERBS - _ALSO) | {","}


def _sure(
    passage: Passage, spoken: Spoken, cues: list[tuple[int, int, str]], length: _Length
) -> float:
    """How surely the *length* is asked of candidates."""
    first, last, months = length.first, length.last, length.months
    after = spoken.words[last : last + 2]
    if not _POSTS.isdisjoint(after[:1]) and after[1:] != ("qualification",):
        return 0  # "a 5 year post working with maps"
    begin = first
    while begin > 0 and spoken.words[begin - 1] not in BREAKS - {"(", ")", "[", "]"}:
        begin -= 1
    end = last
    while end < len(spoken.words) and spoken.words[end] not in BREAKS - {"(", ")", "[", "]"}:
        end += 1
    clause = [(at, cue) for at, _, cue in cues if begin <= at < end]
    said = {cue for _, cue in clause}
    if any(cue == "most" and first - 4 <= at < first for at, cue in clause) or "wish" in said:
        return 0
    if "gained" in {cue for at, cue in clause if at < first}:
        return 0
    owners = [cue for at, cue in clause if cue in _OWNERS and at < first]
    later = [
        cue
        for at, cue in clause
        if at >= last and (cue == "asked" or (cue == "ours" and not _worked_at(spoken, at)))
    ]
    nearest = owners[-1] if owners else ""
    if "guide" in {cue for at, cue in clause if at >= last}:
        return 0  # "a person with 5 years of experience will train you"
    if nearest == "someone":
        nearest = "asked" if len(owners) > 1 else ""
    if nearest == "strong":  # "Fort de 3 ans d'expérience, vous …", or a house is
        nearest = "asked" if _names_candidate(spoken, last, end) else "ours"
    if nearest == "ours" or (not nearest and later[:1] == ["ours"]):
        return 0
    if _is_instead(spoken, length):
        return _TOLD
    profile = _folded("headings", "profile")
    under_profile = fold(passage.heading) in profile or fold(passage.label) in profile
    # "5 ans d'expérience en paie", a line that is no sentence.
    line = len(passage.text) <= _LINE and passage.text[-1] not in ".!?" and not passage.label
    if nearest == "asked" or length.more:
        return _ASKED if months <= _SURE else _TOLD
    if later[:1] == ["asked"] and months <= _SURE:
        return _ASKED if "ours" not in said else _TOLD
    if months > _SURE:
        return 0
    if under_profile:
        return _LISTED
    # "Bac+2 et 3 ans d'expérience", "degree and 2 years of experience"
    modest = line and months <= _MODEST
    beside = modest and not _DEGREES.isdisjoint(spoken.words[:first])
    if beside or (first <= _BEGUN and (passage.kind == "item" or modest)):
        return _LISTED if len(spoken.words) <= 16 else 0.9
    return _TOLD if first > 0 and passage.kind != "sentence" else 0.6


def _names_candidate(spoken: Spoken, begin: int, end: int) -> bool:
    """Whether the next part of the clause begins with the candidate: ``…, vous savez …``."""
    words = spoken.words
    comma = next((at for at in range(begin, end) if words[at] == ","), end)
    named = words[comma + 1 : comma + 2] in _CANDIDATE
    # "…, vous rejoindrez une agence": the years are those of the agency.
    return named and not "".join(words[comma + 2 : comma + 3]).startswith(_JOINS)


#: Who may be owner of the years behind them.
_OWNERS = frozenset(("asked", "ours", "strong", "someone"))
_JOINS = ("rejoi", "integr", "join", "will", "travaill")
_CANDIDATE = {("vous",), ("tu",), ("you",)}


def _is_instead(spoken: Spoken, length: _Length) -> bool:
    """Whether a degree stands in for the years: ``degree or 4 years of experience``."""
    words, first = spoken.words, length.first
    at = next((at for at in range(first - 1, max(first - 4, 0), -1) if words[at] in _OR), 0)
    if at > 0 and _JOINING.isdisjoint(words[at:first]):
        begin = max((each for each in range(at) if words[each] in _STOPS), default=0)
        if not _DEGREES.isdisjoint(words[max(begin, at - _LONG_DEGREE) : at]):
            return True
    behind = words[length.last : length.last + _SOON]
    at = next((at for at, word in enumerate(behind) if word in _OR), _SOON)
    return not _DEGREES.isdisjoint(behind[at : at + 5]) and _JOINING.isdisjoint(behind[: at + 3])


#: So many words name a degree: "a bachelor's degree in computer science or a related field".
_LONG_DEGREE = 20
#: So many words behind years the degree stands that would do as well.
_SOON = 16
_STOPS = frozenset(".;!?")
_JOINING = frozenset((",", "and", "et", "with", "avec")) | _STOPS
_OR = frozenset(("or", "ou"))
_DEGREES = frozenset(("degree", "diploma", "diplome", "bac", "licence", "master", "bts", "cap"))
_DEGREES |= {"bachelor", "bachelors", "masters", "diplomas", "degrees", "qualification", "dut"}


def _worked_at(spoken: Spoken, at: int) -> bool:
    """Whether the employer named at a word is any: one where candidates worked before."""
    words = spoken.words
    if at <= 1 or words[at] in _OURS or words[at - 1] in _OURS:
        return False
    # "in a law firm" has one more word.
    return words[at - 1] in _AMONG or (words[at - 2] in _AMONG and words[at - 1].isalpha())


#: Before "experience" these leave open of what.
_ANY = frozenset(
    ("prior", "previous", "work", "working", "professional", "job", "any", "relevant", "but", "and")
)


@cache
def _folded(section: str, key: str) -> frozenset[str]:
    """The phrases of one list, folded."""
    return frozenset(fold(phrase) for phrase in _LISTS.raw(section)[key])
