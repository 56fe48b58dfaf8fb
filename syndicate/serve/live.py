"""News for open pages: reload, or show why the last build failed."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

#: Put at the end of every page that is served, and in no file.
SCRIPT_TAG = b'<script src="/.syndicate/live.js" defer></script>\n'

# A hidden page lets go of its connection (browsers allow six to one server) and catches up when
# it is looked at again: the number of the last build tells whether it missed one.
SCRIPT = """\
"use strict";
(() => {
  let source, build, bar;
  const show = (text) => {
    bar ??= document.body.appendChild(document.createElement("pre"));
    bar.style.cssText = "position:fixed;inset:auto 0 0;margin:0;padding:1em;max-height:50vh;" +
      "overflow:auto;white-space:pre-wrap;background:#8b0000;color:#fff;z-index:2147483647";
    bar.textContent = text;
    bar.hidden = !text;
  };
  const listen = () => {
    source = new EventSource("/.syndicate/events");
    source.addEventListener("state", (event) => {
      const news = JSON.parse(event.data);
      if (build !== undefined && build !== news.build) location.reload();
      build = news.build;
      show(news.failure);
    });
  };
  const look = () => {
    source?.close();
    if (document.visibilityState === "visible") listen();
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => { if (event.persisted) look(); });
  look();
})();
"""

#: Seconds between signs of life, by which a closed connection is noticed.
_QUIET = 15.0


class News:
    """What open pages are told. Belongs to one event loop."""

    def __init__(self, build: str) -> None:
        self._state = {"build": build, "failure": ""}
        self._listeners: set[asyncio.Queue[bytes | None]] = set()
        self._closed = False

    def tell(self, *, build: str | None = None, failure: str = "") -> None:
        """Pass on the name of a build that changed something, or why one failed."""
        state = {"build": build or self._state["build"], "failure": failure}
        if state != self._state:
            self._state = state
            for listener in self._listeners:
                listener.put_nowait(self._event())

    def close(self) -> None:
        """End every stream, now and later: a server cannot stop while one is open."""
        self._closed = True
        for listener in self._listeners:
            listener.put_nowait(None)

    async def stream(self) -> AsyncIterator[bytes]:
        """Server-sent events for one page: the state now, then each change of it."""
        listener: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield b"retry: 500\n\n" + self._event()
            while not self._closed:
                try:
                    news = await asyncio.wait_for(listener.get(), _QUIET)
                except TimeoutError:
                    news = b":\n\n"
                if news is None:
                    return
                yield news
        finally:
            self._listeners.discard(listener)

    def _event(self) -> bytes:
        return f"event: state\ndata: {json.dumps(self._state)}\n\n".encode()
