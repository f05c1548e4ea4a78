import pandas as pd
import pytest

from etl.errors import SourceError
from etl.sources import statbel_nationality as source


def table(**columns):
    content = {
        "year": [2011, 2025],
        "CD_REFNIS": ["24062", "23106"],
        "TX_PROV_DESCR_NL": ["Provincie Vlaams-Brabant", "nan"],  # never read
        "BEL": [80.0, 22.0],
        "ETR": [20.0, 3.0],
        "total": [100.0, 25.0],
    }
    return pd.DataFrame(content | columns)


def test_total_belgians_and_non_belgians(folder, figures):
    folder.parquet(source.FILES[0], table())
    found = figures(source.parse(folder.files))
    assert found.value("residents_by_nationality", "24062", "2011") == 80 + 20
    assert found.value("residents_by_nationality", "24062", "2011", "belgian") == 80
    assert found.value("residents_by_nationality", "23106", "2025", "non_belgian") == 3


def test_the_total_is_not_mixed_with_that_of_the_origin_table(folder):
    # The editions differ in 2011: `residents` comes from the origin table alone.
    folder.parquet(source.FILES[0], table())
    assert set(source.parse(folder.files).observations["measure"]) == {"residents_by_nationality"}


def test_groups_that_do_not_add_up_are_refused(folder):
    folder.parquet(source.FILES[0], table(ETR=[20.0, 4.0]))
    with pytest.raises(SourceError, match="rij 2, kolom 'total'"):
        source.parse(folder.files)


def test_a_year_that_is_none_is_refused(folder):
    folder.parquet(source.FILES[0], table(year=[2011, 25]))
    with pytest.raises(SourceError, match="rij 2, kolom 'year'"):
        source.parse(folder.files)
