"""An offer's JobPosting together with what our rules say of it, for those who need both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from syndicate.jobposting.document import job_posting
from syndicate.jobposting.rules import is_valid

if TYPE_CHECKING:
    from syndicate.offer import Offer
    from syndicate.site import Site


@dataclass(frozen=True, slots=True)
class Verdict:
    """The JobPosting *document* of one offer on one site, and whether it is *valid*.

    Not to be changed: a check, a page and a feed may share it.
    """

    document: dict[str, object]
    valid: bool


def judge(offer: Offer, site: Site) -> Verdict:
    """Make the JobPosting of *offer*, and judge it."""
    document = job_posting(offer, site)
    return Verdict(document, is_valid(document))
