"""Artefacts to files: replaced whole or not at all, and only where this program may write."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from syndicate.errors import OutputError
from syndicate.renderings.signature import HEAD, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from syndicate.renderings.artefact import Artefact

#: The name of a file that is being written. Short, because names have a length limit.
_TEMPORARY = re.compile(r"\.syndicate-[0-9a-f]{16}\.tmp\Z")

#: Output folders are often work trees of a branch for pages: what Git keeps there is its own.
_REPOSITORY = ".git"

#: Paths named in one message at most; the rest is counted.
_NAMED = 10

_REMEDIES = {
    errno.EEXIST: "move the file that is in the way and build again",
    errno.ENOTDIR: "move the file that is in the way and build again",
    errno.ENOSPC: "free some space and build again",
    errno.EDQUOT: "free some space and build again",
    errno.EFBIG: "raise the limit on file sizes (ulimit -f) and build again",
    errno.EACCES: "give yourself the right to write there and build again",
    errno.EPERM: "give yourself the right to write there and build again",
    errno.EROFS: "make the file system writable, or set another feeds.path, and build again",
    errno.ENAMETOOLONG: "give the offer a shorter slug",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What one call of ``write`` did; paths are relative to the output folder, with ``/``.

    ``files`` is every file the folder now holds of ours, with the SHA-256 of its bytes:
    give it back as *known* next time.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    files: Mapping[str, str]


def write(
    artefacts: Iterable[Artefact],
    root: Path,
    known: Mapping[str, str],
    *,
    keep: Callable[[str], bool] = lambda _: False,
    claim: Callable[[Collection[str]], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Make the files below *root* exactly *artefacts*, and leave what is not ours alone.

    A file is ours when *known* (what an earlier call reported) names it or when it carries
    our mark. Everything is decided before the first byte is written: a path that leaves
    *root*, two artefacts that clash, a foreign file or a symbolic link in the way raise
    ``OutputError`` and nothing is changed. Then files are written in the order given (pages
    before what links to them) and files of ours that are no artefact are removed last, so an
    interruption never leaves a link to a page that is not there, nor half a file.

    *keep* is asked of each file to be removed whether it stays after all. *claim* is told,
    before the first byte is written, the new paths whose bytes carry no mark: they must be in
    *known* next time, even when this call dies. *progress* is told the files done and to do.
    """
    wanted = tuple(artefacts)
    _refuse_clashes(wanted)
    folder = _Folder(root, known, frozenset(artefact.path for artefact in wanted))
    changed = folder.changed(wanted)
    if claim is not None and (new := [a.path for a in changed if _needs_memory(a, known)]):
        claim(new)
    for done, artefact in enumerate(changed):
        folder.replace(artefact)
        if progress is not None:
            progress(done + 1, len(changed))
    removed = folder.remove_others(keep)
    files = {artefact.path: sha256(artefact.data).hexdigest() for artefact in wanted}
    files |= {path: known[path] for path in known if path in folder.spared}
    written = tuple(artefact.path for artefact in changed)
    touched = frozenset(written)
    return Written(
        written=written,
        unchanged=tuple(a.path for a in wanted if a.path not in touched),
        removed=removed,
        files=MappingProxyType(files),
    )


def _needs_memory(artefact: Artefact, known: Mapping[str, str]) -> bool:
    """Whether nothing but a memory can tell later that this file is ours."""
    return artefact.path not in known and not signed(artefact.path, artefact.data)


def _fault(path: str) -> str | None:
    """What is wrong with the path of an artefact, in words."""
    parts = path.split("/")
    if not path or any(letter < " " for letter in path):
        return "it is empty or holds a control character"
    if path.startswith("/") or "\\" in path:
        return "it is absolute or holds a backslash"
    if any(part in {"", ".", ".."} for part in parts):
        return "it holds an empty part, '.' or '..'"
    if any(_TEMPORARY.match(part) or part.lower() == _REPOSITORY for part in parts):
        return "it is a name kept for files being written, or for Git"
    try:
        path.encode()
    except UnicodeEncodeError:
        return "it is not Unicode text"
    return None


