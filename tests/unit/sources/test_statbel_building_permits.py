import pytest

from etl.errors import SourceError
from etl.parsed import Parsed
from etl.sources import statbel_building_permits as source

LIVE, TEXT = source.LIVE, "statbel/building_permits/TF_BUILDING_PERMITS_level5_2026-04.txt.gz"
COLUMNS = (
    "REFNIS",
    "REFNIS_NL",
    "CD_YEAR",
    "CD_PERIOD",
    "MS_BUILDING_RES_NEW",
    "MS_DWELLING_RES_NEW",
    "MS_APARTMENT_RES_NEW",
    "MS_SINGLE_HOUSE_RES_NEW",
    "MS_TOTAL_SURFACE_RES_NEW",
    "MS_BUILDING_RES_RENOVATION",
    "CD_REFNIS_REGION",
    "CD_REFNIS_LEVEL",
)
LEUVEN, AARSCHOT, BRUSSEL, NIJVEL = "24062", "24001", "21004", "25072"


def row(area, year, period, dwellings, *, region="02000", level=5, **changed):
    """One row: per dwelling 1 building, 100 m² and 2 renovations; a quarter are apartments."""
    blank = dwellings == ""
    apartments = "" if blank else dwellings // 4
    cells = {
        "REFNIS": area,
        "REFNIS_NL": "NAAM",
        "CD_YEAR": year,
        "CD_PERIOD": period,
        "MS_BUILDING_RES_NEW": dwellings,
        "MS_DWELLING_RES_NEW": dwellings,
        "MS_APARTMENT_RES_NEW": apartments,
        "MS_SINGLE_HOUSE_RES_NEW": "" if blank else dwellings - apartments,
        "MS_TOTAL_SURFACE_RES_NEW": 100 * dwellings if dwellings else "",
        "MS_BUILDING_RES_RENOVATION": "" if blank else 2 * dwellings,
        "CD_REFNIS_REGION": region,
        "CD_REFNIS_LEVEL": level,
        **changed,
    }
    return [str(cells[name]) for name in COLUMNS]


def year(area, period, monthly, **options):
    """Twelve equal months and their year, in the order of text: 0, 1, 10, 11, 12, 2 .."""
    yield row(area, period, 0, 12 * monthly, **options)
    for month in sorted(range(1, 13), key=str):
        yield row(area, period, month, monthly, **options)


def place(folder, *lines, columns=COLUMNS):
    """The zip of Statbel, every cell quoted."""
    content = "\n".join("|".join(f'"{cell}"' for cell in line) for line in (columns, *lines))
    folder.zipped(LIVE, "BV_opendata_251125_082807.txt", content + "\n")


def place_text(folder, *lines, columns=COLUMNS):
    folder.gzipped(TEXT, "\n".join("|".join(line) for line in (columns, *lines)) + "\n")


def test_the_year_is_read_and_the_months_are_kept_beside_it(folder, figures):
    place(folder, *year(LEUVEN, 2020, 8), row(LEUVEN, 2026, 1, 4))
    found = figures(source.parse(folder.files))
    assert found.value("new_dwellings", LEUVEN, "2020") == 12 * 8  # not the months once more
    assert found.value("new_apartments", LEUVEN, "2020") == 12 * 2
    assert found.value("new_single_houses", LEUVEN, "2020") == 12 * 6
    assert found.value("new_residential_buildings", LEUVEN, "2020") == 12 * 8
    assert found.value("residential_renovations", LEUVEN, "2020") == 12 * 16
    assert found.value("new_residential_surface", LEUVEN, "2020") == 12 * 800
    months = [found.value("new_dwellings_monthly", LEUVEN, f"2020-{month:02d}") for month in range(1, 13)]
    assert months == [8] * 12


def test_a_blank_is_unknown_and_no_zero(folder, figures):
    place(folder, row(LEUVEN, 2020, 0, 0), row(LEUVEN, 2020, 1, ""), row(LEUVEN, 2020, 2, 0))
    found = figures(source.parse(folder.files))
    assert found.value("new_dwellings_monthly", LEUVEN, "2020-02") == 0
    assert found.status("new_dwellings_monthly", LEUVEN, "2020-01") == "missing"


