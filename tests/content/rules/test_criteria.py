"""Sentences that ask for an age, a sex, a nationality or an origin, and many that do not."""

from __future__ import annotations

import pytest

from syndicate.offer import Location
from tests.content.rules.cases import PLACES, case, found

NATIVE = {
    "en": [
        "You are a native English speaker.",
        "We need a native speaker of German.",
        "Native Spanish speaker required.",
        "English (native) and some French.",
        "French: mother tongue.",
        "Dutch mother tongue is a must.",
        "Native French speaking teachers only.",
        "English as your native language is essential.",
        "We look for a native English speaker.",
        "We are looking for a native German speaker to lead our courses.",
    ],
    "fr": [
        "Anglais langue maternelle exigé.",
        "De langue maternelle française, vous rédigez bien.",
        "Langue maternelle allemande souhaitée.",
        "Vous êtes natif anglophone.",
        "Nous cherchons un germanophone natif.",
        "Un anglais natif est indispensable.",
        "Vous êtes locuteur natif de l’espagnol.",
        "Native English speaker, vous enseignez à tous les niveaux.",
    ],
    "de": [
        "Sie sind Muttersprachler und schreiben gern.",
        "Wir suchen eine Muttersprachlerin für unser Lektorat.",
        "Deutsch als Muttersprache ist Voraussetzung.",
        "Deutsch ist Ihre Muttersprache.",
        "Gesucht: Englisch-Muttersprachler*in",
        "Muttersprache Deutsch, dazu gutes Englisch.",
    ],
    "es": [
        "Hablante nativo de inglés.",
        "Inglés nativo imprescindible.",
        "Español como lengua materna.",
    ],
    "nl": [
        "Je bent moedertaalspreker.",
        "Nederlands is je moedertaal.",
        "Moedertaal Nederlands en goed Engels.",
    ],
}
NOT_NATIVE = {
    "en": [
        "You build native mobile apps.",
        "Experience in native advertising is a plus.",
        "Our stack is cloud-native and boring.",
        "React Native and TypeScript.",
        "Native or near-native English.",
        "You are fluent or a native speaker of English.",
        "You do not need to be a native English speaker.",
        "Texts are proofread by native speakers.",
        "Non-native speakers are welcome.",
        "English at native level or equivalent.",
        "We work with Native American communities.",
        "Native plants of the region are your passion.",
        "Our first language is Python.",
        "You teach native speakers of Arabic to read.",
        "Regardless of your native language, you write well.",
        "Natively compiled languages such as Rust.",
        "English: C1 or native.",
        "Many of us are no native speakers.",
        "You plant native English hedges and native French flora.",
        "You edit native English-language content.",
        "We are looking for somebody who writes for native English speakers.",
    ],
    "fr": [
        "Vous développez des applications natives pour iOS.",
        "Une génération de natifs du numérique.",
        "Anglais langue maternelle ou bilingue.",
        "Niveau langue maternelle apprécié.",
        "Apprentissage de la lecture en langue maternelle.",
        "Publicité native et réseaux sociaux.",
        "La faune native du bassin.",
        "Vous travaillez avec des francophones natifs.",
        "Bilingue ou anglais natif.",
        "React Native, Expo.",
    ],
    "de": [
        "Deutsch auf Muttersprachenniveau.",
        "Deutsch als Muttersprache oder verhandlungssicher.",
        "Keine Muttersprachler nötig: uns reicht B2.",
        "Texte werden von Muttersprachlern gelesen.",
        "Native Apps für Android.",
        "Unterricht für Kinder mit anderer Muttersprache.",
    ],
    "es": [
        "Inglés con nivel nativo o bilingüe.",
        "Aplicaciones nativas para móviles.",
        "Trabajarás con nativos digitales.",
    ],
    "nl": [
        "Nederlands op moedertaalniveau.",
        "Lessen aan niet-moedertaalsprekers.",
        "Native apps voor Android.",
    ],
}
AGE = {
    "en": [
        "Age: 25 to 35.",
        "Applicants aged between 18 and 30 only.",
        "Maximum age: 40.",
        "There is an age limit of 35.",
        "We are looking for a young graduate.",
        "You are young and hungry.",
        "Seeking a dynamic, young professional.",
        "No older than 30.",
        "Under 30 years old.",
        "You are under 30.",
        "Young and dynamic person wanted.",
        "Young graduates wanted.",
    ],
    "fr": [
        "Âgé de 25 à 35 ans, vous aimez convaincre.",
        "Vous avez entre 20 et 30 ans.",
        "Âge maximum : 35 ans.",
        "Limite d’âge : 40 ans.",
        "Vous avez moins de 30 ans.",
        "Nous recherchons un jeune diplômé.",
        "On recrute une jeune personne dynamique.",
        "Vous êtes jeune, motivé et mobile.",
        "Âge : 18 à 25.",
        "Vous avez 26 ans maximum.",
        "Jeune et dynamique, vous aimez le terrain.",
    ],
    "de": [
        "Sie sind höchstens 35 Jahre alt.",
        "Nicht älter als 30.",
        "Die Altersgrenze liegt bei 40 Jahren.",
        "Wir suchen eine junge Kollegin.",
        "Du bist jung und motiviert.",
        "Im Alter von 20 bis 30.",
    ],
    "es": ["Edad entre 25 y 35 años.", "Edad máxima: 40.", "Buscamos una persona joven."],
    "nl": ["Leeftijd tussen 20 en 30 jaar.", "Maximum leeftijd 35.", "Je bent jonger dan 30."],
}
NOT_AGE = {
    "en": [
        "25 years of experience are welcome.",
        "We are a young company.",
        "You join a young and friendly team.",
        "You teach children aged 6 to 12.",
        "We look after young people aged 16 to 25.",
        "You must be at least 18 years old.",
        "Our software is under 10 years old.",
        "Average age: 30 to 60 days.",
        "We hire regardless of age.",
        "There is no age limit.",
        "You manage the programme for young professionals.",
        "We are looking for young people's workers.",
        "In the information age, 20 to 30 mails are few.",
        "Apprenticeship for people aged 16 to 24.",
        "A startup under 3 years old.",
        "Tutoring for ages 10 to 18.",
        "A certificate no older than 12 months.",
        "Backups are no older than 24 hours.",
        "You are under 30 minutes from the sea.",
        "You are under 20% of your quota.",
        "Young and dynamic team wanted to grow.",
    ],
    "fr": [
        "Vous avez 25 ans d’expérience.",
        "Une jeune entreprise en croissance.",
        "Plus de 20 ans que nous cultivons la terre.",
        "Vous accueillez des enfants âgés de 3 à 6 ans.",
        "Service civique : de 16 à 25 ans, vous avez moins de 26 ans.",
        "Notre association a 30 ans.",
        "Poste ouvert aux jeunes diplômés.",
        "Nous recherchons une jeune pousse à racheter.",
        "Débutants et jeunes diplômés acceptés.",
        "Contrat d’apprentissage, âgé de moins de 30 ans.",
        "L’insertion des jeunes de 16 à 25 ans.",
        "Une équipe jeune et dynamique.",
        "Sans limite d’âge.",
        "Vous encadrez des jeunes âgés de 11 à 17 ans au collège.",
        "Depuis moins de 10 ans, nous formons des artisans.",
        "Vous êtes jeune diplômé ou confirmé.",
        "Nous recherchons un jeune diplômé ou un profil plus expérimenté.",
        "L’âge limite de la retraite sera rappelé.",
        "Au sein d’une structure jeune et dynamique, vous aimez le terrain.",
        "Vous avez 10 ans maximum d’expérience.",
    ],
    "de": [
        "Mindestens 18 Jahre alt.",
        "Über 20 Jahre Erfahrung.",
        "Ein junges, freundliches Team.",
        "Kinder im Alter von 3 bis 6 Jahren.",
        "Bewerbungen jeden Alters sind willkommen.",
        "Im FSJ bist du zwischen 16 und 26 Jahren alt.",
        "Wir sind ein junges Unternehmen.",
        "Ein Führungszeugnis, nicht älter als 12 Monate.",
        "Wir suchen junge und erfahrene Leute.",
        "Unsere Fahrzeuge sind höchstens 10 Jahre alt.",
    ],
    "es": [
        "Una empresa joven.",
        "Niños de edad entre 3 y 6 años.",
        "Sin límite de edad.",
        "Más de 25 años de experiencia.",
    ],
    "nl": ["Een jonge organisatie.", "Ongeacht leeftijd.", "Kinderen in de leeftijd van 4 tot 12."],
}
SEX = {
    "en": [
        "Male candidates only.",
        "Only women may apply.",
        "Preferably a woman.",
        "We are looking for a motivated man with a van.",
        "Applicants must be female.",
    ],
    "fr": [
        "Poste réservé aux femmes.",
        "Homme de préférence.",
        "De préférence une femme.",
        "Nous recherchons un homme polyvalent.",
        "Exclusivement des hommes.",
    ],
    "de": [
        "Nur für Männer.",
        "Bevorzugt weibliche Bewerberinnen.",
        "Wir suchen eine nette Dame für den Empfang.",
        "Ausschließlich männliche Bewerber.",
    ],
    "es": ["Sexo femenino.", "Solo mujeres.", "Se busca chica para mostrador."],
    "nl": ["Bij voorkeur een vrouw.", "Wij zoeken een vriendelijke dame voor de balie."],
}
NOT_SEX = {
    "en": [
        "Women are encouraged to apply.",
        "We welcome all genders.",
        "You support women and men who were released from prison.",
        "Man pages are documentation.",
        "Many of our customers are women.",
        "You run workshops for men.",
        "A shelter for women only.",
        "You manage the menswear department.",
        "We are looking for a woman-owned supplier.",
        "Not only men may apply.",
    ],
    "fr": [
        "Poste ouvert aux femmes et aux hommes.",
        "L’égalité entre femmes et hommes est au cœur du projet.",
        "Développeur (H/F)",
        "Vous accompagnez des femmes victimes de violences.",
        "Une équipe de 20 hommes et femmes.",
        "Nous recherchons un homme ou une femme de terrain.",
        "Un foyer réservé aux femmes.",
        "Direction des ressources humaines.",
        "Poste également ouvert aux femmes.",
        "Nous recherchons une dame de compagnie.",
    ],
    "de": [
        "Frauen werden bei gleicher Eignung bevorzugt berücksichtigt.",
        "Bewerbungen von Frauen sind ausdrücklich erwünscht.",
        "Entwickler (m/w/d)",
        "Männer und Frauen arbeiten bei uns gleichberechtigt.",
        "Ein Frauenhaus, nur für Frauen.",
        "Technik ist nicht nur für Männer.",
    ],
    "es": [
        "Igualdad entre mujeres y hombres.",
        "Buscamos una mujer o un hombre.",
        "No solo hombres.",
    ],
    "nl": [
        "Man/vrouw, wij kijken naar talent.",
        "Wij zoeken een man of vrouw met lef.",
        "Niet alleen mannen.",
    ],
}
NATIONALITY = {
    "en": [
        "British citizens only.",
        "You must be a US citizen.",
        "Only EU nationals.",
        "French nationality is required.",
        "You must hold an Irish passport.",
        "UK citizenship essential.",
        "You hold British nationality.",
    ],
    "fr": [
        "Vous êtes de nationalité française.",
        "Nationalité européenne exigée.",
        "Être ressortissant de l’Union européenne.",
        "Il faut posséder la nationalité belge.",
    ],
    "de": [
        "Deutsche Staatsangehörigkeit erforderlich.",
        "EU-Staatsbürgerschaft wird vorausgesetzt.",
        "Sie sind deutscher Staatsbürger.",
    ],
    "es": ["Tener nacionalidad española.", "Nacionalidad europea imprescindible."],
    "nl": ["Je hebt de Nederlandse nationaliteit.", "Belgische nationaliteit is een eis."],
}
NOT_NATIONALITY = {
    "en": [
        "You must have the right to work in the UK.",
        "We are 20 people of 12 nationalities.",
        "A national programme for citizens.",
        "You must be a US citizen to obtain a security clearance.",
        "Federal law requires that you must be a US citizen.",
        "You must be a UK citizen or have the right to work here.",
        "Citizen science is what we do.",
        "EU citizens need no visa.",
        "Only EU nationals may work here without a visa.",
        "You build services for British citizens.",
        "National Insurance number.",
        "You hold a UK passport or have the right to work in the UK.",
    ],
    "fr": [
        "Une équipe de 15 nationalités.",
        "Toutes nationalités bienvenues.",
        "Sans condition de nationalité française ou autre.",
        "Fonction publique : nationalité française pour les titulaires.",
        "Nationalité française ou titre de séjour.",
        "Être ressortissant européen ou muni d’un titre de séjour.",
        "Habilitation défense : nationalité française.",
        "Participation des citoyens.",
        "Un projet d’envergure nationale.",
    ],
    "de": [
        "Unabhängig von deutscher oder anderer Staatsangehörigkeit.",
        "Menschen aus 20 Nationen.",
        "Für die Verbeamtung ist die deutsche Staatsangehörigkeit nötig.",
        "Deutsche Staatsangehörigkeit oder Arbeitserlaubnis.",
    ],
    "es": ["Personas de cualquier nacionalidad.", "Función pública: tener nacionalidad española."],
    "nl": ["Ongeacht nationaliteit.", "Defensie vraagt de Nederlandse nationaliteit."],
}
TABLES = {
    "native-speaker": (NATIVE, NOT_NATIVE),
    "age-criterion": (AGE, NOT_AGE),
    "sex-criterion": (SEX, NOT_SEX),
    "nationality-criterion": (NATIONALITY, NOT_NATIONALITY),
}


