"""``docs/checking.md``: its recipes are YAML that CI takes, and do what the page says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs

import click
import pytest
import yaml

from syndicate.cli.app import app
from syndicate.cli.matrix_markdown import LIMIT, MARK
from tests.cli.judged import GOLDEN, check, project

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "checking.md").read_text("utf-8")
GITHUB, GITLAB = (
    yaml.load(block, yaml.BaseLoader)  # noqa: S506 - texts only: "on" stays a word
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
)
SCRIPTS = {
    **{
        f"GitHub: {step.get('name', step['run'])}": step["run"]
        for step in GITHUB["jobs"]["boards"]["steps"]
        if "run" in step
    },
    **{f"GitLab: {at}": script for at, script in enumerate(GITLAB["offers"]["script"])},
}


def test_the_recipe_for_github_may_comment_and_asks_for_nothing_more() -> None:
    assert list(GITHUB["on"]) == ["pull_request"]
    assert GITHUB["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert all(("uses" in step) != ("run" in step) for step in GITHUB["jobs"]["boards"]["steps"])


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_one_that_bash_takes(name: str) -> None:
    script = re.sub(r"\$\{\{.*?\}\}", "x", SCRIPTS[name])
    told = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_scripts_use_options_that_exist_and_find_comments_by_their_mark() -> None:
    every = "\n".join(SCRIPTS.values())
    command = app.get_command(click.Context(app), "check")
    assert command is not None
    known = {spelling for parameter in command.params for spelling in parameter.opts}
    calls = re.findall(r"syndicate check (--boards --format .*?)[\"<>]", every)
    assert len(calls) == 2
    assert {word for call in calls for word in call.split() if word.startswith("--")} <= known
    assert every.count(f"mark='{MARK}'") == 2
    assert f"{LIMIT:,} characters" in PAGE


@pytest.fixture
def request_of(tmp_path: Path) -> Path:
    """A clone with a branch that changes one offer, adds a picture and removes an offer."""
    root = project(tmp_path)

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)

    git("init", "--quiet", "--initial-branch", "main")
    git("config", "user.email", "a@example.org")
    git("config", "user.name", "A")
    git("add", ".")
    git("commit", "--quiet", "--message", "offers")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    cook = root / "content" / "cook.md"
    cook.write_text(cook.read_text().replace("14 EUR", "15 EUR"))
    (root / "content" / "a picture.png").write_bytes(b"\x89PNG")
    (root / "content" / "guide.md").unlink()
    git("add", "--all")
    git("commit", "--quiet", "--message", "a request")
    return root


@pytest.mark.parametrize("name", [name for name in SCRIPTS if "mapfile" in SCRIPTS[name]])
def test_a_recipe_judges_what_the_request_changes(name: str, request_of: Path) -> None:
    variables = {
        "BASE": "origin/main",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": "origin/main",
        "GITHUB_STEP_SUMMARY": str(request_of / "summary.md"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    told = subprocess.run(
        ["bash", "-e", "-c", SCRIPTS[name]],
        cwd=request_of,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    comment = (request_of / "comment.md").read_text("utf-8")
    assert comment.startswith(MARK)
    assert re.findall(r"In `(.*)`:", comment) == ["content/cook.md"]


class Notes(BaseHTTPRequestHandler):
    """The notes of one request, as GitLab answers about them."""

    asked: ClassVar[list[str]]
    notes: ClassVar[list[dict[str, object]]]

    def do_GET(self) -> None:
        self._answer(self.notes)

    def do_POST(self) -> None:
        self.notes.append({"id": 70 + len(self.notes), "body": self._body()})
        self._answer(self.notes[-1])

    def do_PUT(self) -> None:
        [note] = [note for note in self.notes if self.path.endswith(f"/notes/{note['id']}")]
        note["body"] = self._body()
        self._answer(note)

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - its name in the library
        self.asked.append(f"{self.command} {self.path}")

    def _body(self) -> str:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        [body] = parse_qs(text)["body"]
        return body

    def _answer(self, value: object) -> None:
        assert self.headers["PRIVATE-TOKEN"] == "t0ken"
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def gitlab() -> Iterator[tuple[str, type[Notes]]]:
    """The address of a stand-in for GitLab, and what it holds and was asked."""
    held = type("Held", (Notes,), {"asked": [], "notes": [{"id": 7, "body": "Nice!"}]})
    with ThreadingHTTPServer(("127.0.0.1", 0), held) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", held
        server.shutdown()
        thread.join()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_on_gitlab_there_is_one_comment_and_it_is_up_to_date(
    gitlab: tuple[str, type[Notes]], tmp_path: Path
) -> None:
    address, held = gitlab
    variables = {
        "CI_API_V4_URL": address,
        "CI_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "3",
        "OFFERS_TOKEN": "t0ken",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    for words in ("first & foremost", "second: é"):
        (tmp_path / "comment.md").write_text(f"{MARK}\n{words}\n", "utf-8")
        subprocess.run(
            ["bash", "-e", "-c", GITLAB["offers"]["script"][-1]],
            cwd=tmp_path,
            env=os.environ | variables,
            check=True,
        )
    assert [note["body"] for note in held.notes] == ["Nice!", f"{MARK}\nsecond: é\n"]
    assert held.asked[-1] == "PUT /projects/5/merge_requests/3/notes/71"


def test_what_the_page_shows_is_what_the_command_says(tmp_path: Path) -> None:
    root = project(tmp_path)
    reports = [
        check(root, "--summary").stdout,
        (GOLDEN / "boards.txt").read_text("utf-8"),
    ]
    blocks = re.findall(r"\n\n```\n(.*?)\n```\n", PAGE, re.DOTALL)
    assert len(blocks) == 2
    for block, report in zip(blocks, reports, strict=True):
        lines = [line for line in block.splitlines() if line]
        assert [line for line in lines if line not in report.splitlines()] == []
