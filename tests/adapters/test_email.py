"""Digests by mail: the contract, and everything that goes wrong between a relay and a list."""

from __future__ import annotations

import html
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import trustme
from syndicate_adapters.email import MOST, Email

from syndicate.adapter import Call, Operation, Options, Receipt
from syndicate.errors import (
    AdapterError,
    Ambiguous,
    ConfigurationError,
    Rejected,
    Unauthorised,
    Unavailable,
)
from syndicate.http import Client
from syndicate.testing import AdapterContract, BoardServer, hostile_offers, make_offer, make_site
from tests.adapters.mail_relay import USER, Relay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import EmailMessage
    from pathlib import Path

    from syndicate.adapter import Answer
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


class TestEmail(AdapterContract):
    """With a relay that asks for STARTTLS and a password."""

    exempt: ClassVar[Mapping[str, str]] = {
        "server": "a relay speaks SMTP: its faults are tried one by one below",
    }
    secret: ClassVar[str] = PASSWORD

    @pytest.fixture(autouse=True)
    def _certificates(self, authority: trustme.CA, server_side: ssl.SSLContext) -> None:
        self.authority, self.server_side = authority, server_side

    def board(self) -> BoardServer:
        return Relay(self.secret, starttls=self.server_side)

    def make(self, board: BoardServer) -> Email:
        assert isinstance(board, Relay)
        self.authority.cert_pem.write_to_path(self.root / "ca.pem")
        return Email(
            self.options(
                host="localhost",
                port=board.port,
                user=USER,
                password=self.secret,
                ca_file="ca.pem",
                **{"from": "jobs@example.org"},
                to="list@lists.example.org",
            )
        )


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


# -- what arrives -------------------------------------------------------------------------------


def test_each_recipient_gets_one_message_about_all_new_offers(relay: Relay, tmp_path: Path) -> None:
    adapter = email(listed(tmp_path, ANNA, BERT), relay.port)
    answer = send(adapter, make_offer("baker"), make_offer("miller"))
    assert isinstance(answer, Receipt)
    assert answer.note == ""
    assert relay.received() == [ANNA, BERT]
    for to, mail in relay.mails:
        assert mail["To"] == to
        assert mail["Subject"] == "Jobs at Example: Baker, Miller"
        plain, page = texts(mail)
        for text in (plain, page):
            assert "Example Cooperative · Paris · permanent contract" in text
            assert "Apply by 2026-12-31" in text
            assert "#Bread" not in text
        for name in ("baker", "miller"):
            link = f"https://jobs.example.org/jobs/{name}/?utm_source=email&utm_content={name}"
            assert plain.count(link) == 1
            assert page.count(f'href="{html.escape(link)}"') == 1


