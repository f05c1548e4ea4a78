"""The files that a figure can be downloaded as; the libraries that make them load with the first one made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from streekmonitor.export.exported import ExportedFigure
from streekmonitor.export.picture import as_png, as_svg
from streekmonitor.export.text_file import as_excel_csv, as_plain_csv
from streekmonitor.export.workbook import as_workbook


@dataclass(frozen=True)
class FileFormat:
    """A kind of file: its name in the menu, the end of its file name, its media type, and how to make one.

    `make` takes a figure and the boundaries (TopoJSON) of its release.
    """

    label: str
    extension: str
    mime: str
    make: Callable[[ExportedFigure, Mapping[str, Any]], bytes]

    @property
    def is_picture(self) -> bool:
        """Whether it shows the drawings of a figure; a table has none."""
        return self.mime.startswith("image/")

    def file_name(self, figure: ExportedFigure) -> str:
        """A name that tells what is in it, and that no other format of the figure has."""
        return f"{figure.file_stem}{self.extension}"


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (
    FileFormat("Afbeelding (PNG)", ".png", "image/png", as_png),
    FileFormat("Tekening (SVG)", ".svg", "image/svg+xml", as_svg),
    FileFormat("Werkmap (XLSX)", ".xlsx", XLSX, lambda figure, _: as_workbook(figure)),
    FileFormat("CSV voor Excel", "-excel.csv", "text/csv", lambda figure, _: as_excel_csv(figure)),
    FileFormat("CSV voor programma’s", ".csv", "text/csv", lambda figure, _: as_plain_csv(figure)),
)
