"""The indicator view: map, ranking, trend and table of one indicator, on one selection."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import compare, text
from streekmonitor.analysis.aggregate import Values
from streekmonitor.app import computation, data, state
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Indicator, Theme
from streekmonitor.charts import frames, geometry
from streekmonitor.charts.legend import class_legend
from streekmonitor.charts.map import map_chart
from streekmonitor.charts.ranking import ranking_chart
from streekmonitor.charts.theme import as_spec
from streekmonitor.charts.trend import trend_chart
from streekmonitor.release import Release
from streekmonitor.view import MAX_COMPARATORS, MAX_SELECTED, View

MAP_HEIGHT = 340
MAP_WIDTH = 720
TREND_HEIGHT = 250
BENCHMARKS = "vergelijking"
BRUSSELS = "21004"


@dataclass(frozen=True)
class Screen:
    """Everything the parts of the view draw from: one indicator, one period, one selection."""

    release: Release
    view: View
    indicator: Indicator
    values: Values
    periods: list[str]
    period: str
    shown: pd.DataFrame
    regions: tuple[str, ...]
    series: list[frames.Series]
    rows: Mapping[str, pd.DataFrame]

    @property
    def reference(self) -> str:
        return self.release.catalog.main_measure(self.indicator).reference

    @property
    def bounds(self) -> list[float]:
        """The class bounds, as the release fixed them."""
        return list(self.release.manifest["classes"][self.indicator.id]["latest"])

    def row(self, code: str) -> pd.Series:
        """The row of an area in the period on screen; empty when it has none."""
        rows = self.rows[code]
        chosen = rows[rows["period"] == self.period]
        return chosen.iloc[0] if len(chosen) else pd.Series({"value": None, "status": "missing", "reason": ""})


def draw(release: Release, view: View, theme: Theme) -> None:
    """The whole view of a theme page: controls, answer, figures, explanation."""
    indicators = release.catalog.of_theme(theme.id)
    indicator = _indicator(release, view, theme)
    periods = data.periods(release, release.id, indicator.id, view.set_id)
    period = view.period if view.period in periods else periods[-1]
    if view.period and view.period != period:
        words = formats.listing([periods[0], periods[-1]]) if len(periods) > 1 else periods[0]
        st.warning(f"Voor deze periode zijn er geen cijfers; u ziet {period}. Er zijn cijfers van {words}.")
    _controls(release, view, indicator, [entry.id for entry in indicators], periods, period)
    screen = _screen(release, view, indicator, periods, period)
    _answer(screen)
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        _map(screen)
    with right:
        _ranking(screen)
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        _trend(screen)
    with right:
        _explanation(screen)
    _table(screen)


def _indicator(release: Release, view: View, theme: Theme) -> Indicator:
    """The indicator asked for; one of another theme is shown all the same, with the way to its page."""
    if view.indicator is None:
        return release.catalog.of_theme(theme.id)[0]
    indicator = release.catalog.indicator_by_id[view.indicator]
    if indicator.theme != theme.id:
        home = release.catalog.theme_by_id[indicator.theme]
        st.info(f"“{indicator.label}” hoort bij het thema {home.label}.")
    return indicator


def _screen(release: Release, view: View, indicator: Indicator, periods: list[str], period: str) -> Screen:
    values = data.values(release, release.id, indicator.id, view.set_id)
    regions = release.areas.sets[view.set_id].regions
    selected = view.selected
    series = frames.styled(release.areas, regions, selected, view.comparators)
    rows = {
        entry.code: data.region_rows(release, release.id, indicator.id, entry.code)
        if entry.code in release.areas.regions
        else values.rows[values.rows["area"] == entry.code]
        for entry in series
    }
    shown = compare.shown_municipalities(values, release.areas, period)
    return Screen(release, view, indicator, values, periods, period, shown, regions, series, rows)


def _controls(
    release: Release, view: View, indicator: Indicator, ids: list[str], periods: list[str], period: str
) -> None:
    areas, catalog = release.areas, release.catalog
    reference = catalog.main_measure(indicator).reference
    columns = st.columns([2.4, 1.3, 1.3, 2.2, 2.2])
    with columns[0]:
        _select("indicator", "Indicator", ids, indicator.id, lambda i: catalog.indicator_by_id[i].label, _to_indicator)
    with columns[1]:
        words = {name: formats.period(name, reference) for name in periods}
        _select("periode", "Periode", periods[::-1], period, words.__getitem__, _to_period)
    with columns[2]:
        regions = ["", *areas.sets[view.set_id].regions]
        names = {"": "Vlaams-Brabant", **{code: areas.name(code) for code in regions[1:]}}
        _select("regio", "Kaart van", regions, view.region or "", names.__getitem__, _to_region)
    with columns[3]:
        st.session_state["gemeenten"] = list(view.selected)
        st.multiselect(
            "Gemeenten",
            _municipality_options(release),
            format_func=lambda code: _option_name(release, code),
            key="gemeenten",
            max_selections=MAX_SELECTED,
            placeholder="Zoek of klik op de kaart",
            on_change=state.choose("gemeenten", lambda view, codes: replace(view, selected=tuple(codes))),
        )
    with columns[4]:
        st.session_state["vergelijk"] = list(view.comparators)
        st.multiselect(
            "Vergelijk met",
            areas.sets[BENCHMARKS].regions,
            format_func=areas.name,
            key="vergelijk",
            max_selections=MAX_COMPARATORS,
            placeholder="Niets",
            on_change=state.choose("vergelijk", lambda view, codes: replace(view, comparators=tuple(codes))),
        )


def _select(key: str, label: str, options: list[str], value: str, words: Any, change: Any) -> None:
    st.session_state[key] = value
    st.selectbox(label, options, format_func=words, key=key, on_change=state.choose(key, change))


def _to_indicator(view: View, indicator: str) -> View:
    return replace(view, indicator=indicator, period=None)


def _to_period(view: View, period: str) -> View:
    return replace(view, period=period)


def _to_region(view: View, region: str) -> View:
    return replace(view, region=region or None)


def _municipality_options(release: Release) -> list[str]:
    areas = release.areas
    codes = {code for nis in areas.within(PROVINCE) for code in (nis, *areas.former(nis))}
    return sorted(codes, key=areas.name)


def _option_name(release: Release, code: str) -> str:
    areas = release.areas
    current = areas.current(code)
    return areas.name(code) if current == code else f"{areas.name(code)} (nu {areas.name(current)})"


def _answer(screen: Screen) -> None:
    """The answer in one generated sentence, and the standing of the selected municipalities."""
    areas = screen.release.areas
    regions = [(areas.phrase(code), screen.row(code)["value"]) for code in screen.regions]
    others = [(areas.phrase(code), screen.row(code)["value"]) for code in screen.view.comparators]
    sentences = [text.answer(screen.release.catalog, screen.indicator, screen.period, regions, others)]
    sentences += [text.standing(screen.indicator, screen.shown, code, areas) for code in screen.view.selected]
    if not screen.view.selected:
        sentences.append(text.extremes(screen.indicator, screen.shown, areas))
    st.markdown(f"**{sentences[0]}** {' '.join(sentences[1:])}")
    refusals = {screen.row(code)["reason"] for code in screen.regions} - {""}
    for reason in sorted(refusals):
        st.caption(reason)


@lru_cache(maxsize=64)
def _map_spec(file: str, regions: tuple[str, ...], bounds: tuple[float, ...]) -> dict[str, Any]:
    chart = map_chart(geometry.in_browser(file), regions, bounds, MAP_HEIGHT)  # type: ignore[arg-type]
    return as_spec(chart)


def _map(screen: Screen) -> None:
    release, view, indicator = screen.release, screen.view, screen.indicator
    st.markdown(f"##### {_figure_title(screen)}")
    boundaries = release.manifest["boundaries"]
    box = tuple(boundaries["bounds"][view.region or "province"])
    points = release.label_points
    largest = data.largest_count(release, release.id, indicator.id) if indicator.is_count else 0.0
    table = frames.map_frame(
        indicator, screen.shown, screen.bounds, largest, view.selected, release.areas, points
    )
    labels = frames.label_frame(_label_candidates(screen), [("Brussel", release.label_points[BRUSSELS])], box, (MAP_WIDTH, MAP_HEIGHT))
    spec = _map_spec(boundaries["file"], screen.regions, box)
    st.vega_lite_chart(
        spec | {"datasets": {"gebieden": table, "opschriften": labels}},
        key="kaart",
        theme=None,
        on_select=state.click("kaart"),
        alt="Kaart van de gemeenten; de tabel onder de figuren bevat dezelfde cijfers.",
    )
    if indicator.is_count:
        st.caption("Hoe groter de cirkel, hoe hoger het aantal. De schaal is voor alle periodes dezelfde.")
        return
    legend = frames.legend_frame(indicator, screen.shown, screen.bounds, view.selected, release.areas)
    st.vega_lite_chart(
        _legend_spec() | {"datasets": {"klassen": legend}},
        key="legende",
        theme=None,
        alt="Legende: aantal gemeenten per klasse.",
    )


@lru_cache(maxsize=1)
def _legend_spec() -> dict[str, Any]:
    return as_spec(class_legend())


def _label_candidates(screen: Screen) -> list[tuple[str, tuple[float, float]]]:
    """The selected first, then the municipalities with most residents."""
    release = screen.release
    order = [*screen.view.selected, *release.by_residents]
    on_map = set(screen.shown["area"])
    codes = [code for code in dict.fromkeys(order) if code in on_map]
    return [(release.areas.name(code), release.label_points[code]) for code in codes]


def _figure_title(screen: Screen) -> str:
    indicator = screen.indicator
    when = text.period_phrase(screen.release.catalog, indicator, screen.period)
    unit = "" if indicator.unit == "%" and "aandeel" in indicator.label.lower() else f" ({indicator.unit})"
    return f"{indicator.label}{unit}, {when}"


@lru_cache(maxsize=1)
def _ranking_spec() -> dict[str, Any]:
    return as_spec(ranking_chart())


def _ranking(screen: Screen) -> None:
    areas = screen.release.areas
    title, switch = st.columns([1.6, 1], vertical_alignment="center")
    title.markdown("##### Rangschikking")
    with switch:
        st.session_state["alle"] = screen.view.show_all
        st.toggle(
            "Toon alle",
            key="alle",
            on_change=state.choose("alle", lambda view, on: replace(view, show_all=bool(on))),
        )
    shown = screen.shown.assign(naam=[areas.name(code) for code in screen.shown["area"]])
    codes = [entry.code for entry in screen.series if entry.code in areas.regions]
    others = pd.DataFrame(
        {
            "area": codes,
            "naam": [areas.name(code) for code in codes],
            "value": pd.Series([screen.row(code)["value"] for code in codes], dtype=float),
            "status": [screen.row(code)["status"] for code in codes],
        }
    )
    if screen.indicator.is_count:
        others = others.iloc[:0]
    rows = frames.ranking_frame(screen.indicator, shown, others, screen.series, show_all=screen.view.show_all)
    st.vega_lite_chart(
        _ranking_spec() | {"datasets": {"rijen": rows}},
        key="rangschikking",
        theme=None,
        on_select=state.click("rangschikking"),
        alt="Rangschikking van de gemeenten van hoog naar laag; de tabel bevat dezelfde cijfers.",
    )


@lru_cache(maxsize=4)
def _trend_spec(*, from_zero: bool) -> dict[str, Any]:
    return as_spec(trend_chart(from_zero=from_zero, height=TREND_HEIGHT))


def _trend(screen: Screen) -> None:
    st.markdown("##### Evolutie")
    if len(screen.periods) == 1:
        st.caption(f"Er is één periode ({_words(screen, screen.period)}): nog geen evolutie te tonen.")
        return
    from_zero = screen.indicator.is_count
    series = [
        entry for entry in screen.series if not (from_zero and entry.code not in screen.view.selected)
        or (entry.code in screen.regions)
    ]
    tables = frames.trend_frames(
        screen.indicator, screen.rows, series, screen.period, from_zero=from_zero, height=TREND_HEIGHT
    )
    st.vega_lite_chart(
        _trend_spec(from_zero=from_zero) | {"datasets": tables},
        key="evolutie",
        theme=None,
        alt="Evolutie van de regio’s en de gekozen gemeenten; de tabel bevat dezelfde cijfers.",
    )
    if not from_zero:
        st.caption("De as begint niet bij nul.")


def _words(screen: Screen, period: str) -> str:
    return formats.period(period, screen.reference)


def _explanation(screen: Screen) -> None:
    indicator, catalog = screen.indicator, screen.release.catalog
    st.markdown("##### Wat meet dit?")
    st.markdown(indicator.definition)
    for note in indicator.notes:
        st.markdown(f"- {note}")
    for source in catalog.sources_of(indicator):
        st.caption(f"{source.attribution} · {source.title} · {source.licence} · [naar de bron]({source.url})")
    computation.draw(screen.release, screen.view, indicator, screen.period)


def _table(screen: Screen) -> None:
    box = st.expander("Tabel met alle cijfers", on_change="rerun", key="tabel")
    if not box.open:
        return
    areas = screen.release.areas
    codes = [entry.code for entry in screen.series if entry.code in areas.regions]
    top = [(areas.name(code), "", frames.value_text(screen.indicator, *_pair(screen.row(code)))) for code in codes]
    shown = screen.shown.assign(naam=[areas.name(code) for code in screen.shown["area"]]).sort_values("naam")
    rest = [
        (
            row.naam,
            "" if pd.isna(row.rank_) else formats.ordinal(int(row.rank_)),
            frames.value_text(screen.indicator, row.value, row.status),
        )
        for row in shown.rename(columns={"rank": "rank_"}).itertuples()
    ]
    column = f"{screen.indicator.short_label}, {_words(screen, screen.period)}"
    box.table(pd.DataFrame([*top, *rest], columns=["Gebied", "Rang", column]).set_index("Gebied"))


def _pair(row: pd.Series) -> tuple[float | None, str]:
    return row["value"], row["status"]
