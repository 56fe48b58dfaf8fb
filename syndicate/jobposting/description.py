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

# Google renders p, ul, li and br, and lets pass emphasis; a link says where "here" is.
_KEPT = {"p", "ul", "li", "br", "strong", "em", "a"}
_LINKS = {"http", "https", "mailto", "tel"}

# What Markdown does not commonly make: another element, or a block in a heading. A body
# without them is well formed after plain replacing; the others cost a parser.
_UNCOMMON = re.compile(
    r"<(?!/?(?:p|ul|ol|li|strong|em|h[2-6])>|br>|/a>"
    r"|a href=\"(?:https?://|mailto:|tel:)[^\"<>]+\"[^<>]*>)"
    r"|<h[2-6]>[^<]*(?:<(?:/?(?:strong|em)|br|/a|a [^<>]*)>[^<]*)*<(?!/h)"
)
_LINK = re.compile(r"(<a href=\"[^\"]*\")[^>]+>")
_HEADING = re.compile(r"<(h[1-6])\b[^>]*>(.*?)</\1>", re.DOTALL)
_LEADS_NOWHERE = re.compile(
    r"<a(?! href=\"(?:https?://|mailto:|tel:)[^\"<>]+\">)(?: href=\"[^\"]*\")?>(.*?)</a>", re.DOTALL
)
_EMPTY = re.compile(r"<p>(?:<strong>)?(?:\s|&nbsp;|<br>)*(?:</strong>)?</p>\n?")

_PREFORMATTED = re.compile(
    r"<pre\b[^>]*>\s*(?:<code\b[^>]*>)?(.*?)\s*(?:</code>)?\s*</pre>", re.DOTALL
)
_IMAGE = re.compile(r"<img\s[^>]*?\balt=\"([^\"]*)\"[^>]*>")
_NEXT_CELL = re.compile(r"</t[dh]>\s*<t[dh]\b[^>]*>")
# A paragraph inside a table would be moved out of it.
_TABLE = re.compile(r"</?(?:table|thead|tbody|tfoot|colgroup|col|t[dh])\b[^>]*>")
# They start on a line of their own, and may hold bare text.
_BLOCK = re.compile(
    r"<(/?)(?:div|section|article|blockquote|figure|figcaption|details|summary|dt|dd|address"
    r"|caption|tr)\b[^>]*>"
)
_BOLD = re.compile(r"<(/?)b\b[^>]*>")
_ITALIC = re.compile(r"<(/?)i\b[^>]*>")
_NUMBERED = re.compile(r"<(/?)ol\b[^>]*>")


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
    uncommon = _UNCOMMON.search(html)
    if uncommon:
        html = _lines(html)
    if "<h" in html:
        html = _HEADING.sub(_paragraph, html)
    if "ol>" in html:
        html = html.replace("<ol>", "<ul>").replace("</ol>", "</ul>")
    html = _tidy(html) if uncommon else _LINK.sub(r"\1>", html)
    return _EMPTY.sub("", html).strip()


def _paragraph(heading: re.Match[str]) -> str:
    text = heading[2].replace("<strong>", "").replace("</strong>", "")
    return f"<p><strong>{text}</strong></p>"


def _lines(html: str) -> str:
    """*html* with paragraphs for all that would run together once its elements are gone."""
    html = _PREFORMATTED.sub(_preformatted, html)
    html = _NEXT_CELL.sub(" · ", _IMAGE.sub(r"\1", html))
    html = _TABLE.sub("", html)
    html = _ITALIC.sub(r"<\1em>", _BOLD.sub(r"<\1strong>", html))
    return _NUMBERED.sub(r"<\1ul>", _BLOCK.sub(r"<\1p>", html))


def _preformatted(pre: re.Match[str]) -> str:
    lines = pre[1].strip().replace("\n", "<br>")
    return f"<p>{lines}</p>"


def _tidy(html: str) -> str:
    """*html* well formed again, with the kept elements alone."""
    # Imported here: most bodies do not need it.
    import nh3

    kept = nh3.clean(
        html, tags=_KEPT, attributes={"*": set(), "a": {"href"}}, url_schemes=_LINKS, link_rel=None
    )
    return _LEADS_NOWHERE.sub(r"\1", kept)
