import pytest

from etl.errors import SourceError
from etl.sources import statbel_fiscal_income_c1 as source

FILE = "statbel/fiscal_income/tabel_C1_inkomens_2014_2017.xlsx"
CODES = [
    ["Administratieve Eenheid", "NIS code"],
    ["België", 1000],
    ["Vlaams Gewest", 2000],
    ["Duitstalige Gemeenschap", 3001],
    ["Arrondissement Halle-Vilvoorde", 23000],
    ["Halle (Halle-Vilvoorde)", 23027],
    ["Blegny", 62119],
]
FOOTER = [
    [""],
    ["* = Confidentieel"],
    ["Bron: Algemene Directie Statistiek - Statistics Belgium, Fiscale inkomens"],
    [" "],
    ["Overzicht"],
    ["Schema"],
    ["Begrippenlijst"],
]


def header(year):
    """The seven rows above the areas, with the column headers in rows 6 and 7."""
    upper, lower = [""] * 21, [""] * 21
    upper[0], upper[2] = "Administratieve Eenheid", "Aantal aangiften (zonder nul-inkomen)"
    upper[9:12] = ["Aantal inwoners", "Totaal netto belastbaar inkomen", "Gemiddelde waarden"]
    upper[17], upper[18] = "Welvaartsindex", "Staatsbelasting"
    lower[2] = "Totaal"
    lower[11] = "Gemiddeld inkomen per aangifte"
    lower[12] = "Mediaan inkomen per aangifte"
    lower[13] = "Gemiddeld inkomen per inwoner"
    return [["Tabel C.1: …"], ["Aantal aangiften …"], [f"Inkomstenjaar {year}"], [" "], [""], upper, lower]


def area(name, median, index):
    row = ["*"] * 21  # all other columns are left alone, confidential cells among them
    row[0], row[12], row[17] = name, median, index
    return row


def place(folder, sheets, file=FILE, codes=CODES):
    folder.workbook(file, {**sheets, "NIS-codes": codes, "INSTRUCTIES": [["oefening"]]})


def test_areas_of_every_level_get_the_code_of_their_name(folder, figures):
    rows = [
        area("België", 24345, 100),
        area("Vlaams Gewest", 26019, 107),
        area("Arrondissement Halle-Vilvoorde", 27000, 118),
        area("Halle (Halle-Vilvoorde) ", 26500, 109),  # with a blank behind it
        area("Blégny", 24000, 103),  # "Blegny" in the list of codes
    ]
    place(folder, {"2017": [*header(2017), *rows, *FOOTER]})
    found = figures(source.parse(folder.files))
    assert found.value("median_income_per_return", "01000", "2017") == 24345
    assert found.value("wealth_index", "02000", "2017") == 107
    assert found.value("median_income_per_return", "23000", "2017") == 27000
    assert found.value("wealth_index", "23027", "2017") == 109
    assert found.value("wealth_index", "62119", "2017") == 103
    assert len(found.parsed.observations) == 5 * 2


def test_each_sheet_is_a_year_and_a_workbook_of_a_later_year_needs_no_code(folder, figures):
    place(folder, {year: [*header(year), area("België", 24000, 100), *FOOTER] for year in ("2016", "2017")})
    later = "statbel/fiscal_income/tabel_C1_inkomens_2018.xlsx"
    place(folder, {"2018": [*header(2018), area("België", 25000, 100), *FOOTER]}, file=later)
    found = figures(source.parse(folder.files))
    assert found.periods("wealth_index") == {"2016", "2017", "2018"}
    assert found.parsed.files == (FILE, later)


def test_the_german_speaking_community_is_left_for_the_rest(folder):
    rows = [area("België", 24345, 100), area("Duitstalige Gemeenschap", 24275, 98)]
    place(folder, {"2017": [*header(2017), *rows, *FOOTER]})
    names = set(source.parse(folder.files).observations["area"]) - {"01000"}
    assert names == {"Duitstalige Gemeenschap"} == set(source.REST_AREAS)


def test_a_star_in_the_median_is_confidential(folder, figures):
    place(folder, {"2017": [*header(2017), area("België", "*", 100), *FOOTER]})
    assert (
        figures(source.parse(folder.files)).status("median_income_per_return", "01000", "2017")
        == "confidential"
    )


def test_a_sheet_whose_title_names_another_year_is_refused(folder):
    place(folder, {"2017": [*header(2016), area("België", 24345, 100), *FOOTER]})
    with pytest.raises(SourceError, match=r"(?s)Inkomstenjaar 2017.*Inkomstenjaar 2016"):
        source.parse(folder.files)


def test_a_column_that_moved_is_refused(folder):
    head = header(2017)
    head[6][12], head[6][13] = head[6][13], head[6][12]
    place(folder, {"2017": [*head, area("België", 24345, 100), *FOOTER]})
    with pytest.raises(SourceError, match="rij 7, kolom 13"):
        source.parse(folder.files)


def test_a_name_without_a_code_is_named(folder):
    place(folder, {"2017": [*header(2017), area("Nergenshuizen", 24345, 100), *FOOTER]})
    with pytest.raises(SourceError, match=r"(?s)rij 8.*Nergenshuizen"):
        source.parse(folder.files)


def test_rows_after_the_footer_are_not_passed_over(folder):
    rows = [area("België", 24345, 100), *FOOTER, area("Vlaams Gewest", 26019, 107)]
    place(folder, {"2017": [*header(2017), *rows]})
    with pytest.raises(SourceError, match=r"(?s)rij 16.*Vlaams Gewest"):
        source.parse(folder.files)


def test_a_sheet_without_footer_may_be_cut_off(folder):
    place(folder, {"2017": [*header(2017), area("België", 24345, 100)]})
    with pytest.raises(SourceError, match="afgebroken"):
        source.parse(folder.files)


def test_a_sheet_that_is_no_year_is_not_passed_over(folder):
    sheet = [*header(2017), area("België", 24345, 100), *FOOTER]
    place(folder, {"2017": sheet, "2018 voorlopig": sheet})
    with pytest.raises(SourceError, match="2018 voorlopig"):
        source.parse(folder.files)


def test_two_codes_for_one_name_are_refused(folder):
    sheet = [*header(2017), area("België", 24345, 100), *FOOTER]
    place(folder, {"2017": sheet}, codes=[*CODES, ["BLÉGNY", 62120]])
    with pytest.raises(SourceError, match="BLÉGNY"):
        source.parse(folder.files)


def test_a_cell_that_is_no_number_is_named_by_sheet_row_and_column(folder):
    place(folder, {"2017": [*header(2017), area("België", "24.345 EUR", 100), *FOOTER]})
    with pytest.raises(SourceError, match="rij 8, kolom '13 van blad 2017'"):
        source.parse(folder.files)
