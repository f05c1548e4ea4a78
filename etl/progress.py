"""What a build shows while it runs: one line per step, with its result and its time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from streekmonitor.formats import number

ERASE = "\x1b[K"
"""Makes a terminal forget the rest of the line."""


@dataclass
class Step:
    """A running step; what it sets as `result` is shown when it ends, `update` shows how far it is."""

    update: Callable[[str], None]
    result: str = ""


class Progress:
    """Writes one line per step to a stream; on a terminal the line stands there from the start."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._turn = threading.Lock()

    @contextmanager
    def step(self, label: str) -> Iterator[Step]:
        """Show a step. It has no end line when it fails: the error says the rest."""
        interactive = self._stream.isatty()
        if interactive:
            self._write(f"  {label} …")
        start = time.monotonic()
        step = Step(lambda text: self._write(f"\r  {label} … {text}{ERASE}") if interactive else None)
        try:
            yield step
        except BaseException:
            self._write("\n" if interactive else f"  {label}: gestopt\n")
            raise
        if interactive:
            self._write(f"\r{ERASE}")
        self.line(label, step.result, time.monotonic() - start)

    def line(self, label: str, result: str, seconds: float) -> None:
        """Show a step that has ended; steps that ran side by side each in their turn."""
        told = f": {result}" if result else ""
        self._write(f"  {label}{told} ({number(seconds, 1)} s)\n")

    def _write(self, text: str) -> None:
        with self._turn:
            self._stream.write(text)
            self._stream.flush()
