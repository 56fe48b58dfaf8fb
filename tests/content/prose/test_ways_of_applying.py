"""More ways to say where to apply: each row is built in another way than the others."""

# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

import pytest

from syndicate.content.prose import HIGH
from tests.content.prose.telling import told

MAIL, URL = "lea@example.org", "https://example.org/f/12"

MAILS = (
    ("fr", f"Les candidats sont invités à envoyer leur dossier à {MAIL}"),
    ("fr", f"Votre profil nous intéresse ! Écrivez à {MAIL}"),
    ("fr", f"Si cette annonce vous correspond, n'hésitez pas à nous écrire à {MAIL}"),
    ("fr", f"Vous souhaitez rejoindre l'équipe ? Envoyez-nous un mail à {MAIL}"),
    ("fr", f"Tu veux rejoindre l'équipe ? Un mail à {MAIL} et on en parle !"),
    ("fr", f"Envie de rejoindre l'aventure ? Écris-nous à {MAIL}"),
    ("fr", f"Vous vous reconnaissez dans cette annonce ? Écrivez-nous : {MAIL}"),
    ("fr", f"Ce poste est pour vous ? Parlez-nous de vous : {MAIL}"),
    ("fr", f"## Intéressé·e ?\n\nÉcrivez-nous : {MAIL}"),
    ("fr", f"## Ça vous tente ?\n\nUn petit mail à {MAIL} et nous vous rappelons."),
    (
        "fr",
        f"## Comment nous rejoindre ?\n\nEnvoyez un message à {MAIL} en nous disant pourquoi vous.",
    ),
    ("fr", f"## Dépôt des candidatures\n\nPar mail : {MAIL}"),
    ("fr", f"## Postulez !\n\nMail : {MAIL}\nTéléphone : 01 02 03 04 05"),
    ("fr", f"**Contact recrutement :** {MAIL}"),
    ("fr", f"Merci d'envoyer votre book à {MAIL}"),
    ("fr", f"Envoyez-nous votre portfolio à {MAIL}"),
    ("fr", f"Envoyez-nous quelques lignes sur vous et vos envies à {MAIL}"),
    ("fr", f"Dites-nous pourquoi vous avez envie de travailler avec nous : {MAIL}"),
    ("fr", f"Manifestez-vous auprès de Léa : {MAIL}"),
    ("fr", f"Transmettez votre dossier à {MAIL}"),
    ("fr", f"Pour toute candidature ou question : {MAIL}"),
    ("fr", f"Pour plus de renseignements et pour transmettre votre candidature : {MAIL}"),
    ("fr", f"Renseignements et envoi des candidatures : {MAIL}"),
    ("fr", f"Contact et envoi du CV : {MAIL}"),
    ("fr", f"Cette offre est faite pour toi ? Écris à {MAIL}"),
    ("fr", f"Partant·e ? {MAIL}"),
    ("fr", f"Pour rejoindre l'équipe, contactez {MAIL}"),
    ("fr", f"Documents à envoyer : CV et lettre de motivation.\n\nPar mail : {MAIL}"),
    ("fr", f"Écrivez-nous ! [{MAIL}](mailto:{MAIL}?subject=Candidature)"),
    ("fr", f"À l'attention de Léa Exemple, directrice, par e-mail : {MAIL}"),
    ("en", f"Please forward your details to {MAIL}"),
    ("en", f"Please return your completed form to {MAIL}"),
    ("en", f"Interested? {MAIL}"),
    ("en", f"If this role sounds right for you, write to {MAIL}"),
    ("en", f"If you're excited about this, email {MAIL}"),
    ("en", f"If you think you're a good fit, email us at {MAIL}"),
    ("en", f"Think you're the person we need? Email {MAIL}"),
    ("en", f"Does this sound like the job for you? Write to {MAIL}"),
    ("en", f"Sound good? Send us a note at {MAIL}"),
    ("en", f"Sounds interesting? Drop an email to {MAIL}"),
    ("en", f"We look forward to hearing from you. Write to {MAIL}"),
    ("en", f"Want to join? Email {MAIL}"),
    ("en", f"Join us! Send us an email at {MAIL}"),
    ("en", f"To join us, write to {MAIL}"),
    ("en", f"Submit materials to {MAIL}"),
    ("en", f"Send us your GitHub profile at {MAIL}"),
    ("en", f"Send a short introduction and a link to your work to {MAIL}"),
    ("en", f"Send a note about yourself to {MAIL}"),
    ("en", f"Tell us about yourself at {MAIL}"),
    ("en", f"Tell us why you want to work with us: {MAIL}"),
    ("en", f"Ping me at {MAIL} if you want to work with us."),
    ("en", f"Reach out to {MAIL} if you'd like to join."),
    ("en", f"Contact for applications: {MAIL}"),
    ("en", f"Application procedure: email a single PDF to {MAIL}"),
    ("en", f"**Applications to:** Sam Jones, {MAIL}"),
    ("en", f"**Apply to:** {MAIL}"),
    ("en", f"**Application contact:** {MAIL}"),
    ("en", f"**Email applications to:** {MAIL}"),
    ("en", f"**Email for applications:** {MAIL}"),
    ("en", f"**Submit to:** {MAIL}"),
    ("en", f"## Application instructions\n\nEmail a single PDF to {MAIL}"),
    ("en", f"## Sound like you?\n\nEmail {MAIL}"),
    ("en", f"## Join us\n\nEmail {MAIL} and introduce yourself."),
    ("en", f"Please send all documents as one PDF to {MAIL}"),
    ("en", f"Got what it takes? [Email us](mailto:{MAIL})"),
    ("fr", f"Vous souhaitez intégrer notre équipe ? Écrivez-nous à {MAIL}"),
    ("fr", f"Motivé·e ? Envoie-nous un message : {MAIL}"),
    ("fr", f"Cette mission est faite pour vous ? Écrivez à {MAIL}"),
    ("fr", f"Le poste vous plaît ? Contactez Paul à {MAIL}"),
    ("fr", f"Pour tout renseignement ou candidature : {MAIL}"),
    ("fr", f"Intéressé(e)s ? {MAIL}"),
    ("fr", f"Rejoignez l'équipe ! {MAIL}"),
    ("fr", f"Envoyez votre demande de stage à {MAIL}"),
    ("fr", f"Date limite de candidature : 3 mai\n\nAdresse : {MAIL}"),
    ("fr", f"Nous avons hâte de vous lire : {MAIL}"),
    ("fr", f"Écrivez-nous pour nous dire ce qui vous plaît dans ce poste : {MAIL}"),
    ("en", f"If you want to be part of this, write to {MAIL}"),
    ("en", f"If you would like to be part of our team, please email {MAIL}"),
    ("en", f"If the above describes you, email {MAIL}"),
    ("en", f"Feel like this is you? Email {MAIL}"),
    ("en", f"Keen? Write to {MAIL}"),
    ("en", f"Does that sound like fun? Mail {MAIL}"),
    ("en", f"Applicants can email {MAIL}"),
    ("en", f"Apply to Pat Smith: {MAIL}"),
    ("en", f"Questions or applications: {MAIL}"),
    ("en", f"To apply or ask a question, email {MAIL}"),
    ("en", f"For enquiries and applications: {MAIL}"),
    ("en", f"**Applications by email:** {MAIL}"),
    ("en", f"| Apply to | {MAIL} |"),
    ("en", f"## How do I apply?\n\nEmail: {MAIL}"),
    ("en", f"## Ready?\n\nEmail {MAIL}"),
    ("en", f"## Want to work with us?\n\nWrite to {MAIL}"),
    ("en", f"Come and work with us! {MAIL}"),
    ("fr", f"Vous pensez être la bonne personne ? Écrivez-nous à {MAIL}"),
    ("fr", f"Si vous pensez que ce poste est fait pour vous, contactez-nous : {MAIL}"),
    ("fr", f"Vous êtes partant·e ? Un mail à {MAIL}"),
    ("fr", f"Prêt·e à relever le défi ? Contactez-nous à {MAIL}"),
    ("en", f"If you are the person we are looking for, write to {MAIL}"),
    ("en", f"If this is the job for you, email {MAIL}"),
    ("en", f"If this resonates with you, email {MAIL}"),
    ("en", f"Could this be you? Email {MAIL}"),
    ("en", f"Think this might be you? Write to {MAIL}"),
    ("en", f"Fancy joining us? Email {MAIL}"),
    ("en", f"Send us something that shows who you are: {MAIL}"),
    ("en", f"Applications close 5 May: {MAIL}"),
    ("en", f"Send your portfolio as one PDF to {MAIL}"),
    ("fr", f"Votre dossier est à envoyer à {MAIL}"),
    ("fr", f"Merci de nous faire parvenir votre dossier : {MAIL}"),
    ("en", f"If you would like to join our team, please write to {MAIL}"),
    ("en", f"Tell us what you'd bring to the team: {MAIL}"),
    ("en", f"If this sounds like the role for you, please email {MAIL}"),
    ("fr", f"Envie de rejoindre l'équipe ? {MAIL}"),
    ("fr", f"Vous voulez en être ? {MAIL}"),
)
LINKS = (
    ("en", f"To learn more or apply, please [click here]({URL})."),
    ("fr", f"Les informations pour postuler sont sur le portail : {URL}"),
    ("fr", f"Partagez votre intérêt via ce formulaire : {URL}"),
    ("fr", f"Candidatez directement sur [notre site]({URL})."),
    ("fr", f"[Je candidate]({URL})"),
    ("fr", f"[Répondre à l'annonce]({URL})"),
    ("en", f"[Apply via our website]({URL})"),
    ("en", f"[Submit an application]({URL})"),
    ("en", f"[Online application]({URL})"),
    ("en", f"[I'm interested]({URL})"),
    ("en", f"Complete [the application]({URL}) by 5 May."),
    ("en", f"Complete the online application at {URL}"),
    ("en", f"Applications are accepted through {URL}"),
    ("en", f"Applications must be submitted online at {URL}"),
    ("en", f"Applications should be made through the university website: {URL}"),
    ("en", f"Applications are only accepted via [this form]({URL})."),
    ("en", f"Applications will only be accepted through our [online portal]({URL})."),
    ("en", f"To apply, please visit [our website]({URL})."),
    ("en", f"More information and application: {URL}"),
    ("en", f"**Application portal**: {URL}"),
    ("en", f"**Online application**: [link]({URL})"),
    ("fr", f"Déposez votre dossier en ligne : {URL}"),
    ("fr", f"[Postuler sur notre site]({URL})"),
    ("en", f"Apply directly on [our website]({URL})."),
    ("en", f"Apply on [our careers page]({URL})"),
    ("en", f"Please submit an application through {URL}"),
    ("en", f"All applications must be made online via {URL}"),
    ("en", f"[Application page]({URL})"),
    ("fr", f"Pour candidater, tout est [là]({URL})."),
    ("en", f"Send your application through [our website]({URL})."),
    ("en", f"To submit an application, go to [our portal]({URL})"),
    ("en", f"Applicants must submit an online application at {URL}"),
    ("fr", f"Pour postuler, rendez-vous sur [notre plateforme]({URL})"),
    ("fr", f"Candidatez en ligne sur [notre site]({URL})"),
    ("en", f"[View and apply]({URL})"),
)
DOUBTED = (
    ("fr", f"Intéressé·e ? [Remplis le formulaire]({URL})"),
    ("fr", f"## Comment postuler ?\n\nRemplissez ce formulaire : {URL}"),
    (
        "fr",
        f"## Pour candidater\n\nMerci de répondre à [ce court questionnaire]({URL}) avant le 3 mai.",
    ),
    ("en", f"Interested? Fill in [our form]({URL})."),
    ("en", f"## How to apply\n\nPlease fill in [this short form]({URL}) by Friday."),
    ("en", f"Ready to apply? Go to {URL}"),
    ("fr", f"Intéressé ? Répondez à [ce formulaire]({URL}) avant dimanche."),
    ("en", f"## How to apply\n\nPlease complete this form: {URL}"),
    ("en", f"## How to apply\n\nApplications are via [our form]({URL})."),
    ("en", f"If you want to apply, have a look at [our platform]({URL})."),
    ("en", f"To apply, learn about us on [our website]({URL})."),
    ("en", f"To apply, get to know us on [our site]({URL})"),
    ("en", f"To apply, explore [our website]({URL}) first"),
    ("fr", f"Pour candidater, familiarisez-vous avec [notre site]({URL})."),
    ("fr", f"Pour postuler, consultez d'abord [cette page]({URL})"),
)
TRAPS = (
    ("fr", f"Vous transmettez les candidatures des artistes à {MAIL}"),
    ("en", f"You pass the applications of artists on to {MAIL}"),
    (
        "fr",
        f"Si vous n'avez pas de nouvelles de votre candidature sous trois semaines, écrivez à {MAIL}",
    ),
    ("fr", f"Pour retirer votre candidature, écrivez à {MAIL}"),
    ("fr", f"Si vous hésitez à postuler, parlez-en à {MAIL}"),
    ("fr", f"Aucune candidature ne sera acceptée par mail ({MAIL})."),
    ("fr", f"Si vous rencontrez une difficulté pour postuler : {MAIL}"),
    ("en", f"To request an application pack in large print, email {MAIL}"),
    ("en", f"If you need help with your application, email {MAIL}"),
    ("en", f"To withdraw your application, email {MAIL}"),
    ("en", f"We do not accept applications by email to {MAIL}"),
    ("en", f"Applications sent to {MAIL} will not be read."),
    ("en", f"If you have not heard about your application within two weeks, contact {MAIL}"),
    ("en", f"Send your grant applications to {MAIL}"),
    ("en", f"Students apply for housing at {MAIL}"),
    ("en", f"We do not take applications by email ({MAIL})."),
    ("en", f"You can request feedback on your application from {MAIL}"),
    ("fr", f"Notre appel à projets : candidatez sur {URL} si vous êtes une association."),
    ("en", f"Our handbook explains the [application process]({URL})."),
    ("en", f"You help residents complete an application at {URL}"),
    ("en", f"You will help tenants submit their online application at {URL}"),
    ("en", f"Residents submit an application at {URL}"),
    ("en", f"Student applications must be submitted at {URL}"),
    ("en", f"Permit applications may be lodged at {URL}"),
    ("en", f"You make sure that applications are submitted at {URL}"),
    ("en", f"Applications are made via UCAS: {URL}"),
    ("en", f"Applications should be made through UCAS: {URL}"),
    ("en", f"To have your details removed, write to {MAIL}"),
    ("en", f"To update your details, email {MAIL}"),
    ("en", f"We keep all your documents for two years; to have them deleted write to {MAIL}"),
    ("en", f"Your documents will be sent to you by {MAIL}"),
    ("en", f"You will send all your documents to the notary ({MAIL})"),
    ("en", f"To forward your documents with a stamp, ask {MAIL}"),
    ("en", f"Please return completed forms for expenses to {MAIL}"),
    ("en", f"The full job pack is available as a PDF from {MAIL}"),
    ("en", f"We send the report as a PDF to members: {MAIL}"),
    ("en", f"Upload a single PDF. If the upload fails, write to {MAIL}"),
    ("en", f"Application deadline extended: ask Tom at {MAIL}"),
    ("en", f"The closing date for applications is set by the board ({MAIL})"),
    ("en", f"Your GitHub account is created by {MAIL}"),
    ("en", f"Tell us why you are late: {MAIL}"),
    ("fr", f"Pour récupérer votre dossier : {MAIL}"),
    ("fr", f"Pour compléter votre dossier administratif : {MAIL}"),
    ("fr", f"Votre dossier médical est à demander à {MAIL}"),
    ("fr", f"Vos références clients sont gérées par {MAIL}"),
    ("fr", f"Pour une demande de stage de troisième, écrivez à {MAIL}"),
    ("fr", f"Envoyez votre demande de stage de troisième à {MAIL}"),
)
#: Both are asked for, in this order or that; and one is asked of, about the other.
JOINED = {
    f"Questions or applications: {MAIL}": MAIL,
    f"For questions, and to send your application, write to {MAIL}": MAIL,
    f"Pour toute candidature ou question : {MAIL}": MAIL,
    f"Pour tout renseignement et pour nous transmettre votre candidature : {MAIL}": MAIL,
    f"Questions and thoughts about your application: {MAIL}": None,
    f"Questions sur le poste et la candidature : {MAIL}": None,
}
HIDDEN = (
    "Please send your CV to lea [at] example [dot] org.",
    "To apply: lea(at)example.org",
    "## Pour postuler\n\nÉcrivez à lea [AT] example.org",
)


