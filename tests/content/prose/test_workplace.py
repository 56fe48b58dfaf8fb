"""Remote, hybrid or on site: what recruiters write of this job, and what they write of others."""

from __future__ import annotations

import pytest

from syndicate.content import terms
from syndicate.content.fields import vocabulary
from syndicate.content.prose import HIGH
from syndicate.content.source import Source
from syndicate.content.understand import understand
from tests.content.prose.telling import told
from tests.content.sites import NOW, Folder

HYBRID = (
    ("fr", "2 jours de télétravail par semaine"),
    ("fr", "Deux jours de télétravail par semaine sont possibles."),
    ("fr", "Télétravail : 3 jours par semaine"),
    ("fr", "Télétravail (2j/semaine)"),
    ("fr", "Télétravail possible 2 jours par semaine."),
    ("fr", "Jusqu'à 3 jours de télétravail hebdomadaires."),
    ("fr", "- 2 à 3 jours de télétravail"),
    ("fr", "Télétravail jusqu'à 3 jours par semaine"),
    ("fr", "Télétravail partiel possible."),
    ("fr", "Le poste est ouvert au télétravail partiel."),
    ("fr", "Travail hybride, horaires souples."),
    ("fr", "Poste hybride basé à Lyon."),
    ("fr", "Nous fonctionnons en mode hybride."),
    ("fr", "Télétravail régulier."),
    ("fr", "Télétravail occasionnel accepté."),
    ("fr", "Trois jours par semaine au bureau, le reste chez vous."),
    ("fr", "Présence au bureau : 2 jours par semaine."),
    ("fr", "2 jours de présence par semaine dans nos locaux."),
    ("fr", "Lieu : Paris (hybride)"),
    ("fr", "Rythme : 3 jours sur site, 2 jours de télétravail"),
    ("fr", "Organisation en présentiel et télétravail."),
    ("fr", "Mode de travail : hybride"),
    ("fr", "Un jour de télétravail par semaine après trois mois."),
    ("fr", "Remote partiel (2 jours/semaine)"),
    ("fr", "Lieu : télétravail partiel bienvenu, avec 2 jours/semaine à Paris"),
    ("fr", "Présence requise à Paris 2 jours par semaine."),
    ("fr", "Télétravail à 60 %"),
    ("fr", "60 % de télétravail"),
    ("fr", "Télétravail : 2 jours/semaine après la période d'essai"),
    ("fr", "Vous pourrez télétravailler jusqu'à 3 jours par semaine."),
    ("fr", "Présentiel souhaité au moins 2 jours par semaine"),
    ("fr", "3 jours de TT"),
    ("fr", "Rythme de travail : 3 jours en présentiel / 2 en distanciel"),
    ("fr", "Pas de full remote, mais 2 jours de télétravail."),
    ("fr", "Vous aurez le choix entre le télétravail et le bureau."),
    ("fr", "## Télétravail\n\nOui, jusqu'à 3 jours par semaine."),
    ("fr", "Télétravail : oui"),
    ("fr", "Vous pouvez travailler de chez vous deux jours par semaine, 2 jours à distance."),
    ("en", "Two days a week from home."),
    ("en", "You can work from home up to 3 days per week."),
    ("en", "We ask for two days a week in the office."),
    ("en", "3 days per week in our London office, the rest wherever you like."),
    ("en", "This is a hybrid role."),
    ("en", "Hybrid working, with core hours."),
    ("en", "Location: Amsterdam (hybrid)"),
    ("en", "Workplace: hybrid"),
    ("en", "The position is hybrid."),
    ("en", "A hybrid work model."),
    ("en", "Partly working from home and flexible hours."),
    ("en", "Partially remote, 2 days per week on-site."),
    ("en", "A mix of remote and office work."),
    ("en", "Our hybrid policy asks for two days in the office."),
    ("en", "Remote work: 2 days a week"),
    ("en", "In-office three days a week."),
    ("en", "Location: San Francisco, CA (Hybrid - 3 days in office, 2 days remote)"),
    ("en", "Work arrangement: Hybrid (2 days/week in office)"),
    ("en", "The post is based at the university, with hybrid working available."),
    ("en", "Working from home is possible two days a week."),
    ("en", "You are expected to attend the office at least two days per week."),
    ("en", "40% home working"),
    ("en", "Must be willing to work on site 3 days a week"),
    ("de", "2 Tage Homeoffice pro Woche"),
    ("de", "Hybrides Arbeiten ist bei uns Alltag."),
    ("de", "Teilweise remote"),
    ("de", "Homeoffice möglich"),
    ("es", "Modelo híbrido: dos días de teletrabajo"),
    ("es", "Teletrabajo parcial"),
    ("es", "Posibilidad de teletrabajo"),
    ("nl", "Twee dagen per week thuiswerken"),
    ("nl", "mogelijkheid om deels remote te werken"),
    ("nl", "Flexibele werktijden en mogelijkheden voor hybride werken"),
    ("nl", "Gemiddeld 1-3 dagen per week op kantoor, de rest vanuit huis."),
)
REMOTE = (
    ("fr", "Poste en full remote."),
    ("fr", "100 % télétravail"),
    ("fr", "100% remote"),
    ("fr", "Télétravail total."),
    ("fr", "Télétravail complet depuis la France."),
    ("fr", "Le poste est entièrement à distance."),
    ("fr", "Poste entièrement télétravaillable."),
    ("fr", "Le poste est en télétravail à 100 %."),
    ("fr", "Poste en télétravail."),
    ("fr", "Lieu : télétravail"),
    ("fr", "Lieu : 100% remote"),
    ("fr", "Localisation : Full remote (France)"),
    ("fr", "Télétravail : 100 %"),
    ("fr", "Télétravail intégral."),
    ("fr", "Vous travaillerez à distance."),
    ("fr", "Un poste 100 % à distance, où que vous soyez en France."),
    ("fr", "CDI en full télétravail"),
    ("fr", "Stage en télétravail complet"),
    ("fr", "Démarrage dès que possible. Travail à distance."),
    ("fr", "Vous pouvez travailler d'où vous voulez en France."),
    ("fr", "Poste à pourvoir à distance."),
    ("fr", "Travail en remote dans toute la France"),
    ("en", "This is a fully remote position."),
    ("en", "Fully remote"),
    ("en", "100% remote"),
    ("en", "This is a remote position."),
    ("en", "This position is remote."),
    ("en", "The role is fully remote."),
    ("en", "Remote position, within European time zones."),
    ("en", "Location: Remote"),
    ("en", "Location: Anywhere"),
    ("en", "Location: Anywhere in the U.S. (remote)"),
    ("en", "Location: Remote (UK)"),
    ("en", "Location: Remote - Germany"),
    ("en", "Workplace: Remote"),
    ("en", "Work from anywhere."),
    ("en", "You will work remotely."),
    ("en", "You'll be working from home."),
    ("en", "Remote only."),
    ("en", "A home-based role."),
    ("en", "This role is home-based."),
    ("en", "In this fully remote position, you will lead security."),
    ("en", "Completely remote, with two gatherings a year."),
    ("en", "Location: Remote (preference for UTC-8 to UTC+4)"),
    ("en", "Location: Anywhere in France, with a monthly trip to Paris"),
    ("en", "Full-time · Remote · Europe"),
    ("en", "Remote (US/Canada)"),
    ("en", "You can work from anywhere you like."),
    ("de", "100 % remote"),
    ("de", "Komplett remote, in ganz Deutschland."),
    ("de", "Arbeitsort: Remote"),
    ("es", "Trabajo totalmente remoto"),
    ("es", "Teletrabajo 100 %"),
    ("nl", "Volledig op afstand"),
    ("nl", "Locatie: op afstand"),
)
ONSITE = (
    ("fr", "Pas de télétravail."),
    ("fr", "Ce poste n'est pas ouvert au télétravail."),
    ("fr", "Télétravail : non"),
    ("fr", "Travail à distance : non"),
    ("en", "Remote work possible: no"),
    ("fr", "Poste non télétravaillable."),
    ("fr", "Poste 100 % en présentiel."),
    ("fr", "Présence obligatoire dans nos locaux."),
    ("fr", "Le poste est en présentiel."),
    ("fr", "Pas de possibilité de télétravail sur ce poste."),
    ("fr", "Télétravail impossible."),
    ("en", "This is an on-site role."),
    ("en", "This position is on-site."),
    ("en", "Fully on-site."),
    ("en", "This is not a remote position."),
    ("en", "Remote work is not possible."),
    ("en", "No remote work."),
    ("en", "Five days a week in the office."),
    ("en", "Work location: on-site"),
    ("en", "This role cannot be performed remotely."),
    ("en", "The job is in-person."),
    ("en", "On-site only"),
    ("en", "Type: Full-time, on-site"),
    ("en", "Teleworking: No"),
    ("en", "Onsite in Zurich (no remote)"),
    ("en", "Location: Berlin (on-site)"),
    ("fr", "Lieu : Paris dans le 18ème (en présentiel)"),
    ("de", "Kein Homeoffice"),
    ("es", "Sin teletrabajo"),
    ("nl", "Geen thuiswerk mogelijk"),
)
TRAPS = (
    ("fr", "Présentiel : non"),
    ("fr", "Full remote : non"),
    ("fr", "Permis de conduire : non"),
    ("en", "On-site position: no"),
    ("en", "Hybrid: no"),
    ("fr", "Nos clients travaillent en télétravail."),
    ("fr", "Nous concevons des outils de travail à distance."),
    ("fr", "Vous animerez des ateliers en présentiel et à distance."),
    ("fr", "Formation à distance ou en présentiel."),
    ("fr", "Les entretiens se font à distance."),
    ("fr", "Processus de recrutement 100 % à distance."),
    ("fr", "Prime de télétravail de 50 euros."),
    ("fr", "Indemnité de télétravail"),
    ("fr", "Une expérience du télétravail est un plus."),
    ("fr", "Vous accompagnez les agents dans le passage au télétravail."),
    ("fr", "Application mobile hybride."),
    ("fr", "Véhicules hybrides et électriques"),
    ("fr", "Architecture cloud hybride."),
    ("fr", "Support à distance des utilisateurs."),
    ("fr", "Prise en main à distance des postes."),
    ("fr", "Organisation d'ateliers en présentiel, entretiens de suivi."),
    ("fr", "Nous gardons nos distances avec la publicité."),
    ("fr", "Enseignement à distance pour 3 jours."),
    ("fr", "Pendant le confinement, toute l'équipe était en télétravail."),
    ("fr", "Le bureau de l'association se réunit deux jours par an."),
    ("fr", "Maîtrise du pack Office."),
    ("fr", "Nous étudions les effets du télétravail complet sur les villes."),
    ("fr", "Remboursement de 50 % du titre de transport."),
    ("fr", "Nos locaux sont à Lyon."),
    ("fr", "Le siège est au bord de l'eau, sur place, une cantine."),
    ("fr", "Consultations médicales à distance pour 2 jours par semaine."),
    ("fr", "Vous travaillez sur site web et application."),
    ("fr", "25 jours de congés."),
    ("fr", "Une semaine de 4 jours."),
    ("fr", "2 jours d'intégration au bureau à votre arrivée."),
    ("en", "We build remote collaboration tools."),
    ("en", "Experience working remotely is a plus."),
    ("en", "Comfortable working in a remote team."),
    ("en", "Experience with hybrid cloud."),
    ("en", "Hybrid mobile apps with Ionic."),
    ("en", "Remote sensing and satellite images."),
    ("en", "You will manage remote servers."),
    ("en", "Remote procedure calls and queues."),
    ("en", "Our customers work from home."),
    ("en", "Interviews are fully remote."),
    ("en", "The hiring process is fully remote."),
    ("en", "A home office budget of 750 euros."),
    ("en", "Home office stipend"),
    ("en", "Microsoft Office and good manners."),
    ("en", "You support the front office."),
    ("en", "Our office is in Berlin."),
    ("en", "Acting as a support desk and front office"),
    ("en", "We run hybrid events."),
    ("en", "Training is given on site, at the customer's."),
    ("en", "Support our remote users."),
    ("en", "You travel two days a month."),
    ("en", "25 days of holidays."),
    ("en", "A four-day week."),
    ("en", "Make yourself at home."),
    ("en", "We bring broadband to remote areas."),
    ("en", "Research on remote work and its effects"),
    ("en", "The probability is remote."),
    ("en", "Federal employees in remote locations use our product."),
    ("en", "Nursing homes and home care"),
    ("en", "Distributed systems and consensus"),
    ("de", "Unsere Kunden arbeiten im Homeoffice."),
    ("de", "Zuschuss zum Homeoffice"),
    ("nl", "Je voelt je snel thuis."),
    ("nl", "Thuiswerkvergoeding"),
    ("es", "Nuestros clientes en remoto"),
    ("en", "Location: Toronto, ON"),
    ("fr", "Vous travaillerez sur site chez nos clients."),
    ("fr", "Vous animerez une équipe en télétravail."),
    ("fr", "Forfait télétravail de 20 €"),
    ("en", "Work remotely up to 4 weeks a year from abroad."),
    ("en", "The role requires working on-site at customer locations."),
    ("en", "Flexible working hours and a good chair."),
    ("fr", "L'entretien se fera sur Paris ou en visio."),
)
STATED = [
    (language, text, value)
    for value, rows in (("hybrid", HYBRID), ("remote", REMOTE), ("onsite", ONSITE))
    for language, text in rows
]


