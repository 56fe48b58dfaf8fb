"""Whatever happens to the output folder, the next build puts it right and touches nothing else."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from syndicate import project
from tests.project.building import NOW, codes, pages, put, rest, tree, versions

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.site import Site

ONE_OF_EACH = [
    "jobs/developer/index.html",
    "jobs/over/index.html",
    "index.html",
    "style.css",
    "rss.xml",
    "atom.xml",
    "feed.json",
    "feeds.opml",
    "sitemap.xml",
    "tags/python/atom.xml",
]


@pytest.fixture
def built(site: Site) -> dict[str, bytes]:
    """What a build of three offers made."""
    put(site, "developer.md", tags="[python]")
    put(site, "writer.md", "Writer", tags="[python]")
    put(site, "over.md", "Over", closes="2026-02-10")
    project.build(site, NOW)
    return tree(site.feeds_dir)


def settle(site: Site) -> None:
    """Let the clock of the file system tick: what happens now looks later than the build."""
    probe = site.root / "probe"
    probe.touch()
    first = probe.stat().st_mtime_ns
    while probe.stat().st_mtime_ns == first:
        time.sleep(0.001)
        probe.touch()
    probe.unlink()


def nothing_to_do(site: Site) -> None:
    """A second build finds nothing to do."""
    again = project.build(site, NOW)
    assert (again.written.written, again.written.removed) == ((), ())


# -- tampering --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_a_file_edited_in_place_with_its_size_and_time_put_back_is_repaired(
    site: Site, built: dict[str, bytes], path: str
) -> None:
    settle(site)
    file = site.feeds_dir / path
    known = file.stat()
    with file.open("r+b") as stream:
        stream.seek(-2, os.SEEK_END)
        stream.write(b"##")
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert file.stat().st_size == known.st_size
    assert project.build(site, NOW).written.written == (path,)
    assert tree(site.feeds_dir) == built
    nothing_to_do(site)


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_a_deleted_file_is_made_again(site: Site, built: dict[str, bytes], path: str) -> None:
    (site.feeds_dir / path).unlink()
    assert project.build(site, NOW).written.written == (path,)
    assert tree(site.feeds_dir) == built
    nothing_to_do(site)


@pytest.mark.parametrize("folder", ["jobs", "jobs/developer", "tags", "."])
def test_a_deleted_folder_is_made_again(site: Site, built: dict[str, bytes], folder: str) -> None:
    shutil.rmtree(site.feeds_dir / folder)
    project.build(site, NOW)
    assert tree(site.feeds_dir) == built
    nothing_to_do(site)


def test_a_repair_reads_no_offer_again(site: Site, built: dict[str, bytes]) -> None:
    before = versions(site)
    shutil.rmtree(site.feeds_dir)
    project.build(site, NOW)
    assert tree(site.feeds_dir) == built
    assert versions(site) == before


def test_an_emptied_file_is_repaired(site: Site, built: dict[str, bytes]) -> None:
    (site.feeds_dir / "rss.xml").write_bytes(b"")
    project.build(site, NOW)
    assert tree(site.feeds_dir) == built


def test_two_files_that_were_exchanged_are_repaired(site: Site, built: dict[str, bytes]) -> None:
    one, other = (site.feeds_dir / "jobs" / name / "index.html" for name in ("developer", "writer"))
    one.rename(site.root / "one")
    other.rename(one)
    (site.root / "one").rename(other)
    project.build(site, NOW)
    assert tree(site.feeds_dir) == built
    nothing_to_do(site)


def test_an_older_output_folder_put_back_is_brought_up_to_date(site: Site) -> None:
    put(site, "developer.md")
    project.build(site, NOW)
    shutil.copytree(site.feeds_dir, site.root / "backup")
    put(site, "writer.md", "Writer")
    project.build(site, NOW)
    after = tree(site.feeds_dir)
    shutil.rmtree(site.feeds_dir)
    (site.root / "backup").rename(site.feeds_dir)
    project.build(site, NOW)
    assert tree(site.feeds_dir) == after


# -- files of others --------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["jobs/gone/index.html", "tags/gone/rss.xml"])
def test_a_file_with_our_mark_that_no_offer_wants_is_removed(
    site: Site, built: dict[str, bytes], place: str
) -> None:
    settle(site)
    stray = site.feeds_dir / place
    stray.parent.mkdir()
    ours = "jobs/developer/index.html" if place.endswith(".html") else "rss.xml"
    stray.write_bytes(built[ours])
    assert project.build(site, NOW).written.removed == (place,)
    assert tree(site.feeds_dir) == built
    nothing_to_do(site)


@pytest.mark.parametrize("place", ["about.html", "jobs/about.html", "tags/notes.txt"])
def test_a_file_without_our_mark_stays(site: Site, built: dict[str, bytes], place: str) -> None:
    settle(site)
    foreign = site.feeds_dir / place
    foreign.write_bytes(b"<p>somebody else's</p>")
    project.build(site, NOW)
    assert tree(site.feeds_dir) == {**built, place: b"<p>somebody else's</p>"}
    nothing_to_do(site)


# -- what only looks different ----------------------------------------------------------------


def _utime(root: Path) -> None:
    for path in sorted(root.rglob("*")):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def test_a_touched_clock_of_all_offers_writes_nothing(site: Site, built: dict[str, bytes]) -> None:
    before = versions(site)
    _utime(site.content_dir)
    nothing_to_do(site)
    assert tree(site.feeds_dir) == built
    assert versions(site) == before


def test_a_touched_clock_of_all_files_of_the_output_writes_nothing(
    site: Site, built: dict[str, bytes]
) -> None:
    _utime(site.feeds_dir)
    stages = []
    project.build(site, NOW, progress=lambda stage, *_: stages.append(stage))
    assert not {"rendering", "writing"} & set(stages)
    assert tree(site.feeds_dir) == built


def test_other_rights_write_nothing(site: Site, built: dict[str, bytes]) -> None:
    for path in [*site.feeds_dir.rglob("*"), *site.content_dir.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    nothing_to_do(site)
    assert tree(site.feeds_dir) == built


def test_another_umask_writes_nothing(site: Site, built: dict[str, bytes]) -> None:
    before = os.umask(0o077)
    try:
        nothing_to_do(site)
    finally:
        os.umask(before)
    assert tree(site.feeds_dir) == built


@pytest.mark.parametrize("copy", [shutil.copy, shutil.copy2])
def test_a_copied_project_writes_nothing(
    site: Site, built: dict[str, bytes], tmp_path: Path, copy: object
) -> None:
    other = replace(site, root=tmp_path / "copy")
    shutil.copytree(site.root, other.root, copy_function=copy)  # type: ignore[arg-type]
    nothing_to_do(other)
    assert tree(other.feeds_dir) == built


def test_a_copied_project_sees_its_own_edits_alone(
    site: Site, built: dict[str, bytes], tmp_path: Path
) -> None:
    other = replace(site, root=tmp_path / "copy")
    shutil.copytree(site.root, other.root)
    put(other, "writer.md", "Author")
    project.build(other, NOW)
    assert b"Author" in tree(other.feeds_dir)["feed.json"]
    nothing_to_do(site)
    assert tree(site.feeds_dir) == built


# -- nothing has changed ----------------------------------------------------------------------


def test_where_nothing_changed_no_byte_of_the_memory_does(site: Site) -> None:
    put(site, "developer.md", tags="[python]")
    put(site, "broken.md").write_text("---\ntitle: [\n---\n")
    put(site, "draft.md", draft="true")
    put(site, "later.md", date="2026-03-20")
    rest(site)
    before = {path: data for path, data in tree(site.state_dir).items() if "lock" not in path}
    nothing_to_do(site)
    after = {path: data for path, data in tree(site.state_dir).items() if "lock" not in path}
    assert after == before
    assert "build.db-wal" not in after


def test_where_nothing_changed_no_file_is_replaced(site: Site, built: dict[str, bytes]) -> None:
    def stats() -> dict[Path, tuple[int, int, int]]:
        found = [(path, path.stat()) for path in site.feeds_dir.rglob("*")]
        return {path: (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino) for path, stat in found}

    before = stats()
    nothing_to_do(site)
    assert stats() == before
    assert tree(site.feeds_dir) == built


def test_problems_are_told_again_where_nothing_changed(site: Site) -> None:
    put(site, "broken.md").write_text("---\ntitle: [\n---\n")
    put(site, "developer.md", employment="nothing that anybody knows")
    first = project.build(site, NOW)
    again = project.build(site, NOW)
    assert list(again.problems) == list(first.problems)
    assert again.problems == first.problems
    assert codes(first)
    assert pages(site) == ["jobs/developer/index.html"]
