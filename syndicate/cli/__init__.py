"""The command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line of this process and end it with the exit code."""
    try:
        from syndicate.cli.app import app

        _never_fail_on_a_letter()
        app(prog_name="syndicate")
    except KeyboardInterrupt:  # before the command itself had begun
        sys.exit(130)


def _never_fail_on_a_letter() -> None:
    """Show as an escape what a terminal cannot: ``é`` in ASCII, a file name of stray bytes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
