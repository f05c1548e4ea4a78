from pathlib import Path

import pytest

from etl.sources import MODULES
from streekmonitor.catalog_files import load_catalog

ROOT = Path(__file__).parents[3]
BUILT_FROM_SHAPES = {"vlaamse_provincies_boundaries", "ngi_boundaries"}  # etl.boundaries makes their measure


def test_every_source_of_the_catalog_has_one_module():
    served = sorted([*(module.SOURCE for module in MODULES), *BUILT_FROM_SHAPES])
    assert served == sorted(load_catalog(ROOT / "data" / "catalog").source_by_id)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.SOURCE)
def test_a_module_carries_the_name_of_its_source(module):
    assert module.__name__ == f"etl.sources.{module.SOURCE}"
    assert module.AREAS in ("code", "name", "code_or_name")
