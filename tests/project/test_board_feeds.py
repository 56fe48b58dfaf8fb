"""Feeds for job boards in builds: whole or not at all, kept from build to build, checked."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from syndicate import project
from syndicate.errors import ConfigurationError, OutputError
from syndicate.site import FeedRules
from tests.project.building import NOW, asked, clean, codes, put, rest, tree

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.problem import Problem
    from syndicate.site import Site

TEXT = "You talk to people and write down what they want, week after week. " * 6


@pytest.fixture
def boards(site: Site) -> Site:
    return with_dialects(site, "indeed", "linkedin")


def with_dialects(site: Site, *names: str, **rules: object) -> Site:
    return replace(site, feeds=FeedRules(by=(), dialects=names, **rules))  # type: ignore[arg-type]


def fill(site: Site, number: int) -> list[Path]:
    return [put(site, f"{at:03}.md", f"Developer {at}", body=TEXT) for at in range(number)]


def titles(site: Site, name: str = "indeed") -> list[str]:
    feed = (site.feeds_dir / f"boards/{name}.xml").read_bytes()
    return [str(title.text) for title in etree.fromstring(feed).findall(".//job/title")]


def held(built: project.Built) -> list[Problem]:
    return [problem for problem in built.problems if problem.code == "board-feed-held"]


# -- files ----------------------------------------------------------------------------------------


def test_there_is_no_feed_for_boards_unless_it_is_asked_for(site: Site) -> None:
    fill(site, 1)
    project.build(site, NOW)
    assert not (site.feeds_dir / "boards").exists()
    assert asked(site, "SELECT * FROM ads") == []


def test_each_dialect_has_its_file_with_every_open_offer(boards: Site) -> None:
    fill(boards, 3)
    put(boards, "closed.md", "Closed", body=TEXT, closes="2026-02-15")
    put(boards, "draft.md", "Draft", body=TEXT, draft="true")
    project.build(boards, NOW)
    assert sorted(titles(boards)) == ["Developer 0", "Developer 1", "Developer 2"]
    assert sorted(titles(boards, "linkedin")) == sorted(titles(boards))
    count = etree.parse(boards.feeds_dir / "boards/linkedin.xml").findtext("expectedJobCount")
    assert count == "3"


def test_more_offers_than_a_feed_shows_are_all_in_it(site: Site) -> None:
    few = with_dialects(site, "indeed", limit=2)
    fill(few, 5)
    project.build(few, NOW)
    assert len(titles(few)) == 5


def test_packed_feeds_take_the_place_of_plain_ones_and_back(boards: Site) -> None:
    fill(boards, 2)
    project.build(boards, NOW)
    plain = tree(boards.feeds_dir / "boards")
    assert set(plain) == {"indeed.xml", "linkedin.xml"}
    packed = with_dialects(boards, "indeed", "linkedin", gzip=True)
    project.build(packed, NOW)
    files = tree(boards.feeds_dir / "boards")
    assert {name: gzip.decompress(data) for name, data in files.items()} == {
        f"{name}.gz": data for name, data in plain.items()
    }
    project.build(boards, NOW)
    assert tree(boards.feeds_dir / "boards") == plain


def test_a_dialect_that_is_not_asked_for_any_more_goes(boards: Site) -> None:
    fill(boards, 2)
    project.build(boards, NOW)
    project.build(with_dialects(boards, "linkedin"), NOW)
    assert set(tree(boards.feeds_dir / "boards")) == {"linkedin.xml"}
    project.build(with_dialects(boards), NOW)
    assert not (boards.feeds_dir / "boards").exists()
    assert asked(boards, "SELECT * FROM meta WHERE key LIKE 'board:%'") == []


@pytest.mark.parametrize("path", ["boards/indeed.xml", "complete/atom.xml"])
def test_a_file_of_somebody_else_in_the_way_is_refused_and_stays(site: Site, path: str) -> None:
    both = with_dialects(site, "indeed", complete=("atom",))
    fill(both, 1)
    theirs = both.feeds_dir / path
    theirs.parent.mkdir(parents=True)
    theirs.write_text("<by-hand/>")
    for _ in range(2):
        with pytest.raises(OutputError, match="nothing shows that Syndicate wrote it"):
            project.build(both, NOW)
    assert theirs.read_text() == "<by-hand/>"


def test_a_file_of_somebody_else_is_no_earlier_feed(site: Site) -> None:
    indeed = with_dialects(site, "indeed")
    theirs = indeed.feeds_dir / "boards/indeed.xml"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("<job>\n" * 12)
    indeed.content_dir.mkdir(exist_ok=True)
    with pytest.raises(OutputError, match="nothing shows that Syndicate wrote it"):
        project.build(indeed, NOW)
    project.build(with_dialects(site), NOW)
    assert theirs.exists()


@pytest.mark.parametrize("packed", [False, True])
def test_feeds_of_ours_are_known_without_a_memory(boards: Site, packed: bool) -> None:
    boards = with_dialects(boards, "indeed", gzip=packed)
    files = fill(boards, 2)
    project.build(boards, NOW)
    shutil.rmtree(boards.state_dir)
    files[0].unlink()
    project.build(boards, NOW)
    assert tree(boards.feeds_dir) == clean(boards)
    shutil.rmtree(boards.state_dir)
    project.build(with_dialects(boards), NOW)
    assert not (boards.feeds_dir / "boards").exists()


# -- from build to build --------------------------------------------------------------------------


def test_a_build_that_changes_nothing_writes_nothing(boards: Site) -> None:
    fill(boards, 2)
    rest(boards)
    memory = (boards.state_dir / "build.db").read_bytes()
    built = project.build(boards, NOW + timedelta(hours=1))
    assert (built.written.written, built.written.removed) == ((), ())
    assert (boards.state_dir / "build.db").read_bytes() == memory


def test_an_edit_renews_the_ads_of_that_offer_alone(boards: Site) -> None:
    fill(boards, 3)
    project.build(boards, NOW)
    with closing(sqlite3.connect(boards.state_dir / "build.db")) as db, db:
        db.execute("UPDATE ads SET changed = 1")
    put(boards, "001.md", "Gardener", body=TEXT)
    built = project.build(boards, NOW)
    kept = "SELECT count(*) FROM ads WHERE dialect = 'indeed' AND changed = 1"
    assert asked(boards, kept) == [(2,)]
    assert {"boards/indeed.xml", "boards/linkedin.xml"} <= set(built.written.written)
    assert tree(boards.feeds_dir) == clean(boards)


def test_damage_in_what_is_kept_of_ads_is_told_with_a_remedy(boards: Site) -> None:
    fill(boards, 2)
    project.build(boards, NOW)
    before = tree(boards.feeds_dir / "boards")
    with closing(sqlite3.connect(boards.state_dir / "build.db")) as db, db:
        db.execute("UPDATE ad_texts SET data = substr(data, 1, length(data) / 2)")
    put(boards, "002.md", "Gardener", body=TEXT)
    with pytest.raises(OutputError, match="delete the file if every offer can be read"):
        project.build(boards, NOW)
    assert tree(boards.feeds_dir / "boards") == before


def test_another_configuration_or_dialect_renews_what_depends_on_it(site: Site) -> None:
    own = with_dialects(site, "own")
    fill(own, 1)
    (own.root / "dialects").mkdir()
    file = own.root / "dialects" / "own.toml"
    file.write_text('extends = "indeed"\nchecked = 2026-01-01\n', "utf-8")
    project.build(own, NOW)
    assert "source=Indeed" in (own.feeds_dir / "boards/own.xml").read_text("utf-8")
    file.write_text('extends = "indeed"\nlink = { utm_source = "own" }\n', "utf-8")
    project.build(own, NOW)
    assert "utm_source=own" in (own.feeds_dir / "boards/own.xml").read_text("utf-8")
    renamed = replace(own, title="Other jobs")
    project.build(renamed, NOW)
    assert "Other jobs" in (own.feeds_dir / "boards/own.xml").read_text("utf-8")


def test_a_dialect_that_cannot_be_used_stops_the_build_before_anything(site: Site) -> None:
    own = with_dialects(site, "own")
    fill(own, 1)
    (own.root / "dialects").mkdir()
    (own.root / "dialects" / "own.toml").write_text('extends = "indeed"\nhtlm = []\n', "utf-8")
    for _ in range(2):
        with pytest.raises(
            ConfigurationError, match=r"dialects/own\.toml:2:8: htlm: 'htlm' is not"
        ):
            project.build(own, NOW)
    assert not own.feeds_dir.exists()


def test_a_feed_that_somebody_edits_or_removes_is_made_again(boards: Site) -> None:
    fill(boards, 2)
    project.build(boards, NOW)
    before = tree(boards.feeds_dir)
    (boards.feeds_dir / "boards/indeed.xml").write_text("<!-- Syndicate --><other/>")
    (boards.feeds_dir / "boards/linkedin.xml").unlink()
    project.build(boards, NOW)
    assert tree(boards.feeds_dir) == before


def test_several_processes_write_what_one_does(
    boards: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from syndicate.project import crew, looking, steps

    fill(boards, 8)
    one = clean(boards)
    for module in (crew, steps, looking):
        monkeypatch.setattr(module, "WORTH_A_CREW", 2)
    project.build(boards, NOW, jobs=2)
    assert tree(boards.feeds_dir) == one


# -- the complete list or nothing -----------------------------------------------------------------


def test_a_feed_that_loses_most_of_its_offers_stays_until_a_person_says_yes(boards: Site) -> None:
    files = fill(boards, 12)
    project.build(boards, NOW)
    for file in files[:7]:
        file.unlink()
    built = project.build(boards, NOW)
    assert [problem.path for problem in held(built)] == ["syndicate.toml"] * 2
    assert "it held 12 and would now hold 5" in held(built)[0].message
    assert held(built)[0].hint.endswith("syndicate build --yes")
    assert len(titles(boards)) == 12
    again = project.build(boards, NOW)
    assert len(held(again)) == 2
    assert again.written.written == ()
    full = project.build(boards, NOW, full=True)
    assert len(held(full)) == 2
    assert len(titles(boards)) == 12
    said = project.build(boards, NOW, yes=True)
    assert held(said) == []
    assert len(titles(boards)) == 5
    assert held(project.build(boards, NOW)) == []


def test_offers_that_come_back_need_no_word(boards: Site) -> None:
    files = fill(boards, 12)
    project.build(boards, NOW)
    kept = [(file, file.read_text()) for file in files[:10]]
    for file, _ in kept:
        file.unlink()
    assert held(project.build(boards, NOW))
    for file, text in kept:
        file.write_text(text)
    assert held(project.build(boards, NOW)) == []
    assert len(titles(boards)) == 12


@pytest.mark.parametrize(("before", "after"), [(12, 6), (5, 1), (3, 1), (9, 4)])
def test_fewer_losses_are_no_accident(boards: Site, before: int, after: int) -> None:
    files = fill(boards, before)
    project.build(boards, NOW)
    for file in files[after:]:
        file.unlink()
    assert held(project.build(boards, NOW)) == []
    assert len(titles(boards)) == after


def test_an_empty_content_folder_empties_no_feed(boards: Site) -> None:
    for file in [*fill(boards, 2)]:
        project.build(boards, NOW)
        file.unlink()
    built = project.build(boards, NOW)
    assert "no offer was found at all" in held(built)[0].message
    assert len(titles(boards)) == 1


def test_offers_that_close_one_after_the_other_empty_a_feed(boards: Site) -> None:
    put(boards, "a.md", "Developer", body=TEXT, closes="2026-03-05")
    project.build(boards, NOW)
    assert len(titles(boards)) == 1
    assert held(project.build(boards, NOW + timedelta(days=10))) == []
    assert titles(boards) == []


@pytest.mark.parametrize("packed", [False, True])
def test_without_a_memory_the_ads_of_the_file_are_counted(boards: Site, packed: bool) -> None:
    boards = with_dialects(boards, "indeed", gzip=packed)
    files = fill(boards, 12)
    project.build(boards, NOW)
    before = tree(boards.feeds_dir / "boards")
    shutil.rmtree(boards.state_dir)
    for file in files[:9]:
        file.unlink()
    built = project.build(boards, NOW)
    assert "it held 12 and would now hold 3" in held(built)[0].message
    assert tree(boards.feeds_dir / "boards") == before
    project.build(boards, NOW, yes=True)
    assert tree(boards.feeds_dir / "boards") != before


def test_a_packed_feed_that_is_damaged_is_made_again(site: Site) -> None:
    packed = with_dialects(site, "indeed", gzip=True)
    text = " ".join(sha256(b"%d" % at).hexdigest()[:3] for at in range(40_000))
    put(packed, "a.md", "Developer", body=text)
    project.build(packed, NOW)
    file = packed.feeds_dir / "boards/indeed.xml.gz"
    whole = file.read_bytes()
    middle = len(whole) // 2
    file.write_bytes(whole[:middle] + bytes(range(256)) * middle)
    shutil.rmtree(packed.state_dir)
    assert held(project.build(packed, NOW)) == []
    assert file.read_bytes() == whole


def test_a_feed_with_more_than_a_board_takes_is_not_written(site: Site) -> None:
    own = with_dialects(site, "own")
    (own.root / "dialects").mkdir()
    file = own.root / "dialects" / "own.toml"
    file.write_text('extends = "linkedin"\nmost_items = 2\n', "utf-8")
    files = fill(own, 3)
    built = project.build(own, NOW, yes=True)
    assert "takes at most 2 offers in one feed, and these are 3" in held(built)[0].message
    assert held(built)[0].hint.startswith("write a dialect for each country")
    assert not (own.feeds_dir / "boards").exists()
    files[0].unlink()
    assert held(project.build(own, NOW)) == []
    assert len(titles(own, "own")) == 2


# -- what is told ---------------------------------------------------------------------------------


def told(problems: object) -> list[tuple[str, str, int]]:
    return sorted(
        (one.path, one.message, one.line)
        for one in problems  # type: ignore[attr-defined]
        if one.code.startswith("board-feed-")
    )


def test_check_and_build_tell_the_same_of_each_board(boards: Site) -> None:
    boards = with_dialects(boards, "indeed", "linkedin", "jooble", "whatjobs")
    fill(boards, 1)
    put(boards, "short.md", "Short", body="Come.")
    put(boards, "nowhere.md", "Nowhere", body=TEXT, location="France", date="2025-01-01")
    built = project.build(boards, NOW)
    assert told(built.problems)
    assert told(built.problems) == told(project.read(boards, NOW).problems)
    assert {"board-feed-short", "board-feed-missing", "board-feed-old"} <= set(codes(built))


def test_a_title_that_changed_since_linkedin_could_see_it_is_told_of(boards: Site) -> None:
    put(boards, "a.md", "Developer", body=TEXT)
    project.build(boards, NOW)
    put(boards, "a.md", "Gardener", body=TEXT)
    built = project.build(boards, NOW)
    (problem,) = [problem for problem in built.problems if problem.code == "board-feed-title"]
    assert "under which it first saw an offer, 'Developer'" in problem.message
    assert (problem.line, problem.hint) == (2, "board_title: Developer")
    assert titles(boards, "linkedin") == ["Gardener"]
    assert told(built.problems) == told(project.read(boards, NOW).problems)
    put(boards, "a.md", "Developer", body=TEXT)
    assert "board-feed-title" not in codes(project.build(boards, NOW))


def test_an_offer_that_jooble_saw_in_time_stays_unblamed(site: Site) -> None:
    jooble = with_dialects(site, "jooble")
    put(jooble, "a.md", "Developer", body=TEXT, date="2026-02-20")
    assert "board-feed-old" not in codes(project.build(jooble, NOW))
    later = NOW + timedelta(days=90)
    put(jooble, "a.md", "Gardener", body=TEXT, date="2026-02-20")
    put(jooble, "b.md", "Late", body=TEXT, date="2026-02-20")
    built = project.build(jooble, later)
    assert [p.path for p in built.problems if p.code == "board-feed-old"] == ["content/b.md"]
    assert told(built.problems) == told(project.read(jooble, later).problems)


def test_what_jooble_could_not_see_before_its_feed_was_there_is_told_of(site: Site) -> None:
    put(site, "a.md", "Developer", body=TEXT, date="2026-02-20")
    project.build(site, NOW)
    later = project.build(with_dialects(site, "jooble"), NOW + timedelta(days=90))
    assert "board-feed-old" in codes(later)


def test_a_file_that_breaks_keeps_its_ads_and_is_blamed_for_nothing_else(boards: Site) -> None:
    put(boards, "a.md", "Developer", body=TEXT)
    project.build(boards, NOW)
    (boards.content_dir / "a.md").write_text("---\ntitle: [\n---\n")
    built = project.build(boards, NOW)
    assert titles(boards) == ["Developer"]
    assert told(built.problems) == []


def test_a_scheduled_offer_is_judged_as_what_it_will_be(site: Site) -> None:
    indeed = with_dialects(site, "indeed")
    put(indeed, "a.md", "Developer", body=TEXT, date="2026-05-01")
    built = project.build(indeed, NOW)
    assert titles(indeed) == []
    assert "board-feed-missing" not in codes(built)  # its date of posting is to come
    assert told(built.problems) == told(project.read(indeed, NOW).problems)
