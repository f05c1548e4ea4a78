import pytest

from etl.errors import SourceError
from etl.sources import steunpunt_werk_unemployment as source

MEASURE = "unemployment_rate_15_64"
CROSSTAB = "steunpunt_werk/BNW - T1 - Tabel.csv"
TYPED_OVER = "steunpunt_werk/unemployment_rate_15_64_2024.csv"
HEADER = ["Geo", "Geslacht", "Leeftijdsklasse", "Jaar", "Geslacht_titel", "Werkloosheidsgraad (%)"]


def row(name, rate, year="2024", sex="Totaal", ages="15-64"):
    return [name, sex, ages, year, "Mannen en vrouwen", rate]


def place_crosstab(folder, *rows, header=HEADER, encoding="utf-16", separator="\t"):
    content = "\r\n".join(separator.join(line) for line in (header, *rows)) + "\r\n"
    folder.text(CROSSTAB, content, encoding)


def place_typed_over(folder, *lines):
    folder.text(TYPED_OVER, "\n".join(("nis_code,jaar,werkloosheidsgraad_15_64_pct", *lines)) + "\n")


def test_the_typed_over_file_has_codes_and_plain_numbers(folder, figures):
    place_typed_over(folder, "24062,2024,5.8")
    assert figures(source.parse(folder.files)).value(MEASURE, "24062", "2024") == 5.8


def test_the_crosstab_has_names_tabs_percent_signs_and_utf_16(folder, figures):
    place_crosstab(folder, row("Leuven", "5,8%"), row("Halle (Halle-Vilvoorde)", "6%", year="2025"))
    found = figures(source.parse(folder.files))
    assert found.value(MEASURE, "Leuven", "2024") == 5.8
    assert found.value(MEASURE, "Halle (Halle-Vilvoorde)", "2025") == 6


def test_an_empty_cell_hides_fewer_than_four(folder, figures):
    place_crosstab(folder, row("Herstappe", ""), row("Leuven", "5,8%"))
    assert figures(source.parse(folder.files)).status(MEASURE, "Herstappe", "2024") == "confidential"


def test_a_crosstab_saved_again_in_utf_8_is_read_as_well(folder, figures):
    place_crosstab(folder, row("Leuven", "5,8%"), encoding="utf-8")
    assert figures(source.parse(folder.files)).value(MEASURE, "Leuven", "2024") == 5.8


def test_of_a_year_in_both_files_the_crosstab_counts_and_other_years_stay(folder, figures):
    place_crosstab(folder, row("Leuven", "5,9%"), row("Leuven", "6,1%", year="2025"))
    place_typed_over(folder, "24062,2023,5.5", "24062,2024,5.8")
    found = figures(source.parse(folder.files))
    assert found.value(MEASURE, "Leuven", "2024") == 5.9
    assert found.value(MEASURE, "24062", "2023") == 5.5
    assert sum(found.parsed.observations["period"] == "2024") == 1
    assert [entry.rows for entry in found.parsed.set_aside] == [1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (row("Leuven", "5,8"), r"(?s)rij 3, kolom 'Werkloosheidsgraad \(%\)'.*teken %"),
        (row("Leuven", "5.8%"), r"(?s)rij 3.*komma"),
        (row("Leuven", "5,8%", sex="Mannen"), r"(?s)rij 3, kolom 'Geslacht'.*'Totaal'"),
        (row("Leuven", "5,8%", ages="20-64"), r"(?s)rij 3, kolom 'Leeftijdsklasse'.*'15-64'"),
        (row("Leuven", "5,8%", year="24"), r"rij 3, kolom 'Jaar'"),
    ],
)
def test_another_selection_or_notation_is_refused_by_row(folder, line, message):
    place_crosstab(folder, row("Aarschot", "3,0%"), line)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_another_indicator_is_refused(folder):
    place_crosstab(folder, row("Leuven", "70,1%"), header=[*HEADER[:-1], "Werkzaamheidsgraad (%)"])
    with pytest.raises(SourceError, match=r"(?s)Werkloosheidsgraad.*Werkzaamheidsgraad"):
        source.parse(folder.files)


def test_without_a_file_the_crosstab_is_asked_for(folder):
    with pytest.raises(SourceError, match="BNW - T1 - Tabel"):
        source.parse(folder.files)
