import pytest

from etl.errors import SourceError
from etl.sources import statbel_census_2021_activity as source

HEADER = (
    "nis_code,werkend_15_64,inactief_15_64,werkloos_15_64,jaar,bevolking_15_64,"
    "werkzaamheidsgraad_15_64_pct,werkloosheidsgraad_15_64_pct"
)
# 700 of 1.000 work: 70,0 %; 30 of 730 in the labour force do not: 4,1 %
AARSCHOT = "24001,700,270,30,2021,1000,70.0,4.1"


def place(folder, *lines, header=HEADER):
    folder.text(source.FILES[0], "\n".join((header, *lines)) + "\n")


def test_the_four_counts_are_read(folder, figures):
    place(folder, AARSCHOT)
    found = figures(source.parse(folder.files))
    assert found.value("employed_15_64", "24001", "2021") == 700
    assert found.value("unemployed_15_64", "24001", "2021") == 30
    assert found.value("inactive_15_64", "24001", "2021") == 270
    assert found.value("residents_15_64_census", "24001", "2021") == 1000


def test_the_computed_rates_are_not_kept(folder):
    place(folder, AARSCHOT)
    assert set(source.parse(folder.files).observations["measure"]) == set(source.MEASURES.values())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("24062,700,270,31,2021,1000,70.0,4.1", r"(?s)rij 3, kolom 'bevolking_15_64'.*1001"),
        ("24062,700,270,30,2021,1000,71.0,4.1", r"(?s)rij 3, kolom 'werkzaamheidsgraad_15_64_pct'"),
        ("24062,700,270,30,2021,1000,70.0,3.0", r"(?s)rij 3, kolom 'werkloosheidsgraad_15_64_pct'"),
        ("24062,700.5,269.5,30,2021,1000,70.0,4.1", r"(?s)rij 3, kolom 'werkend_15_64'.*geheel aantal"),
        ("Leuven,700,270,30,2021,1000,70.0,4.1", r"rij 3, kolom 'nis_code'"),
    ],
)
def test_a_typing_error_is_named_by_row_and_column(folder, line, message):
    place(folder, AARSCHOT, line)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_a_missing_column_is_named(folder):
    place(folder, "24001,700,270,30,2021,1000,70.0", header=HEADER.rpartition(",")[0])
    with pytest.raises(SourceError, match="werkloosheidsgraad_15_64_pct"):
        source.parse(folder.files)
