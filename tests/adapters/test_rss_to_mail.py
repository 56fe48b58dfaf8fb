"""A program of other authors, rss2email, turns our feed into mail: once for each offer."""

from __future__ import annotations

import subprocess
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from tests.adapters.mail_relay import Relay
from tests.sites import Small

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(__file__).parents[1] / "counterparts" / ".venv-rss2email" / "bin" / "r2e"

CONFIG = """\
[DEFAULT]
from = feeds@example.org
to = anna@example.net
email-protocol = smtp
smtp-server = 127.0.0.1
smtp-port = {port}
smtp-auth = False
smtp-ssl = False
html-mail = True
"""

pytestmark = pytest.mark.skipif(
    not PROGRAM.exists(), reason="rss2email is not installed: make counterparts does it"
)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The files of *folder* over HTTP."""
    handler = partial(_Silent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class Subscriber:
    """Somebody who has *feed* sent by mail, through *relay*."""

    def __init__(self, root: Path, relay: Relay, feed: str) -> None:
        self.root = root
        self.relay = relay
        (root / "rss2email.cfg").write_text(CONFIG.format(port=relay.port), "utf-8")
        self._run("add", "jobs", feed)

    def looks(self) -> list[str]:
        """The subjects of what one look brings."""
        before = len(self.relay.mails)
        self._run("run")
        return sorted(str(mail["Subject"]) for _, mail in self.relay.mails[before:])

    def _run(self, *arguments: str) -> None:
        where = ["-c", str(self.root / "rss2email.cfg"), "-d", str(self.root / "rss2email.json")]
        done = subprocess.run(
            [str(PROGRAM), *where, *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr


def build(site: Small) -> None:
    done = CliRunner().invoke(
        app, ["build", "--project", str(site.root), "--now", site.now.isoformat()]
    )
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("feed", ["rss.xml", "atom.xml"])
def test_each_offer_is_one_mail_and_none_comes_twice(tmp_path: Path, feed: str) -> None:
    site = Small(tmp_path / "site", boards="")
    site.write("baker", "Boulangère")
    site.write("miller", "Miller & <sons>")
    build(site)
    with Relay() as relay, served(site.site.feeds_dir) as url:
        subscriber = Subscriber(tmp_path, relay, url + feed)
        assert subscriber.looks() == ["Boulangère", "Miller & <sons>"]
        assert subscriber.looks() == []
        site.write("miller", "Miller & daughters")
        site.write("nurse", "Nurse")
        build(site)
        assert subscriber.looks() == ["Nurse"]
        site.remove("baker")
        build(site)
        assert subscriber.looks() == []
        links = [mail["X-RSS-URL"] for _, mail in relay.mails]
        assert {str(link).rsplit("/jobs/", 1)[1] for link in links} == {
            "baker/",
            "miller/",
            "nurse/",
        }
