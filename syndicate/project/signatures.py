"""What a stage of a build depends on beside the offers: when it differs, all is made again."""

from __future__ import annotations

import os
import sys
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.site import FeedRules, Lifecycle, Site

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

#: What no file that is built depends on; of ``check``, builds ask ``title-advice`` alone.
_ASIDE = frozenset({"root", "run", "boards", "check"})
#: What reading does not depend on, beside that. What is new counts until it is named here.
_NOT_READ = frozenset({"description", "feeds"})


def signatures(site: Site) -> dict[str, str]:
    """Stage → what tells its results from those of another program or configuration.

    ``read``: what is understood of a file; ``pages``: what is made of one offer; ``feeds``: what
    is made of many.
    """
    site = replace(site, lifecycle=_of_builds(site.lifecycle))
    program = _program()
    design = _design(site)
    dialects = _dialects(site)
    rules = site.feeds
    looks = replace(rules, limit=0, hub=None, path="")
    names = FeedRules(permalink=rules.permalink, pages=rules.pages)
    return {
        "read": _sum(program, _said(site, _NOT_READ), repr(names)),
        "pages": _sum(
            program,
            design,
            dialects,
            _said(site, {"content", "feeds"}),
            repr(looks),
            site.check.get("title-advice", ""),
        ),
        "feeds": _sum(
            program, dialects, _said(site, {"content", "lifecycle", "feeds"}), repr(rules)
        ),
    }


def _of_builds(rules: Lifecycle) -> Lifecycle:
    """*rules* without those that remind people: no file that is built depends on them."""
    plain = Lifecycle()
    return replace(rules, remind=plain.remind, still_open_after=plain.still_open_after)


def _said(site: Site, without: Collection[str]) -> str:
    names = (field.name for field in fields(Site))
    kept = (name for name in names if name not in _ASIDE and name not in without)
    return repr([(name, getattr(site, name)) for name in kept])


def _design(site: Site) -> str:
    """The site's own templates, byte for byte."""
    folder = site.root / "templates"
    if not folder.is_dir():
        return ""
    from syndicate.renderings.design import files

    return repr([(path.relative_to(folder).as_posix(), _digest(path)) for path in files(folder)])


def _dialects(site: Site) -> str:
    """The site's own dialects of job boards, byte for byte."""
    if not site.feeds.dialects:
        return ""
    files = sorted((site.root / "dialects").glob("*.toml"))
    return repr([(file.name, _digest(file)) for file in files])


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:  # using it says so
        return str(error.errno)


def _program() -> str:
    """This program and the packages it stands on, as the file system describes them."""
    ours = Path(__file__).parents[1]
    return repr([sys.version, *sorted(_stamps(ours)), *_packages()])


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _stamps(Path(entry.path))
        else:
            found = entry.stat()
            yield entry.name, found.st_mtime_ns, found.st_size


def _packages() -> list[str]:
    """The versions of all packages beside those that we use: their folders name them."""
    import click

    beside = Path(click.__file__).parents[1]
    return sorted(name for name in os.listdir(beside) if name.endswith(".dist-info"))  # noqa: PTH208 - names are all that is wanted


def _sum(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()
