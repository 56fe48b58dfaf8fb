"""What is proposed for front matter is read there as what was found in prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.prose import (
    test_closing,
    test_contract,
    test_duration,
    test_schedule,
    test_start,
)
from tests.content.prose.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.content.sites import Folder

#: Front matter key → the tables whose statements are written under it.
_KEYS: Mapping[str, Sequence[tuple[str, str, object]]] = {
    "employment": test_contract.STATED,
    "schedule": test_schedule.STATED,
    "days_per_week": test_schedule.DAYS,
    "duration_months": test_duration.STATED,
    "start": test_start.STATED,
    "closes": test_closing.STATED,
}


def _texts() -> Iterator[tuple[str, str, str]]:
    for key, table in _KEYS.items():
        for row in table:
            yield key, str(row[0]), str(row[1])


@pytest.mark.parametrize(("key", "language", "text"), list(_texts()))
def test_front_matter_reads_it_again(folder: Folder, key: str, language: str, text: str) -> None:
    fact = told(key, text, language, posted=test_closing.POSTED)
    assert fact is not None
    offer = folder.offer(f"title: Job\nlanguage: {language}\n{key}: {fact.written}")
    assert getattr(offer, key) == fact.value
