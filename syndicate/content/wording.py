"""An offer's words: language, title, body and summary."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from syndicate.content import terms
from syndicate.content.folding import fold
from syndicate.content.kramdown import as_commonmark, may_be_kramdown
from syndicate.content.liquid import expand
from syndicate.content.markup import beginning, leading_heading, to_html
from syndicate.content.memo import remembered
from syndicate.text import CONTROL, clean

if TYPE_CHECKING:
    from syndicate.content.fields import Fields, Given
    from syndicate.content.front_matter import Document
    from syndicate.content.report import Report
    from syndicate.offer import Source
    from syndicate.site import Site

#: Languages that the name of a file or of its folder can state (``fr/offre.md``, ``offre.fr.md``).
NAMED = frozenset({"fr", "en", "de", "es", "nl", "it", "pt", "pl", "sv", "da", "fi", "nb", "cs"})


class Name(NamedTuple):
    """What a file's place below the content folder says: stem, language, translations.

    ``stem`` is the file's name without ending and language; a page bundle
    (``folder/index.md``) has its folder's name. ``group`` names the file without its
    language, so that translations share it; empty when no language is stated.
    """

    stem: str
    language: str | None
    group: str


def name(inside: str) -> Name:
    """Read the place of a file, relative to the content folder."""
    folder, _, file = inside.rpartition("/")
    folders, language = _folders(folder)
    whole = stem_of(file)
    stem, _, ending = whole.rpartition(".")
    if stem and ending.lower() in NAMED:
        language = ending.lower()
    else:
        stem = whole
    if stem == "index" and folders:
        folders, stem = folders[:-1], folders[-1]
    group = "/".join([*folders, stem]) if language else ""
    return Name(stem, language, group)


def stem_of(file: str) -> str:
    """The name of a file without its ending, as ``pathlib`` cuts it."""
    dot = file.rfind(".")
    return file[:dot] if 0 < dot < len(file) - 1 else file


@lru_cache(maxsize=256)
def _folders(folder: str) -> tuple[tuple[str, ...], str | None]:
    """The folders that name no language, and the first language that one names."""
    parts = PurePosixPath(folder).parts
    language = next((part.lower() for part in parts if part.lower() in NAMED), None)
    return tuple(part for part in parts if part.lower() not in NAMED), language


class Wording(NamedTuple):
    """The words of one offer; ``title`` is empty when there is none."""

    title: str
    title_source: Source
    body: str
    summary: str


class Writer:
    """Makes an offer's words fit for every output, and reports what had to go."""

    def __init__(self, document: Document, fields: Fields, site: Site, report: Report) -> None:
        self.document = document
        self.fields = fields
        self.site = site
        self.report = report
        self._variables: dict[str, str] | None = None

    @property
    def variables(self) -> dict[str, str]:
        """What Liquid calls by name; put together when there is some, which is seldom."""
        if self._variables is None:
            self._variables = _variables(self.fields, self.site)
        return self._variables

    def stated(self, field: str) -> str:
        """What :meth:`line` makes of the preferred value for *field*."""
        given = self.fields.given.get(field)
        return self.line(given[0]) if given else ""

    def line(self, given: Given | None) -> str:
        """A one-line text of the front matter, without Liquid, markup or control characters."""
        return "" if given is None else self.lined(given.text, given)

    def lined(self, text: str, given: Given) -> str:
        """What :meth:`line` makes of *text*, a part of *given*."""
        if "{" in text:
            text = self.expanded(text, given.line, given.column)
        return _line(text)

    def expanded(self, text: str, line: int, column: int = 1) -> str:
        """*text* with its Liquid resolved or removed; removals are reported."""
        if "{" not in text:
            return text
        expansion = expand(text, self.variables)
        for removed in expansion.removed:
            at = _Place(
                line + removed.line - 1,
                removed.column if removed.line > 1 else column + removed.column - 1,
            )
            self.report.info(
                "liquid-removed",
                f"{_shorten(removed.text)} is for another generator and was left out",
                at=at,
                hint="write the text itself, if readers need it",
            )
        return expansion.text

    def wording(self) -> Wording:
        """The title, the body as safe HTML, and a summary in plain text."""
        title = self.stated("title")
        source: Source = "front matter"
        markdown = self.expanded(self.document.body, self.document.body_line)
        if not is_clean(markdown):
            self.report.warning(
                "control-character",
                "the text holds invisible control characters, which were left out",
                at=_first_control(markdown, self.document.body_line),
                hint="delete them",
            )
            markdown = clean(markdown)
        is_plain = not may_be_kramdown(markdown)
        if not is_plain:
            markdown = as_commonmark(markdown)
        heading, rest = leading_heading(markdown)
        if heading is not None and (not title or fold(heading) == fold(title)):
            if not title:
                title, source = heading, "prose"
            markdown = rest
        body = self.html(markdown, is_plain=is_plain)
        stated = self.summary_text()
        summary = self.html(as_commonmark(clean(stated))) if stated else ""
        return Wording(title, source, body or summary, beginning(summary) or beginning(body))

    def summary_text(self) -> str:
        given = self.fields.first("summary")
        if given is None or terms.is_missing(given.text):
            return ""
        return self.expanded(given.text, given.line, given.column)

    def html(self, markdown: str, *, is_plain: bool = False) -> str:
        if not markdown:
            return ""
        return to_html(markdown, self.site.content.base_url or self.site.url, is_plain=is_plain)


class _Place(NamedTuple):
    line: int
    column: int


@remembered
def _line(text: str) -> str:
    line = " ".join(clean(text).split())
    return line if not terms.is_missing(line) else ""


#: The bytes of UTF-8 of which clean characters are made; none of them begins an unclean one.
_CLEAN = bytes({*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0x100)} - {*b"\xc2\xed\xef"})


def is_clean(text: str) -> bool:
    """Whether *text* holds nothing that is left out everywhere."""
    # To take bytes out of a text takes a third of what it takes to look at each character.
    data = text.encode("utf-8", "surrogatepass")
    doubtful = data.translate(None, _CLEAN)
    if doubtful.strip(b"\xc2"):
        return not CONTROL.search(text)
    # Most often no-break spaces and quotation marks, which begin as controls from U+0080 on do.
    return not doubtful or all(after[0] >= 0xA0 for after in data.split(b"\xc2")[1:])


def _first_control(text: str, first_line: int) -> _Place:
    found = CONTROL.search(text)
    before = text[: found.start()] if found else ""
    return _Place(first_line + before.count("\n"), len(before) - before.rfind("\n"))


def _shorten(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"


def _variables(fields: Fields, site: Site) -> dict[str, str]:
    """What ``page.*`` and ``site.*`` mean in a body."""
    given = [g for gs in fields.given.values() for g in gs] + list(fields.unknown)
    page = {f"page.{g.key}": g.text for g in given}
    base = urlsplit(site.content.base_url or site.url)
    return page | {
        "site.url": f"{base.scheme}://{base.netloc}",
        "site.baseurl": base.path.rstrip("/"),
        "site.title": site.title,
    }
