"""The judges that run on Node: one process for a site, its answers turned into verdicts."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.judges.items import Feeds, judge_items
from tests.judges.verdict import Item, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.judges.verdict import Built

HERE = Path(__file__).parent


def missing() -> str | None:
    """What has to be installed before these judges can sit, or None."""
    if shutil.which("node") is None:
        return "Node is not installed: these judges need version 20.19 or later"
    if not (HERE / "node_modules").is_dir():
        return "the Node packages of the judges are not installed: make judges does it"
    return None


def node(built: Built) -> tuple[Verdict, ...]:
    """What rss-parser, html-validate and the structured-data validator say of *built*."""
    command = ["node", str(HERE / "judge.mjs"), str(built.feeds)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        message = f"{built.name}: the Node judges stopped: {answer.stderr.strip()}"
        raise RuntimeError(message)
    said = json.loads(answer.stdout)
    return (
        _rss_parser(built, said["rss-parser"]),
        _plain(said["html-validate"], "html-validate"),
        _plain(said["structured-data"], "structured-data"),
    )


def _rss_parser(built: Built, said: Mapping[str, Any]) -> Verdict:
    feeds: Feeds = {path: [Item(**i) for i in items] for path, items in said["feeds"].items()}
    return judge_items("rss-parser", built, feeds, said["complaints"])


def _plain(said: Mapping[str, Any], judge: str) -> Verdict:
    return Verdict(judge, said["lookedAt"], tuple(said["complaints"]))
