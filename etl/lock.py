"""One build at a time: a lock of the operating system, which lets go by itself when its holder is killed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from etl.errors import EtlError
from etl.maker import KEPT

LOCK = KEPT / "lock"


@contextmanager
def only_build(root: Path) -> Iterator[None]:
    """Hold the lock of this project. Raises EtlError when another build holds it."""
    path = root / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        try:
            _take(stream)
        except OSError as error:
            raise EtlError(
                f"Er loopt al een build in {root}.\n  wat te doen: wacht tot die klaar is en probeer opnieuw"
            ) from error
        yield  # closing the file lets go


if sys.platform == "win32":
    import msvcrt

    def _take(stream: BinaryIO) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
