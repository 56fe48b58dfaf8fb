"""The languages that an offer asks candidates for, also as a plus.

The name of a language is that of a nation as well: companies, markets and law are French. It counts
where words for knowing a language stand beside it, and where nothing says otherwise.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from syndicate.content.folding import fold
from syndicate.content.prose.fact import HIGH, Fact
from syndicate.content.prose.speech import BREAKS, Spoken, has, lists, speak, spotted
from syndicate.content.vocabulary import meanings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose

_LISTS = lists("spoken")


@cache
def _names() -> Mapping[str, str]:
    """Folded names of languages, and their codes; not the codes themselves."""
    names = {name: code for name, code in meanings("language_names").items() if len(name) > 3} | {
        "frans": "fr"
    }
    for code, others in _LISTS.raw("names").items():
        names |= {fold(name): code for name in others}
    return names


TRIGGERS = (
    frozenset(_names())
    | {label for label in _LISTS.raw("labels")["languages"] if label.isalpha()}
    | {"français", "française", "néerlandais", "néerlandaise", "español", "inglés", "alemán"}
    | {"französisch", "niederländisch", "française", "coréen", "suédois", "norvégien"}
    | {*_LISTS.raw("tests")["en"], "thaï", "népalais", "macédonien", "géorgien", "arménien"}
    | {"isländisch", "thaïlandais"}
)

#: After a key; with a word for knowing it right beside; a few words away.
_STATED, _ASKED, _NEAR = 0.98, HIGH, 0.85
_BESIDE, _FAR = 4, 8
_LONGEST = 700
#: An item this far below one that asks for a language belongs to the same list.
_NEXT = 2


def find(prose: Prose) -> Iterator[Fact]:
    """All languages asked for, once; the sentence is that of the first."""
    known: dict[str, None] = {}
    first: tuple[Passage, float] | None = None
    least = 1.0
    line = -_NEXT
    for passage in prose.near("spoken"):
        codes, sure = _read(passage)
        if not codes and passage.line - line <= _NEXT:
            known |= dict.fromkeys(_bare(passage))  # one more item of the list
        if not codes:
            continue
        if first and sure < HIGH <= least:
            continue  # what is certain is not made doubtful by what is likely
        if first and least < HIGH <= sure:
            known, first, least = {}, None, 1.0
        known |= dict.fromkeys(codes)
        line = passage.line
        least = min(least, sure)
        first = first or (passage, sure)
    if first:
        codes = tuple(known)
        yield Fact.of("languages", codes, ", ".join(codes), first[0], least)


def _read(passage: Passage) -> tuple[tuple[str, ...], float]:
    """The languages that *passage* asks for, and how surely."""
    if passage.kind in {"title", "heading"} or len(passage.text) > _LONGEST:
        return (), 0
    spoken = speak(passage.text)
    names = _names()
    named = [(at, names[word]) for at, word in enumerate(spoken.words) if word in names]
    if passage.label:
        label = fold(passage.label)
        if label in _folded_labels():
            codes = tuple(dict.fromkeys(code for _, code in named))
            sure = _NEAR if _names_another(spoken) else _STATED
            return (codes, sure) if "never" not in _cues(spoken) else ((), 0)
        if codes := _of_label(passage.label):
            others = () if _OURS & set(spoken.words) else [code for _, code in named]
            return _of_key(spoken, (*codes, *others))
    if named and not passage.label and _is_listed(passage, spoken):
        return tuple(dict.fromkeys(code for _, code in named)), _STATED
    cues = list(spotted(spoken, _LISTS.phrases("cues"))) if named else []
    found: dict[str, float] = {}
    for at, code in named:
        sure = _sure(spoken, cues, at)
        if not sure and found and _joined(spoken, at, named):
            sure = min(found.values())
        if sure:
            found[code] = max(found.get(code, 0), sure)
    if sure := _of_test(spoken):
        found["en"] = max(found.get("en", 0), sure)
    least = min(found.values(), default=0)
    return tuple(found), min(least, _NEAR) if _names_unknown(spoken) else least


def _of_test(spoken: Spoken) -> float:
    """How surely a test of English is asked for: ``IELTS 6.5``, ``TOEIC exigé``."""
    words = spoken.words
    at = next((at for at, word in enumerate(words) if word in _tests()), -1)
    if at < 0 or has(spoken, 0, len(words), _LISTS.phrases("tests", "taught")):
        return 0
    begin, end = max(at - _BESIDE, 0), at + _BESIDE + 1
    if not _DENIED.isdisjoint(words[begin:end]) and "(" not in words[at:end]:
        return 0
    scored = any(word[0].isdigit() for word in words[at + 1 : end])
    return _ASKED if scored or has(spoken, begin, end, _LISTS.phrases("tests", "asked")) else 0


_DENIED = frozenset(("not", "no", "without", "non", "sans", "pas", "aucun", "ni", "exempt"))


@cache
def _tests() -> frozenset[str]:
    return frozenset(_LISTS.raw("tests")["en"])


def _names_unknown(spoken: Spoken) -> bool:
    """Whether something is to be spoken natively or fluently that is no language known here.

    "Native level Exemplish, fluent English": half of what is asked for would be read.
    """
    words, names = spoken.words, _names()
    if _FLUENT.isdisjoint(words):
        return False
    for at in range(1, len(words)):
        word = words[at]
        if word in names or not spoken.between(at, at + 1).istitle():
            continue
        before = words[at - 1]
        if before in _LINKS_OF_FLUENT:
            before = words[at - 2] if at > 1 else ""
        behind = words[at + 1] if at + 1 < len(words) else "."
        if before in _FLUENT and (behind in _PARTING or behind in _LINKS):
            return True
    return False


def _names_another(spoken: Spoken) -> bool:
    """Whether one part of a list of languages is a name that is not known: ``Klingon, anglais``."""
    return any(
        end - begin == 1
        and spoken.words[begin].isalpha()
        and spoken.words[begin] not in _names()
        and spoken.text[spoken.spans[begin][0]].isupper()
        for begin, end in spoken.parts()
    )


#: Right before a name these are said of nothing but languages.
_FLUENT = frozenset(("native", "fluent", "fluency", "bilingual", "speak", "speaks", "parlez"))
_FLUENT |= {"parles", "parlant", "couramment", "maternelle", "tongue"}
_LINKS_OF_FLUENT = frozenset(("in", "level", "le", "l", "speaker", "speaking", "both", ":"))
_PARTING = frozenset(".,;!()")


def _bare(passage: Passage) -> tuple[str, ...]:
    """The language that an item is, and nothing else."""
    code = _names().get(fold(passage.text)) if passage.kind == "item" else None
    return (code,) if code and not passage.label else ()


def _is_listed(passage: Passage, spoken: Spoken) -> bool:
    """Whether a line below the heading "Langues" holds names of languages and little else."""
    if fold(passage.heading) not in _folded_labels() or len(passage.text) > _SHORT:
        return False
    known = _names().keys() | _LINKS | BREAKS | {","}
    return known.issuperset(spoken.words)


#: A line that lists languages is no longer.
_SHORT = 60


@lru_cache(maxsize=256)
def _of_label(label: str) -> tuple[str, ...]:
    """The languages that a key is about: ``Anglais``, ``Niveau d'anglais``, ``Welsh or Irish``."""
    words, names = speak(label).words, _names()
    if not (_LINKS | _OF_LEVEL).issuperset(word for word in words if word not in names):
        return ()
    return tuple(dict.fromkeys(names[word] for word in words if word in names))


