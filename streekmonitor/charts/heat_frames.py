"""The cells of heat maps: areas by key figures, and where residents of regions work."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.classes import class_of
from streekmonitor.analysis.commuting import ELSEWHERE, Matrix
from streekmonitor.catalog import Indicator
from streekmonitor.charts.frames import value_text
from streekmonitor.charts.theme import (
    BETTER,
    BLUES,
    CONFIDENTIAL,
    GROUND,
    INK,
    NO_DATA,
    PURPLES,
    WORSE,
    text_on,
)

MATRIX_BOUNDS = (5.0, 10.0, 25.0, 50.0)
DARK_FROM = 3
LONGEST_LINE = 13
# Distances from the mean of the municipalities, in their standard deviations, and how they are told.
POSITION_BOUNDS = (-1.5, -0.5, 0.5, 1.5)
POSITION_WORDS = (
    "veel lager dan gemiddeld",
    "lager dan gemiddeld",
    "rond het gemiddelde",
    "hoger dan gemiddeld",
    "veel hoger dan gemiddeld",
)
AROUND_MEAN = "#f4f5f6"
JUDGED = (WORSE[3], WORSE[1], AROUND_MEAN, BETTER[1], BETTER[3])
JUDGED_WORDS = ("veel ongunstiger", "ongunstiger", "gemiddeld", "gunstiger", "veel gunstiger")
NEUTRAL = PURPLES
NOT_COMPUTED = "niet berekend"


def in_lines(name: str) -> str:
    """A name for above a narrow column: a long one parted by "|" at its last space or hyphen."""
    if len(name) <= LONGEST_LINE:
        return name
    if " " in name:
        return "|".join(name.rsplit(" ", 1))
    return "-|".join(name.rsplit("-", 1))


def matrix_cells(matrix: Matrix) -> pd.DataFrame:
    """Rows for `heat_map_chart`: where residents live by where they work, coloured by the share."""
    rows, order = matrix.rows, list(matrix.labels)
    names = {code: formats.sentence(label) for code, label in matrix.labels.items()}
    classes = class_of(rows["share"], MATRIX_BOUNDS)
    fills = [BLUES[number] if number >= 0 else GROUND for number in classes]
    columns = [names[code] for code in rows["destination"]]
    numbers = [formats.number(value) for value in rows["value"]]
    shares = [
        "" if origin == ELSEWHERE else formats.value(share, "%", 1)
        for origin, share in zip(rows["origin"], rows["share"], strict=True)
    ]
    told = [
        f"{number} werkenden" + (f", {share} van wie in {names[origin]} woont" if share else "")
        for number, share, origin in zip(numbers, shares, rows["origin"], strict=True)
    ]
    return pd.DataFrame(
        {
            "rij": [names[code] for code in rows["origin"]],
            "rijorde": [order.index(code) for code in rows["origin"]],
            "kolom": [in_lines(name) for name in columns],
            "kolomorde": [order.index(code) for code in rows["destination"]],
            "naam": columns,
            "kleur": pd.Series(fills).mask(rows["value"].isna(), NO_DATA),
            "inkt": [GROUND if number >= DARK_FROM else INK for number in classes],
            "tekst": numbers,
            "tekst2": shares,
            "label": told,
        }
    )


def key_figure_cells(
    rows: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    names: Mapping[str, str],
    periods: Mapping[str, str],
    reasons: Mapping[tuple[str, str], str],
) -> pd.DataFrame:
    """Rows for `heat_map_chart`: key figures by areas.

    `rows` is as of `heat_map`, `periods` in words, and `reasons` tells by area and indicator why there is no
    value. Judged figures run from worse to better, others from low to high in the neutral hue; a count has no
    colour.
    """
    order, areas = list(indicators), list(names)
    cells = [
        _cell(indicators[row["indicator"]], row, reasons.get((row["area"], row["indicator"]), ""))
        for row in rows.to_dict("records")
    ]
    columns = [names[code] for code in rows["area"]]
    return pd.DataFrame(
        {
            "rij": [f"{indicators[name].short_label}, {periods[name]}" for name in rows["indicator"]],
            "rijorde": [order.index(name) for name in rows["indicator"]],
            "kolom": [in_lines(name) for name in columns],
            "kolomorde": [areas.index(code) for code in rows["area"]],
            "naam": columns,
            "kleur": [fill for fill, _, _ in cells],
            "inkt": [text_on(fill) for fill, _, _ in cells],
            "tekst": [text for _, text, _ in cells],
            "tekst2": "",
            "label": [told for _, _, told in cells],
        }
    )


def _cell(indicator: Indicator, row: Mapping[Hashable, Any], reason: str) -> tuple[str, str, str]:
    """Colour, text, and what is told on pointing."""
    value, status = row["value"], row["status"]
    if np.isnan(value):
        fill = CONFIDENTIAL if status == "confidential" else NO_DATA
        words = formats.STATUS_WORDS[status]
        return fill, NOT_COMPUTED if reason and status == "missing" else words, reason or words
    fill, words = _look(indicator, row["position"], row["judgement"])
    place = "" if np.isnan(row["rank"]) else formats.ordinal(int(row["rank"]))
    rank = f"{place} van {row['ranked']} gemeenten" if place else ""
    told = "; ".join(filter(None, [value_text(indicator, value, status), words, rank]))
    return fill, value_text(indicator, value, status, unit_told=True), told


def _look(indicator: Indicator, position: float, judgement: str) -> tuple[str, str]:
    """The colour of a position, and what it says in words."""
    if np.isnan(position):
        return GROUND, ""
    place = int(np.searchsorted(POSITION_BOUNDS, position, side="right"))
    if not judgement:
        return NEUTRAL[place], POSITION_WORDS[place]
    turned = place if indicator.polarity == "higher_is_better" else len(JUDGED) - 1 - place
    return JUDGED[turned], f"{POSITION_WORDS[place]}, {JUDGED_WORDS[turned]}"


def as_table(cells: pd.DataFrame, corner: str) -> pd.DataFrame:
    """The texts of the cells as a table: a row per row, a column per column, `corner` above the names."""
    columns = list(dict.fromkeys(cells.sort_values("kolomorde")["naam"]))
    rows = [
        {corner: name, **dict(zip(group["naam"], group["tekst"], strict=True))}
        for (_, name), group in cells.groupby(["rijorde", "rij"])
    ]
    return pd.DataFrame(rows, columns=[corner, *columns])
