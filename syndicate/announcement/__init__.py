"""What a board says of offers to people: templates, tagged links, and what fits its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from syndicate.announcement.lengths import characters
from syndicate.announcement.message import fault, message, misuse, words
from syndicate.jobposting.text import clean
from syndicate.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.adapter import Options
    from syndicate.announcement.lengths import Length
    from syndicate.offer import Offer

__all__ = ["Announcer"]

#: What stands for itself in an address; all else is percent-encoded, or a link would end there.
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;="
#: What is left for the text beside a link, at least.
_ROOM = 40
#: So many times the limit of an offer's own text are looked at: all of a long one could take long.
_FAR = 20


class Announcer:
    """Says what one board says of offers: at most *limit* by *length*, links tagged *source*.

    Reads of the board's table ``text`` and ``closed_text`` (templates, one for all languages or a
    table of them by language) and ``utm_source``. What an offer itself says for this board
    (``boards.<name>.text`` in its front matter) wins over all of them. Names and titles call
    nobody and become no links, whatever they hold; templates and an offer's own words may. Where
    no text calls anybody *guard* is false, and they stay as they are.
    """

    def __init__(
        self,
        options: Options,
        *,
        source: str,
        limit: int,
        length: Length = characters,
        guard: bool = True,
    ) -> None:
        self.board = options.name
        self.site = options.site
        self.home = quote(options.site.url, safe=_IN_ADDRESSES)
        self.source = options.text("utm_source", source)
        self.limit = limit
        self.length = length
        self.guard = guard
        self.templates = {key: options.by_language(key) for key in ("text", "closed_text")}
        for key, templates in self.templates.items():
            for template in templates.values():
                if wrong := fault(template, limit, length):
                    example = f'{key} = "{{title}} · {{employer}}\\n{{link}}"'
                    raise options.mistake(key, wrong, example)

    def link(self, offer: Offer) -> str:
        """The offer's page; ``utm_source`` says who sent the visitor, ``utm_content`` the id.

        ``utm_campaign`` names the site where the page is on another: by it the link is ours.
        """
        url = quote(offer.url, safe=_IN_ADDRESSES)
        tags = {"utm_source": self.source, "utm_content": offer.id}
        if not url.startswith(self.home):
            tags["utm_campaign"] = self._name
        parts = urlsplit(url)
        tagged = urlencode(tags)
        if tagged[-1] in ".~":  # where an address is found in a text, it ends before them
            tagged = f"{tagged[:-1]}%{ord(tagged[-1]):X}"
        query = f"{parts.query}&{tagged}" if parts.query else tagged
        return parts._replace(query=query).geturl()

    def subject(self, link: str) -> str | None:
        """The id of the offer that *link*, one of ``link``, leads to; None for any other."""
        try:
            said = parse_qs(urlsplit(link).query)
        except ValueError:  # somebody else's, and no address at all
            return None
        if not link.startswith(self.home) and self._name not in said.get("utm_campaign", ()):
            return None
        # The last: an address may have had its own before it was tagged.
        return said["utm_content"][-1] if "utm_content" in said else None

    def text(self, offer: Offer) -> str:
        """What is said of *offer* while it is open."""
        own = self._own(offer)
        if own and "{link}" not in own:
            own += "\n{link}"
        return self._said(offer, own or self._template(offer, "text"))

    def closed(self, offer: Offer) -> str:
        """What is said instead once *offer* is closed, where messages cannot be taken back."""
        return self._said(offer, self._template(offer, "closed_text"))

    def problems(self, offer: Offer) -> Iterator[Problem]:
        """A link that leaves no room for words; words of the offer's own that cannot be said."""
        room = self.limit - self.length(self.link(offer))
        if room < _ROOM:
            told = (
                f"its link leaves {max(room, 0)} of the {self.limit} that a message may have: "
                f"shorten the page's address"
            )
            yield Problem(
                offer.path, 0, 0, Severity.ERROR, "link-too-long", "url", told, "slug: short-name"
            )
        if wrong := misuse(self._own(offer)):
            told = f"boards.{self.board}.text {wrong}"
            hint = 'text: "We are hiring: {title}\\n{link}"'
            yield Problem(offer.path, 0, 0, Severity.ERROR, "board-text", "boards", told, hint)

    def _own(self, offer: Offer) -> str:
        return clean(offer.texts.get(self.board, "")[: _FAR * self.limit]).rstrip()

    def _said(self, offer: Offer, template: str) -> str:
        return message(offer, self.link(offer), template, self.limit, self.length, guard=self.guard)

    def _template(self, offer: Offer, key: str) -> str:
        own = self.templates[key]
        language = offer.language.lower()
        while language and language not in own:
            language = language.rpartition("-")[0]  # fr-CA, then fr, then all others
        return own.get(language) or words(offer.language)[key]

    @property
    def _name(self) -> str:
        return urlsplit(self.home).netloc