_OF_LEVEL = frozenset(
    ("niveau", "level", "de", "d", "l", "in", "langue", "language", "skills", "proficiency", "the")
) | frozenset(
    ("requis", "exige", "souhaite", "minimum", "required", "written", "spoken", "ecrit", "parle")
)


def _of_key(spoken: Spoken, codes: tuple[str, ...]) -> tuple[tuple[str, ...], float]:
    """``Anglais : courant``; *codes* are of the key and of its value."""
    if len(spoken.words) > _VALUE or _cues(spoken) != {"level"}:
        return (), 0
    return tuple(dict.fromkeys(codes)), _ASKED


#: Whose languages are not the candidate's.
_OURS = frozenset(("our", "notre", "nos", "unser", "unsere", "onze"))
#: What is said of one language below its name is no longer.
_VALUE = 18


def _cues(spoken: Spoken) -> set[str]:
    return {cue for _, _, cue in spotted(spoken, _LISTS.phrases("cues"))}


def _sure(spoken: Spoken, cues: list[tuple[int, int, str]], at: int) -> float:
    """How surely the language named by the word *at* is asked for."""
    begin = end = at
    while begin > 0 and spoken.words[begin - 1] not in BREAKS - {"(", ")", ":"}:
        begin -= 1
    while end < len(spoken.words) and spoken.words[end] not in BREAKS - {"(", ")"}:
        end += 1
    near = [cue for cue in cues if begin <= cue[0] < end]
    if any(
        cue == "never" and at - 10 <= start < at + 7 and not _bracketed(spoken, at, start)
        for start, _, cue in near
    ):
        return 0
    gaps = [
        start - at - 1 if start > at else at - stop
        for start, stop, cue in near
        if cue == "level" and not start <= at < stop
    ]
    if not gaps:
        return 0
    gap = min(gaps)
    if gap > _FAR or not _is_name(spoken, cues, at):
        return 0
    if gap > _BESIDE or _is_beside_unknown(spoken, at):
        return _NEAR
    return _ASKED


