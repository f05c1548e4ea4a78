"""Reading what publishers send: sound files give text, anything else a message that says what to do."""

import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest

from etl import guard
from etl.errors import SourceError
from etl.files import SourceFiles
from etl.hashes import sha256
from etl.read import (
    expect_cells,
    read_csv,
    read_excel,
    read_parquet,
    read_rows,
    read_zip_text,
    sheet_names,
    to_number,
)

TABLE = "CD_YEAR|CD_REFNIS|MS_VALUE\n2020|02000|1.5\n2020|24062|*\n"
CAPTCHA = "<!DOCTYPE html>\n<html><head><title>Are you human?</title></head><body></body></html>"


def zipped(path, content=TABLE, member="TF_TABLE.txt"):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    return path


def workbook(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def text(path, content, encoding="utf-8"):
    path.write_bytes(content.encode(encoding))
    return path


# --- sound files --------------------------------------------------------------------------------------------


def test_a_zipped_table_is_text_with_its_line_numbers(tmp_path):
    table = read_zip_text(zipped(tmp_path / "a.zip", "\ufeff" + TABLE), ("CD_REFNIS", "MS_VALUE"))
    assert table.to_dict("index") == {
        2: {"CD_REFNIS": "02000", "MS_VALUE": "1.5"},
        3: {"CD_REFNIS": "24062", "MS_VALUE": "*"},
    }


def test_other_files_in_the_zip_are_left_alone_and_empty_lines_at_the_end_too(tmp_path):
    path = zipped(tmp_path / "a.zip", TABLE + "\r\n\r\n")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("readme.pdf", "x")
    assert len(read_zip_text(path)) == 2


def test_a_quoted_separator_is_part_of_the_cell(tmp_path):
    table = read_csv(text(tmp_path / "a.csv", 'age,n\n"[0, 5)",3\n'))
    assert table["age"].tolist() == ["[0, 5)"]


def test_a_second_encoding_is_tried(tmp_path):
    path = text(tmp_path / "a.csv", "naam\nLiège\n", "cp1252")
    assert read_csv(path, encodings=("utf-8-sig", "cp1252"))["naam"].tolist() == ["Liège"]


def test_a_column_may_have_another_name_in_another_layout(tmp_path):
    new, old = tmp_path / "new.csv", tmp_path / "old.csv"
    new.write_text("code,n,year\n24062,1,2009\n", encoding="utf-8")
    old.write_text("nis,n\n24062,1\n", encoding="utf-8")
    either = {"renamed": {"nis": "code"}, "optional": ("year",)}
    assert read_csv(new, ("code", "n"), **either).to_numpy().tolist() == [["24062", "1", "2009"]]
    assert read_csv(old, ("code", "n"), **either).to_dict("records") == [{"code": "24062", "n": "1"}]


def test_a_name_of_another_layout_does_not_replace_the_own_one(tmp_path):
    path = tmp_path / "both.csv"
    path.write_text("code,nis\n24062,other\n", encoding="utf-8")
    assert read_csv(path, ("code",), renamed={"nis": "code"})["code"].tolist() == ["24062"]


def test_a_table_without_header_has_the_declared_columns_and_its_line_numbers(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text('\ufeff7,"a,b"\n8,c\n', encoding="utf-8")
    table = read_rows(path, ("n", "text"))
    assert table["text"].to_dict() == {1: "a,b", 2: "c"}
    path.write_text("7,a\n8\n", encoding="utf-8")
    with pytest.raises(SourceError, match="regel 2"):
        read_rows(path, ("n", "text"))


def test_a_sheet_is_text_with_the_row_numbers_of_excel(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"Blad": [["titel"], ["2024", None, 0.078, 12]], "Ander": [["x"]]})
    table = read_excel(path, "Blad")
    assert table.loc[2].tolist() == ["2024", "", "0.078", "12"]
    assert sheet_names(path) == ["Blad", "Ander"]


def test_a_sheet_with_a_header_gives_the_named_columns(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"Blad": [["a", "b", "c"], [1, 2, 3]]})
    assert read_excel(path, "Blad", ("c", "a")).to_dict("index") == {2: {"c": "3", "a": "1"}}


