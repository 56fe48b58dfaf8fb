"""A share of a full week that a job takes: ``Poste à 80 %``, ``0.6 FTE``, ``1 ETP``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.prose.speech import has, lists, spotted

if TYPE_CHECKING:
    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.speech import Spoken

_LISTS = lists("schedule")
#: All of the week, and the smallest share of it that is a job, in percent.
WHOLE, _LEAST = 100, 20
_UNITS = ("FTE", "ETP", "WTE")
_NUMBER = r"(?P<{0}>[01])(?:[.,](?P<{1}>[0-9]{{1,2}}))?"
_EQUIVALENT = re.compile(
    rf"(?<![\w.,-])(?:{_NUMBER.format('whole', 'part')}|(?P<percent>[0-9]{{2,3}})\s?%)"
    rf"\s?(?:{'|'.join(_UNITS)})(?!\w)"
    rf"|(?:{'|'.join(_UNITS)})[ :=]{{1,3}}{_NUMBER.format('all', 'some')}(?![\w.,])"
)
_JOB_BEHIND = re.compile(r"\)? (?:position|post|role|job|appointment|contract)\b")
#: A line with the share and the hours that it means is no longer.
_SHORT = 50
#: So many letters before it the job is named that takes the share.
_NEAR = 40
_JOB = re.compile(
    r"\b(?:post|position|role|job|appointment|contract|poste|emploi|contrat|cdi|cdd|recrutement)\b"
    r"[^.;!?]*$",
    re.IGNORECASE,
)


def of_share(spoken: Spoken) -> tuple[str, ...]:
    """``Poste à 80 %``: a share of the week, not of days at home."""
    words = spoken.words
    if "%" not in words:
        return ()
    for _, end, _ in spotted(spoken, _LISTS.phrases("shares", "of")):
        share = words[end : end + 2]
        if share[1:] == ("%",) and share[0].isdigit() and _LEAST <= int(share[0]) <= WHOLE:
            if has(spoken, end + 2, end + 3, _LISTS.phrases("shares", "other")):
                continue
            return ("full_time",) if int(share[0]) == WHOLE else ("part_time",)
        if share[1:] == (str(WHOLE),) and words[end + 2 : end + 3] == ("%",) and share[0].isdigit():
            return ("full_time", "part_time")  # "Poste à 80-100 %"
    return ()


def of_equivalent(passage: Passage, *, asked: bool) -> tuple[str, ...]:
    """``0.6 FTE``: in a line of its own, below a key for hours (*asked*), or right behind the job.

    Of the team, and of what others would get who work all week, it says nothing.
    """
    text, label = passage.text, passage.label.upper()
    if label in _UNITS:
        text = f"{label}: {text}"
    if not any(map(text.__contains__, _UNITS)) or (match := _EQUIVALENT.search(text)) is None:
        return ()
    alone = match.start() == 0 and len(text) <= _SHORT and (not passage.label or asked)
    job = _JOB.search(text, max(match.start() - _NEAR, 0), match.start())
    job = job or _JOB_BEHIND.match(text, match.end())
    if not alone and not (job and not passage.label):
        return ()
    whole, part = match["whole"] or match["all"], match["part"] or match["some"]
    share = int(match["percent"] or int(whole) * WHOLE + int((part or "0").ljust(2, "0")))
    if not _LEAST <= share <= WHOLE:
        return ()
    return ("full_time",) if share == WHOLE else ("part_time",)
