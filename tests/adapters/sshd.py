"""OpenSSH's own server on loopback, with keys of its own: for SFTP, and for Git over SSH."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin")

needs_sshd = pytest.mark.skipif(
    SSHD is None, reason="no sshd on this machine: apt-get install openssh-server"
)

_CONFIGURATION = """
ListenAddress 127.0.0.1:{port}
HostKey {home}/host
AuthorizedKeysFile {home}/user.pub
AuthenticationMethods publickey
UsePAM no
StrictModes no
PidFile none
Subsystem sftp internal-sftp
"""


@dataclass(frozen=True)
class Sshd:
    """Where it listens, and what opens it."""

    port: int
    user: str
    key: str
    host_key: str
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        """Who logs in where."""
        return f"{self.user}@127.0.0.1:{self.port}"


@contextmanager
def running(home: Path, options: str = "") -> Iterator[Sshd]:
    """The server, with its files in *home*, once it listens."""
    assert SSHD
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(parents=True, exist_ok=True)  # where it locks itself in as root
    for name in ("host", "user"):
        keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)]
        subprocess.run(keygen, check=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    file = home / "sshd_config"
    file.write_text(_CONFIGURATION.format(port=port, home=home) + options, "utf-8")
    with subprocess.Popen(
        [SSHD, "-D", "-e", "-f", str(file)], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        try:
            assert "listening" in process.stderr.readline()
            yield Sshd(
                port,
                getpass.getuser(),
                (home / "user").read_text("utf-8"),
                (home / "host.pub").read_text("utf-8"),
                process,
            )
        finally:
            process.terminate()
