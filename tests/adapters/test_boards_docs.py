"""docs/boards says what the adapters do, no less and no more."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from syndicate.config import load
from syndicate.delivery.registry import open_boards
from tests.adapters.boards_table import INDEX, features, shown, table

if TYPE_CHECKING:
    from pathlib import Path

NAMES = tuple(features())
#: Pages about no adapter: what there is, what is read from us, and a board without a way in.
PAGES = ("index", "dialects", "francetravail")

#: Secrets that have a form of their own; all others are the longest that any board wants.
SECRETS = {
    "APPRISE_URL": "json://example.org/jobs",
    "DISCORD_WEBHOOK": "https://discord.com/api/webhooks/1/token",
    "TELEGRAM_TOKEN": "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
}


def test_the_table_is_what_the_adapters_say() -> None:
    assert shown() == table(), "write it anew: python -m tests.adapters.boards_table"


def test_every_adapter_has_its_page_and_every_page_its_adapter() -> None:
    assert {page.stem for page in INDEX.parent.glob("*.md")} == {*PAGES, *NAMES}


def example(name: str) -> str:
    page = (INDEX.parent / f"{name}.md").read_text("utf-8")
    return page.split("```toml\n")[1].split("```")[0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("written_out", [False, True])
def test_the_example_of_a_page_is_a_board(
    name: str, written_out: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it stands, and with every line that is commented out."""
    for variable in re.findall(r"\$\{env:(\w+)\}", example(name)):
        monkeypatch.setenv(variable, SECRETS.get(variable, "whsec_" + "c2VjcmV0" * 5))
    (tmp_path / "indexnow-key.txt").write_text("0123456789abcdef", "utf-8")
    (tmp_path / "google-service-account.json").write_text(google_key(), "utf-8")
    text = example(name).replace("\n# ", "\n") if written_out else example(name)
    head = '[site]\nurl = "https://jobs.example.org/"\ntitle = "Jobs"\n'
    file = tmp_path / "syndicate.toml"
    file.write_text(head + text, "utf-8")
    (board,) = open_boards(load(file))
    assert tomllib.loads(text)["boards"][board.name]["adapter"] == name


def google_key() -> str:
    import json

    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    return json.dumps(
        {
            "client_email": "jobs@example.iam.gserviceaccount.com",
            "token_uri": "https://oauth2.googleapis.com/token",
            "private_key": pem.decode(),
        }
    )
