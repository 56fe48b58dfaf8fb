"""Google's Indexing API: the contract, against a stand-in that verifies what Google verifies."""

from __future__ import annotations

import json
import sys
from datetime import time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt
from syndicate_adapters.google_indexing import GoogleIndexing

from syndicate.adapter import Options, Posting
from syndicate.delivery.registry import open_board
from syndicate.errors import ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.testing import AdapterContract, BoardServer, Reply, faults, make_offer, make_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from syndicate.testing import Request

EMAIL = "syndicate@jobs-example.iam.gserviceaccount.com"
PAGE = "https://jobs.example.org/jobs/baker/"


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(private: rsa.RSAPrivateKey) -> str:
    return private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


class Google(BoardServer):
    """The token service, which verifies signatures, and the API, which verifies tokens."""

    issued = "c4n4ry/t0ken+with=signs"
    token_fault: Reply | None = None

    def __init__(self) -> None:
        super().__init__()
        self.tokens_fetched = 0

    def is_preparation(self, request: Request) -> bool:
        return request.path == "/token"

    def answer(self, request: Request) -> Reply:
        if request.path == "/token":
            self.tokens_fetched += 1
            return self.token_fault or self._token(request)
        if request.headers.get("authorization") != f"Bearer {self.issued}":
            return Reply(401, {"error": {"status": "UNAUTHENTICATED"}})
        match request.method, request.path:
            case "GET", "/v3/urlNotifications/metadata":
                return Reply(404, {"error": {"status": "NOT_FOUND"}})
            case "POST", "/v3/urlNotifications:publish":
                return self._published(request.fields())
        return Reply(404, {"error": {"status": "NOT_FOUND"}})

    def credentials(self, **changes: object) -> str:
        """The JSON key of a service account, as Google's console hands it out."""
        return json.dumps(
            {
                "type": "service_account",
                "client_email": EMAIL,
                "private_key_id": "1",
                "private_key": pem(key()),
                "token_uri": f"{self.url}token",
            }
            | changes
        )

    def _token(self, request: Request) -> Reply:
        form = parse_qs(request.body.decode())
        numbers = (
            key()
            .public_key()
            .public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
        audience = "https://oauth2.googleapis.com/token"
        try:
            claims = jwt.decode(form["assertion"][0], certs=numbers, audience=audience)
        except ValueError:
            return Reply(400, {"error": "invalid_grant", "error_description": "Invalid JWT"})
        assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
        assert claims["scope"] == "https://www.googleapis.com/auth/indexing"
        assert claims["iss"] == EMAIL
        return Reply(200, {"access_token": self.issued, "expires_in": 3599})

    def _published(self, told: dict[str, Any]) -> Reply:
        if told.keys() != {"url", "type"} or told["type"] not in {"URL_UPDATED", "URL_DELETED"}:
            return Reply(400, {"error": {"status": "INVALID_ARGUMENT"}})
        notice = {"url": told["url"], "type": told["type"], "notifyTime": "2026-03-01T12:00:00Z"}
        return Reply(200, {"urlNotificationMetadata": {"url": told["url"], "latestUpdate": notice}})


class TestGoogleIndexing(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "nonsense": "a notice that was accepted has nothing to tell that we would keep"
    }

    def make(self, board: BoardServer) -> GoogleIndexing:
        assert isinstance(board, Google)
        return GoogleIndexing(self.options(credentials=board.credentials(), endpoint=board.url))

    def board(self) -> BoardServer:
        return Google()


@pytest.fixture
def google() -> Iterator[Google]:
    with Google() as google:
        yield google


def indexing(google: Google, **changes: object) -> GoogleIndexing:
    values = {"credentials": google.credentials(**changes), "endpoint": google.url}
    return GoogleIndexing(Options("g", values, make_site("/"), Client(allow_private=True)))


def create(adapter: GoogleIndexing) -> None:
    adapter.create(adapter.payload(make_offer()), "key")


def test_pages_are_told_to_be_new_changed_and_gone(google: Google) -> None:
    adapter = indexing(google)
    payload = adapter.payload(make_offer())
    receipt = adapter.create(payload, "1")
    adapter.update(payload, Posting("baker", receipt.remote_id, receipt.url), "2")
    adapter.withdraw(Posting("baker", receipt.remote_id, receipt.url), "3")
    assert [call.fields() for call in google.calls] == [
        {"url": PAGE, "type": "URL_UPDATED"},
        {"url": PAGE, "type": "URL_UPDATED"},
        {"url": PAGE, "type": "URL_DELETED"},
    ]


def test_a_page_that_moved_is_told_to_be_gone_and_new(google: Google) -> None:
    adapter = indexing(google)
    old = Posting("baker", "https://jobs.example.org/old/", "https://jobs.example.org/old/")
    assert adapter.update(adapter.payload(make_offer()), old, "1").url == PAGE
    assert [call.fields() for call in google.calls] == [
        {"url": old.url, "type": "URL_DELETED"},
        {"url": PAGE, "type": "URL_UPDATED"},
    ]


def test_one_token_serves_many_calls(google: Google) -> None:
    adapter = indexing(google)
    for _ in range(3):
        create(adapter)
    assert google.tokens_fetched == 1


def test_a_token_that_is_refused_is_not_used_again(google: Google) -> None:
    adapter = indexing(google)
    create(adapter)
    google.issued = "another-t0ken"
    with pytest.raises(Unauthorised, match=EMAIL):
        create(adapter)
    create(adapter)
    assert google.tokens_fetched == 2


def test_an_account_that_is_no_owner_is_told_whom_to_add_where(google: Google) -> None:
    adapter = indexing(google)
    google.next(faults.refuse(403, b'{"error": {"message": "Failed to verify the URL ownership"}}'))
    with pytest.raises(Unauthorised, match=rf"ownership.*add {EMAIL} as an owner of https://jobs"):
        create(adapter)


@pytest.mark.parametrize(
    ("date", "message", "wait"),
    [
        # 20:00 and 23:59 in California; in winter and in summer; the night of the change.
        ("Mon, 02 Mar 2026 04:00:00 GMT", "Publish requests per day", timedelta(hours=4)),
        ("Thu, 02 Jul 2026 06:59:00 GMT", "Publish requests per day", timedelta(minutes=1)),
        ("Sun, 08 Mar 2026 08:30:00 GMT", "Publish requests per day", timedelta(hours=22.5)),
        ("Mon, 02 Mar 2026 04:00:00 GMT", "Requests per minute", timedelta(minutes=1)),
        ("Mon, 02 Mar 2026 04:00:00 GMT", "something else", None),
    ],
)
def test_calls_used_up_wait_for_the_day_or_the_minute(
    google: Google, date: str, message: str, wait: timedelta | None
) -> None:
    adapter = indexing(google)
    google.next(faults.refuse(429, json.dumps({"error": message}).encode(), Date=date))
    with pytest.raises(Unavailable, match="calls") as caught:
        create(adapter)
    assert caught.value.retry_after == wait


def test_the_day_ends_at_midnight_in_california() -> None:
    limit = {limit.name: limit for limit in GoogleIndexing.features.limits}["day"]
    assert (limit.capacity, limit.resets, limit.zone) == (200, time(0), "America/Los_Angeles")


def test_a_key_that_was_deleted_needs_a_person_and_publishes_nothing(google: Google) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    adapter = indexing(google, private_key=pem(stranger))
    with pytest.raises(Unauthorised, match="invalid_grant"):
        create(adapter)
    assert google.calls == []


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_token_service_that_is_ill_is_asked_once_and_later(google: Google, status: int) -> None:
    adapter = indexing(google)
    google.token_fault = Reply(status, {"error": "internal_failure"})
    with pytest.raises(Unavailable):
        create(adapter)
    assert (google.tokens_fetched, google.calls) == (1, [])


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'"x"', {}, {"access_token": None}])
def test_a_token_service_that_answers_nonsense_is_asked_later(google: Google, body: object) -> None:
    adapter = indexing(google)
    google.token_fault = Reply(200, body)
    with pytest.raises(Unavailable, match="without a token"):
        create(adapter)
    assert google.calls == []


