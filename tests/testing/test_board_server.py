"""The board on loopback: it holds, it remembers, and it misbehaves exactly as told."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from syndicate.errors import AdapterError, Ambiguous, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.testing import BoardServer, Fault, Shelf, faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def board() -> Iterator[BoardServer]:
    with BoardServer() as board:
        yield board


def client(board: BoardServer, **headers: str) -> Client:
    return Client(board.url, headers=headers, allow_private=True, deadline=5)


def post(board: BoardServer, reference: str = "baker", key: str = "") -> str:
    headers = {"Idempotency-Key": key} if key else {}
    body = {"reference": reference, "title": "Baker"}
    return str(client(board, **headers).post("postings", json=body).fields()["id"])


def test_it_posts_shows_changes_and_takes_down(board: BoardServer) -> None:
    http = client(board)
    posting_id = post(board)
    shown = http.get("postings", params={"reference": "baker"}).fields()["postings"]
    assert shown == [
        {
            "id": posting_id,
            "reference": "baker",
            "url": f"{board.url}postings/{posting_id}",
            "body": {"title": "Baker"},
        }
    ]
    http.put(f"postings/{posting_id}", json={"title": "Miller"})
    assert board.postings[0].body == {"title": "Miller"}
    http.delete(f"postings/{posting_id}")
    assert http.delete(f"postings/{posting_id}", expect=[404]).status == 404
    assert http.put(f"postings/{posting_id}", json={}, expect=[404]).status == 404
    assert board.postings == ()
    assert board.history == [("create", "baker"), ("update", "baker"), ("withdraw", "baker")]


def test_it_counts_every_call(board: BoardServer) -> None:
    post(board)
    client(board).get("postings")
    assert [(call.method, call.path) for call in board.calls] == [
        ("POST", "/postings"),
        ("GET", "/postings"),
    ]


def test_duplicates_are_facts(board: BoardServer) -> None:
    for reference in ("baker", "miller", "baker"):
        post(board, reference)
    assert board.duplicates == ("baker",)


def test_keys_are_honoured_only_when_told_to(board: BoardServer) -> None:
    assert post(board, key="k") != post(board, key="k")
    with BoardServer(keys=True) as keyed:
        assert post(keyed, key="k") == post(keyed, key="k") != post(keyed, key="other")
        keyed.shelf.forget_keys()
        assert post(keyed, key="k") == "3"


def test_a_token_is_asked_for_when_told_to() -> None:
    with BoardServer(token="t0ken") as board:  # noqa: S106 # opens nothing
        with pytest.raises(Unauthorised):
            client(board).get("")
        assert client(board, Authorization="Bearer t0ken").get("").status == 200


def test_new_postings_are_listed_late_when_told_to() -> None:
    with BoardServer(late=2) as board:
        post(board)
        seen = [len(client(board).get("postings").fields()["postings"]) for _ in range(4)]
        assert seen == [0, 0, 1, 1]
        assert len(board.postings) == 1


def test_what_it_does_not_know_is_not_found(board: BoardServer) -> None:
    assert client(board).get("nothing", expect=[404]).status == 404
    assert client(board).patch("postings", expect=[404]).status == 404


@pytest.mark.parametrize(
    ("body", "status"), [(b"", 400), (b"[]", 400), (b"{}", 422), (b'{"reference": 7}', 422)]
)
def test_what_is_no_posting_is_refused(board: BoardServer, body: bytes, status: int) -> None:
    assert client(board).post("postings", data=body, expect=[status]).status == status
    assert board.postings == ()


ACCEPTING = {
    "500 after the deed": faults.accept_then(500),
    "no answer": faults.drop_unanswered(),
    "half a line": faults.drop_half_way(),
    "all but a byte": faults.truncate(),
}
REFUSING = {
    "422": faults.refuse(422),
    "429": faults.too_many("5"),
    "unread": faults.drop_unread(),
    "nonsense": faults.nonsense(),
    "echo": faults.echo(400),
    "redirect": faults.redirect("http://127.0.0.1/"),
}


@pytest.mark.parametrize("name", [*ACCEPTING, *REFUSING])
def test_a_fault_does_the_deed_or_not_and_happens_once(board: BoardServer, name: str) -> None:
    board.next((ACCEPTING | REFUSING)[name])
    with pytest.raises(AdapterError):
        client(board).post("postings", json={"reference": "a"}).fields()
    assert len(board.postings) == (name in ACCEPTING)
    assert len(board.calls) == 1
    assert post(board)


def test_faults_come_in_their_order_and_then_for_ever(board: BoardServer) -> None:
    board.always(faults.refuse(410))
    board.next(faults.refuse(411), None, faults.refuse(412))
    http = client(board)
    statuses = [http.get("", expect=range(600)).status for _ in range(5)]
    assert statuses == [411, 200, 412, 410, 410]
    board.always(None)
    assert http.get("").status == 200


def test_a_late_deed_is_done_after_the_caller_gave_up(board: BoardServer) -> None:
    board.next(faults.delay(0.3))
    with pytest.raises(Ambiguous):
        client(board).post("postings", json={"reference": "a"}, deadline=0.1)
    assert board.postings == ()
    for _ in range(200):
        if board.postings:
            break
        threading.Event().wait(0.01)
    assert len(board.postings) == 1


def test_headers_of_a_refusal_are_sent(board: BoardServer) -> None:
    board.next(faults.too_many("7", "Sun, 01 Mar 2026 12:00:00 GMT"))
    answer = client(board).get("", expect=[429])
    assert answer.headers["retry-after"] == "7"
    assert answer.headers["date"] == "Sun, 01 Mar 2026 12:00:00 GMT"


def test_a_drip_is_one_byte_after_the_other(board: BoardServer) -> None:
    board.next(Fault(status=200, body=b"slow", drip=0.0001))
    assert client(board).get("").body == b"slow"


def test_an_echo_repeats_what_came(board: BoardServer) -> None:
    board.next(faults.echo(200))
    echo = client(board, X_Key="s3cret").post("postings?a=b", data=b"body").text
    assert echo.startswith("/postings?a=b\n")
    assert "x_key: s3cret\n" in echo
    assert echo.endswith("\nbody")


def test_it_goes_away_and_comes_back_at_the_same_place(board: BoardServer) -> None:
    post(board)
    url, http = board.url, client(board)
    http.get("")
    board.stop()
    with pytest.raises(Unavailable):
        http.get("")
    board.start()
    assert board.url == url
    assert http.get("").status == 200
    assert len(board.postings) == 1


def test_stopping_ends_what_is_under_way(board: BoardServer) -> None:
    """No thread of the board outlives it, however long its callers would wait."""
    board.always(faults.delay(600))
    waiting = socket.create_connection(("127.0.0.1", urlsplit(board.url).port or 0))
    waiting.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    idle = socket.create_connection(("127.0.0.1", urlsplit(board.url).port or 0))
    while not board.calls:
        threading.Event().wait(0.005)
    before = threading.active_count()
    board.stop()
    assert threading.active_count() < before
    for connection in (waiting, idle):
        with connection, suppress(ConnectionResetError):  # the other way to be told of the end
            assert connection.recv(10) == b""


def test_many_callers_at_once_lose_nothing(board: BoardServer) -> None:
    def work(number: int) -> None:
        http = client(board)
        for turn in range(10):
            http.post("postings", json={"reference": f"{number}-{turn}"})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(board.postings) == 80
    assert len({held.id for held in board.postings}) == 80


def test_a_request_that_breaks_off_does_nothing(board: BoardServer) -> None:
    connection = socket.create_connection(("127.0.0.1", urlsplit(board.url).port or 0))
    connection.sendall(b"POST /postings HTTP/1.1\r\nContent-Length: 500\r\n\r\n{")
    connection.close()
    assert post(board)
    assert len(board.postings) == 1


def test_what_it_holds_outlives_it(tmp_path: Path) -> None:
    file = tmp_path / "board.jsonl"
    with BoardServer(file, keys=True) as board:
        first, second = post(board, "a", "k"), post(board, "b")
        client(board).put(f"postings/{first}", json={"title": "Miller"})
        client(board).delete(f"postings/{second}")
    with BoardServer(file, keys=True) as board:
        assert [(held.id, held.body) for held in board.postings] == [(first, {"title": "Miller"})]
        assert post(board, "a", "k") == first
        assert post(board, "c") == "3", "an id was given twice"
        assert [verb for verb, _ in board.history] == [
            "create",
            "create",
            "update",
            "withdraw",
            "create",
        ]


def test_a_change_half_written_did_not_happen(tmp_path: Path) -> None:
    file = tmp_path / "board.jsonl"
    shelf = Shelf(file)
    shelf.add("a", {})
    shelf.add("b", {})
    shelf.close()
    file.write_bytes(file.read_bytes()[:-5])
    for _ in range(2):
        shelf = Shelf(file)
        assert [held.reference for held in shelf.postings][:1] == ["a"]
        shelf.add("c", {})
        shelf.close()
    assert [json.loads(line)["reference"] for line in file.read_text().splitlines()] == [*"acc"]


def test_it_runs_as_a_program_and_survives_being_killed(tmp_path: Path) -> None:
    file = tmp_path / "board.jsonl"
    command = [sys.executable, "-m", "syndicate.testing", "--file", str(file), "--keys"]
    for turn, (end, code) in enumerate([(signal.SIGKILL, -9), (signal.SIGTERM, 0)], 1):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            http = Client(process.stdout.readline().strip(), allow_private=True)
            http.post("postings", json={"reference": f"offer-{turn}"})
            assert len(http.get("postings").fields()["postings"]) == turn
            os.kill(process.pid, end)
            assert process.wait(10) == code
