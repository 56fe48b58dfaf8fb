"""Boards without their secrets: still asked, never told anything, and missing ones named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from syndicate.delivery.fitness import fitness
from syndicate.delivery.stand_ins import SHAPES, open_to_ask
from syndicate.errors import ConfigurationError
from syndicate.problem import Severity
from syndicate.site import Site
from syndicate.testing import make_offer

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCS = Path(__file__).resolve().parents[2] / "docs" / "boards"
#: Pages of no adapter, and of adapters that hold files: those are not asked about offers.
OTHERS = {"index", "dialects", "francetravail", "upload", "git", "websub"}
PAGES = [page.stem for page in sorted(DOCS.glob("*.md")) if page.stem not in OTHERS]


def example(page: str) -> dict[str, Any]:
    """The first table of boards that the *page* shows."""
    found = re.search(r"```toml\n(\[boards\..+?)```", (DOCS / f"{page}.md").read_text(), re.DOTALL)
    assert found
    table: dict[str, Any] = tomllib.loads(found[1])["boards"]
    return table


def a_site(root: Path, boards: Mapping[str, Any]) -> Site:
    return Site(root=root, url="https://example.org/", title="Jobs", boards=boards)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "google_indexing"])
def test_a_board_whose_secrets_are_missing_can_be_asked(page: str, tmp_path: Path) -> None:
    boards = example(page)
    board = open_to_ask(a_site(tmp_path, boards), next(iter(boards)), environment={})
    found = fitness(board, make_offer())
    assert not any(problem.code == "board-refuses" for problem in found.problems)


def test_a_key_of_rsa_has_no_stand_in_and_is_said_to_be_missing(tmp_path: Path) -> None:
    site = a_site(tmp_path, example("google_indexing"))
    with pytest.raises(ConfigurationError, match=r"google-service-account\.json cannot be read"):
        open_to_ask(site, next(iter(site.boards)), environment={})


def hook(**more: str) -> dict[str, Any]:
    return {"adapter": "webhook", "url": "https://example.org/", "secret": "${env:HOOK}", **more}


def test_a_secret_that_is_at_hand_is_used(tmp_path: Path) -> None:
    site = a_site(tmp_path, {"hook": hook()})
    board = open_to_ask(site, "hook", environment={"HOOK": SHAPES[2]})
    assert board.secrets == (SHAPES[2],)


def test_a_secret_that_is_at_hand_and_wrong_is_told_as_such(tmp_path: Path) -> None:
    site = a_site(tmp_path, {"hook": hook()})
    with pytest.raises(ConfigurationError, match="is not whsec_ and base64"):
        open_to_ask(site, "hook", environment={"HOOK": "short"})


def test_what_is_wrong_whatever_the_secret_is_is_told(tmp_path: Path) -> None:
    site = a_site(tmp_path, {"hook": hook(color="red")})
    with pytest.raises(ConfigurationError, match=r"hook\] color is not a key of this board"):
        open_to_ask(site, "hook", environment={})


def test_a_secret_that_no_stand_in_resembles_is_named(tmp_path: Path) -> None:
    (tmp_path / "strict.py").write_text(
        "from syndicate.adapter import Adapter, Features, Kind, Payload\n"
        "class Strict(Adapter):\n"
        "    features = Features(kind=Kind.POSTING)\n"
        "    def __init__(self, options):\n"
        "        if options.text('pin') != '4711':\n"
        "            raise options.mistake('pin', 'is wrong', 'pin = \"…\"')\n"
        "    def payload(self, subject):\n"
        "        return Payload(subject.id, {})\n"
    )
    site = a_site(tmp_path, {"odd": {"adapter": "strict.py:Strict", "pin": "${env:PIN}"}})
    with pytest.raises(ConfigurationError, match="the environment variable PIN is not set"):
        open_to_ask(site, "odd", environment={})
    assert open_to_ask(site, "odd", environment={"PIN": "4711"}).name == "odd"


@pytest.mark.parametrize(
    ("needs", "code", "words"),
    [
        ("frozenset({'pay'})", "board-needs", "the board needs pay"),
        ("frozenset()", "board-refuses", "the adapter Poor (poor.py:7) failed: RuntimeError: boom"),
    ],
)
def test_a_needed_field_and_a_defect_are_told(
    needs: str, code: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / "poor.py").write_text(
        "from syndicate.adapter import Adapter, Features, Kind\n"
        "class Poor(Adapter):\n"
        f"    features = Features(kind=Kind.POSTING, needs={needs})\n"
        "    def __init__(self, options):\n"
        "        pass\n"
        "    def payload(self, subject):\n"
        "        raise RuntimeError('boom')\n"
    )
    site = a_site(tmp_path, {"poor": {"adapter": "poor.py:Poor"}})
    [problem] = fitness(open_to_ask(site, "poor"), make_offer(pay=None)).problems
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert words in problem.message


def test_an_offer_that_where_leaves_out_is_not_meant(tmp_path: Path) -> None:
    table = hook(secret=SHAPES[2]) | {"where": {"language": "de"}}
    board = open_to_ask(a_site(tmp_path, {"hook": table}), "hook", environment={})
    found = fitness(board, make_offer(language="en"))
    assert found.unmeant == "language is en; the board is for de"
