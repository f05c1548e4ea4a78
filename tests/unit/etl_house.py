"""A root with the real area tables, a part of the real catalog and small sources, to build releases in."""

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

import etl.build
from etl import cli
from etl.boundaries import Boundaries
from etl.selection import part_of
from etl.sources import pinc_youth, statbel_origin
from streekmonitor.area_files import load_areas
from streekmonitor.catalog import Catalog
from streekmonitor.catalog_files import load_catalog
from streekmonitor.release import current_release, load_release

ROOT = Path(__file__).parents[2]
REAL_AREAS = load_areas(ROOT / "data" / "areas")
SOURCES = ("pinc_youth", "statbel_origin", "statbel_road_casualties", "vlaamse_provincies_boundaries")
ROAD = "statbel/road_casualties/TF_ACCIDENTS_VICTIMS_2020.zip"
ROAD_COLUMNS = (
    "DT_DAY",
    "CD_MUNTY_REFNIS",
    "MS_VICT",
    "MS_VIC_OK",
    "MS_SLY_INJ",
    "MS_SERLY_INJ",
    "MS_DEAD_30_DAYS",
)
YOUTH = pinc_youth.FILES[0]
ORIGIN = statbel_origin.FILES[0]
ROAD_ROWS = (
    ("2020-01-02", "24062", "3", "1", "1", "1", "0"),
    ("2020-05-06", "24062", "1", "0", "0", "0", "1"),
    ("2020-05-06", "23023", "2", "0", "2", "0", "0"),
    ("2020-05-06", "23024", "4", "0", "4", "0", "0"),
)


@dataclass(frozen=True)
class House:
    """A root with the real area tables, a part of the real catalog, and small sources."""

    root: Path

    @property
    def sources(self) -> Path:
        return self.root / "bronnen"

    @property
    def releases(self) -> Path:
        return self.root / "data" / "release"

    def build(self, *options: str) -> int:
        return cli.main(["build", "--sources", str(self.sources), *options], self.root)

    def release(self):
        return load_release(current_release(self.releases))

    def value(self, measure, area, period):
        rows = self.release().measure(measure)
        found = rows[(rows["area"] == area) & (rows["period"] == period)]
        return found["value"].tolist(), found["basis"].tolist()

    def everything(self) -> dict[str, bytes]:
        """Every published file, to see that nothing changed."""
        folders = (self.releases, self.root / "static")
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }


def write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def write_catalog(folder: Path, catalog: Catalog) -> None:
    """The part of the catalog that needs only SOURCES."""
    part = part_of(catalog, SOURCES)
    content = part.model_dump(mode="json")
    parts = {
        "themes.yaml": content["themes"],
        "sources.yaml": content["sources"],
        "measures.yaml": {name: content[name] for name in ("dimensions", "measures")},
    }
    for theme in part.themes:
        entries = [entry.model_dump(mode="json", exclude={"theme"}) for entry in part.of_theme(theme.id)]
        parts[f"indicators/{theme.id}.yaml"] = entries
    for name, entries in parts.items():
        write(folder / name, yaml.safe_dump(entries, allow_unicode=True))


def write_road(path: Path, columns=ROAD_COLUMNS, rows=ROAD_ROWS) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["|".join(row) for row in (columns, *rows)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo("TF_ACCIDENTS_VICTIMS_2020.txt")  # without the clock: always the same bytes
        archive.writestr(member, "\ufeff" + "\n".join(lines) + "\n")


def write_youth(path: Path) -> None:
    """Home language 10,5 % in primary and 12,5 % in secondary education, 20 young people, everywhere."""
    topics = dict(zip(pinc_youth.TOPICS, ("10,5", "12,5", "20"), strict=True))
    codes = [*REAL_AREAS.within("02000"), *REAL_AREAS.within("04000")]
    header = ["gemeenten", *(f"{topic}|2024" for topic in topics)]
    lines = [header, *([REAL_AREAS.name(code), *topics.values()] for code in codes)]
    write(path, "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines) + "\n")


def write_origin(path: Path, belgians: int = 70) -> None:
    """In 2025 every municipality has 100 residents."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pd.DataFrame({"year": 2025, "CD_REFNIS": list(REAL_AREAS.within("01000"))})
    parts = {
        "belgian_bg": belgians,
        "neighbouring": 10,
        "eu27": 5,
        "non_eu27": 100 - 15 - belgians,
        "total": 100,
    }
    table.assign(**{name: np.float32(count) for name, count in parts.items()}).to_parquet(path)


def draw(*_: object) -> Boundaries:
    """Stands for drawing the map, which has tests of its own on shapes."""
    surface = pd.DataFrame({"area": REAL_AREAS.within("20001"), "value": 50.0})
    return Boundaries({"type": "Topology", "arcs": []}, surface, {"province": (0, 0, 1, 1)})


def furnish(root: Path) -> House:
    for name in ("areas", "corrections"):
        shutil.copytree(ROOT / "data" / name, root / "data" / name)
    write_catalog(root / "data" / "catalog", load_catalog(ROOT / "data" / "catalog"))
    house = House(root)
    write_road(house.sources / ROAD)
    write_youth(house.sources / YOUTH)
    write_origin(house.sources / ORIGIN)
    for shape in etl.build.SHAPES:
        for part in etl.build.SHAPE_PARTS:
            write(house.sources / f"{shape}{part}", part)
    return house
