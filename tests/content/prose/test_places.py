"""Places of work in prose: what recruiters write, and the towns they name where nobody works."""

from __future__ import annotations

import json
from dataclasses import replace
from time import perf_counter

import pytest

from syndicate.content.fields import vocabulary
from syndicate.content.places import parse_places
from syndicate.content.prose import HIGH, Fact, facts
from syndicate.content.source import Source
from syndicate.content.understand import understand
from syndicate.offer import Location
from tests.content.prose.telling import towns
from tests.content.sites import NOW, Folder

#: Sentence → the towns it states as places of work, with ``;`` between them.
FRENCH = {
    "**Lieu :** Lyon": "Lyon",
    "**Lieu** : Rennes (35)": "Rennes",
    "Lieu de travail : Montpellier": "Montpellier",
    "- Lieu : Saint-Étienne": "Saint-Étienne",
    "- **Localisation :** Toulouse, France": "Toulouse",
    "Localisation : Lille ou Roubaix": "Lille; Roubaix",
    "**Localisation** : Paris / Lyon / Nantes": "Paris; Lyon; Nantes",
    "Localisation : Paris, Bordeaux ou Marseille": "Paris; Bordeaux; Marseille",
    "Lieu du stage : Grenoble (38)": "Grenoble",
    "Lieu d'exercice : Brest": "Brest",
    "Lieu de la mission : Aix-en-Provence": "Aix-en-Provence",
    "Résidence administrative : Nancy": "Nancy",
    "Lieu d'affectation : Clermont-Ferrand": "Clermont-Ferrand",
    "Où ? : Villeurbanne": "Villeurbanne",
    "Ville : La Rochelle": "La Rochelle",
    "Bureaux : 12 rue de la République, 69002 Lyon": "Lyon",
    "Locaux : 5 bis, avenue Foch, 54000 Nancy": "Nancy",
    "Adresse du poste : 3 place de la Mairie, 35000 Rennes": "Rennes",
    "Lieu : Tiers-lieu Le Bocal (8 rue Voltaire, Nantes - tram Commerce)": "Nantes",
    "Lieu : Paris 11e, métro Oberkampf": "Paris",
    "Lieu : Paris 19ème - Métro Jaurès": "Paris",
    "Lieu : Saint-Denis, proche de Paris": "Saint-Denis",
    "Lieu : télétravail ou Lyon": "Lyon",
    "Lieu : Bordeaux (télétravail partiel possible)": "Bordeaux",
    "Lieu : Paris, avec des déplacements à Marseille": "Paris",
    "Lieu : à Strasbourg": "Strasbourg",
    "Lieu : au Mans": "Le Mans",
    "Lieu : Bruxelles, Belgique": "Bruxelles",
    "Lieu : Genève (Suisse)": "Genève",
    "Contrat : CDI - Lieu : Angers - Début : septembre": "Angers",
    "CDI | Lieu : Tours | 35 à 40 k€": "Tours",
    "📍 Nantes": "Nantes",
    "- 📍 Lyon 3e": "Lyon",
    "Lyon - CDI - Temps plein": "Lyon",
    "CDI · Toulouse · 38-45 k€": "Toulouse",
    "## Lieu\n\nBesançon": "Besançon",
    "### Localisation\n\n- Marseille 1er": "Marseille",
    "Le poste est basé à Lyon.": "Lyon",
    "Le poste est basé à Paris ou à Nantes.": "Paris; Nantes",
    "Ce poste est situé à Strasbourg, à deux pas de la gare.": "Strasbourg",
    "Le poste est à pourvoir à Rouen dès septembre.": "Rouen",
    "Poste basé à Caen, avec des déplacements ponctuels à Paris.": "Caen",
    "Poste basé au Havre.": "Le Havre",
    "Le stage se déroulera à Grenoble, au sein de l'équipe technique.": "Grenoble",
    "Le stage est basé dans nos locaux à Montreuil.": "Montreuil",
    "Ce CDI est basé à Dijon.": "Dijon",
    "L'alternance se déroule à Annecy.": "Annecy",
    "Stage de 6 mois à Nice.": "Nice",
    "Vous serez basé·e à Lille, dans nos bureaux du Vieux-Lille.": "Lille",
    "Vous serez basé(e) à Reims.": "Reims",
    "Vous serez basé-e à Metz et rattaché-e à la direction technique.": "Metz",
    "Tu seras basée à Marseille, au cœur du Panier.": "Marseille",
    "Vous travaillerez à Toulouse avec une équipe de huit personnes.": "Toulouse",
    "Vous travaillerez dans nos locaux de Villeurbanne.": "Villeurbanne",
    "Tu travailleras depuis nos bureaux de Nantes.": "Nantes",
    "Vous rejoindrez notre équipe à Bordeaux.": "Bordeaux",
    "Le poste est localisé au 12 rue Compans, 75019 Paris.": "Paris",
    "Le lieu de travail est situé à Orléans.": "Orléans",
    "Nos bureaux sont situés à Paris, dans le 10e arrondissement.": "Paris",
    "Nos locaux se trouvent à Lyon.": "Lyon",
    "Nous recherchons un développeur ou une développeuse à Nantes.": "Nantes",
    "Nous recrutons une chargée de projet basée à Rennes.": "Rennes",
    "- Basé à Lille, à cinq minutes de la gare": "Lille",
    "- Basée à Paris, au cœur du Sentier": "Paris",
    "- Poste basé à Lyon 7e": "Lyon",
    "- Des bureaux à Montpellier": "Montpellier",
    "Le poste est basé à notre siège de Lyon.": "Lyon",
    "L'emploi est situé à Évry-Courcouronnes (91).": "Évry-Courcouronnes",
    "Poste à pourvoir dès que possible, en centre ville à Marseille, à temps plein.": "Marseille",
    "Lieu : Paris dans le 18ème (en présentiel)": "Paris",
    "Lieu : Lalbenque, 46": "Lalbenque",
    "Lieu : Tour Séquoia, 1 place Carpeaux, 92055 La Défense": "La Défense",
    "Lieu : Hôpital Saint-Louis, 1 avenue Claude Vellefaux, 75010 Paris": "Paris",
    "Lieu : Université Grenoble Alpes, Saint-Martin-d'Hères": "Saint-Martin-d'Hères",
    "Lieu : Laboratoire Exemple, Nancy, France": "Nancy",
    "Lieu : télétravail partiel bienvenu, avec 2 jours/semaine à Paris": "Paris",
    "Lieu : Marcq en Baroeul (59)": "Marcq en Baroeul",
    "Lieu : LYON": "Lyon",
    "Lieu : Lille - Roubaix - Tourcoing": "Lille; Roubaix; Tourcoing",
    "Poste basé au siège de l'association – 59 rue de l’Ourcq – 75019 Paris.": "Paris",
    "Poste situé au 39-43 quai André Citroën, 75015 Paris": "Paris",
    "Le poste est situé dans les locaux du service, 20 avenue de Ségur à Paris.": "Paris",
    "Le poste est basé à Lyon mais le travail à distance est possible.": "Lyon",
    "Vous travaillez dans les locaux du ministère à Paris.": "Paris",
    "Nous cherchons un.e développeur.se basé.e à Lyon ou Paris": "Lyon; Paris",
    "Freelance, 4 jours par semaine, à Paris ou à distance.": "Paris",
    "Mission à temps plein à Paris": "Paris",
    "L'équipe est basée à Paris, mais le télétravail est possible.": "Paris",
    "Nous sommes situés à Paris 11e.": "Paris",
    "**Lieu : Paris**": "Paris",
    "### Lieu : Paris": "Paris",
    "- **Lieu** – Paris": "Paris",
    "#### Localisation - Lyon": "Lyon",
    "<b>Lieu</b> : Paris": "Paris",
    "| Lieu | Paris 11e |": "Paris",
    "## 📍 Lieu\n\nLyon": "Lyon",
    "## Où ?\n\nÀ Lyon, dans nos locaux de la Guillotière.": "Lyon",
    "Lieu du poste : 69003 Lyon 3e": "Lyon",
    "Lieu du poste : Télétravail hybride à 75009 Paris": "Paris",
    "Poste basé à Lyon Part-Dieu": "Lyon",
    "Le lieu de travail est Paris (13e).": "Paris",
    "Poste basé dans le centre de Nantes": "Nantes",
    "Prise de poste à Marseille": "Marseille",
    "Lieu : Bureaux de Lyon, Paris": "Lyon; Paris",
    "Lieu : 10ème arrondissement de Paris": "Paris",
    "Lieu : Villeurbanne + télétravail": "Villeurbanne",
    "Le poste est basé à l'antenne de Brest.": "Brest",
    "Le siège est à Paris mais le poste est à Lyon.": "Lyon",
    "Lieu : Santé publique France, Saint-Maurice": "Saint-Maurice",
    "L'ingénieur.e sera basé.e à Grenoble": "Grenoble",
    "La personne recrutée travaillera à Montpellier": "Montpellier",
    "Le ou la candidat·e retenu·e sera affecté·e à Toulouse": "Toulouse",
    "Affectation : Direction du numérique, Nantes": "Nantes",
    "Le poste est rattaché au site de Villeurbanne.": "Villeurbanne",
    "Le poste est ouvert à Rennes au sein de l'équipe.": "Rennes",
}
ENGLISH = {
    "**Location:** London": "London",
    "**Location**: Berlin, Germany": "Berlin",
    "Location: New York, NY": "New York",
    "Location: Boston, MA, USA": "Boston",
    "- Location: San Francisco, CA or Austin, TX": "San Francisco; Austin",
    "Location: London / Manchester": "London; Manchester",
    "Location: Cambridge, UK": "Cambridge",
    "Location: Paris or Amsterdam": "Paris; Amsterdam",
    "Location: Amsterdam (hybrid)": "Amsterdam",
    "Location: Hybrid, Dublin": "Dublin",
    "Location: Bristol or remote": "Bristol",
    "Location: Edinburgh, with occasional travel to London": "Edinburgh",
    "Job location: Toronto, Canada": "Toronto",
    "Work location: Leeds": "Leeds",
    "Duty station: Geneva, Switzerland": "Geneva",
    "Place of work: Brussels": "Brussels",
    "Office: 12 High Street, Leeds": "Leeds",
    "Where: Lisbon": "Lisbon",
    "Based in: Glasgow": "Glasgow",
    "City: Vienna": "Vienna",
    "📍 Barcelona, Spain": "Barcelona",
    "London | Full-time | Permanent": "London",
    "Full-time · Berlin · Permanent": "Berlin",
    "## Location\n\nOxford, UK": "Oxford",
    "The role is based in Edinburgh.": "Edinburgh",
    "This role is based in London or Manchester.": "London; Manchester",
    "This position is located in Boston, MA.": "Boston",
    "The position is based at our headquarters in Chicago.": "Chicago",
    "This is a full time role (40 hours/week) in our main offices in Amsterdam, the Netherlands.": "Amsterdam",  # noqa: E501
    "This is a full-time position based in Berlin.": "Berlin",
    "The job is based in our Brighton office.": "Brighton",
    "You will be based in Dublin.": "Dublin",
    "You'll be based in our office in central London.": "London",
    "You will work from our office in Copenhagen.": "Copenhagen",
    "You will be located in Zurich, Switzerland.": "Zurich",
    "You’ll be working from our Lisbon office.": "Lisbon",
    "The successful candidate will be based in Oxford.": "Oxford",
    "The post holder will be based in Sheffield.": "Sheffield",
    "A six-month internship in Paris.": "Paris",
    "This internship is based in Montreal.": "Montreal",
    "Our office is located in Utrecht.": "Utrecht",
    "Our offices are in Paris, right next to the canal.": "Paris",
    "We are looking for a backend developer based in Hamburg.": "Hamburg",
    "We're hiring a product designer in Stockholm.": "Stockholm",
    "We are hiring an engineer to join our team in Munich.": "Munich",
    "Join us in Barcelona!": "Barcelona",
    "Join our growing team in Warsaw.": "Warsaw",
    "- Based in Bristol, a short walk from the station": "Bristol",
    "- Modern office in Rotterdam": "Rotterdam",
    "- An office in the heart of Antwerp": "Antwerp",
    "The position is hybrid, based in Seattle, WA.": "Seattle",
    "Position based in Nairobi, Kenya.": "Nairobi",
    "The fellowship is based in Washington, DC.": "Washington",
    "The vacancy is based at our site in Norwich.": "Norwich",
    "The placement is located in Cardiff.": "Cardiff",
    "The position will be based in Reading.": "Reading",
    "Location: Bath": "Bath",
    "Location: Nice, France": "Nice",
    "Workplace: Helsinki": "Helsinki",
    "Office location: Prague, Czech Republic": "Prague",
    "Locations: Madrid, Milan": "Madrid; Milan",
    "Location: Toronto, ON": "Toronto",
    "Location: Kreuzberg, Berlin": "Berlin",
    "Location: our offices in Berlin": "Berlin",
    "Location: Central London": "London",
    "The position will be located at the Example Institute in Jena, Germany.": "Jena",
    "This post is full-time and based in Cambridge, UK.": "Cambridge",
    "Place of work is Heidelberg.": "Heidelberg",
    "We're looking for somebody to join our Paris team.": "Paris",
    "We are seeking a Project Officer to be based in Nairobi.": "Nairobi",
    "PhD position in Lausanne, Switzerland": "Lausanne",
    "Location: Washington, D.C.": "Washington",
    "Location: San Francisco, CA (Hybrid - 3 days in office, 2 days remote)": "San Francisco",
    "Location: Melbourne VIC": "Melbourne",
    "Location: Singapore": "Singapore",
    "Location: Edinburgh or London, UK, or NL - flexible work environment": "Edinburgh; London",
    "Position location: Barcelona Computing Center, Barcelona, Spain": "Barcelona",
    "The role is based in Cheltenham or Manchester, so live not too far.": "Cheltenham; Manchester",
    "This role is based in Austin, Texas.": "Austin",
    "This role is based in our Bengaluru office.": "Bengaluru",
    "This position is open for recruitment in London or Berlin.": "London; Berlin",
    "This position is based in Example Aid’s Head Office in Kabul, Afghanistan.": "Kabul",
    "The position can be based in Berlin, Paris or remotely within the EU.": "Berlin; Paris",
    "Work from our beautiful office in Gothenburg or from home.": "Gothenburg",
}
OTHERS = {
    "de": {
        "**Standort:** Berlin": "Berlin",
        "Arbeitsort: München": "München",
        "Einsatzort: Köln oder Düsseldorf": "Köln; Düsseldorf",
        "Ort: Hauptstraße 12, 10115 Berlin": "Berlin",
        "Die Stelle ist in Hamburg zu besetzen.": "Hamburg",
        "Arbeitsort ist Leipzig.": "Leipzig",
        "Der Arbeitsplatz befindet sich in Jena.": "Jena",
        "Die Stelle ist am Standort Heidelberg zu besetzen.": "Heidelberg",
        "Du arbeitest in unserem Büro in Stuttgart.": "Stuttgart",
        "Wir suchen für unser Team in Frankfurt am Main eine Entwicklerin.": "Frankfurt am Main",
        "Unser Büro befindet sich in Wien.": "Wien",
        "Wir suchen eine Redakteurin (m/w/d) am Standort Bonn.": "Bonn",
    },
    "es": {
        "**Lugar:** Madrid": "Madrid",
        "Ubicación: Barcelona, España": "Barcelona",
        "Lugar de trabajo: Sevilla": "Sevilla",
        "El puesto está ubicado en Valencia.": "Valencia",
        "Trabajarás en nuestras oficinas de Bilbao.": "Bilbao",
        "Nuestras oficinas están en Zaragoza.": "Zaragoza",
    },
    "nl": {
        "**Locatie:** Utrecht": "Utrecht",
        "Standplaats: Den Haag": "Den Haag",
        "Werklocatie: Nijmegen (hybride)": "Nijmegen",
        "Je standplaats is Groningen.": "Groningen",
        "Wij zoeken een developer voor ons team in Delft.": "Delft",
        "Je werkt 3 dagen per week op kantoor in Utrecht.": "Utrecht",
        "Locatie: Amsterdam of Rotterdam": "Amsterdam; Rotterdam",
        "Ons kantoor is gevestigd in het centrum van Amsterdam.": "Amsterdam",
        "We zitten in Utrecht, vlak bij het station.": "Utrecht",
        "De functie is gevestigd in Eindhoven.": "Eindhoven",
        "- Een fijne werkplek in ons moderne hoofdkantoor in Purmerend": "Purmerend",
        "- een gezellige werkplek in hartje Utrecht": "Utrecht",
    },
}
TITLES = {
    ("fr", "Développeuse web (Lyon)"): "Lyon",
    ("fr", "Chargé de projet H/F - Paris"): "Paris",
    ("fr", "Stage développement à Nantes"): "Nantes",
    ("fr", "Administrateur système – CDI – Toulouse"): "Toulouse",
    ("fr", "[Rennes] Ingénieure logiciel"): "Rennes",
    ("fr", "Chef de projet (H/F), Lille"): "Lille",
    ("fr", "Développeur PHP - Paris ou Lyon"): "Paris; Lyon",
    ("fr", "Assistant de direction au Mans"): "Le Mans",
    ("fr", "Chargée de mission - Paris 13e"): "Paris",
    ("fr", "Un chargé de projet « Dialogue », H/F, Paris, France"): "Paris",
    ("fr", "Conseiller numérique - Saint-Brieuc (22)"): "Saint-Brieuc",
    ("fr", "Développeur Front (Paris 2e)"): "Paris",
    ("en", "Account Executive - Paris / London"): "Paris; London",
    ("en", "Head of Product, Berlin"): "Berlin",
    ("fr", "UN.E CHARGÉ.E DE COORDINATION – MONTPELLIER"): "Montpellier",
    ("en", "Backend engineer (Berlin)"): "Berlin",
    ("en", "Product designer - London"): "London",
    ("en", "Software engineer in Amsterdam"): "Amsterdam",
    ("en", "Data scientist, Paris"): "Paris",
    ("en", "Senior developer | Barcelona, Spain"): "Barcelona",
    ("en", "Research associate (Cambridge, UK)"): "Cambridge",
    ("en", "Policy officer – Brussels"): "Brussels",
    ("nl", "Vacature front-end developer bij Bakkerij (Eindhoven)"): "Eindhoven",
    ("de", "Entwicklerin (m/w/d) in Köln"): "Köln",
    ("es", "Desarrollador web (Madrid)"): "Madrid",
}
TITLE_TRAPS = (
    ("fr", "Développeur mobile"),
    ("fr", "Chargé(e) d'affaires - Secteur Nantes"),
    ("fr", "Ingénieur logiciel - Santé"),
    ("fr", "Technicien support N1 - Sens"),
    ("fr", "Médiateur numérique à la mairie de Brest"),
    ("fr", "Développeur Symfony - Pau"),
    ("fr", "Responsable de la boutique de Cannes"),
    ("en", "Full Stack Engineer, Victoria"),
    ("en", "Engineering Manager (EMEA)"),
    ("fr", "Admin serveur Linux avec Sophia"),
    ("fr", "Chef de projet - Mobile"),
    ("fr", "Ingénieur réseau, Orange"),
    ("fr", "Chargée de communication pour la Ville de Paris"),
    ("fr", "Responsable tours et circuits - Tours"),
    ("fr", "Administratrice système - CDI"),
    ("fr", "Animateur du réseau Lyon Métropole numérique"),
    ("fr", "Développeur Python - Télétravail"),
    ("fr", "Consultant senior (Data)"),
    ("fr", "Coordinatrice du festival d'Avignon"),
    ("en", "iOS engineer - Mobile"),
    ("en", "Software engineer (Remote)"),
    ("en", "Specialist in Reading"),
    ("en", "Engineer, Platform"),
    ("en", "IT Specialist (APPSW/INFOSEC) - PERM"),
    ("en", "London Stock Exchange analyst"),
    ("en", "Editor in Chief"),
    ("en", "Developer in Residence"),
    ("en", "Lead - Data & Analytics"),
    ("en", "Head of Marketing, Europe"),
    ("en", "Charlotte - our new colleague?"),
    ("en", "DevOps Engineer (BioFAIR Methods Commons)"),
)
FRENCH_TRAPS = (
    "Nous travaillons avec nos clients à Londres et à Madrid.",
    "Parmi nos clients : la Mairie de Paris, la Métropole de Lyon et la Ville de Nantes.",
    "Nos partenaires sont basés à Bruxelles.",
    "L'association a été fondée à Grenoble en 2004.",
    "Née à Marseille en 1998, la coopérative compte aujourd'hui trente salariés.",
    "Basée à Lyon depuis 2010, notre entreprise conçoit des logiciels libres.",
    "Notre siège social est à Paris.",
    "Le siège de l'entreprise est situé à Nanterre.",
    "Notre société, située à Bordeaux, édite des logiciels.",
    "Des déplacements sont à prévoir à Paris.",
    "Déplacements ponctuels à Lyon et Marseille.",
    "Une réunion d'équipe a lieu chaque mois à Paris.",
    "Toute l'équipe se retrouve deux fois par an à Nantes pour un séminaire.",
    "Le séminaire annuel se déroule à Annecy.",
    "Nous serons présents au salon de Toulouse.",
    "Venez nous rencontrer à la conférence PyCon à Strasbourg.",
    "Marie, notre directrice technique, vit à Rennes.",
    "L'équipe est répartie entre Lille, Nantes et Montpellier.",
    "Nos collègues travaillent depuis Brest, Lyon ou Berlin.",
    "Pas de place attitrée : certains travaillent à Paris, d'autres à la campagne.",
    "Diplôme d'ingénieur de l'École Centrale de Nantes apprécié.",
    "Vous êtes diplômé de l'Université de Bordeaux ou équivalent.",
    "Métro Strasbourg Saint-Denis.",
    "À dix minutes de la gare de Lyon.",
    "Accès : RER B, station Massy-Palaiseau.",
    "Notre logiciel est utilisé à Barcelone, Helsinki et Mexico.",
    "La plateforme a été créée par la ville de Barcelone.",
    "Projets récents : une application pour le port du Havre.",
    "Nos serveurs sont hébergés à Roubaix.",
    "Le poste n'est pas basé à Paris.",
    "Le poste est basé où vous voulez.",
    "Le poste est entièrement en télétravail, partout en France.",
    "Poste en télétravail complet ; nos bureaux sont à Paris si vous voulez nous voir.",
    "Full remote possible depuis toute l'Europe. Nos locaux sont à Lille.",
    "Lieu : télétravail",
    "Lieu : 100 % télétravail, avec une réunion par mois à Paris",
    "Lieu : à définir",
    "Lieu : partout",
    "Lieu : dans nos locaux",
    "Localisation : flexible",
    "Siège social : Paris",
    "Contact presse : Julie Martin, Paris",
    "Clients : Ville de Lyon, Nantes Métropole",
    "Références : Mairie de Toulouse",
    "Filiale : Casablanca",
    "Envoyez votre lettre à l'association, 12 rue Voltaire, 69003 Lyon.",
    "© 2024 Association Exemple, 12 rue Voltaire, 69003 Lyon",
    "Association Exemple - 12 rue Voltaire - 69003 Lyon",
    "Tribunal compétent : Paris",
    "Les entretiens se déroulent à Paris ou en visio.",
    "L'entretien a lieu dans nos locaux à Lyon.",
    "Un premier stage à Londres serait apprécié.",
    "Une expérience dans un poste similaire à Genève est un plus.",
    "Nous intervenons partout : Lyon, Paris, Marseille.",
    "Nous sommes présents à Paris, Lyon et Bruxelles.",
    "Nous avons ouvert récemment un bureau à Montréal.",
    "Un budget de 250 millions d'euros pour les Jeux de Paris.",
    "Le projet est financé par la région Bretagne et la ville de Brest.",
    "Les Accords de Paris nous engagent.",
    "Nous préparons le marathon de Paris.",
    "Stage en Mobile et Web.",
    "Vous développez en Python, en Java et en Go.",
    "Vous travaillerez sur Orange et sur Google.",
    "Poste basé en Europe.",
    "Rejoignez Charlotte et Florence dans une équipe soudée.",
    "Vous travaillerez avec Nancy, notre cheffe de projet.",
    "Recherche et développement à Paris : un secteur en crise.",
    "Nos bureaux de Londres et de Madrid comptent quarante personnes.",
    "Employeur : Université de Bordeaux",
    "Après un CDD à Paris, Julie nous a rejoints en CDI.",
    "Vous avez déjà fait un stage à Londres ?",
    "Vous travaillerez avec une équipe basée à Montréal.",
    "Vous serez rattaché à la directrice technique, basée à Genève.",
    "Vous serez accueilli pendant deux semaines dans nos locaux de Paris.",
    "Vous rejoindrez une équipe répartie entre Nantes et Paris.",
    "Vous travaillerez en lien avec nos équipes de Lyon et de Toulouse.",
    "La mission consiste à accompagner la mairie de Lille.",
    "Déplacements : Paris, Lyon",
    "Contact : Jeanne Dupont, Rennes",
    "Notre client, situé à Nantes, recherche un développeur.",
    "Pour le compte de notre client à Lyon, nous recherchons un ingénieur.",
    "Vous serez en relation avec nos bureaux de Paris et de Bruxelles.",
    "Notre cabinet accompagne depuis Nantes des clients dans le monde entier.",
    "L'entretien se fera sur Paris ou en visio.",
    "Nous te proposerons de venir passer un entretien technique dans nos locaux de Lyon.",
    "Le client dispose d'un centre de développement au cœur de Besançon.",
    "Des déplacements hors du territoire (Paris notamment) pourront avoir lieu.",
    "L'équipe travaille à distance et se retrouve deux jours par mois à Paris.",
    "Vous serez amené à vous déplacer à Paris une fois par mois.",
    "Les bénévoles de Toulouse et de Bordeaux vous attendent.",
    "Lieu : Grand Ouest",
    "Lieu : Mairie de Lyon",
    "Le travail se fait à distance, avec des rencontres mensuelles à Paris.",
)
ENGLISH_TRAPS = (
    "We work with clients in London and New York.",
    "Our customers include the City of Amsterdam and the Paris Opera.",
    "Founded in Berlin in 2012, we build open tools.",
    "Based in London since 1998, we are a team of thirty.",
    "We are a London-based company.",
    "Our headquarters are in Brussels.",
    "The company has its headquarters in San Francisco.",
    "Headquarters: Paris",
    "Some travel to Geneva is expected.",
    "Occasional travel to our partners in Nairobi.",
    "The whole team meets once a year in Lisbon.",
    "Quarterly meetings take place in Amsterdam.",
    "Our annual retreat is located in Barcelona.",
    "We met at a conference in Vienna.",
    "Our colleagues live in Paris, Berlin and Toronto.",
    "Your manager, Anna, is based in Madrid.",
    "The team is spread across London, Warsaw and Lagos.",
    "Team members are based in Berlin, Lisbon and Accra.",
    "A degree from the University of Oxford or equivalent.",
    "She studied in Cambridge.",
    "Five minutes from London Bridge station.",
    "25 minutes from Amsterdam by train.",
    "Our software is used in Helsinki, Barcelona and Mexico City.",
    "The servers are hosted in Frankfurt.",
    "Our data centre is located in Dublin.",
    "We recently opened an office in Singapore.",
    "The position is not based in Paris.",
    "This is a fully remote position.",
    "This role is fully remote; our office is in Berlin if you ever want to visit.",
    "We are fully remote. Our office is located in Austin, TX.",
    "Location: Remote",
    "Location: Anywhere",
    "Location: Anywhere in the U.S. (remote)",
    "Location: Remote (UK)",
    "Location: Remote (France or Germany)",
    "Location: Worldwide",
    "Location: to be determined",
    "Location: Flexible",
    "Location: our office",
    "Clients: City of Boston, Port of Rotterdam",
    "Press contact: John Smith, London",
    "Funded by: City of Vienna",
    "Send your CV to 12 High Street, Leeds.",
    "Example Ltd, 12 High Street, Leeds LS1 4AB",
    "Interviews will be held in London.",
    "Experience in a similar role in London is a plus.",
    "Experience working in Berlin or Paris is welcome.",
    "We are active in Paris, Rome and Athens.",
    "The Paris Agreement guides our work.",
    "The London Stock Exchange is a client.",
    "You will work in Python and Go.",
    "You will work in Agile teams.",
    "You will work in Data and Analytics.",
    "The position is in Engineering.",
    "Join us in Building a better web.",
    "The role is based in Europe.",
    "You will be based in your home.",
    "You will be based in Home Office.",
    "We are looking for someone to work with customers in Chicago.",
    "We are looking for a developer who has lived in Tokyo.",
    "This position reports to Charlotte in Marketing.",
    "If the position location is only Washington, DC, then the range is different.",
    "Relocation from London or Paris is supported.",
    "The case was heard in Strasbourg.",
    "As a volunteer in Nairobi once told us, tools matter.",
    "Salaries are those of London, wherever you live.",
    "In Germany we employ people through a partner.",
    "Example Foundation, Keizersgracht 12, 1015 CJ Amsterdam",
    "We are headquartered in Paris with offices in New York and Tokyo.",
    "We have offices in London, Paris and New York.",
    "You will split your time between our London and Paris offices.",
    "Candidates should live within commuting distance of Bristol.",
    "We pay the same salary in Paris, London and New York.",
    "Company: Example GmbH, Berlin",
    "Hiring manager based in Seattle.",
    "Looking for a role in London? We hire remotely.",
    "The position reports to the VP based in New York.",
    "You will lead a team based in Bangalore.",
    "This role supports our London office.",
    "Contact: Jane Doe, Oxford",
    "Travel: up to 20%, mainly to Brussels",
    "Our client, based in Manchester, is looking for a developer.",
    "The position works with teams based in Paris and London.",
    "The University of Manchester is seeking to appoint a Research Associate.",
    "You'll report to our CTO in Stockholm.",
    "Office perks: our Amsterdam office has a roof terrace.",
    "Salary: $120k (San Francisco), €70k (Berlin)",
    "Applicants from Nairobi and Lagos are welcome.",
    "Location: Remote-first; offices in Berlin and Lisbon",
    "Location: Anywhere in France, with a monthly trip to Paris",
)
OTHER_TRAPS = (
    ("de", "Unsere Kunden sitzen in München und Hamburg."),
    ("de", "Gegründet 2010 in Berlin, sind wir heute dreißig."),
    ("de", "Reisen nach Brüssel gehören dazu."),
    ("de", "Arbeitsort: Remote"),
    ("de", "Die Stelle ist nicht in Berlin."),
    ("de", "Studium an der Universität Freiburg"),
    ("es", "Nuestros clientes están en Madrid y Barcelona."),
    ("es", "Fundada en Sevilla en 2003."),
    ("es", "Lugar: teletrabajo"),
    ("nl", "Onze klanten zitten in Amsterdam en Londen."),
    ("nl", "Sinds 2020 maakt het bedrijf, dat is gevestigd in Eibergen, deel uit van de groep."),
    ("nl", "25 minuten rijden vanaf Amsterdam"),
    ("nl", "Locatie: op afstand"),
    ("nl", "Opdrachtgevers als Stedelijk Museum Amsterdam en MBO Utrecht"),
)


