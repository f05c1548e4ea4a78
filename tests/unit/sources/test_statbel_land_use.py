import pandas as pd
import pytest

from etl.errors import SourceError
from etl.sources import statbel_land_use as source

LEUVEN = "24062"
HEADER = (
    "CD_YEAR|CD_RUB_LVL_3|TX_RUB_NL_LVL_3|CD_MUNTY_REFNIS|CD_RGN_REFNIS|MS_TXBL_SUR|MS_NON_TXBL_SUR"
    "|MS_TOT_SUR|MS_PRML_TOT_SUR"
)
# 1,000 hectares, so that an area is also its per mille.
HECTARES = {
    "1AE": 300.0, "1BC": 100.5, "1F": 9.5, "1G": 90.0, "1DI": 20.0,
    "2A1A2": 10.0, "2C": 240.0, "2H": 50.0, "5TOT": 180.0,
}  # fmt: skip


def rows(year="2015", area=LEUVEN, **changed):
    """Every rubric of one municipality; `changed` gives other areas, or None for no row."""
    for rubric in source.GROUPS:
        amount = HECTARES.get(rubric, 0.0)
        shown = changed.get(f"_{rubric}", amount)
        if shown is not None:
            label = "Opslagruimtem" if rubric == "2H" else "omschrijving"
            yield [year, rubric, label, area, "2000", amount / 3, 0.0, shown, amount]


def place(folder, *lines, year="2015", header=HEADER):
    content = "\n".join([header, *("|".join(map(str, line)) for line in lines)]) + "\n"
    name = f"TF_EAE_LAND_OCCUPTN_{year}"
    folder.zipped(f"statbel/land_use/{name}.zip", f"{name}.txt", content)


def test_rubrics_are_grouped_and_the_total_area_is_that_of_all_rubrics(folder, figures):
    place(folder, *rows())
    found = figures(source.parse(folder.files))
    assert found.value("land_area", LEUVEN, "2015") == 1000
    assert found.value("land_area", LEUVEN, "2015", "farmland") == 300.0 + 100.5 + 9.5
    assert found.value("land_area", LEUVEN, "2015", "woodland") == 90
    assert found.value("land_area", LEUVEN, "2015", "other_unbuilt") == 20  # gardens apart from a house
    assert found.value("land_area", LEUVEN, "2015", "built_up") == 10 + 240 + 50
    assert found.value("land_area", LEUVEN, "2015", "uncadastred") == 180
    assert found.value("land_area", LEUVEN, "2015", "not_normalised") == 0


def test_the_total_is_read_not_the_taxable_area_which_shifted_in_2011(folder, figures):
    place(folder, *rows())  # taxable is a third of it, non-taxable nothing
    assert figures(source.parse(folder.files)).value("land_area", LEUVEN, "2015", "woodland") == 90


def test_sums_have_no_noise_of_floating_point(folder, figures):
    place(folder, *([*line[:7], line[7] / 7, line[8]] for line in rows()))
    value = figures(source.parse(folder.files)).value("land_area", LEUVEN, "2015", "farmland")
    assert value == round(value, 4)


def test_every_year_has_its_file(folder, figures):
    place(folder, *rows())
    place(folder, *rows("1983"), year="1983")
    found = figures(source.parse(folder.files))
    assert found.periods("land_area") == {"1983", "2015"}
    assert len(found.parsed.files) == 2


def test_a_file_of_another_year_than_its_name_is_refused(folder):
    place(folder, *rows("2014"), year="2015")
    with pytest.raises(SourceError, match="'2014'"):
        source.parse(folder.files)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (rows(_1G=None), r"geen rij '1G' bij 2015 24062"),
        ([*rows(), next(rows())], "nog eens"),
        (rows(_2C=24.0), "kolom 'MS_TOT_SUR'"),  # a zero lost: the shares no longer fit
        (rows(_2C="240,5"), "kolom 'MS_TOT_SUR'"),
        (rows(_2C=""), "kolom 'MS_TOT_SUR'"),
        ([["2015", "1XY", *line[2:]] for line in rows()], "kolom 'CD_RUB_LVL_3'"),
    ],
)
def test_what_is_absent_twice_or_wrong_is_refused(folder, lines, message):
    place(folder, *lines)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_a_renamed_column_is_named(folder):
    place(folder, *rows(), header=HEADER.replace("MS_TOT_SUR", "MS_SUR"))
    with pytest.raises(SourceError, match=r"(?s)MS_TOT_SUR.*MS_SUR"):
        source.parse(folder.files)


def database(folder, *lines, table="TF_EAE_LAND_OCCUPTN"):
    folder.database(source.LIVE, table, pd.DataFrame(lines, columns=HEADER.split("|")))


def test_the_live_database_holds_many_years_and_goes_before_the_files(folder, figures):
    place(folder, *rows())
    place(folder, *rows("1983"), year="1983")
    more = {"_2C": 240.004}  # within the rounding of the shares
    database(folder, *rows("2015", **more), *rows("2025"))
    found = figures(source.parse(folder.files))
    assert found.periods("land_area") == {"1983", "2015", "2025"}
    assert found.value("land_area", LEUVEN, "2015", "built_up") == 10 + 240.004 + 50
    assert found.parsed.files == (source.LIVE, "statbel/land_use/TF_EAE_LAND_OCCUPTN_1983.zip")


def test_a_database_alone_is_enough_and_another_table_is_refused(folder):
    database(folder, *rows("2025"))
    assert set(source.parse(folder.files).observations["period"]) == {"2025"}
    database(folder, *rows("2025"), table="ANDERS")
    with pytest.raises(SourceError, match="'ANDERS'"):
        source.parse(folder.files)