def test_a_page_without_a_valid_job_posting_is_not_told(google: Google) -> None:
    adapter = indexing(google)
    assert not list(adapter.problems(make_offer()))
    (problem,) = adapter.problems(make_offer(locations=(), workplace=None))
    assert "no valid JobPosting" in problem.message


def test_an_address_that_no_one_remembers_cannot_be_told(google: Google) -> None:
    with pytest.raises(Rejected, match="address of baker is not known"):
        indexing(google).withdraw(Posting("baker"), "key")


@pytest.mark.parametrize("text", ["{}", "[]", "no JSON", '{"private_key": "c4n4ry"}'])
def test_credentials_of_another_form_are_refused_and_not_shown(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"\[boards\.g\] credentials is not") as caught:
        GoogleIndexing(Options("g", {"credentials": text}, make_site("/"), Client()))
    assert text not in str(caught.value)
    assert "c4n4ry" not in str(caught.value)


def test_without_google_auth_the_line_to_install_it_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, google: Google
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "google"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "google", None)
    (tmp_path / "key.json").write_text(google.credentials(), "utf-8")
    boards = {"g": {"adapter": "google_indexing", "credentials": "${file:key.json}"}}
    with pytest.raises(ConfigurationError, match=r"pip install 'syndicate-jobs\[google\]'"):
        open_board(make_site(tmp_path, boards=boards), "g")


def test_addresses_are_told_as_the_sitemap_writes_them(google: Google) -> None:
    adapter = indexing(google)
    payload = adapter.payload(make_offer(url="https://jobs.example.org/métier/?a=b%20c"))
    assert payload.body["url"] == "https://jobs.example.org/m%C3%A9tier/?a=b%20c"
