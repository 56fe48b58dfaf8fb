"""From ``[boards.*]`` to boards ready for use: adapters loaded, secrets read, slips found."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast, get_args

from syndicate import __version__
from syndicate.adapter import Options
from syndicate.delivery import loading
from syndicate.delivery.board import Board, Reminder, hidden
from syndicate.delivery.fields import FILE_FIELDS, OFFER_FIELDS, VOCABULARIES, agrees
from syndicate.delivery.loading import available
from syndicate.delivery.nearest import suggestion
from syndicate.delivery.secrets import Secrets
from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from syndicate.adapter import Adapter, Features, RateLimit
    from syndicate.site import Site

__all__ = ["OURS", "available", "open_board", "open_boards"]

#: The keys of ``[boards.<name>]`` that are never given to the adapter.
OURS = (
    *(
        "adapter",
        "allow_private_addresses",
        "cron",
        "enabled",
        "every",
        "limits",
        "remind",
        "where",
    ),
)


def open_boards(
    site: Site,
    names: Iterable[str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[Board, ...]:
    """The boards *names* (default: every one that is enabled), in the order written.

    Raises ``ConfigurationError`` with every mistake found, one a line; then nothing may run.
    Secrets are read from *environment* (default: the process's own).
    """
    wanted = tuple(site.boards) if names is None else tuple(names)
    boards: list[Board] = []
    mistakes: list[str] = []
    wrong: list[str] = []
    for name in wanted:
        try:
            if names is not None or is_enabled(site, name):
                boards.append(open_board(site, name, environment))
        except KeyError:
            mistakes.append(f"there is no [boards.{name}]; {suggestion(name, site.boards)}")
        except ConfigurationError as error:
            mistakes.append(str(error))
            wrong.append(name)
    if boards and names is None and wrong:
        places = " and ".join(f"[boards.{name}]" for name in wrong)
        mistakes.append(
            "Until that is mended no board is told anything, lest some fall behind unseen; "
            f"to leave it for later, write enabled = false below {places}"
        )
    if mistakes:
        raise ConfigurationError("\n".join(mistakes))
    return tuple(boards)


def open_board(
    site: Site,
    name: str,
    environment: Mapping[str, str] | None = None,
    *,
    secrets: Secrets | None = None,
) -> Board:
    """The board *name* of *site*. Raises ``ConfigurationError``; ``KeyError`` when unknown.

    Its secrets are read by *secrets* (default: from *environment*, and from files).
    """
    values = site.boards[name]
    kind = adapter_of(site, name)
    secrets = secrets or Secrets(name, site.root, environment)
    theirs = {key: value for key, value in values.items() if key not in OURS}
    options = _options(site, name, values, theirs, secrets)
    adapter = _made(name, _text(name, values, "adapter"), kind, options, secrets)
    _refuse_unused(options)
    return Board(
        name=name,
        adapter=adapter,
        reminder=_reminder(name, values.get("remind"), adapter.features),
        where=_where(name, values.get("where", {}), adapter.features),
        limits=_limits(name, values.get("limits", {}), adapter.features.limits),
        version=_version(kind, theirs),
        secrets=tuple(secrets.values),
    )


def adapter_of(site: Site, name: str) -> type[Adapter[Any]]:
    """The class that the board *name* of *site* is made by; raises as ``open_board`` does."""
    return loading.load(name, _text(name, site.boards[name], "adapter"), site.root)


def is_enabled(site: Site, name: str) -> bool:
    """Whether the board *name* of *site* is used. Raises ``ConfigurationError``."""
    return _flag(name, site.boards[name], "enabled", default=True)


def _options(
    site: Site,
    name: str,
    values: Mapping[str, object],
    theirs: Mapping[str, object],
    secrets: Secrets,
) -> Options:
    from syndicate.http import Client  # requests is slow to import: only who pushes pays

    read = {key: secrets.read(key, value) for key, value in theirs.items()}
    client = Client(
        secrets=secrets.values,
        allow_private=_flag(name, values, "allow_private_addresses", default=False),
    )
    return Options(name, read, site, client)


def _made(
    board: str, adapter: str, kind: type[Adapter[Any]], options: Options, secrets: Secrets
) -> Adapter[Any]:
    make: Any = kind
    try:
        made: Adapter[Any] = make(options)
    except ModuleNotFoundError as error:
        raise loading.missing_package(f"[boards.{board}] adapter", error, adapter) from error
    except ConfigurationError as error:
        raise ConfigurationError(hidden(error, tuple(secrets.values))) from None
    except Exception as error:  # noqa: BLE001 - an adapter's defect is told with its board
        told = hidden(f"{type(error).__name__}: {error}", tuple(secrets.values))
        raise ConfigurationError(
            f"[boards.{board}] adapter: {kind.__name__} cannot be made: {told}"
        ) from None
    return made


def _refuse_unused(options: Options) -> None:
    known = {*OURS, *options.asked()}
    lines = [
        f"[boards.{options.name}] {key} is not a key of this board; {suggestion(key, known)}"
        for key in options.unused()
    ]
    if lines:
        raise ConfigurationError("\n".join(lines))


def _reminder(board: str, written: object, features: Features) -> Reminder | None:
    if written is None:
        return None
    if written not in get_args(Reminder):
        known = " nor ".join(get_args(Reminder))
        raise _mistake(board, f"remind is {written!r}, neither {known}", 'remind = "closing"')
    if features.subject != "offers":
        raise _mistake(board, "remind is for boards of offers, not of files", 'adapter = "email"')
    return cast("Reminder", written)


def _where(board: str, written: object, features: Features) -> dict[str, tuple[str, ...]]:
    if not isinstance(written, dict):
        raise _mistake(board, "where is not a table", 'where = { language = "fr" }')
    fields = FILE_FIELDS if features.subject == "files" else OFFER_FIELDS
    for field in written:
        if field not in fields:
            raise ConfigurationError(
                f"[boards.{board}] where: {field} is not a field of {features.subject}; "
                f"{suggestion(field, fields)}"
            )
    chosen = {field: _words(value) for field, value in written.items()}
    for field, vocabulary in VOCABULARIES.items():
        for word in chosen.get(field, ()):
            if not agrees(field, (word,), vocabulary):
                raise ConfigurationError(
                    f"[boards.{board}] where: {field} is never {word!r}; "
                    f"{suggestion(word, vocabulary)}"
                )
    return chosen


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)


def _limits(board: str, written: object, limits: tuple[RateLimit, ...]) -> tuple[RateLimit, ...]:
    """*limits* with the capacities that ``limits = { name = 2000 }`` sets."""
    if not isinstance(written, dict):
        raise _mistake(board, "limits is not a table", "limits = { day = 2000 }")
    names = [limit.name for limit in limits]
    for name, capacity in written.items():
        if name not in names:
            clue = suggestion(name, names)
            raise ConfigurationError(f"[boards.{board}] limits: there is no limit {name}; {clue}")
        if not isinstance(capacity, int) or isinstance(capacity, bool) or capacity < 1:
            raise _mistake(board, f"limits.{name} is not a number", f"limits = {{ {name} = 100 }}")
    return tuple(
        replace(limit, capacity=written.get(limit.name, limit.capacity)) for limit in limits
    )


def _version(kind: type[Adapter[Any]], theirs: Mapping[str, object]) -> str:
    told = json.dumps(theirs, sort_keys=True, default=str)
    parts = (__version__.encode(), loading.source(kind), told.encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _text(board: str, values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise _mistake(board, f"{key} is missing or no text", f'{key} = "…"')


def _flag(board: str, values: Mapping[str, object], key: str, *, default: bool) -> bool:
    value = values.get(key, default)
    if isinstance(value, bool):
        return value
    raise _mistake(board, f"{key} is neither true nor false", f"{key} = true")


def _mistake(board: str, what: str, example: str) -> ConfigurationError:
    return ConfigurationError(f"[boards.{board}] {what}; write: {example}")
