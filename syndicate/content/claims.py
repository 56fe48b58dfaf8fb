"""What an offer wants to be called, and all that decides whether it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from syndicate.content.dates import split_file_name
from syndicate.content.slugs import slugify

if TYPE_CHECKING:
    from syndicate.content.understand import Understood
    from syndicate.offer import Status, When


class Claim(NamedTuple):
    """The part of an offer that is compared with all others: names, and who comes first.

    ``slugs`` are the wishes for a slug, dearest first, each once. A light value, because a site
    of a million offers holds a million of them.
    """

    path: str
    id: str
    status: Status
    language: str
    date_posted: When | None
    opens: When | None
    stated_id: bool
    stated_url: str
    slugs: tuple[str, ...]
    id_line: int
    url_key: str
    url_place: tuple[int, int]


def claim(item: Understood) -> Claim:
    """What *item* claims."""
    offer = item.offer
    _, undated = split_file_name(offer.id)
    wishes = [slugify(wish) for wish in (item.stated_slug, undated, offer.id) if wish]
    return Claim(
        path=offer.path,
        id=offer.id,
        status=offer.status,
        language=offer.language,
        date_posted=offer.date_posted,
        opens=offer.opens,
        stated_id=item.stated_id,
        stated_url=item.stated_url,
        slugs=tuple(filter(None, dict.fromkeys(wishes))),
        id_line=item.id_line,
        url_key=item.keys.get("url", "url"),
        url_place=item.places.get("url", (1, 1)),
    )
