"""What reaches the output folder, what stays there, and what never gets in."""

from __future__ import annotations

import gzip
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.errors import OutputError
from syndicate.renderings.artefact import Artefact
from syndicate.renderings.output_folder import OutputFolder
from syndicate.renderings.signature import signed
from syndicate.renderings.writer import place
from tests.renderings.writing import Written, write

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PAGE = b'<!doctype html><meta name="generator" content="Syndicate 0.1.0"><p>%s</p>'


def page(path: str, text: str = "hello") -> Artefact:
    return Artefact(path, PAGE % text.encode())


def plain(path: str, text: str = "hello") -> Artefact:
    """An artefact that carries no mark."""
    return Artefact(path, text.encode())


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def stamps(root: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.stat().st_mtime_ns, p.stat().st_ino) for p in root.rglob("*")}


# -- the plain path ---------------------------------------------------------------------------


def test_a_first_build_writes_every_artefact(tmp_path: Path) -> None:
    done = write([page("jobs/a/index.html"), page("index.html")], tmp_path / "feeds", {})
    assert done.written == ("jobs/a/index.html", "index.html")
    assert done.unchanged == done.removed == ()
    assert tree(tmp_path / "feeds") == {
        "jobs/a/index.html": PAGE % b"hello",
        "index.html": PAGE % b"hello",
    }


def test_a_second_build_of_the_same_touches_nothing(tmp_path: Path) -> None:
    artefacts = [page("jobs/a/index.html"), plain("key.txt")]
    first = write(artefacts, tmp_path, {})
    before = stamps(tmp_path)
    second = write(artefacts, tmp_path, first.files)
    assert (second.written, second.removed) == ((), ())
    assert second.unchanged == ("jobs/a/index.html", "key.txt")
    assert second.files == first.files
    assert stamps(tmp_path) == before


def test_only_the_file_that_changed_is_replaced(tmp_path: Path) -> None:
    first = write([page("a.html"), page("b.html")], tmp_path, {})
    before = stamps(tmp_path)
    second = write([page("a.html"), page("b.html", "changed")], tmp_path, first.files)
    after = stamps(tmp_path)
    assert second.written == ("b.html",)
    assert {path for path in after if after[path] != before[path]} == {str(tmp_path / "b.html")}


def test_what_is_gone_is_removed_with_the_folders_that_empties(tmp_path: Path) -> None:
    first = write([page("jobs/a/index.html"), plain("tags/x/rss.xml")], tmp_path, {})
    second = write([page("index.html")], tmp_path, first.files)
    assert second.removed == ("jobs/a/index.html", "tags/x/rss.xml")
    assert {p.name for p in tmp_path.iterdir()} == {"index.html"}


def test_a_folder_with_a_foreign_file_outlives_our_page(tmp_path: Path) -> None:
    first = write([page("jobs/a/index.html")], tmp_path, {})
    (tmp_path / "jobs" / "a" / "plan.pdf").write_bytes(b"%PDF")
    write([], tmp_path, first.files)
    assert tree(tmp_path) == {"jobs/a/plan.pdf": b"%PDF"}


def test_new_files_get_the_mode_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write([page("a.html")], tmp_path, {})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o640


def test_files_are_written_in_the_order_given_and_removed_last(tmp_path: Path) -> None:
    first = write([page("jobs/old/index.html")], tmp_path, {})
    seen: list[tuple[int, int, list[str]]] = []

    def look(done: int, total: int) -> None:
        seen.append((done, total, sorted(tree(tmp_path))))

    write([page("jobs/new/index.html"), plain("rss.xml")], tmp_path, first.files, progress=look)
    assert seen == [
        (1, 2, ["jobs/new/index.html", "jobs/old/index.html"]),
        (2, 2, ["jobs/new/index.html", "jobs/old/index.html", "rss.xml"]),
    ]
    assert sorted(tree(tmp_path)) == ["jobs/new/index.html", "rss.xml"]


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    first = write([plain("jobs/a")], tmp_path, {})
    second = write([plain("jobs/a/b/index.html")], tmp_path, first.files)
    assert sorted(tree(tmp_path)) == ["jobs/a/b/index.html"]
    third = write([plain("jobs/a")], tmp_path, second.files)
    assert sorted(tree(tmp_path)) == ["jobs/a"]
    assert set(third.files) == {"jobs/a"}


