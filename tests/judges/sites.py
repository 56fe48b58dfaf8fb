"""Which sites are judged, and how each is built into a folder of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.corpora import CONFIGURATIONS, lay_out
from tests.judges.verdict import Built

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: What the name of such a variant of a corpus ends with, and the corpora that need one.
COMPLETED = "+"
INCOMPLETE = ("fronteers", "galaxy", "public-code", "tts")

REPOSITORY = Path(__file__).resolve().parents[2]


def build_all(folder: Path, names: Sequence[str]) -> Iterator[Built]:
    """Build this repository and every configured corpus below *folder*, or only *names*."""
    corpora = sorted(path.parent.name for path in CONFIGURATIONS.glob("*/syndicate.toml"))
    # Most of the real offers lack a fact that a JobPosting needs. Where the site states it for
    # them, the judges of JobPostings see every text of the corpora.
    every = ("repository", *corpora, *(f"{name}{COMPLETED}" for name in INCOMPLETE))
    for name in (name for name in every if not names or name in names):
        root = folder / name
        root.mkdir()
        if name == "repository":
            _repository(root)
            yield build(root, name, None)
        else:
            lay_out(name.removesuffix(COMPLETED), root)
            if name.endswith(COMPLETED):
                _complete(root)
            yield build(root, name, busiest(offers(root)))


def _complete(root: Path) -> None:
    """Let the site in *root* state employer, place and date for offers that state none."""
    dated = any(offer["date_posted"] for offer in offers(root))
    path = root / "syndicate.toml"
    text = path.read_text("utf-8")
    employer = 'name = "Example Cooperative"\nurl = "https://coop.example.org/"\n'
    address = 'address = { city = "Utrecht", country = "NL" }\n'
    if "[organization]" not in text:
        text += f"\n[organization]\n{employer}{address}"
    elif "address" not in text:
        text = text.replace("[organization]\n", f"[organization]\n{address}")
    if not dated:
        text += '\n[[content.defaults]]\npath = "*"\nvalues = { date = "2020-01-01" }\n'
    path.write_text(text, "utf-8")


def build(root: Path, name: str, now: str | None) -> Built:
    """Build the site whose ``syndicate.toml`` is in *root*, at the instant *now*."""
    clock = ["--now", now] if now else []
    _say(root, "build", "--json", *clock)
    configuration = tomllib.loads((root / "syndicate.toml").read_text("utf-8"))
    url = configuration["site"]["url"]
    feeds = configuration.get("feeds", {})
    return Built(
        name=name,
        url=url if url.endswith("/") else f"{url}/",
        feeds=root / feeds.get("path", "feeds"),
        offers=offers(root, *clock),
        faulty=_faulty(json.loads(_say(root, "check", "--format", "json", *clock))),
        limit=feeds.get("limit", 200),
    )


def busiest(known: Sequence[Mapping[str, Any]]) -> str | None:
    """The evening on which most offers are open: then the judges have most to look at."""
    lives = [
        (str(offer["date_posted"])[:10], str(offer["closes"] or "9999")[:10])
        for offer in known
        if offer["date_posted"] and offer["status"] not in {"draft", "template", "unreadable"}
    ]
    days = sorted(opens for opens, _ in lives)
    if not days:
        return None
    day = max(days, key=lambda day: sum(opens <= day <= closes for opens, closes in lives))
    return f"{day}T23:00"


def offers(root: Path, *clock: str) -> tuple[Mapping[str, Any], ...]:
    """What ``syndicate offers --json`` says of the site in *root*."""
    return tuple(map(json.loads, _say(root, "offers", "--json", *clock).splitlines()))


def _repository(into: Path) -> None:
    shutil.copytree(REPOSITORY / "content", into / "content")
    shutil.copy(REPOSITORY / "syndicate.toml", into)


def _say(root: Path, *words: str) -> str:
    """What the command prints; 1 says that an offer needs a person, which is no mistake here."""
    command = [sys.executable, "-m", "syndicate", *words, "--project", str(root)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode > 1:
        message = f"{' '.join(command)} exited with {answer.returncode}:\n{answer.stderr}"
        raise RuntimeError(message)
    return answer.stdout


def _faulty(problems: list[Mapping[str, Any]]) -> frozenset[str]:
    """The files for which ``check`` says why there is no JobPosting."""
    return frozenset(p["path"] for p in problems if p["code"].startswith("jobposting-"))
