"""Days and instants as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content.dates import parse_month, parse_when, read_when, split_file_name
from tests.corpora import CORPUS, needs_corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2017, 5, 23)


@pytest.mark.parametrize(
    "text",
    [
        "2017-05-23",
        "2017-5-23",
        " 2017-05-23 ",
        "2017/05/23",
        "2017.05.23",
        "20170523",
        "23/05/2017",
        "23-05-2017",
        "23.05.2017",
        "23. 05. 2017",
        "05/23/2017",
        "23 mai 2017",
        "le 23 mai 2017",
        "mardi 23 mai 2017",
        "mar. 23 mai 2017",
        "23 MAI 2017",
        "May 23, 2017",
        "May 23rd, 2017",
        "Tuesday, May 23, 2017",
        "23 May 2017",
        "23-May-2017",
        "23rd of May 2017",
        "the 23rd of May 2017",
        "23. Mai 2017",
        "Dienstag, den 23. Mai 2017",
        "23 de mayo de 2017",
        "martes, 23 de mayo de 2017",
        "23 mayo 2017",
        "23 mei 2017",
        "dinsdag 23 mei 2017",
        "23\u00a0mai\u202f2017",
    ],
)
def test_a_day_is_read_in_every_shape(text: str) -> None:
    assert parse_when(text, PARIS) == DAY
    assert not isinstance(parse_when(text, PARIS), datetime)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        (("janvier", "January", "Januar", "enero", "januari", "janv.", "Jan", "ene."), 1),
        (("février", "February", "Februar", "febrero", "februari", "févr."), 2),
        (("mars", "March", "März", "Maerz", "marzo", "maart", "Mrz", "mrt"), 3),
        (("avril", "April", "abril", "avr.", "abr."), 4),
        (("mai", "May", "mayo", "mei"), 5),
        (("juin", "June", "Juni", "junio"), 6),
        (("juillet", "July", "Juli", "julio", "juil."), 7),
        (("août", "aout", "August", "agosto", "augustus"), 8),
        (("septembre", "September", "septiembre", "setiembre", "sept."), 9),
        (("octobre", "October", "Oktober", "octubre", "oct.", "okt"), 10),
        (("novembre", "November", "noviembre", "nov."), 11),
        (("décembre", "December", "Dezember", "diciembre", "déc.", "dic"), 12),
    ],
)
def test_months_have_names_in_five_languages(words: tuple[str, ...], month: int) -> None:
    assert {parse_when(f"1 {word} 2026", UTC) for word in words} == {date(2026, month, 1)}
    assert {parse_month(f"{word} 2026") for word in words} == {f"2026-{month:02}"}


@pytest.mark.parametrize("text", ["1er juin 2026", "1º de junio de 2026", "1st June 2026"])
def test_the_first_of_a_month_may_be_an_ordinal(text: str) -> None:
    assert parse_when(text, UTC) == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-05-23 16:02:11 +0000", "2017-05-23T16:02:11+00:00"),
        ("2017-05-23T16:02:11.316+00:00", "2017-05-23T16:02:11.316000+00:00"),
        ("2017-06-08T15:18:38+00:00", "2017-06-08T15:18:38+00:00"),
        ("2018-07-05 08:30:25 +0000", "2018-07-05T08:30:25+00:00"),
        ("2017-05-23T16:02:11Z", "2017-05-23T16:02:11+00:00"),
        ("20170523T160211Z", "2017-05-23T16:02:11+00:00"),
        ("2017-05-23T16:02", "2017-05-23T16:02:00+02:00"),
        ("2017-05-23 16:02 -0500", "2017-05-23T16:02:00-05:00"),
        ("2017-05-23 16:02 +02", "2017-05-23T16:02:00+02:00"),
        ("2017-05-23 16:02:11 +0000 UTC", "2017-05-23T16:02:11+00:00"),
        ("2017-05-23 16:02 UTC+2", "2017-05-23T16:02:00+02:00"),
        ("2017-05-23 16:02 GMT", "2017-05-23T16:02:00+00:00"),
        ("2017-05-23 16:02 CET", "2017-05-23T16:02:00+01:00"),
        ("2017-05-23 16:02 CEST", "2017-05-23T16:02:00+02:00"),
        ("2017-05-23 16:02 (CEST)", "2017-05-23T16:02:00+02:00"),
        ("2017-05-23 4:02 pm EST", "2017-05-23T16:02:00-05:00"),
        ("2017-05-23 12 am", "2017-05-23T00:00:00+02:00"),
        ("2017-05-23 12:30 p.m.", "2017-05-23T12:30:00+02:00"),
        ("2017-05-23 16:02 America/New_York", "2017-05-23T16:02:00-04:00"),
        ("23 mai 2017 à 16h02", "2017-05-23T16:02:00+02:00"),
        ("23 mai 2017 à 16h", "2017-05-23T16:00:00+02:00"),
        ("23.05.2017 um 16.30 Uhr", "2017-05-23T16:30:00+02:00"),
        ("23.05.2017, 16 Uhr", "2017-05-23T16:00:00+02:00"),
        ("23 de mayo de 2017 a las 16:30", "2017-05-23T16:30:00+02:00"),
        ("dinsdag 23 mei 2017 om 16.00 uur", "2017-05-23T16:00:00+02:00"),
        ("May 23, 2017 at 4 PM", "2017-05-23T16:00:00+02:00"),
        ("Tue, 23 May 2017 16:02:11 GMT", "2017-05-23T16:02:11+00:00"),
        ("Tue May 23 16:02:11 2017 +0200", "2017-05-23T16:02:11+02:00"),
        ("Tue May 23 16:02:11 CEST 2017", "2017-05-23T16:02:11+02:00"),
        ("2017-05-23 24:00", "2017-05-24T00:00:00+02:00"),
    ],
)
def test_an_instant_is_read_in_every_shape(text: str, expected: str) -> None:
    assert parse_when(text, PARIS).isoformat() == expected


def test_a_time_that_the_clocks_skip_moves_with_them() -> None:
    assert parse_when("2026-03-29 02:30", PARIS).isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_time_that_the_clocks_show_twice_is_the_first() -> None:
    assert parse_when("2026-10-25 02:30", PARIS).isoformat() == "2026-10-25T02:30:00+02:00"


@pytest.mark.parametrize("language", ["fr", "de", "es", "nl", "fr-FR", "de_CH", "en-GB", "NL"])
def test_the_day_comes_first_where_it_always_does(language: str) -> None:
    assert parse_when("03/04/2017", UTC, language) == date(2017, 4, 3)
    assert parse_when("03-04-2017", UTC, language) == date(2017, 4, 3)


def test_the_month_comes_first_in_american_english() -> None:
    assert parse_when("03/04/2017", UTC, "en-US") == date(2017, 3, 4)


@pytest.mark.parametrize("language", ["", "en", "it"])
def test_a_date_that_can_be_two_days_is_refused_with_both(language: str) -> None:
    with pytest.raises(ValueError, match="2017-04-03 or 2017-03-04"):
        parse_when("03/04/2017", UTC, language)


@pytest.mark.parametrize("language", ["", "en", "fr"])
def test_figures_with_dots_and_equal_figures_are_one_day(language: str) -> None:
    assert parse_when("03.04.2017", UTC, language) == date(2017, 4, 3)
    assert parse_when("04/04/2017", UTC, language) == date(2017, 4, 4)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-02-30", "not in the calendar"),
        ("31/04/2026", "not in the calendar"),
        ("2026-13-01", "not in the calendar"),
        ("32 mai 2026", "not in the calendar"),
        ("2417-01-01", "not in 1990 to 2100"),
        ("1989-12-31", "not in 1990 to 2100"),
        ("23.05.17", "four digits"),
        ("2026-03", "no day"),
        ("mars 2026", "no day"),
        ("December 31st", "names no year"),
        ("31. Dezember", "names no year"),
        ("le 1er mai", "names no year"),
        ("mercredi 23 mai 2017", "2017-05-23 is a Tuesday"),
        ("2026-03-01 25:00", "no such time"),
        ("2026-03-01 12:60", "no such time"),
        ("2026-03-01 12:00:60", "no such time"),
        ("2026-03-01 24:01", "no such time"),
        ("2026-03-01 13 pm", "12-hour"),
        ("2026-03-01 16", "not a time of day"),
        ("2026-03-01 0200", "not a time of day"),
        ("2026-03-01 minuit", "not a time of day"),
        ("2026-03-01 +0200", "not a time of day"),
        ("2026-03-01 12:00 ET", "not a time zone"),
        ("2026-03-01 12:00 Europe/Atlantis", "not a time zone"),
        ("2026-03-01 12:00 +9900", "not a time zone"),
        ("2026-03-01 12:00 +0000 CET", "not a time zone"),
        ("1:30-2:30pm ET (10:30am -11:30am PT)", "not a date"),
        ("YYYY-MM-DD", "not a date"),
        ("Dès que possible", "not a date"),
        ("٢٠١٧-٠٥-٢٣", "not a date"),
        ("23 smarch 2026", "not a date"),
        ("1495555331", "not a date"),
        ("", "not a date"),
        ("7" * 5000, "5000 characters"),
        ("2026-03-01" + " " * 100_000, "characters"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refused:
        parse_when(text, PARIS, "fr")
    assert re.search(r"write .*\d{4}-\d{2}-\d{2}", str(refused.value))
    assert len(str(refused.value)) < 300


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_from_its_own_spellings(day: date) -> None:
    iso = day.isoformat()
    names = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()  # noqa: SIM905 - readable
    assert parse_when(iso, UTC) == day
    assert parse_when(f"{day:%d/%m/%Y}", UTC, "fr") == day
    assert parse_when(f"{day.day} {names[day.month - 1]} {day.year}", UTC) == day
    assert parse_when(f"{day:%Y%m%d}", UTC) == day


@given(
    st.datetimes(datetime(1991, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001 - made aware below
    st.integers(-14 * 60, 14 * 60),
)
def test_every_instant_survives_being_written(clock: datetime, minutes: int) -> None:
    sign, size = "-" if minutes < 0 else "+", abs(minutes)
    offset = f"{sign}{size // 60:02}{size % 60:02}"
    read = parse_when(f"{clock.isoformat(' ')} {offset}", PARIS)
    assert isinstance(read, datetime)
    assert read.utcoffset() == timedelta(minutes=minutes)
    assert read.replace(tzinfo=None) == clock


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 12, 31)))  # noqa: DTZ001 - local times
def test_a_local_time_is_an_instant_that_the_zone_shows(clock: datetime) -> None:
    read = parse_when(clock.isoformat(), PARIS)
    assert isinstance(read, datetime)
    shown = read.astimezone(PARIS)
    assert shown.utcoffset() == read.utcoffset()
    assert abs(shown.replace(tzinfo=None) - clock) <= timedelta(hours=1)


def _read_or_refusal(text: str, language: str = "") -> date | str:
    try:
        return parse_when(text, PARIS, language)
    except ValueError as refusal:
        return str(refusal)


@given(st.text(max_size=80), st.sampled_from(["", "fr", "en-US"]))
def test_anything_is_a_date_or_a_sentence(text: str, language: str) -> None:
    read = _read_or_refusal(text, language)
    assert isinstance(read, date) or "write" in read
    assert not isinstance(read, datetime) or read.utcoffset() is not None


@given(st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,3}[-/. ][0-9]{1,5}([T ][0-9:.+-Zh ]{0,12})?"))
def test_anything_like_a_date_is_a_date_or_a_sentence(text: str) -> None:
    read = _read_or_refusal(text)
    assert 1990 <= read.year <= 2101 if isinstance(read, date) else "write" in read


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-09", "2026-09"),
        ("2026/9", "2026-09"),
        ("09/2026", "2026-09"),
        ("septembre 2026", "2026-09"),
        ("septiembre de 2026", "2026-09"),
        ("Sept. 2026", "2026-09"),
        ("2026-13", None),
        ("0000-01", None),
        ("juillet ou septembre", None),
        ("2026", None),
        ("2026-09-01", None),
        ("9" * 5000, None),
    ],
)
def test_a_month_is_a_year_and_a_month(text: str, month: str | None) -> None:
    assert parse_month(text) == month


@pytest.mark.parametrize(
    ("stem", "day", "rest"),
    [
        ("2017-05-23-offre-de-stage", DAY, "offre-de-stage"),
        ("2017_05_23_offre", DAY, "offre"),
        ("20170523-offre", DAY, "offre"),
        ("2024-08-01-CMOOR", date(2024, 8, 1), "CMOOR"),
        ("2017-05-23", DAY, "2017-05-23"),
        ("2022-03-ufr-admin", None, "ufr-admin"),
        ("2022-10-genouest", None, "genouest"),
        ("2022-03", None, "2022-03"),
        ("2022-03-2-posts", None, "2022-03-2-posts"),
        ("2017-13-45-offre", None, "2017-13-45-offre"),
        ("2026-02-30-offre", None, "2026-02-30-offre"),
        ("1066-10-14-hastings", None, "1066-10-14-hastings"),
        ("20170523", None, "20170523"),
        ("fedramp-isso-2023", None, "fedramp-isso-2023"),
        ("18f-director-2023", None, "18f-director-2023"),
        ("", None, ""),
    ],
)
def test_a_file_name_gives_its_day_and_its_rest(stem: str, day: date | None, rest: str) -> None:
    assert split_file_name(stem) == (day, rest)


@given(st.text(min_size=1))
def test_a_file_name_is_never_cut_to_nothing(stem: str) -> None:
    _, rest = split_file_name(stem)
    assert rest
    assert stem.endswith(rest)


def _stated_dates() -> list[tuple[Path, str]]:
    line = re.compile(
        r"^(?:date|opens|closes): *['\"]?([^'\"#\n]*?)['\"]? *(?:#.*)?$", re.MULTILINE
    )
    return [
        (path, value)
        for path in sorted(CORPUS.rglob("*.m*"))
        for value in line.findall(path.read_text(encoding="utf-8").split("\n---", 1)[0])
        if value
    ]


@needs_corpus
def test_every_date_of_the_real_offers_is_read() -> None:
    stated = _stated_dates()
    assert len(stated) > 100
    for path, value in stated:
        assert 2017 <= parse_when(value, PARIS).year <= 2026, path


def said(read: Callable[..., object], text: str) -> str:
    """What *read* makes of *text*, or how it refuses it."""
    try:
        return repr(read(text, PARIS, "fr"))
    except ValueError as error:
        return str(error)


@given(
    st.from_regex(
        r"(1989|199[0-9]|20[0-9]{2}|2100|2101)-[0-3][0-9]-[0-3][0-9][T ]+[0-2][0-9]:[0-6][0-9]"
        r":[0-6][0-9] ?[+-](0[0-9]|1[0-6]):?[0-6][0-9]",
        fullmatch=True,
    )
    | st.builds(
        "{:%Y-%m-%d %H:%M:%S} {}".format,
        st.datetimes(datetime(1989, 6, 1), datetime(2101, 6, 1)),  # noqa: DTZ001 - local times
        st.sampled_from(["+0000", "-0000", "+0200", "-05:30", "+1459", "-1500", "+1501", "+0060"]),
    )
)
def test_an_instant_in_the_usual_shape_is_what_it_is_in_any_shape(text: str) -> None:
    assert said(parse_when, text) == said(read_when, text)
