"""Digests by mail, the whole way: sent once, also when the process dies on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.adapters.mailing import (
    ANNA,
    BERT,
    listed,
    relay,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.adapters.mail_relay import Relay

__all__ = ["relay"]


# -- the whole way, and a process that dies on it -----------------------------------------------

SITE = """
[site]
url = "https://jobs.example.org/"
title = "Jobs"
[organization]
name = "Example Cooperative"
address = {{ city = "Lyon", country = "FR" }}
[boards.news]
adapter = "mortal.py:Mortal"
host = "127.0.0.1"
port = {port}
security = "none"
allow_private_addresses = true
from = "jobs@example.org"
recipients = "people.txt"
unsubscribe_mail = "leave@example.org"
"""

MORTAL = """
import os, signal
from syndicate_adapters.email import Email
from syndicate_adapters.email.relay import Session

class Dying(Session):
    def deliver(self, sender, to, message):
        super().deliver(sender, to, message)
        if os.environ.get("DIE_AFTER") == to.address:
            os.kill(os.getpid(), signal.SIGKILL)

import syndicate_adapters.email.relay as relay
relay.Session = Dying

class Mortal(Email):
    pass
"""


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "syndicate", *arguments, "--project", str(root)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def project(root: Path, relay: Relay, *names: str) -> None:
    (root / "content").mkdir(exist_ok=True)
    (root / "syndicate.toml").write_text(SITE.format(port=relay.port), "utf-8")
    (root / "mortal.py").write_text(MORTAL, "utf-8")
    for name in names:
        text = f"---\ntitle: {name}\ndate: 2026-03-01\n---\nWe look for a {name}.\n"
        (root / "content" / f"{name}.md").write_text(text, "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("last", [ANNA, BERT])
def test_a_process_that_dies_after_a_mail_was_taken_sends_it_to_nobody_again(
    relay: Relay, tmp_path: Path, last: str
) -> None:
    project(listed(tmp_path, ANNA, BERT), relay, "Baker", "Miller")
    assert run(tmp_path, "apply", "--yes", DIE_AFTER=last).returncode == -signal.SIGKILL
    had = [ANNA, BERT][: 1 + (last == BERT)]
    assert relay.received() == had
    again = run(tmp_path, "apply", "--yes")
    assert again.returncode == 1, again.stderr
    assert "2 for a person" in again.stdout
    assert "may or may not have happened" in again.stdout
    assert relay.received() == had
    # What is new since then is one message, and the person's word is not needed for it.
    project(tmp_path, relay, "Nurse", "Pilot")
    run(tmp_path, "apply", "--yes")
    assert relay.received() == [*had, ANNA, BERT]
    assert relay.mails[-1][1]["Subject"] == "Jobs: Nurse, Pilot"


def test_an_offer_is_in_one_digest_only_whatever_becomes_of_it(
    relay: Relay, tmp_path: Path
) -> None:
    project(listed(tmp_path, ANNA, BERT), relay, "Baker", "Miller")
    relay.answers[BERT] = "550 no such user"
    first = run(tmp_path, "apply", "--yes")
    assert first.returncode == 1
    assert "2 created" in first.stdout
    assert "not sent to line 2 of people.txt" in first.stdout
    file = tmp_path / "content" / "Baker.md"
    file.write_text(file.read_text("utf-8").replace("title: Baker", "title: Head baker"), "utf-8")
    (tmp_path / "content" / "Miller.md").unlink()
    second = run(tmp_path, "apply", "--yes")
    assert second.returncode == 0, second.stdout
    assert relay.received() == [ANNA]
