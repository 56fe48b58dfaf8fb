"""Where to apply, in the ways that recruiters write it, and the addresses that are for others."""

# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from syndicate.content.prose.applying import TRIGGERS, find
from syndicate.content.prose.prose import Prose
from tests.content.prose.telling import told

URL = "https://example.org/f/12"

#: Language, text, address. What is sure is HIGH.
MAILS: list[tuple[str, str, str]] = [
    ("fr", "Pour plus d'informations et pour postuler : rh@exemple.fr", "rh@exemple.fr"),
    ("en", "For further information and to apply email: jobs@example.org", "jobs@example.org"),
    ("fr", "Envoyez votre CV et une lettre de motivation à rh@exemple.fr", "rh@exemple.fr"),
    (
        "fr",
        "Merci d'adresser votre candidature à marie.durand@exemple.fr avant le 3 mai.",
        "marie.durand@exemple.fr",
    ),
    ("fr", "Pour postuler, écrivez à equipe@exemple.coop.", "equipe@exemple.coop"),
    ("fr", "Candidatures (CV + LM) à envoyer à : contact@exemple.fr", "contact@exemple.fr"),
    ("fr", "**Candidature :** contact@exemple.fr", "contact@exemple.fr"),
    ("fr", "**Pour postuler** : CV à contact@exemple.fr", "contact@exemple.fr"),
    ("fr", "## Pour postuler\n\nÉcrivez à contact@exemple.fr", "contact@exemple.fr"),
    ("fr", "## Comment candidater ?\n\n- <contact@exemple.fr>", "contact@exemple.fr"),
    (
        "fr",
        "#### Pour répondre à l'offre : [contact@exemple.fr](mailto:contact@exemple.fr)",
        "contact@exemple.fr",
    ),
    ("fr", "Intéressé·e ? Envoie ton CV [par mail](mailto:job@exemple.io).", "job@exemple.io"),
    ("fr", "Comment postuler ? Écrivez-nous à bonjour@exemple.fr.", "bonjour@exemple.fr"),
    ("fr", "Envoyez votre dossier de candidature :\n\ncontact@exemple.fr", "contact@exemple.fr"),
    ("fr", "Écrivez à contact@exemple.fr en joignant votre CV.", "contact@exemple.fr"),
    ("fr", "Une question ? info@exemple.fr ; votre candidature : rh@exemple.fr", "rh@exemple.fr"),
    (
        "fr",
        "Pour toute question, contactez Paul au 01 02 03 04 05. Votre CV est à envoyer à rh@exemple.fr.",
        "rh@exemple.fr",
    ),
    ("fr", "Renseignements et candidatures : mairie@exemple.fr", "mairie@exemple.fr"),
    ("fr", "Pour toute question ou pour postuler : a@exemple.fr", "a@exemple.fr"),
    ("fr", "CV + quelques lignes → recrutement@exemple.fr", "recrutement@exemple.fr"),
    (
        "fr",
        "Le dossier (lettre de motivation, CV détaillé) sera transmis à dgs@ville.example.",
        "dgs@ville.example",
    ),
    ("en", "To apply, please email us at hr@example.org.", "hr@example.org"),
    (
        "en",
        "Send your resume and a short cover letter to jane.doe@example.com by Friday.",
        "jane.doe@example.com",
    ),
    ("en", "Applications should be sent to office@example.org", "office@example.org"),
    (
        "en",
        "Please submit your CV to [our team](mailto:team@example.org?subject=Job).",
        "team@example.org",
    ),
    ("en", "**How to apply:** team@example.org", "team@example.org"),
    ("en", "Apply: team@example.org", "team@example.org"),
    (
        "en",
        "## How to apply\n\nWrite to team@example.org and tell us who you are.",
        "team@example.org",
    ),
    ("en", "## Interested?\n\nDrop us a line at hello@example.org", "hello@example.org"),
    ("en", "Email work@example.org with your CV and portfolio.", "work@example.org"),
    ("en", "Interested candidates can write to anna@example.org", "anna@example.org"),
    (
        "en",
        "Questions go to info@example.org, but your application belongs to chair@example.org.",
        "chair@example.org",
    ),
    ("en", "Does this sound like you? Send us your CV: us@example.org!", "us@example.org"),
    (
        "en",
        "Have questions about the role? Ask bob@example.org.\n\nTo apply, mail jobs@example.org.",
        "jobs@example.org",
    ),
    (
        "en",
        "Expressions of interest: please send an expression of interest to x@example.org",
        "x@example.org",
    ),
    ("en", '<p>Apply now: <a href="mailto:hire@example.org">write us</a></p>', "hire@example.org"),
    ("de", "Bitte senden Sie Ihre Bewerbung an personal@example.de", "personal@example.de"),
    ("de", "Bewerbungsunterlagen an: info@example.de", "info@example.de"),
    ("de", "Schick uns Deinen Lebenslauf an mach-mit@example.de.", "mach-mit@example.de"),
    ("nl", "Stuur je cv en motivatie naar werk@voorbeeld.nl", "werk@voorbeeld.nl"),
    (
        "nl",
        "Solliciteer nu! Mail naar [werk@voorbeeld.nl](mailto:werk@voorbeeld.nl).",
        "werk@voorbeeld.nl",
    ),
    ("es", "Envía tu CV a empleo@ejemplo.es", "empleo@ejemplo.es"),
    ("es", "**Candidaturas:** personas@ejemplo.es", "personas@ejemplo.es"),
]