def test_the_surface_is_blank_where_nothing_is_new_and_then_zero(folder, figures):
    unknown = row(AARSCHOT, 2020, 0, 4, MS_TOTAL_SURFACE_RES_NEW="")
    place(folder, row(LEUVEN, 2020, 0, 0), unknown)
    found = figures(source.parse(folder.files))
    assert found.value("new_residential_surface", LEUVEN, "2020") == 0
    assert found.status("new_residential_surface", AARSCHOT, "2020") == "missing"


def test_the_last_two_whole_years_and_the_running_one_are_provisional(folder, figures):
    place(folder, *(row(LEUVEN, period, 0, 4) for period in (2022, 2023, 2024)), row(LEUVEN, 2025, 8, 4))
    found = figures(source.parse(folder.files))
    assert found.status("new_dwellings", LEUVEN, "2022") == "observed"
    assert found.status("new_dwellings", LEUVEN, "2023") == "provisional"
    assert found.status("new_dwellings", LEUVEN, "2024") == "provisional"
    assert found.status("new_dwellings_monthly", LEUVEN, "2025-08") == "provisional"


def test_what_only_an_older_edition_has_is_as_provisional_as_the_newest_says(folder, figures):
    """The rows of Belgium stand in the older edition alone; the newest says that 2023 is final by now."""
    years = [row("01000", period, 0, 40, region="", level=1) for period in (2023, 2024)]
    place(folder, *years, *(row(LEUVEN, period, 0, 4) for period in (2023, 2024)))
    place_text(folder, *(row(LEUVEN, period, 0, 4) for period in (2023, 2024, 2025)))
    parsed = source.parse(folder.files)
    (older,) = (figures(Parsed(observations)) for observations in parsed.older)
    assert older.status("new_dwellings", "01000", "2023") == "observed"
    assert older.status("new_dwellings", "01000", "2024") == "provisional"
    assert figures(parsed).status("new_dwellings", LEUVEN, "2024") == "provisional"


def may_and_june(area, may, june, **options):
    yield row(area, 2017, 5, may, **options)
    yield row(area, 2017, 6, june, **options)


def test_one_count_of_two_months_split_in_half_is_an_estimate_in_flanders(folder, figures):
    brussels = may_and_june(BRUSSEL, 4, 5, region="04000")
    place(
        folder, *may_and_june(LEUVEN, 8, 8), *may_and_june(AARSCHOT, 3, 3), *brussels, row(LEUVEN, 2020, 1, 1)
    )
    found = figures(source.parse(folder.files))
    assert found.status("new_dwellings_monthly", LEUVEN, "2017-05") == "estimated"
    assert found.value("new_dwellings_monthly", AARSCHOT, "2017-06") == 3
    assert found.status("new_dwellings_monthly", BRUSSEL, "2017-05") == "observed"


def test_once_the_publisher_gives_the_two_months_apart_they_are_no_estimate(folder, figures):
    place(folder, *may_and_june(LEUVEN, 8, 8), *may_and_june(AARSCHOT, 3, 4), row(LEUVEN, 2020, 1, 1))
    found = figures(source.parse(folder.files))
    assert found.status("new_dwellings_monthly", LEUVEN, "2017-05") == "observed"


def test_higher_areas_keep_their_yearly_counts_but_not_their_surface(folder, figures):
    higher = [
        row("01000", 2020, 0, 40, region="", level=1),
        row("20001", 2020, 0, 20, level=3),
        row("11000", 2020, 0, 12, level=4),  # another arrondissement
    ]
    place(folder, row(LEUVEN, 2020, 0, 8), *higher, row("20001", 2020, 1, 4, level=3))
    found = figures(source.parse(folder.files))
    assert found.value("new_dwellings", "01000", "2020") == 40
    assert found.value("new_dwellings", "20001", "2020") == 20
    surface = found.parsed.observations.query("measure == 'new_residential_surface'")
    assert set(surface["area"]) == {LEUVEN}
    assert [entry.rows for entry in found.parsed.set_aside] == [1, 1, 2]


