"""JSON-LD on its own, for sites whose pages another generator makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syndicate.jobposting import judge, script_text
from syndicate.renderings.addresses import fragment_path
from syndicate.renderings.artefact import Artefact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.jobposting import Verdict
    from syndicate.offer import Offer
    from syndicate.renderings.artefact import Catalogue
    from syndicate.site import Site


def fragments(catalogue: Catalogue) -> Iterator[Artefact]:
    """The JobPosting of every open offer that makes a valid one; nothing when pages are ours.

    Each is a JSON document in which no character can end the script element it is put in.
    A closed offer has none: its file goes, and with it the JobPosting of its page.
    """
    site = catalogue.site
    if site.feeds.pages:
        return
    for offer in catalogue.open:
        if found := fragment(offer, site, judge(offer, site)):
            yield found


def fragment(offer: Offer, site: Site, verdict: Verdict) -> Artefact | None:
    """The JobPosting of *offer* as a file of its own; None unless *verdict* finds it valid."""
    if not verdict.valid:
        return None
    text = script_text(verdict.document)
    return Artefact(fragment_path(offer, site), f"{text}\n".encode())
