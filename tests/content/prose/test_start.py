"""When the work begins, and the many other things that begin."""

from __future__ import annotations

from datetime import date

import pytest

from syndicate.content import terms
from syndicate.content.prose import HIGH
from tests.content.prose.telling import told

POSTED = date(2026, 2, 10)

STATED: list[tuple[str, str, str]] = [
    ("fr", "Commencement prévu dès que possible.", "asap"),
    ("en", "| Job started | As soon as possible |", "asap"),
    ("fr", "**Début** : mars 2026 **Heures** : 25 **Durée** : 12 mois", "2026-03"),
    ("en", "<ul>\n<li>Start date: May 2026</li>\n</ul>", "2026-05"),
    ("fr", "Un contrat d'un an, débutant dès que possible.", "asap"),
    ("fr", "La librairie recrute un vendeur pour rejoindre l'équipe en mai 2026.", "2026-05"),
    ("en", "Start date: ASAP or May 2026", "ASAP or May 2026"),
    (
        "fr",
        "Prise de fonction entre avril 2026 et juin 2026",
        "entre avril 2026 et juin 2026",
    ),
    ("fr", "Période du stage : du 1er octobre 2026 au 30 mars 2027", "2026-10-01"),
    ("fr", "Début du contrat (durée deux ans) : octobre 2026", "2026-10"),
    ("en", "Period of employment: from 4 May 2026 to 30 October 2026", "2026-05-04"),
    ("fr", "La thèse débutera en octobre 2026.", "2026-10"),
    ("fr", "## Quand ?\n\nDès que possible", "asap"),
    ("en", "## Starting date\n\nAs soon as possible", "asap"),
    ("en", "**Starting date.** As soon as possible.", "asap"),
    ("fr", "Début immédiat possible.", "asap"),
    ("fr", "Date prévisionnelle d'embauche : 04/05/26", "2026-05-04"),
    ("fr", "Date souhaitée de prise de poste : mai 2026", "2026-05"),
    ("fr", "# Alternance, rentrée de septembre 2026", "2026-09"),
    ("en", "Employment start: 4 May 2026", "2026-05-04"),
    ("en", "A ten-week placement (May 4th, 2026 start date)", "2026-05-04"),
    ("en", "The fellowship is tenable from 4 May 2026.", "2026-05-04"),
    ("en", "You can start this role in May 2026.\n\nStart date: 4 May 2026", "2026-05-04"),
    ("fr", "Poste à pourvoir, si possible, immédiatement.", "asap"),
    ("en", "The position starts, if possible, immediately.", "asap"),
    ("fr", "Vous rejoindrez l'atelier à partir de septembre 2026.", "2026-09"),
    ("en", "The post is for two years, beginning August 17, 2026.", "2026-08-17"),
    ("en", "Candidates take up the post on 4 May 2026.", "2026-05-04"),
    ("en", "Both scholars enter upon their tenure on 4 May 2026.", "2026-05-04"),
    ("fr", "La relieuse intégrera au 1er mai 2026 un atelier de trois personnes.", "2026-05-01"),
    (
        "fr",
        "Deux librairies recherchent ensemble un comptable à partir du 1er juin 2026.",
        "2026-06-01",
    ),
    (
        "en",
        "Your contract is from Monday 4th May until Friday 30th October 2026.",
        "2026-05-04",
    ),
    ("fr", "# Animatrice nature pour le 4 mars 2026 (CDD 8 mois)", "2026-03-04"),
    ("fr", "Nous recrutons pour le 1er mars 2026 une animatrice.", "2026-03-01"),
    ("fr", "Début des activités : mars 2026", "2026-03"),
    ("fr", "Entrée en service : immédiate", "asap"),
    ("fr", "CDD de trois mois, engagement immédiat.", "asap"),
    ("fr", "La mission doit débuter au 4 mai 2026.", "2026-05-04"),
    ("fr", "Date souhaitée de prise de poste : 1er avril 2026", "2026-04-01"),
    ("fr", "Date prévisible d'embauche : 01/04/2026", "2026-04-01"),
    ("fr", "Stage à partir d'avril 2026", "2026-04"),
    ("fr", "Recrutement immédiat", "asap"),
    ("fr", "Nous souhaitons une arrivée en avril 2026.", "2026-04"),
    ("en", "A carpenter is recruited at the earliest possible date.", "asap"),
    ("en", "The successful candidate will be appointed as soon as possible.", "asap"),
    ("en", "The position is to be filled as soon as possible.", "asap"),
    ("en", "Immediate start available.", "asap"),
    ("en", "The salary of the post is £21,000, with an immediate start.", "asap"),
    ("en", "We are hiring for September 2026.", "2026-09"),
    ("en", "Commencing: March 2026", "2026-03"),
    ("en", "One post in topology and contact geometry starting October 1, 2026", "2026-10-01"),
    ("fr", "**Prise de poste :** 1er septembre 2026", "2026-09-01"),
    ("fr", "Date de début : septembre 2026", "2026-09"),
    ("fr", "Disponibilité : immédiate", "asap"),
    ("fr", "Début : dès que possible", "asap"),
    ("fr", "Démarrage : mi-septembre 2026", "mi-septembre 2026"),
    ("fr", "Durée : 6 mois à partir de juillet ou septembre", "juillet ou septembre"),
    ("fr", "Prise de poste : début février", "début février"),
    ("fr", "Date de début : début février 2027", "2027-02"),
    ("en", "**Start date:** 1 September 2026", "2026-09-01"),
    ("en", "Start: as soon as possible", "asap"),
    ("en", "Starting date: March 2026", "2026-03"),
    ("en", "Availability: immediate", "asap"),
    ("en", "Start date: early September", "early September"),
    ("de", "Beginn: ab sofort", "asap"),
    ("de", "Eintrittsdatum: 1. Oktober 2026", "2026-10-01"),
    ("es", "Incorporación: inmediata", "asap"),
    ("nl", "Startdatum: per direct", "asap"),
    ("fr", "Poste à pourvoir dès que possible.", "asap"),
    ("fr", "Poste à pourvoir immédiatement, à temps plein.", "asap"),
    ("fr", "CDI à pourvoir au 1er mars 2026.", "2026-03-01"),
    ("fr", "Nous recherchons dès fin juillet une stagiaire.", "fin juillet"),
    ("fr", "Le stage débutera en septembre 2026.", "2026-09"),
    ("fr", "Stage de 6 mois à partir de mars 2026.", "2026-03"),
    ("fr", "Contrat de 12 mois à compter du 15 avril 2026.", "2026-04-15"),
    ("fr", "Prise de poste souhaitée en avril 2026.", "2026-04"),
    ("fr", "La prise de poste est prévue début septembre.", "début septembre"),
    ("fr", "Nous recrutons un alternant pour la rentrée : démarrage en septembre 2026.", "2026-09"),
    ("fr", "CDD à temps plein, dès que possible.", "asap"),
    ("fr", "Mission freelance, démarrage le 2 mars.", "2026-03-02"),
    ("fr", "Poste à pourvoir à compter du 1er juin.", "2026-06-01"),
    ("en", "The position is available immediately.", "asap"),
    ("en", "We are looking for a nurse to start as soon as possible.", "asap"),
    ("en", "The internship starts in September 2026.", "2026-09"),
    ("en", "The contract starts on 1 April 2026.", "2026-04-01"),
    ("en", "This role is for an immediate start.", "asap"),
    ("en", "We are hiring a baker, starting in mid-March.", "mid-March"),
    ("en", "The desired start date is 15 May 2026.", "2026-05-15"),
    ("en", "Fixed-term position from May 2026.", "2026-05"),
    ("en", "A full-time role starting 1 June.", "2026-06-01"),
    ("en", "Join us in September 2026.", "2026-09"),
    ("fr", "- Démarrage asap", "asap"),
    ("fr", "Démarrage dès que possible.", "asap"),
    ("fr", "Le début du contrat est estimé au 1er octobre 2026.", "2026-10-01"),
    ("fr", "Le début du contrat est estimé à la mi-mars.", "mi-mars"),
    ("fr", "Début du contrat idéal : début mars", "début mars"),
    ("en", "The successful candidate will start in October 2026.", "2026-10"),
    ("en", "Start date: ASAP, no later than April 2026", "asap"),
    ("de", "# Jurist*in gesucht! (80-100%, ab Februar 2027)", "2027-02"),
    ("fr", "Début : 1er trimestre 2026", "1er trimestre 2026"),
    ("en", "Anticipated start date: Fall 2026", "Fall 2026"),
    ("fr", "Le service recherche un·e chargé·e de déploiement dès que possible.", "asap"),
    ("de", "Vertragsbeginn: zum 1. Oktober 2026", "2026-10-01"),
    ("de", "Die Stelle ist ab sofort zu besetzen.", "asap"),
    ("de", "Zum nächstmöglichen Zeitpunkt suchen wir Verstärkung.", "asap"),
    ("de", "Wir suchen zum 1. September 2026 eine Köchin.", "2026-09-01"),
    ("es", "Buscamos enfermera, incorporación inmediata.", "asap"),
    ("nl", "Wij zoeken per 1 september 2026 een docent.", "2026-09-01"),
    ("nl", "Een functie vanaf september 2026.", "2026-09"),
    ("en", "Start date: September, 2026", "2026-09"),
    ("en", "Projected start: October of 2026", "2026-10"),
    ("en", "Anticipated start: 1 June 2026", "2026-06-01"),
    ("fr", "Arrivée souhaitée : avril 2026", "2026-04"),
    ("fr", "Poste à pourvoir dès maintenant.", "asap"),
    ("fr", "Nous recherchons dès que possible un maçon.", "asap"),
    # A span from its first end.
    ("fr", "CDD de 6 mois (mars à août 2026) à Brest.", "2026-03"),
    ("fr", "CDD de mars à août 2026.", "2026-03"),
    ("fr", "Contrat du 2 mars au 31 août 2026.", "2026-03-02"),
    ("fr", "Stage de novembre à mars 2027.", "2026-11"),
    ("fr", "Stage de novembre 2026 à mars 2027.", "2026-11"),
    ("fr", "Période : mars à août 2026", "2026-03"),
    ("en", "This is a temporary position from June to September 2026.", "2026-06"),
    ("en", "6 month contract (March – August 2026)", "2026-03"),
    ("en", "Internship from 1 June until 31 August.", "2026-06-01"),
    ("de", "Praktikum von März bis August 2026.", "2026-03"),
    ("nl", "Stage van februari tot juni 2026.", "2026-02"),
    ("es", "Contrato de junio a septiembre de 2026.", "2026-06"),
    ("fr", "Début : septembre – octobre 2026", "septembre – octobre 2026"),
    ("fr", "Mission : 6 mois, à partir du 3 septembre.", "2026-09-03"),
    ("fr", "Poste : à partir du 1er mai 2026", "2026-05-01"),
]

