"""The table of ``docs/boards/dialects.md``, made of the data files."""

from __future__ import annotations

import re

from syndicate.project.dialects import load
from syndicate.renderings.dialect import CONFIDENCE
from tests.renderings.dialect_samples import NAMES, ROOT

PAGE = ROOT / "docs" / "boards" / "dialects.md"
_TABLE = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end of table -->)", re.DOTALL)


def table() -> str:
    """Every dialect with its board, what that demands, and how sure all of it is."""
    heads = ("Dialect", "Board", "Left out of its feed is an ad", "It reads", "How sure this is")
    rows = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    return "\n".join([*rows, *(_row(name) for name in NAMES), ""])


def shown() -> str:
    """The table as the page has it."""
    found = _TABLE.search(PAGE.read_text("utf-8"))
    return found[0] if found else ""


def write() -> None:
    """Put the table into the page."""
    page = PAGE.read_text("utf-8")
    PAGE.write_text(_TABLE.sub(lambda _: table(), page), "utf-8")


def _row(name: str) -> str:
    dialect = load(name)
    about, rules = dialect.about, dialect.rules
    needs = [" or ".join(f"`{one}`" for one in group) for group in rules.requires]
    parts = [f"without {', '.join(needs)}"] if needs else []
    for limit in rules.limits:
        bounds = [f"under {limit.least:,}"] if limit.least else []
        bounds += [f"over {limit.most:,}"] if limit.most else []
        parts.append(f"`{limit.field}` {' or '.join(bounds)} characters")
    if rules.countries:
        parts.append(f"outside {', '.join(sorted(rules.countries))}")
    sure = CONFIDENCE[about.confidence]
    if about.unverified:
        sure += f"; unverified: {', '.join(f'`{way}`' for way in about.unverified)}"
    sources = ", ".join(f"[{at}]({url})" for at, url in enumerate(about.sources, 1))
    title = f"{about.title} ({sources})"
    return f"| `{name}` | {title} | {'; '.join(parts)} | {about.reads} | {sure} ({about.checked}) |"
