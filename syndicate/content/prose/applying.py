"""Where to apply: the mail address and the link that an offer gives for it.

Offers give other addresses, too: for questions, for the press, of a colleague, of the employer's
site. The words nearest before an address say what it is for; where there are none, the words after
it, the sentence before it, its key or its heading do.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.folding import fold, fold_words
from syndicate.content.prose.fact import HIGH, Fact, surest
from syndicate.content.prose.passage import holds
from syndicate.content.prose.speech import (
    BREAKS,
    Spoken,
    has,
    holds_word,
    lists,
    speak,
    spotted,
    telling,
)
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
_OR = frozenset(("ou", "or", "oder", "of", "o"))
#: More words make a sentence of a heading, or of what links.
_LONGEST_HEADING = 14
#: In letters, accents apart and all: a longer text is no label.
_LONGEST_LABEL = 100
_END = 0.6
#: So many lines above an address tell whose it is.
_CARD = 4


class _Near(NamedTuple):
    """What is said around an address: before it, after it, and whether nothing counts at all.

    ``tied`` is what the words right behind it say: ``email us if you have questions``.
    """

    before: str
    after: str
    never: bool
    tied: str = ""


class _Told(NamedTuple):
    """A passage of an offer."""

    prose: Prose
    passage: Passage

    def earlier(self) -> str:
        """What the passage before is about, be it in the block before, or above a card."""
        before = self.prose.before(self.passage, _may_tell)
        if before is None and self.passage.label:
            return self._above_card()
        return _cue(before.sentence) if before and before.kind != "heading" else ""

    def _above_card(self) -> str:
        """What is said above the name, the title and the house of who has the address."""
        here: Passage | None = self.passage
        for _ in range(_CARD):
            here = self.prose.before(here) if here else None
            if here is None or here.kind == "heading" or len(here.text) > _LONGEST_LABEL:
                return ""
            if cue := _cue(here.sentence):
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
    near = _near(passage, at, mail=True)
    if near.tied == "other" and near.before == "apply":
        return 0
    if near.never or mailbox in _folded("mailboxes", "never"):
        return 0
    if label := _label(passage):
        return _STATED if label == "apply" else 0
    said = near.before or near.after
    if said:
        return _SAID if said == "apply" else 0
    is_for_jobs = mailbox in _folded("mailboxes", "jobs")
    heading = _heading(passage.heading)
    is_contact = not passage.label or fold(passage.label) in _folded("labels", "contact")
    if not is_contact and heading != "apply":
        return _PLACED if is_for_jobs else 0
    earlier = told.earlier()
    if earlier in {"other", "never"}:
        return -_ALONE if is_for_jobs and earlier == "other" else 0
    if heading in {"other", "never"}:
        beside = passage.label and fold(passage.heading) in _folded("labels", "sections")
        return -_ALONE if beside else 0
    if earlier or heading:
        return _PLACED if passage.label else _SAID
    return _PLACED if is_for_jobs else -_ALONE


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
    cue = _cue(words) if words and fold(words) not in _SOFTWARE else ""
    label = _label(passage)
    says_nothing = (
        not words
        or (words in url and not words.isalpha())
        or words.startswith(("http://", "https://", "www."))
        or fold(words) in _folded("anchors", "plain")
        or not _folded("anchors", "words").isdisjoint(fold_words(words))
    )
    is_form = not _folded("addresses", "forms").isdisjoint(fold_words(url))
    if "other" in {cue, label} or not (cue or label or says_nothing or is_form):
        return 0
    near = _near(passage, max(passage.text.find(words or url), 0), mail=False)
    if near.never:
        return 0
    if "apply" in {cue, label}:
        return _STATED
    said = near.before or (near.after if says_nothing else "")
    if said:
        return (_SAID if says_nothing else _PLACED) if said == "apply" else 0
    # A line that is little but the link, below "How to apply".
    alone = len(passage.text) < len(words or url) + _LITTLE
    if passage.label or not (says_nothing or (is_form and alone)):
        return 0
    if is_form and (earlier := told.earlier()):
        return _PLACED if earlier == "apply" else 0
    if _heading(passage.heading) != "apply":
        return 0
    if is_form:
        return _PLACED
    return _ALONE if alone else 0


def _is_read(words: str) -> bool:
    """Whether *words* link to what one reads first: ``fiche de poste``, ``candidate pack``."""
    spoken = speak(words)
    return has(spoken, 0, len(spoken.words), _LISTS.phrases("anchors", "read"))


def _is_beside_mail(passage: Passage) -> bool:
    """Whether one is to write to a mail address, and the link may be what to read or fill in."""
    if "@" not in passage.text or not _MAIL.search(passage.text):
        return False
    return _OR.isdisjoint(speak(passage.text).words)


def _is_file(url: str) -> bool:
    """Whether *url* is of a file: a form to print, the whole text of the call."""
    path = url.partition("?")[0].partition("#")[0]
    return path.lower().endswith((".pdf", ".doc", ".docx", ".odt", ".rtf"))


def _near(passage: Passage, at: int, *, mail: bool) -> _Near:
    """What the words around index *at* of *passage* say."""
    spoken = speak(passage.text)
    cues = list(spotted(spoken, _LISTS.phrases("cues")))
    if not cues:
        return _Near("", "", never=False)
    here = next((i for i, (begin, _) in enumerate(spoken.spans) if begin >= at), len(spoken.spans))
    if any(cue == "never" for _, _, cue in cues):
        return _Near("", "", never=True)
    if not mail:
        # "With your portfolio, e.g. https://…" is where nobody applies.
        if any(cue == "aside" and here - 2 <= end <= here for _, end, cue in cues):
            return _Near("", "", never=True)
        cues = [cue for cue in cues if cue[2] != "mail"]
    cues = [cue for cue in cues if cue[2] != "aside"]
    before = [
        (end, "apply" if cue == "mail" else cue)
        for begin, end, cue in cues
        if begin < here and not (cue == "other" and _is_inside(spoken.words, begin, here))
    ]
    after = ["apply" if cue == "mail" else cue for begin, _, cue in cues if begin > here]
    last = before[-1][1] if before else ""
    if any(cue == "both" for _, cue in before):
        last = "apply"
    elif last == "apply":
        begin = here
        while begin > 0 and spoken.words[begin - 1] not in BREAKS - {":"}:
            begin -= 1
        # As in: questions about your application
        if any(cue == "other" and end > begin for end, cue in before):
            last = "other"
    following = "other" if "other" in after else "apply" if after else ""
    return _Near(last, following, never=False, tied=_tied(spoken, cues, here))


def _is_inside(words: tuple[str, ...], at: int, here: int) -> bool:
    """Whether the word *at* stands in brackets that close before *here*: of what is sent."""
    if ")" not in words[at:here]:
        return False
    closed = words.index(")", at, here)
    opened = words[:closed].count("(") - words[:at].count("(")
    return not opened and words[:at].count("(") > words[:at].count(")")


def _tied(spoken: Spoken, cues: list[tuple[int, int, str]], here: int) -> str:
    """What the few words behind the address that begins at the word *here* say of it."""
    spans, end = spoken.spans, here
    while end + 1 < len(spans) and " " not in spoken.text[spans[end][1] : spans[end + 1][0] + 1]:
        end += 1  # nothing but marks parts the words of an address
    for begin, _, cue in cues:
        if end < begin <= end + 5 and BREAKS.isdisjoint(spoken.words[end + 1 : begin]):
            return cue
    return ""


@lru_cache(maxsize=512)
def _cue(text: str) -> str:
    """What *text* as a whole is about: ``apply``, ``other``, ``never``, or nothing of it."""
    found = {cue for _, _, cue in spotted(speak(text), _LISTS.phrases("cues"))} - {"mail", "aside"}
    if len(text) <= _LONGEST_LABEL and fold(text) in _folded("labels", "apply"):
        found.add("apply")
        found.discard("other")
    for each in ("never", "other", "apply", "both"):
        if each in found:
            return "apply" if each == "both" else each
    return ""


def _label(passage: Passage) -> str:
    """What the key of *passage* asks for: ``apply``, ``other``, or neither."""
    return _cue(passage.label) if passage.label else ""


def _heading(text: str) -> str:
    return _cue(text) if text and text.count(" ") <= _LONGEST_HEADING else ""


def _may_tell(markdown: str) -> bool:
    """Whether a passage of *markdown* may be about anything: its entities hide what they stand for.

    Large first letters are set in bold: ``**A**pply here``.
    """
    return "&" in markdown or holds_word(markdown.replace("*", ""), _telling())


@cache
def _telling() -> frozenset[str]:
    cues = (phrase for phrases in _LISTS.raw("cues").values() for phrase in phrases)
    return telling((*cues, *_LISTS.raw("labels")["apply"]))


def _may_apply(text: str) -> bool:
    """Whether *text* may speak of applying, or link without a word of where to."""
    return holds(text.lower(), _STEMS)


@cache
def _folded(section: str, key: str) -> frozenset[str]:
    """The phrases of one list, folded."""
    return frozenset(fold(phrase) for phrase in _LISTS.raw(section)[key])
