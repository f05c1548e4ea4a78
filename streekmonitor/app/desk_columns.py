"""The columns of an own table: as proposed, to change where they are wrong; and what that gives."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from etl.desk.desk import Desk
from etl.desk.own_reading import Meant, Reading, measures_for
from etl.desk.pending import Pending
from etl.desk.tables.annotated import LIST_HEAD, remark_rows, remarks_csv, with_remarks
from etl.desk.tables.answered import Answer, period_in, proposed
from etl.desk.tables.notation import NOTATION_WORDS, Notation
from etl.desk.tables.remarks import KIND_WORDS, Kind
from streekmonitor import formats
from streekmonitor.app import desk_room
from streekmonitor.app.desk_fields import change_table
from streekmonitor.app.literal import literal

NOTHING, BY_COLUMN, TOTAL = "niet inlezen", "uit een kolom", "totaal"
BY_NUMBER = "getallen"
MEASURE, CATEGORY, PERIOD, SIGN, TIMES = "Cijfers van", "Uitsplitsing", "Periode", "Decimaalteken", "Maal"
FIXED = ("Kolom", "Gevonden")


def draw(desk: Desk, draft: str, table: Pending, wanted: Meant, reading: Reading) -> None:
    """Sheet, questions, columns, and the remarks row by row."""
    _sheet(desk, draft, table, reading)
    for question in reading.proposal.questions:
        st.warning(literal(question))
    if reading.proposal.layout is not None:
        _period(desk, draft, table)
        _columns(desk, draft, table, wanted, reading)
    _outcome(table, reading)


def _sheet(desk: Desk, draft: str, table: Pending, reading: Reading) -> None:
    names = [sheet.name for sheet in reading.sheets.sheets]
    if len(names) < 2:
        return
    key = f"blad_{table.sha256[:12]}"
    st.session_state[key] = reading.sheet.name
    st.selectbox("Blad", names, key=key, on_change=_keep, args=(desk, draft, table.sha256, "sheet", key))


def _period(desk: Desk, draft: str, table: Pending) -> None:
    """The period of all figures, where the table does not say it."""
    key = f"periode_{table.sha256[:12]}"
    st.session_state.setdefault(key, table.period)
    st.text_input(
        "Periode van alle cijfers, als de tabel ze niet noemt",
        key=key,
        max_chars=10,
        placeholder="Bijvoorbeeld: 2025, 2025-Q3 of 2025-07",
        on_change=_keep,
        args=(desk, draft, table.sha256, "period", key),
    )


def _keep(desk: Desk, draft: str, digest: str, name: str, key: str) -> None:
    """Keep a choice about the whole table; another sheet has other columns."""
    value = str(st.session_state[key] or "").strip()
    try:
        value = period_in(value) if name == "period" else value
    except ValueError as reason:
        desk_room.tell_refused(reason)
        return
    change_table(desk, draft, digest, lambda table: _with_choice(table, name, value))


def _with_choice(table: Pending, name: str, value: str) -> Pending:
    if name == "sheet":
        return replace(table, sheet=value, answers={})
    return replace(table, period=value)


def _columns(desk: Desk, draft: str, table: Pending, wanted: Meant, reading: Reading) -> None:
    """A row per column with values, to change; every change stands on disk at once."""
    if reading.layout is None or reading.proposal.layout is None:
        return
    st.markdown("##### Kolommen")
    measures = {measure.id: measure.label for measure in measures_for(wanted)}
    categories = {"": TOTAL} | {
        entry.id: entry.label for name in measures for entry in wanted.catalog.categories(name)
    }
    words = _Words(measures, categories)
    place = f"kolommen_{table.sha256[:12]}_{table.target}_{reading.sheet.name}"
    basis: pd.DataFrame = st.session_state.setdefault(f"_{place}", _rows(reading, words))
    st.data_editor(
        basis,
        key=place,
        hide_index=True,
        placeholder="",
        disabled=list(FIXED),
        column_config={
            MEASURE: st.column_config.SelectboxColumn(options=[NOTHING, *measures.values()], required=True),
            CATEGORY: st.column_config.SelectboxColumn(options=[*categories.values(), BY_COLUMN]),
            SIGN: st.column_config.SelectboxColumn(options=[*NOTATION_WORDS.values(), BY_NUMBER]),
            TIMES: st.column_config.NumberColumn(help="Bijvoorbeeld 1000 als de tabel in duizend is"),
        },
        on_change=lambda: _answer(desk, draft, table.sha256, lambda: _said(reading, place, basis, words)),
    )


class _Words:
    """How measures and categories are called in the table of columns, and back."""

    def __init__(self, measures: Mapping[str, str], categories: Mapping[str, str]) -> None:
        self.measures, self.categories = measures, categories

    def row(self, answer: Answer) -> dict[str, Any]:
        """An answer in words."""
        category = BY_COLUMN if answer.category is None else self.categories.get(answer.category, TOTAL)
        return {
            MEASURE: self.measures.get(answer.measure, NOTHING),
            CATEGORY: category,
            PERIOD: answer.period or "",
            SIGN: NOTATION_WORDS[answer.notation] if answer.notation else BY_NUMBER,
            TIMES: answer.scale,
        }

    def answer(self, row: Mapping[str, Any]) -> Answer:
        """The words back as an answer."""
        by_label = {label: name for name, label in self.measures.items()}
        by_category = {label: name for name, label in self.categories.items()}
        signs: dict[str, Notation] = {words: notation for notation, words in NOTATION_WORDS.items()}
        scale = row[TIMES]
        return Answer(
            measure=by_label.get(row[MEASURE], ""),
            category=None if row[CATEGORY] == BY_COLUMN else by_category.get(row[CATEGORY], ""),
            period=period_in(str(row[PERIOD] or "")) or None,
            notation=signs.get(row[SIGN]),
            scale=None if scale is None or pd.isna(scale) else float(scale),
        )


def _shown(reading: Reading) -> dict[int, Answer]:
    """Every column with values as it is read now, those that a person answered included."""
    return proposed(reading.layout) if reading.layout is not None else {}


def _rows(reading: Reading, words: _Words) -> pd.DataFrame:
    layout = reading.proposal.layout
    sheet = reading.sheet.turned() if layout is not None and layout.is_turned else reading.sheet
    found = {entry.where: f"{entry.what} ({entry.why})" for entry in reading.proposal.findings}
    rows = [
        {"Kolom": sheet.column_name(column), "Gevonden": found.get(sheet.column_name(column), "")}
        | words.row(answer)
        for column, answer in _shown(reading).items()
    ]
    table = pd.DataFrame(rows, columns=[*FIXED, MEASURE, CATEGORY, PERIOD, SIGN, TIMES])
    return table.astype({TIMES: "float64"})  # also where nobody said it: empty cells for numbers


def _said(reading: Reading, place: str, basis: pd.DataFrame, words: _Words) -> dict[str, dict[str, Any]]:
    """The answers in the rows that were changed, by column."""
    columns = list(_shown(reading))
    edited: Mapping[int, Mapping[str, Any]] = st.session_state[place]["edited_rows"]
    return {
        str(columns[int(row)]): words.answer(
            {**{str(name): cell for name, cell in basis.iloc[int(row)].items()}, **changes}
        ).as_json()
        for row, changes in edited.items()
    }


def _answer(desk: Desk, draft: str, digest: str, said: Callable[[], Mapping[str, Any]]) -> None:
    """Keep what was changed in the table of columns, unless it makes no sense."""
    try:
        answers = said()
    except ValueError as reason:
        desk_room.tell_refused(reason)
        return
    change_table(desk, draft, digest, lambda table: replace(table, answers={**table.answers, **answers}))


def _outcome(table: Pending, reading: Reading) -> None:
    """What is read, and what is said about it; with the file to correct."""
    found = reading.outcome
    counts = [f"{formats.number(len(found.of(kind)))} {KIND_WORDS[kind]}" for kind in Kind if found.of(kind)]
    told = f" Opmerkingen: {formats.listing(counts)}." if counts else " Er zijn geen opmerkingen."
    st.markdown(f"**{formats.number(len(found.observations))} cijfers gelezen.**{told}")
    if not found.remarks:
        return
    st.dataframe(pd.DataFrame(remark_rows(found), columns=list(LIST_HEAD)), hide_index=True)
    stem = table.name.rsplit(".", 1)[0]
    with st.container(horizontal=True):
        st.download_button(
            "Download uw bestand met de opmerkingen ernaast",
            partial(with_remarks, reading.sheets, found),
            file_name=f"{stem}-met-opmerkingen.xlsx",
            key="tabel_met_opmerkingen",
            on_click="ignore",
            type="tertiary",
        )
        st.download_button(
            "Download de opmerkingen als CSV",
            partial(remarks_csv, found),
            file_name=f"{stem}-opmerkingen.csv",
            key="tabel_opmerkingen",
            on_click="ignore",
            type="tertiary",
        )