def _refuse_clashes(artefacts: Iterable[Artefact]) -> None:
    """Refuse paths that leave the folder, and paths that some file systems take for one.

    macOS and Windows fold case and Unicode forms: what works on Linux would lose a page there.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for artefact in artefacts:
        path = artefact.path
        if fault := _fault(path):
            raise OutputError(f"{path!r} cannot be the path of an output file: {fault}")
        key = _folded(path)
        parents = [key[:i] for i, letter in enumerate(key) if letter == "/"]
        other = (
            files.get(key)
            or folders.get(key)
            or next((files[parent] for parent in parents if parent in files), None)
        )
        if other is not None:
            raise OutputError(
                f"{path} and {other} cannot both be written: they are one name, or one is a "
                "folder of the other; give one of the two offers another slug"
            )
        files[key] = path
        for parent in parents:
            folders.setdefault(parent, path)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


class _Folder:
    """The output folder as it was found, and what may be done to it."""

    def __init__(self, root: Path, known: Mapping[str, str], wanted: frozenset[str]) -> None:
        self._root = root
        self._known = known
        self._wanted = wanted
        self._names = {_folded(path): path for path in wanted}
        self._links: set[str] = set()
        self._folders: set[str] = set()
        #: Files of ours which no artefact made and which stay all the same.
        self.spared: set[str] = set()
        try:
            root.mkdir(parents=True, exist_ok=True)
            self._found = set(self._scan())
        except OSError as error:
            raise _unwritable(Path(error.filename or root), error) from error

    def _scan(self) -> Iterator[str]:
        """Every regular file of the folder; what an interrupted build left is removed."""
        folders = [""]  # not by recursion: folders can be nested deeper than calls
        while folders:
            folder = folders.pop()
            with os.scandir(self._root / folder) as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if entry.is_symlink():
                        self._links.add(path)
                    elif entry.is_dir():
                        if entry.name != _REPOSITORY:
                            folders.append(f"{path}/")
                            self._folders.add(f"{path}/")
                    elif _TEMPORARY.match(entry.name) and entry.is_file():
                        (self._root / path).unlink()
                    else:
                        yield path

    # -- deciding ---------------------------------------------------------------------------

    def changed(self, artefacts: Iterable[Artefact]) -> list[Artefact]:
        """The artefacts whose files differ; raises when something foreign is in the way."""
        obstacles: list[str] = []
        changed: list[Artefact] = []
        for artefact in artefacts:
            obstacle = self._obstacle(artefact.path)
            if obstacle is None and self._differs(artefact):
                changed.append(artefact)
                if artefact.path in self._found and not self._ours(artefact.path):
                    obstacle = self._foreign(artefact.path)
            if obstacle is not None and obstacle not in obstacles:
                obstacles.append(obstacle)
        if obstacles:
            raise OutputError("\n".join(_cut(obstacles)))
        return changed

    def _obstacle(self, path: str) -> str | None:
        """What stands in the way of *path* other than a file at that very place."""
        parents = [path[:i] for i, letter in enumerate(path) if letter == "/"]
        for place in (*parents, path):
            if place in self._links:
                return (
                    f"{self._root / place}: is a symbolic link, and output is never written "
                    "through one; remove the link and build again"
                )
        for parent in parents:
            if parent in self._found and not self._ours(parent):
                return self._foreign(parent)
        if f"{path}/" in self._folders and (kept := self._foreigner_below(path)):
            return (
                f"{self._root / path}: is a folder where a file must be written, and holds "
                f"{kept}, which Syndicate did not write; move it elsewhere and build again"
            )
        return None

    def _foreigner_below(self, folder: str) -> str | None:
        inside = [p for p in (*self._found, *self._links) if p.startswith(f"{folder}/")]
        return next((p for p in sorted(inside) if p in self._links or not self._ours(p)), None)

    def _foreign(self, path: str) -> str:
        return (
            f"{self._root / path}: is in the way, and nothing shows that Syndicate wrote it; move "
            "or delete it, or give the offer another slug, and build again"
        )

    def _differs(self, artefact: Artefact) -> bool:
        """Whether the file has other bytes. They are compared, never stamps: that repairs
        whatever was done to the folder, and makes it needless to flush each file to disk."""
        if artefact.path not in self._found:
            return True
        file = self._root / artefact.path
        try:
            if not stat.S_ISREG(file.lstat().st_mode):
                return True
            return file.stat().st_size != len(artefact.data) or file.read_bytes() != artefact.data
        except OSError as error:
            raise _unwritable(file, error) from error

    def _ours(self, path: str) -> bool:
        file = self._root / path
        try:
            if not stat.S_ISREG(file.lstat().st_mode):
                return False
            if path in self._known:
                return True
            with file.open("rb") as stream:
                return signed(path, stream.read(HEAD))
        except OSError:
            return False  # what cannot be read cannot be shown to be ours: it stays

    # -- acting -----------------------------------------------------------------------------

    def replace(self, artefact: Artefact) -> None:
        """Put the artefact's bytes in place in one step."""
        file = self._root / artefact.path
        try:
            self._make_way(artefact.path)
            file.parent.mkdir(parents=True, exist_ok=True)
            _replace(file, artefact.data)
        except OSError as error:
            raise _unwritable(file, error) from error

    def _make_way(self, path: str) -> None:
        """Remove files of ours where a folder must be, and folders of ours where a file must."""
        if path in self._found:
            return
        for i, letter in enumerate(path):
            if letter == "/" and path[:i] in self._found:
                self._remove(path[:i])
        if f"{path}/" in self._folders:
            for inside in sorted(p for p in self._found if p.startswith(f"{path}/")):
                self._remove(inside)
            for folder in sorted(self._folders, reverse=True):
                if folder.startswith(f"{path}/"):
                    (self._root / folder).rmdir()
                    self._folders.discard(folder)

    def _remove(self, path: str) -> None:
        (self._root / path).unlink()
        self._found.discard(path)

    def remove_others(self, keep: Callable[[str], bool]) -> tuple[str, ...]:
        """Remove our files that are not wanted, and the folders which that leaves empty."""
        removed: list[str] = []
        for path in sorted(self._found - self._wanted):
            if not self._ours(path) or self._is_wanted_by_another_name(path):
                continue
            if keep(path):
                self.spared.add(path)
                continue
            try:
                self._remove(path)
            except OSError as error:
                raise _unwritable(self._root / path, error) from error
            removed.append(path)
            self._remove_empty_parents(path)
        return tuple(removed)

    def _is_wanted_by_another_name(self, path: str) -> bool:
        """Whether the file system takes *path* for an artefact just written (macOS: a, A)."""
        other = self._names.get(_folded(path))
        if other is None:
            return False
        try:
            return (self._root / path).samefile(self._root / other)
        except OSError:
            return False

    def _remove_empty_parents(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        while parent:
            try:
                (self._root / parent).rmdir()
            except OSError:
                return  # not empty: something else lives there
            parent = parent.rpartition("/")[0]


def _replace(file: Path, data: bytes) -> None:
    """Write *data* beside *file* and rename it into place.

    The mode is what the umask leaves of 0666, as for any file a person creates. Nothing is
    flushed to disk: a rename is atomic for every process on this machine, and after a power
    cut the next build compares bytes and repairs, whereas a flush costs milliseconds a file.
    """
    temporary = file.with_name(f".syndicate-{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        # Closing reports what the disk could not take; the name is only then given away.
        with os.fdopen(os.open(temporary, flags, 0o666), "wb") as stream:
            stream.write(data)
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _unwritable(file: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, "")
    return OutputError(f"{file}: {reason}" + (f"; {remedy}" if remedy else ""))


def _cut(lines: list[str]) -> list[str]:
    if len(lines) <= _NAMED:
        return lines
    return [*lines[:_NAMED], f"… and {len(lines) - _NAMED} more"]
