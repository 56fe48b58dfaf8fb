"""Which machines may be called: never one inside, however its address is written."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from syndicate.errors import AdapterError, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.http.addresses import is_public
from syndicate.testing import BoardServer, faults

PRIVATE = (
    "127.0.0.1",
    "127.255.255.254",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 # nothing is bound
    "0.1.2.3",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "64:ff9b:1:7f00:0:100:808:808",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
)

PUBLIC = (
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "172.32.0.1",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
)

#: Spellings of loopback and of cloud metadata that a resolver understands.
SPELLINGS = (
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "0",
    "0.0.0.0",  # noqa: S104 # nothing is bound
    "localhost",
    "LOCALHOST",
    "①②⑦.⓪.⓪.①",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[64:ff9b::127.0.0.1]",
    "169.254.169.254",
    "2852039166",
    "[::ffff:a9fe:a9fe]",
    "[fd00:ec2::254]",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.fixture
def board() -> Any:
    with BoardServer() as board:
        yield board


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_a_private_address_is_called(board: BoardServer, host: str) -> None:
    port = board.url.rstrip("/").rpartition(":")[2]
    # Where this machine has no IPv6 the resolver itself may refuse: nothing is called either way.
    with pytest.raises((Unauthorised, Unavailable)) as caught:
        Client(deadline=2).get(f"http://{host}:{port}/")
    assert board.calls == []
    if isinstance(caught.value, Unauthorised):
        assert "allow_private_addresses = true" in str(caught.value) or not host.isascii()


def test_a_private_address_is_refused_by_name_and_way_out(board: BoardServer) -> None:
    with pytest.raises(Unauthorised, match=r"^127\.0\.0\.1 is not on the public internet"):
        Client().get(board.url)


def test_a_private_address_may_be_allowed(board: BoardServer) -> None:
    assert Client(allow_private=True).get(board.url).status == 200


def test_a_name_that_is_not_known_may_be_known_later() -> None:
    with pytest.raises(Unavailable, match=r"the name nowhere\.invalid is not known"):
        Client(deadline=2).get("http://nowhere.invalid/")


class Resolver:
    """Stands in for DNS, which a test cannot make lie: answers in turn, the last for ever."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, **_: object) -> list[Any]:
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port)) for place in answer]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Any:
    def install(*answers: tuple[str, ...]) -> Resolver:
        stand_in = Resolver(*answers)
        monkeypatch.setattr("syndicate.http.addresses.socket.getaddrinfo", stand_in)
        return stand_in

    return install


@pytest.mark.parametrize(
    "answer", [("127.0.0.1",), ("93.184.216.34", "127.0.0.1"), ("10.0.0.1", "93.184.216.34")]
)
def test_a_name_that_leads_inside_is_refused(
    board: BoardServer, resolver: Any, answer: tuple[str, ...]
) -> None:
    resolver(answer)
    with pytest.raises(Unauthorised, match=r"jobs\.example\.org leads to (127|10)\.0\.0\.1"):
        Client().get(board.url.replace("127.0.0.1", "jobs.example.org"))
    assert board.calls == []


def test_a_name_is_looked_up_once_per_connection(board: BoardServer, resolver: Any) -> None:
    asked = resolver(("127.0.0.1",), ("127.0.0.2",)).asked
    client = Client(allow_private=True)
    for _ in range(3):
        client.get(board.url.replace("127.0.0.1", "jobs.example.org"))
    assert asked == ["jobs.example.org"]
    assert len(board.calls) == 3


def test_a_new_connection_is_checked_anew(board: BoardServer, resolver: Any) -> None:
    """A name may lead elsewhere the second time (DNS rebinding): what is used was checked."""
    resolver(("93.184.216.34", "127.0.0.1"), ("127.0.0.1",))
    client = Client(deadline=2)
    for _ in range(2):
        with pytest.raises(Unauthorised, match="not on the public internet"):
            client.get(board.url.replace("127.0.0.1", "jobs.example.org"))
    assert board.calls == []


def test_the_host_header_keeps_the_name(board: BoardServer, resolver: Any) -> None:
    resolver(("127.0.0.1",))
    url = board.url.replace("127.0.0.1", "jobs.example.org")
    Client(allow_private=True).get(url)
    assert board.calls[0].headers["host"] == url.split("/")[2]


def test_the_next_address_is_tried_when_one_refuses(board: BoardServer, resolver: Any) -> None:
    resolver(("127.0.0.3", "127.0.0.1"))  # nobody listens on the first
    assert Client(allow_private=True).get(board.url.replace("127.0.0.1", "two.example.org"))


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/meta-data/", "http://localhost:9/", "//evil.example/"]
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(board: BoardServer, target: str, status: int) -> None:
    client = Client(board.url, allow_private=True)
    board.always(faults.redirect(target, status))
    for method in ("GET", "POST", "DELETE"):
        with pytest.raises(Unauthorised, match="redirects are not followed"):
            client.call(method, "postings", data=b"x")
    assert len(board.calls) == 3


def test_credentials_do_not_travel_to_another_host(board: BoardServer) -> None:
    with BoardServer() as other:
        board.always(faults.redirect(other.url))
        client = Client(board.url, headers={"X-Api-Key": "k3y"}, allow_private=True)
        with pytest.raises(Unauthorised):
            client.post("postings", json={})
        assert other.calls == []


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1",
        "http://",
        "nonsense",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://a b/",
        "http://127.0.0.1:99999/",
        "http://.../",
        "http://exa\udcffmple.org/",
    ],
)
def test_an_address_that_is_none_needs_a_person(url: str) -> None:
    with pytest.raises(Unauthorised, match="check the address"):
        Client(allow_private=True).get(url)


def test_a_label_too_long_for_a_name_is_our_error() -> None:
    with pytest.raises(AdapterError):
        Client(deadline=2).get(f"http://{'a' * 300}.example.org/")