def told(text: str, language: str, title: str = "") -> Fact | None:
    """The fact of ``locations`` in *text*."""
    found = facts(title, text, language=language)
    return next((fact for fact in found if fact.field == "locations"), None)


STATED = [
    *(("fr", text, wanted) for text, wanted in FRENCH.items()),
    *(("en", text, wanted) for text, wanted in ENGLISH.items()),
    *((key, text, wanted) for key, table in OTHERS.items() for text, wanted in table.items()),
]
TRAPS = [
    *(("fr", text) for text in FRENCH_TRAPS),
    *(("en", text) for text in ENGLISH_TRAPS),
    *OTHER_TRAPS,
]


@pytest.mark.parametrize(("language", "text", "wanted"), STATED)
def test_a_stated_place_is_found(language: str, text: str, wanted: str) -> None:
    assert towns(told(text, language)) == wanted


@pytest.mark.parametrize(("language", "title", "wanted"), [(*k, v) for k, v in TITLES.items()])
def test_a_title_may_name_the_place(language: str, title: str, wanted: str) -> None:
    assert towns(told("Nous recrutons. We are hiring.", language, title)) == wanted


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_a_town_that_is_somebody_elses_is_none(language: str, text: str) -> None:
    assert towns(told(text, language)) == ""


@pytest.mark.parametrize(("language", "title"), TITLE_TRAPS)
def test_a_word_of_a_title_is_no_town(language: str, title: str) -> None:
    assert towns(told("", language, title)) == ""


