"""A whole build of the output folder, of the steps that the writer offers."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from syndicate.renderings.output_folder import OutputFolder
from syndicate.renderings.writer import clear, place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from syndicate.renderings.artefact import Artefact


@dataclass(frozen=True, slots=True)
class Written:
    """What one call of ``write`` did; ``files`` is to be given back as *known* next time."""

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
    """Make the files below *root* exactly *artefacts*, as a build that trusts no memory does."""
    folder = OutputFolder(root, known)
    found = sorted(folder.ours()) if root.is_dir() else []
    unsure = dict.fromkeys(known, "")
    placed = place(artefacts, folder, unsure, claim=claim, progress=progress)
    rest = [path for path in found if path not in placed.digests]
    removed, spared = clear(rest, folder, placed.digests, keep)
    files = dict(placed.digests) | {path: known[path] for path in spared if path in known}
    touched = set(placed.written)
    return Written(
        written=placed.written,
        unchanged=tuple(path for path in placed.digests if path not in touched),
        removed=removed,
        files=MappingProxyType(files),
    )
