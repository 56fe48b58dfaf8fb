"""``syndicate boards`` and ``adopt``: what is configured, what there is, whether it answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from tests.sites import LOCAL, Small

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

#: A board of the site's own that lets us in once there is a file named open.
PICKY = """\
from pathlib import Path
from syndicate.adapter import Adapter, Features, Kind, Payload, Receipt
from syndicate.errors import Unauthorised

class Picky(Adapter):
    features = Features(kind=Kind.POSTING, repeatable=True)
    def __init__(self, options): self.site = options.site
    def payload(self, subject): return Payload(subject.id, {"title": subject.title})
    def create(self, payload, key):
        self.check()
        return Receipt()
    def check(self):
        if not (self.site.root / "open").exists():
            raise Unauthorised("who are you?")
        return "you are let in"
"""


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.chdir(tmp_path)
    made = Small(tmp_path)
    made.write("gardener")
    return made


def run(*arguments: str, now: str = "2026-03-02") -> Result:
    return CliRunner().invoke(app, [*arguments, "--now", now])


def test_boards_and_adapters_are_listed_with_what_they_can_do() -> None:
    text = run("boards").stdout
    assert "local             folder; turn: 15 minutes; posting of offers" in text
    assert "websub            signal of files, no withdrawals" in text
    document = json.loads(run("boards", "--json").stdout)
    assert document["boards"]["local"]["kind"] == "posting"
    assert set(document["adapters"]) >= {"folder", "indexnow", "mastodon", "webhook", "websub"}


def test_a_board_without_a_way_in_is_told_with_what_can_be_done(small: Small) -> None:
    assert "francetravail     no way in: takes offers by program only" in run("boards").stdout
    with (small.root / "syndicate.toml").open("a", encoding="utf-8") as file:
        file.write('\n[boards.ft]\nadapter = "francetravail"\n')
    refused = run("plan")
    assert refused.exit_code == 2
    assert "docs/boards/francetravail.md" in refused.stderr


def test_secrets_are_not_needed_to_list_boards_and_not_shown(small: Small) -> None:
    small.configure('[boards.bing]\nadapter = "indexnow"\nkey = "${env:NOT_SET}"\n')
    result = run("boards")
    assert result.exit_code == 0
    assert "bing" in result.stdout


def test_an_adapter_that_is_not_there_is_told_in_the_list(small: Small) -> None:
    small.configure('[boards.x]\nadapter = "foldr"\n')
    assert "did you mean folder?" in run("boards").stdout


def test_a_board_can_be_tried(small: Small) -> None:
    result = run("boards", "test", "local")
    assert result.exit_code == 0
    assert "holds 0 postings" in result.stdout
    (small.root / "board").write_text("a file in the way")
    result = run("boards", "test", "local")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "local: " in result.stderr


def test_a_board_that_was_put_right_is_tried_and_rests_no_longer(small: Small) -> None:
    (small.root / "picky.py").write_text(PICKY)
    small.configure('[boards.picky]\nadapter = "picky.py:Picky"\n')
    assert run("apply").exit_code == 1
    status = run("status")
    assert status.exit_code == 1
    assert "picky: refuses us altogether: who are you?" in status.stdout
    assert "syndicate boards test picky" in status.stdout
    assert run("boards", "test", "picky").exit_code == 1
    assert run("status").exit_code == 1
    (small.root / "open").touch()
    assert run("boards", "test", "picky").exit_code == 0
    assert run("status").exit_code == 0
    assert json.loads(run("status", "--json").stdout)["boards"]["picky"]["paused_until"] is None
    assert run("apply", now="2026-03-02T01:00").stdout == "picky: 1 created\n"


def test_which_board_is_to_be_tried_must_be_said() -> None:
    asked = "which board, local? write: syndicate boards test local"
    assert asked in run("boards", "test").stderr
    assert run("boards", "test", "lokal").exit_code == 2


def test_what_a_board_shows_already_is_adopted(small: Small) -> None:
    run("apply")
    small.write("cook")
    for path in (small.root / ".syndicate").glob("ledger.db*"):
        path.unlink()
    lost = run("plan")
    assert lost.exit_code == 2
    assert "syndicate adopt" in lost.stderr
    result = run("adopt", "local")
    assert result.exit_code == 0
    assert "1 offer found there" in result.stdout
    assert json.loads(run("plan", "--json").stdout)["boards"]["local"]["create"] == ["cook"]
    assert list(json.loads(run("adopt", "local", "--json").stdout)) == [
        "matched",
        "missing",
        "foreign",
        "changed",
    ]


def test_what_the_board_lost_is_told_with_the_line_to_type(small: Small) -> None:
    run("apply")
    (small.root / "board" / "gardener.json").unlink()
    small.write("cook")
    told = run("adopt", "local").stdout
    assert "  1 not there yet (apply posts them):\n    cook\n" in told
    command = "syndicate resolve local OFFER --as absent"
    assert f"  1 gone from there; to be posted again: {command}:\n    gardener\n" in told
    run("resolve", "local", "gardener", "--as", "absent")
    assert "local: 2 created" in run("apply").stdout


def test_what_a_board_shows_of_a_closed_offer_is_adopted_to_be_withdrawn(small: Small) -> None:
    small.write("cook")
    run("apply")
    for path in (small.root / ".syndicate").glob("ledger.db*"):
        path.unlink()
    small.write("cook", closes="2026-02-27")
    assert "2 offers found there" in run("adopt", "local").stdout
    assert json.loads(run("plan", "--json").stdout)["boards"]["local"]["withdraw"] == ["cook"]
    run("apply")
    assert set(small.held()) == {"gardener"}


def test_a_board_that_does_not_answer_is_not_adopted(small: Small) -> None:
    small.configure(LOCAL)
    (small.root / "board").write_text("a file in the way")
    result = run("adopt", "local")
    assert (result.exit_code, result.stdout) == (1, "")


# -- feeds that boards fetch ----------------------------------------------------------------------


def test_feeds_for_boards_are_listed_with_where_to_register_and_what_is_asked(small: Small) -> None:
    small.configure('[feeds]\ndialects = ["jooble"]\ngzip = true\n')
    text = run("boards").stdout
    assert "  jooble            https://jobs.example.org/boards/jooble.xml.gz\n" in text
    assert "for Jooble, which asks for every open offer" in text
    assert "register: write to Jooble" in text
    assert "fetched: at least daily" in text
    assert "others there are: absolventa, adzuna" in text


def test_dialects_are_told_to_programs_with_what_is_not_sure(small: Small) -> None:
    small.configure('[feeds]\ndialects = ["jooble"]\n')
    dialects = json.loads(run("boards", "--json").stdout)["dialects"]
    assert next(iter(dialects)) == "jooble"
    assert len(dialects) >= 14
    jooble, indeed = dialects["jooble"], dialects["indeed"]
    assert jooble["written"] is True
    assert jooble["url"] == "https://jobs.example.org/boards/jooble.xml"
    assert jooble["confidence"] == "documented"
    assert "words.jobtype.internship" in jooble["unverified"]
    assert jooble["sources"]
    assert (indeed["written"], indeed["url"]) == (False, None)
    assert indeed["asks"]


def test_without_feeds_for_boards_it_is_said_how_to_begin() -> None:
    assert 'none yet; for example: dialects = ["indeed", "jooble"]' in run("boards").stdout


def test_a_dialect_that_cannot_be_used_is_told_in_the_list(small: Small, tmp_path: Path) -> None:
    (tmp_path / "dialects").mkdir()
    (tmp_path / "dialects" / "own.toml").write_text('extends = "indeed"\nitems = "x"\n')
    result = run("boards")
    assert result.exit_code == 0
    small.configure('[feeds]\ndialects = ["own"]\n')
    assert "dialects/own.toml:2:9: items: 'items' is not a key here" in run("boards").stdout
