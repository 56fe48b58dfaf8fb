"""Sentences about the work that name a town, where nothing else tells where the job is.

What is found so is doubtful: it is told to a person, and only where all of them name one town.
"""

from __future__ import annotations

import re

from syndicate.content.prose.found import elsewhere

#: What a sentence about the work itself holds.
_OF_WORK = re.compile(
    r"\b(?:poste|stage|contrat|cdi|cdd|embauche|alternance|apprentissage|hybride?|sur site"
    r"|affect\w+|prise de (?:poste|fonction)|[vn]os (?:locaux|bureaux)"
    r"|position|role|internship|traineeship|placement|vacancy|on[- ]?site|located|hours"
    r"|full[- ]time|part[- ]time|stelle|puesto|baan)\b"
)
#: What was is none of this offer, and somebody else may be at the town.
_OTHERS = re.compile(
    r"\b(?:was|were|had|did|began|a été|avons|avait|était|étaient|ont|j.ai|has been|have been"
    r"|aide[rz]?|helps?|supports?|serves?|sells?|vend\w*|soutenue?|supprimée?|teams?|manag\w+|report\w*|lead"
    r"|head|direct\w+|vp|responsable|chef|tut(?:eur|rice)|remotely|forte|soumise?"
    r"|km|miles|hours from|minutes|moved|deliver\w*|selling|made|transport\w*|vers)\b"
)


def is_of_work(text: str, end: int) -> bool:
    """Whether *text* is about the work, and tells of nobody and nothing else at its town.

    The town ends at *end*.
    """
    lower = text.lower()
    return (
        _OF_WORK.search(lower) is not None
        and not elsewhere("words").search(lower)
        and not elsewhere("wish").search(lower)
        and not elsewhere("after").match(lower, end)
        and not _OTHERS.search(lower)
        and not lower.endswith("?")
    )
