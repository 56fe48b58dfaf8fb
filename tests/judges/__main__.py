"""``python -m tests.judges [SITE…]``: every judge on every site; exit 1 on a complaint."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.corpora import CORPUS
from tests.judges import node, pages, readers, sitemaps, sites

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.judges.verdict import Built, Verdict

#: Complaints of one judge on one site that are printed; the number of the others is.
SHOWN = 8


def main(names: Sequence[str]) -> int:
    """Judge the sites called *names*, or all; print what the judges say."""
    if missing := node.missing():
        print(missing, file=sys.stderr)
        return 2
    if not CORPUS.is_dir():
        print(f"the corpus of real offers is not at {CORPUS}: only this repository is judged")
        names = ["repository"]
    table: dict[str, dict[str, Verdict]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for built in sites.build_all(Path(folder), names):
            table[built.name] = {verdict.judge: verdict for verdict in judge(built)}
    print("\n".join(lines(table)))
    return int(any(v.complaints for row in table.values() for v in row.values()))


def judge(built: Built) -> Iterator[Verdict]:
    """What every judge says of *built*."""
    yield readers.feedparser(built)
    yield readers.reader(built)
    yield sitemaps.sitemap(built)
    yield pages.extruct(built)
    yield from node.node(built)


def lines(table: dict[str, dict[str, Verdict]]) -> Iterator[str]:
    """The table, judges across and sites down, then the complaints."""
    judges = list(next(iter(table.values())))
    width = max(map(len, table))
    yield f"{'complaints of':>{width}}  " + "  ".join(judges)
    for name, row in table.items():
        cells = (f"{_cell(row[judge]):>{len(judge)}}" for judge in judges)
        yield f"{name:>{width}}  " + "  ".join(cells)
    for name, row in table.items():
        for verdict in row.values():
            yield from _complaints(name, verdict)


def _cell(verdict: Verdict) -> str:
    return f"{len(verdict.complaints)} of {verdict.looked_at}"


def _complaints(name: str, verdict: Verdict) -> Iterator[str]:
    for complaint in verdict.complaints[:SHOWN]:
        yield f"{name}: {verdict.judge}: {complaint}"
    if (more := len(verdict.complaints) - SHOWN) > 0:
        yield f"{name}: {verdict.judge}: and {more} more"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
