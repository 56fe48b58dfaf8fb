"""Whole builds: from a content folder to the files of a site, again and again."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from syndicate import project
from syndicate.errors import ConfigurationError, OutputError
from syndicate.memory import locked
from syndicate.offer import Location, Organization
from syndicate.problem import Severity
from syndicate.site import ContentRules, FeedRules, Site

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
URL = "https://jobs.example.org/"

DEV = """\
---
title: Developer
date: 2026-02-01
closes: 2026-03-31
tags: [python]
city: Paris
country: FR
apply_url: https://example.org/apply
---
We look for somebody who writes **good** code and likes to explain it to others.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "content").mkdir()
    return Site(
        root=tmp_path,
        url=URL,
        title="Jobs at Example",
        timezone=ZoneInfo("Europe/Paris"),
        organization=Organization("Example", "https://example.org/"),
        address=Location(city="Paris", country="FR"),
    )


def put(site: Site, name: str, text: str = DEV) -> Path:
    file = site.content_dir / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def titled(title: str, **fields: str) -> str:
    text = DEV.replace("title: Developer", f"title: {title}")
    for key, value in fields.items():
        text, found = re.subn(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
        if not found:
            text = text.replace("---\n", f"---\n{key}: {value}\n", 1)
    return text


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def pages(site: Site) -> list[str]:
    return sorted(path for path in tree(site.feeds_dir) if path.startswith("jobs/"))


def feed_titles(site: Site) -> list[str]:
    feed = json.loads((site.feeds_dir / "feed.json").read_bytes())
    return [item["title"] for item in feed["items"]]


def codes(built: project.Built) -> list[str]:
    return [problem.code for problem in built.problems]


# -- the plain path ---------------------------------------------------------------------------


def test_a_build_makes_every_file_of_the_contract(site: Site) -> None:
    put(site, "developer.md")
    put(site, "writer.md", titled("Writer", date="2026-02-03"))
    built = project.build(site, NOW)
    files = set(tree(site.feeds_dir))
    assert {
        "rss.xml",
        "atom.xml",
        "feed.json",
        "feeds.opml",
        "sitemap.xml",
        "index.html",
        "jobs/developer/index.html",
        "jobs/writer/index.html",
        "tags/python/rss.xml",
        "tags/python/atom.xml",
    } <= files
    assert feed_titles(site) == ["Writer", "Developer"]
    assert set(built.written.written) == files


def test_the_report_has_the_keys_of_the_contract(site: Site) -> None:
    put(site, "open.md")
    put(site, "later.md", titled("Later", date="2026-03-20"))
    put(site, "over.md", titled("Over", closes="2026-02-10"))
    put(site, "draft.md", titled("Draft", draft="true"))
    put(site, "broken.md", "---\ntitle: [\n---\nx\n")
    report = project.build(site, NOW).report()
    assert list(report) == ["offers", "files", "problems", "seconds", "next_change"]
    assert report["offers"] == {
        "open": 1,
        "scheduled": 1,
        "closed": 1,
        "draft": 1,
        "template": 0,
        "unreadable": 1,
    }
    assert report["next_change"] == "2026-03-20T00:00:00+01:00"
    assert json.loads(json.dumps(report)) == report


def test_a_second_build_changes_nothing(site: Site) -> None:
    put(site, "developer.md")
    project.build(site, NOW)
    before = {p: p.stat().st_mtime_ns for p in site.feeds_dir.rglob("*")}
    again = project.build(site, NOW)
    assert again.files == {"written": 0, "unchanged": len(tree(site.feeds_dir)), "removed": 0}
    assert {p: p.stat().st_mtime_ns for p in site.feeds_dir.rglob("*")} == before


def test_builds_without_a_memory_and_in_other_folders_are_the_same_bytes(
    site: Site, tmp_path: Path
) -> None:
    put(site, "developer.md")
    put(site, "fr/offre.md", titled("Développeuse", language="fr"))
    project.build(site, NOW)
    elsewhere = replace(site, root=tmp_path / "elsewhere")
    shutil.copytree(site.content_dir, elsewhere.content_dir)
    project.build(elsewhere, NOW, full=True)
    assert tree(elsewhere.feeds_dir) == tree(site.feeds_dir)


def test_progress_is_told_by_stage_and_ends_complete(site: Site) -> None:
    put(site, "developer.md")
    told: list[tuple[str, int, int]] = []
    project.build(site, NOW, progress=lambda *step: told.append(step))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["reading", "rendering", "writing"]
    for stage in stages:
        done, total = [step[1:] for step in told if step[0] == stage][-1]
        assert done == total > 0


def test_reading_writes_nothing(site: Site) -> None:
    put(site, "developer.md")
    reading = project.read(site, NOW)
    assert [offer.title for offer in reading.offers] == ["Developer"]
    assert {p.name for p in site.root.iterdir()} == {"content"}


def test_a_site_whose_pages_are_made_elsewhere_gets_fragments(site: Site) -> None:
    put(site, "developer.md")
    project.build(replace(site, feeds=FeedRules(pages=False)), NOW)
    files = tree(site.feeds_dir)
    assert not any(path.endswith(".html") for path in files)
    assert json.loads(files["jobs/developer.jsonld"])["@type"] == "JobPosting"


def test_a_missing_content_folder_is_a_mistake_of_the_configuration(site: Site) -> None:
    with pytest.raises(ConfigurationError, match="offers"):
        project.build(replace(site, content=ContentRules(path="offers")), NOW)
    assert not site.feeds_dir.exists()


def test_a_complete_feed_holds_what_the_others_have_no_room_for(site: Site) -> None:
    for number in range(5):
        put(site, f"{number}.md", titled(f"Offer {number}", date=f"2026-02-0{number + 1}"))
    rules = FeedRules(limit=2, by=(), complete=("json", "atom"))
    project.build(replace(site, feeds=rules), NOW)
    assert feed_titles(site) == ["Offer 4", "Offer 3"]
    whole = json.loads((site.feeds_dir / "complete" / "feed.json").read_bytes())
    assert [item["title"] for item in whole["items"]] == [f"Offer {n}" for n in (4, 3, 2, 1, 0)]
    assert whole["_syndicate"]["complete"] is True

    put(site, "0.md", titled("Oldest", date="2026-02-01"))
    built = project.build(replace(site, feeds=rules), NOW)
    assert {"complete/atom.xml", "complete/feed.json"} <= set(built.written.written)
    assert "atom.xml" not in built.written.written
    assert b"Oldest" in (site.feeds_dir / "complete" / "atom.xml").read_bytes()

    packed = replace(site, feeds=replace(rules, complete=("atom",), gzip=True))
    plain = (site.feeds_dir / "complete" / "atom.xml").read_bytes()
    project.build(packed, NOW)
    assert [p.name for p in (site.feeds_dir / "complete").iterdir()] == ["atom.xml.gz"]
    unpacked = gzip.decompress((site.feeds_dir / "complete" / "atom.xml.gz").read_bytes())
    assert unpacked.replace(b"atom.xml.gz", b"atom.xml") == plain


# -- the clock --------------------------------------------------------------------------------


def test_the_clock_opens_and_closes_offers(site: Site) -> None:
    put(site, "later.md", titled("Later", date="2026-03-20", closes="2026-04-10"))
    first = project.build(site, NOW)
    assert (feed_titles(site), pages(site)) == ([], [])
    assert first.next_change is not None

    second = project.build(site, first.next_change)
    assert feed_titles(site) == ["Later"]
    assert b"JobPosting" in tree(site.feeds_dir)["jobs/later/index.html"]
    assert second.next_change is not None

    third = project.build(site, second.next_change)
    assert feed_titles(site) == []
    page = tree(site.feeds_dir)["jobs/later/index.html"]
    assert b"JobPosting" not in page
    assert b"jobs/later/" not in tree(site.feeds_dir)["sitemap.xml"]
    assert third.next_change is None
    assert third.offers["closed"] == 1


# -- an accident is no withdrawal -------------------------------------------------------------


def test_an_offer_whose_file_breaks_stays_as_it_was(site: Site) -> None:
    file = put(site, "developer.md")
    project.build(site, NOW)
    before = tree(site.feeds_dir)
    file.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    for day in range(3):
        built = project.build(site, NOW + timedelta(hours=day))
        assert tree(site.feeds_dir) == before
        assert built.offers["unreadable"] == 1
        assert any(p.severity is Severity.ERROR for p in built.problems)
    file.write_text(titled("Senior Developer"), encoding="utf-8")
    project.build(site, NOW)
    assert feed_titles(site) == ["Senior Developer"]


def test_the_last_good_version_still_closes_by_the_clock(site: Site) -> None:
    file = put(site, "developer.md")
    project.build(site, NOW)
    file.write_bytes(b"\xff\xfe\x00")
    built = project.build(site, NOW)
    assert feed_titles(site) == ["Developer"]
    assert built.next_change == datetime(2026, 3, 31, 22, 0, tzinfo=UTC)
    project.build(site, built.next_change)
    assert feed_titles(site) == []


def test_an_unreadable_file_in_a_fresh_checkout_keeps_its_page(site: Site) -> None:
    file = put(site, "developer.md")
    put(site, "writer.md", titled("Writer"))
    project.build(site, NOW)
    shutil.rmtree(site.state_dir)
    file.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    built = project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html", "jobs/writer/index.html"]
    stay = next(p for p in built.problems if p.code == "pages-stay")
    assert stay.path == "content/developer.md"
    assert "jobs/developer/index.html" in stay.message

    file.unlink()
    assert project.build(site, NOW).written.removed == ("jobs/developer/index.html",)


def test_a_deleted_offer_is_withdrawn_with_its_empty_folders(site: Site) -> None:
    put(site, "developer.md")
    file = put(site, "writer.md", titled("Writer", tags="[prose]"))
    project.build(site, NOW)
    file.unlink()
    built = project.build(site, NOW)
    assert "jobs/writer/index.html" in built.written.removed
    assert not (site.feeds_dir / "jobs" / "writer").exists()
    assert not (site.feeds_dir / "tags" / "prose").exists()
    assert feed_titles(site) == ["Developer"]


def test_a_deleted_offer_is_withdrawn_by_a_build_without_memory_too(site: Site) -> None:
    put(site, "developer.md")
    file = put(site, "writer.md", titled("Writer", tags="[prose]"))
    project.build(site, NOW)
    shutil.rmtree(site.state_dir)
    file.unlink()
    project.build(site, NOW)
    after = tree(site.feeds_dir)
    shutil.rmtree(site.feeds_dir)
    project.build(site, NOW)
    assert after == tree(site.feeds_dir)


def test_every_file_is_known_to_be_ours_by_its_mark_alone(site: Site) -> None:
    put(site, "developer.md")
    put(site, "over.md", titled("Over", closes="2026-02-10"))
    put(site, "fr.md", titled("Développeuse", language="fr"))
    for rules in (FeedRules(), FeedRules(pages=False)):
        project.build(replace(site, feeds=rules), NOW)
        shutil.rmtree(site.state_dir)
        for file in site.content_dir.iterdir():
            file.rename(site.root / file.name)
        project.build(replace(site, feeds=rules), NOW)
        assert pages(site) == []
        shutil.rmtree(site.state_dir)
        for file in site.root.glob("*.md"):
            file.rename(site.content_dir / file.name)


def test_a_lost_memory_costs_nothing_while_every_file_can_be_read(site: Site) -> None:
    put(site, "developer.md")
    project.build(site, NOW)
    shutil.rmtree(site.state_dir)
    built = project.build(site, NOW)
    assert (built.files["written"], built.files["removed"]) == (0, 0)


def test_a_broken_memory_is_told_and_begun_anew(site: Site) -> None:
    put(site, "developer.md")
    project.build(site, NOW)
    (site.state_dir / "build.db").write_bytes(b"no database at all " * 300)
    assert "memory-lost" in [problem.code for problem in project.read(site, NOW).problems]
    built = project.build(site, NOW)
    assert "memory-lost" in codes(built)
    assert (built.files["written"], built.files["removed"]) == (0, 0)
    assert "memory-lost" not in codes(project.build(site, NOW))


def test_a_file_that_moved_is_reported_with_its_old_id(site: Site) -> None:
    file = put(site, "developer.md")
    project.build(site, NOW)
    file.rename(site.content_dir / "engineer.md")
    reading = project.read(site, NOW)
    built = project.build(site, NOW)
    for problems in (reading.problems, built.problems):
        moved = next(p for p in problems if p.code == "renamed")
        assert (moved.path, moved.hint) == ("content/engineer.md", "id: developer")


# -- one offer never breaks another -----------------------------------------------------------

OWN_PAGE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ offer.title }}</title>
<p>{{ offer.pay.min }}
"""


def test_an_offer_that_the_own_template_cannot_show_is_left_out_alone(site: Site) -> None:
    (site.root / "templates").mkdir()
    (site.root / "templates" / "offer.html").write_text(OWN_PAGE)
    file = put(site, "developer.md", titled("Developer", salary="40000 - 50000 EUR per year"))
    put(site, "writer.md", titled("Writer"))
    built = project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html"]
    assert feed_titles(site) == ["Developer"]
    (fault,) = [p for p in built.problems if p.code == "not-rendered"]
    assert (fault.path, fault.severity) == ("content/writer.md", Severity.ERROR)
    assert "templates/offer.html:2" in fault.message

    # The page that was published before stays, for nobody withdrew the offer.
    file.write_text(titled("Developer"), encoding="utf-8")
    put(site, "writer.md", titled("Writer", salary="40000 - 50000 EUR per year"))
    project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html", "jobs/writer/index.html"]
    assert feed_titles(site) == ["Writer"]


def test_a_template_that_nothing_uses_for_a_slip_in_its_name_is_told_of(site: Site) -> None:
    put(site, "developer.md")
    (site.root / "templates").mkdir()
    (site.root / "templates" / "ofer.html").write_text(OWN_PAGE)
    built = project.build(site, NOW)
    assert [p.path for p in built.problems if p.code == "template-unused"] == [
        "templates/ofer.html"
    ]


def test_a_template_that_shows_no_offer_at_all_stops_the_build(site: Site) -> None:
    put(site, "developer.md")
    put(site, "writer.md", titled("Writer"))
    project.build(site, NOW)
    before = tree(site.feeds_dir)
    (site.root / "templates").mkdir()
    (site.root / "templates" / "offer.html").write_text("{{ offer.title")
    with pytest.raises(ConfigurationError, match=r"templates/offer\.html:1"):
        project.build(site, NOW)
    assert tree(site.feeds_dir) == before


# -- the output folder ------------------------------------------------------------------------


def test_foreign_files_of_the_output_folder_survive(site: Site) -> None:
    site.feeds_dir.mkdir()
    foreign = {"CNAME": b"jobs.example.org\n", ".nojekyll": b"", "README.md": b"# Feeds\n"}
    for name, data in foreign.items():
        (site.feeds_dir / name).write_bytes(data)
    file = put(site, "developer.md")
    project.build(site, NOW)
    file.unlink()
    project.build(site, NOW)
    assert foreign.items() <= tree(site.feeds_dir).items()


def test_a_foreign_file_in_the_way_stops_the_build_before_it_writes(site: Site) -> None:
    put(site, "developer.md")
    site.feeds_dir.mkdir()
    (site.feeds_dir / "index.html").write_bytes(b"<title>My own page</title>")
    with pytest.raises(OutputError, match=r"index\.html: is in the way"):
        project.build(site, NOW)
    assert tree(site.feeds_dir) == {"index.html": b"<title>My own page</title>"}


def test_two_builds_at_once_are_refused(site: Site) -> None:
    put(site, "developer.md")
    with locked(site.state_dir), pytest.raises(OutputError, match="another build is at work"):
        project.build(site, NOW)
    project.build(site, NOW)


# -- interruptions ----------------------------------------------------------------------------


def links_to_nothing(site: Site) -> list[str]:
    """Addresses of pages of the site which a file of it names and which are not there."""
    files = tree(site.feeds_dir)
    found = set()
    for data in files.values():
        found |= set(re.findall(rb"https://jobs\.example\.org/(jobs/[^\"'<>\s]*/)", data))
    return sorted(p.decode() for p in found if f"{p.decode()}index.html" not in files)


def test_wherever_a_build_is_interrupted_no_link_leads_nowhere(site: Site) -> None:
    put(site, "developer.md")
    gone = put(site, "gone.md", titled("Gone", tags="[prose]"))
    project.build(site, NOW)
    gone.unlink()
    put(site, "writer.md", titled("Writer", tags="[prose, python]"))
    base = site.root / "base"
    shutil.copytree(site.feeds_dir, base)

    interrupted = 0
    for last in range(1, 100):

        def interrupt(stage: str, done: int, total: int, last: int = last) -> None:
            if stage == "writing" and done == last:
                raise KeyboardInterrupt

        try:
            project.build(site, NOW, progress=interrupt)
        except KeyboardInterrupt:
            interrupted += 1
            assert links_to_nothing(site) == []
            shutil.rmtree(site.feeds_dir)
            shutil.copytree(base, site.feeds_dir)
        else:
            break
    assert interrupted > 5
    assert links_to_nothing(site) == []
    assert "jobs/gone/index.html" not in pages(site)


_BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from syndicate import project
from syndicate.offer import Location, Organization
from syndicate.site import Site
site = Site(
    root=Path(sys.argv[1]),
    url="https://jobs.example.org/",
    title="Jobs at Example",
    timezone=ZoneInfo("Europe/Paris"),
    organization=Organization("Example", "https://example.org/"),
    address=Location(city="Paris", country="FR"),
)
project.build(site, datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
print("done", flush=True)
"""


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGINT])
def test_after_a_sudden_death_the_next_build_equals_a_clean_one(
    site: Site, tmp_path: Path, death: signal.Signals
) -> None:
    put(site, "old.md", titled("Old"))
    project.build(site, NOW)
    (site.content_dir / "old.md").unlink()
    for number in range(300):
        put(site, f"{number:03}.md", titled(f"Offer {number}", tags=f"[tag{number % 7}]"))
    with subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(site.root)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as child:  # fmt: skip
        deadline = time.monotonic() + 60
        while not (site.feeds_dir / "jobs" / "150").exists() and time.monotonic() < deadline:
            time.sleep(0.0005)
        child.send_signal(death)
        assert child.stdout is not None
        assert child.stdout.read() == "", "the build was over before it could be interrupted"
    assert child.returncode != 0
    assert "Offer 1" not in feed_titles(site), "the feeds were written: nothing was interrupted"

    project.build(site, NOW)
    clean = replace(site, root=tmp_path / "clean")
    shutil.copytree(site.content_dir, clean.content_dir)
    project.build(clean, NOW)
    assert tree(site.feeds_dir) == tree(clean.feeds_dir)
    assert len(pages(site)) == 300
