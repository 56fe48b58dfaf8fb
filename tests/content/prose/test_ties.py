"""Sentences that tie the job to a town behind a house, an office or an employer, or to a region."""

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told, towns

#: Sentence → the towns or regions of work that it states, with ``;`` between them.
STATED = {
    "fr": {
        "Le stage aura lieu au LEXEMPLE à Villeurbanne.": "Villeurbanne",
        "Le stage aura lieu au laboratoire d'optique, à Villeurbanne.": "Villeurbanne",
        "Le stage se déroulera au sein du laboratoire Exemple à Villeurbanne.": "Villeurbanne",
        "Vous serez basé·e à la Maison des associations, à Nantes.": "Nantes",
        "Le poste est basé à la Maison des associations, Nantes.": "Nantes",
        "Le poste est basé au ministère de l'Exemple, à Paris.": "Paris",
        "Le poste est basé au ministère de l'Exemple (Paris 1er).": "Paris",
        "Le poste est basé à l'Université de Rouen.": "Rouen",
        "Le poste est situé au CHU de Nantes.": "Nantes",
        "Le poste est situé dans le 12e arrondissement de Paris.": "Paris",
        "Poste à pourvoir au sein de l'agence de Bordeaux.": "Bordeaux",
        "Venez nous rejoindre, pour travailler sur Lyon.": "",
        "Pour travailler sur Lyon depuis un bureau clair.": "Lyon",
        "Locaux au centre de Paris": "Paris",
        "Le poste est basé en Seine-Saint-Denis.": "Seine-Saint-Denis",
        "Le poste est basé dans le Val-de-Marne.": "Val-de-Marne",
        "Poste basé dans les Hauts-de-France.": "Hauts-de-France",
        "Nous recherchons un animateur de réseau en Île-de-France.": "Île-de-France",
        "Une coopérative de Dijon installée à Dole recrute un comptable.": "Dole",
        "Une petite association à Dijon recherche une animatrice.": "Dijon",
        "Notre librairie, située à Valence, recherche une vendeuse.": "Valence",
        "La société Exemple, à Colmar, recrute une assistante.": "Colmar",
        "Implantée à Pau, notre coopérative recherche un animateur.": "Pau",
        "Association basée à Nantes, nous recherchons un alternant.": "Nantes",
        "Télétravail possible 3 jours par semaine, le reste à Montreuil.": "Montreuil",
        "Télétravail partiel, bureaux à Montreuil": "Montreuil",
        "Hybride : 2 jours sur site à Nantes": "Nantes",
        "Télétravail possible, présence au bureau à Montreuil deux jours par semaine": "Montreuil",
        "Poste en télétravail ou à Nantes": "Nantes",
    },
    "en": {
        "Based at the Oak Centre, Leeds, you will run our workshops.": "Leeds",
        "Based in Leeds, this role reports to the director.": "Leeds",
        "Based in Leeds, the successful candidate will run workshops.": "Leeds",
        "This role can be based in our Leeds or York offices.": "Leeds; York",
        "This role will be based at the University of Leeds.": "Leeds",
        "The position is located at the Oak Centre, Leeds.": "Leeds",
        "The position will be based at the Oak Centre in Leeds.": "Leeds",
        "The role is Leeds-based.": "Leeds",
        "We ask that everyone comes into our Leeds office two days a week.": "Leeds",
        "You must be able to commute to our Leeds office.": "Leeds",
        "Must be based in Leeds or willing to move there.": "Leeds",
        "Candidates must be based in Leeds.": "Leeds",
        "We are hiring in Leeds and York.": "Leeds; York",
        "Join our growing Leeds office!": "Leeds",
        "The role is based at the Exemple Trust's Leeds office.": "Leeds",
        "You will work from Northlight's Boston studio.": "Boston",
        "This internship is based at Northlight's Washington D.C. office.": "Washington",
        "The job is based in Washington DC.": "Washington",
        "Our Leeds office is looking for a project manager.": "Leeds",
        "We seek an editor, looking for somebody to join our team at Mill House, Leeds.": "Leeds",
        "A small publisher in Leeds is looking for an editor.": "Leeds",
        "We are a small publisher based in Leeds.": "Leeds",
        "The office is located in Leeds.": "Leeds",
        "You will work with them at Exemple headquarters in Dublin.": "Dublin",
        "You'll spend the summer working on the team at our studio in Boston.": "Boston",
    },
}
TRAPS = (
    ("en", "Our founder was based at Northlight's Berlin studio."),
    ("en", "You will work with our client at Northlight's Leeds office."),
    ("en", "You will visit our client, and the position of Northlight's Leeds office is known."),
    ("fr", "La localisation de nos jeux à Montpellier a pris un an."),
    ("fr", "Notre studio de localisation à Paris traduit des jeux."),
    ("fr", "Tu aides à la localisation à Berlin de nos produits."),
    ("fr", "Vous assurez la liaison avec l'équipe de l'agence de Lyon."),
    ("fr", "- Travailler sur Paris 2024"),
    ("fr", "- Travailler à Lyon est un plus"),
    ("fr", "- Travailler avec nos partenaires à Lyon"),
    ("fr", "Vous serez en contact avec le ministère de l'Exemple, à Paris."),
    ("fr", "Le poste est rattaché à la directrice régionale, basée à Lille."),
    ("fr", "Le stage peut donner lieu à une thèse à l'Université de Rennes."),
    ("fr", "Le poste est financé par la Région Bretagne."),
    ("fr", "Vous accompagnerez les communes du Finistère."),
    ("fr", "L'association intervient en Seine-Saint-Denis."),
    ("fr", "Une entreprise à Dijon recrute nos élèves chaque année."),
    ("fr", "Une étude menée à Dijon recherche les causes du bruit."),
    ("fr", "Un laboratoire de Nice cherche des volontaires."),
    ("fr", "Une équipe à Lyon cherche une solution."),
    ("fr", "Basée à Lyon depuis 2012, l'entreprise a grandi vite."),
    ("fr", "Déplacements sur Lyon à prévoir."),
    ("fr", "Une école située à Tours, au théâtre Exemple, à Paris."),
    ("en", "The staff of Leeds-based staff agencies is not concerned."),
    ("en", "York-based staff may also use the office in Leeds."),
    ("en", "Visitors are welcome at our office in Leeds."),
    ("en", "You will work with colleagues at the partner's headquarters in Boston."),
    ("en", "The job fair is located in Leeds."),
    ("en", "A startup in London is looking for a way to fly."),
    ("en", "An artist in Leeds is looking for inspiration."),
    ("en", "Our sister company in Austin is hiring a designer."),
    ("en", "Scientists at Cambridge are looking for a cure."),
    ("en", "Based in Berlin since 2012, the company grew quickly."),
    ("en", "The event at City Hall, London, gathered 200 people."),
    ("en", "You will present the work at the Oak Centre, Leeds, in May."),
    ("en", "This position reports to the team at our parent company, Berlin."),
)
#: What the employer says of itself, and houses: proposed, and never taken for sure.
DOUBTFUL = (
    ("fr", "Vous rejoindrez l'équipe Exemple (localisation à Orsay)."),
    ("fr", "Tu prends en charge les achats de l'agence de Nantes."),
    ("fr", "- Travailler sur Rouen, au bord du fleuve"),
    ("fr", "Une présence hebdomadaire à Rennes sera demandée."),
    ("fr", "Une petite association à Dijon recherche une animatrice."),
    ("fr", "Le poste est basé à la Maison des associations, Nantes."),
    ("fr", "Nous recherchons un animateur de réseau en Île-de-France."),
    ("en", "A small publisher in Leeds is looking for an editor."),
    ("en", "Our Leeds office is looking for a project manager."),
    ("fr", "Le poste est basé à Lyon ou à Kervoadic."),
    ("fr", "Vous travaillerez à Rennes puis à Brest."),
    ("fr", "Le poste pourra être basé à Nantes."),
    ("en", "The position can be based in Berlin, if you would rather."),
    ("en", "The role is based in Leeds or Kirkbramble."),
)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [(key, text, wanted) for key, table in STATED.items() for text, wanted in table.items()],
)
def test_a_sentence_ties_the_job_to_its_town(language: str, text: str, wanted: str) -> None:
    assert towns(told("locations", text, language)) == wanted


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_sentence_may_tell_of_others(language: str, text: str) -> None:
    assert towns(told("locations", text, language)) == ""


@pytest.mark.parametrize(("language", "text"), DOUBTFUL)
def test_what_ties_loosely_is_doubtful(language: str, text: str) -> None:
    fact = told("locations", text, language)
    assert fact is not None
    assert fact.confidence < HIGH