# -- what is not ours -------------------------------------------------------------------------

FOREIGN = {
    "CNAME": b"emploi.example.org\n",
    ".nojekyll": b"",
    "README.md": b"# Our feeds, made with Syndicate\n",
    "jobs/photo.jpg": b"\xff\xd8",
    ".git/page.html": PAGE % b"as some branch had it",
    "about/index.html": b"<!doctype html><title>About</title>",
    "google123.html": b"google-site-verification: google123.html",
    ".well-known/security.txt": b"Contact: mailto:security@example.org\n",
}


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    for path, data in FOREIGN.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def test_foreign_files_survive_builds_of_all_kinds(shared: Path) -> None:
    first = write([page("jobs/a/index.html"), page("index.html")], shared, {})
    write([page("index.html")], shared, first.files)
    write([], shared, {})
    assert tree(shared) == FOREIGN


@pytest.mark.parametrize("known", [{}, {"index.html": "0" * 64}])
def test_a_foreign_file_in_the_way_is_refused_before_anything_is_written(
    shared: Path, known: Mapping[str, str]
) -> None:
    with pytest.raises(OutputError) as refusal:
        write([page("jobs/a/index.html"), page("about/index.html")], shared, known)
    assert str(shared / "about/index.html") in str(refusal.value)
    assert "nothing shows that Syndicate wrote it" in str(refusal.value)
    assert "move or delete it" in str(refusal.value)
    assert tree(shared) == FOREIGN


def test_every_foreign_file_in_the_way_is_named_at_once(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.html").write_bytes(b"mine")
    with pytest.raises(OutputError) as refusal:
        write([page(f"{number}.html") for number in range(12)], tmp_path, {})
    lines = str(refusal.value).splitlines()
    assert len(lines) == 11
    assert lines[-1] == "… and 2 more"


def test_a_foreign_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "jobs").write_bytes(b"my list")
    with pytest.raises(OutputError, match="jobs: is in the way"):
        write([page("jobs/a/index.html")], tmp_path, {})
    assert tree(tmp_path) == {"jobs": b"my list"}


@pytest.mark.parametrize("path", ["jobs/b/index.html", "jobs/b/c/index.html"])
def test_a_foreign_file_that_came_since_the_folder_was_made_is_refused(
    path: str, tmp_path: Path
) -> None:
    folder = OutputFolder(tmp_path, ())
    place([page("jobs/a/index.html")], folder, {})
    foreign = tmp_path / "jobs/b" / Path(path).relative_to("jobs/b").parts[0]
    foreign.parent.mkdir()
    foreign.write_bytes(b"theirs")
    with pytest.raises(OutputError, match="nothing shows that Syndicate wrote it"):
        place([page(path)], folder, {})
    assert foreign.read_bytes() == b"theirs"


def test_a_page_of_another_process_in_a_folder_made_here_is_replaced(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path, ())
    place([page("jobs/a/index.html")], folder, {})
    place([page("jobs/b/index.html", "old")], OutputFolder(tmp_path, ()), {})
    place([page("jobs/b/index.html", "new")], folder, {})
    assert (tmp_path / "jobs/b/index.html").read_bytes() == PAGE % b"new"


def test_a_folder_that_somebody_removed_meanwhile_is_made_again(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path, ())
    place([page("jobs/a/index.html")], folder, {})
    shutil.rmtree(tmp_path / "jobs")
    place([page("jobs/a/index.html"), page("jobs/b/index.html")], folder, {})
    assert set(tree(tmp_path)) == {"jobs/a/index.html", "jobs/b/index.html"}


def test_a_folder_with_foreign_files_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rss.xml").mkdir()
    (tmp_path / "rss.xml" / "note").write_bytes(b"mine")
    with pytest.raises(OutputError, match="is a folder where a file must be written"):
        write([plain("rss.xml")], tmp_path, {})
    assert tree(tmp_path) == {"rss.xml/note": b"mine"}


def test_a_foreign_file_with_the_very_bytes_we_would_write_is_welcome(tmp_path: Path) -> None:
    (tmp_path / "key.txt").write_bytes(b"hello")
    done = write([plain("key.txt")], tmp_path, {})
    assert done.unchanged == ("key.txt",)


