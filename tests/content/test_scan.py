"""The content folder at a glance."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from syndicate.content.scan import scan, see
from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

AHEAD = 4_000_000_000
"""Seconds since 1970 that no test will live to see."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("---\ntitle: x\n---\n")


def paths(root: Path, content: Path) -> list[str]:
    return sorted(seen.path for seen in scan(root, content))


def stamp(root: Path, content: Path) -> str:
    (seen,) = scan(root, content)
    return seen.stamp


def settled(root: Path, content: Path) -> str:
    """The stamp of the only file, once it is old enough to have one."""
    while not stamp(root, content):
        time.sleep(0.01)
    return stamp(root, content)


# -- which files ------------------------------------------------------------------------------


def test_every_ending_of_markdown_counts_in_any_case(tmp_path: Path, content: Path) -> None:
    put(content, "a.md", "b.markdown", "c.mdown", "d.mkd", "e.MD", "f.Markdown")
    put(content, "g.txt", "h.md.bak", "i.html", "md", "j.mdx")
    assert [path[8] for path in paths(tmp_path, content)] == ["a", "b", "c", "d", "e", "f"]


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path, content: Path) -> None:
    put(content, ".a.md", ".git/b.md", "c/.d/e.md", "f.md", ".md")
    assert paths(tmp_path, content) == ["content/f.md"]


def test_folders_are_looked_into_however_deep_they_are(tmp_path: Path, content: Path) -> None:
    deep = "/".join(["f"] * 200)
    put(content, f"{deep}/a.md")
    assert paths(tmp_path, content) == [f"content/{deep}/a.md"]


def test_a_folder_with_the_name_of_an_offer_is_a_folder(tmp_path: Path, content: Path) -> None:
    put(content, "a.md/b.md")
    assert paths(tmp_path, content) == ["content/a.md/b.md"]


def test_a_name_that_is_not_utf_8_is_shown_as_text(tmp_path: Path, content: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    put(content, name, "café.md")
    found = {seen.path: seen.place for seen in scan(tmp_path, content)}
    assert sorted(found) == [r"content/caf\xe9.md", "content/café.md"]
    assert found[r"content/caf\xe9.md"] == str(content / name)


def test_a_link_to_a_folder_is_listed_and_not_followed(tmp_path: Path, content: Path) -> None:
    put(tmp_path, "away/a.md")
    (content / "link").symlink_to(tmp_path / "away")
    (seen,) = scan(tmp_path, content)
    assert (seen.path, seen.stamp) == ("content/link", "")


@pytest.mark.parametrize("target", ["away.md", "nowhere.md", "link.md"])
def test_a_link_with_the_name_of_an_offer_is_listed_without_a_stamp(
    tmp_path: Path, content: Path, target: str
) -> None:
    put(tmp_path, "content/.hidden/away.md")
    (content / "link.md").symlink_to(content / ".hidden" / target if "away" in target else target)
    (seen,) = scan(tmp_path, content)
    assert (seen.path, seen.stamp) == ("content/link.md", "")


def test_a_link_to_nowhere_without_such_a_name_is_left_alone(tmp_path: Path, content: Path) -> None:
    (content / "link").symlink_to("nowhere")
    (content / "circle").symlink_to("circle")
    assert paths(tmp_path, content) == []


def test_a_pipe_with_the_name_of_an_offer_is_listed_without_a_stamp(
    tmp_path: Path, content: Path
) -> None:
    os.mkfifo(content / "pipe.md")
    (seen,) = scan(tmp_path, content)
    assert (seen.path, seen.stamp) == ("content/pipe.md", "")


# -- where ------------------------------------------------------------------------------------


def test_paths_begin_with_the_content_folder_however_nested(tmp_path: Path) -> None:
    put(tmp_path, "a/b/c/d.md")
    assert paths(tmp_path, tmp_path / "a/b") == ["a/b/c/d.md"]


def test_the_project_itself_can_be_the_content_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "b/c.md", ".syndicate/d.md")
    assert paths(tmp_path, tmp_path / ".") == ["a.md", "b/c.md"]


def test_the_content_folder_can_be_a_link(tmp_path: Path) -> None:
    put(tmp_path, "away/a.md")
    (tmp_path / "content").symlink_to("away")
    assert paths(tmp_path, tmp_path / "content") == ["content/a.md"]


@pytest.mark.parametrize("what", ["nothing", "file"])
def test_a_content_folder_that_is_none_is_a_mistake_of_the_configuration(
    tmp_path: Path, what: str
) -> None:
    if what == "file":
        (tmp_path / "offers").write_text("")
    with pytest.raises(ConfigurationError, match="there is no such folder"):
        list(scan(tmp_path, tmp_path / "offers"))


# -- stamps -----------------------------------------------------------------------------------


def test_a_file_that_may_still_change_unseen_has_no_stamp(tmp_path: Path, content: Path) -> None:
    put(content, "a.md")
    os.utime(content / "a.md", (AHEAD, AHEAD))
    assert stamp(tmp_path, content) == ""


def test_a_file_that_rests_keeps_its_stamp(tmp_path: Path, content: Path) -> None:
    put(content, "a.md")
    before = settled(tmp_path, content)
    assert before
    assert settled(tmp_path, content) == before


def test_an_edit_of_the_same_size_with_its_old_time_has_another_stamp(
    tmp_path: Path, content: Path
) -> None:
    put(content, "a.md")
    before = settled(tmp_path, content)
    file = content / "a.md"
    known = file.stat()
    file.write_bytes(file.read_bytes().replace(b"x", b"y"))
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert settled(tmp_path, content) != before


def test_a_file_put_in_the_place_of_another_has_another_stamp(
    tmp_path: Path, content: Path
) -> None:
    put(content, "a.md")
    before = settled(tmp_path, content)
    put(content, "b.txt")
    (content / "b.txt").rename(content / "a.md")
    assert settled(tmp_path, content) != before


# -- one file ---------------------------------------------------------------------------------


def test_one_file_is_seen_as_among_all(tmp_path: Path, content: Path) -> None:
    put(content, "sub/a.md")
    settled(tmp_path, content)
    (among_all,) = scan(tmp_path, content)
    assert see(tmp_path, content, content / "sub" / "a.md") == among_all


@pytest.mark.parametrize("name", [".a.md", ".b/c.md", "d.txt", "nowhere.md", "folder.md", "l.md"])
def test_what_is_no_plain_offer_is_not_seen(tmp_path: Path, content: Path, name: str) -> None:
    put(content, ".a.md", ".b/c.md", "d.txt", "folder.md/e.md", "f.md")
    (content / "l.md").symlink_to("f.md")
    assert see(tmp_path, content, content / name) is None