LINKS: list[tuple[str, str]] = [
    ("en", f"Apply [here]({URL})."),
    ("en", f"Full details and applications: {URL}"),
    ("en", '<a href="https:&#x2F;&#x2F;example.org&#x2F;f&#x2F;12">Apply here</a>'),
    ("en", f'Please apply at <a href="{URL}" rel="nofollow">https://exampl...</a>'),
    ("fr", f"Postulez sur [cette page]({URL}), ou écrivez à rh@exemple.fr."),
    ("fr", f"Pour postuler c'est [par ici]({URL}) !"),
    ("en", f"Interested? Please apply with [our short form]({URL})."),
    ("fr", f"[Postuler]({URL})"),
    ("fr", f"[Je postule → candidater en ligne]({URL})"),
    ("fr", f"Déposez votre candidature [ici]({URL})."),
    ("fr", f"Pour postuler, remplissez [ce formulaire]({URL})."),
    ("fr", f"**Candidature :** {URL}"),
    ("fr", f"Pour candidater : {URL}"),
    ("fr", f"Lien pour postuler : <{URL}>"),
    ("fr", f"Merci de remplir le [formulaire de candidature]({URL}) avant le 2 juin."),
    (
        "fr",
        f"Découvrez [notre produit](https://example.org/produit). Pour postuler, c'est [par ici pour postuler]({URL}).",
    ),
    ("en", f"To apply, follow [the link to our short application]({URL})."),
    ("en", f"Please apply via [our portal]({URL})."),
    ("en", f"Applications via {URL} by 3 May"),
    ("en", f"[Apply now]({URL})"),
    ("en", f"[Apply here]({URL})"),
    ("en", f"Please apply [here]({URL})."),
    ("en", f"To apply, fill in [this form]({URL})."),
    ("en", f"**Apply:** {URL}"),
    ("en", f"How to apply: [our form]({URL})"),
    ("en", f"Submit your application via {URL}."),
    ("en", f"Please complete the [application form]({URL})."),
    ("en", f"You can apply online at {URL}"),
    ("en", f'<a class="button" href="{URL}">Apply for this job</a>'),
    (
        "en",
        f"Read [our values](https://example.org/values), then [submit your application]({URL}).",
    ),
    ("de", f"[Jetzt bewerben]({URL})"),
    ("de", f"Bewerben Sie sich [hier]({URL})."),
    ("nl", f"[Solliciteer direct]({URL})"),
    ("nl", f"Laat je cv achter op [onze sollicitatiepagina]({URL})."),
    ("es", f"[Inscríbete]({URL})"),
]

