"""An offer's body in the few elements that job search engines render."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from syndicate.jobposting.stated import stated
from syndicate.jobposting.text import clean

if TYPE_CHECKING:
    from syndicate.offer import Offer
    from syndicate.site import Site

# What Markdown does not commonly make: another element, or a block in a heading. A body
# without them is well formed after plain replacing; the others cost a parser.
_UNCOMMON = re.compile(
    r"<(?!/?(?:p|li|ul|strong|h[2-6]|em|ol)>|br>|/a>"
    r"|a href=\"(?:https?://|mailto:|tel:)[^\"<>]+\"[^<>]*>)"
    r"|<h[2-6]>[^<]*+(?:<(?:/?(?:strong|em)|br|/a|a [^<>]*)>[^<]*+)*+<(?!/h)"
)
_LINK = re.compile(r"(<a href=\"[^\"]*\")[^>]+>")
_HEADING = re.compile(r"<(h[1-6])\b[^>]*>([^<]*+(?:<(?!/\1>)[^<]*+)*+)</\1>")
_EMPTY = re.compile(r"<p>(?:<strong>)?(?:\s|&nbsp;|<br>)*(?:</strong>)?</p>\n?")


def description(offer: Offer, site: Site) -> str | None:
    """What *offer* says, as HTML of ``p``, ``br``, ``ul``, ``li``, ``strong``, ``em`` and ``a``.

    The body as it stands on the page, headings as paragraphs, rows of tables as lines; then
    what Google wants said in words and only the front matter says. None when nothing is said.
    """
    body = reduced(clean(offer.body))
    if not body:
        return None
    lines = (escape(clean(fact), quote=False) for fact in stated(offer, site, body))
    facts = "".join(f"<li>{text}</li>" for text in lines)
    return f"{body}\n<ul>{facts}</ul>" if facts else body


def reduced(html: str) -> str:
    """Sanitised *html* in those few elements, without attributes other than ``href``."""
    if _UNCOMMON.search(html):
        # Imported here: most bodies do not need it.
        from syndicate.jobposting import uncommon

        plain = uncommon.told(html)
        if _UNCOMMON.search(plain):
            html = uncommon.tidy(_renamed(uncommon.lines(html)))
            return _EMPTY.sub("", html).strip()
        html = plain
    return _EMPTY.sub("", _LINK.sub(r"\1>", _renamed(html))).strip()


def _renamed(html: str) -> str:
    """*html* with headings as paragraphs and every list as ``ul``."""
    if "<h" in html:
        html = _HEADING.sub(_paragraph, html)
    if "ol>" in html:
        html = html.replace("<ol>", "<ul>").replace("</ol>", "</ul>")
    return html


def _paragraph(heading: re.Match[str]) -> str:
    text = heading[2].replace("<strong>", "").replace("</strong>", "")
    return f"<p><strong>{text}</strong></p>"
