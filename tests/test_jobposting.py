"""What a JobPosting says of an offer, field by field."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.content.markup import to_html
from syndicate.jobposting import is_valid, job_posting
from syndicate.jobposting.description import at_once, reduced, step_by_step
from syndicate.jobposting.text import clean
from syndicate.offer import Employment, Location, Organization, Pay
from tests.jobpostings import LYON, PLACE, SITE, an_offer, closing

LOCALES = Path(__file__).parents[1] / "syndicate" / "renderings" / "locales"
WORDS = Path(__file__).parents[1] / "syndicate" / "jobposting" / "words.toml"


def said(key: str, **changes: Any) -> Any:
    """What the document of an offer with *changes* says under *key*."""
    return job_posting(an_offer(**changes), SITE).get(key)


# Title and employer


def test_the_board_title_goes_before_the_title() -> None:
    assert said("title", board_title="Court") == "Court"
    assert said("title", board_title=" ") == "Chargé·e de projets junior"


@given(st.lists(st.characters() | st.sampled_from("\ud83d\ude00\x00\t\n\r\x7f\x80"), max_size=9))
def test_text_loses_its_control_characters_and_no_other(letters: list[str]) -> None:
    text = "".join(letters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert clean("".join(letters)) == re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", text)


def test_the_title_is_one_line() -> None:
    assert said("title", title=" Chargé·e\n de \tprojets\x07 ") == "Chargé·e de projets"


@pytest.mark.parametrize(
    "name", ["Confidentiel", "confidential", "Société confidentielle", "Confidential employer"]
)
def test_an_employer_without_a_name_is_called_confidential(name: str) -> None:
    employer = Organization(
        name, "https://cabinet.example.org/", "https://cabinet.example.org/l.png"
    )
    assert said("hiringOrganization", organization=employer) == {
        "@type": "Organization",
        "name": "confidential",
    }


def test_a_name_that_only_sounds_confidential_is_kept() -> None:
    employer = Organization("Confidential Computing Consortium")
    assert said("hiringOrganization", organization=employer)["name"] == employer.name


def test_the_reference_of_the_employer_goes_before_our_own() -> None:
    assert said("identifier", requisition_id="R-7")["value"] == "R-7"
    assert said("identifier")["value"] == "2026-05-04-charge-projets"


# Places


@pytest.mark.parametrize("workplace", ["hybrid", "onsite", None])
def test_only_wholly_remote_work_is_telecommuting(workplace: Any) -> None:
    document = job_posting(an_offer(workplace=workplace, remote_countries=("FR",)), SITE)
    assert "jobLocationType" not in document
    assert "applicantLocationRequirements" not in document
    assert is_valid(document)


def test_places_of_which_nothing_is_known_are_left_out() -> None:
    assert said("jobLocation", locations=(Location(), LYON, Location(city=" "), LYON)) == {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Lyon",
            "addressRegion": "Auvergne-Rhône-Alpes",
            "addressCountry": "FR",
        },
    }


def test_one_place_without_a_country_spoils_the_document() -> None:
    document = job_posting(an_offer(locations=(PLACE, Location(city="Gand"))), SITE)
    assert not is_valid(document)


# Contract, pay, requirements

GOOGLES_WORDS: dict[str, list[str]] = {
    "permanent": [],
    "civil_servant": [],
    "fixed_term": ["TEMPORARY"],
    "temp_agency": ["TEMPORARY"],
    "seasonal": ["TEMPORARY"],
    "internship": ["INTERN"],
    "apprenticeship": ["INTERN"],
    "freelance": ["CONTRACTOR"],
    "volunteer": ["VOLUNTEER"],
    "other": [],
}


@pytest.mark.parametrize("employment", get_args(Employment))
def test_contracts_and_hours_are_said_in_googles_words(employment: str) -> None:
    words = GOOGLES_WORDS[employment]
    with_hours = said("employmentType", employment=(employment,), schedule=("part_time",))
    assert with_hours == [*words, "PART_TIME"]
    without = said("employmentType", employment=(employment,), schedule=())
    assert without == (["OTHER"] if employment == "other" else words or None)


def test_a_word_is_said_once() -> None:
    both = said("employmentType", employment=("seasonal", "fixed_term"), schedule=("full_time",))
    assert both == ["TEMPORARY", "FULL_TIME"]


def test_another_contract_is_not_said_beside_one_that_has_a_word() -> None:
    assert said("employmentType", employment=("other", "freelance"), schedule=()) == ["CONTRACTOR"]


def test_hours_that_are_not_stated_are_not_guessed() -> None:
    document = job_posting(an_offer(schedule=()), SITE)
    assert "employmentType" not in document
    assert is_valid(document)


@pytest.mark.parametrize(
    "pay",
    [
        Pay(text="selon profil"),
        Pay(Decimal(30000), None, "EUR", "year"),
        Pay(None, Decimal(30000), "EUR", "year"),
        Pay(Decimal(30000), Decimal(30000), None, "year"),
        Pay(Decimal(30000), Decimal(30000), "EUR", None),
        Pay(Decimal("NaN"), Decimal("Infinity"), "EUR", "year"),
        Pay(Decimal("1E+400"), Decimal("1E+400"), "EUR", "year"),
    ],
)
def test_pay_that_google_has_no_form_for_stays_in_words(pay: Pay) -> None:
    document = job_posting(an_offer(pay=pay), SITE)
    assert "baseSalary" not in document
    assert is_valid(document)


def test_whole_amounts_have_no_fraction() -> None:
    pay = Pay(Decimal("35000.00"), Decimal("35000.456"), "EUR", "year")
    value = said("baseSalary", pay=pay)["value"]
    assert (repr(value["minValue"]), repr(value["maxValue"])) == ("35000", "35000.46")


@pytest.mark.parametrize(
    ("start", "key", "value"),
    [
        ("asap", "jobImmediateStart", True),
        ("2026-09-01", "jobStartDate", "2026-09-01"),
        ("2026-09", "jobStartDate", "2026-09"),
        ("à la rentrée", "jobStartDate", "à la rentrée"),
    ],
)
def test_the_start_is_a_date_words_or_now(start: str, key: str, value: object) -> None:
    document = job_posting(an_offer(start=start), SITE)
    assert document[key] == value
    assert len({"jobStartDate", "jobImmediateStart"} & set(document)) == 1
    assert is_valid(document)


@pytest.mark.parametrize(
    ("months", "duration"), [("6", "P6M"), ("24", "P24M"), ("4.50", "P4.5M"), ("10", "P10M")]
)
def test_the_length_is_in_months(months: str, duration: str) -> None:
    document = job_posting(an_offer(duration_months=Decimal(months)), SITE)
    assert document["jobDuration"] == duration
    assert is_valid(document)


@pytest.mark.parametrize(
    ("email", "url", "expected"),
    [
        ("a@example.org", None, True),
        ("a@example.org", "https://example.org/apply", True),
        (None, "https://example.org/apply", False),
        (None, None, None),
    ],
)
def test_to_apply_directly_is_to_write_to_an_address_on_the_page(
    email: str | None, url: str | None, expected: bool | None
) -> None:
    assert said("directApply", apply_email=email, apply_url=url) is expected


# Dates


def test_an_offer_is_open_until_the_last_second_of_its_last_day() -> None:
    assert said("validThrough", **closing(date(2026, 1, 31))) == "2026-01-31T23:59:59+01:00"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 3, 28), "2027-03-28T23:59:59+02:00"),
        (date(2027, 10, 31), "2027-10-31T23:59:59+01:00"),
    ],
)
def test_the_offset_is_the_one_at_the_end_of_the_day(day: date, expected: str) -> None:
    assert said("validThrough", **closing(day)) == expected


def test_a_day_that_ends_where_the_clocks_change_ends_before_the_change() -> None:
    santiago = replace(SITE, timezone=ZoneInfo("America/Santiago"))
    offer = an_offer(date_posted=date(2026, 8, 1), closes=date(2026, 9, 5))
    document = job_posting(offer, santiago)
    assert document["validThrough"] == "2026-09-05T23:59:59-04:00"


def test_a_closing_instant_without_a_stated_day_is_kept() -> None:
    closes_at = datetime(2026, 6, 18, 7, 30, tzinfo=UTC)
    assert said("validThrough", closes_at=closes_at) == "2026-06-18T09:30:00+02:00"


def test_an_instant_of_posting_keeps_its_offset() -> None:
    posted = datetime(2017, 5, 23, 16, 2, 11, 999, tzinfo=UTC)
    assert said("datePosted", date_posted=posted) == "2017-05-23T16:02:11+00:00"


# Description


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<h2 id="x">Vos missions</h2>', "<p><strong>Vos missions</strong></p>"),
        ("<h3>Vos <strong>missions</strong></h3>", "<p><strong>Vos missions</strong></p>"),
        ("<ol>\n<li>Un</li>\n</ol>", "<ul>\n<li>Un</li>\n</ul>"),
        ('<ol start="3"><li>Un</li></ol>', "<ul><li>Un</li></ul>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        (
            '<p><a href="https://a.example/?x=1&amp;y" rel="noopener" title="t">ici</a></p>',
            '<p><a href="https://a.example/?x=1&amp;y">ici</a></p>',
        ),
        ('<p><a href="#bas">ici</a></p>', "<p>ici</p>"),
        ("<p><b>gras</b> et <i>penché</i></p>", "<p><strong>gras</strong> et <em>penché</em></p>"),
        ('<p><img src="https://a.example/x.png" alt="Logo"></p><p>y</p>', "<p>Logo</p><p>y</p>"),
        ('<p><span style="color:red">x</span> <code>y</code></p>', "<p>x y</p>"),
        ("<blockquote>\n<p>x</p>\n</blockquote>", "<p>x</p>"),
        ("<div>x</div><div>y</div>", "<p>x</p><p>y</p>"),
        ("<pre><code>a\nb\n</code></pre>", "<p>a<br>b</p>"),
        ("<p>a</p>\n<hr>\n<p>b</p>", "<p>a</p>\n\n<p>b</p>"),
        ("<p> </p><p>&nbsp;</p><p><br></p><p>x</p>", "<p>x</p>"),
        ("<dl><dt>Lieu</dt><dd>Lyon</dd></dl>", "<p>Lieu</p><p>Lyon</p>"),
    ],
)
def test_the_body_is_reduced_to_what_google_renders(body: str, expected: str) -> None:
    assert re.sub(r"\s*\n\s*", "\n", reduced(body)) == re.sub(r"\s*\n\s*", "\n", expected)


def test_the_rows_of_a_table_become_lines() -> None:
    table = (
        "<table>\n<thead>\n<tr>\n<th>Jour</th>\n<th>Heures</th>\n</tr>\n</thead>\n<tbody>\n"
        "<tr>\n<td>Lundi</td>\n<td>7</td>\n</tr>\n</tbody>\n</table>"
    )
    lines = re.findall(r"<p>\s*(.*?)\s*</p>", reduced(table))
    assert lines == ["Jour · Heures", "Lundi · 7"]


FRAGMENTS = [
    "<p>",
    "</p>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<h2>",
    "</h2>",
    "<h3>",
    "</h3>",
    "<div>",
    "</div>",
    "<br>",
    "<hr>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<b>",
    "</b>",
    "<strong>",
    "</strong>",
    "<a>",
    "</a>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<pre>",
    "</pre>",
    "<!--",
    "-->",
    "<",
    ">",
    "&",
    "&amp;",
    "&lt;script&gt;",
    "<svg>",
    "<img/src=x>",
    "texte",
    '<a/href="https://a.example/">',
    '<a/href="javascript:x">',
    '<a/href="/">',
    '<p/onclick="x">',
    '<img/src="https://a.example/"/alt="a>b">',
    '<a/href="https://a.example/"/title="<p>">',
    '<h2/id="x">',
]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_any_sanitised_body_gives_a_well_formed_description(fragments: str) -> None:
    body = to_html(f"<p>Le poste</p>{fragments}", "https://example.org/")
    document = job_posting(an_offer(body=body), SITE)
    description = str(document["description"])
    assert is_valid(document)
    # What the parser of a browser makes of it, written down again, is the same.
    again = nh3.clean(
        description,
        tags={"p", "br", "ul", "li", "strong", "em", "a"},
        attributes={"*": set(), "a": {"href"}},
        link_rel=None,
    )
    assert again == description


MARKDOWN = (
    *("![a](https://a.org/b.png)\n", '![a & "b"](c.png)\n', '![](d.png "e")', "\n\n---\n\n", "# "),
    *('<img src="x alt=" title="b" alt="c">', "[![f](g.png)](https://a.org)\n\n", "<hr>"),
    *(
        "## k **l** *m*\n\n",
        "### **n**\n\n",
        "## [o](p) &lt; q\n\n",
        "<h3>",
        "</h3>",
        "<h2>",
        "</h2>",
    ),
    *("1. h\n", "- i\n", "\n\n", "**j**", "<br>\n", "\u00a0"),
)


@settings(max_examples=500)
@given(st.lists(st.sampled_from((*FRAGMENTS, *MARKDOWN)), max_size=12).map("".join))
def test_a_common_body_is_reduced_as_the_parser_would(fragments: str) -> None:
    body = to_html(fragments, "https://example.org/")
    # The empty element at its end leaves no trace, and is uncommon.
    assert reduced(body) == reduced(f"{body}<div></div>")


PIECES = (
    *("<p>", "</p>", "<p></p>", "<p>a</p>\n", "<br>", "&nbsp;", " ", "\u00a0", "b", "&amp;", ">"),
    *("<strong>", "</strong>", "<p><strong>", "</strong></p>\n", "<em>c</em>", "<li>", "</li>"),
    *(
        "<h2>d</h2>",
        "<h4>g</h5>",
        "<h3><strong>e</strong></h3>",
        "<h2>",
        "</h2>",
        "</h3>",
        "<h1>f</h1>",
        "<",
    ),
    *("<ul>", "</ul>", "<ol>", "</ol>", '<ol start="2">', "<hr>", "</a>"),
    *('<a href="https://a.org">', '<a href="mailto:a" title="b">', '<a href="x">', "<a href="),
)


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_common_body_is_reduced_at_once_as_it_is_step_by_step(html: str) -> None:
    assert at_once(html) in (None, step_by_step(html))


def test_most_bodies_are_reduced_at_once() -> None:
    body = (
        "<p>a <em>b</em></p>\n<h2>c</h2>\n<ul>\n<li>\n<p>d</p>\n</li>\n</ul>\n"
        "<h3><strong>e &amp; f</strong></h3>\n<ol>\n<li>g</li>\n</ol>\n"
        '<p><strong>h</strong><br><a href="https://i.example/?j">k</a></p>'
    )
    assert at_once(body) == (
        "<p>a <em>b</em></p>\n<p><strong>c</strong></p>\n<ul>\n<li>\n<p>d</p>\n</li>\n</ul>\n"
        "<p><strong>e &amp; f</strong></p>\n<ul>\n<li>g</li>\n</ul>\n"
        '<p><strong>h</strong><br><a href="https://i.example/?j">k</a></p>'
    )


# What only the front matter says

STATED: dict[str, Any] = {
    "education": "none",
    "experience": 12,
    "skills": ("Python", "Écoute"),
    "pay": Pay(text="30 k€ & primes"),
}


def test_facts_of_the_front_matter_are_said_in_the_description() -> None:
    assert said("description", body="<p>Le poste</p>", **STATED) == (
        "<p>Le poste</p>\n<ul><li>Rémunération : 30 k€ &amp; primes</li>"
        "<li>Formation : Aucun diplôme exigé</li><li>Expérience : 1 an</li>"
        "<li>Compétences : Python, Écoute</li></ul>"
    )


def test_facts_that_were_found_in_the_prose_are_not_said_twice() -> None:
    sources = dict.fromkeys(STATED, "prose")
    assert said("description", body="<p>Le poste</p>", sources=sources, **STATED) == (
        "<p>Le poste</p>"
    )


def test_facts_that_the_body_says_are_not_said_twice() -> None:
    body = "<p>Python, Écoute, 30 k€ &amp; primes</p>"
    assert said("description", body=body, skills=STATED["skills"], pay=STATED["pay"]) == body


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "Remote from: Germany"),
        ("de", "Homeoffice aus: Deutschland"),
        ("es", "A distancia desde: Alemania"),
        ("nl_BE", "Thuiswerken vanuit: Duitsland"),
        ("oc", "Télétravail depuis : Allemagne"),
    ],
)
def test_facts_are_said_in_the_language_of_the_offer_or_of_the_site(
    language: str, expected: str
) -> None:
    description = said(
        "description",
        language=language,
        workplace="remote",
        locations=(),
        remote_countries=("DE",),
    )
    assert description.endswith(f"<ul><li>{expected}</li></ul>")


def test_the_description_says_facts_in_the_words_of_the_page() -> None:
    ours = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    assert set(ours) == {path.stem for path in LOCALES.glob("*.toml")}
    for language, words in ours.items():
        page = tomllib.loads((LOCALES / f"{language}.toml").read_text(encoding="utf-8"))
        shown = {
            **page["label"],
            **page["education"],
            "no_experience": page["say"]["no_experience"],
        }
        same = set(words) - {"stated", "months", "years"}
        assert {key: words[key] for key in same} == {key: shown[key] for key in same}


def test_an_offer_without_text_gets_none_from_its_facts() -> None:
    assert said("description", body="", **STATED) is None
