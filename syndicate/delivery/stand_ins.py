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
    except ConfigurationError as error:
        first = error
    needed = _StandIns(name, site.root, environment, {})
    with suppress(ConfigurationError):
        open_board(site, name, secrets=needed)
    told: set[str] = set()
    for shapes in _choices(len(needed.chosen)):
        chosen = dict(zip(needed.chosen, shapes, strict=True))
        try:
            secrets = _StandIns(name, site.root, environment, chosen)
            return open_board(site, name, secrets=secrets)
        except ConfigurationError as error:
            told.add(str(error))
    about = tuple(f"[boards.{name}] {key} " for key in needed.keys)
    besides = sorted(text for text in told if not text.startswith(about))
    if besides:
        raise ConfigurationError(besides[0])
    raise first


def _choices(number: int) -> Iterable[tuple[str, ...]]:
    if not number:
        return ()
    if number > _MOST:
        return [(shape,) * number for shape in SHAPES]
    return product(SHAPES, repeat=number)


class _StandIns(Secrets):
    """Secrets, and for each reference that leads nowhere the one that is ``chosen`` for it.

    ``keys`` are those of the table that hold such references.
    """

    def __init__(
        self,
        board: str,
        root: Path,
        environment: Mapping[str, str] | None,
        chosen: dict[str, str],
    ) -> None:
        super().__init__(board, root, environment)
        self.chosen = chosen
        self.keys: set[str] = set()

    def _variable(self, key: str, name: str) -> str:
        try:
            return super()._variable(key, name)
        except ConfigurationError:
            return self._choose(key, f"env:{name}")

    def _content(self, key: str, name: str) -> str:
        try:
            return super()._content(key, name)
        except ConfigurationError:
            return self._choose(key, f"file:{name}")

    def _choose(self, key: str, reference: str) -> str:
        self.keys.add(key)
        return self.chosen.setdefault(reference, SHAPES[0])
