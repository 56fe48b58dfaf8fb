"""Links that can be told to lead nowhere without asking the network."""

from __future__ import annotations

import re
from functools import cached_property
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
    # Possessive: what does not fit is not tried again with one blank less.
    r"!?\[[^\[\]\n]*+\]\(\s*+<?(?P<target>[^()\s<>]*+)>?(?:\s++[\"'][^\"'\n]*+[\"'])?+\s*+\)"
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
#: ``htp://``, ``htttp:/``, ``https;//``.
_MISSPELT = re.compile(r"(?!https?:)h?t{1,3}p{1,2}s?[:;]/", re.IGNORECASE)
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
    judge = _Judge(case)
    url = case.offer.apply_url
    if url and (why := judge.elsewhere(url)):
        line = f"{case.key('apply_url')}: https://…"
        yield Finding(*case.at("apply_url"), "apply_url", f"{url}: {why}", line)
    mail = case.offer.apply_email
    if mail and (why := judge.mailbox(mail)):
        line = f"{case.key('apply_email')}: jobs@…"
        yield Finding(*case.at("apply_email"), "apply_email", f"{mail}: {why}", line)
    text = case.markdown
    if "](" not in text and "://" not in text and "href" not in text and "src" not in text:
        return
    for match in _LINK.finditer(_shown(text)):
        written = text[match.start() : match.end()]
        if "{{" in written or "{%" in written:
            continue  # another generator puts the address here
        target = next(group for group in match.groups() if group is not None)
        if found := judge.link(target):
            why, hint = found
            message = f"{target or written}: {why}"
            yield Finding(*case.position(match.start()), "", message, hint)


def _shown(markdown: str) -> str:
    """*markdown* with blanks for comments and for code, where addresses are no links."""
    text = seen(markdown)
    if "`" in text or "~~~" in text:
        text = _CODE.sub(lambda match: " " * len(match[0]), text)
    return text


class _Judge:
    """Says of the links of one offer whether they lead nowhere."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def link(self, target: str) -> tuple[str, str] | None:
        """Why *target* leads nowhere, and what to write; None when it may lead somewhere."""
        if not target or target == "#":
            return "this link leads nowhere", "write where it leads, or take the link away"
        if target.lower().startswith("mailto:"):
            why = self.mailbox(target[7:].partition("?")[0])
            return (why, "[write to us](mailto:jobs@…)") if why else None
        if target.startswith("#"):
            if unquote(target[1:]).lower() in self.anchors:
                return None
            hint = "the name of a heading in small letters: #profile"
            return "there is no such place in the offer", hint
        if re.match(r"(?:https?:)?//", target, re.IGNORECASE):
            why = self.elsewhere(target)
            return (why, "the address that readers can open") if why else None
        if _MISSPELT.match(target):
            return "this is not a web address", "https://…"
        if re.match(r"[a-z][a-z0-9+.-]*:|www\.", target, re.IGNORECASE):
            return None  # tel:, sms:, and what is taken for https://www.…
        return self.file(target)

    def elsewhere(self, url: str) -> str:
        """Why *url*, of the web, leads nowhere; empty when it may lead somewhere."""
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            return "this is not a web address"
        if not host:
            return "this is not a web address"
        if _OWN_MACHINE.fullmatch(host):
            return "this leads to the machine or the network that it was written on"
        if _PLACEHOLDER.fullmatch(host) and not self.is_ours(host):
            return "this is an address for examples, which is nobody's"
        return ""

    def mailbox(self, address: str) -> str:
        """Why nobody reads what is sent to *address*; empty when somebody may."""
        _, at, host = address.rpartition("@")
        if not at:
            return "there is no mail address behind it"
        if _PLACEHOLDER.fullmatch(host) and not self.is_ours(host):
            return "this is an address for examples, which is nobody's"
        return ""

    def is_ours(self, host: str) -> bool:
        """A site that is an example itself links to itself."""
        employer = self.case.offer.organization
        urls = (self.case.site.url, (employer and employer.url) or "")
        ours = (urlsplit(url).hostname or "" for url in urls)
        return any(host.split(".")[-2:] == name.split(".")[-2:] for name in ours)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The names of the places in the offer that can be linked to, in small letters."""
        text = self.case.markdown
        headings = re.findall(r"^#{1,6}[ \t]+([^\n]+)", text, re.MULTILINE)
        named = re.findall(r"\b(?:id|name)\s?=\s?[\"']?([^\s\"'>]+)|\{:?\s?#([\w-]+)", text)
        names = {name.lower() for pair in named for name in pair}
        return frozenset(names.union(map(_slug, headings)))

    def file(self, target: str) -> tuple[str, str] | None:
        """Why the path *target* leads nowhere, and what to write."""
        path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
        ending = PurePosixPath(path).suffix.lower()
        if not _FILES.fullmatch(ending) or self.case.site.content.base_url:
            return None  # a page that a generator makes, or a file of another site
        if not self.is_there(path):
            hint = "the name of a file that is there, or its URL"
            return "there is no such file in the site", hint
        if ending in {".md", ".markdown"}:
            return "this is the source of a page, which is not published", "the page's address"
        return None

    def is_there(self, path: str) -> bool:
        """Whether there is a file that *path* may mean, wherever generators take files from."""
        site = self.case.site
        folders = [site.content_dir, *(site.root / name for name in _PUBLISHED), site.feeds_dir]
        if not path.startswith("/"):
            folders.insert(0, (site.root / self.case.offer.path).parent)
        try:
            return any((folder / path.lstrip("/")).is_file() for folder in folders)
        except (OSError, ValueError):
            return False


def _slug(heading: str) -> str:
    """The name that Markdown engines give a *heading*."""
    bare = heading.strip(" \t#")
    return re.sub(r"[^\w\- ]", "", bare.lower()).strip().replace(" ", "-")
