"""A site of ours, of generated offers, and its builds."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import corpus, family
from benchmarks.corpus import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.figures import Sample

SETTINGS = """\
[site]
url = "https://emploi.example.org/"
title = "Emplois"
language = "fr"
timezone = "Europe/Paris"

[organization]
name = "Open Source Politics"
url = "https://opensourcepolitics.eu/"
address = { street = "78 rue Compans", postal_code = "75019", city = "Paris", country = "FR" }

[content]
path = "content"
where = { layout = "job" }
"""

#: What other generators build as well: no feeds of tags and languages.
SAME_OUTPUTS = "\n[feeds]\nby = []\n"

_SOURCE = ("content", "syndicate.toml", "board")
_BUILD = (sys.executable, "-m", "syndicate", "build", "--now", NOW.isoformat())


@dataclass(frozen=True, slots=True)
class Site:
    """A site at *root*; ``syndicate check`` finds fault with some of its offers, as in life."""

    root: Path

    @classmethod
    def make(cls, root: Path, number: int, more: str = "") -> Site:
        """Generate *number* offers; *more* is put below the settings."""
        root.mkdir(parents=True)
        (root / "syndicate.toml").write_text(SETTINGS + more, "utf-8")
        corpus.write(root / "content", number)
        return cls(root)

    def beside(self, root: Path, more: str = "") -> Site:
        """The same files, not their copies, at *root* with other settings: for cold builds."""
        root.mkdir(parents=True)
        (root / "syndicate.toml").write_text(SETTINGS + more, "utf-8")
        shutil.copytree(self.root / "content", root / "content", copy_function=os.link)
        return Site(root)

    @property
    def output(self) -> Path:
        """The folder that is written."""
        return self.root / "feeds"

    def forget(self) -> None:
        """Remove all that builds have written and remember."""
        for entry in self.root.iterdir():
            if entry.name not in _SOURCE:
                shutil.rmtree(entry)

    def build(self) -> Sample:
        """The command, from its start to its end; 1 is for offers that need a person."""
        return family.run(_BUILD, self.root, expected=(0, 1))

    def cold(self) -> Sample:
        """A build with neither an output folder nor a memory of earlier builds."""
        self.forget()
        return self.build()

    def edit(self, number: int, *, edited: bool) -> None:
        """Add a sentence to offer *number*, or take it away again."""
        corpus.put(self.root / "content", corpus.specimen(number), edited=edited)

    def shows(self, number: int) -> bool:
        """Whether the page of offer *number* has that sentence."""
        slug = corpus.specimen(number).slug
        text = (self.output / "jobs" / slug / "index.html").read_text("utf-8")
        return corpus.EDITED in text


def an_open_one(number: int) -> int:
    """An offer in the midst of *number* that is open."""
    return next(
        one for one in range(number // 2, number) if corpus.specimen(one).standing == "open"
    )
