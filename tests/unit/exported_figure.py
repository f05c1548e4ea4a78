"""A small figure to put in files: a map of two squares, its legend, and a table with every kind of cell."""

from functools import cache
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from streekmonitor.charts import geometry, legend, theme, trend
from streekmonitor.charts import map as maps
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat

WEST, EAST, DARK, LIGHT = "23002", "24062", "#12456f", "#abcbe6"
BOX = (0.0, 0.0, 200.0, 100.0)
VALUE = "Werkzoekendengraad (%)"
NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'a;"=1', "<b>&amp;]]>", "\x00\x1b", "w" * 10_000]
# Every character there is, also controls, and what has broken programs before; a frame holds no half pairs.
IN_A_FRAME = st.one_of(st.text(max_size=40), st.sampled_from(NASTY))
ANY_TEXT = st.one_of(
    IN_A_FRAME, st.text(st.characters(exclude_categories=()), max_size=40), st.just("\ud800")
)


def square(code: str, x: int) -> dict[str, Any]:
    """A square of 100 by 100 with its left at `x`."""
    return {"type": "Polygon", "properties": {"nis": code, "id": code}, "ring": ring(x)}


def ring(x: int) -> list[list[int]]:
    return [[x, 0], [x, 100], [x + 100, 100], [x + 100, 0], [x, 0]]


def topology() -> dict[str, Any]:
    """Two municipalities beside each other, in the layers that a map asks for."""
    shapes = [square(WEST, 0), square(EAST, 100)]
    arcs = [shape.pop("ring") for shape in shapes]
    both = [shape | {"arcs": [[number]]} for number, shape in enumerate(shapes)]
    layers = {"municipalities": both, "regions": both, "former": [], "brussels": []}
    collections = {
        name: {"type": "GeometryCollection", "geometries": found} for name, found in layers.items()
    }
    return {"type": "Topology", "arcs": arcs, "objects": collections}


@cache
def map_spec(box: geometry.Bounds) -> dict[str, Any]:
    shapes = geometry.in_browser("boundaries-abc.json")
    return theme.as_spec(maps.map_chart(shapes, (), box, 200, symbols=False))


@cache
def legend_spec() -> dict[str, Any]:
    return theme.as_spec(legend.class_legend())


@cache
def trend_spec() -> dict[str, Any]:
    return theme.as_spec(trend.trend_chart(from_zero=False, height=200))


def map_drawing(box: geometry.Bounds = BOX, name: str = "Leuven") -> Drawing:
    """The western square dark, the eastern one light."""
    areas = pd.DataFrame(
        {
            "nis": [WEST, EAST],
            "naam": ["Asse", name],
            "waarde": ["5,0 %", "62,3 %"],
            "kleur": [DARK, LIGHT],
            "keuze": ["", ""],
            "x": [50.0, 150.0],
            "y": [50.0, 50.0],
            "omvang": [0.0, 0.0],
        }
    )
    labels = pd.DataFrame(
        [(150.0, 50.0, name, False, False)], columns=["x", "y", "opschrift", "grijs", "smal"]
    )
    return Drawing(map_spec(box), {"gebieden": areas, "opschriften": labels})


def legend_drawing() -> Drawing:
    classes = pd.DataFrame(
        {
            "klasse": ["minder dan 3,5", "3,5 of meer"],
            "kleur": [LIGHT, DARK],
            "aantal": [1, 1],
            "label": ["1 gemeente"] * 2,
            "keuze": ["", "Leuven"],
        }
    )
    return Drawing(legend_spec(), {"klassen": classes}, heading="Gemeenten per klasse")


def trend_drawing() -> Drawing:
    """A line from 1.000 to 3.000 with a year missing."""
    points = pd.DataFrame(
        {
            "reeks": "Leuven",
            "x": [2020.0, 2021.0, 2022.0],
            "periode": ["2020", "", "2022"],
            "waarde": [1000.0, None, 3000.0],
            "label": ["1.000", "", "3.000"],
            "kleur": DARK,
            "vorm": "circle",
            "streep": 0,
            "dik": 2.0,
            "zacht": [False, False, True],
        }
    )
    ends = pd.DataFrame([(2022.0, 3000.0, "Leuven", DARK)], columns=["x", "y", "opschrift", "kleur"])
    marks = pd.DataFrame([(2022.0, "")], columns=["x", "opschrift"])
    return Drawing(
        trend_spec(),
        {"punten": points, "uiteinden": ends, "merktekens": marks},
        caption="De as begint niet bij nul.",
    )


def table() -> pd.DataFrame:
    """A long number, a zero, a negative number, and two kinds of absence."""
    return pd.DataFrame(
        {
            "Code": ["24062", "23002", "24107", "23088", "02000"],
            "Gebied": ["Leuven", "Asse", "Tienen", "’s-Gravenvoeren", "Vlaams Gewest"],
            "Periode": "2024",
            VALUE: [0.1 + 0.2, 0.0, -1234.5, None, None],
            "Status": ["vastgesteld", "vastgesteld", "raming", "vertrouwelijk", "geen gegevens"],
        }
    )


def figure(**changes: Any) -> ExportedFigure:
    """The figure, with some of its parts replaced."""
    standard: dict[str, Any] = {
        "title": "Werkzoekendengraad (%), in 2024",
        "sentence": "5,4 % in Oost-Brabant en 5,1 % in Halle-Vilvoorde.",
        "drawings": (map_drawing(), legend_drawing()),
        "table": table(),
        "formats": {VALUE: NumberFormat(1, "%")},
        "sources": ("Bron: VDAB",),
        "release": "abc123",
        "link": "https://streekmonitor.test/werk?indicator=jobseeker_rate",
        "notes": ("Een raming is geen telling.",),
        "definitions": (("Werkzoekendengraad", "Werkzoekenden per 100 inwoners van de beroepsbevolking."),),
    }
    return ExportedFigure(**(standard | changes))
