"""Whatever an offer's fields hold stays text: in pages, in the list, in the script element."""

from __future__ import annotations

from decimal import Decimal

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from syndicate.offer import Location, Offer, Organization, Pay, Status
from syndicate.renderings.artefact import Artefact, Catalogue
from syndicate.renderings.pages import pages
from tests.jobpostings import SITE, an_offer
from tests.renderings.test_pages import NOW, json_ld

CANARIES = (
    "<script>canary()</script>",
    '" onmouseover="canary()',
    "' onfocus='canary()' autofocus='",
    "</title><img src=x onerror=canary()>",
    "</script><!--<script>canary()",
    "--><svg/onload=canary()>",
    "javascript:canary()",
    "JaVaScRiPt:canary()//https://",
    " \tjavascript:canary()",
    "data:text/html,<script>canary()</script>",
    'https://x.example/"><script>canary()</script>',
    "{{ canary }}{% raise %}{# canary #}",
    "&lt;script&gt;canary()&lt;/script&gt;",
    "]]><script>canary()</script>",
    "a\x00b\x1fc\x7f",
    "\ud800",
    "\u2028\u202e\ufeff",
    "x" * 300,
    "",
    " ",
)
HARMLESS = (
    *("https://", "http://", "mailto:", "#", "./", "../"),
    *("style.css?", "atom.xml", "rss.xml", "feed.json"),
)
TEXTS = st.sampled_from(CANARIES) | st.text(max_size=30)


@st.composite
def hostile_offers(draw: st.DrawFn) -> Offer:
    """An offer whose every text is hostile, but for its address and its sanitised body."""

    def text() -> str:
        return draw(TEXTS)

    return an_offer(
        id=text(),
        title=text(),
        board_title=text(),
        language=text(),
        organization=Organization(text(), text(), text()),
        locations=(Location(text(), text(), text(), text(), text()),),
        remote_countries=(text(),),
        start=text(),
        pay=Pay(currency=text(), text=text(), min=draw(st.none() | st.just(Decimal(5)))),
        languages=(text(),),
        skills=(text(), text()),
        tags=(text(),),
        apply_url=text(),
        apply_email=text(),
        requisition_id=draw(st.none() | TEXTS),
        translation_key=text(),
        summary=text(),
        status=draw(st.sampled_from((Status.OPEN, Status.CLOSED))),
    )


def made_of(offer: Offer) -> list[Artefact]:
    is_open = offer.status is Status.OPEN
    catalogue = Catalogue(SITE, NOW, (offer,) if is_open else (), () if is_open else (offer,))
    return [a for a in pages(catalogue) if a.path.endswith(".html")]


@settings(max_examples=150)
@given(offer=hostile_offers())
def test_no_field_of_an_offer_becomes_markup(offer: Offer) -> None:
    for artefact in made_of(offer):
        page = html.document_fromstring(artefact.data.decode())
        names = {str(name) for element in page.iter() for name in element.attrib}
        assert not [name for name in names if name.startswith("on") or name == "autofocus"]
        assert not page.xpath("//script[not(@type='application/ld+json')]|//svg")
        assert len(page.xpath("//script")) <= 1
        for address in map(str, page.xpath("//a/@href|//img/@src|//link/@href")):
            assert address.startswith(HARMLESS)


@settings(max_examples=60)
@given(offer=hostile_offers())
def test_pages_stay_html_that_a_strict_parser_takes(offer: Offer) -> None:
    for artefact in made_of(offer):
        text = artefact.data.decode()
        # Characters that mean nothing are faults to this parser wherever they stand.
        kept = "".join(c for c in text if not "\x80" <= c <= "\x9f" and ord(c) & 0xFFFE != 0xFFFE)
        kept = "".join(c for c in kept if not 0xFDD0 <= ord(c) <= 0xFDEF)
        html5lib.HTMLParser(strict=True).parse(kept)


@pytest.mark.parametrize("canary", CANARIES)
def test_the_posting_survives_hostile_words_in_the_text(canary: str) -> None:
    offer = an_offer(
        title="Chef", organization=Organization(f"Coop {canary}"), requisition_id=f"R-1 {canary}"
    )
    (artefact, _) = made_of(offer)
    (document,) = json_ld(artefact.data.decode())
    assert document["title"] == "Chef"
    assert document["hiringOrganization"]["name"].startswith("Coop")


def test_hostile_words_are_shown_as_they_are() -> None:
    (artefact, _) = made_of(an_offer(title=CANARIES[0]))
    page = html.document_fromstring(artefact.data.decode())
    assert page.findtext(".//h1") == CANARIES[0]
