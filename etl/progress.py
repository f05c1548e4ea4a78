"""What a build shows while it runs: one line per step, with its result and its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from streekmonitor.formats import number


@dataclass
class Step:
    """A running step; what it sets as `result` is shown when it ends."""

    result: str = ""


class Progress:
    """Writes one line per step to a stream; on a terminal the line stands there from the start."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @contextmanager
    def step(self, label: str) -> Iterator[Step]:
        """Show a step. It has no end line when it fails: the error says the rest."""
        interactive = self._stream.isatty()
        if interactive:
            self._write(f"  {label} …")
        start = time.monotonic()
        step = Step()
        try:
            yield step
        except BaseException:
            self._write("\n" if interactive else f"  {label}: gestopt\n")
            raise
        result = f": {step.result}" if step.result else ""
        seconds = number(time.monotonic() - start, 1)
        back = "\r" if interactive else ""
        self._write(f"{back}  {label}{result} ({seconds} s)\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
