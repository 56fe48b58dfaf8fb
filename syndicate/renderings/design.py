"""The look of pages: templates, the site's own before the built-in ones, and the stylesheet."""

from __future__ import annotations

import os
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from syndicate.errors import ConfigurationError
from syndicate.renderings.characters import html_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from syndicate.renderings.templating import Templates
    from syndicate.site import Site

#: The folder of a project that holds its own templates.
FOLDER = "templates"
STYLESHEET = "style.css"

_FRAME = "base.html"
#: Templates that stand on another one beside the frame.
_PARENTS = {"month.html": ("index.html",)}


class Design:
    """The look of one project. Mistakes in its own templates raise ``ConfigurationError``."""

    def __init__(self, root: Path, state_dir: Path) -> None:
        self._folder = root / FOLDER
        self._state_dir = state_dir
        self._functions = {
            name: function
            for name, function in _precompiled().items()
            if not any(
                (self._folder / own).exists() for own in (name, *_PARENTS.get(name, ()), _FRAME)
            )
        }

    def render(self, template: str, context: Mapping[str, object]) -> bytes:
        """The page that *template* makes of *context*, in UTF-8.

        Bytes in *context* are HTML, of ``html_bytes``: to the templates of a site, it is Markup.
        """
        if made_by := self._functions.get(template):
            return made_by(**context)
        shown = {
            name: Markup(value.decode()) if isinstance(value, bytes) else value  # noqa: S704 - HTML, as its makers promise
            for name, value in context.items()
        }
        return html_bytes(self._templates.render(template, shown))

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

    @cached_property
    def _templates(self) -> Templates:
        # Imported here: Jinja takes longer to load than most sites take to build.
        from syndicate.renderings.templating import Templates

        return Templates(self._folder, self._state_dir)


def design(site: Site) -> Design:
    """The design of *site*, as its files are now: ask once for each build."""
    return _design(site.root, site.state_dir, _stamps(site.root / FOLDER))


@lru_cache(maxsize=4)
def _design(root: Path, state_dir: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Design:
    return Design(root, state_dir)


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of the templates from another."""
    found = [(path, path.stat()) for path in files(folder)]
    return tuple(sorted((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found))


def files(folder: Path) -> list[Path]:
    """Every file below *folder*, sorted; links to folders are followed, as templates are."""
    found: list[Path] = []
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()  # a link that leads in circles
            continue
        seen.add(real)
        folders.sort()
        found += (path for name in names if (path := Path(place, name)).is_file())
    return sorted(found)


def _precompiled() -> Mapping[str, Callable[..., bytes]]:
    # Imported here, so that its maker can be run when it is not there.
    from syndicate.renderings import precompiled

    return {
        "offer.html": precompiled.offer_html,
        "closed.html": precompiled.closed_html,
        "index.html": precompiled.index_html,
        "month.html": precompiled.month_html,
    }


@lru_cache(maxsize=1)
def _builtin_stylesheet() -> bytes:
    return (Path(__file__).with_name("templates") / STYLESHEET).read_bytes()
