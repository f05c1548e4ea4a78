"""One build at a time: a lock of the operating system, which lets go by itself when its holder is killed."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from etl.errors import EtlError
from etl.maker import KEPT

LOCK = KEPT / "lock"


BETWEEN_TRIES = 0.05


@contextmanager
def only_build(root: Path) -> Iterator[None]:
    """Hold the lock of this project. Raises EtlError when another build holds it."""
    busy = f"Er loopt al een build in {root}.\n  wat te doen: wacht tot die klaar is en probeer opnieuw"
    with held(root / LOCK, busy):
        yield


@contextmanager
def held(path: Path, busy: str, patience: float = 0) -> Iterator[None]:
    """Hold the lock of a file, waiting for it so many seconds. Raises EtlError with the text `busy`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    with path.open("ab") as stream:
        while True:
            try:
                _take(stream)
                break
            except OSError as error:
                if time.monotonic() >= until:
                    raise EtlError(busy) from error
            time.sleep(BETWEEN_TRIES)
        yield  # closing the file lets go


if sys.platform == "win32":
    import msvcrt

    def _take(stream: BinaryIO) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
