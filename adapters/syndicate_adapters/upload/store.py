"""What every place to upload to can do, whatever it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from syndicate.adapter import Payload
from syndicate.errors import Rejected, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it is there: the mark of its version, and the body that a payload of it has."""

    version: str
    body: Mapping[str, object]

    @property
    def digest(self) -> str:
        """The digest of the payload that put it there, if one of ours did."""
        return Payload("", self.body).digest


class Occupied(Rejected):
    """Not the expected version of the file is there, or none; nothing was changed."""


class Lost(Unavailable):
    """The connection broke: what became of the last command is not known."""


class Session(Protocol):
    """One visit. Every method raises ``AdapterError`` alone."""

    def look(self, path: str) -> Seen | None:
        """The file at *path*, read back whole; None when there is none."""

    def put(self, path: str, content: bytes, version: str | None) -> str:
        """Put *content* in place of *version* (None: of nothing); the mark of the new version.

        The file is there as it was or as it is to be, never in between. Raises ``Occupied``
        when another version is there.
        """

    def remove(self, path: str) -> None:
        """Remove the file; one that is gone already is a success."""

    def listing(self) -> Iterator[tuple[str, str]]:
        """Path and version of every file."""

    def about(self) -> str:
        """One sentence about what was found, without changing anything."""


class Store(Protocol):
    """A place for files."""

    def body(self, path: str, sha256: str) -> Mapping[str, object]:
        """What the place keeps of a file, as a payload's body."""

    def session(self) -> AbstractContextManager[Session]:
        """Visit the place."""
