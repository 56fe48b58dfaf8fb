"""Tokens against a client's id and secret: fetched once, kept while they live, told to nobody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from syndicate.errors import Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.http.oauth import ClientCredentials
from syndicate.testing import BoardServer, Reply, faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.testing import Request

SECRET = "c4n4ry/s3cret+with=signs"  # noqa: S105 # opens nothing


class Service(BoardServer):
    """A token service that numbers its tokens, and a board behind it that shows who came."""

    life: object = 1800

    def answer(self, request: Request) -> Reply:
        if request.path == "/token":
            tokens = [call for call in self.calls if call.path == "/token"]
            return Reply(200, {"access_token": f"t0ken-{len(tokens)}", "expires_in": self.life})
        return Reply(200, {"who": request.headers.get("authorization")})


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as service:
        yield service


def credentials(service: BoardServer) -> ClientCredentials:
    http = Client(service.url, secrets=[SECRET], allow_private=True)
    form = {"client_id": "us", "client_secret": SECRET, "scope": "jobs"}
    return ClientCredentials(http, f"{service.url}token", form)


def test_the_form_is_that_of_the_standard(service: Service) -> None:
    credentials(service).client()
    assert parse_qs(service.calls[0].body.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["us"],
        "client_secret": [SECRET],
        "scope": ["jobs"],
    }


def test_one_token_serves_many_calls_and_threads(service: Service) -> None:
    account = credentials(service)
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda _: account.client().get("").fields()["who"], range(8)))
    assert set(said) == {"Bearer t0ken-1"}
    assert [call.path for call in service.calls].count("/token") == 1


@pytest.mark.parametrize("life", [0, 59, -1])
def test_a_token_at_the_end_of_its_life_is_fetched_anew(service: Service, life: int) -> None:
    service.life = life
    account = credentials(service)
    assert account.client().get("").fields() != account.client().get("").fields()


@pytest.mark.parametrize("life", [None, "1800", True, []])
def test_a_token_whose_life_is_not_told_is_kept_for_a_while(service: Service, life: object) -> None:
    service.life = life
    account = credentials(service)
    assert account.client() is account.client()


@pytest.mark.parametrize("life", [float("nan"), float("inf"), 10**400], ids=["nan", "inf", "long"])
def test_a_token_of_an_absurd_life_is_kept_like_any_other(service: Service, life: object) -> None:
    service.life = life
    account = credentials(service)
    assert account.client() is account.client()


def test_a_token_that_was_refused_is_not_used_again(service: Service) -> None:
    account = credentials(service)
    account.client()
    account.forget()
    assert account.client().get("").fields() == {"who": "Bearer t0ken-2"}


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_credentials_that_are_refused_need_a_person(service: Service, status: int) -> None:
    service.next(faults.echo(status))
    with pytest.raises(Unauthorised, match="check the c") as caught:
        credentials(service).client()
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("status", [405, 409, 413, 422])
def test_an_address_that_takes_no_credentials_condemns_no_offer(
    service: Service, status: int
) -> None:
    service.next(faults.echo(status))
    with pytest.raises(Unauthorised, match=f"{status}.*the address of the token service") as caught:
        credentials(service).client()
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_a_service_that_is_ill_is_asked_later(service: Service, status: int) -> None:
    service.next(faults.refuse(status))
    with pytest.raises(Unavailable):
        credentials(service).client()
    assert len(service.calls) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"access_token": ""}', b"{}"])
def test_a_service_that_makes_no_sense_is_asked_later(service: Service, body: bytes) -> None:
    service.next(faults.nonsense(body))
    with pytest.raises(Unavailable, match="without a token"):
        credentials(service).client()


def test_a_token_is_in_no_error(service: Service) -> None:
    account = credentials(service).client()
    service.next(faults.echo(500))
    with pytest.raises(Unavailable) as caught:
        account.get("")
    assert "t0ken-1" not in str(caught.value)
    assert account.excerpt(f"Bearer t0ken-1\n{SECRET}\x1b[31m") == "Bearer … …�[31m"
