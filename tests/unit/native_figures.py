"""Small figures with a native chart of every kind, made by the builders from rows as screens draw them."""

from dataclasses import replace

import pandas as pd
from exported_figure import figure, legend_drawing, map_drawing

from streekmonitor.charts.frames import Amount, Series
from streekmonitor.charts.ranking_frames import ranking_frame
from streekmonitor.charts.spread_frames import spread_frames
from streekmonitor.charts.trend_frames import TrendAxis, trend_frames
from streekmonitor.export import native_bars, native_lines, native_points
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.export.native import Axis, NativeChart

RATE, COUNT = Amount("%", 1), Amount("personen", 0)
EAST = Series("oost", "Oost-Brabant", "#00706b", "circle", 0, 3.0)
TOWN = Series("24062", "Leuven", "#c2185b", "square", 0, 2.0)
# Values that need all the digits that a float has.
LONG = (0.1 + 0.2, 5.404362460957743, 7.800000000000001)


def ranking_rows(number: int = 3) -> pd.DataFrame:
    """Municipalities 1, 2 … with 1.5, 3 …, the second provisional, and one region."""
    shown = pd.DataFrame(
        {
            "area": [f"{place:05d}" for place in range(number)],
            "naam": [f"Gemeente {place + 1}" for place in range(number)],
            "value": [LONG[place] if place < len(LONG) else 1.5 * place for place in range(number)],
            "status": ["provisional" if place == 1 else "observed" for place in range(number)],
            "small": False,
        }
    )
    shown = shown.assign(rank=shown["value"].rank(ascending=False, method="min"))
    others = pd.DataFrame(
        [("oost", "Oost-Brabant", 4.25, "observed", False)],
        columns=["area", "naam", "value", "status", "small"],
    )
    return ranking_frame(RATE, shown, others, [EAST], show_all=True)


def ranking(number: int = 3) -> NativeChart:
    return native_bars.bars(RATE, ranking_rows(number), name="Werkzoekendengraad")


def trend() -> NativeChart:
    """Leuven from 2020 to 2024 without 2022, with a projection of 2025."""
    rows = pd.DataFrame(
        {
            "period": ["2020", "2021", "2023", "2024", "2025"],
            "value": [LONG[0], 1.0, LONG[1], 6.0, LONG[2]],
            "status": ["observed", "observed", "provisional", "observed", "projected"],
        }
    )
    frames = trend_frames(RATE, {TOWN.code: rows}, [TOWN], TrendAxis(from_zero=False, height=200))
    return native_lines.lines(RATE, frames, from_zero=False)


def ranks() -> NativeChart:
    """Leuven from the 7th place to the 2nd."""
    rows = pd.DataFrame({"period": ["2020", "2021"], "value": [7.0, 2.0], "status": "observed"})
    frames = trend_frames(COUNT, {TOWN.code: rows}, [TOWN], TrendAxis(from_zero=False, height=200))
    return native_lines.lines(COUNT, frames, from_zero=False, ranks=True)


def scatter() -> NativeChart:
    points = pd.DataFrame(
        {
            "nis": ["23002", "24062", ""],
            "naam": ["Asse", "Leuven", "Oost-Brabant"],
            "x": [3.5, LONG[2], 5.0],
            "y": [410_000.0, 455_000.0, 400_000.0],
            "omvang": [100.0, 900.0, 160.0],
            "kleur": ["#b4460f", "#00706b", "#00706b"],
            "rand": ["", "#c2185b", ""],
            "vorm": ["circle", "circle", "diamond"],
            "telt": [True, True, False],
        }
    )
    axes = Axis(RATE, "Werkzoekendengraad (%)"), Axis(Amount("€", 0), "Huisprijs (€)")
    return native_points.scatter(axes, points, [("Oost-Brabant", "#00706b")])


def spread(others: tuple[float, ...] = (5.4,)) -> NativeChart:
    shown = pd.DataFrame(
        {
            "area": ["23002", "24062", "24107", "24001"],
            "naam": ["Asse", "Leuven", "Tienen", "Aarschot"],
            "value": [5.0, LONG[2], 8.4, 60.0],
            "status": "observed",
        }
    )
    regions = [f"oost{number}" for number in range(len(others))]
    compared = pd.DataFrame({"area": regions, "naam": "Oost-Brabant", "value": others, "status": "observed"})
    looks = [replace(EAST, code=code) for code in regions]
    frames = spread_frames(RATE, shown, compared, [*looks, TOWN], name_outliers=True, whole=True)
    return native_points.spread(RATE, frames)


def stacked() -> NativeChart:
    parts = [("0-19 jaar", "#12456f", (21.4, LONG[2])), ("20 jaar en ouder", "#e6d5a8", (78.6, 92.2))]
    return native_bars.stacked(["Oost-Brabant", "Leuven"], parts)


def grouped() -> NativeChart:
    rows = pd.DataFrame(
        {
            "volgorde": [0, 1, 0, 1],
            "deel": ["mannen", "vrouwen", "mannen", "vrouwen"],
            "gebied": ["Leuven", "Leuven", "Tienen", "Tienen"],
            "x": [7.6, LONG[1], 8.1, 8.7],
            "label": "",
            "kleur": ["#c2185b", "#c2185b", "#6267df", "#6267df"],
            "vorm": "circle",
        }
    )
    return native_bars.grouped(RATE, rows)


KINDS = {
    "ranking": ranking,
    "trend": trend,
    "ranks": ranks,
    "scatter": scatter,
    "spread": spread,
    "stacked": stacked,
    "grouped": grouped,
}


def native_figure(chart: NativeChart, **changes: object) -> ExportedFigure:
    """The figure with this chart, as a drawing that no picture is made of."""
    drawing = Drawing({}, {}, caption="De as begint niet bij nul.", native=chart)
    return figure(drawings=(drawing,), **changes)


def mapped() -> ExportedFigure:
    return figure(drawings=(map_drawing(), legend_drawing()))
