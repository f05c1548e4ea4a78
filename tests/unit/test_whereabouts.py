"""An unknown area is pointed out where it stands, and a spelling can be written down instead of mended."""

import gzip
import json
import zipfile

import pandas as pd
import pytest
from etl_house import ROAD, ROAD_ROWS, YOUTH, write, write_road

from etl.whereabouts import first_place

TABLE = "nis;naam;waarde\n24062;Leuven;5\n24999;Leuvne;24062\n"


def plain(path):
    write(path, TABLE)


def packed(path):
    write(path, gzip.compress(TABLE.encode()))


def zipped(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tabel.txt", TABLE)


def workbook(path):
    rows = [["titel", "", ""], *(line.split(";") for line in TABLE.splitlines())]
    pd.DataFrame(rows).to_excel(path, sheet_name="Blad1", header=False, index=False)


def parquet(path):
    pd.DataFrame({"nis": ["24062", "24999"], "naam": ["Leuven", "Leuvne"]}).to_parquet(path)


@pytest.mark.parametrize(
    ("make", "name", "place"),
    [
        (plain, "a.csv", "regel 3"),
        (packed, "a.csv.gz", "regel 3"),
        (zipped, "a.zip", "regel 3"),
        (workbook, "a.xlsx", "blad 'Blad1', rij 4"),
        (parquet, "a.parquet", "rij 2"),
    ],
)
def test_a_name_or_code_is_found_in_every_kind_of_file(tmp_path, make, name, place):
    make(tmp_path / name)
    assert first_place(tmp_path / name, "Leuvne") == place
    assert first_place(tmp_path / name, "24999") == place
    assert first_place(tmp_path / name, "Leuv") == ""


def test_a_code_is_found_without_its_zero(tmp_path):
    write(tmp_path / "a.csv", "nis,waarde\n2001,5\n")
    assert first_place(tmp_path / "a.csv", "02001") == "regel 2"


def test_a_file_that_cannot_be_read_gives_no_place(tmp_path):
    write(tmp_path / "a.zip", b"PK\x03\x04broken")
    assert first_place(tmp_path / "a.zip", "Leuven") == ""
    assert first_place(tmp_path / "weg.csv", "Leuven") == ""


def spell(house, **entry):
    known = {"source": "pinc_youth", "area": "24062", "reason": "Tikfout.", "reported": "nog niet gemeld"}
    write(house.root / "data" / "corrections" / "spellings.yaml", json.dumps([known | entry]))


def misspell(house):
    path = house.sources / YOUTH
    write(path, path.read_text(encoding="utf-8").replace('"Leuven"', '"Leuvne"'))
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if "Leuvne" in line)


def test_a_misspelt_name_stops_with_its_line_the_likely_area_and_what_may_be_done(house, capsys):
    line = misspell(house)
    assert house.build() == 1
    message = capsys.readouterr().err
    assert f"{YOUTH}, regel {line}" in message
    assert "'Leuvne' (bedoeld: Leuven 24062" in message
    assert "data/corrections/spellings.yaml" in message


def test_an_unknown_code_stops_with_its_line(house, capsys):
    write_road(house.sources / ROAD, rows=(*ROAD_ROWS, ("2020-05-06", "24999", "1", "0", "1", "0", "0")))
    assert house.build() == 1
    assert f"{ROAD}, regel {len(ROAD_ROWS) + 2}" in capsys.readouterr().err


def test_a_spelling_that_is_written_down_is_read_and_told(house):
    misspell(house)
    spell(house, text="Leuvne")
    assert house.build() == 0
    assert house.value("home_language_not_dutch_primary", "24062", "2024") == ([10.5], ["published"])
    told = "'Leuvne' gelezen als Leuven. Tikfout. Gemeld aan de uitgever: nog niet gemeld."
    assert told in house.release().changes


def test_a_spelling_that_the_publisher_mended_stops(house, capsys):
    spell(house, text="Leuvne")
    assert house.build() == 1
    message = capsys.readouterr().err
    assert "'Leuvne' staat er niet meer" in message
    assert "spellings.yaml" in message
