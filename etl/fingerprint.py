"""Fingerprints of what a result depends on: code, versions, files. Same fingerprint, same result."""

import ast
import hashlib
import json
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from etl.files import SourceFiles
from etl.hashes import sha256
from etl.origin import origin_file

CODE = Path(__file__).resolve().parent.parent
OURS = ("etl", "streekmonitor")
LIBRARIES = ("numpy", "pandas", "pyarrow", "python-calamine", "geopandas", "shapely", "topojson")
SHAPE_PARTS = (".shx", ".dbf", ".prj", ".cpg")
"""What belongs to a shapefile: asked for by the name of its .shp alone."""


def digest(content: Any) -> str:
    """The SHA-256 of anything that JSON can hold."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def code_of(*modules: str) -> dict[str, str]:
    """The hash of these modules of ours and of every module of ours that they import, by name.

    Raises ValueError for one that is not there.
    """
    found: dict[str, str] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        path = _file(name)
        if path is None and name in modules:
            raise ValueError(f"no module {name} to make a fingerprint of")
        if name not in found and path is not None:
            found[name] = sha256(path)
            waiting += _imports(path)
    return found


def versions() -> dict[str, str]:
    """The versions of Python and of the libraries that touch figures."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    return {"python": python, **{name: metadata.version(name) for name in LIBRARIES}}


def answers(files: SourceFiles, questions: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """What `files` gives today for each path or pattern that was asked for: names and hashes of the files."""
    return {
        question: [(path.name, sha256(path)) for found in files.existing(question) for path in _parts(found)]
        for question in sorted(set(questions))
    }


def folder_content(folder: Path) -> dict[str, str]:
    """The hash of every file in a folder and below, by its path there."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path) for path in paths}


def _parts(path: Path) -> list[Path]:
    """A file with what belongs to it: the rest of a shapefile, and where it was downloaded from."""
    beside = [path.with_suffix(suffix) for suffix in SHAPE_PARTS] if path.suffix == ".shp" else []
    return [path, *(part for part in (*beside, origin_file(path)) if part.is_file())]


def _file(module: str) -> Path | None:
    """The file of a module of ours; None for anything else, such as a function named in an import."""
    if module.partition(".")[0] not in OURS:
        return None
    place = CODE.joinpath(*module.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """What a module imports, anywhere in it; `from a import b` gives a.b when that is a module, else a."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            members = (f"{node.module}.{alias.name}" for alias in node.names)
            names += [member if _file(member) else node.module for member in members]
    return tuple(names)
