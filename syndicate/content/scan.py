"""The content folder at a glance: which files there are, and whether they look as before."""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING, NamedTuple

from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".md", ".markdown", ".mdown", ".mkd")

#: A file that was changed so shortly before it was looked at may be changed again without
#: looking different: clocks of file systems tick every few milliseconds, some every second.
_TICK, _LONG_TICK = 100_000_000, 2_500_000_000


class Seen(NamedTuple):
    """One Markdown file as the file system describes it.

    ``place`` is where it is; ``path`` is relative to the project and always text: bytes of a
    name that are not UTF-8 are shown as ``\\xff``. ``stamp`` differs after every change; it is
    empty when that cannot be relied upon yet.
    """

    path: str
    place: str
    stamp: str


def scan(root: Path, content: Path) -> Iterator[Seen]:
    """Every Markdown file below *content*, in no order; hidden ones are left alone.

    Symbolic links to folders are not followed, and are listed, as links, pipes and devices with
    a Markdown name and folders that cannot be opened are: reading them says why they are
    refused. Raises ``ConfigurationError`` when there is no such folder.
    """
    if not content.is_dir():
        raise ConfigurationError(
            f"{content}: there is no such folder; "
            'create it, or name the folder of the offers: [content] path = "…"'
        )
    prefix = prefix_of(root, content)
    base = str(content)
    cut = len(base) + 1
    now = time.time_ns()
    for place, found in _walk(base):
        path = prefix + place[cut:] if len(place) > cut else prefix.rstrip("/")
        yield Seen(_shown(path), place, _stamp(found, now) if found else "")


def see(root: Path, content: Path, place: Path) -> Seen | None:
    """The file at *place*, below *content*; None unless ``scan`` would list it as a plain file."""
    inside = place.relative_to(content)
    if any(part.startswith(".") for part in inside.parts):
        return None
    if not place.name.lower().endswith(ENDINGS):
        return None
    try:
        found = place.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    path = _shown(f"{prefix_of(root, content)}{inside}")
    return Seen(path, str(place), _stamp(found, time.time_ns()))


def prefix_of(root: Path, content: Path) -> str:
    """What the path of every file below *content* begins with: ``content/``, or nothing."""
    prefix = os.path.relpath(content, root)
    return "" if prefix == "." else f"{prefix}/"


def _walk(content: str) -> Iterator[tuple[str, os.stat_result | None]]:
    folders = [content]  # not by recursion: folders can be nested deeper than calls
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError:
            yield folder, None  # reading it says why; what was known below it is kept
            continue
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if name.lower().endswith(ENDINGS) and entry.is_file(follow_symlinks=False):
                yield entry.path, _stat(entry)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif name.lower().endswith(ENDINGS) or _leads_to_folder(entry):
                yield entry.path, None


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:  # gone since the folder was listed: reading it says so
        return None


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_symlink() and link.is_dir()
    except OSError:  # in circles, or into a folder that is closed
        return False


def _stamp(found: os.stat_result, now: int) -> str:
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    tick = _TICK if found.st_ctime_ns % 1_000_000_000 else _LONG_TICK
    if now - changed < tick:
        return ""
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"


def _shown(path: str) -> str:
    if path.isascii():
        return path
    return os.fsencode(path).decode("utf-8", "backslashreplace")
