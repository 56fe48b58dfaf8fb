"""``syndicate run``: keep everything in step, on a schedule, until stopped."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from syndicate.cli.options import clock_of, common, instant_of, site_of
from syndicate.cli.output import counted, note
from syndicate.cli.stopping import stopping
from syndicate.errors import ConfigurationError, LedgerError, SyndicateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from syndicate.cli.round_text import RoundTeller
    from syndicate.project.pushing import Pushing
    from syndicate.site import Site

_STOPPING = "Finishing what is under way (Ctrl-C again: stop at once)."


@click.command(short_help="Keep feeds and boards in step until stopped.")
@click.option("--once", is_flag=True, help="One round, then end: for cron, timers and CI.")
@click.option("--all", "every_board", is_flag=True, help="With --once: every board, due or not.")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    help="Also show the site on this machine, as `syndicate serve` does.",
)
@common
@click.pass_context
def run(
    ctx: click.Context,
    once: bool,
    every_board: bool,
    port: int | None,
    project: Path | None,
    now: str | None,
) -> None:
    """Build when an offer changes, opens or closes, and bring each board into step at its turn.

    Ctrl-C or SIGTERM ends it: calls under way may finish, and nothing is lost. With --once the
    exit code is 1 when an offer or a board needs a person.
    """
    if every_board and not once:
        raise ConfigurationError("--all goes with --once")
    if once and port is not None:
        raise ConfigurationError("--port does not go with --once: nothing would be there to see")
    site = site_of(project)
    if once:
        ctx.exit(_once(site, clock_of(now, site.timezone), every_board=every_board))
    _Running(project, _ticking(now, site), port).run(site)


def _once(site: Site, clock: Callable[[], datetime], *, every_board: bool) -> int:
    from syndicate import scheduler
    from syndicate.cli.round_text import RoundTeller

    teller = RoundTeller(site.timezone)
    with _held(site, clock()) as pushing, stopping(_STOPPING) as stop:
        rounds = scheduler.Rounds(site, pushing, clock, teller.tell, stop=stop)
        done = scheduler.once(rounds, every_board=every_board)
        teller.tell(done)
        if not stop.is_set():
            _beat(site, teller)
    return 1 if teller.needs_person or done.needs_person else 0


def _beat(site: Site, teller: RoundTeller) -> None:
    from syndicate.scheduler.heartbeat import Heartbeat

    try:
        Heartbeat(site).beat()
    except SyndicateError as error:
        teller.tell(error)


@contextmanager
def _held(site: Site, now: datetime) -> Iterator[Pushing]:
    """The site's boards, and its ledger for us alone where it is a file on this machine.

    Where machines share one, each may run: the ledger lets every turn be acted for once.
    """
    from syndicate.project.pushing import Pushing, is_shared

    with Pushing.open(site) as pushing, ExitStack() as stack:
        try:
            stack.enter_context(pushing.ledger.hold("run", now))
        except LedgerError as error:
            if not is_shared(site):
                raise
            note(f"{error}\nThis one stands by: what is due is done once, by either.")
        yield pushing


def _ticking(now: str | None, site: Site) -> Callable[[], datetime]:
    """The clock, or one that was set to *now* and goes on from there."""
    if now is None:
        return clock_of(None, site.timezone)
    begun, start = instant_of(now, site.timezone), time.monotonic()
    return lambda: begun + timedelta(seconds=time.monotonic() - start)


class _Running:
    """``run`` without ``--once``: the keeper, and the preview beside it when asked for."""

    def __init__(
        self, project: Path | None, clock: Callable[[], datetime], port: int | None
    ) -> None:
        self._project = project
        self._clock = clock
        self._port = port
        self._fault: BaseException | None = None

    def run(self, site: Site) -> None:
        from syndicate.cli.round_text import RoundTeller

        teller = RoundTeller(site.timezone)
        try:
            with stopping(_STOPPING) as stop:
                if self._port is None:
                    self._keep(site, teller, stop)
                else:
                    self._keep_and_serve(site, teller, stop)
        except KeyboardInterrupt:
            # At once: threads under way are not waited for. The ledger knows what they began.
            sys.stdout.flush()
            os._exit(130)

    def _keep(self, site: Site, teller: RoundTeller, stop: Event) -> None:
        """Keep until stopped; begin again with each new configuration that is right."""
        begin = f"Keeping {counted(len(site.boards), 'board')} in step (Ctrl-C ends it)."
        while True:
            self._keep_one(site, teller, stop, begin)
            begin = ""
            if stop.is_set():
                return
            site = self._loaded(site, teller)

    def _keep_one(self, site: Site, teller: RoundTeller, stop: Event, begin: str) -> None:
        from syndicate import scheduler

        with _held(site, self._clock()) as pushing:
            if begin:
                note(begin)
            building = self._port is None
            rounds = scheduler.Rounds(site, pushing, self._clock, teller.tell, building=building)
            scheduler.Keeper(rounds, teller.tell, stop).run()

    def _loaded(self, site: Site, teller: RoundTeller) -> Site:
        """The site as configured now; as it was, if that is wrong."""
        from syndicate.delivery.registry import open_boards

        try:
            loaded = site_of(self._project)
            open_boards(loaded)
        except ConfigurationError as error:
            teller.tell(error)
            return site
        note("syndicate.toml has changed, and holds from now on.")
        return loaded

    def _keep_and_serve(self, site: Site, teller: RoundTeller, stop: Event) -> None:
        from syndicate.serve import Preview

        preview = Preview(
            lambda: site_of(self._project), self._clock, port=self._port or 0, report=teller.tell
        )
        keeping = Thread(target=self._keep_beside, args=(site, teller, stop, preview.stop))

        def announce(address: str) -> None:
            click.echo(f"{click.style(address, bold=True)}  (Ctrl-C ends it)")
            keeping.start()

        try:
            preview.run(announce)
        finally:
            stop.set()
            if keeping.ident is not None:
                keeping.join()
        if self._fault is not None:
            raise self._fault

    def _keep_beside(
        self, site: Site, teller: RoundTeller, stop: Event, end: Callable[[], None]
    ) -> None:
        try:
            self._keep(site, teller, stop)
        except BaseException as error:  # noqa: BLE001 - raised again by the thread that started us
            self._fault = error
        finally:
            end()
