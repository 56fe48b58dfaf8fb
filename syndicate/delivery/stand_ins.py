"""Boards whose secrets are elsewhere: they cannot be told of anything, and can be asked."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING

from syndicate.delivery.registry import open_board
from syndicate.delivery.secrets import Secrets
from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from syndicate.delivery.board import Board
    from syndicate.site import Site

#: The shapes that secrets have: a word, a token, a signing secret, an address, an account. None of
#: them is anybody's, and nothing is ever sent with one.
SHAPES = (
    "stand-in-0123456789abcdef",
    f"123456789:{'A' * 35}",
    f"whsec_{base64.b64encode(bytes(32)).decode()}",
    f"https://discord.com/api/webhooks/123456789012345678/{'A' * 68}",
    "json://stand-in.invalid/",
    json.dumps({"type": "service_account", "client_email": "stand-in@example.org"}),
)
#: With more missing secrets than these, all of them have the same shape.
_MOST = 3


def open_to_ask(site: Site, name: str, environment: Mapping[str, str] | None = None) -> Board:
    """The board *name* of *site*, for questions that no secret is needed for.

    Where secrets are not at hand (a pull request has none), others of their shape stand in for
    them. Raises ``ConfigurationError`` as ``open_board`` does: for all that is wrong besides, and
    for the missing secret when the adapter takes no stand-in.
    """
    try:
        return open_board(site, name, environment)
    except ConfigurationError:
        missing = _missing(site, name, environment)
        for shapes in _choices(len(missing)):
            secrets = _StandIns(name, site.root, environment)
            secrets.chosen = dict(zip(missing, shapes, strict=True))
            with suppress(ConfigurationError):
                return open_board(site, name, secrets=secrets)
        raise


def _missing(site: Site, name: str, environment: Mapping[str, str] | None) -> list[str]:
    """The references of the board that lead nowhere."""
    secrets = _StandIns(name, site.root, environment)
    with suppress(ConfigurationError):
        open_board(site, name, secrets=secrets)
    return list(secrets.chosen)


def _choices(number: int) -> Iterable[tuple[str, ...]]:
    if not number:
        return ()
    if number > _MOST:
        return [(shape,) * number for shape in SHAPES]
    return product(SHAPES, repeat=number)


class _StandIns(Secrets):
    """Secrets, and for each reference that leads nowhere the one that is ``chosen`` for it."""

    def __init__(self, board: str, root: Path, environment: Mapping[str, str] | None) -> None:
        super().__init__(board, root, environment)
        self.chosen: dict[str, str] = {}

    def _variable(self, key: str, name: str) -> str:
        try:
            return super()._variable(key, name)
        except ConfigurationError:
            return self.chosen.setdefault(f"env:{name}", SHAPES[0])

    def _content(self, key: str, name: str) -> str:
        try:
            return super()._content(key, name)
        except ConfigurationError:
            return self.chosen.setdefault(f"file:{name}", SHAPES[0])
