"""What a build found wrong: counted at once, told in full to who asks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from syndicate import project
from syndicate.problem import Problem, Severity
from syndicate.project import findings as module
from syndicate.project.findings import Findings
from tests.project.building import NOW, put

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.site import Site


def problem(path: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(path, 1, 1, severity, "code", "", "a message", "")


def spoil_some(site: Site) -> None:
    for number in range(6):
        put(site, f"{number}.md", f"Offer {number}", nobody_knows="this", employment="odd")
    put(site, "broken.md").write_text("---\ntitle: [\n---\n")


def test_counts_and_the_list_agree(site: Site) -> None:
    spoil_some(site)
    found = project.build(site, NOW).problems
    assert Counter(one.severity for one in found) == Counter(found.counts)
    assert len(list(found)) == len(found) > 6


def test_problems_stand_in_order(site: Site) -> None:
    spoil_some(site)
    found = list(project.build(site, NOW).problems)
    assert found == sorted(found)


def test_many_problems_are_told_when_the_build_is_over_as_few_are(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil_some(site)
    few = project.build(site, NOW).problems
    monkeypatch.setattr(module, "_FEW", 3)
    many = project.build(site, NOW).problems
    assert many.counts == few.counts
    assert list(many) == list(few)
    assert many == few


def test_many_problems_are_read_only_by_who_asks(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil_some(site)
    monkeypatch.setattr(module, "_FEW", 3)
    found = project.build(site, NOW).problems
    number = len(found)
    (site.state_dir / "build.db").unlink()
    assert len(found) == number
    assert list(found) == []


@pytest.mark.slow
def test_more_than_five_thousand_problems_are_all_told(site: Site) -> None:
    bad = dict.fromkeys(("date", "opens", "modified", "country", "language"), "nonsense")
    for number in range(1010):
        put(site, f"{number}.md", f"Offer {number}", **bad)
    found = project.build(site, NOW, jobs=1).problems
    assert len(found) > module._FEW
    assert len(list(found)) == len(found)


def test_a_repaired_offer_has_no_problem_any_more(site: Site) -> None:
    file = put(site, "a.md", opens="nonsense")
    before = project.build(site, NOW).problems
    put(site, "a.md", opens="2026-02-01")
    after = project.build(site, NOW).problems
    assert after != before
    assert len(after) < len(before)
    file.unlink()
    assert list(project.build(site, NOW).problems) == []


def test_two_lists_are_equal_when_they_are_about_the_same() -> None:
    counts = dict.fromkeys(Severity, 0) | {Severity.ERROR: 1}
    others = [problem("syndicate.toml", Severity.WARNING)]
    one = Findings(counts, 7, list, others)
    assert one == Findings(counts, 7, list, others)
    assert one != Findings(counts, 8, list, others)
    assert one != Findings(counts, 7, list, [])
    assert one != [*others]


def test_a_part_of_the_list_is_a_list(tmp_path: Path) -> None:
    counts = dict.fromkeys(Severity, 0) | {Severity.ERROR: 2}
    found = Findings(counts, 0, lambda: [problem("b"), problem("a")], [])
    assert found[0] == problem("a")
    assert found[:1] == [problem("a")]
    assert found[-1] == problem("b")
