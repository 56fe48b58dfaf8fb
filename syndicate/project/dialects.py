"""The dialects that a site writes: shipped ones by their names, and its own beside them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate import renderings
from syndicate.config.document import dotted
from syndicate.config.positions import Positions
from syndicate.config.syntax import explained
from syndicate.errors import ConfigurationError
from syndicate.renderings.dialect import DialectError, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from syndicate.renderings.dialect import Dialect
    from syndicate.site import Site

#: The folder of the dialects that come with this program.
SHIPPED = Path(renderings.__file__).with_name("dialects")
#: The folder of a site's own, beside its configuration.
OWN = "dialects"
_EXTENDS = "extends"


def names(site: Site | None = None) -> list[str]:
    """The names of all dialects there are for *site*, or that are shipped."""
    folders = [SHIPPED, *([site.root / OWN] if site else [])]
    return sorted({file.stem for folder in folders for file in folder.glob("*.toml")})


def dialects(site: Site) -> tuple[Dialect, ...]:
    """The dialects that *site* writes, in the order of its configuration.

    Raises ``ConfigurationError`` with every mistake in their files.
    """
    return tuple(load(name, site) for name in dict.fromkeys(site.feeds.dialects))


def load(name: str, site: Site | None = None) -> Dialect:
    """The dialect *name*: the one of *site* if it has one of that name, else the shipped one.

    A file that ``extends`` another one states what is different. Raises ``ConfigurationError``.
    """
    file, text = _file(name, site)
    shown = file.relative_to(site.root) if site and file.is_relative_to(site.root) else file
    data = _parsed(shown, text)
    positions = Positions(text)
    try:
        return read(name, _whole(data, shown, site))
    except DialectError as error:
        lines = [(*positions.value(path), path, message) for path, message in error.mistakes]
        told = [f"{shown}:{line}:{at}: {dotted(path)}: {what}" for line, at, path, what in lines]
        raise ConfigurationError("\n".join(told)) from error


def _file(name: str, site: Site | None) -> tuple[Path, str]:
    own = site.root / OWN / f"{name}.toml" if site else SHIPPED / f"{name}.toml"
    file = own if own.is_file() else SHIPPED / f"{name}.toml"
    try:
        return file, file.read_text("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        known = ", ".join(names(site))
        raise ConfigurationError(f"there is no dialect {name!r}; known are {known}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file}: cannot be read: {error}") from error


def _parsed(shown: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{shown}:{explained(str(error), text)}") from error


def _whole(data: dict[str, object], shown: Path, site: Site | None) -> Mapping[str, object]:
    """*data* on top of what it extends, which is a shipped dialect."""
    base = data.pop(_EXTENDS, None)
    if base is None:
        return data
    file = SHIPPED / f"{base}.toml"
    if not isinstance(base, str) or not file.is_file():
        known = ", ".join(names())
        raise ConfigurationError(f"{shown}: {_EXTENDS}: there is no {base!r}; known are {known}")
    return _merged(_parsed(file, file.read_text("utf-8")), data)


def _merged(base: Mapping[str, object], more: Mapping[str, object]) -> dict[str, object]:
    """*base* with the values of *more* in place of its own, table by table.

    ``false`` takes a value away, an empty table the whole table.
    """
    merged = dict(base)
    for key, value in more.items():
        before = merged.get(key)
        if value is False:
            merged.pop(key, None)
        elif isinstance(before, dict) and isinstance(value, dict) and value:
            merged[key] = _merged(before, value)
        else:
            merged[key] = value
    return merged
