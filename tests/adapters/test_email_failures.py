"""Digests by mail: everything that goes wrong between us, a relay, and the people on a list."""

from __future__ import annotations

import socket
import threading
from base64 import b64encode
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from syndicate.adapter import Options, Receipt
from syndicate.errors import (
    AdapterError,
    Ambiguous,
    ConfigurationError,
    Rejected,
    Unauthorised,
    Unavailable,
)
from syndicate.http import Client
from syndicate.testing import make_offer, make_site
from tests.adapters.mail_relay import USER, Relay
from tests.adapters.mailing import (
    ANNA,
    BERT,
    CARL,
    PASSWORD,
    authority,
    email,
    listed,
    relay,
    send,
    server_side,
)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

    import trustme
    from syndicate_adapters.email import Email

__all__ = ["authority", "relay", "server_side"]


# -- refusals, and lines that break -------------------------------------------------------------


def test_a_recipient_that_is_refused_for_good_is_told_and_the_others_have_it(
    relay: Relay, tmp_path: Path
) -> None:
    relay.answers[BERT] = f"550 no such user <{BERT.upper()}>"
    answer = send(email(listed(tmp_path, ANNA, BERT, CARL), relay.port))
    assert isinstance(answer, Receipt)
    assert answer.note.startswith("not sent to line 2 of people.txt: 127.0.0.1:")
    assert answer.note.endswith("550 no such user <line 2 of people.txt>")
    assert relay.received() == [ANNA, CARL]


def test_a_recipient_that_is_put_off_while_others_have_it_is_a_persons_business(
    relay: Relay, tmp_path: Path
) -> None:
    relay.answers[BERT] = "450 mailbox busy"
    answer = send(email(listed(tmp_path, ANNA, BERT, CARL), relay.port))
    assert isinstance(answer, Ambiguous)
    assert str(answer).startswith("2 of 3 recipients have it; not sent to line 2 of people.txt")
    assert relay.received() == [ANNA, CARL]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("450 busy", Unavailable),
        ("421 closing", Unavailable),
        ("hang up", Unavailable),
        ("550 no", Unauthorised),
        ("354 go on", Unavailable),
        ("nonsense", Unavailable),
    ],
)
def test_where_nobody_has_it_nothing_happened(
    relay: Relay, tmp_path: Path, answer: str, error: type[AdapterError]
) -> None:
    relay.answers = dict.fromkeys([ANNA, BERT], answer)
    told = send(email(listed(tmp_path, ANNA, BERT), relay.port))
    assert type(told) is error
    assert relay.mails == []
    # After "closing" nobody is left to talk to.
    asked = [one for one in relay.commands if one.startswith("RCPT")]
    assert len(asked) == (2 if answer in {"450 busy", "550 no"} else 1)


def test_a_line_that_breaks_leaves_what_was_delivered_alone(relay: Relay, tmp_path: Path) -> None:
    relay.answers[BERT] = "hang up"
    answer = send(email(listed(tmp_path, ANNA, BERT, CARL), relay.port))
    assert isinstance(answer, Ambiguous)
    assert "1 of 3 recipients have it" in str(answer)
    assert str(answer).endswith("not tried: 1")
    assert relay.received() == [ANNA]


@pytest.mark.parametrize("taken", [False, True])
def test_a_message_without_an_answer_may_have_arrived(
    relay: Relay, tmp_path: Path, taken: bool
) -> None:
    relay.hang_up, relay.taken = BERT, taken
    answer = send(email(listed(tmp_path, ANNA, BERT, CARL), relay.port))
    assert isinstance(answer, Ambiguous)
    assert "1 of 3 recipients have it; one may have it: line 2 of people.txt" in str(answer)
    assert relay.received() == [ANNA, BERT][: 1 + taken]


def test_a_message_that_is_refused_for_what_it_says_is_not_tried_on_all(
    relay: Relay, tmp_path: Path
) -> None:
    relay.contents = dict.fromkeys([ANNA, BERT], "554 this is spam")
    adapter = email(listed(tmp_path, ANNA, BERT), relay.port)
    assert isinstance(send(adapter), Rejected)
    assert [one for one in relay.commands if one.startswith("DATA")] == [f"DATA {ANNA}"]
    several = send(adapter, make_offer("a"), make_offer("b"))
    assert isinstance(several, Unauthorised)  # which of them it is, nobody said
    assert relay.mails == []


