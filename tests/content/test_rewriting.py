"""A file of the author's is replaced whole, or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from syndicate.content.rewriting import rewrite
from syndicate.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "offer.md"
    path.write_bytes(b"one\r\n")
    return path


def names(file: Path) -> list[str]:
    return [path.name for path in file.parent.iterdir()]


def test_the_bytes_are_changed_and_the_mode_is_not(file: Path) -> None:
    file.chmod(0o640)
    rewrite(file, b"one\r\n", b"\xef\xbb\xbftwo\r\n")
    assert file.read_bytes() == b"\xef\xbb\xbftwo\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(file) == ["offer.md"]


def test_a_file_that_has_changed_meanwhile_is_left_alone(file: Path) -> None:
    with pytest.raises(OutputError, match=r"offer\.md: not changed, for somebody else"):
        rewrite(file, b"one", b"two")
    assert file.read_bytes() == b"one\r\n"
    assert names(file) == ["offer.md"]


def test_a_file_that_is_a_link_by_now_is_left_alone(file: Path) -> None:
    other = file.rename(file.with_name("other.md"))
    file.symlink_to(other)
    with pytest.raises(OutputError, match="somebody else"):
        rewrite(file, b"one\r\n", b"two\r\n")
    assert file.is_symlink()
    assert other.read_bytes() == b"one\r\n"


def test_a_file_that_is_gone_does_not_come_back(file: Path) -> None:
    file.unlink()
    with pytest.raises(OutputError, match="No such file"):
        rewrite(file, b"one\r\n", b"two\r\n")
    assert names(file) == []


def test_a_read_only_file_is_left_alone(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(OutputError, match=r"read-only; allow it with: chmod u\+w"):
        rewrite(file, b"one\r\n", b"two\r\n")
    assert file.read_bytes() == b"one\r\n"


def test_what_a_killed_run_left_behind_is_no_obstacle(file: Path) -> None:
    file.with_name(f".syndicate-{os.getpid()}").write_bytes(b"half")
    rewrite(file, b"one\r\n", b"two\r\n")
    assert file.read_bytes() == b"two\r\n"
    assert names(file) == ["offer.md"]
