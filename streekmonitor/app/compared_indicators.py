"""Indicators beside each other on the page Vergelijken: two as a scatter, all key figures as a heat map."""

from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import compared, relation, text
from streekmonitor.analysis.relation import Relation
from streekmonitor.app import compared_figures, compared_files, state
from streekmonitor.app.compared_files import ComparedFigure
from streekmonitor.app.compared_frame import Comparison
from streekmonitor.app.spread import key
from streekmonitor.areas import Region
from streekmonitor.catalog import Indicator
from streekmonitor.charts import comparison_frames, heat_frames
from streekmonitor.charts.heatmap import heat_map_chart
from streekmonitor.charts.scatter import scatter_chart
from streekmonitor.charts.theme import MUTED, REGION_COLOURS, as_spec
from streekmonitor.export.exported import Drawing

SCATTER_HEIGHT = 470
SCATTER_SIZES = {False: (760.0, float(SCATTER_HEIGHT)), True: (300.0, float(SCATTER_HEIGHT))}
READING = "Hoe groter het punt, hoe meer inwoners; de kleur is die van de regio."
DIAMONDS = "Een ruit is een regio; ze telt niet mee in de samenhang."
NEITHER_FROM_ZERO = "De assen beginnen niet bij nul."
HEAT_READING = (
    "Elke kleur is de afstand tot het gemiddelde van de gemeenten van de provincie, in standaardafwijkingen "
    "(grenzen bij 0,5 en 1,5). Aantallen krijgen geen kleur: ze volgen de omvang van het gebied."
)


def draw_scatter(comparison: Comparison) -> None:
    """A point for each municipality of the province, and a diamond for the regions of the set."""
    x, y = comparison.indicator, comparison.second
    regions = comparison.view.regions(comparison.areas)
    everyone: list[str | Region] = [*relation.province(comparison.tables), *regions]
    found = relation.relation(
        comparison.tables, x.id, y.id, everyone,
        set_id=comparison.set_id, period=comparison.view.period,
    )  # fmt: skip
    compared_figures.say(found.sentence)
    if found.rows.empty:
        return
    points = comparison_frames.scatter_points(found, x, y, _looks(comparison))
    left, right = st.columns(compared_figures.WIDE_AND_NARROW, gap="medium")
    with left:
        drawing = _draw_points(comparison, found, points)

        def figure() -> ComparedFigure:
            names = {code: comparison.name(code) for code in found.rows["area"]}
            numbers, kinds = compared_files.pair_table(found, x, y, names)
            title = f"{y.label} tegenover {x.label}"
            return ComparedFigure(title, found.sentence, [x, y], drawing, numbers, kinds)

        compared_figures.files(comparison, "punten", figure)
    with right:
        heads = ["Gebied", f"→ {x.short_label}", f"↑ {y.short_label}"]
        shown = points.sort_values("naam")[["naam", "xtekst", "ytekst"]]
        compared_figures.table(shown.set_axis(heads, axis="columns"))
    compared_figures.explain(comparison, [x, y])


def _looks(comparison: Comparison) -> comparison_frames.ScatterLook:
    """Of a municipality in two regions of the set the first counts."""
    regions = list(enumerate(comparison.view.regions(comparison.areas)))
    colours = {
        code: REGION_COLOURS[place % len(REGION_COLOURS)]
        for place, region in reversed(regions)
        for code in (*region.members, region.id)
    }
    people = comparison.release.residents_by_year.iloc[:, -1].dropna()
    residents = {str(code): float(count) for code, count in people.items()}
    chosen = [entry for entry in comparison.series if comparison.areas.is_municipality(entry.code)]
    return comparison_frames.ScatterLook(comparison.name, residents, colours, chosen)


def _draw_points(comparison: Comparison, found: Relation, points: pd.DataFrame) -> Drawing:
    x, y = comparison.indicator, comparison.second
    across, up = _axis_words(comparison, x, found.x_period), _axis_words(comparison, y, found.y_period)
    names = [
        comparison_frames.scatter_names(points, size).assign(smal=narrow)
        for narrow, size in SCATTER_SIZES.items()
    ]
    datasets, spec = {"punten": points, "opschriften": pd.concat(names)}, _scatter_spec()
    st.markdown(f"##### ↑ {up}")
    chart = state.chart_key("spreiding")
    words = "Een punt per gemeente volgens twee indicatoren; de tabel bevat dezelfde cijfers."
    st.vega_lite_chart(
        spec | {"datasets": datasets}, key=chart, theme=None,
        on_select=state.click(chart, compared.toggled), alt=words,
    )  # fmt: skip
    st.markdown(f"##### → {across}")
    diamonds = DIAMONDS if (points["vorm"] == "diamond").any() else ""
    notes = " ".join(filter(None, [found.caution, READING, diamonds, NEITHER_FROM_ZERO]))
    st.caption(notes)
    return Drawing(spec, datasets, heading=f"↑ {up}", caption=f"→ {across}. {notes}")


