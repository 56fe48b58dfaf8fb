"""Who may be asked for: the guard against pages that point their own name at this machine."""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


_HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::\d{1,5})?")


class KnownHosts:
    """Answers only requests whose ``Host`` is an address, ``localhost`` or *host*.

    A page on the web can make its own name resolve to 127.0.0.1 and then read what is served
    here as if it were its own (DNS rebinding). It cannot do so without that name in ``Host``.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._names = {"localhost", host.lower(), socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421."""
        from starlette.datastructures import Headers
        from starlette.responses import PlainTextResponse

        if scope["type"] == "http" and not self.knows(Headers(scope=scope).get("host", "")):
            refusal = PlainTextResponse(
                "This preview answers to addresses and to localhost only. "
                "Open it by the address that `syndicate serve` printed.\n",
                status_code=421,
            )
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def knows(self, host: str) -> bool:
        """Whether the value of a ``Host`` header is one of ours; the port does not matter."""
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = (match["six"] or match["name"]).lower()
        return name in self._names or name.endswith(".localhost") or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