def test_front_matter_holds_what_is_written(folder: Folder) -> None:
    words = vocabulary(folder.site.content.fields)
    source = Source(folder.root / "content/a.md", "content/a.md", "a.md")
    for language, text, wanted in STATED:
        fact = told(text, language)
        assert fact is not None, wanted
        file = f"---\ntitle: Baker\nlocation: {json.dumps(fact.written)}\n---\nBake.\n"
        found = understand(source, file, folder.site, words, NOW).offer.locations
        assert isinstance(fact.value, tuple)
        assert parse_places(fact.written) == fact.value, text
        # Where the fact names no country, front matter takes that of the site.
        assert found == tuple(replace(one, country=one.country or "FR") for one in fact.value), text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Locaux : Le Volume (78 rue Compans, Paris 19ème - Métro Place des Fêtes)",
            Location("78 rue Compans", "75019", "Paris", None, "FR"),
        ),
        (
            "Locaux : Living Lab - 9 rue d'Alexandrie - Paris 2ème - Métro Strasbourg Saint-Denis",
            Location("9 rue d'Alexandrie", "75002", "Paris", None, "FR"),
        ),
        (
            "Lieu : Living-Lab (9 rue d’Alexandrie 75002 Paris)",
            Location("9 rue d’Alexandrie", "75002", "Paris", None, "FR"),
        ),
        ("Lieu : Lyon 3e", Location(None, "69003", "Lyon", None, "FR")),
        ("Lieu : Marseille 1er", Location(None, "13001", "Marseille", None, "FR")),
        ("Lieu : Paris XI", Location(None, None, "Paris", None, "FR")),
        ("Lieu : Paris XIe", Location(None, "75011", "Paris", None, "FR")),
        ("Lieu : Paris (75011)", Location(None, "75011", "Paris", None, "FR")),
        ("Lieu : 35000 Rennes", Location(None, "35000", "Rennes", None, "FR")),
        ("Lieu : Paris 16e", Location(None, None, "Paris", None, "FR")),
        ("Lieu : Bretagne", Location(None, None, None, "Bretagne", "FR")),
        ("Location: Germany", Location(None, None, None, None, "DE")),
        ("Location: Boston, MA, USA", Location(None, None, "Boston", "MA", "US")),
        ("Location: Cambridge", Location(None, None, "Cambridge", None, None)),
        ("Location: Cambridge, UK", Location(None, None, "Cambridge", None, "GB")),
        (
            "Location: Keizersgracht 12, 1015 CJ Amsterdam",
            Location("Keizersgracht 12", "1015 CJ", "Amsterdam", None, "NL"),
        ),
        (
            "Standort: Hauptstraße 12, 10115 Berlin",
            Location("Hauptstraße 12", "10115", "Berlin", None, "DE"),
        ),
    ],
)
def test_a_place_is_read_from_its_street_to_its_country(text: str, wanted: Location) -> None:
    language = "en" if text.startswith("Location") else "fr"
    fact = told(text, language)
    assert fact is not None
    assert fact.value == (wanted,)


