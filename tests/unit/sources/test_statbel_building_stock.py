import itertools

import pytest

from etl.errors import SourceError
from etl.sources import statbel_building_stock as source

FILE = "statbel/building_stock/building_stock_2025.csv.gz"
HEADER = ("CD_YEAR", "CD_REFNIS", "CD_STAT_TYPE", "CD_STAT_TYPE_NL", "CD_BUILDING_TYPE", "MS_VALUE")
LEUVEN = "24062"
TYPES = ("R1", "R2", "R3", "R4", "R5", "R6")
# Of every type: 1 building of before 1900, 2 of 1982-1991, 3 of after 2011, so 2 + 3 after 1981; 7 dwellings.
COUNTS = {"T1": 1 + 2 + 3, "T3.1": 1, "T3.7": 2 + 3, "T3.7.1": 2, "T3.7.4": 3, "T8": 7}


def rows(area=LEUVEN, year="2025", **changed):
    """One area; `changed` gives other values as R1_T8=9."""
    for figure, kind in itertools.product((*source.USED, "T4.1"), TYPES):
        value = "" if figure == "T4.1" else COUNTS.get(figure, 0)
        value = changed.get(f"{kind}_{figure}".replace(".", "_"), value)
        if value is not None:
            yield [year, area, figure, "omschrijving, met een komma", kind, str(value)]


def csv(*tables, separator=","):
    lines = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in (HEADER, *tables)]
    return "\n".join(separator.join(line) for line in lines) + "\n"


def test_totals_are_sums_over_the_types_of_building(folder, figures):
    folder.gzipped(FILE, csv(*rows(R6_T8=0)))
    found = figures(source.parse(folder.files))
    assert found.value("buildings", LEUVEN, "2025") == 6 * 6
    assert found.value("dwellings", LEUVEN, "2025") == 5 * 7
    assert found.value("dwellings", LEUVEN, "2025", "apartment_building") == 7
    assert found.value("dwellings", LEUVEN, "2025", "other_building") == 0


def test_the_construction_period_leaves_out_other_buildings_and_counts_after_1981_once(folder, figures):
    folder.gzipped(FILE, csv(*rows()))
    found = figures(source.parse(folder.files))
    assert found.value("buildings_by_period", LEUVEN, "2025") == 5 * (1 + 2 + 3)  # R1 to R5
    assert found.value("buildings_by_period", LEUVEN, "2025", "before_1900") == 5 * 1
    assert found.value("buildings_by_period", LEUVEN, "2025", "from_1982_to_1991") == 5 * 2
    assert found.value("buildings_by_period", LEUVEN, "2025", "after_2011") == 5 * 3
    periods = found.parsed.observations.query("measure == 'buildings_by_period'")
    assert periods.query("category != ''")["value"].sum() == 5 * (1 + 2 + 3)  # nothing twice


def test_figures_that_are_not_used_are_counted(folder):
    folder.gzipped(FILE, csv(*rows()))
    (aside,) = source.parse(folder.files).set_aside
    assert aside.rows == 6  # T4.1 of every type, blank or not


def test_every_issue_has_its_file_and_its_format(folder, figures):
    folder.gzipped(FILE, csv(*rows()))
    folder.text(
        "statbel/building_stock/building_stock_2026.txt",
        csv(*rows(year="2026", R1_T8=8), separator="|"),
    )
    folder.workbook(
        "statbel/building_stock/building_stock_2027.xlsx",
        {"Gebouwenpark": [HEADER, *rows(year="2027", R1_T8=9)]},
    )
    found = figures(source.parse(folder.files))
    totals = [found.value("dwellings", LEUVEN, year) for year in ("2025", "2026", "2027")]
    assert totals == [6 * 7, 6 * 7 + 1, 6 * 7 + 2]
    assert len(found.parsed.files) == 3


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"R1_T3_7": 4}, "som van 'T3.7.1'"),
        ({"R2_T1": 7}, "kolom 'T1'"),
        ({"R3_T8": ""}, "kolom 'MS_VALUE'"),
        ({"R4_T8": None}, "geen rij 'T8' bij 2025 24062 R4"),
        (dict.fromkeys([f"R5_{figure}".replace(".", "_") for figure in source.USED]), "geen rij 'R5'"),
        ({"R1_T8": "1.5"}, "kolom 'MS_VALUE'"),
    ],
)
def test_what_does_not_add_up_or_is_absent_is_refused(folder, changed, message):
    folder.gzipped(FILE, csv(*rows(**changed)))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("T8", "T9", "kolom 'CD_STAT_TYPE'"),
        ("R6", "R7", "kolom 'CD_BUILDING_TYPE'"),
        ("CD_STAT_TYPE", "STAT_TYPE", "CD_STAT_TYPE"),
    ],
)
def test_an_unknown_kind_or_column_is_refused(folder, old, new, message):
    folder.gzipped(FILE, csv(*rows()).replace(old, new))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)
