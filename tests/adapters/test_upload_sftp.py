"""Uploads by SFTP, against OpenSSH's own server."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from syndicate_adapters.upload import Upload
from syndicate_adapters.upload.tree import Tree

from syndicate.adapter import Receipt
from syndicate.errors import Ambiguous, ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.testing import AdapterContract, BoardServer
from tests.adapters.sshd import needs_sshd, running
from tests.adapters.uploading import Site, Uploading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.adapters.sshd import Sshd

pytestmark = needs_sshd


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with running(tmp_path_factory.mktemp("sshd")) as server:
        yield server


class TestSftp(AdapterContract):
    server: ClassVar[Sshd]
    exempt: ClassVar[Mapping[str, str]] = {
        "server": "SFTP is no HTTP: its faults are tried below",
        "secret": "a private key signs, and is never sent",
    }

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _server(cls, sshd: Sshd) -> None:
        cls.server = sshd

    def make(self, board: BoardServer) -> Upload:
        place = self.root / "there"
        place.mkdir(exist_ok=True)
        to = f"sftp://{self.server.host}{place}"
        keys = {"private_key": self.server.key, "known_host": self.server.host_key}
        return Upload(self.options(to=to, **keys))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "there").mkdir()
    return tmp_path / "there"


def upload(sshd: Sshd, place: Path, **say: Any) -> Uploading:
    host = say.pop("at", sshd.host)
    keys = {"private_key": sshd.key, "known_host": sshd.host_key}
    return Uploading(Upload, place.parent, **({"to": f"sftp://{host}{place}"} | keys | say))


@pytest.fixture
def uploading(sshd: Sshd, place: Path) -> Uploading:
    return upload(sshd, place)


def files(place: Path) -> list[str]:
    return sorted(str(path.relative_to(place)) for path in place.rglob("*"))


def test_a_file_arrives_in_folders_that_are_made_for_it(uploading: Uploading, place: Path) -> None:
    uploading.keep("jobs/crème brûlée/100%.html", "<p>ü</p>")
    assert (place / "jobs/crème brûlée/100%.html").read_text("utf-8") == "<p>ü</p>"
    assert files(place) == ["jobs", "jobs/crème brûlée", "jobs/crème brûlée/100%.html"]


def test_a_folder_below_the_home_of_the_user_may_be_named(sshd: Sshd, place: Path) -> None:
    inside = os.path.relpath(place, Path.home())
    with pytest.raises(ConfigurationError, match="leads through"):
        upload(sshd, place, to=f"sftp://{sshd.host}/~/{inside}")
    uploading = upload(sshd, place, to=f"sftp://{sshd.host}/~")
    assert uploading.adapter.check().startswith(". on 127.0.0.1 has")


def test_folders_that_are_left_empty_go_and_others_stay(uploading: Uploading, place: Path) -> None:
    uploading.keep("jobs/a/index.html")
    uploading.keep("jobs/b/index.html")
    uploading.withdraw("jobs/a/index.html")
    assert files(place) == ["jobs", "jobs/b", "jobs/b/index.html"]
    uploading.withdraw("jobs/b/index.html")
    assert files(place) == []
    assert place.is_dir()


def test_a_file_is_replaced_whole(uploading: Uploading, place: Path) -> None:
    held = uploading.keep("rss.xml", "old")
    with (place / "rss.xml").open() as reader:
        uploading.keep("rss.xml", "new and longer", held)
        assert reader.read() == "old"
    assert (place / "rss.xml").read_text() == "new and longer"
    assert files(place) == ["rss.xml"]


def test_what_somebody_else_put_there_is_not_overwritten(uploading: Uploading, place: Path) -> None:
    (place / "rss.xml").write_text("theirs")
    with pytest.raises(Unauthorised, match="adopt"):
        raise uploading.put("rss.xml")  # type: ignore[misc]
    assert (place / "rss.xml").read_text() == "theirs"


def test_what_somebody_else_changed_since_is_not_overwritten(
    uploading: Uploading, place: Path
) -> None:
    held = uploading.keep("rss.xml", "old")
    (place / "rss.xml").write_text("theirs")
    assert isinstance(uploading.put("rss.xml", "new", held), Unauthorised)
    assert (place / "rss.xml").read_text() == "theirs"


def test_what_was_adopted_may_be_overwritten(uploading: Uploading, place: Path) -> None:
    (place / "rss.xml").write_text("theirs")
    (shown,) = uploading.adapter.listing()
    uploading.keep("rss.xml", "ours", shown)
    assert (place / "rss.xml").read_text() == "ours"


def test_a_file_that_was_only_touched_is_still_ours(uploading: Uploading, place: Path) -> None:
    held = uploading.keep("rss.xml", "old")
    os.utime(place / "rss.xml", (1, 1))
    uploading.keep("rss.xml", "new", held)
    assert (place / "rss.xml").read_text() == "new"


def test_an_update_of_what_is_gone_puts_it_there_again(uploading: Uploading, place: Path) -> None:
    held = uploading.keep("rss.xml", "old")
    (place / "rss.xml").unlink()
    uploading.keep("rss.xml", "new", held)
    assert (place / "rss.xml").read_text() == "new"


def test_a_draft_that_a_crash_left_is_no_file(uploading: Uploading, place: Path) -> None:
    (place / ".rss.xml.part").write_text("ha")
    assert uploading.adapter.find("rss.xml") is None
    assert list(uploading.adapter.listing()) == []
    uploading.keep("rss.xml")
    assert files(place) == ["rss.xml"]


def test_links_are_neither_listed_nor_followed_out(uploading: Uploading, place: Path) -> None:
    (place / "out").symlink_to("/etc")
    (place / "rss.xml").symlink_to("/etc/passwd")
    assert list(uploading.adapter.listing()) == []
    assert isinstance(uploading.put("rss.xml"), Unauthorised)
    assert (place / "rss.xml").is_symlink()


def test_a_folder_that_is_not_there_is_not_made(sshd: Sshd, place: Path) -> None:
    uploading = upload(sshd, place, to=f"sftp://{sshd.host}{place}/slip")
    with pytest.raises(Unauthorised, match="no folder"):
        uploading.adapter.check()
    assert isinstance(uploading.put("jobs/a/index.html"), Unauthorised)
    assert files(place) == []


def test_a_folder_where_a_file_is_to_be_is_left_alone(uploading: Uploading, place: Path) -> None:
    (place / "rss.xml").mkdir()
    (place / "rss.xml" / "theirs").write_text("precious")
    assert not isinstance(uploading.put("rss.xml"), Receipt)
    assert (place / "rss.xml" / "theirs").read_text() == "precious"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_tried_again_later(uploading: Uploading, place: Path) -> None:
    (place / ".rss.xml.part").symlink_to("/dev/full")
    assert isinstance(uploading.put("rss.xml"), Unavailable)
    assert not (place / "rss.xml").exists()


def test_a_server_that_only_reads_stops_the_board(tmp_path: Path, place: Path) -> None:
    (tmp_path / "read-only").mkdir()
    with running(tmp_path / "read-only", "ForceCommand internal-sftp -R\n") as server:
        uploading = upload(server, place)
        assert "has 0 entries" in uploading.adapter.check()
        with pytest.raises(Unauthorised, match="denied"):
            raise uploading.put("rss.xml")  # type: ignore[misc]


@pytest.mark.parametrize("path", ["../out.xml", "/etc/out.xml", "a//b.xml", "a/./b.xml", "a\nb"])
def test_a_path_that_leads_elsewhere_is_refused(uploading: Uploading, path: str) -> None:
    assert isinstance(uploading.withdraw(path), Rejected)
    assert uploading.adapter.find(path) is None


def test_a_file_that_changed_since_it_was_planned_waits(uploading: Uploading, place: Path) -> None:
    call = uploading.call("rss.xml", "planned")
    (uploading.site.feeds_dir / "rss.xml").write_text("built since")
    (answer,) = uploading.adapter.send([call])
    assert isinstance(answer, Unavailable)
    (uploading.site.feeds_dir / "rss.xml").unlink()
    (answer,) = uploading.adapter.send([call])
    assert isinstance(answer, Unavailable)
    assert files(place) == []


# -- logging in -------------------------------------------------------------------------------


def key(folder: Path, *options: str) -> Path:
    file = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-f", str(file), *options], check=True)
    return file


def test_another_host_key_is_another_host(sshd: Sshd, place: Path, tmp_path: Path) -> None:
    other = key(tmp_path, "-t", "ed25519", "-N", "").with_suffix(".pub").read_text()
    with pytest.raises(Unauthorised, match="another key"):
        upload(sshd, place, known_host=other).adapter.check()


def test_a_host_key_of_another_kind_is_another_host(
    sshd: Sshd, place: Path, tmp_path: Path
) -> None:
    other = key(tmp_path, "-t", "ecdsa", "-N", "").with_suffix(".pub").read_text()
    with pytest.raises(Unauthorised, match="another key"):
        upload(sshd, place, known_host=other).adapter.check()


def test_a_host_key_may_be_written_as_known_hosts_has_it(sshd: Sshd, place: Path) -> None:
    line = f"[127.0.0.1]:{sshd.port} {sshd.host_key}"
    assert "has 0 entries" in upload(sshd, place, known_host=line).adapter.check()


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_a_key_that_is_not_known_there_stops_the_board(
    sshd: Sshd, place: Path, tmp_path: Path, kind: str
) -> None:
    other = key(tmp_path, "-t", kind, "-N", "").read_text()
    uploading = upload(sshd, place, private_key=other)
    with pytest.raises(Unauthorised, match="Authentication"):
        uploading.adapter.check()
    assert isinstance(uploading.put("rss.xml"), Unauthorised)


def test_a_key_may_have_a_passphrase(sshd: Sshd, place: Path, tmp_path: Path) -> None:
    file = tmp_path / "locked"
    file.write_text(sshd.key)
    file.chmod(0o600)
    subprocess.run(["ssh-keygen", "-q", "-p", "-N", "c4n4ry", "-f", str(file)], check=True)
    make = partial(upload, sshd, place, private_key=file.read_text())
    assert "has 0 entries" in make(passphrase="c4n4ry").adapter.check()  # noqa: S106
    for more in ({}, {"passphrase": "wrong"}):
        with pytest.raises(ConfigurationError, match="no key that passphrase opens"):
            make(**more)


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ({"to": "sftp://example.org/www"}, "as whom to log in"),
        ({"to": "sftp://jobs:c4n4ry@example.org/www"}, "holds a password"),
        ({"to": "sftp://jobs@example.org:port/www"}, "is not an address"),
        ({"to": "ftp://jobs@example.org/www"}, "names no place"),
        ({"to": "/srv/www"}, "names no place"),
        ({"to": "sftp://jobs@example.org/www/../etc"}, "leads through"),
        ({"known_host": "AAAA"}, "known_host is not the public key"),
        ({"known_host": "ssh-ed25519 AAAA"}, "known_host is not the public key"),
        ({"private_key": "c4n4ry"}, "private_key is no key"),
    ],
)
def test_mistakes_are_told_with_what_to_write(
    sshd: Sshd, place: Path, say: dict[str, str], words: str
) -> None:
    with pytest.raises(ConfigurationError, match=words) as mistake:
        upload(sshd, place, **say)
    assert "write: " in str(mistake.value)
    assert "c4n4ry" not in str(mistake.value)


def test_neither_key_nor_password_is_a_mistake(sshd: Sshd, place: Path) -> None:
    to = f"sftp://{sshd.host}{place}"
    with pytest.raises(ConfigurationError, match="private_key is missing, and so is password"):
        Uploading(Upload, place.parent, to=to, known_host=sshd.host_key)


def test_a_password_that_is_not_taken_is_shown_nowhere(sshd: Sshd, place: Path) -> None:
    secret = "c4n4ry-passw0rd"  # noqa: S105 # opens nothing
    to = f"sftp://{sshd.host}{place}"
    uploading = Uploading(Upload, place.parent, to=to, known_host=sshd.host_key, password=secret)
    with pytest.raises(Unauthorised) as refused:
        uploading.adapter.check()
    assert secret not in f"{refused.value!r} {uploading.adapter.target} {uploading.adapter!r}"  # type: ignore[attr-defined]


def test_a_private_address_is_refused_unless_it_is_meant(sshd: Sshd, place: Path) -> None:
    with pytest.raises(Unauthorised, match="allow_private_addresses"):
        upload(sshd, place, allow_private=False).adapter.check()


# -- lines that break -------------------------------------------------------------------------


class Wire:
    """A line to a server that can be cut."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.pairs: list[tuple[socket.socket, socket.socket]] = []
        self.threads = [threading.Thread(target=self._accept)]
        self.threads[0].start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.listener.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.port))
            self.pairs.append((near, far))
            for pair in ((near, far), (far, near)):
                self.threads.append(threading.Thread(target=self._carry, args=pair))
                self.threads[-1].start()

    @staticmethod
    def _carry(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65_536):
                target.sendall(data)
            target.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def cut(self) -> None:
        for pair in self.pairs:
            for end in pair:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.cut()
        for thread in self.threads:
            thread.join()
        for pair in self.pairs:
            for end in pair:
                end.close()


