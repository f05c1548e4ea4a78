import sqlite3
import zipfile
from contextlib import closing

import pytest

from etl.errors import SourceError
from etl.sources import statbel_vat_nace as source

SECTIONS = [
    ("41201", "F Bouwnijverheid"),
    ("4399X", "F Bouwnijverheid"),
    ("01110", "A Landbouw, bosbouw en visserij"),
    ("00000", "Onbekende economische activiteit"),
]


def place(folder, *rows, year=2019, sections=SECTIONS, table="TF_VAT_NACE_2019"):
    """The zip. A row is municipality, legal form, activity, active, started, stopped."""
    database = folder.root / "bron.sqlite"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            f'CREATE TABLE "{table}" (CD_REFNIS TEXT, CD_LGL_PSN_VAT TEXT, CD_NACE TEXT, '
            "MS_NUM_VAT REAL, MS_NUM_VAT_START REAL, MS_NUM_VAT_STOP REAL)"
        )
        connection.executemany(f'INSERT INTO "{table}" VALUES (?, ?, ?, ?, ?, ?)', rows)  # noqa: S608 - ours
        connection.execute("CREATE TABLE TD_NACE (CD_NACE TEXT, TX_NACE_NL_LVL1 TEXT)")
        connection.executemany("INSERT INTO TD_NACE VALUES (?, ?)", sections)
        connection.execute("CREATE TABLE TD_MUNTY_REFNIS (CD_LVL_BASE REAL, CD_REFNIS TEXT)")
    path = folder.root / f"statbel/enterprises/TF_VAT_NACE_SQ_{year}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(database, f"TF_VAT_NACE_{year}.sqlite")
    database.unlink()


def test_legal_forms_and_activities_are_added_up_by_section(folder, figures):
    place(folder, ("24062", "0", "41201", 3.0, 1.0, 0.0), ("24062", "7", "4399X", 4.0, 0.0, 2.0),
          ("24062", "7", "01110", 5.0, 1.0, 1.0))  # fmt: skip
    found = figures(source.parse(folder.files))
    assert found.value("enterprises", "24062", "2019") == 12
    assert found.value("enterprises", "24062", "2019", "f") == 7
    assert found.value("enterprise_births", "24062", "2019") == 2
    assert found.value("enterprise_deaths", "24062", "2019", "f") == 2


def test_a_section_without_a_row_in_a_municipality_has_nobody_there(folder, figures):
    place(folder, ("24062", "0", "41201", 3.0, 1.0, 0.0), ("24001", "0", "01110", 5.0, 1.0, 1.0))
    found = figures(source.parse(folder.files))
    assert found.value("enterprises", "24001", "2019", "f") == 0
    assert found.value("enterprise_births", "24062", "2019", "a") == 0


def test_an_unknown_activity_is_a_category_of_its_own(folder, figures):
    place(folder, ("24062", "0", "00000", 3.0, 1.0, 0.0))
    assert figures(source.parse(folder.files)).value("enterprises", "24062", "2019", "unknown") == 3


def test_abroad_and_unknown_municipalities_are_rest_rows(folder):
    place(folder, ("-----", "0", "41201", 3.0, 1.0, 0.0), ("XXXXX", "0", "41201", 3.0, 1.0, 0.0))
    assert set(source.parse(folder.files).observations["area"]) == set(source.REST_AREAS)


def test_each_year_has_its_own_file_and_table(folder, figures):
    place(folder, ("24062", "0", "41201", 3.0, 1.0, 0.0))
    place(folder, ("24062", "0", "41201", 4.0, 1.0, 0.0), year=2031, table="TF_VAT_NACE_2031")
    found = figures(source.parse(folder.files))
    assert found.value("enterprises", "24062", "2019") == 3
    assert found.value("enterprises", "24062", "2031") == 4


def test_a_file_of_another_year_than_its_name_is_refused(folder):
    place(folder, year=2020, table="TF_VAT_NACE_2019")
    with pytest.raises(SourceError, match=r"(?s)TF_VAT_NACE_2020.*TF_VAT_NACE_2019"):
        source.parse(folder.files)


def test_an_activity_that_the_list_does_not_have_is_named(folder):
    place(folder, ("24062", "0", "41201", 3.0, 1.0, 0.0), ("24062", "0", "99999", 3.0, 1.0, 0.0))
    with pytest.raises(SourceError, match=r"(?s)rij 2, kolom 'CD_NACE'.*TD_NACE.*99999"):
        source.parse(folder.files)


def test_a_section_of_another_classification_is_named(folder):
    place(folder, sections=[("41201", "Bouwnijverheid")])
    with pytest.raises(SourceError, match=r"(?s)TX_NACE_NL_LVL1.*'Bouwnijverheid'"):
        source.parse(folder.files)


def test_half_an_enterprise_is_refused(folder):
    place(folder, ("24062", "0", "41201", 3.5, 1.0, 0.0))
    with pytest.raises(SourceError, match=r"(?s)rij 1, kolom 'MS_NUM_VAT'.*geheel"):
        source.parse(folder.files)
