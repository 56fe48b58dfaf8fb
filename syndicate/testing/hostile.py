"""Offers that break what is careless: each is legal, none is likely."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from syndicate.offer import Location, Offer, Organization, Pay
from syndicate.testing.offers import make_offer

#: Identifiers that must come back from a board as they went there.
IDS = (
    "a/b",
    "../up",
    ".",
    "..",
    "a b",
    "100%",
    "%2e%2e%2f",
    "x?y=1&z=2",
    "#fragment",
    "a\\b",
    "crème-brûlée",
    "職人",
    "🥐",
    "-rf",
    "CON",
    "Case",
    "case",
    "line\nbreak",
    "x" * 200,
)

_TEXTS = {
    "surrogates": "half \ud83e and \udd50 half",
    "script": "</script><script>alert(1)</script><!-- <![CDATA[ ]]>",
    "non-bmp": "🥐 𝔅𝔞𝔨𝔢𝔯 👩🏽‍🍳",
    "controls": "nul \x00 bell \x07 escape \x1b[31m delete \x7f",
    "lines": "first\r\nsecond\u2028third\u0085fourth",
    "directions": "\u202egnp.exe\u202c \u2066isolated\u2069 مخبز",
    "marks": "é̂̃̄" * 50,
    "template": "{{ 7*7 }} ${env:HOME} %s {0} $(id) `id`",
    "quotes": "\"double\" 'single' \\ backslash & ampersand < less",
    "spaces": "\u00a0\u2003\u200b\ufeff",
}


def hostile_offers() -> tuple[Offer, ...]:
    """An offer for each way to be difficult; its id says which."""
    return (
        *(_everywhere(name, text) for name, text in _TEXTS.items()),
        make_offer("long-body", body="<p>" + "Bread. " * 8_600 + "</p>"),
        make_offer("long-title", title="Baker " * 2_000, summary="x" * 20_000),
        make_offer("many", tags=tuple(f"tag-{n}" for n in range(500))),
        make_offer("bare", **_BARE),
        *(make_offer(f"own-{name}", texts={"contract": text}) for name, text in _TEXTS.items()),
        make_offer("own-long", texts={"contract": "Bread. " * 3_000}),
        make_offer("figures", pay=Pay(Decimal("0.001"), Decimal("1E+9"), "EUR", "hour")),
        make_offer(
            "days",
            date_posted=date(1990, 1, 1),
            closes=date(2100, 12, 31),
            opens_at=None,
            closes_at=None,
        ),
        *(make_offer(offer_id, slug=f"id-{n}") for n, offer_id in enumerate(IDS)),
    )


def _everywhere(name: str, text: str) -> Offer:
    return make_offer(
        name,
        title=text,
        board_title=text,
        organization=Organization(text),
        locations=(Location(text, text, text, text, "FR"),),
        pay=Pay(text=text),
        skills=(text,),
        tags=(text,),
        apply_email=f"{text}@example.org",
        requisition_id=text,
        summary=text,
        body=f"<p>{text}</p>",
    )


_BARE = {
    "organization": None,
    "locations": (),
    "workplace": None,
    "employment": (),
    "schedule": (),
    "pay": None,
    "tags": (),
    "date_posted": None,
    "closes": None,
    "opens_at": None,
    "closes_at": None,
    "apply_url": None,
    "summary": "",
    "body": "",
}