def test_a_fifo_in_the_way_is_refused_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rss.xml")
    with pytest.raises(OutputError, match="is in the way"):
        write([plain("rss.xml")], tmp_path, {})


# -- without a memory: a fresh checkout -------------------------------------------------------

MARKED = {
    "jobs/a/index.html": PAGE % b"a",
    "rss.xml": b"<?xml version='1.0'?><rss><channel><generator>Syndicate 1</generator>",
    "atom.xml": b'<feed><generator uri="https://x.example/" version="1">Syndicate</generator>',
    "sitemap.xml": b"<?xml version='1.0'?>\n<!-- Syndicate 1.0 -->\n<urlset/>",
    "feeds.opml": b"<?xml version='1.0'?><!-- Written by Syndicate --><opml/>",
    "feed.json": b'{"version": "https://jsonfeed.org/version/1.1", "_syndicate": {"about": "x"}}',
    "jobs/a.jsonld": b'{"@context":"https://schema.org","@type":"JobPosting","title":"Dev"}',
    "style.css": b"/* Syndicate 1.0 */ body{}",
    "boards/indeed.xml.gz": gzip.compress(b"<?xml version='1.0'?>\n<!-- written by Syndicate -->"),
}


@pytest.mark.parametrize("path", MARKED)
def test_files_with_our_mark_are_recognised_without_a_memory(path: str, tmp_path: Path) -> None:
    first = write([Artefact(path, MARKED[path])], tmp_path, {})
    changed = write([Artefact(path, MARKED[path] + b" ")], tmp_path, {})
    assert changed.written == (path,)
    assert write([], tmp_path, {}).removed == (path,)
    assert first.written == (path,)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.html", b"<p>We use Syndicate</p>"),
        ("a.html", b'<meta name="generator" content="Hugo">'),
        ("a.html", b'<meta name="generator" content="Syndicated Press">'),
        ("a.xml", b"<generator>Jekyll</generator><title>Syndicate</title>"),
        ("a.json", b'{"name": "Syndicate"}'),
        ("a.jsonld", b'{"@context": "https://schema.org", "@type": "JobPosting"}'),
        ("a.css", b"body{} /* like Syndicate */"),
        ("a.md", b"# Syndicate"),
        ("a", b"# Syndicate"),
        ("a.xml.gz", b"<!-- Syndicate -->"),
        ("a.xml.gz", gzip.compress(b"<!-- by hand -->", mtime=0)),
    ],
)
def test_files_that_only_speak_of_us_are_not_taken_for_ours(path: str, data: bytes) -> None:
    assert not signed(path, data)


def test_files_can_be_kept_and_stay_known(tmp_path: Path) -> None:
    first = write([plain("jobs/a/index.html")], tmp_path, {})
    second = write([], tmp_path, first.files, keep=lambda path: path.startswith("jobs/"))
    assert second.removed == ()
    assert second.files == first.files
    assert write([], tmp_path, second.files).removed == ("jobs/a/index.html",)


def test_new_paths_without_a_mark_are_claimed_before_they_are_written(tmp_path: Path) -> None:
    claimed: list[tuple[str, bool]] = []

    def claim(paths: Collection[str]) -> None:
        claimed.extend((path, (tmp_path / path).exists()) for path in paths)

    known = write([plain("old.txt")], tmp_path, {}).files
    write([page("a.html"), plain("key.txt"), plain("old.txt", "x")], tmp_path, known, claim=claim)
    assert claimed == [("key.txt", False)]


