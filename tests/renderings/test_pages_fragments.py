"""JSON-LD fragments: for sites whose pages another generator makes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from syndicate.jobposting import job_posting
from syndicate.offer import Status
from syndicate.renderings.artefact import Catalogue
from syndicate.renderings.fragments import fragments
from tests.jobpostings import SITE, an_offer
from tests.renderings.test_pages import NOW, json_ld

if TYPE_CHECKING:
    from syndicate.offer import Offer
    from syndicate.site import Site

FOREIGN = replace(SITE, feeds=replace(SITE.feeds, pages=False))


def build(*offers: Offer, site: Site = FOREIGN) -> dict[str, str]:
    is_open = tuple(offer for offer in offers if offer.status is Status.OPEN)
    closed = tuple(offer for offer in offers if offer.status is Status.CLOSED)
    made = fragments(Catalogue(site, NOW, is_open, closed))
    return {artefact.path: artefact.data.decode() for artefact in made}


def test_a_fragment_is_the_document_of_the_offer() -> None:
    offer = an_offer()
    (text,) = build(offer).values()
    assert json.loads(text) == job_posting(offer, FOREIGN)


def test_a_fragment_can_stand_in_a_script_element_as_it_is() -> None:
    offer = an_offer(skills=("</script><script>alert(1)", "<!--<script>", "]]>", "R&D"))
    (text,) = build(offer).values()
    page = f'<html><script type="application/ld+json">{text}</script><p>after</html>'
    assert json_ld(page) == [job_posting(offer, FOREIGN)]


def test_closed_offers_and_those_without_a_valid_posting_have_none() -> None:
    assert build(an_offer(status=Status.CLOSED), an_offer(locations=())) == {}


def test_there_are_none_where_pages_are_written() -> None:
    assert build(an_offer(), site=SITE) == {}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org/jobs/stage/", "jobs/stage.jsonld"),
        ("https://example.org/jobs/stage", "jobs/stage.jsonld"),
        ("https://example.org/jobs/stage.html", "jobs/stage.jsonld"),
        ("https://example.org/jobs/stage/index.html", "jobs/stage.jsonld"),
        ("https://elsewhere.example/stage/", "jobs/charge-projets.jsonld"),
    ],
)
def test_a_fragment_is_called_as_the_page_it_is_for(url: str, path: str) -> None:
    assert list(build(an_offer(url=url))) == [path]
