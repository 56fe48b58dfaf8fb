"""Who claims: this process by name, so that its successor knows when it is dead."""

from __future__ import annotations

import os
import socket
from functools import cache
from pathlib import Path


@cache
def _machine() -> str:
    """This machine since it was started, as far as process numbers reach."""
    boot = _read("/proc/sys/kernel/random/boot_id")[:8] or "unknown"
    try:
        space = str(Path("/proc/self/ns/pid").stat().st_ino)
    except OSError:
        space = "0"
    return f"{socket.gethostname()}/{boot}/{space}"


def this_process() -> str:
    """The owner of this process's claims: machine, process, and when it began."""
    pid = os.getpid()
    return f"{_machine()}:{pid}:{_began(pid)}"


def is_dead(owner: str) -> bool:
    """True when *owner* was a process of this machine that is no more; False when in doubt."""
    machine, _, rest = owner.partition(":")
    pid, _, began = rest.partition(":")
    if machine != _machine() or not pid.isdigit():
        return False
    now = _began(int(pid))
    return now != began and _can_tell()


def _can_tell() -> bool:
    return _began(os.getpid()) != ""


def _began(pid: int) -> str:
    """When process *pid* began, in ticks since the machine did; empty when there is none."""
    text = _read(f"/proc/{pid}/stat")
    fields = text.rpartition(")")[2].split()
    # A zombie has sent all that it will ever send.
    return "" if len(fields) < 20 or fields[0] in {"Z", "X"} else fields[19]


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8", "replace").strip()
    except OSError:
        return ""
