"""A second process that makes tables beside the first one; they come back through the cache, on disk.

It is started anew (never forked), so that it works the same on Windows, and it ends when the first process
ends, however that happens: the other end of its pipe is then closed.
"""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from etl.maker import Maker, Order

SECONDS_TO_END = 2


class HelperGoneError(RuntimeError):
    """The second process is no longer there: killed, or out of memory."""


class Helper:
    """The second process, as the first one sees it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def make(self, source: str) -> None:
        """Have the table of a source made and kept. Raises what making it raised, or HelperGoneError."""
        try:
            self._connection.send(source)
            problem = self._connection.recv()
        except (EOFError, OSError) as error:
            raise HelperGoneError(source) from error
        if problem is not None:
            raise problem


@contextmanager
def second_process(order: Order) -> Iterator[Helper]:
    """Start a second process; it is gone when the block ends."""
    context = multiprocessing.get_context("spawn")
    mine, its = context.Pipe()
    process = context.Process(target=serve, args=(its, order), daemon=True)
    process.start()
    its.close()
    try:
        yield Helper(mine)
    finally:
        mine.close()
        process.join(SECONDS_TO_END)
        if process.is_alive():
            process.terminate()
            process.join()


def serve(connection: Any, order: Order) -> None:
    """Make the tables that are asked for, until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which ends this one
    try:
        maker = Maker.of(order)
        while True:
            connection.send(_problem(maker, connection.recv()))
    except (EOFError, OSError):
        return


def _problem(maker: Maker, source: str) -> Exception | None:
    """Make a table; what went wrong is for the first process to tell."""
    try:
        maker.make(source)
    except Exception as error:  # noqa: BLE001
        return error
    return None
