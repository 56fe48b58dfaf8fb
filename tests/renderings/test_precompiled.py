"""The functions made of the built-in templates: up to date, and equal to Jinja byte by byte."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.offer import Offer, Status
from syndicate.renderings.artefact import Artefact, Catalogue
from syndicate.renderings.pages import pages
from tests.jobpostings import SITE, an_offer
from tests.renderings.precompiler import WRITTEN, precompiled
from tests.renderings.shapes import offers
from tests.renderings.test_pages import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.site import Site

TEMPLATES = WRITTEN.with_name("templates")


@pytest.fixture(scope="module")
def with_jinja(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose frame is a copy of ours: its pages are made by Jinja."""
    root = tmp_path_factory.mktemp("site")
    (root / "templates").mkdir()
    frame = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    (root / "templates" / "base.html").write_text(frame, encoding="utf-8")
    return replace(SITE, root=root)


def made_of(of: list[Offer], site: Site) -> list[Artefact]:
    is_open = [offer for offer in of if offer.status is Status.OPEN]
    closed = [offer for offer in of if offer.status is not Status.OPEN]
    return list(pages(Catalogue(site, NOW, tuple(is_open), tuple(closed))))


def test_the_functions_are_what_the_templates_make() -> None:
    """If this fails, run ``python -m tests.renderings.precompiler``."""
    assert WRITTEN.read_text(encoding="utf-8") == precompiled()


@settings(max_examples=250)
@given(
    of=st.lists(offers(), max_size=4),
    title=st.sampled_from(("Emploi", "<R&D>", "")),
    language=st.sampled_from(("fr", "en", "ar", "xx")),
)
def test_pages_are_those_of_jinja(
    with_jinja: Site, of: list[Offer], title: str, language: str
) -> None:
    changes = {"title": title, "description": title, "language": language}
    made = made_of(of, replace(SITE, **changes))
    assert made == made_of(of, replace(with_jinja, **changes))


def test_long_lists_are_those_of_jinja(with_jinja: Site) -> None:
    many = [an_offer(id=str(number)) for number in range(40)]
    assert made_of(many, SITE) == made_of(many, with_jinja)


def test_only_a_template_of_the_sites_own_needs_jinja(tmp_path: Path) -> None:
    """One that is nearly ours shows that it, and it alone, is used."""
    (tmp_path / "templates").mkdir()
    text = (TEMPLATES / "closed.html").read_text(encoding="utf-8").replace("<strong>", "<b>")
    (tmp_path / "templates" / "closed.html").write_text(text, encoding="utf-8")
    both = [an_offer(), an_offer(id="b", url="https://example.org/b/", status=Status.CLOSED)]
    ours, theirs = made_of(both, SITE), made_of(both, replace(SITE, root=tmp_path))
    assert [one.path for one, other in zip(ours, theirs, strict=True) if one != other] == [
        "b/index.html"
    ]
