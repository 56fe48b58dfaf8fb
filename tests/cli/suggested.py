"""``python -m tests.cli.suggested`` writes the golden patches: what real offers are suggested."""

from __future__ import annotations

import tempfile
from pathlib import Path

from click.testing import CliRunner, Result

from syndicate.cli.app import app
from tests.corpora import instant, lay_out

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "suggest"
#: The corpora that have one.
NAMES = ("seed", "open-source-politics")


def site_of(name: str, folder: Path) -> Path:
    """The site of corpus *name* below *folder*, with files that may be written."""
    project = lay_out(name, folder / "site")
    for file in (project / "content").iterdir():
        file.chmod(0o644)
    return project


def run(command: str, project: Path, name: str, *options: str) -> Result:
    """What *command* says of *project*, the site of corpus *name*, at its instant."""
    place = ["--project", str(project), "--now", instant(name)]
    return CliRunner().invoke(app, [command, *place, *options])


def main() -> None:
    """Write all of them: look at the differences."""
    for name in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            told = run("suggest", site_of(name, Path(folder)), name)
        (GOLDEN / f"{name}.patch").write_bytes(told.stdout_bytes)


if __name__ == "__main__":
    main()
