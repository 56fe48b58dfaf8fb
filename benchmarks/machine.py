"""What the figures were measured on: without it they say nothing."""

from __future__ import annotations

import os
import platform
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

#: What the measured work is done by, besides the standard library.
LIBRARIES = ("sqlalchemy", "psycopg", "requests", "lxml", "jsonschema-rs", "comrak")

_SYNCS = 200


def machine(disk: Path, memory: Path | None, server: str | None) -> dict[str, str]:
    """The machine, its libraries and its file systems, in words."""
    places = f"{_file_system(disk)} (disk; a synced write of 4 kB takes {_sync_time(disk)})"
    if memory is not None:
        places += f", {_file_system(memory)} (memory)"
    return {
        "Processor": f"{_processor()}, {os.cpu_count()} cores",
        "Memory": f"{_memory():.0f} GB",
        "System": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Python": platform.python_version(),
        "Libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        "Databases": f"SQLite {_sqlite()}" + (f", PostgreSQL {server}" if server else ""),
        "File systems": places,
    }


def available_memory() -> int:
    """How many bytes programs can have without any of them having to give way."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except FileNotFoundError:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    found = dict(line.split(":", 1) for line in lines)
    return int(found["MemAvailable"].split()[0]) * 1024


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version


def _file_system(folder: Path) -> str:
    """The type of the file system that *folder* lies on."""
    found = ("", "unknown")
    for line in Path("/proc/mounts").read_text("utf-8").splitlines():
        _, point, kind, *_ = line.split()
        if folder.resolve().is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, kind)
    return found[1]


def _sync_time(folder: Path) -> str:
    times = []
    with TemporaryFile(dir=folder) as file:
        for _ in range(_SYNCS):
            started = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - started)
    return f"{median(times) * 1000:.2f} ms"