def test_the_headers_say_whose_list_it_is_and_how_to_leave_it(relay: Relay, tmp_path: Path) -> None:
    say = {"unsubscribe_mail": "leave@lists.example.org", "reply_to": "people@example.org"}
    send(email(listed(tmp_path, ANNA), relay.port, **say))
    (_, mail), (raw,) = relay.mails[0], relay.raw
    assert mail["From"] == "Jobs at Example <jobs@example.org>"
    assert mail["Reply-To"] == "people@example.org"
    assert mail["List-Id"] == "<news.jobs.example.org>"
    assert mail["List-Unsubscribe"] == (
        "<https://lists.example.org/leave?address=anna%40example.net>, "
        "<mailto:leave@lists.example.org?subject=unsubscribe>"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Precedence"] == "list"
    assert mail["Content-Language"] == "en"
    assert mail["Date"].datetime.tzinfo is not None
    assert max(map(len, raw.split(b"\r\n"))) <= 200
    assert raw.isascii()


def test_one_click_is_promised_only_where_the_address_says_who_leaves(
    relay: Relay, tmp_path: Path
) -> None:
    send(email(listed(tmp_path, ANNA), relay.port, unsubscribe="https://lists.example.org/leave"))
    (_, mail) = relay.mails[0]
    assert mail["List-Unsubscribe"] == "<https://lists.example.org/leave>"
    assert mail["List-Unsubscribe-Post"] is None


def test_a_long_address_to_leave_by_stays_whole(relay: Relay, tmp_path: Path) -> None:
    url = f"https://lists.example.org/{'x' * 300}?who={{address}}"
    send(email(listed(tmp_path, ANNA), relay.port, unsubscribe=url))
    whole = url.replace("{address}", "anna%40example.net")
    mail = relay.mails[0][1]
    assert mail["List-Unsubscribe"] == f"<{whole}>"
    assert all(whole in text for text in texts(mail))


def test_a_message_speaks_the_language_of_its_offers(relay: Relay, tmp_path: Path) -> None:
    adapter = email(listed(tmp_path, ANNA), relay.port)
    send(adapter, make_offer("a", language="fr-FR"), make_offer("b", language="fr-FR"))
    send(adapter, make_offer("c", language="fr"), make_offer("d", language="de"))
    (_, french), (_, mixed) = relay.mails
    assert french["Content-Language"] == "fr-FR"
    assert "Du nouveau sur Jobs at Example :" in texts(french)[0]
    assert "Se désabonner" in texts(french)[1]
    plain, page = texts(mixed)
    assert mixed["Content-Language"] == "en"
    assert "New at Jobs at Example:" in plain
    assert "Candidatures jusqu’au" in plain
    assert "Bewerben bis" in plain
    assert '<p lang="de"' in page


def test_every_language_has_every_word_and_others_are_told_in_english(
    relay: Relay, tmp_path: Path
) -> None:
    adapter = email(listed(tmp_path, ANNA), relay.port)
    for language in ("en", "fr", "de", "es", "nl", "pl"):
        send(adapter, make_offer(language=language))
    told = [texts(mail)[0] for _, mail in relay.mails]
    assert len({text.split("\n")[0] for text in told}) == 5
    assert told[-1].split("\n")[0] == told[0].split("\n")[0]
    assert not any("{" in text for text in told)


def test_a_sites_own_words_are_used(relay: Relay, tmp_path: Path) -> None:
    adapter = email(
        listed(tmp_path, ANNA),
        relay.port,
        subject={"en": "{count} jobs: {titles}", "fr": "Emplois"},
        intro="Dear friends of {site},",
        footer="Bye",
        text="{title}, come to {place}: {link} now",
    )
    send(adapter, make_offer("a"), make_offer("b"))
    mail = relay.mails[0][1]
    plain, page = texts(mail)
    assert mail["Subject"] == "2 jobs: A, B"
    assert plain.startswith("Dear friends of Jobs at Example,\n\nA, come to Paris: https://")
    assert "\n-- \nBye\nUnsubscribe\nhttps://" in plain
    assert page.count("utm_content=a") == 3  # the title's link, and the link in its sentence


def test_a_subject_names_as_many_offers_as_it_holds(relay: Relay, tmp_path: Path) -> None:
    adapter = email(listed(tmp_path, ANNA), relay.port)
    send(adapter, *(make_offer(f"n-{n:02}", title=f"Baker number {n}") for n in range(MOST)))
    send(adapter, make_offer(title="Baker " * 90))
    subjects = [str(mail["Subject"]) for _, mail in relay.mails]
    assert subjects[0].endswith("Baker number 4, Baker number 5 (+44)")
    assert len(subjects[1]) < 130
    assert subjects[1].endswith("…")


def test_hostile_offers_are_text_and_nothing_else(relay: Relay, tmp_path: Path) -> None:
    adapter = email(listed(tmp_path, ANNA), relay.port)
    plain = send(adapter, make_offer())
    assert isinstance(plain, Receipt)
    headers = set(relay.mails[0][1].keys())
    for offer in hostile_offers():
        assert isinstance(send(adapter, offer), Receipt), offer.id
    assert len(relay.mails) == 1 + len(hostile_offers())
    for _, mail in relay.mails:
        assert set(mail.keys()) == headers
        assert not mail.defects
        assert "<script" not in texts(mail)[1]
        assert "\n" not in mail["Subject"]
    for raw in relay.raw:
        assert raw.isascii()
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_title_is_told_once_and_as_it_stands_whatever_it_holds(tmp_path: Path) -> None:
    title = "Baker @ https://example.net/"
    adapter = email(listed(tmp_path, ANNA))
    said = adapter.payload(make_offer(title=title)).body
    assert said["title"] == title
    assert str(said["text"]).split("\n")[0] == title


def test_headers_cannot_be_injected(relay: Relay, tmp_path: Path) -> None:
    adapter = email(listed(tmp_path, ANNA), relay.port, subject="{titles}\nBcc: eve@example.com")
    send(adapter, make_offer(title="Baker\r\nBcc: eve@example.com\r\n\r\nHello"))
    assert relay.received() == [ANNA]
    assert relay.mails[0][1]["Bcc"] is None
    assert relay.mails[0][1]["Subject"].startswith("Baker Bcc: eve@example.com Hello")


def test_lines_that_begin_with_a_dot_arrive_whole(relay: Relay, tmp_path: Path) -> None:
    adapter = email(listed(tmp_path, ANNA), relay.port, text="{title}\n.\n..{place}\n{link}")
    send(adapter, make_offer(title=".net developer @home"))
    assert ".net developer @home\n.\n..Paris\nhttps://" in texts(relay.mails[0][1])[0]


def test_the_same_digest_has_the_same_message_id_for_the_same_recipient(
    relay: Relay, tmp_path: Path
) -> None:
    adapter = email(listed(tmp_path, ANNA, BERT), relay.port)
    first = send(adapter, make_offer("a"), make_offer("b"))
    again = send(email(tmp_path, relay.port), make_offer("b"), make_offer("a"))
    other = send(adapter, make_offer("a"), make_offer("b", title="Changed"))
    ids = [str(mail["Message-ID"]) for _, mail in relay.mails]
    assert ids[:2] == ids[2:4]
    assert len(set(ids)) == 4
    same = [re.sub(rb"(?m)^Date: .*$", b"", raw) for raw in relay.raw]
    assert same[0] != same[1]
    assert sorted(same[0]) == sorted(same[2])  # the offers stood in another order
    assert isinstance(first, Receipt)
    assert first == again
    assert first != other
    assert str(first.remote_id) in ids[0]
    assert not any("anna" in one for one in ids)


# -- recipients ---------------------------------------------------------------------------------


def test_the_list_is_read_anew_for_each_digest(relay: Relay, tmp_path: Path) -> None:
    listed(tmp_path, "# of the newsletter", "", ANNA, "anna@EXAMPLE.net", f"  {BERT}  ")
    adapter = email(tmp_path, relay.port)
    send(adapter)
    listed(tmp_path, CARL)
    send(adapter)
    assert relay.received() == [ANNA, BERT, CARL]


@pytest.mark.parametrize(
    "row",
    [
        "anna",
        "Anna <anna@example.net>",
        "anna@example.net, bert@example.net",
        "anna@example.net>\u2028RCPT TO:<eve@example.com",
        "änna@example.net",
        "anna@exämple.net",
        "anna@-example.net",
        "a..b@example.net",
        ".a@example.net",
        "anna@example.net SIZE=1",
        "a" * 65 + "@example.net",
        "anna@[127.0.0.1]",
    ],
)
def test_what_is_no_plain_address_is_told_by_its_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(ConfigurationError, match=r"recipients .*line 2 of people\.txt") as caught:
        email(listed(tmp_path, BERT, row))
    assert "@example.net" not in str(caught.value)


@pytest.mark.parametrize("number", [0, 201])
def test_a_list_that_is_empty_or_too_long_is_refused(tmp_path: Path, number: int) -> None:
    with pytest.raises(ConfigurationError, match=f"has {number} addresses, and may have 1 to 200"):
        email(listed(tmp_path, *(f"n{n}@example.net" for n in range(number))))


def test_a_list_that_broke_since_the_start_stops_the_board(relay: Relay, tmp_path: Path) -> None:
    adapter = email(listed(tmp_path, ANNA), relay.port)
    for damage in (b"anna@example.net\nnonsense\n", b"\xff\xfe", None):
        if damage is None:
            (tmp_path / "people.txt").unlink()
        else:
            (tmp_path / "people.txt").write_bytes(damage)
        assert isinstance(send(adapter), Unauthorised)
    assert relay.commands == []


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
    from base64 import b64encode

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


# -- the whole way, and a process that dies on it -----------------------------------------------

SITE = """
[site]
url = "https://jobs.example.org/"
title = "Jobs"
[organization]
name = "Example Cooperative"
address = {{ city = "Lyon", country = "FR" }}
[boards.news]
adapter = "mortal.py:Mortal"
host = "127.0.0.1"
port = {port}
security = "none"
allow_private_addresses = true
from = "jobs@example.org"
recipients = "people.txt"
unsubscribe_mail = "leave@example.org"
"""

MORTAL = """
import os, signal
from syndicate_adapters.email import Email
from syndicate_adapters.email.relay import Session

class Dying(Session):
    def deliver(self, sender, to, message):
        super().deliver(sender, to, message)
        if os.environ.get("DIE_AFTER") == to.address:
            os.kill(os.getpid(), signal.SIGKILL)

import syndicate_adapters.email.relay as relay
relay.Session = Dying

class Mortal(Email):
    pass
"""


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "syndicate", *arguments, "--project", str(root)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def project(root: Path, relay: Relay, *names: str) -> None:
    (root / "content").mkdir(exist_ok=True)
    (root / "syndicate.toml").write_text(SITE.format(port=relay.port), "utf-8")
    (root / "mortal.py").write_text(MORTAL, "utf-8")
    for name in names:
        text = f"---\ntitle: {name}\ndate: 2026-03-01\n---\nWe look for a {name}.\n"
        (root / "content" / f"{name}.md").write_text(text, "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("last", [ANNA, BERT])
def test_a_process_that_dies_after_a_mail_was_taken_sends_it_to_nobody_again(
    relay: Relay, tmp_path: Path, last: str
) -> None:
    project(listed(tmp_path, ANNA, BERT), relay, "Baker", "Miller")
    assert run(tmp_path, "apply", "--yes", DIE_AFTER=last).returncode == -signal.SIGKILL
    had = [ANNA, BERT][: 1 + (last == BERT)]
    assert relay.received() == had
    again = run(tmp_path, "apply", "--yes")
    assert again.returncode == 1, again.stderr
    assert "2 for a person" in again.stdout
    assert "may or may not have happened" in again.stdout
    assert relay.received() == had
    # What is new since then is one message, and the person's word is not needed for it.
    project(tmp_path, relay, "Nurse", "Pilot")
    run(tmp_path, "apply", "--yes")
    assert relay.received() == [*had, ANNA, BERT]
    assert relay.mails[-1][1]["Subject"] == "Jobs: Nurse, Pilot"


def test_an_offer_is_in_one_digest_only_whatever_becomes_of_it(
    relay: Relay, tmp_path: Path
) -> None:
    project(listed(tmp_path, ANNA, BERT), relay, "Baker", "Miller")
    relay.answers[BERT] = "550 no such user"
    first = run(tmp_path, "apply", "--yes")
    assert first.returncode == 1
    assert "2 created" in first.stdout
    assert "not sent to line 2 of people.txt" in first.stdout
    file = tmp_path / "content" / "Baker.md"
    file.write_text(file.read_text("utf-8").replace("title: Baker", "title: Head baker"), "utf-8")
    (tmp_path / "content" / "Miller.md").unlink()
    second = run(tmp_path, "apply", "--yes")
    assert second.returncode == 0, second.stdout
    assert relay.received() == [ANNA]


# -- mistakes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("security", "ssl", "is none of starttls, tls, none"),
        ("port", 70_000, "is above 65535"),
        ("password", "pässword", "is not in ASCII"),
        ("from", "Jobs", "is no name and address"),
        ("from", "jobs@example.org\nBcc: eve@example.com", "is no name and address"),
        ("reply_to", "people", "is no address in ASCII"),
        ("unsubscribe", "http://lists.example.org/", "is no https address"),
        ("unsubscribe", "https://lists.example.org/ü", "is no https address"),
        ("unsubscribe", None, "or unsubscribe_mail is missing"),
        ("list_id", "jobs", "is no name with dots"),
        ("subject", "{title}", "has a field that is none of site, titles, count"),
        ("text", "{title}", "does not say {link}"),
        ("recipients", "nobody.txt", "cannot be used: nobody.txt cannot be read"),
        ("recipients", "../people.txt", "leads out of the project"),
        ("to", "list@lists.example.org", None),
        ("ca_file", "nothing.pem", "is no file of certificates"),
    ],
)
def test_a_mistake_in_the_configuration_is_told(
    tmp_path: Path, key: str, value: object, message: str | None
) -> None:
    say: dict[str, object] = {"user": USER, "password": "secret", "security": "starttls"}
    say[key] = value
    if key == "to":
        say["recipients"] = "people.txt"
        message = "only one of them"
    pattern = re.escape(message or "")
    with pytest.raises(ConfigurationError, match=rf"\[boards\.news\] \w+ .*{pattern}"):
        email(listed(tmp_path, ANNA), **say)


def test_a_list_server_needs_no_address_to_leave_by(relay: Relay, tmp_path: Path) -> None:
    adapter = email(tmp_path, relay.port, to="list@lists.example.org", unsubscribe=None)
    assert isinstance(send(adapter), Receipt)
    mail = relay.mails[0][1]
    assert mail["List-Unsubscribe"] is None
    assert "Unsubscribe" not in texts(mail)[0]
