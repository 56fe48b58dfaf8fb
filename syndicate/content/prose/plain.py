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
#: What no reader sees, over as many lines as it takes.
_UNSEEN = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|\{%-?\s*comment\b.*?endcomment\s*-?%\}|\{%.*?%\}",
    re.DOTALL | re.IGNORECASE,
)
_NOT_LINE_END = re.compile(r"[^\n]")
_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)


def seen(markdown: str) -> str:
    """*markdown* with blanks for what no reader sees: comments, scripts, Liquid, marks of quotes."""
    if "<!" in markdown or "{%" in markdown or "<s" in markdown:
        markdown = _UNSEEN.sub(_blank, markdown)
    if markdown.startswith(">") or "\n>" in markdown:
        markdown = _QUOTES.sub(_blank, markdown)
    return markdown


def _blank(match: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", match[0])


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """*text* without markup, and the addresses that it links to, in their order."""
    links: tuple[str, ...] = ()
    if "](" in text or "//" in text or "<" in text:
        text, links = _without_links(text)
    if "*" in text or "_" in text or "`" in text or "\\" in text or "~" in text or "{" in text:
        text = _MARKS.sub("", text)
    if "&" in text:
        text = unescape(text)
    return " ".join(text.split()), links


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
