"""Who gets the digests: one address, or a file of them, read anew for each digest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from syndicate.errors import Unauthorised

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.adapter import Options

#: Each gets a message of its own within one call, which may not last for ever.
MOST = 200
_LARGEST = 100_000

_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"(?=[^@]{{1,64}}@.{{1,189}}\Z){_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})*"
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address, and what errors call it: a line of a file, as the address is a person's."""

    address: str
    name: str


class Recipients:
    """``to = "list@…"``, or ``recipients = "file"`` with an address a line."""

    def __init__(self, options: Options) -> None:
        self.file: Path | None = None
        self.one: Recipient | None = None
        if options.has("to") == options.has("recipients"):
            raise options.mistake(
                "to", "or recipients is to be said, and only one of them", 'to = "jobs@lists.…"'
            )
        if options.has("to"):
            to = address(options, "to")
            self.one = Recipient(to, to)
            return
        self.file = options.folder("recipients")
        try:
            self.all()
        except Unauthorised as error:
            raise options.mistake(
                "recipients", f"cannot be used: {error}", 'recipients = "recipients.txt"'
            ) from None

    def all(self) -> list[Recipient]:
        """Everybody once, in the order of the file. Raises ``Unauthorised``: a person wrote it."""
        if self.file is None:
            return [self.one] if self.one else []
        found: dict[str, Recipient] = {}
        for number, row in enumerate(self._rows(self.file), 1):
            name = f"line {number} of {self.file.name}"
            if not row or row.startswith("#"):
                continue
            if not is_address(row):
                raise Unauthorised(f"{name} is no address such as someone@example.org")
            local, _, domain = row.rpartition("@")
            found.setdefault(f"{local}@{domain.lower()}", Recipient(row, name))
        if not 0 < len(found) <= MOST:
            raise Unauthorised(
                f"{self.file.name} has {len(found):,} addresses, and may have 1 to {MOST}; "
                "for more write the one address of a mailing list: to"
            )
        return list(found.values())

    def _rows(self, file: Path) -> list[str]:
        try:
            with file.open(encoding="utf-8-sig") as stream:  # some editors begin with a mark
                text = stream.read(_LARGEST + 1)
        except OSError as error:
            raise Unauthorised(f"{file.name} cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise Unauthorised(f"{file.name} is not UTF-8 text") from None
        if len(text) > _LARGEST:  # what is cut off might be an address, or half of one
            raise Unauthorised(
                f"{file.name} has more than {_LARGEST:,} characters; take out what is no address"
            )
        return [row.strip() for row in text.splitlines()]


def is_address(text: str) -> bool:
    """Whether *text* is an address that every mail server takes, and nothing besides."""
    return _ADDRESS.fullmatch(text) is not None


def address(options: Options, key: str) -> str:
    """The address under *key*."""
    text = options.text(key)
    if is_address(text):
        return text
    what = "is no address in ASCII (a domain has its xn-- form)"
    raise options.mistake(key, what, f'{key} = "someone@example.org"')
