"""Spoilt files of every source: refused with instructions, or read; never anything else.

What is asserted for every case: the outcome is an EtlError whose text tells what was expected, found and to
do, or a table that keeps the rules of the model. And when that table differs from the one of the sound file,
the change report tells so. (That a figure was replaced by another plausible one, nobody can see in the file
itself; it stands in the report as revised.)

FUZZ_CASES sets the number of cases per source.
"""

import importlib.util
import inspect
import os
import random
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest
from etl_house import REAL_AREAS, ROOT
from mutations import mutate

from etl.boundaries import BoundaryError
from etl.changes import change_report
from etl.check import check_flow_values, check_keys, check_periods, check_values
from etl.check_places import check_places
from etl.editions import editions
from etl.errors import EtlError
from etl.files import SourceFiles
from etl.harmonise import PUBLISHED, harmonise
from etl.parsed import FLOW_COLUMNS, FLOW_KEY, OBSERVATION_COLUMNS, OBSERVATION_KEY, PLACE_COLUMNS, combine
from etl.sources import MODULES
from streekmonitor.catalog_files import load_catalog
from streekmonitor.release import STATUSES, WITHOUT_VALUE, Release

CASES = int(os.environ.get("FUZZ_CASES", "14"))
SOURCE_TESTS = Path(__file__).parent / "sources"
CATALOG = load_catalog(ROOT / "data" / "catalog")


class FoundError(BaseException):
    """The files of a test were read without complaint: they are the sound ones."""


def loaded(name: str):
    """A module of tests/unit/sources, under a name of its own."""
    spec = importlib.util.spec_from_file_location(f"fuzzed_{name}", SOURCE_TESTS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> dict[str, Path]:
    """Per source a folder with small files that it reads: those of the first of its tests to read some."""
    fixtures = loaded("conftest")
    return {module.SOURCE: small_files(module, fixtures, tmp_path_factory) for module in MODULES}


def small_files(module, fixtures, tmp_path_factory) -> Path:
    parse = module.parse

    def found(files: SourceFiles):
        parse(files)
        raise FoundError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "parse", found)
        for test in readers(loaded(f"test_{module.SOURCE}")):
            folder = fixtures.Folder(tmp_path_factory.mktemp(module.SOURCE))
            given = {"folder": folder, "figures": fixtures.Figures}
            try:
                test(**{name: given[name] for name in inspect.signature(test).parameters})
            except FoundError:
                return folder.root
            except (Exception, pytest.fail.Exception):  # noqa: BLE001, S112 - a test of what is refused
                continue
    raise LookupError(f"no test of {module.SOURCE} reads small files")


def readers(tests):
    """The tests that need no other fixtures."""
    functions = [test for name, test in vars(tests).items() if name.startswith("test_")]
    return [test for test in functions if set(inspect.signature(test).parameters) <= {"folder", "figures"}]


def read(module, root: Path) -> Release:
    """The source alone as a release, before zeros are written out and areas folded."""
    parsed = editions(module.parse(SourceFiles((root,))))
    tables = [harmonise(edition, module, REAL_AREAS) for edition in parsed]
    for table in tables:
        check_keys(table.observations, OBSERVATION_KEY, REAL_AREAS)
        check_keys(table.flows, FLOW_KEY, REAL_AREAS)
        check_values(table.observations, CATALOG, REAL_AREAS)
        check_flow_values(table.flows, REAL_AREAS)
        check_periods(table.observations, CATALOG)
        check_places(table.places, CATALOG, REAL_AREAS)
    return as_release(tables)


def attempt(module, root: Path, case: str) -> tuple[Release | None, str]:
    """The release, or why the files are refused. Anything else fails the test, with the case."""
    try:
        return read(module, root), ""
    except BoundaryError as error:
        return None, f"verwacht en gevonden: {error}"  # says it in a sentence
    except EtlError as error:
        return None, str(error)
    except Exception as error:
        raise AssertionError(f"{case}: {error!r}") from error


def as_release(tables) -> Release:
    observations = combine([table.observations for table in tables]).drop_duplicates(list(OBSERVATION_KEY))
    frames = [
        observations[list(OBSERVATION_COLUMNS)].assign(basis=PUBLISHED),
        tables[0].flows[list(FLOW_COLUMNS)],
        tables[0].places[list(PLACE_COLUMNS)],
    ]
    text = [
        frame.astype({name: "category" for name in frame if not pd.api.types.is_numeric_dtype(frame[name])})
        for frame in frames
    ]
    periods = {name: {"periods": []} for name in (*CATALOG.measure_by_id, *CATALOG.flow_by_id)}
    return Release("toets", {"measures": periods}, CATALOG, REAL_AREAS, {}, *text)


def content(release: Release) -> list[list[object]]:
    """Everything in the tables, in a fixed order; an absent number is None."""
    rows = []
    for table in (release.observations, release.flows, release.places):
        plain = table.astype(object).where(table.notna(), None)
        rows.append(sorted(map(list, plain.to_numpy()), key=str))
    return rows


def keeps_the_rules(release: Release) -> bool:
    rows = release.observations
    statuses = set(rows["status"].cat.categories)
    absent = rows["status"].isin(WITHOUT_VALUE)
    return statuses <= set(STATUSES) and bool((absent == rows["value"].isna()).all())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.SOURCE)
def test_a_spoilt_file_is_refused_or_read_and_a_change_is_told(module, sound, tmp_path):
    original = read(module, sound[module.SOURCE])
    outcomes = []
    for case in range(CASES):
        chance = random.Random(f"{module.SOURCE} {case}")  # noqa: S311 - the same cases every time
        root = tmp_path / str(case)
        shutil.copytree(sound[module.SOURCE], root)
        path = chance.choice(sorted(path for path in root.rglob("*") if path.is_file()))
        done = mutate(path, chance)
        release, refusal = attempt(module, root, f"case {case}, {done}")
        if release is None:
            outcomes.append("refused")
            assert all(word in refusal for word in ("verwacht", "gevonden")), (case, done, refusal)
            continue
        assert keeps_the_rules(release), (case, done)
        same = content(release) == content(original)
        outcomes.append("same" if same else "changed")
        report = change_report(original, release)
        assert same == ("geen enkel cijfer is veranderd" in report), (case, done, report)
    assert "refused" in outcomes  # else nothing was spoilt
