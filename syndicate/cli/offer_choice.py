"""Which offer a person means: an id, a path, or a part of either."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndicate.offer import Offer


def chosen(words: str, offers: Sequence[Offer], root: Path) -> Offer:
    """The one offer that *words* name; paths count from here or from *root*.

    :raises ConfigurationError: none or several fit; the message lists what may be meant.
    """
    part = words.removesuffix("…")  # as `syndicate offers` cuts it on a narrow terminal
    for fitting in (_exact(words, offers, root), _partly(part, offers)):
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise ConfigurationError(
                f"'{words}' fits {len(fitting)} offers; name one of them:\n{_listed(fitting)}"
            )
    raise ConfigurationError(f"no offer is called '{words}'{_near(words, offers)}")


def _exact(words: str, offers: Sequence[Offer], root: Path) -> list[Offer]:
    path = Path(words).absolute()
    return [
        offer
        for offer in offers
        if words in {offer.id, offer.path} or path == root.absolute() / offer.path
    ]


def _partly(words: str, offers: Sequence[Offer]) -> list[Offer]:
    part = words.casefold()
    return [
        offer
        for offer in offers
        if any(part in name.casefold() for name in (offer.id, offer.path, offer.title))
    ]


def _listed(offers: Sequence[Offer], most: int = 10) -> str:
    lines = [f"  {offer.path}" for offer in offers[:most]]
    if len(offers) > most:
        lines.append(f"  … and {len(offers) - most} more")
    return "\n".join(lines)


def _near(words: str, offers: Sequence[Offer]) -> str:
    """Offers whose id, or a word of it, is written nearly as *words* are."""
    names: dict[str, list[Offer]] = {}
    for offer in offers:
        for name in {offer.id.casefold(), *re.findall(r"\w{3,}", offer.id.casefold())}:
            names.setdefault(name, []).append(offer)
    found = get_close_matches(words.casefold(), names, n=3, cutoff=0.6)
    near = {offer.path: offer for name in found for offer in names[name]}
    if not near:
        return "; `syndicate offers` lists all of them"
    return f". Perhaps:\n{_listed(list(near.values()))}"
