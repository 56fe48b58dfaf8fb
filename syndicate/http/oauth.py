"""OAuth 2.0 for programs: an id and a secret against a bearer token (RFC 6749, section 4.4)."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

from syndicate.errors import Ambiguous, Rejected, Unauthorised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.errors import AdapterError
    from syndicate.http.client import Client

#: A token is not used in the last seconds of its life: it might end on the way.
_MARGIN = 60.0
#: For answers that do not say how long the token lives.
_SHORT_LIFE = 300.0
#: What is not believed of any token.
_LONG_LIFE = 86_400.0


class ClientCredentials:
    """The tokens of one account: fetched when one is needed, kept while it lives.

    *form* is sent to the token service at *url* with ``grant_type`` added. May be used by several
    threads; then one fetches, and the others wait for it.
    """

    def __init__(self, http: Client, url: str, form: Mapping[str, str]) -> None:
        self._http = http
        self._url = url
        self._form = {"grant_type": "client_credentials"} | dict(form)
        self._lock = Lock()
        self._signed_in: Client | None = None
        self._until = 0.0

    def client(self) -> Client:
        """The client with a token in its headers; the same one for as long as the token lives.

        Raises ``Unauthorised`` when the service refuses us (RFC 6749 has it answer 400 for wrong
        credentials), ``Unavailable`` when it cannot be asked or makes no sense.
        """
        with self._lock:
            if self._signed_in is None or time.monotonic() >= self._until:
                self._signed_in = self._fetch()
            return self._signed_in

    def forget(self) -> None:
        """The token was refused: the next call fetches another."""
        with self._lock:
            self._signed_in = None

    def _fetch(self) -> Client:
        refused = {400: _unknown, 404: _unknown}
        try:
            answer = self._http.post(self._url, data=self._form, errors=refused, repeatable=True)
        except Rejected as error:  # it is no offer that is refused here
            raise Unauthorised(f"{error}: is this the address of the token service?") from None
        try:
            fields = answer.fields()
        except Ambiguous:
            fields = {}
        token, life = fields.get("access_token"), fields.get("expires_in")
        if not isinstance(token, str) or not token:
            raise Unavailable("the token service answered without a token")
        if isinstance(life, bool) or not isinstance(life, int | float):
            life = _SHORT_LIFE
        self._until = time.monotonic() + min(_LONG_LIFE, life) - _MARGIN
        return self._http.hiding(token).at(self._http.base, {"Authorization": f"Bearer {token}"})


def _unknown(words: str) -> AdapterError:
    return Unauthorised(f"{words}: check the client's id and secret, and the service's address")
