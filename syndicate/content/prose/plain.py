"""Markdown without its marks: the words that a reader sees, and the addresses behind them."""

from __future__ import annotations

import re
from html import unescape

_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s>]*(?:\([^()]*\))?[^()\s>]*)>?[^()]*\)"
)
_BARE = re.compile(r"<((?:https?://|mailto:)?[^<>\s@]+(?:@[^<>\s]+)?)>|(https?://[^\s<>()\[\]*]+)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|`+|~~|\\(?=[\W_])|\{:[^{}]*\}")
#: Where what no reader sees begins and ends, over as many lines as it takes.
_UNSEEN = (
    ("<!--", re.compile("<!--.*?-->", re.DOTALL)),
    ("<script", re.compile(r"<script\b.*?</script[^>]*>", re.DOTALL)),
    ("<style", re.compile(r"<style\b.*?</style[^>]*>", re.DOTALL)),
    ("{%", re.compile(r"\{%(?:-?\s*comment\b.*?endcomment[^%]*%\}|.*?%\})", re.DOTALL)),
)
_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)


def seen(markdown: str) -> str:
    """*markdown* with blanks for what no reader sees: comments, scripts, Liquid, quotes' marks."""
    for mark, pattern in _UNSEEN:
        if mark in markdown:
            markdown = pattern.sub(_blank, markdown)
    if markdown.startswith(">") or "\n>" in markdown:
        markdown = _QUOTES.sub(_blank, markdown)
    return markdown


def _blank(match: re.Match[str]) -> str:
    return "\n".join([" " * len(line) for line in match[0].split("\n")])


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """*text* without markup, and the addresses that it links to, in their order."""
    links: tuple[str, ...] = ()
    if "](" in text or "//" in text or "<" in text:
        text, links = _without_links(text)
    if "*" in text or "_" in text or "`" in text or "\\" in text or "~" in text or "{" in text:
        text = _MARKS.sub("", text)
    if "&" in text:
        text = unescape(text)
    if "  " in text or "\xa0" in text or "\t" in text or "\u202f" in text:
        return " ".join(text.split()), links
    return text.strip(), links


def _without_links(text: str) -> tuple[str, tuple[str, ...]]:
    links: list[str] = []
    if "](" in text:
        links += [match[2] for match in _LINK.finditer(text) if not match[0].startswith("!")]
        text = _LINK.sub(lambda match: "" if match[0].startswith("!") else match[1], text)
    if "//" in text or "<" in text:
        links += [match[1] or match[2] for match in _BARE.finditer(text) if _is_link(match[0])]
        text = _BARE.sub(
            lambda match: (match[1] or match[2]) if _is_address(match[0]) else match[0], text
        )
        if "<" in text:
            text = _TAG.sub(" ", text)
    return text, tuple(links)


def _is_link(bare: str) -> bool:
    return "@" in bare or "/" in bare[1:].lstrip("/")


def _is_address(bare: str) -> bool:
    return "@" in bare or "//" in bare
