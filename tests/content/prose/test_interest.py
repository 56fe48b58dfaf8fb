"""Whom to write to for who is interested, and addresses on cards: statements and their traps."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told

MAIL = "lou@example.org"
SURE = (
    ("fr", f"Si vous êtes intéressée par ce remplacement, contactez-nous à {MAIL}"),
    ("fr", f"Ce stage vous intéresse ? Écrivez à {MAIL}"),
    ("fr", f"Si l'aventure te tente, écris-nous : {MAIL}"),
    ("fr", f"Envie de nous rejoindre ? {MAIL}"),
    ("fr", f"Pour nous rejoindre, un message à {MAIL}"),
    ("fr", f"Les personnes intéressées sont invitées à écrire à {MAIL}"),
    ("fr", f"Envoyer par email ({MAIL}) :\n   - une lettre\n   - un portfolio"),
    ("fr", f"La fiche est à compléter et à renvoyer par courriel : {MAIL}"),
    ("fr", f"Dossier complet à remettre à {MAIL}"),
    ("en", f"If you are interested in joining our kitchen, please call Lou or write to {MAIL}"),
    ("en", f"If you're interested, email {MAIL}."),
    ("en", f"Send a letter and a CV (with the contact information of a referee) to {MAIL}"),
    ("en", f"If this sounds like you, send a note to {MAIL}"),
    ("en", f"Drop us a line at {MAIL}"),
    ("fr", f"Vous êtes intéressé par cette mission ? {MAIL}"),
    ("fr", f"Vous vous reconnaissez dans cette description ? {MAIL}"),
    ("fr", f"Si vous vous retrouvez dans le profil, écrivez à {MAIL}"),
    ("en", f"If you're interested in this project, write to {MAIL}"),
    ("en", f"Anyone interested should write to {MAIL}"),
    ("en", f"Ready to join our crew? {MAIL}"),
    ("en", f"Want to join us? Say hello at {MAIL}"),
    ("en", f"To express your interest, email {MAIL}"),
    ("en", f"Please contact Lou ({MAIL}) if you would like to be considered."),
    ("en", f"Expressions of interest should reach {MAIL} by 4 May."),
    ("en", f"We would love to hear from you.\n\nEmail Lou Example (baker) - {MAIL}"),
    ("en", f"Three recent works of yours go to the following emails:  \nLou Example {MAIL}"),
)
#: What nobody says is for applicants, and is the only address.
DOUBTED = (
    ("fr", f"Un moulin recrute.\n\n## Informations complémentaires\n\nCourriel : {MAIL}"),
    ("en", f"We bake.\n\n## Additional information\n\n| Contact email | {MAIL} |"),
)
TRAPS = (
    ("fr", f"Si vous êtes intéressé par nos produits, écrivez à {MAIL}"),
    ("fr", f"Vous êtes intéressé par notre newsletter ? {MAIL}"),
    ("fr", f"Envoyer par mail vos questions à {MAIL}"),
    ("fr", f"Les factures sont à envoyer par mail à {MAIL}"),
    ("fr", f"Le questionnaire de satisfaction est à retourner à {MAIL}"),
    ("fr", f"Si ce sujet vous intéresse, parlez-en à {MAIL}"),
    ("fr", f"Vous souhaitez nous rejoindre comme mécène ? {MAIL}"),
    ("en", f"If you are interested in our newsletter, write to {MAIL}"),
    ("en", f"If you're interested in learning more, email {MAIL}"),
    ("en", f"If you are interested in hiring us, email {MAIL}"),
    ("en", f"Interested in joining our mailing list? {MAIL}"),
    ("en", f"We would love to hear from you if you have questions: {MAIL}"),
    ("en", f"Questions go to the following emails: {MAIL}"),
    ("en", f"Invoices should be sent by email to {MAIL}"),
    ("en", f"## Questions?\n\nEmail: {MAIL}"),
    ("en", f"To join us for lunch, email {MAIL}"),
    ("en", f"To join our team meetings as a guest, write to {MAIL}"),
    ("en", f"If you would like to join us for the open day, email {MAIL}"),
    ("en", f"Joining us by car? Ask {MAIL}"),
    ("en", f"Fancy joining us for tea? {MAIL}"),
    ("en", f"You will be part of the team: {MAIL} leads it"),
    ("en", f"We are looking for a baker to join our team. Sam leads it ({MAIL})."),
    ("en", f"We would love to hear what you think of our site: {MAIL}"),
    ("en", f"If you think you are owed expenses, write to {MAIL}"),
    ("en", f"Do you love what you see? Buy at {MAIL}"),
    ("en", f"If you want in-depth figures, write to {MAIL}"),
    ("en", f"If it seems like you cannot log in, write to {MAIL}"),
    ("en", f"You make concerts sound great. Sam, {MAIL}"),
    ("en", f"Applicants must be 18. Sam Smith: {MAIL}"),
    ("en", f"Anyone interested in the research: {MAIL}"),
    ("en", f"Interested people in our town meet at {MAIL}"),
    ("en", f"If you are interested in our research, write to {MAIL}"),
    ("fr", f"Pour rejoindre l'équipe bénévole : {MAIL}"),
    ("fr", f"Rejoindre l'association (adhésion) : {MAIL}"),
    ("fr", f"Pour nous rejoindre en voiture : {MAIL}"),
    ("fr", f"Vous souhaitez rejoindre notre chorale ? {MAIL}"),
    ("fr", f"Vous êtes intéressé par nos ateliers ? {MAIL}"),
    ("fr", f"Vous vous retrouvez bloqué ? {MAIL}"),
    ("fr", f"Vous vous reconnaissez sur la photo ? {MAIL}"),
    ("fr", f"Vous cherchez la bonne personne à qui parler ? {MAIL}"),
    ("fr", f"Dites-nous pourquoi vous partez : {MAIL}"),
    ("en", f"More information may be had from:\n\nLou Example\n\nHead baker\n\nEmail: {MAIL}"),
)


@pytest.mark.parametrize(("language", "text"), SURE)
def test_who_is_interested_writes_there(language: str, text: str) -> None:
    fact = told("apply_email", text, language)
    assert fact is not None
    assert fact.value == MAIL
    assert fact.confidence >= HIGH


@pytest.mark.parametrize(("language", "text"), DOUBTED)
def test_a_contact_among_other_facts_is_doubted(language: str, text: str) -> None:
    fact = told("apply_email", text, language)
    assert fact is not None
    assert fact.value == MAIL
    assert fact.confidence < HIGH


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_who_is_interested_in_something_else_does_not_apply(language: str, text: str) -> None:
    assert told("apply_email", text, language) is None


def test_a_page_for_who_is_interested_is_none_to_apply_by() -> None:
    text = "Nous cherchons une personne intéressée par [les données](https://example.org/data)."
    assert told("apply_url", text, "fr") is None
