"""Whom a change of names concerns: what is settled among few is what a look at all would settle."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.content.addresses import settle
from syndicate.content.identity import NAMELESS, refuse_duplicates, same
from syndicate.content.packing import packed_problems, unpacked_claim
from syndicate.content.reading import GoodSource
from syndicate.memory import Memory
from syndicate.offer import Organization, Status
from syndicate.project.crew import Crew
from syndicate.project.desk import Desk
from syndicate.project.intake import take_in
from syndicate.project.looking import look
from syndicate.project.names import unpacked_names
from syndicate.site import FeedRules, Site
from tests.project.building import NOW, put

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    import pytest

PATHS = ("developer.md", "2026-02-01-developer.md", "fr/developer.md", "writer.md", "a.md")
KEYS = {
    "id": ("developer", "Writer"),
    "slug": ("developer", "writer"),
    "url": ("/jobs/developer/", "/jobs/writer/index.html", "/list/"),
    "date": ("2026-01-01", "2026-02-03"),
}
BROKEN = {"title": "["}
FRONTS = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(values) for key, values in KEYS.items()}
)
#: One build's worth of changes: what each file says now; None when it is gone.
CHANGES = st.dictionaries(
    st.sampled_from(PATHS), st.none() | st.just(BROKEN) | FRONTS, min_size=1, max_size=3
)
FIRST = st.fixed_dictionaries(dict.fromkeys(PATHS, FRONTS))
PERMALINKS = ("/jobs/{slug}/", "/{slug}.html", "/jobs/{id}/{slug}/")


def change(site: Site, changes: dict[str, dict[str, str] | None]) -> None:
    for name, front in changes.items():
        if front is None:
            (site.content_dir / name).unlink(missing_ok=True)
        else:
            put(site, name, **front)


def merged(site: Site, *, anew: bool = False) -> dict[object, object]:
    """What the memory calls each offer after a build has taken the content in.

    *anew* has it read everything again, as for another configuration.
    """
    with Memory(site.state_dir) as memory:
        desk = Desk(site, NOW, memory.database)
        with Crew(desk, Desk, (site, NOW), 1) as crew:
            if anew:
                with memory.database.transaction() as db:
                    db.execute("UPDATE offers SET since = until WHERE kept = 0")
            take_in(crew, desk, look(crew, desk), None)
        with memory.database.reading() as db:
            assert_settled(db, memory, site)
            assert_named(db)
            rows = db.execute("SELECT path, kept, status, slug, url, problem, names FROM offers")
            return {row[:2]: row[2:] for row in rows}


def assert_settled(db: sqlite3.Connection, memory: Memory, site: Site) -> None:
    """A comparison of all offers comes to what the memory has."""
    rows = db.execute(
        "SELECT kept, status, slug, url, problem, claim FROM offers JOIN claims USING (version)"
    ).fetchall()
    claims = [unpacked_claim(data) for *_, data in rows]
    files = [claim for claim, row in zip(claims, rows, strict=True) if not row[0]]
    refused = refuse_duplicates(files, memory.sources(GoodSource))
    now = [
        claim._replace(status=Status.UNREADABLE) if not row[0] and claim.path in refused else claim
        for claim, row in zip(claims, rows, strict=True)
    ]
    for claim, address, row in zip(now, settle(now, site), rows, strict=True):
        problem = address.problem or (None if row[0] else refused.get(claim.path))
        told = packed_problems([problem]) if problem else None
        assert (claim.status, address.slug, address.url, told) == row[1:5]
    ids = [same(claim.id) for claim in now if claim.status not in NAMELESS]
    assert len(ids) == len(set(ids))


def assert_named(db: sqlite3.Connection) -> None:
    """Names are found by their offers, and offers by their names."""
    kept = {
        (name, seat)
        for seat, names in db.execute("SELECT seat, names FROM offers")
        for name in unpacked_names(names)
    }
    assert set(db.execute("SELECT name, seat FROM names")) == kept


def new_site(root: Path, feeds: FeedRules) -> Site:
    (root / "content").mkdir()
    return Site(
        root=root,
        url="https://jobs.example.org/",
        title="Jobs",
        timezone=ZoneInfo("Europe/Paris"),
        organization=Organization("Example", "https://example.org/"),
        address=None,
        feeds=feeds,
    )


@settings(max_examples=40, deadline=None)
@given(
    first=FIRST,
    builds=st.lists(CHANGES, min_size=2, max_size=5),
    permalink=st.sampled_from(PERMALINKS),
    pages=st.booleans(),
)
def test_names_settled_build_by_build_are_those_of_a_comparison_of_all(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, dict[str, str] | None],
    builds: list[dict[str, dict[str, str] | None]],
    permalink: str,
    pages: bool,
) -> None:
    feeds = FeedRules(permalink=permalink, pages=pages)
    site = new_site(tmp_path_factory.mktemp("site"), feeds)
    for changes in [first, *builds]:
        change(site, changes)
        grown = merged(site)
        assert merged(site, anew=True) == grown
