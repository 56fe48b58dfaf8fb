"""Bodies with elements that Markdown does not commonly make: what a description keeps of them."""

from __future__ import annotations

import re

import nh3

# Google renders p, ul, li and br, and lets pass emphasis; a link says where "here" is.
_KEPT = {"p", "ul", "li", "br", "strong", "em", "a"}
_LINKS = {"http", "https", "mailto", "tel"}

_LEADS_NOWHERE = re.compile(
    r"<a(?! href=\"(?:https?://|mailto:|tel:)[^\"<>]+\">)(?: href=\"[^\"]*\")?>(.*?)</a>", re.DOTALL
)
_PREFORMATTED = re.compile(
    r"<pre\b[^>]*>\s*(?:<code\b[^>]*>)?(.*?)\s*(?:</code>)?\s*</pre>", re.DOTALL
)
_IMAGE = re.compile(r"<img\s[^>]*?\balt=\"([^\"]*)\"[^>]*>")
_MEANING = re.compile("[&<>]")
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


def told(html: str) -> str:
    """*html* with the words of its pictures in their place, and without rules.

    Often nothing uncommon is left then. Words that mean something to HTML stay for the parser.
    """
    return _IMAGE.sub(_words, html).replace("<hr>", "")


def _words(image: re.Match[str]) -> str:
    return image[0] if _MEANING.search(image[1]) else image[1]


def lines(html: str) -> str:
    """*html* with paragraphs for all that would run together once its elements are gone."""
    html = _PREFORMATTED.sub(_preformatted, html)
    html = _NEXT_CELL.sub(" · ", _IMAGE.sub(r"\1", html))
    html = _TABLE.sub("", html)
    html = _ITALIC.sub(r"<\1em>", _BOLD.sub(r"<\1strong>", html))
    return _NUMBERED.sub(r"<\1ul>", _BLOCK.sub(r"<\1p>", html))


def _preformatted(pre: re.Match[str]) -> str:
    lines = pre[1].strip().replace("\n", "<br>")
    return f"<p>{lines}</p>"


def tidy(html: str) -> str:
    """*html* well formed again, with the kept elements alone."""
    kept = nh3.clean(
        html, tags=_KEPT, attributes={"*": set(), "a": {"href"}}, url_schemes=_LINKS, link_rel=None
    )
    return _LEADS_NOWHERE.sub(r"\1", kept)
