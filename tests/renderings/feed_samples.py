"""A made-up board for the tests of feeds; run as a module, it rewrites their golden files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from syndicate.offer import Location, Offer, Organization, Pay, Status
from syndicate.renderings.artefact import Catalogue
from syndicate.renderings.feeds import all_formats
from syndicate.renderings.opml import opml
from syndicate.renderings.sitemap import sitemap
from syndicate.site import FeedRules, Site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from syndicate.renderings.artefact import Artefact

GOLDEN = Path(__file__).parents[1] / "golden" / "feeds"
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 3, 20, 9, 30, tzinfo=PARIS)

SITE = Site(
    root=Path("/nowhere"),
    url="https://emploi.example.org/",
    title="Emplois R&D",
    description="Les offres d’une petite coopérative.",
    language="fr",
    timezone=PARIS,
    since=date(2015, 6, 1),
    organization=Organization("Coopérative Exemple", "https://exemple.example.org/"),
    feeds=FeedRules(
        hub="https://hub.example.net/", by=("tag", "language", "workplace", "employment")
    ),
)


def make_offer(name: str, **facts: object) -> Offer:
    """An open French offer called *name*, with *facts* in place of its own."""
    offer = Offer(
        path=f"content/{name}.md",
        id=name,
        status=Status.OPEN,
        title=name.capitalize(),
        slug=name,
        url=f"https://emploi.example.org/jobs/{name}/",
        language="fr",
        date_posted=date(2026, 3, 1),
        summary=f"En bref : {name}.",
        body=f"<p>Le texte de {name}.</p>\n",
    )
    return replace(offer, **facts)  # type: ignore[arg-type] # any field of an offer


def make_closed(name: str, closes_at: datetime, **facts: object) -> Offer:
    """A closed offer called *name*."""
    return make_offer(name, status=Status.CLOSED, closes_at=closes_at, **facts)


def catalogue(
    *offers: Offer, site: Site = SITE, now: datetime = NOW, closed: Iterable[Offer] = ()
) -> Catalogue:
    """What renderings get for *offers*, in the order given."""
    return Catalogue(site, now, offers, tuple(closed))


def with_feeds(**rules: object) -> Site:
    """The site with other ``[feeds]`` rules."""
    return replace(SITE, feeds=replace(SITE.feeds, **rules))  # type: ignore[arg-type]


def by_path(artefacts: Iterable[Artefact]) -> dict[str, bytes]:
    """The contents of *artefacts* by their paths, which must differ."""
    files: dict[str, bytes] = {}
    for artefact in artefacts:
        assert artefact.path not in files, artefact.path
        files[artefact.path] = artefact.data
    return files


def example() -> Catalogue:
    """Offers of several shapes in two languages, two of them closed."""
    return catalogue(
        _developer(),
        _mediator(),
        _intern(),
        make_offer("benevole", title="Bénévole à l’accueil", date_posted=None, tags=("Accueil",)),
        closed=(
            make_closed("comptable", datetime(2026, 3, 15, tzinfo=PARIS), tags=("Gestion",)),
            make_closed("ancien", datetime(2025, 11, 1, tzinfo=PARIS), tags=("Ancien",)),
        ),
    )


def _developer() -> Offer:
    return make_offer(
        "dev-2026",
        title='C++ developer, R&D "core" <embedded>',
        language="en",
        organization=Organization("Example & Sons", "https://sons.example.com/"),
        locations=(
            Location(city="Lyon", postal_code="69001", country="FR"),
            Location(city="Ghent", country="BE"),
        ),
        workplace="remote",
        remote_countries=("FR", "BE"),
        employment=("permanent",),
        schedule=("full_time",),
        pay=Pay(min=Decimal(48000), max=Decimal("55000.50"), currency="EUR", period="year"),
        tags=("C++", "R&D", "Numérique"),
        date_posted=datetime(2026, 3, 10, 17, 5, 9, tzinfo=UTC),
        date_modified=date(2026, 3, 12),
        closes=date(2026, 4, 30),
        closes_at=datetime(2026, 5, 1, tzinfo=PARIS),
        apply_url="https://ats.example.com/apply?job=7&lang=en",
        summary="You write C++ where a < b && c matters.",
        body="<h2>Mission</h2>\n<p>Templates such as <code>a&lt;b&gt;</code> &amp; more.</p>\n",
    )


def _mediator() -> Offer:
    return make_offer(
        "mediation",
        title="Médiateur·rice numérique 🧭",
        locations=(Location(city="Paris", region="Île-de-France", country="FR"),),
        workplace="hybrid",
        employment=("fixed_term",),
        schedule=("part_time",),
        days_per_week=Decimal("2.5"),
        duration_months=Decimal(6),
        start="asap",
        pay=Pay(text="selon la grille de la branche"),
        tags=("numérique", "C#", "Accueil"),
        opens_at=datetime(2026, 3, 5, 8, 0, tzinfo=PARIS),
        apply_email="emploi@exemple.example.org",
    )


def _intern() -> Offer:
    return make_offer(
        "stage",
        title="Stage : gestion de projets",
        employment=("internship",),
        date_posted=date(2026, 3, 1),
        tags=("Gestion",),
        organization=None,
    )


def golden_files() -> dict[str, bytes]:
    """What the golden folder holds: the example's files, a slash of a path as ``~``."""
    board = example()
    files = by_path((*all_formats(board), *opml(board), *sitemap(board)))
    return {path.replace("/", "~"): data for path, data in files.items() if _kept(path)}


def _kept(path: str) -> bool:
    return "/" not in path or path.startswith(("en/", "tags/gestion/"))


if __name__ == "__main__":
    for name, data in golden_files().items():
        (GOLDEN / name).write_bytes(data)
