"""The cells of heat maps: areas by key figures, and where residents of regions work."""

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis.classes import class_of
from streekmonitor.analysis.commuting import ELSEWHERE, Matrix
from streekmonitor.charts.theme import BLUES, GROUND, INK, NO_DATA

MATRIX_BOUNDS = (5.0, 10.0, 25.0, 50.0)
DARK_FROM = 3
LONGEST_LINE = 13


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
