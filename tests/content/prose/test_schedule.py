"""Full time and part time, days a week, and the hours of somebody else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from syndicate.content import terms
from syndicate.content.prose import HIGH
from tests.content.prose.telling import told

F, P = "full_time", "part_time"

STATED: list[tuple[str, str, tuple[str, ...]]] = [
    (
        "en",
        "Dodo Labs - Senior Baker of the North - Leeds and York (in our shops) - Full-time",
        ("full_time",),
    ),
    ("en", "Dodo | Baker | Reno, NV (Hybrid) | FT | $60K - $70K", ("full_time",)),
    ("en", "Dodo - Cook and pastry chef - Remote (UK only) - Part-time - £20k", ("part_time",)),
    ("en", "The library is looking to hire a full-time archivist.", ("full_time",)),
    ("en", "The work is 15hrs a week part time, in the shop.", ("part_time",)),
    ("en", "We are seeking an able full time roofer.", ("full_time",)),
    ("fr", "Poste à temps plein à terme précis", ("full_time",)),
    ("fr", "Temps partiel : 24 h par semaine", ("part_time",)),
    ("fr", "Temps non complet : 20h hebdomadaires", ("part_time",)),
    ("fr", "Emploi à temps non complet", ("part_time",)),
    ("fr", "Temps de travail : complet", ("full_time",)),
    ("fr", "Temps de travail : temps non complet, 28h", ("part_time",)),
    ("fr", "Quotité de travail : 80 %", ("part_time",)),
    ("fr", "Quotité : 100 %", ("full_time",)),
    ("fr", "Poste à 100%", ("full_time",)),
    ("fr", "CDI à 60 %, basé à Brest", ("part_time",)),
    ("en", "The post is for three years, part time (18 hrs/week), in Leeds.", ("part_time",)),
    ("en", "Full-time: 38 hours per week", ("full_time",)),
    ("en", "We seek a full-time staff member for the kitchen.", ("full_time",)),
    ("en", "The bakery seeks a baker to serve as its full-time night manager.", ("full_time",)),
    ("en", "We welcome applications for a casual part-time archivist.", ("part_time",)),
    ("en", "There is a vacancy for a part-time driver.", ("part_time",)),
    ("en", "The theatre wishes to appoint a full-time stage manager.", ("full_time",)),
    ("en", "We require a part-time cleaner.", ("part_time",)),
    ("en", "Part-time cleaner required.", ("part_time",)),
    ("en", "Join us as a full-time editor.", ("full_time",)),
    ("fr", "# Vendeur à temps partiel", (P,)),
    ("fr", "# Comptable, CDI temps plein", (F,)),
    ("en", "# Barista (part-time)", (P,)),
    ("en", "# Full-time Receptionist", (F,)),
    ("de", "# Buchhalterin in Teilzeit", (P,)),
    ("fr", "**Temps de travail :** temps plein", (F,)),
    ("fr", "Temps de travail : temps partiel (28 h)", (P,)),
    ("fr", "Durée : 6 mois à temps plein", (F,)),
    ("fr", "Contrat : CDI, temps complet", (F,)),
    ("fr", "Rythme : temps plein ou partiel", (F, P)),
    ("en", "**Schedule:** Full-time", (F,)),
    ("en", "Working hours: part time, 20 hours", (P,)),
    ("en", "Employment type: Full time", (F,)),
    ("de", "Arbeitszeit: Vollzeit", (F,)),
    ("de", "Pensum: 80–100 %", (F, P)),
    ("es", "Jornada: completa, jornada completa", (F,)),
    ("nl", "Uren: deeltijd", (P,)),
    ("fr", "- CDI à temps plein", (F,)),
    ("fr", "CDD, temps partiel, Rennes", (P,)),
    ("en", "- Full-time, permanent", (F,)),
    ("en", "Full time | Berlin | Permanent", (F,)),
    ("fr", "Poste à pourvoir à temps plein dès maintenant.", (F,)),
    ("fr", "Il s'agit d'un poste à temps partiel, 24 heures par semaine.", (P,)),
    ("fr", "Nous recrutons en CDI, à temps complet.", (F,)),
    ("fr", "Ce stage est à temps plein.", (F,)),
    ("fr", "Le contrat est à mi-temps.", (P,)),
    ("fr", "Emploi à temps plein ou à temps partiel selon votre souhait.", (F, P)),
    ("en", "This is a full-time position in Leeds.", (F,)),
    ("en", "The role is part time, sixteen hours a week.", (P,)),
    ("en", "We offer a permanent full-time contract.", (F,)),
    ("en", "This is a full or part time role.", (F, P)),
    ("en", "You can work full-time or part-time.", (F, P)),
    ("en", "A part-time job for a person who likes books.", (P,)),
    ("en", "We are looking for a full-time gardener.", (F,)),
    ("fr", "Des horaires à temps plein ou partiel, au choix.", (F, P)),
    ("fr", "Poste à temps partiel (17h30/semaine), évolutif vers un temps plein", (P,)),
    ("fr", "La personne retenue sera engagée **à temps plein** (38h/sem.).", (F,)),
    ("en", "This is a full time role, though we'd consider part-time for somebody great.", (F,)),
    ("en", "We're looking for a designer to join our team full time.", (F,)),
    ("en", "**Hours:** Full time (35 hours per week), flexible", (F,)),
    ("fr", "Poste à 80 % ou temps plein", (F, P)),
    ("de", "Die Stelle ist in Vollzeit zu besetzen.", (F,)),
    ("de", "Wir suchen dich in Vollzeit oder Teilzeit.", (F, P)),
    ("es", "Contrato indefinido a jornada completa.", (F,)),
    ("nl", "Het is een parttime functie.", (P,)),
    ("nl", "Een fulltime baan met veel vrijheid.", (F,)),
    ("fr", "- Temps plein ou ⅘", (F, P)),
    ("fr", "Temps plein ou 80 %", (F, P)),
    ("fr", "Poste à temps plein ou à 80 %.", (F, P)),
    ("fr", "Poste à temps plein ou 4/5e.", (F, P)),
    ("fr", "Poste à temps plein ou 100 % à distance.", (F,)),
    ("en", "This is a full-time or 4/5 role.", (F, P)),
    ("en", "Full-time or 60%", (F, P)),
    ("de", "Stelle in Vollzeit oder 80 %.", (F, P)),
    (
        "fr",
        "Vous êtes à temps plein sur le produit (une graphiste et un coach à mi-temps).",
        (F,),
    ),
    ("fr", "Nous cherchons un comptable (CDI à temps plein).", (F,)),
    ("fr", "Nous cherchons un comptable (poste basé à Metz, à temps partiel).", (P,)),
    ("en", "We are hiring an editor (remote, full time).", (F,)),
    ("en", "This is a full-time remote position.", (F,)),
    ("fr", "Au sein de l'équipe éditoriale, ce poste à temps plein est à pourvoir.", (F,)),
    ("en", "Working pattern: full-time, part-time, job share", (F, P)),
    # Found less often, as it is said in other words.
    ("fr", "Poste à temps plein, temps partiel possible.", (F,)),
    ("en", "Full-time position, part-time considered.", (F,)),
    ("fr", "Poste à 80-100 %", (F, P)),
    ("fr", "Nous offrons un temps plein et un cadre agréable.", (F,)),
    ("fr", "Ce mi-temps peut convenir à un étudiant.", (P,)),
    ("fr", "Temps de travail : 80 % ou temps plein", (F, P)),
    ("fr", "C'est un temps plein, du mardi au samedi.", (F,)),
    ("fr", "Temps plein exigé.", (F,)),
    ("fr", "ETP : 1", (F,)),
    ("fr", "C'est un mi-temps, le matin uniquement.", (P,)),
    ("fr", "ETP : 0,5", (P,)),
    ("en", "FTE: 1.0", (F,)),
    ("en", "100% FTE", (F,)),
    ("en", "Position type: regular full-time", (F,)),
    ("en", "FTE 0.5", (P,)),
    ("en", "50% FTE", (P,)),
    ("en", "Part time: 3 days a week", (P,)),
    ("en", "The appointment is full time.", (F,)),
    ("en", "Join us full time from September.", (F,)),
    ("en", "We want someone full time.", (F,)),
    ("en", "Full-time salaried position", (F,)),
    ("en", "The post-holder will work part time.", (P,)),
    ("en", "The position is 50% FTE.", (P,)),
    ("en", "We want someone part time, two days a week.", (P,)),
    ("en", "Hours: full-time or part-time", (F, P)),
    ("en", "We're searching for a full-time carer.", (F,)),
    ("en", "FTE: 1", (F,)),
    ("en", "Full-time employee position", (F,)),
    ("en", "Our farm needs a full-time shepherd.", (F,)),
    ("en", "Full-time with some evenings.", (F,)),
    ("en", "You would be working part-time, mostly mornings.", (P,)),
    ("en", "We're searching for a part-time accountant.", (P,)),
    ("en", "FTE: 0.6", (P,)),
    ("en", "60% FTE", (P,)),
    ("en", "Our farm needs a part-time milker.", (P,)),
    ("en", "Part-time with occasional weekends.", (P,)),
]

DAYS: list[tuple[str, str, int]] = [
    ("fr", "Mission freelance de 3 jours par semaine.", 3),
    ("fr", "Poste à 4 jours par semaine, sans perte de salaire.", 4),
    ("fr", "Contrat sur la semaine de 4 jours.", 4),
    ("fr", "**Rythme :** deux jours par semaine", 2),
    ("fr", "Nous cherchons un freelance, 2 jours/semaine, TJM 450 €.", 2),
    ("en", "This is a freelance role for three days a week.", 3),
    ("en", "Part-time role, 4 days per week.", 4),
    ("en", "Schedule: 5 days a week", 5),
    ("en", "The position comes with a 4-day week.", 4),
    ("de", "Eine Stelle mit vier Tage pro Woche.", 4),
    ("nl", "Een functie voor 4 dagen per week.", 4),
    ("fr", "Engagement : 4j/semaine", 4),
    ("fr", "Freelance, 2j par semaine", 2),
]

NO_DAYS: list[tuple[str, str]] = [
    ("fr", "Poste avec 2 jours de télétravail par semaine."),
    ("fr", "Le magasin est ouvert 6 jours par semaine, poste debout."),
    ("fr", "Rythme : 3 jours en entreprise par semaine, 2 jours à l'école"),
    ("fr", "Poste basé à Nantes, jusqu'à 3 jours par semaine à la maison."),
    ("fr", "2 à 3 jours par semaine de mission."),
    ("fr", "Nous livrons nos clients 5 jours par semaine."),
    ("fr", "25 jours de congés par an pour ce poste."),
    ("en", "The role requires 3 days a week in the office."),
    ("en", "This position allows 2 days per week remote."),
    ("en", "Our contract support desk is open 7 days a week."),
    ("en", "Expect to travel 2 days a week in this role."),
    ("en", "We ship twice a week; the job is fun."),
    ("de", "Die Stelle erlaubt 2 Tage pro Woche Homeoffice."),
    ("nl", "Onze developers werken 1-3 dagen per week op kantoor."),
    ("nl", "Een functie met 2 dagen per week thuis."),
    ("en", "The work schedule for full-time is 8 hours per day, 5 days per week."),
    ("en", "Full-time means 5 days a week in every contract."),
    ("fr", "Un temps plein correspond à 5 jours par semaine."),
    ("fr", "Télétravail 2j/semaine, poste à Metz"),
    ("en", "Full-time role (4 days a week considered)"),
    ("en", "Our team works 4 days a week."),
]

TRAPS: list[tuple[str, str]] = [
    ("fr", "Garde d'enfants à temps plein disponible sur place."),
    ("en", "The position was full-time until 2024."),
    ("en", "Our farm had a full-time position that Zoe filled last year."),
    ("en", "Applicants must already work full time in the trade."),
    ("en", "If you are working full time elsewhere, do not worry."),
    ("en", "Previously a full-time job, this is now a smaller one."),
    ("en", "We also have a full-time position in York."),
    ("en", "You will report to the head cook, a full-time post."),
    ("en", "We recently created a full-time position for a driver."),
    ("en", "Would you rather have a full-time role? See our other page."),
    ("en", "Read the FT - every day - before work - with tea."),
    ("fr", "Nous avons embauché une libraire à temps plein l'an dernier."),
    ("fr", "Vous encadrez un vendeur à temps partiel."),
    ("fr", "La librairie ouvre à temps complet en été."),
    ("fr", "Une stagiaire à mi-temps vous épaulera."),
    ("fr", "La région finance un poste à temps plein."),
    ("fr", "L'épicerie emploie deux vendeuses à temps partiel."),
    ("fr", "Vous occupez déjà un emploi à temps plein ?"),
    ("fr", "Temps partiel choisi, ouvert à toutes."),
    ("en", "The cook has assistance on a part-time basis from a neighbour."),
    ("fr", "Vous encadrez deux personnes à temps partiel (24 h)."),
    ("fr", "Poste à 100 % en télétravail"),
    ("fr", "Mutuelle prise en charge à 100 %"),
    ("fr", "Quotité de télétravail : 50 %"),
    ("fr", "Temps de trajet : 20 %"),
    ("fr", "Contrat à 80 % de subventions"),
    ("en", "You will supervise a full-time staff member."),
    ("en", "You will be supported by a part-time assistant."),
    ("en", "We have a full-time cook and a gardener."),
    ("en", "The charity is run by a full-time director."),
    ("en", "Experience as a full-time teacher is required."),
    ("en", "Benefits for full-time staff members."),
    ("en", "You will recruit a full-time assistant."),
    ("fr", "Possibilité de temps partiel."),
    ("fr", "Un temps partiel est envisageable."),
    ("fr", "Temps partiel possible, à discuter."),
    ("fr", "Notre équipe compte 12 salariés à temps plein."),
    ("fr", "L'association emploie huit personnes à temps complet."),
    ("fr", "Vous n'êtes pas étudiant à temps plein."),
    ("fr", "Expérience d'un an à temps plein exigée."),
    ("fr", "Trois ans d'expérience équivalent temps plein."),
    ("fr", "0,8 équivalent temps plein."),
    ("fr", "Nos bénévoles à temps partiel comptent beaucoup."),
    ("fr", "Le mi-temps thérapeutique est accepté."),
    ("fr", "Formation à temps plein pour les demandeurs d'emploi."),
    ("fr", "Vous gérez les plannings des salariés à temps partiel."),
    ("fr", "Le projet prend beaucoup de temps."),
    ("fr", "Nous voulons rester partiels à la semaine."),
    ("fr", "Prendre le temps de la semaine."),
    ("fr", "Ce n'est pas un temps partiel."),
    ("fr", "La fondatrice y travaille depuis à temps plein, avec deux salariés à temps partiel."),
    ("fr", "À terme, évolution vers un temps plein."),
    ("en", "We have eight full-time employees."),
    ("en", "Our team of six full-time staff works across Europe."),
    ("en", "Full-time employees enjoy health insurance."),
    ("en", "At least one year of full-time experience."),
    ("en", "You are a full-time student at a university."),
    ("en", "This program is open to part-time students."),
    ("en", "Part-time may be possible."),
    ("en", "This could become a full-time role."),
    ("en", "The team may include full-time federal employees."),
    ("en", "Identify full-time and temporary staffing options."),
    ("en", "This is not a full-time position."),
    ("en", "The grant pays two full-time equivalents."),
    ("en", "Studying full time is not required."),
    ("en", "Part-time employees are eligible too."),
    ("en", "The founders worked part-time until 2019."),
    ("en", "We managed 20 full-time developers."),
    ("en", "Benefits for full-time staff include dental care."),
    ("en", "Potential to become full-time."),
    ("en", "Take part in full day workshops, time permitting."),
    ("fr", "Temps partiel accepté (3 jours par semaine minimum)"),
    ("en", "We welcome candidates who wish to work part-time."),
    ("de", "Teilzeit ist möglich."),
    ("de", "Unsere Mitarbeiter in Teilzeit."),
    ("de", "Kein Vollzeitstudium, keine Vollzeit."),
    ("es", "Posibilidad de jornada parcial."),
    ("en", "Growth: potential for a full-time position after the placement"),
    ("en", "The post is potentially full-time from next year."),
    ("fr", "Perspective d'un poste à temps plein à l'issue du stage"),
    ("nl", "Parttime is bespreekbaar."),
    ("nl", "Wij zijn met 12 fulltime medewerkers."),
    # The hours of others, in brackets.
    (
        "fr",
        "L'équipe (un chef de projet à temps plein, deux développeuses à mi-temps) vous attend.",
    ),
    ("fr", "Vous rejoignez la rédaction (une pigiste à temps partiel et moi)."),
    ("fr", "Vous travaillez aux côtés d'une juriste à mi-temps."),
    ("fr", "Épaulée par une assistante à temps plein, vous dirigez le service."),
    ("en", "You are supported by a part-time role in finance."),
    # Where the work is done.
    ("en", "We offer part-time home working to everyone."),
    ("en", "Full-time remote work is possible."),
    ("en", "Part-time remote working is one of our benefits."),
    ("en", "We offer part-time work for all our people."),
    ("fr", "Le télétravail à temps partiel est la règle."),
    ("fr", "Télétravail à temps plein dès l'arrivée."),
    ("nl", "Fulltime thuiswerken kan."),
    # What a word means.
    ("en", "Full-time means seven hours a day."),
    ("en", "The schedule for full-time is 38 hours."),
    # The hours of a team.
    ("fr", "Chaque membre de la rédaction travaille à temps plein."),
    ("fr", "Une application ouverte en mai, une équipe à temps plein de 4 personnes."),
    ("fr", "L'équipe, actuellement à temps plein, compte une graphiste."),
    ("fr", "Un développeur à temps plein et une designer à mi-temps vous rejoindront."),
    ("fr", "Tu rejoindras un chef de produit à plein temps."),
    ("fr", "L'équipe actuelle : une directrice à plein temps, un coach à mi-temps."),
    ("fr", "Nous sommes huit à temps plein."),
    ("en", "The current team is two people, both full time and part time roles."),
    # Said in such words of something else.
    ("fr", "Votre supérieure est à temps partiel."),
    ("fr", "Vous étudiez à temps plein."),
    ("fr", "L'école accueille les enfants à temps plein."),
    ("fr", "Nous louons la salle à mi-temps à une troupe."),
    ("fr", "Le passage à temps plein se décide après un an."),
    ("fr", "Les enfants sont gardés à temps plein."),
    ("fr", "Vous recrutez à temps plein et à temps partiel pour nos clients."),
    ("en", "If you need part-time hours, talk to us."),
]


@pytest.mark.parametrize(("language", "text", "kinds"), STATED)
def test_a_statement_is_found_and_reads_back(
    language: str, text: str, kinds: tuple[str, ...]
) -> None:
    fact = told("schedule", text, language)
    assert fact is not None
    assert fact.value == kinds
    assert fact.confidence >= HIGH
    assert terms.schedule(fact.written) == kinds


@pytest.mark.parametrize(("language", "text"), [*TRAPS, *NO_DAYS[3:5], *NO_DAYS[7:9]])
def test_a_trap_is_passed_over(language: str, text: str) -> None:
    assert told("schedule", text, language) is None


@pytest.mark.parametrize(("language", "text", "days"), DAYS)
def test_days_a_week_are_found_and_read_back(language: str, text: str, days: int) -> None:
    fact = told("days_per_week", text, language)
    assert fact is not None
    assert fact.value == Decimal(days)
    assert terms.days_per_week(fact.written) == fact.value


@pytest.mark.parametrize(("language", "text"), [*NO_DAYS, *TRAPS])
def test_days_of_something_else_are_passed_over(language: str, text: str) -> None:
    assert told("days_per_week", text, language) is None


def test_two_different_statements_leave_a_doubt() -> None:
    fact = told("schedule", "Poste à temps plein.\n\nIl s'agit d'un poste à temps partiel.", "fr")
    assert fact is not None
    assert fact.confidence < HIGH
