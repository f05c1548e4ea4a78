"""Specs of charts: constant while data change, in Dutch, with one selection."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest

from streekmonitor.charts import (
    breakdown,
    bump,
    coverage,
    flowbars,
    flowmap,
    geometry,
    heatmap,
    key_figure_frames,
    key_figure_sheet,
    legend,
    ranking,
    scatter,
    spread,
    theme,
    trend,
)
from streekmonitor.charts import map as maps
from tests.unit.colour_science import contrast, lightness

BOX = (116098, 153058, 207627, 193542)
REGIONS = ("oost_brabant", "halle_vilvoorde")


def map_spec(
    shapes: geometry.Geometry | None = None, *, symbols: bool = False, **more: bool
) -> dict[str, Any]:
    source = shapes or geometry.in_browser("boundaries-abc.json")
    return theme.as_spec(maps.map_chart(source, REGIONS, BOX, 340, symbols=symbols, **more))


BUILDERS: dict[str, Callable[[], dict[str, Any]]] = {
    "map": map_spec,
    "symbols": lambda: map_spec(symbols=True),
    "ranking": lambda: theme.as_spec(ranking.ranking_chart(20)),
    "trend": lambda: theme.as_spec(trend.trend_chart(from_zero=False, height=250)),
    "legend": lambda: theme.as_spec(legend.class_legend()),
    "stations": lambda: map_spec(symbols=True, places=True),
    "own region": lambda: map_spec(drawn_outline=True),
    "symbol legend": lambda: theme.as_spec(legend.symbol_legend()),
    "spread": lambda: theme.as_spec(spread.spread_chart(280)),
    "stacked": lambda: theme.as_spec(breakdown.stacked_chart(4)),
    "points": lambda: theme.as_spec(breakdown.points_chart(12)),
    "flow map": lambda: theme.as_spec(
        flowmap.flow_map(geometry.in_browser("boundaries-abc.json"), REGIONS, BOX, 400)
    ),
    "partners": lambda: theme.as_spec(flowbars.partner_chart(10)),
    "shares": lambda: theme.as_spec(flowbars.share_chart(["uit", "in"])),
    "cells": lambda: theme.as_spec(heatmap.heat_map_chart()),
    "scatter": lambda: theme.as_spec(scatter.scatter_chart(400)),
    "bump": lambda: theme.as_spec(bump.bump_chart(400)),
    "key figures": lambda: theme.as_spec(key_figure_sheet.key_figure_sheet(500)),
    "coverage": lambda: theme.as_spec(coverage.coverage_chart()),
}
SPECS = {name: build() for name, build in BUILDERS.items()}
DATA = {
    "map": {maps.AREAS, maps.LABELS},
    "symbols": {maps.AREAS, maps.LABELS},
    "ranking": {ranking.ROWS},
    "trend": {trend.POINTS, trend.ENDS, trend.MARKS},
    "legend": {legend.CLASSES},
    "stations": {maps.AREAS, maps.LABELS, maps.PLACES},
    "own region": {maps.AREAS, maps.LABELS, maps.OUTLINES},
    "symbol legend": {legend.SIZES},
    "spread": {spread.DOTS, spread.NAMES, spread.QUARTILES, spread.RULES},
    "stacked": {breakdown.STACKED},
    "points": {breakdown.POINTS},
    "flow map": {maps.AREAS, maps.LABELS, flowmap.FLOWS},
    "partners": {flowbars.ROWS},
    "shares": {flowbars.PARTS, flowbars.NAMES},
    "cells": {heatmap.CELLS},
    "scatter": {scatter.POINTS, scatter.LABELS},
    "bump": {trend.POINTS, trend.ENDS, trend.MARKS},
    "key figures": set(key_figure_frames.COLUMNS),
    "coverage": {coverage.CELLS},
}


def parts(spec: Any) -> Iterator[dict[str, Any]]:
    """Every object in a spec."""
    if isinstance(spec, dict):
        yield spec
    for value in spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ():
        yield from parts(value)


def data_names(spec: Any) -> set[str]:
    sources = [part["data"] for part in parts(spec) if isinstance(part.get("data"), dict)]
    return {source["name"] for source in sources if "name" in source}


def fields(spec: Any) -> set[str]:
    """The fields that encodings and tooltips read."""
    return {part["field"] for part in parts(spec) if isinstance(part.get("field"), str)}


@pytest.mark.parametrize("name", SPECS)
def test_a_spec_holds_no_data_but_names_it(name: str) -> None:
    spec = SPECS[name]
    assert data_names(spec) == DATA[name]
    assert "datasets" not in spec
    assert not [part for part in parts(spec) if "values" in part]
    assert len(json.dumps(spec)) < 20_000


@pytest.mark.parametrize("name", SPECS)
def test_numbers_are_dutch_and_no_axis_or_tooltip_writes_dates(name: str) -> None:
    """Vega would name months and days in English; periods come as words."""
    locale = SPECS[name]["config"]["locale"]
    assert (locale["number"]["decimal"], locale["number"]["thousands"]) == (",", ".")
    told = json.dumps(SPECS[name])
    assert not re.search(r'"temporal"|timeUnit|timeFormat|utcFormat|formatType', told)


@pytest.mark.parametrize("name", SPECS)
def test_a_spec_is_the_same_every_time(name: str) -> None:
    """The browser then keeps the chart and only gets new data."""
    again = BUILDERS[name]()
    assert json.dumps(again, sort_keys=True) == json.dumps(SPECS[name], sort_keys=True)


@pytest.mark.parametrize("name", ["map", "symbols", "ranking", "flow map", "scatter"])
def test_a_click_selects_a_municipality_by_its_code(name: str) -> None:
    params = [part for part in parts(SPECS[name]) if isinstance(part.get("select"), dict)]
    assert params
    for param in params:
        assert param["name"].startswith("gemeente")
        assert param["select"]["type"] == "point"
        assert param["select"]["fields"] == ["nis"]


@pytest.mark.parametrize("name", ["trend", "legend", "symbol legend", "spread", "stacked", "points"])
def test_what_has_nothing_to_select_has_no_selection(name: str) -> None:
    assert not [part for part in parts(SPECS[name]) if isinstance(part.get("select"), dict)]


def test_the_browser_fetches_boundaries_once_by_a_relative_address() -> None:
    urls = {part["url"] for part in parts(SPECS["map"]) if "url" in part}
    assert urls == {"app/static/boundaries-abc.json"}


def test_a_chart_that_leaves_the_house_carries_its_boundaries() -> None:
    topology = {"type": "Topology", "objects": {}, "arcs": []}
    spec = map_spec(geometry.inside(topology))
    assert not [part for part in parts(spec) if "url" in part]
    assert topology in list(parts(spec))


def test_the_map_draws_every_layer_of_the_release() -> None:
    layers = {
        part["format"]["feature"] for part in parts(SPECS["map"]) if isinstance(part.get("format"), dict)
    }
    assert layers == {"municipalities", "former", "brussels", "regions"}


def test_regions_are_outlined_in_their_own_colours() -> None:
    text = json.dumps(SPECS["map"])
    for region, colour in zip(REGIONS, theme.REGION_COLOURS, strict=False):
        assert region in text
        assert colour in text


@pytest.mark.parametrize("name", SPECS)
def test_figures_are_described_with_words_for_screen_readers_or_tooltips(name: str) -> None:
    assert [part for part in parts(SPECS[name]) if part.get("tooltip")]


@pytest.mark.parametrize("name", SPECS)
def test_rows_are_ordered_by_a_field_or_a_fixed_domain(name: str) -> None:
    """In the order of the data, what stays when other data come would keep its former place."""
    for part in parts(SPECS[name]):
        for axis in (part[channel] for channel in ("x", "y") if isinstance(part.get(channel), dict)):
            if axis.get("type") == "nominal":
                assert axis.get("sort") is not None or "domain" in axis.get("scale", {}), axis["field"]


def scales(spec: Any, channel: str) -> list[dict[str, Any]]:
    encoded = [part[channel] for part in parts(spec) if isinstance(part.get(channel), dict)]
    return [encoding["scale"] for encoding in encoded if "scale" in encoding]


def test_bars_begin_at_zero() -> None:
    assert [scale["zero"] for scale in scales(SPECS["ranking"], "x")] == [True]


@pytest.mark.parametrize("from_zero", [True, False])
def test_a_trend_begins_at_zero_only_when_told(from_zero: bool) -> None:
    spec = theme.as_spec(trend.trend_chart(from_zero=from_zero, height=250))
    assert {scale["zero"] for scale in scales(spec, "y")} == {from_zero}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("map", {"naam", "waarde", "kleur", "keuze", "opschrift"}),
        ("symbols", {"naam", "waarde", "omvang", "opschrift"}),
        ("ranking", {"naam", "waarde", "label", "kleur"}),
        ("trend", {"reeks", "x", "waarde", "label", "kleur", "vorm", "opschrift"}),
        ("legend", {"klasse", "aantal", "kleur", "keuze"}),
        ("stations", {"naam", "waarde", "omvang"}),
        ("symbol legend", {"omvang", "label", "kleur"}),
        ("spread", {"x", "y", "naam", "label", "vorm", "q1", "mediaan", "q3", "opschrift"}),
        ("stacked", {"van", "tot", "gebied", "deel", "label", "kleur"}),
        ("points", {"x", "gebied", "deel", "label", "kleur", "vorm"}),
    ],
)
def test_a_chart_reads_what_its_frame_gives(name: str, wanted: set[str]) -> None:
    assert wanted <= fields(SPECS[name])


@pytest.mark.parametrize("hue", [theme.BETTER, theme.WORSE, theme.MORE, theme.LESS])
def test_each_side_of_a_centre_runs_from_light_to_dark_12_apart(hue: tuple[str, ...]) -> None:
    steps = [lightness(colour) for colour in hue]
    assert all(before - after >= 12 for before, after in pairwise(steps))


@pytest.mark.parametrize(
    ("polarity", "above", "below"),
    [
        ("higher_is_better", theme.BETTER, theme.WORSE),
        ("lower_is_better", theme.WORSE, theme.BETTER),
        ("none", theme.MORE, theme.LESS),
    ],
)
def test_only_what_has_a_polarity_gets_colours_of_judgement(
    polarity: str, above: tuple[str, ...], below: tuple[str, ...]
) -> None:
    colours = theme.around(polarity, below=3, classes=6)
    assert colours == (*below[::-2], *above[::2])
    assert theme.around(polarity, below=0, classes=5) == above
    assert theme.around(polarity, below=5, classes=5) == below[::-1]


@pytest.mark.parametrize("colour", theme.STEPS)
def test_words_on_a_part_can_be_read(colour: str) -> None:
    assert contrast(colour, theme.text_on(colour)) >= 4.5


@pytest.mark.parametrize("name", SPECS)
def test_a_mark_is_told_in_words_or_not_at_all(name: str) -> None:
    """A screen reader would call an outline or a halo "shape"."""
    marks = [part for part in parts(SPECS[name]) if isinstance(part.get("mark"), dict)]
    assert marks
    for part in marks:
        told = "description" in part.get("encoding", {}) or part["mark"]["type"] == "text"
        assert part["mark"].get("aria", True) == told


def test_roles_never_share_a_colour() -> None:
    roles = [*theme.REGION_COLOURS, *theme.SELECTION_COLOURS, theme.COMPARATOR_COLOUR]
    assert len(set(roles)) == len(roles)
