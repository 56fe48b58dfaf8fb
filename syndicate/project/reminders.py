"""What people are reminded of: deadlines that are near, offers that stay open for long."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.rules import rules, severity
from syndicate.content.rules.dates import is_near, is_overdue, looked_at, spelled
from syndicate.memory import Memory
from syndicate.offer import Status
from syndicate.project.making import offer_in
from syndicate.project.reading import read
from syndicate.project.signatures import signatures
from syndicate.project.turning import micros

if TYPE_CHECKING:
    from datetime import datetime

    from syndicate.offer import Offer
    from syndicate.site import Site

#: All that may be near or overdue; what closes is known to the microsecond, what is old nearly.
_CANDIDATES = (
    "SELECT seat FROM offers WHERE status = 'open' AND (change > :now AND change <= :near "
    "OR change IS NULL AND moment >= :old)"
)


class Reminders(NamedTuple):
    """Open offers at the instant ``now``.

    ``closing``: those whose deadline is near, the nearest first; ``still_open``: those without a
    deadline that nobody has looked at for long, the oldest first.
    """

    now: datetime
    closing: tuple[Offer, ...] = ()
    still_open: tuple[Offer, ...] = ()

    def report(self, site: Site) -> dict[str, object]:
        """The object ``offers`` of ``syndicate status --json``."""
        return {
            "closing": [
                {**_named(offer), "closes": spelled(offer, site)} for offer in self.closing
            ],
            "still_open": [
                {**_named(offer), "days": self.days(offer, site)} for offer in self.still_open
            ],
        }

    def days(self, offer: Offer, site: Site) -> int:
        """For how many days nobody has looked at *offer*, one of ``still_open``."""
        since = looked_at(offer, site)
        return (self.now - since).days if since else 0


def reminders(site: Site, now: datetime) -> Reminders:
    """What to remind of at *now*, of what is not switched off in ``[check]``.

    It is what the last build read, where program and configuration are still those of then; else
    the files are read. Raises ``OutputError`` when the memory cannot be used.
    """
    offers = _remembered(site, now)
    if offers is None:
        offers = _read(site, now)
    near, old = _is_on("deadline-near", site), _is_on("still-open", site)
    closing = [one for one in offers if near and is_near(one.closes_at, site, now)]
    overdue = [one for one in offers if old and is_overdue(one, site, now)]
    return Reminders(
        now,
        tuple(sorted(closing, key=lambda offer: (offer.closes_at or now, offer.path))),
        tuple(sorted(overdue, key=lambda offer: (looked_at(offer, site) or now, offer.path))),
    )


def _remembered(site: Site, now: datetime) -> list[Offer] | None:
    """The candidates that the last build knew; None when it was of another mind."""
    life = site.lifecycle
    bounds = {
        "now": micros(now),
        "near": micros(now + life.remind),
        "old": -(now - life.still_open_after).timestamp(),
    }
    with Memory(site.state_dir, read_only=True) as memory, memory.database.reading() as db:
        known = db.execute("SELECT value FROM meta WHERE key = 'read'").fetchone()
        if known is None or known[0] != signatures(site)["read"]:
            return None
        seats = [seat for (seat,) in db.execute(_CANDIDATES, bounds)]
        return [offer_in(db, seat) for seat in seats]


def _read(site: Site, now: datetime) -> list[Offer]:
    if not site.content_dir.is_dir():
        return []
    reading = read(site, now)
    return [one for one in (*reading.offers, *reading.kept) if one.status is Status.OPEN]


def _is_on(code: str, site: Site) -> bool:
    return severity(rules()[code], site) is not None


def _named(offer: Offer) -> dict[str, object]:
    return {"id": offer.id, "path": offer.path, "title": offer.title, "url": offer.url}
