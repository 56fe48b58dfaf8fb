"""Reminders, as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from syndicate.cli.output import harmless
from syndicate.content.rules.dates import spelled, until

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syndicate.offer import Offer
    from syndicate.project.reminders import Reminders
    from syndicate.site import Site

#: So many offers of each kind are named.
_MOST = 20


def reminder_text(reminders: Reminders, site: Site) -> Iterator[str]:
    """What to remind of, after an empty line; nothing when there is nothing."""
    if reminders.closing:
        yield from _heading("Closing soon:")
        for offer in reminders.closing[:_MOST]:
            now = reminders.now
            far = until(offer.closes_at or now, site, now)
            yield f"  {spelled(offer, site)}, {far}: {_named(offer)}"
        yield from _rest(reminders.closing)
    if reminders.still_open:
        yield from _heading("Still open? They have no deadline:")
        for offer in reminders.still_open[:_MOST]:
            yield f"  for {reminders.days(offer, site):,} days: {_named(offer)}"
        yield from _rest(reminders.still_open)


def _heading(words: str) -> Iterator[str]:
    yield ""
    yield click.style(words, bold=True)


def _named(offer: Offer) -> str:
    return harmless(f"{offer.title} ({offer.path})")


def _rest(offers: Sequence[Offer]) -> Iterator[str]:
    if len(offers) > _MOST:
        yield f"  and {len(offers) - _MOST:,} more: syndicate check --verbose"
