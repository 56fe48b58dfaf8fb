"""Where somebody is on some days: towns of presence, several keys in one, and "anywhere"."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from syndicate.offer import Location
from tests.content.prose.telling import told

#: Sentence → the towns of work that it states, with ``;`` between them.
TOWNS = {
    "fr": {
        "Télétravail partiel, avec une présence régulière à Nantes.": "Nantes",
        "- Télétravail possible, présence hebdomadaire à Lille": "Lille",
        "Travail à distance possible, avec une présence obligatoire à Lyon.": "Lyon",
        "Poste ouvert au télétravail avec trois jours par semaine à Bordeaux.": "Bordeaux",
        "Vous télétravaillez, sauf deux jours par semaine à Rennes.": "Rennes",
        "Télétravail bienvenu, avec 2 jours une semaine sur deux à Grenoble et Lyon.": (
            "Grenoble; Lyon"
        ),
        "Télétravail partiel, présence fréquente à Lyon (Gerland) ou Dijon": "Lyon; Dijon",
        "Remote partiel : présence requise à Toulouse 2 jours par semaine.": "Toulouse",
        "Présence à Strasbourg deux jours par semaine, le reste chez vous.": "Strasbourg",
        "Mode hybride : 3 jours par semaine au bureau à Metz.": "Metz",
        "Hybride, 3 jours par semaine sur site à Dijon": "Dijon",
        "Lieu / Contrat : Nantes / CDI": "Nantes",
        "Lieu et télétravail : Rennes, 2 jours de télétravail par semaine": "Rennes",
        "Ville (département) : Angers (49)": "Angers",
        "Ville / site : Limoges": "Limoges",
        "## Lieu et horaires\n\nBesançon": "Besançon",
        "Le poste est basé à Kara, Togo.": "Kara",
        "Basé à Lille, Nantes, Bordeaux, Strasbourg, Montpellier, Toulouse ou Grenoble": (
            "Lille; Nantes; Bordeaux; Strasbourg; Montpellier; Toulouse; Grenoble"
        ),
        "Poste basé en Bretagne.": "Bretagne",
        "Poste de chargée de développement, basé en Normandie.": "Normandie",
        "Ce poste, à temps plein, est basé dans les bureaux de l'association à Lyon.": "Lyon",
        "Vous intégrez une équipe de douze personnes à Rennes.": "Rennes",
        "Intégrez notre équipe à Toulouse !": "Toulouse",
        "Nous sommes une équipe de cinq personnes, installée à Brest.": "Brest",
        "Ton bureau sera à Nantes.": "Nantes",
        "Pour notre agence de Lyon, nous recherchons une comptable.": "Lyon",
    },
    "en": {
        "Partly remote, with two days a week in Leeds.": "Leeds",
        "You are expected to be in Bristol two days a week.": "Bristol",
        "Hybrid: 2 days per week in our Glasgow office.": "Glasgow",
        "Remote work with regular attendance in Cardiff required.": "Cardiff",
        "Hybrid working, with weekly presence in Dublin": "Dublin",
        "You can work from home, but we expect you in Manchester two days a week.": "Manchester",
        "You will spend two days a week in our London office.": "London",
        "Location/Workplace: Kigali, Rwanda": "Kigali",
        "Location / Contract: Leeds / permanent": "Leeds",
        "Location & working pattern: Bristol, hybrid": "Bristol",
        "Office/Base: Sheffield": "Sheffield",
        "Where you'll work: Cape Town": "Cape Town",
        "Role location: Remote or Manchester": "Manchester",
        "Location: Oruro, Bolivia": "Oruro",
        "Location: Nuku'alofa, Tonga": "Nuku'alofa",
        "Duty station: Bambari (Central African Republic)": "Bambari",
        "UK-based in Leeds, Sheffield, Cardiff, Edinburgh, Belfast & Bath.": (
            "Leeds; Sheffield; Cardiff; Edinburgh; Belfast; Bath"
        ),
        "Based in Leeds, Sheffield, Cardiff, Glasgow, Edinburgh, Bristol or Belfast": (
            "Leeds; Sheffield; Cardiff; Glasgow; Edinburgh; Bristol; Belfast"
        ),
        "The role is based in California.": "California",
        "This is a London-based role.": "London",
        "A Berlin-based position with flexible hours.": "Berlin",
        "We have a Leeds-based vacancy.": "Leeds",
        "We're looking for a Berlin-based developer.": "Berlin",
        "London-based, full time": "London",
        "Full time, London-based": "London",
        "Your place of work will be Cardiff.": "Cardiff",
        "Work will take place in our Dublin office.": "Dublin",
    },
    "de": {
        "Homeoffice möglich, mit Anwesenheit in Köln an zwei Tagen pro Woche.": "Köln",
        "Remote, zwei Tage pro Woche in Hamburg": "Hamburg",
        "Standort / Arbeitsort: Bonn": "Bonn",
        "Du arbeitest in Leipzig.": "Leipzig",
    },
    "nl": {"Thuiswerken kan, met twee dagen per week in Utrecht.": "Utrecht"},
    "es": {"Teletrabajo parcial, con dos días a la semana en Madrid.": "Madrid"},
}
NO_TOWNS = (
    ("fr", "Une présence régulière à Lyon est exigée chez nos clients."),
    ("fr", "Une présence régulière à Lyon est un plus."),
    ("fr", "Télétravail complet, avec une présence mensuelle à Paris."),
    ("fr", "Poste en full remote, avec deux jours par mois à Lyon."),
    ("fr", "Télétravail, avec une présence régulière à Lyon, un jour par mois."),
    ("fr", "L'équipe travaille à distance et se retrouve deux jours par mois à Nantes."),
    ("fr", "Notre présence régulière à Cannes nous fait connaître."),
    ("fr", "Formation à distance, avec une présence obligatoire à Lille."),
    ("fr", "Alternance : 3 jours en entreprise, 2 jours par semaine à Lyon à l'école."),
    ("fr", "Télétravail possible, sans présence obligatoire à Paris."),
    ("fr", "Une forte présence à Marseille et à Nice."),
    ("fr", "Télétravail partiel, avec une présence régulière à Lyon chez nos clients."),
    ("fr", "Vous tiendrez une permanence deux jours par semaine à Saint-Denis."),
    ("fr", "L'association assure une présence régulière à Calais depuis 2016."),
    ("fr", "Date et lieu de l'entretien : le 12 mars, Lyon"),
    ("fr", "Lieu et date des entretiens : Paris, en mars"),
    ("fr", "Télétravail, déplacements réguliers deux jours par semaine à Lille."),
    ("fr", "Nous recherchons des mécènes à Paris."),
    ("fr", "Il y a aussi un poste à Lille, voir l'autre annonce."),
    ("fr", "L'association agit en Occitanie."),
    ("fr", "Le poste est soumis au droit en Bretagne."),
    ("fr", "Vous intégrez une équipe répartie à Lyon et Paris."),
    ("fr", "Pour notre client de Lyon, nous recherchons un développeur."),
    ("fr", "Le travail se fait dans les bureaux de nos clients à Paris."),
    ("fr", "Votre bureau d'études à Lyon vous attend."),
    ("en", "Fully remote, with two days a quarter in Berlin."),
    ("en", "Remote, with a few days a year in Lisbon."),
    ("en", "Courses are remote, with required attendance in London two days a week."),
    ("en", "You work remotely, with no required presence in Leeds."),
    ("en", "Regular presence in Brussels gives us a voice."),
    ("en", "Our remote customers meet two days a week in Paris."),
    ("en", "Contact / Location: Press office, London"),
    ("en", "Interview date / location: 12 May, London"),
    ("en", "US-based in spirit, we ship everywhere."),
    ("en", "Our trainers spend two days a week in Kigali."),
    ("en", "Founded in Oruro, Bolivia, we grew quickly."),
    ("en", "Partners: Tirana, Albania"),
    ("en", "We are a London-based company with big plans."),
    ("en", "Our client, a Paris-based charity, is growing."),
    ("en", "You will advise Nairobi-based partners."),
    ("en", "We are looking for a Berlin-based company to partner with."),
    ("en", "A Boston-based startup, we build clocks."),
    ("en", "This is a Java-based role."),
    ("en", "London-based since 1999, we know our city."),
    ("en", "You manage a Leeds-based team."),
    ("en", "The role supports London-based clients."),
    ("en", "The location of the interview is London."),
    ("en", "The role covers Ontario and Quebec."),
    ("en", "We are seeking funding in Brussels."),
    ("en", "Join our community in Amsterdam for drinks."),
    ("de", "Remote, ohne Anwesenheit in Berlin."),
    ("de", "Zwei Tage pro Woche in Berlin bietet unser Verein Beratung an."),
)
WORKPLACES = {
    "remote": (
        ("en", "You can live anywhere in Canada."),
        ("en", "You may be based anywhere in the UK."),
        ("en", "Candidates can be based anywhere in Europe."),
        ("en", "The successful applicant may live anywhere in Spain."),
        ("en", "Work from anywhere in the world."),
        ("en", "Anywhere in Europe"),
        ("en", "Remote, anywhere in the EU"),
        ("en", "We hire anywhere in the world."),
        ("en", "This job can be done from anywhere in the US."),
        ("en", "The position can be performed from anywhere."),
        ("en", "Remote within the UK"),
        ("en", "Home-based, with travel"),
        ("en", "This is a virtual position."),
        ("en", "All-remote team, all year."),
        ("en", "Remote-first company"),
        ("fr", "Nous travaillons tous à distance."),
        ("fr", "L'équipe est entièrement distribuée."),
        ("es", "Trabajo remoto"),
    ),
    "hybrid": (
        ("fr", "Le télétravail est une possibilité."),
        ("fr", "Il est possible de télétravailler."),
        ("fr", "Vous pourrez télétravailler occasionnellement."),
        ("fr", "Il est possible de télétravailler tant que personne n'attend, si besoin."),
        ("fr", "Le télétravail est pratiqué."),
        ("fr", "Vous êtes libre de télétravailler."),
        ("fr", "Nous acceptons le télétravail."),
        ("fr", "Télétravail majoritaire"),
        ("fr", "Le poste peut être exercé à distance."),
        ("fr", "En présentiel ou à distance"),
        ("fr", "Télétravail possible avec présence obligatoire à Lyon"),
        ("fr", "Pas plus de deux jours de télétravail par semaine."),
        ("fr", "Lieu et télétravail : Rennes, 2 jours de télétravail par semaine"),
        ("en", "We offer part-time remote working to everybody."),
        ("en", "Part-time home working"),
        ("en", "Remote working is an option."),
        ("en", "Working from home can be arranged."),
        ("en", "We are open to remote work."),
        ("en", "Remote OK"),
        ("en", "Telework: available"),
        ("en", "60% office attendance is expected."),
        ("en", "Office attendance 2 days per week"),
        ("en", "No more than two days from home."),
        ("en", "Flexible working: home or office"),
        ("de", "Homeoffice nach Absprache"),
        ("nl", "Thuiswerken is bespreekbaar."),
    ),
    "onsite": (
        ("en", "Remote work: not available"),
        ("fr", "Présence obligatoire au bureau."),
        ("fr", "Présence obligatoire, du lundi au vendredi."),
    ),
}
NO_WORKPLACES = (
    ("en", "When a storm strikes anywhere in the world, our volunteers draw maps."),
    ("en", "We deliver anywhere in Europe within two days."),
    ("en", "Our tools help people work from anywhere."),
    ("en", "We let teams work from anywhere in the world."),
    ("en", "The best bakery anywhere in the world."),
    ("en", "Find a doctor anywhere in France with our app."),
    ("en", "Farmers anywhere in the world can use it."),
    ("en", "Pay by phone anywhere in the EU."),
    ("en", "Our sensors are located anywhere in the city."),
    ("en", "People living anywhere in Canada can vote."),
    ("en", "Access your files from anywhere."),
    ("en", "You will work with communities anywhere in the world."),
    ("en", "If something breaks anywhere in the U.S., we know it."),
    ("en", "We offer part-time positions."),
    ("en", "Remote job board for developers."),
    ("en", "All remote sensors report to you."),
    ("en", "Fully remote onboarding."),
    ("en", "A remote position on the coast is home to seals."),
    ("en", "Deliver meals to people at home two days a week."),
    ("en", "Visit families at home three days a week."),
    ("en", "Free lunch on site three days a week."),
    ("en", "Hybrid working is not on offer."),
    ("en", "We don't do hybrid working."),
    ("en", "This is not an on-site role."),
    ("en", "A hybrid role between engineer and designer."),
    ("en", "This is a hybrid role: half developer, half designer."),
    ("en", "The position is hybrid between product and research."),
    ("en", "Home-based care for the elderly"),
    ("en", "A virtual job fair on Friday."),
    ("en", "Largely remote villages"),
    ("en", "Home or office insurance"),
    ("fr", "Un poste hybride entre technique et communication."),
    ("fr", "Un SaaS pour le travail hybride."),
    ("fr", "Nous aidons les agents à télétravailler."),
    ("fr", "Une application qui permet aux équipes de télétravailler deux jours par semaine."),
    ("fr", "Présence obligatoire aux conseils d'école."),
    ("fr", "Présence obligatoire le jour du salon."),
    ("fr", "La présence est requise 2 jours par an."),
    ("fr", "Vous assurez une présence 2 jours par semaine sur les marchés."),
    ("fr", "Aide à domicile deux jours par semaine."),
    ("fr", "Livraison à domicile 2 jours par semaine"),
    ("fr", "Repas offerts au bureau 2 jours par semaine."),
    ("fr", "Ce n'est pas un poste en présentiel."),
    ("fr", "Nous travaillons à distance de sécurité des animaux."),
    ("fr", "Nous proposons du télétravail à nos clients."),
    ("fr", "Télétravail et bureaux : une étude de la ville."),
    ("fr", "Nous ne sommes pas une équipe 100 % remote."),
    ("fr", "Avant, nous étions en full remote."),
    ("fr", "Le suivi se fait entièrement à distance."),
    ("en", "We used to be fully remote."),
    ("en", "Some engineers are fully remote, others come in."),
    ("en", "We offer 100% remote therapy."),
    ("en", "Fully remote banking for everyone."),
    ("en", "A fully distributed database."),
    ("de", "Pflege zu Hause, drei Tage pro Woche"),
    ("nl", "Zorg thuis, twee dagen per week"),
)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [(key, text, wanted) for key, table in TOWNS.items() for text, wanted in table.items()],
)
def test_a_town_of_work_is_found(language: str, text: str, wanted: str) -> None:
    fact = told("locations", text, language)
    assert fact is not None
    assert isinstance(fact.value, tuple)
    assert "; ".join(each.city or each.region for each in fact.value) == wanted


@pytest.mark.parametrize(("language", "text"), NO_TOWNS)
def test_a_town_of_others_or_of_visits_is_none(language: str, text: str) -> None:
    assert told("locations", text, language) is None


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [(*row, value) for value, rows in WORKPLACES.items() for row in rows],
)
def test_the_workplace_is_found(language: str, text: str, wanted: str) -> None:
    fact = told("workplace", text, language)
    assert fact is not None
    assert fact.value == wanted


@pytest.mark.parametrize(("language", "text"), NO_WORKPLACES)
def test_what_is_not_said_of_the_work_is_none(language: str, text: str) -> None:
    assert told("workplace", text, language) is None


@pytest.mark.parametrize(
    ("field", "language", "text"),
    [
        ("workplace", "fr", "Le télétravail est une possibilité."),
        ("workplace", "fr", "Télétravail possible avec présence obligatoire à Lyon"),
        ("workplace", "en", "We offer part-time remote working to everybody."),
        ("workplace", "en", "Mostly remote"),
        ("locations", "fr", "Poste basé en Bretagne."),
        ("locations", "en", "We're looking for a Berlin-based developer."),
        ("locations", "en", "London-based, full time"),
    ],
)
def test_what_is_loosely_said_is_told_with_doubt(field: str, language: str, text: str) -> None:
    fact = told(field, text, language)
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Remote within the UK", ("GB",)),
        ("en", "You can work from anywhere in the UK or Ireland.", ("GB", "IE")),
        ("en", "Fully remote (must be based in Canada)", ("CA",)),
        ("fr", "Poste en full remote, ouvert aux personnes résidant en France.", ("FR",)),
        ("en", "Fully remote; we serve hospitals in Germany.", None),
        ("en", "Fully remote position with a company from France.", None),
        ("en", "We are a fully remote team, registered in Estonia.", None),
        ("en", "Fully remote, with a yearly meeting in Portugal.", None),
        ("en", "Fully remote, contracts under the law of Ireland.", None),
        ("fr", "100 % télétravail, pour une association en Belgique.", None),
        ("fr", "Full remote, avec un séminaire en Espagne chaque année.", None),
        ("fr", "Poste en full remote, nos équipes sont en France et au Canada.", None),
    ],
)
def test_remote_work_is_limited_to_countries_of_the_reader(
    language: str, text: str, wanted: tuple[str, ...] | None
) -> None:
    fact = told("remote_countries", text, language)
    assert (fact.value if fact else None) == wanted


def test_the_country_after_a_small_town_far_away_is_its_own() -> None:
    fact = told("locations", "Location: Uyuni, Bolivia", "en")
    assert fact is not None
    assert fact.value == (Location(None, None, "Uyuni", None, "BO"),)
    assert told("locations", "The position is based in Uyuni.", "en") is None