def _axis_words(comparison: Comparison, indicator: Indicator, period: str | None) -> str:
    when = text.period_phrase(comparison.catalog, indicator, period) if period else ""
    unit = "" if text.unit_is_told(indicator) else f" ({indicator.unit})"
    return f"{indicator.label}{unit}, {when}"


# --- key figures -------------------------------------------------------------------------------------------


def draw_key_figures(comparison: Comparison) -> None:
    """A heat map of key figures by areas, told in words and numbers as well as in colours."""
    themes = comparison.catalog.themes
    keys = [entry for theme in themes for entry in comparison.catalog.of_theme(theme.id) if entry.key_figure]
    areas, ids = tuple(comparison.chosen.values()), tuple(entry.id for entry in keys)
    found = compared.key_figures(comparison.tables, areas, ids, comparison.set_id)
    if found.empty:
        st.info("Er zijn geen kerncijfers.")
        return
    # A relative comparator goes by the code it was chosen by.
    codes = {area.id if isinstance(area, Region) else area: code for code, area in comparison.chosen.items()}
    rows = found.assign(area=found["area"].map(codes))
    sentence = compared.heat_sentence(rows, comparison.phrase)
    compared_figures.say(sentence)
    indicators = {entry.id: entry for entry in keys if (rows["indicator"] == entry.id).any()}
    drawing = _draw_cells(comparison, rows, indicators)

    def figure() -> ComparedFigure:
        table = compared_files.key_figure_table(rows, indicators, comparison.names)
        title = "Kerncijfers naast elkaar"
        return ComparedFigure(title, sentence, list(indicators.values()), drawing, table)

    compared_figures.files(comparison, "cellen", figure)
    compared_figures.credit(comparison, list(indicators.values()))
    box = st.expander("Als tabel", on_change="rerun", key="kerncijfers_tabel")
    if box.open:
        with box:
            shown = heat_frames.as_table(drawing.datasets["cellen"], "Kerncijfer")
            st.table(shown, hide_index=True, border="horizontal")


def _draw_cells(comparison: Comparison, rows: pd.DataFrame, indicators: dict[str, Indicator]) -> Drawing:
    catalog = comparison.catalog
    last = rows.drop_duplicates("indicator").set_index("indicator")["period"]
    periods = {
        name: formats.short_period(str(last[name]), catalog.main_measure(entry).reference)
        for name, entry in indicators.items()
    }
    absent = rows[rows["value"].isna()]
    reasons = {
        (code, name): comparison.figure(name, code, period).reason
        for code, name, period in absent[["area", "indicator", "period"]].itertuples(index=False)
    }
    cells = heat_frames.key_figure_cells(rows, indicators, comparison.names, periods, reasons)
    datasets, spec = {"cellen": cells}, _heat_spec()
    with st.container(key="breed_kerncijfers"):
        words = "Kerncijfers per gebied: elke cel toont de waarde, ook in de tabel eronder."
        st.vega_lite_chart(
            spec | {"datasets": datasets}, key="kerncijfers_cellen", theme=None, width="content", alt=words
        )
    _colour_key()
    st.caption(HEAT_READING)
    return Drawing(spec, datasets, caption=HEAT_READING)


def _colour_key() -> None:
    """The colours of the cells in words."""
    judged = dict(zip(heat_frames.JUDGED_WORDS, heat_frames.JUDGED, strict=True))
    judged[heat_frames.JUDGED_WORDS[2]] = MUTED
    low, high = heat_frames.NEUTRAL[0], heat_frames.NEUTRAL[-1]
    entries = [*judged.items(), ("zonder oordeel: veel lager", low), ("veel hoger", high)]
    key((words, colour, "□" if colour == MUTED else "■") for words, colour in entries)


@lru_cache(maxsize=1)
def _scatter_spec() -> dict[str, Any]:
    return as_spec(scatter_chart(SCATTER_HEIGHT))


@lru_cache(maxsize=1)
def _heat_spec() -> dict[str, Any]:
    return as_spec(heat_map_chart())
