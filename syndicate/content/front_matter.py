"""A file's text cut into front matter and body."""

from __future__ import annotations

from typing import NamedTuple

from syndicate.content.nodes import Table
from syndicate.content.plain_yaml import read_plain


class Document(NamedTuple):
    """One file: its front matter (empty when there is none) and the text below it.

    ``body_line`` is the file's line on which ``body`` starts.
    """

    front: Table
    body: str
    body_line: int
    has_front_matter: bool


def parse(text: str) -> Document:
    """Cut *text* (BOM and CR already gone) into front matter and body.

    Raises ``ContentError`` when a fence is not closed or the front matter cannot be read.
    """
    found = read_plain(text)
    if found is None:
        # Most files are plain: what reads all others is loaded when one of them comes.
        from syndicate.content.handlers import read_any

        found = read_any(text)
    if found is None:
        return Document(Table({}, {}, 1, 1), text, 1, has_front_matter=False)
    front, body, body_line = found
    return Document(front, body, body_line, has_front_matter=True)
