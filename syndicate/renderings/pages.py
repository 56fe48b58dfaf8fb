"""Pages: one for every offer, and the list of those that are open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from markupsafe import Markup

from syndicate.jobposting import judge, script_bytes
from syndicate.offer import iso
from syndicate.renderings.addresses import Addressed, mail_link, page_link, page_path, web_link
from syndicate.renderings.artefact import Artefact
from syndicate.renderings.characters import html_bytes, one_line, uri
from syndicate.renderings.design import STYLESHEET, design
from syndicate.renderings.facts import Fact, facts
from syndicate.renderings.listing import (
    MOST_LISTED,
    Group,
    More,
    grouped,
    line,
    month_of,
    month_title,
)
from syndicate.renderings.selections import FORMATS, site_title
from syndicate.renderings.spelling import autonym, counted, spell_day, spell_number
from syndicate.renderings.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from syndicate.jobposting import Verdict
    from syndicate.offer import Offer
    from syndicate.renderings.artefact import Catalogue
    from syndicate.renderings.listing import Line
    from syndicate.renderings.words import Words
    from syndicate.site import Site

#: Longer titles are cut by search engines, and are an error to HTML checkers.
LONGEST_TITLE = 70

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Feed(NamedTuple):
    """A feed of the whole board: ``path`` is relative to the site."""

    name: str
    title: str
    media_type: str
    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Translation:
    """One language of an offer: ``name`` is in that language, ``href`` relative to the page."""

    language: str
    name: str
    url: str
    href: str


class Spoken(Addressed, Protocol):
    """What the pages of an offer's other languages say of one."""

    @property
    def language(self) -> str: ...
    @property
    def id(self) -> str: ...


class Page(NamedTuple):
    """What every template knows of the page it makes.

    ``root`` leads to the site's folder and is empty or ends with ``/``; ``home`` to the list of
    offers. ``words_lang`` and ``site_lang`` are attributes for elements whose text is in
    another language than the page's, else empty. ``translations`` has this page in it.
    """

    title: str
    heading: str
    description: str
    language: str
    rtl: bool
    url: str
    root: str
    home: str
    words_lang: Markup
    site_lang: Markup
    translations: tuple[Translation, ...] = ()
    others: tuple[Translation, ...] = ()


class Employer(NamedTuple):
    """The employer as a page names it; addresses lead to the web or are None."""

    name: str
    url: str | None
    logo: str | None


class Apply(NamedTuple):
    """How to apply; all None where only the offer's text says it."""

    url: str | None
    email: str | None
    mailto: str | None


def pages(catalogue: Catalogue) -> Iterator[Artefact]:
    """The pages of every offer, the list of the open ones and the stylesheet.

    Nothing when ``feeds.pages`` is false, and no page for an offer whose address lies
    outside the site.
    """
    site = catalogue.site
    if not site.feeds.pages:
        return
    writer = PageWriter(site, translations(catalogue.open))
    yield writer.stylesheet()
    for offer in catalogue.open:
        yield from writer.open_page(offer)
    for offer in catalogue.closed:
        yield from writer.closed_page(offer, catalogue.now)
    yield from writer.index(catalogue.open)


def translations(offers: Iterable[Offer]) -> dict[str, tuple[Offer, ...]]:
    """Offers that are one in several languages, by their translation key, languages sorted.

    A language that two offers claim belongs to the first of them.
    """
    found: dict[str, dict[str, Offer]] = {}
    for offer in offers:
        if offer.translation_key:
            found.setdefault(offer.translation_key, {}).setdefault(offer.language, offer)
    return {
        key: tuple(offer for _, offer in sorted(spoken.items()))
        for key, spoken in found.items()
        if len(spoken) > 1
    }


