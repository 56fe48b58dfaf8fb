"""Whether an offer says how to apply."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from syndicate.content.rules.case import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.rules.case import Case
    from syndicate.content.rules.rule import Rule

#: Signs of a link, a mailbox, a number, or a way of another kind; any of them may be the way.
_SIGNS = ("@", "://", "](", "href", "[at]", "(at)", "{{", "{%", "www.", "][")
_NUMBER = re.compile(r"\d(?:[ .()/-]{0,2}\d){7,}")
_BY_OTHER_MEANS = re.compile(
    r"\b(?:par courrier|sur place|en main propre|by post|by mail|in person|drop (?:by|in)|walk in"
    r"|per post|persönlich|vor ort vorbei|por correo|en persona|per brief|persoonlijk langs"
    r"|se présenter|présentez-vous|mission locale|france travail|pôle emploi)\b",
    re.IGNORECASE,
)


def find(case: Case, rule: Rule) -> Iterator[Finding]:
    """That nothing in the offer says how to apply."""
    del rule  # it is asked everywhere
    if case.offer.apply_url or case.offer.apply_email:
        return
    text = case.markdown
    if any(sign in text for sign in _SIGNS):
        return
    if _NUMBER.search(text) or _BY_OTHER_MEANS.search(text):
        return
    message = "nothing says how to apply: there is no address, no link and no number"
    yield Finding(*case.at("apply_url"), "apply_url", message, "apply: jobs@…    (or https://…)")
