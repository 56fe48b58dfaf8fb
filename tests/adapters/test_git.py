"""Git: the contract and more against bare repositories, over files, HTTP and SSH."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from syndicate_adapters.git import Git
from syndicate_adapters.git import repository as git_repository

from syndicate.adapter import Call, Operation, Posting, Receipt
from syndicate.errors import ConfigurationError, Rejected, Unauthorised, Unavailable
from syndicate.testing import AdapterContract, BoardServer
from tests.adapters import sshd
from tests.adapters.git_server import running
from tests.adapters.uploading import Site, Uploading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.adapters.git_server import Backend

TOKEN = "c4n4ry-g1t-t0ken"  # noqa: S105 # opens nothing


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=They", "-c", "user.email=they@example.org", *command],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


class Remote:
    """A bare repository, and what others do with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        git(folder, "init", "-q", "--bare", "-b", "main")
        git(folder, "config", "http.receivepack", "true")

    def files(self, branch: str = "gh-pages") -> dict[str, str]:
        names = git(self.folder, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
        return {name: git(self.folder, "show", f"{branch}:{name}") for name in names if name}

    def log(self, form: str = "%s", branch: str = "gh-pages") -> list[str]:
        return git(self.folder, "log", f"--format={form}", branch).splitlines()

    def others_push(self, work: Path, branch: str = "gh-pages", **files: str) -> None:
        work.mkdir()
        git(work, "init", "-q", "-b", branch)
        subprocess.run(
            ["git", "pull", "-q", str(self.folder), branch],
            cwd=work,
            check=False,
            capture_output=True,
        )
        for name, content in files.items():
            (work / name).write_text(content)
        git(work, "add", ".")
        git(work, "commit", "-qm", "Theirs")
        git(work, "push", "-q", str(self.folder), f"HEAD:{branch}")

    def hook(self, name: str, script: str) -> None:
        hook = self.folder / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{script}\n")
        hook.chmod(0o755)


class TestGit(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "server": "Git speaks for itself: its faults are tried below",
        "secret": "tokens are sent over HTTP alone, which is tried below",
    }

    def make(self, board: BoardServer) -> Git:
        folder = self.root / "remote.git"
        if not folder.exists():
            Remote(folder)
        return Git(self.options(remote=str(folder)))


@pytest.fixture
def remote(tmp_path: Path) -> Remote:
    return Remote(tmp_path / "srv" / "jobs.git")


@pytest.fixture
def pushing(remote: Remote, tmp_path: Path) -> Uploading:
    return push_to(remote, tmp_path)


def push_to(remote: Remote, root: Path, **say: Any) -> Uploading:
    return Uploading(Git, root, **({"remote": str(remote.folder)} | say))


def test_a_batch_is_one_commit(remote: Remote, pushing: Uploading) -> None:
    paths = ("rss.xml", "jobs/crème brûlée/100%.html", 'a "b" \\c.html')
    answers = pushing.adapter.send([pushing.call(path, f"<{path}>") for path in paths])
    assert all(isinstance(answer, Receipt) for answer in answers)
    assert remote.files() == {path: f"<{path}>" for path in paths}
    us = "Syndicate <syndicate@jobs.example.org>"
    assert remote.log("%s|%an <%ae>|%cn <%ce>") == [f'Publish a "b" \\c.html and 2 more|{us}|{us}']


def test_changes_and_removals_go_on_top(remote: Remote, pushing: Uploading) -> None:
    held = pushing.keep("jobs/a/index.html", "old")
    pushing.keep("jobs/b/index.html", "stays")
    withdrawn = Call(Operation.WITHDRAW, "key", None, held)
    pushing.adapter.send([withdrawn, pushing.call("rss.xml", "new")])
    assert remote.files() == {"jobs/b/index.html": "stays", "rss.xml": "new"}
    assert remote.log() == [
        "Publish rss.xml, remove jobs/a/index.html",
        "Publish jobs/b/index.html",
        "Publish jobs/a/index.html",
    ]


def test_what_changes_nothing_is_no_commit(remote: Remote, pushing: Uploading) -> None:
    held = pushing.keep("rss.xml")
    assert pushing.keep("rss.xml") == held
    assert isinstance(pushing.withdraw("never-there.xml"), Receipt)
    assert len(remote.log()) == 1


def test_a_file_may_become_a_folder_and_the_other_way_round(
    remote: Remote, pushing: Uploading
) -> None:
    for old, new in (("jobs", "jobs/index.html"), ("jobs/index.html", "jobs")):
        held = Posting(old)
        pushing.adapter.send([Call(Operation.WITHDRAW, "key", None, held), pushing.call(new, new)])
        assert remote.files() == {new: new}
        (pushing.site.feeds_dir / new).unlink()
        for folder in {pushing.site.feeds_dir / "jobs"} - {pushing.site.feeds_dir / new}:
            folder.rmdir()


def test_what_others_keep_in_the_branch_stays(remote: Remote, tmp_path: Path) -> None:
    remote.others_push(tmp_path / "theirs", CNAME="jobs.example.org", nojekyll="")
    pushing = push_to(remote, tmp_path)
    pushing.keep("rss.xml")
    assert remote.files() == {"CNAME": "jobs.example.org", "nojekyll": "", "rss.xml": "new"}
    assert remote.log() == ["Publish rss.xml", "Theirs"]


def test_a_push_of_others_in_between_is_built_upon(
    remote: Remote, pushing: Uploading, tmp_path: Path
) -> None:
    pushing.keep("rss.xml")
    remote.others_push(tmp_path / "theirs", CNAME="jobs.example.org")
    pushing.keep("atom.xml")
    assert remote.log() == ["Publish atom.xml", "Theirs", "Publish rss.xml"]


def test_a_push_of_others_at_the_same_time_is_not_overwritten(
    remote: Remote, pushing: Uploading, tmp_path: Path
) -> None:
    pushing.keep("rss.xml", "old")
    with pushing.adapter.repository.visit() as visit:  # type: ignore[attr-defined]
        base = visit.head("gh-pages")
        remote.others_push(tmp_path / "theirs", CNAME="jobs.example.org")
        commit = visit.commit(base, [], "Late", "We <we@example.org> 1700000000 +0000")
        with pytest.raises(Unavailable, match="someone else pushed"):
            visit.push(commit, "gh-pages")
    assert remote.log() == ["Theirs", "Publish rss.xml"]
    pushing.keep("atom.xml")
    assert remote.log()[0] == "Publish atom.xml"


def test_two_that_push_at_once_are_one_after_the_other(remote: Remote, tmp_path: Path) -> None:
    pushings = [push_to(remote, tmp_path / name) for name in "ab"]
    pushings[0].keep("rss.xml")
    together = threading.Barrier(2)
    given: dict[str, Any] = {}

    def push(pushing: Uploading, name: str) -> None:
        call = pushing.call(name, name)
        together.wait()
        for _ in range(20):
            given[name] = pushing.adapter.send([call])[0]
            if isinstance(given[name], Receipt):
                return

    threads = [
        threading.Thread(target=push, args=(one, f"{n}.xml")) for n, one in enumerate(pushings)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(answer) for answer in given.values()] == [Receipt, Receipt], given
    assert remote.files() == {"0.xml": "0.xml", "1.xml": "1.xml", "rss.xml": "new"}
    assert len(remote.log()) == 3


def test_a_branch_whose_past_was_rewritten_is_built_upon(
    remote: Remote, pushing: Uploading, tmp_path: Path
) -> None:
    pushing.keep("rss.xml")
    git(remote.folder, "update-ref", "-d", "refs/heads/gh-pages")
    remote.others_push(tmp_path / "theirs", CNAME="jobs.example.org")
    pushing.keep("atom.xml")
    assert remote.log() == ["Publish atom.xml", "Theirs"]


def test_a_cache_that_is_lost_is_made_again(
    remote: Remote, pushing: Uploading, tmp_path: Path
) -> None:
    pushing.keep("rss.xml")
    elsewhere = push_to(remote, tmp_path / "elsewhere")
    elsewhere.keep("atom.xml")
    assert remote.log() == ["Publish atom.xml", "Publish rss.xml"]
    git(elsewhere.adapter.repository.folder, "fsck", "--connectivity-only")  # type: ignore[attr-defined]


def test_only_the_last_state_is_fetched(remote: Remote, pushing: Uploading, tmp_path: Path) -> None:
    for number in range(3):
        pushing.keep("rss.xml", str(number))
    elsewhere = push_to(remote, tmp_path / "elsewhere")
    elsewhere.keep("atom.xml")
    cache = elsewhere.adapter.repository.folder  # type: ignore[attr-defined]
    every = ("cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")
    assert git(cache, *every).split().count("commit") == 2


def test_no_reference_is_left_behind(remote: Remote, pushing: Uploading) -> None:
    pushing.keep("rss.xml")
    assert pushing.adapter.check()
    cache = pushing.adapter.repository.folder  # type: ignore[attr-defined]
    assert git(cache, "for-each-ref") == ""
    assert list(cache.glob("*.stream")) == []


@pytest.mark.parametrize("age", [0, 86_400])
def test_a_lock_that_a_killed_visit_left_is_in_the_way_for_minutes_only(
    remote: Remote, pushing: Uploading, tmp_path: Path, age: int
) -> None:
    pushing.keep("rss.xml")
    remote.others_push(tmp_path / "work", CNAME="jobs.example.org")  # to be fetched
    left = [pushing.adapter.repository.folder / name for name in ("shallow.lock", "a.stream")]  # type: ignore[attr-defined]
    for file in left:
        file.touch()
        os.utime(file, (time.time() - age, time.time() - age))
    answer = pushing.put("atom.xml")
    assert isinstance(answer, Receipt if age else Unavailable)
    assert [file.exists() for file in left] == [not age] * 2


def test_files_may_have_a_folder_of_the_branch(remote: Remote, tmp_path: Path) -> None:
    remote.others_push(tmp_path / "theirs", "main", README="read me")
    pushing = push_to(remote, tmp_path, branch="main", folder="docs", author="Jo <jo@example.org>")
    held = pushing.keep("rss.xml")
    assert remote.files("main") == {"README": "read me", "docs/rss.xml": "new"}
    assert remote.log("%an", "main") == ["Jo", "They"]
    (shown,) = pushing.adapter.listing()
    assert (shown.subject, shown.remote_id, shown.digest) == (
        "rss.xml",
        held.remote_id,
        held.digest,
    )


def test_a_branch_that_grows_too_large_still_loses_what_is_to_go(
    remote: Remote, pushing: Uploading, tmp_path: Path
) -> None:
    pushing.keep("gone.html", "x" * 600_000)
    pushing.keep("kept.html", "x" * 600_000)
    small = push_to(remote, tmp_path, max_megabytes=1)
    gone = Call(Operation.WITHDRAW, "key", None, Posting("gone.html", "id"))
    answers = small.adapter.send([gone, small.call("new.html", "x" * 900_000)])
    assert answers[0] == Receipt("id")
    assert isinstance(answers[1], Unauthorised)
    assert "max_megabytes" in str(answers[1])
    assert set(remote.files()) == {"kept.html"}
    small.keep("new.html", "x" * 300_000)


def test_a_branch_that_is_too_large_already_may_shrink(
    remote: Remote, pushing: Uploading, tmp_path: Path
) -> None:
    for name in ("a.html", "b.html", "c.html"):
        pushing.keep(name, "x" * 900_000)
    small = push_to(remote, tmp_path, max_megabytes=1)
    assert isinstance(small.withdraw("a.html"), Receipt)
    assert set(remote.files()) == {"b.html", "c.html"}


def test_one_file_that_cannot_go_leaves_the_others(remote: Remote, pushing: Uploading) -> None:
    changed = pushing.call("changed.xml", "planned")
    (pushing.site.feeds_dir / "changed.xml").write_text("built since")
    vanished = pushing.call("vanished.xml")
    (pushing.site.feeds_dir / "vanished.xml").unlink()
    devious = Call(Operation.WITHDRAW, "key", None, Posting(".git/config"))
    answers = pushing.adapter.send([changed, vanished, devious, pushing.call("rss.xml")])
    assert [type(answer) for answer in answers] == [Unavailable, Unavailable, Rejected, Receipt]
    assert set(remote.files()) == {"rss.xml"}


# -- remotes that refuse ----------------------------------------------------------------------


def test_a_hook_that_declines_stops_the_board(remote: Remote, pushing: Uploading) -> None:
    remote.hook("pre-receive", "echo 'GH001: no files of this kind'; exit 1")
    with pytest.raises(Unauthorised, match=r"pre-receive hook declined.*GH001"):
        raise pushing.put("rss.xml")  # type: ignore[misc]
    assert git(remote.folder, "for-each-ref") == ""


def test_a_reference_that_is_locked_is_tried_again(remote: Remote, pushing: Uploading) -> None:
    pushing.keep("rss.xml")
    lock = remote.folder / "refs" / "heads" / "gh-pages.lock"
    lock.touch()
    assert isinstance(pushing.put("atom.xml"), Unavailable)
    lock.unlink()
    pushing.keep("atom.xml")


def test_a_remote_that_is_not_there_stops_the_board(tmp_path: Path) -> None:
    pushing = Uploading(Git, tmp_path, remote=str(tmp_path / "nowhere.git"))
    with pytest.raises(Unauthorised, match="does not appear to be a git repository"):
        pushing.adapter.check()
    assert isinstance(pushing.put("rss.xml"), Unauthorised)


def test_a_host_that_is_away_is_tried_again(tmp_path: Path) -> None:
    with BoardServer() as board:
        away = f"{board.url}jobs.git"
    answer = Uploading(Git, tmp_path, remote=away).put("rss.xml")
    assert type(answer) is Unavailable


def test_a_remote_that_does_not_answer_is_left_in_time(
    remote: Remote, pushing: Uploading, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushing.keep("rss.xml")
    remote.hook("pre-receive", "sleep 60")
    monkeypatch.setattr(git_repository, "PATIENCE", 0.5)
    with pytest.raises(Unavailable, match="took longer"):
        raise pushing.put("atom.xml")  # type: ignore[misc]


# -- over HTTP, with a token ------------------------------------------------------------------


@pytest.fixture
def http(remote: Remote, tmp_path: Path) -> Iterator[tuple[str, type[Backend]]]:
    with running(remote.folder.parent, "x-access-token", TOKEN) as (url, backend):
        yield f"{url}/jobs.git", backend


def over_http(http: tuple[str, type[Backend]], root: Path, **say: Any) -> Uploading:
    return Uploading(Git, root, **({"remote": http[0], "token": TOKEN} | say))


def test_a_token_opens_the_remote(remote: Remote, http: Any, tmp_path: Path) -> None:
    pushing = over_http(http, tmp_path)
    assert "gh-pages is not there yet" in pushing.adapter.check()
    assert git(remote.folder, "for-each-ref") == ""
    pushing.keep("rss.xml")
    assert remote.files() == {"rss.xml": "new"}
    assert "gh-pages is at" in pushing.adapter.check()


@pytest.mark.parametrize("say", [{"token": "wr0ng-t0ken"}, {"user": "someone"}])
def test_a_wrong_token_stops_the_board_and_is_not_shown(
    http: Any, tmp_path: Path, say: dict[str, str]
) -> None:
    pushing = over_http(http, tmp_path, **say)
    with pytest.raises(Unauthorised) as refused:
        pushing.adapter.check()
    answer = pushing.put("rss.xml")
    assert isinstance(answer, Unauthorised)
    assert "t0ken" not in f"{refused.value!r} {answer!r} {pushing.adapter!r}"


def test_no_token_asks_nobody_and_stops_the_board(http: Any, tmp_path: Path) -> None:
    with pytest.raises(Unauthorised, match="could not read Username"):
        Uploading(Git, tmp_path, remote=http[0]).adapter.check()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (301, Unauthorised),
        (403, Unauthorised),
        (404, Unauthorised),
        (429, Unavailable),
        (500, Unavailable),
        (503, Unavailable),
    ],
)
def test_what_a_host_answers_is_told_by_its_type(
    remote: Remote, http: Any, tmp_path: Path, status: int, expected: type[Exception]
) -> None:
    for end in ("refs", "git-receive-pack"):
        http[1].refusing = {end: status}
        answer = over_http(http, tmp_path).put("rss.xml")
        assert isinstance(answer, expected), (end, answer)
        assert "t0ken" not in repr(answer)
    assert git(remote.folder, "for-each-ref") == ""