@pytest.mark.parametrize(("language", "text", "wanted"), STATED)
def test_the_kind_of_workplace_is_found(language: str, text: str, wanted: str) -> None:
    fact = told("workplace", text, language)
    assert fact is not None
    assert fact.value == wanted
    assert terms.workplace(fact.written) == wanted


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_what_others_do_is_not_said_of_the_job(language: str, text: str) -> None:
    assert told("workplace", text, language) is None


@pytest.mark.parametrize(
    ("language", "title", "wanted"),
    [
        ("fr", "Développeuse web (télétravail)", "remote"),
        ("fr", "Développeur PHP - full remote", "remote"),
        ("fr", "Chef de projet - hybride", "hybrid"),
        ("en", "Software engineer (remote)", "remote"),
        ("en", "Product designer - Remote, Europe", "remote"),
        ("en", "Data engineer (hybrid)", "hybrid"),
        ("en", "Remote sensing scientist", None),
        ("en", "Engineer (Remote Access)", None),
        ("en", "Lead, Remote Operations", None),
        ("en", "Manager - Hybrid Events", None),
        ("en", "Hybrid cloud engineer", None),
        ("en", "Office manager", None),
        ("en", "Administrative employee (office manager)", None),
        ("fr", "Ingénieur véhicules hybrides", None),
    ],
)
def test_a_title_may_say_it(language: str, title: str, wanted: str | None) -> None:
    fact = told("workplace", f"# {title}", language)
    assert (fact.value if fact else None) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Location: Anywhere in the U.S. (remote)", ("US",)),
        ("en", "Location: Remote (UK)", ("GB",)),
        ("en", "Location: Remote, Germany or France", ("DE", "FR")),
        ("en", "Location: Remote - Canada", ("CA",)),
        ("en", "Location: Remote (US only)", ("US",)),
        ("en", "This is a fully remote position within the Netherlands.", ("NL",)),
        ("en", "Fully remote, from anywhere in France.", ("FR",)),
        ("fr", "Lieu : télétravail (France)", ("FR",)),
        ("fr", "Poste en full remote depuis la France ou la Belgique.", ("FR", "BE")),
        ("fr", "100 % télétravail, partout en France.", ("FR",)),
        ("de", "Komplett remote, in ganz Deutschland.", ("DE",)),
        ("en", "Location: Remote (Europe)", None),
        ("en", "Location: Remote", None),
        ("en", "This is a fully remote position, in Engineering.", None),
        ("en", "Location: Berlin, Germany (hybrid)", None),
        ("fr", "Full remote, avec nos clients.", None),
    ],
)
def test_the_countries_of_remote_work(
    folder: Folder, language: str, text: str, wanted: tuple[str, ...] | None
) -> None:
    fact = told("remote_countries", text, language)
    assert (fact.value if fact else None) == wanted
    if fact:
        front = f"---\ntitle: Baker\nremote: yes\nremote_countries: {fact.written}\n---\nBake.\n"
        words = vocabulary(folder.site.content.fields)
        source = Source(folder.root / "content/a.md", "content/a.md", "a.md")
        assert understand(source, front, folder.site, words, NOW).offer.remote_countries == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le travail à distance est accepté, mais occasionnel.", "hybrid"),
        ("Travail à distance : il est possible, occasionnellement.", "hybrid"),
        ("Poste en télétravail, réunions ponctuelles à Lille", "remote"),
        ("Vous pouvez télétravailler depuis n'importe où.", "remote"),
        ("On se voit quelques jours sur site dans l'année.", None),
        ("Quelques jours sur site par trimestre", None),
    ],
)
def test_what_is_seldom_is_no_rule(text: str, wanted: str | None) -> None:
    fact = told("workplace", text, "fr")
    assert (fact and fact.value) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Télétravail possible."),
        ("fr", "# Développeur - Lyon / Full remote"),
        ("en", "# Solutions architect - Orlando or remote"),
        ("fr", "Lieu : Lyon/Remote"),
        ("fr", "Lieu : Villeurbanne + télétravail"),
        ("en", "Remote-friendly."),
        ("nl", "Thuiswerkmogelijkheden"),
        ("fr", "Full remote ou hybride, à discuter."),
        ("en", "Up to 100% remote is possible."),
        ("en", "We have been a fully remote team since 2019."),
        ("en", "The position is remote until September."),
        ("fr", "L'équipe est en full remote."),
        ("fr", "Nous fonctionnons en mode hybride."),
        ("en", "We are a fully remote company, but this job is in the office."),
        ("en", "You will work from home until the new office opens."),
        ("en", "Our engineers are fully remote, this position is based in Leeds."),
    ],
)
def test_what_is_possible_is_told_with_doubt(language: str, text: str) -> None:
    fact = told("workplace", text, language)
    assert fact is None or fact.confidence < HIGH


def test_two_statements_that_differ_are_doubted() -> None:
    fact = told("workplace", "Full remote.\n\nTrois jours par semaine au bureau.", "fr")
    assert fact is not None
    assert fact.confidence < HIGH
