"""Real offers of five organisations: every file read or explained, field by field as expected.

The expected results lie beside each configuration in ``tests/corpus/``; ``review.md`` there says
which readings were doubtful. ``SYNDICATE_ACCEPT=1 pytest tests/test_corpus.py`` rewrites them:
look at the difference before committing it.
"""

import json
import os
import re
from datetime import datetime
from pathlib import Path

import pytest

from syndicate.cli.offer_json import offer_json
from syndicate.config import load
from syndicate.content.reading import Reading, read
from syndicate.offer import Status
from syndicate.project import build
from tests.corpora import CONFIGURATIONS, FOLDERS, instant, lay_out, needs_corpus

pytestmark = needs_corpus


@pytest.fixture(params=sorted(FOLDERS))
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    lay_out(request.param, tmp_path)
    return request.param


def reading(name: str, project: Path) -> Reading:
    return read(load(project / "syndicate.toml"), datetime.fromisoformat(instant(name)))


def compare(path: Path, lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    if os.environ.get("SYNDICATE_ACCEPT"):
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text


def test_offers_are_understood_as_expected(corpus, tmp_path):
    offers = reading(corpus, tmp_path).offers
    lines = [json.dumps(offer_json(offer), ensure_ascii=False) for offer in offers]
    compare(CONFIGURATIONS / corpus / "offers.jsonl", lines)


def test_problems_are_as_expected(corpus, tmp_path):
    lines = [
        f"{p.path}:{p.line}:{p.column}: {p.severity}[{p.code}] {p.field}: {p.message} | {p.hint}"
        for p in reading(corpus, tmp_path).problems
    ]
    compare(CONFIGURATIONS / corpus / "problems.txt", lines)


def test_every_file_is_an_offer_and_every_unpublished_one_is_explained(corpus, tmp_path):
    result = reading(corpus, tmp_path)
    files = {
        path.relative_to(tmp_path).as_posix()
        for path in (tmp_path / "content").rglob("*")
        if path.suffix in {".md", ".markdown"}
    }
    assert {offer.path for offer in result.offers} == files
    explained = {problem.path for problem in result.problems}
    unpublished = {o.path for o in result.offers if o.status is not Status.OPEN}
    assert unpublished <= explained


def test_a_build_holds_no_liquid_and_no_style_and_a_second_one_writes_nothing(corpus, tmp_path):
    site, now = load(tmp_path / "syndicate.toml"), datetime.fromisoformat(instant(corpus))
    first = build(site, now)
    assert first.files["written"] > 0
    stamps = {p: p.stat().st_mtime_ns for p in site.feeds_dir.rglob("*") if p.is_file()}
    for path in stamps:
        text = path.read_text("utf-8")
        if path.suffix in {".html", ".xml", ".json"}:
            assert not re.search(r"\{\{|\{%|%\}|<span style", text), path
    second = build(site, now)
    assert second.files["written"] == second.files["removed"] == 0
    assert {p: p.stat().st_mtime_ns for p in stamps} == stamps
