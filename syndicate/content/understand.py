"""One file's text made an offer: every field read, every doubt reported."""

from __future__ import annotations

import fnmatch
import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from syndicate.content import terms
from syndicate.content.employer import employer
from syndicate.content.folding import fold
from syndicate.content.front_matter import Document, parse
from syndicate.content.lifecycle import Life, life
from syndicate.content.nodes import Scalar, texts_of
from syndicate.content.quoting import quoted
from syndicate.content.report import Report
from syndicate.content.texts import NOTHING, Texts, texts
from syndicate.content.urls import as_the_site_spells_it, is_web_url
from syndicate.content.wording import Name, Wording, Writer, name, stem_of
from syndicate.content.work import Work, work
from syndicate.errors import ContentError
from syndicate.offer import Offer, Status
from syndicate.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from syndicate.content.fields import Fields, Given, Vocabulary
    from syndicate.content.inference import Inferred
    from syndicate.content.source import Source as File
    from syndicate.offer import Source
    from syndicate.problem import Problem
    from syndicate.site import Site

#: A longer value is not repeated in the line to write.
_LONGEST_LINE = 100
#: Files that stand in every repository and are no offers, unless their front matter says more.
_HOUSEKEEPING = frozenset(
    {"readme", "license", "licence", "changelog", "contributing", "codeofconduct", "security"}
)


#: What is said of an offer, and not of the work, and where that comes from.
_SOURCED = ("board_title", "language", "date_posted", "date_modified", "opens", "closes")

_TEMPLATE = re.compile(r"(?<![a-z])(?:template|modele)(?![a-z])")


class Understood(NamedTuple):
    """One file as read at one instant, before ids and slugs are compared with the others.

    ``places`` has the line and column of each field that the file states, in its front matter or
    (with ``infer = true``) in its prose, and of each board that it has a text for
    (``boards.telegram``); ``keys`` the key of each field in the front matter.
    """

    offer: Offer
    problems: tuple[Problem, ...]
    stated_id: bool = False
    stated_slug: str = ""
    stated_url: str = ""
    id_line: int = 1
    places: Mapping[str, tuple[int, int]] = MappingProxyType({})
    keys: Mapping[str, str] = MappingProxyType({})


def unreadable(file: File, error: ContentError, site: Site) -> Understood:
    """The stand-in for a file that cannot be read: it keeps its place, and says why."""
    report = Report(file.path)
    report.refused(error)
    return Understood(_blank(file, Status.UNREADABLE, site), tuple(report.problems))


def understand(file: File, text: str, site: Site, words: Vocabulary, now: datetime) -> Understood:
    """Read *text*, the content of *file*, as the offer it states at *now*; raises nothing."""
    try:
        document = parse(text)
    except ContentError as error:
        return unreadable(file, error, site)
    item = _Understanding(file, document, site, words, now).result()
    if not site.content.infer:
        return item
    from syndicate.content.inference import inferred

    return inferred(
        item,
        document,
        site,
        words,
        lambda filled: _Understanding(file, document, site, words, now, filled).result(),
    )


def _blank(file: File, status: Status, site: Site) -> Offer:
    stem = name(file.inside).stem
    return Offer(
        path=file.path,
        id=clean(stem),
        status=status,
        title="",
        slug="",
        url="",
        language=site.language,
    )


