"""The second step of a draft: have it checked, read the remarks, and confirm what is right after all."""

from functools import partial

import pandas as pd
import streamlit as st

from etl.change_words import count
from etl.desk.bring_in import LONGEST_TEXT, confirm
from etl.desk.desk import Desk
from etl.desk.drafts import Draft
from etl.desk.examine import check_draft
from etl.desk.log import moment
from etl.desk.report import COLUMNS, KINDS, Kind, Remark, Report, rows
from etl.desk.spreadsheet import as_csv, as_xlsx
from etl.progress import Progress
from streekmonitor import formats
from streekmonitor.app import desk_jobs, desk_room
from streekmonitor.app.literal import literal
from streekmonitor.figures.frame import Frame

WEIGHTY: tuple[Kind, ...] = ("refused", "confirm", "suspicious")
REASON = "reden_bevestigen"
MOST_TO_CONFIRM = 100


def job_of(draft: str) -> str:
    """The key of the job that checks a draft."""
    return f"nakijken_{draft}"


def begin(desk: Desk, draft: str) -> None:
    """Have a draft checked, beside the page."""
    actor = desk_room.actor()

    def work(progress: Progress) -> str:
        made = check_draft(desk, actor, draft, progress)
        return f"Nagekeken: {_counted(made)}."

    desk_jobs.JOBS.start(job_of(draft), "Het concept wordt nagekeken", work)


def draw(_frame: Frame, desk: Desk, draft: Draft) -> None:
    """The button, the job, and the remarks of the last check."""
    key = job_of(draft.id)
    if not draft.is_closed:
        st.button(
            "Laat nakijken",
            type="primary",
            key="nakijken",
            disabled=desk_jobs.is_running(key) or not (draft.files or draft.dropped),
            on_click=partial(begin, desk, draft.id),
        )
    desk_jobs.draw(key)
    report = desk.report_of(draft)
    if report is None:
        st.markdown("Dit concept is nog niet nagekeken.")
        return
    _outdated(desk, draft, report)
    _summary(report)
    _confirmations(desk, draft, report)
    _table(report)
    _downloads(draft, report)
    _confirmed(draft)


def _outdated(desk: Desk, draft: Draft, report: Report) -> None:
    if not draft.is_closed and not desk.is_current(report, draft):
        st.warning(
            "Sinds dit nazicht is het concept of de release in gebruik veranderd. Laat het opnieuw nakijken."
        )


def _summary(report: Report) -> None:
    """What came out, and what to do now."""
    if not report.candidate:
        next_step = "Er kan nog geen release van worden gemaakt: los eerst op wat geweigerd is."
    elif report.of("confirm"):
        next_step = "Bevestig met een reden wat klopt, of breng een ander bestand in."
    else:
        next_step = "Bekijk in de volgende stap wat er verandert, en leg het dan voor."
    st.markdown(f"**{formats.sentence(_counted(report))}.** {next_step}")
    st.caption(f"Nagekeken op {moment(report.when)}, vergeleken met release {report.base}.")


def _counted(report: Report) -> str:
    counts = [f"{formats.number(len(report.of(kind)))} {KINDS[kind]}" for kind in WEIGHTY]
    return formats.listing(counts)


def _confirmations(desk: Desk, draft: Draft, report: Report) -> None:
    """A choice of the remarks that only a person can judge, with one reason for those that are chosen."""
    waiting = {remark.key: remark for remark in report.of("confirm") if remark.key}
    if not waiting or draft.is_closed or not desk.is_current(report, draft):
        return
    st.markdown("##### Klopt dit toch?")
    shown = dict(list(waiting.items())[:MOST_TO_CONFIRM])
    for key, remark in shown.items():
        st.checkbox(_told(remark), key=_box(draft.id, key))
    if len(waiting) > len(shown):
        st.caption(f"Daarna volgen er nog {formats.number(len(waiting) - len(shown))}.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Waarom klopt wat u aankruist?",
            key=REASON,
            max_chars=LONGEST_TEXT,
            placeholder="Bijvoorbeeld: de uitgever telt sinds 2025 ook de deeltijdse opleidingen mee",
        )
        st.button("Bevestig", key="bevestigen", on_click=partial(_confirm, desk, draft.id, list(shown)))


def _confirm(desk: Desk, draft: str, keys: list[str]) -> None:
    chosen = [key for key in keys if st.session_state.get(_box(draft, key))]
    reason = str(st.session_state[REASON])
    do = lambda: confirm(desk, desk_room.actor(), draft, chosen, reason)  # noqa: E731
    if desk_room.attempt(do, f"{count(len(chosen), 'opmerking', 'opmerkingen')} bevestigd."):
        st.session_state[REASON] = ""
        begin(desk, draft)


def _box(draft: str, key: str) -> str:
    return f"klopt_{draft}_{key}"


def _told(remark: Remark) -> str:
    place = " · ".join(filter(None, (remark.source, remark.file, remark.where)))
    expected = f" (verwacht: {remark.expected})" if remark.expected else ""
    return literal(f"{place}: {remark.found}{expected}" if place else f"{remark.found}{expected}")


def _table(report: Report) -> None:
    """The remarks, the weightiest first; what is only told stands there on demand."""
    others = [remark for remark in report.remarks if remark.kind not in WEIGHTY]
    every = bool(others) and st.toggle(
        f"Toon ook wat omgezet, opzijgezet of ter informatie is ({formats.number(len(others))})",
        key="alle_opmerkingen",
    )
    shown = rows(report.remarks if every else report.of(*WEIGHTY))
    if not shown:
        st.markdown("Er is niets geweigerd, te bevestigen of verdacht.")
        return
    table = pd.DataFrame(shown, columns=[formats.sentence(name) for name in COLUMNS])
    st.dataframe(table, hide_index=True, row_height=60)


def _downloads(draft: Draft, report: Report) -> None:
    if not report.remarks:
        return
    listed = rows(report.remarks)
    with st.container(horizontal=True):
        for label, suffix, make in (
            ("Download alle opmerkingen als Excel", "xlsx", partial(as_xlsx, "Opmerkingen", COLUMNS, listed)),
            ("Download als CSV", "csv", partial(as_csv, COLUMNS, listed)),
        ):
            st.download_button(
                label,
                make,
                file_name=f"opmerkingen-{draft.id}.{suffix}",
                key=f"opmerkingen_{suffix}",
                on_click="ignore",
                type="tertiary",
            )


def _confirmed(draft: Draft) -> None:
    """What was confirmed before, by whom and why."""
    if not draft.confirmed:
        return
    with st.expander(f"Bevestigd ({formats.number(len(draft.confirmed))})"):
        for entry in draft.confirmed:
            words = f"{entry.key}: {entry.reason} ({entry.by}, {moment(entry.when)})"
            st.markdown(f"- {literal(words)}")
