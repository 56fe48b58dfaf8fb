"""The file being read: its tables, where each value stands, every mistake found so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, overload

from syndicate.config.keys import KEYS, SECTIONS
from syndicate.config.values import Mismatch, described, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from syndicate.config.positions import Path, Positions

T = TypeVar("T")


class Document:
    """One ``syndicate.toml`` that is well-formed; ``mistakes`` grows while it is read."""

    def __init__(self, name: str, data: Mapping[str, object], positions: Positions) -> None:
        self.name = name
        self.data = data
        self.mistakes: list[tuple[int, int, str]] = []
        self._positions = positions

    def table(self, section: str) -> Table:
        """The table [*section*], empty when the file has none; its unknown keys are mistakes."""
        return self.open(tuple(section.split(".")), section)

    def open(self, path: Path, section: str) -> Table:
        """The table at *path*, whose keys are those of *section* in ``KEYS``."""
        value = self._at(path)
        if value is not None and not isinstance(value, dict):
            self.report(path, f"expected a table [{dotted(path)}], found {described(value)}")
        sound = value is None or isinstance(value, dict)
        table = Table(self, path, section, value if isinstance(value, dict) else {}, sound=sound)
        for key in table.data:
            if key not in KEYS[section] and section != "boards.NAME":
                hint = meant(key, tuple(KEYS[section]), section=section)
                self.report((*path, key), f"is unknown; {hint}", on_key=True)
        return table

    def unknown_sections(self) -> None:
        """Report what stands at the top of the file and is no section."""
        for key, value in self.data.items():
            if key not in SECTIONS:
                known = [f"[{name}]" for name in SECTIONS] if isinstance(value, dict) else []
                self.report((key,), f"is unknown; {meant(key, known)}", on_key=True)

    def report(self, path: Path, message: str, *, on_key: bool = False) -> None:
        """Note that the value at *path*, or its key, is wrong."""
        line, column = (self._positions.key if on_key else self._positions.value)(path)
        self.mistakes.append((line, column, f"{dotted(path)}: {message}"))

    def messages(self) -> list[str]:
        """Every mistake with its place, in the order of the file, the first of each place."""
        first: dict[tuple[int, int], str] = {}
        for line, column, message in self.mistakes:
            first.setdefault((line, column), message)
        return [
            f"{self.name}:{line}:{column}: {message}"
            for (line, column), message in sorted(first.items())
        ]

    def _at(self, path: Path) -> object:
        value: object = self.data
        for key in path:
            if isinstance(value, dict):
                value = value.get(key)
            elif isinstance(value, list) and isinstance(key, int):
                value = value[key]
            else:
                return None
        return value


class Table:
    """One table of the file: hands out typed values and reports those that are not."""

    def __init__(
        self,
        document: Document,
        path: Path,
        section: str,
        data: Mapping[str, object],
        *,
        sound: bool,
    ) -> None:
        self.document = document
        self.path = path
        self.data = data
        self._examples = KEYS[section]
        # When a number stands where the table should be, that is the one mistake to report.
        self._sound = sound

    @overload
    def take(self, key: str, read: Callable[[object], T], default: T) -> T: ...
    @overload
    def take(self, key: str, read: Callable[[object], T], default: None = None) -> T | None: ...
    def take(self, key: str, read: Callable[[object], T], default: T | None = None) -> T | None:
        """The value of *key* as *read* understands it; *default* when absent or wrong."""
        example = self._examples[key]
        if key not in self.data:
            return default
        try:
            return read(self.data[key])
        except Mismatch as wrong:
            self.report(key, wrong, example)
            return default

    def need(self, key: str, read: Callable[[object], T], stand_in: T) -> T:
        """The value of *key*; when it is missing or wrong, *stand_in*, and a mistake."""
        if key not in self.data and self._sound:
            message = f"is missing; write: {key} = {self._examples[key]}"
            self.document.report((*self.path, key), message, on_key=True)
        return self.take(key, read, stand_in)

    def entries(self, key: str) -> Mapping[str, object]:
        """The table under *key* whose keys are the site's own words; empty when absent."""
        value = self.data.get(key, {})
        if isinstance(value, dict):
            return value
        wrong = Mismatch(f"expected a table, found {described(value)}")
        self.report(key, wrong, self._examples[key])
        return {}

    def each(
        self, entries: Mapping[str, object], under: Iterable[str], read: Callable[[object], T]
    ) -> dict[str, T]:
        """Every entry that *read* understands; *under* is the way from here to *entries*."""
        found: dict[str, T] = {}
        for name, value in entries.items():
            try:
                found[name] = read(value)
            except Mismatch as wrong:
                path = (*self.path, *under, name)
                write = f"; write: {toml_key(name)} = {wrong.write}" if wrong.write else ""
                self.document.report((*path, *wrong.inner), wrong.message + write)
        return found

    def report(self, key: str, wrong: Mismatch, example: str) -> None:
        """Note *wrong* as a mistake in the value of *key*."""
        advice = "write" if wrong.write else "for example"
        message = f"{wrong.message}; {advice}: {key} = {wrong.write or example}"
        path = (*self.path, key, *wrong.inner)
        self.document.report(path, message)


def dotted(path: Path) -> str:
    """*path* as TOML would write it; elements of arrays count from 1."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{toml_key(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def toml_key(name: str) -> str:
    """*name* as a key, in quotes where TOML wants them."""
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def meant(key: str, known: Sequence[str], section: str = "") -> str:
    """What the author of the unknown *key* in [*section*] probably meant, as a clause.

    A key that is right below another heading belongs there: in TOML a heading reigns over
    all lines up to the next one, which is easily forgotten.
    """
    owners = {
        name: owner
        for owner, keys in tuple(KEYS.items())[::-1]
        for name in keys
        if owner not in {section, "boards.NAME", "organization.address"}
    }
    if section and key in SECTIONS:
        return f"it is a table of its own, [{key}]"
    if key in owners:
        return f"it belongs below [{owners[key]}]"
    if near := nearest(key, known):
        return f"did you mean {near}?"
    if elsewhere := nearest(key, tuple(owners)):
        return f"did you mean {elsewhere}, below [{owners[elsewhere]}]?"
    return f"known are {', '.join(known or SECTIONS)}"
