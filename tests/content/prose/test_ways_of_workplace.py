"""More ways to say where the work is done: each row is built in another way than the others."""

# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told

#: Language → workplace → what states it.
STATED = {
    "fr": {
        "hybrid": (
            "Nous proposons jusqu'à deux jours par semaine en télétravail.",
            "Accord télétravail (jusqu'à 8 jours par mois).",
            "Jusqu'à 10 jours de télétravail par mois.",
            "Télétravail à mi-temps possible.",
            "Vous partagez votre temps entre le bureau et votre domicile.",
            "Nous demandons une présence minimale de 60 % dans nos locaux.",
            "Le travail s'effectue pour moitié à distance.",
            "La moitié du temps de travail peut être effectuée en télétravail.",
            "Quelques jours de télétravail par mois sont possibles.",
            "Le télétravail est autorisé dans la limite de deux jours par semaine.",
            "Le télétravail est limité à un jour par semaine.",
            "Le télétravail est ouvert à raison d'une à deux journées par semaine selon les postes.",
            "Les missions sont partiellement télétravaillables.",
            "Temps de présence au bureau : 60 %",
            "Vous pourrez, si vous le souhaitez, travailler depuis chez vous le vendredi.",
            "Télétravail : oui, 2 jours par semaine",
            "Vous viendrez au bureau deux fois par semaine.",
            "Une présence régulière au bureau est demandée (au moins deux jours par semaine).",
            "Nous proposons un cadre hybride, avec deux jours de présence commune.",
        ),
        "remote": (
            "Vous travaillez depuis chez vous, partout en France.",
            "Poste télétravaillable à 100 %",
            "Tu bosses d'où tu veux.",
            "Vous télétravaillez à temps plein depuis votre domicile.",
            "Poste basé à votre domicile.",
            "Lieu de travail : votre domicile",
            "Pas de locaux : chacun travaille de chez soi.",
            "Vous travaillerez exclusivement depuis votre domicile.",
            "Pas de bureau : nous travaillons tous depuis chez nous.",
            "Le poste peut être exercé depuis n'importe où en France.",
        ),
        "onsite": (
            "Le poste n'est pas télétravaillable.",
            "Présence sur place indispensable.",
            "Les missions ne sont pas compatibles avec le télétravail.",
            "La nature des missions ne permet pas de télétravailler.",
            "Vous travaillez sur site, à temps plein.",
            "Ce poste exclut le télétravail.",
            "Les fonctions exercées ne sont pas télétravaillables.",
            "Votre présence sur site est indispensable.",
            "Ce poste nécessite une présence sur site tous les jours.",
            "Le travail ne peut pas se faire à distance.",
            "Présence sur site 5 jours sur 5.",
            "Travail sur place, à l'atelier.",
        ),
    },
    "en": {
        "hybrid": (
            "We work in a hybrid way: Tuesdays and Thursdays together in the office.",
            "The team comes together in our Bristol office every Wednesday; the rest of the week you can work from home.",
            "We currently ask staff to be on site for at least two days per week.",
            "We have a flexible working policy, with a minimum of two office days a week.",
            "Expect to spend two days a week at our lab.",
            "We expect everyone to be in the office a minimum of two days per week.",
            "Hybrid – 2 days per week in our Manchester office",
            "Working arrangements: a minimum of 40% of time in the office",
            "Home working for up to 2 days per week",
            "Staff currently work at least 50% of their time on campus.",
            "We offer hybrid working, with two anchor days in the office.",
            "Agile working: split your week between home and our Cardiff office.",
            "You will split your time between home and the office.",
            "In office 3x per week",
            "Three days per week on campus",
            "Based in our Edinburgh office with hybrid working",
            "- Hybrid/flexible working",
            "Attendance in the office is expected on two days each week.",
            "We ask that you come into the studio on Mondays and Tuesdays.",
            "Hybrid: Tuesdays to Thursdays in the office, otherwise from home.",
            "You can choose to work from home up to half of the week.",
            "Remote days: 2 per week",
            "Work from our Ghent studio three days a week and from home the other two.",
            "Hybrid: 60% office, 40% home",
            "You'll need to come to our Leeds office once a week.",
            "Office days are Tuesday and Thursday.",
            "Telecommuting up to 2 days a week",
            "You'll work from our Bristol office on Tuesdays and Thursdays and from home on the other days.",
            "Part home-based, part office-based.",
            "Minimum two days per week on campus",
            "Working from home up to 40% of the time",
            "You can work from home once a week.",
            "Wednesdays are office days.",
            "Remote-hybrid",
        ),
        "remote": (
            "**Remote:** Yes, 100%",
            "You can do this job from anywhere in the world.",
            "You'll work from your own home.",
            "Based from home anywhere in Scotland.",
            "The internship is entirely virtual.",
            "The internship will take place remotely.",
            "Remote contract role",
            "This job is performed entirely online from your home.",
            "Remote work: 100%",
            "Work from wherever you want.",
            "We are hiring remotely across Europe.",
            "This is a 100% telework position.",
            "Work-from-home position",
            "We have no office: everyone works from home.",
            "There is no office; all staff work remotely.",
            "We welcome applications from anywhere; the work is entirely online.",
            "Working remotely is the default; there is no office to come to.",
            "Our staff are all home-based.",
            "You can be based wherever you like in the UK.",
        ),
        "onsite": (
            "This role is based on site at our bakery.",
            "The role is based full-time in our London office.",
            "You will be working on site at our warehouse.",
            "Please note that this role is not suitable for home working.",
            "This role is not suitable for remote working.",
            "Home working is not available for this role.",
            "Unfortunately we cannot offer home working in this post.",
            "This position requires in-person attendance.",
            "All work takes place on site at the museum.",
            "This is a site-based role.",
            "The position is based onsite in our Lyon workshop.",
            "Please note, this position cannot be done from home.",
            "On-site attendance is required five days a week.",
            "We need you in our office every day.",
            "Working on site is mandatory.",
            "This is not a work-from-home position.",
            "The successful candidate must work on site.",
            "You need to be on site Monday to Friday.",
            "All positions are in person.",
        ),
    },
}
#: Somebody else is away or there so often, or it was so once.
TRAPS = (
    ("fr", "Vous rédigerez la charte de télétravail de la collectivité."),
    ("fr", "Présence souhaitée deux jours par semaine au marché de Noël."),
    (
        "fr",
        "Vous tenez l'accueil trois jours par semaine dans nos locaux de la rue Victor Hugo, ouverts au public.",
    ),
    ("fr", "Vous avez travaillé au moins deux ans en full remote."),
    ("fr", "Séjour de deux jours sur site pour les nouveaux arrivants."),
    ("fr", "Vous recevez le public deux jours par semaine dans nos bureaux de quartier."),
    ("fr", "L'équipe informatique assiste les agents en télétravail deux jours par semaine."),
    ("fr", "Nos bénévoles se retrouvent au bureau un jour par semaine pour préparer les colis."),
    ("fr", "Un accueil de loisirs en présence des parents deux jours par semaine."),
    ("fr", "Vous livrez les paniers à domicile deux jours par semaine."),
    ("fr", "Votre tuteur est présent au bureau trois jours par semaine."),
    ("fr", "Les usagers sont reçus sur site deux jours par semaine."),
    ("en", "Before 2020, all of us worked in the office five days a week."),
    ("en", "The company went fully remote in 2020 and returned to the office in 2022."),
    ("en", "We help charities move to hybrid working."),
    ("en", "The role supports staff who work from home two days a week."),
    ("en", "Our volunteers meet in the office one day a week."),
    ("en", "The museum welcomes school groups on site two days a week."),
    ("en", "You'll cover hybrid work as a reporter."),
    ("en", "Your mentor is in the office three days a week."),
    ("en", "Classes are taught in person three days a week."),
)
#: Presence whose subject is not named, and what an employer does in general.
DOUBTED = (
    ("fr", "Dans la maison, une personne est là, sur site, deux jours par semaine."),
    ("en", "In Leeds somebody is always there, on site, two days a week."),
    ("en", "We operate a hybrid working model."),
    (
        "fr",
        "Vous êtes au bureau du mardi au jeudi, et travaillez d'où vous voulez les autres jours.",
    ),
    ("fr", "Toute l'équipe travaille à distance, et vous aussi."),
)
#: Shares of something else, what happens at the office, questions, and what is denied in part.
LOOKALIKES = (
    ("en", "Benefits: remote work, 5% pension contribution, 25 days' holiday."),
    ("en", "We offer remote working, 8% pension and a laptop."),
    ("en", "We offer remote working with an 8% pension and a laptop."),
    ("en", "Remote work and 10% bonus."),
    ("en", "Up to 10% bonus and remote work."),
    ("en", "5% pension and remote work."),
    ("en", "Remote work and up to 20% travel."),
    ("en", "Remote work, 20% of our profits shared."),
    ("en", "You work from home and earn 5% on every sale."),
    ("fr", "Télétravail possible, mutuelle à 50 %, RTT."),
    ("fr", "Télétravail possible et mutuelle prise en charge à 60 %."),
    ("fr", "Prise en charge de 50 % du titre de transport et télétravail possible."),
    ("fr", "Titres de transport remboursés à 75 %, télétravail."),
    ("fr", "Transports remboursés à 75 % et télétravail."),
    ("en", "Remote, 80% FTE."),
    ("en", "Remote working; 80% of our staff are women."),
    ("fr", "Contrat à 80 % avec télétravail."),
    ("fr", "Poste à 80 % avec télétravail."),
    ("fr", "Poste à 80 %, télétravail possible."),
    ("en", "80% post with home working."),
    ("en", "Team meetings once a week and remote work."),
    ("fr", "Une fois par semaine, l'équipe en télétravail se retrouve en ligne."),
    ("en", "Once a week the remote team plays games."),
    ("en", "Dogs must be on site."),
    ("en", "Parcels must be in the office."),
    ("en", "All documents must be on site."),
    ("en", "First aiders must be on site."),
    ("en", "A manager must be on site."),
    ("en", "Children must be in person."),
    ("en", "Someone has to be on site."),
    ("en", "Contractors must work on site."),
    ("en", "At least one teacher needs to be in the office."),
    ("en", "Applications must be in person."),
    ("en", "Fresh fruit in the office twice a week."),
    ("fr", "Ménage dans nos locaux une fois par semaine."),
    ("en", "You'll enjoy pizza in the office once a week."),
    ("en", "We share cake in the office once a week."),
    ("en", "Dogs are welcome in the office twice a week."),
    ("en", "A masseur comes to the office once a week."),
    ("fr", "Un panier de fruits au bureau deux fois par semaine."),
    ("fr", "Petit pain au bureau une fois par semaine."),
    ("fr", "Sport au bureau deux fois par semaine."),
    ("fr", "Vous intervenez sur site une fois par semaine."),
    ("fr", "Vous nettoyez les vitres sur site une fois par semaine."),
    ("en", "You clean the kitchen in the office twice a week."),
    ("en", "On call from home once a week."),
    ("en", "60% of charities offer remote work."),
    ("en", "70% of our staff work remotely."),
    ("en", "You help the 20% of people who work from home."),
    ("fr", "Trajets entre le domicile et le site remboursés à 75 %."),
    ("fr", "Trajets entre domicile et bureau pris en charge à 50 %."),
    ("en", "Commuting between home and the office is paid."),
    ("en", "Free shuttle between home and office."),
    ("fr", "Vous assurez le transport des enfants entre leur domicile et le site."),
    ("en", "You drive children between home and site."),
    ("fr", "60 % des associations proposent le télétravail."),
    ("fr", "Les mercredis et vendredis sur site, vous animez le club."),
    ("en", "You give tours on Saturdays and Fridays on site."),
    ("en", "You run the club on site on Wednesdays."),
    ("fr", "Vous animez le club sur site les mercredis."),
    ("fr", "Le vendredi sur site, vous tenez la caisse."),
    ("en", "Market on site every Friday."),
    ("en", "Pizza in the office on Fridays."),
    ("en", "Cake in the office every Friday!"),
    ("en", "Office days: 1 April"),
    ("en", "Open office days: Monday 3 May"),
    ("en", "Hiring remotely operated drone pilots"),
    ("fr", "Nous vous logeons où vous voulez dans le village."),
    ("fr", "Nos adhérents vivent où vous voulez."),
    ("fr", "Vous vous installez où vous voulez dans la bibliothèque."),
    ("fr", "Emploi à votre domicile : assistante maternelle."),
    ("fr", "Un emploi à votre domicile"),
    ("en", "Remote: 100 employees"),
    ("fr", "Télétravail : 100 euros par mois"),
    ("en", "Remote work: 100 €"),
    ("en", "Not suitable for home working? Talk to us."),
    ("en", "No remote work? No way."),
    ("fr", "Pas de télétravail ? Si !"),
    ("fr", "Vous n'aimez pas le télétravail ?"),
    ("en", "Working from home will not be monitored."),
    ("en", "Remote working is not for everyone."),
    ("en", "Remote working is not our enemy."),
    ("en", "Home working is not paid less."),
    ("en", "Working from home does not mean working alone."),
    ("en", "Remote work is not the exception here."),
    ("en", "Remote work will not change your pay."),
    ("fr", "Le poste n'est pas entièrement télétravaillable."),
    ("fr", "Le poste n'est pas totalement télétravaillable."),
    ("fr", "Ce poste n'est pas complètement compatible avec le télétravail."),
    ("fr", "Le poste n'est pas toujours compatible avec le télétravail."),
    ("en", "This job is not entirely suitable for remote working."),
    ("en", "The role isn't always suitable for home working."),
    ("fr", "Les missions ne sont pas toutes télétravaillables."),
    ("fr", "Le télétravail n'est pas systématique."),
    ("en", "ID in the office is required."),
    ("en", "Safety shoes on site are compulsory."),
    ("en", "Lunch in the office every day."),
    ("fr", "Fruits frais au bureau tous les jours."),
    ("en", "Fresh coffee on site every day."),
    ("en", "Reception in our office is open Monday to Friday."),
    ("fr", "Accueil sur site du lundi au vendredi."),
    ("fr", "La boutique est ouverte sur site 5 jours sur 7."),
    ("en", "We bake on site five days a week."),
    ("en", "Volunteers are expected to work on site."),
    ("en", "Contractors are required to work on site."),
    ("en", "Half of the time our office is empty."),
    ("en", "You teach half the week on campus."),
    ("en", "We meet on site once a week."),
    ("fr", "Le médecin passe dans nos locaux deux fois par semaine."),
    ("fr", "Un kiné vient au bureau une fois par semaine."),
    ("en", "A chef cooks in our office three times a week."),
    ("en", "The cleaner works in our office twice a week."),
    ("en", "Our nurse is in the office twice a week."),
    ("fr", "Le psychologue est présent sur site un jour par semaine."),
    ("en", "A barber is in the office one day a week."),
    ("fr", "Une diététicienne est sur place deux jours par semaine."),
    ("en", "Yoga and massage at our office twice a week."),
    ("fr", "Cours de sport dans nos locaux deux fois par semaine."),
    ("en", "Télétravail, 50 % de femmes"),
    ("fr", "Télétravail : 50 % de l'équipe y est."),
    ("en", "60% of remote workers are happy."),
    ("en", "Remote, 3 years experience, 10% equity."),
    ("fr", "Présence de 60 % de femmes dans l'équipe."),
    ("fr", "Le poste est-il ouvert au télétravail ? Non."),
    ("fr", "Un mercredi sur site, un autre en forêt."),
    ("fr", "Vous êtes de garde à domicile deux jours par semaine."),
    ("fr", "Vous intervenez à domicile deux jours par semaine."),
    ("fr", "Ateliers cuisine au bureau le jeudi."),
    ("fr", "Apéro au bureau le vendredi !"),
    ("fr", "Marché sur site les vendredis."),
    ("fr", "Piscine sur place les mercredis"),
    ("en", "Part-time (3 days a week) from home"),
    ("en", "Part-time, three days a week from home"),
    ("en", "We match 5% of your pension and offer working from home."),
    ("en", "Save 30% of your time: we work remotely."),
    ("fr", "Mutuelle prise en charge à 100 %, télétravail, tickets restaurant."),
    ("fr", "Prime de 10 % du salaire, télétravail et RTT."),
    ("en", "Enjoy working from home while the kids are at school two days a week."),
    ("en", "Team lunch two days a week and remote work."),
    ("en", "Four-day week and remote work."),
    ("en", "Volunteering two days a year, remote working."),
    ("en", "Free breakfast three days a week, remote work, gym."),
    ("fr", "Petit déjeuner offert deux jours par semaine et télétravail."),
    ("fr", "Deux jours par semaine, une baby-sitter vient au bureau."),
    ("en", "Two days a week our office is closed."),
    ("en", "Our office is open three days a week."),
    ("en", "The library on campus is open four days a week."),
    ("fr", "Nos bureaux sont ouverts trois jours par semaine."),
    ("en", "Keys must be in the office."),
    ("en", "Your bike must be in our workshop."),
    ("en", "You know that a nurse must be on site."),
    ("en", "Your manager must be on site."),
    ("en", "Your dog needs to be in the office."),
    ("en", "Do you have to be on site? No!"),
    ("en", "Must I be in the office?"),
    ("en", "The position of the valve must be on site."),
    ("fr", "Faut-il travailler sur site ? Non."),
    ("en", "Pets on site every day!"),
    ("en", "You will be greeted in the office by our dog every day."),
    ("en", "You welcome visitors on site from Monday to Friday."),
    ("fr", "Vous accueillez les visiteurs sur site du lundi au vendredi."),
    ("en", "You will work with dogs on site every day."),
    ("en", "You will be teaching yoga in our studio twice a week."),
    ("en", "The bus is at the office every day."),
    ("fr", "Vous êtes livré au bureau deux fois par semaine."),
    ("fr", "Le traiteur livre au bureau tous les jours."),
    ("en", "Working from home is not paid extra."),
    ("en", "Remote work is not new to us."),
    ("fr", "Le télétravail n'est pas un problème."),
    ("fr", "Le télétravail n'est pas obligatoire."),
    ("fr", "Pas seulement du télétravail."),
    ("fr", "Le télétravail ne sera pas imposé."),
    ("en", "Remote work is not mandatory."),
    ("en", "We do not offer remote work only."),
    ("en", "No need to work remotely."),
    ("en", "We are not fans of remote work, but you may."),
    ("en", "Isn't remote work great?"),
    ("en", "Hiring remotely is hard."),
    ("en", "We hire remotely located staff."),
    ("fr", "Logez où vous voulez pendant le festival."),
    ("fr", "Nous travaillons où vous voulez : chez vous, au bureau, au café."),
    ("en", "Office days: Monday to Friday"),
    ("en", "Remote: 1000+ employees"),
    ("en", "Remote work since 100 years"),
    ("fr", "Emploi à domicile"),
    ("fr", "Emplois à votre domicile : garde d'enfants"),
    ("en", "Cycling between home and the office saves time."),
    ("en", "We pay for travel between home and the office."),
    ("fr", "Indemnité kilométrique entre le domicile et le bureau."),
    ("en", "Fridays on site: open market."),
    ("en", "On Fridays in the office we play games."),
    ("fr", "Le vendredi au bureau, c'est jeux de société."),
    ("en", "We drink beer in the office on Thursdays."),
)
#: Days of a job that is done away on all of them.
NOT_HYBRID = (
    ("fr", "Poste en télétravail avec 10 % de variable."),
    ("en", "Part-time remote role, 3 days per week."),
    ("fr", "Poste à temps partiel (3 jours par semaine) en télétravail complet."),
    ("fr", "Mission en télétravail complet, 2 jours par semaine."),
    ("en", "Working from home, you will answer calls two days a week."),
    ("en", "Home-based, 2 days per week."),
)
#: What must stay sure beside them.
SURE = {
    "remote": (
        ("fr", "Poste en 100 % télétravail avec 10 % de variable."),
        ("fr", "Poste en télétravail complet, temps partiel 80 %."),
        ("fr", "Télétravail intégral, contrat à 50 %."),
        ("en", "This is a fully remote, part-time role of three days a week."),
        ("en", "This is a fully remote role, three days a week."),
        ("fr", "Télétravail : 100 %"),
        ("fr", "Vous vivez où vous voulez."),
        ("fr", "Vous travaillez où vous voulez."),
        ("fr", "Installez-vous où vous voulez en France : le poste est en télétravail."),
    ),
    "onsite": (
        ("en", "You must be on site."),
        ("en", "The candidate must be on site."),
        ("en", "Candidates must be on site."),
        ("en", "The role needs to be on-site."),
        ("en", "The post holder must be in the office full-time."),
        ("en", "Must be on-site."),
        ("en", "Must be able to work on-site."),
        ("en", "This role is required to be on-site full-time."),
        ("en", "Working from home is not possible."),
        ("en", "This role is not suitable for home working."),
        ("en", "Remote working is not an option."),
        ("en", "Home working will not be offered."),
        ("fr", "Le télétravail n'est pas possible."),
        ("fr", "Vous travaillez au bureau tous les jours."),
        ("en", "You will be in the office five days a week."),
        ("en", "You are expected to work on site."),
        ("en", "Must be able to work on-site."),
    ),
    "hybrid": (
        ("en", "You will come to our office once a week."),
        ("fr", "Les lundis et mardis en télétravail."),
        ("en", "Office days: Monday and Friday"),
        ("en", "Office days: 2 per week"),
        ("en", "You work in the office on Mondays and Tuesdays."),
        ("fr", "Vous êtes au bureau le mardi et le jeudi."),
        ("fr", "Vous êtes au bureau les mardis et jeudis."),
        ("en", "You will spend two days a week in our London office."),
        ("fr", "Télétravail : 2 jours par semaine"),
        ("fr", "Jusqu'à deux jours de télétravail par semaine."),
        ("fr", "Télétravail possible, jusqu'à deux jours par semaine."),
        ("en", "Fully remote or hybrid with two days a week in the office: hybrid working."),
        ("en", "60% remote"),
    ),
}
#: Text → the countries that remote work is limited to.
COUNTRIES = {
    "Lieu : télétravail, partout en France": ("FR",),
    "Localisation : Remote France": ("FR",),
    "Lieu : partout en France (100% télétravail)": ("FR",),
    "This is a remote role. You must live in the UK.": ("GB",),
    "This is a remote role.\n\nYou need to be based in Canada or Mexico.": ("CA", "MX"),
    "Poste en full remote.\n\nVous devez résider en Belgique.": ("BE",),
    "This is a remote role. Our customers must reside in Canada.": (),
    "Hybrid, two days a week from home. You must live in the UK.": (),
    "This job is fully remote.\n\nWe help people living in Syria and Lebanon.": (),
    "This job is fully remote.\n\nOur servers must be located in Germany.": (),
    "This job is fully remote.\n\nVous pouvez habiter en Espagne ou ailleurs.": (),
    "This job is fully remote.\n\nRefugees must live in Kenya.": (),
    "This job is fully remote.\n\nLes bénéficiaires doivent résider en Belgique.": (),
    "This job is fully remote.\n\nYou help applicants living in Greece.": (),
    "This job is fully remote.\n\nVous accompagnez des personnes résidant en Italie.": (),
    "This job is fully remote.\n\nIf you live in Spain, you must be resident in Spain.": (),
    "This job is fully remote.\n\nHabiter en France coûte cher.": (),
    "This job is fully remote.\n\nVous vivez en France ? Bravo.": (),
    "This job is fully remote.\n\nApplicants must be based in Germany or Austria.": ("DE", "AT"),
    "This job is fully remote.\n\nMust be based in Spain.": ("ES",),
    "This job is fully remote.\n\nThe successful candidate must be resident in Ireland.": ("IE",),
    "This job is fully remote.\n\nWe welcome applicants based in Kenya.": ("KE",),
    "This job is fully remote.\n\nLes candidats doivent résider en Suisse.": ("CH",),
}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (key, text, value)
        for key, table in STATED.items()
        for value, texts in table.items()
        for text in texts
    ],
)
def test_a_workplace_is_read_however_it_is_put(language: str, text: str, wanted: str) -> None:
    fact = told("workplace", text, language)
    assert fact is not None
    assert fact.value == wanted


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_others_are_away_or_there(language: str, text: str) -> None:
    fact = told("workplace", text, language)
    assert fact is None or fact.confidence < HIGH