def test_an_answer_that_was_cut_off_is_made_up_for_by_asking(
    remote: Remote, http: Any, tmp_path: Path
) -> None:
    http[1].cutting = {"git-receive-pack"}
    over_http(http, tmp_path).keep("rss.xml")
    assert remote.files() == {"rss.xml": "new"}


def test_the_token_is_in_no_command_line(
    http: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    class Watched(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, command: list[str], **how: Any) -> None:
            told.extend(command)
            super().__init__(command, **how)

    monkeypatch.setattr(git_repository.subprocess, "Popen", Watched)
    over_http(http, tmp_path).keep("rss.xml")
    assert "push" in told
    assert TOKEN not in " ".join(told)


def test_a_private_address_is_refused_unless_it_is_meant(http: Any, tmp_path: Path) -> None:
    with pytest.raises(Unauthorised, match="allow_private_addresses"):
        over_http(http, tmp_path, allow_private=False).adapter.check()


# -- over SSH, with a key ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Sshd]:
    with sshd.running(tmp_path_factory.mktemp("sshd")) as server:
        yield server


def over_ssh(server: sshd.Sshd, remote: Remote, root: Path, **say: Any) -> Uploading:
    url = f"ssh://{server.host}{remote.folder}"
    keys = {"private_key": server.key, "known_host": server.host_key}
    return Uploading(Git, root, **({"remote": url} | keys | say))


@sshd.needs_sshd
def test_a_deploy_key_opens_the_remote(ssh: sshd.Sshd, remote: Remote, tmp_path: Path) -> None:
    pushing = over_ssh(ssh, remote, tmp_path)
    assert "may be pushed to" in pushing.adapter.check()
    pushing.keep("rss.xml")
    assert remote.files() == {"rss.xml": "new"}


@sshd.needs_sshd
def test_another_key_or_another_host_stops_the_board(
    ssh: sshd.Sshd, remote: Remote, tmp_path: Path
) -> None:
    file = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)], check=True)
    other = {"private_key": file.read_text(), "known_host": file.with_suffix(".pub").read_text()}
    for key, words in (("private_key", "Permission denied"), ("known_host", "HAS CHANGED")):
        with pytest.raises(Unauthorised, match=words):
            over_ssh(ssh, remote, tmp_path, **{key: other[key]}).adapter.check()


