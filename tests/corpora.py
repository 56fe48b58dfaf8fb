"""Where the corpus of real offers lies, for the tests that read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

#: The folder of real offers, beside the checkout unless SYNDICATE_CORPUS says otherwise.
CORPUS = Path(
    os.environ.get("SYNDICATE_CORPUS")
    or Path(__file__).resolve().parents[2] / "shared" / "corpus"
)

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"the corpus of real offers is not at {CORPUS}"
)
