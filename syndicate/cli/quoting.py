"""A text in double quotes, as YAML and TOML both read it."""

from __future__ import annotations

import json


def quoted(text: str) -> str:
    """*text* as a double-quoted string of YAML, TOML and JSON alike."""
    # TOML alone refuses a bare DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