def test_a_message_that_is_refused_by_one_mailbox_only_is_told(
    relay: Relay, tmp_path: Path
) -> None:
    relay.contents[BERT] = "552 too large for this mailbox"
    answer = send(email(listed(tmp_path, ANNA, BERT, CARL), relay.port))
    assert isinstance(answer, Receipt)
    assert "line 2 of people.txt" in answer.note
    assert relay.received() == [ANNA, CARL]


def test_a_message_that_is_put_off_is_sent_later(relay: Relay, tmp_path: Path) -> None:
    relay.contents[ANNA] = "451 try again"
    adapter = email(listed(tmp_path, ANNA), relay.port)
    assert isinstance(send(adapter), Unavailable)
    relay.contents.clear()
    assert isinstance(send(adapter), Receipt)
    assert relay.received() == [ANNA]


@pytest.mark.parametrize(
    ("answer", "error"), [("550 not yours", Unauthorised), ("451 later", Unavailable)]
)
def test_a_sender_that_is_refused(
    relay: Relay, tmp_path: Path, answer: str, error: type[AdapterError]
) -> None:
    relay.sender = answer
    adapter = email(listed(tmp_path, ANNA, BERT), relay.port)
    assert type(send(adapter)) is error
    if error is Unauthorised:
        assert relay.commands == ["MAIL jobs@example.org"]
    with pytest.raises(error, match=answer):
        adapter.check()
    assert relay.mails == []


def test_a_relay_that_is_away_is_tried_later(relay: Relay, tmp_path: Path) -> None:
    adapter = email(listed(tmp_path, ANNA), relay.port)
    relay.stop()
    assert isinstance(send(adapter), Unavailable)
    relay.start()
    assert isinstance(send(adapter), Receipt)


# -- relays that speak otherwise ----------------------------------------------------------------


#: A conversation up to the moment at which the message is sent.
HELLO = ("220 hello", "250 hello", "250 OK", "250 OK", "354 go on")


