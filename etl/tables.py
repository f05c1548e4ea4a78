"""The tables of a release as files: the same rows give the same bytes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
    _write_parquet(path, table[[*OBSERVATION_COLUMNS, "basis"]].sort_values(list(OBSERVATION_KEY)))


def write_flows(path: Path, table: pd.DataFrame) -> None:
    """Columns of FLOW_COLUMNS, sorted by FLOW_KEY."""
    _write_parquet(path, table[list(FLOW_COLUMNS)].sort_values(list(FLOW_KEY)))


def write_places(path: Path, table: pd.DataFrame) -> None:
    """Columns of PLACE_COLUMNS, sorted by PLACE_KEY; x and y in metres (EPSG:31370)."""
    _write_parquet(path, table[list(PLACE_COLUMNS)].sort_values(list(PLACE_KEY)))


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """JSON with sorted keys, one item per line so that git shows what changed."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _write_parquet(path: Path, table: pd.DataFrame) -> None:
    """Text as dictionaries, numbers as float64; nothing in the file depends on the machine or the day."""
    text = [column for column in table.columns if column not in NUMBERS]
    arrow = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    for column in text:
        place = arrow.schema.get_field_index(column)
        codes = arrow.column(column).cast(pa.string()).combine_chunks().dictionary_encode()
        arrow = arrow.set_column(place, column, codes)
    pyarrow.parquet.write_table(arrow, path, compression="zstd", compression_level=15)
