"""A visit to a remote file system: drafts that are renamed, folders made and tidied away."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

from syndicate.errors import AdapterError, Ambiguous, Unauthorised, Unavailable
from syndicate_adapters.upload.store import Lost, Occupied, Seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate_adapters.upload.target import Target


class Files(Protocol):
    """A remote file system. Every method raises ``AdapterError`` alone: ``Lost`` among them."""

    def version(self, path: str) -> str | None:
        """Size and time of a file, as ``size-time``; None when there is none."""

    def read(self, path: str) -> bytes:
        """What is in a file."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file, in place."""

    def rename(self, path: str, new: str) -> None:
        """Give a file the place of another."""

    def delete(self, path: str) -> None:
        """Remove a file; none is a success."""

    def make_folder(self, path: str) -> None:
        """Make a folder; one that is there is a success."""

    def remove_folder(self, path: str) -> None:
        """Remove a folder that is empty; others are refused."""

    def entries(self, path: str) -> list[tuple[str, bool, str]]:
        """What is in a folder: name, whether it is a folder, version. Links are left out."""


class Tree:
    """The files below one folder of a remote file system; a version is size and time.

    The time may change and the bytes stay (a copy, a restored backup): then they are read.
    """

    def __init__(self, files: Files, target: Target) -> None:
        self.files = files
        self.target = target
        self._made: set[str] = set()

    def look(self, path: str) -> Seen | None:
        """Read the file: its bytes are the proof."""
        place = self.target.path(path)
        version = self.files.version(place)
        if version is None:
            return None
        return Seen(version, {"sha256": hashlib.sha256(self.files.read(place)).hexdigest()})

    def put(self, path: str, content: bytes, version: str | None) -> str:
        """Write a draft beside it, and rename that once it is whole."""
        place, draft = self.target.path(path), self.target.path(_draft(path))
        present = self.files.version(place)
        if present is not None and present != version:
            raise Occupied(f"{path} is there, of another version")
        self._make_folders(path)
        self.files.write(draft, content)
        written = self.files.version(draft)
        if written is None or not written.startswith(f"{len(content)}-"):
            raise Unavailable(f"{self.target.host}: the draft of {path} did not arrive whole")
        try:
            self.files.rename(draft, place)
        except Lost as error:
            raise Ambiguous(f"{path} may be in its place: {error}") from error
        return written

    def remove(self, path: str) -> None:
        """Delete the file, and the folders that it leaves empty."""
        try:
            self.files.delete(self.target.path(path))
        except Lost as error:
            raise Ambiguous(f"{path} may be gone: {error}") from error
        for folder in reversed(_folders(path)):
            try:
                self.files.remove_folder(self.target.path(folder))
            except AdapterError:
                return  # it is not empty, or not ours to remove: the file is gone all the same
            self._made.discard(folder)

    def listing(self) -> Iterator[tuple[str, str]]:
        """Every file but drafts, a folder at a time."""
        folders = [""]
        while folders:
            folder = folders.pop()
            for name, is_folder, version in self.files.entries(self.target.path(folder)):
                if is_folder:
                    folders.append(f"{folder}{name}/")
                elif not _is_draft(name):
                    yield f"{folder}{name}", version

    def about(self) -> str:
        """List the folder: whether it is there, and shows itself to us."""
        number = len(self.files.entries(self.target.path("")))
        where = f"{self.target.folder or '/'} on {self.target.host}"
        return f"{where} has {number} entries; writing was not tried"

    def _make_folders(self, path: str) -> None:
        """The folders above *path*. The place itself must be there: its name may be a slip."""
        for folder in _folders(path):
            if folder not in self._made:
                self.files.make_folder(self.target.path(folder))
                self._made.add(folder)


def no_place(target: Target) -> Unauthorised:
    """What to say when the folder to upload to is not there."""
    return Unauthorised(
        f"{target.host}: there is no folder {target.folder}; make it, or correct to"
    )


def _folders(path: str) -> list[str]:
    """The folders above *path*, the outermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def _draft(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name}.part"


def _is_draft(name: str) -> bool:
    return name.startswith(".") and name.endswith(".part")
