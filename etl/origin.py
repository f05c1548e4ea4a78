"""Where a file in data/raw came from: a small JSON file beside it, written when it is downloaded."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from etl.hashes import sha256

SUFFIX = ".origin.json"


@dataclass(frozen=True)
class Origin:
    """One download: the address, what arrived and on which days (ISO) it first and last arrived like this.

    `etag` and `modified` are what the server said of its version, to ask later whether there is a newer one.
    """

    url: str
    sha256: str
    bytes: int
    retrieved: str
    checked: str
    etag: str = ""
    modified: str = ""


def origin_of(path: Path) -> Origin | None:
    """The origin of a file; None when none is written, or it is about other bytes than the file holds."""
    try:
        content = json.loads(origin_file(path).read_text(encoding="utf-8"))
        origin = Origin(**content)
        return origin if origin.sha256 == sha256(path) else None
    except (OSError, ValueError, TypeError):
        return None


def day_of_arrival(path: Path) -> str:
    """The day (ISO) on which a file came: that of its download, else the day it was last saved here."""
    origin = origin_of(path)
    return origin.retrieved if origin else date.fromtimestamp(path.stat().st_mtime).isoformat()


def write_origin(path: Path, origin: Origin) -> None:
    """Write down the origin of a file, in one step."""
    text = json.dumps(asdict(origin), ensure_ascii=False, indent=1)
    temporary = path.with_name(f".{path.name}{SUFFIX}")
    temporary.write_text(text + "\n", encoding="utf-8", newline="\n")
    temporary.replace(origin_file(path))


def origin_file(path: Path) -> Path:
    """Where the origin of a file is written."""
    return path.with_name(path.name + SUFFIX)
