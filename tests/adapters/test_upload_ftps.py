"""Uploads by FTP over TLS, against pyftpdlib with certificates of an authority of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import trustme
from syndicate_adapters.upload import Upload

from syndicate.adapter import Options, Receipt
from syndicate.errors import (
    AdapterError,
    Ambiguous,
    ConfigurationError,
    Unauthorised,
    Unavailable,
)
from syndicate.http import Client
from syndicate.testing import AdapterContract, BoardServer, make_site
from tests.adapters.ftp_server import SECRET, AbstractedFS, FTPHandler, Handler, Server
from tests.adapters.uploading import Site, Uploading
from tests.cli.processes import COMMAND, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def serving(kind: type[FTPHandler], root: Path, authority: trustme.CA) -> Iterator[Server]:
    folder = root / "ftp"
    folder.mkdir(exist_ok=True)
    server = Server(kind, folder, authority)
    yield server
    server.close()


@pytest.fixture
def server(tmp_path: Path, authority: trustme.CA) -> Iterator[Server]:
    yield from serving(Handler, tmp_path, authority)


class Folder(BoardServer):
    """The contract's board is an FTP server this time."""

    def __init__(self, root: Path, authority: trustme.CA) -> None:
        super().__init__()
        self.ftp = Server(Handler, root, authority)

    def stop(self) -> None:
        super().stop()
        self.ftp.close()


class TestFtps(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {"server": "FTP is no HTTP: its faults are tried below"}
    folder: ClassVar[Path]
    authority: ClassVar[trustme.CA]

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path, authority: trustme.CA) -> None:
        type(self).folder, type(self).authority = tmp_path, authority

    def board(self) -> BoardServer:
        return Folder(self.folder, self.authority)

    def make(self, board: BoardServer) -> Upload:
        assert isinstance(board, Folder)
        say = {"to": f"ftps://jobs@127.0.0.1:{board.ftp.port}/", "password": self.secret}
        client = Client(allow_private=True, ca_file=str(board.ftp.authority))
        return Upload(Options("contract", say, make_site(self.root), client))


@pytest.fixture
def uploading(server: Server, tmp_path: Path) -> Uploading:
    return server.upload(tmp_path)


def test_a_file_arrives_in_folders_that_are_made_for_it(
    server: Server, uploading: Uploading
) -> None:
    uploading.keep("jobs/crème brûlée/100%.html", "<p>ü</p>")
    assert (server.place / "jobs/crème brûlée/100%.html").read_text("utf-8") == "<p>ü</p>"
    uploading.withdraw("jobs/crème brûlée/100%.html")
    assert server.files() == []


def test_a_listing_goes_through_all_folders_and_names_what_was_put(uploading: Uploading) -> None:
    held = [uploading.keep(path) for path in ("rss.xml", "fr/rss.xml", "jobs/a/index.html")]
    shown = {one.subject: one.remote_id for one in uploading.adapter.listing()}
    assert shown == {one.subject: one.remote_id for one in held}


class Loud(AbstractedFS):  # type: ignore[misc]
    """Says what things are in letters of another size, which RFC 3659 lets servers do."""

    def format_mlsx(self, *about: Any, **more: Any) -> Iterator[bytes]:
        for row in super().format_mlsx(*about, **more):
            yield row.replace(b"type=file", b"type=File").replace(b"type=dir", b"type=DIR")


def test_a_listing_in_large_letters_is_read(server: Server, uploading: Uploading) -> None:
    uploading.keep("jobs/a/index.html")
    server.handler.abstracted_fs = Loud
    assert [one.subject for one in uploading.adapter.listing()] == ["jobs/a/index.html"]


def test_a_file_is_replaced(server: Server, uploading: Uploading) -> None:
    held = uploading.keep("rss.xml", "old")
    uploading.keep("rss.xml", "new and longer", held)
    assert (server.place / "rss.xml").read_text() == "new and longer"
    assert server.files() == ["rss.xml"]