def flat(which):
    return [
        pytest.param(code, language, sentence, id=f"{code}-{language}-{at}")
        for code, tables in TABLES.items()
        for language, sentences in tables[which].items()
        for at, sentence in enumerate(sentences)
    ]


@pytest.mark.parametrize("code", TABLES)
def test_every_rule_is_tried_on_forty_sentences(code):
    asking, harmless = (sum(map(len, table.values())) for table in TABLES[code])
    assert asking + harmless >= 40
    assert harmless >= 0.5 * asking


@pytest.mark.parametrize(("code", "language", "sentence"), flat(0))
def test_what_is_asked_is_found(code, language, sentence):
    body = f"A fine job.\n\n{sentence}\n"
    [problem] = found(code, case(body, language=language))
    assert (problem.code, problem.line) == (code, 6)
    assert problem.hint


@pytest.mark.parametrize(("code", "language", "sentence"), flat(1))
def test_what_only_sounds_like_it_is_not(code, language, sentence):
    assert found(code, case(f"A fine job.\n\n{sentence}\n", language=language)) == []


@pytest.mark.parametrize("code", TABLES)
def test_no_sentence_of_another_rule_is_taken_for_it(code):
    for other, (asking, _) in TABLES.items():
        for language, sentences in asking.items():
            if other != code:
                assert found(code, case("\n\n".join(sentences), language=language)) == []


