import pytest

from etl.errors import SourceError
from etl.sources import awv_bicycle_counters as source

TABLE = (
    "site_nr,long,lat,naam,gemeente,datum_van,months_observed,total_cyclists\n"
    "300025572,4.75,50.85,Leuven teller 1,Leuven,2022-07-07,29,2900\n"
    "300025593,4.7501,50.8501,Leuven teller 2,Leuven,2022-07-07,20,1000\n"
    "300062103,4.35,50.85,Nieuw,,2025-10-31,,\n"
)
SITES = (
    "17,300025572,4.75,50.85,Leuven teller 1,domein,N3,123,Leuven,60,2022-07-07\n"
    '18,300062103,4.35,50.85,"Brussel, kaai",,,,,60,2025-10-31\n'
)
COUNTS = (
    "17,IN,FIETSERS,2025-01-01 00:00,2025-01-01 01:00,30\n"
    "17,OUT,FIETSERS,2025-01-01 00:00,2025-01-01 01:00,10\n"
    "17,IN,VOETGANGERS,2025-01-01 00:00,2025-01-01 01:00,500\n"
)


def draw(folder):
    folder.shapes(_24062=(4.7, 50.8), _21013=(4.3, 50.8))


def test_a_counter_is_a_place_with_a_mean_per_month(folder):
    folder.text(source.TABLE, TABLE)
    draw(folder)
    places = source.parse(folder.files).places.set_index("id")
    assert places.loc["awv_300025572", "value"] == 2900 / 29
    assert places.loc["awv_300025593", "value"] == 1000 / 20  # the other side of the path stays apart
    assert places["area"].tolist() == ["24062", "24062", "21013"]
    assert set(places["kind"]) == {"bicycle_counter"}


def test_a_counter_without_counts_has_no_value(folder):
    folder.text(source.TABLE, TABLE)
    draw(folder)
    parsed = source.parse(folder.files)
    assert parsed.places.set_index("id")["value"].isna()["awv_300062103"]
    assert parsed.observations.empty  # no total of a municipality


def test_the_files_of_the_publisher_count_cyclists_of_every_direction(folder):
    folder.text(source.TABLE, TABLE)
    folder.text(source.SITES, SITES)
    folder.text("awv/data-2024-12.csv", "17,IN,FIETSERS,2024-12-01 00:00,2024-12-01 01:00,20\n")
    folder.text("awv/data-2025-01.csv", COUNTS)
    draw(folder)
    places = source.parse(folder.files).places.set_index("id")
    assert places.loc["awv_300025572", "value"] == (20 + (30 + 10)) / 2
    assert places["value"].isna()["awv_300062103"]
    assert places.loc["awv_300062103", "name"] == "Brussel, kaai"
    assert set(places["period"]) == {"2025"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",29,2900", ",0,2900", "rij 2, kolom 'months_observed'"),
        (",29,2900", ",29,", "rij 2, kolom 'total_cyclists'"),
        (",29,2900", ",29,veel", "rij 2, kolom 'total_cyclists'"),
        ("300025593", "300025572", "rij 3"),
        ("4.75,50.85", "50.85,4.75", r"(?s)rij 2.*Leuven teller 1"),  # the other way round
        ("months_observed", "maanden", r"(?s)months_observed.*maanden"),
    ],
)
def test_what_cannot_be_placed_or_counted_is_refused(folder, old, new, message):
    folder.text(source.TABLE, TABLE.replace(old, new, 1))
    draw(folder)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_a_count_that_is_no_number_is_named_with_its_line(folder):
    folder.text(source.SITES, SITES)
    folder.text("awv/data-2025-01.csv", COUNTS.replace(",10\n", ",tien\n"))
    draw(folder)
    with pytest.raises(SourceError, match="rij 2, kolom 'aantal'"):
        source.parse(folder.files)
