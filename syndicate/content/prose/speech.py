"""A passage as the words that were said, and the lists of words that give them a meaning.

Rules look for a known phrase, then at the words before and after it in the same clause: they say
whether this is a statement about the job, or a wish, an example, or a job of somebody else.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.content.fields import shipped_vocabulary
from syndicate.content.folding import fold, fold_words, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from syndicate.content.prose.passage import Passage

# Words and figures, the marks that end a clause, and a hyphen (a dash) or dot between blanks. The
# second form of a word that means all genders belongs to the first: "un·e", "chargé(e)s", "un.e".
_TOKEN = re.compile(
    r"([^\W_]+)(?:[·•.‐-](?:e|ne|le|se|rice|trice|euse|ère)(?:[·•.‐-]?s)?(?!\w)|\((?:e|ne|rice)\)s?)?"
    r"|([.,;:()!?…|/–—•\[\]%€+>]|(?<=\s)(?:-{1,3}|·)(?=\s))"
)
_WORD = re.compile(r"[^\W_]+")
#: Between two of these a sentence says one thing.
BREAKS = frozenset(".;:()!?…|–—•·[]>") | {"-", "--", "---"}
#: These separate the parts of a title, and of a line that is a list of facts.
PARTS = BREAKS | {",", "/", "+"}

#: A phrase known by its first word: the words that follow, and what it means.
Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class Spoken:
    """The words of *text*, folded, and marks; each with where it begins and ends in the text."""

    __slots__ = ("_spans", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tuple(
            [
                mark or (word.lower() if word.isascii() else plain(word))
                for word, mark in _TOKEN.findall(text)
            ]
        )
        self._spans: tuple[tuple[int, int], ...] | None = None

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word begins and ends; few are ever asked for."""
        if self._spans is None:
            self._spans = tuple([match.span() for match in _TOKEN.finditer(self.text)])
        return self._spans

    def between(self, begin: int, end: int) -> str:
        """The text of the words from *begin* to before *end*, as it is written."""
        return self.text[self.spans[begin][0] : self.spans[end - 1][1]] if begin < end else ""

    def clause(self, at: int) -> tuple[int, int]:
        """The first word of the clause of the word *at*, and the one after its last."""
        begin = end = at
        while begin > 0 and self.words[begin - 1] not in BREAKS:
            begin -= 1
        while end < len(self.words) and self.words[end] not in BREAKS:
            end += 1
        return begin, end

    def parts(self) -> Iterator[tuple[int, int]]:
        """The parts between separating marks: of a title, of a line that lists facts."""
        begin = 0
        for at, word in enumerate(self.words):
            if word in PARTS:
                if begin < at:
                    yield begin, at
                begin = at + 1
        if begin < len(self.words):
            yield begin, len(self.words)


@lru_cache(maxsize=512)
def _speak(text: str) -> Spoken:
    return Spoken(text)


def speak(text: str) -> Spoken:
    """The words of *text*, or of its beginning; five kinds of facts look at the same passages."""
    return _speak(text if len(text) <= _LONGEST else text[:_LONGEST])


#: What is longer is no sentence, and would be looked at for longer than it is worth.
_LONGEST = 2000


def table(phrases: Iterable[tuple[str, str]]) -> Phrases:
    """Phrases and their meanings, by the first word; the longest of a word comes first."""
    found: Phrases = {}
    for phrase, meaning in phrases:
        first, *rest = fold_words(phrase)
        found.setdefault(first, []).append((tuple(rest), meaning))
    for known in found.values():
        known.sort(key=lambda entry: -len(entry[0]))
    return found


