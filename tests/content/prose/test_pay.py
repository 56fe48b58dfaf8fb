"""What an offer pays, in the ways that recruiters write it, and other money."""

# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH, Fact
from syndicate.content.prose.pay import TRIGGERS, find
from syndicate.content.prose.prose import Prose
from syndicate.offer import Pay

#: Language, text, least, most, currency, period.
Row = tuple[str, str, float | None, float | None, str, str | None]
PAID: list[Row] = [
    ("fr", "Notre fourchette se situe entre 18$ et 21$ CAD de l'heure.", 18, 21, "CAD", "hour"),
    ("fr", "## Gratification :moneybag:\n\n~620€/m voire plus", 620, 620, "EUR", None),
    ("fr", "Une rémunération attractive : 37K€ / 44K€ selon parcours", 37000, 44000, "EUR", None),
    ("en", "State Pay Range: $61,500.50 USD-$88,900.00 USD", 61500.5, 88900, "USD", None),
    ("en", "Pay: $19 an hour", 19, 19, "USD", "hour"),
    ("fr", "Salaire du poste : 2 150 € brut par mois", 2150, 2150, "EUR", "month"),
    ("en", "Salary for this role: £33,000 a year", 33000, 33000, "GBP", "year"),
    (
        "en",
        "Dodo - Bread Chemist - San Mateo, CA - in our mill - Part-time - $62K - $74K + Equity",
        62000,
        74000,
        "USD",
        None,
    ),
    (
        "en",
        "Dodo Labs | Head of Cooking and Baking | Reno, NV (Hybrid) | FT | $110,000 - $150,000 + Equity + Housing",
        110000,
        150000,
        "USD",
        None,
    ),
    ("en", "- Around £28,000-£33,000 DOE", 28000, 33000, "GBP", None),
    ("en", "- £31,000 – £34,000", 31000, 34000, "GBP", None),
    ("en", "Part-time, 16 hours a week. $14.20/hr. Some evenings.", 14.2, 14.2, "USD", "hour"),
    ("fr", "CDI, 40-45k€, Nantes", 40000, 45000, "EUR", None),
    ("fr", "Rémunération : de 42 à 84 € brut par jour", 42, 84, "EUR", "day"),
    ("fr", "Entre 38 et 45 k€ selon profil", 38000, 45000, "EUR", None),
    ("fr", "Rémunération : 38/45 k€", 38000, 45000, "EUR", None),
    ("fr", "Stage indemnisé (600 €/mois)", 600, 600, "EUR", "month"),
    ("fr", "Indemnité de service civique : 601,20 € net par mois", 601.2, 601.2, "EUR", "month"),
    ("fr", "CDI, 35h, 2 000 € net", 2000, 2000, "EUR", None),
    ("fr", "13 € / heure", 13, 13, "EUR", "hour"),
    ("fr", "🤑 40-45k€", 40000, 45000, "EUR", None),
    ("fr", "Salaire : 38-42 k€ junior, 45-52 k€ senior", 38000, 52000, "EUR", None),
    (
        "fr",
        "Un salaire de 2 500 euros net en début de carrière, 3 100 euros net après 5 ans.",
        2500,
        3100,
        "EUR",
        None,
    ),
    ("en", "Grade 8: £39,500 – £45,700 per annum", 39500, 45700, "GBP", "year"),
    ("en", "Grade 6 (£32,000 to £36,000 per annum)", 32000, 36000, "GBP", "year"),
    ("en", "Band 5 £29,500 - £36,000 a year", 29500, 36000, "GBP", "year"),
    ("en", "£16,500 (pro rata) per annum, FTE £27,500", 16500, 16500, "GBP", "year"),
    ("en", "£24,000 pro rata", 24000, 24000, "GBP", None),
    ("en", "£30k per year", 30000, 30000, "GBP", "year"),
    (
        "en",
        "The salary for two days a week is £11,000 a year, equivalent to a full time salary of £27,500.",
        11000,
        11000,
        "GBP",
        "year",
    ),
    ("en", "The salary for this post is £27,500.", 27500, 27500, "GBP", None),
    ("en", "$22-25 per hour", 22, 25, "USD", "hour"),
    ("en", "Compensation\n\n$32-41/hour, depending on experience", 32, 41, "USD", "hour"),
    ("en", "$120k – $150k + equity", 120000, 150000, "USD", None),
    ("en", "€45-55k", 45000, 55000, "EUR", None),
    ("en", "The internship is paid €900 a month.", 900, 900, "EUR", "month"),
    ("en", "Expected salary: $95,000 - $115,000", 95000, 115000, "USD", None),
    (
        "en",
        "The pay range for this role is $95,000 - $115,000 annually.",
        95000,
        115000,
        "USD",
        "year",
    ),
    ("en", "Pay scale: $6,100 - $8,400 per month", 6100, 8400, "USD", "month"),
    ("en", "Salary: £30,000 (junior) to £45,000 (senior)", 30000, 45000, "GBP", None),
    (
        "en",
        "Salary: mid-level £40,000 - £50,000, senior £55,000 - £65,000",
        40000,
        65000,
        "GBP",
        None,
    ),
    ("en", "Salary: Grade 7, £37,099 - £44,263 per annum", 37099, 44263, "GBP", "year"),
    (
        "en",
        "**Location:** Remote (US only) | **Type:** Full-time | **Salary:** $110k - $140k DOE",
        110000,
        140000,
        "USD",
        None,
    ),
    (
        "en",
        "Compensation: $25-$30/hr, 20 hours per week, plus a $100 monthly phone stipend.",
        25,
        30,
        "USD",
        "hour",
    ),
    ("en", "**Salary:** £28,500 – £31,000 pro rata (0.8 FTE)", 28500, 31000, "GBP", None),
    (
        "fr",
        "**Rémunération** : groupe E de la convention collective, indice 325, soit 2 257 € brut mensuel",
        2257,
        2257,
        "EUR",
        "month",
    ),
    ("fr", "**Salaire :** 35 000 € à 40 000 € brut annuel", 35000, 40000, "EUR", "year"),
    ("fr", "Salaire : 45-55 k€", 45000, 55000, "EUR", None),
    ("fr", "Rémunération : 2 500 € brut par mois", 2500, 2500, "EUR", "month"),
    ("fr", "- Rémunération : 38 k€ à 42 k€ brut annuel selon profil", 38000, 42000, "EUR", "year"),
    (
        "fr",
        "Le salaire proposé est compris entre 40k€ et 48k€ bruts annuels.",
        40000,
        48000,
        "EUR",
        "year",
    ),
    ("fr", "La rémunération est de 28 000 euros bruts par an.", 28000, 28000, "EUR", "year"),
    ("fr", "Salaire à partir de 2 200 € nets mensuels, mutuelle.", 2200, None, "EUR", "month"),
    ("fr", "Gratification de stage : 650 € par mois", 650, 650, "EUR", "month"),
    ("fr", "Stage rémunéré 1 000 €/mois", 1000, 1000, "EUR", "month"),
    ("fr", "**TJM** : 450 €", 450, 450, "EUR", "day"),
    ("fr", "TJM entre 400 et 500 € HT", 400, 500, "EUR", "day"),
    ("fr", "Taux journalier : 350€ / jour", 350, 350, "EUR", "day"),
    ("fr", "Taux horaire : 13,50 € brut", 13.5, 13.5, "EUR", "hour"),
    ("fr", "# Développeur Python (45-55k€)", 45000, 55000, "EUR", None),
    ("fr", "- 42-50k€ selon expérience", 42000, 50000, "EUR", None),
    ("fr", "- 3 000 € brut / mois", 3000, 3000, "EUR", "month"),
    ("fr", "💶 Salaire : 32 000 € - 36 000 € / an", 32000, 36000, "EUR", "year"),
    ("fr", "Fourchette de salaire : 50 à 60K€", 50000, 60000, "EUR", None),
    ("fr", "Package : 60 000€ fixe + 10% de variable", 60000, 60000, "EUR", None),
    (
        "fr",
        "Nous proposons un salaire de 2 800 € brut mensuel sur 12 mois.",
        2800,
        2800,
        "EUR",
        "month",
    ),
    ("fr", "Salaire annuel brut : 41 000 €", 41000, 41000, "EUR", "year"),
    ("fr", "Rémunération : 4 500 CHF par mois", 4500, 4500, "CHF", "month"),
    ("fr", "Salaire de 70 000 $ à 85 000 $ CAD par an", None, None, "?", None),
    ("fr", "Indemnité de stage de 4,35 € par heure", 4.35, 4.35, "EUR", "hour"),
    ("fr", "Jusqu'à 55 000 € brut annuel.", None, 55000, "EUR", "year"),
    ("fr", "## Rémunération\n\n- 36 000 € à 40 000 €", 36000, 40000, "EUR", None),
    ("en", "**Salary:** £35,000 - £40,000 per annum", 35000, 40000, "GBP", "year"),
    ("en", "Salary: $120,000–$150,000", 120000, 150000, "USD", None),
    (
        "en",
        "The salary range for this role is $95,000 to $110,000 per year.",
        95000,
        110000,
        "USD",
        "year",
    ),
    ("en", "We pay €60k to €75k, depending on experience.", 60000, 75000, "EUR", None),
    ("en", "Compensation: USD 5,000 per month", 5000, 5000, "USD", "month"),
    ("en", "Pay: £15.50 per hour", 15.5, 15.5, "GBP", "hour"),
    ("en", "Day rate: £450", 450, 450, "GBP", "day"),
    ("en", "Stipend: €1,200/month", 1200, 1200, "EUR", "month"),
    ("en", "Paid internship (€800 per month)", 800, 800, "EUR", "month"),
    (
        "en",
        "- Salary between €2.500 and €3.250 plus a 13th-month pay, 8% holiday allowance",
        2500,
        3250,
        "EUR",
        None,
    ),
    ("en", "Salary up to £50,000", None, 50000, "GBP", None),
    ("en", "Salary from £28,000", 28000, None, "GBP", None),
    ("en", "€55,000 - €65,000 gross per year.", 55000, 65000, "EUR", "year"),
    ("en", "# Data Engineer - £60k-£70k", 60000, 70000, "GBP", None),
    ("en", "You will earn a base salary of €48,000 gross annually.", 48000, 48000, "EUR", "year"),
    ("en", "Annual salary: 85.000 EUR", 85000, 85000, "EUR", "year"),
    ("en", "Remuneration: CHF 90,000 to CHF 110,000 a year", 90000, 110000, "CHF", "year"),
    ("en", "## Salary\n\n£31,000 per year", 31000, 31000, "GBP", "year"),
    ("en", "We offer a gross monthly salary of €3,400 for 38 hours.", 3400, 3400, "EUR", "month"),
    (
        "en",
        "Compensation is based on Scale 6 of the national framework at €2224,82 excluding holiday pay.",
        2224.82,
        2224.82,
        "EUR",
        None,
    ),
    ("en", "The hourly rate is $25/hour.", 25, 25, "USD", "hour"),
    ("de", "Gehalt: 50.000 - 60.000 € brutto im Jahr", 50000, 60000, "EUR", "year"),
    ("de", "Wir zahlen ein Jahresgehalt von 48.000 EUR.", 48000, 48000, "EUR", "year"),
    ("de", "Stundenlohn: 15 €", 15, 15, "EUR", "hour"),
    ("nl", "- €3.250 - €4.675 bruto p/m (o.b.v. 38-urige werkweek)", 3250, 4675, "EUR", "month"),
    ("nl", "Salaris: € 2.800 tot € 3.900 bruto per maand", 2800, 3900, "EUR", "month"),
    ("nl", "Een salaris tussen €3000 en €4000 per maand", 3000, 4000, "EUR", "month"),
    ("nl", "Uurtarief: € 75", 75, 75, "EUR", "hour"),
    ("es", "Salario: 30.000 € - 36.000 € brutos anuales", 30000, 36000, "EUR", "year"),
    ("es", "Sueldo de 1.800 € al mes", 1800, 1800, "EUR", "month"),
    # Found less often, as it is said in other words.
    ("fr", "Vous percevrez 1 900 € nets par mois.", 1900, 1900, "EUR", "month"),
    ("fr", "Fourchette de rémunération : de 30 à 36k€ bruts annuels", 30000, 36000, "EUR", "year"),
    ("en", "You will earn £11.50 per hour.", 11.5, 11.5, "GBP", "hour"),
    ("en", "You'll be paid £14 an hour.", 14, 14, "GBP", "hour"),
    ("en", "Interns receive €800 per month.", 800, 800, "EUR", "month"),
    ("en", "Salary: 60-70k EUR", 60000, 70000, "EUR", None),
    ("en", "The hiring range is $58,000 - $64,000.", 58000, 64000, "USD", None),
    ("en", "Compensation for this role is $65,000 per year.", 65000, 65000, "USD", "year"),
    ("en", "You'll earn between £24,000 and £26,000 a year.", 24000, 26000, "GBP", "year"),
    ("en", "Salary: £22,308 pa", 22308, 22308, "GBP", "year"),
    ("en", "You are paid £13 per hour.", 13, 13, "GBP", "hour"),
    # Of all the posts; below a key that says that it is paid; by the hour, said or unsaid.
    ("en", "All internships are paid 620.50 euros / month.", 620.5, 620.5, "EUR", "month"),
    ("en", "The positions are paid £12 an hour.", 12, 12, "GBP", "hour"),
    ("fr", "Stage rémunéré : 600 euros par mois", 600, 600, "EUR", "month"),
    ("en", "Monthly payment from the association, at present 700 euros.", 700, 700, "EUR", None),
    ("fr", "Rémunération : 12.30 euros brut", 12.3, 12.3, "EUR", None),
    ("en", "Pay: £12.60", 12.6, 12.6, "GBP", None),
    ("en", "Rate of pay: £21,400.50 pro-rata - £11.10 per hour.", 11.1, 11.1, "GBP", "hour"),
    ("en", "The pay is £12.60 to £13.20 per hour pro rata.", 12.6, 13.2, "GBP", "hour"),
]

