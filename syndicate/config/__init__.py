"""``syndicate.toml``: found, read, and refused with every mistake it holds."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import TYPE_CHECKING, Literal, cast, get_args
from zoneinfo import ZoneInfo

from syndicate import offer
from syndicate.config import paths, values
from syndicate.config.boards import read_boards, read_run, refuse_references_elsewhere
from syndicate.config.document import Document, meant
from syndicate.config.keys import FIELDS, KEYS
from syndicate.config.positions import Positions
from syndicate.config.syntax import explained
from syndicate.config.values import described
from syndicate.errors import ConfigurationError
from syndicate.offer import Location, Organization
from syndicate.site import ContentRules, Defaults, FeedRules, Level, Lifecycle, Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from syndicate.config.document import Table

#: The name of the file that makes a folder a project.
FILE_NAME = "syndicate.toml"

_LARGEST = 1_000_000

# Our own words, for the fields that have a closed list of them.
_OUR_WORDS: Mapping[str, tuple[str, ...]] = {
    "employment": get_args(offer.Employment),
    "schedule": get_args(offer.Schedule),
    "workplace": get_args(offer.Workplace),
    "education": get_args(offer.Education),
}


def find(start: Path) -> Path:
    """The nearest ``syndicate.toml``, in *start* or a folder above it.

    Raises ConfigurationError when there is none.
    """
    folder = start.absolute()
    for candidate in (folder, *folder.parents):
        if (candidate / FILE_NAME).is_file():
            return candidate / FILE_NAME
    raise ConfigurationError(
        f"{start}: there is no {FILE_NAME} in this folder or above it; "
        "write one with: syndicate init"
    )


def load(path: Path) -> Site:
    """The site that the file at *path* describes; its folder is the site's root.

    Raises ConfigurationError with one line per mistake, each ``FILE:LINE:COLUMN: …``, all of
    them at once. Secrets are not looked up: boards keep ``${env:X}`` as written.
    """
    text = _read(path)
    try:
        data = tomllib.loads(text)
        positions = Positions(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path.name}:{explained(str(error), text)}") from error
    except (ValueError, RecursionError) as error:
        reason = "values are nested too deeply" if isinstance(error, RecursionError) else error
        raise ConfigurationError(f"{path.name}:1:1: {reason}; write something simpler") from error
    document = Document(path.name, data, positions)
    site = _site(document, path.absolute().parent)
    if document.mistakes:
        raise ConfigurationError("\n".join(document.messages()))
    return site


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(_LARGEST + 1)
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    if len(raw) > _LARGEST:
        raise ConfigurationError(f"{path.name}:1:1: is larger than {_LARGEST} bytes")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise ConfigurationError(
            f"{path.name}:{line}:{column}: this is not UTF-8 text; save the file as UTF-8"
        ) from error


def _site(document: Document, root: Path) -> Site:
    document.unknown_sections()
    refuse_references_elsewhere(document)
    table = document.table("site")
    content, feeds = _content(document), _feeds(document, root)
    if f"{content.path}/".startswith(f"{feeds.path}/"):
        document.report(("feeds", "path"), "offers must not lie in the folder that is written")
    return Site(
        root=root,
        url=table.need("url", values.folder_url, ""),
        title=table.need("title", values.text, ""),
        description=table.take("description", values.text, ""),
        language=table.take("language", values.language, "en"),
        timezone=table.take("timezone", values.zone, ZoneInfo("UTC")),
        since=table.take("since", values.day, date(2000, 1, 1)),
        organization=_organization(document),
        address=_address(document),
        content=content,
        lifecycle=_lifecycle(document),
        check=_check(document),
        feeds=feeds,
        run=read_run(document),
        boards=read_boards(document),
    )


def _organization(document: Document) -> Organization | None:
    if "organization" not in document.data:
        return None
    table = document.table("organization")
    return Organization(
        name=table.need("name", values.text, ""),
        url=table.take("url", values.http_url),
        logo=table.take("logo", values.http_url),
    )


def _address(document: Document) -> Location | None:
    organization = document.data.get("organization")
    if not isinstance(organization, dict) or "address" not in organization:
        return None
    table = document.table("organization.address")
    return Location(
        street=table.take("street", values.text),
        postal_code=table.take("postal_code", values.text),
        city=table.take("city", values.text),
        region=table.take("region", values.text),
        country=table.need("country", values.country, ""),
    )


def _content(document: Document) -> ContentRules:
    table = document.table("content")
    return ContentRules(
        path=table.take("path", paths.folder, "content"),
        where=table.each(table.entries("where"), ("where",), values.scalars),
        infer=table.take("infer", values.flag, default=False),
        infer_above=table.take("infer_above", values.share(0.5, 1), 0.97),
        base_url=table.take("base_url", values.folder_url),
        fields=_fields(document, table),
        values=_values(document, table),
        defaults=_defaults(document, table),
    )


def _fields(document: Document, table: Table) -> Mapping[str, tuple[str, ...]]:
    entries = table.entries("fields")
    _refuse_unknown_fields(document, table, "fields", entries)
    known = {field: keys for field, keys in entries.items() if field in FIELDS}
    return table.each(known, ("fields",), values.words)


def _values(document: Document, table: Table) -> Mapping[str, Mapping[str, str]]:
    entries = table.entries("values")
    _refuse_unknown_fields(document, table, "values", entries)
    found: dict[str, Mapping[str, str]] = {}
    for field, ours in entries.items():
        if field not in FIELDS:
            continue
        if isinstance(ours, dict):
            reader = values.choice(*_OUR_WORDS[field]) if field in _OUR_WORDS else values.scalar
            found[field] = table.each(ours, ("values", field), reader)
        else:
            message = f"expected a table of this site's words, found {described(ours)}"
            example = '{ "their word" = "our word" }'
            document.report(
                (*table.path, "values", field), f"{message}; for example: {field} = {example}"
            )
    return found


def _refuse_unknown_fields(
    document: Document, table: Table, under: str, entries: Mapping[str, object]
) -> None:
    for field in entries:
        if field not in FIELDS:
            hint = meant(field, FIELDS, section=f"content.{under}")
            path = (*table.path, under, field)
            document.report(path, f"is not a field of an offer; {hint}", on_key=True)


def _defaults(document: Document, table: Table) -> tuple[Defaults, ...]:
    written = table.data.get("defaults", [])
    if not isinstance(written, list) or not all(isinstance(one, dict) for one in written):
        message = "expected tables, each below its own heading [[content.defaults]]"
        document.report((*table.path, "defaults"), message)
        return ()
    return tuple(_default(document, (*table.path, "defaults", at)) for at in range(len(written)))


def _default(document: Document, path: tuple[str | int, ...]) -> Defaults:
    table = document.open(path, "content.defaults")
    if "values" not in table.data:
        document.report(path, 'values is missing; write: values = { language = "en" }')
    return Defaults(
        path=table.need("path", paths.glob, ""),
        values=table.each(table.entries("values"), ("values",), values.scalar),
    )


def _lifecycle(document: Document) -> Lifecycle:
    table = document.table("lifecycle")
    plain = Lifecycle()
    future = table.take("future_dates", values.choice("hold", "publish"), "hold")
    return Lifecycle(
        expires_after=table.take("expires_after", values.duration),
        future_dates=cast('Literal["hold", "publish"]', future),
        remind=table.take("remind", values.duration, plain.remind),
        still_open_after=table.take("still_open_after", values.duration, plain.still_open_after),
    )


def _check(document: Document) -> Mapping[str, Level]:
    table = document.table("check")
    level = values.choice(*get_args(Level))
    wanted = {code: table.take(code, level) for code in table.data if code in KEYS["check"]}
    return {code: cast("Level", word) for code, word in wanted.items() if word is not None}


def _feeds(document: Document, root: Path) -> FeedRules:
    table = document.table("feeds")
    plain = FeedRules()
    by = values.choice("tag", "language", "workplace", "employment")
    formats = values.choice("atom", "rss", "json")
    return FeedRules(
        path=table.take("path", paths.output_folder, plain.path),
        permalink=table.take("permalink", paths.permalink, plain.permalink),
        pages=table.take("pages", values.flag, default=plain.pages),
        limit=table.take("limit", values.whole(1, 10_000), plain.limit),
        hub=table.take("hub", values.http_url),
        by=table.take("by", values.list_of(by), plain.by),
        complete=table.take("complete", values.list_of(formats), plain.complete),
        gzip=table.take("gzip", values.flag, default=plain.gzip),
        dialects=table.take("dialects", values.list_of(values.dialect(root)), plain.dialects),
    )
