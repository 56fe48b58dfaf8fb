"""The hardened client that every adapter is given."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import requests
from requests import Session
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from syndicate import __version__
from syndicate.errors import AdapterError, Ambiguous, Unauthorised, Unavailable
from syndicate.http.answer import Answer, refusal
from syndicate.http.connection import Attempt, pooled

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
    holds for a whole call; an answer has at most *max_bytes* once decoded. Every error is an
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
    ) -> None:
        self.base = base
        self.headers = dict(headers or {})
        self.allow_private = allow_private
        self.deadline = deadline
        self.max_bytes = max_bytes
        self._secrets = tuple(sorted({s for s in secrets if len(s) > 3}, key=len, reverse=True))
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
        )

    def hiding(self, *secrets: str) -> Client:
        """The same client, whose errors also keep *secrets* (a token just obtained) to itself."""
        twin = self.at(self.base)
        twin._secrets = tuple(sorted({*self._secrets, *secrets}, key=len, reverse=True))
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
        address = urljoin(self.base, url)
        where = f"{method} {_shown(address)}"
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
        words = self._redact(f"{where}: {answer.status} {_excerpt(answer)}".rstrip())
        if errors and answer.status in errors:
            raise errors[answer.status](words)
        raise refusal(answer, words, repeatable=may_repeat)

    def _session(self) -> tuple[Attempt, Session]:
        """Each thread has its own connections, so that calls never share a deadline."""
        if not hasattr(self._local, "session"):
            attempt = Attempt(allow_private=self.allow_private)
            session = Session()
            session.trust_env = False
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
            expected = response.headers.get("Content-Length", "")
            if response.raw.length_remaining not in {None, 0} and expected and method != "HEAD":
                raise OSError("the answer broke off")
            session.cookies.clear()  # nothing of one call is carried into the next
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, headers, bytes(body))

    def _failure(
        self, where: str, error: Exception, attempt: Attempt, *, repeatable: bool
    ) -> AdapterError:
        for cause in _chain(error):
            if isinstance(cause, AdapterError):  # raised while connecting: an address refused
                return self._redacted(cause)
        reason = self._redact(_reason(error))
        if attempt.sent == 0:
            if _is_mistake(error):
                return Unauthorised(f"{where}: {reason}; check the address")
            return Unavailable(f"{where}: nothing was sent: {reason}")
        if repeatable:
            return Unavailable(f"{where}: {reason}")
        return Ambiguous(f"{where}: sent, and no complete answer came: {reason}")

    def _redacted(self, error: AdapterError) -> AdapterError:
        error.args = (self._redact(str(error)), *error.args[1:])
        return error

    def _redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text


class _TooLargeError(OSError):
    pass


class _NoAuth(AuthBase):
    """Keeps requests from looking for credentials anywhere else."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def _shown(url: str) -> str:
    """*url* without user, password and query, which may hold secrets."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"


def _excerpt(answer: Answer) -> str:
    flat = " ".join(answer.text[:2000].split())
    return flat if len(flat) <= 200 else f"{flat[:199]}…"


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
    return f"{type(inner).__name__}: {inner}" if str(inner) else type(inner).__name__


def _is_mistake(error: Exception) -> bool:
    return isinstance(
        error,
        requests.exceptions.InvalidURL
        | requests.exceptions.MissingSchema
        | requests.exceptions.InvalidSchema
        | requests.exceptions.InvalidHeader
        | requests.exceptions.SSLError,
    )