#: Nothing at HIGH; nothing at all unless it says "lower".
TRAPS: list[tuple[str, str]] = [
    ("en", f"Please apply with your portfolio, e.g. {URL}"),
    ("en", f"[Login to apply]({URL})"),
    ("en", "If you cannot apply online, write to access@example.org."),
    ("en", "For a tour of the mill before you send your CV, write to zoe@example.org."),
    ("en", "Your application will be read by Zoe (zoe@example.org)."),
    ("en", "Please copy bob@example.org on your application."),
    ("fr", "Votre candidature sera lue par Zoé (zoe@exemple.fr)."),
    ("fr", f"Notre politique de candidature : {URL}"),
    ("fr", f"Postulez aussi sur {URL}"),
    ("fr", "Les lettres de recommandation sont à envoyer à lettres@exemple.fr."),
    ("fr", f"[Appel à candidatures]({URL})"),
    ("fr", f"Candidatures ouvertes, voir la [fiche de poste]({URL})."),
    ("fr", f"Vous pouvez candidater à nos ateliers sur {URL}"),
    ("fr", f"Avant de postuler, parcourez {URL}"),
    ("fr", f"Télécharger le [descriptif et le dossier de candidature]({URL})"),
    ("en", f"The [candidate pack]({URL}) tells you how to apply."),
    ("en", f"Read the [call for applications]({URL})."),
    ("en", f"Before you apply, please visit {URL}."),
    ("en", f"To apply for a visa, see {URL}."),
    ("en", f"Our [application]({URL}) is used by a thousand libraries."),
    ("en", "To apply, read about our [values](https://example.org/values)."),
    ("en", "Users apply for loans of up to $10,000 on https://loans.example/apply"),
    ("en", "Our customers apply online at https://portal.example."),
    ("en", "Apply by phone, or email careers@acme.example if you have any questions."),
    ("fr", "Pour toute question : contact@exemple.fr"),
    ("fr", "Pour plus d'informations, contactez jean.dupont@exemple.fr."),
    ("fr", "Renseignements : Mme Martin, martin@exemple.fr"),
    ("fr", "Contact presse : presse@exemple.fr"),
    ("fr", "Candidature étudiée par nos soins. Service presse : agence@exemple.fr"),
    ("fr", "Vos données personnelles : dpo@exemple.fr"),
    ("fr", "Pour exercer vos droits (RGPD), écrivez à vie-privee@exemple.fr."),
    ("fr", "Pour vous désabonner de la newsletter : stop@exemple.fr"),
    ("fr", "Une question sur votre candidature ? aide@exemple.fr"),
    ("fr", "Questions sur la candidature : laure@exemple.fr"),
    ("fr", "Si vous êtes en situation de handicap, notre référent handicap : ref@exemple.fr"),
    ("fr", "Aucune candidature par mail à contact@exemple.fr ne sera lue."),
    ("fr", "Les candidatures spontanées : spontane@exemple.fr"),
    ("fr", "Cabinets de recrutement : écrire à achats@exemple.fr"),
    (
        "fr",
        "Nos clients nous écrivent à service@exemple.fr et nous leur répondons. Vous rédigerez les réponses.",
    ),
    ("fr", "Une question ? Écrivez à zoe@exemple.fr."),
    ("fr", "**Contact :** zoe@exemple.fr\n\nNous sommes une équipe de dix personnes."),
    ("fr", "Le poste consiste à répondre aux messages de support@exemple.fr."),
    ("en", "If you have any questions, email info@example.org."),
    ("en", "For more information about the role contact Sam at sam@example.org."),
    ("en", "For an informal chat: sam@example.org"),
    ("en", "Press enquiries: press@example.org"),
    ("en", "Questions about your application? Write to help@example.org."),
    ("en", "If you have trouble with the application form, write to web@example.org."),
    ("en", "If you need a reasonable accommodation to apply, contact access@example.org."),
    ("en", "Privacy: how we treat your data, privacy@example.org"),
    ("en", "Recruitment agencies: please contact vendors@example.org"),
    ("en", "Do not send your CV to info@example.org."),
    ("en", "Report vulnerabilities to security@example.org."),
    ("en", "You will answer the mail at support@example.org."),
    ("en", "We read every application. Media: comms@example.org"),
    ("en", "To unsubscribe from our job alerts, write to noreply@example.org."),
    ("en", "Copyright 2024 Example <info@example.org>\n\nWe build things."),
    ("de", "Bei Fragen: frau.muster@example.de"),
    ("de", "Rückfragen beantwortet Frau Muster (muster@example.de)."),
    ("nl", "Meer informatie? Bel of mail met Jan: jan@voorbeeld.nl"),
    ("nl", "Vragen over deze functie: jan@voorbeeld.nl"),
    ("es", "Si tienes dudas, escribe a ana@ejemplo.es"),
    # Links.
    ("fr", "Découvrez [notre site](https://exemple.fr)."),
    ("fr", "Nous développons [Decidim](https://decidim.org), une application libre."),
    ("fr", "En savoir plus sur notre processus de recrutement : https://exemple.fr/recrutement"),
    ("fr", "Voir [toutes nos offres](https://exemple.fr/offres)."),
    ("fr", "Suivez-nous : https://exemple.fr/blog"),
    ("fr", "[Notre politique de confidentialité](https://exemple.fr/rgpd)"),
    ("fr", "Vous postulerez nos [valeurs](https://exemple.fr/valeurs) au quotidien."),
    ("fr", "Notre application mobile est [ici](https://exemple.fr/app)."),
    ("en", "Our application is open source: https://example.org/code"),
    ("en", "We maintain [an application](https://example.org/app) for farmers."),
    ("en", "Our applications run on [Kubernetes](https://kubernetes.io)."),
    ("en", "You will apply [machine learning](https://example.org/ml) to maps."),
    ("en", "We apply the collective agreement: https://example.org/agreement"),
    ("en", "Learn more about [how we hire](https://example.org/hiring)."),
    ("en", "See [all open positions](https://example.org/jobs)."),
    ("en", "Terms and conditions apply: https://example.org/terms"),
    ("en", "Read [tips for your application](https://example.org/tips)."),
    ("en", "Visit [our website](https://example.org)."),
    ("en", "## How to apply\n\nFirst read our [code of conduct](https://example.org/coc)."),
    ("en", "![Apply now](https://example.org/apply.png)"),
    ("en", "[Apply now]({{ site.url }}/apply)"),
    ("en", "```\ncurl https://example.org/apply\n```"),
    ("de", "Mehr über uns: https://example.de/ueber-uns"),
    ("nl", "Lees meer op [onze website](https://voorbeeld.nl)."),
    ("es", "Conoce [nuestro equipo](https://ejemplo.es/equipo)."),
]


