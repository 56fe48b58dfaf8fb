"""The status page: what the last build understood, found wrong and wrote."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from syndicate.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from syndicate.problem import Problem
    from syndicate.project import Built
    from syndicate.site import Site

_STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { padding: .25rem .75rem .25rem 0; text-align: left;
vertical-align: top; } pre { white-space: pre-wrap; } .error { color: #c00; }
@media (prefers-color-scheme: dark) { .error { color: #f88; } }
"""


def status_page(site: Site, built: Built | None, failure: str, prefix: str) -> str:
    """The page in HTML. *failure* says why the newest build failed, and is empty otherwise."""
    title = f"Status of {site.title}"
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        f'<p><a href="{escape(prefix)}">All offers</a> · published at {escape(site.url)}</p>',
    ]
    if failure:
        parts += [
            '<h2 class="error">The last build failed</h2>',
            f'<pre class="error">{escape(failure)}</pre>',
            "<p>What follows, and what is served, is of the last build that went well.</p>",
        ]
    parts += _built(built, site, prefix) if built else ["<p>Nothing was built yet.</p>"]
    return "".join([*parts, "</body></html>"])


def _built(built: Built, site: Site, prefix: str) -> list[str]:
    rows = [(word, str(count)) for word, count in built.offers.items()]
    files = ", ".join(f"{count} {word}" for word, count in built.files.items())
    return [
        f"<h2>Offers</h2>{_table(rows)}",
        f"<p>As of {_when(built.now, site)}. ",
        f"Next change by the clock: {_when(built.next_change, site)}.</p>",
        f"<h2>Files</h2><p>{files}; {built.seconds:.2f} s.</p>",
        f"<h2>Feeds</h2><ul>{_feeds(built.feeds, prefix)}</ul>",
        f"<h2>Problems</h2>{_problems(built.problems)}",
    ]


def _when(instant: datetime | None, site: Site) -> str:
    if instant is None:
        return "none"
    return escape(f"{instant.astimezone(site.timezone):%Y-%m-%d %H:%M:%S %Z}")


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "<table>{}</table>".format(
        "".join(f"<tr><th>{escape(word)}</th><td>{escape(text)}</td></tr>" for word, text in rows)
    )


def _feeds(paths: Iterable[str], prefix: str) -> str:
    wanted = sorted((path.count("/"), path) for path in paths)
    return "".join(
        f'<li><a href="{escape(prefix + path)}">{escape(path)}</a></li>' for _, path in wanted
    )


def _problems(problems: Iterable[Problem]) -> str:
    order = list(Severity)
    rows = sorted(problems, key=lambda p: (order.index(p.severity), p.path, p.line, p.column))
    if not rows:
        return "<p>None.</p>"
    return "<table>{}</table>".format("".join(map(_row, rows)))


def _row(problem: Problem) -> str:
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part)
    hint = f"<br>{escape(problem.hint)}" if problem.hint else ""
    return (
        f'<tr><td class="{problem.severity}">{problem.severity}</td>'
        f"<td><code>{escape(place)}</code></td><td>{escape(problem.message)}{hint}</td></tr>"
    )
