"""Feeds of many offers: an entry is made once for all feeds that are made together."""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from syndicate import project
from syndicate.project import gathering
from syndicate.project.desk import Desk
from syndicate.project.gathering import Share
from syndicate.renderings import entries
from tests.project.building import NOW, codes, put, tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndicate.offer import Offer
    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.entries import Entry
    from syndicate.site import Site

PATHS = ("", "en/", "fr/", "tags/python/", "tags/sql/")


@pytest.fixture
def built(site: Site) -> Site:
    """Three offers that are in several feeds each, one of them in two languages of feeds."""
    put(site, "developer.md", tags="[python, sql]", lang="en")
    put(site, "writer.md", "Rédactrice", date="2026-02-03", lang="fr", tags="[python]")
    put(site, "analyst.md", "Analyst", date="2026-02-02T08:30:00+01:00", tags="[sql]")
    project.build(site, NOW, jobs=1)
    return site


def gathered(site: Site, *tasks: Sequence[str]) -> dict[str, bytes]:
    with closing(Desk(site, NOW)) as desk:
        batches = [gathering.gather(desk, Share(task, (), write=False)).batch for task in tasks]
    return {made.path: made.data for batch in batches for made, _ in batch.artefacts}


def test_feeds_that_are_made_together_are_those_made_one_by_one(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = gathered(built, PATHS)
    assert {f"{path}{file}" for path in PATHS for file in ("atom.xml", "rss.xml", "feed.json")} == (
        set(together)
    )
    assert together == {path: (built.feeds_dir / path).read_bytes() for path in together}
    assert together == gathered(built, *([path] for path in PATHS))
    for kept in (0, 1):
        monkeypatch.setattr(gathering, "_KEPT", kept)
        assert together == gathered(built, PATHS)


def test_an_entry_is_made_once_for_each_language_of_the_feeds_that_hold_it(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: Counter[str] = Counter()
    real = entries.entry

    def counted(offer: Offer, catalogue: Catalogue) -> Entry:
        made[offer.id] += 1
        return real(offer, catalogue)

    monkeypatch.setattr(entries, "entry", counted)
    gathered(built, PATHS)
    # The site speaks English, and so do its feeds but that of French offers.
    assert made == {"developer": 1, "writer": 2, "analyst": 1}
    monkeypatch.setattr(gathering, "_KEPT", 0)
    made.clear()
    gathered(built, PATHS)
    assert made == {"developer": 4, "writer": 3, "analyst": 3}


def test_an_offer_of_which_no_entry_can_be_made_is_left_out_of_every_list(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = entries.entry

    def refusing(offer: Offer, catalogue: Catalogue) -> Entry:
        if offer.id == "writer":
            raise ValueError("no entry can be made of it")
        return real(offer, catalogue)

    put(site, "developer.md")
    project.build(site, NOW, jobs=1)
    expected = tree(site.feeds_dir)
    put(site, "writer.md", "Writer")
    monkeypatch.setattr(entries, "entry", refusing)
    built = project.build(site, NOW, jobs=1)
    assert codes(built) == ["not-rendered"]
    assert tree(site.feeds_dir) == expected
    shutil.rmtree(site.state_dir)
    shutil.rmtree(site.feeds_dir)
    project.build(site, NOW, jobs=1)
    assert tree(site.feeds_dir) == expected
