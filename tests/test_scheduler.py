"""``syndicate run``: each turn acted for once, accidents that wait, clocks that jump."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from syndicate.delivery.ledger import Ledger
from syndicate.errors import SyndicateError
from syndicate.project import Built
from syndicate.project.pushing import Pushing
from syndicate.project.standing import enabled
from syndicate.scheduler import Keeper, Round, Rounds, once
from syndicate.scheduler.heartbeat import Heartbeat
from syndicate.testing import BoardServer
from tests.postgres import postgres, postgres_url
from tests.sites import LOCAL, Small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syndicate.scheduler.keeper import Told

__all__ = ["postgres", "postgres_url"]

HOURLY = f'{LOCAL}every = "1 hour"\n'
MORNINGS = f'{LOCAL}cron = "0 7 * * *"\n'
#: Far more than any of these takes; a test that waits so long fails.
PATIENCE = 60.0


@pytest.fixture
def small(tmp_path: Path) -> Small:
    made = Small(tmp_path, HOURLY)
    made.write("gardener")
    made.write("cook", closes="2026-03-02")
    return made


@contextmanager
def rounds(small: Small, told: list[Told] | None = None) -> Iterator[Rounds]:
    """The rounds of *small*, by its clock."""
    heard = [] if told is None else told
    site = small.site
    with Pushing.open(site) as pushing:
        yield Rounds(site, pushing, lambda: small.now, heard.append)


def act(made: Rounds) -> Round:
    return made.act(list(enabled(made.site)))


def test_the_first_turn_is_at_once_and_the_next_when_its_time_has_come(small: Small) -> None:
    with rounds(small) as made:
        assert act(made).planned is not None
        assert made.wake("local") == small.now + timedelta(hours=1)
        small.forward(minutes=59)
        assert act(made).planned is None
        small.forward(minutes=1)
        assert act(made).planned is not None


def test_turns_that_were_missed_are_one(small: Small) -> None:
    with rounds(small) as made:
        act(made)
        small.forward(days=3, minutes=7)
        assert act(made).planned is not None
        assert act(made).planned is None
        assert made.wake("local") == small.now + timedelta(hours=1)


def test_a_restart_forgets_no_turn(small: Small) -> None:
    with rounds(small) as made:
        act(made)
    with rounds(small) as made:
        assert act(made).planned is None


def test_the_site_is_built_before_boards_hear_of_it_and_when_a_file_changes(small: Small) -> None:
    told: list[Told] = []
    with rounds(small, told) as made:
        act(made)
        made.fresh()
        assert [type(one) for one in told] == [Built]
        small.write("cook", "Head cook", closes="2026-03-02")
        made.fresh()
    assert [type(one) for one in told] == [Built, Built]
    assert "Head cook" in (small.root / "feeds" / "index.html").read_text()


def test_the_clock_closes_an_offer_on_the_board_at_its_instant(small: Small) -> None:
    with rounds(small) as made:
        act(made)
        small.now = datetime.fromisoformat("2026-03-02T22:30:00+00:00")
        act(made)
        assert "cook" in small.held()
        midnight = datetime.fromisoformat("2026-03-03T00:00:00+01:00")
        assert made.wake("local") == midnight  # half an hour before its turn
        small.now = midnight
        act(made)
        assert small.held() == {"gardener": "Gardener"}
    assert "Cook" not in (small.root / "feeds" / "rss.xml").read_text()


def test_what_closed_while_nobody_was_there_is_withdrawn_before_the_boards_turn(
    small: Small,
) -> None:
    small.configure(f'{LOCAL}every = "1 week"\n')
    with rounds(small) as made:
        act(made)
        assert "cook" in small.held()
    small.forward(days=1)
    with rounds(small) as made:  # another process, as with `run --once`
        act(made)
        assert small.held() == {"gardener": "Gardener"}
        assert act(made).planned is None


def test_an_edit_at_the_moment_at_which_another_offer_closes_hides_nothing(small: Small) -> None:
    small.configure(f'{LOCAL}every = "1 week"\n')
    with rounds(small) as made:
        act(made)
        small.write("tailor")
        small.forward(days=1)
        act(made)
        assert set(small.held()) == {"gardener", "tailor"}


def test_a_clock_that_was_set_back_opens_again_what_it_had_closed(small: Small) -> None:
    with rounds(small) as made:
        small.forward(days=1)
        assert set(made.fresh().open) == {"gardener"}
        small.forward(days=-1)
        assert set(made.fresh().open) == {"gardener", "cook"}


def test_a_board_with_a_cron_expression_keeps_to_its_times(small: Small) -> None:
    small.configure(MORNINGS)
    with rounds(small) as made:
        act(made)
        small.now = datetime.fromisoformat("2026-03-03T00:00:00+01:00")
        assert act(made).planned is None
        assert "cook" in small.held()
        small.now = datetime.fromisoformat("2026-03-03T07:00:00+01:00")
        assert act(made).planned is not None
        assert "cook" not in small.held()


@pytest.mark.parametrize("years", [-1, 1])
@pytest.mark.parametrize("boards", [HOURLY, MORNINGS])
def test_a_clock_that_jumps_a_year_and_back_neither_storms_nor_starves(
    small: Small, boards: str, years: int
) -> None:
    small.configure(boards)
    small.write("cook")
    with rounds(small) as made:
        act(made)
        for jump in (years, -years):
            small.forward(days=365 * jump)
            acted = [act(made).planned is not None for _ in range(5)]
            assert sum(acted) <= 1
            small.forward(days=1, hours=1)
            assert act(made).planned is not None


def test_a_drastic_plan_waits_and_the_other_boards_go_on(small: Small) -> None:
    second = '[boards.second]\nadapter = "folder"\npath = "second"\nwhere = { tags = "late" }\n'
    small.configure(HOURLY + second)
    for number in range(8):
        small.write(f"offer-{number}")
    with rounds(small) as made:
        act(made)
        for number in range(8):
            small.remove(f"offer-{number}")
        small.write("late", tags="late")
        small.forward(hours=1)
        done = act(made)
        assert done.planned is not None
        assert done.planned.refused == {"local"}
        assert done.needs_person
    assert len(small.held()) == 10
    assert small.held("second") == {"late": "Late"}


def test_a_turn_whose_process_died_is_had_again(small: Small) -> None:
    small.configure(MORNINGS)
    with rounds(small) as made:
        ledger = made.pushing.ledger
        started = ledger.schedule_started("local", small.now, small.now, "elsewhere", timedelta(1))
        assert started
        assert act(made).planned is None
        small.forward(days=1, seconds=1)
        small.now = small.now.replace(hour=5)  # before seven in Paris
        assert act(made).planned is None
        small.forward(hours=5)
        assert act(made).planned is not None


def test_once_builds_and_does_what_is_due_or_everything(small: Small) -> None:
    with rounds(small) as made:
        assert once(made).planned is not None
        assert (small.root / "feeds" / "rss.xml").is_file()
        assert once(made).planned is None
        assert once(made, every_board=True).planned is not None


def test_a_build_that_fails_is_told_and_boards_are_served_nevertheless(small: Small) -> None:
    told: list[Told] = []
    (small.root / "feeds").write_text("a file in the way")
    with rounds(small, told) as made:
        act(made)
    assert isinstance(told[0], SyndicateError)
    assert small.held() == {"gardener": "Gardener", "cook": "Cook"}


def test_two_machines_on_one_ledger_act_once(tmp_path: Path, postgres_url: str) -> None:
    machines = []
    for name in ("one", "two"):
        settings = f'[run]\nledger = "{postgres_url}"\n'
        small = Small(tmp_path / name, HOURLY, settings)
        small.write("gardener")
        machines.append(small)
    for hours in range(4):
        planned = at_once(machines)
        assert planned == 1, hours
        for small in machines:
            small.forward(hours=1)
    held = [small.held() for small in machines]
    assert sorted(map(len, held)) == [0, 1]


def at_once(machines: list[Small]) -> int:
    """How many of *machines*, acting at the same moment, had the turn."""
    done: list[Round] = []

    def one(small: Small) -> None:
        with rounds(small) as made:
            done.append(act(made))

    threads = [Thread(target=one, args=(small,)) for small in machines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(done) == len(machines)
    return sum(one.planned is not None for one in done)


# -- the keeper, in real time ------------------------------------------------------------------


@dataclass
class Kept:
    """A keeper at work, and what it told."""

    stop: Event = field(default_factory=Event)
    told: list[Told] = field(default_factory=list)
    news: Event = field(default_factory=Event)
    thread: Thread | None = None

    def tell(self, told: Told) -> None:
        self.told.append(told)
        self.news.set()

    def until_planned(self, times: int) -> None:
        """Wait until so many turns were had."""
        while self.turns < times:
            assert self.news.wait(PATIENCE), self.told
            self.news.clear()

    @property
    def turns(self) -> int:
        return sum(isinstance(one, Round) and one.planned is not None for one in self.told)


@contextmanager
def keeping(small: Small) -> Iterator[Kept]:
    """A keeper on a thread of its own, stopped in the end."""
    kept = Kept()
    site = small.site
    with Pushing.open(site) as pushing:
        made = Rounds(site, pushing, lambda: small.now, kept.tell)
        kept.thread = Thread(target=Keeper(made, kept.tell, kept.stop).run)
        kept.thread.start()
        try:
            yield kept
        finally:
            kept.stop.set()
            kept.thread.join(PATIENCE)
            assert not kept.thread.is_alive()


def test_the_keeper_wakes_when_the_clock_has_moved_on(small: Small) -> None:
    with keeping(small) as kept:
        kept.until_planned(1)
        assert small.held() == {"gardener": "Gardener", "cook": "Cook"}
        small.forward(days=1)
        kept.until_planned(2)
    assert small.held() == {"gardener": "Gardener"}


def test_the_keeper_ends_when_the_configuration_is_another(small: Small) -> None:
    with keeping(small) as kept:
        kept.until_planned(1)
        small.configure(MORNINGS)
        assert kept.thread is not None
        kept.thread.join(PATIENCE)
        assert not kept.thread.is_alive()
        assert not kept.stop.is_set()


def test_a_fault_of_the_ledger_is_told_and_the_keeper_goes_on(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    with keeping(small) as kept:
        kept.until_planned(1)
        with monkeypatch.context() as patched:
            patched.setattr(Ledger, "schedule_started", _refuse)
            small.forward(hours=2)
            while not any(isinstance(one, SyndicateError) for one in kept.told):
                assert kept.news.wait(PATIENCE)
                kept.news.clear()
        kept.until_planned(2)


def _refuse(*_: object) -> bool:
    raise SyndicateError("the disk is full")


def test_the_heartbeat_calls_its_address_and_tells_it_to_nobody(tmp_path: Path) -> None:
    with BoardServer() as server:
        small = Small(tmp_path, "", f'[run]\nheartbeat_url = "{server.url}/s3cret"\n')
        beat = Heartbeat(small.site)
        beat.beat()
        assert len(server.calls) == 1
        server.stop()
        with pytest.raises(SyndicateError, match="heartbeat_url") as caught:
            beat.beat()
    assert "s3cret" not in str(caught.value)


def test_without_an_address_the_heart_beats_for_nobody(tmp_path: Path) -> None:
    Heartbeat(Small(tmp_path).site).beat()
