"""The content folder's Markdown files, found and read without being led astray."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from syndicate.errors import ConfigurationError, ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
MAX_BYTES = 2_097_152


class Source(NamedTuple):
    """One Markdown file. ``path`` is relative to the project folder, ``inside`` to content.

    Both are text whatever the name's bytes: those that are not UTF-8 are shown as ``\\xff``.
    """

    file: Path | str
    path: str
    inside: str

    def text(self) -> str:
        """What ``read_text`` says; ``ContentError`` also when the name itself is not UTF-8."""
        return decoded(self.data())

    def data(self) -> bytes:
        """The bytes behind :meth:`text`; raises ``ContentError`` in the same cases."""
        if not _has_unicode_name(os.fspath(self.file)):
            raise ContentError(
                "the name of the file is not UTF-8",
                code="file-name",
                hint="rename the file; plain letters, digits and hyphens work everywhere",
            )
        return read_bytes(self.file)


def find(root: Path, content: Path) -> Iterator[Source]:
    """Every Markdown file below *content*, ordered by path; hidden ones are left alone.

    Symbolic links to folders are not followed, and are listed, as links, pipes and devices with
    a Markdown name are: reading them says why they are refused. Raises ``ConfigurationError``
    when there is no such folder.
    """
    if not content.is_dir():
        raise ConfigurationError(
            f"{content}: there is no such folder; "
            'create it, or name the folder of the offers: [content] path = "…"'
        )
    for file in sorted(_walk(content)):
        path = Path(os.path.relpath(file, root))
        yield Source(file, _shown(path), _shown(file.relative_to(content)))


def _walk(content: Path) -> Iterator[Path]:
    folders = [content]  # not by recursion: folders can be nested deeper than calls
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError:
            yield folder  # reading it says why; what was known below it is kept
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif entry.name.lower().endswith(ENDINGS) or _leads_to_folder(entry):
                yield Path(entry.path)


def _leads_to_folder(link: os.DirEntry[str] | Path) -> bool:
    try:
        return link.is_symlink() and link.is_dir()
    except OSError:  # in circles, or into a folder that is closed
        return False


def _has_unicode_name(place: str) -> bool:
    # Most places are of plain letters, which is known at once.
    return place.isascii() or not any("\ud800" <= each <= "\udfff" for each in Path(place).name)


def _shown(path: Path) -> str:
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def read_text(file: Path) -> str:
    """The text of *file*: UTF-8, byte order mark dropped, line ends made ``\\n``.

    Raises ``ContentError`` for whatever is not a readable, regular, UTF-8 file of at most
    2 MiB: symbolic links, pipes, devices, missing permissions.
    """
    return decoded(read_bytes(file))


def decoded(data: bytes) -> str:
    """The text that *data*, the bytes of a file, stand for; see :func:`read_text`."""
    data = data.removeprefix(BOM_UTF8)
    try:
        text = str(data, "utf-8")
    except UnicodeDecodeError as error:
        raise _encoding_error(data, error) from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def normalised(data: bytes) -> bytes:
    """The text that :func:`decoded` makes of *data*, in UTF-8, which *data* are in already."""
    data = data.removeprefix(BOM_UTF8)
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def read_bytes(file: Path | str) -> bytes:
    """The bytes of *file*; raises ``ContentError`` as :func:`read_text` does."""
    try:
        # O_NONBLOCK: opening a pipe must not wait for a writer.
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise _open_error(Path(file), error) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise ContentError(
                "this is not a regular file (a pipe, a socket or a device)",
                code="not-a-file",
                hint="replace it by a text file, or move it out of the content folder",
            )
        data = _read_all(handle, min(status.st_size, MAX_BYTES))
    finally:
        os.close(handle)
    if len(data) > MAX_BYTES:
        raise ContentError(
            f"the file has {status.st_size:,} bytes; an offer has at most {MAX_BYTES:,}",
            code="file-size",
            hint="move images and attachments out of the text, and link to them",
        )
    return data


def _read_all(handle: int, expected: int) -> bytes:
    """What can be read, but no more than one byte above the most that is allowed.

    By the bare calls of the system: a stream makes twice as many for each file.
    """
    data = os.read(handle, expected + 1)
    if len(data) == expected:
        return data  # there was room for one more byte
    pieces, length = [data], len(data)
    while length <= MAX_BYTES and (data := os.read(handle, MAX_BYTES + 1 - length)):
        pieces.append(data)
        length += len(data)
    return b"".join(pieces)


def _open_error(file: Path, error: OSError) -> ContentError:
    if file.is_symlink():
        remedy = "put the file itself here"
        if _leads_to_folder(file):
            remedy = "put the folder itself here; one without offers can lie outside of content"
        return ContentError(
            "a symbolic link is not followed: it can lead out of the content folder, or in circles",
            code="symbolic-link",
            hint=remedy,
        )
    return ContentError(
        f"the file cannot be opened: {error.strerror}",
        code="file-unreadable",
        hint="let the user who runs syndicate read it: chmod u+r",
    )


def _encoding_error(data: bytes, error: UnicodeDecodeError) -> ContentError:
    before = data[: error.start]
    byte = data[error.start : error.start + 1]
    old = byte.decode("cp1252", "replace")  # what nearly all such files are in
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        meant = ": it looks like UTF-16"
    else:
        meant = f", perhaps '{old}' as older programs save it" if old.isalpha() else ""
    return ContentError(
        f"the file is not UTF-8: it holds the byte 0x{byte.hex()}{meant}",
        code="encoding",
        line=before.count(b"\n") + 1,
        column=len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1,
        hint="save it with the encoding UTF-8 (in your editor: save as…)",
    )