def telling(phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each of *phrases*, with accents and without.

    A text that has none of these words holds no phrase: ``holds_word`` is quicker to say so.
    """
    longest = [max(_WORD.findall(phrase.lower()), key=len) for phrase in phrases]
    return frozenset((*longest, *map(plain, longest)))


def holds_word(text: str, words: frozenset[str]) -> bool:
    """Whether one of *words*, in small letters, stands in *text*."""
    return not words.isdisjoint(_WORD.findall(text.lower()))


def spotted(spoken: Spoken, phrases: Phrases) -> Iterator[tuple[int, int, str]]:
    """Where known phrases begin and end in *spoken*, and what they mean; none overlap."""
    words, free = spoken.words, 0
    if phrases.keys().isdisjoint(words):  # most are: this is quick, the loop is not
        return
    for at in [at for at, word in enumerate(words) if word in phrases]:
        if at < free:
            continue
        for rest, meaning in phrases[words[at]]:
            end = at + 1 + len(rest)
            if not rest or words[at + 1 : end] == rest:
                yield at, end, meaning
                free = end
                break


def last(spoken: Spoken, begin: int, end: int, phrases: Phrases) -> int:
    """Where the last of *phrases* within the words from *begin* to *end* begins, or -1."""
    if begin < 0:
        begin = 0
    words = spoken.words
    if begin >= end or phrases.keys().isdisjoint(words[begin:end]):
        return -1
    for at in range(min(end, len(words)) - 1, begin - 1, -1):
        if words[at] not in phrases:
            continue
        for rest, _ in phrases[words[at]]:
            stop = at + 1 + len(rest)
            if stop <= end and words[at + 1 : stop] == rest:
                return at
    return -1


def has(spoken: Spoken, begin: int, end: int, phrases: Phrases) -> bool:
    """Whether one of *phrases* stands within the words from *begin* to *end*."""
    return last(spoken, begin, end, phrases) >= 0


def is_of_facts(spoken: Spoken) -> bool:
    """Whether bars part a line into facts: ``Baker - Leeds - full time - $50K - $60K``."""
    return bars(spoken) >= _MANY and not _STOPS.issuperset(spoken.words[-1:])


def bars(spoken: Spoken) -> int:
    """How many dashes, dots and bars part the words."""
    return sum(word in _BARS for word in spoken.words)


#: So many of these part a line of facts; a sentence with dashes ends in a full stop.
_MANY, _BARS = 3, frozenset(("-", "–", "—", "|", "•", "·"))


@lru_cache(maxsize=1024)
def asks(label: str, field: str) -> bool:
    """Whether *label* is a key under which front matter, too, would state *field*."""
    return any(name == field for name, _ in shipped_vocabulary().ranks.get(fold(label), ()))


def key_of(passage: Passage) -> str:
    """The label of *passage*, or the heading of a short line below it: ``## Contrat``, ``CDI``."""
    if passage.label or passage.kind not in {"sentence", "item"} or len(passage.text) > _SHORT:
        return passage.label
    return passage.heading if len(passage.heading) <= _SHORT else ""


#: A line below a heading is its value when both are no longer.
_SHORT = 60


class Lists:
    """The word lists of one kind of fact: ``<name>.toml``, read when first asked for."""

    def __init__(self, name: str) -> None:
        self._path = Path(__file__).with_name(f"{name}.toml")
        self._tables: dict[tuple[str, str], Phrases] = {}
        self._words: Mapping[str, Any] | None = None

    def _lists(self) -> Mapping[str, Any]:
        if self._words is None:
            import tomllib

            self._words = tomllib.loads(self._path.read_text(encoding="utf-8"))
        return self._words

    def raw(self, section: str) -> Mapping[str, list[str]]:
        """The section ``fr.frames`` as the file has it; none is empty."""
        found: Mapping[str, Any] = self._lists()
        for name in section.split("."):
            found = found.get(name, {})
        return found

    def phrases(self, section: str, key: str = "") -> Phrases:
        """The phrases of *section*, and what each stands under; only those of *key*, if given."""
        known = self._tables.get((section, key))
        if known is None:
            known = self._tables[section, key] = table(
                (phrase, meaning)
                for meaning, phrases in self.raw(section).items()
                for phrase in phrases
                if key in {"", meaning}
            )
        return known

    def triggers(self, *sections: str, key: str = "") -> Iterator[str]:
        """The first words of *sections*, with accents and without; of *key* alone, if given."""
        for section in sections:
            for meaning, phrases in self.raw(section).items():
                for phrase in phrases if key in {"", meaning} else ():
                    first = next(islice(re.finditer(r"[^\W_]+", phrase.lower()), 1))[0]
                    yield first
                    yield plain(first)


@cache
def lists(name: str) -> Lists:
    """The word lists in ``<name>.toml``."""
    return Lists(name)


#: How many words before and after a phrase are looked at.
_BEFORE, _AFTER = 10, 4
_STOPS = frozenset(".;?!")
_ARTICLES = frozenset(("un", "une", "a", "an", "ein", "eine", "een"))


#: What may come after a contract says nothing against it: "CDD, renouvellement possible".
EXTENSIONS = frozenset(
    ("extension", "extensions", "renewal", "renouvellement", "prolongation", "reconduction")
) | {"verlangerung", "prorroga", "renovacion", "verlenging"}


#: How a contract begins is no possibility: "en CDI dès que possible".
_SOON = frozenset(
    (("des", "que", "possible"), ("plus", "tot", "possible"), ("soon", "as", "possible"))
)
_SOONEST = frozenset(first for first, *_ in _SOON)


def _before_extension(words: tuple[str, ...], begin: int, end: int) -> int:
    """Where words begin that say nothing against it, between *begin* and *end*; else *end*.

    They speak of an extension, or tell that the job is to begin soon.
    """
    for at in range(begin, min(end, len(words))):
        if words[at] in EXTENSIONS or (words[at] in _SOONEST and words[at : at + 3] in _SOON):
            return at
        if words[at + 1 : at + 2] and words[at + 1] in EXTENSIONS:
            return at  # "a contract with possible extension"
    return end


def changes_subject(words: tuple[str, ...], at: int) -> bool:
    """Whether *at* is a comma behind which something else is said: ``CDI, permis exigé``."""
    return words[at] == "," and _GOES_ON.isdisjoint(words[at + 1 : at + 2])


#: Behind a comma these go on about the same: "en CDI, ou non", "en CDI, si possible".
_GOES_ON = frozenset(
    (
        *("ou", "or", "oder", "of", "o", "si", "if", "wenn", "sofern", "mais", "but", "voire"),
        *("eventuellement", "eventuel", "possiblement", "possibly", "perhaps", "maybe"),
        *("peut", "apres", "after", "nach", "au", "a", "puis", "then", "ensuite", "afterwards"),
    )
)


def is_stated(
    known: Lists, spoken: Spoken, begin: int, end: int, language: str, *, framed: bool
) -> bool:
    """Whether the phrase from *begin* to *end* is said of this job.

    ``<language>.others`` of *known* has the words that make it a wish, a possibility or another's:
    ``never`` anywhere before it in the sentence, ``nearer`` when no word of a frame stands between,
    ``beside`` right before it, ``after`` soon after it. A *framed* phrase is said of this job only
    after a word of ``<language>.frames``, or when it begins a clause and one comes after it.
    """
    others, frames, words = f"{language}.others", f"{language}.frames", spoken.words
    clause_begin, clause_end = spoken.clause(begin)
    high = _before_extension(words, end, min(end + _AFTER, clause_end))
    high = next((at for at in range(end, high) if changes_subject(words, at)), high)
    low = max(0, begin - _BEFORE)
    low = max((at + 1 for at in range(low, begin) if words[at] in _STOPS), default=low)
    if (
        has(spoken, end, high, known.phrases(others, "after"))
        or has(spoken, low, begin, known.phrases(others, "never"))
        or has(spoken, max(low, begin - 2), begin, known.phrases(others, "beside"))
    ):
        return False
    nearest = last(spoken, max(low, clause_begin), begin, known.phrases(frames, "before"))
    if last(spoken, low, begin, known.phrases(others, "nearer")) > nearest:
        return False
    if not framed or nearest >= 0:
        return True
    if begin > clause_begin and words[begin - 1] in _ARTICLES:
        begin -= 1
    return begin == clause_begin and has(spoken, end, high, known.phrases(frames, "after"))
