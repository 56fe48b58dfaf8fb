"""What people give addresses for: to apply, to ask, or something else, in the words around them.

The words are those of ``applying.toml``. Some count beside a mail address alone: who is told to
send a CV, or to write if interested, need not be meant by a link.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.folding import fold
from syndicate.content.prose.speech import (
    BREAKS,
    Phrases,
    Spoken,
    has,
    holds_word,
    lists,
    speak,
    spotted,
    table,
    telling,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage

OR = frozenset(("ou", "or", "oder", "of", "o"))
_LISTS = lists("applying")
#: What counts where a mail address follows, and not where a link does.
_MAIL_ONLY = frozenset(("mail", "interest"))
_MAY_APPLY = _MAIL_ONLY | {"both"}
#: What cues mean that count under a condition, when it holds.
_MEANT = {
    "invited": "interest",
    "joining": "apply",
    "sent": "interest",
    "told": "apply",
    "received": "apply",
    "interest": "interest",
    "apply": "apply",
}
#: A mark behind an invitation that goes on.
_GOES_ON = frozenset("(/+%€")
_INTERESTED = frozenset(("interested", "interesse", "interessee", "interesses", "interessees"))
#: So many words behind "interested in" name what in, and before a thing tell to send it.
_NEAR, _SENT = 5, 8
#: What joins two things that one may write for, and what makes one of them the other's subject.
_JOINS = OR | {"et", "and", "und", "en", "y"}
_ABOUT = frozenset(("about", "on", "sur", "regarding", "concerning", "concernant", "zu", "over"))
#: "[this|that] job" in a list of phrases.
_EITHER = re.compile(r"\[([^\[\]]*)\]")
_WORD = re.compile(r"[^\W_]+")
#: More words make a sentence of a heading, or of what links.
_LONGEST_HEADING = 14
#: In letters, accents apart and all: a longer text is no label.
LONGEST_LABEL = 100


class Near(NamedTuple):
    """What is said around an address: before it, after it, and whether nothing counts at all.

    ``tied`` is what the words right behind it say: ``email us if you have questions``; ``interest``
    whether somebody is asked to come before it; ``reads`` whether one is to read something between
    the words before and it, ``leads`` whether the words between do nothing but lead to it.
    """

    before: str
    after: str
    never: bool
    tied: str = ""
    interest: bool = False
    reads: bool = False
    leads: bool = True


def around(passage: Passage, at: int, *, mail: bool) -> Near:
    """What the words around index *at* of *passage* say."""
    spoken = speak(passage.text)
    cues = _spotted(spoken)
    if not cues:
        return Near("", "", never=False)
    here = next((i for i, (begin, _) in enumerate(spoken.spans) if begin >= at), len(spoken.spans))
    if any(cue == "never" for _, _, cue in cues):
        return Near("", "", never=True)
    # "With your portfolio, e.g. https://…" is where nobody applies.
    if not mail and any(cue == "aside" and here - 2 <= end <= here for _, end, cue in cues):
        return Near("", "", never=True)
    interest = any(begin < here and cue in _MAIL_ONLY for begin, _, cue in cues)
    cues = _counted(cues, mail=mail, label=True)
    before = [
        (end, cue)
        for begin, end, cue in cues
        if begin < here and not (cue == "other" and _is_inside(spoken.words, begin, here))
    ]
    after = [cue for begin, _, cue in cues if begin > here]
    last = before[-1][1] if before else ""
    if any(cue == "both" for _, cue in before):
        last = "apply"
    elif last == "apply":
        begin = here
        while begin > 0 and spoken.words[begin - 1] not in BREAKS - {":"}:
            begin -= 1
        # As in: questions about your application
        if any(cue == "other" and end > begin for end, cue in before):
            last = "other"
    following = "other" if "other" in after else "apply" if after else ""
    tied, begin = _tied(spoken, cues, here), before[-1][0] if before else here
    reads = has(spoken, begin, here, _LISTS.phrases("anchors", "reads"))
    leads = all(
        word in folded("anchors", "leads") or not word.isalpha()
        for word in spoken.words[begin:here]
    )
    return Near(last, following, False, tied, interest, reads, leads)


def _spotted(spoken: Spoken) -> list[tuple[int, int, str]]:
    """The cues of *spoken*; none to ask for more by, where one may apply as well."""
    cues = [
        (begin, end, meant)
        for begin, end, cue in spotted(spoken, _cues())
        if (meant := _meant(spoken, begin, end, cue))
    ]
    if len(cues) < 2:
        return cues
    applies = ["apply" if cue in _MAY_APPLY else cue for _, _, cue in cues]
    found = []
    for at, cue in enumerate(cues):
        if applies[at] == "other":
            then = spoken.words[cue[1] : cues[at + 1][0]] if at + 1 < len(cues) else ()
            before = spoken.words[cues[at - 1][1] : cue[0]] if at else ()
            if applies[at + 1 : at + 2] == ["apply"] and _joined(then, 5):
                continue
            if applies[at - 1] == "apply" and _joined(before, 3):
                continue
            if at and cues[at - 1][2] == "both" and not before:
                continue  # "applications or" questions
        found.append(cue)
    return found


def _meant(spoken: Spoken, begin: int, end: int, cue: str) -> str:
    """What *cue* from *begin* to *end* means, or nothing when its condition does not hold."""
    if cue not in _MEANT:
        return "" if cue == "day" else cue
    holds = True
    if cue in {"invited", "joining"}:
        holds = _invites(spoken, begin, end)
    elif cue == "sent":
        holds = _is_sent(spoken, begin, end)
    elif cue == "told":
        holds = _is_told(spoken, begin)
    elif cue == "received":
        if not _begins(spoken, begin) and spoken.words[begin - 1] not in folded(
            "conditions", "all"
        ):
            return "mail"  # which every "applications" is
    elif spoken.words[end - 1] in _INTERESTED or spoken.words[begin] in _INTERESTED:
        holds = _is_in_job(spoken, end)
    return _MEANT[cue] if holds else ""


def _begins(spoken: Spoken, begin: int) -> bool:
    return begin == 0 or spoken.words[begin - 1] in BREAKS


def _invites(spoken: Spoken, begin: int, end: int) -> bool:
    """Whether one is asked to come, for nothing else: ``join us!``, not ``join us for lunch``."""
    words = spoken.words
    then = words[end] if end < len(words) else "."
    if (then.isalnum() or then in _GOES_ON) and then not in folded("conditions", "then"):
        return False
    first, after = spoken.clause(begin)
    if words[after : after + 1] == ("?",):
        return True
    if not folded("conditions", "if").isdisjoint(words[first:begin]):
        return True
    if words[begin] in folded("conditions", "wishes"):
        begin -= begin > 0 and words[begin - 1] in folded("conditions", "who")
    return begin == first or words[begin - 1] == ","


def _is_sent(spoken: Spoken, begin: int, end: int) -> bool:
    """Whether the thing from *begin* to *end* is one to send: ``send us your portfolio``."""
    first, last = spoken.clause(begin)
    if has(spoken, end, min(end + _NEAR, last), _to_send()):
        return True
    words, others = spoken.words, folded("conditions", "others")
    if not folded("conditions", "for").isdisjoint(words[end : end + 1]):
        return False
    for at in range(max(first, begin - _SENT), end):
        if words[at] in folded("conditions", "send") and (
            at == first or words[at - 1] not in others
        ):
            return True
    return False


def _is_told(spoken: Spoken, begin: int) -> bool:
    """Whether the verb that begins at *begin* tells the reader to do it."""
    words = spoken.words
    if words[begin - 1 : begin] == ("to",):
        begin -= 1
        if words[begin - 1 : begin] in {("need",), ("have",)}:
            begin -= 1
    if _begins(spoken, begin) or words[begin - 1] in folded("conditions", "please"):
        return True
    return words[begin - 1] in folded("conditions", "must") and not folded(
        "conditions", "applicants"
    ).isdisjoint(words[begin - 2 : begin - 1])


def _is_in_job(spoken: Spoken, end: int) -> bool:
    """Whether what one is interested in, if the words from *end* say so, is a job."""
    words = spoken.words[end : end + _NEAR]
    if not words or words[0] not in folded("conditions", "of"):
        return True
    jobs, works, this = (folded("conditions", key) for key in ("jobs", "works", "this"))
    return not jobs.isdisjoint(words) or any(
        word in works and before in this for before, word in pairwise(words)
    )


def _joined(words: tuple[str, ...], most: int) -> bool:
    """Whether *words* join what stands around them: ``or to``; not ``and thoughts about``."""
    if words[:1] == (",",):
        words = words[1:]
    return 0 < len(words) <= most and words[0] in _JOINS and _ABOUT.isdisjoint(words)


def _counted(
    cues: list[tuple[int, int, str]], *, mail: bool, label: bool
) -> list[tuple[int, int, str]]:
    """*cues* as they count beside a mail address, or a link; a *label* is made of few words."""
    counted = {"mail": "apply" if mail and label else "", "interest": "apply" if mail else ""}
    counted["aside"] = ""
    found = [(begin, end, counted.get(cue, cue)) for begin, end, cue in cues]
    is_read = all(cue != "apply" for _, _, cue in found)
    return [
        (begin, end, "other" if cue == "page" else cue)
        for begin, end, cue in found
        if cue and (is_read or cue != "page")
    ]


def _is_inside(words: tuple[str, ...], at: int, here: int) -> bool:
    """Whether the word *at* stands in brackets that close before *here*: of what is sent."""
    if ")" not in words[at:here]:
        return False
    closed = words.index(")", at, here)
    opened = words[:closed].count("(") - words[:at].count("(")
    return not opened and words[:at].count("(") > words[:at].count(")")


def _tied(spoken: Spoken, cues: list[tuple[int, int, str]], here: int) -> str:
    """What the few words behind the address that begins at the word *here* say of it."""
    spans, end = spoken.spans, here
    while end + 1 < len(spans) and " " not in spoken.text[spans[end][1] : spans[end + 1][0] + 1]:
        end += 1  # nothing but marks parts the words of an address
    for begin, _, cue in cues:
        if end < begin <= end + 5 and BREAKS.isdisjoint(spoken.words[end + 1 : begin]):
            return cue
    return ""


@lru_cache(maxsize=512)
def purpose_of(text: str, *, mail: bool = False, label: bool = False) -> str:
    """What *text* as a whole is about: ``apply``, ``other``, ``never``, or nothing of it."""
    found = {cue for _, _, cue in _counted(_spotted(speak(text)), mail=mail, label=label)}
    if len(text) <= LONGEST_LABEL and (
        fold(text) in folded("labels", "apply")
        or (mail and fold(text) in folded("labels", "interest"))
    ):
        found.add("apply")
        found.discard("other")
    for each in ("never", "other", "apply", "both"):
        if each in found:
            return "apply" if each == "both" else each
    return ""


def of_label(passage: Passage, *, mail: bool) -> str:
    """What the key of *passage* asks for: ``apply``, ``other``, or neither."""
    return purpose_of(passage.label, mail=mail, label=True) if passage.label else ""


def of_heading(text: str, *, mail: bool) -> str:
    return purpose_of(text, mail=mail) if text and text.count(" ") <= _LONGEST_HEADING else ""


def may_tell(markdown: str) -> bool:
    """Whether a passage of *markdown* may be about anything: its entities hide what they stand for.

    Large first letters are set in bold: ``**A**pply here``.
    """
    return "&" in markdown or holds_word(markdown.replace("*", ""), _telling())


@cache
def _telling() -> frozenset[str]:
    """The word of each phrase that it is known by."""
    common, labels = frozenset(_LISTS.raw("common")["words"]), _LISTS.raw("labels")
    phrases = [each for cue, known in _spelled().items() if cue != "aside" for each in known]
    rare = []
    for phrase in (*phrases, *labels["apply"], *labels["interest"]):
        words = _WORD.findall(phrase.lower())
        rare.append(" ".join([word for word in words if word not in common]) or phrase)
    return telling(rare)


@cache
def _spelled() -> dict[str, list[str]]:
    """The phrases of all cues, each of those that stand in one written out."""
    found: dict[str, list[str]] = {}
    for meaning, phrases in _LISTS.raw("cues").items():
        for phrase in phrases:
            found.setdefault(meaning, []).extend(_either(phrase))
    return found


def _either(phrase: str) -> Iterator[str]:
    pieces = _EITHER.split(phrase)
    either = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    return map("".join, product(*either))


@cache
def _cues() -> Phrases:
    return table((phrase, meaning) for meaning, known in _spelled().items() for phrase in known)


@cache
def _to_send() -> Phrases:
    known = _LISTS.raw("conditions")["to_send"]
    return table((each, "sent") for phrase in known for each in _either(phrase))


@cache
def folded(section: str, key: str) -> frozenset[str]:
    """The phrases of one list, folded."""
    return frozenset(fold(phrase) for phrase in _LISTS.raw(section)[key])
