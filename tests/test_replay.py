"""Fifty days of a site: offers come, change, close and vanish; files break and are mended."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from syndicate import project
from syndicate.delivery.ledger import EventKind
from syndicate.project.pushing import Pushing
from tests.sites import Small

if TYPE_CHECKING:
    from pathlib import Path

DAYS = 50


class Days:
    """What the people of a site do, one day after the other."""

    def __init__(self, small: Small, seed: int) -> None:
        self.small = small
        self.random = Random(seed)  # noqa: S311 - a story that can be told again
        self.names: list[str] = []
        self.broken: set[str] = set()
        self.written: dict[str, tuple[str, date]] = {}
        self.good: dict[str, tuple[str, date]] = {}
        self.number = 0

    def next(self) -> None:
        """One day's edits; the folder grows at first, and shrinks in the end."""
        growing = self.number < DAYS // 2
        for _ in range(self.random.randint(0, 4 if growing else 1)):
            self._publish()
        for name in self._some(3):
            if name not in self.broken:
                self._write(name, f"{name}, day {self.number}")
        for name in self._some(1 if growing else 3):
            self.small.remove(name)
            self.names.remove(name)
            self.broken.discard(name)
        for name in self._some(1):
            self.small.spoil(name)
            self.broken.add(name)
        for name in sorted(self.broken):
            if self.random.random() < 0.4:
                self._write(name, f"{name}, mended")
                self.broken.discard(name)
        self.number += 1
        self.small.forward(days=1)
        readable = {name: self.written[name] for name in self.names if name not in self.broken}
        last_good = {name: self.good[name] for name in self.broken if name in self.good}
        self.good = readable | last_good

    def open(self) -> dict[str, str]:
        """Title by id of what is to be on the board today."""
        today = self.small.now.date()
        return {name: title for name, (title, closes) in self.good.items() if closes >= today}

    def _publish(self) -> None:
        name = f"offer-{self.number:02}-{len(self.names):02}"
        self._write(name, f"{name}, new")
        self.names.append(name)

    def _write(self, name: str, title: str) -> None:
        closes = (self.small.now + timedelta(days=self.random.randint(-1, 20))).date()
        self.small.write(name, title, closes=closes)
        self.written[name] = (title, closes)

    def _some(self, most: int) -> list[str]:
        number = min(self.random.randint(0, most), len(self.names))
        return self.random.sample(self.names, number)


def test_after_each_day_the_board_holds_exactly_the_open_offers(tmp_path: Path) -> None:
    small = Small(tmp_path)
    days = Days(small, seed=1)
    seen_broken = 0
    for _ in range(DAYS):
        days.next()
        seen_broken += len(days.broken)
        project.build(small.site, small.now)
        apply(small)
        assert small.held() == days.open()
        assert apply(small) == 0
    assert seen_broken > 10
    assert days.number == DAYS
    with Pushing.open(small.site) as pushing:
        done = pushing.ledger.events("local", limit=100_000)
        kinds = [str(e.operation) for e in done if e.kind is EventKind.DELIVERED]
        assert kinds.count("create") - kinds.count("withdraw") == len(small.held())
        assert kinds.count("create") > DAYS
        assert kinds.count("withdraw") > DAYS // 2
        assert pushing.ledger.check() == []


def apply(small: Small) -> int:
    """``syndicate apply --yes``: a person has looked; how many deliveries it made."""
    with Pushing.open(small.site) as pushing:
        planned = pushing.plan(small.now)
        pushing.intend(planned, small.now)
        (tally,) = pushing.deliver(lambda: small.now)
        return tally.delivered
