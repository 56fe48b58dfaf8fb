"""The whole folder: ids for life, nothing lost, one offer never breaks another."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from syndicate.content.reading import Remembered
from syndicate.offer import Location, Status
from syndicate.problem import Severity
from syndicate.site import ContentRules, Defaults, FeedRules
from tests.content.sites import NOW, codes


def by_path(reading):
    return {offer.path.removeprefix("content/"): offer for offer in reading.offers}


def simple(title="Developer", extra=""):
    return f"---\ntitle: {title}\ndate: 2026-06-01\n{extra}\n---\nA fine job.\n"


def test_an_id_is_the_name_of_the_file_with_its_date(folder):
    folder.write("2026-06-01-developer.md", simple())
    folder.write("designer/index.md", simple())
    folder.write("named.md", simple(extra="id: for-life"))
    offers = by_path(folder.read())
    assert offers["2026-06-01-developer.md"].id == "2026-06-01-developer"
    assert offers["2026-06-01-developer.md"].slug == "developer"
    assert offers["2026-06-01-developer.md"].url == "https://jobs.example.org/jobs/developer/"
    assert offers["designer/index.md"].id == "designer"
    assert offers["named.md"].id == "for-life"


def test_the_date_of_the_file_name_is_used_when_nothing_else_says_one(folder):
    folder.write("2026-06-01-developer.md", "---\ntitle: A\n---\nx")
    [offer] = folder.read().offers
    assert str(offer.date_posted) == "2026-06-01"
    assert offer.sources["date_posted"] == "file name"


def test_of_two_offers_with_one_slug_the_first_posted_keeps_it(folder):
    folder.write("2026-06-02-developer.md", simple().replace("06-01", "06-02"))
    folder.write("2026-06-01-developer.md", simple())
    offers = by_path(folder.read())
    assert offers["2026-06-01-developer.md"].slug == "developer"
    assert offers["2026-06-02-developer.md"].slug == "2026-06-02-developer"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x", "x"),
        ("Developer", "developer"),
        (unicodedata.normalize("NFC", "été"), unicodedata.normalize("NFD", "été")),
    ],
)
def test_two_offers_with_one_id_are_an_error_for_the_later_one(folder, one, other):
    folder.write("a.md", simple(extra=f"id: {one}"))
    folder.write("b.md", simple(extra=f"id: {other}").replace("06-01", "06-02"))
    reading = folder.read()
    offers = by_path(reading)
    assert offers["a.md"].status is Status.OPEN
    assert offers["b.md"].status is Status.UNREADABLE
    [problem] = [p for p in reading.problems if p.code == "duplicate-id"]
    assert problem.path == "content/b.md"
    assert problem.line == 4
    assert "content/a.md" in problem.message


def test_a_new_file_never_takes_the_name_of_an_old_one(folder):
    folder.write("z/developer.md", simple())
    folder.write("a/developer.md", simple().replace("06-01", "06-20"))
    offers = by_path(folder.read())
    assert offers["z/developer.md"].status is Status.OPEN
    assert offers["a/developer.md"].status is Status.UNREADABLE


def test_a_copy_never_takes_the_id_of_the_offer_it_was_made_from(folder):
    folder.write("developer.md", simple())
    folder.write("a/developer.md", simple())
    assert by_path(folder.read())["developer.md"].status is Status.OPEN


def test_an_offer_keeps_the_id_it_had_whatever_newer_files_state(folder):
    folder.write("developer.md", simple())
    good = folder.read().good
    folder.write("a.md", simple(extra="id: developer").replace("06-01", "01-01"))
    offers = by_path(folder.read(remembered=Remembered(good=good)))
    assert offers["developer.md"].status is Status.OPEN
    assert offers["a.md"].status is Status.UNREADABLE


def test_slugs_stay_below_their_folder_and_never_clash(folder):
    for number, slug in enumerate(["../x", "X", "x", "..", "été", "e\u0301te\u0301", "日本", "/"]):
        folder.write(f"{number}.md", simple(extra=f"slug: '{slug}'"))
    slugs = [offer.slug for offer in folder.read().offers]
    assert len(set(slugs)) == len(slugs)
    assert all(set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for slug in slugs)
    assert all(slugs)


def test_translations_share_a_key_and_not_an_id(folder):
    folder.write("en/developer.md", simple())
    folder.write("fr/developer.md", simple("Développeuse"))
    folder.write("designer.md", simple("Designer"))
    folder.write("designer.fr.md", simple("Graphiste"))
    offers = by_path(folder.read())
    assert offers["fr/developer.md"].language == "fr"
    assert offers["fr/developer.md"].id == "developer.fr"
    assert offers["en/developer.md"].id == "developer"
    pair = {offers["fr/developer.md"].translation_key, offers["en/developer.md"].translation_key}
    assert pair == {"developer"}
    assert offers["designer.fr.md"].id == "designer.fr"


def test_an_unreadable_file_keeps_its_last_good_state(folder):
    path = folder.write("a.md", simple())
    good = folder.read().good
    path.write_text("---\ntitle: 'broken\n---\n")
    reading = folder.read(remembered=Remembered(good=good))
    assert by_path(reading)["a.md"].status is Status.UNREADABLE
    [kept] = reading.kept
    assert (kept.id, kept.title, kept.status) == ("a", "Developer", Status.OPEN)
    assert kept.url == "https://jobs.example.org/jobs/a/"
    assert "kept" in codes(reading.problems)
    assert reading.good == good


def test_the_clock_still_closes_what_cannot_be_read(folder):
    path = folder.write("a.md", simple(extra="closes: 2026-07-15"))
    good = folder.read().good
    path.write_text("---\n[]\n---\n")
    later = datetime(2026, 7, 20, tzinfo=UTC)
    [kept] = folder.read(later, Remembered(good=good)).kept
    assert kept.status is Status.CLOSED


def test_what_is_below_an_unreadable_folder_is_kept(folder):
    folder.write("sub/a.md", simple())
    good = folder.read().good
    (folder.root / "content" / "sub" / "a.md").unlink()
    (folder.root / "content" / "sub").rmdir()
    # What a folder without permission looks like from outside: a name that cannot be opened.
    (folder.root / "content" / "sub.md").symlink_to("nowhere")
    reading = folder.read(
        remembered=Remembered(good={"content/sub.md/a.md": good["content/sub/a.md"]})
    )
    assert [offer.status for offer in reading.kept] == [Status.OPEN]


def test_a_deleted_file_is_withdrawn_and_not_kept(folder):
    path = folder.write("a.md", simple())
    folder.write("b.md", simple())
    good = folder.read().good
    path.unlink()
    reading = folder.read(remembered=Remembered(good=good))
    assert [offer.id for offer in reading.offers] == ["b"]
    assert reading.kept == ()
    assert set(reading.good) == {"content/b.md"}


@pytest.mark.parametrize("edit", ["", "One more line.\n"])
def test_a_renamed_file_is_reported_with_the_line_to_add(folder, edit):
    text = simple() + "\n".join(f"line {n}" for n in range(10))
    path = folder.write("old-name.md", text)
    good = folder.read().good
    path.unlink()
    folder.write("new-name.md", text + edit)
    reading = folder.read(remembered=Remembered(good=good))
    [problem] = [p for p in reading.problems if p.code == "renamed"]
    assert problem.path == "content/new-name.md"
    assert problem.hint == "id: old-name"
    folder.write("new-name.md", text.replace("title:", "id: old-name\ntitle:"))
    assert "renamed" not in codes(folder.read(remembered=Remembered(good=good)).problems)


@pytest.mark.parametrize(("days", "reported"), [(0, True), (29, True), (31, False)])
def test_a_rename_is_reported_for_a_month(folder, days, reported):
    text = simple() + "\n".join(f"line {n}" for n in range(10))
    path = folder.write("old-name.md", text)
    gone = folder.read().good
    path.unlink()
    folder.write("new-name.md", text)
    remembered = Remembered(
        good=folder.read().good,
        gone=gone,
        first_seen={"content/new-name.md": NOW - timedelta(days=days)},
    )
    problems = folder.read(remembered=remembered).problems
    assert ("renamed" in codes(problems)) is reported


def test_of_two_alike_the_one_that_vanished_last_was_renamed(folder):
    text = simple() + "\n".join(f"line {n}" for n in range(10))
    for name in ("old.md", "older.md"):
        folder.write(name, text)
    known = folder.read().good
    for name in ("old.md", "older.md"):
        (folder.root / "content" / name).unlink()
    folder.write("new.md", text)
    older = {"content/older.md": known["content/older.md"]}
    good = {"content/old.md": known["content/old.md"]}
    first_seen = {"content/older.md": NOW - timedelta(days=9), "content/old.md": NOW}
    reading = folder.read(remembered=Remembered(good=good, gone=older, first_seen=first_seen))
    assert [p.hint for p in reading.problems if p.code == "renamed"] == ["id: old"]


def test_an_offer_is_not_taken_for_its_own_copy_that_was_deleted(folder):
    text = simple() + "\n".join(f"line {n}" for n in range(10))
    folder.write("offer.md", text)
    copy = folder.write("copy.md", text)
    known = folder.read().good
    copy.unlink()
    first_seen = dict.fromkeys(known, NOW - timedelta(days=1))
    at_once = Remembered(good=known, first_seen=first_seen)
    assert "renamed" not in codes(folder.read(remembered=at_once).problems)
    first_seen["content/copy.md"] = NOW  # when it was missed
    good = {"content/offer.md": known["content/offer.md"]}
    later = Remembered(good=good, gone=known, first_seen=first_seen)
    assert "renamed" not in codes(folder.read(NOW + timedelta(days=1), later).problems)


def test_a_new_offer_is_not_taken_for_a_rename(folder):
    path = folder.write("old.md", simple("Baker") + "Bread at dawn.\nFlour.\nWater.")
    good = folder.read().good
    path.unlink()
    folder.write("new.md", simple("Pilot") + "Planes.\nSky.\nClouds.")
    assert "renamed" not in codes(folder.read(remembered=Remembered(good=good)).problems)


def test_where_says_which_files_are_offers(folder):
    folder.site = replace(folder.site, content=ContentRules(where={"layout": ("job", "jobs")}))
    folder.write("a.md", simple(extra="Layout: Job"))
    folder.write("b.md", simple(extra="layout: page"))
    folder.write("c.md", simple())
    reading = folder.read()
    statuses = {name: offer.status.value for name, offer in by_path(reading).items()}
    assert statuses == {"a.md": "open", "b.md": "template", "c.md": "template"}
    messages = [p.message for p in reading.problems if p.code == "not-an-offer"]
    assert "layout is 'page'" in messages[0]
    assert "it has no layout" in messages[1]


@pytest.mark.parametrize("name", ["README.md", "_TEMPLATE.md", "job-template.md", "LICENSE.md"])
def test_files_of_the_house_are_not_offers(folder, name):
    folder.write(name, "# How to write offers\n")
    [offer] = folder.read().offers
    assert offer.status is Status.TEMPLATE


def test_a_site_has_its_own_keys_and_defaults(folder):
    folder.site = replace(
        folder.site,
        content=ContentRules(
            fields={"title": ("rolle",), "closes": ("ende",)},
            defaults=(Defaults("de/*", {"language": "de", "contract": "CDI"}),),
        ),
    )
    folder.write("de/a.md", "---\nrolle: Entwickler\nende: 2026-12-01\n---\nx")
    [offer] = folder.read().offers
    assert (offer.title, str(offer.closes), offer.language) == ("Entwickler", "2026-12-01", "de")
    assert offer.employment == ("permanent",)
    assert offer.sources["employment"] == "site"


def test_a_title_may_be_the_first_heading(folder):
    folder.write("a.md", "# Baker\n\nBread.")
    [offer] = folder.read().offers
    assert (offer.title, offer.sources["title"]) == ("Baker", "prose")
    assert "Baker" not in offer.body


def test_an_offer_without_any_title_is_refused_with_the_line_to_write(folder):
    folder.write("a.md", "---\ndate: 2026-06-01\n---\nBread.")
    reading = folder.read()
    assert reading.offers[0].status is Status.UNREADABLE
    [problem] = [p for p in reading.problems if p.severity is Severity.ERROR]
    assert problem.hint == "title: …    (the name of the job)"


def test_a_file_without_front_matter_is_told_how_one_begins(folder):
    folder.write("a.md", "title: Baker\ndate: 2026-06-01\n\nBread.")
    [problem] = folder.read().problems
    assert problem.code == "missing-title"
    assert "neither front matter nor" in problem.message
    assert "---" in problem.hint


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_an_empty_file_is_called_empty(folder, text):
    folder.write("a.md", text)
    [problem] = folder.read().problems
    assert (problem.code, problem.message) == ("missing-title", "the file is empty")


def test_a_date_that_is_none_is_not_called_missing(folder):
    folder.write("a.md", "---\ntitle: Baker\ndate: 31/02/2026\nlocation: Lyon, FR\n---\nBread.")
    told = {p.code: p.message for p in folder.read().problems}
    assert told["jobposting-missing-date-posted"].endswith(", and what is stated is no date")


@pytest.mark.parametrize(
    ("line", "workplace"),
    [
        ("remote: 3 days a week", "hybrid"),
        ("télétravail: 1 jour par semaine possible", "hybrid"),
        ("Homeoffice: 50 %", "hybrid"),
        ("remote: 100%", "remote"),
        ("workplace: 3 days a week", None),
        ("remote: to be agreed", None),
    ],
)
def test_a_share_under_a_key_for_remote_work_is_understood(folder, line, workplace):
    assert folder.offer(f"title: A\ndate: 2026-06-01\n{line}").workplace == workplace


def test_a_slip_is_answered_with_a_line_under_the_key_of_the_file(folder):
    problems = folder.problems("title: A\ndate: 2026-06-01\nVertragsart: Ehrensache")
    [hint] = [p.hint for p in problems if p.code == "unknown-value"]
    assert hint == "Vertragsart: …    (such as: permanent)"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("email: jobs(at)bakery.example.org", True),
        ("mail: jobs [at] bakery.example.org", True),
        ("e-mail: a@bakery.example.org, b@bakery.example.org", True),
        ("email: jobs@bakery.example.org", False),
        ("contact: Anne Boulanger", False),
    ],
)
def test_an_address_that_cannot_be_written_to_is_told(folder, line, told):
    problems = folder.problems(f"title: A\ndate: 2026-06-01\n{line}")
    found = [(p.field, p.line, p.hint) for p in problems if p.code == "unknown-value"]
    hint = f"{line.partition(':')[0]}: …    (such as: jobs@example.org)"
    assert found == ([("apply_email", 4, hint)] if told else [])


def test_a_country_apart_is_that_of_all_places(folder):
    offer = folder.offer("title: A\ndate: 2026-06-01\nOrt: [Köln, Bonn]\nLand: Deutschland")
    assert [(p.city, p.country) for p in offer.locations] == [("Köln", "DE"), ("Bonn", "DE")]


def test_the_site_fills_in_employer_and_place_and_says_so(folder):
    offer = folder.offer("title: A\ndate: 2026-06-01")
    assert offer.organization.name == "Example Coop"
    assert offer.locations == (Location(city="Paris", country="FR"),)
    assert offer.sources["organization"] == offer.sources["locations"] == "site"


def test_a_remote_offer_is_not_placed_at_the_office(folder):
    assert folder.offer("title: A\nremote: true\nremote countries: FR, BE").locations == ()


def test_facts_are_read_from_front_matter(folder):
    offer = folder.offer(
        "title: A\ncontrat: CDD\ndurée: 6 mois\ndébut: dès que possible\n"
        "salaire: 2800-3200 € brut par mois\ntags: b, a, B\nlieu: Lyon, France\n"
        "compétences: [Python, 'SQL, NoSQL']\nentreprise: {name: Ici, url: 'https://ici.example/'}\n"
        "email: jobs@example.org\npostuler: https://ici.example/apply"
    )
    assert offer.employment == ("fixed_term",)
    assert offer.duration_months == 6
    assert offer.start == "asap"
    assert (offer.pay.min, offer.pay.max, offer.pay.currency, offer.pay.period) == (
        2800,
        3200,
        "EUR",
        "month",
    )
    assert offer.tags == ("b", "a")
    assert offer.locations == (Location(city="Lyon", country="FR"),)
    assert offer.skills == ("Python", "SQL, NoSQL")
    assert (offer.organization.name, offer.organization.url) == ("Ici", "https://ici.example/")
    assert (offer.apply_email, offer.apply_url) == ("jobs@example.org", "https://ici.example/apply")


@pytest.mark.parametrize("key", ["pay", "salary"])
def test_pay_may_be_a_mapping(folder, key):
    offer = folder.offer(
        f"title: A\n{key}: {{min: 30000, max: 35000, currency: EUR, period: year}}"
    )
    pay = offer.pay
    assert (pay.min, pay.max, pay.currency, pay.period) == (30000, 35000, "EUR", "year")


def test_values_that_are_not_understood_are_reported_and_left_out(folder):
    problems = folder.problems("title: A\ncontract: whatever\nexternal_url: hhttps://x.org/a")
    found = {p.code: p for p in problems}
    assert found["unknown-value"].line == 3
    assert found["bad-url"].line == 4
    assert found["bad-url"].hint == "external_url: https://x.org/a"


def test_a_slip_in_a_key_is_named(folder):
    [problem] = [p for p in folder.problems("title: A\nlocatoin: Paris") if p.code == "unknown-key"]
    assert (
        problem.hint == "location: Paris    (or name it under [content.fields] of syndicate.toml)"
    )
    assert (problem.line, problem.column) == (3, 1)


@pytest.mark.parametrize(
    ("value", "line"),
    [('"Paris, France"', 'location: "Paris, France"'), ("[Paris, Lyon]", "location: …"), ("", "")],
)
def test_the_line_for_a_slip_keeps_its_value(folder, value, line):
    problems = folder.problems(f"title: A\nlocatoin: {value}")
    hints = [p.hint.partition("   ")[0] for p in problems if p.code == "unknown-key"]
    assert hints == ([line] if line else [])


@pytest.mark.parametrize(
    ("written", "place", "told"),
    [
        ("location: POSTCODE Lyon, FR", Location(city="Lyon", country="FR"), "POSTCODE stands"),
        ("location: POSTCODE TOWN, FR", None, "POSTCODE and TOWN stand"),
        ("location: Lyon, REGION, FR", Location(city="Lyon", country="FR"), "REGION stands"),
        ("location: Lyon, COUNTRY", Location(city="Lyon", country="FR"), "COUNTRY stands"),
        ("location: 69002 TOWN, FR", None, "TOWN stands"),
        ("city: Lyon\nregion: REGION", Location(city="Lyon", country="FR"), "REGION stands"),
        (
            "location:\n  city: Lyon\n  postcode: POSTCODE",
            Location(city="Lyon", country="FR"),
            "POSTCODE stands",
        ),
    ],
)
def test_what_only_the_author_knows_is_no_part_of_a_place(folder, written, place, told):
    offer = folder.offer(f"title: A\n{written}")
    if place:
        assert offer.locations == (place,)
    else:
        assert not any(each.city or each.postal_code for each in offer.locations)
    problems = folder.problems(f"title: A\n{written}")
    assert [p.message.count(told) for p in problems if p.code == "placeholder"] == [1]


def test_a_place_in_capitals_stays(folder):
    offer = folder.offer("title: A\nlocation: 10 DOWNING STREET, LONDON, UK")
    assert offer.locations == (Location("10 DOWNING STREET", None, "LONDON", None, "GB"),)


def test_liquid_never_reaches_an_offer(folder):
    offer = folder.offer(
        "title: '{{ page.name }} Baker'\nname: Bob",
        "{% include a.html %}Hello {{ site.url }} {{ unbalanced",
    )
    text = f"{offer.title} {offer.body} {offer.summary}"
    assert not any(mark in text for mark in ("{{", "}}", "{%", "%}"))
    [problem] = [p for p in folder.read().problems if "include" in p.message]
    assert problem.line == 5


def test_hostile_texts_become_harmless(folder):
    offer = folder.offer(
        'title: "a </script><!-- \\u202e \\x07"',
        "<script>alert(1)</script>[x](javascript:alert(1)) <p onclick=x>y</p>\x00",
    )
    assert "<script" not in offer.body
    assert "href" not in offer.body
    assert "onclick" not in offer.body
    assert "\x07" not in offer.title
    assert "\x00" not in offer.body


def test_permalink_and_url_shape_the_address(folder):
    folder.site = replace(folder.site, feeds=FeedRules(permalink="/{language}/{year}/{slug}.html"))
    folder.write("2026-06-01-a.md", simple())
    folder.write("b.md", simple(extra="permalink: /careers/b/"))
    folder.write("c.md", simple(extra="permalink: ../../etc"))
    offers = by_path(folder.read())
    assert offers["2026-06-01-a.md"].url == "https://jobs.example.org/en/2026/a.html"
    assert offers["b.md"].url == "https://jobs.example.org/careers/b/"
    assert offers["c.md"].url == "https://jobs.example.org/en/2026/c.html"