class PageWriter:
    """Makes the pages of one site; *translated* is what ``translations`` found."""

    def __init__(self, site: Site, translated: Mapping[str, Sequence[Spoken]]) -> None:
        self._site = site
        self._translated = translated
        self._design = design(site)
        self._always = {
            "site": site,
            "site_title": site_title(site),
            "feeds": _feeds(site),
            "stylesheet": self._design.stylesheet_address(),
        }

    def stylesheet(self) -> Artefact:
        """The stylesheet of all pages."""
        return Artefact(STYLESHEET, self._design.stylesheet())

    def open_page(self, offer: Offer, verdict: Verdict | None = None) -> Iterator[Artefact]:
        """The page of an open offer, with its JobPosting when that is valid.

        Hand in the *verdict* of ``judge`` on the offer where it is known: it is half the work.
        """
        path = page_path(offer, self._site)
        if path is None:
            return
        spoken = words(offer.language, self._site.language)
        verdict = verdict or judge(offer, self._site)
        # Both are HTML: what was sanitised where it was read, and what may stand in a script.
        json_ld = script_bytes(verdict.document) if verdict.valid else None
        yield self._page(
            path,
            "offer.html",
            page=self._offer_page(offer, path, spoken),
            words=spoken,
            offer=offer,
            employer=_employer(offer, verdict.document),
            facts=facts(offer, self._site),
            body=html_bytes(offer.body),
            apply=_apply(offer, spoken),
            json_ld=json_ld,
        )

    def closed_page(self, offer: Offer, now: datetime) -> Iterator[Artefact]:
        """The short page of a closed offer: that it is closed, and where the open ones are."""
        path = page_path(offer, self._site)
        if path is None:
            return
        spoken = words(offer.language, self._site.language)
        yield self._page(
            path,
            "closed.html",
            page=self._offer_page(offer, path, spoken),
            words=spoken,
            offer=offer,
            employer=offer.organization.name if offer.organization else None,
            closed_on=self._closed_on(offer, now, spoken),
        )

    def index(self, offers: Sequence[Offer]) -> Iterator[Artefact]:
        """The list of *offers* in their order, grouped by month when it is long.

        One that is too long for a page has its newest offers on the first one, and a page, or
        several, for each month.
        """
        lines = [(month_of(offer, self._site), line(offer, self._site)) for offer in offers]
        months = Counter(month for month, _ in lines)
        yield self.first_page(lines[:MOST_LISTED], months)
        if len(lines) > MOST_LISTED:
            for month in months:
                yield from self.month(month, [line for name, line in lines if name == month])

    def first_page(self, lines: Sequence[tuple[str, Line]], months: Mapping[str, int]) -> Artefact:
        """The first page of the list: *lines* with their months, the newest.

        *months* counts all open offers by month, newest first.
        """
        site = self._site
        number = sum(months.values())
        more = [
            More(month_title(month, site), f"./{_month_folder(month)}/", self._number(count))
            for month, count in months.items()
            if number > len(lines)
        ]
        return self._list_page("", site_title(site), grouped(lines, site), number, more)

    def month(self, month: str, lines: Sequence[Line]) -> Iterator[Artefact]:
        """The pages with all *lines* of one month, newest first; the oldest are on the first.

        So a new offer changes the last page alone.
        """
        title = month_title(month, self._site)
        oldest_first = lines[::-1]
        parts = [
            oldest_first[at : at + MOST_LISTED][::-1] for at in range(0, len(lines), MOST_LISTED)
        ]
        for number, part in enumerate(parts, 1):
            path = _part(month, number, len(parts))
            root = "../" * (path.count("/") + 1)
            here = [line._replace(href=_from(root, line.href)) for line in part]
            more = [
                More(
                    f"{title} ({other})",
                    f"{root}{_part(month, other, len(parts))}/",
                    self._number(len(others)),
                )
                for other, others in enumerate(parts, 1)
                if len(parts) > 1
            ][::-1]
            yield self._list_page(
                f"{path}/", title, (Group("", tuple(here)),), len(lines), more, more_title=title
            )

    def _list_page(
        self,
        folder: str,
        heading: str,
        groups: Sequence[Group],
        number: int,
        more: Sequence[More],
        more_title: str = "",
    ) -> Artefact:
        site = self._site
        spoken = words(site.language)
        root = "../" * folder.count("/")
        title = page_title(heading, site_title(site)) if folder else heading
        page = Page(
            title=shortened(title, LONGEST_TITLE),
            heading=heading,
            description="" if folder else one_line(site.description),
            language=site.language,
            rtl=_rtl(site.language),
            url=uri(site.url + folder),
            root=root,
            home=root or "./",
            words_lang=_lang(spoken.language, site.language),
            site_lang=_lang(site.language, spoken.language) if folder else Markup(),
        )
        return self._page(
            f"{folder}index.html",
            "month.html" if folder else "index.html",
            page=page,
            words=spoken,
            count=self._count(number),
            groups=tuple(groups),
            more=tuple(more),
            more_title=more_title or spoken.page["by_month"],
        )

    def _number(self, number: int) -> str:
        return spell_number(number, words(self._site.language))

    def _count(self, number: int) -> str:
        spoken = words(self._site.language)
        return counted("offers", number, spoken) if number else spoken.page["no_offers"]

    def _page(self, path: str, template: str, **context: object) -> Artefact:
        return Artefact(path, self._design.render(template, {**self._always, **context}))

    def _offer_page(self, offer: Offer, path: str, spoken: Words) -> Page:
        site = self._site
        root = "../" * path.count("/")
        spoken_here = self._spoken(offer, root)
        title = one_line(offer.title)
        employer = offer.organization.name if offer.organization else site_title(site)
        return Page(
            title=page_title(title, one_line(employer)),
            heading=title,
            description=one_line(offer.summary),
            language=offer.language,
            rtl=_rtl(offer.language),
            url=uri(offer.url),
            root=root,
            home=root or "./",
            words_lang=_lang(spoken.language, offer.language),
            site_lang=_lang(site.language, spoken.language),
            translations=spoken_here,
            others=tuple([t for t in spoken_here if t.language != offer.language]),
        )

    def _spoken(self, offer: Offer, root: str) -> tuple[Translation, ...]:
        if not offer.translation_key:
            return ()
        found = self._translated.get(offer.translation_key, ())
        # The second offer of one language is no translation of the others.
        if not any(other.id == offer.id for other in found):
            return ()
        return tuple(
            Translation(
                language=other.language,
                name=autonym(other.language),
                url=uri(other.url),
                href=page_link(other, self._site, root),
            )
            for other in found
        )

    def _closed_on(self, offer: Offer, now: datetime, spoken: Words) -> Fact | None:
        """The deadline, when it is what closed the offer."""
        if offer.closes is None or offer.closes_at is None or offer.closes_at > now:
            return None
        day = spell_day(offer.closes, self._site, spoken)
        return Fact("closes", spoken.page["closed_on"], day, moment=iso(offer.closes))