@pytest.mark.parametrize(("language", "text"), DOUBTED)
def test_presence_without_a_subject_is_doubtful(language: str, text: str) -> None:
    fact = told("workplace", text, language)
    assert fact is not None
    assert fact.confidence < HIGH


@pytest.mark.parametrize(("language", "text"), LOOKALIKES)
def test_what_only_sounds_like_it_is_not_sure(language: str, text: str) -> None:
    fact = told("workplace", text, language)
    assert fact is None or fact.confidence < HIGH


@pytest.mark.parametrize(("language", "text"), NOT_HYBRID)
def test_the_days_of_the_job_are_no_days_at_home(language: str, text: str) -> None:
    fact = told("workplace", text, language)
    assert fact is None or fact.value != "hybrid" or fact.confidence < HIGH


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [(language, text, value) for value, rows in SURE.items() for language, text in rows],
)
def test_what_is_said_of_the_job_is_sure(language: str, text: str, wanted: str) -> None:
    fact = told("workplace", text, language)
    assert fact is not None
    assert fact.value == wanted
    assert fact.confidence >= HIGH


def test_work_away_on_the_other_days_is_hybrid() -> None:
    text = "In the studio on Mondays; work from anywhere the rest of the week."
    fact = told("workplace", text, "en")
    assert fact is not None
    assert fact.value == "hybrid"


@pytest.mark.parametrize(("text", "wanted"), COUNTRIES.items())
def test_where_a_remote_person_lives(text: str, wanted: tuple[str, ...]) -> None:
    fact = told("remote_countries", text, "en")
    assert (fact.value if fact else ()) == wanted
