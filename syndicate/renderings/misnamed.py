"""A site's own templates that nothing uses, because of a slip in their name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.problem import Problem, Severity
from syndicate.renderings.design import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.site import Site

#: How alike two names are, at least, when one is meant for the other.
_ALIKE = 0.85


def misnamed(site: Site) -> Iterator[Problem]:
    """A warning for each file of ``templates/`` that is nearly called like a built-in one.

    None when the site has the built-in's name too, or another of its templates names the file:
    then it is one of its own.
    """
    folder = site.root / FOLDER
    own = sorted(path for path in folder.rglob("*") if path.is_file())
    builtin = {path.name for path in Path(__file__).with_name("templates").iterdir()}
    missing = builtin - {path.name for path in own if path.parent == folder}
    for path in own:
        if path.parent == folder and path.name not in builtin and _is_plain(path.name):
            meant = _nearest(path.name, missing)
            if meant and not any(_names(other, path.name) for other in own if other != path):
                yield _problem(path.name, meant)


def _is_plain(name: str) -> bool:
    """Whether *name* is neither hidden nor that of an editor's copy (``offer.html~``)."""
    return name.isprintable() and name[0].isalnum() and name[-1].isalnum()


def _nearest(name: str, missing: set[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(missing), n=1, cutoff=_ALIKE)), None)


def _names(template: Path, name: str) -> bool:
    try:
        return name.encode() in template.read_bytes()
    except OSError:  # where it is used, it is told of
        return False


def _problem(name: str, meant: str) -> Problem:
    from shlex import quote

    return Problem(
        f"{FOLDER}/{name}",
        0,
        0,
        Severity.WARNING,
        "template-unused",
        "",
        f"nothing uses this template: the built-in one is called {meant}",
        f"mv {quote(f'{FOLDER}/{name}')} {FOLDER}/{meant}",
    )
