"""Full time or part time (``schedule``), and the days of work in a week (``days_per_week``)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from syndicate.content import terms
from syndicate.content.folding import fold
from syndicate.content.prose.fact import HIGH, Fact
from syndicate.content.prose.recalling import recalled
from syndicate.content.prose.shares import WHOLE, of_equivalent, of_share
from syndicate.content.prose.speech import (
    PARTS,
    asks,
    has,
    is_of_facts,
    is_stated,
    key_of,
    lists,
    speak,
    spotted,
)
from syndicate.content.vocabulary import meanings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose
    from syndicate.content.prose.speech import Phrases, Spoken

_LISTS = lists("schedule")
_LANGUAGES = ("fr", "en", "de", "es", "nl")
#: Words too common to look at each passage for them.
_COMMON = frozenset(("à", "a", "in", "op", "work", "working", "position", "role", "job", "post"))
_COMMON |= {"en", "they", "these", "those", "both", "all", "the", "internships"}
_SECTIONS = tuple(f"{each}.{kind}" for each in _LANGUAGES for kind in ("sure", "framed"))
TRIGGERS = (
    frozenset(
        word
        for key in ("full_time", "part_time", "both")
        for word in _LISTS.triggers(*_SECTIONS, key=key)
    )
    - _COMMON
    | frozenset(("temps", "mi", "partiel", "plein", "vollzeit", "teilzeit", "tiempo", "jornada"))
    | frozenset(("semaine", "week", "weekly", "woche", "semana", "pensum", "percent"))
    | frozenset(("fte#", "etp#", "wte#"))
    | frozenset(("quotité", "taux", "poste#", "cdi#", "cdd#", "complet", "ft:"))
)

_STATED, _SAID, _DOUBTED = 0.98, HIGH, 0.6
_LONGEST_VALUE = 120
_WHOLE_WEEK = 7
#: So many hours, or such a share, of a week.
_MEASURE = re.compile(
    r"\s?[0-9]{1,2}(?:[.,][0-9]+)?\s?"
    r"(?:h\b|hrs?\b|hours?\b|heures?\b|%|st\b|Std|(?:days|jours) (?:a|per|par)\b)"
)
_BEFORE_HOURS = {("(",), (":",), ("–",), ("-",), (",",)}
#: What parts a line of facts.
_BARS = re.compile(r"[|•·–—,]|\s-\s").split
#: A share is a value of few words.
_BRIEF = 8
#: A line that lists facts has no more words.
_SHORT = 12
#: Two words and a comma are no other person: "à temps plein, à temps partiel".
_LINKING = 2


def find(prose: Prose) -> Iterator[Fact]:
    """Both fields, each once; what contradicts itself is doubted."""
    language = prose.language if prose.language in _LANGUAGES else "en"
    found: list[Fact] = []
    for passage in prose.near("schedule"):
        for fact in _read(passage, language):
            if fact.field == "schedule":
                found.append(fact)
            else:
                yield fact
    if found:
        yield _agreed(found)


@recalled
def _read(passage: Passage, language: str) -> Iterator[Fact]:
    spoken = speak(passage.text)
    if fact := _hours(passage, spoken, language):
        yield fact
    yield from _days(passage, spoken)


def _agreed(found: list[Fact]) -> Fact:
    """The widest statement; two that exclude each other leave a doubt."""
    best = max(found, key=lambda fact: (fact.confidence, len(_kinds(fact))))
    if all(set(_kinds(fact)) <= set(_kinds(best)) for fact in found):
        return best
    return replace(best, confidence=_DOUBTED)


def _kinds(fact: Fact) -> tuple[str, ...]:
    return fact.value if isinstance(fact.value, tuple) else ()


def _hours(passage: Passage, spoken: Spoken, language: str) -> Fact | None:
    if stated := _below_key(passage, spoken, language) or of_share(spoken):
        return _fact(stated, passage, _STATED)
    label = fold(passage.label)
    if share := of_equivalent(passage, asked=label in _keys() or _asks(passage.label)):
        return _fact(share, passage, _SAID)
    if "ft" in spoken.words and is_of_facts(spoken) and "FT" in map(str.strip, _BARS(passage.text)):
        return _fact(("full_time",), passage, _SAID)
    found: list[str] = []
    free = 0
    for tongue in dict.fromkeys((language, "en")):
        for begin, end, meaning in spotted(spoken, _phrases(tongue)):
            if meaning == "none":
                continue
            framed = meaning.startswith("?") or _is_aside(spoken, begin)
            if framed and (
                passage.kind in {"title", "heading"}
                or _is_listed(spoken, begin, end)
                or _is_measured(spoken, end)
            ):
                framed = False
            listed = _is_measured(spoken, end) and (not begin or spoken.words[begin - 1] in PARTS)
            if not listed and not is_stated(_LISTS, spoken, begin, end, tongue, framed=framed):
                continue
            more = _with_its_other(spoken, begin, end, meaning.lstrip("?"), tongue)
            if found and set(more).isdisjoint(found) and not _is_choice(spoken, free, begin):
                return None  # "une juriste à temps plein et un comptable à mi-temps"
            found += more
            free = end
        if found:
            break
    if not found:
        return None
    both = "both" in found or set(found) >= _BOTH
    return _fact(("full_time", "part_time") if both else (found[0],), passage, _SAID)


def _below_key(passage: Passage, spoken: Spoken, language: str) -> tuple[str, ...]:
    """What a short value says below a key about hours; or the key itself, beside a measure."""
    key, words = key_of(passage), spoken.words
    if not key or len(passage.text) > _LONGEST_VALUE:
        return ()
    if passage.label and _MEASURE.match(passage.text):  # "Temps partiel : 24 h par semaine"
        kinds = (kind for _, _, kind in spotted(speak(key), _phrases(language)) if kind != "none")
        if kind := terms.schedule(key) or tuple(each.lstrip("?") for each in kinds)[:1]:
            return kind
    share = fold(key) in _keys()
    if not share and not _asks(key):
        return ()
    value = next(spotted(spoken, _LISTS.phrases("values")), None)
    if value and value[0] == 0 and (share or asks(key, "schedule")):
        told = terms.schedule(passage.text)
        return told if len(told) > 1 else (value[2],)
    # "Hours: 100 % of your week with children": a share is one alone.
    if share and len(words) > _BRIEF:
        return ()
    if has(spoken, 0, 3, _LISTS.phrases(f"{language}.others", "never")):
        return ()
    if words[1:3] in _OR_A_SHARE and terms.schedule(passage.text) == ("full_time",):
        return ("full_time", "part_time")  # "80 % ou temps plein"
    return terms.schedule(passage.text)


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(fold, _LISTS.raw("keys")["share"]))


def _is_measured(spoken: Spoken, end: int) -> bool:
    """Whether the hours of the week follow: ``part time (21 hrs/week)``, ``temps partiel 80 %``."""
    after = spoken.words[end : end + 1]
    if after in _BEFORE_HOURS:
        return _MEASURE.match(spoken.text, spoken.spans[end][0] + 1) is not None
    bare = bool(after) and after[0].isdigit()
    return bare and _MEASURE.match(spoken.text, spoken.spans[end][0]) is not None


def _is_choice(spoken: Spoken, begin: int, end: int) -> bool:
    """Whether what stands between two kinds of hours makes them a choice."""
    between = spoken.words[begin:end]
    return len(between) <= _LINKING or not _OR.isdisjoint(between)


def _with_its_other(
    spoken: Spoken, begin: int, end: int, meaning: str, language: str
) -> tuple[str, ...]:
    """*meaning*, and the one beside it that it shares words with: ``à temps plein ou partiel``."""
    if meaning == "both":
        return ("both",)
    _, after = spoken.clause(begin)
    if spoken.words[max(begin - 2, 0) : begin] in _OR_A_SHARE or _or_a_share(
        spoken.words, _behind_brackets(spoken.words, end)
    ):
        return ("both",)  # "80 % ou temps plein"
    if spoken.words[end : end + 1] == (",",):
        possible = _LISTS.phrases(f"{language}.others", "after")
        if has(spoken, end, min(end + _AS_WELL, after), possible):
            return (meaning,)  # "temps plein, temps partiel possible"
    return terms.schedule(spoken.between(begin, min(end + 3, after))) or (meaning,)


def _or_a_share(words: tuple[str, ...], at: int) -> bool:
    """Whether a part of the week is the choice at *at*: ``ou 80 %``, ``or 4/5``, ``ou ⅘``."""
    if words[at : at + 1] and words[at] in _OR:
        at += 2 if words[at + 1 : at + 2] in _AT else 1
        share = words[at : at + 3]
        return bool(share) and (
            "⁄" in share[0]
            or (share[0].isdigit() and share[1:2] == ("%",) and int(share[0]) < WHOLE)
            or (
                share[0].isdigit()
                and share[1:2] == ("/",)
                and _FIFTHS.fullmatch(share[-1]) is not None
            )
        )
    return False


def _behind_brackets(words: tuple[str, ...], at: int) -> int:
    """Behind the hours that stand in brackets at *at*: ``temps plein (38 h) ou 4/5``."""
    if words[at : at + 1] in _OPENING and words[at + 1 : at + 2] and words[at + 1] in _OR:
        return at + 1
    if words[at : at + 1] != ("(",) or ")" not in words[at : at + _MEASURED]:
        return at
    return words.index(")", at) + 1


#: So many words say how long a week is.
_MEASURED = 9
_OPENING = {("(",), (",",)}
_AT = {("a",), ("en",), ("un",), ("at",)}
#: So many words behind hours may say that others are possible.
_AS_WELL = 6
_OR = frozenset(("ou", "or", "oder", "of", "o"))
#: The lower half of a share of five or ten days, of two halves.
_FIFTHS = re.compile(r"(?:2|3|4|5|8|10)(?:e|eme|emes|th|ths)?")
_OR_A_SHARE = {("%", "ou"), ("%", "or"), ("%", "oder"), ("%", "of"), ("%", "o")}
_BOTH = frozenset(("full_time", "part_time"))


def _fact(kinds: tuple[str, ...], passage: Passage, confidence: float) -> Fact:
    return Fact.of("schedule", kinds, ", ".join(kinds), passage, confidence)


@lru_cache(maxsize=1024)
def _asks(label: str) -> bool:
    return any(asks(label, field) for field in ("schedule", "employment", "duration_months"))


@cache
def _phrases(language: str) -> Phrases:
    """The phrases of *language*; the meaning of one that needs a frame begins with ``?``."""
    found: Phrases = {}
    for kind, mark in (("sure", ""), ("framed", "?")):
        for word, entries in _LISTS.phrases(f"{language}.{kind}").items():
            found.setdefault(word, []).extend((rest, mark + meaning) for rest, meaning in entries)
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _is_listed(spoken: Spoken, begin: int, end: int) -> bool:
    """Whether the phrase is a whole part of a short line: ``CDI, temps plein, Nantes``."""
    return (len(spoken.words) <= _SHORT or is_of_facts(spoken)) and any(
        begin == first and (end == after or _or_a_share(spoken.words, end))
        for first, after in spoken.parts()
    )


def _is_aside(spoken: Spoken, begin: int) -> bool:
    """Whether the phrase comes after other words in brackets: ``(une graphiste à mi-temps)``."""
    first, _ = spoken.clause(begin)
    words = spoken.words
    first = max((at + 1 for at in range(first, begin) if words[at] == ","), default=first)
    opened = max((at for at in range(begin) if words[at] == "("), default=-1)
    return first < begin and opened >= 0 and ")" not in words[opened:begin]


# Days of work in a week.


def _days(passage: Passage, spoken: Spoken) -> Iterator[Fact]:
    days, per = _LISTS.phrases("days", "day"), _LISTS.phrases("days", "per")
    words = spoken.words
    for at, word in enumerate(words):
        if word in days and at:
            begin = at - 1
        elif len(word) == 2 and word[1] in "jd" and word[0].isdigit():
            begin = at  # "3j/semaine"
        else:
            continue
        number = meanings("numbers").get(words[begin], words[begin].rstrip("jd"))
        if not number.isdigit() or not 0 < int(number) <= _WHOLE_WEEK:
            continue
        if _is_one_end(words, begin):
            continue
        inside = has(spoken, at + 1, at + 4, per) and words[at + 1] not in {",", "."}
        before = has(spoken, begin - 2, begin, _LISTS.phrases("days", "before"))
        if not inside and not before:
            continue
        first, after = spoken.clause(begin)
        if has(spoken, first, min(after, at + 8), _LISTS.phrases("days", "others")):
            continue
        labelled = _asks(key_of(passage)) or asks(key_of(passage), "days_per_week")
        work, label = _LISTS.phrases("days", "work"), speak(passage.label)
        if labelled or has(spoken, 0, len(words), work) or has(label, 0, len(label.words), work):
            value = terms.days_per_week(number)
            if value is not None:
                confidence = _STATED if labelled else _SAID
                yield Fact.of("days_per_week", value, str(value), passage, confidence)
                return


def _is_one_end(words: tuple[str, ...], at: int) -> bool:
    """Whether the number at *at* is a bound, or an end of a range: ``3 à 4``, ``au moins 4``."""
    before = words[at - 1] if at else ""
    if before.isdigit() or before in {"moins", "least", "minimum", "et", "and"}:
        return True
    first = words[at - 2] if at > 1 else ""
    return before in _RANGE and (first.isdigit() or first in meanings("numbers"))


_RANGE = frozenset(("-", "–", "/", "a", "to", "ou", "or", "of", "bis", "tot", "o", "oder"))
