"""Uploads are recognised by what they hold, whatever they are called; the rest is refused with a reason."""

import fnmatch
import io
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from desk_world import Office, origin, road, zipped
from etl_house import ROAD_COLUMNS, write_youth

from etl.desk.intake import safe_name
from etl.desk.layout_figures import FIGURES
from etl.desk.recognise import NotRecognisedError, Recognised, recognise, stand
from etl.errors import SourceError
from etl.guard import MAX_UNPACKED_BYTES
from etl.sources import MODULES


def upload(folder: Path, content: bytes, name: str = "download") -> Recognised:
    place = folder / "een-hash"
    place.write_bytes(content)
    return recognise(place, name)


def workbook(sheet: pd.DataFrame, **members: str) -> bytes:
    """An XLSX, with more members beside those of Excel."""
    stream = io.BytesIO()
    sheet.to_excel(stream, index=False)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


TABLE = pd.DataFrame({"a": [1], "b": [2]})


@pytest.mark.parametrize("name", ["download (3).zip", "TF_SOC_POP_STRUCT_1999.zip", "foto.png", ""])
def test_the_layout_counts_and_not_the_name(name: str, tmp_path: Path) -> None:
    found = upload(tmp_path, road(2021)[1], name)
    assert found.source == "statbel_road_casualties"
    assert found.paths == ("statbel/road_casualties/TF_ACCIDENTS_VICTIMS_2021.zip",)
    assert found.periods == ("2021",)


def test_each_layout_gets_its_own_place(tmp_path: Path) -> None:
    write_youth(tmp_path / "youth.csv")
    youth = upload(tmp_path, (tmp_path / "youth.csv").read_bytes())
    assert (youth.source, youth.periods) == ("pinc_youth", ("2024",))
    assert upload(tmp_path, origin((2020, 2025))[1]).periods == ("2020", "2025")


def test_a_year_that_the_file_does_not_say_is_taken_from_a_name(tmp_path: Path) -> None:
    text = "CD_REFNIS|CD_AGE|MS_POPULATION\n24062|30|5\n"
    found = upload(tmp_path, zipped(text, "TF_SOC_POP_STRUCT_2022.txt"))
    assert found.paths == ("statbel/population/TF_SOC_POP_STRUCT_2022.zip",)
    assert upload(tmp_path, zipped(text, "data.txt"), "bevolking 2023.zip").periods == ("2023",)
    with pytest.raises(SourceError, match="jaartal"):
        upload(tmp_path, zipped(text, "data.txt"), "bevolking.zip")


