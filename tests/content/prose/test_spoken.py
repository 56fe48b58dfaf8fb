"""The languages asked of candidates, and what else is French or English."""

# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH, Fact
from syndicate.content.prose.prose import Prose
from syndicate.content.prose.spoken import TRIGGERS, find

ASKED: list[tuple[str, str, tuple[str, ...]]] = [
    ("fr", "Vous devez maîtriser l'anglais.", ("en",)),
    ("fr", "Votre aisance à l'écrit en français et en anglais", ("fr", "en")),
    ("fr", "- Écrit un français soigné, de bon niveau\n- Connaît l'anglais", ("fr", "en")),
    ("fr", "- Bonne maîtrise du français\n- Anglais\n- Permis B", ("fr", "en")),
    ("fr", "Bonne connaissance de la langue espagnole", ("es",)),
    ("fr", "Vous lisez l'allemand, l'italien est bienvenu.", ("de", "it")),
    ("en", "Excellent English required; French useful.", ("en", "fr")),
    ("en", "Strong Dutch language skills", ("nl",)),
    ("en", "Fluency in Swahili and English", ("sw", "en")),
    ("fr", "Vous parlez couramment le persan et le français.", ("fa", "fr")),
    ("fr", "Vous lisez l'anglais technique sans difficulté", ("en",)),
    ("fr", "Bon niveau d'anglais indispensable (client américain).", ("en",)),
    ("fr", "**Langues :** français, anglais", ("fr", "en")),
    ("fr", "Langue(s) : anglais (B2)", ("en",)),
    ("fr", "- Anglais : courant", ("en",)),
    ("fr", "- Anglais courant", ("en",)),
    ("fr", "- Anglais professionnel exigé", ("en",)),
    ("fr", "- Bonne maîtrise de l'anglais", ("en",)),
    ("fr", "- Maîtrise de l’anglais écrit et parlé", ("en",)),
    ("fr", "Vous parlez couramment anglais et allemand.", ("en", "de")),
    ("fr", "Un bon niveau d'anglais est requis.", ("en",)),
    ("fr", "Niveau B2 en anglais", ("en",)),
    ("fr", "Anglais lu, écrit, parlé", ("en",)),
    ("fr", "La pratique de l'espagnol serait un plus.", ("es",)),
    ("fr", "La connaissance du néerlandais est un plus", ("nl",)),
    (
        "fr",
        "Une grande aisance rédactionnelle en français ; la maîtrise de l’anglais écrit et parlé sera appréciée",
        ("fr", "en"),
    ),
    (
        "fr",
        "La maîtrise de l’anglais et/ou de l’espagnol écrit et parlé sera appréciée",
        ("en", "es"),
    ),
    ("fr", "À l'aise en anglais à l'écrit comme à l'oral.", ("en",)),
    ("fr", "Vous êtes bilingue français-anglais.", ("fr", "en")),
    ("fr", "Français langue maternelle ou niveau C2", ("fr",)),
    ("fr", "Excellente expression écrite en français", ("fr",)),
    ("fr", "Notions d'italien appréciées", ("it",)),
    ("fr", "Tu sais t'exprimer en anglais.", ("en",)),
    ("fr", "- Anglais technique", ("en",)),
    ("fr", "- Français et anglais courants (niveau C1)", ("fr", "en")),
    ("fr", "L'anglais est indispensable.", ("en",)),
    ("fr", "Vous rédigez sans fautes en français : niveau irréprochable en français.", ("fr",)),
    ("en", "**Languages:** English, French", ("en", "fr")),
    ("en", "Language: Dutch (native)", ("nl",)),
    ("en", "- Fluent in English and French", ("en", "fr")),
    ("en", "- Fluent English", ("en",)),
    ("en", "You speak German fluently.", ("de",)),
    ("en", "- Excellent written and spoken English", ("en",)),
    ("en", "Proficiency in Spanish is required.", ("es",)),
    ("en", "A working knowledge of Italian is required.", ("it",)),
    ("en", "be a strong communicator in English", ("en",)),
    ("en", "Good command of English", ("en",)),
    ("en", "English (C1) and German (B2)", ("en", "de")),
    ("en", "English is a must; Dutch is a plus.", ("en", "nl")),
    ("en", "Knowledge of Arabic is an advantage.", ("ar",)),
    ("en", "Native or near-native English", ("en",)),
    ("en", "Strong English writing skills", ("en",)),
    ("en", "You are able to communicate in Portuguese.", ("pt",)),
    ("en", "- Business-level Japanese", ("ja",)),
    ("en", "Fluency in French preferred", ("fr",)),
    ("en", "Ability to read and write in English", ("en",)),
    ("en", "English: advanced", ("en",)),
    ("de", "Sehr gute Deutschkenntnisse in Wort und Schrift", ("de",)),
    ("de", "Du sprichst fließend Englisch.", ("en",)),
    ("de", "Verhandlungssicheres Deutsch und gutes Englisch", ("de", "en")),
    ("de", "**Sprachen:** Deutsch, Englisch", ("de", "en")),
    (
        "nl",
        "Goede beheersing Nederlandse en Engelse taal, zowel in woord als geschrift",
        ("nl", "en"),
    ),
    ("nl", "Uitstekende beheersing van de Nederlandse taal.", ("nl",)),
    ("nl", "Je goed in het Engels communiceert.", ("en",)),
    ("nl", "Goede kennis van de Engels taal.", ("en",)),
    ("es", "Nivel alto de inglés", ("en",)),
    ("es", "Inglés avanzado imprescindible", ("en",)),
    ("es", "**Idiomas:** español e inglés", ("es", "en")),
    # Found less often, as it is said in other words.
    ("fr", "Vous vous exprimez bien en français.", ("fr",)),
    ("fr", "Vous travaillerez en anglais tous les jours.", ("en",)),
    ("fr", "Niveau d'anglais : intermédiaire", ("en",)),
    ("fr", "- Très bon anglais", ("en",)),
    ("fr", "## Langues\n\n- Français\n- Anglais", ("fr", "en")),
    ("fr", "## Langues\n\nFrançais et néerlandais", ("fr", "nl")),
    ("fr", "Le candidat doit maîtriser le français.", ("fr",)),
    ("fr", "Connaissances en anglais et en allemand", ("en", "de")),
    ("fr", "L'anglais est la langue de travail.", ("en",)),
    ("fr", "La langue de travail est l'anglais.", ("en",)),
    ("fr", "Vous êtes capable de tenir une conversation en espagnol.", ("es",)),
    ("fr", "Votre anglais est fluide.", ("en",)),
    ("fr", "Doté d'un bon anglais, vous voyagez volontiers.", ("en",)),
    ("fr", "Ukrainien ou russe : un plus", ("uk", "ru")),
    ("fr", "Français et anglais courants", ("fr", "en")),
    ("fr", "Niveau d'anglais requis : B1", ("en",)),
    ("fr", "Niveau de français : C1", ("fr",)),
    ("en", "Our working language is English, so you need to be fluent.", ("en",)),
    ("en", "The working language is English.", ("en",)),
    ("en", "English is our working language.", ("en",)),
    ("en", "You are comfortable working in English.", ("en",)),
    ("en", "You are comfortable in English and Dutch.", ("en", "nl")),
    ("en", "You feel at home in French.", ("fr",)),
    ("en", "## Languages\n\n- English\n- Portuguese", ("en", "pt")),
    ("en", "You express yourself easily in French.", ("fr",)),
    ("en", "Level of English: B2", ("en",)),
    ("en", "English level: C1", ("en",)),
    ("en", "Ability to read Greek", ("el",)),
    ("en", "- Native level Mandarin, fluent English", ("zh", "en")),
    ("en", "You speak Wolof and French fluently.", ("wo", "fr")),
    ("en", "Fluent Thai and English", ("th", "en")),
    ("en", "Good knowledge of Excel and fluent English", ("en",)),
    ("fr", "Bonne communication écrite et orale en français et en anglais", ("fr", "en")),
    ("fr", "Excellentes compétences en communication en anglais", ("en",)),
    ("fr", "Aisance à l'écrit comme à l'oral en allemand", ("de",)),
    ("fr", "Langue anglaise : être capable de lire, d'écrire et de parler en réunion", ("en",)),
    ("fr", "Langue espagnole : lire et écrire", ("es",)),
    ("fr", "Anglais : courant, espagnol apprécié", ("en", "es")),
    ("fr", "Anglais : niveau B2 (notre clientèle parle allemand)", ("en",)),
    ("fr", "Anglais : lu, écrit ; la connaissance du russe serait un plus", ("en", "ru")),
    ("en", "You speak Spanish and are fluent in JavaScript.", ("es",)),
    # A test tells of its language.
    ("en", "IELTS score of 7 or more, or a degree from the UK.", ("en",)),
    ("en", "Applicants from abroad: IELTS of 7 (no part below 6)", ("en",)),
    ("en", "A TOEFL certificate is required.", ("en",)),
    ("fr", "Un TOEIC de 785 points au moins", ("en",)),
]

