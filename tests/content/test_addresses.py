"""Addresses: as stated where that can be, never two pages at one, never outside the site."""

from dataclasses import replace

import pytest

from syndicate.offer import Status
from syndicate.problem import Severity
from syndicate.site import FeedRules

SITE = "https://jobs.example.org"


def write(folder, name, line="", day="2026-06-01"):
    folder.write(f"{name}.md", f"---\ntitle: {name}\ndate: {day}\n{line}\n---\nA fine job.\n")


def urls(reading):
    return {offer.id: offer.url.removeprefix(SITE) for offer in reading.offers}


@pytest.mark.parametrize(
    "stated",
    [
        "/jobs/old/",
        "/jobs/old",
        "/Jobs/OLD/index.html",
        f"{SITE}/jobs/old/?from=feed",
        "/rss.xml",
        "/rss.xml/",
        "/style.css",
        "/tags/a/rss.xml",
        "/index.html",
        "/",
        "' / '",
        f"{SITE}",
        f"{SITE}/../old/",
        f"{SITE}/%2e%2e/old/",
        f"{SITE}/jobs//new/",
        f"{SITE}/.git/new/",
        f"{SITE}/new%00/",
        f"{SITE}/new%5C..%5C/",
        f"{SITE}/{'long' * 60}/",
        f"{SITE}{'/long' * 250}/",
        "/jobs/old.html/new/",
    ],
)
def test_an_address_that_no_page_can_have_is_refused_and_the_offer_is_published(folder, stated):
    write(folder, "old", day="2026-05-01")
    write(folder, "new", f"url: {stated}")
    reading = folder.read()
    assert urls(reading) == {"old": "/jobs/old/", "new": "/jobs/new/"}
    assert {offer.status for offer in reading.offers} == {Status.OPEN}
    [problem] = [p for p in reading.problems if p.code == "bad-url"]
    assert (problem.path, problem.line, problem.field) == ("content/new.md", 4, "url")
    assert problem.hint == "url: /jobs/new/"


@pytest.mark.parametrize(
    "stated",
    ["/careers/new/", "/careers/new.html", "https://elsewhere.example/jobs/old/", f"{SITE}/?job=7"],
)
def test_any_other_address_is_the_authors_choice(folder, stated):
    write(folder, "old", day="2026-05-01")
    write(folder, "new", f"url: {stated}")
    reading = folder.read()
    assert urls(reading)["new"] == stated.removeprefix(SITE)
    assert not [p for p in reading.problems if p.code == "bad-url"]


@pytest.mark.parametrize(
    "stated",
    [
        "http://jobs.example.org/careers/new/",
        "HTTPS://jobs.example.org/careers/new/",
        "https://Jobs.Example.org/careers/new/",
    ],
)
def test_an_address_that_the_site_spells_otherwise_is_told_of(folder, stated):
    write(folder, "new", f"permalink: {stated}")
    reading = folder.read()
    assert reading.offers[0].url == stated
    [problem] = [p for p in reading.problems if p.code == "bad-url"]
    assert (problem.severity, problem.line) == (Severity.WARNING, 4)
    assert problem.hint == f"permalink: {SITE}/careers/new/"


def test_only_what_is_below_the_site_can_be_spelled_otherwise(folder):
    folder.site = replace(folder.site, url=f"{SITE}/team/")
    write(folder, "a", "permalink: http://jobs.example.org/other/")
    write(folder, "b", "permalink: http://jobs.example.org/Team")
    problems = [p for p in folder.read().problems if p.code == "bad-url"]
    assert [p.hint for p in problems] == [f"permalink: {SITE}/team/"]


def test_of_two_that_state_one_address_the_first_posted_keeps_it(folder):
    write(folder, "a", "permalink: /jobs/x/")
    write(folder, "b", "permalink: /jobs/x/", day="2026-05-01")
    assert urls(folder.read()) == {"a": "/jobs/a/", "b": "/jobs/x/"}


def test_a_stated_address_is_not_given_to_a_newer_offer(folder):
    write(folder, "a", "permalink: /jobs/b/", day="2026-05-01")
    write(folder, "b")
    found = urls(folder.read())
    assert found["a"] == "/jobs/b/"
    assert found["b"].startswith("/jobs/b-")


def test_no_offer_takes_the_place_of_the_list_of_offers(folder):
    write(folder, "index")
    folder.site = replace(folder.site, feeds=FeedRules(permalink="/{slug}.html"))
    found = urls(folder.read())
    assert found["index"].startswith("/index-")


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("/careers/{slug}.html", "/careers/own.html"),
        ("/{id}/", "/offer/"),
        ("/{year}/{slug}/", "/2026/own/"),
    ],
)
def test_every_part_of_the_pattern_of_addresses_is_filled_in(folder, permalink, url):
    write(folder, "offer", "slug: own")
    folder.site = replace(folder.site, feeds=FeedRules(permalink=permalink))
    assert urls(folder.read()) == {"offer": url}


def test_an_address_of_the_wrong_shape_is_reported(folder):
    write(folder, "a", "permalink: /jobs/:title/")
    assert [(p.code, p.line) for p in folder.read().problems] == [("bad-url", 4)]
