"""CONTRIBUTING.md says how a dialect is added: these are exactly its steps, in a copy of this."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

from tests.renderings.dialect_samples import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SECTION = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## A dialect\n")[1].split("\n## ")[0]


def copy(folder: Path) -> Path:
    """All of this that dialects have to do with."""
    aside = shutil.ignore_patterns("__pycache__", "counterparts")
    shutil.copytree(ROOT / "syndicate", folder / "syndicate", ignore=aside)
    for part in ("tests/renderings", "tests/golden/dialects", "docs", "content"):
        shutil.copytree(ROOT / part, folder / part, ignore=aside)
    for file in ("tests/__init__.py", "tests/corpora.py", "pyproject.toml"):
        shutil.copy(ROOT / file, folder / file)
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "SYNDICATE_CORPUS": str(folder / "nowhere"),
    }
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True
    )


def test_a_dialect_is_added_by_a_file_and_a_golden_sample(tmp_path: Path) -> None:
    folder = copy(tmp_path / "copy")
    (path,) = re.findall(r"`(syndicate/renderings/dialects/)NAME\.toml`", SECTION)
    (name,) = re.findall(r"for example `(\w+\.toml)`", SECTION)
    (text,) = re.findall(r"```toml\n(.*?)```", SECTION, re.DOTALL)
    (module,) = re.findall(r"`python -m ([\w.]+)`", SECTION)
    (folder / path / name).write_text(textwrap.dedent(f"   {text}"), "utf-8")
    tests = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/renderings/test_dialects.py")
    before = run(folder, *tests)
    assert before.returncode == 1, "without its golden sample the tests refuse it"
    assert "nantes" in before.stdout
    written = run(folder, "-m", module)
    assert written.returncode == 0, written.stderr
    golden = (folder / "tests/golden/dialects/nantes.xml").read_text("utf-8")
    assert '<offer ref="2017-05-23-offre-de-stage-cha-' in golden
    assert "<contract>stage</contract>\n<since>23/05/2017</since>" in golden
    after = run(folder, *tests)
    assert after.returncode == 0, after.stdout
    assert "| `nantes` | Nantes Emploi" in (folder / "docs/boards/dialects.md").read_text("utf-8")
