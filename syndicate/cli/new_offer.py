"""The text of a new offer: the keys this site uses, with a word on each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.quoting import quoted
from syndicate.content.slugs import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from syndicate.site import Site

#: Keys by which a site already says what is published: a ``draft`` beside them would contradict.
_PUBLISHING = {"published", "draft", "open", "status", "state"}

_BODY = """\

<!-- Describe the job below this line: the work, the person you look for, how to apply. -->

"""


def offer_text(title: str, site: Site, today: date) -> str:
    """A new file for an offer called *title*: a draft of *today* with this site's own keys."""
    return "\n".join(["---", *_front_matter(title, site, today), "---", _BODY])


def file_stem(title: str, today: date) -> str:
    """The file name, without its ending, of an offer called *title*; also its id for life."""
    return f"{today}-{slugify(title) or 'offer'}"


def _front_matter(title: str, site: Site, today: date) -> Iterator[str]:
    def key(field: str, ours: str = "") -> str:
        own = site.content.fields.get(field)
        return _key(own[0]) if own else ours or field

    asked = {name: values[0] for name, values in site.content.where.items() if values}
    for name, value in asked.items():
        yield f"{_key(name)}: {quoted(value)}"
    yield f"{key('title')}: {quoted(title)}"
    yield f"{key('date_posted')}: {today}"
    yield f"# {key('closes')}: {today:%Y}-12-31  # the last day to apply"
    yield _place(key("locations", "location"), site)
    if site.organization is None:
        yield f"{key('organization')}:  # the employer's name"
    yield f"# {key('workplace')}: onsite  # or hybrid, remote"
    yield f"# {key('employment')}: permanent  # or fixed_term, internship, apprenticeship, ..."
    yield f"# {key('schedule')}: full_time  # or part_time"
    yield f"# {key('pay')}: 2,400 to 2,800 EUR per month"
    yield f"# {key('tags')}: first, second"
    yield f"# {key('apply_email')}: jobs@example.org  # or {key('apply_url')}: https://..."
    if not _PUBLISHING & asked.keys():
        yield f"{key('draft')}: true  # take this line away to publish"


def _key(name: str) -> str:
    return name if re.fullmatch(r"\w[\w -]*", name) else quoted(name)


def _place(key: str, site: Site) -> str:
    address = site.address
    if address is None:
        return f"{key}:  # town and country, such as: Lyon, FR"
    there = ", ".join(filter(None, (address.city, address.country)))
    return f"# {key}: Lyon, FR  # unless it is {there}, as syndicate.toml says"
