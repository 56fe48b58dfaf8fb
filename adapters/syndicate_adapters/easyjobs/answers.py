"""What EasyJobs answers, as far as it is documented.

Its statuses are: each with what it means. Of the bodies only few words are, so they are read with
an open mind: what says neither yes nor no counts as neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from syndicate.errors import Ambiguous, Unauthorised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.http import Answer

#: What to say of an address that is not there any more.
CHANGED = "EasyJobs has another interface than it had; is there an update?"

_CODES = ("status", "code", "status_code", "http_code")
_YES = frozenset({"success", "ok", "created", "updated", "deleted"})
_NO = frozenset({"error", "failed", "failure", "rejected", "invalid"})


def code(said: Mapping[str, Any]) -> int | None:
    """The HTTP status that *said* names for one offer."""
    for name in _CODES:
        value = said.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, str) and value.isdecimal():
            return int(value)
    return None


def verdict(said: Mapping[str, Any]) -> bool | None:
    """Whether *said* tells of a success; None when it tells neither."""
    if said.get("error") or said.get("errors"):
        return False
    if isinstance(said.get("success"), bool):
        return bool(said["success"])
    status = code(said)
    if status is not None:
        return 200 <= status < 300
    word = str(said.get("status", "")).casefold()
    return True if word in _YES else False if word in _NO else None


def is_missing(answer: Answer) -> bool:
    """Whether the board says that it has no such offer.

    Raises ``Unauthorised`` when a web server says that it has no such page: of an offer that tells
    nothing.
    """
    if answer.status != 404:
        return False
    if answer.text.lstrip().startswith("<"):
        raise Unauthorised(f"404, and a page: {CHANGED}")
    return True


def reason(said: Mapping[str, Any]) -> str:
    """Why not, in the board's words."""
    found = (said.get(name) for name in ("message", "error", "errors"))
    return str(next((words for words in found if words), said))


def report(answer: Answer) -> dict[str, Mapping[str, Any]]:
    """What a batch's answer says of each offer, by its id; empty when it says nothing of any."""
    found: dict[str, Mapping[str, Any]] = {}
    for said in _rows(answer.json()):
        if isinstance(said.get("id"), str):
            found[said["id"]] = said
    return found


def offers(answer: Answer) -> list[Mapping[str, Any]]:
    """The offers that a list shows. Raises ``Ambiguous`` when it is no list of offers."""
    value = answer.json()
    rows = _rows(value)
    if isinstance(value, dict) and verdict(value) is False:
        raise Ambiguous("EasyJobs answered that it cannot list its offers")
    if rows or value == [] or (isinstance(value, dict) and [] in value.values()):
        return rows
    raise Ambiguous("EasyJobs answered with no list of offers")


def _rows(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list, or of the list within an object; none when there is another thing."""
    lists = [value] if isinstance(value, list) else []
    if isinstance(value, dict):
        lists = [inner for inner in value.values() if isinstance(inner, list)]
    for rows in lists:
        if rows and all(isinstance(row, dict) for row in rows):
            return rows
    return []
