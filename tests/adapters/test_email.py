"""Digests by mail: the contract, what arrives and who gets it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, ClassVar

import pytest
from syndicate_adapters.email import MOST, Email

from syndicate.adapter import Receipt
from syndicate.errors import (
    ConfigurationError,
    Unauthorised,
)
from syndicate.testing import AdapterContract, BoardServer, hostile_offers, make_offer
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
    texts,
)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping
    from pathlib import Path

    import trustme

__all__ = ["authority", "relay", "server_side"]


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


# -- mistakes -----------------------------------------------------------------------------------


def test_a_file_begins_as_editors_have_it_begin(tmp_path: Path) -> None:
    (tmp_path / "people.txt").write_text(f"\ufeff{ANNA}\r\n", "utf-8")
    assert [to.address for to in email(tmp_path).recipients.all()] == [ANNA]


def test_no_address_is_cut_off_from_a_long_file(tmp_path: Path) -> None:
    file = tmp_path / "people.txt"
    file.write_text(f"{ANNA}\n{'#' * (99_998 - len(ANNA) - len(BERT))}\n{BERT}", "utf-8")
    assert [to.address for to in email(tmp_path).recipients.all()] == [ANNA, BERT]
    file.write_text(f"{file.read_text()}\n{CARL}", "utf-8")
    with pytest.raises(ConfigurationError, match="more than 100,000 characters; take out"):
        email(tmp_path)


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
