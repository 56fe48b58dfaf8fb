"""What another configuration, template or program makes anew, and what it leaves alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

import syndicate
from syndicate import project
from syndicate.offer import Location, Organization
from syndicate.project.signatures import signatures
from syndicate.site import ContentRules, FeedRules, Lifecycle, RunRules
from tests.project.building import NOW, asked, clean, put, rest, tree, versions

if TYPE_CHECKING:
    from syndicate.site import Site

FEEDS = (".xml", ".json", ".opml")


def written(site: Site) -> set[str]:
    return set(project.build(site, NOW).written.written)


def two(site: Site) -> None:
    put(site, "developer.md", tags="[python]")
    put(site, "writer.md", "Writer", date="2026-02-03")
    project.build(site, NOW)


def own_template(site: Site, text: str, name: str = "offer.html") -> Path:
    file = site.root / "templates" / name
    file.parent.mkdir(exist_ok=True)
    extended = f'{{% extends "syndicate/{name}" %}}{{% block footer %}}{text}{{% endblock %}}'
    file.write_text(extended, encoding="utf-8")
    return file


def touched(before: Site, after: Site) -> set[str]:
    one, other = signatures(before), signatures(after)
    return {stage for stage in one if one[stage] != other[stage]}


# -- templates --------------------------------------------------------------------------------


def test_a_template_makes_pages_anew_and_no_feed(site: Site) -> None:
    two(site)
    own_template(site, "our own")
    changed = written(site)
    assert {"jobs/developer/index.html", "jobs/writer/index.html"} <= changed
    assert not [path for path in changed if path.endswith(FEEDS)]


def test_a_template_reads_no_offer_again(site: Site) -> None:
    two(site)
    before = versions(site)
    own_template(site, "our own")
    project.build(site, NOW)
    assert versions(site) == before


def test_a_template_that_was_removed_makes_pages_anew(site: Site) -> None:
    file = own_template(site, "our own")
    two(site)
    file.unlink()
    project.build(site, NOW)
    assert tree(site.feeds_dir) == clean(site)


def test_a_template_that_only_looks_newer_makes_nothing_anew(site: Site) -> None:
    file = own_template(site, "our own")
    two(site)
    os.utime(file, (1, 1))
    assert written(site) == set()


def test_a_template_with_other_bytes_and_the_old_time_makes_pages_anew(site: Site) -> None:
    file = own_template(site, "one")
    two(site)
    known = file.stat()
    own_template(site, "two")
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert signatures(site)["pages"] != dict(asked(site, "SELECT key, value FROM meta"))["pages"]


def test_a_template_behind_a_linked_folder_makes_pages_anew(site: Site) -> None:
    shared = site.root / "shared"
    shared.mkdir()
    (shared / "foot.html").write_text("old foot")
    own_template(site, '{% include "parts/foot.html" %}')
    (site.root / "templates" / "parts").symlink_to(shared)
    two(site)
    (shared / "foot.html").write_text("another foot")
    project.build(site, NOW)
    assert b"another foot" in tree(site.feeds_dir)["jobs/developer/index.html"]


def test_links_in_circles_below_the_templates_do_no_harm(site: Site) -> None:
    own_template(site, "our own")
    (site.root / "templates" / "again").symlink_to(site.root / "templates")
    two(site)
    assert b"our own" in tree(site.feeds_dir)["jobs/developer/index.html"]


# -- the configuration ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rules", [FeedRules(limit=1), FeedRules(hub="https://hub.example/")], ids=["limit", "hub"]
)
def test_what_only_feeds_show_makes_feeds_anew_and_no_page(site: Site, rules: FeedRules) -> None:
    two(site)
    before = versions(site)
    changed = written(replace(site, feeds=rules))
    assert {"rss.xml", "atom.xml", "feed.json"} & changed
    assert not [path for path in changed if path.endswith(".html")]
    assert versions(site) == before


@pytest.mark.parametrize("key", ["boards", "run", "check", "remind"])
def test_how_offers_are_delivered_and_checked_makes_nothing_anew(site: Site, key: str) -> None:
    two(site)
    rest(site)
    memory = (site.state_dir / "build.db").read_bytes()
    other = {
        "boards": replace(site, boards={"local": {"adapter": "folder", "enabled": False}}),
        "run": replace(site, run=RunRules(ledger="sqlite:///elsewhere.db")),
        "check": replace(site, check={"dead-link": "error"}),
        "remind": replace(site, lifecycle=Lifecycle(remind=timedelta(days=1))),
    }
    assert written(other[key]) == set()
    assert (site.state_dir / "build.db").read_bytes() == memory


@pytest.mark.parametrize(
    ("change", "stages"),
    [
        ({"title": "Other"}, {"read", "pages", "feeds"}),
        ({"description": "Other"}, {"pages", "feeds"}),
        ({"language": "fr"}, {"read", "pages", "feeds"}),
        ({"timezone": ZoneInfo("Asia/Tokyo")}, {"read", "pages", "feeds"}),
        ({"organization": Organization("Other")}, {"read", "pages", "feeds"}),
        ({"address": Location(city="Lyon")}, {"read", "pages", "feeds"}),
        ({"url": "https://other.example/"}, {"read", "pages", "feeds"}),
        ({"content": ContentRules(fields={"title": ("role",)})}, {"read"}),
        ({"content": ContentRules(infer=True)}, {"read"}),
        ({"content": ContentRules(infer_above=0.9)}, {"read"}),
        ({"lifecycle": Lifecycle(future_dates="publish")}, {"read", "pages"}),
        ({"feeds": FeedRules(limit=7)}, {"feeds"}),
        ({"feeds": FeedRules(by=())}, {"pages", "feeds"}),
        ({"feeds": FeedRules(permalink="/{id}/")}, {"read", "pages", "feeds"}),
        ({"feeds": FeedRules(pages=False)}, {"read", "pages", "feeds"}),
        ({"run": RunRules(heartbeat_url="https://x.example/")}, set()),
        ({"boards": {"local": {"adapter": "folder"}}}, set()),
        ({"check": {"dead-link": "off"}}, set()),
        ({"check": {"title-advice": "off"}}, {"pages"}),
        ({"lifecycle": Lifecycle(still_open_after=timedelta(days=9))}, set()),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_each_setting_touches_the_stages_that_use_it(
    site: Site, change: dict[str, object], stages: set[str]
) -> None:
    assert stages <= touched(site, replace(site, **change))  # type: ignore[arg-type]
    if stages in (set(), {"feeds"}):
        assert touched(site, replace(site, **change)) == stages  # type: ignore[arg-type]


def test_the_folder_of_a_project_is_no_part_of_its_configuration(site: Site) -> None:
    assert touched(site, replace(site, root=site.root.with_name("elsewhere"))) == set()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"},
        {"language": "fr"},
        {"timezone": ZoneInfo("Pacific/Kiritimati")},
        {"organization": Organization("Other")},
        {"address": None},
        {"feeds": FeedRules(by=())},
        {"feeds": FeedRules(permalink="/{year}/{id}.html")},
        {"feeds": FeedRules(pages=False)},
    ],
    ids=lambda value: next(iter(value)),
)
def test_after_another_setting_a_build_equals_a_clean_one(
    site: Site, change: dict[str, object]
) -> None:
    put(site, "closed.md", "Closed", closes="2026-02-20")
    put(site, "fr.md", "Développeuse", language="fr", city="Lyon")
    two(site)
    other = replace(site, **change)  # type: ignore[arg-type]
    project.build(other, NOW)
    assert tree(site.feeds_dir) == clean(other)


# -- the program ------------------------------------------------------------------------------

_BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import syndicate
from syndicate import project
from syndicate.site import Site
assert Path(syndicate.__file__).is_relative_to(sys.argv[2]), syndicate.__file__
site = Site(root=Path(sys.argv[1]), url="https://jobs.example.org/", title="Jobs")
project.build(site, datetime(2026, 3, 2, 9, 0, tzinfo=UTC), jobs=1)
"""


def _build_with(program: Path, site: Site) -> None:
    subprocess.run(
        [sys.executable, "-P", "-c", _BUILD, str(site.root), str(program)],
        env={**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("which", ["words of a language", "template", "module"])
def test_another_program_reads_and_makes_everything_anew(
    site: Site, tmp_path: Path, which: str
) -> None:
    program = tmp_path / "program"
    package = Path(syndicate.__file__).parent
    shutil.copytree(package, program / "syndicate", ignore=shutil.ignore_patterns("__pycache__"))
    put(site, "developer.md")
    _build_with(program, site)
    before = versions(site)
    _build_with(program, site)
    assert versions(site) == before
    file = {
        "words of a language": next((program / "syndicate").rglob("fr.*")),
        "template": next((program / "syndicate").rglob("offer.html")),
        "module": program / "syndicate" / "offer.py",
    }[which]
    file.write_bytes(file.read_bytes() + b"\n")
    _build_with(program, site)
    assert versions(site) != before
