"""Makes many reports, in several processes at once. They come back as bytes: only one process writes files.

The processes are started anew (never forked), so that it works the same on Windows, and they end when the
first one ends, however that happens: the other end of their pipe is then closed.
"""

import multiprocessing
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from streekmonitor.analysis.tables import Tables
from streekmonitor.release import load_release
from streekmonitor.report.kinds import KINDS

# Starting processes costs some seconds: for a few reports that is not worth it.
FEW = 4
SECONDS_TO_END = 5


@dataclass(frozen=True)
class Job:
    """One report: the NIS code of a municipality in force, and a kind by its name in `KINDS`."""

    code: str
    kind: str


@dataclass(frozen=True)
class Done:
    """A report that was made, with the seconds it took; without content the problem (Dutch)."""

    job: Job
    content: bytes | None
    problem: str
    seconds: float


@dataclass(frozen=True)
class Order:
    """What all reports share: the folder of the release, and the address of the dashboard ("" for none)."""

    release: Path
    home: str = ""


class WorkerGoneError(RuntimeError):
    """A process that made reports is no longer there: killed, or out of memory."""


@dataclass
class Maker:
    """Makes reports one after the other; the release is loaded with the first."""

    order: Order

    @cached_property
    def tables(self) -> Tables:
        """The computed tables of the release."""
        return Tables(load_release(self.order.release))

    def make(self, job: Job) -> Done:
        """One report. What goes wrong is told in it, for the others should still be made."""
        start = time.monotonic()
        try:
            content, problem = KINDS[job.kind].make(self.tables, job.code, self.order.home), ""
        except Exception as error:  # noqa: BLE001 - any report may fail, in a library too
            content, problem = None, f"{type(error).__name__}: {error}"
        return Done(job, content, problem, time.monotonic() - start)


def make_all(order: Order, jobs: Sequence[Job], processes: int) -> Iterator[Done]:
    """Every report, in the order in which they are ready. Raises WorkerGoneError."""
    if processes < 2 or len(jobs) < FEW:
        maker = Maker(order)
        yield from (maker.make(job) for job in jobs)
        return
    with _workers(order, min(processes, len(jobs))) as pipes:
        yield from _dealt(jobs, pipes)


def _dealt(jobs: Sequence[Job], pipes: Sequence[Any]) -> Iterator[Done]:
    """A job to each process, and the next one to whichever is ready."""
    left = iter(jobs)
    busy: list[Any] = []
    try:
        for pipe, job in zip(pipes, left, strict=False):
            pipe.send(job)
            busy.append(pipe)
        while busy:
            ready: Any
            for ready in wait(busy):
                done: Done = ready.recv()
                following = next(left, None)
                if following is None:
                    busy.remove(ready)
                else:
                    ready.send(following)
                yield done
    except (EOFError, OSError) as error:
        raise WorkerGoneError from error


@contextmanager
def _workers(order: Order, number: int) -> Iterator[list[Any]]:
    """So many processes, by their pipes; they are gone when the block ends."""
    context = multiprocessing.get_context("spawn")
    pipes, processes = [], []
    try:
        for _ in range(number):
            mine, its = context.Pipe()
            process = context.Process(target=_serve, args=(its, order), daemon=True)
            process.start()
            its.close()
            pipes.append(mine)
            processes.append(process)
        yield pipes
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.join(SECONDS_TO_END)
            if process.is_alive():
                process.terminate()
                process.join()


def _serve(connection: Connection, order: Order) -> None:
    """Make the reports that are asked for, until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which ends this one
    try:
        maker = Maker(order)
        while True:
            connection.send(maker.make(connection.recv()))
    except (EOFError, OSError):
        return