def test_parquet_keeps_its_types(tmp_path):
    pd.DataFrame({"a": np.float32([1.5]), "b": ["x"]}).to_parquet(tmp_path / "a.parquet")
    table = read_parquet(tmp_path / "a.parquet", ("a",))
    assert table["a"].dtype == "float32"
    assert table.index.tolist() == [1]


# --- files that are not what they should be -----------------------------------------------------------------


def refused(read, path, *words):
    """The message names the file, what was expected, what was found and what to do."""
    with pytest.raises(SourceError) as caught:
        read(path)
    message = str(caught.value)
    for word in (path.name, "verwacht: ", "gevonden: ", "wat te doen: ", *words):
        assert word in message
    return caught.value


def sheet_a(path):
    return read_excel(path, "A")


def column_a(path):
    return read_parquet(path, ("a",))


READERS = {"a.zip": read_zip_text, "a.xlsx": sheet_a, "a.csv": read_csv, "a.parquet": column_a}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "page", [CAPTCHA, "\ufeff\n  <HTML>", "<!-- x -->\n<script>location.reload()</script>"]
)
def test_a_captcha_page_is_called_a_web_page(tmp_path, name, page):
    refused(READERS[name], text(tmp_path / name, page), "webpagina", "in een browser")


@pytest.mark.parametrize("name", READERS)
def test_an_empty_file_is_refused(tmp_path, name):
    refused(READERS[name], text(tmp_path / name, ""), "een leeg bestand")


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx", "a.parquet"])
def test_another_kind_of_file_is_refused(tmp_path, name):
    refused(READERS[name], text(tmp_path / name, TABLE), "een bestand dat begint met b'CD_YEAR|'")


@pytest.mark.parametrize("name", READERS)
def test_a_file_that_is_not_there_is_refused(tmp_path, name):
    refused(READERS[name], tmp_path / name, "niets op deze plaats")


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_zip_is_called_that(tmp_path, kept):
    path = zipped(tmp_path / "a.zip", TABLE * 500)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    refused(read_zip_text, path, "een afgebroken of beschadigde zip")


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_truncated_workbook_is_called_that(tmp_path, kept):
    path = workbook(tmp_path / "a.xlsx", {"A": [[n] for n in range(1000)]})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    refused(sheet_a, path, "een afgebroken of beschadigde zip")


def test_a_zip_with_a_flipped_byte_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", TABLE * 500)
    content = bytearray(path.read_bytes())
    content[80] ^= 0xFF
    path.write_bytes(bytes(content))
    refused(read_zip_text, path, "een afgebroken of beschadigde zip")


def test_a_truncated_parquet_is_refused(tmp_path):
    path = tmp_path / "a.parquet"
    pd.DataFrame({"a": range(100)}).to_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])
    refused(column_a, path, "een volledig parquetbestand")


def test_a_zip_with_no_or_two_tables_is_refused(tmp_path):
    refused(read_zip_text, zipped(tmp_path / "a.zip", member="TF.sqlite"), "'TF.sqlite'")
    path = zipped(tmp_path / "b.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("TF_TWEE.txt", TABLE)
    refused(read_zip_text, path, "'TF_TABLE.txt', 'TF_TWEE.txt'")


@pytest.mark.parametrize("reader", [read_zip_text, sheet_a])
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch, reader):
    unpacked = []
    monkeypatch.setattr(guard, "member_bytes", lambda *arguments: unpacked.append(arguments))
    path = zipped(tmp_path / "bom.zip", b"\0" * 50_000_000)  # a thousand times smaller when packed
    error = refused(reader, path, "uitgepakt 47 MB")
    assert "kwaadwillig" in error.action
    assert unpacked == []


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "MAX_FILE_BYTES", 10)
    refused(read_csv, text(tmp_path / "a.csv", TABLE), "0 MB")


