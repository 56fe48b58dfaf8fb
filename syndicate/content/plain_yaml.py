"""Plain front matter: ``key: value`` lines that mean the same to any reader of YAML.

Most files have nothing else between their fences. Whatever is more than that, a list in a block
or a comment, a text on two lines, a doubtful character, is left to ``handlers``.
"""

from __future__ import annotations

import re

from syndicate.content.memo import remembered
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
_PLAIN = rf"[{_LETTER}0-9_/+(.€](?:[ -\"$-9;-~{_OTHER}]++|:(?! |\Z)|(?<! )#)*"
_QUOTED = rf"\"[ !#-\[\]-~{_OTHER}]*+\" *|'[ -&(-~{_OTHER}]*+' *"
_WORD = rf"[{_LETTER}0-9_](?:[{_LETTER}0-9_./+-]| (?=[{_LETTER}0-9_]))*"
_LIST = rf"\[{_WORD}(?:, ?{_WORD})*\] *"
_LINE = re.compile(
    rf"(?P<key>{_KEY}):(?: +(?:(?P<plain>{_PLAIN})|(?P<quoted>{_QUOTED})|(?P<list>{_LIST}))| *)"
)
_ITEM = re.compile(_WORD)


def read_plain(text: str) -> tuple[Table, str, int] | None:
    """What ``handlers.read_any`` says of *text*, if it is plain; None when that must be asked."""
    if not text.startswith(_FENCE) or "\r" in text:
        return None
    # No plain line begins with a hyphen: the first one is that of the fence.
    at = text.find("\n-", len(_FENCE) - 1)
    fence = _END.match(text, at + 1) if at > 0 else None
    if fence is None or at > _MOST_CHARACTERS:
        return None
    values: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    number = 1
    for line in text[len(_FENCE) : at].split("\n"):
        number += 1
        stated = _read_line(line, number)
        if stated is None or stated[0] in values:
            return None
        name, keys[name], values[name] = stated
    below = text[fence.end() :]
    body = below.strip()
    # The first letter of the body is found where it begins: before it are only blanks.
    blank = below.find(body[0]) if body else 0
    return Table(values, keys, 2, 1), body, number + 1 + below.count("\n", 0, blank)


@remembered
def _read_line(line: str, number: int) -> tuple[str, Scalar, Node] | None:
    """The key, as a text and in its place, and the value of a *line*, the file's *number*-th."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    key = match["key"]
    return key, Scalar(key, number, 1), _value(match, number)


def _value(match: re.Match[str], number: int) -> Node:
    kind = match.lastgroup or ""
    column = match.start(kind) + 1
    if kind == "plain":
        return Scalar(match[kind].rstrip(" "), number, column)
    if kind == "quoted":
        return Scalar(match[kind].rstrip(" ")[1:-1], number, column, plain=False)
    if kind == "list":
        items = _ITEM.finditer(match.string, match.start(kind))
        scalars = [Scalar(item[0], number, item.start() + 1) for item in items]
        return Sequence(tuple(scalars), number, column)
    # Of nothing, the place is right behind the colon.
    return Scalar("", number, match.end("key") + 2)
