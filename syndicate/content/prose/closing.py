"""The last day to apply that the text states: ``closes``."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from syndicate.content.prose.cues import keys
from syndicate.content.prose.fact import HIGH, Fact
from syndicate.content.prose.moment import moments
from syndicate.content.prose.speech import asks, has, key_of, last, lists, speak

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from syndicate.content.prose.moment import Moment
    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose
    from syndicate.content.prose.speech import Spoken

_LISTS = lists("closing")
# A day has a figure.
TRIGGERS = frozenset(f"{word}#" for word in _LISTS.raw("triggers")["words"])

_STATED, _SAID, _PAST, _DOUBTED = 0.98, HIGH, 0.8, 0.6
_LONGEST_VALUE = 80
_FIGURE = re.compile(r"[0-9]")
#: The address to apply to, on the line before the day.
_MAIL = re.compile(r"\S@\S")
#: How many words stand between a phrase and its day: "date limite de candidature : le lundi 3 mai".
_NEAR, _CLAUSE = 6, 24
#: A line about nothing but the day has no more words.
_SHORT = 14


def find(prose: Prose) -> Iterator[Fact]:
    """The day, once. Two different ones leave a doubt, and so does one before the offer's own."""
    found = [fact for passage in _passages(prose) for fact in _read(passage, prose)]
    if not found:
        return
    best = max(found, key=lambda fact: fact.confidence)
    sure = {fact.value for fact in found if fact.confidence >= HIGH}
    if len(sure) > 1:
        best = replace(best, confidence=_DOUBTED)
    yield best


def _passages(prose: Prose) -> Iterator[Passage]:
    """Those that speak of applying, and the lines below a heading that asks for the day."""
    for passage in prose.near("closing"):
        yield passage
        if passage.kind == "heading" and _asks(passage.heading):
            yield from prose.below(passage, 1)


def _read(passage: Passage, prose: Prose) -> Iterator[Fact]:
    if passage.kind == "title" or not _FIGURE.search(passage.text):
        return
    spoken = speak(passage.text)
    labelled = _asks(key_of(passage))
    if labelled and len(passage.text) > _LONGEST_VALUE:
        labelled = False
    for moment in moments(spoken, prose.language):
        day = moment.after(prose.posted)
        past = day is None or (prose.posted is not None and day < prose.posted)
        if past:
            day = moment.shortly_before(prose.posted)
        if day is None:
            continue
        if labelled and moment.begin <= _NEAR and not _is_of_another(spoken, moment.begin):
            yield _fact(day, passage, _PAST if past else _STATED)
            return
        if _is_deadline(spoken, moment, passage, prose):
            # "For full consideration, apply by 4 May": who applies later may be read as well.
            early = has(spoken, 0, len(spoken.words), _LISTS.phrases("others", "early"))
            yield _fact(day, passage, _PAST if past or early else _SAID)
            return


def _fact(day: date, passage: Passage, confidence: float) -> Fact:
    return Fact.of("closes", day, day.isoformat(), passage, confidence)


def _is_deadline(spoken: Spoken, moment: Moment, passage: Passage, prose: Prose) -> bool:
    begin, end, words = moment.begin, moment.end, spoken.words
    _, after = spoken.clause(begin)
    # What comes after an "and" is another event: "and interviews will be in May".
    after = min([end + 4, after, *(at for at in range(end, after) if words[at] in _AND)])
    if has(spoken, end, after, _LISTS.phrases("others", "after")):
        return False
    first = _sentence(spoken, begin)
    at = last(spoken, first, begin, _LISTS.phrases("deadline"))
    # "Poste à pourvoir le 1er juin Date limite de candidature 3 mai": what stands right before a
    # day says what it is of.
    if at >= 0 and words[at] in _LIMITS and words[begin - 1] in _APPLYING:
        return True
    if _is_of_another(spoken, begin):
        return False
    if at >= 0 and begin - at <= _NEAR + 4 and _names_applying(spoken, at, begin, passage):
        return True
    bound = _LISTS.phrases("lead", "bound")
    # An hour may stand between them: "no later than 11:59 p.m. on 4 May"; or where it is that hour.
    led = begin
    while led > first and (words[led - 1] in _OF_TIME or words[led - 1].isdigit()):
        opened = words[first:led].count("(") if words[led - 1] == ")" else 0
        led = max(at for at in range(led) if words[at] == "(") if opened else led - 1
    if not has(spoken, max(first, min(begin - 6, led - 4)), begin, bound) and not has(
        spoken, end, end + 5, _LISTS.phrases("latest")
    ):
        return _stands_alone(spoken, begin, end, passage, prose)
    clause, latest = max(first, _back(words, begin)), min(end + 8, len(words))
    apply = _LISTS.phrases("apply")
    if has(spoken, clause, begin, apply) or has(spoken, end, latest, apply):
        return True
    return (
        _writes(spoken, clause, begin, end)
        or _is_brief(spoken, begin, passage)
        or _stands_alone(spoken, begin, end, passage, prose)
    )


def _back(words: tuple[str, ...], at: int) -> int:
    """The word some way before *at*; what stands in brackets, as addresses do, is not counted."""
    left, inside = _CLAUSE, 0
    while at > 0 and left > 0:
        at -= 1
        inside += (words[at] == ")") - (words[at] == "(")
        left -= inside <= 0
    return at


