"""Titles in French and German: for everybody, and all in one style."""

from __future__ import annotations

import pytest

from syndicate.content.rules.gender import style
from syndicate.offer import Location, Status
from tests.content.rules.cases import case, found

ONE_SEX = {
    "fr": [
        "Développeur web",
        "Développeur Ruby, stage 3 à 6 mois",
        "Administrateur système",
        "Stage : assistant de communication",
        "CDI - Ingénieur réseaux",
        "Offre d'emploi : Directeur",
        "Chargé de mission biodiversité",
        "Infirmière de nuit",
        "Hôtesse d’accueil",
        "Assistante de direction",
        "Coordinateur pédagogique",
        "Aide-soignante de nuit",
    ],
    "de": [
        "Softwareentwickler",
        "Senior Entwickler Backend",
        "Leiter Finanzen",
        "Projektmitarbeiter in Teilzeit",
        "Erzieherin für die Kita",
        "Sachbearbeiter Personal",
        "Elektroniker für Betriebstechnik",
        "Werkstudent Marketing",
        "Kauffrau für Büromanagement",
    ],
}
FOR_ALL = {
    "fr": [
        "Développeur web (H/F)",
        "Développeur web F/H",
        "Développeuse ou développeur",
        "Développeur / Développeuse",
        "Développeur·euse web",
        "Chargé-e de projets",
        "Chargé(e) de projets",
        "Chargé.e de projets",
        "Chargé/e de projets",
        "Responsable des achats",
        "Juriste en droit public",
        "Chef de projet",
        "Graphiste",
        "Comptable",
        "Data scientist",
        "Product owner",
        "Stage en communication",
        "Direction technique",
        "Gestionnaire de paie (h/f)",
        "Bénévole à l’accueil",
        "Médecin coordonnateur (H/F/X)",
        "Sage-femme",
        "Serveur(se)",
        "Vendeur.se",
        "Directeur-trice",
        "Animateur⸱trice",
        "Conseiller·ère",
        "Avocat - F/H/NB",
        "Technicien (H-F)",
    ],
    "de": [
        "Softwareentwickler (m/w/d)",
        "Entwickler*in Backend",
        "Entwickler:in Backend",
        "Entwickler_in Backend",
        "Entwickler/-in",
        "EntwicklerIn",
        "Entwicklerin oder Entwickler",
        "Leitung Finanzen",
        "Fachkraft für Lagerlogistik",
        "Product Manager",
        "UX Designer",
        "Praktikum Öffentlichkeitsarbeit",
        "Ausbildung zur Fachkraft (w/m/d)",
        "Werkstudent (all genders)",
        "Sachbearbeitung Personal",
        "Scrum Master",
        "Leiter Technik (w/m/div.)",
        "Leiter Technik (m/w/divers)",
        "Leiter Technik (m,w,d)",
        "Leiter Technik (gn)",
        "Leiter Technik (mwd)",
        "Lehrer(in)",
        "Mitarbeitende im Labor",
    ],
}


def flat(table):
    return [(language, title) for language, titles in table.items() for title in titles]


@pytest.mark.parametrize(("language", "title"), flat(ONE_SEX))
def test_a_title_for_one_sex_alone_is_told(language, title):
    [problem] = found("gender-marker", case(title=title, language=language))
    assert (problem.line, problem.field) == (2, "title")
    assert problem.hint.startswith(f"title: {title} (")


@pytest.mark.parametrize(("language", "title"), flat(FOR_ALL))
def test_a_title_for_all_is_not(language, title):
    assert found("gender-marker", case(title=title, language=language)) == []


def test_a_text_that_says_it_is_for_all_is_enough():
    assert found("gender-marker", case("Poste H/F.", title="Développeur", language="fr")) == []
    offer = case("Alle Geschlechter sind willkommen.", title="Entwickler", language="de")
    assert found("gender-marker", offer) == []


@pytest.mark.parametrize("place", [(), (Location(city="Genève", country="CH"),)])
def test_nothing_is_said_where_no_law_known_here_holds(place):
    offer = case(title="Développeur", language="fr", locations=place)
    assert found("gender-marker", offer) == []


def test_an_offer_in_english_is_not_asked():
    assert found("gender-marker", case(title="Développeur", language="en")) == []


def test_the_board_title_is_what_is_asked_where_there_is_one():
    offer = case(title="Développeur", board_title="Développeur (H/F)", language="fr")
    assert found("gender-marker", offer) == []


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("fr", "Développeur (H/F)", ("H/F", "", False)),
        ("fr", "Développeur f / h", ("F/H", "", False)),
        ("fr", "Développeur·euse (F/H)", ("F/H", "·", False)),
        ("fr", "Chargé-e de projets", ("", "-", False)),
        ("fr", "Chargé.e de projets", ("", ".", False)),
        ("fr", "Chargé(e) de projets", ("", "()", False)),
        ("fr", "Développeuse ou développeur", ("", "", True)),
        ("fr", "Back-end Node.js", ("", "", False)),
        ("fr", "Rendez-vous et planning", ("", "", False)),
        ("fr", "Vice-président", ("", "", False)),
        ("de", "Entwickler (m/w/d)", ("m/w/d", "", False)),
        ("de", "Entwickler (w|m|d)", ("w/m/d", "", False)),
        ("de", "Entwickler*in", ("", "*", False)),
        ("de", "Entwickler:innen", ("", ":", False)),
        ("de", "Leitung IT/Internet", ("", "", False)),
        ("de", "Einkauf/Vertrieb", ("", "", False)),
    ],
)
def test_the_style_of_a_title(language, title, expected):
    assert style(title, language) == expected


def titled(*titles, language="fr", **facts):
    return [case(title=title, language=language, **facts) for title in titles]


def test_the_title_that_is_in_another_style_is_told():
    [problem] = found("gender-style", *titled("Juriste (H/F)", "Comptable (H/F)", "Maçon (F/H)"))
    assert problem.hint == "title: Maçon (H/F)"
    assert "2 of 3" in problem.message


def test_marks_within_words_are_of_one_style_too():
    titles = titled("Chargé·e de projets", "Avocat·e", "Employé-e")
    [problem] = found("gender-style", *titles)
    assert "'·'" in problem.message


def test_a_bare_title_among_many_marked_ones_is_told():
    titles = titled("Juriste (H/F)", "Comptable (H/F)", "Maçon (H/F)", "Graphiste")
    [problem] = found("gender-style", *titles)
    assert problem.hint == "title: Graphiste (H/F)"


@pytest.mark.parametrize(
    "titles",
    [
        ("Juriste (H/F)", "Maçon (F/H)"),
        ("Juriste (H/F)", "Comptable (H/F)", "Graphiste", "Responsable"),
        ("Juriste", "Graphiste", "Responsable"),
        ("Développeur·euse (H/F)", "Juriste (H/F)", "Chargé·e d’études"),
        (),
    ],
)
def test_without_a_house_style_nothing_is_told(titles):
    assert found("gender-style", *titled(*titles)) == []


def test_closed_offers_and_other_languages_make_no_style():
    cases = [
        *titled("Juriste (H/F)", "Comptable (H/F)", status=Status.CLOSED),
        *titled("Maçon (F/H)"),
        *titled("Entwickler (m/w/d)", "Leiter (m/w/d)", language="de"),
    ]
    assert found("gender-style", *cases) == []
