"""Apprise: the contract with its JSON service, and what its failures do and do not prove."""

from __future__ import annotations

import logging
import os
import signal
import socket
import ssl
import subprocess
import sys
from io import StringIO
from queue import SimpleQueue
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar
from unittest import SkipTest
from urllib.parse import quote

import pytest
import trustme
from apprise import NotificationManager, decorators
from syndicate_adapters.apprise import Apprise

from syndicate.adapter import Options, Receipt
from syndicate.config import load
from syndicate.delivery.registry import open_board
from syndicate.errors import Ambiguous, ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.http import Client
from syndicate.offer import Organization
from syndicate.testing import AdapterContract, BoardServer, Reply, faults, make_offer, make_site
from tests.adapters.killing import Deadly
from tests.cli.processes import COMMAND, PATIENCE, syndicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from syndicate.testing import Request

TOKEN = "c4n4ry/apprise+token"  # noqa: S105 # opens nothing


class Service(Deadly):
    """Takes the messages of Apprise's own ``json://``."""

    def answer(self, request: Request) -> Reply:
        message = request.fields()
        assert message["type"] == "info"
        self.shelf.add("message", {key: message[key] for key in ("title", "message")})
        return Reply(200, {})


def address(server: BoardServer, secret: str = TOKEN, more: str = "") -> str:
    scheme = "jsons" if server.tls else "json"
    host = server.url.split("://")[1].strip("/")
    return f"{scheme}://{host}/hook?+X-Token={quote(secret, safe='')}{more}"


class TestApprise(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "nonsense": "Apprise takes any answer of this service with a 2xx status for a success",
    }

    def board(self) -> BoardServer:
        return Service()

    def make(self, board: BoardServer) -> Apprise:
        return Apprise(self.options(url=address(board, self.secret)))

    def test_the_wait_that_a_board_asks_for_is_kept(self) -> None:
        raise SkipTest("Apprise shows no header of an answer")


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as service:
        yield service


def apprise(url: str, *, allow_private: bool = True, **say: object) -> Apprise:
    client = Client(secrets=[TOKEN], allow_private=allow_private)
    return Apprise(Options("chat", {"url": url, **say}, make_site("/"), client))


def notify(adapter: Apprise, **changes: Any) -> Receipt:
    return adapter.create(adapter.payload(make_offer(**changes)), "key")


def test_a_message_has_a_title_and_what_matters(service: Service) -> None:
    assert notify(apprise(address(service)), language="fr") == Receipt()
    (held,) = service.postings
    assert held.body == {
        "title": "Baker",
        "message": "Example Cooperative · Paris · CDI\n"
        "Candidatures jusqu’au 31/12/2026\n"
        "https://jobs.example.org/jobs/baker/?utm_source=apprise&utm_content=baker\n"
        "#Bread #Night",
    }


@pytest.mark.parametrize("text", ["{title}: {link}", "{link}\n{title}", "{title} {link} {place}"])
def test_a_text_without_a_first_line_of_its_own_has_no_title(service: Service, text: str) -> None:
    notify(apprise(address(service), text=text))
    (held,) = service.postings
    assert held.body["title"] == ""
    assert "Baker" in str(held.body["message"])


@pytest.mark.parametrize(
    ("url", "limit", "titled"),
    [
        ("tgram://123456789:abcdefg_hijklmnop/12345/", 4096, False),
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", 2000, True),
        ("ntfy://offers", 7800, True),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#jobs", 35000, True),
    ],
)
def test_what_a_service_takes_is_kept_to(url: str, limit: int, titled: bool) -> None:
    adapter = apprise(url, text="{title}\n" + "{employer}\n" * 40 + "{link}")
    assert (adapter.service.body_maxlen, adapter.service.title_maxlen > 0) == (limit, titled)
    long = Organization("x" * 80)
    for offer in (make_offer(), make_offer(title="Baker " * 900, organization=long)):
        body = adapter.payload(offer).body
        title, text = str(body["title"]), str(body["text"])
        assert len(title) <= adapter.service.title_maxlen
        assert len(title) + len(text) + 2 <= limit
        assert "utm_content=baker" in text
        assert bool(title) == (titled and offer.title == "Baker")


