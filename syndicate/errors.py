"""Every error a caller may catch, in one tree.

::

    SyndicateError                 something a person can put right; its text says how
    ├── ConfigurationError         syndicate.toml or the command line is wrong: nothing was done
    ├── ContentError               a file of the content folder cannot be read or understood
    ├── OutputError                the output folder cannot be written
    ├── LedgerError                the ledger cannot be used; nothing was sent
    └── AdapterError               a board did not do what was asked
        ├── Unavailable            nothing happened: try again later
        ├── Rejected               this offer, as it is, will never pass
        │   └── Gone               what was to be changed is not there (any more)
        ├── Unauthorised           stop this board: a person is needed
        └── Ambiguous              it may or may not have happened: ask before sending again
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


class SyndicateError(Exception):
    """Something a person can put right; the message names the place and the way out."""


class ConfigurationError(SyndicateError):
    """The configuration or the command is wrong; nothing was done (exit code 2)."""


class ContentError(SyndicateError):
    """One content file cannot be read or understood.

    *line* and *column* count from 1 and are 0 when no place is known; *hint* is the
    remedy, worded so that it can be followed.
    """

    def __init__(
        self, message: str, *, code: str, line: int = 0, column: int = 0, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.line = line
        self.column = column
        self.hint = hint


class OutputError(SyndicateError):
    """A file below the output folder cannot be written or removed."""


class LedgerError(SyndicateError):
    """The ledger is lost, damaged, newer than this program, or in use; nothing was sent."""


class AdapterError(SyndicateError):
    """A board did not do what was asked; the subclass says what to do next."""


class Unavailable(AdapterError):
    """Nothing happened: try again later, not before *retry_after* when the board said so."""

    def __init__(self, message: str, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Rejected(AdapterError):
    """This offer, as it is, will never pass; another version of it may."""


class Gone(Rejected):
    """The board holds it no more: a change is then a new posting, a withdrawal is done."""


class Unauthorised(AdapterError):
    """The board refuses us altogether: credentials, address or account need a person."""


class Ambiguous(AdapterError):
    """It may or may not have happened: ask the board, or a person, before sending again."""
