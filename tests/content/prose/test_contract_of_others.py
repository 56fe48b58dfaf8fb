"""What only looks like a contract, and contracts of somebody else: of this job they say nothing."""

from __future__ import annotations

import pytest

from tests.content.prose.telling import told

OTHERS: list[tuple[str, str]] = [
    ("fr", "Vous remplacerez une collègue en congé, en CDI depuis dix ans."),
    ("fr", "Vous recruterez une personne en CDD."),
    ("fr", "Le ou la stagiaire sera encadré par vous."),
    ("fr", "Nous avons recruté une personne en alternance l'an dernier."),
    ("fr", "Poste précédemment occupé en CDI."),
    ("fr", "Suivi de la mission de service civique"),
    ("fr", "Vous intervenez auprès d'apprentis en contrat d'apprentissage."),
    ("fr", "Statut : titulaire ou contractuel"),
    ("en", "The seasonal position was filled last week."),
    ("en", "As an intern you were given tasks; here you give them."),
    ("en", "Fixed term deposits are the product that you will sell."),
    ("en", "We run a fixed-term project, funded until 2027."),
    ("en", "The internship will be supervised by you."),
    ("en", "The intern will report to you."),
    ("en", "A volunteer position on our board is open as well."),
    ("en", "Requires two years in a freelance role."),
    ("en", "You may be offered a permanent contract after 6 months."),
    ("en", "# Coordinator for a summer internship"),
    ("fr", "Durée : 9 mois, le contrat est à signer sur place"),
    ("fr", "# Responsable des saisonniers"),
]


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_a_contract_of_others_is_not_that_of_the_job(language: str, text: str) -> None:
    assert told("employment", text, language) is None
