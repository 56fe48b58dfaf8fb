"""The folder as a board: the contract, its files, and file systems that refuse."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest
from syndicate_adapters.folder import Folder

from syndicate.adapter import Options, Posting
from syndicate.errors import ConfigurationError, Unauthorised, Unavailable
from syndicate.jobposting import is_valid
from syndicate.testing import AdapterContract, BoardServer, hostile_offers, make_offer, make_site

if TYPE_CHECKING:
    from collections.abc import Mapping

not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")


class TestFolder(AdapterContract):
    exempt: ClassVar[Mapping[str, str]] = {
        "server": "files are written, nothing is called",
        "secret": "there is nobody to prove oneself to",
    }

    def make(self, board: BoardServer) -> Folder:
        return Folder(self.options(path="board"))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(Options("local", {}, make_site(tmp_path)))


def post(folder: Folder, **facts: object) -> Path:
    receipt = folder.create(folder.payload(make_offer(**facts)), "key")  # type: ignore[arg-type]
    assert receipt.remote_id
    return folder.folder / receipt.remote_id


def test_a_posting_is_a_file_that_people_can_read(folder: Folder) -> None:
    file = post(folder, title="Boulangère")
    assert file.name == "baker.json"
    assert '"title": "Boulangère"' in file.read_text("utf-8")


def test_the_file_holds_the_job_posting(folder: Folder) -> None:
    held = json.loads(post(folder).read_text("utf-8"))
    assert {name: held[name] for name in ("id", "title", "url")} == {
        "id": "baker",
        "title": "Baker",
        "url": "https://jobs.example.org/jobs/baker/",
    }
    assert is_valid(held["job_posting"])


def test_an_offer_that_makes_no_job_posting_leaves_its_facts(folder: Folder) -> None:
    held = json.loads(post(folder, body="", summary="", date_posted=None).read_text("utf-8"))
    assert "job_posting" not in held
    assert held["facts"] == {
        "employer": "Example Cooperative",
        "cities": ["Paris"],
        "closes": "2026-12-31",
    }


def test_files_stay_in_the_folder_and_apart(folder: Folder) -> None:
    offers = hostile_offers()
    for offer in offers:
        folder.create(folder.payload(offer), "key")
    files = [path for path in folder.site.root.rglob("*") if path.is_file()]
    assert {file.parent for file in files} == {folder.folder}
    assert len({file.name.casefold() for file in files}) == len(offers)
    assert all(len(file.name) < 230 and not file.name.startswith(".") for file in files)


def test_an_update_replaces_the_file_whole(folder: Folder) -> None:
    file = post(folder, title="Baker")
    before = file.stat().st_ino
    folder.update(folder.payload(make_offer(title="Miller")), Posting("baker"), "key")
    assert json.loads(file.read_text("utf-8"))["title"] == "Miller"
    assert file.stat().st_ino != before
    assert list(folder.folder.iterdir()) == [file]


def test_a_draft_left_by_a_crash_is_no_posting(folder: Folder) -> None:
    post(folder)
    (folder.folder / ".miller.json.tmp").write_text('{"id": "mil', "utf-8")
    assert [posting.subject for posting in folder.listing()] == ["baker"]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"id": 7}', '{"id": "other"}', "\ud83e"])
def test_a_damaged_file_counts_as_not_held_and_is_mended_by_posting(
    folder: Folder, text: str
) -> None:
    file = post(folder)
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert folder.find("baker") is None
    assert list(folder.listing()) == []
    post(folder)
    assert folder.find("baker") is not None


def test_what_others_keep_in_the_folder_is_left_alone(folder: Folder) -> None:
    post(folder)
    (folder.folder / "README.md").write_text("ours", "utf-8")
    (folder.folder / "sub.json").mkdir()
    assert [posting.subject for posting in folder.listing()] == ["baker"]
    assert folder.check().endswith("holds 1 postings")


def test_a_link_in_place_of_a_file_is_replaced_not_followed(folder: Folder, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("precious", "utf-8")
    folder.folder.mkdir()
    (folder.folder / "baker.json").symlink_to(target)
    post(folder)
    assert target.read_text("utf-8") == "precious"
    folder.withdraw(Posting("baker"), "key")
    assert target.exists()


def test_a_file_in_place_of_the_folder_needs_a_person(folder: Folder) -> None:
    folder.folder.write_text("in the way", "utf-8")
    with pytest.raises(Unauthorised, match="board"):
        post(folder)
    with pytest.raises(Unauthorised, match="board"):
        list(folder.listing())
    with pytest.raises(Unauthorised, match="board"):
        folder.find("baker")


@not_as_root
def test_a_folder_that_is_forbidden_needs_a_person(folder: Folder) -> None:
    post(folder)
    folder.folder.chmod(0o500)
    try:
        with pytest.raises(Unauthorised, match=r"baker\.json.*denied"):
            post(folder)
        with pytest.raises(Unauthorised, match=r"baker\.json.*denied"):
            folder.withdraw(Posting("baker"), "key")
    finally:
        folder.folder.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_tried_again_later(folder: Folder) -> None:
    folder.folder.mkdir()
    (folder.folder / ".baker.json.tmp").symlink_to("/dev/full")
    with pytest.raises(Unavailable, match="No space left"):
        post(folder)
    assert folder.find("baker") is None


@pytest.mark.parametrize("path", ["..", "../outside", "/etc", "."])
def test_a_path_outside_the_project_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ConfigurationError, match="leads out of the project"):
        Folder(Options("local", {"path": path}, make_site(tmp_path)))
