"""A slip in the name of a template is told of; a site's own parts are not."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from syndicate.renderings.misnamed import misnamed
from tests.jobpostings import SITE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ofer.html", "offer.html"),
        ("Offer.html", "offer.html"),
        ("offer.htm", "offer.html"),
        ("index.html.j2", "index.html"),
        ("styles.css", "style.css"),
        ("of fer.html", "offer.html"),
    ],
)
def test_a_near_miss_is_answered_with_the_name_that_was_meant(
    tmp_path: Path, name: str, meant: str
) -> None:
    templates(tmp_path, **{name: "<p>"})
    [problem] = misnamed(replace(SITE, root=tmp_path))
    assert problem.path == f"templates/{name}"
    assert meant in problem.message
    assert shlex.split(problem.hint) == ["mv", f"templates/{name}", f"templates/{meant}"]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"offer.html": "<p>", "style.css": ""},
        {"offer.html": "<p>", "offer2.html": "<p>"},
        {"offers.html": "<p>", "index.html": '{% include "offers.html" %}'},
        {"offers.html": "<p>", "parts/all.html": '{% include "offers.html" %}'},
        {"offer.html~": "<p>", ".offer.html": "<p>", "_offer.html": "<p>", "off\udcffer.html": ""},
        {"parts/ofer.html": "<p>", "apply.html": "<p>"},
    ],
)
def test_what_has_a_name_of_its_own_is_left_alone(tmp_path: Path, files: dict[str, str]) -> None:
    templates(tmp_path, **files)
    assert list(misnamed(replace(SITE, root=tmp_path))) == []


def templates(root: Path, **files: str) -> None:
    for name, text in files.items():
        path = root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
