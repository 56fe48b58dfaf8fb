"""Work in several processes: what comes of it, and what comes of it when one of them dies."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from benchmarks import corpus
from syndicate import config, project
from syndicate.errors import OutputError
from syndicate.memory import locked
from syndicate.project.crew import Crew
from tests.project.building import NOW, tree
from tests.project.crews import MANY, Bench, double, where

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from syndicate.site import Site

#: Far more than any of these takes; one that hangs is ended, and its test fails.
PATIENCE = 60

METHODS = ("fork", "spawn")


def start(scene: str, method: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.project.crews", scene, method],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def outcome(scene: str, method: str) -> str:
    with start(scene, method) as child:
        try:
            return child.communicate(timeout=PATIENCE)[0]
        finally:
            child.kill()


# -- answers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.slow
def test_every_task_is_answered_once_by_another_process(method: str) -> None:
    expected = sorted(((2 * task, "there", True) for task in range(10)), key=str)
    assert outcome("double", method) == f"{expected}\n"


def test_little_work_is_done_here() -> None:
    with Crew(Bench(), Bench, ("there",), 2) as workers:
        assert set(workers.all(where, range(3), MANY - 1)) == {os.getpid()}
        assert active_children() == []


def test_one_job_means_that_all_work_is_done_here() -> None:
    with Crew(Bench(), Bench, ("there",), 1) as workers:
        assert set(workers.all(where, range(3), MANY)) == {os.getpid()}


def test_processes_stay_from_one_work_to_the_next_and_end_with_the_crew() -> None:
    with Crew(Bench(), Bench, ("there",), 2) as workers:
        first = set(workers.all(where, range(40), MANY))
        second = set(workers.all(where, range(40), MANY))
        assert second <= {child.pid for child in active_children()}
        assert first <= {child.pid for child in active_children()}
        assert os.getpid() not in first | second
    assert active_children() == []


def test_no_task_means_no_answer_and_no_process() -> None:
    with Crew(Bench(), Bench, ("there",), 2) as workers:
        assert list(workers.all(double, [], MANY)) == []
        assert active_children() == []


def test_a_task_that_could_not_be_shared_is_done_here() -> None:
    with Crew(Bench(), Bench, ("there",), 2) as workers:
        assert list(workers.all(where, range(1), MANY)) == [os.getpid()]
        assert active_children() == []


# -- errors -----------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.slow
def test_what_a_process_raises_is_raised_here_in_its_words(method: str) -> None:
    assert outcome("refuse", method) == "ConfigurationError: task 3 is wrong: put it right\n"


@pytest.mark.parametrize(
    "scene", ["fail_with_a_function", "fail_with_two_words", "answer_with_a_function"]
)
@pytest.mark.slow
def test_what_cannot_go_through_a_pipe_is_an_error_and_no_hang(scene: str) -> None:
    assert "Error: " in outcome(scene, "fork")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("scene", "how"), [("die", "SIGKILL"), ("leave", "exit code 7")])
@pytest.mark.slow
def test_a_process_that_dies_is_told_of_with_the_way_it_died(
    scene: str, how: str, method: str
) -> None:
    said = outcome(scene, method)
    assert said.startswith(f"OutputError: a process of this build died ({how}")


# -- ends -------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.slow
def test_when_the_first_process_dies_all_others_end(death: signal.Signals, method: str) -> None:
    with start("work_for_ever", method) as child:
        assert child.stdout is not None
        try:
            assert [child.stdout.readline() for _ in range(2)] == ["at work\n"] * 2
            child.send_signal(death)
            # Their standard output is at its end when the last of them has gone.
            child.communicate(timeout=PATIENCE)
            assert child.returncode != 0
        finally:
            os.killpg(child.pid, signal.SIGKILL) if child.poll() is None else None


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.slow
def test_an_interrupted_terminal_hears_of_it_from_the_first_process_alone(method: str) -> None:
    with start("work_for_ever", method) as child:
        assert child.stdout is not None
        try:
            assert [child.stdout.readline() for _ in range(2)] == ["at work\n"] * 2
            os.killpg(child.pid, signal.SIGINT)
            _, errors = child.communicate(timeout=PATIENCE)
        finally:
            child.kill()
    assert errors.count("Traceback") == errors.count("KeyboardInterrupt\n") == 1


# -- builds -----------------------------------------------------------------------------------

OFFERS = 520


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some five hundred messy offers: enough for a crew."""
    folder = tmp_path_factory.mktemp("corpus") / "content"
    folder.mkdir()
    corpus.write(folder, OFFERS, corpus.Mess(untidy=0.3, hostile=0.1), jobs=1)
    return folder


