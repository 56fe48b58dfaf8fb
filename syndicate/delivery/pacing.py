"""How long to wait: between tries of one posting, and for a board that is in trouble."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from syndicate.delivery.ledger import BoardRow, Entry

#: The longest wait between two tries of one posting, and of a board's pause.
LONGEST = timedelta(hours=6)
#: How long a board that does nothing at all is tried before a person is asked.
PATIENCE = timedelta(days=3)
#: So many tries at least, whatever the time that has passed between them.
FEWEST_TRIES = 6
#: How often something may have happened to one posting, or killed us, before a person is asked.
MOST_DOUBTS = 8
#: Failures in a row after which a board is left alone for a while.
BREAKER = 5

#: How the error begins, in the ledger, of a board that refuses us altogether: no time mends it.
REFUSED = "refuses us altogether: "

_FIRST = timedelta(seconds=30)
_SHORTEST = timedelta(seconds=1)
_FIRST_PAUSE = timedelta(minutes=1)
_UNAUTHORISED_PAUSE = timedelta(minutes=15)
_LONGEST_EXPONENT = 10


def delay(tries: int, random: Random) -> timedelta:
    """How long to wait after so many *tries*: up to 30 s × 4ⁿ, at most 6 h, with full jitter."""
    most = min(LONGEST, _FIRST * _power(4, tries - 1))
    return max(_SHORTEST, most * random.random())


def is_given_up(entry: Entry, now: datetime) -> bool:
    """Whether a board has done nothing about *entry* for too long."""
    if entry.first_try is None or entry.attempts < FEWEST_TRIES:
        return False
    return now - entry.first_try >= PATIENCE


def pause(failures: int) -> timedelta | None:
    """How long a board rests after so many failures in a row; None: not at all."""
    if failures < BREAKER:
        return None
    return min(LONGEST, _FIRST_PAUSE * _power(2, failures - BREAKER))


def refused_pause(failures: int) -> timedelta:
    """How long a board rests that refuses us altogether: asking again seldom helps."""
    return min(LONGEST, _UNAUTHORISED_PAUSE * _power(2, failures))


def is_refused(row: BoardRow) -> bool:
    """Whether the board's latest word is that it will have nothing of us."""
    return row.failures > 0 and (row.last_error or "").startswith(REFUSED)


def is_on_probation(row: BoardRow) -> bool:
    """Whether the next call is a probe: one alone, because the last ones all failed."""
    return row.failures >= BREAKER


def _power(base: int, exponent: int) -> int:
    return int(base ** min(max(exponent, 0), _LONGEST_EXPONENT))
