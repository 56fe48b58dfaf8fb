"""Files that are no files: each refused with words, none followed, none waited for."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.reading import Remembered
from syndicate.content.source import MAX_BYTES, decoded, find, normalised, read_text
from syndicate.errors import ConfigurationError, ContentError


def refusal(path):
    with pytest.raises(ContentError) as caught:
        read_text(path)
    return caught.value


def test_files_are_found_in_the_order_of_their_paths(folder):
    for name in ("b.md", "a.markdown", "sub/c.MD", "notes.txt", ".hidden.md", ".git/x.md"):
        folder.write(name, "x")
    found = [source.inside for source in find(folder.root, folder.root / "content")]
    assert found == ["a.markdown", "b.md", "sub/c.MD"]


def test_a_missing_folder_is_a_mistake_of_the_configuration(tmp_path):
    with pytest.raises(ConfigurationError, match="no such folder"):
        list(find(tmp_path, tmp_path / "content"))


def test_marks_and_line_ends_of_other_systems_are_dropped(folder):
    path = folder.write("a.md", b"\xef\xbb\xbf---\r\ntitle: A\r\n---\rx")
    assert read_text(path) == "---\ntitle: A\n---\nx"


@given(st.text("a\r\n\ufeffé’", max_size=12))
def test_the_bytes_of_a_text_are_its_text_in_utf_8(text):
    data = text.encode()
    assert normalised(data) == decoded(data).encode()


def test_bytes_that_are_not_utf_8_are_refused_with_their_place(folder):
    error = refusal(folder.write("a.md", b"---\ntitle: \xc3\xa9t\xe9\n---\n"))
    assert (error.code, error.line, error.column) == ("encoding", 2, 10)
    assert "0xe9, perhaps 'é'" in error.message
    other = refusal(folder.write("b.md", "title".encode("utf-16")))
    assert (other.code, "UTF-16" in other.message) == ("encoding", True)
    assert "perhaps" not in refusal(folder.write("c.md", b"---\ntitle: \x80t\n---\n")).message


def test_a_pipe_is_refused_and_not_waited_for(folder):
    path = folder.root / "content" / "pipe.md"
    os.mkfifo(path)
    assert refusal(path).code == "not-a-file"


def test_a_socket_is_refused(folder, monkeypatch):
    monkeypatch.chdir(folder.root / "content")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        assert refusal(folder.root / "content" / "socket.md").code == "file-unreadable"


def test_links_are_refused_wherever_they_lead(folder):
    content = folder.root / "content"
    (folder.root / "secret.txt").write_text("s3cret")
    (content / "out.md").symlink_to(folder.root / "secret.txt")
    (content / "loop.md").symlink_to(content / "loop.md")
    (content / "circle").symlink_to(content)
    (content / "round").symlink_to(content / "round")
    (content / "logo.svg").symlink_to(folder.root / "secret.txt")
    (content / ".hidden").symlink_to(content)
    found = {source.inside: source.file for source in find(folder.root, content)}
    assert sorted(found) == ["circle", "loop.md", "out.md"]
    assert {refusal(file).code for file in found.values()} == {"symbolic-link"}
    assert "the folder itself" in refusal(found["circle"]).hint


def test_what_was_read_below_a_folder_stays_when_a_link_takes_its_place(folder):
    folder.write("team/a.md", "---\ntitle: Chef\ndate: 2026-06-01\n---\nCook.\n")
    before = folder.read()
    (folder.root / "content" / "team").rename(folder.root / "team")
    (folder.root / "content" / "team").symlink_to(folder.root / "team")
    reading = folder.read(remembered=Remembered(good=before.good))
    assert [offer.path for offer in reading.kept] == ["content/team/a.md"]
    [problem] = [p for p in reading.problems if p.code == "symbolic-link"]
    assert problem.path == "content/team"


def test_a_gigabyte_is_refused_without_being_read(folder):
    path = folder.write("big.md", "")
    with path.open("r+b") as stream:
        stream.truncate(1_000_000_000)
    error = refusal(path)
    assert error.code == "file-size"
    assert "1,000,000,000" in error.message
    assert len(read_text(folder.write("fits.md", "x" * MAX_BYTES))) == MAX_BYTES
    assert refusal(folder.write("above.md", "x" * (MAX_BYTES + 1))).code == "file-size"


@pytest.mark.parametrize("piece", [1, 7, 10, 11, 12])
def test_a_file_that_is_read_in_pieces_or_grows_meanwhile_is_read_whole(folder, monkeypatch, piece):
    path, read = folder.write("a.md", "0123456789"), os.read
    monkeypatch.setattr(os, "read", lambda handle, most: read(handle, min(most, piece)))
    assert read_text(path) == "0123456789"
    monkeypatch.setattr(os, "fstat", lambda _: os.stat_result((0o100644, *[0] * 9)))
    assert read_text(path) == "0123456789"


def test_a_name_that_is_not_utf_8_is_shown_and_refused_with_the_remedy(folder):
    Path(os.fsdecode(os.fsencode(folder.root) + b"/content/caf\xe9.md")).write_text("# Chef\n")
    reading = folder.read()
    assert reading.offers[0].path == "content/caf\\xe9.md"
    assert reading.problems[0].code == "file-name"
    assert "rename" in reading.problems[0].hint


def test_folders_may_be_nested_deeper_than_calls(tmp_path):
    deep = tmp_path
    for _ in range(1100):
        deep /= "d"
        deep.mkdir()
    offer = deep / "a.md"
    offer.write_text("x")
    assert [source.file for source in find(tmp_path, tmp_path)] == [offer]
    offer.unlink()
    for folder in (deep, *deep.parents):  # pytest's own cleaning up calls itself
        if folder == tmp_path:
            break
        folder.rmdir()


_READ_ALL = """
import os, pathlib, sys
from syndicate.content.source import find, read_text
from syndicate.errors import ContentError
root = pathlib.Path(sys.argv[1])
if os.getuid() == 0:
    os.setuid(65534)  # for root nothing is closed
for source in find(root, root / "content"):
    try:
        read_text(source.file)
    except ContentError as error:
        print(source.inside, error.code)
"""


def test_missing_permissions_are_reported_for_files_and_folders():
    # Not pytest's own folder: another user may not even enter that one.
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        closed = root / "content" / "closed"
        closed.mkdir(parents=True)
        (closed / "a.md").write_text("x")
        (root / "content" / "b.md").write_text("x")
        (root / "content" / "b.md").chmod(0)
        closed.chmod(0)
        done = subprocess.run(
            [sys.executable, "-c", _READ_ALL, name], capture_output=True, text=True, check=True
        )
        closed.chmod(0o755)
    assert done.stdout.splitlines() == ["b.md file-unreadable", "closed file-unreadable"]