def test_the_fact_says_where_it_stands() -> None:
    fact = told("Bonjour.\n\n- **Lieu :** Lyon\n- CDI", "fr")
    assert fact is not None
    assert (fact.line, fact.sentence, fact.written) == (3, "Lieu: Lyon", "Lyon, France")
    assert fact.confidence >= HIGH


def test_a_key_tells_more_than_the_title() -> None:
    fact = told("**Lieu :** 12 rue Voltaire, 69003 Lyon", "fr", "Développeuse (Lyon)")
    assert fact is not None
    assert fact.value == (Location("12 rue Voltaire", "69003", "Lyon", None, "FR"),)


def test_two_statements_that_differ_are_doubted() -> None:
    fact = told("**Lieu :** Nantes", "fr", "Développeuse (Lyon)")
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    "text",
    [
        "Nos bureaux sont à Lyon.",
        "Our offices are in Paris.",
        "Idéalement, vous serez basé à Lyon.",
        "Join us in Barcelona!",
    ],
)
def test_what_is_loosely_said_fills_no_gap_by_itself(text: str) -> None:
    fact = told(text, "fr" if "Lyon" in text else "en")
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    "text",
    [
        "basé à Paris, " * 2000,
        "Lieu : " + "Paris, " * 3000,
        "Lieu : " + "(" * 4000,
        "Le poste est basé à " + "Saint-" * 3000,
        "hiring " + "x " * 5000 + "in Paris",
        "📍" * 5000,
        "poste 75011 " * 2000 + "Paris",
    ],
)
def test_what_is_no_offer_takes_no_time(text: str) -> None:
    begun = perf_counter()
    told(text, "fr")
    assert perf_counter() - begun < 2


@pytest.mark.parametrize("body", ["🏠", "🏠 \ufe0f", "Une équipe 📍", "* 🌍\n* CDI"])
def test_a_picture_alone_names_no_place(body: str) -> None:
    found = facts("CDI", body, language="fr")
    assert [fact for fact in found if fact.field == "locations"] == []
