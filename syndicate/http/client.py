"""The hardened client that every adapter is given."""

from __future__ import annotations

import threading
import time
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from ssl import SSLCertVerificationError
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import requests
from requests import Session
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError, LocationParseError

from syndicate import __version__
from syndicate.errors import (
    AdapterError,
    Ambiguous,
    ConfigurationError,
    Rejected,
    Unauthorised,
    Unavailable,
)
from syndicate.http.answer import Answer, refusal
from syndicate.http.connection import Attempt, pooled
from syndicate.http.redaction import forms, redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

USER_AGENT = f"Syndicate/{__version__}"
MAX_BYTES = 10_485_760
DEADLINE = 30.0
READS = frozenset({"GET", "HEAD", "OPTIONS"})


class Client:
    """HTTP calls to one board, or to a few hosts on its behalf.

    No redirect is followed, no proxy or netrc of the machine is used, certificates are always
    checked, private addresses are refused unless *allow_private*. One *deadline* in seconds
    holds for a whole call; an answer has at most *max_bytes* once decoded. With *ca_file*, the
    certificates of its authorities are trusted in place of the usual ones. Every error is an
    ``AdapterError`` whose type says whether anything may have happened, and its text holds none
    of *secrets*. May be used by several threads.
    """

    def __init__(
        self,
        base: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        secrets: Iterable[str] = (),
        allow_private: bool = False,
        deadline: float = DEADLINE,
        max_bytes: int = MAX_BYTES,
        ca_file: str | None = None,
    ) -> None:
        self.base = base
        self.headers = dict(headers or {})
        self.allow_private = allow_private
        self.deadline = deadline
        self.max_bytes = max_bytes
        if ca_file is not None and not Path(ca_file).is_file():
            raise ConfigurationError(f"{ca_file}: there is no such file of certificates")
        self.ca_file = ca_file
        self._secrets = tuple(secrets)
        self._hidden = forms(self._secrets)
        self._local = threading.local()

    def at(self, base: str, headers: Mapping[str, str] | None = None) -> Client:
        """The same client with another base address and more headers, for every call."""
        return Client(
            base,
            headers=self.headers | dict(headers or {}),
            secrets=self._secrets,
            allow_private=self.allow_private,
            deadline=self.deadline,
            max_bytes=self.max_bytes,
            ca_file=self.ca_file,
        )

    def hiding(self, *secrets: str) -> Client:
        """The same client, whose errors also keep *secrets* (a token just obtained) to itself."""
        twin = self.at(self.base)
        twin._secrets = (*self._secrets, *secrets)
        twin._hidden = forms(twin._secrets)
        return twin

    def get(self, url: str, **how: Any) -> Answer:
        """GET; may be repeated, so it never ends as ``Ambiguous`` but for unreadable answers."""
        return self.call("GET", url, **how)

    def post(self, url: str, **how: Any) -> Answer:
        """POST."""
        return self.call("POST", url, **how)

    def put(self, url: str, **how: Any) -> Answer:
        """PUT."""
        return self.call("PUT", url, **how)

    def patch(self, url: str, **how: Any) -> Answer:
        """PATCH."""
        return self.call("PATCH", url, **how)

    def delete(self, url: str, **how: Any) -> Answer:
        """DELETE."""
        return self.call("DELETE", url, **how)

    def call(
        self,
        method: str,
        url: str,
        *,
        expect: Iterable[int] = (),
        errors: Mapping[int, Callable[[str], AdapterError]] | None = None,
        repeatable: bool | None = None,
        deadline: float | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        data: bytes | Mapping[str, str] | None = None,
        auth: AuthBase | tuple[str, str] | None = None,
    ) -> Answer:
        """Send one request and read its whole answer.

        A 2xx status, and each of *expect*, is an answer; any other is raised: as *errors* says
        for its status, or else by the common rules. *repeatable* says that sending the same
        twice is harmless (default: for reads).
        """
        address, where = self._address(method, url)
        may_repeat = method in READS if repeatable is None else repeatable
        attempt, session = self._session()
        attempt.deadline = time.monotonic() + (deadline or self.deadline)
        attempt.sent = 0
        try:
            answer = self._exchange(
                session,
                method,
                address,
                params=params,
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
                | self.headers
                | dict(headers or {}),
                json=json,
                data=data,
                auth=auth or _NoAuth(),
            )
        except AdapterError as error:
            raise self._redacted(error) from None
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise self._failure(where, error, attempt, repeatable=may_repeat) from None
        if 200 <= answer.status < 300 or answer.status in set(expect):
            return answer
        said = self.excerpt(answer.text)
        words = self._redact(f"{where}: {answer.status} {said}".rstrip())
        if errors and answer.status in errors:
            raise errors[answer.status](words)
        raise refusal(answer, words, repeatable=may_repeat)

    def _address(self, method: str, url: str) -> tuple[str, str]:
        """Where to call, and how to speak of it."""
        try:
            address = urljoin(self.base, url)
            return address, f"{method} {_shown(address)}"
        except ValueError as error:
            raise Unauthorised(
                self._redact(f"{method} {url}: {error}; check the address")
            ) from None

    def _session(self) -> tuple[Attempt, Session]:
        """Each thread has its own connections, so that calls never share a deadline."""
        if not hasattr(self._local, "session"):
            attempt = Attempt(allow_private=self.allow_private)
            session = Session()
            session.trust_env = False
            session.verify = self.ca_file or True
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
            for scheme in ("http://", "https://"):
                session.mount(scheme, pooled(attempt))
            self._local.attempt, self._local.session = attempt, session
        return self._local.attempt, self._local.session

    def _exchange(self, session: Session, method: str, url: str, **how: Any) -> Answer:
        with session.request(
            method, url, allow_redirects=False, stream=True, timeout=self.deadline, **how
        ) as response:
            body = bytearray()
            while chunk := response.raw.read(16_384, decode_content=True):
                body += chunk
                if len(body) > self.max_bytes:
                    raise _TooLargeError(f"the answer is larger than {self.max_bytes:,} bytes")
            if _is_cut_off(response, method):
                raise OSError("the answer broke off")
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, headers, bytes(body))

    def _failure(
        self, where: str, error: Exception, attempt: Attempt, *, repeatable: bool
    ) -> AdapterError:
        for cause in _chain(error):
            if isinstance(cause, AdapterError):  # raised while connecting: an address refused
                return self._redacted(cause)
        return self._redacted(_told(where, error, sent=attempt.sent > 0, repeatable=repeatable))

    def excerpt(self, text: str) -> str:
        """The beginning of what a board said, for an error: on one line, without secrets."""
        return _excerpt(self._redact(text))

    def _redacted(self, error: AdapterError) -> AdapterError:
        error.args = (self._redact(str(error)), *error.args[1:])
        return error

    def _redact(self, text: str) -> str:
        return redacted(text, self._hidden)