@pytest.mark.parametrize(("language", "text"), MAILS)
def test_an_address_is_read_however_it_is_put(language: str, text: str) -> None:
    fact = told("apply_email", text, language)
    assert fact is not None
    assert (fact.value, fact.confidence >= HIGH) == (MAIL, True)


@pytest.mark.parametrize(("language", "text"), LINKS)
def test_a_link_is_read_however_it_is_put(language: str, text: str) -> None:
    fact = told("apply_url", text, language)
    assert fact is not None
    assert (fact.value, fact.confidence >= HIGH) == (URL, True)


@pytest.mark.parametrize(("language", "text"), DOUBTED)
def test_a_form_below_a_heading_or_a_question_is_doubtful(language: str, text: str) -> None:
    fact = told("apply_url", text, language)
    assert fact is not None
    assert (fact.value, fact.confidence < HIGH) == (URL, True)


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_addresses_of_others(language: str, text: str) -> None:
    assert told("apply_email", text, language) is None
    assert told("apply_url", text, language) is None


@pytest.mark.parametrize(("text", "wanted"), JOINED.items())
def test_one_may_ask_and_apply(text: str, wanted: str | None) -> None:
    fact = told("apply_email", text, "en")
    assert (fact.value if fact else None) == wanted


@pytest.mark.parametrize("text", HIDDEN)
def test_an_address_hidden_from_robots_is_doubtful(text: str) -> None:
    fact = told("apply_email", text, "en")
    assert fact is not None
    assert (fact.value, fact.confidence < HIGH) == (MAIL, True)


def test_the_subject_of_a_letter_says_what_it_is_for() -> None:
    link = f"[Write to us](mailto:{MAIL}?subject=Application%20for%20baker)"
    fact = told("apply_email", f"We bake. {link}", "en")
    assert fact is not None
    assert fact.confidence >= HIGH
    fact = told("apply_email", f"We bake. {link.replace('Application', 'Question')}", "en")
    assert fact is None
