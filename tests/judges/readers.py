"""Feed readers written in Python: feedparser and reader."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING

from tests.judges.items import Feeds, judge_items
from tests.judges.verdict import Item, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.judges.verdict import Built


def feedparser(built: Built) -> Verdict:
    """Every RSS and Atom feed parses without a complaint and shows the open offers."""
    import feedparser as library

    feeds: Feeds = {}
    complaints: list[str] = []
    for path in _files(built, "rss.xml", "atom.xml"):
        name = built.name_of(path)
        parsed = library.parse(path.read_bytes())
        if parsed.bozo:
            complaints.append(f"{name}: {parsed.bozo_exception}")
        complaints += [f"{name}: {fault}" for fault in _incomplete(parsed)]
        feeds[name] = [Item(e.get("id", ""), e.get("link", ""), e.title) for e in parsed.entries]
    return judge_items("feedparser", built, feeds, complaints)


def _incomplete(parsed: object) -> Iterator[str]:
    """What every feed and entry of ours must have, as feedparser understood it."""
    feed, entries = parsed.feed, parsed.entries  # type: ignore[attr-defined] # feedparser has no types
    if not feed.get("title") or not feed.get("link"):
        yield "no title or no link"
    for entry in entries:
        if not entry.get("content") and not entry.get("summary"):
            yield f"{entry.get('link')}: no content"
        if "published" in entry and entry.get("published_parsed") is None:
            yield f"{entry.get('link')}: {entry.published!r} is not a date"


def reader(built: Built) -> Verdict:
    """reader stores every feed, JSON Feed included, and shows the open offers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's own; the verdict is what counts
        return _reader(built)


def _reader(built: Built) -> Verdict:
    import feedparser_sgmllib
    from reader import make_reader

    # reader carries its own feedparser, a later one than ours, which imports this module by the
    # name it had before feedparser's authors took it over.
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)

    feeds: Feeds = {}
    complaints: list[str] = []
    with make_reader(":memory:", feed_root=str(built.feeds)) as library:
        for path in _files(built, "rss.xml", "atom.xml", "feed.json"):
            library.add_feed(built.name_of(path))
        for result in library.update_feeds_iter():
            complaints += _refusal(result.url, result.value)
        for feed in library.get_feeds():
            entries = list(library.get_entries(feed=feed))
            feeds[feed.url] = [Item(e.id, e.link or "", e.title or "") for e in entries]
    return judge_items("reader", built, feeds, complaints, ordered=False)


def _refusal(url: str, value: object) -> list[str]:
    return [f"{url}: {value}"] if isinstance(value, Exception) else []


def _files(built: Built, *names: str) -> Sequence[Path]:
    """The feeds of these names, the site's own first."""
    found = [path for name in names for path in built.feeds.rglob(name)]
    return sorted(found, key=lambda path: (len(path.parts), path))