def test_addresses_that_leave_no_room_are_told_before() -> None:
    adapter = apprise("d7sms://token@15551112222")
    offer = make_offer(url=f"https://jobs.example.org/{'x' * 140}/")
    assert [problem.code for problem in adapter.problems(offer)] == ["link-too-long"]


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (400, Rejected, "answered 400"),
        (401, Unauthorised, "check the credentials"),
        (404, Unauthorised, "check url"),
        (410, Unauthorised, "gone for good"),
        (429, Unavailable, "answered 429"),
        (500, Ambiguous, "answered 500"),
        (302, Unauthorised, "redirects are not followed"),
    ],
)
def test_a_status_is_understood_from_what_the_library_logs(
    service: Service, status: int, error: type[Exception], words: str
) -> None:
    service.always(faults.refuse(status, Location="https://example.org/"))
    with pytest.raises(error, match=f"JSON.*{words}"):
        notify(apprise(address(service)))
    assert len(service.calls) == 1


@pytest.fixture
def probe() -> Iterator[list[tuple[int, str]]]:
    """What the service ``probe://``, made as Apprise lets one make them, logs before it fails."""
    says: list[tuple[int, str]] = []

    def fail(*_: object, **__: object) -> bool:
        for level, words in says:
            logging.getLogger("apprise").log(level, words)
        return False

    decorators.notify(on="probe", name="Probe")(fail)
    yield says
    NotificationManager().remove("probe")


REFUSED = (logging.WARNING, "Failed to send Probe notification: Page not found., error=404.")
UNSENT = (logging.DEBUG, "Socket Exception: pool (Caused by NewConnectionError('refused'))")


@pytest.mark.parametrize(
    ("says", "error"),
    [
        ([REFUSED], Unauthorised),
        ([UNSENT], Unavailable),
        ([REFUSED, UNSENT], Ambiguous),
        ([REFUSED, (logging.WARNING, "Failed to send, error=500.")], Ambiguous),
        ([UNSENT, (logging.DEBUG, "Socket Exception: Read timed out.")], Ambiguous),
        ([(logging.DEBUG, "Response Details: b'error=404'")], Ambiguous),
        ([(logging.DEBUG, f"Response Details: {UNSENT[1]}")], Ambiguous),
        ([(logging.DEBUG, "Socket Exception: Read timed out.")], Ambiguous),
        ([(logging.WARNING, "Failed to send Probe notification.")], Ambiguous),
        ([], Ambiguous),
    ],
)
def test_only_one_clear_word_proves_that_nothing_happened(
    probe: list[tuple[int, str]], says: list[tuple[int, str]], error: type[Exception]
) -> None:
    probe.extend(says)
    with pytest.raises(error, match="Probe"):
        notify(apprise("probe://"))


def test_retries_and_leniency_in_an_address_are_not_obeyed(service: Service) -> None:
    adapter = apprise(address(service, more="&retry=3&wait=0&optional=yes&redirect=yes"))
    service.always(faults.accept_then(500))
    with pytest.raises(Ambiguous):
        notify(adapter)
    assert len(service.calls) == 1
    with BoardServer() as other:
        service.always(faults.redirect(other.url))
        with pytest.raises(Unauthorised):
            notify(adapter)
        assert other.calls == []


