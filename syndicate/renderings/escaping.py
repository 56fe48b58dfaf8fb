"""Text between the tags of XML: UTF-8, escaped as libxml2 does it, to the byte.

In bytes from the start: there, to replace takes a third of the time it takes in text.
"""

from __future__ import annotations


def text(raw: str) -> bytes:
    """*raw*, which XML can hold, as the text of an element."""
    return escaped(raw.encode())


def escaped(utf8: bytes) -> bytes:
    """*utf8*, which XML can hold, as the text of an element."""
    made = utf8.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    # Parsers make every line end a bare line feed, unless the carriage return is a reference.
    return made.replace(b"\r", b"&#13;")


def attribute(raw: str) -> bytes:
    """*raw*, which XML can hold, as the value of an attribute between double quotes."""
    return quoted(text(raw))


def quoted(made: bytes) -> bytes:
    """What ``text`` made, as the value of an attribute between double quotes."""
    # Parsers make a blank of every other white space in a value.
    return made.replace(b'"', b"&quot;").replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")