@pytest.fixture
def wire(sshd: Sshd) -> Iterator[Wire]:
    made = Wire(sshd.port)
    yield made
    made.close()


def over(wire: Wire, sshd: Sshd, place: Path) -> Uploading:
    return upload(sshd, place, at=f"{sshd.user}@{wire.host}")


class Cutting:
    """The verbs of a file system, over a line that is cut at one of them."""

    def __init__(self, files: Any, wire: Wire, verb: str, *, after: bool) -> None:
        self._files, self._wire, self._verb, self._after = files, wire, verb, after

    def __getattr__(self, name: str) -> Any:
        verb = getattr(self._files, name)
        if name != self._verb:
            return verb

        def cut(*args: Any) -> Any:
            if self._after:
                verb(*args)
            self._wire.cut()
            return verb(*args)

        return cut


@pytest.mark.parametrize("verb", ["version", "make_folder", "write"])
def test_a_line_that_breaks_before_the_rename_changed_nothing(
    wire: Wire, sshd: Sshd, place: Path, verb: str
) -> None:
    uploading = over(wire, sshd, place)
    content = b"new"
    with uploading.adapter.store.session() as session:  # type: ignore[attr-defined]
        session.files = Cutting(session.files, wire, verb, after=False)
        with pytest.raises(Unavailable):
            session.put("jobs/a/index.html", content, None)
    assert not (place / "jobs/a/index.html").exists()


