"""The documents of the situations that Google's page tells apart, whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from syndicate.jobposting import faults, is_valid, job_posting
from tests.jobpostings import LONG, SITE, SITUATIONS

GOLDEN = Path(__file__).parent / "golden" / "jobposting"
REFUSED = {
    "missing-location": ("locations", "missing-locations"),
    "remote-from-nowhere": ("remote_countries", "missing-remote-countries"),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_document_is_the_golden_one(name: str) -> None:
    document = job_posting(SITUATIONS[name], SITE)
    golden = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert document == golden
    assert list(document) == list(golden)


def test_every_golden_file_has_its_situation() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(SITUATIONS)


@pytest.mark.parametrize("name", SITUATIONS)
def test_only_what_lacks_a_place_is_refused(name: str) -> None:
    found = faults(job_posting(SITUATIONS[name], SITE))
    assert [(fault.field, fault.code) for fault in found] == [
        REFUSED[situation] for situation in (name,) if situation in REFUSED
    ]


def test_a_description_of_60_kilobytes_is_carried_whole() -> None:
    document = job_posting(LONG, SITE)
    description = document["description"]
    assert isinstance(description, str)
    assert len(description.encode()) > 60_000
    assert description.count("Préparer les ateliers") == 400
    assert is_valid(document)
