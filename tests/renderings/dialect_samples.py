"""The first offer ever, as the feed of every board has it; run as a module, it writes them anew.

The offer is the file in ``content/``, untouched. What its prose says and its front matter does
not (contract, hours, address to apply at) is stated in the configuration of the sample site.
"""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syndicate import project
from syndicate.config import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from syndicate.site import Site

ROOT = Path(__file__).parents[2]
DIALECTS = ROOT / "syndicate" / "renderings" / "dialects"
GOLDEN = ROOT / "tests" / "golden" / "dialects"
SEED = ROOT / "content" / "2017-05-23-offre-de-stage-charge-e-de-projets-junior.md"
NOW = datetime.fromisoformat("2017-06-01T09:00:00+02:00")
NAMES: tuple[str, ...] = tuple(sorted(file.stem for file in DIALECTS.glob("*.toml")))

_PLAIN = """
[site]
url = "https://emploi.example.org/"
title = "Les emplois de la civic tech"
language = "fr"
timezone = "Europe/Paris"

[organization]
name = "Open Source Politics"
url = "https://opensourcepolitics.eu/"
address = { street = "78 rue Compans", postal_code = "75019", city = "Paris", country = "FR" }

[feeds]
by = []
dialects = [%s]
"""
_STATED = """
[[content.defaults]]
path = "**"
[content.defaults.values]
board_title = "Chargé-e de projets junior"
contract = "internship"
schedule = "full-time"
education = "Master"
languages = "fr, en"
email = "contact@opensourcepolitics.eu"
closes = "2017-09-30"
location = "78 rue Compans, 75019 Paris, Île-de-France, France"
workplace = "onsite"
"""


def data(name: str) -> dict[str, Any]:
    """The data of the shipped dialect *name*, as it stands in its file."""
    return tomllib.loads((DIALECTS / f"{name}.toml").read_text("utf-8"))


def sample_site(folder: Path, names: Iterable[str] = NAMES, *, stated: bool = True) -> Site:
    """A site in *folder* with the one offer, and feeds for the boards of *names*."""
    (folder / "content").mkdir(parents=True)
    shutil.copy(SEED, folder / "content")
    text = _PLAIN % ", ".join(f'"{name}"' for name in names) + (_STATED if stated else "")
    (folder / "syndicate.toml").write_text(text, "utf-8")
    return load(folder / "syndicate.toml")


@cache
def samples(*, stated: bool = True) -> dict[str, bytes]:
    """The feed of every board, by the names of the dialects."""
    with tempfile.TemporaryDirectory() as folder:
        site = sample_site(Path(folder) / "site", stated=stated)
        project.build(site, NOW, jobs=1)
        return {name: (site.feeds_dir / f"boards/{name}.xml").read_bytes() for name in NAMES}


def main() -> None:
    """Write all golden files, and the table of the page about them."""
    from tests.renderings.dialects_page import write

    for name, feed in samples().items():
        (GOLDEN / f"{name}.xml").write_bytes(feed)
    write()


if __name__ == "__main__":
    main()
