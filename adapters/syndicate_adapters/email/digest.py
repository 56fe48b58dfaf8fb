"""The digest: a message in plain text and in HTML about several offers, for one recipient."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from syndicate.jobposting.text import line
from syndicate_adapters.email.recipients import address, is_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from syndicate.adapter import Options
    from syndicate_adapters.email.recipients import Recipient

FIELDS = ("site", "titles", "count")

#: Seven bits: what every server passes on unchanged, as a signature needs it.
_POLICY = SMTP.clone(cte_type="7bit")
_FIELD = re.compile(r"\{(\w+)\}")
_FROM = re.compile(r"([^<>\n]*)<([^<>\s]+)>|([^<>\s]+)")
#: So much of the titles stands in a subject.
_SUBJECT = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One offer in a digest: its ``text`` has lines, of which ``title`` and ``link`` may be two."""

    title: str
    text: str
    link: str
    language: str

    def plain(self) -> str:
        """As it stands in the plain text."""
        return self.text if self.title in self.text else f"{self.title}\n{self.text}"

    def html(self) -> str:
        """As it stands in the HTML: the title links to the offer."""
        link, language = escape(self.link), escape(self.language)
        rows = [row for row in self.text.split("\n") if row not in {self.title, self.link}]
        said = "<br>\n".join(
            escape(row).replace(link, f'<a href="{link}">{link}</a>') for row in rows
        )
        return (
            f'<h2 lang="{language}" style="font-size: 1.1em; margin: 1.5em 0 0">'
            f'<a href="{link}">{escape(self.title)}</a></h2>\n'
            f'<p lang="{language}" style="margin: 0">{said}</p>\n'
        )


class Writer:
    """Writes the messages of one board: who sends them, what they say, how one unsubscribes."""

    def __init__(self, options: Options, *, to_people: bool) -> None:
        self.site = options.site
        self.title = line(options.site.title) or urlsplit(options.site.url).netloc
        self.sender = _sender(options)
        self.reply_to = address(options, "reply_to") if options.has("reply_to") else ""
        self.list_id = _list_id(options)
        self.leave = _Leaving(options, to_people=to_people)
        self.templates = {key: options.by_language(key) for key in ("subject", "intro", "footer")}
        for key, templates in self.templates.items():
            for template in templates.values():
                if not set(_FIELD.findall(template)) <= set(FIELDS):
                    what = f"has a field that is none of {', '.join(FIELDS)}"
                    raise options.mistake(key, what, f'{key} = "{{site}}"')

    def message(self, entries: Sequence[Entry], batch: str, to: Recipient, now: datetime) -> bytes:
        """The message, ready to be sent, without the line that ends it.

        Equal *batch* and *to* have equal Message-IDs, so that what was sent twice can be told.
        """
        language = self._language(entries)
        message = EmailMessage(_POLICY)
        message["From"] = self.sender
        message["To"] = to.address
        if self.reply_to:
            message["Reply-To"] = self.reply_to
        message["Subject"] = line(self._said("subject", language, entries))
        message["Date"] = format_datetime(now)
        person = hashlib.sha256(to.address.encode()).hexdigest()[:16]
        message["Message-ID"] = f"<{batch}.{person}@{self.sender.domain}>"
        message["List-Id"] = f"<{self.list_id}>"
        # Both keep "out of office" away: answering programs obey the one or the other.
        message["Auto-Submitted"] = "auto-generated"
        message["Precedence"] = "list"
        message.set_content(self._plain(entries, language, to))
        message.add_alternative(self._html(entries, language, to), subtype="html")
        message["Content-Language"] = language
        message.set_boundary(f"={batch}=")
        return self.leave.headers(to) + message.as_bytes()

    def _plain(self, entries: Sequence[Entry], language: str, to: Recipient) -> str:
        ways = [f"{_words(language)['unsubscribe']}\n{way}" for way in self.leave.ways(to)[:1]]
        footer = "\n".join([self._said("footer", language, entries), *ways])
        parts = [self._said("intro", language, entries), *(entry.plain() for entry in entries)]
        return "\n\n".join([*parts, f"-- \n{footer}"]) + "\n"

    def _html(self, entries: Sequence[Entry], language: str, to: Recipient) -> str:
        subject, intro, footer = (
            escape(self._said(key, language, entries)).replace("\n", "<br>\n")
            for key in ("subject", "intro", "footer")
        )
        word = escape(_words(language)["unsubscribe"])
        ways = "".join(
            f'<br>\n<a href="{escape(way)}">{word}</a>' for way in self.leave.ways(to)[:1]
        )
        return (
            f'<!doctype html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
            f"<title>{subject}</title></head>\n"
            '<body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">\n'
            f"<p>{intro}</p>\n{''.join(entry.html() for entry in entries)}"
            f'<p style="margin-top: 2em; font-size: 0.9em">{footer}{ways}</p>\n</body>\n</html>\n'
        )

    def _language(self, entries: Sequence[Entry]) -> str:
        """The one that all offers are in, or else the site's."""
        spoken = {entry.language for entry in entries}
        return spoken.pop() if len(spoken) == 1 else self.site.language

    def _said(self, key: str, language: str, entries: Sequence[Entry]) -> str:
        own = self.templates[key]
        names = (language.lower(), language.partition("-")[0].lower(), "")
        template = next((own[name] for name in names if name in own), _words(language)[key])
        titles = _titles([entry.title for entry in entries])
        values = {"site": self.title, "titles": titles, "count": str(len(entries))}
        return _FIELD.sub(lambda field: values[field[1]], template).strip()


