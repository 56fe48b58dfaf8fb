"""``syndicate status``, ``explain --board`` and ``resolve``: what is so, and what to type."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from syndicate.delivery.ledger import NeedsPerson, Refused
from syndicate.project.pushing import Pushing
from tests.sites import Small

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

#: A board of the site's own that can be asked nothing.
SHY = """\
from syndicate.adapter import Adapter, Features, Kind, Payload

class Shy(Adapter):
    features = Features(kind=Kind.POSTING)
    def __init__(self, options): pass
    def payload(self, subject): return Payload(subject.id, {"title": subject.title}, subject.title)
"""


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.chdir(tmp_path)
    made = Small(tmp_path)
    made.write("gardener")
    return made


def run(*arguments: str, now: str = "2026-03-02") -> Result:
    return CliRunner().invoke(app, [*arguments, "--now", now])


def in_doubt(small: Small) -> None:
    """A call to a board that can be asked nothing was cut off."""
    (small.root / "shy.py").write_text(SHY)
    small.configure('[boards.shy]\nadapter = "shy.py:Shy"\n')
    with Pushing.open(small.site) as pushing:
        pushing.intend(pushing.plan(small.now), small.now)
        (entry,) = pushing.ledger.claim("shy", small.now, "me", timedelta(minutes=1))
        pushing.ledger.settle(entry, NeedsPerson("the line was cut"), small.now)


def test_json_has_the_keys_of_the_contract(small: Small) -> None:
    run("apply")
    document = json.loads(run("status", "--json").stdout)
    assert list(document["boards"]["local"]) == [
        "live",
        "pending",
        "unknown",
        "held",
        "rejected",
        "last_success",
        "next_run",
        "paused_until",
    ]
    assert document["boards"]["local"]["live"] == 1
    assert document["boards"]["local"]["last_success"] == "2026-03-01T23:00:00+00:00"


def test_before_anything_was_sent(small: Small) -> None:
    result = run("status")
    assert result.exit_code == 0
    assert "local (folder): 0 live" in result.stdout
    assert not (small.root / ".syndicate").exists()


def test_what_closes_soon_and_what_stays_open_is_told_of(small: Small) -> None:
    small.write("baker", closes="2026-07-05")
    small.write("cook", closes="2026-07-31")
    small.write("smith", closes="2026-07-01", draft="true")
    run("build", now="2026-07-01")
    result = run("status", now="2026-07-01")
    assert result.exit_code == 0
    assert "Closing soon:\n  2026-07-05, in 4 days: Baker (content/baker.md)" in result.stdout
    assert "  for 150 days: Gardener (content/gardener.md)" in result.stdout
    assert "Cook" not in result.stdout
    assert "Smith" not in result.stdout
    offers = json.loads(run("status", "--json", now="2026-07-01").stdout)["offers"]
    url = "https://jobs.example.org/jobs/baker/"
    assert offers["closing"] == [
        {
            "id": "baker",
            "path": "content/baker.md",
            "title": "Baker",
            "url": url,
            "closes": "2026-07-05",
        }
    ]
    assert [(one["id"], one["days"]) for one in offers["still_open"]] == [("gardener", 150)]


def test_reminders_can_be_sooner_later_and_off(small: Small) -> None:
    small.write("baker", closes="2026-03-20")
    small.settings = '[lifecycle]\nremind = "30 days"\nstill_open_after = "10 days"\n'
    small.configure()
    run("build")
    told = run("status").stdout
    assert "Baker" in told
    assert "Gardener" in told
    small.settings += '[check]\ndeadline-near = "off"\nstill-open = "off"\n'
    small.configure()
    told = run("status").stdout
    assert "Baker" not in told
    assert "Gardener" not in told


def test_reminders_need_no_build(small: Small) -> None:
    small.write("baker", closes="2026-03-05")
    assert "2026-03-05, in 3 days: Baker" in run("status").stdout
    assert not (small.root / ".syndicate").exists()
    shutil.rmtree(small.root / "content")
    assert run("status").exit_code == 0


def test_status_and_check_remind_of_the_same(small: Small) -> None:
    for days in range(1, 28):
        small.write(f"baker{days}", closes=f"2026-03-{days:02}", lastmod="2026-02-20")
        small.write(f"cook{days}", date_modified=f"2025-11-{days:02}")
    for now in ("2026-03-02", "2026-03-09", "2026-05-20", "2026-08-01"):
        run("build", now=now)
        offers = json.loads(run("status", "--json", now=now).stdout)["offers"]
        problems = json.loads(run("check", "--format", "json", now=now).stdout)
        for kind, code in (("closing", "deadline-near"), ("still_open", "still-open")):
            told = {problem["path"] for problem in problems if problem["code"] == code}
            assert {offer["path"] for offer in offers[kind]} == told


def test_what_needs_a_person_comes_with_the_line_to_type(small: Small) -> None:
    in_doubt(small)
    result = run("status")
    assert result.exit_code == 1
    assert "shy: Gardener (gardener): the line was cut" in result.stdout
    assert "syndicate resolve shy gardener --as live" in result.stdout
    said = run("resolve", "shy", "gardener", "--as", "live")
    assert (said.exit_code, said.stdout) == (0, "shy: gardener is live now.\n")
    assert run("status").exit_code == 0


def test_a_withdrawal_that_was_refused_comes_with_the_line_to_type(small: Small) -> None:
    in_doubt(small)
    run("resolve", "shy", "gardener", "--as", "live")
    small.write("cook")
    small.remove("gardener")
    with Pushing.open(small.site) as pushing:
        pushing.intend(pushing.plan(small.now), small.now)
        (entry, *_) = pushing.ledger.claim("shy", small.now, "me", timedelta(minutes=1), 2)
        pushing.ledger.settle(entry, Refused("no one takes anything down"), small.now)
    told = run("status").stdout
    assert "no one takes anything down" in told
    assert "syndicate resolve shy gardener --as absent" in told
    assert "change the offer" not in told


def test_resolve_knows_only_what_was_sent(small: Small) -> None:
    assert "no ledger yet" in run("resolve", "local", "gardener", "--as", "live").stderr
    run("apply")
    result = run("resolve", "local", "nobody", "--as", "live")
    assert (result.exit_code, result.stdout) == (2, "")


def test_explain_tells_of_one_offer_on_one_board(small: Small) -> None:
    before = run("explain", "gardener", "--board", "local")
    assert "nothing was ever sent" in before.stdout
    run("apply")
    after = run("explain", "gardener", "--board", "local").stdout
    assert "to be there       yes" in after
    assert "state             there\n" in after
    assert "shown at          gardener.json" in after
    assert "delivered create" in after
    assert "On the board" not in run("explain", "gardener").stdout


def test_explain_tells_of_what_is_there_no_more_and_of_what_stays(small: Small) -> None:
    run("apply")
    kept = small.write("gardener").read_text()
    small.write("gardener").write_text("---\ntitle: [\n---\n")
    told = run("explain", "gardener", "--board", "local").stdout
    assert "there, and stays as it is until the file is mended" in told
    small.write("gardener").write_text(kept.replace("---\n", "---\nclosed: true\n", 1))
    run("apply", "--yes")
    told = run("explain", "gardener", "--board", "local").stdout
    assert "state             not there, and not wanted" in told
    assert "was shown at      gardener.json" in told


def test_explain_tells_why_an_offer_is_not_on_a_board(small: Small) -> None:
    small.configure('[boards.local]\nadapter = "folder"\nwhere = { tags = "night" }\n')
    told = run("explain", "gardener", "--board", "local").stdout
    assert "no: tags is not stated; the board is for night" in told


def test_a_board_that_is_set_up_wrongly_is_not_said_to_need_nobody(small: Small) -> None:
    small.configure('[boards.tele]\nadapter = "telegram"\nchat = "@jobs"\n')
    told = run("status").stdout
    assert "Nothing that was sent needs a person" in told
    assert "`syndicate plan` tells what is set up wrongly" in told
    assert "token is missing" in run("plan").stderr
