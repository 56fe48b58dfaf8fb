"""The local preview: what the build wrote, over HTTP, renewed while one edits."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from syndicate.serve.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from syndicate.errors import SyndicateError
    from syndicate.project import Built
    from syndicate.site import Site

__all__ = ["Preview", "serve"]


def serve(
    load: Callable[[], Site],
    clock: Callable[[], datetime],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    announce: Callable[[str], None],
    report: Callable[[Built | SyndicateError], None],
) -> None:
    """Build, serve the output folder until interrupted, and build again at each edit.

    *load* reads the configuration and *clock* says what time it is; both are asked at each
    build. Port 0 takes any free one. *announce* is told the address to open, once it answers;
    *report* the outcome of each build that brings news, the first one included: a build that
    fails leaves the last good files on show. Ctrl-C ends it.

    Raises ``ConfigurationError`` when the port is taken or *host* is no address of this machine.
    """
    with suppress(KeyboardInterrupt):
        Preview(load, clock, host=host, port=port, report=report).run(announce)
