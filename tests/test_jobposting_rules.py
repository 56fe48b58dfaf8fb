"""The two validators agree on every document, and faults speak to the author."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicate.jobposting import Fault, faults, is_valid, job_posting, script_text
from syndicate.jobposting.explanation import findings
from syndicate.jobposting.keywords import tells
from syndicate.jobposting.rules import schema
from syndicate.jobposting.wording import WORDING
from syndicate.offer import (
    Education,
    Employment,
    Location,
    Offer,
    Organization,
    Pay,
    Period,
    Schedule,
    Workplace,
)
from tests.jobpostings import BODY, SITE, SITUATIONS, an_offer, closing

DOCUMENTS = [job_posting(offer, SITE) for offer in SITUATIONS.values()]
KEYS_TOML = Path(__file__).parents[1] / "syndicate" / "content" / "keys.toml"


def agreed(document: Any) -> bool:
    """The verdict on *document*, which both validators must share."""
    verdict = is_valid(document)
    assert verdict == (not list(findings(document))), document
    return verdict


# Both validators


#: Values that rules are about, right here and wrong there.
VALUES: list[Any] = [
    *(
        "",
        " ",
        "\n",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\x85",
        "\x1c",
        "x",
        "x\n",
        "\u2028",
        "é\x00",
        "𝒞",
    ),
    *("2026-05-04", "2026-02-30", "2024-02-29", "2023-02-29", "2000-02-29", "1900-02-29"),
    *("2026-05-04\n", "2026-5-4", "0000-01-01", "٢٠٢٦-٠٥-٠٤", "2026-09", "2026-13", "2026-09\n"),
    *("2026-05-04T10:00:00+02:00", "2026-05-04T10:00:00", "2026-05-04T24:00:00+00:00"),
    *("2026-05-04T10:00:00Z", "2026-05-04T10:00:60+00:00", "2026-05-04t10:00:00+02:00"),
    *("2026-05-04T10:00:00+02:00\n", "9999-12-31T23:59:59-14:00", "1600-01-01T00:00:00+14:00"),
    *("https://a.example/", "http://é.example", "//a", "https://", "https://a b/", "https://a/\n"),
    *("javascript:alert(1)", "HTTPS://a.example", "https://[::1]/", "https://?x"),
    *(
        "<p>x</p>",
        "<p>x</p>\n",
        "x",
        "<p></p>",
        "<p> &nbsp;</p>",
        "<script>x</script>",
        "<p",
        "<br>",
    ),
    *("<p>Chargé·e de projets junior</p>", '<p><a href="https://a.example/">x</a></p>', "<P>x</P>"),
    *(
        '<p><a href="javascript:x">x</a></p>',
        "<p onclick=x>y</p>",
        "<p>x</p><!-- -->",
        "<p>\x0b</p>",
    ),
    *("FR", "fr", "XX", "France", "EUR", "eur", "XXX", "HOUR", "hour", "FULL_TIME", "TELECOMMUTE"),
    *(
        "P6M",
        "P0M",
        "P4.5M",
        "P-1M",
        "P6M\n",
        "P6Y",
        "no requirements",
        "bachelor degree",
        "JobPosting",
    ),
    *(0, 1, -1, 1.0, 1.5, 0.0, -0.0, 35000, 42000.5, 1e12, 1e13, 2**53 + 1, 2**64, 10**30, 1e300),
    *(True, False, None, [], {}, [[]], ["FULL_TIME"], ["FULL_TIME", "FULL_TIME"], ["x", "y"]),
    *(
        {"@type": "Place"},
        {"@type": "Country", "name": "France"},
        [{"@type": "Country", "name": "x"}],
    ),
]
KEYS = ["@type", "@context", "inLanguage", "benefits", "name", "value", "minValue", "maxValue", "x"]
KEYS += ["validThrough", "datePosted", "jobLocation", "jobLocationType", "jobStartDate", "é", ""]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=4,
)


CHANGES = ["set", "set", "any", "drop", "add", "wrap", "double", "edit"]


def places_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values below *value*."""
    if isinstance(value, dict):
        found = list(value.items())
    else:
        found = list(enumerate(value)) if isinstance(value, list) else []
    below = [place for key, inner in found for place in places_of(inner, (*path, key))]
    return ([path] if path else []) + below


