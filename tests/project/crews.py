"""Crews at work in a process of their own: ``python -m tests.project.crews SCENE METHOD``."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from syndicate.errors import ConfigurationError
from syndicate.project import crew
from syndicate.project.crew import Crew

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = crew.WORTH_A_CREW


class Bench:
    """Knows which process it is in."""

    def __init__(self, word: str = "here") -> None:
        self.word = word
        self.process = os.getpid()

    def close(self) -> None:
        pass

    def apart(self) -> AbstractContextManager[None]:
        return nullcontext()


def say(line: str) -> None:
    """One line in one step: several processes say theirs."""
    os.write(1, f"{line}\n".encode())


def double(bench: Bench, task: int) -> tuple[int, str, bool]:
    return 2 * task, bench.word, bench.process == os.getpid()


def where(bench: Bench, _task: int) -> int:
    return bench.process


def refuse(_bench: Bench, task: int) -> int:
    if task == 3:
        raise ConfigurationError(f"task {task} is wrong: put it right")
    return task


class TwoWordsError(Exception):
    """Can be packed, and cannot be unpacked."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)
        self.other = other


def fail_with_a_function(_bench: Bench, _task: int) -> int:
    raise ValueError(lambda: "cannot be packed")


def fail_with_two_words(_bench: Bench, _task: int) -> int:
    raise TwoWordsError("one", "other")


def answer_with_a_function(_bench: Bench, _task: int) -> object:
    return lambda: "cannot be packed"


def die(_bench: Bench, _task: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave(_bench: Bench, _task: int) -> None:
    os._exit(7)


def work_for_ever(_bench: Bench, _task: int) -> None:
    say("at work")
    time.sleep(600)


def answers(work: Callable[[Bench, int], object]) -> None:
    """The sorted answers to ten tasks, or what was raised."""
    try:
        with Crew(Bench(), Bench, ("there",), 2) as workers:
            say(str(sorted(workers.all(work, range(10), MANY), key=str)))
    except Exception as error:  # noqa: BLE001 - what it is is what the test wants to know
        say(f"{type(error).__name__}: {error}")


SCENES = (
    double, refuse, fail_with_a_function, fail_with_two_words, answer_with_a_function, die, leave,
    work_for_ever,
)  # fmt: skip


def main(scene: str, method: str) -> None:
    work = next(one for one in SCENES if one.__name__ == scene)
    if method == "fork":
        assert threading.active_count() == 1
        answers(work)
        return
    # With a second thread no process can be copied.
    end = threading.Event()
    other = threading.Thread(target=end.wait)
    other.start()
    try:
        answers(work)
    finally:
        end.set()


if __name__ == "__main__":
    main(*sys.argv[1:])
