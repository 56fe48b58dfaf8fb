"""The generated offers: the same everywhere, as varied as they are said to be, and readable."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks import corpus
from benchmarks.corpus import NOW, Mess, specimen, specimens
from benchmarks.peers import sites

if TYPE_CHECKING:
    from pathlib import Path

_NUMBER = 3_000


@pytest.fixture(scope="module")
def many() -> list[corpus.Specimen]:
    return list(specimens(_NUMBER))


def test_an_offer_is_the_same_wherever_and_in_whichever_order_it_is_made(tmp_path: Path) -> None:
    corpus.write(tmp_path, 20)
    files = {path.name: path.read_text("utf-8") for path in tmp_path.rglob("*.md")}
    assert files == {f"{specimen(n).name}.md": specimen(n).text for n in reversed(range(20))}


def test_offers_are_spread_over_eighteen_months_in_a_folder_for_each(
    many: list[corpus.Specimen],
) -> None:
    months = Counter(found.folder for found in many)
    assert 18 <= len(months) <= 20
    assert max(months.values()) < 2 * _NUMBER / len(months)
    assert all(NOW - corpus.SPAN <= found.posted <= NOW for found in many)


def test_few_of_sixty_tags_are_frequent(many: list[corpus.Specimen]) -> None:
    counts = [count for _, count in Counter(t for f in many for t in f.tags).most_common()]
    assert len(counts) == corpus.TAGS
    assert counts[0] > 10 * counts[-1]


def test_names_and_slugs_are_unique(many: list[corpus.Specimen]) -> None:
    assert len({found.name for found in many}) == len({found.slug for found in many}) == _NUMBER


def test_offers_are_as_long_as_the_oldest_of_this_repository(many: list[corpus.Specimen]) -> None:
    assert 3_000 < sum(len(found.text.encode()) for found in many) / _NUMBER < 4_000


def test_without_mess_every_offer_is_open_and_written_alike() -> None:
    tidy = list(specimens(300, Mess(untidy=0, hostile=0)))
    assert {found.standing for found in tidy} == {"open"}
    assert not any("<script" in found.text or "{%" in found.text for found in tidy)


def test_mess_is_as_frequent_as_it_is_asked_for() -> None:
    found = corpus.standings(_NUMBER, Mess(untidy=0.5))
    assert found["closed"] == pytest.approx(0.1 * _NUMBER, rel=0.2)
    assert found["draft"] == pytest.approx(0.05 * _NUMBER, rel=0.3)


@pytest.mark.parametrize("peer", sites.ALL, ids=lambda peer: peer.name)
def test_another_generator_gets_all_offers_but_drafts(peer: sites.Peer, tmp_path: Path) -> None:
    peer.make(tmp_path / "site", 60, Mess(untidy=1))
    files = list((tmp_path / "site" / peer.content).rglob("2*.md"))
    found = corpus.standings(60, Mess(untidy=1))
    assert len(files) == found["open"] + found["closed"]
