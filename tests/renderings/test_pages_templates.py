"""A site's own templates: they win, they can build on ours, and their mistakes have a place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import Environment

from syndicate.errors import ConfigurationError
from syndicate.renderings import design, templating
from tests.jobpostings import SITE, an_offer
from tests.renderings.test_pages import CLOSED, build, json_ld

if TYPE_CHECKING:
    from pathlib import Path

    from syndicate.site import Site

OFFER = "jobs/charge-projets/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "templates").mkdir()
    return replace(SITE, root=tmp_path)


def write(site: Site, name: str, text: str) -> None:
    (site.root / "templates" / name).write_text(text, encoding="utf-8")


def test_a_template_of_the_site_wins(site: Site) -> None:
    write(site, "offer.html", "<!DOCTYPE html><title>{{ offer.title }}</title>")
    made = build(an_offer(title="R&D"), site=site)
    assert made[OFFER] == "<!DOCTYPE html><title>R&amp;D</title>"
    assert "Une offre" not in made["index.html"]


def test_a_base_of_the_site_frames_every_page(site: Site) -> None:
    write(site, "base.html", "<main>{% block main %}{% endblock %}</main>")
    made = build(an_offer(), an_offer(id="b", url="https://example.org/b/", **CLOSED), site=site)
    for path in (OFFER, "b/index.html", "index.html"):
        assert made[path].startswith("<main>")
        assert "<h1>" in made[path]


def test_a_template_can_change_one_block_of_ours(site: Site) -> None:
    write(
        site,
        "offer.html",
        '{% extends "syndicate/offer.html" %}'
        "{% block apply %}<p>Écrivez-nous : {{ apply.email }}</p>{% endblock %}",
    )
    offer = an_offer()
    source = build(offer, site=site)[OFFER]
    assert "<p>Écrivez-nous : emploi@coop.example.org</p>" in source
    assert "how-to-apply" not in source.partition("<main>")[2].partition("Écrivez-nous")[2]
    assert len(json_ld(source)) == 1


def test_a_stylesheet_of_the_site_wins(site: Site) -> None:
    write(site, "style.css", "/* ours */ {# no template #}")
    before = build(an_offer())
    made = build(an_offer(), site=site)
    assert made["style.css"] == "/* ours */ {# no template #}"
    assert made["index.html"] != before["index.html"]  # its address has the digest in it


def test_an_edited_template_is_noticed_by_the_next_build(site: Site) -> None:
    write(site, "offer.html", "one")
    assert build(an_offer(), site=site)[OFFER] == "one"
    write(site, "offer.html", "other")
    assert build(an_offer(), site=site)[OFFER] == "other"
    (site.root / "templates" / "offer.html").unlink()
    assert "<h1>" in build(an_offer(), site=site)[OFFER]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a\n{% if %}", "templates/offer.html:2: "),
        ("a\nb\n{{ ofer.title }}", "templates/offer.html:3: 'ofer' is undefined"),
        ("{{ apply.mail }}", "templates/offer.html:1: 'apply' has no attribute 'mail'"),
        ("{{ offer.titel }}", "templates/offer.html:1: "),
        ("\n{{ 1 + offer.title }}", "templates/offer.html:2: "),
        ("\n{{ 1 / 0 }}", "templates/offer.html:2: "),
        ("\n{% include 'none.html' %}", "templates/offer.html:2: none.html cannot be found"),
        ("{% extends 'none.html' %}", "templates/offer.html:1: none.html cannot be found"),
        ("{{ offer.title | shout }}", "templates/offer.html:1: No filter named 'shout'"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(site: Site, text: str, place: str) -> None:
    write(site, "offer.html", text)
    with pytest.raises(ConfigurationError) as caught:
        build(an_offer(), site=site)
    assert str(caught.value).startswith(place)


def test_a_mistake_in_an_included_file_is_named_there(site: Site) -> None:
    write(site, "offer.html", "{% include 'logo.html' %}")
    write(site, "logo.html", "\n\n{{ nothing }}")
    with pytest.raises(ConfigurationError, match=r"^templates/logo\.html:3: "):
        build(an_offer(), site=site)


def test_a_template_that_is_not_utf_8_is_named(site: Site) -> None:
    (site.root / "templates" / "offer.html").write_bytes(b"\xe9")
    with pytest.raises(ConfigurationError, match=r"^templates/offer\.html: is not UTF-8"):
        build(an_offer(), site=site)


def test_a_stylesheet_that_cannot_be_read_is_named(site: Site) -> None:
    (site.root / "templates" / "style.css").mkdir()
    with pytest.raises(ConfigurationError, match=r"^templates/style\.css: "):
        build(an_offer(), site=site)


# -- what is kept of them between builds ------------------------------------------------------

OWN = '{% extends "syndicate/offer.html" %}{% block apply %}<p>{{ apply.email }}</p>{% endblock %}'


@pytest.fixture
def kept(site: Site) -> Path:
    """The folder in which templates are kept, once a build has made it."""
    site.state_dir.mkdir()
    write(site, "offer.html", OWN)
    made(site)
    return site.state_dir / "templates"


def made(site: Site) -> str:
    """The page of an offer, as a new process makes it."""
    design._design.cache_clear()
    return build(an_offer(), site=site)[OFFER]


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of the templates that Jinja compiles from now on."""
    names: list[str | None] = []
    compile_ = Environment.compile

    def noted(self: Environment, source: Any, name: str | None = None, *rest: Any) -> Any:
        names.append(name)
        return compile_(self, source, name, *rest)

    monkeypatch.setattr(Environment, "compile", noted)
    return names


def test_templates_are_compiled_once(site: Site, kept: Path, compiled: list[str | None]) -> None:
    assert "<p>emploi@coop.example.org</p>" in made(site)
    assert compiled == []
    write(site, "offer.html", OWN.replace("<p>", "<p>À "))
    assert "<p>À emploi@coop.example.org</p>" in made(site)
    assert compiled == ["offer.html"]


def test_a_mistake_in_a_kept_template_has_its_place(site: Site, kept: Path) -> None:
    write(site, "offer.html", OWN.replace("apply.email", "\n\napply.mail"))
    for _ in range(2):
        with pytest.raises(ConfigurationError, match=r"^templates/offer\.html:3: 'apply' has no"):
            made(site)


def test_what_another_version_kept_is_not_used(
    site: Site, kept: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templating, "_makers", lambda: b"another")
    made(site)
    assert len(compiled) == 3


@pytest.mark.parametrize("damage", [b"", b"\x00" * 99, None])
def test_what_is_damaged_is_made_again(
    site: Site, kept: Path, compiled: list[str | None], damage: bytes | None
) -> None:
    whole = made(site)
    for file in kept.iterdir():
        file.write_bytes(file.read_bytes()[:-1] if damage is None else damage)
    assert made(site) == whole
    assert len(compiled) == 3
    assert made(site) == whole
    assert len(compiled) == 3


def test_a_page_needs_no_folder_that_can_be_written(site: Site) -> None:
    write(site, "offer.html", OWN)
    page = made(site)
    assert not site.state_dir.exists()
    site.state_dir.mkdir()
    (site.state_dir / "templates").write_text("in the way", encoding="utf-8")
    assert made(site) == page


def test_nothing_is_kept_of_the_built_in_templates(site: Site) -> None:
    site.state_dir.mkdir()
    made(site)
    assert list(site.state_dir.iterdir()) == []
