"""Certificates are always checked; a board that cannot prove who it is gets nothing."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import trustme

from syndicate.errors import Ambiguous, ConfigurationError, Unauthorised, Unavailable
from syndicate.testing import BoardServer, faults
from tests.http.servers import listening, make_client

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeAlias

    Start: TypeAlias = Callable[[trustme.LeafCert], BoardServer]

PAST = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


def server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture
def board_with() -> Iterator[Callable[[trustme.LeafCert], BoardServer]]:
    boards: list[BoardServer] = []

    def start(certificate: trustme.LeafCert) -> BoardServer:
        board = BoardServer(tls=server_side(certificate))
        board.start()
        boards.append(board)
        return board

    yield start
    for board in boards:
        board.stop()


def test_a_board_with_a_good_certificate_is_called(
    authority: trustme.CA, ca_file: str, board_with: Start
) -> None:
    board = board_with(authority.issue_cert("127.0.0.1"))
    client = make_client(board.url, ca_file=ca_file)
    assert client.post("postings", json={"reference": "a"}).status == 201
    assert client.at(board.url).get("").status == 200
    assert client.hiding("t0ken").get("").status == 200


def refused(board: BoardServer, ca_file: str | None, match: str) -> None:
    with pytest.raises(Unauthorised, match=match):
        make_client(board.url, ca_file=ca_file).post("postings", json={"reference": "a"})
    assert board.calls == []
    assert board.postings == ()


def test_an_unknown_authority_is_refused(authority: trustme.CA, board_with: Start) -> None:
    refused(board_with(authority.issue_cert("127.0.0.1")), None, "CERTIFICATE_VERIFY_FAILED")


def test_another_authority_is_refused(ca_file: str, board_with: Start) -> None:
    refused(board_with(trustme.CA().issue_cert("127.0.0.1")), ca_file, "CERTIFICATE_VERIFY_FAILED")


@pytest.mark.parametrize("name", ["jobs.example.org", "127.0.0.2", "*.0.0.1"])
def test_a_certificate_of_another_host_is_refused(
    authority: trustme.CA, ca_file: str, board_with: Start, name: str
) -> None:
    refused(board_with(authority.issue_cert(name)), ca_file, "certificate")


def test_an_expired_certificate_is_refused(
    authority: trustme.CA, ca_file: str, board_with: Start
) -> None:
    expired = authority.issue_cert("127.0.0.1", not_before=PAST, not_after=PAST.replace(month=2))
    refused(board_with(expired), ca_file, "expired")


def plain(connection: socket.socket) -> None:
    connection.recv(10)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def nothing_sent(serve: Callable[[socket.socket], None]) -> None:
    with listening(serve) as url:
        client = make_client(url.replace("http:", "https:"), deadline=2)
        with pytest.raises(Unavailable, match="nothing was sent"):
            client.post("", json={})


def test_a_board_that_speaks_no_tls_is_unavailable() -> None:
    nothing_sent(plain)


def test_a_connection_closed_during_the_handshake_is_unavailable() -> None:
    nothing_sent(lambda connection: None)


def test_the_environment_names_no_authority(
    authority: trustme.CA, ca_file: str, board_with: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(variable, ca_file)
    refused(board_with(authority.issue_cert("127.0.0.1")), None, "CERTIFICATE_VERIFY_FAILED")


def test_an_authority_that_cannot_be_read_needs_a_person(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.pem: there is no such file"):
        make_client(ca_file=str(tmp_path / "nowhere.pem"))


def test_faults_under_tls_are_told_as_without(
    authority: trustme.CA, ca_file: str, board_with: Start
) -> None:
    board = board_with(authority.issue_cert("127.0.0.1"))
    client = make_client(board.url, ca_file=ca_file)
    for fault in (faults.drop_unanswered(), faults.truncate(), faults.drop_unread()):
        board.next(fault)
        with pytest.raises(Ambiguous):
            client.post("postings", json={"reference": "a"})
    board.next(faults.drip(0.05))
    with pytest.raises(Ambiguous):
        client.post("postings", json={"reference": "a"}, deadline=0.3)
