"""One running preview: the server, the watch and the builds between them."""

from __future__ import annotations

import asyncio
import secrets
import socket
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from syndicate import project
from syndicate.errors import ConfigurationError, OutputError, SyndicateError
from syndicate.project import Built
from syndicate.serve.files import NO_STORE, Files, with_script
from syndicate.serve.hosts import KnownHosts
from syndicate.serve.live import SCRIPT, News
from syndicate.serve.status import status_page
from syndicate.serve.watch import Edits, watch, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime
    from pathlib import Path

    from starlette.requests import Request

    from syndicate.site import Site

#: The clock is looked at again at least so often: machines sleep, and clocks are set.
_LONGEST_WAIT = 600.0


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where things stand; replaced as a whole, so that every thread sees one build."""

    site: Site
    built: Built | None = None
    failure: str = ""


class Preview:
    """Serves the output folder of one project and keeps it fresh.

    The constructor raises ``ConfigurationError`` when the configuration is wrong, the port is
    taken or *host* is no address of this machine.
    """

    def __init__(
        self,
        load: Callable[[], Site],
        clock: Callable[[], datetime],
        *,
        host: str = "127.0.0.1",
        port: int = 8000,
        report: Callable[[Built | SyndicateError], None],
    ) -> None:
        self._load = load
        self._clock = clock
        self._report = report
        self._stand = _Stand(load())
        self._host = host
        self._socket = _listen(host, port)
        self._edits = Edits()
        self._moved = asyncio.Event()
        self._watched = watched(self._stand.site)
        self._news = News(secrets.token_hex(4))
        self._server: _Server | None = None
        self._stopped = False

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        host, port = self._socket.getsockname()[:2]
        name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - not bound, only named
        shown = f"[{name}]" if ":" in name else name
        return f"http://{shown}:{port}{Files(self._stand.site).prefix}"

    def run(self, announce: Callable[[str], None]) -> None:
        """Build, tell *announce* the address, and serve until stopped or interrupted."""
        try:
            self._build()
            asyncio.run(self._run(announce))
        finally:
            self._socket.close()

    def stop(self) -> None:
        """End ``run``; may be called from any thread."""
        self._stopped = True
        if self._server is not None:
            self._server.should_exit = True

    # -- building ---------------------------------------------------------------------------

    def _build(self, moved: Collection[Path] | None = None) -> bool:
        """Build once, and report if there is something to tell; whether files changed."""
        before = self._stand
        outcome: Built | SyndicateError
        try:
            site = self._load()
            # What moved before a build that failed is not told again.
            hint = None if before.built is None or before.failure else moved
            outcome = project.build(site, self._clock(), moved=hint)
        except SyndicateError as error:
            outcome = error
            self._stand = replace(before, failure=str(error))
        else:
            self._stand = _Stand(site, outcome)
        if _is_news(before, self._stand):
            self._report(outcome)
        return isinstance(outcome, Built) and _changed_files(outcome)

    async def _keep_fresh(self) -> None:
        """Build after each edit, and when the clock opens or closes an offer."""
        while True:
            await self._wait_for_reason()
            changed = await asyncio.to_thread(self._build, self._edits.take())
            stand = self._stand
            self._news.tell(build=secrets.token_hex(4) if changed else None, failure=stand.failure)
            if watched(stand.site) != self._watched:
                self._moved.set()

    async def _wait_for_reason(self) -> None:
        while True:
            try:
                await asyncio.wait_for(self._edits.there.wait(), self._until_next_change())
            except TimeoutError:
                if self._until_next_change() <= 0:
                    return
            else:
                return

    def _until_next_change(self) -> float:
        built = self._stand.built
        if built is None or built.next_change is None or self._stand.failure:
            return _LONGEST_WAIT
        seconds = (built.next_change - self._clock()).total_seconds()
        return min(max(seconds, 0), _LONGEST_WAIT)

    async def _watch(self) -> None:
        while True:
            self._moved = asyncio.Event()
            self._watched = watched(self._stand.site)
            try:
                await watch(self._stand.site, self._edits, self._moved)
            except FileNotFoundError:
                await asyncio.sleep(0.1)  # gone since it was looked for: look again
            except (OSError, RuntimeError) as error:
                # Too many folders for this machine's limits: the preview goes on without.
                self._report(OutputError(f"edits are not noticed any more: {error}"))
                await asyncio.Event().wait()

    # -- serving ----------------------------------------------------------------------------

    async def _run(self, announce: Callable[[str], None]) -> None:
        self._news.tell(failure=self._stand.failure)
        config = uvicorn.Config(
            KnownHosts(self._app(), self._host),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        self._server = server = _Server(config, lambda: announce(self.url), self._news.close)
        server.should_exit = self._stopped
        tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._keep_fresh())]
        for task in tasks:
            # Neither ends by itself: a defect in one must not leave a preview that looks alive.
            task.add_done_callback(lambda _: self.stop())
        try:
            await server.serve(sockets=[self._socket])
        finally:
            for task in tasks:
                task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.syndicate/status", self._status),
                Route("/.syndicate/events", self._events),
                Route("/.syndicate/live.js", _script),
                Route("/{path:path}", self._file),
            ]
        )

    def _file(self, request: Request) -> Response:
        return Files(self._stand.site).answer(request)

    def _status(self, request: Request) -> Response:
        stand = self._stand
        page = status_page(stand.site, stand.built, stand.failure, Files(stand.site).prefix)
        return HTMLResponse(with_script(page.encode()), headers=NO_STORE)

    async def _events(self, request: Request) -> Response:
        return StreamingResponse(
            self._news.stream(), media_type="text/event-stream", headers=NO_STORE
        )


def _script(request: Request) -> Response:
    return Response(SCRIPT, media_type="text/javascript", headers=NO_STORE)


def _changed_files(built: Built) -> bool:
    return bool(built.written.written or built.written.removed)


def _is_news(before: _Stand, after: _Stand) -> bool:
    """Whether a person wants to hear of it: an edit that changes nothing is no news."""
    if before.built is None or after.built is None or before.failure != after.failure:
        return True
    if after.built is before.built:
        return False
    return _changed_files(after.built) or after.built.problems != before.built.problems


class _Server(uvicorn.Server):
    """A server that says when it answers, and that ends the streams it would wait for."""

    def __init__(
        self, config: uvicorn.Config, started: Callable[[], None], stopping: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._tell_started = started
        self._tell_stopping = stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._tell_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._tell_stopping()
        await super().shutdown(sockets)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigurationError(
            f"cannot serve on {host} port {port}: {reason}; "
            "choose another port with --port, or --port 0 for any free one"
        ) from error
