"""Offers to make JobPostings of: one complete example, and the set of real situations."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from syndicate.offer import Location, Offer, Organization, Pay, Status, end_instant
from syndicate.site import Site

PARIS = ZoneInfo("Europe/Paris")
SITE = Site(
    root=Path("/site"), url="https://example.org/", title="Emploi", language="fr", timezone=PARIS
)
BODY = (
    "<h2>Missions</h2>\n<p>Suivre les <strong>projets</strong> de l’équipe.</p>\n"
    "<ul>\n<li>Préparer les ateliers</li>\n<li>Rédiger les comptes rendus</li>\n</ul>\n"
)
COMPANY = Organization(
    "Example Coop", "https://coop.example.org/", "https://coop.example.org/logo.png"
)
PLACE = Location("1 rue Exemple", "75019", "Paris", None, "FR")
LYON = Location(city="Lyon", region="Auvergne-Rhône-Alpes", country="FR")
BRUSSELS = Location(city="Bruxelles", postal_code="1000", country="BE")


def an_offer(**changes: Any) -> Offer:
    """An open offer on site that has all a JobPosting needs, with *changes*."""
    plain = Offer(
        path="content/2026-05-04-charge-projets.md",
        id="2026-05-04-charge-projets",
        status=Status.OPEN,
        title="Chargé·e de projets junior",
        slug="charge-projets",
        url="https://example.org/jobs/charge-projets/",
        language="fr",
        organization=COMPANY,
        locations=(PLACE,),
        workplace="onsite",
        employment=("permanent",),
        schedule=("full_time",),
        date_posted=date(2026, 5, 4),
        apply_email="emploi@coop.example.org",
        body=BODY,
    )
    return replace(plain, **changes)


def closing(day: date) -> dict[str, Any]:
    """The fields of an offer that closes at the end of *day*."""
    return {"closes": day, "closes_at": end_instant(day, PARIS)}


def _pay(low: str, high: str, period: Any, text: str) -> Pay:
    return Pay(Decimal(low), Decimal(high), "EUR", period, text)


HOSTILE = (
    "<p>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &lt;!--&lt;script&gt;</p>"
    '<p>fin\u2028de\u2029ligne \x00\x07\x1b nul \ud800 seul \ud83d\ude00 paire "guillemets" \\</p>'
    '<p><a href="https://example.org/?a=1&amp;b=%3C/script%3E" rel="noopener">lien</a></p>'
)

#: The situations of Google's page, by the names of their golden files.
SITUATIONS: dict[str, Offer] = {
    "on-site": an_offer(**closing(date(2026, 6, 30))),
    "several-places": an_offer(locations=(PLACE, LYON, BRUSSELS)),
    "hybrid": an_offer(workplace="hybrid", days_per_week=Decimal(5)),
    "remote-fr": an_offer(workplace="remote", locations=(), remote_countries=("FR",)),
    "remote-fr-be": an_offer(workplace="remote", locations=(), remote_countries=("FR", "BE")),
    "office-or-remote": an_offer(workplace="remote", apply_email=None, apply_url="https://a.org/"),
    "office-or-remote-elsewhere": an_offer(workplace="remote", remote_countries=("FR", "CH")),
    "salary-single": an_offer(pay=_pay("2100", "2100", "month", "2 100 € brut par mois")),
    "salary-range": an_offer(pay=_pay("35000", "42000.50", "year", "35 à 42 k€")),
    "salary-hourly": an_offer(
        pay=_pay("13.50", "13.50", "hour", "13,50 €/h"), schedule=("part_time",)
    ),
    "salary-from": an_offer(pay=Pay(Decimal(35000), None, "EUR", "year", "à partir de 35 k€")),
    "internship": an_offer(
        employment=("internship",),
        duration_months=Decimal(6),
        start="asap",
        education="bachelor_degree",
        experience=0,
        skills=("Rédaction", "Git"),
        requisition_id="STAGE-2026-07",
        openings=2,
        isco=("2431", "2432"),
        rome=("E1103",),
    ),
    "temporary-english": an_offer(
        language="en",
        title="Support engineer",
        body="<p>Help our users.</p>",
        employment=("fixed_term",),
        schedule=("full_time", "part_time"),
        duration_months=Decimal("4.5"),
        start="2026-09",
        education="none",
        experience=18,
        skills=("Linux",),
        isco=("3512",),
    ),
    "confidential-employer": an_offer(
        organization=Organization("Entreprise confidentielle", "https://recruiter.example.org/")
    ),
    "no-deadline": an_offer(board_title="Chargé·e de projets"),
    "deadline-today": an_offer(**closing(date(2026, 5, 4))),
    "deadline-at-an-hour": an_offer(
        date_posted=datetime(2026, 5, 4, 9, 30, tzinfo=PARIS),
        closes=datetime(2026, 6, 30, 10, tzinfo=UTC),
        closes_at=datetime(2026, 6, 30, 10, tzinfo=UTC),
    ),
    "expired": an_offer(
        status=Status.CLOSED, date_posted=date(2019, 10, 1), **closing(date(2019, 10, 26))
    ),
    "hostile-description": an_offer(title="Dev </script><b> & co\x00", body=HOSTILE),
    "emoji": an_offer(title="Dév 👩🏽‍💻 𝒞++", body="<p>On t’attend 🎉 à 𝕃yon</p>", skills=("𝒞++",)),
    "missing-location": an_offer(locations=()),
    "remote-from-nowhere": an_offer(workplace="remote", locations=()),
}
LONG = an_offer(body=BODY * 400)
