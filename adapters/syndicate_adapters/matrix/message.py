"""What a message in a Matrix room is made of, and what it tells of an offer when it is read."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from syndicate.jobposting.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

#: How many characters a message may have. Events are limited (65,536 bytes), texts are not: this
#: much fits even in an edit, which holds its text four times.
LIMIT = 2_000
#: Where a message says which offer it is about; clients leave alone what they do not know.
OFFER = "org.syndicate.offer"

_LINK = re.compile(r"https?://[^\s/](?:\S*[^\s.,;:!?)\]}\"'»])?")


def message(text: str, kind: str, subject: str, site: str) -> dict[str, object]:
    """The content that says *text* about one offer of one site, plain and as HTML."""
    text = clean(text)
    return {
        "msgtype": kind,
        "body": text,
        "format": "org.matrix.custom.html",
        "formatted_body": _html(text),
        "m.mentions": {},  # nobody is called, whatever the text looks like
        OFFER: {"id": subject, "site": site},
    }


def edit(event: str, content: Mapping[str, object]) -> dict[str, object]:
    """The content of an event that puts *content* in the place of what *event* says."""
    shown = {name: value for name, value in content.items() if name != OFFER}
    return {
        **shown,
        # What clients show that know no edits.
        "body": f"* {content['body']}",
        "formatted_body": f"* {content['formatted_body']}",
        "m.new_content": dict(content),
        "m.relates_to": {"rel_type": "m.replace", "event_id": event},
    }


def edited(content: Mapping[str, Any]) -> str | None:
    """The event that *content* is an edit of; None when it is none."""
    relation = content.get("m.relates_to")
    if not isinstance(relation, dict) or relation.get("rel_type") != "m.replace":
        return None
    event = relation.get("event_id")
    return event if isinstance(event, str) else None


def subject_of(content: Mapping[str, Any], site: str) -> str | None:
    """The id of the offer of *site* that *content* is about; None when it is about none."""
    about = content.get(OFFER)
    if not isinstance(about, dict) or about.get("site") != site:
        return None
    subject = about.get("id")
    return subject if isinstance(subject, str) else None


def _html(text: str) -> str:
    """*text* with its lines and links as HTML has them; a link's query is not shown."""
    shown, last = "", 0
    for match in _LINK.finditer(text):
        link, words = match[0], match[0].partition("?")[0]
        shown += html.escape(text[last : match.start()])
        shown += f'<a href="{html.escape(link)}">{html.escape(words)}</a>'
        last = match.end()
    return (shown + html.escape(text[last:])).replace("\n", "<br>")
