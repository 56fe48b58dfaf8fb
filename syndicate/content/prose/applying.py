"""Where to apply: the mail address and the link that an offer gives for it.

Offers give other addresses, too: for questions, for the press, of a colleague, of the employer's
site. The words nearest before an address say what it is for; where there are none, the words after
it, the sentence before it, its key or its heading do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_plus

from syndicate.content.folding import fold, fold_words
from syndicate.content.prose.fact import HIGH, Fact, surest
from syndicate.content.prose.passage import holds
from syndicate.content.prose.purposes import (
    LONGEST_LABEL,
    OR,
    around,
    folded,
    may_tell,
    of_heading,
    of_label,
    purpose_of,
)
from syndicate.content.prose.speech import has, lists, speak
from syndicate.content.prose.triggers import LINK
from syndicate.content.urls import is_web_url, mail_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.prose.passage import Passage
    from syndicate.content.prose.prose import Prose

#: What holds an address, for mail or of the web.
TRIGGERS = frozenset(("@", "mailto", "http", LINK))

#: By its key, or words that link; by what is said before it; by its heading or mailbox; the only
#: address, at the end; one of two.
_STATED, _SAID, _PLACED, _ALONE, _DOUBTED = 0.98, HIGH, 0.9, 0.6, 0.85
#: Letters beside a link in a line that is little else.
_LITTLE = 20

_LISTS = lists("applying")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
#: Nothing that is said of applying, and no word that links to a form, is without one of these.
_STEMS = (
    *("appl", "candidat", "postul", "cv", "curric", "sumé", "resume", "motiv", "letter", "lettre"),
    *("portfolio", "offre", "annonce", "bewerb", "bewirb", "lebenslauf", "anschreiben", "sollicit"),
    *("reage", "inscr", "postúl", "carta", "interest", "dossier", "here", "ici", "form", "lien"),
    *("link", "hier", "aquí", "enlace", "online", "en ligne", "questionnaire", "page", "portal"),
)
#: What links to one's application, or is one to use.
_SOFTWARE = frozenset(("application", "applications"))
_VERBS = frozenset(("repondre", "repondez", "postuler", "postulez", "candidater", "apply"))
#: Against robots: ``sam [at] example [dot] org``; and where such a passage is known by.
_AT = re.compile(r"\s?[\[(](?:at|AT)[\])]\s?")
_DOT = re.compile(r"\s?[\[(](?:dot|DOT|point)[\])]\s?")
_HIDDEN = ("(at)", "[at]", "(AT)", "[AT]")
_END = 0.6
#: So many lines above an address tell whose it is.
_CARD = 4


class _Told(NamedTuple):
    """A passage of an offer."""

    prose: Prose
    passage: Passage

    def earlier(self, *, mail: bool) -> str:
        """What the passage before is about, be it in the block before, or above a card."""
        before = self.prose.before(self.passage, may_tell)
        if before is None and self.passage.label:
            return self._above_card(mail=mail)
        return purpose_of(before.sentence, mail=mail) if before and before.kind != "heading" else ""

    def _above_card(self, *, mail: bool) -> str:
        """What is said above the name, the title and the house of who has the address."""
        here: Passage | None = self.passage
        for _ in range(_CARD):
            here = self.prose.before(here) if here else None
            if here is None or here.kind == "heading" or len(here.text) > LONGEST_LABEL:
                return ""
            if cue := purpose_of(here.sentence, mail=mail):
                return cue
        return ""


def find(prose: Prose) -> Iterator[Fact]:
    """The mail address and the link, each once; less sure where there are two."""
    mails: list[Fact] = []
    links: list[Fact] = []
    alone: list[Fact] = []
    seen: set[str] = set()
    for passage in prose.near("applying"):
        told = _Told(prose, passage)
        for mail, index in _mails(passage):
            seen.add(mail)
            sure = _mail(told, mail, index)
            fact = Fact.of("apply_email", mail, mail, passage, abs(sure))
            if sure > 0:
                mails.append(fact)
            elif sure < 0 and passage.place > _END:
                alone.append(fact)
        if passage.links:
            links += _links(told)
    for passage in [each for mark in _HIDDEN for each in prose.marked(mark)] if not seen else ():
        # Whoever hides an address from robots does not want it published without being asked.
        shown = passage._replace(text=_DOT.sub(".", _AT.sub("@", passage.text)))
        for mail, index in _mails(shown) if "@" not in passage.text else ():
            if (sure := _mail(_Told(prose, shown), mail, index)) > 0:
                mails.append(Fact.of("apply_email", mail, mail, passage, min(sure, _DOUBTED)))
    if not mails and not links and len(seen) == 1:
        yield from alone[:1]
    yield from _surest(mails)
    yield from _surest(links)


def _surest(found: list[Fact]) -> Iterator[Fact]:
    if not found:
        return
    yield surest(found, _DOUBTED)


def _mails(passage: Passage) -> Iterator[tuple[str, int]]:
    """The mail addresses of *passage*, and where in its text they stand."""
    found = set()
    if "@" in passage.text:
        for match in _MAIL.finditer(passage.text):
            if mail := mail_address(match[0]):
                found.add(mail)
                yield mail, match.start()
    for words, address in passage.links:
        if "@" in address and (address.startswith("mailto:") or "//" not in address):
            mail = mail_address(address)
            if mail and mail not in found and "{" not in mail:
                yield mail, max(passage.text.find(words), 0)


def _mail(told: _Told, mail: str, at: int) -> float:
    """How surely *mail*, at index *at* of a passage, is the one to apply to; below 0: who knows."""
    passage = told.passage
    mailbox = fold(mail.partition("@")[0])
    near = around(passage, at, mail=True)
    if near.tied == "other" and near.before == "apply":
        return 0
    if near.never or mailbox in folded("mailboxes", "never"):
        return 0
    if label := of_label(passage, mail=True):
        return _STATED if label == "apply" else 0
    said = near.before or near.after or _subject(passage, mail) or _asked(passage, at)
    if said:
        return _SAID if said == "apply" else 0
    is_for_jobs = mailbox in folded("mailboxes", "jobs")
    heading = of_heading(passage.heading, mail=True)
    is_address = not passage.label or fold(passage.label) in folded("labels", "mail")
    is_contact = is_address or fold(passage.label) in folded("labels", "contact")
    if not is_contact and heading != "apply":
        return _PLACED if is_for_jobs else 0
    earlier = told.earlier(mail=True)
    if earlier in {"other", "never"}:
        return -_ALONE if is_for_jobs and earlier == "other" else 0
    if heading in {"other", "never"}:
        beside = passage.label and fold(passage.heading) in folded("labels", "sections")
        return -_ALONE if beside else 0
    if earlier or heading:
        return _SAID if is_address else _PLACED
    return _PLACED if is_for_jobs else -_ALONE


def _asked(passage: Passage, at: int) -> str:
    """What the question is about that stands before index *at*: ``Interested? sam@…``."""
    question, mark, _ = passage.text[:at].rpartition("?")
    return purpose_of(question, mail=True) if mark else ""


def _subject(passage: Passage, mail: str) -> str:
    """What the subject of a letter to *mail* is to be, as its link has it."""
    for _, address in passage.links:
        if address.startswith("mailto:") and "subject=" in address.lower() and mail in address:
            subject = re.split("subject=", address, maxsplit=1, flags=re.IGNORECASE)[1]
            return purpose_of(unquote_plus(subject.partition("&")[0]), mail=True, label=True)
    return ""


def _links(told: _Told) -> Iterator[Fact]:
    passage = told.passage
    for words, address in passage.links:
        if not address.startswith(("https://", "http://", "www.")):
            continue
        if address.endswith(("...", "…")):
            continue  # what is shown of a long one, which is behind it
        url = address.rstrip(".,;:!?*")
        url = f"https://{url}" if url.startswith("www.") else url
        if (sure := _link(told, words, url)) and is_web_url(url) and not _is_read(words):
            if _is_beside_mail(passage) or _is_file(url):
                sure = min(sure, _DOUBTED)
            yield Fact.of("apply_url", url, url, passage, sure)


def _link(told: _Told, words: str, url: str) -> float:
    """How surely *url*, behind *words* of a passage, leads to where one applies."""
    passage = told.passage
    if words and not _may_apply(f"{words} {passage.label} {passage.heading} {passage.text}"):
        return 0
    names_form = not folded("anchors", "words").isdisjoint(fold_words(words))
    is_site = fold(words) in folded("anchors", "site")
    is_plain = is_site or fold(words) in folded("anchors", "plain")
    cue = purpose_of(words) if words and not is_plain and fold(words) not in _SOFTWARE else ""
    label = of_label(passage, mail=False)
    says_nothing = (
        not words
        or (words in url and not words.isalpha())
        or words.startswith(("http://", "https://", "www."))
        or is_plain
        or names_form
    )
    is_form = not folded("addresses", "forms").isdisjoint(fold_words(url))
    if "other" in {cue, label} or not (cue or label or says_nothing or is_form):
        return 0
    near = around(passage, max(passage.text.find(words or url), 0), mail=False)
    if near.never:
        return 0
    if "apply" in {cue, label}:
        return _STATED
    said = near.before or (near.after if says_nothing else "")
    if said:
        sure = (_SAID if says_nothing else _PLACED) if said == "apply" else 0
        is_read = near.before and (near.reads or (is_site and not near.leads))
        return min(sure, _DOUBTED) if is_read else sure
    # A line that is little but the link, below "How to apply".
    alone = len(passage.text) < len(words or url) + _LITTLE
    heading = of_heading(passage.heading, mail=False)
    names_form = names_form or not folded("anchors", "words").isdisjoint(fold_words(passage.label))
    if names_form and (
        heading == "apply"
        or (not passage.label and (near.interest or told.earlier(mail=False) == "apply"))
    ):
        return _PLACED
    if passage.label or not (says_nothing or (is_form and alone)):
        return 0
    if is_form and (earlier := told.earlier(mail=False)):
        return _PLACED if earlier == "apply" else 0
    if heading != "apply":
        return _ALONE if says_nothing and alone and told.earlier(mail=False) == "apply" else 0
    if is_form:
        return _PLACED
    return _ALONE if alone else 0


def _is_read(words: str) -> bool:
    """Whether *words* link to what one reads first: ``fiche de poste``, ``candidate pack``."""
    spoken = speak(words)
    if spoken.words[:1] and spoken.words[0] in _VERBS:
        return False
    return has(spoken, 0, len(spoken.words), _LISTS.phrases("anchors", "read"))


def _is_beside_mail(passage: Passage) -> bool:
    """Whether one is to write to a mail address, and the link may be what to read or fill in."""
    if "@" not in passage.text or not _MAIL.search(passage.text):
        return False
    return OR.isdisjoint(speak(passage.text).words)


def _is_file(url: str) -> bool:
    """Whether *url* is of a file: a form to print, the whole text of the call."""
    path = url.partition("?")[0].partition("#")[0]
    return path.lower().endswith((".pdf", ".doc", ".docx", ".odt", ".rtf"))


def _may_apply(text: str) -> bool:
    """Whether *text* may speak of applying, or link without a word of where to."""
    return holds(text.lower(), _STEMS)
