"""Random lives of a site: after each step, what was built of the changes equals a full build.

``python -m tests.incremental FIRST LAST`` lives the lives with these numbers, and says which one
failed, at which step, and how the two folders differ.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from syndicate import project
from syndicate.errors import SyndicateError
from syndicate.offer import Location, Organization
from syndicate.project import crew, gatherer, gathering, looking, making, steps
from syndicate.renderings import listing, pages
from syndicate.site import ContentRules, FeedRules, Lifecycle, Site

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STEPS = 5

_TITLES = ("Developer", "Writer", "Développeuse", "Night baker", "Chargé-e de projets")
_TAGS = ("python", "Python", "C++", "débat public", "ops")
_BODIES = (
    "We look for somebody who writes **good** code and likes to explain it to others.\n",
    "## You\n\n* read\n* write\n\nand count, {{ page.title }}.\n",
    "<div><p>One<p>Two <script>alert(1)</script></div>\n",
    "This is a permanent, full-time job.\n\nLocation: 12 rue Mercière, 69002 Lyon, France\n",
    "## What you do\n\n" + "You talk to people & write down what they want. " * 8 + "\n",
    "",
)
_TEMPLATES = {
    "offer.html": '{% extends "syndicate/offer.html" %}{% block text %}{{ body }}{% endblock %}',
    "index.html": '{% extends "syndicate/index.html" %}{% block footer %}own{% endblock %}',
    "closed.html": '{% extends "syndicate/closed.html" %}{% block footer %}own{% endblock %}',
    "style.css": "/* Syndicate */ body { color: red }",
    # Shows some offers and not others.
    "base.html": None,
}
_DIALECTS = ((), ("indeed",), ("linkedin", "jooble"), ("trovit", "whatjobs", "own"))
_OWN = """extends = "{}"
requires = ["{}"]
checked = 2026-01-01
[elements]
title = {{ text = "{}" }}
"""
_PICKY = '{% extends "syndicate/offer.html" %}{% block text %}{{ offer.pay.min }}{% endblock %}'


@dataclass
class Life:
    """One site, the clock, and what has happened to it."""

    number: int
    root: Path
    random: Random = field(init=False)
    site: Site = field(init=False)
    now: datetime = NOW
    story: list[str] = field(default_factory=list)
    backup: Path | None = None
    refused: bool = False
    held: bool = False

    def __post_init__(self) -> None:
        self.random = Random(self.number)  # noqa: S311 - it makes stories, and keeps no secret
        self.site = Site(
            root=self.root / "site",
            url="https://jobs.example.org/",
            title="Jobs",
            timezone=ZoneInfo("Europe/Paris"),
            organization=Organization("Example", "https://example.org/"),
            address=Location(city="Paris", country="FR"),
            feeds=FeedRules(
                limit=3,
                by=("tag", "language", "workplace", "employment"),
                complete=self.random.choice(((), ("rss", "json"))),
                dialects=self.random.choice(_DIALECTS),
            ),
        )
        self.site.content_dir.mkdir(parents=True)
        for _ in range(self.random.randrange(1, 8)):
            self.add()

    # -- files --------------------------------------------------------------------------------

    def files(self) -> list[Path]:
        return sorted(path for path in self.site.content_dir.rglob("*.md") if path.is_file())

    def some_file(self) -> Path | None:
        files = self.files()
        return self.random.choice(files) if files else None

    def text(self) -> str:
        pick = self.random.choice
        lines = [f"title: {pick(_TITLES)}"]
        if self.random.random() < 0.8:
            lines.append(f"date: 2026-0{pick('123')}-{self.random.randrange(1, 28):02}")
        if self.random.random() < 0.4:
            day = self.now + timedelta(days=self.random.randrange(-120, 60))
            lines.append(f"closes: {day.date()}")
        if self.random.random() < 0.7:
            lines.append(f"tags: {pick(_TAGS)}, {pick(_TAGS)}")
        if self.random.random() < 0.3:
            lines.append(f"language: {pick(('en', 'fr', 'de'))}")
        if self.random.random() < 0.3:
            lines.append(f"translation_key: {pick(('one', 'two'))}")
        if self.random.random() < 0.3:
            lines.append(f"workplace: {pick(('remote', 'hybrid', 'onsite'))}")
        if self.random.random() < 0.3:
            lines.append(f"contract: {pick(('CDI', 'internship', 'freelance'))}")
        if self.random.random() < 0.2:
            lines.append(f"salary: {pick(('40000', '30000 - 35000'))} EUR per year")
        if self.random.random() < 0.15:
            lines.append(f"url: /{pick(('jobs/own/', 'jobs/developer/', 'a.html'))}")
        if self.random.random() < 0.15:
            lines.append(f"id: {pick(('developer', 'own-id', 'Writer'))}")
        if self.random.random() < 0.1:
            lines.append("draft: true")
        if self.random.random() < 0.1:
            lines.append("filled: yes")
        if self.random.random() < 0.1:
            lines.append(f"modified: 2026-02-{self.random.randrange(1, 28):02}")
        return "---\n" + "\n".join(lines) + "\n---\n" + pick(_BODIES)

    def add(self) -> str:
        stem = self.random.choice(("developer", "writer", "2026-02-01-developer", "x", "offre.fr"))
        folder = self.random.choice(("", "", "2026/", "fr/"))
        file = self.site.content_dir / f"{folder}{stem}{self.random.choice(('', '-2', '-3'))}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(self.text(), "utf-8")
        return f"wrote {file.name}"

    def edit(self) -> str:
        if not (file := self.some_file()):
            return self.add()
        text = file.read_bytes().decode("utf-8", "replace")
        how = self.random.randrange(4)
        if how == 0:
            file.write_text(self.text(), "utf-8")
        elif how == 1:
            file.write_text(f"{text}\nMore.\n", "utf-8")
        elif how == 2:
            file.write_text(text.replace("title: ", "title: Senior ", 1), "utf-8")
        else:
            file.write_text(text.replace("tags: ", "tags: new, ", 1), "utf-8")
        return f"edited {file.name} ({how})"

    def delete(self) -> str:
        if file := self.some_file():
            file.unlink()
        return f"deleted {file}"

    def rename(self) -> str:
        if not (file := self.some_file()):
            return "nothing to rename"
        target = self.site.content_dir / self.random.choice(("", "2026/", "new/")) / f"r{file.name}"
        target.parent.mkdir(exist_ok=True)
        file.rename(target)
        return f"renamed {file.name}"

    def rename_folder(self) -> str:
        folders = [path for path in self.site.content_dir.iterdir() if path.is_dir()]
        if not folders:
            return "no folder to rename"
        folder = self.random.choice(folders)
        target = folder.with_name(f"{folder.name}x")
        if not target.exists():
            folder.rename(target)
        return f"renamed folder {folder.name}"

    def copy_file(self) -> str:
        if file := self.some_file():
            shutil.copy(file, file.with_name(f"copy-{file.name}"))
        return "copied a file"

    def breaks(self) -> str:
        if file := self.some_file():
            file.write_bytes(self.random.choice((b"---\ntitle: [\n---\n", b"\xff\xfe", b"")))
        return f"broke {file}"

    def touch(self) -> str:
        for file in self.files():
            os.utime(file, (1_700_000_000, 1_700_000_000 + self.random.randrange(9)))
        return "touched every file"

    # -- the clock and the configuration ------------------------------------------------------

    def clock(self) -> str:
        days = self.random.choice((-40, -1, 0.3, 1, 7, 30, 91, 120))
        self.now += timedelta(days=days)
        return f"the clock moved by {days} days"

    def configure(self) -> str:
        site, feeds, pick = self.site, self.site.feeds, self.random.choice
        name, self.site = pick(
            (
                ("title", replace(site, title=pick(("Jobs", "Emplois", "Jobs & more")))),
                ("description", replace(site, description=pick(("", "All of them")))),
                ("language", replace(site, language=pick(("en", "fr")))),
                ("timezone", replace(site, timezone=ZoneInfo(pick(("UTC", "Asia/Tokyo"))))),
                ("organization", replace(site, organization=Organization(pick(("A", "B"))))),
                (
                    "address",
                    replace(site, address=pick((None, Location(city="Lyon", country="FR")))),
                ),
                ("limit", replace(site, feeds=replace(feeds, limit=pick((0, 1, 3, 100))))),
                (
                    "hub",
                    replace(site, feeds=replace(feeds, hub=pick((None, "https://h.example/")))),
                ),
                (
                    "by",
                    replace(
                        site, feeds=replace(feeds, by=pick(((), ("tag",), ("language", "tag"))))
                    ),
                ),
                ("gzip", replace(site, feeds=replace(feeds, gzip=not feeds.gzip))),
                (
                    "complete",
                    replace(site, feeds=replace(feeds, complete=pick(((), ("atom",), ("rss",))))),
                ),
                ("dialects", replace(site, feeds=replace(feeds, dialects=pick(_DIALECTS)))),
                ("pages", replace(site, feeds=replace(feeds, pages=not feeds.pages))),
                (
                    "permalink",
                    replace(
                        site,
                        feeds=replace(
                            feeds,
                            permalink=pick(("/jobs/{slug}/", "/{year}/{slug}.html", "/{id}/")),
                        ),
                    ),
                ),
                (
                    "lifecycle",
                    replace(
                        site,
                        lifecycle=Lifecycle(
                            expires_after=pick((None, timedelta(days=30))),
                            future_dates=pick(("hold", "publish")),
                        ),
                    ),
                ),
                (
                    "fields",
                    replace(
                        site, content=ContentRules(fields={"title": (pick(("role", "tags")),)})
                    ),
                ),
                (
                    "infer",
                    replace(
                        site,
                        content=replace(
                            site.content, infer=pick((True, False)), infer_above=pick((0.97, 0.5))
                        ),
                    ),
                ),
                (
                    "url",
                    replace(site, url=pick(("https://jobs.example.org/", "https://x.example/a/"))),
                ),
            )
        )
        return f"configured {name}"

    def template(self) -> str:
        folder = self.site.root / "templates"
        name, text = self.random.choice(list(_TEMPLATES.items()))
        if (folder / name).exists() or text is None:
            shutil.rmtree(folder, ignore_errors=True)
            return "removed the templates"
        folder.mkdir(exist_ok=True)
        if name == "offer.html" and self.random.random() < 0.3:
            text = _PICKY
        (folder / name).write_text(f"{text}{self.random.choice(('', ' '))}", "utf-8")
        return f"wrote the template {name}"

    def dialect(self) -> str:
        folder = self.site.root / "dialects"
        folder.mkdir(exist_ok=True)
        pick = self.random.choice
        words = (pick(("indeed", "xing")), pick(("title", "city", "tags")), pick("ab"))
        (folder / "own.toml").write_text(_OWN.format(*words), "utf-8")
        return f"wrote the dialect own of {words}"

    # -- the output folder --------------------------------------------------------------------

    def outputs(self) -> list[Path]:
        return sorted(path for path in self.site.feeds_dir.rglob("*") if path.is_file())

    def tamper(self) -> str:
        files = self.outputs()
        if not files:
            return "nothing to tamper with"
        file = self.random.choice(files)
        how = self.random.randrange(4)
        if how == 0:
            file.unlink()
        elif how == 1:
            file.write_bytes(file.read_bytes().replace(b"e", b"E"))
        elif how == 2:
            file.chmod(0o600)
        else:
            shutil.rmtree(file.parent) if file.parent != self.site.feeds_dir else file.unlink()
        return f"tampered with {file.name} ({how})"

    def back_up(self) -> str:
        self.backup = self.root / "backup"
        shutil.rmtree(self.backup, ignore_errors=True)
        if self.site.feeds_dir.exists():
            shutil.copytree(self.site.feeds_dir, self.backup)
        return "backed up the output"

    def restore(self) -> str:
        if self.backup is None or not self.backup.exists():
            return self.back_up()
        if self.random.random() < 0.5:
            shutil.rmtree(self.site.feeds_dir, ignore_errors=True)
        shutil.copytree(self.backup, self.site.feeds_dir, dirs_exist_ok=True)
        return "put the backup back"

    def move_house(self) -> str:
        """The whole project copied: other inodes, other times."""
        elsewhere = self.root / "elsewhere"
        shutil.copytree(self.site.root, elsewhere, copy_function=shutil.copy)
        shutil.rmtree(self.site.root)
        elsewhere.rename(self.site.root)
        return "copied the project"

    def forget(self) -> str:
        shutil.rmtree(self.site.state_dir, ignore_errors=True)
        return "lost the memory"

    def umask(self) -> str:
        mask = self.random.choice((0o022, 0o077, 0o002))
        os.umask(mask)
        return f"umask {mask:o}"

    def kill(self) -> str:
        """A build that dies at some moment."""
        moment = self.random.random() ** 2 * 0.15
        child = os.fork()
        if child == 0:
            try:
                self.build(self.site)
            finally:
                os._exit(0)
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return f"killed a build after {moment * 1000:.0f} ms"

    # -- building -----------------------------------------------------------------------------

    def build(self, site: Site, *, full: bool = False) -> Any:
        """A build, and what it says; a refusal in its words."""
        jobs = self.random.choice((1, 1, 2))
        try:
            built = project.build(site, self.now, full=full, jobs=jobs)
        except SyndicateError as error:
            return str(error).replace(str(site.root), "ROOT")
        return (
            dict(built.offers),
            list(built.problems),
            list(built.own),
            built.next_change,
            built.files["written"] + built.files["unchanged"],
        )

    def step(self) -> None:
        moves: tuple[Callable[[], str], ...] = (
            self.add, self.add, self.edit, self.edit, self.edit, self.delete, self.rename,
            self.rename_folder, self.copy_file, self.breaks, self.touch, self.clock, self.clock,
            self.configure, self.configure, self.template, self.dialect, self.tamper,
            self.back_up, self.restore, self.move_house, self.umask, self.kill, self.kill,
            self.forget,
        )  # fmt: skip
        for _ in range(self.random.choice((1, 1, 2))):
            self.story.append(self.random.choice(moves)())

    def check(self) -> None:
        """Build what changed, and compare it with a full build from the same beginning."""
        copy = self.root / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.site.root, copy)
        told = self.build(self.site)
        self.refused = isinstance(told, str)
        self.held = not self.refused and "board-feed-held" in {one.code for one in told[2]}
        told_by_all = self.build(replace(self.site, root=copy), full=True)
        self.compare("what was told", told, told_by_all)
        self.compare("files", tree(self.site.feeds_dir), tree(copy / "feeds"))
        again = project_build(self)
        if again is not None:
            self.compare("a second build", again, [])

    def compare(self, what: str, one: object, other: object) -> None:
        if one != other:
            raise AssertionError(
                "\n".join([f"life {self.number}, {what}:", *self.story, *_differences(one, other)])
            )

    def live(self) -> None:
        self.check()
        for _ in range(STEPS):
            self.step()
            self.check()
        self.check_without_memory()

    def check_without_memory(self) -> None:
        """Where no earlier build has a say, one that knows nothing comes to the same files."""
        fresh = self.root / "fresh"
        shutil.copytree(self.site.root, fresh, ignore=shutil.ignore_patterns(".syndicate", "feeds"))
        told = self.build(replace(self.site, root=fresh))
        if self.refused or isinstance(told, str) or told[0]["unreadable"]:
            return  # a file that is foreign by now was in the way, or a broken one keeps its place
        # Who had an id before keeps it, and a page that cannot be made again stays. So does a feed
        # that waits for a person's word.
        if self.held:
            return
        if not {"duplicate-id", "not-rendered"} & {problem.code for problem in told[1]}:
            self.compare("a first build", tree(self.site.feeds_dir), tree(fresh / "feeds"))


def project_build(life: Life) -> list[str] | None:
    """What a build writes or removes when nothing has changed; None when it refuses."""
    try:
        built = project.build(life.site, life.now, jobs=1)
    except SyndicateError:
        return None
    return [*built.written.written, *built.written.removed]


def tree(root: Path) -> dict[str, bytes]:
    """Every file below *root*."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def _differences(one: object, other: object) -> list[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted(key for key in {*one, *other} if one.get(key) != other.get(key))
        return [
            f"{key}: {str(one.get(key))[:3000]}\n  != {str(other.get(key))[:3000]}"
            for key in keys[:3]
        ] + keys
    return [f"{one}\n  != {other}"]


def main(first: int, last: int) -> None:
    """Live the lives from *first* to *last*, some with the habits of a site of thousands."""
    for number in range(first, last):
        few = 2 if number % 4 == 0 else 500
        for module in (crew, steps, gatherer, looking):
            module.WORTH_A_CREW = few  # type: ignore[attr-defined]
        looking._MANY = 0 if few == 2 else 20_000
        making.CHUNK = 2 if few == 2 else 250
        most = 2 if number % 3 == 0 else 1000
        listing.MOST_LISTED = pages.MOST_LISTED = gathering.MOST_LISTED = most  # type: ignore[misc]
        with tempfile.TemporaryDirectory(prefix="life-") as folder:
            Life(number, Path(folder)).live()
    sys.stdout.write(f"{last - first} lives, each build as a full one\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
