"""Where the remote is, and how to be let in, without anything of the machine's own settings."""

from __future__ import annotations

import os
import re
import shlex
from base64 import b64encode
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from syndicate.http.addresses import resolve
from syndicate.http.redaction import forms, redacted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.adapter import Options

_EXAMPLE = 'remote = "https://github.com/example/jobs.git"'
_PORTS = {"https": 443, "http": 80, "ssh": 22}
#: user@host:path, as Git writes SSH for short.
_SHORT = re.compile(r"(?P<user>[\w.-]+)@(?P<host>[\w.-]+):(?P<path>(?!/)[^\s]+)")

#: Nothing of the user's or the machine's: no hooks, helpers, other addresses, prompts.
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ALLOW_PROTOCOL": "file:http:https:ssh",
}
_SETTINGS = {
    "gc.autoDetach": "false",
    "http.followRedirects": "false",
}
#: What SSH may need: where its keys are known, and who holds them.
_PASSED = ("HOME", "PATH", "SSH_AUTH_SOCK", "TMPDIR")


class Access:
    """The address of a remote, and its token or key; none of these is in a command line."""

    def __init__(self, options: Options) -> None:
        self.http = options.http
        self.remote = options.text("remote")
        self.scheme, self.host, self.port = _parts(self.remote, options)
        self.token = options.text("token") if options.has("token") else None
        self.user = options.text("user", "x-access-token")
        self.private_key = options.text("private_key") if options.has("private_key") else None
        self.host_key = _host_key(options) if options.has("known_host") else None
        if self.token and self.scheme not in {"https", "http"}:
            raise options.mistake("token", "is for https:// alone", _EXAMPLE)
        if (self.private_key or self.host_key) and self.scheme != "ssh":
            example = 'remote = "git@github.com:example/jobs.git"'
            raise options.mistake("private_key", "and known_host are for SSH alone", example)
        self._hidden = forms(filter(None, (self.token, self._basic())))

    def words(self, said: str) -> str:
        """What Git or the remote *said*, in one line that may be shown."""
        # SSH draws a frame of @ around its gravest words.
        lines = [line.strip(" @") for line in redacted(said, self._hidden).splitlines()]
        flat = " / ".join(line.removeprefix("remote: ") for line in lines if line)
        plain = "".join(sign if sign.isprintable() else "�" for sign in flat)
        return plain if len(plain) <= 300 else f"{plain[:299]}…"

    def look_up(self) -> None:
        """Refuse a host that is on no public network, unless that is meant.

        Git looks the name up once more: this keeps mistakes out, not whoever owns the name.
        """
        if self.host:
            allow = self.http.allow_private
            resolve(self.host, self.port, self.http.deadline, allow_private=allow)

    @contextmanager
    def environment(self) -> Iterator[dict[str, str]]:
        """All that Git is told; files with keys in them last as long as it is needed."""
        with TemporaryDirectory(prefix="syndicate-git-") as folder:
            settings = dict(_SETTINGS)
            if self.token:
                place = f"{self.scheme}://{self.host}:{self.port}/"
                settings[f"http.{place}.extraHeader"] = f"Authorization: Basic {self._basic()}"
            passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
            counted = {"GIT_CONFIG_COUNT": str(len(settings))}
            for number, (name, value) in enumerate(settings.items()):
                counted |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
            ssh = {"GIT_SSH_COMMAND": shlex.join(self._ssh(Path(folder)))}
            yield passed | _ENVIRONMENT | counted | ssh

    def _ssh(self, folder: Path) -> list[str]:
        """SSH that asks nobody, and never takes a host for known on its first word."""
        command = ["ssh", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"]
        command += ["-o", f"ConnectTimeout={max(1, int(self.http.deadline))}"]
        if self.private_key:
            key = folder / "key"
            key.touch(0o600)
            key.write_text(f"{self.private_key.strip()}\n", "utf-8")
            command += ["-F", os.devnull, "-i", str(key), "-o", "IdentitiesOnly=yes"]
        if self.host_key:
            known = folder / "known_hosts"
            name = self.host if self.port == 22 else f"[{self.host}]:{self.port}"
            known.write_text(f"{name} {self.host_key}\n", "utf-8")
            command += ["-o", f"UserKnownHostsFile={known}"]
            command += ["-o", f"GlobalKnownHostsFile={os.devnull}"]
        return command

    def _basic(self) -> str | None:
        return b64encode(f"{self.user}:{self.token}".encode()).decode() if self.token else None


def _parts(remote: str, options: Options) -> tuple[str, str, int]:
    """Scheme, host and port of *remote*; no host for a folder of this machine."""
    if short := _SHORT.fullmatch(remote):
        return "ssh", short["host"], 22
    if remote.startswith("/"):
        return "file", "", 0
    try:
        parts = urlsplit(remote)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise options.mistake("remote", "is not an address", _EXAMPLE) from None
    if parts.scheme == "file" and not parts.netloc:
        return "file", "", 0
    if parts.scheme not in _PORTS or not parts.hostname:
        raise options.mistake("remote", "is not an address of https:// or ssh://", _EXAMPLE)
    if parts.password is not None or (parts.username and parts.scheme != "ssh"):
        # Not what was written: it would show the token.
        raise options.mistake("remote", "holds a credential", 'token = "${env:GITHUB_TOKEN}"')
    return parts.scheme, parts.hostname, port


def _host_key(options: Options) -> str:
    """Kind and key, of a line as ``known_hosts`` or a file ``*.pub`` has it."""
    words = options.text("known_host").split()
    place = next((n for n, word in enumerate(words) if word.startswith(("ssh-", "ecdsa-"))), None)
    if place is None or len(words) < place + 2:
        example = 'known_host = "ssh-ed25519 AAAA…"'
        raise options.mistake("known_host", "is not the public key of a host", example)
    return f"{words[place]} {words[place + 1]}"