TABLE = """\
[site]
url = "https://jobs.example.org/"
title = "Jobs at Example"
timezone = "Europe/Paris"
[organization]
name = "Example"
url = "https://example.org/"
address = { city = "Lyon", country = "FR" }
[content]
where = { layout = ["job"] }
fields = { title = ["role", "title"] }
values = { workplace = { anywhere = "remote" } }
[[content.defaults]]
path = "fr/**"
values = { language = "fr" }
[lifecycle]
expires_after = "900 days"
[feeds]
by = ["tag", "language", "workplace"]
[boards.local]
adapter = "folder"
path = "board"
enabled = false
"""


def test_a_site_as_it_is_configured_can_be_handed_to_another_process(tmp_path: Path) -> None:
    (tmp_path / "syndicate.toml").write_text(TABLE)
    site = config.load(tmp_path / "syndicate.toml")
    assert pickle.loads(pickle.dumps(site)) == site  # noqa: S301 - it was packed on the same line


def large(root: Path, content: Path) -> Site:
    root.mkdir(exist_ok=True)
    shutil.copytree(content, root / "content", dirs_exist_ok=True)
    (root / "syndicate.toml").write_text(TABLE.replace("\nwhere", "\n# where"))
    return config.load(root / "syndicate.toml")


@pytest.fixture(scope="module")
def expected(content: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of them, in a build that knows of none before it."""
    site = large(tmp_path_factory.mktemp("expected"), content)
    project.build(site, NOW, jobs=1)
    return tree(site.feeds_dir)


@pytest.mark.slow
def test_two_processes_make_the_bytes_of_one(
    tmp_path: Path, content: Path, expected: dict[str, bytes]
) -> None:
    site = large(tmp_path, content)
    project.build(site, NOW, jobs=2)
    assert tree(site.feeds_dir) == expected


@pytest.mark.slow
def test_a_full_build_of_two_processes_finds_every_byte_in_place(
    tmp_path: Path, content: Path, expected: dict[str, bytes]
) -> None:
    site = large(tmp_path, content)
    project.build(site, NOW, jobs=1)
    built = project.build(site, NOW, jobs=2, full=True)
    assert (built.written.written, built.written.removed) == ((), ())
    assert tree(site.feeds_dir) == expected


@pytest.mark.slow
def test_processes_started_anew_beside_a_thread_make_the_same_bytes(
    tmp_path: Path, content: Path, expected: dict[str, bytes]
) -> None:
    site = large(tmp_path, content)
    thread = threading.Thread(target=project.build, args=(site, NOW), kwargs={"jobs": 2})
    thread.start()
    thread.join()
    assert tree(site.feeds_dir) == expected


@pytest.mark.slow
def test_what_grew_build_by_build_equals_what_was_built_at_once(
    tmp_path: Path, content: Path, expected: dict[str, bytes]
) -> None:
    site = large(tmp_path, content)
    files = sorted(path for path in site.content_dir.rglob("*.md"))
    away = {path: path.read_bytes() for path in files[::3]}
    for path in away:
        path.unlink()
    put_back = list(away.items())
    project.build(site, NOW, jobs=2)
    for path, data in put_back:
        path.write_bytes(data)
    project.build(site, NOW, jobs=2)
    assert tree(site.feeds_dir) == expected


def when(stage: str, act: Callable[[], None]) -> Callable[[str, int, int], None]:
    """A progress that acts once, when some of *stage* is done."""
    acted = []

    def progress(name: str, done: int, _total: int) -> None:
        if name == stage and done and not acted:
            acted.append(done)
            act()

    return progress


def kill_one() -> None:
    worker = active_children()[0]
    os.kill(worker.pid or 0, signal.SIGKILL)
    worker.join()


@pytest.mark.parametrize("stage", ["reading", "rendering"])
@pytest.mark.slow
def test_after_a_process_of_it_was_killed_the_next_build_makes_the_rest(
    tmp_path: Path, content: Path, expected: dict[str, bytes], stage: str
) -> None:
    site = large(tmp_path, content)
    with pytest.raises(OutputError, match=r"a process of this build died \(SIGKILL"):
        project.build(site, NOW, jobs=2, progress=when(stage, kill_one))
    assert active_children() == []
    project.build(site, NOW, jobs=2)
    assert tree(site.feeds_dir) == expected


def interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.slow
def test_an_interrupted_build_leaves_no_process_and_no_lock(
    tmp_path: Path, content: Path, expected: dict[str, bytes]
) -> None:
    site = large(tmp_path, content)
    with pytest.raises(KeyboardInterrupt):
        project.build(site, NOW, jobs=2, progress=when("rendering", interrupt))
    assert active_children() == []
    with locked(site.state_dir):
        pass
    project.build(site, NOW, jobs=2)
    assert tree(site.feeds_dir) == expected


_KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from syndicate import config, project
site = config.load(Path(sys.argv[1]) / "syndicate.toml")
def progress(stage, done, total):
    if stage == sys.argv[3] and done:
        os.kill(os.getpid(), signal.SIGKILL)
project.build(site, datetime.fromisoformat(sys.argv[2]), jobs=2, progress=progress)
print("done")
"""


@pytest.mark.parametrize("stage", ["reading", "rendering"])
@pytest.mark.slow
def test_after_its_first_process_was_killed_the_next_build_makes_the_rest(
    tmp_path: Path, content: Path, expected: dict[str, bytes], stage: str
) -> None:
    site = large(tmp_path, content)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(site.root), NOW.isoformat(), stage],
        stdout=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )
    # The pipe is at its end: nobody works there any more, and nobody holds the lock.
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, b"")
    project.build(site, NOW, jobs=2)
    assert tree(site.feeds_dir) == expected


