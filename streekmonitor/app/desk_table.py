"""Bringing in an own table: a template, the upload, what it is for, its columns, and what came out."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial

import streamlit as st

from etl.desk.bring_in import add_own_table
from etl.desk.desk import Desk
from etl.desk.drafts import Draft
from etl.desk.own_reading import Meant, Reading, meant, own_table, read
from etl.desk.pending import NEW, Pending, content_of, pending_tables, put_aside, take_away
from etl.desk.tables.answered import period_in
from etl.desk.tables.layout import target_of
from etl.desk.tables.limits import UPLOADS
from etl.desk.tables.remarks import Kind
from etl.desk.tables.template import next_periods, template
from streekmonitor import formats
from streekmonitor.app import desk_columns, desk_forms, desk_room
from streekmonitor.app.desk_fields import Fields, change_table
from streekmonitor.app.literal import literal
from streekmonitor.catalog import Catalog
from streekmonitor.figures.frame import Frame
from streekmonitor.release import Release

TAKEN, CHOSEN = "_gegevens_tabel_aangenomen", "tabel_in_de_maak"
NEW_WORDS = "Een nieuwe indicator"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(frame: Frame, desk: Desk, draft: Draft) -> None:
    """Template and upload; then the table that is being made ready."""
    if draft.is_closed:
        st.markdown("Dit concept is gesloten.")
        return
    release = frame.release
    left, right = st.columns([1.6, 1.0], gap="large")
    with left:
        _upload(desk, draft)
    with right:
        _template(release)
    tables = pending_tables(desk, draft.id)
    if tables:
        _one(desk, draft, _chosen(tables), release)


def _upload(desk: Desk, draft: Draft) -> None:
    """A table stands on disk at once, before anything is asked about it; each upload is taken once."""
    given = st.file_uploader(
        "Een eigen tabel (.xlsx, .ods of .csv), zoals ze is",
        max_upload_size=UPLOADS.file_bytes // 2**20,
        key=f"tabel_{draft.id}",
    )
    taken: set[str] = st.session_state.setdefault(TAKEN, set())
    if given is None or given.file_id in taken:
        return
    keep = lambda: put_aside(desk, desk_room.actor(), draft.id, given.name, given.getvalue())  # noqa: E731
    words = f"{literal(given.name)} is bewaard in het concept. Zeg nu waarvoor de tabel dient."
    desk_room.attempt(keep, words)
    taken.add(given.file_id)
    st.session_state.pop(CHOSEN, None)
    st.rerun()


def _template(release: Release) -> None:
    """A workbook to fill in, per indicator and periods."""
    with st.expander("Download een sjabloon om in te vullen"):
        words = _targets(release.catalog)
        chosen = st.selectbox(
            "Voor welke indicator?", list(words), index=None, format_func=words.__getitem__,
            placeholder="Kies", key="sjabloon_voor",
        )  # fmt: skip
        if chosen is None:
            return
        target = target_of(chosen, release.catalog)
        try:
            proposed = next_periods(target, release)
            typed = st.text_input(
                "Periodes, met een komma ertussen",
                value=", ".join(proposed),
                key=f"sjabloon_periodes_{chosen}",
                placeholder="Bijvoorbeeld: 2025, 2026 of 2026-Q1",
            )
            periods = [period_in(part) for part in typed.split(",") if part.strip()]
            st.download_button(
                "Download het sjabloon",
                partial(template, target, release.areas, release.catalog, periods),
                file_name=f"sjabloon-{chosen}.xlsx",
                mime=XLSX,
                disabled=not periods,
                key="sjabloon",
                on_click="ignore",
            )
        except ValueError as reason:
            st.info(str(reason))


def _chosen(tables: Sequence[Pending]) -> Pending:
    """The table at hand: the last one that came, unless another is chosen."""
    names = {table.sha256: table.name for table in tables}
    if st.session_state.get(CHOSEN) not in names:
        st.session_state[CHOSEN] = tables[-1].sha256
    if len(tables) > 1:
        st.selectbox("Tabel in de maak", list(names), format_func=names.__getitem__, key=CHOSEN)
    return next(table for table in tables if table.sha256 == st.session_state[CHOSEN])


def _one(desk: Desk, draft: Draft, table: Pending, release: Release) -> None:
    """What it is for, its source, its columns, and the way into the draft."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"##### {literal(table.name)}", width="stretch")
        gone = partial(_take_away, desk, draft.id, table)
        st.button("Haal weg", key="tabel_weg", type="tertiary", on_click=gone)
    _target(desk, draft, table, release.catalog)
    if table.target not in {NEW, *_targets(release.catalog)}:
        return
    wanted = meant(table, release, desk.today.isoformat())
    desk_forms.draw_source(Fields(desk, draft.id, table, "source", wanted.faults), release.catalog)
    if table.target == NEW:
        fields = Fields(desk, draft.id, table, "form", wanted.faults)
        desk_forms.draw_indicator(fields, release.catalog, wanted.new)
    if wanted.target is None:
        missing = formats.number(len(wanted.faults))
        words = f"Vul eerst de fiche in ({missing} velden zijn nog niet goed)"
        st.info(f"{words}; dan worden de kolommen voorgesteld.")
        return
    try:
        key = json.dumps([release.id, asdict(table)], sort_keys=True)
        reading = _reading(key, content_of(desk, draft.id, table), table, wanted, release)
    except ValueError as reason:
        st.info(str(reason))
        return
    desk_columns.draw(desk, draft.id, table, wanted, reading)
    _take_in(desk, draft, table, wanted, reading)


