"""People's own mail addresses and mobile numbers."""

from __future__ import annotations

import pytest

from syndicate.content.rules.case import Case
from syndicate.offer import Organization
from tests.content.rules.cases import case, found

PRIVATE = [
    "jeanne.dupont@gmail.com",
    "j.dupont@orange.fr",
    "Jeanne_Dupont75@hotmail.fr",
    "max-mustermann@gmx.de",
    "lena.schmidt@web.de",
    "pilar.garcia@yahoo.es",
    "k.jansen@ziggo.nl",
    "john.smith@icloud.com",
    "marie.claire.petit@laposte.net",
    "anne.bois+job@free.fr",
]
NOT_PRIVATE = [
    "jobs@aubepine.coop",
    "jeanne.dupont@aubepine.coop",
    "recrutement@gmail.com",
    "asso.lesglycines@gmail.com",
    "mairie.de.saintcyr@orange.fr",
    "contact.jardin@laposte.net",
    "aubepine.coop@gmail.com",
    "aubepine.lille@gmail.com",
    "rh.emploi@wanadoo.fr",
    "verein.kita@gmx.de",
    "lesglycines@gmail.com",
    "cv2026@gmail.com",
    "jeanne.dupont@gmail.example",
    "jeanne.dupont@notgmail.com",
    "team.jobs@outlook.com",
    "a.b@gmail.com",
    "ecole.musique@sfr.fr",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_somebodys_own_address_is_told_with_its_place(address):
    [problem] = found("private-mail", case(f"Hello.\n\nWrite to {address}, please."))
    assert address in problem.message
    assert (problem.line, problem.column) == (6, 10)


@pytest.mark.parametrize("address", NOT_PRIVATE)
def test_a_mailbox_of_an_organisation_is_not(address):
    assert found("private-mail", case(f"Write to {address}.", apply_email=address)) == []


def test_the_address_of_the_front_matter_is_looked_at_and_told_once():
    mail = "jeanne.dupont@gmail.com"
    [problem] = found("private-mail", case(f"Or [mail](mailto:{mail}).", apply_email=mail))
    assert problem.field == "apply_email"


def test_an_employer_of_the_same_name_has_that_mailbox():
    offer = case("anne.dupont@gmail.com", organization=Organization("Boulangerie Dupont"))
    assert found("private-mail", offer) == []


MOBILE = [
    "Appelez le 06 12 34 56 78.",
    "Tél. 0612345678",
    "Téléphone : 07.12.34.56.78",
    "+33 6 12 34 56 78",
    "+33 (0)6 12 34 56 78",
    "Handy: 0151 234 56789",
    "+49 171 2345678",
    "Bel 06 1234 5678.",
    "+31 6 1234 5678",
    "Call 07700 900 123.",
    "+44 7700 900123",
    "Móvil: +34 612 345 678",
]
NO_MOBILE = [
    "Tél. 01 23 45 67 89",
    "+33 3 20 12 34 56",
    "Réf. 0612345678",
    "Offre n° 06 12 34 56 78",
    "SIRET 612 345 678 00012",
    "SIRET 06123456780012",
    "0612345678",
    "Dossier : 07 12 34 56 78 90 12",
    "Depuis le 06/12/2026",
    "Job ID 06-12345678",
    "Portable professionnel : 06 12 34 56 78",
    "De 06:00 à 07:30, 12 34 56 78",
    "Budget: 06 123 456",
    "Version 06.12.34.56.78.90",
    "https://example.net/06-12-34-56-78",
    "+49 431 123456",
    "030 1234567",
    "IBAN FR76 0612 3456 7800",
    "Kennziffer 0171 234 5678",
    "Numéro vert 0800 12 34 56",
]


@pytest.mark.parametrize("line", MOBILE)
def test_a_mobile_number_is_told(line):
    [problem] = found("private-phone", case(f"Hello.\n\n{line}"))
    assert problem.line == 6


@pytest.mark.parametrize("line", NO_MOBILE)
def test_other_numbers_are_not(line):
    assert found("private-phone", case(f"Hello.\n\n{line}")) == []


def test_a_number_is_told_once_however_it_is_written():
    body = "Appelez le 06 12 34 56 78.\n\nDonc le 06.12.34.56.78 !"
    assert len(found("private-phone", case(body))) == 1


def test_the_line_to_write_has_the_key_of_the_file():
    private = "jeanne.dupont@gmail.com"
    offer = case("Hello.", apply_email=private)
    assert offer.key("apply_email") == "apply_email"
    written = Case(
        offer.offer,
        f"---\ntitle: A\nmail: {private}\ntags: bread\n---\nHello.\n",
        offer.site,
        offer.now,
        {"apply_email": (3, 7)},
    )
    [problem] = found("private-mail", written)
    assert problem.hint == "mail: jobs@…    (a mailbox of the organisation)"


def test_an_address_in_the_text_is_given_no_key():
    [problem] = found("private-mail", case("Write to jeanne.dupont@gmail.com."))
    assert problem.hint == "a mailbox of the organisation"
