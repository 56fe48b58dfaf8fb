"""A session with an AT Protocol server: signed in with an app password, renewed when it expires."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from syndicate.errors import AdapterError, Ambiguous, Rejected, Unauthorised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from syndicate.http import Answer, Client

_CREATE = "com.atproto.server.createSession"
_REFRESH = "com.atproto.server.refreshSession"
_ERROR = re.compile(r'"error":\s*"(\w+)"')


class NotThereError(Rejected):
    """There is no record under this key: told as 400, not as 404."""


class DifferentError(Rejected):
    """Another record stands under this key already."""


class _StaleError(Unauthorised):
    """The token has expired, or is none of the server's: told as 400, not as 401."""


#: What an error of the protocol means where its status says it wrongly, or not at all.
_MEANINGS: Mapping[str, type[AdapterError]] = {
    "ExpiredToken": _StaleError,
    "InvalidToken": _StaleError,
    "RecordNotFound": NotThereError,
    "InvalidSwap": DifferentError,
    "AccountTakedown": Unauthorised,
    "AccountSuspended": Unauthorised,
    "AccountDeactivated": Unauthorised,
    "RepoTakendown": Unauthorised,
    "RepoSuspended": Unauthorised,
    "RepoDeactivated": Unauthorised,
}


@dataclass(frozen=True, slots=True, repr=False)
class _Tokens:
    """Whose they are, and a client for each: to call with, and to be given new ones."""

    did: str
    access: Client
    refresh: Client


class Session:
    """Calls in the name of one account, signed in when first needed.

    Signing in is rationed (30 times in 5 minutes, 300 a day), so that one session is kept, and a
    token that has expired is exchanged for a new one before the password is sent again.
    Every call may be sent twice with the effect of once, so that no failure is ``Ambiguous``
    but an answer of another shape.
    """

    def __init__(self, http: Client, handle: str, password: str) -> None:
        self._http = http
        self._handle = handle
        self._password = password
        self._tokens: _Tokens | None = None

    @property
    def did(self) -> str:
        """The account's identifier for life, whatever its handle becomes."""
        return self._signed_in().did

    def get(self, name: str, **params: str) -> dict[str, Any]:
        """The answer to the query *name*."""
        return self._call("GET", name, params=params).fields()

    def post(self, name: str, body: Mapping[str, object]) -> dict[str, Any]:
        """The answer to the procedure *name*."""
        return self._call("POST", name, json=body).fields()

    def _call(self, method: str, name: str, **how: Any) -> Answer:
        try:
            return _ask(self._signed_in().access, method, name, **how)
        except _StaleError:
            return _ask(self._renewed().access, method, name, **how)

    def _signed_in(self) -> _Tokens:
        if self._tokens is None:
            self._tokens = self._sign_in()
        return self._tokens

    def _renewed(self) -> _Tokens:
        """A new session in place of one that has expired."""
        old = self._signed_in()
        try:
            self._tokens = self._kept(_ask(old.refresh, "POST", _REFRESH))
        except (Unauthorised, Rejected):
            self._tokens = self._sign_in()
        return self._tokens

    def _sign_in(self) -> _Tokens:
        account = {"identifier": self._handle, "password": self._password}
        try:
            return self._kept(_ask(self._http, "POST", _CREATE, json=account))
        except (Unauthorised, Rejected) as error:
            raise Unauthorised(f"{error}: check handle and app password") from None

    def _kept(self, answer: Answer) -> _Tokens:
        session = answer.fields()
        access, refresh = text(session, "accessJwt"), text(session, "refreshJwt")
        http = self._http.hiding(access, refresh)
        return _Tokens(text(session, "did"), _bearing(http, access), _bearing(http, refresh))


def text(entity: Mapping[str, Any], name: str) -> str:
    """The text called *name*; ``Ambiguous`` when the server does not say it."""
    value = entity.get(name)
    if isinstance(value, str) and value:
        return value
    raise Ambiguous(f"the server answered without {name}")


def _bearing(http: Client, token: str) -> Client:
    return http.at(http.base, {"Authorization": f"Bearer {token}"})


def _ask(http: Client, method: str, name: str, **how: Any) -> Answer:
    errors: dict[int, Callable[[str], AdapterError]] = {
        400: partial(_told, Rejected),
        401: partial(_told, Unauthorised),
        404: lambda words: Unauthorised(f"{words}: check the address"),
    }
    answer = http.call(method, name, expect=(429,), errors=errors, repeatable=True, **how)
    if answer.status == 429:
        raise Unavailable(f"{name}: too many calls", _wait(answer))
    return answer


def _told(usual: type[AdapterError], words: str) -> AdapterError:
    name = _ERROR.search(words)
    return _MEANINGS.get(name[1] if name else "", usual)(words)


def _wait(answer: Answer) -> timedelta | None:
    """As ``Retry-After`` says, or until the limit starts anew: in seconds since 1970."""
    from syndicate.http.answer import retry_after

    reset = answer.headers.get("ratelimit-reset", "")
    if "retry-after" in answer.headers or not reset.isdecimal() or len(reset) > 10:
        return retry_after(answer.headers)
    moment = format_datetime(datetime.fromtimestamp(int(reset), UTC), True)
    return retry_after({**answer.headers, "retry-after": moment})
