"""The words of front matter, and our word for them."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.content import terms
from syndicate.content.folding import fold
from syndicate.offer import Education, Employment, Schedule, Workplace
from tests.corpora import CORPUS, needs_corpus

if TYPE_CHECKING:
    from collections.abc import Callable

LISTS = tomllib.loads(Path(terms.__file__).with_name("terms.toml").read_text(encoding="utf-8"))
#: Longer than any term, and slow for an expression that backtracks.
HOSTILE = ["a" * 100_000, "1" * 100_000, "- " * 50_000, "6 mois " * 20_000, "\ud800", "(" * 5000]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("permanent", "CDI|Permanent|perm|PERM|CDI de chantier|open-ended|Durée indéterminée"),
        ("permanent", "unbefristet|Festanstellung|indefinido|Contrato indefinido|vast"),
        ("permanent", "Vaste aanstelling|onbepaalde tijd|contract voor onbepaalde tijd"),
        ("fixed_term", "CDD|CDD de 6 mois|term|Fixed-term|TEMPORARY|temporary|fixedTerm"),
        ("fixed_term", "befristet|befristet (12 Monate)|temporal|tijdelijk"),
        ("fixed_term", "Contract voor bepaalde tijd|C.D.D.|CDD pouvant évoluer en CDI"),
        ("temp_agency", "intérim|Interim|Zeitarbeit|uitzendkracht|temp agency|Temp-to-perm"),
        ("internship", "stage|Stage (6 mois)|Internship|intern|INTERN|Praktikum|prácticas"),
        ("internship", "stageplek|Convention de stage|Becario"),
        ("apprenticeship", "alternance|Apprentissage|Contrat d'apprentissage|apprenti·e"),
        ("apprenticeship", "Contrat pro|Ausbildung|Azubi|duales Studium|BBL|formación dual"),
        ("freelance", "freelance|CONTRACTOR|zzp|ZZP'er|selbstständig|autónomo|Indépendante"),
        ("volunteer", "bénévolat|bénévole|Volunteer|VOLUNTEER|Ehrenamt|voluntariado|vrijwilliger"),
        ("volunteer", "service civique|FSJ"),
        ("seasonal", "saisonnier|Seasonal|Saisonarbeit|seizoenswerk|temporada"),
        ("civil_servant", "fonctionnaire|titulaire|Beamter|funcionario|ambtenaar"),
        ("other", "other|OTHER|VIE|V.I.E.|Werkstudent|PER_DIEM|job étudiant|working student"),
    ],
)
def test_contracts_are_known_in_five_languages(kind: str, texts: str) -> None:
    assert {text: terms.employment(text) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), (kind,)
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("CDI, temps plein", ("permanent",)),
        ("Apprentissage ou stage 6 mois", ("apprenticeship", "internship")),
        ("CDI ou CDD", ("permanent", "fixed_term")),
        ("Freelance / CDI / Freelance", ("freelance", "permanent")),
        ("Full-time, permanent", ("permanent",)),
    ],
)
def test_several_contracts_keep_their_order(text: str, kinds: tuple[str, ...]) -> None:
    assert terms.employment(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "code",
        "Communication",
        "Position",
        "Closed-Position",
        "FULL_TIME",
        "contract",
        "long-term",
        "pas de stage",
        "kein Praktikum",
        "not an internship",
        "Nous cherchons, pour notre équipe, une personne en CDI. " * 10,
    ],
)
def test_words_that_name_no_contract_give_none(text: str) -> None:
    assert terms.employment(text) == ()


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Full time.", ("full_time",)),
        ("FULL_TIME", ("full_time",)),
        ("CDI, temps plein", ("full_time",)),
        ("Temps complet", ("full_time",)),
        ("Vollzeit", ("full_time",)),
        ("jornada completa", ("full_time",)),
        ("voltijd", ("full_time",)),
        ("part-time", ("part_time",)),
        ("temps partiel", ("part_time",)),
        ("mi-temps", ("part_time",)),
        ("Teilzeit", ("part_time",)),
        ("media jornada", ("part_time",)),
        ("deeltijd", ("part_time",)),
        ("Werkstudent", ("part_time",)),
        ("Part or full time", ("full_time", "part_time")),
        ("Teil- oder Vollzeit", ("full_time", "part_time")),
        ("Vollzeit/Teilzeit", ("full_time", "part_time")),
        ("temps plein ou partiel", ("full_time", "part_time")),
        ("jornada completa o parcial", ("full_time", "part_time")),
        ("80 %", ("part_time",)),
        ("80–100 %", ("full_time", "part_time")),
        ("100%", ("full_time",)),
        ("50% remote", ()),
        ("35h", ()),
        ("CDI", ()),
        ("", ()),
    ],
)
def test_hours_are_full_part_or_both(text: str, hours: tuple[str, ...]) -> None:
    assert terms.schedule(text) == hours


@pytest.mark.parametrize(
    ("where", "texts"),
    [
        (
            "remote",
            "remote|Remote|TELECOMMUTE|Télétravail|télétravail total|100 % remote|à distance",
        ),
        (
            "remote",
            "Homeoffice|en remoto|teletrabajo|thuiswerken|op afstand|true|oui|work from home",
        ),
        ("remote", "Anywhere in the U.S. (remote)|5 jours de télétravail|Remote, 10% travel"),
        ("hybrid", "hybrid|hybride|híbrido|Télétravail partiel|2 days remote|50% remote"),
        ("hybrid", "2 jours de télétravail par semaine|deux jours de télétravail|20-60 % remote"),
        ("hybrid", "teilweise Homeoffice|2 Tage Homeoffice|teletrabajo 40 %|deels thuiswerken"),
        ("hybrid", "3 days in the office, 2 days remote|Hybrid remote|Paris (hybride)"),
        ("onsite", "onsite|on-site|Sur site|présentiel|100 % présentiel|vor Ort|presencial"),
        ("onsite", "op locatie|pas de télétravail|kein Homeoffice|sin teletrabajo|no remote"),
    ],
)
def test_workplaces_are_known_in_five_languages(where: str, texts: str) -> None:
    assert {text: terms.workplace(text) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), where
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Paris",
        "false",
        "non",
        "télétravail possible",
        "Homeoffice möglich",
        "remote or on-site",
        "50-100% remote",
        "Remote (2 days a month in Paris)",
        "3 days in the office",
    ],
)
def test_a_workplace_that_is_not_certain_is_not_stated(text: str) -> None:
    assert terms.workplace(text) is None


@pytest.mark.parametrize(
    ("level", "texts"),
    [
        ("none", "aucun|sans diplôme|none|no requirements|kein Abschluss|geen"),
        ("high_school", "Bac|baccalauréat|bac pro|high school|Abitur|bachillerato|havo"),
        ("professional_certificate", "CAP|BEP|CQP|titre RNCP|Berufsausbildung|mbo|FP"),
        ("associate_degree", "BTS|DUT|Bac+2|bac +2|BAC + 2|L2|associate degree|Bac +2/3"),
        ("bachelor_degree", "Licence|BUT|Bac+3|bac+4|Bachelor's degree|BSc|hbo|grado"),
        ("bachelor_degree", "Licence ou Master|Bac+3 / Bac+5|Bachelor or Master"),
        ("postgraduate_degree", "Master|Niveau : Master|Bac+5|M2|PhD|Ph.D.|doctorat|máster"),
        ("postgraduate_degree", "Master's degree|diplôme d'ingénieur|MSc"),
    ],
)
def test_education_is_the_least_that_is_enough(level: str, texts: str) -> None:
    assert {text: terms.education(text) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), level
    )


@pytest.mark.parametrize("text", ["", "Informatique", "Scrum Master", "école de commerce"])
def test_a_subject_is_no_level(text: str) -> None:
    assert terms.education(text) is None


def test_our_own_words_are_known_everywhere() -> None:
    for kind in get_args(Employment):
        assert terms.employment(kind) == (kind,)
    for hours in get_args(Schedule):
        assert terms.schedule(hours) == (hours,)
    for where in get_args(Workplace):
        assert terms.workplace(where) == where
    for level in get_args(Education):
        assert terms.education(level) == level
    for status in get_args(terms.StatusWord):
        assert terms.status_word(status) == status


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        (True, "true|True|yes|oui|OUI|ja|sí|si|1|on|y|vrai|wahr|verdadero|waar"),
        (False, "false|no|NO|non|nein|nee|0|off|n|faux|falsch|falso|onwaar"),
        (None, "maybe||2|peut-être|2026-03-01|published|https://example.org/yes"),
    ],
)
def test_truth_has_words_in_five_languages(said: bool | None, texts: str) -> None:
    assert {text: terms.truth(text) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), said
    )


@pytest.mark.parametrize(
    ("status", "texts"),
    [
        ("open", "open|Published|publié|ouverte|offen|veröffentlicht|abierto|gepubliceerd|active"),
        ("closed", "closed|Closed-Position|filled|pourvu|Poste pourvu|archived|archivé|expired"),
        ("closed", "besetzt|geschlossen|cerrado|cubierta|gesloten|vervuld|withdrawn"),
        ("draft", "draft|brouillon|Entwurf|borrador|concept|unpublished|en attente"),
        ("template", "template|modèle|Vorlage|plantilla|sjabloon"),
        (None, "|Position|CDI|true|tomorrow|not closed"),
    ],
)
def test_a_status_is_the_whole_of_the_text(status: str | None, texts: str) -> None:
    assert {text: terms.status_word(text) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), status
    )


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("6 mois", 6),
        ("6 MOIS", 6),
        ("6-month", 6),
        ("18 months", 18),
        ("18m", 18),
        ("2 years", 24),
        ("Two-year", 24),
        ("un an", 12),
        ("six mois", 6),
        ("1 an et demi", 18),
        ("1,5 an", 18),
        ("2.5 months", Decimal("2.5")),
        ("anderthalb Jahre", 18),
        ("1 an et 6 mois", 18),
        ("2 years, 6 months", 30),
        ("12 Monate", 12),
        ("1 año", 12),
        ("seis meses", 6),
        ("8 maanden", 8),
        ("13 weeks", 3),
        ("10 semaines", Decimal("2.31")),
        ("P6M", 6),
        ("P1Y6M", 18),
        ("6 mois renouvelable", 6),
        ("6 mois, renouvelable 6 mois", 6),
        ("1 an (renouvelable 1 fois)", 12),
        ("6 mois à temps plein à partir de juillet", 6),
        ("Durée : 6 mois", 6),
    ],
)
def test_a_duration_is_one_length(text: str, months: Decimal | int) -> None:
    assert terms.duration_months(text) == months


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6",
        "3 à 6 mois",
        "3-6 months",
        "3, 4 ou 6 mois",
        "6 mois à 1 an",
        "6 mois minimum",
        "au moins 6 mois",
        "up to 6 months",
        "environ 6 mois",
        "0 mois",
        "9999999 mois",
        "200 years",
        "P0M",
        "P",
        "CDI",
        "2 days",
    ],
)
def test_what_is_not_one_length_is_no_duration(text: str) -> None:
    assert terms.duration_months(text) is None


def test_a_bare_number_counts_what_its_key_says() -> None:
    assert terms.duration_months("6", unit="month") == 6
    assert terms.duration_months("1,5", unit="year") == 18
    assert terms.duration_months("6 weeks", unit="year") == Decimal("1.38")
    assert terms.experience_months("3", unit="year") == 36
    assert terms.experience_months("3", unit="month") == 3


@given(st.integers(1, 99), st.sampled_from(["mois", "months", "Monate", "meses", "maanden"]))
def test_every_number_of_months_is_read(number: int, unit: str) -> None:
    assert terms.duration_months(f"{number} {unit}") == number
    assert terms.experience_months(f"{number} {unit}") == number
    assert terms.duration_months(f"{number} - {number + 1} {unit}") is None
    assert terms.experience_months(f"{number} - {number + 1} {unit}") == number


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3 ans", 36),
        ("minimum 2 years", 24),
        ("au moins 2 ans", 24),
        ("al menos 2 años", 24),
        ("at least two years", 24),
        ("5+ years", 60),
        ("2 à 3 ans", 24),
        ("2-5 years", 24),
        ("6 mois d'expérience", 6),
        ("mindestens 3 Jahre", 36),
        ("P2Y", 24),
        ("0", 0),
        ("0-2 years", 0),
        ("débutant accepté", 0),
        ("Débutant·e accepté·e", 0),
        ("Débutants acceptés", 0),
        ("no experience required", 0),
        ("keine", 0),
        ("sin experiencia", 0),
        ("geen ervaring", 0),
        ("", None),
        ("3", None),
        ("junior", None),
        ("Bac+5", None),
        ("moins de 2 ans", None),
        ("up to 2 years", None),
        ("2 ans en Python, 3 ans en Java", None),
    ],
)
def test_experience_is_the_least_that_is_asked_for(text: str, months: int | None) -> None:
    assert terms.experience_months(text) == months


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("4", 4),
        ("4 jours", 4),
        ("4j/semaine", 4),
        ("4 days a week", 4),
        ("four-day week", 4),
        ("2,5 Tage", Decimal("2.5")),
        ("5 dagen", 5),
        ("3 días por semana", 3),
        ("", None),
        ("0", None),
        ("8", None),
        ("80 %", None),
        ("3-4 jours", None),
        ("4 days a month", None),
        ("32 uur", None),
        ("days", None),
    ],
)
def test_days_a_week_are_at_most_seven(text: str, days: Decimal | int | None) -> None:
    assert terms.days_per_week(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "Dès que possible",
        "dès que possible.",
        "ASAP",
        "As soon as possible",
        "sofort",
        "ab sofort",
        "zum nächstmöglichen Zeitpunkt",
        "lo antes posible",
        "per direct",
        "z.s.m.",
        "Immédiatement",
    ],
)
def test_as_soon_as_possible_is_said_in_five_languages(text: str) -> None:
    assert terms.start(text) == "asap"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("2026-09-01", "2026-09-01"),
        ("1er septembre 2026", "2026-09-01"),
        ("à partir du 1er septembre 2026", "2026-09-01"),
        ("ab 01.09.2026", "2026-09-01"),
        ("vanaf 1 september 2026", "2026-09-01"),
        ("25/09/2026", "2026-09-25"),
        ("2026-09-01 08:00", "2026-09-01"),
        ("2026-09", "2026-09"),
        ("septembre 2026", "2026-09"),
        ("à partir de septembre 2026", "2026-09"),
        ("juillet ou septembre", "juillet ou septembre"),
        ("  Q3   2026 ", "Q3 2026"),
        ("rentrée 2026", "rentrée 2026"),
        ("", ""),
    ],
)
def test_a_start_is_a_day_a_month_or_the_words(text: str, begins: str) -> None:
    assert terms.start(text) == begins


def test_a_start_in_figures_must_be_a_day() -> None:
    with pytest.raises(ValueError, match="not in the calendar"):
        terms.start("2026-02-30")
    with pytest.raises(ValueError, match="can be two days"):
        terms.start("03/04/2026", "en")
    assert terms.start("03/04/2026", "fr") == "2026-04-03"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr_FR", "fr-FR"),
        ("fr_FR.UTF-8", "fr-FR"),
        ("en-us", "en-US"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("Français", "fr"),
        ("Deutsch", "de"),
        ("Englisch", "en"),
        ("castellano", "es"),
        ("Nederlands", "nl"),
        ("deu", "de"),
        ("日本語", "ja"),
        ("English (C1)", "en"),
        ("Deutsch fließend", "de"),
        ("", None),
        ("xx", None),
        ("klingon", None),
        ("English or French", None),
        ("fr-FR-x-private-much-longer", None),
    ],
)
def test_a_language_is_a_tag_or_a_name(text: str, tag: str | None) -> None:
    assert terms.language_code(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "…",
        "???",
        "$",
        "TBD",
        "tbd.",
        "N/A",
        "n.v.t.",
        "k.A.",
        "à définir",
        "To Be Updated Soon",
        "xxx",
        "XXXX",
        "Lorem ipsum dolor sit amet",
        "lorem ipsum " * 200,
        "YYYY-MM-DD",
        "JJ/MM/AAAA",
        "TT.MM.JJJJ",
        "(removed)",
        "[Company name]",
        "<your title>",
        "{insert link}",
        "https://www.eventbrite.com/...",
        "https://usajobs.gov/job/apply/whatever",
    ],
)
def test_words_that_hold_a_place_are_missing(text: str) -> None:
    assert terms.is_missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Paris",
        "0",
        "x",
        "C",
        "none",
        "aucun",
        "$ 143,736",
        "[Remote]",
        "(H/F)",
        "<jobs@example.org>",
        "https://www.usajobs.gov/job/787345100",
        "https://example.org/jobs/",
        "Lorem Ltd",
        "2026-03-01",
    ],
)
def test_values_are_not_missing(text: str) -> None:
    assert not terms.is_missing(text)


@pytest.mark.parametrize(
    "title",
    [
        "Joblisting Template",
        "Vacature template",
        "job-template",
        "Modèle d'offre de stage",
        "Vorlage Stellenanzeige",
        "_TEMPLATE",
        "_TEMPLATE_PIF_USDC",
        "Hiring Org: Position title",
        "TTS: Position title",
        "Intitulé du poste",
        "Stellenbezeichnung",
        "Título del puesto",
        "Functietitel",
        "Geen vacatures",
        "geen-vacatures",
        "No jobs to show",
        "no-jobs-on-the-board",
        "There are currently no open positions",
        "Aucune offre pour le moment",
        "Pas d’offre actuellement",
        "Derzeit keine offenen Stellen",
        "No hay ofertas de empleo",
        "Offline gehaalde vacature",
    ],
)
def test_templates_and_empty_boards_are_recognised(title: str) -> None:
    assert terms.template_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Email Template Developer",
        "Web Template Designer",
        "No Jobs Too Small Handyman",
        "Développeur Ruby, stage 3 à 6 mois",
        "Offre de stage 6 mois, Chargé-e de projets junior",
        "TTS: Director of Product Management",
        "No-Code Developer",
        "Position Title Analyst at Example",
    ],
)
def test_jobs_are_not_templates(title: str) -> None:
    assert not terms.template_title(title)


@pytest.mark.parametrize(
    "title", ["Careers", "Open positions", "Nos offres d’emploi", "Vacatures", "Offene Stellen"]
)
def test_the_title_of_a_list_is_recognised(title: str) -> None:
    assert terms.listing_title(title)


@pytest.mark.parametrize("title", ["", "Career coach", "Jobs administrator", "Open Data Engineer"])
def test_the_title_of_a_job_is_not_that_of_a_list(title: str) -> None:
    assert not terms.listing_title(title)


def test_tags_that_every_offer_could_have_are_generic() -> None:
    assert all(map(terms.is_generic_tag, ["jobs", "Job", "emploi", "vacature", "Careers", "posts"]))
    assert not any(map(terms.is_generic_tag, ["", "Civic Tech", "code", "job design"]))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Rédaction article, Affaires publiques , Civic Tech",
            ("Rédaction article", "Affaires publiques", "Civic Tech"),
        ),
        (
            "Rédaction d'article,Affaires publiques,Civic Tech ",
            ("Rédaction d'article", "Affaires publiques", "Civic Tech"),
        ),
        ("admin sys, bash/shell, ubuntu/debian", ("admin sys", "bash/shell", "ubuntu/debian")),
        ("a; b,A,,c\nB", ("a", "b", "c")),
        (" , ; ", ()),
        ("", ()),
    ],
)
def test_lists_are_split_trimmed_and_said_once(text: str, parts: tuple[str, ...]) -> None:
    assert terms.split_list(text) == parts


#: Lists of these sections are looked at one by one: a word may be in several.
_SEPARATE = {"lengths", "pay", "titles", "missing"}


@pytest.mark.parametrize("section", sorted(LISTS.keys() - _SEPARATE))
def test_no_word_has_two_meanings(section: str) -> None:
    meanings: dict[str, set[str]] = {}
    for meaning, words in LISTS[section].items():
        for word in words:
            meanings.setdefault(fold(word), set()).add(meaning)
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}
    assert "" not in meanings


ALL: tuple[Callable[[str], object], ...] = (
    terms.employment,
    terms.schedule,
    terms.workplace,
    terms.education,
    terms.truth,
    terms.status_word,
    terms.duration_months,
    terms.experience_months,
    terms.days_per_week,
    terms.language_code,
    terms.is_missing,
    terms.template_title,
    terms.listing_title,
    terms.is_generic_tag,
    terms.split_list,
)
_SHRAPNEL = "CDI 6 mois - à 3 ans et demi télétravail 50 % ( ) bac + 5 jours no remote , ; 1 P6M Q"


@given(st.text() | st.lists(st.sampled_from(_SHRAPNEL.split())).map(" ".join))
def test_nothing_that_is_written_breaks_a_reader(text: str) -> None:
    for read in ALL:
        read(text)
    assert "  " not in terms.start(f"x{text}")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_says_nothing(text: str) -> None:
    read = [terms.employment(text), terms.education(text), terms.duration_months(text)]
    assert [value for value in read if value] == []
    assert terms.start(text) in (" ".join(text.split()), "asap")
    assert terms.language_code(text) is None


@needs_corpus
def test_the_real_offers_hold_exactly_these_templates() -> None:
    line = re.compile(r"""^title: *['"]?(.*?)['"]? *$""", re.MULTILINE)
    found = {
        path.name: title[1]
        for path in sorted(CORPUS.rglob("*.m*"))
        if (title := line.search(path.read_text(encoding="utf-8")))
        and (terms.template_title(title[1]) or terms.template_title(path.stem))
    }
    assert found == {
        "_TEMPLATE.md": "Hiring Org: Position title",
        "_TEMPLATE_PIF_USDC.md": "Hiring Org: Position title",
        "en__jobs__2020__2020-11-13-vacature-offline.md": "Offline gehaalde vacature",
        "en__jobs__2024__job-template.md": "Joblisting Template",
        "en__jobs__2024__no-jobs-on-the-board.md": "No jobs to show",
        "nl__werk-en-freelance__2020__2020-11-13-vacature-offline.md": "Offline gehaalde vacature",
        "nl__werk-en-freelance__2024__geen-vacatures.md": "Geen vacatures",
        "nl__werk-en-freelance__2024__vacature-template.md": "Vacature template",
    }


@given(
    st.text(max_size=12)
    | st.builds(
        "{}{}{}".format,
        st.sampled_from(["", " ", "(", "x", "X", "a", "é"]),
        st.sampled_from(
            [
                "TBD",
                "to be",
                "n.a.",
                "xxx",
                "XX",
                "x.x",
                "Lorem ipsum",
                "https://a.b/…",
                "K.A.",
                "Å",
            ]
        ),
        st.sampled_from(["", " ", "\u0301", "x", " determined", "...", " ://", ")", " dolor" * 60]),
    )
)
def test_the_first_letters_never_hide_what_holds_a_place(text: str) -> None:
    assert terms.is_missing(text) is terms.holds_place(text)
