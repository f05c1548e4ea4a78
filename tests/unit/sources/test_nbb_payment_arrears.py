import pytest

from etl.errors import SourceError
from etl.sources import nbb_payment_arrears as source

HEADER = [
    "period", "geoitem", "geolevel", "v3122_betal", "v3122_krediet", "v3122_betal_lening_IP",
    "v3122_krediet_lening_IP",
]  # fmt: skip
FILE = "provincies_in_cijfers/payment_arrears/v3122_nbb_20_21.xlsx"
LEUVEN = [2021, 24062, "gemeente2018", 1374, 46324, 900, 15000]


def place(folder, *rows, header=HEADER, file=FILE, sheets=("Blad1",)):
    folder.workbook(file, {sheet: [header, *rows] for sheet in sheets})


def test_borrowers_and_those_in_arrears_are_read_by_code(folder, figures):
    place(folder, LEUVEN)
    found = figures(source.parse(folder.files))
    assert found.value("borrowers", "24062", "2021") == 46324
    assert found.value("borrowers_in_arrears", "24062", "2021") == 1374


def test_the_kinds_of_loan_are_not_read_not_even_when_blank(folder):
    place(folder, [2021, 73028, "gemeente2018", 0, 44, "", 8])
    assert set(source.parse(folder.files).observations["measure"]) == {"borrowers", "borrowers_in_arrears"}


def test_codes_of_higher_areas_get_their_leading_zero_back(folder, figures):
    place(folder, LEUVEN, [2021, 2000, "gewest", 118188, 3583443, 1, 1])
    assert figures(source.parse(folder.files)).value("borrowers", "02000", "2021") == 3583443


def test_brussels_as_region_and_as_province_are_rows_that_repeat_each_other(folder):
    twice = [[2021, 4000, level, 44590, 507739, 1, 1] for level in ("gewest", "provincie")]
    place(folder, LEUVEN, *twice)
    rows = source.parse(folder.files).observations
    brussels = rows[rows["area"] == "04000"]
    assert len(brussels) == 4
    assert len(brussels.drop_duplicates()) == 2  # what EXACT_DUPLICATES leaves of them
    assert "Brussels Gewest" in source.EXACT_DUPLICATES


def test_of_a_year_in_two_files_the_later_one_counts(folder, figures):
    place(folder, LEUVEN)
    later = [2021, 24062, "gemeente2018", 1400, 47000, 1, 1], [2022, 24062, "gemeente2018", 1300, 46000, 1, 1]
    place(folder, *later, file=FILE.replace("20_21", "21_22"))
    found = figures(source.parse(folder.files))
    assert found.value("borrowers", "24062", "2021") == 47000
    assert found.value("borrowers", "24062", "2022") == 46000
    assert [entry.rows for entry in found.parsed.set_aside] == [1]
    assert len(found.parsed.files) == 2


def test_municipalities_of_a_later_division_are_accepted(folder, figures):
    place(folder, [2025, 23106, "gemeente2025", 200, 13000, 1, 1])
    assert figures(source.parse(folder.files)).value("borrowers", "23106", "2025") == 13000


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ([2021, 24000, "arrondissement", 1, 2, 1, 1], r"(?s)rij 3, kolom 'geolevel'.*gemeente2018.*arrond"),
        ([2021, "Leuven", "gemeente2018", 1, 2, 1, 1], r"rij 3, kolom 'geoitem'"),
        (["21", 24001, "gemeente2018", 1, 2, 1, 1], r"rij 3, kolom 'period'"),
        ([2021, 24001, "gemeente2018", "", 2, 1, 1], r"rij 3, kolom 'v3122_betal'"),
        ([2021, 24001, "gemeente2018", 1, 2.5, 1, 1], r"rij 3, kolom 'v3122_krediet'"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(folder, row, message):
    place(folder, LEUVEN, row)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_a_workbook_with_more_sheets_is_refused(folder):
    place(folder, LEUVEN, sheets=("Blad1", "Blad2"))
    with pytest.raises(SourceError, match="'Blad1', 'Blad2'"):
        source.parse(folder.files)


def test_a_renamed_column_is_named(folder):
    place(folder, LEUVEN, header=["jaar", *HEADER[1:]])
    with pytest.raises(SourceError, match=r"(?s)'period'.*'jaar'"):
        source.parse(folder.files)
