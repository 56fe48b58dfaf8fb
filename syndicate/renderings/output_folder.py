"""The output folder: what is in it, what of it is ours, and what may be done to it."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from syndicate.errors import OutputError
from syndicate.renderings.signature import HEAD, signed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

#: The name of a file that is being written. Short, because names have a length limit.
TEMPORARY = re.compile(r"\.syndicate-[0-9a-f]{16}\.tmp\Z")

#: Output folders are often work trees of a branch for pages: what Git keeps there is its own.
REPOSITORY = ".git"

# One build writes at a time, each of its processes under its own number.
_NUMBERS = count()
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)

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


class OutputFolder:
    """The folder at *root*. A file in it is ours when *known* has its path, or by its mark.

    Paths are relative to *root*, with ``/``. Nothing is followed through a symbolic link, and a
    file of somebody else is never touched. Every fault of the disk is an ``OutputError``.
    """

    def __init__(self, root: Path, known: Container[str]) -> None:
        self._root = root
        self._base = f"{root}/"
        self._known = known
        # Folders that are there; and those of them that were made here, so that nothing is in
        # them but what was put there.
        self._folders: set[str] = set()
        self._made: set[str] = set()

    def make(self) -> None:
        """Make the folder itself, if it is not there."""
        try:
            try:
                self._root.mkdir(parents=True)
                self._made.add("")
            except FileExistsError:
                self._root.mkdir(exist_ok=True)  # raises where it is no folder
        except OSError as error:
            raise unwritable(Path(error.filename or self._root), error) from error

    # -- looking ----------------------------------------------------------------------------

    def ours(self) -> Iterator[str]:
        """Every file of ours, wherever it lies; what an interrupted build left is removed."""
        try:
            for path in list(self._walk("", sweep=True)):
                if self.is_ours(path):
                    yield path
        except OSError as error:
            raise unwritable(Path(error.filename or self._root), error) from error

    def _walk(self, folder: str, *, sweep: bool = False) -> Iterator[str]:
        """Every path below *folder* that is no folder itself, links among them."""
        folders = [folder]  # not by recursion: folders can be nested deeper than calls
        while folders:
            folder = folders.pop()
            with os.scandir(self._base + folder) as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name != REPOSITORY:
                            folders.append(f"{path}/")
                    elif sweep and TEMPORARY.match(entry.name) and not entry.is_symlink():
                        os.unlink(self._base + path)  # noqa: PTH108 - a hundred thousand Paths cost a second
                    else:
                        yield path

    def is_ours(self, path: str) -> bool:
        """Whether there is a regular file at *path* that this program wrote."""
        place = self._base + path
        try:
            if not stat.S_ISREG(os.lstat(place).st_mode):
                return False
            if path in self._known:
                return True
            with open(place, "rb") as stream:  # noqa: PTH123 - as above
                return signed(path, stream.read(HEAD))
        except OSError:
            return False  # what cannot be read cannot be shown to be ours: it stays

    def holds(self, path: str, data: bytes) -> bool:
        """Whether the file at *path* has the very bytes of *data*."""
        place = self._base + path
        try:
            found = os.lstat(place)
            if not stat.S_ISREG(found.st_mode) or found.st_size != len(data):
                return False
            with open(place, "rb") as stream:  # noqa: PTH123 - as above
                return stream.read() == data
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise unwritable(Path(place), error) from error

    def stamp(self, path: str) -> str:
        """How the file system describes the file at *path*; empty when there is none."""
        return stamp_of(self._base + path)

    def is_free(self, path: str) -> bool:
        """Whether nothing is at *path*, because a folder of it is not there either."""
        missing, folder = "", path.rpartition("/")[0]
        while folder and folder not in self._folders:
            missing, folder = folder, folder.rpartition("/")[0]
        return bool(missing) and (folder in self._made or not self._mode(missing))

    def obstacle(self, path: str) -> str | None:
        """What stands in the way of *path*, in words: something foreign, or a symbolic link."""
        for parent in parents(path):
            if parent in self._folders:
                continue
            mode = self._mode(parent)
            if stat.S_ISLNK(mode):
                return self._link(parent)
            if not mode:
                return None  # nothing is there, and so nothing below it
            if not stat.S_ISDIR(mode):
                return None if self.is_ours(parent) else self._foreign(parent)
            self._folders.add(parent)
        mode = self._mode(path)
        if stat.S_ISLNK(mode):
            return self._link(path)
        if stat.S_ISDIR(mode):
            return self._folder_in_the_way(path)
        return None

    def foreign(self, path: str) -> str | None:
        """Why *path* cannot be overwritten, in words: a file is there that is not ours."""
        mode = self._mode(path)
        if not mode or stat.S_ISDIR(mode) or self.is_ours(path):
            return None
        return self._foreign(path)

    def _mode(self, path: str) -> int:
        try:
            return os.lstat(self._base + path).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return 0  # writing it says so
            raise unwritable(Path(self._base + path), error) from error

    def _folder_in_the_way(self, path: str) -> str | None:
        kept = next((p for p in sorted(self._walk(f"{path}/")) if not self.is_ours(p)), None)
        if kept is None:
            return None
        return (
            f"{self._base}{path}: is a folder where a file must be written, and holds "
            f"{kept}, which Syndicate did not write; move it elsewhere and build again"
        )

    def _link(self, path: str) -> str:
        return (
            f"{self._base}{path}: is a symbolic link, and output is never written "
            "through one; remove the link and build again"
        )

    def _foreign(self, path: str) -> str:
        return (
            f"{self._base}{path}: is in the way, and nothing shows that Syndicate wrote it; move "
            "or delete it, or give the offer another slug, and build again"
        )

    # -- acting -----------------------------------------------------------------------------

    def put(self, path: str, data: bytes) -> None:
        """Put *data* in place in one step; ``obstacle`` has found nothing in the way."""
        place = self._base + path
        folder = path.rpartition("/")[0]
        try:
            if folder and folder not in self._folders:
                self._make_folders(path)
            try:
                _replace(place, data)
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError, FileExistsError):
                self._make_way(path)
                _replace(place, data)
        except OSError as error:
            raise unwritable(Path(place), error) from error

    @contextmanager
    def stream(self, path: str) -> Iterator[Stream]:
        """A file that takes the place of *path* when the block ends, unless it is dropped."""
        place = self._base + path
        try:
            if path.rpartition("/")[0]:
                self._make_way(path)
            temporary = _beside(place)
            with open(os.open(temporary, _FLAGS, 0o666), "wb") as file:  # noqa: PTH123 - as above
                try:
                    stream = Stream(file)
                    yield stream
                    file.flush()
                    if stream.wanted:
                        os.replace(temporary, place)  # noqa: PTH105 - as above
                finally:
                    with suppress(OSError):
                        os.unlink(temporary)  # noqa: PTH108 - as above
        except OSError as error:
            raise unwritable(Path(place), error) from error

    def _make_folders(self, path: str) -> None:
        """Make the folders of *path* that are not there."""
        for folder in parents(path):
            if folder in self._folders:
                continue
            try:
                os.mkdir(self._base + folder)  # noqa: PTH102 - as above
                self._made.add(folder)
            except OSError:  # it is there, or something is in the way
                # In a folder that was made here, nobody has looked yet.
                refuse_paths(filter(None, [self.obstacle(path) or self.foreign(path)]))
                self._make_way(path)
            self._folders.add(folder)

    def _make_way(self, path: str) -> None:
        """Remove files of ours where a folder must be, and folders of ours where a file must."""
        folder = path.rpartition("/")[0]
        for parent in parents(path):
            if stat.S_ISREG(self._mode(parent)):
                os.unlink(self._base + parent)  # noqa: PTH108 - as above
        if folder:
            os.makedirs(self._base + folder, exist_ok=True)  # noqa: PTH103 - as above
        if stat.S_ISDIR(self._mode(path)):
            for inside in list(self._walk(f"{path}/")):
                os.unlink(self._base + inside)  # noqa: PTH108 - as above
            for root, _, _ in os.walk(self._base + path, topdown=False):
                os.rmdir(root)  # noqa: PTH106 - as above
            self._folders = {known for known in self._folders if not _is_below(known, path)}
            self._made = {known for known in self._made if not _is_below(known, path)}

    def remove(self, path: str) -> None:
        """Remove the file at *path*, and the folders which that leaves empty."""
        try:
            os.unlink(self._base + path)  # noqa: PTH108 - as above
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise unwritable(Path(self._base + path), error) from error
        parent = path.rpartition("/")[0]
        while parent:
            try:
                os.rmdir(self._base + parent)  # noqa: PTH106 - as above
            except OSError:
                return  # not empty: something else lives there
            self._folders.discard(parent)
            self._made.discard(parent)
            parent = parent.rpartition("/")[0]

    def is_one_file(self, one: str, other: str) -> bool:
        """Whether the file system takes two paths for one (macOS: a, A)."""
        try:
            return os.path.samefile(self._base + one, self._base + other)  # noqa: PTH121 - as above
        except OSError:
            return False


class Stream(io.RawIOBase):
    """Takes bytes for a file, and knows their SHA-256; ``wanted`` is false when it is dropped."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sum = sha256()
        self.wanted = True

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        """Write all of *data*."""
        self._sum.update(data)
        return self._file.write(data)

    def digest(self) -> str:
        """The SHA-256 of what was written."""
        return self._sum.hexdigest()


