"""A mail server of other authors, aiosmtpd, as the relay that digests are handed to."""

from __future__ import annotations

import asyncio
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from syndicate.testing import BoardServer

if TYPE_CHECKING:
    import ssl
    from email.message import EmailMessage

USER = "jobs@example.org"


class Relay(BoardServer):
    """Keeps what it takes in ``mails``; where told to, it refuses, falls silent or hangs up.

    ``answers`` maps a recipient to what RCPT is answered, ``contents`` one to what its message
    is; ``hang_up`` names the recipient at whose message the connection ends, before the message
    was ``taken`` or after. ``sender`` is what MAIL is answered.
    """

    def __init__(
        self,
        password: str = "",
        *,
        starttls: ssl.SSLContext | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__()
        self.password = password
        self.mails: list[tuple[str, EmailMessage]] = []
        self.raw: list[bytes] = []
        self.signed_in = 0
        self.commands: list[str] = []
        self.answers: dict[str, str] = {}
        self.contents: dict[str, str] = {}
        self.sender = "250 OK"
        self.hang_up = ""
        self.taken = False
        self._starttls, self._implicit = starttls, tls
        self._controller: Controller | None = None

    @property
    def port(self) -> int:
        """Where it listens, the same after ``stop`` and ``start``."""
        return self._port

    def received(self) -> list[str]:
        """Whom it took messages for, in order."""
        return [to for to, _ in self.mails]

    def start(self) -> None:
        how: dict[str, Any] = {
            "hostname": "127.0.0.1",
            "port": self._port or _free_port(),
            "auth_required": bool(self._starttls),
            "auth_require_tls": bool(self._starttls),
            "authenticator": self._authenticated,
            "ssl_context": self._implicit,
        }
        if self._starttls:
            how |= {"tls_context": self._starttls, "require_starttls": True}
        self._controller = Controller(_Handler(self), **how)
        self._controller.start()
        self._port = self._controller.port

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def _authenticated(
        self, server: SMTP, session: Any, envelope: Any, mechanism: str, data: object
    ) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (
            USER.encode(),
            self.password.encode(),
        )
        self.signed_in += known
        return AuthResult(success=known, handled=known)


class _Handler:
    def __init__(self, relay: Relay) -> None:
        self.relay = relay

    async def handle_MAIL(  # noqa: N802 # the name is aiosmtpd's
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.relay.commands.append(f"MAIL {address}")
        if self.relay.sender.startswith("250"):
            envelope.mail_from = address
        return self.relay.sender

    async def handle_RCPT(  # noqa: N802 # the name is aiosmtpd's
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.relay.commands.append(f"RCPT {address}")
        answer = self.relay.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        if answer == "hang up":
            server.transport.abort()
            await asyncio.sleep(0)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos
        self.relay.commands.append(f"DATA {to}")
        answer = self.relay.contents.get(to, "250 taken")
        hangs_up = to == self.relay.hang_up
        if answer.startswith("250") and (self.relay.taken or not hangs_up):
            self.relay.raw.append(envelope.original_content)
            mail = message_from_bytes(envelope.original_content, policy=policy.default)
            self.relay.mails.append((to, mail))  # type: ignore[arg-type]
        if hangs_up:
            server.transport.abort()
        return answer


def _free_port() -> int:
    import socket

    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