@pytest.mark.parametrize("after", [False, True])
def test_a_line_that_breaks_at_the_rename_leaves_a_doubt_that_find_removes(
    wire: Wire, sshd: Sshd, place: Path, after: bool
) -> None:
    uploading = over(wire, sshd, place)
    with uploading.adapter.store.session() as session:  # type: ignore[attr-defined]
        session.files = Cutting(session.files, wire, "rename", after=after)
        with pytest.raises(Ambiguous):
            session.put("rss.xml", b"new", None)
    found = upload(sshd, place).adapter.find("rss.xml")
    assert (found.digest if found else None) == (
        uploading.file("rss.xml").digest if after else None
    )
    upload(sshd, place).keep("rss.xml")
    assert files(place) == ["rss.xml"]


@pytest.mark.parametrize("after", [False, True])
def test_a_line_that_breaks_at_a_removal_leaves_a_doubt(
    wire: Wire, sshd: Sshd, place: Path, after: bool
) -> None:
    upload(sshd, place).keep("rss.xml")
    uploading = over(wire, sshd, place)
    with uploading.adapter.store.session() as session:  # type: ignore[attr-defined]
        session.files = Cutting(session.files, wire, "delete", after=after)
        with pytest.raises(Ambiguous):
            session.remove("rss.xml")
    assert isinstance(upload(sshd, place).withdraw("rss.xml"), Receipt)
    assert files(place) == []


