"""No error shows a secret, wherever it stood and however it was spelt."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from traceback import format_exception
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.errors import AdapterError, Ambiguous
from syndicate.http.redaction import forms, redacted
from syndicate.testing import BoardServer, faults
from tests.http.servers import listening, make_client, saying

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = 'c4n4ry/t0ken+with=signs & "more"'

FAULTS = {
    "an echo of 400": faults.echo(400),
    "an echo of 401": faults.echo(401),
    "an echo of 429": faults.echo(429),
    "an echo of 500": faults.echo(500),
    "a redirect": faults.redirect(f"https://example.org/?token={quote(CANARY)}"),
    "no answer": faults.drop_unanswered(),
    "a reset": faults.drop_unread(),
    "half an answer": faults.truncate(),
    "a line that is no answer": faults.drop_half_way(),
}

CALLS: dict[str, dict[str, Any]] = {
    "in the path": {"url": f"hook/{quote(CANARY, safe='')}"},
    "in the path as it is": {"url": f"hook/{CANARY}"},
    "in the query": {"url": f"hook?token={quote_plus(CANARY)}"},
    "as a parameter": {"url": "hook", "params": {"token": CANARY}},
    "in a header": {"url": "hook", "headers": {"Authorization": f"Bearer {CANARY}"}},
    "as a password": {"url": "hook", "auth": ("user", CANARY)},
    "in a form": {"url": "hook", "data": {"token": CANARY}},
    "in JSON": {"url": "hook", "json": {"token": CANARY}},
    "in bytes": {"url": "hook", "data": CANARY.encode()},
}


@pytest.fixture
def board() -> Iterator[BoardServer]:
    with BoardServer() as board:
        yield board


def spellings(secret: str) -> set[str]:
    raw = secret.encode()
    return {
        secret,
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        b64encode(raw).decode(),
        urlsafe_b64encode(raw).decode(),
    }


def assert_silent(error: BaseException) -> None:
    shown = "".join(format_exception(error)) + repr(error) + repr(error.args)
    for spelling in spellings(CANARY) | {b64encode(f"user:{CANARY}".encode()).decode()}:
        assert spelling not in shown


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("where", CALLS)
def test_no_failure_shows_a_secret(board: BoardServer, where: str, fault: str) -> None:
    how = dict(CALLS[where])
    board.always(FAULTS[fault])
    with pytest.raises(AdapterError) as caught:
        make_client(board.url, secrets=[CANARY]).post(how.pop("url"), **how)
    assert_silent(caught.value)


@pytest.mark.parametrize("where", CALLS)
def test_a_board_that_is_away_shows_no_secret(where: str) -> None:
    board = BoardServer()
    board.start()
    board.stop()
    how = dict(CALLS[where])
    with pytest.raises(AdapterError) as caught:
        make_client(board.url, secrets=[CANARY]).post(how.pop("url"), **how)
    assert_silent(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        f"http://[::1/{CANARY}",
        f"http://user:{quote(CANARY, safe='')}@127.0.0.1:9/",
        f"ftp://example.org/{CANARY}",
        f"http://127.0.0.1:99999/{CANARY}",
        f"{CANARY}",
        f"http://{CANARY}/",
    ],
)
def test_an_address_that_is_none_shows_no_secret(url: str) -> None:
    with pytest.raises(AdapterError) as caught:
        make_client(secrets=[CANARY], deadline=2).get(url)
    assert_silent(caught.value)


def test_a_header_that_cannot_be_sent_shows_no_secret(board: BoardServer) -> None:
    for value in (f"{CANARY}\n", f"{CANARY}\r\nX: y", f"{CANARY}€"):
        with pytest.raises(AdapterError) as caught:
            make_client(board.url, secrets=[CANARY, value]).get("", headers={"X-Key": value})
        assert_silent(caught.value)
    assert board.calls == []


def test_a_status_line_that_repeats_a_secret_shows_none() -> None:
    line = f"HTTP/1.1 nonsense {CANARY}\r\n\r\n".encode()
    with listening(saying(line)) as url, pytest.raises(Ambiguous) as caught:
        make_client(url, secrets=[CANARY]).post("")
    assert_silent(caught.value)


def test_a_secret_at_the_end_of_an_excerpt_is_not_cut_in_half(board: BoardServer) -> None:
    for length in range(150, 210):
        board.next(faults.refuse(400, b"x" * length + CANARY.encode()))
        with pytest.raises(AdapterError) as caught:
            make_client(board.url, secrets=[CANARY]).post("")
        assert CANARY[:4] not in str(caught.value)


def test_a_secret_learnt_later_is_hidden_too(board: BoardServer) -> None:
    client = make_client(board.url, secrets=["first-0ne"]).hiding(CANARY)
    for twin in (client, client.at(board.url), client.hiding("another")):
        board.next(faults.refuse(400, f"first-0ne {CANARY}".encode()))
        with pytest.raises(AdapterError, match=r"… …") as caught:
            twin.post("")
        assert_silent(caught.value)


@pytest.mark.parametrize("user", ["u", "us", "use", "user", "ünî", ""])
@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
def test_a_password_is_found_within_base64(board: BoardServer, user: str, encode: Any) -> None:
    encoded = encode(f"{user}:{CANARY}:x".encode()).decode()
    board.next(faults.refuse(400, f"Basic {encoded}".encode()))
    with pytest.raises(AdapterError, match=r"Basic .*…") as caught:
        make_client(board.url, secrets=[CANARY]).post("")
    left = str(caught.value).partition("Basic ")[2]
    assert len(left) < len(encoded) - len(CANARY), left


def test_short_and_empty_secrets_leave_words_alone(board: BoardServer) -> None:
    board.next(faults.refuse(400, b"no such thing"))
    with pytest.raises(AdapterError, match="400 no such thing"):
        make_client(board.url, secrets=["", "no"]).hiding("", "th").post("")


def test_user_and_password_of_an_address_are_not_shown(board: BoardServer) -> None:
    board.next(faults.refuse(400))
    url = board.url.replace("http://", "http://anna:s3cret@")
    with pytest.raises(AdapterError) as caught:
        make_client().get(f"{url}?token=s3cret")
    assert "s3cret" not in str(caught.value)
    assert "anna" not in str(caught.value)


@given(st.text(min_size=4), st.text(), st.text())
def test_no_spelling_of_any_secret_is_left(secret: str, before: str, after: str) -> None:
    hidden = forms([secret])
    raw = secret.encode("utf-8", "surrogatepass")
    for spelling in (secret, quote(raw), quote_plus(raw), json.dumps(secret)[1:-1]):
        assert spelling not in redacted(f"{before} {spelling} {after}", hidden).replace("…", "")