def test_a_zip_with_a_password_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip")
    content = bytearray(path.read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    path.write_bytes(bytes(content))
    refused(read_zip_text, path, "wachtwoord")


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx", "a.csv", "a.parquet"])
def test_a_renamed_column_is_named_with_what_stands_there_instead(tmp_path, name):
    wanted, header = ("CD_YEAR", "MS_VALUE"), ["CD_YEAR", "MS_AMOUNT"]
    path = tmp_path / name
    if name == "a.zip":
        zipped(path, "|".join(header) + "\n2020|1\n")
    elif name == "a.csv":
        text(path, ",".join(header) + "\n2020,1\n")
    elif name == "a.xlsx":
        workbook(path, {"A": [header, [2020, 1]]})
    else:
        pd.DataFrame([[2020, 1]], columns=header).to_parquet(path)
    readers = {
        "a.zip": lambda path: read_zip_text(path, wanted),
        "a.csv": lambda path: read_csv(path, wanted),
        "a.xlsx": lambda path: read_excel(path, "A", wanted),
        "a.parquet": lambda path: read_parquet(path, wanted),
    }
    refused(readers[name], path, "de kolommen 'MS_VALUE'", "niet verwacht: 'MS_AMOUNT'")


def test_a_column_that_is_there_twice_is_refused(tmp_path):
    refused(read_csv, text(tmp_path / "a.csv", "a,a\n1,2\n"), "meer dan één keer: 'a'")


def test_a_line_with_too_few_cells_is_named(tmp_path):
    refused(read_csv, text(tmp_path / "a.csv", "a,b\n1,2\n3\n"), "regel 3", "2 cellen per regel", "1 cellen")


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path):
    refused(sheet_a, workbook(tmp_path / "a.xlsx", {"B": [[1]]}), "een blad 'A'", "'B'")


def test_text_in_another_encoding_is_named_with_its_line(tmp_path):
    path = text(tmp_path / "a.csv", "naam\nLeuven\nLiège\n", "cp1252")
    refused(read_csv, path, "regel 3", "tekst in utf-8-sig")
    refused(read_csv, text(tmp_path / "b.csv", "naam\n", "utf-16"), "nulbytes")


def test_text_in_utf_16_is_read_where_a_publisher_writes_it(tmp_path):
    path = text(tmp_path / "a.csv", "naam\twaarde\nLiège\t5,8%\n", "utf-16")
    table = read_csv(path, separator="\t", encodings=("utf-8-sig", "utf-16"))
    assert table.to_numpy().tolist() == [["Liège", "5,8%"]]


def test_a_cell_that_should_hold_a_heading_is_named(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"A": [["titel"], ["2024", "Inkomen"]]})
    table = read_excel(path, "A")
    expect_cells(path, table, {(2, 1): "Inkomen"})
    for cell, found in (((2, 0), "'2024'"), ((9, 0), "niets: het blad is kleiner")):
        refused(
            lambda path, cell=cell: expect_cells(path, table, {cell: "Mediaan"}), path, "'Mediaan'", found
        )


# --- numbers ------------------------------------------------------------------------------------------------


def numbers(cells, tmp_path, **notation):
    column = pd.Series(cells, index=range(2, len(cells) + 2), name="MS_VALUE", dtype="str")
    values, statuses = to_number(column, tmp_path / "a.csv", **notation)
    return values.tolist(), statuses.tolist()