#: Terms without a figure: the wording alone.
TERMS: list[tuple[str, str]] = [
    ("en", "Our salaries are set according to a public scale."),
    ("fr", "Barème : selon l'ancienneté"),
    ("fr", "Votre salaire est basé sur les usages du métier."),
    ("fr", "Salaire fixé par référence à l'indice 410."),
    ("fr", "Indemnité légale de stage"),
    ("fr", "Stage gratifié selon les règles en vigueur."),
    ("fr", "Rémunération indexée sur le coût de la vie."),
    ("fr", "Salaire à débattre"),
    ("fr", "## Salaire\n\nSelon profil"),
    ("en", "You are hired according to TV-L E13."),
    ("en", "Unpaid internship"),
    ("en", "Competitive pay"),
    (
        "en",
        "Each new colleague is offered a competitive remuneration package, which we agree with each person after the first talks and look at again every spring, together with the holidays, the hours and the place of work.",
    ),
    ("de", "Wir bieten: eine Vergütung in Anlehnung an TVöD EG 11, 30 Tage Urlaub."),
    ("fr", "**Salaire :** selon profil et expérience"),
    ("fr", "**Rémunération** : à négocier"),
    ("fr", "- Rémunération légale + 50 % du titre de transport"),
    ("fr", "- Rémunération attractive selon expérience"),
    ("fr", "Le stage est rémunéré"),
    ("fr", "Stage rémunéré selon la législation"),
    ("fr", "Salaire selon la convention collective."),
    ("fr", "Rémunération statutaire et régime indemnitaire"),
    ("fr", "- Salaire compétitif"),
    ("en", "**Salary:** competitive"),
    ("en", "- Competitive salary"),
    ("en", "Salary commensurate with experience."),
    ("en", "Your salary, including base and locality, will be determined upon selection."),
    (
        "en",
        "Compensation is competitive as well as in line with the public mission of the organization.",
    ),
    ("en", "- A fair salary"),
    ("de", "- Faire Vergütung nach Tarifvertrag"),
    ("de", "Gehalt: nach Vereinbarung"),
    ("nl", "- Een marktconform salaris en overige arbeidsvoorwaarden."),
    ("nl", "- Salaris volgens CAO"),
    ("es", "- Salario competitivo según experiencia"),
    ("en", "The job is at our mill by the river and includes competitive compensation & lunch!"),
    ("fr", "La rémunération est fonction du diplôme."),
    ("fr", "La rémunération sera fonction de l'expérience."),
]


