"""``python -m tests.cli.judged`` writes the golden reports of a made-up folder with many faults."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from click.testing import CliRunner

from syndicate.cli.app import app

if TYPE_CHECKING:
    from click.testing import Result

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "check"
NOW = "2026-03-02T09:00:00Z"
#: The golden files, and what ``syndicate check`` is asked for each.
REPORTS = {
    "boards.txt": ("--boards",),
    "boards.json": ("--boards", "--format", "json"),
    "boards.md": ("--boards", "--format", "markdown"),
    "summary.txt": ("--summary",),
    "summary.json": ("--summary", "--format", "json"),
}

SITE = """\
[site]
url = "https://jobs.example.org/"
title = "Jobs at the Hive"
timezone = "Europe/Paris"

[organization]
name = "The Hive"
url = "https://example.org/"

[feeds]
dialects = ["indeed", "jooble"]

[boards.hook]                        # its secret is nowhere, as in a pull request
adapter = "webhook"
url = "https://example.org/hook"
secret = "${env:HIVE_HOOK_SECRET}"
where = { language = "en" }

[boards.linkedin]
adapter = "linkedin"
client_id = "hive"
client_secret = "${env:HIVE_LINKEDIN_SECRET}"
organization = "2414183"

[boards.indexing]                    # no stand-in will do for its key
adapter = "google_indexing"
credentials = "${file:google-service-account.json}"

[boards.backup]                      # holds files, and no offers
adapter = "upload"
to = "s3://hive/site"
access_key = "${env:HIVE_S3_KEY}"
secret_key = "${env:HIVE_S3_SECRET}"
"""
TEXT = (
    "You look after forty hives on the roofs of the city, from the first flight in spring to the "
    "last jar of honey. You know bees, or want to know them, and are not afraid of heights."
)
OFFERS = {
    "beekeeper.md": f"""\
---
title: Beekeeper
date: 2026-02-20
deadline: 2026-06-30
location: 12 rue du Port, 44000 Nantes, Pays de la Loire, France
contract: permanent
schedule: full-time
salary: 32000 - 36000 EUR per year
email: jobs@example.org
tags: bees
---
{TEXT}
""",
    "gardener.md": f"""\
---
title: Gardener
date: 2026-02-21
contract: fixed-term
locaton: Nantes
---
{TEXT}
""",
    "cook.md": f"""\
---
title: "Cook: honey and more"
date: 2026-02-22
location: "Lyon"   # by the river
salary: 14 EUR
contract: now and then
---
{TEXT}
""",
    "boulangere.md": """\
---
titre: Boulangère ou boulanger
langue: fr
date de publication: 2026-02-23
contrat: CDI
---
Vous faites le pain d’épices, de la pâte à la vitrine, avec le miel de nos toits et la farine du
moulin voisin. Nous vous apprenons le reste.

Lieu de travail : 12 rue Mercière, 69002 Lyon
""",
    "developer.md": f"""\
---
title: Developer
date: 2026-02-24
workplace: remote
deadline: 2026-05-31
salary: 45000 - 52000 EUR per year
contract: permanent
apply: https://example.org/apply
---
{TEXT}
""",
    "teacher.md": f"""\
+++
title = "Teacher | @school <b>now</b>"
date = "2026-03-20"
location = "75011 Paris, France"
contract = "permanent"
+++
{TEXT}
""",
    "guide.md": """\
---
title: Guide
location: Nantes, France
---
""",
    "keeper.md": f"""\
---
title: HIVE KEEPER WANTED URGENTLY
date: 2026-02-25
locations:
  - Nantes
  - Lyon
---
{TEXT}
""",
    "closed.md": "---\ntitle: Smith\ndate: 2026-01-01\ndeadline: 2026-02-01\n---\nYou forge.\n",
    "draft.md": "---\ntitle: Carter\ndraft: true\nspeciality: waggons\n---\nYou drive.\n",
    "broken.md": "---\ntitle: [\n---\nYou mend.\n",
    "README.md": "# How offers are written here\n",
}


def project(root: Path) -> Path:
    """The folder with its configuration, in *root*."""
    (root / "syndicate.toml").write_text(SITE)
    (root / "content").mkdir()
    for name, text in OFFERS.items():
        (root / "content" / name).write_text(text, "utf-8")
    return root


def check(root: Path, *arguments: str) -> Result:
    """What ``syndicate check ARGUMENTS`` says of the project in *root*, in a pipe of 80 columns."""
    missing = {name: None for name in os.environ if name.startswith("HIVE_")}
    return CliRunner(env={"COLUMNS": "80", **missing}).invoke(
        app, ["check", *arguments, "--project", str(root), "--now", NOW]
    )


def main() -> None:
    """Write all golden files."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    GOLDEN.mkdir(parents=True)
    with TemporaryDirectory() as folder:
        root = project(Path(folder))
        for name, arguments in REPORTS.items():
            (GOLDEN / name).write_bytes(check(root, *arguments).stdout_bytes)


if __name__ == "__main__":
    main()
