"""Titles in French and German: for everybody, and all in one style."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.rules.case import Finding
from syndicate.content.rules.words import words
from syndicate.offer import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.content.rules.case import Case
    from syndicate.content.rules.rule import Rule

_FR_ENDING = r"(?:e|ne|le|se|fe|ve|te|ère|re|rice|trice|euse|ière|esse|ive)s?"
_DE_ENDING = r"(?:innen|in|r|n|frau)"
#: Markers behind a title: (H/F), F/H/X, (m/w/d), (all genders).
_SUFFIX = {
    "fr": re.compile(
        r"(?<![\w/])\(?\b(?P<letters>[HFM] ?[/-] ?[HFM](?: ?[/-] ?[XN]B?)?)\b\)?(?![\w/])",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\(?(?<![\w/])(?P<letters>[mwfdx](?: ?[/|,*:] ?(?:div(?:ers)?\.?|[mwfdxi*])){1,3})"
        r"(?![\w/])\)?"
        r"|\((?P<word>all genders|alle|gn\*?|a|x|divers|mwd|wmd)\)",
        re.IGNORECASE,
    ),
}
#: How both forms are written into one word: the mark → the pattern.
_INCLUSIVE = {
    "fr": {
        "·": re.compile(rf"\w[·•‧⸱∙⋅]{_FR_ENDING}\b", re.IGNORECASE),
        ".": re.compile(rf"[a-zéèà]\.{_FR_ENDING}\b"),
        "-": re.compile(
            r"[a-zéè]-(?:e|ne|se|ve|re|ère|rice|trice|euse)s?\b(?![-'])", re.IGNORECASE
        ),
        "()": re.compile(rf"[a-zéèà]\({_FR_ENDING}\)", re.IGNORECASE),
        "/": re.compile(rf"[a-zéèà]/-?{_FR_ENDING}\b", re.IGNORECASE),
    },
    "de": {
        "*": re.compile(rf"[a-zäöüß]\*{_DE_ENDING}\b"),
        ":": re.compile(rf"[a-zäöüß]:{_DE_ENDING}\b"),
        "_": re.compile(rf"[a-zäöüß]_{_DE_ENDING}\b"),
        "/in": re.compile(rf"[a-zäöüß]/-?{_DE_ENDING}\b"),
        "In": re.compile(r"[a-zäöüß]In(?:nen)?\b"),
        "()": re.compile(rf"[a-zäöüß]\({_DE_ENDING}\)"),
    },
}
#: Both forms in full: Développeuse ou développeur, Entwicklerin / Entwickler.
_BOTH = re.compile(
    r"\b(\w{4})\w*(?: \w+)?\s*(?:/|\bet\b|\bou\b|\bund\b|\boder\b|\bbzw\.)\s*(?:d'|de )?\1\w*",
    re.IGNORECASE,
)
#: Beginnings of titles that are no name of a job.
_FR_START = re.compile(
    r"^(?:(?:offre (?:de |d')(?:stage|emploi|alternance)|offre|stage|alternance|cdi|cdd|poste"
    r"|recrutement|nous recherchons|recherch\w+|\d+ mois|un|une|d'un|d'une|de)\b[\s:,–—-]*)*",
    re.IGNORECASE,
)
_FOR_ALL = {
    "fr": re.compile(r"\b[hf] ?/ ?[hf]\b|femmes? (?:et|ou) (?:d'|les )?hommes?|tous les genres"),
    "de": re.compile(r"\b[mwfdx] ?/ ?[mwfdx]\b|alle\w* geschlecht|geschlechtsneutral|m\*w\*d"),
}
_WRITE = {"fr": "{title} (H/F)", "de": "{title} (m/w/d)"}
#: So many titles make a style, and this share of them have its marker.
_ENOUGH, _MOST = 3, 0.75


class Style(NamedTuple):
    """How one title names both sexes: by a marker behind it, by a mark in a word, in full."""

    suffix: str = ""
    mark: str = ""
    both: bool = False


def style(title: str, language: str) -> Style:
    """The style of *title*, which is in French or German; empty when it has none."""
    found = _SUFFIX[language].search(title)
    suffix = ""
    if found:
        groups = found.groupdict()
        letters = groups["letters"]
        suffix = re.sub(r" ?[/|,*:-] ?", "/", letters) if letters else groups["word"] or ""
        title = title[: found.start()] + title[found.end() :]
    suffix = suffix.upper() if language == "fr" else suffix.lower()
    marks = _INCLUSIVE[language].items()
    mark = next((mark for mark, pattern in marks if pattern.search(title)), "")
    return Style(suffix, mark, bool(_BOTH.search(title)))


def marker(case: Case, rule: Rule) -> Iterator[Finding]:
    """That a title is in one form alone, and nothing says that it is meant for all."""
    language = case.language
    law = rule.law_for(case.offer, case.now.date())
    if language not in _SUFFIX or law is None or any(style(case.title, language)):
        return
    word = _for_one_sex(case.title, language)
    if not word or _FOR_ALL[language].search(case.lower):
        return
    message = f"'{word}' names one sex alone: {law.asks} ({law.jurisdiction}: {law.name})"
    field = case.title_field
    yield Finding(*case.at(field), field, message, _written(case, case.title))


def _written(case: Case, title: str) -> str:
    key = "board_title" if case.offer.board_title else "title"
    return f"{key}: {_WRITE[case.language].format(title=title)}"


def _for_one_sex(title: str, language: str) -> str:
    """The first word of *title* that names men alone, or women alone; empty when none does."""
    if language == "de":
        found = _german().search(title)
        return found[0] if found else ""
    start = _FR_START.match(title)
    first = re.match(r"[\w-]+", title[start.end() if start else 0 :])
    word = first[0] if first else ""
    known = word.lower() in words("jobs", "fr", "masculine") | words("jobs", "fr", "feminine")
    return word if known else ""


@cache
def _german() -> re.Pattern[str]:
    ends = words("jobs", "de", "masculine") | words("jobs", "de", "feminine")
    return re.compile(rf"\b\w*(?:{'|'.join(sorted(ends))})\b", re.IGNORECASE)


def styles(cases: Sequence[Case], rule: Rule) -> Iterator[tuple[Case, Finding]]:
    """Titles that are not in the style of most others of their language."""
    for language in rule.languages:
        those = [
            (case, style(case.title, language))
            for case in cases
            if case.language == language and case.offer.status is Status.OPEN
        ]
        suffixes = Counter(found.suffix for _, found in those if found.suffix)
        marks = Counter(found.mark for _, found in those if found.mark)
        for case, found in those:
            yield from _differing(case, found.suffix, suffixes)
            yield from _differing(case, found.mark, marks)
        yield from _bare(those, suffixes)


def _differing(case: Case, own: str, used: Counter[str]) -> Iterator[tuple[Case, Finding]]:
    """That the title has *own* where most titles have another of those that are *used*."""
    house = _house(used)
    if own and house and own != house:
        field = case.title_field
        message = (
            f"this title names both sexes with '{own}', {used[house]} of {sum(used.values())} "
            f"titles that do so with '{house}': one way for all reads better"
        )
        alike = own in case.title and len(own) > 1
        title = case.title.replace(own, house) if alike else f"…    (both sexes with '{house}')"
        yield case, Finding(*case.at(field), field, message, f"{field}: {title}")


def _house(used: Counter[str]) -> str:
    """What is used more often than all others; empty when nothing is, or too little."""
    ranked = used.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _bare(
    those: Sequence[tuple[Case, Style]], suffixes: Counter[str]
) -> Iterator[tuple[Case, Finding]]:
    """Titles without any marker where nearly all others have one."""
    house = _house(suffixes)
    marked = sum(suffixes.values())
    if not house or marked < _ENOUGH or marked < _MOST * len(those):
        return
    for case, found in those:
        if not any(found):
            field = case.title_field
            message = f"{marked} of {len(those)} titles end in a marker such as ({house}); not this"
            hint = f"{field}: {case.title} ({house})"
            yield case, Finding(*case.at(field), field, message, hint)
