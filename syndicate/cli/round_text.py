"""What `run` tells: a line for each thing that happened, and nothing twice in a row."""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

import click

from syndicate.cli.outcome import Teller, needs_a_person
from syndicate.cli.output import harmless
from syndicate.cli.tally_text import hold_text, tally_text
from syndicate.errors import SyndicateError
from syndicate.project import Built
from syndicate.scheduler import Round

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from syndicate.scheduler.keeper import Told


class RoundTeller:
    """Prints rounds, builds and faults that bring news; any thread may tell.

    ``needs_person`` is true once something was told that needs one.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self.needs_person = False
        self._zone = zone
        self._lock = Lock()
        self._said: dict[str, str] = {}
        self._tell_build = Teller()

    def tell(self, told: Told) -> None:
        """Print *told*, unless it is what was said before or nothing at all."""
        with self._lock:
            match told:
                case Built():
                    self.needs_person |= needs_a_person(told)
                    self._tell_build(told)
                case SyndicateError():
                    self.needs_person = True
                    if self._is_news("fault", str(told)):
                        _say(click.style(harmless(str(told)), fg="red"))
                case Round():
                    for line in self._round(told):
                        _say(line)

    def _round(self, done: Round) -> Iterator[str]:
        for one in done.planned.drastic if done.planned else ():
            words = f"{one}; nothing is sent there before somebody writes: syndicate apply --board "
            if self._is_news(f"drastic {one.board}", str(one)):
                yield click.style(harmless(words + f"{one.board} --yes"), fg="red")
        for tally in done.tallies:
            lines = list(tally_text(tally, self._zone))
            trouble = tally.trouble or "".join(tally.errors.values())
            if tally.delivered or self._is_news(f"trouble {tally.board}", trouble):
                yield from lines
        for plan in done.planned.plans if done.planned else ():
            for hold in plan.hold:
                if self._is_news(f"hold {plan.board} {hold.subject}", hold.reason):
                    yield hold_text(plan.board, hold).strip()

    def _is_news(self, about: str, words: str) -> bool:
        before, self._said[about] = self._said.get(about, ""), words
        return words not in {"", before}


def _say(line: str) -> None:
    click.echo(f"{datetime.now().astimezone():%H:%M:%S}  {line}")