def test_an_answer_that_does_not_come_may_have_been_a_yes(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syndicate_adapters.apprise.DEADLINE", 0.2)
    service.next(faults.drip(0.05))
    with pytest.raises(Ambiguous, match=r"no answer within 0\.2 seconds"):
        notify(apprise(address(service)))
    assert len(service.postings) == 1


def test_certificates_are_always_checked() -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with Service(tls=context) as service:
        with pytest.raises(Unauthorised, match="its certificate is not trusted"):
            notify(apprise(address(service)))
        assert service.calls == []
        with pytest.raises(ConfigurationError, match="url has verify=no"):
            apprise(address(service, more="&verify=no"))


def test_private_addresses_are_refused_unless_they_are_meant(service: Service) -> None:
    for host in ("127.0.0.1", "localhost"):
        url = address(service).replace("127.0.0.1", host)
        with pytest.raises(Unauthorised, match="allow_private_addresses = true"):
            notify(apprise(url, allow_private=False))
    for url in ("ntfy://127.0.0.1/offers", "ntfy://[::1]/offers", "json://[::1]/"):
        with pytest.raises(Unauthorised, match="allow_private_addresses = true"):
            notify(apprise(url, allow_private=False))
    assert service.calls == []


def test_a_machine_is_known_by_any_name_where_only_machines_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def resolver(*_: object, **__: object) -> list[object]:
        raise socket.gaierror("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    with pytest.raises(Unavailable, match="the name intranet is not known"):
        notify(apprise("json://intranet/"))


@pytest.mark.parametrize(
    "url",
    [
        "tgram://123456789:abcdefg_hijklmnop/12345/",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#jobs",
        "ntfy://a-secret-topic",
    ],
)
def test_what_is_no_host_is_not_looked_up(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    asked: list[object] = []

    def resolver(host: object, *_: object, **__: object) -> list[object]:
        asked.append(host)
        raise socket.gaierror("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    with pytest.raises(Unavailable, match="no connection"):
        notify(apprise(url))
    assert {str(host) for host in asked} <= {"api.telegram.org", "hooks.slack.com", "ntfy.sh"}
    assert asked


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "is no address that Apprise knows"),
        ("https://example.org/", "is no address that Apprise knows"),
        ("json://127.0.0.1, json://127.0.0.1", "is no address that Apprise knows"),
        (
            "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#a/#b",
            "names several targets",
        ),
    ],
)
def test_a_mistake_in_the_address_is_told_without_it(url: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"\[boards\.chat\] url {message}") as caught:
        apprise(url)
    assert url not in str(caught.value)


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What reaches the root logger; caplog listens at loggers that keep to themselves, too."""
    root, handler = logging.getLogger(), logging.StreamHandler(StringIO())
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_nothing_of_an_address_is_logged(
    service: Service, logged: StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("syndicate").debug("something else")
    adapter = apprise(address(service))
    notify(adapter)
    service.next(faults.refuse(404), faults.drop_unanswered())
    for error in (Unauthorised, Ambiguous):
        with pytest.raises(error) as caught:
            notify(adapter)
        assert "127.0.0.1" not in str(caught.value)
        assert TOKEN not in repr(caught.value)
    with pytest.raises(ConfigurationError):
        apprise(f"slack://{TOKEN}")
    assert "something else" in logged.getvalue()
    shown = logged.getvalue() + "".join(capfd.readouterr())
    assert TOKEN not in shown
    assert "JSON" not in shown


def board(root: Path) -> None:
    (root / "syndicate.toml").write_text(
        '[site]\nurl = "https://jobs.example.org/"\ntitle = "Jobs"\n'
        '[boards.chat]\nadapter = "apprise"\nurl = "${env:APPRISE_URL}"\n',
        "utf-8",
    )
    open_board(load(root / "syndicate.toml"), "chat", {"APPRISE_URL": "json://example.org/"})


def test_the_package_that_is_missing_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    board(tmp_path)
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'syndicate-jobs\[apprise\]'"):
        board(tmp_path)


def test_a_package_that_is_too_old_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "apprise", ModuleType("apprise"))
    with pytest.raises(ConfigurationError, match=r"--upgrade 'syndicate-jobs\[apprise\]'"):
        board(tmp_path)


# -- a process that dies ----------------------------------------------------------------------

SITE = """
[site]
url = "https://jobs.example.org/"
title = "Jobs"
[organization]
name = "Example Cooperative"
address = { city = "Lyon", country = "FR" }
[boards.chat]
adapter = "apprise"
url = "${env:APPRISE_URL}"
allow_private_addresses = true
"""


@pytest.mark.slow
def test_a_message_that_was_taken_as_we_were_killed_waits_for_a_person_and_is_not_sent_again(
    service: Service, tmp_path: Path
) -> None:
    (tmp_path / "syndicate.toml").write_text(SITE, "utf-8")
    offer(tmp_path, "baker")
    url = address(service)
    arguments = ["apply", "--yes", "--project", str(tmp_path), "--now"]
    service.victims = SimpleQueue()
    with subprocess.Popen(
        [COMMAND, *arguments, "2026-03-02T12:00:00+01:00"],
        env=os.environ | {"APPRISE_URL": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        service.victims.put(process.pid)
        assert process.wait(PATIENCE) == -signal.SIGKILL
    service.victims = None
    assert titles(service) == ["Baker"]
    again = syndicate(*arguments, "2026-03-02T12:05:00+01:00", APPRISE_URL=url)
    assert again.returncode == 1, again.stderr
    assert "1 for a person" in again.stdout
    assert "may or may not have happened" in again.stdout
    # Others are not kept waiting, and neither time nor another change sends it again.
    offer(tmp_path, "baker", "You bake bread.")
    offer(tmp_path, "miller")
    syndicate(*arguments, "2026-03-05T12:00:00+01:00", APPRISE_URL=url)
    assert titles(service) == ["Baker", "Miller"]
    assert len(service.calls) == 2


def offer(root: Path, name: str, text: str = "Early mornings.") -> None:
    (root / "content").mkdir(exist_ok=True)
    lines = ["---", f"title: {name.title()}", "date: 2026-03-01", "---", text, ""]
    (root / "content" / f"{name}.md").write_text("\n".join(lines), "utf-8")


def titles(service: Service) -> list[object]:
    """What the service was told of, the oldest first."""
    return [held.body["title"] for held in service.postings]
