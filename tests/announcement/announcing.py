"""An announcer to try, and the shapes of what it may have to say."""

from __future__ import annotations

from functools import partial
from typing import Any

from hypothesis import strategies as st

from syndicate.adapter import Options
from syndicate.announcement import Announcer
from syndicate.announcement.lengths import (
    addresses_count,
    characters,
    graphemes,
    utf8_bytes,
    utf16_units,
)
from syndicate.offer import Location, Organization
from syndicate.testing import make_offer, make_site

LENGTHS = (characters, utf8_bytes, utf16_units, graphemes, addresses_count(23))

#: Words that people and machines take for more than words.
_LOADED = (
    "@boss",
    "us@example.org",
    "\uff20chef",
    "https://example.net/",
    "http://jobs.example.org/jobs/other/?utm_source=x&utm_content=other",
    "{link}",
    "{title}",
    " · ",
    "👩🏽‍🍳",
    "🇫🇷",
    "e\u0301\u0302",
    "\n\n",
    "\r\n",
    "#tag",
    "\u2028",
    "x" * 90,
)
words = st.lists(st.sampled_from(_LOADED) | st.text(st.characters(codec=None), max_size=12)).map(
    "".join
)
languages = st.sampled_from(["en", "fr", "fr-CA", "DE", "es", "nl-BE", "pl", "zh-Hant-TW", ""])
offers = st.builds(
    partial(make_offer, "baker"),
    title=words,
    language=languages,
    organization=st.none() | words.map(Organization),
    locations=st.lists(words.map(lambda city: Location(city=city)), max_size=3).map(tuple),
    tags=st.lists(words, max_size=7).map(tuple),
    employment=st.sampled_from([(), ("permanent",), ("other", "internship")]),
)

_parts = st.sampled_from(
    ["{title}", "{employer} · {place}", "{contract} · {deadline}", "{tags}", "We hire.", ""]
)
templates = st.builds(
    lambda before, link, after: "\n".join([*before, link, *after]),
    st.lists(_parts, max_size=4),
    st.sampled_from(["{link}", "Apply: {link}", "{title} · {link}", "{link} ({employer})"]),
    st.lists(_parts, max_size=4),
)


def announcer(limit: int = 500, length: Any = characters, **say: object) -> Announcer:
    """The announcer of the board ``m``, whose table says *say*."""
    options = Options("m", say, make_site("/"))
    return Announcer(options, source="mastodon", limit=limit, length=length)