# -- what the machine has ---------------------------------------------------------------------


def test_settings_and_hooks_of_the_user_have_no_part_in_it(
    remote: Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, trap = tmp_path / "home", tmp_path / "trapped"
    (home / "hooks").mkdir(parents=True)
    hook = home / "hooks" / "pre-push"
    hook.write_text(f"#!/bin/sh\ntouch {trap}\nexit 1\n")
    hook.chmod(0o755)
    (home / ".gitconfig").write_text(
        f"[core]\nhooksPath = {home}/hooks\n[commit]\ngpgSign = true\n"
        f'[url "/nowhere/"]\ninsteadOf = {remote.folder.parent}/\n'
    )
    with monkeypatch.context() as machine:
        machine.setenv("HOME", str(home))
        machine.setenv("GIT_DIR", str(tmp_path / "another.git"))
        machine.setenv("GIT_INDEX_FILE", str(tmp_path / "another.index"))
        push_to(remote, tmp_path).keep("rss.xml")
    assert remote.files() == {"rss.xml": "new"}
    assert not trap.exists()
    assert not (tmp_path / "another.git").exists()


def test_the_projects_own_repository_is_not_touched(remote: Remote, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "commit", "-qm", "Ours", "--allow-empty")
    before = git(tmp_path, "for-each-ref"), (tmp_path / ".git" / "HEAD").read_text()
    push_to(remote, tmp_path).keep("rss.xml")
    assert (git(tmp_path, "for-each-ref"), (tmp_path / ".git" / "HEAD").read_text()) == before


def test_a_machine_without_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigurationError, match="needs the command git"):
        Uploading(Git, tmp_path, remote="https://example.org/jobs.git")


