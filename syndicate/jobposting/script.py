"""A document as JSON text that may stand inside a script element."""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING

from syndicate.jobposting.text import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENCODER = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))

# Script content is raw text: entities are not decoded, and "</script" or "<!--" change how
# the parser reads on. JSON's own escapes keep every reader's value the same. U+2028 and
# U+2029 end a line in JavaScript before ES2019.
_ESCAPES = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)


def script_text(document: Mapping[str, object]) -> str:
    """*document* as JSON without ``<``, ``>`` or ``&``: safe inside a script element.

    Write it there as it is, never escaped again. One line, encodable, keys in the document's
    order: equal documents give equal text. ValueError for NaN and infinities.
    """
    text = _ENCODER.encode(document)
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return whole(text)