class _TooLargeError(OSError):
    pass


def _is_cut_off(response: requests.Response, method: str) -> bool:
    """True when less came than was announced, or a first line of HTTP/1.1 and nothing after."""
    if not response.headers:
        return response.raw.version == 11 and response.status_code != 204
    missing = response.raw.length_remaining
    return bool(missing and response.headers.get("Content-Length") and method != "HEAD")


class _NoAuth(AuthBase):
    """Keeps requests from looking for credentials anywhere else."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def _shown(url: str) -> str:
    """*url* without user, password and query, which may hold secrets."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"


def _excerpt(text: str) -> str:
    """The beginning of *text* in one line, with nothing in it that a terminal would obey."""
    flat = " ".join(text[:2000].split())
    plain = "".join(character if character.isprintable() else "�" for character in flat)
    return plain if len(plain) <= 200 else f"{plain[:199]}…"


def _told(where: str, error: Exception, *, sent: bool, repeatable: bool) -> AdapterError:
    """What *error* means for the next step."""
    reason = _reason(error)
    if not sent and _is_mistake(error):
        return Unauthorised(f"{where}: {reason}; check the address")
    if not sent and isinstance(error, requests.exceptions.InvalidJSONError):
        return Rejected(f"{where}: it cannot be written as JSON: {reason}")
    if not sent:
        return Unavailable(f"{where}: nothing was sent: {reason}")
    if repeatable:
        return Unavailable(f"{where}: {reason}")
    return Ambiguous(f"{where}: sent, and no complete answer came: {reason}")


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        inner = getattr(error, "reason", None)
        argument = error.args[0] if error.args else None
        following = [e for e in (inner, argument, error.__cause__, error.__context__) if e]
        error = next((e for e in following if isinstance(e, BaseException)), None)
    return found


def _reason(error: Exception) -> str:
    """The innermost error's words: what went wrong, without the stack of wrappers."""
    inner = _chain(error)[-1]
    words = str((isinstance(inner, OSError) and inner.strerror) or inner)
    if " " in words:
        return words
    return f"{type(inner).__name__}: {words}" if words else type(inner).__name__


def _is_mistake(error: Exception) -> bool:
    """True for what no later try would mend: the address, a header, the board's certificate."""
    return isinstance(error, _MISTAKES) or any(
        isinstance(cause, SSLCertVerificationError) for cause in _chain(error)
    )


_MISTAKES = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidHeader,
    LocationParseError,
    UnicodeError,
)
