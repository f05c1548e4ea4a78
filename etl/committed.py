"""The release that is committed in git, to compare the one in force with."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from streekmonitor.release import POINTER, Release, load_release

RELEASES = "data/release"


@contextmanager
def committed_release(root: Path) -> Iterator[Release | None]:
    """The release of the last commit; None without git, outside a repository, or when there is none."""
    pointer = _git(root, "show", f"HEAD:./{RELEASES}/{POINTER}")
    name = pointer.decode().strip() if pointer else ""
    packed = _git(root, "archive", "--format=zip", "HEAD", f"{RELEASES}/{name}") if name else None
    if not packed:
        yield None
        return
    with TemporaryDirectory(prefix="streekmonitor-") as folder:
        with zipfile.ZipFile(BytesIO(packed)) as archive:
            archive.extractall(folder)
        yield load_release(Path(folder) / RELEASES / name)


def _git(root: Path, *arguments: str) -> bytes | None:
    program = shutil.which("git")
    if program is None:
        return None
    done = subprocess.run([program, *arguments], cwd=root, capture_output=True, check=False)  # noqa: S603
    return done.stdout if done.returncode == 0 else None