TRAPS: list[tuple[str, str]] = [
    ("fr", "Nous vous aiderons à maîtriser le français."),
    ("fr", "Transmettre de bonnes bases en français aux enfants."),
    ("fr", "Un budget suffisant pour l'anglais."),
    ("en", "You need Polish and a cloth."),
    ("fr", "On parle anglais avec nos partenaires polonais."),
    ("fr", "Une entreprise française leader de son marché."),
    ("fr", "Le droit français."),
    ("fr", "Nos clients anglais et allemands."),
    ("fr", "Le marché espagnol est en forte croissance, avec un bon niveau de commandes."),
    ("fr", "Ce site est disponible en anglais."),
    ("fr", "Une version anglaise suit."),
    ("fr", "Vous traduirez nos pages : traduction en anglais et en allemand."),
    ("fr", "Des cours de français sont offerts aux nouveaux arrivants."),
    ("fr", "L'association donne des cours d'anglais niveau débutant."),
    ("fr", "L'anglais n'est pas nécessaire."),
    ("fr", "Anglais : non nécessaire"),
    ("fr", "Anglais non exigé"),
    ("fr", "Pas besoin de parler allemand."),
    ("fr", "La maîtrise de l'anglais n'est pas requise."),
    ("fr", "Vous accompagnez l'apprentissage du français pour des adultes : niveau A1."),
    ("fr", "Envoyez votre CV en anglais."),
    ("fr", "Un acteur du numérique français."),
    ("fr", "La nationalité française est exigée."),
    ("fr", "Le réseau des bibliothèques françaises."),
    ("fr", "Les équipes parlent anglais, allemand et polonais."),
    ("fr", "Notre équipe parle couramment italien."),
    ("fr", "Un professeur de français."),
    ("fr", "La littérature russe."),
    ("fr", "Le public italien apprécie nos films."),
    ("fr", "Un magazine français, écrit par des bénévoles."),
    ("fr", "Il faut connaître le langage Ruby : bon niveau."),
    ("fr", "La recette espagnole."),
    ("fr", "Le gouvernement français exige un rapport écrit."),
    ("fr", "Langues : à préciser"),
    ("fr", "Notre documentation est écrite en anglais."),
    ("fr", "Des ateliers de conversation en français."),
    ("fr", "Nous sommes une équipe franco-allemande."),
    ("en", "A French company with good benefits."),
    ("en", "We are a German start-up."),
    ("en", "Our customers are Spanish and Italian."),
    ("en", "You don't have to speak Dutch."),
    ("en", "Dutch is not required."),
    ("en", "No German needed, no knowledge of German."),
    ("en", "You need not be a native speaker."),
    ("en", "We welcome those who are not native speakers of English."),
    ("en", "We offer English lessons for all levels."),
    ("en", "French classes are paid for."),
    ("en", "The documentation is available in English."),
    ("en", "The app is translated into French, German and Spanish."),
    ("en", "The Dutch government requires a written report."),
    ("en", "A leader in the Chinese market, with strong growth."),
    ("en", "Please send your CV in English."),
    ("en", "An English version of this ad is here."),
    ("en", "British and Irish applicants."),
    ("en", "You teach English to beginners."),
    ("en", "The position requires French citizenship; French citizens only."),
    ("en", "Danish design."),
    ("en", "Swedish law applies."),
    ("en", "Good knowledge of a programming language such as Go."),
    ("en", "Our team members speak German, Polish and Turkish."),
    ("en", "A Polish community organisation with strong roots."),
    ("en", "You do not need to speak fluent Norwegian."),
    ("en", "He wrote a book in Russian."),
    ("en", "Languages: Python, Ruby"),
    ("en", "Your working language does not matter: English is not necessary."),
    ("de", "Ein deutsches Unternehmen."),
    ("de", "Deutsch ist nicht erforderlich."),
    ("de", "Kostenlose Deutschkurse: Sprachkurs Deutsch."),
    ("nl", "De Nederlandse Stichting."),
    ("nl", "Engels is niet nodig."),
    ("es", "Una empresa española."),
    # Said in such words of something else.
    ("fr", "L'association parle anglais, espagnol et polonais."),
    ("fr", "Les familles parlent arabe et français."),
    ("en", "Most of our residents speak Bengali."),
    ("fr", "Aucune connaissance de l'allemand n'est demandée."),
    ("fr", "Vous connaissez le tissu associatif français."),
    ("fr", "L'équipe est bilingue français-breton."),
    ("fr", "Une école bilingue français-anglais à Nantes."),
    ("en", "French cooking skills."),
    ("en", "You need a good Italian coffee to start the day."),
    ("en", "Neither French nor German is required."),
    ("en", "Strong Irish roots and a global reach."),
    ("fr", "Vous gérez la communication écrite d'un musée anglais."),
    ("fr", "Langue anglaise : nous vendons des livres en anglais"),
    ("fr", "L'éditeur publie à l'écrit comme à l'oral des auteurs français."),
    ("en", "You prepare students for IELTS."),
    ("en", "You teach IELTS classes, level 6 and up."),
    ("en", "No IELTS is required."),
    ("en", "We pay your TOEFL, at any level."),
    ("en", "You will mark TOEFL papers at level B2."),
    ("en", "A TOEFL score is not required."),
    ("en", "IELTS examiners wanted, 2 days a week"),
    ("fr", "Vous préparez nos élèves au TOEIC (900 points)."),
    ("en", "Knowledge of Thai food is needed."),
]