def _is_beside_unknown(spoken: Spoken, at: int) -> bool:
    """Whether one more name is tied to the language at *at*, which nobody knows.

    "Fluency in Exemplish and English": half of what is asked for would be read.
    """
    words = spoken.words
    for link, other, beyond in ((at - 1, at - 2, at - 3), (at + 1, at + 2, at + 3)):
        if not 0 <= other < len(words) or words[link] not in _LINKS or words[other] in _names():
            continue
        # Before it stands what the two are the object of, behind it the sentence ends.
        ties = _OBJECTS if beyond < at else _ENDS
        alone = words[beyond] in ties if 0 <= beyond < len(words) else beyond > at
        if alone and spoken.text[spoken.spans[other][0]].isupper():
            return True
    return False


_LINKS = frozenset(("and", "or", "et", "ou", "und", "oder", "en", "of", "y", "&", "/"))
_OBJECTS = frozenset(("in", "of", "both", "du", "de", "l", "en", "le"))
_ENDS = frozenset(".;!?,)")


def _is_name(spoken: Spoken, cues: list[tuple[int, int, str]], at: int) -> bool:
    """Whether the word *at* names the language, and is no adjective of something else."""
    words, name = spoken.words, spoken.words[at]
    inside = {each for begin, end, cue in cues if cue == "level" for each in range(begin, end)}
    if name in _english():
        other = at + 1
        allowed = _folded("after")
    elif name in _french():
        other = at - 1
        allowed = _folded("before")
        if name in _feminine() and "langue" not in words[max(at - 2, 0) : at]:
            return False
    else:
        return True
    if not 0 <= other < len(words):
        return True
    word = words[other]
    return other in inside or word in allowed or word in _names() or not word.isalpha()


@cache
def _english() -> frozenset[str]:
    return frozenset(_LISTS.raw("adjectives")["english"])


@cache
def _french() -> frozenset[str]:
    return frozenset(map(fold, _LISTS.raw("adjectives")["french"])) | _feminine()


@cache
def _feminine() -> frozenset[str]:
    return frozenset(map(fold, _LISTS.raw("adjectives")["feminine"]))


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fold, _LISTS.raw("beside")[name]))


def _bracketed(spoken: Spoken, at: int, other: int) -> bool:
    """Whether one of two words stands in brackets that the other is not in."""
    return any(word in "()" for word in spoken.words[min(at, other) : max(at, other)])


def _joined(spoken: Spoken, at: int, named: list[tuple[int, str]]) -> bool:
    """Whether the language at *at* is one more of a list: ``anglais et espagnol``."""
    before = [other for other, _ in named if other < at]
    return (
        bool(before)
        and at - before[-1] <= 5
        and not any(word in ".;:!?" for word in spoken.words[before[-1] : at])
    )


@cache
def _folded_labels() -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in _LISTS.raw("labels")["languages"])
