"""Lines that we give to write: what in them is a sample, and what only the author knows."""

from __future__ import annotations

import re
from typing import NamedTuple

#: What only the author knows, in a line that nobody can take for a fact.
BLANK = "…"
#: More than three words are no key, but a sentence with a colon.
_LINE = re.compile(
    r"(?P<key>[\w-]+(?: [\w-]+){0,2}): (?P<value>.*?)"
    r"(?:\s{2,}\(?(?:such as: (?P<example>[^;]+?)(?:; |\)$))?(?P<remark>.*?)\)?)?"
)
_OPEN = re.compile(r"…|\bYYYY\b|\b[A-Z]{4,}\b")


class Hint(NamedTuple):
    """A line to write, ``key: value``; what a value may look like, and what is said beside it."""

    key: str
    value: str
    example: str = ""
    remark: str = ""

    def __str__(self) -> str:
        beside = [f"such as: {self.example}"] * bool(self.example) + [self.remark]
        told = "; ".join(filter(None, beside))
        return f"{self.key}: {self.value}" + f"    ({told})" * bool(told)


def parsed(hint: str) -> Hint | None:
    """*hint* with its value left open where that is a sample; None when it holds no line."""
    found = _LINE.fullmatch(hint)
    if found is None:
        return None
    key, value, example, remark = found.group("key", "value", "example", "remark")
    if is_open(value):
        return Hint(key, value, example or "", remark or "")
    return Hint(key, BLANK, value, remark or "")


def is_open(value: str) -> bool:
    """Whether there is something in *value* that only the author knows."""
    return _OPEN.search(value) is not None


def sampled(hint: str, remark: str = "") -> str:
    """*hint* as it is told of what is missing: a line pasted as it stands would state our sample.

    *remark* is said beside it.
    """
    line = parsed(hint)
    return str(line._replace(remark=remark or line.remark)) if line else hint


def remark(hint: str) -> str:
    """What *hint* says beside the line to write; all of it when it has no line."""
    line = parsed(hint)
    return line.remark if line else hint.strip().removeprefix("(").removesuffix(")")
