"""Uploads, wherever to: what is said where a package is missing, and what files are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from syndicate_adapters.upload.media import media_type

from syndicate.delivery.registry import open_board
from syndicate.errors import ConfigurationError
from syndicate.serve.files import media_type as shown_as
from syndicate.testing import make_site

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("to", "package", "extra"),
    [("s3://jobs", "boto3", "s3"), ("sftp://jobs@example.org/www", "paramiko", "sftp")],
)
def test_a_package_that_is_missing_is_named_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    site = make_site(tmp_path, boards={"web": {"adapter": "upload", "to": to}})
    with pytest.raises(ConfigurationError, match=rf"pip install 'syndicate-jobs\[{extra}\]'"):
        open_board(site, "web")


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "fr/rss.xml",
        "atom.xml",
        "tags/x/feed.json",
        "sitemap-1.xml",
        "feeds.opml",
        "style.css",
        "complete.atom.xml.gz",
        "0123456789abcdef.txt",
        "logo.svg",
        "unheard-of",
    ],
)
def test_a_file_is_served_elsewhere_as_the_preview_shows_it(path: str) -> None:
    assert media_type(path) == shown_as(path)
