"""The pages of the list of open offers: the first one, and those of each month."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup

from syndicate.renderings.characters import one_line, uri
from syndicate.renderings.listing import (
    MOST_LISTED,
    Group,
    More,
    grouped,
    line,
    month_of,
    month_title,
)
from syndicate.renderings.page import LONGEST_TITLE, Page, is_rtl, lang, page_title, shortened
from syndicate.renderings.selections import site_title
from syndicate.renderings.spelling import counted, spell_number
from syndicate.renderings.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from syndicate.offer import Offer
    from syndicate.renderings.artefact import Artefact
    from syndicate.renderings.listing import Line
    from syndicate.renderings.renderer import Renderer
    from syndicate.site import Site


class ListPages:
    """Makes the pages of the list of *site*."""

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self._site = site
        self._renderer = renderer

    def all(self, offers: Iterable[Offer]) -> Iterator[Artefact]:
        """The list of *offers* in their order, grouped by month when it is long.

        One that is too long for a page has its newest offers on the first one, and a page, or
        several, for each month.
        """
        lines = [(month_of(offer, self._site), line(offer, self._site)) for offer in offers]
        months = Counter(month for month, _ in lines)
        yield self.first(lines[:MOST_LISTED], months)
        if len(lines) > MOST_LISTED:
            for month in months:
                yield from self.month(month, [line for name, line in lines if name == month])

    def first(self, lines: Sequence[tuple[str, Line]], months: Mapping[str, int]) -> Artefact:
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
            rtl=is_rtl(site.language),
            url=uri(site.url + folder),
            root=root,
            home=root or "./",
            words_lang=lang(spoken.language, site.language),
            site_lang=lang(site.language, spoken.language) if folder else Markup(),
        )
        return self._renderer.page(
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


def _month_folder(month: str) -> str:
    return f"list/{month}"


def _part(month: str, number: int, parts: int) -> str:
    """The folder of one page of a month, below the site: the newest has the month's own."""
    return _month_folder(month) + (f"/{number}" if number < parts else "")


def _from(root: str, href: str) -> str:
    """*href*, which leads from the first page to an offer, from a page that *root* leads from."""
    return root + href.removeprefix("./") if href.startswith("./") else href
