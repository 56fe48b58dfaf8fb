"""A bare repository below ``.syndicate``, in which commits are made and from which they are pushed.

It is a cache: what is in it can be fetched again.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from syndicate.errors import ConfigurationError, Unauthorised, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from syndicate.errors import AdapterError
    from syndicate_adapters.git.access import Access

#: Seconds for one command. Whoever takes longer is left, and may be sent the same again.
PATIENCE = 120.0

#: What no later try would mend, in the words of Git, curl and SSH.
_FOR_A_PERSON = re.compile(
    r"authentication failed|could not read (username|password)|permission denied|access denied"
    r"|not authorized|host key verification failed|host identification has changed"
    r"|not found|does not appear to be a git repository|not a git repository"
    r"|returned error: (30\d|40[0134])|certificate|transport '.*' not allowed|dubious ownership"
    r"|error in libcrypto|invalid format|unable to update url base",
    re.IGNORECASE,
)
#: Why a remote may refuse a push now and take it later.
_FOR_LATER = re.compile(r"cannot lock|failed to update|unpacker|internal", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Edit:
    """One path of the branch, and the file whose bytes it is to have; None: it is to go."""

    path: str
    file: Path | None


@dataclass(frozen=True, slots=True)
class Blob:
    """A file as Git keeps it."""

    id: str
    size: int


Tree = dict[str, Blob]


class Repository:
    """The repository at *folder*, made when it is first needed."""

    def __init__(self, folder: Path, access: Access) -> None:
        if shutil.which("git") is None:
            raise ConfigurationError("the adapter git needs the command git; install it")
        self.folder = folder
        self.access = access

    @contextmanager
    def visit(self) -> Iterator[Visit]:
        """Commands with one environment, and one name for what they make."""
        self.access.look_up()
        with self.access.environment() as environment:
            visit = Visit(self, environment)
            visit.prepare()
            try:
                yield visit
            finally:
                visit.tidy()


class Visit:
    """One visit to the remote; of several at once, none is in the way of another."""

    def __init__(self, repository: Repository, environment: Mapping[str, str]) -> None:
        self.folder = repository.folder
        self.access = repository.access
        self.environment = environment
        self.name = f"refs/syndicate/{secrets.token_hex(8)}"

    def prepare(self) -> None:
        """Make the repository, without anything of a template in it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(f"{self.folder}: {error.strerror}") from error
        self._clear()
        if not (self.folder / "HEAD").exists():
            self._local("init", "--quiet", "--bare", "--template=")

    def _clear(self) -> None:
        """Remove what a killed visit left: its lock would be in the way for ever."""
        try:
            for file in (*self.folder.glob("*.lock"), *self.folder.glob("*.stream")):
                if file.stat().st_mtime < time.time() - 2 * PATIENCE:  # no command lasts so long
                    file.unlink()
        except FileNotFoundError:
            return  # another visit was here first
        except OSError as error:
            raise Unavailable(f"{self.folder}: {error.strerror}") from error

    def tidy(self) -> None:
        """Let go of what was made: what was pushed is known to the remote."""
        for name in ("base", "next"):
            self._git("update-ref", "-d", f"{self.name}/{name}")

    def head(self, branch: str) -> str | None:
        """The commit that the remote's *branch* is at, fetched; None when there is no branch."""
        head = self._remote_head(branch)
        if head is None:
            return None
        if self._git("cat-file", "-e", f"{head}^{{commit}}").returncode:
            refs = f"+refs/heads/{branch}:{self.name}/base"
            # Its files are needed, and none of its past.
            how = ("--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head")
            self._must(self._git("fetch", *how, self.access.remote, refs))
            head = self._local("rev-parse", f"{self.name}/base").decode().strip()
        return head

    def tree(self, commit: str | None) -> Tree:
        """Every file of *commit*, by its path."""
        if commit is None:
            return {}
        found: Tree = {}
        for line in self._local("ls-tree", "-r", "-l", "-z", commit).split(b"\0"):
            facts, tab, path = line.partition(b"\t")
            if tab:
                _, kind, name, size = facts.decode().split()
                if kind == "blob":
                    found[os.fsdecode(path)] = Blob(name, int(size))
        return found

    def contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """The bytes of blobs, in their order."""
        for name in names:
            yield self._local("cat-file", "blob", name)

    def commit(self, base: str | None, edits: Sequence[Edit], message: str, signature: str) -> str:
        """A new commit on top of *base*; nobody but us knows of it yet."""
        stream = self.folder / f"{self.name.rpartition('/')[2]}.stream"
        try:
            with stream.open("wb") as out:
                _write(out, f"{self.name}/next", base, edits, message, signature)
            with stream.open("rb") as source:
                how = ("--quiet", "--done", "--force", "--date-format=raw")
                done = self._git("fast-import", *how, source=source)
        except OSError as error:
            raise Unavailable(f"{self.folder}: {error.strerror}; build again") from error
        finally:
            stream.unlink(missing_ok=True)
        if done.returncode:
            raise Unavailable(f"git fast-import: {self.access.words(_text(done.stderr))}")
        return self._local("rev-parse", f"{self.name}/next").decode().strip()

    def push(self, commit: str, branch: str, *, only_try: bool = False) -> None:
        """Make *branch* of the remote be *commit*, if that is on top of what it is now."""
        how = ["--porcelain", *["--dry-run"] * only_try]
        refs = f"{commit}:refs/heads/{branch}"
        try:
            done = self._git("push", *how, self.access.remote, refs)
        except _LateError as error:
            self._look(commit, branch, error)
            return
        if done.returncode == 0 and re.search(r"^[ *=]\t", _text(done.stdout), re.MULTILINE):
            return
        if refused := re.search(r"^!\t\S+\t(.*)$", _text(done.stdout), re.MULTILINE):
            raise self._refusal(refused[1], _text(done.stderr))
        self._look(commit, branch, self._failure(_text(done.stderr)))

    def _look(self, commit: str, branch: str, failure: AdapterError) -> None:
        """After a push whose end was not seen, the remote says what it is at."""
        if self._remote_head(branch) != commit:
            raise failure

    def _remote_head(self, branch: str) -> str | None:
        ref = f"refs/heads/{branch}"
        shown = self._must(self._git("ls-remote", self.access.remote, ref))
        lines = (line.split("\t") for line in shown.splitlines())
        return next((line[0] for line in lines if line[1:] == [ref]), None)

    def _refusal(self, summary: str, stderr: str) -> AdapterError:
        """The remote was reached, and does not want the push: ``[rejected] (fetch first)``."""
        words = self.access.words(f"{summary}\n{stderr}")
        if summary.startswith("[rejected]"):
            return Unavailable(f"{words}: someone else pushed; next time it goes on top of that")
        if _FOR_LATER.search(summary):
            return Unavailable(words)
        return Unauthorised(f"{words}: see the rules of the branch, and what the token may do")

    def _failure(self, stderr: str) -> AdapterError:
        words = self.access.words(stderr) or "git said nothing"
        if _FOR_A_PERSON.search(stderr):
            return Unauthorised(f"{words}: check remote, token and key")
        return Unavailable(words)

    def _must(self, done: subprocess.CompletedProcess[bytes]) -> str:
        if done.returncode:
            raise self._failure(_text(done.stderr))
        return _text(done.stdout)

    def _local(self, *command: str) -> bytes:
        """A command that calls nobody."""
        done = self._git(*command)
        if done.returncode:
            words = self.access.words(_text(done.stderr))
            raise Unavailable(f"git {command[0]}: {words}; {self.folder} may be removed")
        return done.stdout

    def _git(
        self, *command: str, source: IO[bytes] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run Git; what it starts in turn ends with it when its time is over."""
        with subprocess.Popen(  # noqa: S603 # no shell, and nothing in it that is a secret
            ["git", f"--git-dir={self.folder}", *command],  # noqa: S607 # the one of this machine
            stdin=source or subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(self.environment),
            start_new_session=True,
        ) as process:
            try:
                out, err = process.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                raise _LateError(f"git {command[0]} took longer than {PATIENCE:g} s") from None
        return subprocess.CompletedProcess(command, process.returncode, out, err)


class _LateError(Unavailable):
    """Git did not come to an end in its time."""


def _write(
    out: IO[bytes],
    ref: str,
    base: str | None,
    edits: Sequence[Edit],
    message: str,
    signature: str,
) -> None:
    """A commit as ``git fast-import`` reads it. Removals first: a file may become a folder."""
    text = message.encode("utf-8", "replace")
    out.write(f"commit {ref}\ncommitter {signature}\ndata {len(text)}\n".encode() + text + b"\n")
    if base:
        out.write(f"from {base}\n".encode())
    for edit in sorted(edits, key=lambda edit: (edit.file is not None, edit.path)):
        path = _quoted(edit.path)
        if edit.file is None:
            out.write(b"D " + path + b"\n")
        else:
            content = edit.file.read_bytes()
            out.write(b"M 100644 inline " + path + f"\ndata {len(content)}\n".encode())
            out.write(content + b"\n")
    out.write(b"done\n")


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return os.fsencode(f'"{escaped}"')


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace")
