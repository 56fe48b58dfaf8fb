"""Personal data that offers publish: people's own mail addresses and mobile numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.folding import fold, fold_words
from syndicate.content.rules.case import Finding
from syndicate.content.rules.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.rules.case import Case
    from syndicate.content.rules.rule import Rule

#: Providers at which people, and few organisations, have their mailboxes.
_PROVIDER = re.compile(
    rf"@(?:{'|'.join(sorted(words('mail', 'providers')))})"
    r"\.(?:com|fr|de|net|org|me|co\.uk|es|nl|be|ch|at|it|ca|eu)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[\w.+-]+$")
#: So many letters has the name of a mailbox at most.
_LONGEST = 64
#: So many letters around a number say what it is.
_NEAR = 200
#: Words of mailboxes that are nobody's own.
_ROLES = words("mail", "roles")
_PHONE_WORD = re.compile(
    r"\b(?:t[ée]l(?:[ée]phone)?|phone|mobile|portable|gsm|handy|mobil|mobiel|m[óo]vil|whatsapp|signal"
    r"|sms|call|text|appel\w*|joindre|contact\w*|anruf\w*|bel(?:len)?|llama\w*)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:\b(?:r[ée]f\w*|ref\w*|n°|no\.?|nr\.?|offre|dossier|siret|siren|id|job|code|kennziffer"
    r"|iban|tva|vat)|#)\W{0,3}[\w./-]{0,6}\W?$",
    re.IGNORECASE,
)
#: Mobile numbers of France, Germany, the Netherlands, the United Kingdom, Spain, Belgium.
_MOBILE = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?:\+33|0033)[ .-]?(?:\(0\)[ .-]?)?[67](?:[ .-]?\d\d){4}"
    r"|0[67](?:[ .-]?\d\d){4}"
    r"|(?:\+49|0049)[ .-]?(?:\(0\)[ .-]?)?1[5-7]\d[ ./-]?\d{3}[ ./-]?\d{4,5}"
    r"|01[5-7]\d[ /-]\d{3}[ ./-]?\d{4,5}"
    r"|(?:\+31|0031)[ .-]?(?:\(0\)[ .-]?)?6[ .-]?\d{4}[ .-]?\d{4}"
    r"|06[ -]\d{4} ?\d{4}"
    r"|(?:\+44|0044)[ .-]?(?:\(0\)[ .-]?)?7\d{3}[ .-]?\d{3}[ .-]?\d{3}"
    r"|07\d{3} \d{3} ?\d{3}"
    r"|(?:\+34|0034)[ .-]?[67]\d{2}[ .-]?\d{3}[ .-]?\d{3}"
    r"|(?:\+32|0032)[ .-]?(?:\(0\)[ .-]?)?4\d\d[ .-]?\d\d[ .-]?\d\d[ .-]?\d\d"
    r")(?![\w/-]|[.,]\d)"
)
_WORK = re.compile(
    r"\b(?:portable|mobile|téléphone|phone)[ -](?:professionnel|pro|de service|d'astreinte)"
    r"|\b(?:work|company|office|service|duty) (?:mobile|phone)|\bdiensthandy|\bstandard\b",
    re.IGNORECASE,
)


def mails(case: Case, rule: Rule) -> Iterator[Finding]:
    """Mail addresses that bear somebody's name at a provider for private people."""
    del rule  # it is asked everywhere
    told = set()
    for name, address, _ in _addresses(case.offer.apply_email or ""):
        told.add(address.lower())
        if _is_private(name, case):
            line = f"{case.key('apply_email')}: jobs@…    (a mailbox of the organisation)"
            yield _mail(case.at("apply_email"), "apply_email", address, line)
    for name, address, index in _addresses(case.markdown):
        if address.lower() not in told and _is_private(name, case):
            told.add(address.lower())
            yield _mail(case.position(index), "", address, "a mailbox of the organisation")


def _addresses(text: str) -> Iterator[tuple[str, str, int]]:
    """The mailboxes at private providers: the name before the ``@``, the address, its index."""
    if "@" not in text:
        return
    for match in _PROVIDER.finditer(text):
        begin = max(0, match.start() - _LONGEST)
        name = _NAME.search(text[begin : match.start()])
        if name:
            yield name[0], name[0] + match[0], begin + name.start()


def _is_private(name: str, case: Case) -> bool:
    """Whether *name* is put together like the name of a person: ``jeanne.dupont``."""
    parts = [
        part.strip("0123456789") for part in re.split(r"[._-]", name.lower().partition("+")[0])
    ]
    parts = [part for part in parts if part]
    if len(parts) < 2 or max(map(len, parts)) < 3 or not _ROLES.isdisjoint(parts):
        return False
    employer = case.offer.organization.name if case.offer.organization else ""
    theirs = {word for word in fold_words(employer) if len(word) > 2}
    return theirs.isdisjoint(parts) and fold("".join(parts)) != fold(employer)


def _mail(at: tuple[int, int], field: str, address: str, hint: str) -> Finding:
    message = f"{address} looks like somebody's own mail address, and is published with the offer"
    return Finding(*at, field, message, hint)


def phones(case: Case, rule: Rule) -> Iterator[Finding]:
    """Mobile numbers in the body."""
    del rule
    if "06" not in case.markdown and not re.search(r"\+\d\d|0[017]", case.markdown):
        return
    told: set[str] = set()
    for match in _MOBILE.finditer(case.markdown):
        before, after = _around(case.markdown, match.start(), match.end())
        line = before + match[0] + after
        digits = re.sub(r"\D", "", match[0])
        plain = match[0].isdigit() and not _PHONE_WORD.search(line)
        if digits in told or plain or _REFERENCE.search(before) or _WORK.search(line):
            continue
        told.add(digits)
        message = f"{match[0]} is a mobile number, and is published with the offer"
        hint = "a number of the organisation, unless this is one"
        yield Finding(*case.position(match.start()), "", message, hint)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the line before *start* and after *end*, as far as it may belong there."""
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    return before, text[end : end + _NEAR].partition("\n")[0]
