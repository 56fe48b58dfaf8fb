"""A Mastodon server of other authors, as a process of its own: PyPI's mastodon-mock."""

from __future__ import annotations

import json
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHON = Path(__file__).parents[1] / "counterparts" / ".venv-mastodon" / "bin" / "python"

_SERVE = """
import sys
from mastodon_mock.config import AuthConfig, DatabaseConfig, MastodonMockConfig
from mastodon_mock.config import SeedAccount, SeedConfig
from mastodon_mock.testing.server import MockServer

people = [SeedAccount(username="jobs", access_token=sys.argv[1]), SeedAccount(username="other")]
server = MockServer(config=MastodonMockConfig(
    database=DatabaseConfig(path=":memory:"),
    auth=AuthConfig(permissive=False),
    seed=SeedConfig(accounts=people),
))
with server:
    print(server.base_url, flush=True)
    sys.stdin.read()
"""


class MastodonServer:
    """The server at *url*; faults are asked for by its own interface."""

    def __init__(self, url: str) -> None:
        self.url = url

    def reset(self) -> None:
        """Forget every status and fault."""
        self._post("reset", {})

    def fail(self, method: str, **effect: object) -> None:
        """Misbehave in the next request with *method*."""
        self._post("faults", {"match": {"methods": [method]}, "effect": effect, "count": 1})

    def _post(self, path: str, body: dict[str, object]) -> None:
        data, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
        with urlopen(Request(f"{self.url}/api/v1/_mock/{path}", data, headers)) as answer:  # noqa: S310 # loopback
            answer.read()


@contextmanager
def running(token: str) -> Iterator[MastodonServer]:
    """The server with one account, whose token is *token*; it ends with us, however we end."""
    command = [str(PYTHON), "-c", _SERVE, token]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield MastodonServer(process.stdout.readline().strip())
        finally:
            process.stdin.close()
