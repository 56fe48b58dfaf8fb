"""adapters/README.md is run: what a stranger copies from it works, in a site of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from syndicate.delivery.registry import open_board
from syndicate.errors import Unauthorised
from syndicate.testing import BoardServer, make_offer, make_site

if TYPE_CHECKING:
    from syndicate.adapter import Adapter

ROOT = Path(__file__).parents[2]
README = ROOT / "adapters" / "README.md"
TEXT = README.read_text("utf-8")
BLOCK = re.compile(r"^(?:.* )?`([\w./]+\.py)`:\n\n```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
FILES = dict(BLOCK.findall(TEXT))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site outside this repository with the files that the page tells to write."""
    for name, code in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(code, "utf-8")
    return tmp_path


def test_the_page_has_the_files_it_speaks_of() -> None:
    assert set(FILES) == {
        "adapters/intranet.py",
        "adapters/news.py",
        "tests/test_intranet.py",
        "tests/test_news.py",
    }
    assert TEXT.count("```python") == len(FILES), "a block of the page is not run"


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_file_has_at_most_forty_lines_beside_blank_ones(name: str) -> None:
    assert len([line for line in FILES[name].splitlines() if line.strip()]) <= 40


def test_the_tests_pass_as_the_page_says(site: Path) -> None:
    done = run(site, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests")
    assert done.returncode == 0, done.stdout
    passed = re.search(r"^(\d+) passed in", done.stdout, re.MULTILINE)
    assert passed, done.stdout
    assert int(passed[1]) > 90, "fewer tests ran than the page promises"


def test_the_contract_runs_under_unittest_too(site: Path) -> None:
    code = FILES["tests/test_intranet.py"].replace(
        "class TestIntranet(AdapterContract)", "class TestIntranet(AdapterContract, TestCase)"
    )
    (site / "tests" / "test_intranet.py").write_text(f"from unittest import TestCase\n{code}")
    done = run(site, "-m", "unittest", "discover", "-s", "tests", "-p", "test_intranet.py")
    assert done.returncode == 0, done.stderr
    assert "\nOK" in done.stderr


def test_a_broken_adapter_fails_as_the_page_says(site: Path) -> None:
    file = site / "adapters" / "intranet.py"
    file.write_text(file.read_text("utf-8").replace(", expect=[404]", ""), "utf-8")
    done = run(site, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_intranet.py")
    assert done.returncode == 1
    assert "test_withdrawing_what_is_gone_is_a_success" in done.stdout


def test_the_adapters_satisfy_strict_types(site: Path) -> None:
    done = run(site, "-m", "mypy", "--strict", "--explicit-package-bases", "adapters", "tests")
    assert done.returncode == 0, done.stdout


def configured(site: Path, board: BoardServer) -> Adapter[Any]:
    """The adapter as the page's configuration makes it, for a board at another port."""
    block = re.search(r"```toml\n(\[boards\.intranet\].*?)```", TEXT, re.DOTALL)
    assert block
    boards = tomllib.loads(block[1].replace("http://127.0.0.1:8100/", board.url))["boards"]
    made = open_board(make_site(site, boards=boards), "intranet", {"INTRANET_TOKEN": "secret"})
    return made.adapter


def test_the_configuration_puts_it_to_work(site: Path) -> None:
    with BoardServer(token="secret") as board:  # noqa: S106 # opens nothing
        adapter = configured(site, board)
        adapter.create(adapter.payload(make_offer("baker")), "key")
        assert [held.reference for held in board.postings] == ["baker"]
        found = adapter.find("baker")
        assert found is not None
        adapter.withdraw(found, "key")
        assert board.postings == ()


def test_a_wrong_token_is_seen(site: Path) -> None:
    with BoardServer(token="another") as board:  # noqa: S106 # opens nothing
        adapter = configured(site, board)
        with pytest.raises(Unauthorised, match="check the credentials"):
            adapter.find("baker")


def test_every_file_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (README.parent / target).exists(), target


def run(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words],
        cwd=site,
        env=environment | {"PYTHONDONTWRITEBYTECODE": "1", "MYPY_CACHE_DIR": str(site / ".mypy")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
