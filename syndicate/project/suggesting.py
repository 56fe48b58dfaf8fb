"""Lines for front matter, suggested file by file from what the offers' own texts state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.content.fields import vocabulary
from syndicate.content.rewriting import rewrite
from syndicate.content.source import find
from syndicate.content.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from syndicate.content.suggestion import Suggestion
    from syndicate.site import Site


def suggestions(
    site: Site, now: datetime, *, least: float, wanted: Callable[[str], bool] = lambda _: True
) -> Iterator[Suggestion]:
    """What is suggested for each file of the content folder whose path is *wanted*, by path.

    *least* is how sure a fact must be for its line to be proposed. Nothing is written. Raises
    ``ConfigurationError`` when there is no content folder.
    """
    words = vocabulary(site.content.fields)
    for file in find(site.root, site.content_dir):
        if wanted(file.path):
            yield suggest(file, site, words, now, least)


def write(suggestion: Suggestion) -> None:
    """Add the lines of *suggestion* to its file, if it is still as it was.

    Raises ``OutputError``, and changes nothing, when it is not, or cannot be written.
    """
    if suggestion.change is not None:
        file = Path(suggestion.source.file)
        rewrite(file, suggestion.before, suggestion.change.text.encode())
