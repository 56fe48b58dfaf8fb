"""A board to play with: ``python -m syndicate.testing`` prints its address and serves."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from pathlib import Path

from syndicate.testing.board_server import BoardServer


def main() -> None:
    """Serve until interrupted or terminated; each change is told in a line."""
    parser = ArgumentParser("python -m syndicate.testing", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="default: any that is free")
    parser.add_argument("--token", help="ask for Authorization: Bearer TOKEN")
    parser.add_argument("--keys", action="store_true", help="honour Idempotency-Key")
    parser.add_argument("--late", type=int, default=0, help="hide what is new from N look-ups")
    parser.add_argument("--file", type=Path, help="remember what is held in FILE")
    asked = parser.parse_args()
    # Blocked first, so that the threads of the board leave both signals to sigwait.
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with BoardServer(
        asked.file, keys=asked.keys, late=asked.late, token=asked.token, port=asked.port
    ) as board:
        sys.stdout.write(f"{board.url}\n")
        sys.stdout.flush()
        signal.sigwait(ends)


if __name__ == "__main__":
    main()
