"""A line or a part of a title that holds a contract and little else: ``CDI, temps plein``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from syndicate.content import terms
from syndicate.content.dates import month_of
from syndicate.content.prose.speech import EXTENSIONS, bars, changes_subject, has, lists, speak
from syndicate.content.vocabulary import meanings

if TYPE_CHECKING:
    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.speech import Spoken

LISTS = lists("contract")
_UNITS = frozenset(("year", "month", "week", "day"))
#: A line of facts has no more words; one that begins with a contract and goes on, fewer still.
_LONGEST, _SHORT = 24, 14
#: An offer leaves the choice between so many contracts.
_CHOICE = 2


def of_line(passage: Passage, spoken: Spoken, language: str) -> tuple[tuple[str, ...], bool]:
    """What a line such as ``CDI, temps plein, Paris`` begins with, and whether that is sure."""
    if len(spoken.words) > _LONGEST:
        return (), False
    if kinds := _at_end(passage, language):
        return kinds, True
    begin, end = _first_part(spoken)
    kinds = bare(spoken, begin, end, language, alone=True) or _begun(spoken)
    if not kinds and (begin or end < len(spoken.words)):
        named = bare(spoken, begin, end, language, alone=False)
        # "Temporary, part-time", and the other way round.
        kinds = named if named and (begin or _is_told(passage, spoken, end)) else ()
    if not kinds and (listed := _among(passage, spoken, language)):
        begin, end, kinds = listed
    if not kinds or has(
        spoken, end, _before_more(spoken), LISTS.phrases(f"{language}.others", "never")
    ):
        return (), False
    if is_below_others(passage) or _is_unsaid(spoken, end, language):
        return (), False
    if end + 1 < len(spoken.words) and spoken.words[end] in {",", "/"}:
        # "Stage, alternance ou premier emploi réussi": a list of what else it may be.
        more = [
            kind for b, e in spoken.parts() for kind in bare(spoken, b, e, language, alone=False)
        ]
        kinds = tuple(dict.fromkeys(more)) if more else kinds
    elif names_more(spoken, kinds, language):
        return (), False
    sure = any(word in _SURE for word in spoken.words[begin:end]) or end - begin > 1
    # More than two are those of a house.
    return kinds, len(kinds) <= _CHOICE and (sure or passage.kind == "heading")


def _among(
    passage: Passage, spoken: Spoken, language: str
) -> tuple[int, int, tuple[str, ...]] | None:
    """The contract that is one part of a line of facts: ``Rennes - CDI - dès que possible``."""
    if passage.label or passage.kind != "sentence" or passage.text.endswith((".", "!", "?")):
        return None
    if bars(spoken) < _BARS or any(
        has(spoken, 0, len(spoken.words), LISTS.phrases(f"{language}.others", key))
        for key in ("never", "nearer")
    ):
        return None
    for begin, end in spoken.parts():
        kinds = bare(spoken, begin, end, language, alone=True)
        if kinds and not _SURE.isdisjoint(spoken.words[begin:end]):
            return begin, end, kinds
    return None


#: So many of them make a line with a contract one of facts, if it is no sentence.
_BARS = 2


def is_below_others(passage: Passage) -> bool:
    """Whether the heading speaks of others, or of what candidates bring."""
    heading = speak(passage.heading)
    return has(heading, 0, len(heading.words), LISTS.phrases("labels", "others"))


def _is_unsaid(spoken: Spoken, end: int, language: str) -> bool:
    """Whether it is taken back behind a comma: ``CDI, après un an de CDD``."""
    if spoken.words[end : end + 1] != (",",) or changes_subject(spoken.words, end):
        return False
    _, clause_end = spoken.clause(end)
    behind = min(end + _BEHIND, clause_end)
    return has(spoken, end, behind, LISTS.phrases(f"{language}.others", "after"))


#: Behind a contract so many words may take it back.
_BEHIND = 4


def names_more(spoken: Spoken, kinds: tuple[str, ...], language: str) -> bool:
    """Whether parts name other contracts than *kinds*: ``Nos contrats — CDI — CDD``."""
    return any(
        not set(kinds).issuperset(bare(spoken, begin, end, language, alone=False))
        for begin, end in spoken.parts()
    )


def _before_more(spoken: Spoken) -> int:
    """Where words begin that tell of more of the same: ``CDD, possibilité de prolongation``."""
    words = spoken.words
    return next((at - 2 for at, word in enumerate(words) if word in EXTENSIONS), len(words))


def _at_end(passage: Passage, language: str) -> tuple[str, ...]:
    """The contract at the end of a line that is a title: ``Juriste, Lyon, H/F CDI``."""
    match = _SEXES.search(passage.text)
    if match is None:
        return ()
    said = speak(passage.text[match.end() :])
    return bare(said, 0, len(said.words), language, alone=True) if said.words else ()


#: The mark of all genders, with a dash or so behind it.
_SEXES = re.compile(r"\(?\b(?:[HFMWDX]\s?/\s?){1,2}[HFMWDX]\b\)?[\s,–-]*(?=[A-Z])")


def _first_part(spoken: Spoken) -> tuple[int, int]:
    """The first part that may name a contract: behind the one of the hours."""
    parts = list(spoken.parts())
    if len(parts) > 1 and terms.schedule(spoken.between(*parts[0])):
        # "CDD à temps partiel, 20 h" names it at once.
        return parts[0] if spoken.words[parts[0][0]] in _ALWAYS else parts[1]
    return parts[0] if parts else (0, 0)


def _begun(spoken: Spoken) -> tuple[str, ...]:
    """The contract of a short line that begins with it: ``CDD pouvant évoluer en CDI``."""
    words = spoken.words
    kind = _ALWAYS.get(words[0]) if 1 < len(words) <= _SHORT else None
    if kind and words[1] == "du" and words[2:] and words[2][0].isdigit():
        return (kind,)  # "CDD du 1er avril au 30 septembre"
    return (kind,) if kind and words[1] not in _NOT_BEGUN else ()


def _is_told(passage: Passage, spoken: Spoken, at: int) -> bool:
    """Whether what follows tells how long or how much: ``Stage (6 mois)``, ``Temporary, …``."""
    behind = spoken.words[at + 1] if at + 1 < len(spoken.words) else ""
    if behind in _ENDED or (passage.kind != "item" and behind.isdigit() and len(behind) < _YEAR):
        return True
    return _tells_hours(spoken, at)


def _tells_hours(spoken: Spoken, at: int) -> bool:
    """Whether one of the parts from the word *at* on is nothing but the hours."""
    return any(terms.schedule(spoken.between(*part)) for part in spoken.parts() if part[0] >= at)


#: Fewer figures are no year: "Stage (6 mois)".
_YEAR = 4
#: Behind a contract these tell when it ends.
_ENDED = frozenset(("until", "jusqu", "bis", "tot", "hasta"))
#: Words that mean nothing but the contract, and what follows them when it is another matter.
_ALWAYS = {"cdi": "permanent", "cdd": "fixed_term"}
_NOT_BEGUN = frozenset(
    (
        *("et", "ou", "or", "and", "du", "des", "au", "a", "/", "&", ":", ".", "?", "est", "sont"),
        *("possible", "envisageable", "ensuite", "vs", "versus", "scolaire", "college"),
        "interimaire",
    )
)
_SURE = frozenset(("cdi", "cdd", "freelance", "contrat", "contract", "permanent"))


def bare(spoken: Spoken, begin: int, end: int, language: str, *, alone: bool) -> tuple[str, ...]:
    """The contracts that a part names, when it holds nothing else but its circumstances.

    *alone*: the part stands for the whole, so a word that may be the job's subject is none.
    """
    known, words, found = meanings("employment"), spoken.words, list[str]()
    hours, units, numbers = meanings("schedule"), meanings("units"), meanings("numbers")
    filler, subjects = _bare_words()
    single, at = "", begin
    while at < end:
        for length in range(min(5, end - at), 0, -1):
            word = "".join(words[at : at + length])
            meaning = known.get(word, "")
            if meaning and meaning not in {"ignored", "prospect"}:
                if not (language == "en" and word in {"stage", "stages", "via"}):
                    found.append(meaning)
                    single = word if not single else "+"
                    break
            elif word in hours:
                single = single and "+"
                break
        else:
            word, length = words[at], 1
            if word == "possible" and words[at - 1] not in _AS_SOON:
                return ()  # "CDI possible", and not "CDI dès que possible"
            if not (
                word.isdigit()
                or word in filler
                or word in numbers
                or units.get(word) in _UNITS
                or month_of(word)
            ):
                return ()
            single = "+" if single and (word.isdigit() or word in numbers) else single
        at += length
    if alone and len(found) == 1 and single in subjects:
        return ()
    return tuple(dict.fromkeys(found))


_AS_SOON = frozenset(("que", "as", "wie"))


@cache
def _bare_words() -> tuple[frozenset[str], frozenset[str]]:
    raw = LISTS.raw("bare")
    filler = frozenset(word for text in raw["words"] for word in speak(text).words)
    return filler, frozenset("".join(speak(text).words) for text in raw["subjects"])
