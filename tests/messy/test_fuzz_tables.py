"""Random tables: every figure that is read is right, and every one that is not read has a remark.

FUZZ_TABLES sets the number of cases of each kind; 200 by default, the long run takes 2,000.
"""

import os
import random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from messy_random import Random, random_table, spoil
from messy_world import AREAS, accounted_for, csv_of, figures, place, read, release, sheet_of, values

from etl.desk.tables.annotated import remarks_csv, with_remarks
from etl.desk.tables.layout import target_of
from etl.desk.tables.outcome import CELL, Outcome, apply, bring_in
from etl.desk.tables.propose import propose
from etl.desk.tables.reading import read_table
from etl.desk.tables.remarks import Kind
from etl.desk.tables.sheets import Cell, Sheet, Sheets
from etl.errors import EtlError
from streekmonitor.catalog import Measure

CASES = int(os.environ.get("FUZZ_TABLES", "200"))
KNOWN: dict[str, Measure] = release().catalog.measure_by_id
KEYS = ["measure", "category", "area", "period"]


def remarked(outcome: Outcome, *kinds: Kind) -> set[tuple[int, int]]:
    return {p for kind in kinds for remark in outcome.of(kind) for p in remark.places}


def unexplained(made: Random, outcome: Outcome) -> list[object]:
    """Figures of the table that were neither read right nor refused."""
    found, refused = values(outcome), remarked(outcome, Kind.REFUSED)
    return [
        (key, value, found.get(key))
        for key, value in made.expected.items()
        if found.get(key) != value and tuple(part + 1 for part in made.at[key]) not in refused
    ]


def wrong(made: Random, outcome: Outcome) -> list[object]:
    """Observations that are not what the table means, and about which nothing is said."""
    said = remarked(outcome, Kind.REFUSED, Kind.SUSPICIOUS)
    rows = outcome.observations[outcome.observations["value"].notna()]
    return [
        row
        for row in rows[[*KEYS, "value", CELL]].itertuples(index=False, name=None)
        if made.expected.get(row[:4]) != row[4] and place(row[5]) not in said
    ]


@pytest.mark.parametrize("part", range(10))
def test_a_sound_table_is_read_right_or_refused(part: int) -> None:
    read_figures = all_figures = 0
    for case in range(part, CASES, 10):
        chance = random.Random(f"sound {case}")  # noqa: S311 - the same cases every time
        made = random_table(chance, KNOWN)
        content, name = made.content(chance)
        outcome = read(content, made.measure, name)
        assert not unexplained(made, outcome), (case, made.done, unexplained(made, outcome)[:3])
        assert not wrong(made, outcome), (case, made.done, wrong(made, outcome)[:3])
        accounted_for(sheet_of(content, name, outcome), outcome)
        read_figures += len(outcome.observations)
        all_figures += len(made.expected)
    assert read_figures >= 0.9 * all_figures  # else everything is refused, which is right and of no use


@pytest.mark.parametrize("part", range(10))
def test_a_spoilt_table_is_never_silently_wrong(part: int) -> None:
    for case in range(part, CASES, 10):
        chance = random.Random(f"spoilt {case}")  # noqa: S311
        made = random_table(chance, KNOWN)
        spoil(made, chance)
        content, name = made.content(chance)
        try:
            outcome = read(content, made.measure, name)
        except EtlError as error:
            assert "wat te doen" in str(error)  # noqa: PT017 - either outcome will do
            continue
        assert not unexplained(made, outcome), (case, made.done, unexplained(made, outcome)[:3])
        if "_swapped" not in made.done:
            assert not wrong(made, outcome), (case, made.done, wrong(made, outcome)[:3])
        accounted_for(sheet_of(content, name, outcome), outcome)
        remarks_csv(outcome)


@pytest.mark.parametrize("part", range(4))
def test_spoilt_bytes_never_end_in_a_traceback(part: int) -> None:
    for case in range(part, CASES, 4):
        chance = random.Random(f"bytes {case}")  # noqa: S311
        made = random_table(chance, KNOWN)
        content, name = made.content(chance)
        spoilt = bytearray(content)
        for _ in range(chance.randint(1, 5)):
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.3:
            spoilt = spoilt[: chance.randrange(len(spoilt))]
        try:
            outcome = read(bytes(spoilt), made.measure, name)
        except EtlError as error:
            assert "wat te doen" in str(error)  # noqa: PT017
            continue
        accounted_for(sheet_of(bytes(spoilt), name, outcome), outcome)
        with_remarks(read_table(bytes(spoilt), name), outcome)


def test_a_long_table_is_read_in_seconds() -> None:
    """A fifth of the largest table that is accepted in a fifth of 15 seconds: time grows with the cells."""
    found = list(figures("new_dwellings_monthly").items())[:25_000]
    rows = [["NIS", "Gemeente", "Maand", "Woningen"], *([a, AREAS.name(a), p, v] for (a, p), v in found)]
    content = csv_of(rows)
    read(csv_of(rows[:100]), "new_dwellings_monthly", "kort.csv")  # what is loaded once does not count
    start = process_time()
    outcome = read(content, "new_dwellings_monthly", "lang.csv")
    assert process_time() - start < 3
    assert len(outcome.observations) == len(found)


CELLS = st.one_of(
    st.sampled_from(
        ["Gemeente", "Leuven", "Halle", "Totaal", "Jaar", "2024", "n.b.", "24062", "5,4", "1.234", "%", "="]
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([2023.0, 2024.0, 24062.0, 23027.0, 1.0, 5.4]),
    st.dates(),
    st.text(max_size=12),
)
GRIDS = st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 7)), CELLS, max_size=40)
TARGETS = st.sampled_from(
    ["jobseekers", "jobseeker_rate", "residents_by_age", "new_dwellings_monthly", "households"]
)


@settings(max_examples=CASES, deadline=None)
@given(GRIDS, TARGETS, st.booleans())
def test_any_grid_of_cells_is_accounted_for(
    grid: dict[tuple[int, int], object], name: str, is_compared: bool
) -> None:
    cells = {where: Cell(value) for where, value in grid.items() if value != ""}
    sheet = Sheet("Blad", cells)
    target = target_of(name, release().catalog)
    previous = release() if is_compared else None
    _, outcome = bring_in(Sheets("a.xlsx", (sheet,)), target, AREAS, release().catalog, previous=previous)
    accounted_for(sheet, outcome)
    with_remarks(Sheets("a.xlsx", (sheet,)), outcome)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 40), st.integers(1, 12))
def test_a_layout_that_somebody_changed_is_accounted_for_too(
    chance: random.Random, row: int, column: int
) -> None:
    from dataclasses import replace

    made = random_table(chance, KNOWN)
    content, name = made.content(chance)
    (sheet,) = read_table(content, name).sheets
    target = target_of(made.measure, release().catalog)
    layout = propose(sheet, AREAS, release().catalog, target).layout
    assert layout is not None
    changes: list[dict[str, object]] = [
        {"first_row": row},
        {"last_row": row},
        {"ignored_columns": {column: "niet nodig"}},
        {"ignored_rows": {row: "niet nodig"}},
        {"period_column": column},
        {"areas": {column: ()}},
        {"value_columns": layout.value_columns[:1]},
        {"period": "2011", "fill_down": True},
    ]
    changed = replace(layout, **chance.choice(changes))
    accounted_for(sheet, apply(sheet, changed, target, AREAS, release().catalog))