def test_what_somebody_else_put_there_is_not_overwritten(
    server: Server, uploading: Uploading
) -> None:
    (server.place / "rss.xml").write_text("theirs")
    with pytest.raises(Unauthorised, match="adopt"):
        raise uploading.put("rss.xml")  # type: ignore[misc]
    held = uploading.keep("atom.xml", "old")
    (server.place / "atom.xml").write_text("theirs")
    assert isinstance(uploading.put("atom.xml", "new", held), Unauthorised)
    assert (server.place / "rss.xml").read_text() == "theirs"
    assert (server.place / "atom.xml").read_text() == "theirs"


def test_a_server_that_tells_no_times_is_asked_for_sizes(
    server: Server, uploading: Uploading
) -> None:
    server.handler.refusing = {"MDTM": "502 Command not implemented."}
    held = uploading.keep("rss.xml", "old")
    uploading.keep("rss.xml", "new and longer", held)
    assert (server.place / "rss.xml").read_text() == "new and longer"


def test_a_server_that_lists_nothing_is_told(server: Server, uploading: Uploading) -> None:
    server.handler.refusing = {"MLSD": "502 Command not implemented."}
    uploading.keep("rss.xml")
    with pytest.raises(Unavailable, match="not implemented"):
        list(uploading.adapter.listing())


class Careful(Handler):
    """A server that renames over nothing."""

    def ftp_RNTO(self, path: str) -> None:  # noqa: N802 # pyftpdlib's own name
        if Path(path).exists():
            self.respond("553 File exists.")
            return
        super().ftp_RNTO(path)


@pytest.fixture
def careful(tmp_path: Path, authority: trustme.CA) -> Iterator[Server]:
    yield from serving(Careful, tmp_path, authority)


def test_a_server_that_renames_over_nothing_is_helped(careful: Server, tmp_path: Path) -> None:
    uploading = careful.upload(tmp_path)
    held = uploading.keep("rss.xml", "old")
    (careful.place / ".rss.xml.part.part").write_text("left by a crash")
    uploading.keep("rss.xml", "new", held)
    assert (careful.place / "rss.xml").read_text() == "new"
    assert careful.files() == ["rss.xml"]


def test_a_server_that_renames_nothing_loses_nothing(server: Server, uploading: Uploading) -> None:
    held = uploading.keep("rss.xml", "old")
    server.handler.refusing = {"RNTO": "550 Permission denied."}
    assert isinstance(uploading.put("rss.xml", "new", held), Unauthorised)
    assert (server.place / "rss.xml").read_text() == "old"


@pytest.mark.parametrize(
    ("command", "words", "expected"),
    [
        ("STOR", "550 Permission denied.", Unauthorised),
        ("STOR", "552 Exceeded storage allocation.", Unavailable),
        ("STOR", "452 Insufficient storage space.", Unavailable),
        ("STOR", "421 Too many users.", Unavailable),
        ("PASS", "530 Login incorrect.", Unauthorised),
        ("PASS", "421 Too many connections from your address.", Unavailable),
        ("AUTH", "500 Command not understood.", Unauthorised),
        ("AUTH", "534 Not today.", Unauthorised),
        ("PROT", "536 Not here.", Unauthorised),
        ("PASV", "425 Can't open data connection.", Unavailable),
        ("RNTO", "450 File busy.", Unavailable),
    ],
)
def test_what_the_server_refuses_is_told_by_its_type(
    server: Server, uploading: Uploading, command: str, words: str, expected: type[AdapterError]
) -> None:
    server.handler.refusing = {command: words}
    answer = uploading.put("rss.xml")
    assert isinstance(answer, expected), answer
    assert not (server.place / "rss.xml").exists()


