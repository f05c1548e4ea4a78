"""Small files in the layouts of the publishers, written by the tests; the numbers in them are invented."""

import gzip
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from shapely import box

from etl.files import SourceFiles
from etl.parsed import Parsed


@dataclass(frozen=True)
class Folder:
    """A folder of sources, in which a test places files under the publishers' names."""

    root: Path

    @property
    def files(self) -> SourceFiles:
        return SourceFiles((self.root,))

    def _new(self, relative: str) -> Path:
        path = self.root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def workbook(self, relative: str, sheets: Mapping[str, Sequence[Sequence[object]]]) -> None:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook["Sheet"])
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        workbook.save(self._new(relative))

    def text(self, relative: str, content: str, encoding: str = "utf-8") -> None:
        self._new(relative).write_text(content, encoding=encoding)

    def gzipped(self, relative: str, content: str) -> None:
        self._new(relative).write_bytes(gzip.compress(content.encode()))

    def zipped(self, relative: str, member: str, content: str, encoding: str = "utf-8-sig") -> None:
        with zipfile.ZipFile(self._new(relative), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(member, content.encode(encoding))

    def database(self, relative: str, table: str, rows: pd.DataFrame) -> None:
        """Zip a SQLite database with one table."""
        file = self._new("bron.sqlite")
        with closing(sqlite3.connect(file)) as connection:
            rows.to_sql(table, connection, index=False)
        with zipfile.ZipFile(self._new(relative), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(file, file.name)
        file.unlink()

    def shapes(self, **corners: tuple[float, float]) -> None:
        """Draw each municipality (key: code after an underscore) as a square of 0.1 degree at a corner."""
        squares = [box(east, north, east + 0.1, north + 0.1) for east, north in corners.values()]
        codes = [key.removeprefix("_") for key in corners]
        frame = gpd.GeoDataFrame({"geoitem": codes}, geometry=squares, crs=4326).to_crs(31370)
        frame.to_file(self._new("geo/gemeente.shp"))

    def parquet(self, relative: str, table: pd.DataFrame) -> None:
        table.to_parquet(self._new(relative))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@dataclass(frozen=True)
class Figures:
    """The observations of a parsed source, to be looked up one by one."""

    parsed: Parsed

    def status(self, measure: str, area: str, period: str, category: str = "") -> str:
        return str(self._row(measure, area, period, category)["status"])

    def value(self, measure: str, area: str, period: str, category: str = "") -> float:
        return float(self._row(measure, area, period, category)["value"])

    def periods(self, measure: str) -> set[str]:
        table = self.parsed.observations
        return set(table.loc[table["measure"] == measure, "period"])

    def _row(self, measure: str, area: str, period: str, category: str) -> pd.Series:
        table = self.parsed.observations
        rows = table[
            (table["measure"] == measure)
            & (table["area"] == area)
            & (table["period"] == period)
            & (table["category"] == category)
        ]
        assert len(rows) == 1, f"{len(rows)} rows for {measure}, {area}, {period}, '{category}'"
        return rows.iloc[0]


@pytest.fixture
def figures() -> type[Figures]:
    return Figures
