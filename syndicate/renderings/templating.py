"""Jinja, for sites that have templates of their own: they win over the built-in ones."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

import jinja2.compiler
from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.bccache import Bucket

_SEAL = sha256().digest_size

#: The folder of the built-in templates.
BUILTIN = Path(__file__).with_name("templates")

_CLASS = re.compile(r"'syndicate\.[\w.]*\.(\w+) object'")
# What a mistake inside a template raises: jinja2's own errors, and those of the expression.
_MISTAKES = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError)


class Templates:
    """The templates in *folder*, and the built-in ones. Mistakes raise ``ConfigurationError``.

    A built-in template is also known as ``syndicate/NAME``, so that one of the same name can
    extend it and change a single block. What Jinja makes of them is kept below *state_dir*, if
    that can be written.
    """

    def __init__(self, folder: Path, state_dir: Path) -> None:
        self._folder = folder
        self._environment = environment(folder)
        self._environment.bytecode_cache = Kept(state_dir / "templates")

    def render(self, template: str, context: Mapping[str, object]) -> str:
        """The page that *template* makes of *context*."""
        try:
            return self._environment.get_template(template).render(context)
        except (*_MISTAKES, OSError) as error:
            raise self._explained(template, error) from error

    def _explained(self, template: str, error: Exception) -> Exception:
        """The mistake as a person can mend it; *error* itself when it is not theirs."""
        name = f"{self._folder.name}/{template}"
        if isinstance(error, TemplateSyntaxError):
            place = self._own(error.filename) or error.name or template
            return ConfigurationError(f"{place}:{error.lineno}: {error.message}")
        if isinstance(error, UnicodeDecodeError) and (self._folder / template).exists():
            return ConfigurationError(f"{name}: is not UTF-8 text; save it as UTF-8")
        if isinstance(error, OSError) and not isinstance(error, TemplateNotFound):
            return ConfigurationError(f"{name}: {error.strerror}")
        for frame in reversed(extract_tb(error.__traceback__)):
            if own := self._own(frame.filename):
                return ConfigurationError(f"{own}:{frame.lineno}: {_reason(error)}")
        return error

    def _own(self, filename: str | None) -> str | None:
        """*filename* relative to the project when it is a template of the project's own."""
        if filename and Path(filename).is_relative_to(self._folder):
            return Path(filename).relative_to(self._folder.parent).as_posix()
        return None


class Kept(BytecodeCache):
    """Templates as Jinja compiled them, in files of *folder*: for small sites, a tenth of a build.

    What is damaged, was made by another version of Jinja or of this module, or cannot be written,
    is as none. Jinja itself knows an edited template by its digest.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find what was made of the template, if it was made in the same way."""
        with suppress(OSError):
            kept = (self._folder / bucket.key).read_bytes()
            seal, code = kept[:_SEAL], kept[_SEAL:]
            if seal == _sealed(code):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made of the template; other builds see all of it or nothing."""
        code = bucket.bytecode_to_string()
        file = self._folder / bucket.key
        temporary = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            try:
                temporary.write_bytes(_sealed(code) + code)
                temporary.replace(file)
            finally:
                temporary.unlink(missing_ok=True)


def _sealed(code: bytes) -> bytes:
    return sha256(_makers() + code).digest()


@lru_cache(maxsize=1)
def _makers() -> bytes:
    """What tells one version of Jinja's compiler, and of this module, from another."""
    found = [Path(file).stat() for file in (jinja2.compiler.__file__, __file__)]
    return repr([(stat.st_mtime_ns, stat.st_size) for stat in found]).encode()


def environment(folder: Path) -> Environment:
    """Where the templates in *folder* and the built-in ones are found, and how they are read."""
    builtin = FileSystemLoader(BUILTIN)
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # A stat for each template of each page would be a third of a page's time.
        auto_reload=False,
        loader=ChoiceLoader(
            [FileSystemLoader(folder), builtin, PrefixLoader({"syndicate": builtin})]
        ),
    )


def _reason(error: Exception) -> str:
    # A template that is not there has only its name as its text.
    if isinstance(error, LookupError):
        return f"{error} cannot be found"
    # Jinja names our classes, templates know their values: 'apply', 'offer'.
    return _CLASS.sub(lambda match: f"'{match[1].lower()}'", str(error))