def told(text: str, language: str) -> Fact | None:
    triggers = dict.fromkeys(TRIGGERS, ("spoken",))
    return next(find(Prose("Comptable", text, language=language, triggers=triggers)), None)


@pytest.mark.parametrize(("language", "text", "codes"), ASKED)
def test_languages_that_are_asked_for(language: str, text: str, codes: tuple[str, ...]) -> None:
    fact = told(text, language)
    assert fact is not None
    assert (fact.value, fact.confidence >= HIGH) == (codes, True)
    assert fact.written == ", ".join(codes)


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_nations_and_other_peoples_languages(language: str, text: str) -> None:
    assert told(text, language) is None


def test_languages_of_several_sentences_are_one_fact() -> None:
    fact = told("- Français : courant\n- Anglais : courant\n\nUn marché espagnol.", "fr")
    assert fact is not None
    assert fact.value == ("fr", "en")
    assert fact.line == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Bonne connaissance du tissu associatif français."),
        ("fr", "Connaissance de la scène musicale espagnole"),
        ("en", "German Shepherd knowledge is required."),
        ("en", "The post requires knowledge of Russian foreign policy."),
        ("en", "Good knowledge of Italian art is required."),
        ("en", "A level English and Maths required"),
        ("en", "GCSE English required, grade C or above"),
        ("fr", "Un niveau bac en français est exigé."),
    ],
)
def test_an_adjective_or_a_school_subject_is_never_sure(language: str, text: str) -> None:
    fact = told(text, language)
    assert fact is None or fact.confidence < HIGH


@pytest.mark.parametrize(
    "text",
    [
        "Fluency in Exemplish and English.",
        "Fluency in English and Exemplish.",
        "Fluent in both Exemplish or English",
        "Native level Exemplish, fluent English",
        "You speak Exemplish, and fluent English.",
        "Languages: Exemplish, English",
    ],
)
def test_beside_a_language_that_nobody_knows_the_other_is_doubted(text: str) -> None:
    fact = told(text, "en")
    assert fact is not None
    assert (fact.value, fact.confidence < HIGH) == (("en",), True)


def test_a_word_for_knowing_far_away_is_less_sure() -> None:
    fact = told("Une bonne connaissance des milieux associatifs et du monde italien", "fr")
    assert fact is None or fact.confidence < HIGH