def mutate(data: st.DataObject, document: Any) -> None:
    """Change one place of *document*, in place."""
    *way, key = data.draw(st.sampled_from(places_of(document)))
    holder = document
    for step in way:
        holder = holder[step]
    change = data.draw(
        st.sampled_from(["set", "set", "any", "drop", "add", "wrap", "double", "edit"])
    )
    if change == "set":
        holder[key] = copy.deepcopy(data.draw(st.sampled_from(VALUES)))
    elif change == "any":
        holder[key] = data.draw(JSON)
    elif change == "drop":
        del holder[key]
    elif change == "add" and isinstance(holder, dict):
        holder[data.draw(st.sampled_from(KEYS))] = copy.deepcopy(data.draw(st.sampled_from(VALUES)))
    elif change == "wrap":
        holder[key] = [holder[key]]
    elif change == "double":
        holder[key] = [holder[key], copy.deepcopy(holder[key])]
    elif isinstance(holder[key], str):
        edge = data.draw(st.characters(codec="utf-8") | st.sampled_from("\n\r\t <>&\u2028\u0085"))
        holder[key] = data.draw(st.sampled_from([holder[key] + edge, edge + holder[key]]))


@settings(max_examples=600, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_both_validators_give_one_verdict_on_mutated_documents(data: st.DataObject) -> None:
    document = copy.deepcopy(data.draw(st.sampled_from(DOCUMENTS)))
    for _ in range(data.draw(st.integers(1, 3))):
        if places_of(document):
            mutate(data, document)
    agreed(document)


def test_both_validators_give_one_verdict_on_every_value_in_every_place() -> None:
    full = DOCUMENTS[list(SITUATIONS).index("internship")] | {
        "validThrough": "2026-06-30T23:59:59+02:00",
        "baseSalary": DOCUMENTS[list(SITUATIONS).index("salary-range")]["baseSalary"],
    }
    assert agreed(full)
    verdicts = set()
    for place in places_of(full):
        for value in VALUES:
            document = copy.deepcopy(full)
            holder: Any = document
            for step in place[:-1]:
                holder = holder[step]
            holder[place[-1]] = value
            verdicts.add(agreed(document))
    assert verdicts == {True, False}


WHEN = (
    st.none()
    | st.dates(date(1900, 1, 1), date(2200, 1, 1))
    | st.datetimes(
        datetime(1900, 1, 1),  # noqa: DTZ001  (made aware by the next argument)
        datetime(2200, 1, 1),  # noqa: DTZ001
        timezones=st.sampled_from([UTC, SITE.timezone, timezone(timedelta(hours=-9, minutes=-30))]),
    )
)
ANY_TEXT = st.text(st.characters(), max_size=12)
TEXT = st.none() | ANY_TEXT
AMOUNT = (
    st.none() | st.decimals(allow_nan=True, allow_infinity=True) | st.integers(1, 9).map(Decimal)
)


def several(of: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(get_args(of)), max_size=3, unique=True).map(tuple)


LOCATIONS = st.builds(
    Location, TEXT, TEXT, TEXT, TEXT, st.none() | st.sampled_from(["FR", "BE", "XX", ""])
)
OFFERS: st.SearchStrategy[Offer] = st.builds(
    an_offer,
    title=ANY_TEXT | st.just("Job"),
    board_title=TEXT,
    language=st.sampled_from(["fr", "fr-BE", "en_GB", "de", "es", "nl", "xx", ""]),
    url=st.sampled_from(["https://example.org/jobs/é/", "/jobs/x/", "https://example.org/\ud800"]),
    organization=st.none() | st.builds(Organization, ANY_TEXT, TEXT, TEXT),
    locations=st.lists(LOCATIONS, max_size=3).map(tuple),
    workplace=st.none() | st.sampled_from(get_args(Workplace)),
    remote_countries=st.lists(st.sampled_from(["FR", "BE", "XX", "\ud800"]), max_size=3).map(tuple),
    employment=several(Employment),
    schedule=several(Schedule),
    duration_months=AMOUNT,
    start=TEXT | st.sampled_from(["asap", "2026-09", "2026-09-01", "2026-09-31", "2026-13"]),
    pay=st.none()
    | st.builds(
        Pay,
        AMOUNT,
        AMOUNT,
        st.sampled_from(["EUR", "XXX", None]),
        st.none() | st.sampled_from(get_args(Period)),
        TEXT,
    ),
    education=st.none() | st.sampled_from(get_args(Education)),
    experience=st.none() | st.integers(-1, 2000),
    skills=st.lists(ANY_TEXT, max_size=3).map(tuple),
    date_posted=WHEN,
    closes=WHEN,
    apply_url=TEXT,
    apply_email=TEXT,
    requisition_id=TEXT,
    openings=st.none() | st.integers(-1, 10**7),
    isco=st.lists(st.sampled_from(["2512", "0110", "25", "x\n"]), max_size=3).map(tuple),
    rome=st.lists(st.sampled_from(["M1805", "Z1805", ""]), max_size=2).map(tuple),
    body=st.sampled_from([BODY, "", "<p>&nbsp;</p>", "<div>x<p>y</p></div>", "<p>Job</p>"])
    | ANY_TEXT,
)


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(offer=OFFERS)
def test_both_validators_give_one_verdict_on_random_offers(offer: Offer) -> None:
    document = job_posting(offer, SITE)
    assert agreed(document) == (not faults(document))
    script_text(document).encode()


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(offer=OFFERS)
def test_faults_name_fields_of_the_offer(offer: Offer) -> None:
    for fault in faults(job_posting(offer, SITE)):
        assert fault.field in Offer.__dataclass_fields__
        assert fault.message
        assert fault.hint


PIECES = (
    *("<p>", "</p>", "<br>", '<a href="https://a.org/?a=1&amp;b">', "</a>", "<", ">", "<p"),
    *(
        "&amp;",
        "&",
        "&nbsp;",
        "&notit",
        "&#60;",
        " ",
        "\u00a0",
        "\n",
        ".",
        "...",
        "é",
        "ß",
        "İ",
        "Stage ",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=700)
@given(html=TEXTS, repeated=st.sampled_from((1, 20)), title=TEXTS | st.none())
def test_a_description_says_more_than_the_title_or_not(
    html: str, repeated: int, title: str | None
) -> None:
    for first in (html * repeated, f"{title} {html}", f"<p>{title}</p>", title or ""):
        told = shown(first).rstrip(".")
        assert tells(first, title) == (told not in ("", squeezed(title or "")))


def test_no_character_becomes_less_than_one_by_folding_its_case() -> None:
    assert all(map(str.casefold, map(chr, range(sys.maxunicode + 1))))


def shown(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", " ", html)).split()).casefold()


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold().rstrip(".")


def test_the_schema_is_a_schema() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema())


def objects_of(part: Any) -> list[dict[str, Any]]:
    """Every subschema of *part* that lists the properties of an object."""
    if isinstance(part, list):
        return [found for inner in part for found in objects_of(inner)]
    if not isinstance(part, dict):
        return []
    here = [part] if part.get("type") == "object" else []
    return here + [found for inner in part.values() for found in objects_of(inner)]


def test_no_object_takes_foreign_properties() -> None:
    objects = objects_of(schema())
    assert len(objects) >= 10
    assert all(found["additionalProperties"] is False for found in objects)


def test_the_build_path_does_not_load_jsonschema() -> None:
    code = (
        "import sys\n"
        "from tests.jobpostings import SITE, SITUATIONS\n"
        "from syndicate.jobposting import faults, job_posting\n"
        "assert faults(job_posting(SITUATIONS['on-site'], SITE)) == ()\n"
        "sys.exit('jsonschema' in sys.modules or 'babel' in sys.modules)\n"
    )
    root = Path(__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


# What authors are told


def told(**changes: Any) -> tuple[Fault, ...]:
    return faults(job_posting(an_offer(**changes), SITE))


def test_a_whole_offer_has_no_fault() -> None:
    assert told() == ()


@pytest.mark.parametrize(
    ("changes", "field", "code", "hint"),
    [
        ({"title": " "}, "title", "missing-title", "title: …    (the name of the job)"),
        ({"date_posted": None}, "date_posted", "missing-date-posted", "date: YYYY-MM-DD"),
        ({"locations": ()}, "locations", "missing-locations", "location: Paris, France"),
        (
            {"organization": None},
            "organization",
            "missing-organization",
            "company: …    (the name of the employer)",
        ),
        (
            {"locations": (Location(city="Lyon"),)},
            "locations",
            "missing-country",
            "location: Lyon, COUNTRY",
        ),
        (
            {"workplace": "remote", "locations": ()},
            "remote_countries",
            "missing-remote-countries",
            "remote countries: FR, BE",
        ),
        (
            {"pay": Pay(Decimal(9), Decimal(5), "EUR", "hour")},
            "pay",
            "pay-reversed",
            "salary: 35000-42000 EUR per year",
        ),
        (closing(date(2026, 5, 3)), "closes", "closes-before-posted", "closes: YYYY-MM-DD"),
        ({"openings": 0}, "openings", "invalid-openings", "openings: 2"),
        (
            {"duration_months": Decimal(0)},
            "duration_months",
            "invalid-duration-months",
            "duration: 6 months",
        ),
    ],
)
def test_a_fault_names_the_field_and_the_line_to_write(
    changes: dict[str, Any], field: str, code: str, hint: str
) -> None:
    (fault,) = told(**changes)
    assert (fault.field, fault.code, fault.hint) == (field, code, hint)


@pytest.mark.parametrize(
    "body", ["<p>Chargé·e de projets Junior.</p>", "<h2>chargé·e de projets junior</h2>"]
)
def test_a_description_that_only_repeats_the_title_is_refused(body: str) -> None:
    (fault,) = told(body=body)
    assert (fault.field, fault.code) == ("body", "description-says-nothing")


@pytest.mark.parametrize("body", ["", "<p>&nbsp;</p>", "<h2> </h2>", "\x00"])
def test_an_offer_without_text_is_refused(body: str) -> None:
    (fault,) = told(body=body)
    assert (fault.field, fault.code) == ("body", "missing-body")


def test_every_fault_is_told_once_and_all_at_once() -> None:
    found = told(locations=(Location(city="Lyon"), Location(city="Gand")), date_posted=None)
    assert [fault.code for fault in found] == [
        "missing-date-posted",
        "missing-country",
        "missing-country",
    ]
    assert "'Lyon'" in found[1].message
    assert "'Gand'" in found[2].message


def test_a_document_of_another_kind_is_told_to_be_foreign() -> None:
    (fault,) = faults(DOCUMENTS[0] | {"inLanguage": "fr"})
    assert fault.field == ""
    assert "inLanguage" in fault.message


def test_every_property_has_its_words() -> None:
    assert set(WORDING) == set(schema()["properties"]) - {"@context", "@type"}


def test_every_hint_is_a_line_that_sets_its_field() -> None:
    names = tomllib.loads(KEYS_TOML.read_text(encoding="utf-8"))["fields"]
    for says in WORDING.values():
        if says.field != "body":
            key, colon, value = says.hint.partition(": ")
            assert colon
            assert value
            assert key in names[says.field]
