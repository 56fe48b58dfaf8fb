"""Text between the tags of XML, escaped as libxml2 does it, to the byte."""

from __future__ import annotations


def text(raw: str) -> str:
    """*raw*, which XML can hold, as the text of an element."""
    escaped = raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # Parsers make every line end a bare line feed, unless the carriage return is a reference.
    return escaped.replace("\r", "&#13;")


def attribute(raw: str) -> str:
    """*raw*, which XML can hold, as the value of an attribute between double quotes."""
    # Parsers make a blank of every other white space in a value.
    escaped = text(raw).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\t", "&#9;")
