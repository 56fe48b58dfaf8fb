"""What is said of a whole offer: its JobPosting, its title."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from syndicate.content.checks import HINT, TITLE_ADVICE, check, is_loud
from syndicate.content.understand import Understood
from syndicate.jobposting import Verdict, judge
from syndicate.offer import Status
from syndicate.problem import Severity
from tests.content.sites import codes
from tests.jobpostings import SITE, an_offer
from tests.renderings.shapes import offers


@pytest.mark.parametrize(
    ("title", "holds"),
    [
        ("Developer", ""),
        ("Développeur·euse Ruby (F/H)", ""),
        ("Offre de stage 6 mois, Chargé-e de projets", "the contract, the duration"),
        ("Developer réf 2026-12", "a reference number"),
        ("Developer 75019 Paris", "a postal code"),
        ("Developer 45k€", "the pay"),
        ("Developer wanted!", "an exclamation mark or star"),
        ("Developer (Ref: AB-123)", "a reference number"),
        ("Référence 4711, Developer", "a reference number"),
        ("Developer H/F #108624", "a reference number"),
        ("Developer JR-10293", "a reference number"),
        ("Developer REQ-2026-77", "a reference number"),
        ("Referent 2. Klasse", ""),
        ("Auditor ISO-27001", ""),
        ("Auditor ISO 27001", ""),
        ("Developer, May-2026", ""),
        ("Developer 2.500 EUR", "the pay"),
        ("★ Developer", "a symbol"),
        ("Developer 🚀", "a symbol"),
        ("Developer ♀♂⚧", ""),
        ("Entwickler*in (m/w/*)", ""),
        ("Entwickler (gn*)", ""),
        ("*Developer*", "an exclamation mark or star"),
        ("WEB DEVELOPER", "capitals almost throughout"),
        ("Developer at Example Coop", "the employer's name"),
        ("Developer of example cooperation", ""),
        ("D" + "e" * 100, "101 characters"),
    ],
)
def test_titles_that_hold_more_than_the_job_get_advice(folder, title, holds):
    problems = folder.problems(f"title: '{title}'\ndate: 2026-06-01")
    advice = [p for p in problems if p.code == "title-advice"]
    assert [p.message.rpartition("' holds ")[2] for p in advice] == ([holds] if holds else [])
    assert all(p.severity is Severity.WARNING for p in advice)


def test_a_board_title_is_judged_in_place_of_the_title(folder):
    front = "title: Stage 6 mois\nboard_title: Chargé de projets\ndate: 2026-06-01"
    assert "title-advice" not in codes(folder.problems(front))


def test_an_offer_that_cannot_be_a_jobposting_says_which_line_is_missing(folder):
    problems = folder.problems("title: Developer\nremote: true\ndate: 2026-06-01")
    [problem] = [p for p in problems if p.severity is Severity.ERROR]
    assert problem.code.startswith("jobposting-")
    assert "remote" in problem.hint.lower()


def test_places_without_a_country_get_one_line_under_the_key_of_the_file(folder):
    folder.site = replace(folder.site, address=None)
    problems = folder.problems("title: Developer\ndate: 2026-06-01\nOrt: Köln und 50667 Bonn")
    hints = {p.hint for p in problems if p.code == "jobposting-missing-country"}
    assert hints == {"Ort: Köln, COUNTRY; 50667 Bonn, COUNTRY"}


def test_an_offer_without_a_place_hears_of_the_address_for_all(folder):
    folder.site = replace(folder.site, address=None)
    [problem] = folder.problems("title: Developer\ndate: 2026-06-01")
    assert problem.hint.startswith("location: ")
    assert "[organization]" in problem.hint


@pytest.mark.parametrize(
    ("front", "hints"),
    [
        ("salary: €45k - €55k", ["salary: €45k - €55k per year"]),
        ("salary min: 45000\nsalary max: 55000\ncurrency: EUR", ["pay period: year"]),
        ("salary: 45000 EUR per year", []),
        ("salary: selon profil", []),
    ],
)
def test_pay_without_a_period_is_told(folder, front, hints):
    problems = folder.problems(f"title: Developer\ndate: 2026-06-01\n{front}")
    assert [p.hint for p in problems if p.code == "pay-without-period"] == hints


def test_what_is_not_published_is_not_judged(folder):
    problems = folder.problems("title: STAGE!!!\ndraft: true")
    assert codes(problems) == {"draft"}


@given(offer=offers(status=st.sampled_from(Status)))
def test_a_verdict_that_is_known_changes_no_problem(offer):
    item = Understood(offer, ())
    assert list(check(item, SITE, judge(offer, SITE))) == list(check(item, SITE))


def test_a_verdict_that_is_handed_in_is_the_one_that_counts():
    item = Understood(an_offer(), ())
    assert list(check(item, SITE)) == []
    assert [p.code for p in check(item, SITE, Verdict({}, valid=False))]
    broken = Understood(an_offer(body=""), ())
    assert list(check(broken, SITE, Verdict({}, valid=True))) == []


PIECES = (
    *("réf", "REF", "ref ", "job id", " 12", "7", "12345", "123456", "³", "€", "$", "£", "k", "K"),
    *("!", "*", "stage", "ſtage", "İnternship", "prácticas", "CDD", "cdı", "mois", "3 monate"),
    *("6 mois", "12months", "35k", "40 K", "75019", "job id: 3", "Ref:4"),
    *("\u00a0", " ", "-", "_", "a", "É", "m", "\u212a", "ß", "Titre "),
    *("#", "# 1", "n°", "Nº ", "req", "ab-1234", "eur", " USD", "1 chf", "iso-", "★", "🚀", "♀"),
)


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=4).map("".join))
def test_no_sign_is_in_a_title_without_a_hint(title: str) -> None:
    assert HINT.search(title) or not any(sign.search(title) for sign, _, _ in TITLE_ADVICE)


def test_a_common_title_has_no_hint() -> None:
    assert not HINT.search("Développeuse ou développeur, Île-de-France (microstagerie, prefref)")


@given(st.text("aBéÉßǅ1 ªÀ", max_size=20))
@example("DÉVELOPPEUSe OU DÉVELOPPEUR")
@example("CHEFFE DE projet")
def test_a_title_is_loud_when_more_than_three_letters_in_five_are_capitals(title: str) -> None:
    letters = [c for c in title if c.isalpha()]
    capitals = [c for c in letters if c.isupper()]
    assert is_loud(title) == (len(letters) > 8 and len(capitals) > 0.6 * len(letters))
