"""Canaries: secrets in every place that takes one are found nowhere, whatever is told of them."""

from __future__ import annotations

import json
import logging
from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from tests.sites import Small

if TYPE_CHECKING:
    from pathlib import Path

#: Bytes that look different in an address, in JSON and in base64.
ENV, FILE, BEAT = "canary/env+91é", "canary file\\92", "canary-beat-93"

#: A board of the site's own that tells its secrets wherever words can stand.
TALKER = """\
import base64, logging, urllib.parse
from syndicate import errors
from syndicate.adapter import Adapter, Features, Kind, Payload, Receipt

class Talker(Adapter):
    features = Features(kind=Kind.POSTING, lookup=True)
    def __init__(self, options):
        self.told = options.text("token") + " " + options.text("password")
        self.fault = options.text("fault")
        if self.fault == "making":
            raise ValueError(self.told)
    def payload(self, subject):
        if self.fault == "payload":
            raise LookupError(self.told)
        return Payload(subject.id, {"title": subject.title}, subject.title)
    def create(self, payload, key):
        spelled = base64.b64encode(("user:" + self.told).encode()).decode()
        words = f"{self.told} {urllib.parse.quote(self.told)} {spelled}"
        if self.fault == "url":
            return Receipt("1", "https://board.example/?token=" + urllib.parse.quote(self.told))
        raise getattr(errors, self.fault, KeyError)(words)
    def find(self, subject):
        raise errors.Unavailable(self.told)
    def check(self):
        return self.told
"""
BOARD = """\
[boards.talker]
adapter = "talker.py:Talker"
token = "${env:CANARY}"
password = "${file:secret.txt}"
fault = "%s"
"""
FAULTS = (
    "Unavailable", "Rejected", "Unauthorised", "Ambiguous", "defect", "url", "payload", "making",
)  # fmt: skip
COMMANDS = (
    ["plan"],
    ["plan", "--json", "--out", "plan.json"],
    ["apply", "--json"],
    ["run", "--once", "--all"],
    ["status"],
    ["status", "--json"],
    ["explain", "gardener", "--board", "talker"],
    ["boards"],
    ["boards", "test", "talker"],
    ["adopt", "talker"],
    ["ledger", "check"],
    ["ledger", "export", "export.jsonl"],
)


def spellings(secret: str) -> set[str]:
    """How *secret* may look in what is written down."""
    raw = secret.encode()
    return {
        secret,
        quote(secret),
        quote(secret, safe=""),
        json.dumps(secret)[1:-1],
        repr(secret)[1:-1],
        b64encode(raw).decode(),
    }


@pytest.mark.parametrize("fault", FAULTS)
def test_no_secret_is_found_anywhere(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(f"{FILE}\n")
    monkeypatch.setenv("CANARY", ENV)
    monkeypatch.setenv("BEAT", f"http://127.0.0.1:9/{BEAT}")
    small = Small(tmp_path / "site", BOARD % fault, '[run]\nheartbeat_url = "${env:BEAT}"\n')
    small.configure(small.boards.replace("secret.txt", str(outside / "secret.txt")))
    small.write("gardener")
    (small.root / "talker.py").write_text(TALKER)
    monkeypatch.chdir(small.root)
    told = [tell(arguments) for arguments in COMMANDS]
    told += [caplog.text, *written(small.root)]
    assert any("…" in text for text in told)
    for text in told:
        for secret in (ENV, FILE, BEAT):
            assert not [one for one in spellings(secret) if one in text]


def tell(arguments: list[str]) -> str:
    """All that a command prints, and the words of what it could not cope with."""
    result = CliRunner().invoke(app, [*arguments, "--now", "2026-03-02"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def written(root: Path) -> list[str]:
    """Every file below *root* as text."""
    files = (path for path in root.rglob("*") if path.is_file())
    return [path.read_bytes().decode("utf-8", "replace") for path in files]
