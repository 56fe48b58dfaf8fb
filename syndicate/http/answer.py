"""A board's answer, and what its status means for the next step."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from syndicate.errors import Ambiguous, Rejected, Unauthorised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.errors import AdapterError

#: A wait that a board asks for is believed up to this.
LONGEST_WAIT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case) and decoded body of a complete answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text; what is not UTF-8 is replaced."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body's JSON value. Raises ``Ambiguous`` when it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Ambiguous(
                f"the board answered {self.status} with something that is not JSON"
            ) from error

    def fields(self) -> dict[str, Any]:
        """The body's JSON object. Raises ``Ambiguous`` when it is something else."""
        value = self.json()
        if not isinstance(value, dict):
            raise Ambiguous(f"the board answered {self.status} with JSON that is no object")
        return value


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> timedelta | None:
    """The wait that ``Retry-After`` asks for: seconds, or a date; None when it says neither."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        wait = timedelta(seconds=float(value))
    except (ValueError, OverflowError):
        moment = _date(value)
        if moment is None:
            return None
        # The board's own clock counts, when it tells its time.
        wait = moment - (_date(headers.get("date", "")) or now or datetime.now(UTC))
    return min(max(wait, timedelta()), LONGEST_WAIT)


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def refusal(answer: Answer, words: str, *, repeatable: bool) -> AdapterError:
    """The error that a status other than success means; *words* say who answered what.

    *repeatable* calls (reads, and writes that may be sent twice) are never ambiguous.
    """
    status = answer.status
    if status in {408, 425, 429, 503}:
        return Unavailable(words, retry_after(answer.headers))
    if status in {401, 403}:
        return Unauthorised(f"{words}: check the credentials")
    if status == 410:
        return Unauthorised(f"{words}: the address is gone for good")
    if 300 <= status < 400:
        return Unauthorised(f"{words}: redirects are not followed; write the final address")
    if 400 <= status < 500:
        return Rejected(words)
    if repeatable:
        return Unavailable(words, retry_after(answer.headers))
    return Ambiguous(words)
