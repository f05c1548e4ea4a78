"""People at a desk, and files for it in the publishers' layouts."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from etl_house import REAL_AREAS, ROAD_COLUMNS

from etl.desk.actor import Actor
from etl.desk.bring_in import add_file, open_draft
from etl.desk.desk import Desk
from etl.desk.drafts import Draft
from etl.desk.examine import check_draft
from etl.desk.own import OwnTable
from etl.desk.report import Report
from etl.desk.sign_off import approve, publish, submit
from etl.progress import Progress
from streekmonitor.release import load_release

AN = Actor("An", frozenset({"analyst"}))
BO = Actor("Bo", frozenset({"analyst"}))
CHEF = Actor("Chef", frozenset({"admin"}))
READER = Actor("Lezer", frozenset({"editor"}))
QUIET = Progress(io.StringIO())
MERGED = ("23023", "23024", "23032")  # Galmaarden, Gooik and Herne became Pajottegem


@dataclass(frozen=True)
class Office:
    """A desk with its people."""

    root: Path

    @property
    def desk(self) -> Desk:
        """Anew each time, as every page and command does."""
        return Desk(self.root)

    def draft(self, *files: tuple[str, bytes]) -> Draft:
        draft = open_draft(self.desk, AN, "Cijfers van deze maand")
        for name, content in files:
            draft, _ = add_file(self.desk, AN, draft.id, name, content)
        return draft

    def checked(self, *files: tuple[str, bytes]) -> tuple[Draft, Report]:
        draft = self.draft(*files)
        return draft, check_draft(self.desk, AN, draft.id, QUIET)

    def approved(self, *files: tuple[str, bytes]) -> Draft:
        draft, report = self.checked(*files)
        assert report.can_be_submitted, report.remarks
        submit(self.desk, AN, draft.id)
        return approve(self.desk, BO, draft.id)

    def published(self, *files: tuple[str, bytes]) -> str:
        return publish(self.desk, BO, self.approved(*files).id)

    def value(self, measure: str, area: str, period: str) -> list[float]:
        rows = self.desk.release_in_force().measure(measure)
        return rows[(rows["area"] == area) & (rows["period"] == period)]["value"].tolist()

    def is_sound(self) -> bool:
        """The release in force is whole, passes its own checks, and the browser finds its boundaries."""
        from etl.check_release import check_folder
        from etl.publish import boundaries_of

        folder = self.desk.store.in_force()
        check_folder(folder, folder.name)
        served = self.root / "static" / boundaries_of(folder)
        return served.read_bytes() == (folder / "boundaries.json").read_bytes() and bool(
            load_release(folder).id
        )


def road(year: int = 2021, leuven: int = 5) -> tuple[str, bytes]:
    """Casualties of a year: so many slight ones in Leuven, 2 in Galmaarden and 4 in Gooik."""
    day = f"{year}-03-04"
    rows = [
        ROAD_COLUMNS,
        (day, "24062", str(leuven), "0", str(leuven), "0", "0"),
        (day, "23023", "2", "0", "2", "0", "0"),
        (day, "23024", "4", "0", "4", "0", "0"),
    ]
    return "download (3).zip", zipped("\n".join("|".join(row) for row in rows) + "\n", f"V_{year}.txt")


def zipped(text: str, member: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(member), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def origin(years: tuple[int, ...] = (2025,), belgians: int = 70) -> tuple[str, bytes]:
    """In every year every municipality has 100 residents, so many of them Belgians of Belgian origin."""
    codes = list(REAL_AREAS.within("01000"))
    table = pd.concat([pd.DataFrame({"year": year, "CD_REFNIS": codes}) for year in years])
    parts = {"belgian_bg": belgians, "neighbouring": 10, "eu27": 5, "non_eu27": 85 - belgians, "total": 100}
    stream = io.BytesIO()
    table.assign(**{name: np.float32(count) for name, count in parts.items()}).to_parquet(stream)
    return "herkomst.parquet", stream.getvalue()


def own_table(
    value: float = 12, period: str = "2024", areas: tuple[str, ...] = ("24062", *MERGED)
) -> OwnTable:
    """Bicycle racks, counted by somebody in some municipalities: an own measure and indicator."""
    rows = pd.DataFrame(
        {
            "measure": "bicycle_racks",
            "category": "",
            "area": list(areas),
            "period": period,
            "value": float(value),
            "status": "observed",
        }
    )
    measure = {
        "id": "bicycle_racks",
        "label": "Fietsenrekken",
        "source": "eigen_fietsenrekken",
        "unit": "rekken",
        "additive": True,
        "reference": "end",
    }
    return OwnTable(OWN_SOURCE, rows, {"measures": [measure]})


OWN_SOURCE = {
    "id": "eigen_fietsenrekken",
    "publisher": "Werkgroep mobiliteit",
    "title": "Telling van fietsenrekken",
    "table": "eigen tabel",
    "licence": "eigen cijfers",
    "attribution": "Bron: werkgroep mobiliteit",
    "reuse": "open",
    "url": "https://www.vlaanderen.be",
    "rhythm": "jaarlijks",
    "coverage": "flemish_brabant",
    "retrieved": "2025-02-01",
}
