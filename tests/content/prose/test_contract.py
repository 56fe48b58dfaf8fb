"""The kind of contract, in the ways that recruiters write it, and what only looks like one."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from syndicate.content.terms import employment
from tests.content.prose.telling import told

P, F, I, A, L, V = (  # noqa: E741 - the table is to be read in columns
    *("permanent", "fixed_term", "internship", "apprenticeship", "freelance", "volunteer"),
)
S, T, C, O = "seasonal", "temp_agency", "civil_servant", "other"  # noqa: E741

STATED: list[tuple[str, str, tuple[str, ...]]] = [
    # Titles.
    ("fr", "# Développeuse back-end (CDI)", (P,)),
    ("fr", "# CDI - Comptable général H/F", (P,)),
    ("fr", "# Chargé·e de communication en alternance", (A,)),
    ("fr", "# Alternance : assistant RH F/H", (A,)),
    ("fr", "# Stage – Data analyst (6 mois)", (I,)),
    ("fr", "# Stagiaire juriste en droit social", (I,)),
    ("fr", "# Offre de stage : graphiste", (I,)),
    ("fr", "# Stage de fin d'études, chimie des polymères", (I,)),
    ("fr", "# Technicien de maintenance, CDD 12 mois", (F,)),
    ("fr", "# Rédacteur web freelance", (L,)),
    ("fr", "# Apprenti cuisinier", (A,)),
    ("fr", "# Animateur jeunesse H/F - CDD ou CDI", (F, P)),
    ("fr", "# Volontaire en service civique : médiation culturelle", (V,)),
    ("en", "# Marketing Intern", (I,)),
    ("en", "# Software Engineering Internship (Summer 2026)", (I,)),
    ("en", "# Freelance Copywriter", (L,)),
    ("en", "# Policy Officer (fixed-term, 18 months)", (F,)),
    ("en", "# Lab Technician, 12 month contract", (F,)),
    ("en", "# Office Manager - Permanent", (P,)),
    ("en", "# Electrician Apprentice", (A,)),
    ("de", "# Praktikum im Bereich Marketing (m/w/d)", (I,)),
    ("de", "# Werkstudent Softwareentwicklung (m/w/d)", (O,)),
    ("de", "# Ausbildung zur Fachinformatikerin", (A,)),
    ("nl", "# Stagiair communicatie", (I,)),
    ("es", "# Becario de periodismo", (I,)),
    # Pairs.
    ("fr", "**Contrat :** CDI", (P,)),
    ("fr", "**Type de contrat** : CDD de 18 mois, renouvelable", (F,)),
    ("fr", "Contrat : CDD évolutif vers un CDI", (F,)),
    ("fr", "Type : stage conventionné", (I,)),
    ("fr", "Statut : freelance ou CDI", (L, P)),
    ("fr", "Durée : alternance 24 mois", (A,)),
    ("fr", "- **Poste** : CDI, temps plein, dès que possible", (P,)),
    ("en", "**Contract type:** Permanent, full-time", (P,)),
    ("en", "Employment type: Internship", (I,)),
    ("en", "Contract: fixed-term (24 months)", (F,)),
    ("en", "Job type: Contractor", (L,)),
    ("de", "Vertragsart: unbefristet", (P,)),
    ("de", "Anstellungsart: Praktikum", (I,)),
    ("es", "Tipo de contrato: indefinido", (P,)),
    ("nl", "Dienstverband: vast", (P,)),
    # Lines that are lists of facts.
    ("fr", "- CDI à temps plein", (P,)),
    ("fr", "CDI – 35h – Nantes", (P,)),
    ("fr", "## CDD 6 mois", (F,)),
    ("fr", "- Contrat d'apprentissage de 2 ans", (A,)),
    ("en", "- Permanent contract, 36 hours", (P,)),
    ("en", "Freelance contract, 3 days a week", (L,)),
    # Sentences.
    ("fr", "Le poste est à pourvoir en CDI dès le mois de mars.", (P,)),
    ("fr", "Nous vous proposons un CDI à temps plein, statut cadre.", (P,)),
    ("fr", "Il s'agit d'un contrat à durée indéterminée.", (P,)),
    ("fr", "Poste basé à Lille, en contrat à durée déterminée de 8 mois.", (F,)),
    ("fr", "CDD de remplacement pour congé maternité, jusqu'en décembre.", (F,)),
    ("fr", "Nous recherchons un stagiaire pour une durée de 4 à 6 mois.", (I,)),
    ("fr", "L'équipe vous accueille pour un stage au cœur de ses projets.", (I,)),
    ("fr", "Le stage est gratifié selon la loi en vigueur.", (I,)),
    ("fr", "Ce stage se déroulera dans nos bureaux.", (I,)),
    ("fr", "Nous recrutons un·e chargé·e de projet en alternance pour la rentrée.", (A,)),
    ("fr", "Ce poste est proposé en contrat de professionnalisation.", (A,)),
    ("fr", "Nous cherchons une développeuse freelance pour deux jours par semaine.", (L,)),
    ("fr", "Mission freelance de trois mois, renouvelable.", (L,)),
    ("fr", "Emploi saisonnier de juin à septembre.", (S,)),
    ("fr", "Mission d'intérim de 3 semaines au sein d'un entrepôt.", (T,)),
    ("fr", "Cette mission bénévole demande deux soirées par mois.", (V,)),
    ("fr", "CDD de 12 mois, avec possibilité de CDI à l'issue.", (F,)),
    ("en", "This is a permanent, full-time position.", (P,)),
    ("en", "We offer a permanent contract and a fair salary.", (P,)),
    ("en", "The position is permanent and based in Leeds.", (P,)),
    ("en", "You will be hired on an open-ended contract.", (P,)),
    ("en", "This is a fixed-term role for nine months.", (F,)),
    ("en", "We are offering a two-year contract with the option to extend.", (F,)),
    ("en", "It is a temporary position until the end of June.", (F,)),
    ("en", "We are looking for an intern to join our research team.", (I,)),
    ("en", "This internship lasts four months.", (I,)),
    ("en", "We offer a paid 6-month internship.", (I,)),
    ("en", "We are looking for a freelance illustrator.", (L,)),
    ("en", "You work with us as an independent contractor.", (L,)),
    ("en", "This is a volunteer position; expenses are refunded.", (V,)),
    ("en", "This apprenticeship combines work and study.", (A,)),
    ("en", "A seasonal position from May to October.", (S,)),
    ("fr", "👉 **CDD temps plein (6 mois)**", (F,)),
    ("fr", "La personne sera engagée à mi-temps sous contrat à durée indéterminée.", (P,)),
    ("fr", "- Poste ouvert à un·e indépendant·e", (L,)),
    ("fr", "Nous cherchons un(e) chargé(e) de mission en stage.", (I,)),
    ("fr", "CDI ou CDD de 12 mois selon profil.", (P, F)),
    ("fr", "Nous recrutons un·e alternant·e en communication.", (A,)),
    ("fr", "- Un CDD à temps plein jusqu'au 31/12/2026", (F,)),
    ("en", "Communications Officer on a 12-month fixed-term contract (maternity cover).", (F,)),
    ("en", "Initially offered on a 6-month contract, hoping to make it permanent.", (F,)),
    ("en", "You will be employed on a permanent basis after a short trial.", (P,)),
    ("de", "Laufzeit: zunächst Befristung auf 1 Jahr mit Aussicht auf Verlängerung", (F,)),
    ("fr", "- Poste ouvert aux indépendants", (L,)),
    ("fr", "Postes en CDD de 4 à 6 mois avant un éventuel recrutement en CDI.", (F,)),
    ("de", "Die Position ist als Elternzeitvertretung bis 1. Oktober 2027 befristet.", (F,)),
    ("en", "Type of contract: temporary, 1 year, with possible permanent position later", (F,)),
    ("fr", "Contrat : CDD de 6 mois, avec possibilité de CDI", (F,)),
    ("de", "Wir bieten einen unbefristeten Arbeitsvertrag.", (P,)),
    ("de", "Die Stelle ist befristet auf zwei Jahre.", (F,)),
    ("de", "Wir suchen einen Praktikanten oder eine Praktikantin für sechs Monate.", (I,)),
    ("es", "Ofrecemos un contrato indefinido a jornada completa.", (P,)),
    ("es", "Contrato temporal de 6 meses.", (F,)),
    ("es", "Buscamos becario para el departamento de diseño.", (I,)),
    ("nl", "We bieden een contract voor onbepaalde tijd.", (P,)),
    ("nl", "Je start met een jaarcontract met uitzicht op een vast contract.", (F,)),
    ("nl", "Wij zoeken een stagiair voor ons team.", (I,)),
    # People of whom several are hired.
    ("fr", "Nous recrutons des freelances pour trois mois.", (L,)),
    ("fr", "Pour cet été, nous recherchons des stagiaires.", (I,)),
    ("fr", "Nous recrutons deux alternants.", (A,)),
    ("fr", "La mairie recrute des vacataires.", (O,)),
    ("fr", "Poste ouvert en CDD vacataire, quatre mois.", (F,)),
    ("fr", "On cherche des bénévoles pour la buvette.", (V,)),
    ("en", "We are looking for volunteers to translate our site.", (V,)),
    ("en", "We're hiring two interns.", (I,)),
    ("en", "The theatre is looking for experienced freelancers.", (L,)),
    ("es", "Buscamos becarios para el verano.", (I,)),
    ("nl", "Wij zoeken vrijwilligers voor de balie.", (V,)),
    (
        "fr",
        "Le lycée dispose d'un poste de maître-assistant (poste à durée déterminée - un an).",
        (F,),
    ),
    ("fr", "Type de contrat – CDI", (P,)),
    ("en", "Contract - permanent", (P,)),
    ("fr", "Un contrat jusqu'au 31 décembre, à temps plein.", (F,)),
    ("en", "Your contract runs until December.", (F,)),
    ("fr", "Remplacement congé parental - 8 mois", (F,)),
    ("fr", "Nous proposons des emplois saisonniers de mai à août.", (S,)),
    ("en", "The position is temporary and ends in May.", (F,)),
    ("en", "You step in for a florist during her maternity leave.", (F,)),
    ("en", "We need a baker to cover a parental leave.", (F,)),
    ("en", "It is a continuing position.", (P,)),
    # One thing that counts as another.
    ("fr", "La mission tiendra lieu de stage, sous la forme d'un CDD de 4 mois.", (F,)),
    ("fr", "Ce poste fait office de stage de fin d'études (sous forme de CDD).", (F,)),
    # Short names, and words between the length and the contract.
    ("en", "12 month FTC in our Leeds office.", (F,)),
    ("en", "# HR Adviser - 18 month FTC", (F,)),
    ("en", "Type of post: 3 year FTA", (F,)),
    ("en", "You join us on a two-year initial contract.", (F,)),
    ("en", "It's a 12-month rolling contract.", (F,)),
    ("en", "A fixed-term 8 week contract.", (F,)),
    ("en", "# Communications Officer (maternity cover)", (F,)),
    ("en", "A 9-month parental leave cover in our press team.", (F,)),
    ("fr", "# Juriste, remplacement de congé maternité", (F,)),
    # An extension says nothing against the contract.
    ("fr", "Poste en CDD, renouvellement possible.", (F,)),
    ("en", "A six-month contract with possible extension.", (F,)),
    # The time it takes.
    ("fr", "- CDD de mars à août 2026", (F,)),
    ("en", "- Internship from June to August 2026", (I,)),
    ("fr", "Agent titulaire ou contractuel (CDD de 3 ans).", ("civil_servant", F)),
    (
        "fr",
        "Poste ouvert aux fonctionnaires et aux contractuels, CDD de 3 ans.",
        ("civil_servant", F),
    ),
    ("fr", "La personne sera recrutée en contrat de projet de 3 ans.", (F,)),
    ("en", "Terms: full-time, permanent", (P,)),
    ("en", "This post is Seasonal/Fixed Term and starts in April.", (S, F)),
    ("en", "The role is offered on a fixed-term/permanent basis.", (F, P)),
    # Found less often, as it is said in other words.
    ("fr", "Poste de chauffeur en CDI, permis C exigé.", (P,)),
    ("fr", "Nous proposons un stage, non rémunéré.", (I,)),
    ("fr", "Nous recrutons en CDD, CDI envisageable.", (F,)),
    ("en", "We are looking for a freelancer, internship possible.", (L,)),
    ("en", "Looking for an intern, experience preferred.", (I,)),
    ("fr", "Lyon (69) • CDI • 38-42 k€", (P,)),
    ("fr", "Afin de renforcer notre équipe, nous créons un poste de comptable en CDI.", (P,)),
    ("fr", "Tu signes un CDI et tu commences en mai.", (P,)),
    ("fr", "Contrat de remplacement de 4 mois, temps plein.", (F,)),
    ("fr", "Il s'agit d'un remplacement de six mois.", (F,)),
    ("fr", "CDD (6 mois), possibilité de prolongation", (F,)),
    ("fr", "Stage de master 2, six mois, rémunéré au tarif légal.", (I,)),
    ("fr", "L'offre est ouverte en apprentissage uniquement.", (A,)),
    ("fr", "Pour accompagner notre croissance, nous recrutons un mécanicien en CDI.", (P,)),
    ("fr", "Toulouse | CDI | 30-34 k€ | mars 2026", (P,)),
    ("en", "We can offer a permanent appointment to the right person.", (P,)),
    ("en", "Terms: permanent, 25 hours a week, term time only.", (P,)),
    ("en", "Our lab has an opening for an intern.", (I,)),
    ("en", "We welcome an intern from September to December.", (I,)),
    ("en", "The role is voluntary.", (V,)),
    ("en", "We are hiring seasonal park rangers.", (S,)),
    ("en", "Glasgow | Permanent | £28k", (P,)),
    ("en", "Contract: 1 year (renewable)", (F,)),
    ("en", "This is a winter internship.", (I,)),
    ("en", "We are recruiting seasonal lifeguards.", (S,)),
    ("fr", "Il s'agit d'un remplacement d'un agent en arrêt maladie.", (F,)),
    ("fr", "Nous proposons un remplacement de 4 mois.", (F,)),
    ("fr", "Il s'agit d'un remplacement pour une durée de trois mois.", (F,)),
    ("en", "The post is time limited to 2027.", (F,)),
    ("en", "The position is limited to a period of two years.", (F,)),
    ("fr", "Poste en CDI, à Lyon.", (P,)),
    ("fr", "Poste en CDI après une période d'essai.", (P,)),
    ("fr", "Nous proposons un poste en CDI, ou en CDD.", (P, F)),
    ("fr", "Rennes - CDI ou CDD - dès que possible", (P, F)),
    ("fr", "CDD - CDI possible", (F,)),
    ("fr", "Contrat : 4 ans", (F,)),
    ("fr", "CDD : 6 mois", (F,)),
    ("en", "This internship programme lasts six months.", (I,)),
    ("en", "We're hiring seasonal gardeners from April.", (S,)),
]

#: More likely than not, and not sure.
HINTS: list[tuple[str, str, tuple[str, ...]]] = [
    ("en", "Part-time, temporary", (F,)),
    ("fr", "Tu recherches un stage de 6 mois ?", (I,)),
    ("fr", "Étudiant en master, tu recherches un stage de 6 mois et tu aimes les chiffres.", (I,)),
    ("en", "Are you looking for a paid internship?", (I,)),
    ("fr", "- Alternance, rythme d'une semaine sur deux", (A,)),
    ("en", "Employment type: full-time employee or contractor", (L,)),
    ("en", "Independent contractor (abroad) or employee (at home)", (L,)),
    ("fr", "Conditions : bénévole ou salarié de l'association", (V,)),
    ("en", "We are offering a permanent contract or seasonal work for the right person.", (P,)),
]


@pytest.mark.parametrize(("language", "text", "kinds"), STATED)
def test_a_statement_is_found(language: str, text: str, kinds: tuple[str, ...]) -> None:
    fact = told("employment", text, language)
    assert fact is not None
    assert fact.value == kinds
    assert fact.confidence >= HIGH


@pytest.mark.parametrize(("language", "text", "kinds"), HINTS)
def test_a_hint_is_doubted(language: str, text: str, kinds: tuple[str, ...]) -> None:
    fact = told("employment", text, language)
    assert fact is not None
    assert fact.value == kinds
    assert fact.confidence < HIGH


@pytest.mark.parametrize(("language", "text", "kinds"), STATED)
def test_front_matter_reads_what_would_be_written(
    language: str, text: str, kinds: tuple[str, ...]
) -> None:
    fact = told("employment", text, language)
    assert fact is not None
    assert employment(fact.written) == kinds


def test_what_contradicts_itself_is_doubted() -> None:
    text = "Le poste est proposé en CDI.\n\nIl s'agit d'un CDD de six mois."
    fact = told("employment", text, "fr")
    assert fact is None or fact.confidence < HIGH


def test_the_evidence_is_the_sentence_and_its_place() -> None:
    text = "Qui sommes-nous\n\nUne coopérative. Le poste est à pourvoir en CDI. Venez !"
    fact = told("employment", text, "fr", title="Comptable")
    assert fact is not None
    assert (fact.sentence, fact.line) == ("Le poste est à pourvoir en CDI.", 3)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("employment", "permanent"),
        ("start", "2026-09"),
        ("duration_months", "24 months"),
        ("schedule", "full_time"),
        ("closes", "2026-06-01"),
    ],
)
def test_a_heading_is_the_label_of_a_short_line_below_it(field: str, value: str) -> None:
    text = (
        "## Contract type\n\nPermanent\n\n## Start date\n\nSeptember 2026\n\n## Duration\n\n2 years"
    )
    text += "\n\n## Working hours\n\n- Full time\n\n## Closing date\n\n1 June 2026\n"
    fact = told(field, text, "en")
    assert fact is not None
    assert fact.written == value


@pytest.mark.parametrize(
    ("title", "body", "kinds"),
    [
        ("Mapping Intern", "Contract type: fixed-term, 8 weeks", {I, F}),
        ("Apprenti cuisinier", "Type de contrat : CDD", {A, F}),
        ("Gardes de plage saisonniers", "Le poste est un emploi temporaire.", {S}),
    ],
)
def test_two_kinds_that_one_contract_can_be_are_both_stated(
    title: str, body: str, kinds: set[str]
) -> None:
    fact = told("employment", body, "en" if "type:" in body else "fr", title=title)
    assert fact is not None
    assert set(fact.value) == kinds  # type: ignore[call-overload]
    assert fact.confidence >= HIGH
    assert set(employment(fact.written)) == kinds