@pytest.mark.parametrize("command", ["USER", "PBSZ", "MKD", "STOR", "SIZE"])
def test_a_line_that_breaks_before_the_rename_changed_nothing(
    server: Server, uploading: Uploading, command: str
) -> None:
    server.handler.cutting = {command}
    assert isinstance(uploading.put("jobs/index.html"), Unavailable)
    assert not (server.place / "jobs/index.html").exists()


def test_a_line_that_breaks_at_the_rename_leaves_a_doubt_that_find_removes(
    server: Server, uploading: Uploading
) -> None:
    server.handler.cutting = {"RNTO"}
    assert isinstance(uploading.put("rss.xml"), Ambiguous)
    server.handler.cutting = set()
    found = uploading.adapter.find("rss.xml")
    assert found
    assert found.digest == uploading.file("rss.xml").digest


def test_a_line_that_breaks_at_a_removal_leaves_a_doubt(
    server: Server, uploading: Uploading
) -> None:
    uploading.keep("rss.xml")
    server.handler.cutting = {"DELE"}
    assert isinstance(uploading.withdraw("rss.xml"), Ambiguous)
    server.handler.cutting = set()
    assert isinstance(uploading.withdraw("rss.xml"), Receipt)


def test_a_server_without_tls_is_told_nothing(tmp_path: Path, authority: trustme.CA) -> None:
    heard: list[str] = []

    class Plain(FTPHandler):  # type: ignore[misc]
        def pre_process_command(self, line: str, cmd: str, arg: str) -> None:
            heard.append(line)
            super().pre_process_command(line, cmd, arg)

    for plain in serving(Plain, tmp_path, authority):
        with pytest.raises(Unauthorised):
            plain.upload(tmp_path).adapter.check()
    assert heard == ["AUTH TLS"]


def test_a_certificate_of_nobody_known_stops_the_board(server: Server, tmp_path: Path) -> None:
    with pytest.raises(Unauthorised, match="certificate"):
        server.upload(tmp_path, ca_file=None).adapter.check()


def test_a_certificate_for_another_name_stops_the_board(server: Server, tmp_path: Path) -> None:
    uploading = server.upload(tmp_path, to=f"ftps://jobs@localhost:{server.port}/")
    with pytest.raises(Unauthorised, match=r"localhost.*not valid"):
        uploading.adapter.check()


def test_a_wrong_password_stops_the_board_and_is_not_shown(server: Server, tmp_path: Path) -> None:
    wrong = "c4n4ry-wr0ng"
    server.handler.refusing = {"PASS": f"530 {wrong} is not the password of jobs."}
    uploading = server.upload(tmp_path, password=wrong)
    with pytest.raises(Unauthorised, match="530 … is not the password") as refused:
        uploading.adapter.check()
    assert wrong not in repr(refused.value)


def test_a_private_address_is_refused_unless_it_is_meant(server: Server, tmp_path: Path) -> None:
    with pytest.raises(Unauthorised, match="allow_private_addresses"):
        server.upload(tmp_path, allow_private=False).adapter.check()


