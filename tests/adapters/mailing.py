"""What the tests of digests by mail share: addresses, relays, and the adapter made for them."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
import trustme
from syndicate_adapters.email import Email

from syndicate.adapter import Answer, Call, Operation, Options
from syndicate.http import Client
from syndicate.testing import make_offer, make_site
from tests.adapters.mail_relay import Relay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from syndicate.offer import Offer

PASSWORD = "c4n4ry/relay+pass=word"  # noqa: S105 # opens nothing
ANNA, BERT, CARL = "anna@example.net", "bert@example.net", "carl@example.net"
LEAVE = "https://lists.example.org/leave?address={address}"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def server_side(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture
def relay() -> Iterator[Relay]:
    with Relay() as relay:
        yield relay


def email(root: Path, port: int = 25, /, **say: object) -> Email:
    """The adapter, for the file of recipients in *root* unless told otherwise."""
    plain: dict[str, object] = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "from": "Jobs at Example <jobs@example.org>",
        "unsubscribe": LEAVE,
    }
    if "to" not in say:
        plain["recipients"] = "people.txt"
    values = {key: value for key, value in (plain | say).items() if value is not None}
    allow = bool(say.pop("allow_private", True))
    values.pop("allow_private", None)
    site = make_site(root)
    return Email(Options("news", values, site, Client(allow_private=allow)))


def listed(root: Path, *addresses: str) -> Path:
    (root / "people.txt").write_text("\n".join(addresses) + "\n", "utf-8")
    return root


def send(adapter: Email, *offers: Offer) -> Answer:
    """The one answer that all *offers* got."""
    calls = [
        Call(Operation.CREATE, f"key-{number}", adapter.payload(offer))
        for number, offer in enumerate(offers or (make_offer(),))
    ]
    answers = adapter.send(calls)
    assert len(answers) == len(calls)
    assert len({id(answer) for answer in answers}) == 1
    return answers[0]


def texts(mail: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML."""
    parts = {
        part.get_content_type(): part.get_content().replace("\r\n", "\n")
        for part in mail.iter_parts()
    }
    assert list(parts) == ["text/plain", "text/html"]
    return parts["text/plain"], parts["text/html"]
