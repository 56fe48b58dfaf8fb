"""What a site says of itself: the values of ``syndicate.toml``, typed and complete."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from syndicate.offer import Location, Organization


#: What a site makes of a rule of ``syndicate check``.
Level = Literal["error", "warning", "info", "off"]


@dataclass(frozen=True, slots=True)
class Defaults:
    """Front matter of the files that match *path*, a glob below content, unless they state it."""

    path: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRules:
    """``[content]``: which files are offers and how their keys are called.

    ``where`` maps a front-matter key to the values that make a file an offer (any of them).
    ``fields`` maps one of our field names to this site's own keys, first match wins.
    ``values`` maps field → this site's word → our word (``employment.term = "fixed_term"``).
    With ``infer`` facts from the prose fill gaps when they are right in at least ``infer_above``
    of all cases (a share between 0.5 and 1).
    ``base_url`` is what relative links in offers are relative to (default: the site's URL).
    """

    path: str = "content"
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    infer: bool = False
    infer_above: float = 0.97
    base_url: str | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: tuple[Defaults, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """``[lifecycle]``: what the clock does to offers, and when it reminds people of them.

    ``remind``: so long before a deadline; ``still_open_after``: so long after an offer without
    one was posted or changed.
    """

    expires_after: timedelta | None = None
    future_dates: Literal["hold", "publish"] = "hold"
    remind: timedelta = timedelta(days=7)
    still_open_after: timedelta = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRules:
    """``[feeds]``: what is written, where, and how much of it.

    ``by`` names the extra feeds: any of ``tag``, ``language``, ``workplace``, ``employment``.
    ``complete`` are the formats (``atom``, ``rss``, ``json``) of feeds with every open offer,
    packed when ``gzip`` is true.
    """

    path: str = "feeds"
    permalink: str = "/jobs/{slug}/"
    pages: bool = True
    limit: int = 200
    hub: str | None = None
    by: tuple[str, ...] = ("tag", "language")
    complete: tuple[str, ...] = ()
    gzip: bool = False
    dialects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRules:
    """``[run]``: where the ledger is, and how ``syndicate run`` behaves.

    ``ledger`` is the address of a database, a relative SQLite path being below the project's
    folder; it and ``heartbeat_url`` may hold references to secrets. ``grace`` is how long what
    is under way may take to end once the end is asked for.
    """

    ledger: str = "sqlite:///.syndicate/ledger.db"
    heartbeat_url: str | None = None
    grace: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site, as configured. ``root`` is the project folder; ``url`` ends with ``/``.

    ``since`` is a day on which the site's host name already belonged to it; ``tag:`` URIs of
    offers without a date, and of the feeds themselves, are minted with it. ``check`` says of rules
    what they are to this site, where that is not what they are by themselves.
    """

    root: Path
    url: str
    title: str
    description: str = ""
    language: str = "en"
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    since: date = date(2000, 1, 1)
    organization: Organization | None = None
    address: Location | None = None
    content: ContentRules = field(default_factory=ContentRules)
    lifecycle: Lifecycle = field(default_factory=Lifecycle)
    check: Mapping[str, Level] = field(default_factory=dict)
    feeds: FeedRules = field(default_factory=FeedRules)
    run: RunRules = field(default_factory=RunRules)
    boards: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    @property
    def content_dir(self) -> Path:
        """The folder that holds the offers."""
        return self.root / self.content.path

    @property
    def feeds_dir(self) -> Path:
        """The folder that ``syndicate build`` writes."""
        return self.root / self.feeds.path

    @property
    def state_dir(self) -> Path:
        """The folder of our own memory: never published."""
        return self.root / ".syndicate"