TRAPS: list[tuple[str, str]] = [
    ("fr", "Marc a pu rejoindre l'équipe en mars 2025."),
    ("en", "Two new trustees will join the team in September 2027."),
    ("fr", "Un chargé de communication vient de rejoindre notre équipe en janvier 2027."),
    ("fr", "Période de l'exposition : du 1er octobre 2026 au 30 novembre 2026"),
    ("fr", "Début des inscriptions (pour tous) : octobre 2026"),
    ("en", "**Opening hours.** As soon as possible."),
    ("fr", "Disponible dès maintenant en librairie."),
    ("fr", "La rentrée de septembre 2026 remplit nos rayons."),
    ("en", "Available immediately online and in stores"),
    ("fr", "Date de début du tournage : 1er mai 2026"),
    ("fr", "Début : mai ou septembre 2026"),
    ("fr", "Poste à pourvoir suite au départ en retraite en juin 2026."),
    ("fr", "Le contrat avec la région débute le 1er mai 2026."),
    ("fr", "Le poste changera à partir de septembre 2026."),
    ("en", "The pay rise for this position begins on 1 May 2026."),
    ("en", "The job fair starts on 3 May 2026."),
    ("en", "Your position: from 4 May 2026 the kitchen cooks at night."),
    ("en", "The holder of the position is on leave from 1 May 2026."),
    ("en", "The fund opens beginning August 17, 2026."),
    ("fr", "## Festival\n\n- 4 mai – 4 septembre 2026"),
    ("en", "From January to June, this position needs work at weekends."),
    ("en", "From February through late May, the role is done outdoors."),
    ("en", "This role travels from March to May."),
    ("fr", "De mars à octobre, le poste demande du travail le week-end."),
    ("fr", "Votre mission : livrer le site pour fin mars 2026."),
    ("fr", "Nous recrutons pour le festival de juin 2026."),
    ("fr", "Début des inscriptions : mars 2026"),
    ("fr", "Début du projet : mars 2026"),
    ("fr", "Les travaux doivent débuter au 1er avril 2026."),
    ("en", "We are looking for funding for September 2026."),
    ("en", "You report to your immediate supervisor."),
    ("fr", "Votre supérieur immédiat est la directrice."),
    ("en", "The festival runs from June 1, 2026 to August 31, 2026."),
    ("fr", "Merci de postuler dès que possible."),
    ("fr", "Nous vous répondrons dès que possible."),
    ("fr", "Envoyez votre CV dès maintenant !"),
    ("fr", "Salaire à partir de 32 000 € selon le poste."),
    ("fr", "Télétravail à partir de mars 2026, après votre intégration au poste."),
    ("fr", "Le poste est ouvert depuis septembre 2025."),
    ("fr", "L'association a débuté en janvier 2004."),
    ("fr", "Le projet démarre en septembre 2026."),
    ("fr", "Nous déménageons en juin 2026."),
    ("fr", "Depuis mars 2020, le poste est mutualisé."),
    ("fr", "Un stage jusqu'en septembre 2026."),
    ("fr", "CDD jusqu'au 31 décembre 2026."),
    ("fr", "Candidatures avant le 1er mars 2026."),
    ("fr", "Entretiens à partir du 15 mars 2026 pour ce poste."),
    ("fr", "Vous intervenez immédiatement en cas d'incident."),
    ("fr", "Notre festival ouvre le 3 juillet 2026."),
    ("fr", "À partir de données publiques, vous produisez des cartes."),
    ("fr", "Dès votre arrivée, vous prenez en main le poste."),
    ("fr", "À partir de 3 ans d'expérience sur ce poste."),
    ("fr", "Prise de poste : selon disponibilité"),
    ("fr", "Début : à définir"),
    ("fr", "Poste publié le 10 février 2026."),
    ("fr", "Vous livrez le projet à partir de mai 2026."),
    ("fr", "La loi du 5 mars 2014 encadre le poste."),
    ("fr", "Votre supérieur immédiat est la directrice."),
    ("fr", "À proximité immédiate du métro, poste calme."),
    ("fr", "Le poste exige de réagir immédiatement."),
    ("fr", "Elle a rejoint l'équipe en mars 2021."),
    ("fr", "Nos clients utilisent le produit dès maintenant."),
    ("fr", "Des vacances en août, comme tout le monde."),
    ("fr", "Date : 12 mars 2026"),
    ("en", "The job board has 300 members as of 18 December 2025."),
    ("en", "Apply as soon as possible."),
    ("en", "We will reply as soon as possible."),
    ("en", "Please send your application immediately."),
    ("en", "The starting salary is 40,000 pounds."),
    ("en", "We started in June 2012 with three people."),
    ("en", "The project starts in September 2026."),
    ("en", "Our app is available immediately in 20 countries."),
    ("en", "The service is now available to all levels of government."),
    ("en", "The role reports to your immediate supervisor."),
    ("en", "The contract runs until May 2026."),
    ("en", "Interviews for the position start in March 2026."),
    ("en", "Apply before 1 March 2026 for this role."),
    ("en", "You may start your day late in this job."),
    ("en", "Since May 2020 the position has been remote."),
    ("en", "The next cohort, starting July 2023, will be larger."),
    ("en", "The job was posted on 1 March 2026."),
    ("en", "You can make an immediate impact in this role."),
    ("en", "Start-up experience is a plus for this position."),
    ("en", "A position from scratch: build your team."),
    ("en", "Start: to be agreed"),
    ("en", "Holidays from August 2026 are open to all in this job."),
    ("en", "The course starts in October 2026."),
    ("en", "We fix bugs immediately when available."),
    ("en", "This job needs you to respond immediately."),
    ("de", "Bitte bewerben Sie sich ab sofort."),
    ("de", "Seit März 2015 gibt es die Stelle."),
    ("es", "Desde enero de 2010 la empresa crece."),
    ("nl", "We gaan wel direct mensen interviewen voor deze functie."),
    ("nl", "Solliciteer per direct op deze functie."),
    ("fr", "Nous recrutons dès maintenant, parlez-en autour de vous."),
    ("en", "We are hiring right now for several roles."),
    ("fr", "Le festival a lieu de juin à août 2026 et le poste est à Metz."),
    ("fr", "Une mission menée de janvier à mai 2024 a montré que le poste est utile."),
    ("fr", "Les candidatures pour ce stage sont ouvertes de mars à avril 2026."),
    ("en", "Our office closes from July to August 2026, whatever the contract."),
    ("en", "The pilot ran from March to June 2024 on a temporary contract."),
    ("en", "Interviews for this internship: from March to April 2026."),
    ("fr", "Missions : à partir de septembre 2026, le service ouvre un nouveau guichet."),
    ("fr", "Le poste : le projet sera livré à partir de mai 2026."),
    ("fr", "Une stagiaire sera présente de mars à août 2026 à nos côtés."),
    ("en", "Our fiscal year runs from April to March 2026 and the position reports on it."),
]


