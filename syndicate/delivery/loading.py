"""Adapter classes: found by the name they are installed under, or by the path of their file."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
import traceback
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate.adapter import Adapter, Features
from syndicate.delivery.nearest import suggestion
from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from types import ModuleType

#: The entry points under which distributions announce their adapters.
GROUP = "syndicate.adapters"

#: Boards that people ask for and that no adapter can reach: why, in words that follow the name.
NO_WAY_IN = {
    "francetravail": (
        "takes offers by program only from about 1,000 a year on, by agreement; what else can be "
        "done: docs/boards/francetravail.md"
    )
}


def available() -> dict[str, str]:
    """Every installed adapter: its name, and the distribution it comes with."""
    return {point.name: _home(point) for point in sorted(metadata.entry_points(group=GROUP))}


def load(board: str, adapter: str, root: Path) -> type[Adapter[Any]]:
    """The class that ``adapter = "…"`` of *board* names; nothing else is imported.

    A name is looked up among the installed adapters; ``folder/file.py:Class`` is a file of the
    project at *root*. Raises ``ConfigurationError``: unknown (with the nearest name), a package
    that is not installed (with the extra to install), a file or class that is no adapter.
    """
    where = f"[boards.{board}] adapter"
    if ".py:" in adapter:
        path, _, name = adapter.rpartition(":")
        found = getattr(_run(where, root / path, path), name, None)
        origin = path
    else:
        found = _installed(where, adapter)
        origin = adapter
    return _checked(where, origin, found)


def source(adapter: type[Adapter[Any]]) -> bytes:
    """The bytes of the files that define *adapter*: its module, or all modules of its package."""
    module = sys.modules.get(adapter.__module__)
    file = getattr(module, "__file__", None)
    if not file:
        return b""
    package = hasattr(module, "__path__")
    files = sorted(Path(file).parent.rglob("*.py")) if package else [Path(file)]
    try:
        return b"\0".join(part.read_bytes() for part in files)
    except OSError:
        return b""


def missing_package(where: str, error: ModuleNotFoundError, adapter: str) -> ConfigurationError:
    """What to install so that *adapter* finds the module that *error* is about."""
    module = (error.name or "").split(".")[0]
    if module in {"syndicate", "syndicate_adapters"}:
        return ConfigurationError(
            f"{where}: {adapter!r} is announced, but {error.name} is not there; install again"
        )
    extra = _extra(adapter, error.name or "")
    command = f"pip install '{extra}'" if extra else f"install the package that has {error.name!r}"
    return ConfigurationError(
        f"{where}: {adapter!r} needs {error.name!r}, which is not installed; {command}"
    )


def _installed(where: str, name: str) -> object:
    points = metadata.entry_points(group=GROUP, name=name)
    if not points and name in NO_WAY_IN:
        raise ConfigurationError(f"{where}: {name} {NO_WAY_IN[name]}")
    if not points:
        clue = suggestion(name, available())
        if name.endswith(".py"):
            clue = f'name its class too: adapter = "{name}:Class"'
        raise ConfigurationError(f"{where}: there is no adapter {name!r}; {clue}")
    try:
        return next(iter(points)).load()
    except ModuleNotFoundError as error:
        raise missing_package(where, error, name) from error
    except (ImportError, AttributeError, SyntaxError) as error:
        raise ConfigurationError(f"{where}: {name!r} cannot be loaded: {error}") from error


def _run(where: str, file: Path, shown: str) -> ModuleType:
    """The module in *file*, executed once for each path."""
    resolved = file.resolve()
    digest = hashlib.sha256(str(resolved).encode()).hexdigest()[:12]
    name = f"syndicate_site_{re.sub(r'[^a-z0-9]+', '_', file.stem.lower())}_{digest}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, resolved)
    if not resolved.is_file() or spec is None or spec.loader is None:
        raise ConfigurationError(f"{where}: there is no file {shown}; write folder/file.py:Class")
    module = importlib.util.module_from_spec(spec)
    # Registered before it runs: dataclasses and pickle look their own module up.
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except ModuleNotFoundError as error:
        del sys.modules[name]
        raise missing_package(where, error, shown) from error
    except Exception as error:
        del sys.modules[name]
        raise ConfigurationError(f"{where}: {_place(error, resolved, shown)}") from error
    return module


def _place(error: Exception, file: Path, shown: str) -> str:
    if isinstance(error, SyntaxError):
        return f"{shown}:{error.lineno}: {error.msg}"
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == str(file)]
    return f"{shown}:{lines[-1] if lines else 1}: {type(error).__name__}: {error}"


def _checked(where: str, origin: str, found: object) -> type[Adapter[Any]]:
    if not isinstance(found, type) or not issubclass(found, Adapter):
        raise ConfigurationError(
            f"{where}: {origin} has no such class made from syndicate.adapter.Adapter"
        )
    if not isinstance(getattr(found, "features", None), Features):
        raise ConfigurationError(
            f"{where}: {found.__name__} does not say what it can; "
            "write: features = Features(kind=Kind.POSTING)"
        )
    return found


def _home(point: metadata.EntryPoint) -> str:
    return point.dist.name if point.dist else ""


def _extra(adapter: str, module: str) -> str | None:
    """``distribution[extra]`` for the optional requirement that most likely has *module*."""
    wanted = module.replace(".", "-").replace("_", "-").lower()
    for point in metadata.entry_points(group=GROUP, name=adapter):
        for requirement in (point.dist.requires or ()) if point.dist else ():
            name = re.match(r"[A-Za-z0-9._-]+", requirement)
            extra = re.search(r"""extra\s*==\s*["']([^"']+)""", requirement)
            if not name or not extra:
                continue
            package = re.sub(r"[._]", "-", name[0].lower())
            if package == wanted or package.split("-")[0] == wanted.split("-")[0]:
                return f"{_home(point)}[{extra[1]}]"
    return None