def _beside(place: str) -> str:
    number = next(_NUMBERS) & 0xFFFFFFFF
    return f"{place.rpartition('/')[0]}/.syndicate-{os.getpid():08x}{number:08x}.tmp"


def parents(path: str) -> list[str]:
    """The folders of *path*, outermost first."""
    found = []
    at = path.find("/")
    while at >= 0:
        found.append(path[:at])
        at = path.find("/", at + 1)
    return found


def stamp_of(place: str) -> str:
    """How the file system describes the file at *place*; empty when there is none.

    The time of the last change of its description cannot be set by hand: a file that was put
    back, or edited and given its old time again, has another one.
    """
    try:
        found = os.lstat(place)
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"


def refuse_paths(obstacles: Iterable[str], most: int = 10) -> None:
    """Raise ``OutputError`` when there are *obstacles*; at most so many are named."""
    found = list(dict.fromkeys(obstacles))
    if len(found) > most:
        found = [*found[:most], f"… and {len(found) - most} more"]
    if found:
        raise OutputError("\n".join(found))


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _replace(place: str, data: bytes) -> None:
    """Write *data* beside *place* and rename it into place.

    The mode is what the umask leaves of 0666, as for any file a person creates. Nothing is
    flushed to disk: a rename is atomic for every process on this machine, and after a power
    cut the next build compares and repairs, whereas a flush costs milliseconds a file.
    """
    temporary = _beside(place)
    try:
        handle = os.open(temporary, _FLAGS, 0o666)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            # Closing reports what the disk could not take; the name is only then given away.
            os.close(handle)
        os.replace(temporary, place)  # noqa: PTH105 - as above
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - as above
        raise


def unwritable(file: Path, error: OSError) -> OutputError:
    """*error* in words for a person, with the way out where one is known."""
    reason = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, "")
    return OutputError(f"{file}: {reason}" + (f"; {remedy}" if remedy else ""))
