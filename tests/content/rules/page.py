"""The tables of ``docs/checks.md``, made of the rules: ``python -m tests.content.rules.page``."""

from __future__ import annotations

import re
from pathlib import Path

from syndicate.content.rules import rules

PAGE = Path(__file__).resolve().parents[3] / "docs" / "checks.md"
_NAMES = {"info": "note", None: "off"}


def page(text: str) -> str:
    """*text* with the tables as they should be."""
    for name, table in (("rules", _rules()), ("laws", _laws())):
        between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)", re.DOTALL)
        text = between.sub(lambda _, table=table: table, text)
    return text


def _rules() -> str:
    rows = ["| rule | asks | severity | offers in |", "|---|---|---|---|"]
    for rule in rules().values():
        level = _NAMES.get(rule.severity, rule.severity)
        languages = ", ".join(rule.languages) or "any language"
        rows.append(f"| `{rule.code}` | {rule.asks} | {level} | {languages} |")
    return "\n".join([*rows, ""])


def _laws() -> str:
    rows = ["| rule | place | law | asks | since | checked |", "|---|---|---|---|---|---|"]
    for rule in rules().values():
        for law in rule.laws:
            checked = f"{law.confidence}, {rule.checked}"
            cells = (
                f"`{rule.code}`",
                law.jurisdiction,
                law.name,
                law.asks,
                law.since or "",
                checked,
            )
            rows.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join([*rows, ""])


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