# A process that imports little, so that what offers take is not lost in what programs take.
_PEAK = """
import resource, sys
from datetime import datetime
from pathlib import Path
from syndicate import config, project
site = config.load(Path(sys.argv[1]) / "syndicate.toml")
project.build(site, datetime.fromisoformat(sys.argv[2]), jobs=1)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(root: Path, number: int) -> int:
    content = root / "source"
    content.mkdir(parents=True)
    corpus.write(content, number, jobs=1)
    site = large(root, content)
    command = [sys.executable, "-c", _PEAK, str(site.root), NOW.isoformat()]
    return int(subprocess.run(command, capture_output=True, check=True).stdout)


@pytest.mark.slow
def test_four_times_as_many_offers_take_no_more_than_half_as_much_memory_again(
    tmp_path: Path,
) -> None:
    assert peak(tmp_path / "more", 1600) < 1.5 * peak(tmp_path / "fewer", 400)


@pytest.mark.parametrize(("jobs", "parts"), [(1, ["abcde"]), (2, ["ace", "bd"]), (9, [*"abcde"])])
def test_each_process_has_its_share(jobs: int, parts: list[str]) -> None:
    with Crew(Bench(), Bench, (), jobs) as crew:
        assert crew.shares("abcde") == parts
        assert crew.shares("") == []


@pytest.mark.parametrize(("jobs", "size"), [(1, 0), (2, 0), (2, MANY)])
def test_what_there_is_to_do_meanwhile_is_done_once_before_the_first_answer(
    jobs: int, size: int
) -> None:
    done: list[str] = []
    with Crew(Bench(), Bench, (), jobs) as crew:
        answers = crew.all(double, range(5), size, lambda: done.append("meanwhile"))
        done.extend("answer" for _ in answers)
    assert done == ["meanwhile", *["answer"] * 5]
