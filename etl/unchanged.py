"""Whether a build would give the release that is in force: told by fingerprints, without reading a table."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from etl.cache import read_entry, write_entry
from etl.files import SourceFiles
from etl.fingerprint import answers, code_of, digest, folder_content, versions
from etl.inputs import source_files
from etl.maker import KEPT, Order
from etl.publish import content_id
from streekmonitor.release import ReleaseError, current_release

STAMP = KEPT / "built.json"
WRITTEN_BY_PEOPLE = ("catalog", "areas", "corrections")


def release_in_force(order: Order) -> Path | None:
    """The folder of the release in force when a build of these inputs would give just that; else None.

    The inputs are those of the last build, and the release is intact to the last byte, its boundaries in
    `static` as well.
    """
    stamp = read_entry(order.root / STAMP)
    try:
        folder = current_release(order.root / "data" / "release")
        boundaries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["boundaries"]["file"]
        static = (order.root / "static" / boundaries).read_bytes()
        intact = content_id(folder) == folder.name and static == (folder / "boundaries.json").read_bytes()
    except (ReleaseError, OSError, ValueError, KeyError, TypeError):
        return None
    if stamp is None or not intact or stamp["release"] != folder.name:
        return None
    return folder if stamp["inputs"] == _inputs(order, stamp["questions"]) else None


def remember(order: Order, questions: Iterable[str], release: str) -> None:
    """Write down that these inputs gave this release; `questions` is what was asked of the files."""
    asked = sorted(set(questions))
    content = {"inputs": _inputs(order, asked), "questions": asked, "release": release}
    write_entry(order.root / STAMP, content)


def _inputs(order: Order, questions: Iterable[str]) -> str:
    data = order.root / "data"
    files: SourceFiles = source_files(order.sources, order.root)
    content: dict[str, Any] = {
        "files": answers(files, questions),
        "written": {name: folder_content(data / name) for name in WRITTEN_BY_PEOPLE},
        "only_open": order.only_open,
        "code": code_of("etl.build"),
        "versions": versions(),
    }
    return digest(content)
