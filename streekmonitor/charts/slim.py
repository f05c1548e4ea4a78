"""Frames as the browser gets them, at every change again: without what it can do without."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

# Below this number of values for each distinct one, a list of the distinct ones costs more than it saves.
REPEATS = 6
MOST_DISTINCT = 127


def slim(tables: Mapping[str, pd.DataFrame]) -> dict[str, pa.Table]:
    """The same rows as Arrow tables: no index, no notes for pandas, repeated words once, short numbers."""
    return {name: _slim(table) for name, table in tables.items()}


def _slim(frame: pd.DataFrame) -> pa.Table:
    return pa.table({name: _column(frame[name]) for name in frame.columns})


def _column(values: pd.Series) -> pa.Array:
    if pd.api.types.is_bool_dtype(values):
        return pa.array(values, type=pa.bool_())
    if pd.api.types.is_integer_dtype(values):
        return pa.array(values, type=pa.int32())
    if pd.api.types.is_float_dtype(values):
        # Seven digits are more than a chart can show, and half as many bytes; what is read comes as words.
        return pa.array(values.to_numpy(dtype="float32"), from_pandas=True)
    words = pa.array(values.astype(object), type=pa.string(), from_pandas=True)
    distinct = max(values.nunique(), 1)
    if distinct > MOST_DISTINCT or len(words) < REPEATS * distinct:
        return words
    return words.dictionary_encode().cast(pa.dictionary(pa.int8(), pa.string()))
