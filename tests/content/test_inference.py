"""``infer = true``: facts from the prose fill gaps, marked as such, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from syndicate.content.prose import HIGH
from syndicate.jobposting import judge
from syndicate.offer import Location
from syndicate.problem import Severity
from syndicate.site import ContentRules
from tests.content.sites import Folder, codes

BODY = "We offer a permanent, full-time job.\n\nLocation: 12 rue Mercière, 69002 Lyon, France"
PLACE = (Location("12 rue Mercière", "69002", "Lyon", country="FR"),)
FRONT = "title: Baker\ndate: 2026-02-01"


@pytest.fixture
def infers(folder: Folder) -> Folder:
    folder.site = replace(folder.site, content=ContentRules(infer=True))
    return folder


def test_gaps_are_filled_and_marked(infers: Folder) -> None:
    offer = infers.offer(FRONT, BODY)
    assert (offer.locations, offer.employment, offer.schedule) == (
        PLACE,
        ("permanent",),
        ("full_time",),
    )
    assert {offer.sources[name] for name in ("locations", "employment", "schedule")} == {"prose"}
    assert offer.sources["title"] == offer.sources["date_posted"] == "front matter"


def test_it_is_off_unless_asked_for(folder: Folder) -> None:
    offer = folder.offer(FRONT, BODY)
    assert offer.locations == (folder.site.address,)
    assert (offer.employment, offer.schedule) == ((), ())
    assert "prose" not in offer.sources.values()


def test_the_job_posting_states_what_was_inferred(infers: Folder) -> None:
    infers.site = replace(infers.site, address=None)
    verdict = judge(infers.offer(FRONT, BODY), infers.site)
    assert verdict.valid
    assert verdict.document["jobLocation"]["address"]["streetAddress"] == "12 rue Mercière"
    assert verdict.document["employmentType"] == ["FULL_TIME"]
    infers.site = replace(infers.site, content=ContentRules())
    assert not judge(infers.offer(FRONT, BODY), infers.site).valid


def test_each_fact_is_told_with_its_sentence_place_and_line_to_write(infers: Folder) -> None:
    infers.offer(FRONT, BODY)
    told = {p.field: p for p in infers.read().problems if p.code == "inferred"}
    assert set(told) == {"locations", "employment", "schedule"}
    place = told["locations"]
    assert (place.line, place.column, place.severity) == (7, 1, Severity.INFO)
    assert place.message.startswith("locations was taken from the text: 'Location: 12 rue Merc")
    assert place.hint == "location: 12 rue Mercière, 69002 Lyon, France"
    assert infers.read().places["content/offer.md"]["locations"] == (7, 1)


@pytest.mark.parametrize("field", ["locations", "employment", "schedule"])
def test_front_matter_wins(infers: Folder, field: str) -> None:
    line = {"locations": "lieu: Lille, FR", "employment": "type: CDD", "schedule": "temps: 50 %"}
    stated = infers.offer(f"{FRONT}\n{line[field]}", BODY)
    assert stated.sources[field] == "front matter"
    infers.site = replace(infers.site, content=ContentRules())
    assert getattr(infers.offer(f"{FRONT}\n{line[field]}", BODY), field) == getattr(stated, field)


def test_a_key_that_means_other_things_too_is_no_obstacle(infers: Folder) -> None:
    offer = infers.offer(f"{FRONT}\ntype: Communication", BODY)
    assert (offer.employment, offer.sources["employment"]) == (("permanent",), "prose")


def test_a_word_that_says_nothing_yet_is_not_overruled(infers: Folder) -> None:
    offer = infers.offer(f"{FRONT}\ncontract: TBD", BODY)
    assert offer.employment == ()


def test_how_sure_a_fact_must_be_is_the_site_s_to_say(infers: Folder) -> None:
    infers.site = replace(infers.site, content=ContentRules(infer=True, infer_above=1))
    assert "prose" not in infers.offer(FRONT, BODY).sources.values()
    assert ContentRules().infer_above == HIGH


@pytest.mark.parametrize("front", ["title: Template", "title: [", "date: 2026-02-01"])
def test_nothing_is_inferred_for_what_is_no_offer(infers: Folder, front: str) -> None:
    offer = infers.offer(front, BODY)
    assert offer.status in {"template", "unreadable"}
    assert "inferred" not in codes(infers.read().problems)


def test_what_is_inferred_is_what_the_suggested_lines_would_say(infers: Folder) -> None:
    inferred = infers.offer(FRONT, BODY)
    lines = [p.hint for p in infers.read().problems if p.code == "inferred"]
    written = infers.offer("\n".join([FRONT, *lines]), BODY)
    assert replace(inferred, sources=written.sources) == written
