"""Cells of a frame as what may stand in a file: a number, a text or nothing."""

from math import isfinite
from numbers import Integral, Real

import numpy as np
import pandas as pd

from streekmonitor.cells import harmless, on_one_line, printable, shortened

__all__ = ["harmless", "on_one_line", "plain", "printable", "shortened"]


def plain(value: object) -> str | int | float | None:
    """A cell of a frame as text, number or nothing; 0 is a number, not nothing."""
    if isinstance(value, bool | np.bool):
        return "ja" if value else "nee"
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if isfinite(value) else None
    return None if value is None or value is pd.NaT or value is pd.NA else printable(str(value))
