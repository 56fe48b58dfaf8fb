"""The README's first site: its commands are run, and answer what it says they answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")


def test_the_commands_of_the_first_site_answer_as_shown(tmp_path: Path) -> None:
    sessions = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    offer = re.findall(r"^```markdown\n(.*?)^```", README, re.MULTILINE | re.DOTALL)[0]
    first, *later = sessions
    assert shown(run(first, tmp_path).replace(str(tmp_path), "~")) == shown(first)
    site = tmp_path / "bakery"
    today = f"date: {datetime.now(tz=UTC):%Y-%m-%d}"
    (site / "content" / "baker.md").write_text(re.sub("date: .*", today, offer), "utf-8")
    folder = tmp_path
    for session in later:
        assert shown(run(session, folder)) == shown(session)
        folder = site


def run(session: str, folder: Path) -> str:
    """*session* with the answers that its commands, the lines after ``$``, give in *folder*."""
    commands = re.findall(r"^\$ (.+)$", session, re.MULTILINE)
    script = "\n".join(f"printf '%s\\n' {quoted(f'$ {line}')}; {line}" for line in commands)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C",
        "TZ": "UTC",
        "PYTHONUTF8": "1",
    }
    answer = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return answer.stdout


def quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def shown(session: str) -> str:
    """*session* without what differs from day to day and from machine to machine."""
    return re.sub(r"\d+\.\d s\b", "N s", re.sub(r"20\d\d-\d\d-\d\d", "DAY", session))
