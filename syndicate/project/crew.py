"""Work in several processes, or here where there is little of it."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from syndicate.errors import OutputError
from syndicate.project.garbage import seldom_collected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from types import TracebackType

Task = TypeVar("Task")
Answer = TypeVar("Answer")

#: With fewer files than these a second process would cost more than it gains.
WORTH_A_CREW = 500


class Bench(Protocol):
    """What the work is done with; every process makes its own."""

    def close(self) -> None: ...
    def apart(self) -> AbstractContextManager[None]:
        """While another process begins as a copy of this one: nothing is open that must not be."""


def _nothing() -> None:
    """What there is to do meanwhile, most often."""


class Crew:
    """Up to *jobs* processes that each hold what *make* made of *arguments*, as *here* does.

    They start when there is work worth it, and end with the ``with``; when this process dies,
    however it dies, they end by themselves. *make* and every kind of work must be functions of
    modules. Few and small things go through the pipes: work that is large is told where it lies.
    """

    def __init__(
        self, here: Bench, make: Callable[..., Bench], arguments: tuple[object, ...], jobs: int
    ) -> None:
        self._here = here
        self._make = make
        self._arguments = arguments
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.end(at_once=kind is not None)

    def shares(self, of: Sequence[Task]) -> list[Sequence[Task]]:
        """*of* in parts, one for each process, where each part has a cost of its own."""
        parts = max(1, min(self._jobs, len(of)))
        return [of[at::parts] for at in range(parts)] if of else []

    def all(
        self,
        work: Callable[[Any, Task], Answer],
        tasks: Iterable[Task],
        size: int,
        meanwhile: Callable[[], None] = _nothing,
    ) -> Iterator[Answer]:
        """The answers of *work* to all *tasks*, as they come; *size* counts what they are about.

        A single task is done here. What *work* raises is raised here. *meanwhile* is called once
        before the first answer: this process would only wait for it.
        """
        rest = iter(tasks)
        first = list(islice(rest, 2))
        rest = chain(first, rest)
        if self._jobs < 2 or size < WORTH_A_CREW or len(first) < 2:
            meanwhile()
            for task in rest:
                yield work(self._here, task)
            return
        from multiprocessing.connection import wait

        busy: dict[Connection, _Worker] = {}
        for worker in self._staff():
            self._next(worker, work, rest, busy)
        meanwhile()
        while busy:
            for pipe in wait(list(busy)):
                worker = busy.pop(pipe)  # type: ignore[call-overload]  # all that it was given
                answer = worker.answer()
                self._next(worker, work, rest, busy)
                yield answer

    def _staff(self) -> list[_Worker]:
        if not self._workers:
            # Imported here: most builds have no need of it.
            import multiprocessing

            context = multiprocessing.get_context(_method())
            with self._here.apart():
                for _ in range(self._jobs):
                    worker = _Worker(context, self._make, self._arguments, list(self._workers))
                    self._workers.append(worker)
        return self._workers

    def _next(
        self,
        worker: _Worker,
        work: Callable[[Any, Task], Answer],
        rest: Iterator[Task],
        busy: dict[Connection, _Worker],
    ) -> None:
        for task in rest:
            worker.give(work, task)
            busy[worker.pipe] = worker
            return


def usable_cores() -> int:
    """How many processes can run at once on this machine, as far as we may use it."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _method() -> str:
    # A copy of this process starts at once, but only one that has a single thread can be copied.
    alone = threading.active_count() == 1 and hasattr(os, "fork")
    return "fork" if alone else "spawn"


class _Worker:
    """One process, seen from here."""

    def __init__(
        self,
        context: Any,
        make: Callable[..., Bench],
        arguments: tuple[object, ...],
        others: list[_Worker],
    ) -> None:
        self.pipe, theirs = context.Pipe()
        forked = context.get_start_method() == "fork"
        inherited = [self.pipe, *(other.pipe for other in others)] if forked else []
        self._process: SpawnProcess = context.Process(
            target=_work, args=(theirs, inherited, make, arguments), daemon=True
        )
        self._process.start()
        theirs.close()

    def give(self, work: Callable[..., object], task: object) -> None:
        self._talk(lambda: self.pipe.send((work, task)))

    def answer(self) -> Any:
        """What came of the task; its error is raised."""
        well, answer = self._talk(self.pipe.recv)
        if well:
            return answer
        raise answer

    def _talk(self, step: Callable[[], Any]) -> Any:
        try:
            return step()
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            self._process.join(5)
            raise OutputError(
                f"a process of this build died ({_ending(self._process.exitcode)}); what it had "
                "made stays, and the next build makes the rest"
            ) from error

    def end(self, *, at_once: bool) -> None:
        with suppress(OSError):
            self.pipe.close()
        self._process.join(None if not at_once else 0.5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    return f"{signal.Signals(-code).name}: was there too little memory?"


def _work(
    pipe: Connection,
    inherited: list[Connection],
    make: Callable[..., Bench],
    arguments: tuple[object, ...],
) -> None:
    """What a process does: it answers until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that was interrupted tells us
    threading.Thread(target=_die_with_parent, daemon=True).start()
    for other in inherited:  # held open here, they would never tell of that process's end
        other.close()
    bench: Bench | None = None
    try:
        with seldom_collected():
            while True:
                work, task = pipe.recv()
                bench = bench or make(*arguments)
                pipe.send(_answer(work, bench, task))
    except (EOFError, OSError):
        pass
    finally:
        if bench is not None:
            bench.close()


def _die_with_parent() -> None:
    """End at once when the process that asks has died: another build may begin."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _answer(work: Callable[..., object], bench: Bench, task: object) -> tuple[bool, object]:
    try:
        return True, work(bench, task)
    except Exception as error:  # noqa: BLE001 - it is raised again where the work was asked for
        return False, _sendable(error)


def _sendable(error: Exception) -> Exception:
    """*error*, or its words where it cannot go through a pipe and come out as it was."""
    try:
        if type(pickle.loads(pickle.dumps(error))) is type(error):  # noqa: S301 - our own
            return error
    except Exception as trouble:  # noqa: BLE001 - whatever it is, the words are left
        return RuntimeError(f"{type(error).__name__}: {error} ({trouble})")
    return RuntimeError(f"{type(error).__name__}: {error}")
