"""Artefacts to files: replaced whole or not at all, and only where this program may write."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from syndicate.errors import OutputError
from syndicate.renderings.output_folder import REPOSITORY, TEMPORARY, parents, refuse_paths
from syndicate.renderings.signature import signed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from syndicate.renderings.artefact import Artefact
    from syndicate.renderings.output_folder import OutputFolder


# What nearly every path is: nothing can be wrong with it, it is one name on any file system, and
# no folder of another, because the last of its names alone has a point.
_PLAIN = re.compile(r"(?:[a-z0-9][a-z0-9_-]*+/)*+[a-z0-9][a-z0-9_-]*+\.[a-z]+")


class Placed(NamedTuple):
    """The SHA-256 of every artefact by its path, and the paths of those that were written."""

    digests: Mapping[str, str]
    written: tuple[str, ...]


def place(
    artefacts: Iterable[Artefact],
    folder: OutputFolder,
    known: Mapping[str, str],
    *,
    claim: Callable[[Collection[str]], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Placed:
    """Put *artefacts* into *folder*, where other bytes are.

    Everything is decided before the first byte is written: a path that leaves the folder, two
    artefacts that clash, a foreign file or a symbolic link in the way raise ``OutputError`` and
    nothing is changed. Then files are written in the order given (pages before what links to
    them), so that an interruption never leaves a link to a page that is not there, nor half a
    file.

    Files of *known* are ours, and those that have a digest there are not looked at: they have it.
    *claim* is told, before the first byte is written, the new paths whose bytes carry no mark:
    they must be known next time, even when this call dies. *progress* is told the files done and
    to do.
    """
    wanted = tuple(artefacts)
    refuse_clashes(artefact.path for artefact in wanted)
    digests = {artefact.path: sha256(artefact.data).hexdigest() for artefact in wanted}
    folder.make()
    others = [a for a in wanted if known.get(a.path) != digests[a.path]]
    changed = _changed(others, folder)
    if claim is not None and (new := [a.path for a in changed if _needs_memory(a, known)]):
        claim(new)
    for done, artefact in enumerate(changed):
        folder.put(artefact.path, artefact.data)
        if progress is not None:
            progress(done + 1, len(changed))
    return Placed(digests, tuple(artefact.path for artefact in changed))


def _changed(artefacts: Iterable[Artefact], folder: OutputFolder) -> list[Artefact]:
    """The artefacts whose files differ; raises when something foreign is in the way."""
    obstacles: list[str | None] = []
    changed: list[Artefact] = []
    for artefact in artefacts:
        if folder.is_free(artefact.path):
            changed.append(artefact)
            continue
        obstacle = folder.obstacle(artefact.path)
        if obstacle is None and not folder.holds(artefact.path, artefact.data):
            changed.append(artefact)
            obstacle = folder.foreign(artefact.path)
        obstacles.append(obstacle)
    refuse_paths(filter(None, obstacles))
    return changed


def clear(
    paths: Iterable[str],
    folder: OutputFolder,
    wanted: Collection[str],
    keep: Callable[[str], bool] = lambda _: False,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Remove those files of ours at *paths* that *keep* does not spare: removed, and spared.

    A file that is one of *wanted* under another spelling of its name stays (macOS: a, A).
    """
    removed: list[str] = []
    spared: list[str] = []
    names = {folded(name): name for name in wanted}
    for path in paths:
        if not folder.is_ours(path):
            continue
        other = names.get(folded(path))
        if other is not None and folder.is_one_file(path, other):
            continue
        if keep(path):
            spared.append(path)
            continue
        folder.remove(path)
        removed.append(path)
    return tuple(removed), tuple(spared)


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
    if any(TEMPORARY.match(part) or part.lower() == REPOSITORY for part in parts):
        return "it is a name kept for files being written, or for Git"
    try:
        path.encode()
    except UnicodeEncodeError:
        return "it is not Unicode text"
    return None


def refuse_clashes(paths: Iterable[str]) -> None:
    """Refuse paths that leave the folder, and paths that some file systems take for one.

    macOS and Windows fold case and Unicode forms: what works on Linux would lose a page there.
    """
    wanted = list(paths)
    if all(map(_PLAIN.fullmatch, wanted)) and len(set(wanted)) == len(wanted):
        return
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in wanted:
        if fault := _fault(path):
            raise OutputError(f"{path!r} cannot be the path of an output file: {fault}")
        key = folded(path)
        above = parents(key)
        other = (
            files.get(key)
            or folders.get(key)
            or next((files[parent] for parent in above if parent in files), None)
        )
        if other is not None:
            raise OutputError(
                f"{path} and {other} cannot both be written: they are one name, or one is a "
                "folder of the other; give one of the two offers another slug"
            )
        files[key] = path
        for parent in above:
            folders.setdefault(parent, path)


def folded(path: str) -> str:
    """The form in which two paths are one on any file system."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
