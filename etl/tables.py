"""The tables of a release as files: the same rows give the same bytes."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from etl.parsed import (
    FLOW_COLUMNS,
    FLOW_KEY,
    NUMBERS,
    OBSERVATION_COLUMNS,
    OBSERVATION_KEY,
    PLACE_COLUMNS,
    PLACE_KEY,
)


def write_observations(path: Path, table: pd.DataFrame) -> None:
    """Columns of OBSERVATION_COLUMNS and basis, sorted by OBSERVATION_KEY."""
    _write_parquet(path, table[[*OBSERVATION_COLUMNS, "basis"]], OBSERVATION_KEY)


def write_flows(path: Path, table: pd.DataFrame) -> None:
    """Columns of FLOW_COLUMNS, sorted by FLOW_KEY."""
    _write_parquet(path, table[list(FLOW_COLUMNS)], FLOW_KEY)


def write_places(path: Path, table: pd.DataFrame) -> None:
    """Columns of PLACE_COLUMNS, sorted by PLACE_KEY; x and y in metres (EPSG:31370)."""
    _write_parquet(path, table[list(PLACE_COLUMNS)], PLACE_KEY)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """JSON with sorted keys, one item per line so that git shows what changed."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _write_parquet(path: Path, table: pd.DataFrame, key: Sequence[str]) -> None:
    """Sorted by key, text as dictionaries; nothing in the file depends on the machine or the day.

    Text is sorted by the place of each word among the others: a million rows of it would take up hundreds
    of megabytes.
    """
    columns = {
        name: pa.array(table[name]) if name in NUMBERS else _words(table[name]) for name in table.columns
    }
    order = np.lexsort([_places(columns[name]) for name in reversed(key)])
    rows = {name: column.take(pa.array(order)) for name, column in columns.items()}
    arrow = pa.table(
        {
            name: column if name in NUMBERS else column.cast(pa.string()).dictionary_encode()
            for name, column in rows.items()
        }
    )
    pyarrow.parquet.write_table(arrow, path, compression="zstd", compression_level=15)


def _words(column: pd.Series) -> pa.DictionaryArray:
    """Text as numbers of words."""
    encoded = pa.array(column).cast(pa.string()).dictionary_encode()
    return encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded


def _places(column: pa.DictionaryArray) -> np.ndarray[Any, Any]:
    """For each row the place of its word among all words, sorted."""
    words = np.array(column.dictionary.to_pylist(), dtype=object)
    places = np.empty(len(words), dtype="int64")
    places[np.argsort(words, kind="stable")] = np.arange(len(words))
    found: np.ndarray[Any, Any] = places[column.indices.to_numpy()]
    return found
