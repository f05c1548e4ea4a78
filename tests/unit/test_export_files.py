"""The menu of files: a name, a type and content for each, and nothing loaded before it is asked for."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from exported_figure import ANY_TEXT, figure, topology
from hypothesis import given, settings

from streekmonitor.export.files import FORMATS, FileFormat

ROOT = Path(__file__).parents[2]
BEGINS = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".svg": b"<svg ",
    ".xlsx": b"PK\x03\x04",
    "-excel.csv": b"\xef\xbb\xbfCode;",
    ".csv": b"Code,",
}


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.extension)
def test_each_format_makes_what_it_says(kind: FileFormat) -> None:
    assert kind.make(figure(), topology()).startswith(BEGINS[kind.extension])
    assert re.fullmatch(r"(image|text|application)/[a-z+.-]+", kind.mime)


def test_files_are_told_apart_by_label_and_name() -> None:
    assert len({kind.label for kind in FORMATS}) == len({kind.extension for kind in FORMATS}) == 5


def test_a_file_is_named_after_its_figure() -> None:
    names = [kind.file_name(figure(title="Inkomen in Zaventem: € 36.653 (één jaar)")) for kind in FORMATS]
    assert names[0] == "streekmonitor-inkomen-in-zaventem-36-653-een-jaar.png"
    assert names[3] == "streekmonitor-inkomen-in-zaventem-36-653-een-jaar-excel.csv"


@settings(deadline=None)
@given(title=ANY_TEXT)
def test_any_title_gives_a_name_that_every_system_takes(title: str) -> None:
    made = figure(title=title)
    for kind in FORMATS:
        name = kind.file_name(made)
        assert re.fullmatch(r"streekmonitor-[a-z0-9]([a-z0-9-]*[a-z0-9])?(-excel)?\.[a-z]{3,4}", name)
        assert len(name) <= 95


def test_what_makes_files_is_loaded_when_a_file_is_made() -> None:
    asked = "sorted({'vl_convert', 'xlsxwriter'} & set(sys.modules))"
    code = f"import sys, streekmonitor.export.files; print({asked})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
