"""Values that are paths: folders of the project, patterns of files, addresses of pages."""

from __future__ import annotations

import re

from syndicate.config.values import Mismatch, nearest, quoted, text

#: The parts of an offer's address that ``feeds.permalink`` may name.
PLACEHOLDERS = ("slug", "id", "language", "year", "month", "day")


def folder(value: object) -> str:
    """A folder below the project's, with ``/``, without ``..``; ``.`` is the project itself."""
    path = text(value)
    if "\\" in path:
        raise Mismatch("folders are separated by /", write=quoted(path.replace("\\", "/")))
    parts = [part for part in path.split("/") if part not in {"", "."}]
    if path.startswith(("/", "~")) or ".." in parts:
        raise Mismatch(
            f"expected a folder inside the project, relative to syndicate.toml, found {path!r}"
        )
    return "/".join(parts) or "."


def output_folder(value: object) -> str:
    """A folder of its own for what is written: neither the project itself nor our memory."""
    path = folder(value)
    if path == "." or path.split("/")[0] in {".syndicate", ".git"}:
        raise Mismatch(f"{path!r} cannot be written to: feeds need a folder of their own")
    return path


def glob(value: object) -> str:
    """A pattern of paths below the content folder."""
    pattern = text(value)
    if pattern.startswith("/") or ".." in pattern.split("/") or "\\" in pattern:
        raise Mismatch(f"expected a pattern relative to the content folder, found {pattern!r}")
    return pattern


def permalink(value: object) -> str:
    """The path of an offer's page: starts with ``/``, holds ``{slug}``, is a folder or .html."""
    path = text(value)
    for name in re.findall(r"\{([^{}]*)\}", path):
        if name not in PLACEHOLDERS:
            near = nearest(name, PLACEHOLDERS)
            write = quoted(path.replace(f"{{{name}}}", f"{{{near}}}")) if near else ""
            known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            raise Mismatch(f"{{{name}}} is unknown here; known are {known}", write=write)
    if "{slug}" not in path:
        raise Mismatch(f"{path!r} must hold {{slug}}, or all offers would share one page")
    if not path.startswith("/"):
        raise Mismatch(f"{path!r} must start with /", write=quoted("/" + path))
    if ".." in path or "//" in path or re.search(r"[^A-Za-z0-9._~/{}-]|/\.", path):
        raise Mismatch(f"{path!r} must be a plain path: letters, digits, - . _ ~ and single /")
    if re.search(r"[{}]", re.sub(r"\{[a-z]+\}", "", path)):
        raise Mismatch(f"{path!r} has a brace without its pair")
    if not path.endswith(("/", ".html")):
        raise Mismatch(f"{path!r} must end with / or .html", write=quoted(path + "/"))
    return path
