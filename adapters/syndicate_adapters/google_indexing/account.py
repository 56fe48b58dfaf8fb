"""The service account that speaks to Google, through google-auth and our own client."""

from __future__ import annotations

import json
from threading import Lock
from typing import TYPE_CHECKING

from syndicate.errors import Unauthorised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from google.oauth2.service_account import Credentials

    from syndicate.adapter import Options
    from syndicate.errors import AdapterError
    from syndicate.http import Answer, Client

SCOPE = "https://www.googleapis.com/auth/indexing"


class Account:
    """The service account of a board; its tokens are fetched with our client, kept while valid."""

    def __init__(self, options: Options) -> None:
        # Imported here: only who pushes to Google needs the package (extra: google).
        from google.oauth2.service_account import Credentials

        self.http = options.http
        self._lock = Lock()
        example = 'credentials = "${file:google-service-account.json}"'
        try:
            info = json.loads(options.text("credentials"))
            self._credentials: Credentials = Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
                info, scopes=[SCOPE]
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            # Not the reason: it may quote the key.
            raise options.mistake(
                "credentials", "is not the JSON key of a service account", example
            ) from None

    @property
    def email(self) -> str:
        """Whom to make an owner in Search Console."""
        return str(self._credentials.service_account_email)

    def token(self) -> str:
        """A token with some minutes of life left."""
        from google.auth.exceptions import GoogleAuthError

        with self._lock:
            try:
                if not self._credentials.valid:
                    self._credentials.refresh(_Transport(self.http))  # type: ignore[no-untyped-call]
            except (GoogleAuthError, ValueError, TypeError):
                self._credentials.token = None  # the reason may quote the answer: it is not told
            if not self._credentials.token:
                raise Unavailable("Google's token service answered without a token")
            return str(self._credentials.token)

    def refused(self, words: str) -> AdapterError:
        """What a 401 means; should the board be tried again, it is with a new token."""
        with self._lock:
            self._credentials.token = None
        return Unauthorised(f"{words}: is the key of {self.email} still valid?")


class _Transport:
    """What google-auth asks of an HTTP library, answered by our client.

    Whatever is not a success is raised at once: google-auth would wait and try again.
    """

    def __init__(self, http: Client) -> None:
        self.http = http

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> _Token:
        refused = {400: _unknown_account, 404: _unknown_account}
        return _Token(
            self.http.call(method, url, data=body, headers=headers, errors=refused, repeatable=True)
        )


class _Token:
    """An answer in the shape that google-auth reads."""

    def __init__(self, answer: Answer) -> None:
        self.status, self.headers, self.data = answer.status, answer.headers, answer.body


def _unknown_account(words: str) -> AdapterError:
    return Unauthorised(f"{words}: the service account or its key is not known (any longer)")