@st.cache_resource(max_entries=8, show_spinner="De tabel wordt gelezen …")
def _reading(
    key: str,  # noqa: ARG001 - what the cache goes by
    _content: bytes,
    _table: Pending,
    _wanted: Meant,
    _release: Release,
) -> Reading:
    return read(_content, _table, _wanted, _release)


def _targets(catalog: Catalog) -> dict[str, str]:
    themes = catalog.theme_by_id
    return {entry.id: f"{entry.label} · {themes[entry.theme].label}" for entry in catalog.indicators}


def _target(desk: Desk, draft: Draft, table: Pending, catalog: Catalog) -> None:
    """Which indicator the figures are for."""
    words = {NEW: NEW_WORDS, **_targets(catalog)}
    key = f"tabel_voor_{table.sha256[:12]}"
    st.session_state[key] = table.target if table.target in words else None
    st.selectbox(
        "Waarvoor dient deze tabel?", list(words), index=None, format_func=words.__getitem__,
        placeholder="Kies", key=key, on_change=_aimed, args=(desk, draft.id, table.sha256, key),
    )  # fmt: skip


def _aimed(desk: Desk, draft: str, digest: str, key: str) -> None:
    """Another target asks for other columns: what was answered about them no longer counts."""
    target = st.session_state[key] or ""
    change_table(desk, draft, digest, lambda table: replace(table, target=target, answers={}))


def _take_in(desk: Desk, draft: Draft, table: Pending, wanted: Meant, reading: Reading) -> None:
    """Into the draft, once source and figures are there; without what is refused only if one says so."""
    found = reading.outcome
    refused = len(found.of(Kind.REFUSED))
    left_out = not refused or st.checkbox(
        f"Breng de rest in zonder wat geweigerd is ({formats.number(refused)} opmerkingen)",
        key=f"zonder_{table.sha256[:12]}",
    )
    st.button(
        f"Breng {formats.number(len(found.observations))} cijfers in",
        type="primary",
        key="tabel_inbrengen",
        disabled=found.observations.empty or bool(wanted.faults) or not left_out,
        on_click=partial(_taken_in, desk, draft.id, table, wanted, reading),
    )
    if wanted.faults:
        st.caption("Vul eerst de bron aan.")


def _taken_in(desk: Desk, draft: str, table: Pending, wanted: Meant, reading: Reading) -> None:
    actor = desk_room.actor()

    def do() -> None:
        content = content_of(desk, draft, table)
        figures = own_table(wanted, reading.outcome.observations)
        add_own_table(desk, actor, draft, figures, name=table.name, original=content)
        take_away(desk, actor, draft, table.sha256)

    desk_room.attempt(do, f"{literal(table.name)} zit in het concept. Laat het nu nakijken.")


def _take_away(desk: Desk, draft: str, table: Pending) -> None:
    do = lambda: take_away(desk, desk_room.actor(), draft, table.sha256)  # noqa: E731
    desk_room.attempt(do, f"{literal(table.name)} is weggehaald.")
