"""Links that can be told to lead nowhere without asking the network."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from syndicate.content.prose.plain import seen
from syndicate.content.rules.case import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicate.content.rules.case import Case
    from syndicate.content.rules.rule import Rule

_LINK = re.compile(
    r"!?\[[^\[\]\n]*\]\(\s*<?(?P<target>[^()\s<>]*)>?(?:\s+[\"'][^\n]*?[\"'])?\s*\)"
    r"|\b(?:href|src)\s*=\s*[\"'](?P<attribute>[^\"'\n]*)[\"']"
    r"|<(?P<bare>(?:https?://|mailto:)[^<>\s]*)>"
    r"|(?P<plain>https?://[^\s<>()\[\]\"'*]+)"
)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_OWN_MACHINE = re.compile(
    r"localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|[\w-]+\.(?:local|localhost|test|invalid)",
    re.IGNORECASE,
)
#: Names that are kept free for examples, and what templates put in the place of a name.
_PLACEHOLDER = re.compile(
    r"(?:[\w-]+\.)*(?:example\.(?:com|org|net)|(?:your|my)-?(?:domain|site|company)\.\w+"
    r"|votre-?(?:site|domaine)\.\w+|exemple\.(?:com|fr|org))",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"\.(?:pdf|docx?|od[pst]|rtf|txt|csv|xlsx?|pptx?|zip|png|jpe?g|gif|svg|webp|avif|mp[34]"
    r"|md|markdown)",
    re.IGNORECASE,
)
#: Where site generators take files from that they publish as they are.
_PUBLISHED = ("", "static", "public", "assets", "src", "docs", "source")


def find(case: Case, rule: Rule) -> Iterator[Finding]:
    """Every link that leads nowhere: in the body, and where to apply."""
    del rule  # it is asked everywhere
    offer = case.offer
    if offer.apply_url and (why := _elsewhere(offer.apply_url, case)):
        message = f"{offer.apply_url}: {why}"
        yield Finding(*case.at("apply_url"), "apply_url", message, "apply: https://…")
    text = case.markdown
    if "](" not in text and "://" not in text and "href" not in text and "src" not in text:
        return
    text = _CODE.sub(lambda match: " " * len(match[0]), seen(text)) if "`" in text else seen(text)
    if len(text) != len(case.markdown):  # lines were trimmed: places would be wrong
        text = case.markdown
    for match in _LINK.finditer(text):
        written = case.markdown[match.start() : match.end()]
        if "{{" in written or "{%" in written:
            continue  # another generator puts the address here
        target = next(group for group in match.groups() if group is not None)
        found = _judged(target, case)
        if found:
            why, hint = found
            shown = target or written
            yield Finding(*case.position(match.start()), "", f"{shown}: {why}", hint)


def _judged(target: str, case: Case) -> tuple[str, str] | None:
    """Why *target* leads nowhere, and what to write; None when it may lead somewhere."""
    if not target or target == "#":
        return "this link leads nowhere", "write where it leads, or take the link away"
    if target.lower().startswith("mailto:"):
        address = target[7:].partition("?")[0]
        if "@" in address:
            return None
        return "there is no mail address behind it", "[write to us](mailto:jobs@…)"
    if target.startswith("#"):
        return _anchor(target, case)
    if re.match(r"(?:https?:)?//", target, re.IGNORECASE):
        why = _elsewhere(target, case)
        return (why, "the address that readers can open") if why else None
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
        return None  # tel:, sms:
    if target.lower().startswith("www."):
        return None  # taken for https://www.…
    return _file(target, case)


def _elsewhere(url: str, case: Case) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return "this is not a web address"
    if _OWN_MACHINE.fullmatch(host):
        return "this leads to the machine or the network that it was written on"
    if _PLACEHOLDER.fullmatch(host) and not _is_ours(host, case):
        return "this is an address for examples, which is nobody's"
    return ""


def _is_ours(host: str, case: Case) -> bool:
    """A site that is an example itself links to itself."""
    employer = case.offer.organization.url if case.offer.organization else None
    ours = (urlsplit(url).hostname or "" for url in (case.site.url, employer or ""))
    return any(host.split(".")[-2:] == name.split(".")[-2:] for name in ours)


def _anchor(target: str, case: Case) -> tuple[str, str] | None:
    name = unquote(target[1:])
    if re.search(rf"\b(?:id|name)\s*=\s*[\"']?{re.escape(name)}\b", case.markdown):
        return None
    if re.search(rf"\{{:?\s*#{re.escape(name)}\b", case.markdown):
        return None
    headings = re.findall(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", case.markdown, re.MULTILINE)
    if any(_slug(heading) == name.lower() for heading in headings):
        return None
    return "there is no such place in the offer", "the name of a heading in small letters: #profile"


def _slug(heading: str) -> str:
    """The name that Markdown engines give a *heading*."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def _file(target: str, case: Case) -> tuple[str, str] | None:
    path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    ending = PurePosixPath(path).suffix.lower()
    if not _FILES.fullmatch(ending) or case.site.content.base_url:
        return None  # a page that a generator makes, or a file of another site
    root = case.site.root
    if path.startswith("/"):
        folders = [root / name for name in _PUBLISHED] + [case.site.content_dir]
    else:
        folders = [(root / case.offer.path).parent, case.site.content_dir]
        folders += [root / name for name in _PUBLISHED]
    folders.append(case.site.feeds_dir)
    try:
        there = any((folder / path.lstrip("/")).is_file() for folder in folders)
    except (OSError, ValueError):
        there = False
    if not there:
        return "there is no such file in the site", "the name of a file that is there, or its URL"
    if ending in {".md", ".markdown"}:
        return "this is the source of a page, which is not published", "the address of the page"
    return None