def test_wallonia_keeps_its_years_and_not_its_months(folder, figures):
    place(folder, *year(NIJVEL, 2020, 4, region="03000"), *year(BRUSSEL, 2020, 4, region="04000"))
    found = figures(source.parse(folder.files))
    assert found.value("new_dwellings", NIJVEL, "2020") == 48
    monthly = found.parsed.observations.query("measure == 'new_dwellings_monthly'")
    assert set(monthly["area"]) == {BRUSSEL}


def test_months_that_do_not_make_the_year_are_refused(folder):
    lines = list(year(LEUVEN, 2020, 4))
    place(folder, row(LEUVEN, 2020, 0, 49), *lines[1:])
    with pytest.raises(SourceError, match=r"\('24062', '2020'\).*\n.*\(48\)"):
        source.parse(folder.files)


def test_months_are_not_held_against_the_year_while_one_is_unknown(folder, figures):
    lines = list(year(LEUVEN, 2020, 4))
    place(folder, row(LEUVEN, 2020, 0, 60), row(LEUVEN, 2020, 1, ""), *lines[2:])
    assert figures(source.parse(folder.files)).value("new_dwellings", LEUVEN, "2020") == 60


def test_the_newer_of_two_editions_is_told_by_its_last_period_not_its_name(folder):
    place(folder, row(LEUVEN, 2024, 0, 8), row(LEUVEN, 2025, 8, 4))
    place_text(folder, row(LEUVEN, 2024, 0, 9), row(LEUVEN, 2026, 4, 4))
    parsed = source.parse(folder.files)
    (older,) = parsed.older
    for table, dwellings in ((parsed.observations, 9), (older, 8)):
        year_2024 = table.query("measure == 'new_dwellings' and period == '2024'")
        assert year_2024["value"].tolist() == [dwellings]
    assert parsed.files == (LIVE, TEXT)
    place(folder, row(LEUVEN, 2024, 0, 8), row(LEUVEN, 2026, 10, 4))  # a later download
    newest = source.parse(folder.files).observations
    assert newest.query("measure == 'new_dwellings' and period == '2024'")["value"].tolist() == [8]


def test_the_tenth_month_comes_after_the_ninth(folder):
    place(folder, row(LEUVEN, 2025, 9, 4))
    place_text(folder, row(LEUVEN, 2025, 10, 5))
    assert source.parse(folder.files).observations["period"].unique().tolist() == ["2025-10"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (row(LEUVEN, 2020, 13, 4), "kolom 'CD_PERIOD'"),
        (row(LEUVEN, 2020, 1, 4, level=6), "kolom 'CD_REFNIS_LEVEL'"),
        (row(LEUVEN, 2020, 1, 4, MS_SINGLE_HOUSE_RES_NEW=2), "kolom 'MS_DWELLING_RES_NEW'"),
        (row(LEUVEN, 2020, 1, 4, MS_BUILDING_RES_NEW="1.5"), "kolom 'MS_BUILDING_RES_NEW'"),
        (row(LEUVEN, 2020, 1, 4, MS_BUILDING_RES_NEW="-1"), "kolom 'MS_BUILDING_RES_NEW'"),
        (row(LEUVEN, 2020, 1, 4, MS_BUILDING_RES_NEW="."), "kolom 'MS_BUILDING_RES_NEW'"),
        (row("Leuven", 2020, 1, 4), "kolom 'REFNIS'"),
        (row(AARSCHOT, 2020, 1, 4), "nog eens area 24001, year 2020, month -01"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(folder, line, message):
    place(folder, row(AARSCHOT, 2020, 1, 4), line)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_a_renamed_column_is_named(folder):
    columns = [name.replace("MS_DWELLING_RES_NEW", "MS_DWELLINGS") for name in COLUMNS]
    place(folder, row(LEUVEN, 2020, 1, 4), columns=columns)
    with pytest.raises(SourceError, match=r"(?s)MS_DWELLING_RES_NEW.*MS_DWELLINGS"):
        source.parse(folder.files)


def test_no_file_at_all_says_where_to_put_it(folder):
    with pytest.raises(SourceError, match=r"TF_BUILDING_PERMITS\*\.txt\.gz' in data/inbox"):
        source.parse(folder.files)
