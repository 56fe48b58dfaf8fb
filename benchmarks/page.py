"""The figures in a document: between two marks, so that the words around them stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class UnmarkedError(Exception):
    """The document has no place for these figures."""


def replaced(text: str, sections: Mapping[str, Sequence[str]]) -> str:
    """*text* with the lines of each section between ``<!-- NAME -->`` and ``<!-- /NAME -->``."""
    for name, lines in sections.items():
        start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
        if len(pattern.findall(text)) != 1:
            raise UnmarkedError(f"there must be one place between {start} and {end}")
        before, after = pattern.split(text)
        text = before + "\n".join((start, "", *lines, "", end)) + after
    return text


def write(path: Path, sections: Mapping[str, Sequence[str]]) -> None:
    """Put *sections* in their places in the document at *path*."""
    path.write_text(replaced(path.read_text("utf-8"), sections), "utf-8")
