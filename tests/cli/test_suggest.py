"""``syndicate suggest``: a patch that Git takes, the evidence, and what ``--write`` does."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from syndicate.cli.app import app
from syndicate.cli.suggest_text import coloured, patch
from syndicate.content.fields import vocabulary
from syndicate.content.prose import HIGH
from syndicate.content.source import Source
from syndicate.content.suggestion import suggest as suggest_for
from tests.cli.suggested import GOLDEN, NAMES, run, site_of
from tests.content.sites import NOW, Folder
from tests.corpora import needs_corpus

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).resolve().parents[2]
SITE = '[site]\nurl = "https://example.org/"\ntitle = "Jobs"\nlanguage = "fr"\n'
#: What the documentation shows.
BAKERY = """\
---
title: Boulanger
date: 2026-02-01
# ours since 2019
---

Nous vous proposons un CDI, à temps plein.

Lieu de travail : 12 rue Mercière, 69002 Lyon
"""
COMPLETE = """\
---
title: Cuisinier
date: 2026-02-01
lieu: Lille, FR
contrat: CDI
---

Vous cuisinez.
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "syndicate.toml").write_text(SITE)
    put(tmp_path, "bakery.md", BAKERY)
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def put(root: Path, name: str, text: str) -> Path:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def suggest(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["suggest", "--now", "2026-03-02", *arguments])


def git(*words: str, given: bytes = b"", at: Path | None = None) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", *words], input=given, capture_output=True, check=False, cwd=at, env=environment
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_the_example_of_the_documentation_is_what_is_suggested(root: Path) -> None:
    page = (ROOT / "docs/suggest.md").read_text("utf-8")
    example = re.search(r"```\n\$ syndicate suggest\n(.+?)```", page, re.DOTALL)
    assert example
    told = suggest()
    assert (told.exit_code, told.output) == (0, example[1])


def test_standard_output_is_the_patch_and_words_are_elsewhere(root: Path) -> None:
    put(root, "kitchen.md", COMPLETE.replace("CDI", "CDD") + "Nous vous proposons un CDI.\n")
    told = suggest()
    assert "kitchen" not in told.stdout
    (line,) = [line for line in told.stderr.splitlines() if "kitchen" in line]
    assert line.startswith(
        "content/kitchen.md:9: employment: the text says 'permanent', but line 5 says "
        "'contrat: CDD'; \"Nous vous proposons un CDI.\" (sure)"
    )


def test_write_adds_the_lines_and_a_second_run_finds_nothing(root: Path) -> None:
    told = suggest("--write")
    assert told.exit_code == 0
    assert told.stderr == "3 lines for 1 of 1 offer: all of them written.\n"
    assert (root / "content/bakery.md").read_text() == BAKERY.replace(
        "2019\n",
        "2019\nlocation: 12 rue Mercière, 69002 Lyon, France\ncontract: permanent\n"
        "schedule: full_time\n",
    )
    again = suggest()
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "Nothing to add: 1 offer looked at.\n"


def test_json_has_an_object_for_each_line(root: Path) -> None:
    told = suggest("--json")
    rows = json.loads(told.stdout)
    assert rows[0] == {
        "path": "content/bakery.md",
        "line": 5,
        "field": "locations",
        "key": "location",
        "value": "12 rue Mercière, 69002 Lyon, France",
        "sentence": "Lieu de travail: 12 rue Mercière, 69002 Lyon",
        "at": {"line": 9, "column": 1},
        "confidence": rows[0]["confidence"],
        "written": False,
    }
    assert HIGH <= rows[0]["confidence"] <= 1
    assert [row["key"] for row in rows] == ["location", "contract", "schedule"]
    assert {row["written"] for row in json.loads(suggest("--json", "--write").stdout)} == {True}
    assert json.loads(suggest("--json").stdout) == []


def test_paths_and_statuses_say_which_offers_are_looked_at(root: Path) -> None:
    put(root, "fr/closed.md", BAKERY.replace("title:", "closed: true\ntitle:"))
    assert suggest().stderr.startswith("6 lines to add to 2 of 2 offers")
    assert suggest("content/fr").stderr.startswith("3 lines to add to 1 of 1 offer")
    told = suggest("--status", "open")
    assert told.stderr.startswith("3 lines to add to 1 of 1 offer")
    assert "closed.md" not in told.stdout
    refused = suggest("content/none.md")
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_a_file_that_cannot_be_read_is_counted_and_the_others_are_told(root: Path) -> None:
    put(root, "broken.md", "---\ntitle: [\n---\n")
    told = suggest()
    assert told.exit_code == 0
    assert told.stderr.endswith("1 file cannot be read: `syndicate check` says why.\n")
    assert "contract: permanent" in told.stdout


