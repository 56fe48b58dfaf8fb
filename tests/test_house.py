"""The house itself: what its files may not name, and that what they promise is there."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import syndicate

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)

#: Hosts of package indexes, each in two halves so that this file does not name one.
INDEX_HOSTS = tuple(
    "".join(halves)
    for halves in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("npmjs", ".com"),
        ("deb.", "debian.org"),
        ("crates", ".io/api"),
    )
)

#: A folder that only one machine has.
MACHINE_PATH = re.compile(r"(?<![\w.:/~$}-])/(?:home|root|Users|work|opt|mnt|farm)/[\w.-]+")

#: Files of other authors, kept as they are.
FOREIGN = ("LICENSES/", "content/2017-", "tests/corpus/", "tests/golden/", "feeds/")


def test_no_file_names_the_host_of_a_package_index() -> None:
    named = [
        f"{path}: {host}"
        for path, text in texts()
        for host in INDEX_HOSTS
        if host in text.casefold()
    ]
    assert named == []


def test_no_file_holds_a_path_of_one_machine() -> None:
    found = [
        f"{path}: {match.group()}"
        for path, text in texts()
        for match in MACHINE_PATH.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry
        assert "://" not in entry, entry


def test_what_the_locks_share_has_one_version() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([a-z0-9.-]+)==([^\s;]+) \\", read(lock), re.MULTILINE):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = {re.match(r"[\w.-]+", line).group() for line in project["dependencies"]}  # type: ignore[union-attr]
    assert (
        wanted - set(re.findall(r"^([a-z0-9.-]+)==", read("requirements.lock"), re.MULTILINE))
        == set()
    )


def test_the_changelog_tells_of_this_version() -> None:
    versions = re.findall(r"^## \[([^\]]+)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert syndicate.__version__ in versions or len(versions) == 1


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(document: str) -> None:
    folder = (ROOT / document).parent
    dead = [
        target
        for target in re.findall(r"\]\(([^)\s]+)\)", without_code(read(document)))
        if not re.match(r"[a-z]+:", target) and not leads(folder, target)
    ]
    assert dead == []


def test_the_index_of_the_documents_leads_to_each_of_them() -> None:
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert pages - set(re.findall(r"\]\(([^)\s]+)\)", read("docs/index.md"))) == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_that_is_named_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(
        re.findall(r"""\bmake (?:[A-Z]+=(?:"[^"]*"|\S+) )*([a-z]+)\b""", code(read(document)))
    )
    assert named - targets == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_shown_exists(document: str) -> None:
    from syndicate.cli.app import COMMANDS

    named = set(re.findall(r"(?:^|[$`/ ])syndicate ([a-z]+)\b", code(read(document)), re.MULTILINE))
    assert named - set(COMMANDS) == set()


def test_ci_calls_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    called = re.findall(r"^\s*make ([a-z]+)", read(".ci/run"), re.MULTILINE)
    assert called[-1] == "test"
    assert set(called) - targets == set()


def texts() -> Iterator[tuple[str, str]]:
    """Every tracked file of ours, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for path in filter(None, listed.stdout.split("\0")):
        if not path.startswith(FOREIGN) and (ROOT / path).is_file():
            yield path, (ROOT / path).read_text("utf-8", errors="replace")


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def code(text: str) -> str:
    """What *text* shows as code: fenced blocks and spans between backticks."""
    return "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL))


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```|`[^`\n]+`", "", text, flags=re.MULTILINE | re.DOTALL)


def leads(folder: Path, target: str) -> bool:
    """Does the link *target* lead to a file, and to a heading of it when it names one?"""
    path, _, fragment = target.partition("#")
    file = (folder / path) if path else None
    if file is not None and not file.exists():
        return False
    if not fragment or file is None or file.suffix != ".md":
        return True
    headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return fragment in {
        re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings
    }
