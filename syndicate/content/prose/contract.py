"""The kind of contract that an offer states: ``employment``."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from syndicate.content import terms
from syndicate.content.prose.contract_line import bare, is_below_others, names_more, of_line
from syndicate.content.prose.fact import HIGH, Fact
from syndicate.content.prose.recalling import recalled
from syndicate.content.prose.speech import (
    PARTS,
    asks,
    has,
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

_LISTS = lists("contract")
_LANGUAGES = ("fr", "en", "de", "es", "nl")
TRIGGERS = frozenset(_LISTS.raw("triggers")["words"])

#: By what stands in the title or after a label; said of this job in a sentence; a line that is
#: nothing but terms; and what a second statement contradicts.
_STATED, _SAID, _LISTED, _DOUBTED = 0.98, HIGH, 0.85, 0.6
#: A key and its value that a dash parts: ``Type de contrat – CDI``.
_DASHED = re.compile(r"([^\W\d_][^:–—(-]{3,30}?)\s[-–—]\s(\S.{1,60})")
#: No value of a label is longer; what is, is prose.
_LONGEST_VALUE = 120


def find(prose: Prose) -> Iterator[Fact]:
    """The contract, once; surer when all that the offer says of it agrees."""
    found = [fact for passage in prose.near("contract") for fact in _read(passage, prose.language)]
    if not found:
        return
    sure = [fact for fact in found if fact.confidence >= HIGH]
    told = sure or found
    best = max(told, key=lambda fact: (len(_kinds(fact)), fact.confidence))
    if all(set(_kinds(fact)) <= set(_kinds(best)) for fact in told):
        yield best
        return
    kinds = tuple(dict.fromkeys(kind for fact in told for kind in _kinds(fact)))
    if set(kinds) == _SEASONAL and _kinds(best) == ("seasonal",):
        yield best  # which ends: a sentence that says so adds nothing
        return
    stated = all(fact.confidence >= _STATED for fact in told)
    if stated and len(kinds) == 2 and set(kinds) in _AT_ONCE:
        yield replace(best, value=kinds, written=", ".join(kinds))
    else:
        yield replace(best, confidence=_DOUBTED)


#: Two kinds that one contract can be: an intern's with an end.
_AT_ONCE = [
    *({kind, "fixed_term"} for kind in ("internship", "apprenticeship", "seasonal", "temp_agency")),
    {"civil_servant", "permanent"},
]
#: "Saisonniers" in the title, "emploi temporaire" in the text: one kind, said twice.
_SEASONAL = {"seasonal", "fixed_term"}


def _kinds(fact: Fact) -> tuple[str, ...]:
    return fact.value if isinstance(fact.value, tuple) else ()


@recalled
def _read(passage: Passage, language: str) -> Iterator[Fact]:
    language = language if language in _LANGUAGES else "en"
    spoken = speak(passage.text)
    if passage.kind == "title":
        if kinds := _of_title(spoken, language):
            yield _fact(kinds, passage, _STATED)
        return
    if passage.label:
        label = speak(passage.label)
        others = has(label, 0, len(label.words), _LISTS.phrases("labels", "others"))
        # "Sujet du stage" has a subject, and says what the job is.
        if others and not has(label, 0, len(label.words), _LISTS.phrases("label_says")):
            return
    if kinds := _of_pair(passage, spoken, language):
        yield _fact(kinds, passage, _STATED)
        return
    if not passage.label and (dashed := _DASHED.fullmatch(passage.text)):
        pair = passage._replace(label=dashed[1], text=dashed[2])
        asked = asks(pair.label, "employment") or _is_label(pair.label)
        if asked and (kinds := _of_pair(pair, speak(pair.text), language)):
            yield _fact(kinds, passage, _STATED)
            return
    kinds, sure = of_line(passage, spoken, language)
    if kinds:
        yield _fact(kinds, passage, _SAID if sure else _LISTED)
        return
    yield from _of_sentence(passage, spoken, language)


#: "Employee or contractor", "bénévole ou salarié": of the employee's contract nothing is known.
_EMPLOYED = frozenset(("employee", "employees", "salarie", "salariee"))


def _fact(kinds: tuple[str, ...], passage: Passage, confidence: float) -> Fact:
    if kinds in {("freelance",), ("volunteer",)} and not _EMPLOYED.isdisjoint(
        speak(passage.text).words
    ):
        confidence = _DOUBTED
    return Fact.of("employment", kinds, ", ".join(kinds), passage, confidence)


# A title, a pair and a line that is a list of facts: parts that name a contract and nothing else.


def _of_title(spoken: Spoken, language: str) -> tuple[str, ...]:
    before, after = _LISTS.phrases("title", "before"), _LISTS.phrases("title", "after")
    words, parts = spoken.words, list(spoken.parts())
    alone = len(parts) == 1 or has(spoken, 0, len(words), before)
    found = [
        kind for begin, end in parts for kind in bare(spoken, begin, end, language, alone=alone)
    ]
    for begin, end, kind in spotted(spoken, _title_phrases(language)):
        if kind in found:
            continue
        part_begin, part_end = next(part for part in parts if begin < part[1])
        asked = kind == "internship" and words[0] in _APPLY
        if not asked and has(spoken, max(begin - 3, part_begin), begin, before):
            continue
        if has(spoken, end, min(end + 2, part_end), after):
            continue
        single = end - begin == 1
        # In the middle of a name the word is a part of it: "Backstage, stage et lumière".
        if single and words[begin] in _ONLY_AT_ENDS and begin != part_begin and end != part_end:
            continue
        found.append(kind)
    return tuple(dict.fromkeys(found))


#: "Apply now for an internship" calls for interns.
_APPLY = frozenset(("apply", "postulez", "candidatez"))
#: Of these a title says that it is one only at the beginning or the end of a part.
_ONLY_AT_ENDS = frozenset(
    ("stage", "alternance", "permanent", "temporary", "volunteer", "benevole")
)


@cache
def _title_phrases(language: str) -> Phrases:
    """What titles say in *language*, and in English, which titles in all languages use."""
    found: Phrases = {"cdi": [((), "permanent")], "cdd": [((), "fixed_term")]}
    for tongue in dict.fromkeys((language, "en")):
        for word, entries in _LISTS.phrases(f"{tongue}.title").items():
            found[word] = sorted([*found.get(word, ()), *entries], key=lambda entry: -len(entry[0]))
    return found


#: No contract with an end is longer; "35 ans" is an age.
_LENGTH = r"(?:[0-9]{1,2}[- ](?:months?|mois)|[1-6][- ](?:years?|ans?))"
#: The length of a contract makes it one with an end: "Durée : contrat de 9 mois".
_OF_LENGTH = re.compile(
    rf"(?:contrat|contract|vertrag|contrato)[^,;:()]{{0,12}}? {_LENGTH}"
    rf"(?: contract)?(?: \([^()]*\))?|{_LENGTH} contract",
    re.IGNORECASE,
)
#: How long a contract lasts that has no end, and how a value begins that measures one.
_UNENDING = {("indeterminee",), ("indefinie",), ("indefinite",), ("unlimited",), ("unbefristet",)}
_MEASURE = re.compile(r"[0-9]{1,2} ?(?:mois|months?|h\b|heures|hours|weeks?|semaines)")
_BRIEF = 4
#: A contract of such a length has an end.
_LASTING = re.compile(_LENGTH + r"(?: ?[(,].*)?")
#: In labels that tell of an internship or an apprenticeship.
_OF_LEARNERS = ("stage", "alternance", "apprenti", "intern")


def _of_pair(passage: Passage, spoken: Spoken, language: str) -> tuple[str, ...]:
    key = key_of(passage)
    asked = bool(key) and (asks(key, "employment") or _is_label(key))
    if asked and len(passage.text) <= _LONGEST_VALUE:
        text = spoken.between(0, _wish(spoken, language))
        # In English a stage is a phase.
        kinds = terms.employment(text) if language != "en" else _english(text)
        if kinds == ("civil_servant",) and not _CONTRACTUAL.isdisjoint(spoken.words):
            return ()
        if kinds:
            return kinds
        # "Contract: 1 year" is one of a year; its duration may be an intern's as well.
        of_all = key.lower().startswith("contra") and "dur" not in key.lower()
        if of_all and _LASTING.fullmatch(passage.text):
            return ("fixed_term",)
    if passage.label and asks(key, "duration_months"):
        if _OF_LENGTH.fullmatch(passage.text):
            return ("fixed_term",)
        if spoken.words[:1] in _UNENDING and (len(spoken.words) == 1 or spoken.words[1] in PARTS):
            return ("permanent",)
    if passage.label and (first := next(spoken.parts(), None)):
        if kinds := bare(spoken, *first, language, alone=not asked):
            return () if names_more(spoken, kinds, language) else kinds
        label = speak(passage.label)
        if not any(map(passage.label.lower().__contains__, _OF_LEARNERS)):
            # The key may name it, and the value measure it: "CDD : 6 mois".
            brief = len(label.words) <= _BRIEF and not is_below_others(passage)
            said = brief and _MEASURE.match(passage.text)
            return bare(label, 0, len(label.words), language, alone=True) if said else ()
        return tuple(kind for _, _, kind in spotted(label, _LISTS.phrases("label_says")))[:1]
    return ()


def _english(text: str) -> tuple[str, ...]:
    words = [word for word in text.split() if word.lower().strip(",.;:()") not in {"stage", "via"}]
    if "ime" in text:  # of a school: "permanent, term time only"
        words = _TERM_TIME.sub("", " ".join(words)).split()
    return terms.employment(" ".join(words))


_TERM_TIME = re.compile(r"\bterm[- ]time(?: only)?", re.IGNORECASE)


@cache
def _label_words() -> frozenset[tuple[str, ...]]:
    return frozenset(speak(label).words for label in _LISTS.raw("labels")["contract"])


def _is_label(label: str) -> bool:
    return speak(label).words in _label_words()


def _wish(spoken: Spoken, language: str) -> int:
    """Where what the contract is ends: ``CDD d'un an`` of ``CDD d'un an, avec possibilité de CDI``.

    Nowhere, when the value begins with a wish.
    """
    others = f"{language}.others"
    ends = [begin for begin, _, _ in spotted(spoken, _LISTS.phrases(others, "never"))]
    ends += [begin for begin, _, _ in spotted(spoken, _LISTS.phrases(others, "nearer")) if begin]
    ends += [begin for begin, _, _ in spotted(spoken, _LISTS.phrases(others, "instead")) if begin]
    # "CDD de six mois (CDI possible)": the clause of what is possible is none of what is.
    possible = (begin for begin, _, _ in spotted(spoken, _LISTS.phrases(others, "after")))
    parts = [begin for at in possible for begin, end in spoken.parts() if begin <= at < end]
    ends += [begin for begin in parts if begin]
    return min(ends, default=len(spoken.words))


# A sentence: a phrase for a contract, and around it what says that it is that of this job.


def _never(language: str) -> Phrases:
    return _LISTS.phrases(f"{language}.others", "never")


def _of_sentence(passage: Passage, spoken: Spoken, language: str) -> Iterator[Fact]:
    words = spoken.words
    for tongue in dict.fromkeys((language, "en")):
        known = list(spotted(spoken, _LISTS.phrases(f"{tongue}.sure")))
        sure = [each for each in known if each[2] != _NOTHING]
        taken = {at for begin, end, _ in known for at in range(begin, end)}
        framed = [
            each
            for each in spotted(spoken, _LISTS.phrases(f"{tongue}.framed"))
            if each[0] not in taken
        ]
        stated = [
            each
            for each in sorted((*sure, *framed))
            if is_stated(_LISTS, spoken, each[0], each[1], tongue, framed=each[0] not in taken)
        ]
        ends = {end for _, end, _ in stated}
        # What "vacataire" is of "CDD vacataire" is said: the phrase before it names the contract.
        stated = [each for each in stated if each[2] != "other" or each[0] not in ends]
        beside = [each for begin, end, _ in stated for each in _beside(spoken, begin, end)]
        # "Seasonal/fixed-term" is both; of "temporary or …" one is not known.
        both = [(at, kind) for at, kind in beside if words[at] == "/"]
        kinds = [kind for _, kind in sorted([*both, *((begin, kind) for begin, _, kind in stated)])]
        kinds += _of_several(spoken, tongue)
        if set(kinds) == {"civil_servant"} and not _CONTRACTUAL.isdisjoint(words):
            return  # or under a contract, of which nothing is said
        if kinds:
            # "You are looking for an internship?" is more than no hint.
            asked = "?" in words or has(spoken, 0, len(words), _LISTS.phrases("asked"))
            asked = asked or any(kind not in kinds for _, kind in beside)
            yield _fact(tuple(dict.fromkeys(kinds)), passage, _LISTED if asked else _SAID)
        if sure or framed:
            return


#: What phrases mean that only look like a contract: "fixed term deposits".
_NOTHING = "nothing"
#: Between two kinds of contract: one or the other.
_OR = frozenset(("/", "or", "ou", "oder", "of", "o"))


def _beside(spoken: Spoken, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """The kinds of contract that a word names beside the phrase, and where the mark between is."""
    words, known = spoken.words, meanings("employment")
    for mark, around in (
        (begin - 1, words[max(begin - 3, 0) : begin - 1]),
        (end, words[end + 1 : end + 3]),
    ):
        if not 0 <= mark < len(words) or words[mark] not in _OR or not around:
            continue
        one = around[-1] if mark < begin else around[0]
        kind = known.get("".join(around)) or known.get(one, "")
        if kind in _KINDS:
            yield mark, kind


_KINDS = frozenset(
    (
        *("permanent", "fixed_term", "internship", "apprenticeship", "freelance", "temp_agency"),
        *("seasonal", "volunteer", "civil_servant"),
    )
)
_CONTRACTUAL = frozenset(("contractuel", "contractuels", "contractuelle"))


def _of_several(spoken: Spoken, language: str) -> Iterator[str]:
    """What the people are who are hired: ``nous recrutons deux stagiaires``."""
    phrases = _LISTS.phrases(f"{language}.several")
    if phrases.keys().isdisjoint(spoken.words):
        return
    several = list(spotted(spoken, phrases))
    leads, never = _LISTS.phrases("between"), _never(language)
    for verb, after, _ in spotted(spoken, _LISTS.phrases(f"{language}.hiring")):
        for begin, end, kind in several:
            near = after <= begin <= after + 2
            if not near or has(spoken, after, begin, leads) or has(spoken, after, begin, never):
                continue
            # The verb and the people are one phrase: what stands before it may deny it.
            if is_stated(_LISTS, spoken, verb, end, language, framed=False):
                yield kind
