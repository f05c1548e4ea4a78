"""Smaller catalogs: of some sources, and of those that anybody may reuse."""

import pytest
from etl_house import ROOT
from etl_world import SOURCE, tiny_catalog

from etl.selection import BOUNDARIES, OPEN_BOUNDARIES, only_open, part_of, usual
from streekmonitor.catalog_files import catalog_from_dict, load_catalog


@pytest.fixture(scope="module")
def catalog():
    return load_catalog(ROOT / "data" / "catalog")


def test_the_usual_catalog_has_everything_but_the_other_boundaries(catalog):
    assert set(catalog.source_by_id) - set(usual(catalog).source_by_id) == {OPEN_BOUNDARIES}
    assert usual(catalog).measures == catalog.measures
    assert usual(catalog).indicators == catalog.indicators


def test_only_open_draws_from_the_open_boundaries(catalog):
    part = only_open(catalog)
    assert {source.reuse for source in part.sources} == {"open"}
    assert BOUNDARIES not in part.source_by_id
    assert part.measure_by_id["surface_area"].source == OPEN_BOUNDARIES
    assert "population_density" in part.indicator_by_id
    assert "jobseekers" not in part.measure_by_id


def test_a_spliced_measure_lacks_the_sources_that_are_left_out():
    content = tiny_catalog().model_dump(mode="json")
    content["sources"] += [SOURCE | {"id": "tweede"}, SOURCE | {"id": "derde"}]
    content["measures"][0]["splice"] = ["tweede", "derde"]
    part = part_of(catalog_from_dict(content), {"toets", "derde"})
    assert part.measure_by_id["births"].splice == ("derde",)
    assert "births" not in part_of(catalog_from_dict(content), {"tweede", "derde"}).measure_by_id