def _is_brief(spoken: Spoken, begin: int, passage: Passage) -> bool:
    """Whether a short line is the day and the address to write to: ``À envoyer avant le…``."""
    return (
        len(spoken.words) <= _SHORT
        and _MAIL.search(passage.text) is not None
        and has(spoken, 0, min(3, begin), _LISTS.phrases("brief"))
    )


def _writes(spoken: Spoken, clause: int, begin: int, end: int) -> bool:
    """Whether the employer is to be written to until then, and for no other reason."""
    said = has(spoken, clause, begin, _LISTS.phrases("write", "words")) or has(
        spoken, end, end + 6, _LISTS.phrases("write", "after")
    )
    return said and not has(spoken, 0, len(spoken.words), _LISTS.phrases("write", "other"))


def _stands_alone(spoken: Spoken, begin: int, end: int, passage: Passage, prose: Prose) -> bool:
    """Whether the passage, where applying is spoken of, is nothing but a bound and its day."""
    words = spoken.words
    bound = has(spoken, 0, min(3, begin), _LISTS.phrases("lead", "bound"))
    if not bound or begin > _NEAR + 3 or len(words) - end > 3:
        return False
    before = prose.before(passage)
    if before and before.kind != "title" and _MAIL.search(before.text):
        return True
    said_before = before.text if before and before.kind != "title" else ""
    around = (passage.heading, passage.label, said_before)
    apply = _LISTS.phrases("apply")
    return any(has(said, 0, len(said.words), apply) for said in map(speak, around))


def _names_applying(spoken: Spoken, at: int, begin: int, passage: Passage) -> bool:
    """Whether the deadline there is that of applying: a bare one must stand near such a word."""
    words = spoken.words
    if words[at] not in _BARE:
        return True
    phrases = _LISTS.phrases("apply")
    if has(spoken, 0, len(words), phrases):
        return True
    # "The deadline for questions", "date limite du dossier": of something else, and it is named.
    known = _LISTS.phrases("deadline")[words[at]]
    ends = [at + 1 + len(rest) for rest, _ in known if words[at + 1 : at + 1 + len(rest)] == rest]
    if not _OF.isdisjoint(words[max(ends) : begin]):
        return False
    if ":" in words[at:begin]:
        return True
    heading = speak(passage.heading)
    if has(heading, 0, len(heading.words), phrases):
        return True
    # "Date de clôture : 3 mai 2026" is a line of its own; what else would close in an offer?
    led = _OFFER.issuperset(words[:at])
    return led and begin - at <= _NEAR and len(words) <= _SHORT


#: The first and the last word of a key for it: "date limite de candidature", "closing date".
_LIMITS = frozenset(("date", "limite", "cloture", "application", "closing", "deadline"))
_APPLYING = frozenset(("candidature", "candidatures", "postuler", "candidater", "applications"))
_APPLYING |= {"apply", "application"}
#: How phrases begin that do not say of what they are the end.
_BARE = frozenset(
    ("deadline", "date", "cloture", "closes", "close", "closing", "open", "offre", "last", "final")
) | {*("plazo", "cierre", "frist", "sluit", "submissions", "limite", "fin")}
#: What may stand before them where nothing else is said to end.
_OFFER = frozenset(("the", "this", "la", "le", "l", "cette", "der", "die", "das", "de", "el")) | {
    *(
        "job",
        "vacancy",
        "position",
        "post",
        "posting",
        "offer",
        "offre",
        "annonce",
        "poste",
        "role",
    ),
    *("notre", "our", "apply", "now", "current", "call", "will", "is"),
}
_OF = frozenset(("for", "of", "pour", "du", "des", "de", "d", "para", "fur", "voor", "van"))
#: What an hour is written with.
_OF_TIME = frozenset(
    ("p", "a", "m", "pm", "am", "noon", "midnight", "on", "at", "h", "midi", "minuit")
)
_OF_TIME |= {
    *(":", ".", ",", "(", ")", "le", "uhr", "um", "cet", "est", "edt", "pst", "gmt", "utc")
}
_AND = frozenset(("and", "et", "und", "y"))


def _sentence(spoken: Spoken, at: int) -> int:
    words = spoken.words
    return max((place + 1 for place in range(at) if words[place] in {"!", "?", ";"}), default=0)


def _is_of_another(spoken: Spoken, at: int) -> bool:
    """Whether the sentence speaks of interviews, of the contract's end, of an event."""
    return has(spoken, max(_sentence(spoken, at), at - 14), at, _LISTS.phrases("others", "before"))


@cache
def _labels() -> frozenset[tuple[str, ...]]:
    return frozenset(speak(label).words for label in _LISTS.raw("labels")["closing"])


@lru_cache(maxsize=1024)
def _asks(label: str) -> bool:
    if any(asks(key, "closes") for key in keys(label)) or speak(label).words in _labels():
        return True
    spoken = speak(label)
    words, phrases = spoken.words, _LISTS.phrases("deadline")
    at = last(spoken, 0, len(words), phrases)
    if at < 0 or has(spoken, 0, len(words), _LISTS.phrases("others", "before")):
        return False
    # "Deadline for receipt of applications", but no "deadline of the project".
    return words[at] not in _BARE or has(spoken, 0, len(words), _LISTS.phrases("apply"))
