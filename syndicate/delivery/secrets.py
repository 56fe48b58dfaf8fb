"""Secrets: named in the configuration, read where they are kept, shown nowhere."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_REFERENCE = re.compile(r"\$\{(env|file):([^{}]+)\}")
_LARGEST = 100_000


class Secrets:
    """The secrets of one table: ``read`` replaces references, ``values`` is what must be hidden.

    *table* is that of *board* unless another is named. A reference that leads nowhere raises
    ``ConfigurationError`` with the table, the key and the name of the variable or file; never
    with a value.
    """

    def __init__(
        self,
        board: str,
        root: Path,
        environment: Mapping[str, str] | None = None,
        *,
        table: str | None = None,
    ) -> None:
        self.table = table or f"boards.{board}"
        self.values: list[str] = []
        self._root = root
        self._environment = os.environ if environment is None else environment

    def read(self, key: str, value: object) -> object:
        """*value* with every ``${env:X}`` and ``${file:path}`` in it replaced, however deep."""
        match value:
            case str():
                return _REFERENCE.sub(lambda found: self._one(key, found[1], found[2]), value)
            case dict():
                return {name: self.read(f"{key}.{name}", inner) for name, inner in value.items()}
            case list():
                return [self.read(key, inner) for inner in value]
        return value

    def _one(self, key: str, kind: str, name: str) -> str:
        found = self._variable(key, name) if kind == "env" else self._content(key, name)
        self.values.append(found)
        return found

    def _variable(self, key: str, name: str) -> str:
        value = self._environment.get(name, "").strip()
        if not value:
            state = "empty" if name in self._environment else "not set"
            raise ConfigurationError(
                f"[{self.table}] {key}: the environment variable {name} is {state}; "
                f"set it, for example: export {name}=…"
            )
        return value

    def _content(self, key: str, name: str) -> str:
        where = f"[{self.table}] {key}: the file {name}"
        try:
            with (self._root / name).open(encoding="utf-8") as stream:
                text = stream.read(_LARGEST).strip()
        except OSError as error:
            raise ConfigurationError(f"{where} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise ConfigurationError(f"{where} is not UTF-8 text") from error
        if not text:
            raise ConfigurationError(f"{where} is empty; write the secret into it")
        return text
