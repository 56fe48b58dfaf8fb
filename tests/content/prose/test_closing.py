"""The last day to apply, and all the other days that an offer names."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from syndicate.content.dates import parse_when
from syndicate.content.prose import HIGH
from tests.content.prose.telling import told

#: The day of the offer, where it is known.
POSTED = date(2026, 2, 10)

STATED: list[tuple[str, str, str]] = [
    ("en", "Candidates are invited to contact Ann by email before May 4th, 2026.", "2026-05-04"),
    ("en", "Closes 4 May 2026", "2026-05-04"),
    ("en", "Expires: 4 May 2026", "2026-05-04"),
    ("en", "Please respond by 4 May 2026.", "2026-05-04"),
    ("en", "Submit applications by end of day (wherever you are) 4 May 2026.", "2026-05-04"),
    (
        "fr",
        "Candidatures à envoyer par courriel\n(m.a@exemple.org / 01 23 45 67 89) avant le 23/03/26",
        "2026-03-23",
    ),
    ("fr", "Limite de dépôt : 23/03/26", "2026-03-23"),
    ("fr", "Les dossiers sont attendus pour le lundi 23 mars 2026.", "2026-03-23"),
    ("fr", "Candidature : jusqu'au 23 mars 2026", "2026-03-23"),
    ("fr", "Recrutement ouvert jusqu'au 23 mars 2026", "2026-03-23"),
    ("fr", "Fin de publication : 23 mars 2026", "2026-03-23"),
    ("en", "CLOSE DATE: midnight, Monday 23 March 2026", "2026-03-23"),
    ("en", "Expiry date: 23 March 2026", "2026-03-23"),
    (
        "fr",
        "Poste à pourvoir le 01/06/2026 Date limite de candidature 30/04/2026 Emploi permanent",
        "2026-04-30",
    ),
    ("en", "Applications must be sent no later than 11:30 p.m. on May 4, 2026.", "2026-05-04"),
    ("fr", "Limite de candidature : 23 mars 2026", "2026-03-23"),
    ("fr", "Limite de dépôt des dossiers : 23/03/2026", "2026-03-23"),
    ("fr", "Date butoir : 20 mars 2026", "2026-03-20"),
    ("fr", "Dépôt des candidatures : jusqu'au 20 mars 2026", "2026-03-20"),
    ("fr", "Fin de réception des candidatures le 20 mars 2026", "2026-03-20"),
    ("fr", "Les candidates doivent faire parvenir d'ici le 4 mai 2026 deux pages.", "2026-05-04"),
    (
        "fr",
        "Un dossier comprenant CV et lettre doit être déposé avant le 4 mai 2026.",
        "2026-05-04",
    ),
    (
        "fr",
        "Les personnes intéressées sont invitées à se manifester avant le 3 mars 2026.",
        "2026-03-03",
    ),
    ("fr", "À envoyer avant le 20 mars 2026 à recrutement@exemple.fr", "2026-03-20"),
    ("fr", "Réponse avant le 20 mars 2026 à recrutement@exemple.fr", "2026-03-20"),
    ("fr", "Transmettre CV et LM pour le 20 mars 2026 à l'adresse suivante.", "2026-03-20"),
    ("fr", "L'offre expire le 20 mars 2026.", "2026-03-20"),
    ("fr", "Cette offre est ouverte jusqu'au 20 mars 2026.", "2026-03-20"),
    ("fr", "L'appel à candidatures se clôture le 20 mars 2026.", "2026-03-20"),
    ("en", "Deadline for application: 19 March 2026", "2026-03-19"),
    ("en", "Deadline for receipt of applications: 18 March 2026", "2026-03-18"),
    ("en", "Deadline date: 18 March 2026", "2026-03-18"),
    ("en", "Applications close 18 March and interviews follow on the 30th.", "2026-03-18"),
    ("en", "Closing: 18 March 2026", "2026-03-18"),
    ("en", "Expressions of interest should reach us by 18 March 2026.", "2026-03-18"),
    ("en", "This posting will close on March 18, 2026.", "2026-03-18"),
    ("en", "The vacancy will close at midnight on 18 March 2026.", "2026-03-18"),
    ("en", "The call is open until March 18, 2026.", "2026-03-18"),
    ("en", "Last date for applications: 18 March 2026", "2026-03-18"),
    ("en", "Submissions close 18 March 2026.", "2026-03-18"),
    ("fr", "**Date limite de candidature :** 15 mars 2026", "2026-03-15"),
    ("fr", "Date limite : 15/03/2026", "2026-03-15"),
    ("fr", "Clôture des candidatures : vendredi 13 mars 2026", "2026-03-13"),
    ("fr", "Candidatures jusqu'au 31 mars 2026", "2026-03-31"),
    ("fr", "La date limite de dépôt des candidatures est fixée au 3 avril 2026.", "2026-04-03"),
    ("fr", "Merci d'envoyer votre candidature avant le 1er avril 2026.", "2026-04-01"),
    ("fr", "Envoyez CV et lettre de motivation au plus tard le 20 mars 2026.", "2026-03-20"),
    ("fr", "Vous pouvez postuler jusqu'au dimanche 15 mars 2026 inclus.", "2026-03-15"),
    ("fr", "Postulez avant le 28/02/2026 !", "2026-02-28"),
    ("fr", "Les dossiers de candidature sont à transmettre d'ici le 5 mars 2026.", "2026-03-05"),
    ("fr", "Les candidatures sont ouvertes jusqu'au 30 avril 2026 à minuit.", "2026-04-30"),
    ("fr", "Candidature (CV et quelques lignes) à adresser avant le 12 mars 2026.", "2026-03-12"),
    ("fr", "Date de clôture : 2026-03-31", "2026-03-31"),
    ("en", "**Application deadline:** March 15, 2026", "2026-03-15"),
    ("en", "Closing date: 15 March 2026", "2026-03-15"),
    ("en", "Deadline: 2026-03-15", "2026-03-15"),
    ("en", "Apply by: 1st April 2026", "2026-04-01"),
    ("en", "Please apply by 15 March 2026.", "2026-03-15"),
    ("en", "The application deadline is Sunday, 15 March 2026.", "2026-03-15"),
    ("en", "Applications close on 31 March 2026 at noon.", "2026-03-31"),
    ("en", "Send your CV and cover letter no later than March 20, 2026.", "2026-03-20"),
    ("en", "Applications are accepted until 5 April 2026.", "2026-04-05"),
    ("en", "The closing date for applications is 30 April 2026.", "2026-04-30"),
    ("en", "To apply, submit your resume before April 3, 2026.", "2026-04-03"),
    ("en", "The deadline to apply is 12 March 2026.", "2026-03-12"),
    ("de", "Bewerbungsfrist: 31.03.2026", "2026-03-31"),
    ("de", "Bitte bewirb dich bis zum 15. März 2026.", "2026-03-15"),
    ("de", "Wir freuen uns auf Ihre Bewerbung bis spätestens 20.03.2026.", "2026-03-20"),
    ("es", "Fecha límite: 31 de marzo de 2026", "2026-03-31"),
    ("es", "Envía tu candidatura antes del 15 de marzo de 2026.", "2026-03-15"),
    ("nl", "Sluitingsdatum: 31 maart 2026", "2026-03-31"),
    ("nl", "Solliciteren kan tot en met 15 maart 2026.", "2026-03-15"),
    (
        "fr",
        "Les candidatures doivent nous parvenir pour le lundi 9 mars 2026 à midi.",
        "2026-03-09",
    ),
    ("fr", "Envoie-nous ton CV jusqu'au 23/03/2026, minuit.", "2026-03-23"),
    ("fr", "Offre valable jusqu'au 31/03/2026", "2026-03-31"),
    ("en", "Applications must be received by 5pm on Friday 13 March 2026.", "2026-03-13"),
    ("fr", "Envoyez CV et LM avant le 1er mars 2026 (entretiens dès le 10 mars).", "2026-03-01"),
    ("en", "Salary: £30k. Full-time. Closing date: 5pm, 27 February 2026.", "2026-02-27"),
    # To write to the employer is to apply.
    ("fr", "Merci de nous écrire avant le 12 mars 2026.", "2026-03-12"),
    ("fr", "Contactez-nous avant le 12 mars.", "2026-03-12"),
    ("fr", "Envoyez-nous quelques lignes avant le 12 mars 2026 à jobs@exemple.fr.", "2026-03-12"),
    ("en", "Write to us before 12 March 2026.", "2026-03-12"),
    ("en", "Get in touch by 12 March 2026.", "2026-03-12"),
    ("en", "Please fill in the form by 12 March 2026.", "2026-03-12"),
    ("de", "Schreib uns bis zum 12. März 2026.", "2026-03-12"),
    ("nl", "Mail ons voor 12 maart 2026.", "2026-03-12"),
    # A bound and its day alone, where applying is spoken of.
    ("en", "## How to apply\n\nNo later than 5pm, 12 March 2026", "2026-03-12"),
    (
        "en",
        "The form goes to:\n\njobs@a.org\n\nNo later than close of business 12 March 2026",
        "2026-03-12",
    ),
    ("fr", "## Comment postuler\n\nAvant le 12 mars à midi", "2026-03-12"),
    ("fr", "Écrivez à jobs@exemple.fr.\n\nAu plus tard le 12 mars 2026", "2026-03-12"),
    ("en", "Deadline for submission: March 15, 2026 (midnight UTC)", "2026-03-15"),
    ("en", "We'll close applications at 11:55pm on Sunday 15 March 2026.", "2026-03-15"),
    ("fr", "Vous avez jusqu'au dimanche 15 mars 2026 minuit pour nous répondre.", "2026-03-15"),
    ("en", "Applications must be submitted by 23:59 on 15 March 2026.", "2026-03-15"),
    # Without a year, the next such day after the offer's own.
    ("fr", "Candidatez avant le 31 mars.", "2026-03-31"),
    ("fr", "Date limite de candidature : 1er mars", "2026-03-01"),
    ("en", "Please send your application by March 6.", "2026-03-06"),
    ("en", "Applications close on 28 February.", "2026-02-28"),
    ("nl", "Je kan reageren tot 31 mei.", "2026-05-31"),
    ("de", "Bewerbungen bis zum 1. März bitte per Mail.", "2026-03-01"),
]

TRAPS: list[tuple[str, str]] = [
    ("en", "The bakery closes 4 May 2026 for a week."),
    ("en", "Applications are read (see above) on 4 May 2026."),
    ("fr", "Le dossier de la ville (mairie, services) est à rendre avant le 23 mars 2026."),
    ("fr", "Publication du rapport le 23 mars 2026"),
    ("en", "The end of the season is 23 March 2026."),
    ("en", "Read by 23/03/26 people"),
    ("fr", "Si vous avez postulé avant le 3 mars 2026, inutile de recommencer."),
    ("fr", "Candidatures internes avant le 3 mai 2026, externes ensuite."),
    ("en", "Late applications until 17 May 2026 cannot be guaranteed."),
    ("en", "If you applied before 3 March 2026, please apply again."),
    ("en", "Applications from internal candidates by 3 May 2026, please."),
    ("fr", "Le candidat doit être disponible jusqu'au 30 juin 2026."),
    ("fr", "Vous rédigez le dossier de candidature au label avant le 3 mai 2026."),
    ("fr", "Date limite du concours de tartes : le 3 mai 2026."),
    ("en", "The deadline for questions is 3 April 2026."),
    ("en", "Closing date for the sale is 3 April 2026."),
    ("en", "The deadline of the first report is 3 May 2026."),
    ("en", "You will submit the application for funding by 4 May 2026."),
    ("en", "You must have finished school before 1 June 2026 to apply."),
    ("en", "To apply you need to be available until 30 June 2026."),
    ("en", "Candidates will be informed before 30 April 2026, please apply."),
    ("fr", "Les candidats doivent être titulaires du permis avant le 1er mai 2026."),
    ("fr", "Les candidats devront être disponibles avant le 1er juin 2026."),
    ("fr", "Le dossier de subvention doit être déposé avant le 4 mai 2026."),
    ("fr", "Le rapport est à envoyer avant le 4 mai 2026."),
    ("fr", "Vous devez envoyer les factures avant le 5 mars 2026 à compta@exemple.fr."),
    ("fr", "Date limite du projet : 4 mai 2026"),
    ("fr", "Réponse aux candidats avant le 20 mars 2026"),
    ("fr", "Le musée est ouvert jusqu'au 20 mars 2026."),
    ("fr", "Offre de lancement valable jusqu'au 20 mars 2026 pour nos abonnés."),
    ("en", "The museum closes on 18 March 2026."),
    ("en", "Expressions of interest in our land sale closed on 18 March 2026."),
    ("en", "Candidates must be able to start by 18 March 2026."),
    ("en", "You must submit the accounts by 31 March 2026."),
    ("en", "The project deadline is 18 March 2026."),
    ("en", "Applicants should have finished their PhD by 18 March 2026."),
    ("en", "Deadline for the grant: 18 March 2026"),
    ("fr", "Les entretiens auront lieu avant le 15 mars 2026."),
    ("fr", "Candidatures étudiées au fil de l'eau, entretiens le 15 mars 2026."),
    ("fr", "CDD jusqu'au 31 décembre 2026, candidature par mail."),
    ("fr", "Contrat jusqu'au 31 août 2026."),
    ("fr", "Prise de poste le 1er avril 2026, envoyez votre CV."),
    ("fr", "Poste à pourvoir avant le 1er avril 2026."),
    ("fr", "Le projet se termine le 30 juin 2026."),
    ("fr", "Offre publiée le 10 février 2026."),
    ("fr", "Annonce mise à jour le 12/02/2026, candidatures ouvertes."),
    ("fr", "Réponse aux candidatures le 20 mars 2026 au plus tard."),
    ("fr", "Le jury examinera les dossiers avant le 10 avril 2026."),
    ("fr", "L'appel à projets se clôt le 5 mars 2026."),
    ("fr", "Vous préparez la clôture des comptes au 31 décembre 2026."),
    ("fr", "La loi s'applique depuis le 1er janvier 2026."),
    ("fr", "Le festival se tient du 3 au 7 juillet 2026."),
    ("fr", "L'association a été fondée le 12 mars 2004."),
    ("fr", "Télétravail jusqu'au 30 juin 2026."),
    ("fr", "Diplôme obtenu avant le 1er septembre 2026."),
    ("fr", "Nos clients postulent aux marchés avant le 15 mars 2026."),
    ("fr", "La plateforme sera livrée au plus tard le 1er juin 2026."),
    ("fr", "Envoyez votre candidature le plus tôt possible."),
    ("fr", "Date limite : mars 2026"),
    ("fr", "Candidatez avant mardi 3 avril 2026."),
    ("fr", "Postulez avant le 31 février 2026."),
    ("fr", "On t'informera si ta candidature a été retenue au plus tard le 24/03/2026."),
    ("fr", "Les candidats retenus passeront un test écrit le mercredi 3 juin 2026 à Liège."),
    ("en", "We will begin reviewing applications around 2 March 2026."),
    ("en", "Interviews will take place before 15 March 2026."),
    ("en", "We will review applications and interview until 20 March 2026."),
    ("en", "The contract runs until 31 December 2026."),
    ("en", "The position starts on 1 April 2026; apply by email."),
    ("en", "Register by 3 March 2026 for the info session."),
    ("en", "Posted on 10 February 2026."),
    ("en", "The grant ends on 30 June 2026."),
    ("en", "The call for papers closes on 1 March 2026."),
    ("en", "You will deliver the application by 30 June 2026."),
    ("en", "Our product launched before 1 June 2020."),
    ("en", "Applicants will hear back by 30 March 2026."),
    ("en", "Candidates must graduate before 31 August 2026."),
    ("en", "The conference takes place from 3 to 5 June 2026."),
    ("en", "Applications open on 1 March 2026."),
    ("en", "You close the books by 31 December 2026."),
    ("en", "Work remotely until 1 May 2026."),
    ("en", "Deadline: as soon as possible"),
    ("en", "Deadlines matter to us: 24/7 and 365."),
    ("en", "Apply by sending your resume to us."),
    ("en", "Closing date: 03/04/2026"),
    ("de", "Die Stelle ist bis zum 31.12.2026 befristet."),
    ("de", "Vorstellungsgespräche am 15. März 2026."),
    ("es", "Contrato hasta el 31 de diciembre de 2026."),
    ("nl", "Het contract loopt tot 31 december 2026."),
    ("fr", "Pour toute question, contactez-nous avant le 12 mars 2026."),
    ("fr", "Écrivez-nous avant le 12 mars 2026 pour visiter nos locaux lors d'une rencontre."),
    ("en", "If you have questions, email us before 12 March 2026."),
    ("en", "Get in touch by 12 March 2026 to attend the webinar."),
    ("en", "If you need adjustments, contact us by 12 March 2026."),
    ("en", "We send the newsletter by 12 March 2026."),
    ("en", "## The project\n\nNo later than 12 March 2026"),
    ("en", "The product ships to shops.\n\nNo later than 12 March 2026"),
    ("fr", "Nous avons jusqu'au 15 mars 2026 pour livrer, contactez-nous."),
    ("en", "Contact us before 1 May 2026 for a demo."),
    ("fr", "Écrivez-nous avant le 3 mars pour toute demande."),
    ("en", "Applications received before 1 March 2026 get priority."),
    ("fr", "Les candidatures reçues avant le 1er mars 2026 seront étudiées en priorité."),
]


@pytest.mark.parametrize(("language", "text", "day"), STATED)
def test_a_statement_is_found_and_reads_back(language: str, text: str, day: str) -> None:
    fact = told("closes", text, language, posted=POSTED)
    assert fact is not None
    assert fact.value == date.fromisoformat(day)
    assert fact.confidence >= HIGH
    assert parse_when(fact.written, UTC, language) == fact.value


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_trap_is_passed_over(language: str, text: str) -> None:
    assert told("closes", text, language, posted=POSTED) is None


@pytest.mark.parametrize(("language", "text", "day"), STATED[-6:])
def test_without_a_day_of_the_offer_no_year_is_invented(language: str, text: str, day: str) -> None:
    assert told("closes", text, language) is None


def test_the_next_year_is_meant_when_the_day_is_past() -> None:
    fact = told("closes", "Candidatez avant le 15 janvier.", "fr", posted=date(2026, 12, 1))
    assert fact is not None
    assert fact.value == date(2027, 1, 15)


def test_a_day_far_ahead_is_that_of_an_old_text() -> None:
    text = "Candidatez avant le 15 décembre."
    assert told("closes", text, "fr", posted=date(2026, 2, 10)) is None


def test_a_day_just_before_the_offer_is_of_the_same_year_and_no_sure_thing() -> None:
    fact = told("closes", "Je kan reageren tot 31 mei.", "nl", posted=date(2022, 6, 1))
    assert fact is not None
    assert fact.value == date(2022, 5, 31)
    assert fact.confidence < HIGH


def test_a_day_before_the_offer_is_no_deadline_of_it() -> None:
    text = "Date limite de candidature : 15 mars 2025"
    assert told("closes", text, "fr", posted=POSTED) is None


@pytest.mark.parametrize(
    "text",
    [
        "For full consideration, please apply by 4 May 2026.",
        "Please submit your application before 4 May 2026 for first consideration.",
    ],
)
def test_a_day_for_the_first_reading_is_no_sure_last_one(text: str) -> None:
    fact = told("closes", text, "en", posted=POSTED)
    assert fact is None or fact.confidence < HIGH
