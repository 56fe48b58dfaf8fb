"""Connections are kept, nothing else is: no cookie, no proxy, no password of the machine."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from syndicate.errors import AdapterError, Rejected
from syndicate.testing import BoardServer, faults
from tests.http.servers import listening, make_client, read_request

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def board() -> Iterator[BoardServer]:
    with BoardServer() as board:
        yield board


def connections(answers: list[bytes], calls: int, *, pause: float = 0.0) -> int:
    """How many connections *calls* calls take, to a server that gives each *answers* in turn.

    After each call there is a *pause* of so many seconds.
    """
    opened: list[socket.socket] = []

    def serve(connection: socket.socket) -> None:
        opened.append(connection)
        for answer in answers:
            if not read_request(connection):
                return
            connection.sendall(answer)

    with listening(serve, calls) as url:
        client = make_client(url)
        for _ in range(calls):
            client.post("", json={})
            time.sleep(pause)
    return len(opened)


ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


def test_a_connection_is_used_again() -> None:
    assert connections([ANSWER] * 5, 5) == 1


def test_a_connection_that_the_board_closed_is_opened_anew() -> None:
    # A call that crosses the end of the connection on the wire is ambiguous: let it arrive.
    assert connections([ANSWER], 3, pause=0.2) == 3


def test_a_connection_is_used_again_after_a_refusal() -> None:
    opened: list[socket.socket] = []

    def refuse(connection: socket.socket) -> None:
        opened.append(connection)
        while read_request(connection):
            connection.sendall(b"HTTP/1.1 422 No\r\nContent-Length: 2\r\n\r\nno")

    with listening(refuse) as url:
        client = make_client(url)
        for _ in range(4):
            with pytest.raises(Rejected):
                client.post("", json={})
    assert len(opened) == 1


def test_many_threads_share_a_client(board: BoardServer) -> None:
    client = make_client(board.url)

    def post(number: int) -> None:
        for turn in range(10):
            client.post("postings", json={"reference": f"{number}-{turn}"})

    threads = [threading.Thread(target=post, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({held.reference for held in board.postings}) == len(board.postings) == 80


def test_cookies_are_not_carried(board: BoardServer) -> None:
    client = make_client(board.url)
    board.next(
        faults.refuse(200, b"{}", Set_Cookie="session=1; Path=/"),
        faults.refuse(400, b"{}", Set_Cookie="session=2; Path=/"),
        faults.Fault(status=200, headers={"Set-Cookie": "session=3"}, body=b"{}", stop_after=-1),
    )
    for _ in range(4):
        with suppress(AdapterError):
            client.get("postings")
    assert len(board.calls) == 4
    assert [call.headers for call in board.calls if "cookie" in call.headers] == []


def test_proxies_of_the_environment_are_not_used(
    board: BoardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with BoardServer() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.setenv("no_proxy", "")
        assert make_client(board.url).get("").status == 200
        assert proxy.calls == []
    assert len(board.calls) == 1


def test_passwords_of_netrc_are_not_used(
    board: BoardServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login anna password s3cret\n", "utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    make_client(board.url).get("")
    assert "authorization" not in board.calls[0].headers


def test_passwords_in_an_address_are_not_used(board: BoardServer) -> None:
    """What stands in an address ends up in logs: credentials are given by name, or not at all."""
    make_client().get(board.url.replace("http://", "http://anna:s3cret@"))
    assert "authorization" not in board.calls[0].headers


def test_credentials_that_are_given_are_sent(board: BoardServer) -> None:
    client = make_client(board.url, headers={"Authorization": "Bearer t0ken"})
    client.get("")
    client.get("", headers={"Authorization": "Bearer other"})
    client.get("", auth=("anna", "s3cret"))
    sent = [call.headers["authorization"] for call in board.calls]
    assert sent == ["Bearer t0ken", "Bearer other", "Basic YW5uYTpzM2NyZXQ="]


def test_a_base_address_and_headers_hold_for_every_call(board: BoardServer) -> None:
    client = make_client("http://nowhere.invalid/", headers={"A": "1"}).at(board.url, {"B": "2"})
    client.get("postings")
    call = board.calls[0]
    assert (call.path, call.headers["a"], call.headers["b"]) == ("/postings", "1", "2")