def test_a_file_that_cannot_be_written_needs_a_person_and_the_others_are_written(
    root: Path,
) -> None:
    put(root, "another.md", BAKERY).chmod(0o444)
    told = suggest("--write")
    assert told.exit_code == 1
    assert "another.md: not changed, for it is read-only" in told.stderr
    assert "6 lines for 2 of 2 offers: 1 of them written." in told.stderr
    assert (root / "content/another.md").read_text() == BAKERY
    assert "contract: permanent" in (root / "content/bakery.md").read_text()


def test_what_is_doubtful_is_told_and_taken_in_on_demand(root: Path) -> None:
    put(root, "bakery.md", "---\ntitle: Boulanger\ndate: 2026-02-01\n---\nBasée à Lyon, FR.\n")
    doubtful = [line for line in suggest().stderr.splitlines() if ": doubtful, not added: " in line]
    assert doubtful
    rows = json.loads(suggest("--json", "--all").stdout)
    assert min(row["confidence"] for row in rows) < HIGH
    assert "doubtful" not in suggest("--all").stderr


def test_what_is_doubtful_has_its_line_once(root: Path) -> None:
    put(root, "bakery.md", "---\ntitle: Boulanger\ndate: 2026-02-01\n---\nBasée à Lyon, FR.\n")
    [told] = [line for line in suggest().stderr.splitlines() if "location" in line]
    assert re.fullmatch(
        r'content/bakery\.md:5: doubtful, not added: location: Lyon, France; ".*" \(\d\d% sure\)',
        told,
    )


@pytest.mark.parametrize("day", ["28/02/2026", "31/03/2026"])
def test_a_deadline_that_has_passed_is_said_to_close_the_offer(root: Path, day: str) -> None:
    put(root, "bakery.md", f"{BAKERY}\nDate limite de candidature : {day}\n")
    told = suggest()
    assert "+deadline: 2026-0" in told.stdout
    closes = day.startswith("28")
    assert (
        "\n#   this day has passed: with the line the offer is closed\n" in told.stdout
    ) == closes
    assert ("With them 1 offer is closed: the deadline has passed." in told.stderr) == closes
    suggest("--write")
    closed = (
        CliRunner()
        .invoke(app, ["offers", "--status", "closed", "--json", "--now", "2026-03-02"])
        .stdout
    )
    assert ("Boulanger" in closed) == closes


# -- patches and Git --------------------------------------------------------------------------

