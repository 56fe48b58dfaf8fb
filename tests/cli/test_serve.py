"""``syndicate serve``: builds, says where to look, and ends when asked."""

from __future__ import annotations

import re
import signal
import socket
import urllib.request
from typing import TYPE_CHECKING

from click.testing import CliRunner

from syndicate.cli.app import app
from tests.cli.processes import line_with, running

if TYPE_CHECKING:
    from pathlib import Path

SITE = '[site]\nurl = "https://example.org/"\ntitle = "Our jobs"\n'


def test_the_site_is_shown_until_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "syndicate.toml").write_text(SITE)
    (tmp_path / "content").mkdir()
    with running("serve", "--port", "0", "--project", str(tmp_path)) as (process, output, errors):
        address = re.search(r"http://[\d.]+:\d+/", line_with("http://", output))
        assert address
        with urllib.request.urlopen(address[0], timeout=30) as answer:  # noqa: S310 - our own server
            assert "Our jobs" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in errors.read()
        assert process.wait() == 0


def test_a_taken_port_is_said_so_and_nothing_is_built(tmp_path: Path) -> None:
    (tmp_path / "syndicate.toml").write_text(SITE)
    (tmp_path / "content").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        arguments = ["serve", "--port", port, "--project", str(tmp_path)]
        result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert f"port {port}" in result.stderr
    assert not (tmp_path / "feeds").exists()


def test_a_wrong_clock_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    (tmp_path / "syndicate.toml").write_text(SITE)
    arguments = ["serve", "--port", "0", "--project", str(tmp_path), "--now", "noon"]
    assert CliRunner().invoke(app, arguments).exit_code == 2
    assert not (tmp_path / "feeds").exists()
