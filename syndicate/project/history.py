"""What files of a project said before, as Git knows it; without Git: nothing."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from syndicate.content.source import decoded
from syndicate.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

#: Seconds for one question: who keeps a longer history is answered without it.
PATIENCE = 20.0
#: One change of one file; what comes of a merge begins with two colons, and is in its parents.
_CHANGE = re.compile(r"\n*:\d{6} \d{6} [0-9a-f]{40,} [0-9a-f]{40,} \w+$")


def earlier_texts(root: Path, paths: Iterable[str], since: datetime) -> Mapping[str, str]:
    """What the files at *paths*, below *root*, said before they were changed after *since*.

    That is the text before the first of these changes, or of the first version where the file is
    newer. Paths are missing that have not changed, whose text was not UTF-8, or of which the
    history says nothing: a checkout may have no more of it than its last commit.
    """
    wanted = frozenset(paths)
    if not wanted or not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return {}
    blobs = dict(_changes(root, "diff", "HEAD"))
    # The newest comes first, so that the oldest change of a path is the one that counts.
    blobs |= dict(_changes(root, "log", "--format=", f"--since={since.isoformat()}"))
    asked = {path: blob for path, blob in blobs.items() if path in wanted and _is_there(blob)}
    found = zip(asked, _texts(root, asked.values()), strict=False)
    return {path: text for path, text in found if text is not None}


def _changes(root: Path, verb: str, *words: str) -> Iterator[tuple[str, str]]:
    """Each change of a file below *root*: its path and what it held before, or at first."""
    options = ("--raw", "-z", "--no-abbrev", "--no-renames", "--relative")
    told = _ask(root, verb, *options, *words).decode("utf-8", "replace").split("\0")
    about = ""
    for word in told:
        if about:
            _, _, before, after, _ = about.split(" ")
            yield word, before if _is_there(before) else after
            about = ""
        elif _CHANGE.match(word):
            about = word.lstrip("\n")


def _is_there(blob: str) -> bool:
    """Whether *blob* is one: what is not there, or not kept yet, Git calls by noughts."""
    return blob.strip("0") != ""


def _texts(root: Path, blobs: Iterable[str]) -> Iterator[str | None]:
    """The texts of *blobs*, in their order; None for what is none."""
    told = _ask(root, "cat-file", "--batch", given="".join(f"{b}\n" for b in blobs).encode())
    at = 0
    while at < len(told):
        end = told.index(b"\n", at)
        words = told[at:end].split(b" ")
        at = end + 1
        if len(words) < 3:
            yield None  # it is missing, and nothing of it follows
            continue
        size = int(words[2])
        try:
            yield decoded(told[at : at + size]) if words[1] == b"blob" else None
        except ContentError:
            yield None
        at += size + 1


def _ask(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What Git answers in *root*; nothing when it cannot."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 # no shell, and nothing of a file's content
            ["git", "-c", "core.fsmonitor=false", *words],  # noqa: S607 # the one of this machine
            cwd=root,
            env=environment,
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
