"""Frames as the browser gets them: the same rows in fewer bytes."""

import pandas as pd
import pyarrow as pa

from streekmonitor.charts.slim import slim

FRAME = pd.DataFrame(
    {
        "naam": [f"gemeente {number}" for number in range(60)],
        "kleur": ["#123456", "#abcdef"] * 30,
        "waarde": [1.5, None] * 30,
        "x": range(60),
        "zacht": [True, False] * 30,
    },
    index=range(60, 0, -1),
)


def test_the_rows_stay_the_same() -> None:
    table = slim({"rijen": FRAME})["rijen"].to_pandas()
    assert table.columns.tolist() == FRAME.columns.tolist()
    for name in FRAME:
        expected = FRAME[name].astype(object).where(FRAME[name].notna(), None).tolist()
        assert table[name].astype(object).where(table[name].notna(), None).tolist() == expected


def test_repeated_words_are_sent_once_and_the_index_never() -> None:
    table = slim({"rijen": FRAME})["rijen"]
    assert table.schema.metadata is None
    assert table.schema.field("kleur").type == pa.dictionary(pa.int8(), pa.string())
    assert table.schema.field("naam").type == pa.string()
    assert table.nbytes < pa.Table.from_pandas(FRAME).nbytes / 1.5


def test_an_empty_frame_stays_empty() -> None:
    empty = slim({"rijen": FRAME.iloc[:0]})["rijen"]
    assert empty.num_rows == 0
    assert empty.column_names == FRAME.columns.tolist()