class _Leaving:
    """How a recipient leaves the list: an address of the web, one of mail, or both."""

    def __init__(self, options: Options, *, to_people: bool) -> None:
        self.url = options.url("unsubscribe") if options.has("unsubscribe") else ""
        self.mail = address(options, "unsubscribe_mail") if options.has("unsubscribe_mail") else ""
        example = 'unsubscribe = "https://lists.example.org/leave?address={address}"'
        if self.url and not (self.url.startswith("https://") and _is_plain(self.url)):
            raise options.mistake("unsubscribe", "is no https address in ASCII", example)
        if to_people and not (self.url or self.mail):
            what = "or unsubscribe_mail is missing: people must be able to leave"
            raise options.mistake("unsubscribe", what, example)

    def ways(self, to: Recipient) -> list[str]:
        """The addresses to follow, the best first."""
        web = self.url.replace("{address}", quote(to.address, safe="")) if self.url else ""
        mail = f"mailto:{self.mail}?subject=unsubscribe" if self.mail else ""
        return [way for way in (web, mail) if way]

    def headers(self, to: Recipient) -> bytes:
        """As mail programs read them. Not left to ``email``, which would encode a long address."""
        ways = [f"<{way}>" for way in self.ways(to)]
        if not ways:
            return b""
        rows = ["List-Unsubscribe: " + ",\r\n ".join(ways)]
        if "{address}" in self.url:
            # One click without a word (RFC 8058): the address alone must say who leaves.
            rows.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
        return "".join(f"{row}\r\n" for row in rows).encode("ascii")


def _sender(options: Options) -> Address:
    said = _FROM.fullmatch(options.text("from").strip())
    if said is None or not is_address(said[2] or said[3]):
        example = 'from = "Jobs at Example <jobs@example.org>"'
        raise options.mistake("from", "is no name and address", example)
    return Address(line((said[1] or "").strip(' "')) or "", addr_spec=said[2] or said[3])


def _list_id(options: Options) -> str:
    """RFC 2919: for life, so that filters go on working; from the board's name and the site."""
    host = (urlsplit(options.site.url).hostname or "localhost").encode("idna").decode()
    own = re.sub(r"[^a-z0-9-]+", "-", options.name.lower()).strip("-") or "digest"
    chosen = options.text("list_id", f"{own}.{host}")
    if re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", chosen):
        return chosen
    raise options.mistake("list_id", "is no name with dots", 'list_id = "jobs.example.org"')


def _titles(titles: Sequence[str]) -> str:
    """As many *titles* as stand in a subject, and how many more there are."""
    first = titles[0]
    shown = [first if len(first) <= _SUBJECT else f"{first[: _SUBJECT - 1].rstrip()}…"]
    for title in titles[1:]:
        if len(", ".join([*shown, title])) > _SUBJECT:
            break
        shown.append(title)
    more = len(titles) - len(shown)
    return ", ".join(shown) + (f" (+{more})" if more else "")


def _is_plain(text: str) -> bool:
    """True for what can stand between < and > in a header."""
    return text.isascii() and text.isprintable() and not set(text) & set('<> "')


@lru_cache(maxsize=16)
def _words(language: str) -> Mapping[str, str]:
    text = Path(__file__).with_name("words.toml").read_text("utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return tables.get(language.partition("-")[0].lower()) or tables["en"]
