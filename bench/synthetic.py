"""A release of 565 municipalities, 500 indicators and 25 years, made up, beside the code that shows it."""

import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.release import OBSERVATION_COLUMNS, RESIDENTS, Release

ROOT = Path(__file__).resolve().parent.parent
NAME = "synthetisch"
INDICATORS = 500
YEARS = [str(year) for year in range(2000, 2025)]
ACROSS = 27  # the made-up map: squares of 2 km, 27 in a row
SQUARE = 2000
CODE = ("dashboard.py", ".streamlit", "pages", "streekmonitor", "static")


def write(real: Release, root: Path, *, everywhere: bool) -> None:
    """Write a checkout in `root` with a release that is made up; areas, sources and words are of a real one.

    Every Belgian municipality in force has every figure. With `everywhere` all of them are in the province
    and on its map, as squares; without it the province and its map are the real ones.
    """
    for name in CODE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__", "secrets.toml"))
        else:
            shutil.copy(source, root / name)
    folder = root / "data" / "release" / NAME
    shutil.copytree(ROOT / "data" / "release" / real.id, folder)
    (folder.parent / "current").write_text(f"{NAME}\n", encoding="utf-8")
    codes = _in_force(real.areas)
    _write_areas(folder, codes, everywhere=everywhere)
    if everywhere:
        _write_boundaries(folder, root / "static", codes)
    _write_catalog(folder)
    _write_observations(real, folder, codes)


def _in_force(areas: Areas) -> list[str]:
    return sorted(code for code, municipality in areas.municipalities.items() if municipality.in_force)


def _write_areas(folder: Path, codes: list[str], *, everywhere: bool) -> None:
    """No mergers; with `everywhere` all municipalities are in the arrondissements of the province."""
    areas = _read(folder / "areas.json")
    areas["changes"] = []
    areas["municipalities"] = [row for row in areas["municipalities"] if row["nis"] in codes]
    if everywhere:
        inside = [area["nis"] for area in areas["higher_areas"] if area["parent"] == PROVINCE]
        for place, row in enumerate(areas["municipalities"]):
            row["arrondissement"] = inside[place % len(inside)]
    _save(folder / "areas.json", areas)


def _write_boundaries(folder: Path, static: Path, codes: list[str]) -> None:
    """Squares in rows for the municipalities; regions, Brussels and former municipalities stay away."""
    manifest, topology = _read(folder / "manifest.json"), _read(folder / "boundaries.json")
    down = -(-len(codes) // ACROSS)
    topology["transform"] = {"scale": [1.0, 1.0], "translate": [0.0, 0.0]}
    topology["arcs"], shapes = [], []
    for place, code in enumerate(codes):
        x, y = place % ACROSS * SQUARE, place // ACROSS * SQUARE
        corners = [(x, y), (x, y + SQUARE), (x + SQUARE, y + SQUARE), (x + SQUARE, y), (x, y)]
        steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(corners)]
        topology["arcs"].append([corners[0], *steps])
        properties = {"nis": code, "name": code, "x": x + SQUARE // 2, "y": y + SQUARE // 2}
        shapes.append({"type": "Polygon", "arcs": [[place]], "properties": properties})
    objects = topology["objects"]
    for layer in objects:
        objects[layer]["geometries"] = []
    objects["municipalities"]["geometries"] = shapes
    context = {"nis": "21004", "name": "Brussel", "x": 0, "y": 0}
    objects["brussels"]["geometries"] = [{"type": "Polygon", "arcs": [[0]], "properties": context}]
    box = [0, 0, ACROSS * SQUARE, down * SQUARE]
    bounds = dict.fromkeys(manifest["boundaries"]["bounds"], box)
    manifest["boundaries"] = {"file": "boundaries-0.json", "bounds": bounds}
    _save(folder / "boundaries.json", topology)
    _save(static / "boundaries-0.json", topology)
    _save(folder / "manifest.json", manifest)


def _measure(number: int) -> str:
    return f"made_up_{number:03d}"


def _write_catalog(folder: Path) -> None:
    """One measure for each indicator: half of them counts, half of them per 100 inhabitants."""
    catalog, manifest = _read(folder / "catalog.json"), _read(folder / "manifest.json")
    residents = next(entry for entry in catalog["measures"] if entry["id"] == RESIDENTS)
    share = next(entry for entry in catalog["indicators"] if entry["form"]["kind"] == "ratio")
    count = next(entry for entry in catalog["indicators"] if entry["form"]["kind"] == "sum")
    themes = [theme["id"] for theme in catalog["themes"]]
    measures, indicators = [residents | {"splice": []}], []
    for number in range(INDICATORS):
        name = _measure(number)
        measures.append(residents | {"id": name, "label": name, "splice": [], "dimension": None})
        whole = {"measure": name, "categories": []}
        part = share["form"] | {"numerator": whole, "denominator": whole | {"measure": RESIDENTS}}
        form = {"kind": "sum", "quantity": whole} if number % 2 else part
        like = (count if number % 2 else share) | {"form": form}
        own = {
            "id": f"indicator_{number}",
            "label": f"Indicator {number}",
            "short_label": f"Indicator {number}",
        }
        own |= {"theme": themes[number * len(themes) // INDICATORS], "breaks": [], "notes": []}
        indicators.append(like | own | {"key_figure": number % 25 == 0})
    catalog |= {"measures": measures, "indicators": indicators}
    kept = manifest["measures"][RESIDENTS] | {"periods": YEARS}
    manifest["measures"] = {entry["id"]: kept for entry in measures}
    bounds = [10.0, 20.0, 30.0, 40.0]
    classes = {"all": bounds, "latest": bounds, "period": YEARS[-1]}
    manifest["classes"] = {entry["id"]: classes for entry in indicators}
    _save(folder / "catalog.json", catalog)
    _save(folder / "manifest.json", manifest)


def _write_observations(real: Release, folder: Path, codes: list[str]) -> None:
    """Residents, and for each measure half of them at most, with a trend."""
    random = np.random.default_rng(1)
    places, years = len(codes), len(YEARS)
    residents = random.integers(3_000, 110_000, places).repeat(years)
    values = [residents]
    for _ in range(INDICATORS):
        trend = 1 + np.tile(np.arange(years), places) * random.uniform(-0.01, 0.01)
        values.append(np.round(residents * random.uniform(0.05, 0.45, places).repeat(years) * trend))
    names = [RESIDENTS, *(_measure(number) for number in range(INDICATORS))]
    rows = places * years * len(names)
    frame = pd.DataFrame(
        {
            "measure": pd.Categorical.from_codes(np.arange(len(names)).repeat(places * years), names),
            "category": pd.Categorical.from_codes(np.zeros(rows, int), [""]),
            "area": pd.Categorical.from_codes(np.tile(np.arange(places).repeat(years), len(names)), codes),
            "period": pd.Categorical.from_codes(np.tile(np.arange(years), places * len(names)), YEARS),
            "value": np.concatenate(values).astype(float),
            "status": pd.Categorical.from_codes(np.zeros(rows, int), ["observed"]),
            "basis": pd.Categorical.from_codes(np.zeros(rows, int), ["published"]),
        }
    )
    frame[["measure", *OBSERVATION_COLUMNS]].to_parquet(folder / "observations.parquet", index=False)
    real.flows.iloc[:0].to_parquet(folder / "flows.parquet", index=False)
    real.places.iloc[:0].to_parquet(folder / "places.parquet", index=False)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _save(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")
