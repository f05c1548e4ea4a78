"""Tables of sources kept between builds, so that a build makes anew only what changed.

An entry tells by fingerprints what it was made of, and by hashes what it holds. One that does not fit to the
letter is made again: a cache can be lost, or spoilt, without a figure changing.
"""

import json
import secrets
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.feather

from etl.files import SourceFiles
from etl.fingerprint import answers, digest
from etl.harmonise import Harmonised
from etl.hashes import sha256
from etl.parsed import SetAside

ENTRY = "entry.json"
TABLES = ("observations", "flows", "places")


class Cache:
    """The tables of earlier builds, one folder per source in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def questions(self, source: str) -> list[str]:
        """What was asked of the files to make the kept table."""
        entry = read_entry(self._folder / source / ENTRY)
        return [] if entry is None else list(entry["questions"])

    def load(self, source: str, ingredients: str, files: SourceFiles) -> Harmonised | None:
        """The kept table, when made of the same ingredients and files, and intact."""
        entry = read_entry(self._folder / source / ENTRY)
        if entry is None or entry["key"] != _key(ingredients, files, entry["questions"]):
            return None
        try:
            tables = {name: self._table(source, name, entry["tables"][name]) for name in TABLES}
        except (OSError, KeyError, ValueError, pa.ArrowException):
            return None
        return Harmonised(
            observations=tables["observations"],
            flows=tables["flows"],
            places=tables["places"],
            set_aside=tuple(SetAside(**aside) for aside in entry["set_aside"]),
            files=tuple(entry["files"]),
        )

    def store(self, source: str, ingredients: str, files: SourceFiles, table: Harmonised) -> None:
        """Keep a table, for which `files` was asked what it remembers, in the place of an earlier one."""
        folder = self._folder / source
        new = folder.with_name(f".{source}-{secrets.token_hex(8)}")
        new.mkdir(parents=True)
        try:
            for name in TABLES:
                rows = pa.Table.from_pandas(getattr(table, name), preserve_index=False)
                pyarrow.feather.write_feather(rows, new / f"{name}.feather", compression="lz4")
            content = {
                "key": _key(ingredients, files, files.asked),
                "questions": sorted(files.asked),
                "files": list(table.files),
                "set_aside": [asdict(aside) for aside in table.set_aside],
                "tables": {name: sha256(new / f"{name}.feather") for name in TABLES},
            }
            write_entry(new / ENTRY, content)
            shutil.rmtree(folder, ignore_errors=True)
            new.rename(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def clear(self) -> None:
        """Forget everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _table(self, source: str, name: str, expected: str) -> pd.DataFrame:
        path = self._folder / source / f"{name}.feather"
        if sha256(path) != expected:
            raise ValueError(f"{path} is not what was written")
        table: pd.DataFrame = pyarrow.feather.read_table(path, memory_map=False).to_pandas()
        return table


def read_entry(path: Path) -> dict[str, Any] | None:
    """What `write_entry` wrote; None when it is not there, or not to the letter."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        seal = content.pop("seal")
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return None
    return dict(content) if seal == digest(content) else None


def write_entry(path: Path, content: dict[str, Any]) -> None:
    """Write JSON with a seal over its content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**content, "seal": digest(content)}), encoding="utf-8")


def _key(ingredients: str, files: SourceFiles, questions: Any) -> str:
    return digest([ingredients, answers(files, questions)])
