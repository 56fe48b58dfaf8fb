"""The JobPosting of every page: extruct beside a strict reading of the script's text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.judges.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.judges.verdict import Built


def extruct(built: Built) -> Verdict:
    """Each open offer's page, and no other, has its JobPosting, or ``check`` says why not."""
    faults: list[str] = []
    posted: dict[str, dict[str, Any]] = {}
    pages = sorted(built.feeds.rglob("*.html"))
    for page in pages:
        name = built.name_of(page)
        texts = _scripts(page)
        faults += [f"{name}: {fault}" for fault in _unlike_extruct(page, texts)]
        for document in filter(_is_posting, _loaded(texts)):
            if name in posted:
                faults.append(f"{name}: more than one JobPosting")
            posted[name] = document
    return Verdict("extruct + json", len(pages), (*faults, *_against_offers(built, posted)))


def _scripts(page: Path) -> list[str]:
    from lxml import html

    tree = html.fromstring(page.read_bytes())
    return [s.text or "" for s in tree.iterfind(".//script[@type='application/ld+json']")]


def _loaded(texts: list[str]) -> Iterator[dict[str, Any]]:
    for text in texts:
        try:
            yield json.loads(text)
        except ValueError:
            continue  # _unlike_extruct has complained of it


def _unlike_extruct(page: Path, texts: list[str]) -> Iterator[str]:
    import extruct as library

    strict = []
    for text in texts:
        try:
            strict.append(json.loads(text, parse_constant=_refuse))
        except ValueError as error:
            yield f"the script is not JSON: {error}"
    found = library.extract(page.read_text("utf-8"), syntaxes=["json-ld"])["json-ld"]
    if found != strict:
        yield "extruct reads another document than json.loads"


def _refuse(constant: str) -> None:
    message = f"{constant} is not JSON"
    raise ValueError(message)


def _is_posting(document: Mapping[str, Any]) -> bool:
    return document.get("@type") == "JobPosting"


def _against_offers(built: Built, posted: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    expected = {}
    for offer in built.open:
        page = built.file(str(offer["url"]))
        if not page.is_file():
            yield f"{offer['url']}: there is no page"
            continue
        expected[built.name_of(page)] = offer
    for name in posted.keys() - expected.keys():
        yield f"{name}: a JobPosting on a page that is no open offer's"
    for name, offer in expected.items():
        yield from (f"{name}: {fault}" for fault in _mismatch(built, offer, posted.get(name)))


def _mismatch(
    built: Built, offer: Mapping[str, Any], document: Mapping[str, Any] | None
) -> Iterator[str]:
    if document is None:
        if offer["path"] not in built.faulty:
            yield "no JobPosting, and check does not say why"
        return
    if document["title"] not in (offer["title"], offer["board_title"]):
        yield f"the JobPosting's title is {document['title']!r}, the offer's {offer['title']!r}"
    if document.get("url") != offer["url"]:
        yield f"the JobPosting's url is {document.get('url')!r}, the offer's {offer['url']!r}"