def test_a_batch_over_a_line_that_breaks_is_told_file_by_file(
    wire: Wire, sshd: Sshd, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploading = over(wire, sshd, place)
    put = Tree.put

    def once(tree: Tree, path: str, content: bytes, version: str | None) -> str:
        if path == "b.xml":
            wire.cut()
        return put(tree, path, content, version)

    monkeypatch.setattr(Tree, "put", once)
    answers = uploading.adapter.send([uploading.call(f"{name}.xml") for name in "abc"])
    assert [isinstance(one, Receipt) for one in answers] == [True, False, False]
    assert [isinstance(one, Unavailable) for one in answers] == [False, True, True]
    assert files(place) == ["a.xml"]


def test_a_server_that_is_away_is_unavailable(place: Path, sshd: Sshd) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(Unavailable, match="no connection"):
        upload(sshd, place, at=f"jobs@127.0.0.1:{port}").adapter.check()


def test_a_server_that_says_nothing_is_unavailable(place: Path, sshd: Sshd) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        host = f"jobs@127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(Unavailable, match="nothing was sent"):
            upload(sshd, place, at=host, deadline=0.3).adapter.check()


def test_a_server_of_another_protocol_is_unavailable(place: Path, sshd: Sshd) -> None:
    with BoardServer() as board:
        host = f"jobs@{board.url.split('/')[2]}"
        with pytest.raises(Unavailable, match="nothing was sent"):
            upload(sshd, place, at=host, deadline=1).adapter.check()


@pytest.fixture
def site(sshd: Sshd, place: Path, tmp_path: Path) -> Site:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "key").write_text(sshd.key)
    to = f"sftp://{sshd.host}{place}"
    keys = {"private_key": "${file:key}", "known_host": sshd.host_key.strip()}
    made = Site(tmp_path / "site", Upload, to=to, **keys)
    made.offer("baker")
    return made


