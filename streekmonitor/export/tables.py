"""The numbers of a figure as a table that goes into a file: numbers as numbers, absence explained."""

from collections.abc import Mapping

import pandas as pd

from streekmonitor import formats
from streekmonitor.catalog import Indicator
from streekmonitor.export.exported import NumberFormat

CODE, AREA, PERIOD, STATUS = "Code", "Gebied", "Periode", "Status"


def value_table(
    indicator: Indicator, rows: pd.DataFrame, names: Mapping[str, str]
) -> tuple[pd.DataFrame, dict[str, NumberFormat]]:
    """Rows as columns Code, Gebied, Periode, the value under its label and unit, and Status; and its formats.

    `rows` has area, period, value and status, in the order of the file; `names` a name for each area. Where
    there is no value the cell is empty, and Status says why: confidential, missing and not applicable differ.
    """
    head = f"{indicator.label} ({indicator.unit})"
    table = pd.DataFrame(
        {
            CODE: rows["area"].astype(str),
            AREA: [names[code] for code in rows["area"]],
            PERIOD: rows["period"].astype(str),
            head: rows["value"].astype(float),
            STATUS: [formats.STATUS_WORDS[status] for status in rows["status"]],
        }
    )
    return table, {head: NumberFormat(indicator.decimals, indicator.unit)}


def columns_to_read(table: pd.DataFrame) -> list[str]:
    """The columns that tell a reader something: no codes, no status that is the ordinary one everywhere."""
    ordinary = formats.STATUS_WORDS["observed"]
    silent = {CODE}
    if STATUS in table and bool((table[STATUS] == ordinary).all()):
        silent.add(STATUS)
    return [str(name) for name in table.columns if name not in silent]
