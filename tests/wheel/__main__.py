"""``python -m tests.wheel``: build, install on its own, make a site; exit 1 on a fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[2]

#: Lists what Git knows, and what is new and not ignored, below a folder.
LISTED = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "--")

#: What must come along beside the code, by the ending of its name.
SHIPPED = (".toml", ".json", ".html", ".css", ".typed")


def main() -> int:
    """Say each step as it is done; the first fault ends it."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            _try(Path(folder))
        except (AssertionError, subprocess.CalledProcessError) as error:
            print(f"wheel: {error}", file=sys.stderr)
            return 1
    return 0


def _try(folder: Path) -> None:
    wheel, sdist = _build(folder / "dist")
    _complete(wheel)
    _same_from_sdist(sdist, wheel, folder / "unpacked")
    command = _install(wheel, folder / "environment")
    _use(command, folder / "site")
    print(f"{wheel.name}: built, complete, the same from the sdist, installed, and makes a site")


def _build(into: Path, source: Path = REPOSITORY) -> tuple[Path, Path]:
    _run([sys.executable, "-m", "hatchling", "build", "-d", str(into)], source)
    (wheel,), (sdist,) = into.glob("*.whl"), into.glob("*.tar.gz")
    return wheel, sdist


def _complete(wheel: Path) -> None:
    """Every file of the packages that Git knows is in the wheel, and nothing from elsewhere."""
    shipped = {name for name in _names(wheel) if ".dist-info/" not in name}
    listed = set(_packaged())
    assert not listed - shipped, f"not in the wheel: {sorted(listed - shipped)}"
    assert not shipped - listed, f"in the wheel, unknown to Git: {sorted(shipped - listed)}"
    for ending in SHIPPED:
        assert any(name.endswith(ending) for name in shipped), f"no {ending} file in the wheel"


def _packaged() -> Iterator[str]:
    """The files of the packages, named as they are once installed."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    for package in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]:
        above = f"{package.rpartition('/')[0]}/" if "/" in package else ""
        for name in _run([*LISTED, package], REPOSITORY).splitlines():
            if (REPOSITORY / name).is_file():
                yield name.removeprefix(above)


def _same_from_sdist(sdist: Path, wheel: Path, folder: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    again, _ = _build(folder / "dist", source)
    assert _names(again) == _names(wheel), "the sdist makes another wheel than the checkout"


def _names(wheel: Path) -> list[str]:
    return sorted(zipfile.ZipFile(wheel).namelist())


def _install(wheel: Path, environment: Path) -> Path:
    """Install *wheel* and the locked run-time packages, nothing else; the command's path."""
    venv.create(environment, with_pip=True)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "-qq", "install"]
    lock = str(REPOSITORY / "requirements.lock")
    _run([*pip, "--require-hashes", "-r", lock], environment)
    _run([*pip, "--no-deps", str(wheel)], environment)
    _run([str(environment / "bin" / "python"), "-m", "pip", "check"], environment)
    return environment / "bin" / "syndicate"


def _use(command: Path, site: Path) -> None:
    """A new user's first minutes, with nothing of the checkout on any path."""
    site.mkdir()
    _run([str(command), "init"], site)
    _run([str(command), "new", "Web developer"], site)
    _run([str(command), "check"], site)
    built = json.loads(_run([str(command), "build", "--json"], site))
    assert built["offers"]["open"] == 1, f"one offer should be open: {built}"
    for name in ("rss.xml", "atom.xml", "feed.json", "feeds.opml", "sitemap.xml", "index.html"):
        assert (site / "feeds" / name).is_file(), f"feeds/{name} was not written"
    (offer,) = (o for o in _offers(command, site) if o["status"] == "open")
    (page,) = (site / "feeds" / "jobs").glob("*/index.html")
    text = page.read_text("utf-8")
    assert offer["title"] in text, "the page does not say the offer's title"
    assert '"JobPosting"' in text, "the page has no JobPosting"


def _offers(command: Path, site: Path) -> list[dict[str, str]]:
    printed = _run([str(command), "offers", "--json"], site)
    return [json.loads(line) for line in printed.splitlines()]


def _run(command: list[str], where: Path) -> str:
    """Run *command* in *where* without Python's own variables; what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    answer = subprocess.run(
        command, cwd=where, env=clean, capture_output=True, text=True, check=False
    )
    said = f"{' '.join(command)} exited with {answer.returncode}:\n{answer.stdout}{answer.stderr}"
    assert answer.returncode == 0, said
    return answer.stdout


if __name__ == "__main__":
    sys.exit(main())
