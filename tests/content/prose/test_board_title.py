"""The bare title, in the ways that recruiters dress it up, and what belongs to its name."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from syndicate.content.prose.board_title import find
from syndicate.content.prose.prose import Prose

DRESSED: list[tuple[str, str, str]] = [
    (
        "en",
        "Medical Assistant (MA) / Registered Nurse (RN) - Austin, TX",
        "Medical Assistant (MA) / Registered Nurse (RN)",
    ),
    ("fr", "Recrutement CDD 12 mois ingénieure d'étude", "Ingénieure d'étude"),
    ("en", "Local job vacancy: Part-time Gardener", "Gardener"),
    ("en", "Hiring our next Head Gardener", "Head Gardener"),
    ("fr", "Un·e ingénieur·e logiciel", "Ingénieur·e logiciel"),
    ("fr", "un.e chargé.e de plaidoyer", "Chargé.e de plaidoyer"),
    ("fr", "Un(e) comptable fournisseurs", "Comptable fournisseurs"),
    ("fr", "Comptable (CDI, Nantes)", "Comptable"),
    ("fr", "Comptable - 44 - Nantes", "Comptable"),
    ("fr", "Agente d'accueil (H/F) 51 - Reims", "Agente d'accueil"),
    ("fr", "Comptable (H/F) - PARIS - Essonne (91)", "Comptable"),
    ("fr", "Comptable – Île-de-France", "Comptable"),
    ("fr", "Comptable - Temps partiel chez Exemple", "Comptable"),
    ("fr", "Comptable - poste basé à Nantes", "Comptable"),
    ("fr", "Comptable [POURVU]", "Comptable"),
    ("fr", "Comptable (remplacement congé maternité)", "Comptable"),
    ("fr", "Avis de recrutement d'un comptable", "Comptable"),
    ("en", "Project Manager, Austin, TX", "Project Manager"),
    ("en", "[CLOSED] Project Manager", "Project Manager"),
    ("en", "Data Analyst (all identities)", "Data Analyst"),
    ("fr", "Une ou un juriste", "Juriste"),
    ("fr", "Une développeuse Java !", "Développeuse Java"),
    ("fr", "Des graphistes", "Graphistes"),
    ("fr", "3 conseillères en insertion", "Conseillères en insertion"),
    ("fr", "Une cheffe de projet basée à Nantes", "Cheffe de projet"),
    ("fr", "Un·e dev mobile freelance", "Dev mobile"),
    ("fr", "La Fabrique du Pré recrute un.e data engineer", "Data engineer"),
    ("fr", "Deux Rives et Compagnie recrutent une secrétaire", "Secrétaire"),
    ("fr", "« Animateur nature » CDI", "Animateur nature"),
    ("fr", "Gestionnaire de paie - fiche de poste", "Gestionnaire de paie"),
    ("en", "A data engineer", "Data engineer"),
    ("en", "2 software developers", "Software developers"),
    ("en", "Northwind Trust is hiring a fundraising officer", "Fundraising officer"),
    ("en", "Policy analyst based in London", "Policy analyst"),
    ("en", "Payroll officer job description", "Payroll officer"),
    ("de", "Eine Entwicklerin (m/w/d)", "Entwicklerin"),
    ("nl", "Een ontwikkelaar", "Ontwikkelaar"),
    ("fr", "Stage M2 - Analyste de données de santé", "Analyste de données de santé"),
    ("fr", "Recherche UX designer freelance", "UX designer"),
    ("fr", "Ingénieur·e logiciel libre – 38-45 K€ – Rennes", "Ingénieur·e logiciel libre"),
    ("fr", "Offre de stage 6 mois, Chargé-e de projets junior", "Chargé-e de projets junior"),
    ("fr", "Développeur Ruby, stage 3 à 6 mois", "Développeur Ruby"),
    (
        "fr",
        "Administrateur système Junior, Apprentissage ou stage 6 mois",
        "Administrateur système Junior",
    ),
    ("fr", "Développeuse back-end (CDI)", "Développeuse back-end"),
    ("fr", "Développeuse back-end H/F", "Développeuse back-end"),
    ("fr", "Comptable général (H/F)", "Comptable général"),
    ("fr", "Comptable F/H/X - CDI", "Comptable"),
    ("fr", "CDI - Comptable général H/F", "Comptable général"),
    ("fr", "Chargé·e de communication en alternance", "Chargé·e de communication"),
    (
        "fr",
        "Chargé(e) de mission énergie (F/H) – CDD 12 mois – Lyon",
        "Chargé(e) de mission énergie",
    ),
    ("fr", "Ingénieur DevOps - Paris", "Ingénieur DevOps"),
    ("fr", "Ingénieur DevOps à Paris", "Ingénieur DevOps"),
    ("fr", "Ingénieur DevOps, Lyon ou Nantes", "Ingénieur DevOps"),
    ("fr", "Ingénieur DevOps (Toulouse)", "Ingénieur DevOps"),
    ("fr", "Médiateur numérique - Temps partiel", "Médiateur numérique"),
    ("fr", "Stage développeur web", "Développeur web"),
    ("fr", "Stage - Data analyst (6 mois)", "Data analyst"),
    ("fr", "Stage : Data analyst - 6 mois", "Data analyst"),
    ("fr", "Offre d'emploi : Technicien support", "Technicien support"),
    ("fr", "Offre d’emploi - Technicien support", "Technicien support"),
    ("fr", "[CDI] Responsable de la collecte", "Responsable de la collecte"),
    ("fr", "[Stage] UX designer", "UX designer"),
    ("fr", "Recrutement : Coordinateur de projet", "Coordinateur de projet"),
    ("fr", "Nous recrutons un développeur PHP", "Développeur PHP"),
    ("fr", "On recrute : Graphiste", "Graphiste"),
    ("fr", "Graphiste freelance", "Graphiste"),
    ("fr", "Développeur freelance", "Développeur"),
    ("fr", "Alternance : assistant RH F/H", "Assistant RH"),
    ("fr", "Alternance Assistant communication", "Assistant communication"),
    ("fr", "Juriste en CDI", "Juriste"),
    ("fr", "Juriste - CDI temps plein - Septembre 2026", "Juriste"),
    ("fr", "Juriste | Télétravail | 35h", "Juriste"),
    ("fr", "Poste de directeur adjoint", "Directeur adjoint"),
    ("fr", "Chargé de mission (catégorie A)", "Chargé de mission"),
    ("fr", "Animateur nature (2 postes)", "Animateur nature"),
    ("fr", "Secrétaire médical chez Exemple SA", "Secrétaire médical"),
    ("fr", "URGENT - Cuisinier", "Cuisinier"),
    ("fr", "Cuisinier (dès que possible)", "Cuisinier"),
    ("en", "Software Engineer (m/f/d)", "Software Engineer"),
    ("en", "Software Engineer (all genders)", "Software Engineer"),
    ("en", "Software Engineer (Remote)", "Software Engineer"),
    ("en", "Software Engineer - Full-time", "Software Engineer"),
    ("en", "Software Engineer, London", "Software Engineer"),
    ("en", "Software Engineer in Berlin, Germany", "Software Engineer"),
    ("en", "Software Engineer | Permanent | Hybrid", "Software Engineer"),
    ("en", "Policy Officer (fixed-term, 18 months)", "Policy Officer"),
    ("en", "Lab Technician, 12 month contract", "Lab Technician"),
    ("en", "Freelance Copywriter", "Copywriter"),
    ("en", "Part-time Librarian", "Librarian"),
    ("en", "Junior Frontend Developer at VI Company (Rotterdam)", "Junior Frontend Developer"),
    ("en", "Vacancy: Programme Manager", "Programme Manager"),
    ("en", "Job offer: Data Steward", "Data Steward"),
    ("en", "We're hiring a Product Designer", "Product Designer"),
    ("en", "We are hiring: Product Designer", "Product Designer"),
    ("en", "Product Director GS15", "Product Director"),
    ("en", "2024 Innovation Fellows", "Innovation Fellows"),
    ("en", "Two-year bioinformatics freelance position", "Bioinformatics position"),
    ("en", "Internship: Web Developer", "Web Developer"),
    ("en", "Web Developer - Remote (Europe)", "Web Developer"),
    ("en", "Research Assistant – Paris, France", "Research Assistant"),
    ("de", "Softwareentwickler (m/w/d) in Vollzeit", "Softwareentwickler"),
    ("de", "Sachbearbeiterin (w/m/d), befristet, Berlin", "Sachbearbeiterin"),
    ("nl", "Vacature Medior Frontend Developer bij Eagerly (Utrecht)", "Medior Frontend Developer"),
    ("nl", "Beleidsadviseur (v/m)", "Beleidsadviseur"),
    ("es", "Técnico de proyectos - Madrid", "Técnico de proyectos"),
    ("fr", "Vendeur(se) en boulangerie (H/F)", "Vendeur(se) en boulangerie"),
    ("fr", "Jardinier(ère) - CDD 6 mois", "Jardinier(ère)"),
    ("fr", "Boulanger (H/F)", "Boulanger"),
    ("fr", "Recrutement d‘un-e animateur nature", "Animateur nature"),
    ("en", "Baker - Full-time", "Baker"),
    ("en", "Vacancy for a lab technician", "Lab technician"),
    ("en", "We are seeking a bookbinder (full-time)", "Bookbinder"),
    ("fr", "Nous cherchons une relieuse en alternance", "Relieuse"),
    ("fr", "On cherche un·e régisseur·se en CDD", "Régisseur·se"),
    ("en", "Job Opportunity: Data Analyst", "Data Analyst"),
]

LIKELY: list[tuple[str, str, str]] = [
    ("en", "Project Archivist (12 month) - Museum of Example History", "Project Archivist"),
    ("en", "Assistant Curator - Example College", "Assistant Curator"),
    ("en", "Manager, Example Library", "Manager"),
    ("fr", "Bibliothécaire pour la Bibliothèque des Prés", "Bibliothécaire"),
    ("en", "Login.gov: Data Analyst", "Data Analyst"),
    ("en", "Office of Solutions: FedRAMP Cyber Data Engineer", "FedRAMP Cyber Data Engineer"),
    ("fr", "Exemple : Chargée de projets", "Chargée de projets"),
    ("fr", "[RADIO EXEMPLE] Chargée de projets", "Chargée de projets"),
    ("en", "[Northlight] Web developer", "Web developer"),
]

#: Another name than that of the job may be left: an employer, a team, a client, a number.
DOUBTED: list[tuple[str, str]] = [
    ("fr", "Exemple recherche pour son atelier, un·e chargé·e de développement (F/H)."),
    ("fr", "On recrute : agent polyvalent en CDDI sur Exempleville"),
    ("en", "Vacancy: Education Coordinator – Harbour Aquarium"),
    ("en", "Visitor Assistant (part-time) | Rosewood House"),
    ("en", "Northlight - Remote"),
    ("en", "You design instruments (full-time)"),
    ("fr", "Nous accueillons une relieuse en alternance"),
    ("en", "Bluewater Labs : Full-time"),
    ("en", "Librarian, Hillview College (fixed-term)"),
    ("en", "Job offer: Writer for the Larkspur Review"),
    ("en", "Research Assistant (Full-time) #20871"),
    ("en", "Head of Events (maternity cover) Southbank"),
    ("fr", "Chargée de mission climat (CDD 12 mois) Agence Rivage"),
    ("fr", "Recrutement : 2 postes de médiateurs"),
    ("fr", "Technicienne h/f en CDI à Lyon pour la ville"),
    ("fr", "Appel à candidatures : Chargé de projet pour Collectif Rivage"),
    ("fr", "Offre d'emploi : Animatrice pour la Maison des Dunes"),
    ("fr", "Stage - Chargée d'études - Pôle Énergie"),
    ("fr", "Médiateur CDI – Les Amis du Fleuve"),
    ("fr", "Collectif Rivage - CDI"),
    ("fr", "Technicien suivi des... H/F"),
]

BARE: list[tuple[str, str]] = [
    ("en", "Agent, Call Centre"),
    ("en", "Manager, Trust and Safety"),
    ("fr", "Technicien, Parc éolien"),
    ("en", "Assistant, School Meals"),
    ("fr", "Responsable de la Médiathèque"),
    ("en", "Director of the Example Museum"),
    ("en", "Museum Manager"),
    ("fr", "Rejoignez notre équipe !"),
    ("fr", "[CDI] Rejoignez notre équipe !"),
    ("fr", "Un été au jardin"),
    ("fr", "Des idées pour demain"),
    ("fr", "5 raisons de venir"),
    ("en", "A place to grow"),
    ("en", "Join us full time"),
    ("en", "Android developer"),
    ("en", "3D artist"),
    ("fr", "Recherche et développement"),
    ("fr", "Emploi et insertion : accompagnement des publics"),
    ("fr", "Chargé-e de projets junior"),
    ("fr", "Chargé·e de mission"),
    ("fr", "Développeur·euse web"),
    ("fr", "Ingénieur(e) Développeur / DevOps"),
    ("fr", "Affaires publiques, gestion de dispositifs de concertation et communication"),
    ("fr", "Responsable alternance et insertion"),
    ("fr", "Chargé de mission apprentissage"),
    ("fr", "Chargée de développement du bénévolat"),
    ("fr", "Coordinateur service civique"),
    ("fr", "Responsable recrutement"),
    ("fr", "Chargé de recrutement et formation"),
    ("fr", "Directeur de la maison de quartier"),
    ("fr", "Stage en communication"),
    ("fr", "Stagiaire communication"),
    ("fr", "Conseiller à l'emploi"),
    ("fr", "Responsable des offres"),
    ("fr", "Gestionnaire paie et administration du personnel"),
    ("fr", "Community manager"),
    ("fr", "Assistant de direction"),
    ("fr", "Expert en télétravail"),
    (
        "fr",
        "Ingénieur•e en bioinformatique, développement de workflows pour la surveillance COVID-19",
    ),
    ("fr", "Administratrice ou administrateur de système Linux"),
    ("fr", "Chef de projet Paris 2024"),
    ("fr", "Médiatrice culturelle et chargée des publics"),
    ("fr", "Stage"),
    ("fr", "CDI"),
    ("en", "Software Engineer"),
    ("en", "Volunteer Coordinator"),
    ("en", "Internship Coordinator"),
    ("en", "Apprenticeship Manager"),
    ("en", "Freelance Platform Manager"),
    ("en", "Remote Sensing Engineer"),
    ("en", "Contract Manager"),
    ("en", "Temporary Works Engineer"),
    ("en", "Permanent Secretary"),
    ("en", "Job Coach"),
    ("en", "Nurse at Home"),
    ("en", "Marketing Intern"),
    ("en", "Systems / DevOps Engineer"),
    ("en", "Postdoc - Bioinformatician"),
    ("en", "Administrative employee (office manager)"),
    ("en", "DevOps Engineer (BioFAIR Methods Commons)"),
    ("en", "Genomics Education Lead - Assistant Research Scientist"),
    ("en", "Program Lead: Vulnerability Management & Continuous Monitoring"),
    ("en", "Public Experience Content & Outreach Branch Chief"),
    ("en", "Codebase steward for product marketing"),
    ("en", "IT Specialist (APPSW/INFOSEC)"),
    ("en", "Head of Data, Research and Development"),
    ("en", "Full-Stack Developer"),
    ("en", "Front-end/back-end developer"),
    ("en", "UX/UI Designer"),
    ("en", "Community Manager, Open Source"),
    ("en", "Hiring Manager"),
    ("en", "Position Control Analyst"),
    ("en", "Internship"),
    ("en", ""),
    ("de", "Referentin für Ausbildung"),
    ("de", "Leiter Vertrieb und Marketing"),
    ("nl", "Medewerker vrijwilligersbeleid"),
    ("nl", "Senior .React Developer"),
    ("es", "Responsable de voluntariado"),
]


def told(title: str, language: str) -> tuple[object, float] | None:
    found = list(find(Prose(title, "Un texte.", language=language, triggers={})))
    return (found[0].value, found[0].confidence) if found else None


@pytest.mark.parametrize(("language", "title", "bare"), DRESSED)
def test_what_is_not_the_name_of_the_job_goes(language: str, title: str, bare: str) -> None:
    value, sure = told(title, language) or ("", 0)
    assert (value, sure >= HIGH) == (bare, True)


@pytest.mark.parametrize(("language", "title", "bare"), LIKELY)
def test_an_employer_before_a_colon_is_likely(language: str, title: str, bare: str) -> None:
    value, sure = told(title, language) or ("", 0)
    assert (value, sure < HIGH) == (bare, True)


@pytest.mark.parametrize(("language", "title"), DOUBTED)
def test_a_name_with_more_than_the_job_is_doubtful(language: str, title: str) -> None:
    assert (told(title, language) or ("", 0.0))[1] < HIGH


@pytest.mark.parametrize(("language", "title"), BARE)
def test_a_bare_title_stays(language: str, title: str) -> None:
    assert told(title, language) is None


def test_a_name_for_somebody_is_doubtful() -> None:
    title = "Vacature Front-End Developer voor Zinnige Zaken bij GRRR (Amsterdam)"
    assert (told(title, "nl") or ("", 1.0))[1] < HIGH
