"""The user's own mail server: connected to, encrypted, signed in at, and given messages."""

from __future__ import annotations

import io
import re
import smtplib
import socket
import ssl
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from syndicate.errors import AdapterError, Ambiguous, Rejected, Unauthorised, Unavailable
from syndicate.http.addresses import resolve
from syndicate.http.redaction import forms, redacted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.adapter import Options
    from syndicate.site import Site
    from syndicate_adapters.email.recipients import Recipient

#: Seconds for one command and its answer, and for all that is done over one connection.
COMMAND, TOTAL = 30.0, 240.0

#: Refusals that are about the conversation, not about the message.
_CONFUSED = range(500, 505)

_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class MessageRejected(Rejected):
    """The message is refused, and not its recipient."""


class Relay:
    """Where messages are handed in: ``host``, ``port``, ``security``, ``user``, ``password``."""

    def __init__(self, options: Options) -> None:
        self.host = options.text("host")
        self.security = options.text("security", "starttls")
        self.allow_private = options.http.allow_private
        if self.security not in _PORTS:
            raise options.mistake(
                "security", f"is none of {', '.join(_PORTS)}", 'security = "starttls"'
            )
        self.port = options.number("port", _PORTS[self.security])
        if self.port > 65_535:
            raise options.mistake("port", "is above 65535", "port = 587")
        self.user = self.password = ""
        if options.has("user") or options.has("password"):
            self.user, self.password = options.text("user"), options.text("password")
        if not (self.user + self.password).isascii():
            # The mechanisms of SMTP that are in use everywhere were made for ASCII.
            raise options.mistake("password", "or user is not in ASCII", 'password = "${env:…}"')
        if self.security == "none" and not (self.allow_private and not self.user):
            raise options.mistake(
                "security",
                "may be none only on your own network (allow_private_addresses) without password",
                'security = "starttls"',
            )
        self.name = _own_name(options.site)
        self.tls = _tls(options)
        self._hidden = forms((self.password,))

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A connection that is ready to take messages.

        Raises ``Unavailable`` and ``Unauthorised``; nothing was handed in then.
        """
        try:
            connection = self._connected()
        except AdapterError:
            raise
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise self._told(error) from None
        try:
            yield Session(self, connection)
        finally:
            connection.leave()

    def words(self, code: int, reply: object) -> str:
        """What the relay answered, in one line without secrets and what a terminal would obey."""
        text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
        flat = " ".join(text[:2000].split())
        plain = "".join(sign if sign.isprintable() else "�" for sign in flat)
        said = redacted(f"{code} {plain}" if code > 0 else plain, self._hidden)
        return f"{self}: {said if len(said) <= 240 else f'{said[:239]}…'}"

    def _connected(self) -> _Connection:
        connection = _Connection(self)
        try:
            connection.ehlo_or_helo_if_needed()
            if self.security == "starttls":
                connection.starttls(context=self.tls)
                connection.ehlo_or_helo_if_needed()
            if self.user:
                connection.login(self.user, self.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _told(self, error: Exception) -> AdapterError:
        """What it means that no session came about."""
        match error:
            case smtplib.SMTPConnectError(smtp_code=code) if not 400 <= code < 500:
                said = self.words(code, error.smtp_error)
                return Unauthorised(f"{said}: no mail is taken there; check host and port")
            case smtplib.SMTPAuthenticationError(smtp_code=code) if code >= 500:
                return Unauthorised(f"{self.words(code, error.smtp_error)}: check user, password")
            case smtplib.SMTPResponseException(smtp_code=code):
                kind = Unauthorised if 500 <= code < 600 else Unavailable
                return kind(self.words(code, error.smtp_error))
            case smtplib.SMTPServerDisconnected() | TimeoutError():
                return Unavailable(self.words(0, f"nothing was sent: {error}"))
            case ssl.SSLCertVerificationError():
                return Unauthorised(self.words(0, f"its certificate: {error.verify_message}"))
            case ssl.SSLError(reason="WRONG_VERSION_NUMBER"):
                return Unauthorised(f"{self} speaks no TLS from the start; check port, security")
            case smtplib.SMTPNotSupportedError() | smtplib.SMTPException():
                return Unauthorised(self.words(0, f"{error}; check security, user"))
        return Unavailable(self.words(0, f"nothing was sent: {error}"))


class Session:
    """One connection to the relay; ``is_open`` until it was lost, or is of no more use."""

    def __init__(self, relay: Relay, connection: _Connection) -> None:
        self.relay = relay
        self.is_open = True
        self._smtp = connection

    def try_sender(self, sender: str) -> None:
        """Ask whether *sender* may send; nothing is sent."""
        self._ask(f"MAIL FROM:<{sender}>", Unauthorised)
        self._ask("RSET", Unauthorised)

    def deliver(self, sender: str, to: Recipient, message: bytes) -> None:
        """Hand *message* in for one recipient.

        Raises ``Rejected`` (the relay takes nothing for it; ``MessageRejected``: not this),
        ``Unavailable`` (nothing happened), ``Unauthorised`` (it takes nothing from us), and
        ``Ambiguous`` (all was sent, and no answer came).
        """
        try:
            self._ask(f"MAIL FROM:<{sender}>", Unauthorised)
            self._ask(f"RCPT TO:<{to.address}>", Rejected)
            self._ask("DATA", MessageRejected, 354)
            self._hand_in(message)
        except AdapterError as error:
            if self.is_open:
                with suppress(AdapterError):
                    self._ask("RSET", Unavailable)
            shown = re.sub(re.escape(to.address), to.name, str(error), flags=re.IGNORECASE)
            whose = "" if isinstance(error, Unauthorised) else f"{to.name}: "
            raise type(error)(whose + shown) from None

    def _ask(self, command: str, refusal: type[AdapterError], wanted: int = 250) -> None:
        """Send *command* and read its answer; *refusal* is what a 5xx means."""
        try:
            code, reply = self._smtp.docmd(command)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.is_open = False
            raise Unavailable(self.relay.words(0, f"lost before it was sent: {error}")) from None
        self._judge(code, reply, refusal, wanted)

    def _hand_in(self, message: bytes) -> None:
        lines = re.sub(rb"(?m)^\.", b"..", message.removesuffix(b"\r\n"))
        try:
            self._smtp.send(lines)
        except (smtplib.SMTPException, OSError) as error:
            self.is_open = False  # without the dot that ends it, no message is taken
            raise Unavailable(self.relay.words(0, f"lost while it was sent: {error}")) from None
        try:
            self._smtp.send(b"\r\n.\r\n")
            code, reply = self._smtp.getreply()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.is_open = False
            said = self.relay.words(0, f"sent, and no complete answer came: {error}")
            raise Ambiguous(said) from None
        if not 200 <= code < 600 or 300 <= code < 400:
            self.is_open = False
            raise Ambiguous(self.relay.words(code, reply))
        self._judge(code, reply, MessageRejected)

    def _judge(
        self, code: int, reply: bytes, refusal: type[AdapterError], wanted: int = 250
    ) -> None:
        if code == wanted or (wanted == 250 and 200 <= code < 300):
            return
        self.is_open = self.is_open and code != 421 and 400 <= code < 600
        if refusal is MessageRejected and code in _CONFUSED:
            refusal = Unauthorised
        kind = refusal if 500 <= code < 600 else Unavailable
        raise kind(self.relay.words(code, reply))


class _Connection(smtplib.SMTP):
    """One of smtplib, to an address that was checked, with a time for each exchange and for all."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self._end = time.monotonic() + TOTAL
        self._until = self._end
        super().__init__(relay.host, relay.port, local_hostname=relay.name, timeout=COMMAND)

    def remaining(self) -> float:
        """Seconds left for this exchange; raises ``TimeoutError`` when there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for this is over")
        return left

    def send(self, s: Any) -> None:
        """Send; from here on the time for the answer counts."""
        if self.sock is not None:
            self._begin()
            self.sock.settimeout(self.remaining())
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        """One answer, of however many lines."""
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(_Reader(self.sock, self))
        self._begin()
        return super().getreply()

    def leave(self) -> None:
        """Say goodbye, if there still is someone, and close."""
        with suppress(smtplib.SMTPException, OSError):
            if self.sock is not None:
                self._end = min(self._end, time.monotonic() + 2)
                self.quit()
        self.close()

    def _begin(self) -> None:
        self._until = min(time.monotonic() + COMMAND, self._end)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """A connection to one of the addresses that may be called."""
        self._begin()
        failure: OSError = OSError("no address")
        allow = self.relay.allow_private
        for family, place in resolve(host, port, self.remaining(), allow_private=allow):
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                sock.settimeout(self.remaining())
                sock.connect(place)
                if self.relay.security == "tls":
                    sock = self.relay.tls.wrap_socket(sock, server_hostname=host)
            except OSError as error:
                sock.close()
                failure = error
                continue
            return sock
        raise failure


class _Reader(io.RawIOBase):
    """The bytes of a socket, as a file that keeps to the time of its connection."""

    def __init__(self, sock: socket.socket, connection: _Connection) -> None:
        self._sock = sock
        self._connection = connection

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._connection.remaining())
        return self._sock.recv_into(buffer)


def _tls(options: Options) -> ssl.SSLContext:
    """Certificates are always checked: with this machine's authorities, or those of ``ca_file``."""
    file = options.http.ca_file
    if options.has("ca_file"):
        file = str(options.folder("ca_file"))
    try:
        return ssl.create_default_context(cafile=file)
    except (OSError, ssl.SSLError):
        what = "is no file of certificates"
        raise options.mistake("ca_file", what, 'ca_file = "authority.pem"') from None


def _own_name(site: Site) -> str:
    """How we introduce ourselves; looking up this machine's name could take for ever."""
    try:
        return (urlsplit(site.url).hostname or "").encode("idna").decode() or "localhost"
    except UnicodeError:
        return "localhost"
