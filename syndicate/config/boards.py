"""``[boards.*]`` and ``[run]``: what may name secrets, once none stands in it as it is."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from syndicate.config.document import dotted
from syndicate.config.values import (
    address_or_reference,
    choice,
    cron,
    database_url,
    described,
    duration,
    flag,
    scalars,
    text,
    whole,
)
from syndicate.site import RunRules
from syndicate.text import is_secret

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from syndicate.config.document import Document
    from syndicate.config.positions import Path

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_REFERENCE = re.compile(r"\$\{(?:env:[A-Za-z_][A-Za-z0-9_]*|file:[^{}\s][^{}]*)\}")
_LOGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/@\s]*:[^/@\s]*@", re.IGNORECASE)


def read_boards(document: Document) -> Mapping[str, Mapping[str, object]]:
    """Every board by name, as data; references to secrets are left as they are written."""
    boards = document.data.get("boards", {})
    if not isinstance(boards, dict):
        document.report(("boards",), f"expected tables [boards.NAME], found {described(boards)}")
        return {}
    return {name: _board(document, name) for name in boards}


def read_run(document: Document) -> RunRules:
    """``[run]``; references to secrets are left as they are written."""
    table = document.table("run")
    plain = RunRules()
    _refuse_literal_secrets(document, ("run",), table.data)
    grace = table.take("grace_seconds", whole(0, 3600), int(plain.grace.total_seconds()))
    return RunRules(
        ledger=table.take("ledger", database_url, plain.ledger),
        heartbeat_url=table.take("heartbeat_url", address_or_reference),
        grace=timedelta(seconds=grace),
    )


def refuse_references_elsewhere(document: Document) -> None:
    """Report secrets where none are read: everything else ends up in public files."""
    for section, value in document.data.items():
        if section in {"boards", "run"}:
            continue
        for path, _, found in _texts((section,), section, value):
            if isinstance(found, str) and re.search(r"\$\{(?:env|file):", found):
                document.report(
                    path, "secrets are read in [boards.*] and [run] only; this value is public"
                )


def _board(document: Document, name: str) -> Mapping[str, object]:
    path: Path = ("boards", name)
    if not _NAME.fullmatch(name):
        document.report(
            path, "a board is named in small letters, digits, - and _; for example [boards.bing]"
        )
    table = document.open(path, "boards.NAME")
    table.need("adapter", text, "")
    table.take("every", duration)
    table.take("cron", cron)
    table.take("enabled", flag, default=True)
    table.take("remind", choice("closing", "still_open"))
    table.take("allow_private_addresses", flag, default=False)
    table.each(table.entries("limits"), ("limits",), whole(1, 1_000_000_000))
    table.each(table.entries("where"), ("where",), scalars)
    if "every" in table.data and "cron" in table.data:
        document.report((*path, "cron"), "a board has every or cron, not both", on_key=True)
    _refuse_literal_secrets(document, path, table.data)
    return table.data


def _refuse_literal_secrets(document: Document, path: Path, board: Mapping[str, object]) -> None:
    for place, key, value in _texts(path, "", board):
        written = value if isinstance(value, str) else ""
        for reference in re.findall(r"\$\{[^}]*\}?", written):
            if not _REFERENCE.fullmatch(reference):
                document.report(
                    place, f"{reference!r} is not understood; write ${{env:NAME}} or ${{file:PATH}}"
                )
        if _REFERENCE.search(written) or "${" in written:
            continue
        if is_secret(key) or _LOGIN.match(written):
            variable = re.sub(r"\W+", "_", "_".join(str(part) for part in place[1:])).upper()
            document.report(
                place,
                "a secret must not stand in this file; put it into the environment and write: "
                f'{dotted(place[-1:])} = "${{env:{variable}}}"',
            )


def _texts(path: Path, key: str, value: object) -> Iterator[tuple[Path, str, object]]:
    """Every plain value below *path*, with the key it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts((*path, name), name, inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts((*path, index), key, inner)
    else:
        yield path, key, value