class _Understanding:
    def __init__(
        self,
        file: File,
        document: Document,
        site: Site,
        words: Vocabulary,
        now: datetime,
        inferred: Mapping[str, Inferred] = MappingProxyType({}),
    ) -> None:
        self.file = file
        self.document = document
        self.site = site
        self.now = now
        self.words = words
        self.report = Report(file.path)
        self.texts: Texts = NOTHING
        self.name: Name = name(file.inside)
        rules = site.content.defaults
        self.fields: Fields = words.sort(document.front, self.defaults() if rules else {})
        if inferred:
            from syndicate.content.inference import filled

            self.fields = filled(self.fields, inferred, self.report)
        self.writer = Writer(document, self.fields, site, self.report)

    def defaults(self) -> dict[str, str]:
        values: dict[str, str] = {}
        for rule in self.site.content.defaults:
            if fnmatch.fnmatchcase(self.file.inside, rule.path):
                values |= rule.values
        return values

    def result(self) -> Understood:
        if why := self.not_an_offer():
            self.report.info("not-an-offer", why)
            return self.understood(_blank(self.file, Status.TEMPLATE, self.site))
        wording = self.writer.wording()
        language = self.language()
        if terms.template_title(wording.title) or _is_template_name(self.name.stem):
            self.report.info(
                "not-an-offer",
                "passed over: by its title or file name this is a template or a notice",
                at=self.fields.first("title"),
            )
            return self.understood(self.offer(wording, Life(Status.TEMPLATE), language))
        self.check_keys()
        lived = life(self.fields, language, self.name.stem, self.site, self.now, self.report)
        if not wording.title:
            self.untitled()
            # What was told of its clock stays so until these instants.
            lived = Life(Status.UNREADABLE, opens_at=lived.opens_at, closes_at=lived.closes_at)
        return self.understood(self.offer(wording, lived, language))

    def untitled(self) -> None:
        message, hint = (
            "there is no title: neither a key nor a first-level heading states one",
            "title: …    (the name of the job)",
        )
        if not self.document.has_front_matter:
            message = (
                "there is no title: the file begins with neither front matter nor a "
                "first-level heading"
            )
            if not self.document.body.strip():
                message = "the file is empty"
            hint = (
                "begin the file with a line ---, then title: … (the name of the job), then another "
                "line ---"
            )
        self.report.error("missing-title", message, field="title", hint=hint)

    def understood(self, offer: Offer) -> Understood:
        given_id = self.fields.first("id")
        slug = self.writer.stated("slug")
        url = self.stated_url()
        places: dict[str, tuple[int, int]] = {}
        keys: dict[str, str] = {}
        for field, values in self.fields.given.items():
            key, _, line, column, _, source = values[0]
            if source == "front matter":
                keys[field] = key
            elif source != "prose":
                continue
            places[field] = line, column
        places.update(self.texts.places)
        return Understood(
            offer,
            tuple(self.report.problems),
            stated_id=given_id is not None and given_id.source == "front matter",
            stated_slug=slug,
            stated_url=url,
            id_line=given_id.line if given_id else 1,
            places=places,
            keys=keys,
        )

    # What kind of file is it?

    def not_an_offer(self) -> str:
        """Why this file is not an offer; empty when it may be one."""
        if not self.document.has_front_matter:
            stem = stem_of(self.file.inside.rpartition("/")[2])
            if fold(stem) in _HOUSEKEEPING:
                return f"passed over: a {stem} without front matter is not an offer"
        front = self.document.front.values
        for key, wanted in self.site.content.where.items():
            written = _written(key, tuple(front))
            stated = texts_of(front[written]) if written is not None else ()
            if _folded(wanted).isdisjoint(map(fold, stated)):
                said = f"{key} is '{', '.join(stated)}'" if stated else f"it has no {key}"
                asked = " or ".join(repr(text) for text in wanted)
                return f"passed over: {said}, and [content] where asks for {key} = {asked}"
        return ""

    def check_keys(self) -> None:
        if not self.fields.unknown:
            return
        unused = []
        for given in self.fields.unknown:
            near = self.words.near(given.key)
            if near is None:
                unused.append(given)
                continue
            self.report.warning(
                "unknown-key",
                f"'{given.key}' is not a known key",
                at=self.document.front.keys.get(given.key),
                hint=f"{near}: {_as_written(given)}    "
                "(or name it under [content.fields] of syndicate.toml)",
            )
        if unused:
            self.report.info(
                "unused-keys",
                f"not used: {', '.join(given.key for given in unused)}",
                at=self.document.front.keys.get(unused[0].key),
                hint="name keys that matter under [content.fields] in syndicate.toml",
            )

    # The parts of the offer.

    def language(self) -> str:
        for given in self.fields.all("language"):
            text = self.writer.line(given)
            if text and (code := terms.language_code(text)):
                return code
            if text:
                self.report.warning(
                    "unknown-value",
                    f"{given.key}: '{text}' is not a language",
                    at=given,
                    field="language",
                    hint=f"{given.key}: {self.site.language}",
                )
        return self.name.language or self.site.language

    def offer(self, wording: Wording, lived: Life, language: str) -> Offer:
        facts = Work()
        if lived.status not in {Status.TEMPLATE, Status.UNREADABLE}:
            facts = work(self.fields, self.writer, self.site, self.report, language)
            if said := self.fields.first("boards"):
                self.texts = texts(said, self.writer, self.report)
        remote = facts.values.get("workplace") == "remote"
        place = employer(self.fields, self.writer, self.site, self.report, default_place=not remote)
        if remote and place.countries and "remote_countries" not in facts.values:
            facts.values["remote_countries"] = place.countries
            facts.sources["remote_countries"] = "front matter"
        board_title = self.writer.stated("board_title") or None
        return Offer(
            path=self.file.path,
            id=self.id(language),
            status=lived.status,
            title=wording.title,
            slug="",
            url="",
            language=language,
            board_title=board_title,
            organization=place.organization,
            locations=place.locations,
            date_posted=lived.posted,
            date_modified=lived.modified,
            opens=lived.opens,
            closes=lived.closes,
            opens_at=lived.opens_at,
            closes_at=lived.closes_at,
            translation_key=self.translation_key(),
            texts=self.texts.texts,
            summary=wording.summary,
            body=wording.body,
            sources=MappingProxyType(self.sources(wording, lived, facts, place.sources)),
            **facts.values,
        )

    def sources(
        self, wording: Wording, lived: Life, facts: Work, place: dict[str, Source]
    ) -> dict[str, Source]:
        sources: dict[str, Source] = {}
        if wording.title:
            sources["title"] = wording.title_source
        for key in _SOURCED:
            if key in self.fields.given:
                sources[key] = self.fields.given[key][0].source
        if "language" not in sources:
            sources["language"] = "file name" if self.name.language else "site"
        if lived.posted and "date_posted" not in sources:
            sources["date_posted"] = "file name" if lived.posted_from_name else "front matter"
        return sources | place | facts.sources

    def id(self, language: str) -> str:
        stated = self.writer.stated("id")
        if stated:
            return stated
        stem = clean(self.name.stem)
        # Two languages of one offer share a file name: "fr/offre.md", "en/offre.md".
        if self.name.language and language != self.site.language:
            return f"{stem}.{language}"
        return stem

    def translation_key(self) -> str | None:
        return self.writer.stated("translation_key") or self.name.group or None

    def stated_url(self) -> str:
        for given in self.fields.all("url"):
            if given.text.strip() == "/":
                return self.site.url  # the list of offers has it, which the offer is told later
            text = self.writer.line(given)
            if is_web_url(text):
                self.tell_of_spelling(given, text)
                return text
            if re.fullmatch(r"/[\w./~%-]*", text) and ".." not in text:
                return urljoin(self.site.url, text)
            if text and terms.truth(text) is not False:
                self.report.warning(
                    "bad-url",
                    f"{given.key}: '{text}' is not an address of this site",
                    at=given,
                    field="url",
                    hint=f"{given.key}: /jobs/developer/",
                )
        return ""

    def tell_of_spelling(self, given: Given, url: str) -> None:
        meant = as_the_site_spells_it(url, self.site)
        if meant is not None:
            self.report.warning(
                "bad-url",
                f"{given.key}: {url} is not below {self.site.url}, so it counts as another site's "
                "and no page is written for it",
                at=given,
                field="url",
                hint=f"{given.key}: {meant}",
            )


@lru_cache(maxsize=256)
def _folded(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, texts))


@lru_cache(maxsize=256)
def _written(key: str, keys: tuple[str, ...]) -> str | None:
    """The last of *keys* that is *key*, however it is written."""
    folded = fold(key)
    return next((each for each in reversed(keys) if fold(each) == folded), None)


def _as_written(given: Given) -> str:
    """The value of *given* as one line of YAML, or what stands for a value of more than that."""
    node = given.node
    if not isinstance(node, Scalar) or node.is_empty:
        return "…"
    if "\n" in node.text or len(node.text) > _LONGEST_LINE:
        return "…"
    return node.text if node.plain else quoted(node.text)


def _is_template_name(stem: str) -> bool:
    name = stem.lower()
    if "template" not in name and "modele" not in name:
        return name.startswith("_")
    return name.startswith("_") or bool(_TEMPLATE.search(name))
