"""The look of pages: templates, the site's own before the built-in ones, and the stylesheet."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from syndicate.errors import ConfigurationError

#: The folder of a project that holds its own templates.
FOLDER = "templates"
STYLESHEET = "style.css"

_CLASS = re.compile(r"'syndicate\.[\w.]*\.(\w+) object'")
# What a mistake inside a template raises: jinja2's own errors, and those of the expression.
_MISTAKES = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError)

# Parse errors in HTML, whatever they were meant to be.
_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})


class Design:
    """The templates of one project. Mistakes in its own raise ``ConfigurationError``.

    A built-in template is also known as ``syndicate/NAME``, so that one of the same name can
    extend it and change a single block.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER
        builtin = PackageLoader("syndicate.renderings", "templates")
        self._environment = Environment(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # A stat for each template of each page would be a third of a page's time.
            auto_reload=False,
            loader=ChoiceLoader(
                [FileSystemLoader(self._folder), builtin, PrefixLoader({"syndicate": builtin})]
            ),
        )

    def render(self, template: str, **context: object) -> bytes:
        """The page that *template* makes of *context*, in UTF-8."""
        try:
            text = self._environment.get_template(template).render(context)
        except (*_MISTAKES, OSError) as error:
            raise self._explained(template, error) from error
        # A lone surrogate has no bytes; control characters come from offers, and mean nothing.
        return text.encode("utf-8", "replace").translate(None, _CONTROLS)

    def stylesheet(self) -> bytes:
        """The stylesheet: the project's own, else the built-in one."""
        own = self._folder / STYLESHEET
        try:
            return own.read_bytes()
        except FileNotFoundError:
            return _builtin_stylesheet()
        except OSError as error:
            raise ConfigurationError(f"{FOLDER}/{STYLESHEET}: {error.strerror}") from error

    def stylesheet_address(self) -> str:
        """The stylesheet's address, which changes with its bytes: caches may keep it for ever."""
        return f"{STYLESHEET}?v={sha256(self.stylesheet()).hexdigest()[:8]}"

    def _explained(self, template: str, error: Exception) -> Exception:
        """The mistake as a person can mend it; *error* itself when it is not theirs."""
        if isinstance(error, TemplateSyntaxError):
            place = self._own(error.filename) or error.name or template
            return ConfigurationError(f"{place}:{error.lineno}: {error.message}")
        if isinstance(error, UnicodeDecodeError) and (self._folder / template).exists():
            return ConfigurationError(f"{FOLDER}/{template}: is not UTF-8 text; save it as UTF-8")
        if isinstance(error, OSError) and not isinstance(error, TemplateNotFound):
            return ConfigurationError(f"{FOLDER}/{template}: {error.strerror}")
        for frame in reversed(extract_tb(error.__traceback__)):
            if own := self._own(frame.filename):
                return ConfigurationError(f"{own}:{frame.lineno}: {_reason(error)}")
        return error

    def _own(self, filename: str | None) -> str | None:
        """*filename* relative to the project when it is a template of the project's own."""
        if filename and Path(filename).is_relative_to(self._folder):
            return Path(filename).relative_to(self._root).as_posix()
        return None


def design(root: Path) -> Design:
    """The design of the project in *root*, as its files are now: ask once for each build."""
    return _design(root, _stamps(root / FOLDER))


@lru_cache(maxsize=4)
def _design(root: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Design:
    return Design(root)


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of the templates from another."""
    found = [(path, path.stat()) for path in folder.rglob("*") if path.is_file()]
    return tuple(sorted((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found))


@lru_cache(maxsize=1)
def _builtin_stylesheet() -> bytes:
    return (Path(__file__).with_name("templates") / STYLESHEET).read_bytes()


def _reason(error: Exception) -> str:
    # A template that is not there has only its name as its text.
    if isinstance(error, LookupError):
        return f"{error} cannot be found"
    # Jinja names our classes, templates know their values: 'apply', 'offer'.
    return _CLASS.sub(lambda match: f"'{match[1].lower()}'", str(error))
