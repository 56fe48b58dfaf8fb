"""Files on their way: what the tests of upload and git do again and again."""

from __future__ import annotations

import json
import signal
import subprocess
from typing import TYPE_CHECKING, Any

from syndicate.adapter import Call, Operation, Options, Posting, Receipt
from syndicate.http import Client
from syndicate.testing import make_file, make_site
from tests.cli.processes import COMMAND

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.adapter import Adapter, Answer, Payload, PublishedFile


class Uploading:
    """An adapter for files, and a site to take them from; every answer is for one call."""

    def __init__(self, kind: type[Adapter[PublishedFile]], root: Path, **say: Any) -> None:
        client = Client(
            allow_private=say.pop("allow_private", True),
            ca_file=say.pop("ca_file", None),
            deadline=say.pop("deadline", 10),
        )
        self.site = make_site(root)
        self.adapter = kind(Options("web", say, self.site, client))

    def file(self, path: str, content: str = "new") -> Payload:
        """The payload of a file that was just built."""
        return self.adapter.payload(make_file(self.site.feeds_dir, path, content.encode()))

    def call(self, path: str, content: str = "new", held: Posting | None = None) -> Call:
        """To put a file there: in place of the one that is *held*, or of none."""
        operation = Operation.UPDATE if held else Operation.CREATE
        return Call(operation, path, self.file(path, content), held)

    def put(self, path: str, content: str = "new", held: Posting | None = None) -> Answer:
        """Put a file there."""
        (answer,) = self.adapter.send([self.call(path, content, held)])
        return answer

    def keep(self, path: str, content: str = "new", held: Posting | None = None) -> Posting:
        """Put a file there, which goes well; what the ledger knows of it then."""
        call = self.call(path, content, held)
        (answer,) = self.adapter.send([call])
        assert isinstance(answer, Receipt), answer
        assert call.payload
        return Posting(path, answer.remote_id, None, call.payload.digest, call.payload.body)

    def withdraw(self, path: str) -> Answer:
        """Take a file down."""
        (answer,) = self.adapter.send([Call(Operation.WITHDRAW, path, None, Posting(path))])
        return answer


#: An adapter of the project that dies once its board has answered, where a file asks it to.
_MORTAL = """
import os
import signal

from syndicate_adapters.{module} import {name}


class Mortal({name}):
    def send(self, calls):
        answers = super().send(calls)
        asked = self.site.root / "die"
        if asked.exists():
            asked.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return answers
"""

_TABLE = """
[site]
url = "https://jobs.example.org/"
title = "Jobs"
[organization]
name = "Example Cooperative"
address = {{ city = "Lyon", country = "FR" }}
[boards.web]
adapter = "adapters/mortal.py:Mortal"
allow_private_addresses = true
{keys}
"""


class Site:
    """A whole project with one board for its files, and the command line."""

    def __init__(self, root: Path, kind: type[Adapter[PublishedFile]], **keys: str) -> None:
        self.root = root
        (root / "content").mkdir(parents=True)
        (root / "adapters").mkdir()
        module = kind.__module__.rpartition(".")[2]
        mortal = _MORTAL.format(module=module, name=kind.__name__)
        (root / "adapters" / "mortal.py").write_text(mortal, "utf-8")
        said = "\n".join(f"{key} = {json.dumps(value)}" for key, value in keys.items())
        (root / "syndicate.toml").write_text(_TABLE.format(keys=said), "utf-8")

    def offer(self, name: str, text: str = "You bake.") -> None:
        """Write an offer."""
        lines = ["---", f"title: {name.title()}", "date: 2026-02-01", "---", text, ""]
        (self.root / "content" / f"{name}.md").write_text("\n".join(lines), "utf-8")

    def push(self, day: str, *, dies: bool = False) -> None:
        """Build and push on that day of March; with *dies*, be killed after the first answer."""
        assert self.run(day, "build").returncode == 0
        if dies:
            (self.root / "die").touch()
        done = self.run(day, "apply", "--yes")
        assert done.returncode == (-signal.SIGKILL if dies else 0), done.stdout + done.stderr

    def run(self, day: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Any command on that day of March."""
        when = [f"2026-03-{day}T09:00:00+01:00"] if command[0] in {"apply", "build"} else []
        more = ["--project", str(self.root), *(["--now", *when] * bool(when))]
        return subprocess.run(
            [COMMAND, *command, *more], capture_output=True, text=True, check=False
        )

    def files(self) -> dict[str, str]:
        """What the board is to hold."""
        base = self.root / "feeds"
        every = (path for path in base.rglob("*") if path.is_file())
        return {str(path.relative_to(base)): path.read_text("utf-8") for path in every}
