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
_ESCAPES = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"))
_LINE_ENDS = (("\u2028", "\\u2028"), ("\u2029", "\\u2029"))

# What the encoder makes of a description that is empty. In no text can it stand: there, each
# quotation mark has a backslash before it.
_NO_DESCRIPTION = b'"description":""'
# What is written in another way there, the backslash first.
_TEXT = ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n"), (b"\t", b"\\t"))
_CONTROL = bytes({*range(0x20)} - {0x09, 0x0A})


def script_text(document: Mapping[str, object]) -> str:
    """What ``script_bytes`` makes of *document*, as text."""
    return script_bytes(document).decode()


def script_bytes(document: Mapping[str, object], *, valid: bool = False) -> bytes:
    """*document* as JSON without ``<``, ``>`` or ``&``: safe inside a script element.

    Write it there as it is, never escaped again. One line, encodable, keys in the document's
    order: equal documents give equal text. ValueError for NaN and infinities. In UTF-8. Say that
    it is *valid* where ``is_valid`` has found so: its description is then not looked at again.
    """
    encoded = _quickly(document, valid=valid) or _plainly(document)
    for character, escape in _ESCAPES:
        encoded = encoded.replace(character, escape)
    return encoded


def _plainly(document: Mapping[str, object]) -> bytes:
    """*document* as JSON in UTF-8, of lines that have no other end than a line feed."""
    text = whole(_ENCODER.encode(document))
    for line_end, written in _LINE_ENDS:
        text = text.replace(line_end, written)
    return text.encode()


def _quickly(document: Mapping[str, object], *, valid: bool) -> bytes | None:
    """What ``_plainly`` makes of it; None where that takes more than quotes, tabs, line feeds.

    Nearly all of a JobPosting is its description, and bytes are replaced ten times as fast as
    the encoder looks at each character.
    """
    html = document.get("description")
    if not isinstance(html, str):
        return None
    rest = _ENCODER.encode({**document, "description": ""})
    for line_end, _ in _LINE_ENDS:
        if line_end in html or line_end in rest:
            return None
    try:
        description = html.encode()
        before, *after = rest.encode().split(_NO_DESCRIPTION)
    except UnicodeEncodeError:
        return None
    if len(after) != 1 or not (valid or _is_plain(description)):
        return None
    for character, escape in _TEXT:
        description = description.replace(character, escape)
    return b'%b"description":"%b"%b' % (before, description, after[0])


def _is_plain(utf8: bytes) -> bool:
    """Whether *utf8* holds no control character but those of ``_TEXT``: no valid one does."""
    return len(utf8.translate(None, _CONTROL)) == len(utf8)