def test_a_title_is_looked_at_too():
    [problem] = found("native-speaker", case(title="English teacher (native speaker)"))
    assert (problem.line, problem.column, problem.field) == (2, 8, "title")


def test_the_words_are_shown_as_they_are_written_and_the_law_of_the_place_is_named():
    [problem] = found("native-speaker", case("Vous êtes natif anglophone.", language="fr"))
    assert "'natif anglophone'" in problem.message
    assert "Code du travail" in problem.message
    [problem] = found(
        "native-speaker",
        case("Vous êtes natif anglophone.", language="fr", locations=(PLACES["nl"],)),
    )
    assert "2000/43/EC" in problem.message


def test_nothing_is_said_where_the_place_is_unknown():
    assert found("native-speaker", case("Native English speaker.", locations=())) == []


def test_an_item_of_a_list_is_found_in_its_line():
    body = "## You\n\n- kind\n- a native English speaker\n- awake\n"
    [problem] = found("native-speaker", case(body))
    assert (problem.line, problem.column) == (7, 3)


@pytest.mark.parametrize(
    ("region", "sentence", "count"),
    [
        ("Ontario", "Two years of Canadian experience.", 1),
        ("ON", "Canadian work experience is an asset.", 1),
        ("ON", "Canadian experience is not required.", 0),
        ("Quebec", "Two years of Canadian experience.", 0),
        (None, "Two years of Canadian experience.", 0),
        ("ON", "Experience with Canadian law.", 0),
    ],
)
def test_canadian_experience_is_no_criterion_in_ontario(region, sentence, count):
    place = Location(city="Toronto", region=region, country="CA")
    assert len(found("canadian-experience", case(sentence, locations=(place,)))) == count
