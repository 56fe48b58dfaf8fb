"""Who has which name and address, as files come, go and move from build to build."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from syndicate import project
from tests.project.building import NOW, clean, codes, pages, put, tree, versions

if TYPE_CHECKING:
    from syndicate.site import Site


def titles(site: Site) -> list[str]:
    items = json.loads(tree(site.feeds_dir)["feed.json"])["items"]
    return sorted(item["title"] for item in items)


# -- ids --------------------------------------------------------------------------------------


def test_the_offer_that_had_an_id_first_keeps_it(site: Site) -> None:
    put(site, "z.md", "First", id="same", date="2026-02-20")
    project.build(site, NOW)
    put(site, "a.md", "Second", id="same", date="2026-01-01")
    built = project.build(site, NOW)
    assert titles(site) == ["First"]
    assert built.offers["unreadable"] == 1


def test_it_keeps_it_in_full_builds_too(site: Site) -> None:
    put(site, "z.md", "First", id="same", date="2026-02-20")
    project.build(site, NOW)
    put(site, "a.md", "Second", id="same", date="2026-01-01")
    for _ in range(2):
        project.build(site, NOW, full=True)
        assert titles(site) == ["First"]


def test_an_id_that_was_given_back_goes_to_who_waited_for_it(site: Site) -> None:
    first = put(site, "z.md", "First", id="same")
    project.build(site, NOW)
    put(site, "a.md", "Second", id="same")
    project.build(site, NOW)
    first.unlink()
    built = project.build(site, NOW)
    assert titles(site) == ["Second"]
    assert built.offers["unreadable"] == 0
    assert tree(site.feeds_dir) == clean(site)


def test_an_offer_that_takes_another_id_frees_the_one_it_had(site: Site) -> None:
    put(site, "z.md", "First", id="same")
    project.build(site, NOW)
    put(site, "a.md", "Second", id="same")
    project.build(site, NOW)
    put(site, "z.md", "First", id="other")
    project.build(site, NOW)
    assert titles(site) == ["First", "Second"]
    assert tree(site.feeds_dir) == clean(site)


def test_a_duplicate_that_went_leaves_no_trace(site: Site) -> None:
    put(site, "z.md", "First", id="same")
    project.build(site, NOW)
    before = tree(site.feeds_dir)
    second = put(site, "a.md", "Second", id="same")
    project.build(site, NOW)
    second.unlink()
    built = project.build(site, NOW)
    assert tree(site.feeds_dir) == before
    assert codes(built) == codes(project.build(site, NOW))


# -- slugs ------------------------------------------------------------------------------------


def test_a_slug_that_was_given_back_is_taken_by_who_wants_it_most(site: Site) -> None:
    first = put(site, "a/developer.md", "First", date="2026-01-01", id="one", slug="developer")
    put(site, "b/developer.md", "Second", date="2026-01-02", id="two", slug="developer")
    project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html", "jobs/two/index.html"]
    first.unlink()
    project.build(site, NOW)
    assert pages(site) == ["jobs/developer/index.html"]
    assert tree(site.feeds_dir) == clean(site)


def test_offers_that_exchange_their_slugs_exchange_their_pages(site: Site) -> None:
    put(site, "a.md", "First", slug="one")
    put(site, "b.md", "Second", slug="two")
    project.build(site, NOW)
    put(site, "a.md", "First", slug="two")
    put(site, "b.md", "Second", slug="one")
    project.build(site, NOW)
    assert b"Second" in tree(site.feeds_dir)["jobs/one/index.html"]
    assert tree(site.feeds_dir) == clean(site)


def test_a_page_moves_with_the_slug_and_the_old_one_goes(site: Site) -> None:
    put(site, "a.md", slug="one")
    project.build(site, NOW)
    put(site, "a.md", slug="two")
    built = project.build(site, NOW)
    assert built.written.removed == ("jobs/one/index.html",)
    assert pages(site) == ["jobs/two/index.html"]


@pytest.mark.parametrize("status", ["draft", "filled"])
def test_an_offer_that_is_withdrawn_and_comes_back_has_its_page_again(
    site: Site, status: str
) -> None:
    put(site, "a.md")
    project.build(site, NOW)
    before = tree(site.feeds_dir)
    put(site, "a.md", **{status: "true"})
    project.build(site, NOW)
    assert titles(site) == []
    put(site, "a.md")
    project.build(site, NOW)
    assert tree(site.feeds_dir) == before


# -- translations -----------------------------------------------------------------------------


def test_a_translation_that_comes_and_goes_changes_the_page_of_the_other(site: Site) -> None:
    put(site, "a.md", language="en", translation_key="one")
    project.build(site, NOW)
    before = tree(site.feeds_dir)
    other = put(site, "b.md", "Développeuse", language="fr", translation_key="one")
    project.build(site, NOW)
    assert b'hreflang="fr"' in tree(site.feeds_dir)["jobs/a/index.html"]
    assert tree(site.feeds_dir) == clean(site)
    other.unlink()
    project.build(site, NOW)
    assert tree(site.feeds_dir) == before


# -- reading ----------------------------------------------------------------------------------


def test_an_edit_reads_the_edited_file_alone(site: Site) -> None:
    for name in ("a", "b", "c"):
        put(site, f"{name}.md", name.upper())
    project.build(site, NOW)
    before = versions(site)
    put(site, "b.md", "Another")
    project.build(site, NOW)
    after = versions(site)
    assert {path for path in after if after[path] != before[path]} == {"content/b.md"}


def test_a_title_that_changes_stays_at_its_address(site: Site) -> None:
    put(site, "a.md", "One")
    project.build(site, NOW)
    put(site, "a.md", "Two")
    built = project.build(site, NOW)
    assert built.written.removed == ()
    assert titles(site) == ["Two"]


# -- moves ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "is_told"), [(0, True), (29, True), (31, False)])
def test_a_move_is_told_for_thirty_days(site: Site, days: int, is_told: bool) -> None:
    file = put(site, "developer.md")
    project.build(site, NOW)
    file.rename(file.with_name("engineer.md"))
    project.build(site, NOW)
    built = project.build(site, NOW + timedelta(days=days))
    assert ("renamed" in codes(built)) == is_told


def test_a_copy_beside_the_old_file_is_no_move(site: Site) -> None:
    put(site, "developer.md")
    project.build(site, NOW)
    put(site, "engineer.md")
    assert "renamed" not in codes(project.build(site, NOW))
