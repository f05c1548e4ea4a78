"""JSON of be.STAT, SQLite in a zip and text packed with gzip: text out, or a message that says what to do."""

import gzip
import json
import sqlite3
import zipfile

import pytest

from etl import guard
from etl.errors import SourceError
from etl.read import read_csv
from etl.read_structured import read_facts, read_zip_sqlite

FACTS = [{"Gemeente": "Leuven", "Aantal": 12848.0}, {"Aantal": 9233}, {"Gemeente": None, "Aantal": 1.5}]


def refused(read, *words):
    with pytest.raises(SourceError) as caught:
        read()
    for word in ("verwacht: ", "gevonden: ", "wat te doen: ", *words):
        assert word in str(caught.value)


def facts(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def database(path, statements=(), member="bron.sqlite"):
    file = path.with_suffix(".db")
    connection = sqlite3.connect(file)
    for statement in (
        'CREATE TABLE "T" (CD TEXT, "MS NUM" REAL)',
        "INSERT INTO T VALUES ('24062', 9024.0), ('-----', NULL)",
        *statements,
    ):
        connection.execute(statement)
    connection.commit()
    connection.close()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, member)
    return path


# --- text packed with gzip ----------------------------------------------------------------------------------


def test_a_packed_table_reads_like_a_plain_one(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress("\ufeffa,b\n1,Liège\n".encode()))
    assert read_csv(path, ("b",)).to_dict("index") == {2: {"b": "Liège"}}


@pytest.mark.parametrize("kept", [5, 20, -4])
def test_a_truncated_packed_table_is_called_that(tmp_path, kept):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n" * 50)[:kept])
    refused(lambda: read_csv(path), "a.csv.gz", "afgebroken of beschadigd")


def test_a_packed_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "MAX_UNPACKED_BYTES", 1000)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n" * 500))
    refused(lambda: read_csv(path), "uitgepakt meer dan", "kwaadwillig")


def test_a_stray_carriage_return_in_the_header_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\rb,c\n1,2\n")
    refused(lambda: read_csv(path), "kopregel", "wagenterugloop")


# --- JSON ---------------------------------------------------------------------------------------------------


def test_facts_are_text_with_the_digits_of_the_file(tmp_path):
    table = read_facts(facts(tmp_path / "a.json", {"facts": FACTS}), ("Gemeente", "Aantal"))
    assert table.to_dict("index") == {
        1: {"Gemeente": "Leuven", "Aantal": "12848.0"},
        2: {"Gemeente": "", "Aantal": "9233"},
        3: {"Gemeente": "", "Aantal": "1.5"},
    }
    assert {str(kind) for kind in table.dtypes} == {"str"}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"data": []}, "JSON met 'data'"),
        ([1], "JSON met list"),
        ({"facts": [1]}, "JSON met 'facts'"),
        ("{", "JSON van be.STAT"),
        ('{"facts": ' + "[" * 100_000, "JSON van be.STAT"),
        ("<html><body>Captcha</body></html>", "webpagina"),
        ({"facts": [{"Gemeente": "Leuven"}]}, "de kolommen 'Aantal'"),
        ({"facts": []}, "de kolommen 'Gemeente', 'Aantal'"),
        ({"facts": [{"Gemeente": ["Leuven"], "Aantal": 1}]}, "feit 1, 'Gemeente'"),
        ({"facts": [{"Gemeente": "Leuven", "Aantal": True}]}, "feit 1, 'Aantal'"),
    ],
)
def test_json_of_another_shape_is_refused(tmp_path, content, word):
    path = facts(tmp_path / "a.json", content)
    refused(lambda: read_facts(path, ("Gemeente", "Aantal")), "a.json", word)


# --- SQLite -------------------------------------------------------------------------------------------------


def test_a_table_of_a_database_in_a_zip_is_text(tmp_path):
    table = read_zip_sqlite(database(tmp_path / "a.zip"), "T", ("MS NUM", "CD"))
    assert table.to_dict("index") == {
        1: {"MS NUM": "9024.0", "CD": "24062"},
        2: {"MS NUM": "", "CD": "-----"},
    }


@pytest.mark.parametrize(
    ("statements", "table", "columns", "word"),
    [
        ((), "U", ("CD",), "een tabel 'U'"),
        ((), "T", ("CD", "MS_NUM"), "de kolommen 'MS_NUM'"),
        (("CREATE VIEW V AS SELECT * FROM T",), "V", ("CD",), "een tabel 'V'"),
    ],
)
def test_a_database_with_other_content_is_refused(tmp_path, statements, table, columns, word):
    path = database(tmp_path / "a.zip", statements)
    refused(lambda: read_zip_sqlite(path, table, columns), "a.zip", word)


def test_a_zip_without_a_database_is_refused(tmp_path):
    path = database(tmp_path / "a.zip", member="tabel.txt")
    refused(lambda: read_zip_sqlite(path, "T", ("CD",)), "a.zip", "'tabel.txt'")


@pytest.mark.parametrize("change", [lambda data: data[:3000], lambda data: b"x" * 100, lambda _: b""])
def test_a_broken_database_is_refused(tmp_path, change):
    database(tmp_path / "a.zip")
    content = (tmp_path / "a.db").read_bytes()
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("bron.sqlite", change(content))
    refused(lambda: read_zip_sqlite(tmp_path / "b.zip", "T", ("CD",)), "b.zip", "SQLite")
