"""A folder in figures: what was counted, and what would help most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from syndicate.offer import Status
from syndicate.project.destinations import Fit
from syndicate.project.matrix import Choice, Matrix, matrix
from syndicate.project.overview import MOST_LINES, Key, Overview, overview
from tests.sites import NOW, Small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FEEDS = '[feeds]\ndialects = ["jooble"]\n'


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path, boards="", settings=FEEDS)


def figures(
    small: Small, wanted: Callable[[str], bool] = lambda _: True, *, every: bool = False
) -> tuple[Overview, Matrix]:
    found = matrix(small.site, NOW, Choice(every=every), wanted)
    return overview(found, small.site, NOW), found


def key(found: Overview, name: str) -> Key:
    [one] = [key for key in found.keys if key.name == name]
    return one


def test_a_key_is_one_however_it_is_spelled(small: Small) -> None:
    small.write("a", Salary="14 EUR per hour")
    small.write("b", salary="14 EUR per hour")
    small.write("c", salary="14 EUR per hour")
    found, _ = figures(small)
    assert key(found, "salary") == Key("salary", 3, "read", ("pay",), None, "content/a.md:4")


def test_a_slip_is_told_with_the_word_that_was_meant(small: Small) -> None:
    small.write("a", locaton="Lyon")
    small.write("b", speciality="bees")
    found, _ = figures(small)
    assert key(found, "locaton")[2:] == ("unknown", (), "location", "content/a.md:4")
    assert key(found, "speciality")[2:] == ("unknown", (), None, "content/b.md:4")


def test_a_key_of_another_program_is_no_slip(small: Small) -> None:
    small.write("a", layout="job")
    found, _ = figures(small)
    assert key(found, "layout").use == "ignored"


def test_a_key_that_the_site_names_is_read(small: Small) -> None:
    small.settings += '[content.fields]\nskills = ["speciality"]\n'
    small.configure()
    small.write("a", speciality="bees")
    found, _ = figures(small)
    assert key(found, "speciality")[2:4] == ("read", ("skills",))


def test_keys_of_templates_and_unreadable_files_are_not_counted(small: Small) -> None:
    small.write("a")
    small.write("_template", colour="blue")
    small.spoil("b")
    found, _ = figures(small)
    assert {one.name for one in found.keys} == {"title", "date"}
    statuses = {Status.OPEN: 1, Status.TEMPLATE: 1, Status.UNREADABLE: 1}
    assert dict(found.statuses) == statuses


def test_a_value_is_told_once_with_how_often_it_stands(small: Small) -> None:
    for name in "abc":
        small.write(name, contract="now and then")
    found, _ = figures(small)
    [value] = found.values
    assert (value.times, value.code, value.at) == (3, "unknown-value", "content/a.md:4")
    assert "now and then" in value.message


def test_shares_count_each_offer_once_for_each_board(small: Small) -> None:
    for name in "abc":
        small.write(name)
    small.write("draft", draft="true")
    found, judged = figures(small, every=True)
    assert len(judged.rows) == 3
    assert len(found.shares) > 14
    assert {sum(share.fits.values()) for share in found.shares} == {3}


def test_what_unlocks_most_comes_first_and_there_are_ten_at_most(small: Small) -> None:
    small.settings = ""
    small.configure()
    for name in "abc":
        small.write(name, workplace="remote", salary="100 EUR")
    found, _ = figures(small, every=True)
    assert 0 < len(found.lines) <= MOST_LINES
    ranks = [(-line.unlocks, -line.blocked, -line.improves) for line in found.lines]
    assert ranks == sorted(ranks)


def test_a_line_is_shown_under_the_key_that_the_folder_has(small: Small) -> None:
    small.write("a", **{"date limite": "2026-06-30"})
    small.write("b")
    found, _ = figures(small)
    [closes] = [line for line in found.lines if line.name == "closes"]
    assert (closes.line, closes.paths) == ("date limite: YYYY-MM-DD", ("content/b.md",))


def test_what_the_text_states_is_counted(small: Small) -> None:
    small.write("a", body="Nous vous proposons un CDI, à temps plein.", langue="fr")
    small.write("b", langue="fr")
    found, _ = figures(small)
    [schedule] = [line for line in found.lines if line.name == "schedule"]
    assert (len(schedule.paths), schedule.stated) == (2, 1)


def test_an_offer_that_is_too_old_for_a_board_is_told_apart_from_lines(small: Small) -> None:
    path = small.write("a")
    path.write_text(path.read_text().replace("2026-02-01", "2025-02-01"))
    small.write("b")
    found, judged = figures(small)
    [beyond] = found.beyond
    assert (beyond.destination.name, beyond.offers) == ("jooble", 1)
    assert "at most 45 days old" in beyond.message
    [jooble] = [share for share in found.shares if share.destination.name == "jooble"]
    assert jooble.fits[Fit.REFUSED] == 1
    assert not any(line.unlocks for line in found.lines)
    assert len(judged.rows) == 2


def test_only_wanted_files_are_looked_at(small: Small) -> None:
    small.write("a", locaton="Lyon")
    small.write("b", speciality="bees")
    found, judged = figures(small, lambda path: path == "content/b.md")
    assert {one.name for one in found.keys} == {"title", "date", "speciality"}
    assert {problem.path for problem in judged.problems} <= {"content/b.md"}
