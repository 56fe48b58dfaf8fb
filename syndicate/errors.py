"""Every error a caller may catch, in one tree.

::

    SyndicateError                 something a person can put right; its text says how
    ├── ConfigurationError         syndicate.toml or the command line is wrong: nothing was done
    ├── ContentError               a file of the content folder cannot be read or understood
    └── OutputError                the output folder cannot be written
"""

from __future__ import annotations


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