@pytest.mark.parametrize(("language", "text", "value"), STATED)
def test_a_statement_is_found_and_reads_back(language: str, text: str, value: str) -> None:
    fact = told("start", text, language, posted=POSTED)
    assert fact is not None
    assert fact.value == value
    assert fact.confidence >= HIGH
    assert terms.start(fact.written, language) == value


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_trap_is_passed_over(language: str, text: str) -> None:
    assert told("start", text, language, posted=POSTED) is None


def test_a_day_keeps_its_words_when_nobody_knows_the_year() -> None:
    fact = told("start", "Poste à pourvoir à compter du 1er juin.", "fr")
    assert fact is not None
    assert fact.value == "1er juin"


def test_a_month_never_becomes_a_day() -> None:
    fact = told("start", "La prise de poste est prévue début février.", "fr", posted=POSTED)
    assert fact is not None
    assert fact.value == "début février"


def test_two_starts_leave_a_doubt() -> None:
    text = "Prise de poste : mars 2026\n\nPoste à pourvoir dès que possible."
    fact = told("start", text, "fr")
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "If we get on well, the position starts immediately, with a test week."),
        ("en", "Once you have passed the test, the position starts right away."),
        ("fr", "Si la rencontre vous plaît, le poste débute immédiatement."),
        ("fr", "Une fois la semaine de test passée, le poste débute immédiatement."),
    ],
)
def test_a_start_that_hangs_on_something_is_no_sure_one(language: str, text: str) -> None:
    fact = told("start", text, language, posted=POSTED)
    assert fact is not None
    assert fact.value == "asap"
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Poste à pourvoir au plus tard le 4 mai 2026."),
        ("fr", "Prise de poste : au plus tard le 4 mai 2026"),
        ("fr", "## Stage de comptabilité\n\n- 4 mai – 4 septembre 2026"),
        ("en", "The position starts at the latest on 4 May 2026."),
        ("fr", "L'école recherche une cuisinière pour le 4 mai 2026."),
        ("en", "We are looking for a cook for 4 May 2026."),
        ("fr", "À compter du 4 mai 2026, le poste sera rattaché à un autre service."),
        ("fr", "Entrée en fonction au plus tôt le 4 mai 2026"),
    ],
)
def test_a_last_day_and_a_wish_are_no_sure_start(language: str, text: str) -> None:
    fact = told("start", text, language, posted=POSTED)
    assert fact is not None
    assert fact.value == "2026-05-04"
    assert fact.confidence < HIGH
