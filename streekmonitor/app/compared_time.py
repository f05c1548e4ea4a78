"""Areas through time on the page Vergelijken: as lines of values or of an index, and as ranks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import compared, relation
from streekmonitor.analysis.summary import Asked
from streekmonitor.analysis.traits import breaks_of, is_survey
from streekmonitor.app import compared_figures, compared_files, exports
from streekmonitor.app.compared_files import ComparedFigure
from streekmonitor.app.compared_frame import Comparison
from streekmonitor.charts import comparison_frames
from streekmonitor.charts.bump import bump_chart
from streekmonitor.charts.frames import Amount, Notation, Series, texts, unit_words, value_text
from streekmonitor.charts.theme import as_spec
from streekmonitor.charts.trend import trend_chart
from streekmonitor.charts.trend_frames import TrendAxis, trend_frames
from streekmonitor.export.exported import Drawing
from streekmonitor.export.tables import value_table

TREND_HEIGHT, BUMP_HEIGHT = 430, 440
TOP = 5
NO_RANK = (
    "Dit is een enquête: verschillen tussen gemeenten kunnen toeval zijn, en daarom is er geen rangorde."
)
SOFT = "Open punten: voorlopig, geraamd of vooruitzicht."


@dataclass(frozen=True)
class Lines:
    """The rows of each line, how they are written, and what must be said of them."""

    rows: Mapping[str, pd.DataFrame]
    notation: Notation
    notes: tuple[str, ...] = ()


def only_as_index(comparison: Comparison) -> bool:
    """Whether values have no common axis: counts of areas of another order."""
    return comparison.indicator.is_count and len(comparison.municipalities) < len(comparison.chosen)


def draw_trend(comparison: Comparison) -> None:
    """A line for each area, and its first and last figure in a table."""
    indicator = comparison.indicator
    rows = {code: comparison.rows(indicator.id, code) for code in comparison.chosen}
    rows = {code: frame for code, frame in rows.items() if frame["value"].notna().any()}
    period = comparison.tables.latest(indicator.id, comparison.set_id)
    if not rows or period is None:
        st.info(f"{indicator.label}: voor deze gebieden zijn er geen cijfers.")
        return
    asked = Asked(indicator.id, period, tuple(comparison.chosen.values()), set_id=comparison.set_id)
    sentence = compared.paragraph(comparison.tables, asked)
    rest = compared_figures.say(sentence)
    lines = _lines(comparison, rows)
    left, right = st.columns(compared_figures.WIDE_AND_NARROW, gap="medium")
    with left:
        title = f"{indicator.label} ({unit_words(lines.notation)})"
        drawing = _draw_lines(comparison, lines, title)

        def figure() -> ComparedFigure:
            numbers, kinds = value_table(indicator, exports.trend_rows(rows), comparison.names)
            return ComparedFigure(title, sentence, [indicator], drawing, numbers, kinds)

        compared_figures.files(comparison, "lijnen", figure)
    with right:
        compared_figures.table(_first_and_last(comparison, lines))
        st.markdown(rest)
    compared_figures.explain(comparison, [indicator])


def _lines(comparison: Comparison, rows: Mapping[str, pd.DataFrame]) -> Lines:
    """Values, or an index where that was asked or is all there can be."""
    forced = only_as_index(comparison)
    if not forced and comparison.view.shown_as != "index":
        return Lines(rows, comparison.indicator)
    base = compared.common_base(rows, comparison.view.since)
    if not base:
        nothing = "Er is geen periode waarin al deze gebieden een cijfer hebben, dus ook geen index."
        return Lines(rows, comparison.indicator, (nothing,))
    made = compared.as_index(comparison.catalog, comparison.indicator, rows, base)
    why = ["Aantallen van kleine en grote gebieden staan als index naast elkaar."] if forced else []
    notes = dict.fromkeys([*why, *(entry.reason for entry in made.values() if entry.reason)])
    known = {code: entry.rows for code, entry in made.items() if len(entry.rows)}
    unit = f"index, {formats.period(base, comparison.reference)} = 100"
    return Lines(known, Amount(unit, 1), tuple(notes))


def _draw_lines(comparison: Comparison, lines: Lines, title: str) -> Drawing:
    indicator = comparison.indicator
    from_zero = indicator.is_count and lines.notation is indicator
    breaks = breaks_of(comparison.catalog, indicator)
    axis = TrendAxis(from_zero, TREND_HEIGHT, comparison.reference, breaks=breaks)
    series = [entry for entry in comparison.series if entry.code in lines.rows]
    datasets, spec = trend_frames(lines.notation, lines.rows, series, axis), _trend_spec(from_zero=from_zero)
    st.markdown(f"##### {title}")
    words = "Lijnen van de gebieden door de tijd; de tabel bevat het eerste en het laatste cijfer."
    st.vega_lite_chart(spec | {"datasets": datasets}, key="vergelijk_lijnen", theme=None, alt=words)
    notes = [*lines.notes, *([] if from_zero else [exports.NOT_FROM_ZERO])]
    notes += [SOFT] if datasets["punten"]["zacht"].any() else []
    st.caption(" ".join(notes))
    return Drawing(spec, datasets, caption=" ".join(notes))


def _first_and_last(comparison: Comparison, lines: Lines) -> pd.DataFrame:
    found = []
    for code, frame in lines.rows.items():
        ends = frame[frame["value"].notna()].sort_values("period").iloc[[0, -1]]
        when = [formats.short_period(str(period), comparison.reference) for period in ends["period"]]
        words = [f"{value} ({day})" for value, day in zip(texts(lines.notation, ends), when, strict=True)]
        found.append((comparison.name(code), *words))
    return pd.DataFrame(found, columns=["Gebied", "Eerste cijfer", "Laatste cijfer"])


# --- ranks -------------------------------------------------------------------------------------------------


def draw_ranks(comparison: Comparison) -> None:
    """The rank of each municipality through time; without a choice those of the highest ones."""
    indicator, tables = comparison.indicator, comparison.tables
    if is_survey(comparison.catalog, indicator):
        st.info(NO_RANK)
        return
    codes = comparison.municipalities or compared.highest(tables, indicator.id, comparison.set_id, TOP)
    ranks = relation.rank_over_time(tables, indicator.id, codes, comparison.set_id)
    if ranks.empty:
        st.info(f"{indicator.label}: voor deze gemeenten zijn er geen cijfers.")
        return
    name = comparison.areas.name
    sentence = compared.rank_sentence(comparison.catalog, indicator, ranks, codes, name)
    rest = compared_figures.say(sentence)
    if rest:
        st.markdown(rest)
    if not comparison.municipalities:
        st.caption(
            f"U ziet de {len(codes)} hoogste; kies zelf gemeenten bij “Gebieden”. Regio’s krijgen geen rang."
        )
    series = [entry for entry in _rank_looks(comparison, codes) if (ranks["area"] == entry.code).any()]
    left, right = st.columns(compared_figures.WIDE_AND_NARROW, gap="medium")
    with left:
        title = f"{indicator.label}: plaats onder de gemeenten (1 = hoogste waarde)"
        drawing = _draw_places(comparison, ranks, series, title)

        def figure() -> ComparedFigure:
            numbers = compared_files.rank_table(ranks, {entry.code: entry.name for entry in series})
            return ComparedFigure(title, sentence, [indicator], drawing, numbers)

        compared_figures.files(comparison, "rangen", figure)
    with right:
        points = drawing.datasets["punten"].dropna(subset=["waarde"])
        points = points.sort_values("x", ascending=False, kind="stable")[["periode", "reeks", "label"]]
        compared_figures.table(points.set_axis(["Periode", "Gemeente", "Plaats"], axis="columns"))
    compared_figures.explain(comparison, [indicator])


def _rank_looks(comparison: Comparison, codes: list[str]) -> list[Series]:
    looks = {entry.code: entry for entry in comparison.series}
    if comparison.municipalities:
        return [looks[code] for code in codes]
    return comparison_frames.compared_looks(comparison.areas.name, codes, (), ())


def _draw_places(comparison: Comparison, ranks: pd.DataFrame, series: list[Series], title: str) -> Drawing:
    indicator = comparison.indicator
    values = {
        (area, period): value_text(indicator, value, "observed")
        for area, period, value in ranks[["area", "period", "value"]].itertuples(index=False)
    }
    breaks = breaks_of(comparison.catalog, indicator)
    axis = TrendAxis(from_zero=False, height=BUMP_HEIGHT, reference=comparison.reference, breaks=breaks)
    datasets, spec = comparison_frames.rank_lines(ranks, values, series, axis), _bump_spec()
    st.markdown(f"##### {title}")
    words = "De plaats van elke gemeente door de tijd; de tabel bevat dezelfde plaatsen."
    st.vega_lite_chart(spec | {"datasets": datasets}, key="vergelijk_rangen", theme=None, alt=words)
    return Drawing(spec, datasets)


@lru_cache(maxsize=2)
def _trend_spec(*, from_zero: bool) -> dict[str, Any]:
    return as_spec(trend_chart(from_zero=from_zero, height=TREND_HEIGHT))


@lru_cache(maxsize=1)
def _bump_spec() -> dict[str, Any]:
    return as_spec(bump_chart(BUMP_HEIGHT))