def told(text: str, language: str) -> Fact | None:
    title, body = (text[2:], "") if text.startswith("# ") else ("", text)
    triggers = dict.fromkeys(TRIGGERS, ("pay",))
    return next(find(Prose(title, body, language=language, triggers=triggers)), None)


def figures(fact: Fact | None) -> tuple[float | None, float | None, str | None, str | None]:
    pay = fact.value if fact else None
    if not isinstance(pay, Pay):
        return None, None, None, None
    least, most = (None if n is None else float(n) for n in (pay.min, pay.max))
    return least, most, pay.currency, pay.period


@pytest.mark.parametrize("row", [row for row in PAID if row[4] != "?"])
def test_an_amount_is_read(row: Row) -> None:
    language, text, *wanted = row
    fact = told(text, language)
    assert figures(fact) == tuple(wanted)


@pytest.mark.parametrize(("language", "text"), TERMS)
def test_terms_without_a_figure_are_kept_as_words(language: str, text: str) -> None:
    fact = told(text, language)
    assert fact is not None
    assert isinstance(fact.value, Pay)
    assert fact.value.text
    assert fact.value.text in fact.sentence
    assert fact.value.currency is None


@pytest.mark.parametrize(
    ("language", "text", "sure"),
    [
        ("fr", "Entre 38 et 45 k€ selon profil", False),
        ("fr", "CDI, 35h, 2 000 € net", False),
        ("en", "$22-25 per hour", False),
        ("en", "£24,000 pro rata", True),
        ("en", "Grade 6 (£32,000 to £36,000 per annum)", True),
        ("en", "## Salary\n\n£31,000", True),
        ("en", "## Salary and benefits\n\n£31,000", False),
        ("en", "Salary: £18,000 (FTE £30,000)", True),
        ("fr", "Salaire : 45-55 k€", True),
        ("fr", "Le salaire est de 45 à 55 k€ bruts.", True),
        ("fr", "Salaire : 45-55K", False),
        ("fr", "- 42-50k€", False),
        ("fr", "- Rémunération attractive", False),
        ("fr", "Salaire : 45 k€\n\nSalaire (senior) : 60 k€", False),
        ("en", "Salary: competitive", True),
        ("en", "Salary: see our site", False),
        ("en", "Salary: $31 per hour, in Winnipeg", False),
        ("en", "Salary: $31 per hour, in Boston", True),
        ("en", "Salary: $31 per hour, in Gallup, New Mexico", True),
        ("en", "Salary: $31 per hour, in Mexico City", False),
        ("en", "Salary: $62,000 USD a year, in Toronto or from home", True),
        ("en", "A stipend of £600 is for materials.", False),
        (
            "en",
            (
                "The pay for this work depends on a number of things that we like to discuss with each"
                " of the candidates, though it is often £19 per hour."
            ),
            False,
        ),
        ("fr", "Salaire : 24 $ de l'heure", False),
        ("fr", "Rémunération : fixe et variable, à convenir", True),
        ("fr", "Rémunération : fixe", False),
        ("fr", "Salaire : on en parle", False),
        ("fr", "Le salaire : 2 400 € net pour les juniors, 3 100 € net pour les seniors.", False),
        ("en", "The salary is £30,000 for juniors and £41,000 for senior staff.", False),
        ("fr", "Salaire de 42 k€ brut annuel, soit 3 500 € brut mensuel.", True),
        ("en", "The salary is £30,000, and we have a training budget of £40,000.", True),
        ("fr", "Salaire : à déterminer", False),
        ("fr", "Rémunération : 12.30 euros brut", False),
        ("en", "Monthly payment from the association, at present 700 euros.", False),
        ("en", "The rate of pay is £21,400.50 pro-rata - £11.10 per hour.", True),
    ],
)
def test_how_sure_it_is(language: str, text: str, *, sure: bool) -> None:
    fact = told(text, language)
    assert fact is not None
    assert (fact.confidence >= HIGH) is sure


def test_unsaid_euros_are_a_guess_where_people_pay_in_euros() -> None:
    assert figures(told("Salaire : 45-55K", "fr")) == (45000, 55000, "EUR", None)
    assert figures(told("Salary: 45-55K", "en")) == (None, None, None, None)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("fr", "Salaire : à déterminer", "à déterminer"),
        ("en", "Salary: to be determined", "to be determined"),
        ("en", "## Salary\n\nTBD", "TBD"),
    ],
)
def test_front_matter_takes_pay_that_is_open_for_no_value(
    language: str, text: str, words: str
) -> None:
    fact = told(text, language)
    assert fact is not None
    assert isinstance(fact.value, Pay)
    assert (fact.value.text, fact.written, fact.confidence < HIGH) == (words, "", True)
