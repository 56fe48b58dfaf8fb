"""Who is looked for in a title: the word for people who do a job, and what stands around it."""

from __future__ import annotations

import re
from functools import cache

from syndicate.content.folding import fold, fold_words
from syndicate.content.prose.speech import lists

_LISTS = lists("board_title")
#: Before the name of a job, in all its genders: "un·e", "un(e)", "une/un", "5".
_ARTICLE = re.compile(
    r"(?:une?(?:[·•⋅.(/-]e?s?n?e?\)?|(?:/| ou )une?)?|des|plusieurs|several|an?"
    r"|eine?(?:[/(]?[nr]\)?)?|een|[0-9]{1,2}|deux|trois|two|three|zwei|twee)\s+(?=\S)",
    re.IGNORECASE,
)
#: After an employer, before whom it looks for.
_HIRES = re.compile(
    r"\s(?:recrut|recherch|cherch)(?:e|ent)\b\s*:?\s+"
    r"|\s(?:is|are) (?:hiring|recruiting|looking for|seeking)\s+|\s(?:sucht|zoekt|busca)\s+"
)
_CALL = re.compile(
    r"(?:rejoi(?:gnez|ns)|rejoindre|venez|viens|join|come|komm|werde teil|kom|únete)\b",
    re.IGNORECASE,
)
#: What leads to a place at the end of a title.
_LED = re.compile(
    r"\s+(?:basé|situé|localisé)(?:[·•⋅.(/-]?e\)?)?(?:[·•⋅.-]?s)?$|\s+(?:based|located|ansässig)$",
    re.IGNORECASE,
)

#: The ends of folded words for who does a job.
_DOER = re.compile(
    r"(?:\w{2}(?:[^t]er|ster|[ts]or|ista?|ian|eu[rs]e?|trice|iere?|ienne?|iste|logue|[^r]ante?)"
    r"|position|operative|cadre)s?$"
)

_QUOTES = frozenset(("«»", '""', "“”", "„“"))


def tidy(name: str) -> str:
    """*name* without the marks and quotation marks that are left around it."""
    name = re.sub(r"\s+([,:])", r"\1", name) if " ," in name else name
    name = name.strip(" ,;:|/–—•·-!").removesuffix(" (").strip()
    return name[1:-1].strip() if name[:1] + name[-1:] in _QUOTES else name


def names_role(text: str) -> bool:
    """Whether *text* holds a word for people who do a job."""
    return any(word.startswith(_stems()) or word in _words() for word in fold_words(text))


def names_doer(text: str) -> bool:
    """The same, and whether a word of *text* ends as such words do: ``boulangère``, ``baker``."""
    return names_role(text) or any(map(_DOER.search, fold_words(text)))


def is_call(text: str) -> bool:
    """Whether *text* calls to join, and names no job: ``Join our team``."""
    return _CALL.match(text) is not None


def has_article(text: str) -> bool:
    """Whether *text* begins with an article, or with how many people are looked for."""
    return _ARTICLE.match(text) is not None


def without_article(name: str, _: str) -> str:
    """The job of ``Un·e designer``, ``5 chargés de projet`` and ``Acme recrute une juriste``."""
    hires = _HIRES.search(name)
    article = _ARTICLE.match(name, hires.end() if hires else 0)
    if article is None or not names_role(" ".join(name[article.end() :].split()[:3])):
        return name
    return name[article.end() :]


def without_participle(name: str) -> str:
    """The job of ``Une designer basée``, whose place is cut off."""
    return _LED.sub("", name)


@cache
def _stems() -> tuple[str, ...]:
    return tuple(fold(stem) for stem in _LISTS.raw("roles")["stems"])


@cache
def _words() -> frozenset[str]:
    return frozenset(_LISTS.raw("roles")["words"])
