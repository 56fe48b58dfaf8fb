"""Markdown without its marks: the words that a reader sees, and the addresses behind them."""

from __future__ import annotations

import re
from html import unescape
from operator import methodcaller

#: What stands for a link in the text, and its address; a bare address has nothing else.
Links = tuple[tuple[str, str], ...]

# Each alternative begins with a character of its own, for which the search is fast.
_LINK = re.compile(
    r"(?:!\[|\[)([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\(\s*<?([^()\s>]*(?:\([^()]*\))?[^()\s>]*)>?[^()]*\)"
)
_ANCHOR = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE
)
_BARE = re.compile(r"<((?:https?://|mailto:)?[^<>\s@]+(?:@[^<>\s]+)?)>|https?://[^\s<>()\[\]*]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_MARKS = re.compile(
    r"\*\*?\*?|_(?<!\w_)_?_?|__?_?(?!\w)|``*|~~|\\(?=[\W_])|\{:[^{}]*\}",
)
#: Where what no reader sees begins and ends, over as many lines as it takes.
_UNSEEN = (
    ("<!--", re.compile("<!--.*?-->", re.DOTALL)),
    ("<script", re.compile(r"<script\b.*?</script[^>]*>", re.DOTALL)),
    ("<style", re.compile(r"<style\b.*?</style[^>]*>", re.DOTALL)),
)
#: Whether what stands behind a ``<`` is one of these, and whether a line ends before a ``>``.
_hides = methodcaller("startswith", tuple(mark[1:] for mark, _ in _UNSEEN))
_ends_line = methodcaller("endswith", "\n")
_LIQUID = re.compile(r"\{%(?:-?\s*comment\b.*?endcomment[^%]*%\}|.*?%\})", re.DOTALL)
#: An address may be written with them; "&copy=2" without a semicolon is none.
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)


def seen(markdown: str) -> str:
    """*markdown* with blanks for what no reader sees: comments, scripts, Liquid, quotes' marks."""
    # One character is found soonest: what stands behind each is looked at piece by piece.
    if "<" in markdown and any(map(_hides, markdown.split("<"))):
        for mark, pattern in _UNSEEN:
            if mark in markdown:
                markdown = pattern.sub(_blank, markdown)
    if "{" in markdown and "{%" in markdown:
        markdown = _LIQUID.sub(_blank, markdown)
    if ">" in markdown and (markdown[0] == ">" or any(map(_ends_line, markdown.split(">")[:-1]))):
        markdown = _QUOTES.sub(_blank, markdown)
    return markdown


def _blank(match: re.Match[str]) -> str:
    return "\n".join([" " * len(line) for line in match[0].split("\n")])


def plain(text: str) -> tuple[str, Links]:
    """*text* without markup, and what it links to, in its order."""
    links: Links = ()
    if "](" in text or "//" in text or "<" in text:
        text, links = _without_links(text)
    if "*" in text or "_" in text or "`" in text or "\\" in text or "~" in text or "{" in text:
        text = _MARKS.sub("", text)
    if "&" in text:
        text = unescape(text)
    if "  " in text or "\xa0" in text or "\t" in text or "\u202f" in text:
        return " ".join(text.split()), links
    return text.strip(), links


def _address(text: str) -> str:
    """*text*, an address, with the characters that its entities stand for."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def _without_links(text: str) -> tuple[str, Links]:
    links: list[tuple[str, str]] = []

    def shown(match: re.Match[str]) -> str:
        if match[0].startswith("!"):
            return ""
        links.append((plain(match[1])[0], _address(match[2])))
        return match[1]

    def shown_tag(match: re.Match[str]) -> str:
        links.append((plain(match[2])[0], _address(match[1])))
        return match[2]

    def shown_bare(match: re.Match[str]) -> str:
        address = match[1] or match[0]
        if "@" in match[0] or "/" in match[0][1:].lstrip("/"):
            links.append(("", address))
        return address if "@" in match[0] or "//" in match[0] else match[0]

    if "](" in text:
        text = _LINK.sub(shown, text)
    if "href" in text:
        text = _ANCHOR.sub(shown_tag, text)
    if "//" in text or "<" in text:
        text = _BARE.sub(shown_bare, text)
        if "<" in text:
            text = _TAG.sub(" ", text)
    return text, tuple(links)
