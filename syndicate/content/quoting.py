"""A text in double quotes, as YAML, TOML and JSON all read it."""

from __future__ import annotations

import json
import re

#: What JSON lets stand bare, and YAML or TOML does not.
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def quoted(text: str) -> str:
    """*text* as a double-quoted string of YAML, TOML and JSON alike."""
    bare = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", bare)
