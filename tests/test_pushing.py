"""From the content folder to boards: planned, written down, delivered, without a command line."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest

from syndicate import project
from syndicate.errors import ConfigurationError
from syndicate.project.offered import offered
from syndicate.project.pushing import Pushing, open_ledger, refuse_drastic
from syndicate.project.standing import schedule_of, standings
from syndicate.schedule import Cron, Every
from syndicate.testing import BoardServer
from tests.sites import LOCAL, Small

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.project.pushing import Planned

HOOK = """\
[boards.hook]
adapter = "webhook"
url = "{url}"
secret = "${{env:HOOK_SECRET}}"
allow_private_addresses = true
"""
BING = """\
[boards.bing]
adapter = "indexnow"
key = "${env:INDEXNOW_KEY}"
"""
#: A board of the site's own that tells of every call, and knows how a secret looks.
CANARY = "whsec_Q0FOQVJZQ0FOQVJZQ0FOQVJZQ0FOQVJZQ0FOQVJZ"


@pytest.fixture
def small(tmp_path: Path) -> Small:
    made = Small(tmp_path)
    made.write("gardener", closes="2026-04-30")
    made.write("cook", closes="2026-03-10")
    return made


def plan(small: Small) -> Planned:
    with Pushing.open(small.site) as pushing:
        return pushing.plan(small.now)


def apply(small: Small) -> int:
    """How many deliveries it made."""
    with Pushing.open(small.site) as pushing:
        pushing.intend(pushing.plan(small.now), small.now)
        return sum(tally.delivered for tally in pushing.deliver(lambda: small.now))


def test_the_board_comes_to_hold_the_open_offers_and_a_second_run_does_nothing(
    small: Small,
) -> None:
    assert apply(small) == 2
    assert small.held() == {"gardener": "Gardener", "cook": "Cook"}
    assert not plan(small)
    assert apply(small) == 0


def test_a_plan_alone_writes_nothing(small: Small) -> None:
    assert plan(small)
    assert open_ledger(small.site) is None
    assert not (small.root / "board").exists()


def test_an_offer_is_withdrawn_when_its_day_is_over_and_when_its_file_is_gone(
    small: Small,
) -> None:
    apply(small)
    small.forward(days=9)
    apply(small)
    assert small.held() == {"gardener": "Gardener"}
    small.write("smith")
    small.remove("gardener")
    apply(small)
    assert small.held() == {"smith": "Smith"}


def test_a_change_that_the_board_never_sees_is_not_sent(small: Small) -> None:
    apply(small)
    small.write("cook", closes="2026-03-10", internal_note="ask Ada")
    assert not plan(small)
    small.write("cook", "Head cook", closes="2026-03-10")
    (local,) = plan(small).plans
    assert [change.subject for change in local.update] == ["cook"]


def test_an_offer_that_cannot_be_read_stays_on_the_board(small: Small) -> None:
    apply(small)
    small.spoil("cook")
    assert not plan(small)
    assert apply(small) == 0
    assert small.held() == {"gardener": "Gardener", "cook": "Cook"}


def test_a_withdrawal_beside_a_file_that_cannot_be_read_waits_for_a_persons_word(
    small: Small,
) -> None:
    small.write("smith")
    apply(small)
    small.spoil("cook")
    small.remove("gardener")
    with pytest.raises(ConfigurationError, match=r"could not be read[^$]*syndicate apply --yes"):
        refuse_drastic(plan(small))


def test_search_engines_are_not_told_of_pages_that_no_build_has_made(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDEXNOW_KEY", "0123456789abcdef")
    small.configure(BING)
    (bing,) = plan(small).plans
    assert not bing
    assert {hold.subject for hold in bing.hold} == {"cook", "gardener"}
    assert all("syndicate build" in hold.reason for hold in bing.hold)
    project.build(small.site, small.now)
    (bing,) = plan(small).plans
    assert {change.subject for change in bing.create} == {"cook", "gardener"}
    small.write("cook", "Head cook")
    (bing,) = plan(small).plans
    assert {change.subject for change in bing.create} == {"gardener"}


def test_files_of_the_last_build_have_the_addresses_that_readers_use(small: Small) -> None:
    assert offered(small.site, small.now).files == {}
    project.build(small.site, small.now)
    files = offered(small.site, small.now).files
    assert files["index.html"].url == "https://jobs.example.org/"
    assert files["rss.xml"].url == "https://jobs.example.org/rss.xml"
    assert files["jobs/cook/index.html"].url == "https://jobs.example.org/jobs/cook/"


def test_a_board_that_is_not_enabled_is_left_alone(small: Small) -> None:
    small.configure(LOCAL + "enabled = false\n")
    assert apply(small) == 0
    assert schedule_of(small.site, "local") is None
    assert [one.next_run for one in standings(small.site, None, small.now)] == [None]


def test_how_boards_stand(small: Small) -> None:
    (before,) = standings(small.site, None, small.now)
    assert (before.live, before.next_run) == (0, small.now)
    apply(small)
    with Pushing.open(small.site) as pushing:
        (after,) = standings(small.site, pushing.ledger, small.now)
    assert (after.live, after.pending, after.row.last_success) == (2, 0, small.now)
    small.configure("")
    with Pushing.open(small.site) as pushing:
        (gone,) = standings(small.site, pushing.ledger, small.now)
    assert (gone.live, gone.adapter, gone.next_run) == (2, None, None)


@pytest.mark.parametrize(
    ("line", "schedule"),
    [("", "0:15:00"), ('every = "2 hours"', "2:00:00"), ('cron = "0 7 * * 1-5"', "0 7 * * 1-5")],
)
def test_turns_are_those_of_the_configuration(small: Small, line: str, schedule: str) -> None:
    small.configure(f"{LOCAL}{line}\n")
    found = schedule_of(small.site, "local")
    if isinstance(found, Cron):
        assert (found.expression, found.zone.key) == (schedule, "Europe/Paris")
    else:
        assert isinstance(found, Every)
        assert str(found.period) == schedule


def test_a_board_is_adopted_without_a_call(small: Small) -> None:
    apply(small)
    for path in (small.root / ".syndicate").glob("ledger*"):
        path.unlink()
    stamps = {path: path.stat().st_mtime_ns for path in (small.root / "board").iterdir()}
    with Pushing.open(small.site) as pushing:
        found = pushing.adopt("local", small.now)
    assert (found.matched, found.missing, found.foreign) == (("cook", "gardener"), (), ())
    assert not plan(small)
    assert stamps == {path: path.stat().st_mtime_ns for path in (small.root / "board").iterdir()}


def test_a_ledger_whose_address_is_nowhere_names_the_variable(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEDGER_URL", raising=False)
    small.settings = '[run]\nledger = "${env:LEDGER_URL}"\n'
    small.configure()
    with pytest.raises(ConfigurationError, match=r"^\[run\] ledger: .* LEDGER_URL is not set"):
        plan(small)


def test_no_secret_is_written_or_told(
    small: Small, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOOK_SECRET", CANARY)
    with BoardServer() as server:
        small.configure(HOOK.format(url=f"{server.url}/hook"))
        server.stop()
        with Pushing.open(small.site) as pushing:
            planned = pushing.plan(small.now)
            pushing.intend(planned, small.now)
            (tally,) = pushing.deliver(lambda: small.now)
            told = json.dumps([tally.report(), repr(pushing.boards), repr(planned)])
            shown = json.dumps([repr(event) for event in pushing.ledger.events()])
    assert tally.errors
    output = "".join(capfd.readouterr())
    for text in (told, shown, output, *files(small.root)):
        assert CANARY not in text
        assert CANARY.removeprefix("whsec_") not in text


def files(root: Path) -> list[str]:
    return [path.read_bytes().decode("latin-1") for path in root.rglob("*") if path.is_file()]


def test_only_its_owner_may_read_the_ledger(small: Small) -> None:
    before = os.umask(0)
    try:
        apply(small)
    finally:
        os.umask(before)
    ledger = small.root / ".syndicate" / "ledger.db"
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600


def test_a_word_for_one_board_is_no_word_for_the_others(small: Small) -> None:
    text = (small.root / "syndicate.toml").read_text("utf-8")
    text += '\n[boards.second]\nadapter = "folder"\npath = "second"\n'
    (small.root / "syndicate.toml").write_text(text, "utf-8")
    apply(small)
    small.remove("gardener")
    small.remove("cook")
    with pytest.raises(ConfigurationError, match=r"--board local --yes\n.*--board second --yes"):
        refuse_drastic(plan(small))
