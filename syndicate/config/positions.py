"""Where each key and each value of a TOML text stands: tomllib keeps no positions."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

#: The way to a value: keys of tables and, for arrays, indices from 0.
Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_INDENT = re.compile(r"[ \t]*")
_NAME = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
# Up to two more quotes may touch the three that close a multi-line string: they belong to it.
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
# A blank may stand between the day and the hour of a date-time.
_SCALAR = re.compile(r"\d{4}-\d\d-\d\d \d\d[^,\]}\s#]*|[^,\]}\s#]*")


class Positions:
    """Line and column, from 1, of every key and value of a TOML text that tomllib accepts.

    A path that is not in the text answers with the nearest table around it, and at last with
    the first line: a message always has a place.
    """

    def __init__(self, text: str) -> None:
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        scan = _Scan(text)
        scan.document()
        self._keys, self._values = scan.keys, scan.values

    def key(self, path: Path) -> tuple[int, int]:
        """Where the last part of *path* is written as a key (or opened as a table)."""
        return self._find(self._keys, path)

    def value(self, path: Path) -> tuple[int, int]:
        """Where the value at *path* begins."""
        return self._find(self._values if path in self._values else self._keys, path)

    def _find(self, offsets: dict[Path, int], path: Path) -> tuple[int, int]:
        while path and path not in offsets:
            path = path[:-1]
        offset = offsets.get(path, 0)
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


class _Scan:
    """One pass over the text; its grammar is lenient because tomllib has judged it already."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[Path, int] = {}
        self.values: dict[Path, int] = {}
        self._tables_of: dict[Path, int] = {}

    def document(self) -> None:
        prefix: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                prefix = self._header()
            else:
                self._statement(prefix)
            self._skip(_BLANK)

    def _header(self) -> Path:
        """Read ``[a.b]`` or ``[[a.b]]``; the path of the table it opens."""
        start = self.at
        repeated = self.text.startswith("[[", start)
        self.at += 2 if repeated else 1
        names = self._dotted()
        self.at += 2 if repeated else 1
        path: Path = ()
        for place, (name, _) in enumerate(names, start=1):
            path = (*path, name)
            self.keys.setdefault(path, start)
            if repeated and place == len(names):
                self._tables_of[path] = self._tables_of.get(path, 0) + 1
            if path in self._tables_of:
                path = (*path, self._tables_of[path] - 1)
                self.keys.setdefault(path, start)
        return path

    def _statement(self, prefix: Path) -> None:
        path = prefix
        for name, offset in self._dotted():
            path = (*path, name)
            self.keys.setdefault(path, offset)
        self._skip(_INDENT)
        self.at += 1  # the equals sign
        self._skip(_INDENT)
        self._value(path)

    def _dotted(self) -> list[tuple[str, int]]:
        names: list[tuple[str, int]] = []
        while True:
            self._skip(_INDENT)
            match = _NAME.match(self.text, self.at)
            if match is None:
                return names
            names.append((_unquoted(match.group()), self.at))
            self.at = match.end()
            self._skip(_INDENT)
            if not self.text.startswith(".", self.at):
                return names
            self.at += 1

    def _value(self, path: Path) -> None:
        self.values[path] = self.at
        first = self.text[self.at : self.at + 1]
        if first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        else:
            match = (_STRING if first in {'"', "'"} else _SCALAR).match(self.text, self.at)
            self.at = match.end() if match else self.at + 1

    def _array(self, path: Path) -> None:
        index = 0
        self._open()
        while self.text[self.at : self.at + 1] not in {"]", ""}:
            self._value((*path, index))
            index += 1
            self._next()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self._open()
        while self.text[self.at : self.at + 1] not in {"}", ""}:
            self._statement(path)
            self._next()
        self.at += 1

    def _open(self) -> None:
        self.at += 1
        self._skip(_BLANK)

    def _next(self) -> None:
        self._skip(_BLANK)
        if self.text.startswith(",", self.at):
            self._open()

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()


def _unquoted(name: str) -> str:
    if name[0] == "'":
        return name[1:-1]
    return str(tomllib.loads(f"name = {name}")["name"]) if name[0] == '"' else name
