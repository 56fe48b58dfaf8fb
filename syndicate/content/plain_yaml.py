"""Plain front matter: ``key: value`` lines that mean the same to any reader of YAML.

Most files have nothing else between their fences. Whatever is more than that, a list in a block
or a comment, a text on two lines, a doubtful character, is left to ``handlers``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from syndicate.content.nodes import Node, Scalar, Sequence, Table, scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

_FENCE = "---\n"
#: The line of the file that is the first below the fence.
_FIRST = 2
_END = re.compile(r"-{3,}[ \t]*$", re.MULTILINE)
#: More would come near the limits that all front matter has.
_MOST_CHARACTERS = 20_000

# Letters, figures and marks that YAML prints and has no use for.
_LETTER = "A-Za-z\xc0-\u024f"
_OTHER = "\xa0-\u024f\u2010-\u2027\u202f-\u205e\u20ac"
_KEY = rf"[{_LETTER}_][{_LETTER}0-9_ -]*+(?<! )"
# A colon before a blank, or a hash after one, would end the text.
_RUN = rf"[ -\"$-9;-~{_OTHER}]*+"
_PLAIN = rf"[{_LETTER}0-9_/+(.€]{_RUN}(?:(?::(?! |$)|(?<! )#){_RUN})*"
_QUOTED = rf"\"[ !#-\[\]-~{_OTHER}]*+\" *|'[ -&(-~{_OTHER}]*+' *"
_WORD = rf"[{_LETTER}0-9_][{_LETTER}0-9_./+ -]*+(?<! )"
_LIST = rf"\[{_WORD}(?:, ?{_WORD})*\] *"
_LINE = re.compile(rf"^({_KEY}):(?:( +)(?:({_PLAIN})|({_QUOTED})|({_LIST}))| *)$", re.MULTILINE)


def read_plain(text: str) -> tuple[Table, str, int] | None:
    """What ``handlers.read_any`` says of *text*, if it is plain; None when that must be asked."""
    if not text.startswith(_FENCE) or "\r" in text:
        return None
    # No plain line begins with a hyphen: the first one is that of the fence.
    at = text.find("\n-", len(_FENCE) - 1)
    fence = _END.match(text, at + 1) if at > 0 else None
    if fence is None or at > _MOST_CHARACTERS:
        return None
    lines = _LINE.findall(text, len(_FENCE), at)
    keys = _keys(tuple([line[0] for line in lines]))
    if not len(keys) == len(lines) == text.count("\n", len(_FENCE), at) + 1:
        return None  # a key that is there twice, or a line that is not plain
    values: dict[str, Node] = {
        key: scalar((plain.rstrip(" "), number, len(key) + len(blanks) + 2, True))
        if plain
        else _other(number, len(key) + len(blanks) + 2, quoted, listed)
        for number, (key, blanks, plain, quoted, listed) in enumerate(lines, _FIRST)
    }
    below = text[fence.end() :]
    body = below.strip()
    # The first letter of the body is found where it begins: before it are only blanks.
    blank = below.find(body[0]) if body else 0
    body_line = _FIRST + len(lines) + below.count("\n", 0, blank)
    return Table(values, keys, _FIRST, 1), body, body_line


@lru_cache(maxsize=256)
def _keys(names: tuple[str, ...]) -> Mapping[str, Scalar]:
    """The keys *names* in their places, a line each: most files of a site have the same ones."""
    return MappingProxyType({name: Scalar(name, at, 1) for at, name in enumerate(names, _FIRST)})


def _other(number: int, column: int, quoted: str, listed: str) -> Node:
    """A value that is not plain: in quotation marks, a list, or nothing."""
    if not listed:
        return Scalar(quoted.rstrip(" ")[1:-1], number, column, plain=not quoted)
    items = []
    begin = column + 1
    for item in listed.rstrip(" ")[1:-1].split(","):
        text = item.lstrip(" ")
        items.append(scalar((text, number, begin + len(item) - len(text), True)))
        begin += len(item) + 1
    return Sequence(tuple(items), number, column)
