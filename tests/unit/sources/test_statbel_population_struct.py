import zipfile

import pytest

from etl.errors import SourceError
from etl.sources import statbel_population_struct as source

OLD_HEADER = "CD_MUNTY_REFNIS|TX_MUNTY_DESCR_NL|CD_SEX|CD_NATLTY|CD_AGE|MS_POPULATION|CD_YEAR"
NEW_HEADER = "CD_REFNIS|TX_DESCR_NL|CD_SEX|CD_NATLTY|CD_AGE|MS_POPULATION"


def place(folder, *lines, year=2014, header=OLD_HEADER):
    name = f"TF_SOC_POP_STRUCT_{year}"
    folder.zipped(f"statbel/population/{name}.zip", f"{name}.txt", "\n".join([header, *lines]) + "\n")


def test_ages_are_grouped_at_their_borders_over_sex_and_nationality(folder, figures):
    place(
        folder,
        "24062|Leuven|F|BEL|0|5|2014",
        "24062|Leuven|M|ETR|19|7|2014",
        "24062|Leuven|F|BEL|20|11|2014",
        "24062|Leuven|F|BEL|64|13|2014",
        "24062|Leuven|M|BEL|65|17|2014",
        "24062|Leuven|M|BEL|79|19|2014",
        "24062|Leuven|M|BEL|80|23|2014",
        "24062|Leuven|F|BEL|100|29|2014",
    )
    found = figures(source.parse(folder.files))
    assert found.value("residents_by_age", "24062", "2014", "age_0_19") == 5 + 7
    assert found.value("residents_by_age", "24062", "2014", "age_20_64") == 11 + 13
    assert found.value("residents_by_age", "24062", "2014", "age_65_79") == 17 + 19
    assert found.value("residents_by_age", "24062", "2014", "age_80_plus") == 23 + 29
    assert found.value("residents_65_plus", "24062", "2014") == 17 + 19 + 23 + 29
    total = 12 + 24 + 36 + 52
    assert found.value("residents_by_age", "24062", "2014") == total
    assert found.value("residents_total_age", "24062", "2014") == total


def test_a_group_without_anybody_is_zero(folder, figures):
    place(folder, "73028|Herstappe|F|BEL|40|3|2014")
    found = figures(source.parse(folder.files))
    assert found.value("residents_by_age", "73028", "2014", "age_80_plus") == 0
    assert found.value("residents_by_age", "73028", "2014") == 3


def test_from_2016_on_the_year_stands_in_the_name_only(folder, figures):
    place(folder, "24062|Leuven|F|BEL|0|5|2014")
    place(folder, "23106|Pajottegem|F|BEL|70|8", "02000|Zonder nul|M|BEL|1|2", year=2025, header=NEW_HEADER)
    found = figures(source.parse(folder.files))
    assert found.value("residents_65_plus", "23106", "2025") == 8
    assert found.value("residents_65_plus", "24062", "2014") == 0
    assert [name.rpartition("_")[2] for name in found.parsed.files] == ["2014.zip", "2025.zip"]


def test_names_in_the_encoding_of_2022_are_read(folder, figures):
    path = folder.root / "TF_SOC_POP_STRUCT_2022.zip"
    text = NEW_HEADER + "\n61003|Blégny|F|BEL|30|4\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("TF_SOC_POP_STRUCT_2022.txt", text.encode("cp1252"))
    assert figures(source.parse(folder.files)).value("residents_total_age", "61003", "2022") == 4


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("24062|Leuven|F|BEL|0|5|2013", r"(?s)rij 3, kolom 'CD_YEAR'.*in de naam van het bestand"),
        ("24062|Leuven|F|BEL|131|5|2014", "rij 3, kolom 'CD_AGE'"),
        ("24062|Leuven|F|BEL|oud|5|2014", "rij 3, kolom 'CD_AGE'"),
        ("24062|Leuven|F|BEL|30|5.5|2014", "rij 3, kolom 'MS_POPULATION'"),
        ("24062|Leuven|F|BEL|30|-5|2014", "rij 3, kolom 'MS_POPULATION'"),
        ("Leuven|Leuven|F|BEL|30|5|2014", "rij 3, kolom 'CD_MUNTY_REFNIS'"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(folder, line, message):
    place(folder, "24104|Tervuren|F|BEL|0|9|2014", line)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_another_layout_is_refused_with_what_arrived(folder):
    place(folder, "24062|5|2014", header="CD_MUNTY_REFNIS|POPULATION|CD_YEAR")
    with pytest.raises(SourceError, match=r"(?s)CD_AGE.*POPULATION"):
        source.parse(folder.files)


def test_a_file_without_a_year_in_its_name_is_refused(folder):
    place(folder, "24062|Leuven|F|BEL|0|5|2014", year="nieuw")
    with pytest.raises(SourceError, match="een jaartal in de naam"):
        source.parse(folder.files)
