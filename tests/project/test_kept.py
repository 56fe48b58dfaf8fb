"""What cannot be read stays published as it was, for as many builds as it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from syndicate import project
from tests.project.building import NOW, codes, pages, put, tree

if TYPE_CHECKING:
    from syndicate.site import Site


def close(site: Site, folder: str) -> None:
    """Put a link in the place of *folder*: nothing is read through it."""
    (site.content_dir / folder).rename(site.root / "away")
    (site.content_dir / folder).symlink_to(site.root / "away")


def reopen(site: Site, folder: str) -> None:
    (site.content_dir / folder).unlink()
    (site.root / "away").rename(site.content_dir / folder)


def test_offers_of_a_folder_that_cannot_be_looked_into_stay_build_after_build(site: Site) -> None:
    put(site, "team/writer.md", "Writer")
    put(site, "developer.md")
    project.build(site, NOW)
    before = tree(site.feeds_dir)
    close(site, "team")
    for days in range(3):
        built = project.build(site, NOW + timedelta(hours=days))
        assert {"symbolic-link", "kept"} <= set(codes(built))
        assert tree(site.feeds_dir) == before


def test_a_full_build_keeps_the_offers_of_such_a_folder_too(site: Site) -> None:
    put(site, "team/writer.md", "Writer")
    project.build(site, NOW)
    before = tree(site.feeds_dir)
    close(site, "team")
    for _ in range(2):
        project.build(site, NOW, full=True)
        assert tree(site.feeds_dir) == before


def test_kept_offers_of_a_folder_close_by_the_clock(site: Site) -> None:
    put(site, "team/writer.md", "Writer", closes="2026-03-10")
    project.build(site, NOW)
    close(site, "team")
    project.build(site, NOW)
    assert b"Writer" in tree(site.feeds_dir)["feed.json"]
    project.build(site, NOW + timedelta(days=10))
    assert b"Writer" not in tree(site.feeds_dir)["feed.json"]
    assert pages(site) == ["jobs/writer/index.html"]


def test_kept_offers_of_a_folder_follow_the_configuration(site: Site) -> None:
    put(site, "team/writer.md", "Writer")
    project.build(site, NOW)
    close(site, "team")
    project.build(site, NOW)
    moved = replace(site, feeds=replace(site.feeds, permalink="/offers/{slug}/"))
    project.build(moved, NOW)
    assert "offers/writer/index.html" in tree(site.feeds_dir)
    assert pages(site) == []


def test_a_folder_that_can_be_looked_into_again_is_read_as_before(site: Site) -> None:
    put(site, "team/writer.md", "Writer")
    put(site, "developer.md")
    project.build(site, NOW)
    before = tree(site.feeds_dir)
    close(site, "team")
    project.build(site, NOW)
    project.build(site, NOW)
    reopen(site, "team")
    built = project.build(site, NOW + timedelta(days=40))
    assert tree(site.feeds_dir) == before
    assert "renamed" not in codes(built)
    assert built.offers["open"] == 2


def test_an_offer_deleted_behind_a_closed_folder_goes_when_that_is_open_again(site: Site) -> None:
    put(site, "team/writer.md", "Writer")
    put(site, "team/developer.md")
    project.build(site, NOW)
    close(site, "team")
    project.build(site, NOW)
    (site.root / "away" / "writer.md").unlink()
    reopen(site, "team")
    project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html"]
    close(site, "team")
    project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html"]


def test_a_folder_that_is_deleted_takes_its_offers_with_it(site: Site) -> None:
    file = put(site, "team/writer.md", "Writer")
    put(site, "developer.md")
    project.build(site, NOW)
    file.unlink()
    file.parent.rmdir()
    project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html"]


def test_a_folder_that_became_a_file_takes_its_offers_with_it(site: Site) -> None:
    file = put(site, "team/writer.md", "Writer")
    put(site, "developer.md")
    project.build(site, NOW)
    file.unlink()
    file.parent.rmdir()
    file.parent.write_text("nothing that is an offer")
    project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html"]


def test_an_offer_that_became_a_dangling_link_is_kept(site: Site) -> None:
    file = put(site, "writer.md", "Writer")
    project.build(site, NOW)
    before = tree(site.feeds_dir)
    file.unlink()
    file.symlink_to("nowhere.md")
    for _ in range(2):
        assert "kept" in codes(project.build(site, NOW))
        assert tree(site.feeds_dir) == before


def test_an_unreadable_offer_that_is_deleted_is_withdrawn(site: Site) -> None:
    file = put(site, "writer.md", "Writer")
    put(site, "developer.md")
    project.build(site, NOW)
    file.write_bytes(b"\xff\xfe\x00")
    project.build(site, NOW)
    file.unlink()
    project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html"]


def test_a_kept_version_gives_way_to_a_file_that_states_its_id(site: Site) -> None:
    file = put(site, "writer.md", "Writer")
    project.build(site, NOW)
    file.write_text("---\ntitle: [\n---\n")
    project.build(site, NOW)
    put(site, "author.md", "Author", id="writer")
    built = project.build(site, NOW)
    assert "kept" not in codes(built)
    assert b"Writer" not in tree(site.feeds_dir)["feed.json"]
