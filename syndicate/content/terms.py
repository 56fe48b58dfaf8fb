"""The terms of an offer: what people write in front matter, and our word for it.

Every function takes the text as the file has it. Words that are not known give ``None``, or an
empty tuple: nothing is guessed. The word lists are data (``terms.toml``), read when first needed.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from syndicate.content.dates import parse_month, parse_when
from syndicate.content.folding import fold, fold_words
from syndicate.content.lengths import counted, days_per_week, duration_months, experience_months
from syndicate.content.memo import remembered, remembered_with
from syndicate.content.vocabulary import LONGEST, exact, meanings, spot, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from syndicate.offer import Education, Employment, Schedule, Workplace

__all__ = [
    "StatusWord",
    "days_per_week",
    "duration_months",
    "education",
    "employment",
    "experience_months",
    "is_generic_tag",
    "is_missing",
    "language_code",
    "listing_title",
    "schedule",
    "split_list",
    "start",
    "status_word",
    "template_title",
    "truth",
    "workplace",
]

StatusWord = Literal["open", "closed", "draft", "template"]

_IGNORED = frozenset(("ignored", "prospect", "travel"))
_DEGREES = (
    "none",
    "high_school",
    "professional_certificate",
    "associate_degree",
    "bachelor_degree",
    "postgraduate_degree",
)
_PERCENT = re.compile(r"(?<![0-9])(?:([0-9]{1,3}) ?%? ?(?:[-–/àa]|to|bis|tot) ?)?([0-9]{1,3}) ?%")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")
_NUMERIC_DAY = re.compile(r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]|<([^<>]*)>|\{([^{}]*)\}|\(([^()]*)\)")
_BRACKETS = frozenset("[<{(")
_LINK = re.compile(r"https?://\S*", re.IGNORECASE)


@remembered
def employment(text: str) -> tuple[Employment, ...]:
    """The kinds of contract that *text* names, in its order: ``CDI, temps plein`` → permanent.

    What a contract may become (``CDD pouvant évoluer en CDI``) is not what it is.
    """
    found = spot("employment", text, stop=words("employment", "prospect"))
    return tuple(cast("Employment", word) for word in found if word not in _IGNORED)


@remembered
def schedule(text: str) -> tuple[Schedule, ...]:
    """Full time, part time, or both, as *text* says: in words, or as a share (``80–100 %``)."""
    found = set(spot("schedule", text))
    if not found and spot("workplace", text) == () and len(text) <= LONGEST:
        shares = _percentages(text)
        found = {"full_time" if share == 100 else "part_time" for share in shares if share <= 100}
    wanted: tuple[Schedule, ...] = ("full_time", "part_time")
    return wanted if "both" in found else tuple(word for word in wanted if word in found)


@remembered
def workplace(text: str) -> Workplace | None:
    """Where the work is done; ``hybrid`` as soon as *text* says that a part is done elsewhere.

    A plain ``true`` (``remote: true``) means remote; a plain ``false`` says nothing, because
    what is not remote may be hybrid. ``télétravail possible`` says nothing: how much of it?
    """
    if (said := truth(text)) is not None:
        return "remote" if said else None
    found = set(spot("workplace", text)) - _IGNORED
    if "hybrid" in found:
        return "hybrid"
    if "remote" in found:
        share = _remote_share(text)
        return share if found == {"remote"} or share == "hybrid" else None
    if "onsite" in found and _shares(text) <= {100} and not counted(text, "day"):
        return "onsite"
    return None


def education(text: str) -> Education | None:
    """The least education that is enough: ``Bac+3 / Bac+5`` → bachelor degree.

    French levels: bac+1 and +2 associate degree, +3 and +4 bachelor degree, +5 and more
    postgraduate degree; CAP, BEP, CQP and RNCP titles professional certificate.
    """
    found = spot("education", text)
    least = min((_DEGREES.index(word) for word in found if word in _DEGREES), default=None)
    return None if least is None else cast("Education", _DEGREES[least])


@remembered
def truth(text: str) -> bool | None:
    """Yes or no, in five languages and as ``1``, ``0``, ``on``, ``off``."""
    word = exact("truth", text)
    return None if word is None else word == "yes"


def status_word(text: str) -> StatusWord | None:
    """The status that the whole of *text* names: ``Closed-Position`` and ``pourvu`` → closed."""
    return cast("StatusWord | None", exact("status", text))


@remembered_with
def start(text: str, language: str = "") -> str:
    """When the work begins: an ISO day or month, ``asap``, or the words as written.

    Raises ``ValueError`` for figures that are no day (``2026-02-30``) or can be two.
    """
    words_written = " ".join(text.split())
    if exact("start", words_written) == "asap":
        return "asap"
    bare = _without_lead(words_written)
    if month := parse_month(bare):
        return month
    try:
        when = parse_when(bare, UTC, language)
    except ValueError:
        if _NUMERIC_DAY.fullmatch(bare):
            raise
        return words_written
    return (when.date() if isinstance(when, datetime) else when).isoformat()


@remembered
def language_code(text: str) -> str | None:
    """The BCP 47 tag of a language: ``fr_FR`` → ``fr-FR``, ``Français`` → ``fr``.

    A level is allowed after it: ``English (C1)``, ``Deutsch fließend``.
    """
    if len(text) > LONGEST:
        return None
    names = meanings("language_names")
    if match := _TAG.fullmatch(text.strip().partition(".")[0]):  # fr_FR.UTF-8
        language, script, region = match.groups(default="")
        known = language.lower()
        if known in words("languages", "codes") or (known := names.get(known, "")):
            return "-".join(filter(None, (known, script.title(), region.upper())))
    if known := names.get(fold(text), ""):
        return known
    levels = words("languages", "levels")
    first, *others = fold_words(text) or ("",)
    return names.get(first) if all(word in levels for word in others) else None


def is_missing(text: str) -> bool:
    """Whether *text* only holds the place of a value: blank, ``TBD``, ``-``, ``YYYY-MM-DD``…"""
    # Three letters tell most values from all that stand for none; they fold to themselves.
    head = text[:3].lower()
    if len(head) == 3 and head.isascii() and head.isalnum() and head not in _heads_of_missing():
        return "://" in text and holds_place(text)
    return holds_place(text)


@cache
def _heads_of_missing() -> frozenset[str]:
    return frozenset(word[:3] for word in (*words("missing", "words"), "loremipsum", "xxx"))


@remembered
def holds_place(text: str) -> bool:
    """What :func:`is_missing` says of *text*, however it begins."""
    stated = text.strip()
    if not stated[:1].isalnum() and not any(letter.isalnum() for letter in stated):
        return True
    if len(stated) > LONGEST:
        return fold(stated[:LONGEST]).startswith("loremipsum")
    folded = fold(stated)
    if folded in words("missing", "words") or folded.startswith("loremipsum"):
        return True
    if len(folded) > 1 and folded[0] == "x" and set(folded) == {"x"}:
        return True
    return _leads_nowhere(stated) or _is_placeholder(stated)


def template_title(title: str) -> bool:
    """Whether *title*, or a file's name, belongs to a model of an offer or to a "no jobs" page.

    ``Vacature template``, ``TTS: Position title``, ``_TEMPLATE_PIF``, ``Geen vacatures``; a job
    that is about templates (``Email Template Developer``) is a job.
    """
    if len(title) > LONGEST:
        return False
    spoken = fold_words(title)
    templates = words("titles", "template")
    if title.lstrip().startswith("_") and spoken[:1] and spoken[0] in templates:
        return True
    if not templates.isdisjoint(spoken):
        beside = templates | words("titles", "beside_template")
        if all(word in beside or word.isdigit() for word in spoken):
            return True
    blank = words("titles", "blank")
    if "".join(spoken) in blank or (":" in title and fold(title.rpartition(":")[2]) in blank):
        return True
    return _says_no_jobs(spoken)


def listing_title(title: str) -> bool:
    """Whether *title* is that of a list of offers (``Careers``, ``Nos offres d'emploi``)."""
    return len(title) <= LONGEST and fold(title) in words("titles", "listing")


@remembered
def is_generic_tag(text: str) -> bool:
    """Whether a tag only says that this is a job (``jobs``, ``Emploi``), as every offer is."""
    return len(text) <= LONGEST and fold(text) in words("tags", "generic")


@remembered
def split_list(text: str) -> tuple[str, ...]:
    """The parts of *text* between ``,`` and ``;`` and line ends: trimmed, none empty, each once.

    Of spellings that differ in case only, the first stays.
    """
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", text))
    return _each_once(part for part in parts if part)


def _each_once(parts: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for part in parts:
        kept.setdefault(part.casefold(), part)
    return tuple(kept.values())


def _remote_share(text: str) -> Workplace | None:
    """What the days or the percentage beside a word for remote work make of it."""
    if not (words("units", "month") | words("units", "year")).isdisjoint(fold_words(text)):
        return None
    if days := counted(text, "day"):
        return "remote" if min(days) >= 5 else "hybrid"
    shares = _shares(text)
    if not shares or shares == {100}:
        return "remote"
    if shares == {0}:
        return "onsite"
    return None if shares & {0, 100} else "hybrid"


def _shares(text: str) -> set[int]:
    if not words("workplace", "travel").isdisjoint(fold_words(text)):
        return set()
    return _percentages(text)


def _percentages(text: str) -> set[int]:
    """The figures before ``%`` in *text*; both ends of a range."""
    return {int(share) for pair in _PERCENT.findall(text) for share in pair if share}


def _without_lead(text: str) -> str:
    """*text* without the words that lead to a day: ``à partir du 1er juin`` → ``1er juin``."""
    spoken = text.split(" ")
    before = words("start", "before")
    for length in range(min(4, len(spoken) - 1), 0, -1):
        if fold("".join(spoken[:length])) in before:
            return " ".join(spoken[length:])
    return text


def _leads_nowhere(text: str) -> bool:
    """Whether *text* is a link that was left unfinished."""
    if "://" not in text or not _LINK.fullmatch(text):
        return False
    last = text.rstrip("/").rpartition("/")[2]
    return last.endswith(("...", "…")) or fold(last) in words("missing", "link_ends")


def _is_placeholder(text: str) -> bool:
    match = _BRACKETED.fullmatch(text) if text[:1] in _BRACKETS else None
    if not match or "@" in text or "://" in text:
        return False
    inner = "".join(match.groups(default=""))
    if fold(inner) in words("missing", "words"):
        return True
    first, *_ = fold_words(inner) or ("",)
    return not text.startswith("(") and first in words("missing", "placeholder")


def _says_no_jobs(spoken: tuple[str, ...]) -> bool:
    around = words("titles", "around_no_jobs")
    phrases = words("titles", "no_jobs")
    if not spoken or not _may_begin_no_jobs(spoken[0]):
        return False
    # The words around come before and after, never between: cut both ends, longest phrase first.
    for begin in range(len(spoken)):
        for end in range(len(spoken), begin, -1):
            if "".join(spoken[begin:end]) in phrases:
                return all(word in around for word in spoken[end:])
        if spoken[begin] not in around:
            return False
    return False


@remembered
def _may_begin_no_jobs(word: str) -> bool:
    """Whether there are words after *word* with which it says that there are no jobs."""
    phrases = words("titles", "no_jobs")
    return word in words("titles", "around_no_jobs") or any(p.startswith(word) for p in phrases)