def test_an_unknown_layout_says_what_was_found_and_what_comes_nearest(tmp_path: Path) -> None:
    columns = [name.replace("MS_DEAD_30_DAYS", "MS_DOOD") for name in ROAD_COLUMNS]
    with pytest.raises(NotRecognisedError) as refused:
        upload(
            tmp_path, zipped("|".join(columns) + "\n2021-01-01|24062|1|0|1|0|0\n", "x.txt"), "ongevallen.zip"
        )
    assert refused.value.file == "ongevallen.zip"
    assert "statbel_road_casualties" in refused.value.expected
    assert "MS_DEAD_30_DAYS" in refused.value.expected
    assert "MS_DOOD" in refused.value.found
    with pytest.raises(NotRecognisedError) as refused:
        upload(tmp_path, b"naam;boodschappen\nAn;melk\n")
    assert "dichtst" not in refused.value.expected
    assert "boodschappen" in refused.value.found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "leeg bestand"),
        (b"%PDF-1.7 ...", "een PDF"),
        (b"MZ\x90\x00", "een programma"),
        (b"\x89PNG\r\n", "een afbeelding"),
        (b"a\0b\0c", "begint met"),
        (b"<!doctype html><html>captcha</html>", "webpagina"),
        (b'{"facts": 3}', "niet te lezen"),
        (b'{"facts": [' + b"[" * 100_000, "niet te lezen"),
        (b"PK\x03\x04 afgebroken", "beschadigd"),
        (b"\x1f\x8b\x08 afgebroken", "beschadigd"),
        (b"PAR1 afgebroken", "niet te lezen"),
        (b"SQLite format 3\0 afgebroken", "niet te lezen"),
        (workbook(TABLE, **{"xl/vbaProject.bin": "Sub Auto_Open()"}), "met macro's"),
        (
            workbook(TABLE, **{"xl/x.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x/>'}),
            "DOCTYPE",
        ),
        (workbook(TABLE, **{"../../../etc/cron.d/x": "x"}), "buiten het archief"),
        (workbook(TABLE, **{"C:\\x.xml": "x"}), "buiten het archief"),
        (zipped("0" * 20_000_000, "nullen.txt"), "uitgepakt"),
        (zipped("a", "readme.md"), "readme.md"),
    ],
)
def test_what_is_unsafe_or_broken_is_refused_before_it_is_parsed(
    content: bytes, found: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError) as refused:
        upload(tmp_path, content, "aangeboden.xlsx")
    assert found in refused.value.found
    assert refused.value.file == "aangeboden.xlsx"
    assert str(tmp_path) not in str(refused.value)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("bom.txt", "w") as member,
    ):
        for _ in range(MAX_UNPACKED_BYTES // 2**20 + 1):
            member.write(bytes(2**20))
    with pytest.raises(SourceError, match="uitgepakt"):
        upload(tmp_path, stream.getvalue())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\cijfers.xlsx", "cijfers.xlsx"),
        ("<script>alert(1)</script>.csv", "script_.csv"),
        ("=cmd|' /C calc'!A0.csv", "_' _C calc'!A0.csv"),
        ("a\0b\n.csv", "ab_.csv"),
        ("", "bestand"),
        ("...", "bestand"),
        ("x" * 500 + ".csv", "x" * 100 + "…" + "x" * 15 + ".csv"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(name: str, told: str) -> None:
    assert safe_name(name).endswith(told[-6:])
    assert not re.search(r'[/\\<>|:"\x00-\x1f]', safe_name(name))
    assert len(safe_name(name)) <= 120


def test_how_a_file_stands_to_the_release(office: Office, tmp_path: Path) -> None:
    release = office.desk.release_in_force()
    told = {
        name: stand(upload(tmp_path, content), release).kind
        for name, content in {
            "newer": road(2021)[1],
            "revised": road(2020)[1],
            "extra": road(2019)[1],
            "older": origin((2024,))[1],
            "same": (office.root / "bronnen/statbel/origin/origin_by_municipality.parquet").read_bytes(),
        }.items()
    }
    assert {name: name for name in told} == told


def test_every_source_has_a_layout_with_a_place_that_its_module_looks_at() -> None:
    assert {slot.source for slot in FIGURES} == {module.SOURCE for module in MODULES}
    patterns = {module.SOURCE: module.FILES for module in MODULES}
    for slot in FIGURES:
        for path in slot.paths:
            year = path.replace("{edition}", "2021").replace("{next}", "2022")
            assert any(fnmatch.fnmatch(year, pattern) for pattern in patterns[slot.source]), path


def test_the_publishers_own_files_are_all_recognised(originals: list[Path], tmp_path: Path) -> None:
    """Each under a name that says nothing; a few say their year in their name alone."""
    slots = {slot.source for slot in FIGURES}
    found = {path: recognise(path, path.name) for path in originals}
    for path, recognised in found.items():
        place = path.relative_to(
            path.parents[len(path.parts) - 1 - path.parts.index("sources") - 1]
        ).as_posix()
        assert recognised.source or recognised.what, path
        if recognised.source in slots:
            assert recognised.paths[0].split("/")[0] == place.split("/")[0], path
    by_source = {recognised.source for recognised in found.values()} | set(slots if not originals else ())
    assert slots <= by_source