@pytest.mark.slow
def test_what_is_there_is_taken_over_by_the_commands_that_the_refusal_names(
    site: Site, place: Path
) -> None:
    (place / "rss.xml").write_text("theirs")
    (place / "CNAME").write_text("jobs.example.org")
    assert site.run("02", "build").returncode == 0
    refused = site.run("02", "apply", "--yes")
    assert refused.returncode == 1
    assert (place / "rss.xml").read_text() == "theirs"
    for command in ("syndicate adopt web", "syndicate boards test web"):
        assert command in refused.stdout
        done = site.run("02", *command.split()[1:])
        assert done.returncode == 0, done.stdout + done.stderr
    site.push("03")
    assert held(place) == site.files() | {"CNAME": "jobs.example.org"}


@pytest.mark.slow
def test_an_upload_that_dies_once_its_files_arrived_is_made_right(site: Site, place: Path) -> None:
    site.offer("miller")
    site.push("02", dies=True)
    site.push("02")
    assert held(place) == site.files()
    (site.root / "content" / "miller.md").unlink()
    site.offer("baker", "You bake bread.")
    site.push("03", dies=True)
    site.push("03")
    assert held(place) == site.files()


def held(place: Path) -> dict[str, str]:
    return {
        name: (place / name).read_text("utf-8") for name in files(place) if (place / name).is_file()
    }
