"""A town in the name of the house that seeks somebody: ``a caretaker at Lowestoft Library``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.prose.address import place
from syndicate.content.prose.found import SELF, Found, elsewhere
from syndicate.content.prose.offices import WANTS
from syndicate.content.prose.place_words import is_everyday
from syndicate.content.prose.roles import names_doer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage

#: Houses that are called by their town more often than by a person.
_HOUSES = ("Librar", "Museum", "Hospital", "Theatre", "Hall", "Castle")
_NAMED = re.compile(
    r"(?<![\w’'-])([A-ZÀ-Þ][\w'’-]+(?: (?:upon|on|in|le|by|the|[A-Z][\w'’-]+)){0,3}?)"
    r"(?: (?:Public|Community|Central|General|City|County|Town|Primary|Secondary|High|Grammar"
    r"|Leisure|Arts?|Civic|Children['’]s|Sports?|District|Branch))*"
    r" (?:Library|Libraries|Museum|Hospital|Theatre|Hall|Castle)\b"
    r"(?!['’]| [A-Z])"
)
#: What is longer is no sentence.
_LONGEST = 400
#: Before the house: somebody works there.
_AT = re.compile(r"\b(?:at|for|in|by|join)(?: the)? $")


def of_house(passage: Passage, language: str) -> Iterator[Found]:
    """The town of a house that somebody is sought for, in a title or a sentence in English."""
    text = passage.text
    if language != "en" or len(text) > _LONGEST or not any(map(text.__contains__, _HOUSES)):
        return
    title = passage.kind == "title"
    for match in _NAMED.finditer(text):
        left, name = text[: match.start()], match[1]
        read = place(name, 0, language)
        if read is None or read[1] != len(name) or is_everyday(name):
            continue
        sought = names_doer(left) and (title or (_AT.search(left) and WANTS.search(left)))
        if sought and not elsewhere("words").search(left.lower()):
            yield Found((read[0],), SELF, passage)
            return
