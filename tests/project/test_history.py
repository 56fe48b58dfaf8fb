"""An old offer under a new date is known by Git, in a fresh checkout as well."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from syndicate import config, project
from syndicate.project.history import earlier_texts

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SITE = '[site]\nurl = "https://jobs.aubepine.coop/"\ntitle = "Jobs"\n'
OLD = "---\ntitle: Gardener\ndate: 2026-01-05\nlocation: Lyon, FR\n---\nRoses. jobs@aubepine.coop\n"
NEW = OLD.replace("2026-01-05", "2026-03-01")


def git(root: Path, *words: str, days_ago: int = 0) -> None:
    day = (NOW - timedelta(days=days_ago)).isoformat()
    environment = {
        **os.environ,
        **dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull),
        **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), day),
    }
    who = ("-c", "user.name=A", "-c", "user.email=a@aubepine.coop")
    subprocess.run(
        ["git", *who, *words], cwd=root, env=environment, check=True, capture_output=True
    )


def commit(root: Path, text: str, days_ago: int, name: str = "gardener.md") -> None:
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / name).write_text(text, "utf-8")
    git(root, "add", "-A", days_ago=days_ago)
    git(root, "commit", "-q", "-m", "x", days_ago=days_ago)


def re_dated(root: Path) -> list[tuple[str, int, str]]:
    site = config.load(root / "syndicate.toml")
    problems = project.check(site, NOW).problems
    return [(p.path, p.line, p.hint) for p in problems if p.code == "re-dated"]


@pytest.fixture(params=["", "sites/jobs"])
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    git(tmp_path, "init", "-q")
    folder = tmp_path / str(request.param)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "syndicate.toml").write_text(SITE)
    return folder


TOLD = [("content/gardener.md", 3, "date: 2026-01-05")]


def test_a_new_date_is_told_before_and_after_it_is_committed(root: Path) -> None:
    commit(root, OLD, days_ago=50)
    assert re_dated(root) == []
    (root / "content/gardener.md").write_text(NEW, "utf-8")
    assert re_dated(root) == TOLD
    commit(root, NEW, days_ago=1)
    assert re_dated(root) == TOLD


def test_a_fresh_checkout_knows_it_too(root: Path, tmp_path: Path) -> None:
    commit(root, OLD, days_ago=50)
    commit(root, NEW, days_ago=1)
    top = tmp_path if root == tmp_path else root.parents[1]
    git(top, "clone", "-q", str(top), str(tmp_path / "clone"))
    assert re_dated(tmp_path / "clone" / root.relative_to(top)) == TOLD
    git(top, "clone", "-q", "--depth", "1", f"file://{top}", str(tmp_path / "shallow"))
    assert re_dated(tmp_path / "shallow" / root.relative_to(top)) == []


def test_the_first_version_counts_where_the_offer_is_newer_than_we_look_back(root: Path) -> None:
    commit(root, OLD, days_ago=20)
    commit(root, OLD.replace("2026-01-05", "2026-02-20"), days_ago=10)
    commit(root, NEW, days_ago=1)
    assert re_dated(root) == TOLD


def test_a_new_text_may_have_a_new_date_and_long_ago_is_let_be(root: Path) -> None:
    commit(root, OLD, days_ago=90)
    commit(root, NEW.replace("Roses", "Tulips"), days_ago=1)
    commit(root, OLD, days_ago=90, name="cook.md")
    commit(root, NEW, days_ago=40, name="cook.md")
    assert re_dated(root) == []


def test_a_line_that_is_added_is_no_new_date(root: Path) -> None:
    commit(root, OLD, days_ago=50)
    commit(root, OLD.replace("location", "contract: permanent\nlocation"), days_ago=1)
    assert re_dated(root) == []


def test_what_was_not_readable_then_is_passed_over(root: Path) -> None:
    commit(root, "---\ntitle: [\n---\nRoses. jobs@aubepine.coop\n", days_ago=50)
    commit(root, NEW, days_ago=1)
    assert re_dated(root) == []


def test_without_git_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    since = NOW - timedelta(days=30)
    assert earlier_texts(tmp_path, ["a.md"], since) == {}
    (tmp_path / ".git").mkdir()  # no repository, and so no answer
    assert earlier_texts(tmp_path, ["a.md"], since) == {}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert earlier_texts(tmp_path, ["a.md"], since) == {}


def test_odd_names_and_bytes_are_no_obstacle(root: Path) -> None:
    commit(root, OLD, days_ago=50, name='café "au lait" 1.md')
    (root / "content" / "latin.md").write_bytes("---\ntitle: é\n---\n".encode("latin-1"))
    commit(root, NEW, days_ago=1, name='café "au lait" 1.md')
    commit(root, NEW, days_ago=1, name="latin.md")
    since = NOW - timedelta(days=30)
    paths = ['content/café "au lait" 1.md', "content/latin.md", "content/none.md"]
    found = earlier_texts(root, paths, since)
    assert found == {paths[0]: OLD}  # what is not UTF-8 says nothing
