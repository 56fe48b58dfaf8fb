"""What an offer states, line by line, in its language."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.lengths import duration_months
from syndicate.offer import Location, Offer, Organization, Pay, Status
from syndicate.renderings.facts import Fact, facts
from syndicate.renderings.spelling import autonym
from syndicate.renderings.words import LANGUAGES, words
from tests.jobpostings import SITE, an_offer

if TYPE_CHECKING:
    from syndicate.site import Site

BARE = Offer(
    path="content/a.md",
    id="a",
    status=Status.OPEN,
    title="A",
    slug="a",
    url="https://example.org/jobs/a/",
    language="fr",
)
RICH = replace(
    BARE,
    organization=Organization("Example Coop"),
    locations=(
        Location("1 rue Exemple", "75019", "Paris", "Paris", "FR"),
        Location(city="Austin", region="TX", postal_code="78701", country="US"),
    ),
    workplace="hybrid",
    remote_countries=("FR", "BE"),
    employment=("fixed_term", "internship"),
    schedule=("full_time",),
    days_per_week=Decimal("4.5"),
    duration_months=Decimal(6),
    start="2026-09",
    pay=Pay(Decimal(35000), Decimal(42000), "EUR", "year"),
    education="bachelor_degree",
    experience=24,
    languages=("fr", "en"),
    skills=("iOS", "git"),
    date_posted=date(2026, 6, 1),
    closes=date(2026, 6, 30),
    requisition_id="X-1",
    openings=2,
)


def value(name: str, offer: Offer, site: Site = SITE) -> str:
    """The value of the fact *name*, blanks made plain."""
    return plain(fact(name, offer, site).value)


def fact(name: str, offer: Offer, site: Site = SITE) -> Fact:
    return next(fact for fact in facts(offer, site) if fact.name == name)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_what_is_not_stated_has_no_line() -> None:
    assert facts(BARE, SITE) == ()


def test_every_line_is_told_in_french() -> None:
    told = {fact.label: plain(fact.value) for fact in facts(RICH, SITE)}
    assert told == {
        "Employeur": "Example Coop",
        "Lieu": "1 rue Exemple, 75019 Paris, France; Austin, TX 78701, États-Unis",
        "Mode de travail": "Hybride : télétravail partiel",
        "Télétravail depuis": "France, Belgique",
        "Contrat": "CDD, Stage",
        "Temps de travail": "Temps plein, 4,5 jours par semaine",
        "Durée": "6 mois",
        "Début": "septembre 2026",
        "Rémunération": "35 000 – 42 000 € par an",
        "Date limite": "30 juin 2026",
        "Expérience": "2 ans",
        "Formation": "Bac +3 (licence, BUT)",
        "Langues": "Français, anglais",
        "Compétences": "iOS, git",
        "Postes à pourvoir": "2",
        "Référence": "X-1",
        "Publiée le": "1er juin 2026",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_told_in_every_language(language: str) -> None:
    told = facts(replace(RICH, language=language), SITE)
    assert [fact.name for fact in told] == [fact.name for fact in facts(RICH, SITE)]
    assert [fact.label for fact in told] == [words(language).label[fact.name] for fact in told]
    assert {fact.name for fact in told} <= {field.name for field in fields(Offer)}


@pytest.mark.parametrize(
    ("language", "pay", "closes", "countries"),
    [
        ("en", "€35,000 – €42,000 per year", "June 30, 2026", "France, Belgium"),
        ("en-GB", "€35,000 – €42,000 per year", "30 June 2026", "France, Belgium"),
        ("de", "35.000 – 42.000 € pro Jahr", "30. Juni 2026", "Frankreich, Belgien"),
        ("es", "35.000 – 42.000 € al año", "30 de junio de 2026", "Francia, Bélgica"),
        ("nl", "€ 35.000 – € 42.000 per jaar", "30 juni 2026", "Frankrijk, België"),
    ],
)
def test_money_dates_and_countries_are_written_as_in_the_language(
    language: str, pay: str, closes: str, countries: str
) -> None:
    offer = replace(RICH, language=language)
    assert value("pay", offer) == pay
    assert value("closes", offer) == closes
    assert value("remote_countries", offer) == countries


def test_an_offer_in_another_language_is_told_in_the_sites() -> None:
    assert fact("employment", replace(RICH, language="it")).label == "Contrat"
    assert fact("employment", replace(RICH, language="it"), replace(SITE, language="it")).label == (
        "Contract"
    )


@pytest.mark.parametrize(
    ("pay", "shown"),
    [
        (Pay(Decimal("13.5"), None, "EUR", "hour"), "À partir de 13,50 € par heure"),
        (Pay(None, Decimal(600), "EUR", "month"), "Jusqu’à 600 € par mois"),
        (Pay(Decimal(500), Decimal(500), "USD", "day"), "500 $US par jour"),
        (Pay(Decimal("12.1"), Decimal(13), "EUR", "hour"), "12,10 – 13,00 € par heure"),
        (Pay(Decimal(2000), Decimal(2500), "EUR"), "2 000 – 2 500 €"),
        (Pay(Decimal(2000), Decimal(2500)), "2 000 – 2 500"),
        (Pay(text="À négocier"), "À négocier"),
    ],
)
def test_pay_is_told_as_far_as_it_is_stated(pay: Pay, shown: str) -> None:
    assert value("pay", replace(BARE, pay=pay)) == shown


def test_the_employers_own_wording_of_pay_is_kept_when_it_says_more() -> None:
    pay = Pay(Decimal(35000), Decimal(42000), "EUR", "year", "35-42 k€ brut selon expérience")
    told = fact("pay", replace(BARE, pay=pay))
    assert [plain(item) for item in told.items] == [
        "35 000 – 42 000 € par an",
        "35-42 k€ brut selon expérience",
    ]


@pytest.mark.parametrize(
    "text",
    ["35000 à 42000 EUR par an", "35-42 k€", "35 000 to 42 000 euros per year", "35–42k pro Jahr"],
)
def test_pay_is_not_told_twice(text: str) -> None:
    pay = Pay(Decimal(35000), Decimal(42000), "EUR", "year", text)
    assert value("pay", replace(BARE, pay=pay)) == "35 000 – 42 000 € par an"


@pytest.mark.parametrize(
    ("start", "shown", "moment"),
    [
        ("asap", "Dès que possible", ""),
        ("2026-09-01", "1er septembre 2026", "2026-09-01"),
        ("2026-09", "septembre 2026", "2026-09"),
        ("juillet ou septembre", "juillet ou septembre", ""),
        ("2026-13", "2026-13", ""),
        ("2026-02-30", "2026-02-30", ""),
    ],
)
def test_the_start_is_a_day_a_month_or_the_words_as_written(
    start: str, shown: str, moment: str
) -> None:
    told = fact("start", replace(BARE, start=start))
    assert (told.value, told.moment) == (shown, moment)


@pytest.mark.parametrize(
    ("months", "shown"),
    [(0, "Aucune expérience exigée"), (12, "1 an"), (36, "3 ans"), (18, "18 mois"), (1, "1 mois")],
)
def test_experience_is_told_in_years_where_they_are_whole(months: int, shown: str) -> None:
    assert value("experience", replace(BARE, experience=months)) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("8 semaines", "8 semaines"),
        ("1 semaine", "1 semaine"),
        ("10 weeks", "10 semaines"),
        ("26 semaines", "6 mois"),
        ("1 an et demi", "18 mois"),
        ("2,5 mois", "2,5 mois"),
    ],
)
def test_a_length_is_told_in_weeks_where_it_was_stated_in_weeks(written: str, shown: str) -> None:
    assert (
        value("duration_months", replace(BARE, duration_months=duration_months(written))) == shown
    )


def test_a_deadline_with_a_time_is_told_with_the_sites_clock() -> None:
    noon = datetime(2026, 6, 30, 10, 0, tzinfo=UTC)
    told = fact("closes", replace(BARE, closes=noon))
    assert told.value == "30 juin 2026, 12:00 CEST"
    assert told.moment == "2026-06-30T10:00:00+00:00"


def test_two_sites_tell_one_instant_each_by_its_own_clock() -> None:
    offer = replace(BARE, closes=datetime(2026, 6, 30, 10, 0, tzinfo=UTC))
    tokyo = replace(SITE, timezone=ZoneInfo("Asia/Tokyo"))
    assert value("closes", offer) == "30 juin 2026, 12:00 CEST"
    assert value("closes", offer, tokyo) == "30 juin 2026, 19:00 JST"


def test_the_day_posted_is_the_day_on_the_sites_clock() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert value("date_posted", replace(BARE, date_posted=late)) == "1er juillet 2026"


@pytest.mark.parametrize(("days", "shown"), [("1", "1 Tag"), ("3", "3 Tage"), ("4.5", "4,5 Tage")])
def test_days_agree_with_their_number(days: str, shown: str) -> None:
    offer = replace(BARE, language="de", days_per_week=Decimal(days))
    assert value("schedule", offer) == f"{shown} pro Woche"


def test_several_places_are_items_and_equal_ones_are_told_once() -> None:
    lyon = Location(city="Lyon", country="FR")
    assert fact("locations", replace(BARE, locations=(lyon, lyon))).items == ()
    brussels = Location(city="Bruxelles", country="BE")
    told = fact("locations", replace(BARE, locations=(lyon, brussels)))
    assert told.items == ("Lyon, France", "Bruxelles, Belgique")


def test_unknown_codes_are_told_as_they_are() -> None:
    offer = replace(
        BARE,
        locations=(Location(city="Ville", country="XQ"),),
        languages=("qaa-x-own",),
        pay=Pay(Decimal(5), Decimal(9), "XQQ", "hour"),
    )
    assert value("locations", offer) == "Ville, XQ"
    assert value("languages", offer) == "Qaa-x-own"
    assert value("pay", offer) == "5 – 9 XQQ par heure"


@pytest.mark.parametrize(
    ("code", "name"),
    [("fr", "Français"), ("nl-BE", "Nederlands"), ("it", "Italiano"), ("xx", "xx"), ("<b>", "<b>")],
)
def test_a_language_is_named_in_itself(code: str, name: str) -> None:
    assert autonym(code) == name


TEXTS = st.text(max_size=20)


@given(
    texts=st.fixed_dictionaries(
        dict.fromkeys(("language", "start", "requisition_id", "currency", "country"), TEXTS)
    ),
    months=st.integers(0, 600),
    amounts=st.tuples(*(st.none() | st.decimals(0, 10**9, places=2),) * 2),
)
def test_no_text_in_any_field_is_too_strange_to_tell(
    texts: dict[str, str], months: int, amounts: Any
) -> None:
    offer = an_offer(
        language=texts["language"],
        start=texts["start"],
        requisition_id=texts["requisition_id"],
        experience=months,
        duration_months=Decimal(months),
        languages=(texts["language"],),
        locations=(Location(city=texts["country"], country=texts["country"]),),
        pay=Pay(*amounts, texts["currency"] or None, "month", texts["start"]),
    )
    told = facts(offer, SITE)
    assert all(fact.label and fact.value for fact in told)
    assert told == facts(offer, SITE)
