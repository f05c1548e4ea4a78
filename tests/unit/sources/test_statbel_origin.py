import pandas as pd
import pytest

from etl.errors import SourceError
from etl.sources import statbel_origin as source


def table(**columns):
    """Two municipalities; counts are float32, as in the file."""
    content = {
        "year": [2024, 2025],
        "CD_REFNIS": ["24062", "02000"],
        "name": ["Louvain", "nan"],  # never read
        "belgian_bg": [60.0, 8.0],
        "neighbouring": [10.0, 1.0],
        "eu27": [5.0, 1.0],
        "non_eu27": [25.0, 2.0],
        "total": [100.0, 12.0],
        **columns,
    }
    frame = pd.DataFrame(content)
    counts = ["belgian_bg", "neighbouring", "eu27", "non_eu27", "total"]
    return frame.astype(dict.fromkeys(counts, "float32") | {"year": "int16"})


def test_groups_are_categories_and_the_total_is_a_measure(folder, figures):
    folder.parquet(source.FILES[0], table())
    found = figures(source.parse(folder.files))
    assert found.value("residents", "24062", "2024") == 60 + 10 + 5 + 25
    assert found.value("residents_by_origin", "24062", "2024", "neighbouring") == 10
    assert found.value("residents_by_origin", "24062", "2024", "eu") == 5  # without the neighbours
    assert found.value("residents_by_origin", "24062", "2024", "non_eu") == 25


def test_float32_counts_are_summed_exactly(folder):
    large = 2.0**24  # float32 has no 2**24 + 1: added there, the 1 is lost
    groups = {
        "belgian_bg": [large, 8.0],
        "neighbouring": [1.0, 1.0],
        "eu27": [1.0, 1.0],
        "non_eu27": [0.0, 2.0],
    }
    folder.parquet(source.FILES[0], table(**groups, total=[large + 2, 12.0]))
    found = source.parse(folder.files).observations
    leuven = found[(found["area"] == "24062") & (found["measure"] == "residents_by_origin")]
    assert leuven["value"].dtype == "float64"
    assert leuven["value"].sum() == 2**24 + 1 + 1


def test_a_code_that_lost_its_zero_gets_it_back(folder, figures):
    folder.parquet(source.FILES[0], table(CD_REFNIS=["24062", "2000"]))
    assert figures(source.parse(folder.files)).value("residents", "02000", "2025") == 12


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"total": [101.0, 12.0]}, "rij 1, kolom 'total'"),
        ({"eu27": [5.0, 1.5], "total": [100.0, 12.5]}, "rij 2, kolom '(total|eu27)'"),
        ({"eu27": [5.0, None]}, "rij 2, kolom 'eu27'"),
        ({"belgian_bg": [-60.0, 8.0]}, "rij 1, kolom 'belgian_bg'"),
    ],
)
def test_counts_must_be_whole_and_add_up(folder, columns, message):
    folder.parquet(source.FILES[0], table(**columns))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_a_missing_column_is_named(folder):
    folder.parquet(source.FILES[0], table().rename(columns={"eu27": "eu26"}))
    with pytest.raises(SourceError, match="eu27"):
        source.parse(folder.files)