def _month_folder(month: str) -> str:
    return f"list/{month}"


def _part(month: str, number: int, parts: int) -> str:
    """The folder of one page of a month, below the site: the newest has the month's own."""
    return _month_folder(month) + (f"/{number}" if number < parts else "")


def _from(root: str, href: str) -> str:
    """*href*, which leads from the first page to an offer, from a page that *root* leads from."""
    return root + href.removeprefix("./") if href.startswith("./") else href


def page_title(title: str, owner: str) -> str:
    """*title* and *owner* in one line for tabs and results, at most ``LONGEST_TITLE`` long."""
    both = f"{title} – {owner}"
    return both if len(both) <= LONGEST_TITLE else shortened(title, LONGEST_TITLE)


def shortened(text: str, limit: int) -> str:
    """*text* cut after a word so that it has at most *limit* characters, ``…`` included."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    # Cut inside the last word only when the words are as long as lines.
    space = head.rfind(" ", limit // 2)
    return head[: space if space > 0 else limit - 1].rstrip(" ,;:–—-") + "…"


def _feeds(site: Site) -> tuple[Feed, ...]:
    title = site_title(site)
    return tuple(
        Feed(
            form.name,
            f"{title} ({form.name})",
            form.media_type,
            form.file,
            uri(f"{site.url}{form.file}"),
        )
        for form in FORMATS
    )


def _employer(offer: Offer, document: Mapping[str, object]) -> Employer | None:
    """The employer, with the links of its JobPosting: one that stays unnamed has none there."""
    stated = document.get("hiringOrganization")
    if offer.organization is None or not isinstance(stated, dict):
        return None
    return Employer(
        offer.organization.name, web_link(stated.get("sameAs")), web_link(stated.get("logo"))
    )


def _apply(offer: Offer, spoken: Words) -> Apply:
    if not offer.apply_email:
        return Apply(web_link(offer.apply_url), None, None)
    subject = spoken.say["application"].format(one_line(offer.title))
    mailto = mail_link(offer.apply_email, subject)
    return Apply(web_link(offer.apply_url), offer.apply_email if mailto else None, mailto)


@lru_cache(maxsize=256)
def _rtl(language: str) -> bool:
    return _primary(language) in _RIGHT_TO_LEFT


@lru_cache(maxsize=256)
def _lang(inner: str, outer: str) -> Markup:
    """The attributes of an element in *inner* that stands in text in *outer*."""
    if _primary(inner) == _primary(outer):
        return Markup()
    if _rtl(inner) == _rtl(outer):
        return Markup(' lang="{}"').format(inner)
    return Markup(' lang="{}" dir="{}"').format(inner, "rtl" if _rtl(inner) else "ltr")


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
