"""Offers of every shape for hypothesis: each field absent, plain, or hostile."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from syndicate.offer import (
    Education,
    Employment,
    Location,
    Offer,
    Organization,
    Pay,
    Period,
    Schedule,
    Status,
    Workplace,
)
from tests.jobpostings import BODY, COMPANY, HOSTILE, PLACE, an_offer

#: Text that means something to HTML, JSON or a template, and text that hardly anything can hold.
TEXTS = st.sampled_from(
    (
        *("", " ", "Paris", "Ingénieur·e R&D", "日本", "😀", "2026-09-01", "2026-09", "asap"),
        *("<script>canary()</script>", "</script><!--", "]]>", "&lt;p&gt;", "&#34;", "\" '"),
        *("{{ offer }}{% raise %}", "{}", "%s", "a\x00b\x1fc\x7fd\x9f", "\ud83d\ude00", "\ud800"),
        *("\u2028\u2029\u202e\ufeff\ufffe", "  a \t b\r\nc ", "\\", "javascript:canary()"),
        *("https://example.org/?a=1&b='\"", "mailto:a@b.org", "a@example.org", "x" * 120),
    )
) | st.text(max_size=20)

BODIES = st.sampled_from(
    (
        *("", BODY, HOSTILE, "<p>&nbsp;</p>", "<p>a</p>\r\n<p><strong> </strong></p>\n<p>b</p>"),
        '<h2 id="a">A <em>b</em><br>c</h2>\n<p><a href="https://a.org/" rel="x">a</a> "é"</p>',
        '<h3><strong>A</strong> &amp; <a href="mailto:a@b.org">b</a></h3><ol><li>c</li></ol>',
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>c</td></tr></table>",
        '<pre><code>a\n  b</code></pre><img src="a.png" alt="b"><blockquote>c</blockquote>',
        '<p><a href="ftp://a.org">a</a> <a>b</a> <b>c</b> <i>d</i> <del>e</del></p><hr>',
        '<p>a\\b"c\x00\x1f\x7f\u2028\ud83d\ude00\ud800</p>',
    )
)
LANGUAGES = st.sampled_from(
    ("fr", "en", "de", "es", "nl-BE", "pt_BR", "ar", "FR", "", "x-y", "<b>")
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ZONES = st.sampled_from(
    (UTC, timezone(timedelta(hours=2)), timezone(timedelta(minutes=9, seconds=21)))
)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001 - the zones are drawn
AMOUNTS = st.sampled_from(("0", "1", "35000", "42000.50", "13.5", "1E+20", "-1")).map(Decimal)
MONTHS = st.sampled_from(("0", "1", "4.5", "6", "24", "1E+6")).map(Decimal)


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


def several(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(values, max_size=3).map(tuple)


def words_of(kind: object) -> st.SearchStrategy:
    return st.sampled_from(get_args(kind))


LOCATIONS = st.just(PLACE) | st.builds(
    Location, *(maybe(TEXTS) for _ in range(4)), maybe(st.sampled_from(("FR", "US", "XX", "", "<")))
)
PAYS = st.builds(
    Pay,
    min=maybe(AMOUNTS),
    max=maybe(AMOUNTS),
    currency=maybe(st.sampled_from(("EUR", "USD", "XXX"))),
    period=maybe(words_of(Period)),
    text=maybe(TEXTS),
)
COUNTRIES = several(st.sampled_from(("FR", "BE", "ch", "XX", "<b>")))


def offers(**fields: st.SearchStrategy) -> st.SearchStrategy[Offer]:
    """Offers of every shape, but for *fields*; their address lies on ``tests.jobpostings.SITE``."""
    shape = {
        "id": TEXTS,
        "status": st.sampled_from((Status.OPEN, Status.CLOSED)),
        "title": TEXTS,
        "board_title": maybe(TEXTS),
        "language": LANGUAGES,
        "organization": maybe(
            st.just(COMPANY) | st.builds(Organization, TEXTS, maybe(TEXTS), maybe(TEXTS))
        ),
        "locations": several(LOCATIONS),
        "workplace": maybe(words_of(Workplace)),
        "remote_countries": COUNTRIES,
        "employment": several(words_of(Employment)),
        "schedule": several(words_of(Schedule)),
        "days_per_week": maybe(st.sampled_from((Decimal(1), Decimal("2.5"), Decimal(5)))),
        "duration_months": maybe(MONTHS),
        "start": maybe(TEXTS),
        "pay": maybe(PAYS),
        "education": maybe(words_of(Education)),
        "experience": maybe(st.sampled_from((0, 1, 12, 18, 24))),
        "languages": several(st.sampled_from(("fr", "pt-BR", "tlh", "<b>", ""))),
        "skills": several(TEXTS),
        "tags": several(TEXTS),
        "date_posted": maybe(DAYS | MOMENTS),
        "closes": maybe(DAYS | MOMENTS),
        "closes_at": maybe(MOMENTS),
        "apply_url": maybe(TEXTS),
        "apply_email": maybe(TEXTS),
        "requisition_id": maybe(TEXTS),
        "openings": maybe(st.integers(0, 2000)),
        "isco": several(st.sampled_from(("2512", "0110"))),
        "rome": several(st.sampled_from(("M1805", "A1201"))),
        "translation_key": maybe(st.just("one")),
        "summary": TEXTS,
        "body": BODIES,
        "sources": st.dictionaries(
            st.sampled_from(("pay", "skills", "education")), st.just("prose"), max_size=2
        ),
    }
    return st.builds(an_offer, **{**shape, **fields})
