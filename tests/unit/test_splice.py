"""One measure from several tables: each figure once, the first source wins, overlaps are compared."""

import pandas as pd
import pytest
from etl_world import PAJOTTEGEM, SOURCE, births, published, table_of, tiny_catalog

from etl.corrections import Corrections, Overlap
from etl.errors import CheckError
from etl.harmonise import PUBLISHED
from etl.splice import splice
from streekmonitor.catalog_files import catalog_from_dict


def two_sources():
    content = tiny_catalog().model_dump(mode="json")
    content["sources"].append(SOURCE | {"id": "tweede"})
    content["measures"][0]["splice"] = ["tweede"]
    return catalog_from_dict(content)


def spliced(first, second, corrections=None):
    tables = {"toets": table_of(published(first)), "tweede": table_of(published(second))}
    return splice(tables, two_sources(), corrections or Corrections())


def test_every_key_comes_from_one_source_the_first_before_the_others():
    first, second = births({"24062": 1000}), births({"24062": 1001, PAJOTTEGEM: 7})
    tables, overlaps = spliced(first, pd.concat([second, births({"24062": 9}, "2021")]))
    assert tables["toets"].observations["value"].tolist() == [1000]
    assert tables["tweede"].observations[["area", "period", "value"]].to_numpy().tolist() == [
        [PAJOTTEGEM, "2020", 7],
        ["24062", "2021", 9],
    ]
    assert overlaps == {
        "births": [{"source": "tweede", "periods": ["2020"], "rows": 1, "different": 1, "largest": 0.1}]
    }


def test_sources_without_common_periods_just_follow_each_other():
    tables, overlaps = spliced(births({"24062": 1}), births({"24062": 2}, "2021"))
    assert [len(table.observations) for table in tables.values()] == [1, 1]
    assert overlaps == {"births": []}


def test_sources_too_far_apart_stop_the_build():
    with pytest.raises(CheckError) as caught:
        spliced(births({"24062": 1000}), births({"24062": 1002}))
    assert "births, 2020: toets heeft samen 1.000,0, tweede 1.002,0" in str(caught.value)
    assert "overlaps.yaml" in str(caught.value)


def test_a_stated_tolerance_lets_them_pass():
    stated = Overlap(measure="births", source="tweede", tolerance=0.5, reason="andere editie")
    tables, _ = spliced(births({"24062": 1000}), births({"24062": 1002}), Corrections(overlaps=(stated,)))
    assert tables["toets"].observations["value"].tolist() == [1000]


def test_a_measure_of_one_source_is_left_alone():
    rows = births({"24062": 5}).assign(basis=PUBLISHED)
    tables, overlaps = splice({"toets": table_of(rows)}, tiny_catalog(), Corrections())
    assert tables["toets"].observations.equals(rows)
    assert overlaps == {}