def test_data_goes_over_the_session_of_the_login(
    server: Server, uploading: Uploading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many servers refuse data connections that are not of the session of the login."""
    reused: list[bool] = []
    context = uploading.adapter.store.context  # type: ignore[attr-defined]
    wrap = context.wrap_socket

    def watched(*args: Any, **more: Any) -> Any:
        made = wrap(*args, **more)
        reused.append(bool(made.session_reused))
        return made

    monkeypatch.setattr(context, "wrap_socket", watched, raising=False)
    uploading.keep("rss.xml")
    assert reused == [False, True]


def test_a_server_that_says_nothing_is_unavailable(server: Server, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        to = f"ftps://jobs@127.0.0.1:{mute.getsockname()[1]}/"
        with pytest.raises(Unavailable):
            server.upload(tmp_path, to=to, deadline=0.3).adapter.check()


def test_a_password_must_be_given(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="password is missing"):
        Uploading(Upload, tmp_path, to="ftps://jobs@example.org/")


# -- a process that dies ----------------------------------------------------------------------


class Deadly(Handler):
    """Kills whoever gives the command ``deadly``, once it is carried out."""

    deadly: ClassVar[str] = ""
    victims: ClassVar[SimpleQueue[int]] = SimpleQueue()
    stored: ClassVar[list[str]] = []

    def pre_process_command(self, line: str, cmd: str, arg: str) -> None:
        if cmd == "STOR":
            self.stored.append(arg)
        super().pre_process_command(line, cmd, arg)
        if line == self.deadly:
            os.kill(self.victims.get(), signal.SIGKILL)


class DeadlyAndCareful(Deadly, Careful):
    """Renames over nothing, besides."""


@pytest.fixture
def deadly(
    request: pytest.FixtureRequest, tmp_path: Path, authority: trustme.CA
) -> Iterator[Server]:
    for server in serving(getattr(request, "param", Deadly), tmp_path, authority):
        server.handler.stored = []
        yield server


@pytest.fixture
def site(deadly: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SSL_CERT_FILE", str(deadly.authority))
    monkeypatch.setenv("FTP_PASSWORD", SECRET)
    to = f"ftps://jobs@127.0.0.1:{deadly.port}/"
    made = Site(tmp_path / "site", Upload, to=to, password="${env:FTP_PASSWORD}")  # noqa: S106
    made.offer("baker")
    made.offer("miller")
    return made


def change(site: Site) -> None:
    (site.root / "content" / "miller.md").unlink()
    site.offer("baker", "You bake bread.")


def held(server: Server) -> dict[str, str]:
    """What readers find there: no drafts."""
    found = (path for path in server.place.rglob("*") if path.is_file())
    return {
        str(path.relative_to(server.place)): path.read_text("utf-8")
        for path in found
        if not path.name.startswith(".")
    }


@pytest.mark.slow
def test_an_upload_that_dies_once_its_files_arrived_is_made_right(
    site: Site, deadly: Server
) -> None:
    site.push("02", dies=True)
    site.push("02")
    assert held(deadly) == site.files()
    change(site)
    site.push("03", dies=True)
    arrived = len(deadly.handler.stored)
    site.push("03")
    assert held(deadly) == site.files()
    assert len(deadly.handler.stored) == arrived


@pytest.mark.slow
@pytest.mark.parametrize(
    ("deadly", "command", "path", "is_there", "again"),
    [
        (Deadly, "RNTO /rss.xml", "rss.xml", True, []),
        (Deadly, "DELE /jobs/miller/index.html", "jobs/miller/index.html", False, []),
        (
            DeadlyAndCareful,
            "RNTO /.rss.xml.part.part",
            "rss.xml",
            False,
            ["/.rss.xml.part"],
        ),
    ],
    indirect=["deadly"],
)
def test_an_upload_that_dies_between_a_command_and_its_answer_is_made_right(
    site: Site, deadly: Server, command: str, path: str, is_there: bool, again: list[str]
) -> None:
    """At a server that renames over nothing, also where a file is in neither of its places."""
    site.push("02")
    change(site)
    assert site.run("03", "build").returncode == 0
    deadly.handler.stored = []
    deadly.handler.deadly = command
    kill_an_apply(site, deadly.handler.victims)
    deadly.handler.deadly = ""
    assert (path in held(deadly)) is is_there
    site.push("03")
    assert held(deadly) == site.files()
    stored = deadly.handler.stored
    assert [one for one in set(stored) if stored.count(one) > 1] == again


def kill_an_apply(site: Site, victims: SimpleQueue[int]) -> None:
    arguments = ["--yes", "--project", str(site.root), "--now", "2026-03-03T09:00:00+01:00"]
    with subprocess.Popen(
        [COMMAND, "apply", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        victims.put(process.pid)
        assert process.wait(PATIENCE) == -signal.SIGKILL