@pytest.mark.parametrize(
    ("cells", "notation", "values"),
    [
        (["1", "-2.5", " 3 ", "1e-05"], {}, [1, -2.5, 3, 0.00001]),
        (["1,5", "2"], {"decimal": ","}, [1.5, 2]),
        (["31.461", "677"], {"decimal": ",", "thousands": "."}, [31461, 677]),
        (["1.234.567,8"], {"decimal": ",", "thousands": "."}, [1234567.8]),
    ],
)
def test_numbers_are_read_in_the_declared_notation(tmp_path, cells, notation, values):
    found, statuses = numbers(cells, tmp_path, **notation)
    assert found == values
    assert set(statuses) == {"observed"}


def test_the_words_of_a_publisher_become_statuses_without_value(tmp_path):
    special = {"x": "confidential", "-": "missing", "nvt": "not_applicable"}
    values, statuses = numbers(["7", "x", "-", "nvt"], tmp_path, special=special)
    assert values[0] == 7
    assert np.isnan(values[1:]).all()
    assert statuses == ["observed", "confidential", "missing", "not_applicable"]


@pytest.mark.parametrize(
    ("cell", "notation", "words"),
    [
        ("1,5", {}, ("punt als decimaalteken", "dit lijkt een getal met komma")),
        ("1.5", {"decimal": ","}, ("komma als decimaalteken", "dit lijkt een getal met punt")),
        ("12.34", {"decimal": ",", "thousands": "."}, ("komma als decimaalteken",)),
        ("*", {"special": {"-": "missing"}}, ("of '-'", "voeg het dan toe aan de bronmodule")),
        ("", {}, ("voeg het dan toe aan de bronmodule",)),
        ("nan", {}, ("'nan'",)),
        ("1 234", {}, ("'1 234'",)),
        ("0x1F", {}, ("'0x1F'",)),
    ],
)
def test_anything_else_is_refused_with_row_and_column(tmp_path, cell, notation, words):
    with pytest.raises(SourceError) as caught:
        numbers(["1", cell, cell], tmp_path, **notation)
    message = str(caught.value)
    for word in ("a.csv, rij 3, kolom 'MS_VALUE'", "zulke cellen in deze kolom: 2", f"'{cell}'", *words):
        assert word in message


# --- where files are ----------------------------------------------------------------------------------------


def test_the_first_folder_with_the_file_wins_and_a_name_alone_will_do(tmp_path):
    given, inbox = tmp_path / "sources", tmp_path / "inbox"
    (given / "statbel").mkdir(parents=True)
    inbox.mkdir()
    files = SourceFiles((given, inbox))
    text(inbox / "a.csv", "x")
    assert files.path("statbel/a.csv") == inbox / "a.csv"
    text(given / "statbel" / "a.csv", "y")
    assert files.path("statbel/a.csv") == given / "statbel" / "a.csv"
    text(inbox / "a2.csv", "z")
    assert files.paths("statbel/a*.csv") == (given / "statbel" / "a.csv", inbox / "a2.csv")


@pytest.mark.parametrize(
    "look", [lambda files: files.path("statbel/a.csv"), lambda files: files.paths("statbel/a.csv")]
)
def test_a_missing_file_names_the_folders_the_page_and_the_place(tmp_path, look):
    with pytest.raises(SourceError) as caught:
        look(SourceFiles((tmp_path / "sources", tmp_path / "inbox")).of("https://uitgever.test"))
    message = str(caught.value)
    for word in ("statbel/a.csv", "sources", "inbox", "https://uitgever.test", "'a.csv' in data/inbox"):
        assert word in message


def test_the_hash_of_a_file(tmp_path):
    assert sha256(text(tmp_path / "a", "abc")).startswith("ba7816bf8f01cfea")


def test_a_truncated_member_is_not_read_past_what_it_declares(tmp_path):
    """A member that declares fewer bytes than it holds fails its checksum."""
    path = zipped(tmp_path / "a.zip", TABLE * 100)
    content = path.read_bytes()
    size = len(TABLE * 100).to_bytes(4, "little")
    path.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    refused(read_zip_text, path, "een afgebroken of beschadigde zip")