@pytest.mark.parametrize(
    ("say", "words"),
    [
        ({"remote": "https://jobs:c4n4ry@example.org/jobs.git"}, "holds a credential"),
        ({"remote": "https://c4n4ry@example.org/jobs.git"}, "holds a credential"),
        ({"remote": "jobs.git"}, "is not an address"),
        ({"remote": "--upload-pack=c4n4ry"}, "is not an address"),
        ({"remote": "ext::sh -c c4n4ry"}, "is not an address"),
        ({"remote": "https://example.org:port/"}, "is not an address"),
        ({"branch": "-f"}, "is no name of a branch"),
        ({"branch": "a..b"}, "is no name of a branch"),
        ({"branch": "gh-pages:main"}, "is no name of a branch"),
        ({"folder": "../docs"}, "is no folder"),
        ({"folder": ".git"}, "is no folder"),
        ({"author": "Jo"}, "is no name with an address"),
        ({"author": "Jo <jo@example.org>\nfrom x"}, "is no name with an address"),
        ({"remote": "git@example.org:jobs.git", "token": "c4n4ry"}, "is for https"),
        ({"private_key": "c4n4ry"}, "for SSH alone"),
        ({"remote": "git@example.org:jobs.git", "known_host": "c4n4ry"}, "is not the public key"),
    ],
)
def test_mistakes_are_told_with_what_to_write(
    tmp_path: Path, say: dict[str, str], words: str
) -> None:
    make = partial(Uploading, Git, tmp_path)
    with pytest.raises(ConfigurationError, match=words) as mistake:
        make(**({"remote": "https://example.org/jobs.git"} | say))
    assert "write: " in str(mistake.value)
    assert "c4n4ry" not in str(mistake.value)


@pytest.mark.parametrize("branch", ["gh-pages", "main", "feeds/v2", "a.b_c+d"])
def test_names_of_branches(tmp_path: Path, branch: str) -> None:
    assert Uploading(Git, tmp_path, remote="/srv/jobs.git", branch=branch).adapter.branch == branch  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_push_that_dies_after_its_commit_arrived_is_made_right_without_a_second_one(
    remote: Remote, tmp_path: Path
) -> None:
    site = Site(tmp_path / "site", Git, remote=str(remote.folder))
    site.offer("baker")
    site.offer("miller")
    site.push("02")
    assert remote.files() == site.files()
    (site.root / "content" / "miller.md").unlink()
    site.offer("baker", "You bake bread.")
    site.push("03", dies=True)
    commits = len(remote.log())
    site.push("03")
    assert remote.files() == site.files()
    assert len(remote.log()) == commits
    assert "jobs/miller/index.html" not in remote.files()
