"""The third step of a draft: old against new, before anybody approves it."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from etl.change_words import area_name, count, entries, span
from etl.desk.compare import MOST_ROWS, Comparison
from etl.desk.desk import Desk
from etl.desk.drafts import Draft
from etl.desk.examine import current_report, see
from etl.desk.report import Report
from streekmonitor import formats
from streekmonitor.app import desk_before_after, desk_consequences
from streekmonitor.app.explanation import readable
from streekmonitor.figures.frame import Frame
from streekmonitor.release import Release

TABLE_HEIGHT = 380


def draw(frame: Frame, desk: Desk, draft: Draft) -> None:
    """What changes, from the whole to the single figure, and whom it touches."""
    if draft.is_closed:
        st.markdown("Dit concept is gesloten. Wat het veranderde, staat bij “Releases”.")
        return
    report = current_report(desk, draft)
    if not report.candidate:
        st.markdown("Er is nog niets te bekijken: los eerst op wat bij het nazicht geweigerd is.")
        return
    found = _comparison(desk, draft.id, report)
    st.markdown(f"**{_sentence(found)}**")
    _periods(found)
    _revisions(found)
    _jumps(found)
    _lost(found)
    if found.indicators:
        desk_before_after.draw(frame, found)
    desk_consequences.draw(found)
    with st.expander("Het wijzigingsverslag dat bij de release komt"):
        st.markdown(readable(found.report))


def _comparison(desk: Desk, draft: str, report: Report) -> Comparison:
    return _compared(draft, report.base, report.candidate, report.when, desk)


@st.cache_resource(max_entries=2, show_spinner="Oud en nieuw worden vergeleken …")
def _compared(
    draft: str,
    base: str,  # noqa: ARG001 - what the cache goes by
    candidate: str,  # noqa: ARG001
    when: str,  # noqa: ARG001
    _desk: Desk,
) -> Comparison:
    return see(_desk, draft)


def _sentence(found: Comparison) -> str:
    """All of it in one sentence."""
    fresh = sum(len(periods) for periods in found.periods["new"])
    gone = sum(len(periods) for periods in found.periods["lost"])
    parts = [
        count(fresh, "nieuwe periode", "nieuwe periodes") if fresh else "geen nieuwe periodes",
        count(found.revised, "herzien cijfer", "herziene cijfers") if found.revised else "geen herziening",
        *([count(gone, "periode die verdwijnt", "periodes die verdwijnen")] if gone else []),
    ]
    touched = count(len(found.indicators), "indicator verandert", "indicatoren veranderen")
    return f"Deze release brengt {formats.listing(parts)}; {touched}."


def _periods(found: Comparison) -> None:
    if found.periods.empty:
        return
    st.markdown("##### Nieuwe en verdwenen periodes")
    rows = [
        {"Cijfers": row["label"], "Nieuw": _span(row["new"]), "Verdwenen": _span(row["lost"])}
        for row in found.periods.to_dict("records")
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def _span(periods: Sequence[str]) -> str:
    return span(periods) if periods else "–"


def _revisions(found: Comparison) -> None:
    """The share revised per measure, and the largest revisions one by one."""
    if not found.revised:
        return
    st.markdown("##### Herziene cijfers")
    shares = [
        {
            "Cijfers": row["label"],
            "Herzien": f"{formats.number(row['revised'])} van {formats.number(row['all'])}",
            "Aandeel": formats.value(100 * row["share"], "%", 1),
        }
        for row in found.shares.to_dict("records")
    ]
    st.dataframe(pd.DataFrame(shares), hide_index=True)
    release = found.new.release
    rows = [
        {
            **_about(release, row),
            "Was": _number(row["old_value"]),
            "Wordt": _number(row["value"]),
            "Verschil": formats.difference(row["change"], "", _decimals(row["change"])).strip(),
        }
        for row in found.revisions.to_dict("records")
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=TABLE_HEIGHT)
    if found.revised > len(rows):
        every = formats.number(found.revised)
        st.caption(f"De {formats.number(MOST_ROWS)} grootste van {every} herzieningen.")


def _jumps(found: Comparison) -> None:
    """Changes far beyond what a series usually does."""
    if found.jumps.empty:
        return
    st.markdown("##### Sprongen")
    release = found.new.release
    rows = [
        {
            **_about(release, row),
            "Ervoor": _number(row["before"]),
            "Wordt": _number(row["value"]),
            "Gewone verandering": _number(row["usual"]),
        }
        for row in found.jumps.head(MOST_ROWS).to_dict("records")
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=min(TABLE_HEIGHT, 40 + 36 * len(rows)))


def _lost(found: Comparison) -> None:
    """Areas that had a figure in a period and no longer have one."""
    if found.lost_areas.empty:
        return
    st.markdown("##### Gebieden zonder cijfer die er een hadden")
    release = found.new.release
    rows = [_about(release, row) for row in found.lost_areas.head(MOST_ROWS).to_dict("records")]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=min(TABLE_HEIGHT, 40 + 36 * len(rows)))


def _about(release: Release, row: Mapping[Hashable, Any]) -> dict[str, str]:
    """Of which figure a row tells: measure (with its category), area and period, in words."""
    measure, category = str(row["measure"]), str(row.get("category") or "")
    known = entries(release.catalog).get(measure)
    label = known.label if known else measure
    return {
        "Cijfers": f"{label} ({category})" if category else label,
        "Gebied": area_name(str(row["area"]), release),
        "Periode": formats.short_period(str(row["period"])),
    }


def _number(value: float) -> str:
    return formats.number(value, _decimals(value))


def _decimals(value: float) -> int:
    """Whole numbers without decimals, others with two."""
    return 0 if float(value).is_integer() else 2