TEXTS = {
    "plain": BAKERY,
    "windows": BAKERY.replace("\n", "\r\n"),
    "marked": f"\ufeff{BAKERY}",
    "no last line end": BAKERY.rstrip("\n"),
    "all on the last lines": BAKERY.rstrip("\n").replace("69002 Lyon", "69002 Lyon\n\n--"),
    "no front matter": f"# Boulanger\n\n{BAKERY.rpartition('---')[2]}",
    "marked, no front matter": f"\ufeff# Boulanger\n\n{BAKERY.rpartition('---')[2]}",
    "old Mac": BAKERY.replace("\n", "\r"),
    "title alone": "---\ntitle: Boulanger, CDI à temps plein\ndate: 2026-02-01\n---",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(
    "name", ["bakery.md", 'pain et "vin".md', "boulangerie-é.md", "a\tb\nc.md"]
)
def test_git_takes_the_patch_and_comes_to_what_write_writes(
    root: Path, text: str, name: str
) -> None:
    (root / "content/bakery.md").unlink()
    file = put(root, name, text)
    told = suggest()
    assert told.stdout_bytes
    git("apply", "--whitespace=nowarn", given=told.stdout_bytes)
    applied = file.read_bytes()
    assert applied != text.encode()
    put(root, name, text)
    assert suggest("--write").exit_code == 0
    assert file.read_bytes() == applied


def test_in_a_repository_paths_count_from_its_root(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "jobs").mkdir()
    for name in ("syndicate.toml", "content"):
        (root / name).rename(root / "jobs" / name)
    git("init", "-q", ".")
    git("add", ".")
    monkeypatch.chdir(root / "jobs")
    told = suggest()
    assert "+++ b/jobs/content/bakery.md\n" in told.stdout
    git("apply", given=told.stdout_bytes, at=root)
    assert git("diff", "--numstat", at=root) == "3\t0\tjobs/content/bakery.md\n"
    assert suggest().stdout == ""


def test_patches_of_several_files_are_one_patch(root: Path) -> None:
    put(root, "another.md", BAKERY.rstrip("\n"))
    put(root, "third.md", TEXTS["no front matter"])
    git("init", "-q", ".")
    git("add", ".")
    git("apply", given=suggest().stdout_bytes)
    assert len(git("diff", "--numstat").splitlines()) == 3
    assert suggest().stdout == ""


# -- words ------------------------------------------------------------------------------------


def one(folder: Folder, text: str) -> str:
    """The patch for one file in French, as text."""
    text = text.replace("date:", "lang: fr\ndate:")
    source = Source(folder.write("a.md", text), "content/a.md", "a.md")
    found = suggest_for(source, folder.site, vocabulary({}), NOW, HIGH)
    return "".join(patch(found, ""))


def test_the_evidence_says_where_an_address_was_the_site_s(folder: Folder) -> None:
    assert "#   until now the offer has the address of the site\n" in one(folder, BAKERY)


def test_the_evidence_names_an_empty_key_that_stays(folder: Folder) -> None:
    told = one(folder, BAKERY.replace("date:", "type:\ndate:"))
    assert "#   'type:' on line 3 stays as it is, empty; it can be removed\n" in told


def test_the_evidence_says_what_a_remote_job_needs_beside(folder: Folder) -> None:
    needs = "#   a remote job says, too, where those who do it may live: remote countries: …\n"
    remote = BAKERY.partition("Lieu")[0] + "Télétravail : 100 %\n"
    assert needs in one(folder, remote)
    assert needs not in one(folder, remote.replace("date:", "pays acceptés: FR\ndate:"))


def test_no_offer_drives_the_terminal_and_no_line_end_is_lost_in_a_patch(folder: Folder) -> None:
    told = one(folder, BAKERY.replace("Nous vous", "\x1b[31mNous vous").replace("\n", "\r\n"))
    assert " \x1b[31mNous vous proposons un CDI, à temps plein.\r\n" in told
    shown = "".join(map(coloured, told.splitlines(keepends=True)))
    assert "\x1b[31mNous" not in shown
    assert "\r" not in shown


def test_a_long_sentence_is_cut_and_its_line_told(folder: Folder) -> None:
    told = one(folder, BAKERY.replace("à temps plein", "à temps plein, " + "et encore " * 60))
    longest = max(len(line) for line in told.splitlines() if line.startswith("# "))
    assert longest < 250
    assert '…" (line 8, ' in told


def test_a_site_without_offers_is_told_so(root: Path) -> None:
    (root / "content/bakery.md").unlink()
    told = suggest()
    assert (told.exit_code, told.output) == (0, "Nothing to add: 0 offers looked at.\n")


# -- real offers ------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.parametrize("name", NAMES)
def test_real_offers_get_the_golden_patch_and_are_complete_afterwards(
    name: str, tmp_path: Path
) -> None:
    project = site_of(name, tmp_path)
    golden = (GOLDEN / f"{name}.patch").read_bytes()
    # When rules of reading have changed: python -m tests.cli.suggested
    assert run("suggest", project, name).stdout_bytes == golden
    assert run("suggest", project, name, "--write").exit_code == 0
    assert run("suggest", project, name).stdout == ""
    assert json.loads(run("suggest", project, name, "--json").stdout) == []
    found = json.loads(run("check", project, name, "--format", "json").stdout)
    assert [problem for problem in found if problem["severity"] == "error"] == []


@needs_corpus
def test_the_first_offer_says_in_its_front_matter_what_its_text_says(tmp_path: Path) -> None:
    project = site_of("seed", tmp_path)
    told = run("suggest", project, "seed", "--write", "--all")
    # Its front matter says "Dès que possible": which of the two holds is its author's to say.
    assert ":57: start: the text says 'juillet ou septembre', but line 4 says " in told.stderr
    offer = json.loads(run("offers", project, "seed", "--json").stdout)
    street = {"street": "78 rue Compans", "postal_code": "75019", "city": "Paris"}
    stated = {
        "board_title": "Chargé-e de projets junior",
        "locations": [street | {"region": None, "country": "FR"}],
        "employment": ["internship"],
        "schedule": ["full_time"],
        "duration_months": 6,
        "education": "postgraduate_degree",
        "languages": ["fr", "en"],
        "apply_email": "contact@opensourcepolitics.eu",
    }
    assert {field: offer[field] for field in stated} == stated
    assert {offer["sources"][field] for field in stated} == {"front matter"}
    pay = offer["pay"]
    assert pay["text"] == "Rémunération légale + 50 % du titre de transport"
    assert (pay["min"], pay["max"], pay["currency"]) == (None, None, None)
    assert run("suggest", project, "seed", "--all").stdout == ""
