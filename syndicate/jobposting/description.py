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

# What Markdown commonly makes, from one heading or numbered list to the next: text and elements
# that stay as they are, no paragraph being empty; then a heading that says something and holds
# no element, or the beginning or end of such a list; or what is not common.
_COMMON = re.compile(
    r"([^<]*+(?:<(?:p>(?=[^\s<&])|/(?:p|li|ul|strong|em|a)>|li>|ul>|strong>|em>|br>"
    r"|p>(?!(?:<strong>)?(?:\s|&nbsp;|<br>)*+(?:</strong>)?</p>)"
    r"|a href=\"(?:https?://|mailto:|tel:)[^\"<>]+\">)[^<]*+)*+)"
    r"(?:<h([2-6])>(?:<strong>)?((?:\s|&nbsp;)*+[^\s<][^<]*+)(?:</strong>)?</h\2>|(</?)ol>|(<))?"
)
# What it does not commonly make: another element, or a block in a heading. A body
# without them is well formed after plain replacing; the others cost a parser.
_UNCOMMON = re.compile(
    r"<(?!/?(?:p|li|ul|strong|h[2-6]|em|ol)>|br>|/a>"
    r"|a href=\"(?:https?://|mailto:|tel:)[^\"<>]+\"[^<>]*>)"
    r"|<h[2-6]>[^<]*+(?:<(?:/?(?:strong|em)|br|/a|a [^<>]*)>[^<]*+)*+<(?!/h)"
)
_LINK = re.compile(r"(<a href=\"[^\"]*\")[^>]+>")
_ADDRESSED = re.compile(r'<a href="(?:mailto:|tel:)?([^"]*)">(.*?)</a>', re.DOTALL)
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


def without_links(html: str) -> str:
    """*html*, a description, with the addresses of its links spelled out behind their words."""
    return _ADDRESSED.sub(_spelled_out, html)


def _spelled_out(link: re.Match[str]) -> str:
    return link[2] if link[1] in link[2] else f"{link[2]} ({link[1]})"


def reduced(html: str) -> str:
    """Sanitised *html* in those few elements, without attributes other than ``href``."""
    common = at_once(html)
    return step_by_step(html) if common is None else common


def at_once(html: str) -> str | None:
    """What ``step_by_step`` makes of *html*; None where that takes more than one look at it."""
    plain = []
    for stretch, level, heading, tag, uncommon in _COMMON.findall(html):
        if uncommon:
            return None
        plain.append(stretch)
        if level:
            plain.append(f"<p><strong>{heading}</strong></p>")
        elif tag:
            plain.append(f"{tag}ul>")
    return "".join(plain).strip()


def step_by_step(html: str) -> str:
    """Any sanitised *html* in those few elements."""
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
