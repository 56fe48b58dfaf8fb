"""Do the items that a reader saw equal the offers that are open?"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tests.judges.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.judges.verdict import Built, Item

#: What a reader made of each feed: its path below ``feeds/`` and its items in order.
Feeds = dict[str, "Sequence[Item]"]


def judge_items(
    judge: str, built: Built, feeds: Feeds, complaints: Sequence[str], *, ordered: bool = True
) -> Verdict:
    """The verdict on *feeds*, with what the reader itself had to say (*complaints*) first.

    *ordered* is false for readers that do not keep the order of a feed.
    """
    wrong = [*complaints, *_same_in_every_format(feeds, ordered)]
    for path, items in feeds.items():
        wrong += [f"{path}: {fault}" for fault in _faults(built, path, items)]
    return Verdict(judge, sum(map(len, feeds.values())), tuple(wrong))


def _faults(built: Built, path: str, items: Sequence[Item]) -> Iterator[str]:
    for name in ("id", "link"):
        values = Counter(getattr(item, name) for item in items)
        yield from (f"{name} {value!r} is there {n} times" for value, n in values.items() if n > 1)
    yield from _differences(_expected(built, path), items)


def _expected(built: Built, path: str) -> tuple[dict[str, str], bool]:
    """Link → title of the offers that may stand in the feed at *path*; must all of them?

    The site's own feeds and those of a language show all their offers; a tag's feed shows some.
    """
    folder = path.rpartition("/")[0]
    whole = folder in {"", *(str(offer["language"]) for offer in built.open)}
    offers = [
        offer for offer in built.open if not (whole and folder) or offer["language"] == folder
    ]
    titles = {str(offer["url"]): _plain(str(offer["title"])) for offer in offers}
    return titles, whole and len(titles) <= built.limit


def _differences(expected: tuple[dict[str, str], bool], items: Sequence[Item]) -> Iterator[str]:
    titles, complete = expected
    seen = {item.link: _plain(item.title) for item in items}
    yield from (f"{link} is not an open offer's address" for link in seen.keys() - titles.keys())
    if complete:
        yield from (f"{link} is missing" for link in titles.keys() - seen.keys())
    for link in seen.keys() & titles.keys():
        if seen[link] != titles[link]:
            yield f"{link} has the title {seen[link]!r}, expected {titles[link]!r}"


def _same_in_every_format(feeds: Feeds, ordered: bool) -> Iterator[str]:
    """Feeds in one folder say the same, in the same order; a link has one id everywhere.

    A feed may be cut earlier than its neighbour: JSON Feed asks for small files.
    """
    folders: dict[str, dict[str, list[str]]] = defaultdict(dict)
    ids: dict[str, set[str]] = defaultdict(set)
    for path, items in feeds.items():
        folders[path.rpartition("/")[0]][path] = [item.id for item in items]
        for item in items:
            ids[item.link].add(item.id)
    for by_path in folders.values():
        yield from _unlike(by_path, ordered)
    yield from (f"{link} has several ids: {sorted(i)}" for link, i in ids.items() if len(i) > 1)


def _unlike(by_path: Mapping[str, list[str]], ordered: bool) -> Iterator[str]:
    first, wanted = max(by_path.items(), key=lambda pair: len(pair[1]))
    for path, found in by_path.items():
        same = found == wanted[: len(found)] if ordered else set(found) <= set(wanted)
        if not same or (wanted and not found):
            yield f"{path}: other items, or in another order, than {first}"


def _plain(title: str) -> str:
    return " ".join(title.split())
