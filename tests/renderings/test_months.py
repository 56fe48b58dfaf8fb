"""The list of open offers, where it is too long for one page."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from syndicate import project
from syndicate.site import Site
from tests.project.building import NOW, clean, put, tree

if TYPE_CHECKING:
    from pathlib import Path

MOST = 4


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    for name in ("renderings.listing", "renderings.list_pages", "project.gathering"):
        module = import_module(f"syndicate.{name}")
        monkeypatch.setattr(module, "MOST_LISTED", MOST)
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    return Site(root=root, url="https://jobs.example.org/", title="Jobs", timezone=ZoneInfo("UTC"))


def fill(site: Site, months: dict[str, int]) -> None:
    for month, number in months.items():
        for day in range(1, number + 1):
            put(site, f"{month}-{day}.md", f"Offer {month} {day}", date=f"{month}-{day:02}")


def lists(site: Site) -> list[str]:
    return sorted(p for p in tree(site.feeds_dir) if re.match(r"list/", p))


def links(site: Site, page: str) -> list[str]:
    """Where the links of *page* lead, as paths below the output folder."""
    text = tree(site.feeds_dir)[page].decode()
    body = text[text.index("<main") :]
    found = re.findall(r'href="([^"#]*)"', body)
    here = posixpath.dirname(page)
    inside = [href for href in found if href.endswith("/")]
    return [posixpath.normpath(posixpath.join(here, href, "index.html")) for href in inside]


def test_there_is_one_page_while_it_holds_all(site: Site) -> None:
    fill(site, {"2026-01": 2, "2026-02": 2})
    project.build(site, NOW)
    assert lists(site) == []


def test_each_month_has_a_page_once_there_are_more(site: Site) -> None:
    fill(site, {"2026-01": 2, "2026-02": 3})
    project.build(site, NOW)
    assert lists(site) == ["list/2026-01/index.html", "list/2026-02/index.html"]


def test_a_long_month_has_several_pages(site: Site) -> None:
    fill(site, {"2026-01": 9})
    project.build(site, NOW)
    assert lists(site) == [
        "list/2026-01/1/index.html",
        "list/2026-01/2/index.html",
        "list/2026-01/index.html",
    ]


def test_every_link_between_lists_leads_to_a_page(site: Site) -> None:
    fill(site, {"2025-12": 1, "2026-01": 9, "2026-02": 3})
    put(site, "undated.md", "Undated", date="")
    project.build(site, NOW)
    files = tree(site.feeds_dir)
    for page in ["index.html", *lists(site)]:
        assert [link for link in links(site, page) if link not in files] == []


def test_months_list_every_offer_once(site: Site) -> None:
    fill(site, {"2025-12": 1, "2026-01": 9, "2026-02": 3})
    put(site, "undated.md", "Undated", date="")
    project.build(site, NOW)
    listed = Counter(
        link for page in lists(site) for link in links(site, page) if link.startswith("jobs/")
    )
    offers = [path for path in tree(site.feeds_dir) if path.startswith("jobs/")]
    assert listed == Counter(offers)


def test_the_first_page_leads_to_all_months_and_the_newest_offers(site: Site) -> None:
    fill(site, {"2026-01": 5, "2026-02": 3})
    project.build(site, NOW)
    found = links(site, "index.html")
    assert {"list/2026-01/index.html", "list/2026-02/index.html"} <= set(found)
    assert [link for link in found if link.startswith("jobs/")] == [
        "jobs/2026-02-3/index.html",
        "jobs/2026-02-2/index.html",
        "jobs/2026-02-1/index.html",
        "jobs/2026-01-5/index.html",
    ]


def test_pages_of_months_go_when_one_page_holds_all_again(site: Site) -> None:
    fill(site, {"2026-01": 3, "2026-02": 2})
    project.build(site, NOW)
    (site.content_dir / "2026-01-1.md").unlink()
    project.build(site, NOW)
    assert not (site.feeds_dir / "list").exists()
    assert tree(site.feeds_dir) == clean(site)


def test_pages_of_months_come_when_one_page_no_longer_holds_all(site: Site) -> None:
    fill(site, {"2026-01": 2, "2026-02": 2})
    project.build(site, NOW)
    put(site, "new.md", "New", date="2026-02-20")
    project.build(site, NOW)
    assert len(lists(site)) == 2
    assert tree(site.feeds_dir) == clean(site)


def test_the_last_offer_of_a_month_takes_its_page_with_it(site: Site) -> None:
    fill(site, {"2025-12": 1, "2026-01": 5})
    project.build(site, NOW)
    (site.content_dir / "2025-12-1.md").unlink()
    project.build(site, NOW)
    assert not (site.feeds_dir / "list" / "2025-12").exists()
    assert tree(site.feeds_dir) == clean(site)


def test_a_month_that_shrinks_to_one_page_has_no_other(site: Site) -> None:
    fill(site, {"2026-01": 5})
    project.build(site, NOW)
    assert "list/2026-01/1/index.html" in lists(site)
    put(site, "other.md", "Other", date="2026-02-01")
    (site.content_dir / "2026-01-1.md").unlink()
    project.build(site, NOW)
    assert lists(site) == ["list/2026-01/index.html", "list/2026-02/index.html"]
    assert tree(site.feeds_dir) == clean(site)


def test_an_edit_makes_the_pages_of_its_own_month_alone(site: Site) -> None:
    fill(site, {"2026-01": 3, "2026-02": 5})
    project.build(site, NOW)
    put(site, "2026-01-1.md", "Another title", date="2026-01-01")
    built = project.build(site, NOW)
    changed = [path for path in built.written.written if path.startswith("list/")]
    assert changed == ["list/2026-01/index.html"]
    assert tree(site.feeds_dir) == clean(site)


@pytest.mark.parametrize("damage", ["edit", "delete", "folder"])
def test_the_page_of_a_month_is_repaired(site: Site, damage: str) -> None:
    fill(site, {"2026-01": 9, "2026-02": 3})
    project.build(site, NOW)
    file = site.feeds_dir / "list" / "2026-01" / "1" / "index.html"
    if damage == "edit":
        file.write_bytes(b"mine")
    else:
        file.unlink()
    if damage == "folder":
        file.parent.rmdir()
    project.build(site, NOW)
    assert tree(site.feeds_dir) == clean(site)


def test_a_template_of_months_is_used_as_soon_as_it_is_there(site: Site) -> None:
    fill(site, {"2026-01": 9, "2026-02": 3})
    project.build(site, NOW)
    (site.root / "templates").mkdir()
    own = '{% extends "syndicate/month.html" %}{% block footer %}our own{% endblock %}'
    (site.root / "templates" / "month.html").write_text(own)
    project.build(site, NOW)
    files = tree(site.feeds_dir)
    assert all(b"our own" in files[path] for path in lists(site))
    assert files == clean(site)


def test_the_title_of_the_site_changes_on_the_pages_of_months(site: Site) -> None:
    fill(site, {"2026-01": 9, "2026-02": 3})
    project.build(site, NOW)
    renamed = replace(site, title="All our vacancies")
    project.build(renamed, NOW)
    assert tree(site.feeds_dir) == clean(renamed)


def test_without_pages_there_are_no_pages_of_months(site: Site) -> None:
    fill(site, {"2026-01": 9})
    project.build(site, NOW)
    bare = replace(site, feeds=replace(site.feeds, pages=False))
    project.build(bare, NOW)
    assert not (site.feeds_dir / "list").exists()
    project.build(site, NOW)
    assert tree(site.feeds_dir) == clean(site)


def test_an_offer_cannot_take_the_address_of_a_month(site: Site) -> None:
    fill(site, {"2026-01": 9})
    put(site, "bold.md", "Bold", url="/list/2026-01/")
    project.build(site, NOW)
    listed = [link for page in lists(site) for link in links(site, page)]
    assert {"jobs/2026-01-1/index.html", "jobs/bold/index.html"} <= set(listed)