# -- paths ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "./a", "a/./b", "a\0b", "..\\x",
     "a\nb", "\ud800", "..", "a/.syndicate-0123456789abcdef.tmp", ".git/config", "a/.GIT/hooks"],
)  # fmt: skip
def test_a_path_that_could_leave_the_folder_is_refused(path: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be the path of an output file"):
        write([page("fine.html"), plain(path)], tmp_path / "feeds", {})
    assert list(tmp_path.iterdir()) == []


@given(st.text(alphabet="a./\\\0\n~é", max_size=12))
@settings(max_examples=200)
def test_whatever_the_path_nothing_appears_outside_the_folder(
    tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    base = tmp_path_factory.mktemp("any")
    try:
        write([plain(path)], base / "feeds", {})
    except OutputError:
        assert list(base.iterdir()) == []
    else:
        assert list(base.iterdir()) == [base / "feeds"]
        assert tree(base / "feeds") == {path: b"hello"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jobs/Dev/index.html", "jobs/dev/index.html"),
        ("jobs/caf\u00e9.html", "jobs/cafe\u0301.html"),
        ("jobs/STRASSE.html", "jobs/straße.html"),
        ("jobs/a", "jobs/a/index.html"),
        ("jobs/a/index.html", "jobs/a"),
        ("rss.xml", "rss.xml"),
    ],
)
def test_paths_that_some_file_system_takes_for_one_are_refused(
    one: str, other: str, tmp_path: Path
) -> None:
    with pytest.raises(OutputError) as refusal:
        write([page(one), page(other)], tmp_path / "feeds", {})
    assert one in str(refusal.value)
    assert other in str(refusal.value)
    assert not (tmp_path / "feeds").exists()


def test_a_linked_parent_is_refused_and_its_target_untouched(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "feeds"
    root.mkdir()
    (root / "jobs").symlink_to(outside)
    with pytest.raises(OutputError, match="jobs: is a symbolic link"):
        write([page("jobs/a/index.html")], root, {})
    assert list(outside.iterdir()) == []


def test_a_linked_target_is_refused_and_its_target_untouched(tmp_path: Path) -> None:
    precious = tmp_path / "precious.html"
    precious.write_bytes(PAGE % b"precious")
    root = tmp_path / "feeds"
    root.mkdir()
    (root / "a.html").symlink_to(precious)
    with pytest.raises(OutputError, match=r"a\.html: is a symbolic link"):
        write([page("a.html")], root, {})
    assert precious.read_bytes() == PAGE % b"precious"


def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    first = write([page("jobs/a/index.html")], tmp_path / "feeds", {})
    (tmp_path / "feeds" / "jobs").rename(tmp_path / "moved")
    (tmp_path / "feeds" / "jobs").symlink_to(tmp_path / "moved")
    (tmp_path / "feeds" / "loop").symlink_to(tmp_path / "feeds")
    assert write([], tmp_path / "feeds", first.files).removed == ()
    assert (tmp_path / "moved" / "a" / "index.html").exists()


def test_the_output_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "feeds").symlink_to(tmp_path / "public")
    write([page("a.html")], tmp_path / "feeds", {})
    assert tree(tmp_path / "public") == {"a.html": PAGE % b"hello"}


def test_a_memory_that_names_files_outside_removes_none(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"x")
    known = {"../precious": "0" * 64, str(tmp_path / "precious"): "0" * 64}
    assert write([], tmp_path / "feeds", known).removed == ()
    assert (tmp_path / "precious").exists()


# -- when the disk says no --------------------------------------------------------------------


def test_a_file_in_place_of_the_output_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_bytes(b"x")
    with pytest.raises(OutputError, match="feeds: File exists; move the file"):
        write([page("a.html")], tmp_path / "feeds", {})


def test_a_name_that_is_too_long_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="File name too long; give the offer a shorter slug"):
        write([page(f"{'a' * 300}.html")], tmp_path, {})


@pytest.fixture
def small_files() -> Iterator[None]:
    """Files above 4 kB cannot be written: the kernel answers as a full disk does, mid-write."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("small_files")
def test_a_write_that_fails_halfway_leaves_the_old_file_whole(tmp_path: Path) -> None:
    first = write([page("a.html"), page("b.html"), page("old.html")], tmp_path, {})
    before = tree(tmp_path)
    with pytest.raises(OutputError, match=r"b\.html: File too large; raise the limit"):
        write([page("a.html", "new"), page("b.html", "x" * 9000)], tmp_path, first.files)
    assert tree(tmp_path) == before | {"a.html": PAGE % b"new"}


#: Runs in a mount namespace of its own, where a file system can be as small as we like.
_FULL_DISK = """
import os, sys
from pathlib import Path
from syndicate.errors import OutputError
from syndicate.renderings.artefact import Artefact
from syndicate.renderings.output_folder import OutputFolder
from tests.renderings.writing import write
root = Path(sys.argv[1])
first = write([Artefact("a.html", b"old")], root, {})
new = [Artefact("a.html", b"new"), *(Artefact(f"{n}.html", b"x" * 9000) for n in range(20))]
try:
    write(new, root, first.files)