def found(text: str, language: str) -> dict[str, tuple[object, float]]:
    triggers = dict.fromkeys(TRIGGERS, ("applying",))
    facts = find(Prose("Développeuse", text, language=language, triggers=triggers))
    return {fact.field: (fact.value, fact.confidence) for fact in facts}


@pytest.mark.parametrize(("language", "text", "mail"), MAILS)
def test_the_address_to_apply_to(language: str, text: str, mail: str) -> None:
    value, sure = found(text, language).get("apply_email", ("", 1.0))
    assert (value, sure >= HIGH) == (mail, True)


@pytest.mark.parametrize(("language", "text"), LINKS)
def test_the_link_to_apply_by(language: str, text: str) -> None:
    value, sure = found(text, language).get("apply_url", ("", 0.0))
    assert (value, sure >= HIGH) == (URL, True)


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_addresses_for_something_else(language: str, text: str) -> None:
    assert found(text, language) == {}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("## Pour postuler\n\nUn mot à : zoe@exemple.fr", "apply_email"),
        ("Contact : rh@exemple.fr", "apply_email"),
        ("Écrivez-nous : recrutement@exemple.fr", "apply_email"),
        ("## Comment postuler ?\n\n- https://exemple.fr/apply/3", "apply_url"),
        ("Postuler : a@exemple.fr\n\nCandidature : b@exemple.fr", "apply_email"),
        ("Un texte.\n\nVenez nous voir, ou zoe@exemple.fr", "apply_email"),
    ],
)
def test_what_is_likely_is_less_sure(text: str, field: str) -> None:
    value, sure = found(text, "fr")[field]
    assert value
    assert 0.5 <= sure < HIGH


def test_a_mail_address_and_a_link_are_two_facts() -> None:
    text = f"Candidature sur [ce formulaire]({URL}) ou par mail à rh@exemple.fr"
    assert {name: value for name, (value, _) in found(text, "fr").items()} == {
        "apply_url": URL,
        "apply_email": "rh@exemple.fr",
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"## How to apply\n\nPlease use [this link]({URL})."),
        ("en", f"## Apply\n\n<{URL}>"),
        ("fr", f"## Postuler\n\n{URL}"),
        ("en", "## Apply now\n\n[Knead your way in](https://example.org/jobs/12)"),
    ],
)
def test_a_link_alone_below_such_a_heading_is_doubtful(language: str, text: str) -> None:
    fact = told("apply_url", text, language)
    assert fact is not None
    assert fact.value in {URL, "https://example.org/jobs/12"}
    assert fact.confidence < HIGH


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Remplissez le [formulaire de candidature](https://exemple.fr/form.doc)."),
        ("fr", f"Renvoyez le [formulaire de candidature]({URL}) à rh@exemple.fr."),
        ("en", "Fill in the [application form](https://example.org/form.pdf?v=2)."),
        ("en", f"Complete the [application form]({URL}) and mail it to jobs@example.org."),
    ],
)
def test_a_form_to_send_in_by_mail_is_doubtful(language: str, text: str) -> None:
    fact = told("apply_url", text, language)
    assert fact is not None
    assert fact.confidence < HIGH


def test_a_link_in_a_longer_line_below_such_a_heading_is_none() -> None:
    text = f"## How to apply\n\nWe keep a list of all that we do, which stands [here]({URL})."
    assert told("apply_url", text, "en") is None
