"""Towns of employers that seek somebody: ``La Mairie de Dijon recrute un jardinier``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.prose.address import places
from syndicate.content.prose.found import OURS, Found
from syndicate.content.prose.roles import names_doer

if TYPE_CHECKING:
    from syndicate.content.prose.passage import Passage

#: The words for whom an employer seeks are no longer.
_SOUGHT = 70
#: A house of a town that seeks is there: "La Mairie de Dijon recrute un jardinier".
_HOUSE_OF = re.compile(
    r" (?:L[ae] |L['’]|The |[Nn]otre |[Oo]ur )?"
    r"(?:[Mm]airie|[Vv]ille|[Cc]ommune|[Mm]unicipalité|CHR?U|[Hh]ôpital|[Uu]niversit[éy]|[Tt]héâtre"
    r"|[Oo]péra|[Mm]usée|[Aa]gence|[Aa]ntenne|[Rr]estaurant|[Bb]outique|[Mm]agasin|[Cc]linique"
    r"|[Mm]édiathèque|[Ll]ibrairie|[Cc]ity|[Cc]ollege) (?:de |d['’] ?|à |of )(?=[A-ZÀ-Þ])"
)
#: "Nous recrutons à Dijon une comptable".
_SOUGHT_IN = re.compile(
    r"\b(?:cherche|cherchons|recherche|recherchons|recrute|recrutons|embauche|embauchons)"
    r"(?: actuellement)? à (?=[A-ZÀ-Þ])"
)
#: An employer that seeks, after its town: "Une association à Dijon recrute une comptable".
SEEKS = re.compile(
    r",?\s*(?:recrut\w+|recherch\w+|cherch\w+|embauch\w+"
    r"|is (?:currently |now )?(?:looking for|hiring|seeking|recruiting)|seeks)"
    r"\s(?:(?:actuellement|aujourd.hui) )?"
    r"(?:une?\b|un[·.(/-]|son |sa |ses |leur |an? |our |its )"
    r"|,\s*(?:nous|we|notre|l['’]|our|la|le)\b[^.;!?]{0,40}?"
    r"(?:recherch|recrut|cherch|embauch|looking|hiring|seek)"
)


def of_seeker(text: str, passage: Passage, language: str) -> Found | None:
    """The town of the house that seeks somebody, or in which somebody is sought."""
    match = _HOUSE_OF.match(text) or (" à " in text and _SOUGHT_IN.search(text))
    if not match:
        return None
    named, end = places(text, match.end(), language)
    if not named:
        return None
    seeks = SEEKS.match(text, end) if match.re is _HOUSE_OF else None
    begin = seeks.start() if seeks else end if match.re is _SOUGHT_IN else -1
    sought = begin >= 0 and names_doer(text[begin : begin + _SOUGHT])
    return Found(named, OURS, passage) if sought else None