except OutputError as error:
    print(error)
names = sorted(p.name for p in root.iterdir())
assert (root / "a.html").read_bytes() == b"new", names
assert all((root / n).stat().st_size == 9000 for n in names if n != "a.html"), names
print("whole", len(names))
"""


def _namespace(script: str, tmp_path: Path, prelude: str) -> subprocess.CompletedProcess[str]:
    command = f'{prelude} && exec "$0" -c "$1" "$2"'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", command, sys.executable, script, str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("no right to mount here: " + done.stderr.strip())
    return done


def _has_unshare() -> bool:
    return any((Path(folder) / "unshare").exists() for folder in os.get_exec_path())


needs_mounts = pytest.mark.skipif(not _has_unshare(), reason="unshare is not installed")


@needs_mounts
def test_a_full_disk_is_named_and_leaves_whole_files(tmp_path: Path) -> None:
    done = _namespace(_FULL_DISK, tmp_path, 'mount -t tmpfs -o size=64k tmpfs "$2"')
    assert "No space left on device; free some space and build again" in done.stdout, done.stderr
    assert "whole" in done.stdout, done.stderr


_READ_ONLY = """
import sys
from pathlib import Path
from syndicate.errors import OutputError
from syndicate.renderings.artefact import Artefact
from syndicate.renderings.output_folder import OutputFolder
from tests.renderings.writing import write
try:
    write([Artefact("a.html", b"new")], Path(sys.argv[1]), {})
except OutputError as error:
    print(error)
"""


@needs_mounts
def test_a_read_only_disk_is_named_with_the_remedy(tmp_path: Path) -> None:
    done = _namespace(_READ_ONLY, tmp_path, 'mount -t tmpfs -o ro tmpfs "$2"')
    assert f"{tmp_path}/a.html: Read-only file system; make the file system" in done.stdout


# -- sudden death -----------------------------------------------------------------------------

#: Writes thousands of files whose content depends on argv[2], as fast as it can.
_BUILD = """
import sys
from pathlib import Path
from syndicate.renderings.artefact import Artefact
from syndicate.renderings.output_folder import OutputFolder
from tests.renderings.writing import write
mark = '<meta name="generator" content="Syndicate 1">'
make = lambda n: Artefact(f"jobs/{n}/index.html", (mark + sys.argv[2] * 20000).encode())
print("ready", flush=True)
write([make(n) for n in range(3000)], Path(sys.argv[1]), {})
print("done", flush=True)
"""


def _expected(letter: str) -> bytes:
    return (f'<meta name="generator" content="Syndicate 1">{letter * 20000}').encode()


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGINT])
def test_a_build_that_dies_leaves_whole_files_and_the_next_one_repairs(
    death: signal.Signals, tmp_path: Path
) -> None:
    root = tmp_path / "feeds"
    write([Artefact("jobs/0/index.html", _expected("o"))], root, {})
    with subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(root), "n"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        deadline = time.monotonic() + 30
        while not (root / "jobs" / "40").exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        child.send_signal(death)
        assert child.stdout.read() == "", "the build was over before it could be interrupted"
    assert child.returncode != 0
    pages = list(root.rglob("index.html"))
    assert 1 < len(pages) < 3000
    assert all(p.read_bytes() == _expected("n") for p in pages)
    if death == signal.SIGINT:
        assert list(root.rglob("*.tmp")) == []

    wanted = [Artefact(f"jobs/{n}/index.html", _expected("n")) for n in range(20)]
    repaired: Written = write(wanted, root, {})
    clean = tmp_path / "clean"
    write(wanted, clean, {})
    assert tree(root) == tree(clean)
    assert len(repaired.removed) == len(pages) - 20


def test_what_a_dead_build_left_half_written_is_cleaned_up(tmp_path: Path) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / ".syndicate-0123456789abcdef.tmp").write_bytes(b"half")
    (tmp_path / ".syndicate-notes.tmp").write_bytes(b"not ours")
    write([page("index.html")], tmp_path, {})
    assert sorted(tree(tmp_path)) == [".syndicate-notes.tmp", "index.html"]
