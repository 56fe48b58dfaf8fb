"""Where the corpus of real offers lies, for the tests that read it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

#: The folder of real offers, beside the checkout unless SYNDICATE_CORPUS says otherwise.
CORPUS = Path(
    os.environ.get("SYNDICATE_CORPUS") or Path(__file__).resolve().parents[2] / "shared" / "corpus"
)

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"the corpus of real offers is not at {CORPUS}"
)

#: The corpus folder that each site configuration in ``tests/corpus/`` is for.
FOLDERS = {
    "fronteers": "fronteers-website",
    "galaxy": "galaxyproject-galaxy-hub",
    "open-source-politics": "OpenSourcePolitics-opensourcepolitics.github.io",
    "public-code": "publiccodenet-publiccode.net",
    "seed": "seed",
    "tts": "18F-join.tts.gsa.gov",
}

CONFIGURATIONS = Path(__file__).parent / "corpus"


def lay_out(name: str, project: Path) -> Path:
    """Make *project* the site of corpus *name*: its configuration, its offers in content/."""
    shutil.copytree(CORPUS / FOLDERS[name], project / "content")
    shutil.copy(CONFIGURATIONS / name / "syndicate.toml", project / "syndicate.toml")
    return project


def instant(name: str) -> str:
    """The instant, in ISO 8601, at which the expected results of corpus *name* hold."""
    return (CONFIGURATIONS / name / "now").read_text("utf-8").strip()