@contextmanager
def script(*lines: str) -> Iterator[int]:
    """A server that says each of *lines*, the first at once, the others for a line it reads.

    Within a message it reads up to the dot; after the last line, or that message, it hangs up.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection, connection.makefile("rb") as heard:
                for number, said in enumerate(lines):
                    if number and not _read(heard, lines[number - 1]):
                        return
                    connection.sendall(said.encode() + b"\r\n")
                if lines[-1] == HELLO[-1]:
                    _read(heard, lines[-1])

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def _read(heard: Any, last: str) -> bool:
    try:
        if not last.startswith("354"):
            return bool(heard.readline())
        while (line := heard.readline()) not in {b"", b".\r\n"}:
            pass
    except ConnectionError:
        return False
    return line != b""


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (("HTTP/1.1 400 Bad Request",), Unauthorised),
        (("554 no mail here",), Unauthorised),
        (("421 busy",), Unavailable),
        (("220 hello", "421 busy"), Unavailable),
        (("220 hello",), Unavailable),
        ((*HELLO[:4], "250 odd"), Unavailable),
        ((*HELLO[:4], "554 no"), Rejected),
        (HELLO, Ambiguous),
        ((*HELLO, "hello"), Ambiguous),
        ((*HELLO, "354 more"), Ambiguous),
        ((*HELLO, "999 done"), Ambiguous),
        ((*HELLO, "25"), Ambiguous),
        ((*HELLO, "250-half"), Ambiguous),
        ((*HELLO, "x" * 20_000), Ambiguous),
        ((*HELLO, "421 closing"), Unavailable),
        ((*HELLO, "554 no"), Rejected),
        ((*HELLO, "503 what?"), Unauthorised),
    ],
)
def test_an_answer_that_fits_nothing_is_never_a_success(
    tmp_path: Path, lines: tuple[str, ...], error: type[AdapterError]
) -> None:
    with script(*lines) as port:
        answer = send(email(listed(tmp_path, ANNA), port))
    assert isinstance(answer, error), repr(answer)


def test_a_line_that_breaks_after_a_refusal_leaves_nobody_out_unheard(tmp_path: Path) -> None:
    listed(tmp_path, ANNA, BERT, CARL)
    with script(*HELLO[:3], "550 no") as port:
        answer = send(email(tmp_path, port))
    assert isinstance(answer, Unavailable)
    with script(*HELLO, "250 taken", "250 OK", "550 no") as port:
        answer = send(email(tmp_path, port))
    assert isinstance(answer, Ambiguous)
    assert str(answer).startswith("1 of 3 recipients have it; refused for line 2")
    assert str(answer).endswith("not tried: 1")


def test_a_relay_that_says_one_byte_at_a_time_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syndicate_adapters.email.relay.COMMAND", 0.2)
    gone = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                while not gone.wait(0.02):
                    try:
                        connection.sendall(b"2")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        answer = send(email(listed(tmp_path, ANNA), server.getsockname()[1]))
        gone.set()
        thread.join()
    assert isinstance(answer, Unavailable)
    assert "time" in str(answer)


def test_a_private_relay_is_refused_unless_it_is_meant(relay: Relay, tmp_path: Path) -> None:
    adapter = email(listed(tmp_path, ANNA), relay.port, allow_private=False, security="starttls")
    answer = send(adapter)
    assert isinstance(answer, Unauthorised)
    assert "allow_private_addresses = true" in str(answer)


# -- encryption and passwords -------------------------------------------------------------------


def signed_in(root: Path, port: int, **say: object) -> Email:
    plain = {"host": "localhost", "user": USER, "password": PASSWORD, "ca_file": "ca.pem"}
    return email(listed(root, ANNA), port, **plain | {"security": "starttls"} | say)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_relay_is_signed_in_at_over_tls(
    tmp_path: Path, authority: trustme.CA, server_side: ssl.SSLContext, security: str
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with Relay(PASSWORD, **{security: server_side}) as relay:
        adapter = signed_in(tmp_path, relay.port, security=security)
        assert adapter.check() == (
            f"localhost:{relay.port} takes mail from jobs@example.org; recipients: 1"
        )
        assert relay.mails == []
        assert isinstance(send(adapter), Receipt)
        assert (relay.signed_in, relay.received()) == (2, [ANNA])


def test_a_wrong_password_stops_the_board_and_is_not_told(
    tmp_path: Path, authority: trustme.CA, server_side: ssl.SSLContext
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with Relay("another", starttls=server_side) as relay:
        answer = send(signed_in(tmp_path, relay.port))
    assert isinstance(answer, Unauthorised)
    assert "535" in str(answer)
    assert PASSWORD not in repr(answer)


def test_a_password_that_the_relay_repeats_is_told_to_nobody(tmp_path: Path) -> None:

    plain = b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
    said = f"535 who is {plain}, {b64encode(PASSWORD.encode()).decode()}, {PASSWORD}?"
    with script("220 hello", "250-hello\r\n250 AUTH PLAIN", said) as port:
        say = {"security": "none", "user": USER, "password": PASSWORD}
        with pytest.raises(ConfigurationError, match="security may be none only"):
            email(listed(tmp_path, ANNA), port, **say)
        adapter = email(tmp_path, port)
        adapter.relay = type(adapter.relay)(_told(tmp_path, port))
        adapter.relay.security = "none"
        answer = send(adapter)
    assert isinstance(answer, Unauthorised)
    for form in (PASSWORD, plain, b64encode(PASSWORD.encode()).decode()):
        assert form not in str(answer)


def _told(root: Path, port: int) -> Options:
    values = {"host": "127.0.0.1", "port": port, "user": USER, "password": PASSWORD}
    return Options("news", values, make_site(root), Client(allow_private=True))


def test_a_certificate_of_an_unknown_authority_is_refused(
    tmp_path: Path, server_side: ssl.SSLContext
) -> None:
    for security in ("starttls", "tls"):
        with Relay(PASSWORD, **{security: server_side}) as relay:
            answer = send(signed_in(tmp_path, relay.port, security=security, ca_file=None))
        assert isinstance(answer, Unauthorised)
        assert "certificate" in str(answer)
        assert relay.signed_in == 0


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_another_name_is_refused(
    tmp_path: Path, authority: trustme.CA, server_side: ssl.SSLContext, security: str
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with Relay(PASSWORD, **{security: server_side}) as relay:
        answer = send(signed_in(tmp_path, relay.port, host="127.0.0.1", security=security))
    assert isinstance(answer, Unauthorised)
    assert relay.signed_in == 0


def test_no_password_leaves_without_encryption(tmp_path: Path, relay: Relay) -> None:
    answer = send(signed_in(tmp_path, relay.port, ca_file=None))
    assert isinstance(answer, Unauthorised)
    assert "STARTTLS" in str(answer)
    assert relay.commands == []


def test_tls_where_none_is_spoken_is_a_mistake(tmp_path: Path, relay: Relay) -> None:
    answer = send(signed_in(tmp_path, relay.port, security="tls", ca_file=None))
    assert isinstance(answer, Unauthorised)
    assert "check port, security" in str(answer)
