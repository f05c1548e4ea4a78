"""Places: located like rows, checked, and kept in the release."""

import numpy as np
import pandas as pd
import pytest
from etl_world import LEUVEN, NIJVEL, module, tiny_areas, tiny_catalog

from etl.check_places import check_places
from etl.errors import CheckError, SourceError
from etl.harmonise import complete, harmonise
from etl.parsed import PLACE_COLUMNS, Parsed, no_places
from etl.tables import write_places

AREAS, CATALOG = tiny_areas(), tiny_catalog()


def places(*rows):
    """Rows of (id, area, value[, changes])."""
    full = [
        {"id": name, "kind": "station", "name": "Leuven", "x": 173_000.0, "y": 174_000.0, "area": area,
         "measure": "births", "period": "2023", "value": value} | (extra[0] if extra else {})
        for name, area, value, *extra in rows
    ]  # fmt: skip
    return pd.DataFrame(full, columns=list(PLACE_COLUMNS)).astype(no_places().dtypes)


def harmonised(table, **content):
    found = harmonise(Parsed(places=table, files=("map/tabel.csv",)), module(**content), AREAS)
    return complete(found, CATALOG.source_by_id["toets"], CATALOG, AREAS).places


def test_names_become_codes_and_wallonia_one_area():
    table = harmonised(places(("a", "Leuven", 31_461), ("b", "Nijvel", np.nan)), AREAS="name")
    assert table[["id", "area", "value"]].to_numpy().tolist()[0] == ["a", LEUVEN, 31_461]
    assert table["area"].tolist()[1] == "03000"


def test_a_place_in_an_unknown_area_is_refused():
    with pytest.raises(SourceError, match="99999"):
        harmonised(places(("a", "99999", 1)))


def test_sound_places_pass():
    table = places(("a", LEUVEN, 1), ("a", LEUVEN, 2, {"period": "2024"}), ("b", LEUVEN, np.nan))
    check_places(table, CATALOG, AREAS)
    check_places(no_places(), CATALOG, AREAS)


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([("a", LEUVEN, 1), ("a", LEUVEN, 2)], "Leuven (a), Leuven (24062): meer dan één rij"),
        ([("a", LEUVEN, 1), ("a", LEUVEN, 1, {"period": "2024", "x": 1e5})], "andere naam, soort, ligging"),
        ([("a", LEUVEN, 1, {"x": 4.7, "y": 50.9})], "x is 4,7, verwacht 20.000 tot 300.000"),
        ([("a", LEUVEN, -1)], "Leuven (24062): -1"),
        ([("a", LEUVEN, 1, {"period": "2023-13"})], "births: periode '2023-13'"),
        ([("a", LEUVEN, 1, {"measure": "vreemd"})], "vreemd: periode '2023'"),
    ],
)
def test_a_fault_is_named(rows, word):
    with pytest.raises(CheckError) as caught:
        check_places(places(*rows), CATALOG, AREAS)
    assert word in str(caught.value).replace("\u2212", "-")


def test_places_are_written_in_a_fixed_order(tmp_path):
    rows = places(("b", LEUVEN, 1), ("a", NIJVEL, np.nan), ("a", LEUVEN, 2, {"period": "2022"}))
    write_places(tmp_path / "a.parquet", rows)
    write_places(tmp_path / "b.parquet", rows.iloc[::-1])
    table = pd.read_parquet(tmp_path / "a.parquet")
    assert table["id"].tolist() == ["a", "a", "b"]
    assert table["period"].tolist() == ["2022", "2023", "2023"]
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
