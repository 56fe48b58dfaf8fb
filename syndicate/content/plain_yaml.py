"""Plain front matter: ``key: value`` lines that mean the same to any reader of YAML.

Most files have nothing else between their fences. Whatever is more than that, a list in a block
or a comment, a text on two lines, a doubtful character, is left to ``handlers``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from syndicate.content.nodes import Node, Scalar, Sequence, Table

_FENCE = "---\n"
_END = re.compile(r"-{3,}[ \t]*$", re.MULTILINE)
#: More would come near the limits that all front matter has.
_MOST_CHARACTERS = 20_000

# Letters, figures and marks that YAML prints and has no use for.
_LETTER = "A-Za-z\xc0-\u024f"
_OTHER = "\xa0-\u024f\u2010-\u2027\u202f-\u205e\u20ac"
_KEY = rf"[{_LETTER}_][{_LETTER}0-9_-]*+(?: [{_LETTER}0-9_-]++)*"
# A colon before a blank, or a hash after one, would end the text.
_PLAIN = rf"[{_LETTER}0-9_/+(.€](?:[ -\"$-9;-~{_OTHER}]++|:(?![ \n])|(?<! )#)*"
_QUOTED = rf"\"[ !#-\[\]-~{_OTHER}]*+\" *|'[ -&(-~{_OTHER}]*+' *"
_WORD = rf"[{_LETTER}0-9_](?:[{_LETTER}0-9_./+-]| (?=[{_LETTER}0-9_]))*"
_LIST = rf"\[{_WORD}(?:, ?{_WORD})*\] *"
_LINE = re.compile(
    rf"(?P<key>{_KEY}):(?: +(?:(?P<plain>{_PLAIN})|(?P<quoted>{_QUOTED})|(?P<list>{_LIST}))| *)\n"
)
_ITEM = re.compile(_WORD)


def read_plain(text: str) -> tuple[Table, str, int] | None:
    """What ``handlers.read_any`` says of *text*, if it is plain; None when that must be asked."""
    if not text.startswith(_FENCE) or "\r" in text:
        return None
    values: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    at, line = len(_FENCE), 2
    while match := _LINE.match(text, at):
        key = match["key"]
        if key in values:
            return None
        keys[key] = _key(key, line)
        values[key] = _value(match, at, line)
        at, line = match.end(), line + 1
    end = _END.match(text, at)
    if not values or not end or at > _MOST_CHARACTERS:
        return None
    below = text[end.end() :]
    body = below.strip()
    blank = len(below) - len(below.lstrip()) if body else 0
    return Table(values, keys, 2, 1), body, line + below.count("\n", 0, blank)


@lru_cache(maxsize=1024)
def _key(key: str, line: int) -> Scalar:
    return Scalar(key, line, 1)


def _value(match: re.Match[str], start: int, line: int) -> Node:
    kind = match.lastgroup or ""
    column = match.start(kind) - start + 1
    if kind == "plain":
        return Scalar(match[kind].rstrip(" "), line, column)
    if kind == "quoted":
        return Scalar(match[kind].rstrip(" ")[1:-1], line, column, plain=False)
    if kind == "list":
        items = _ITEM.finditer(match.string, match.start(kind), match.end(kind))
        found = (Scalar(item[0], line, item.start() - start + 1) for item in items)
        return Sequence(tuple(found), line, column)
    # Of nothing, the place is right behind the colon.
    return Scalar("", line, match.end("key") - start + 2)
