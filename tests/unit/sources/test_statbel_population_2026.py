import pytest

from etl.errors import SourceError
from etl.sources import statbel_population_2026 as source

TOTALS = "statbel/population/population_2025.csv"
OLD_AGE = "statbel/population/population_65plus_2026.csv"
TOTALS_TEXT = (
    "year,reference_period,public_geography_type,public_geography_id,municipality,refnis_label_dutch,value,unit\r\n"
    "2025,2025-01-01,municipality,24062,Louvain,Leuven,1000,people\r\n"
)
OLD_AGE_TEXT = (
    "year,reference_period,public_geography_type,public_geography_id,municipality,population,age65_population,value,unit\r\n"
    "2026,2026-01-01,municipality,24062,Louvain,1010,202,20.0,percent\r\n"
)


def place(folder, totals=TOTALS_TEXT, old_age=OLD_AGE_TEXT):
    folder.text(TOTALS, totals)
    folder.text(OLD_AGE, old_age)


def test_each_table_is_on_its_own_first_of_january(folder, figures):
    place(folder)
    found = figures(source.parse(folder.files))
    assert found.value("residents", "24062", "2025") == 1000
    assert found.value("residents", "24062", "2026") == 1010
    assert found.value("residents_65_plus", "24062", "2026") == 202  # the count, not the 20 per cent
    assert found.value("residents_total_age", "24062", "2026") == 1010
    assert found.periods("residents_65_plus") == {"2026"}
    assert found.parsed.files == (TOTALS, OLD_AGE)


def test_the_table_of_a_later_year_needs_no_code(folder, figures):
    place(folder)
    folder.text("statbel/population/population_65plus_2027.csv", OLD_AGE_TEXT.replace("2026", "2027"))
    assert figures(source.parse(folder.files)).periods("residents_65_plus") == {"2026", "2027"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1000,people", "1000,percent", r"(?s)rij 2, kolom 'unit'.*people"),
        ("2025-01-01", "2025-07-01", "rij 2, kolom 'reference_period'"),
        (",municipality,24062", ",province,20001", "rij 2, kolom 'public_geography_type'"),
        ("1000,people", "veel,people", "rij 2, kolom 'value'"),
        ("public_geography_id", "nis", r"(?s)public_geography_id.*nis"),
    ],
)
def test_what_is_no_municipal_count_is_refused(folder, old, new, message):
    place(folder, totals=TOTALS_TEXT.replace(old, new, 1))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_more_old_people_than_residents_are_refused(folder):
    place(folder, old_age=OLD_AGE_TEXT.replace("1010,202", "202,1010"))
    with pytest.raises(SourceError, match="rij 2, kolom 'age65_population'"):
        source.parse(folder.files)
