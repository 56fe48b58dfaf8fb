"""The line of a file that a problem is about, with a caret under the place."""

from __future__ import annotations

import stat
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

from syndicate.cli.output import harmless

if TYPE_CHECKING:
    from pathlib import Path

#: A file longer than this is not opened only to show one of its lines.
MAX_BYTES = 4_000_000


def excerpt(path: Path, line: int, column: int, width: int = 100) -> tuple[str, str] | None:
    """Line *line* of the file *path* and the caret line below it, at most *width* cells wide.

    None when there is nothing to see: no such line, a bare fence (the problem is about the whole
    file), or not an ordinary file of ordinary size.
    """
    lines = _lines(path)
    if not 1 <= line <= len(lines) or lines[line - 1].strip() in {"", "---", "+++", "{"}:
        return None
    text = lines[line - 1]
    at = min(max(column - 1, 0), len(text))
    shown, at = _cropped(harmless(text).replace("\t", " "), at, width)
    return shown, " " * cell_len(shown[:at]) + "^" if column else ""


@lru_cache(maxsize=4)
def _lines(path: Path) -> tuple[str, ...]:
    try:
        about = path.lstat()  # a link is not followed: it may lead to what is nobody's business
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES:
            return ()
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        # The problem itself says that the file cannot be read.
        return ()
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _cropped(text: str, at: int, width: int) -> tuple[str, int]:
    """*text* cut to *width* characters around position *at*, and where *at* is now."""
    if len(text) <= width:
        return text, at
    start = max(0, min(at - width // 2, len(text) - width))
    end = start + width
    left, right = ("…" if start else ""), ("…" if end < len(text) else "")
    return left + text[start + len(left) : end - len(right)] + right, at - start
