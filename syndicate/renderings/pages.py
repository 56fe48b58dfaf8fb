"""Pages: one for every offer, and the list of those that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from syndicate.jobposting import judge, script_bytes
from syndicate.jobposting.text import spotless
from syndicate.offer import iso
from syndicate.renderings.addresses import Addressed, mail_link, page_link, page_path, web_link
from syndicate.renderings.characters import html_bytes, one_line, uri
from syndicate.renderings.facts import Fact, facts
from syndicate.renderings.list_pages import ListPages
from syndicate.renderings.page import (
    Apply,
    Employer,
    Page,
    Translation,
    is_rtl,
    lang,
    page_title,
)
from syndicate.renderings.renderer import Renderer
from syndicate.renderings.selections import site_title
from syndicate.renderings.spelling import autonym, spell_day
from syndicate.renderings.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from syndicate.jobposting import Verdict
    from syndicate.offer import Offer
    from syndicate.renderings.artefact import Artefact, Catalogue
    from syndicate.renderings.words import Words
    from syndicate.site import Site


class Spoken(Addressed, Protocol):
    """What the pages of an offer's other languages say of one."""

    @property
    def language(self) -> str: ...
    @property
    def id(self) -> str: ...


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
    yield from writer.lists.all(catalogue.open)


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
    """Makes the pages of one site; *translated* is what ``translations`` found.

    ``lists`` makes those of its list.
    """

    def __init__(self, site: Site, translated: Mapping[str, Sequence[Spoken]]) -> None:
        self._site = site
        self._translated = translated
        self._renderer = Renderer(site)
        self.lists = ListPages(site, self._renderer)

    def stylesheet(self) -> Artefact:
        """The stylesheet of all pages."""
        return self._renderer.stylesheet()

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
        body = spotless(offer.body)
        json_ld = script_bytes(verdict.document, valid=True) if verdict.valid else None
        yield self._renderer.page(
            path,
            "offer.html",
            page=self._offer_page(offer, path, spoken),
            words=spoken,
            offer=offer,
            employer=_employer(offer, verdict.document),
            facts=facts(offer, self._site),
            body=html_bytes(offer.body) if body is None else body,
            apply=_apply(offer, spoken),
            json_ld=json_ld,
        )

    def closed_page(self, offer: Offer, now: datetime) -> Iterator[Artefact]:
        """The short page of a closed offer: that it is closed, and where the open ones are."""
        path = page_path(offer, self._site)
        if path is None:
            return
        spoken = words(offer.language, self._site.language)
        yield self._renderer.page(
            path,
            "closed.html",
            page=self._offer_page(offer, path, spoken),
            words=spoken,
            offer=offer,
            employer=offer.organization.name if offer.organization else None,
            closed_on=self._closed_on(offer, now, spoken),
        )

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
            rtl=is_rtl(offer.language),
            url=uri(offer.url),
            root=root,
            home=root or "./",
            words_lang=lang(spoken.language, offer.language),
            site_lang=lang(site.language, spoken.language),
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
