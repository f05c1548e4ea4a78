"""Indicators beside each other on the page Vergelijken: two as a scatter, all key figures as a heat map."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import compared, relation, text
from streekmonitor.analysis.relation import Relation
from streekmonitor.area_records import Region
from streekmonitor.catalog import Indicator
from streekmonitor.charts import comparison_frames, heat_frames
from streekmonitor.charts.heatmap import heat_map_chart
from streekmonitor.charts.scatter import scatter_chart
from streekmonitor.charts.theme import MUTED, NO_DATA, REGION_COLOURS, as_spec
from streekmonitor.export import native_points
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.export.native import Axis, NativeChart
from streekmonitor.export.native_table import heat_table
from streekmonitor.figures.comparison import Comparison
from streekmonitor.figures.figure import Figure, Key
from streekmonitor.figures.of_indicators import Shown, of_indicators

SCATTER_HEIGHT = 470
SCATTER_SIZES = {False: (760.0, float(SCATTER_HEIGHT)), True: (300.0, float(SCATTER_HEIGHT))}
READING = "Hoe groter het punt, hoe meer inwoners; de kleur is die van de regio."
DIAMONDS = "Een ruit is een regio; ze telt niet mee in de samenhang."
NEITHER_FROM_ZERO = "De assen beginnen niet bij nul."
HEAT_TITLE, CORNER = "Kerncijfers naast elkaar", "Kerncijfer"
HEAT_READING = (
    "Elke kleur is de afstand tot het gemiddelde van de gemeenten van de provincie, in standaardafwijkingen "
    "(grenzen bij 0,5 en 1,5). Aantallen krijgen geen kleur: ze volgen de omvang van het gebied."
)
NO_KEY_FIGURES = "Er zijn geen kerncijfers."


@dataclass(frozen=True)
class ScatterFigure(Figure):
    """A point for each municipality of the province, and a diamond for the regions of the set."""

    comparison: Comparison

    @property
    def refusal(self) -> str:
        """No area with both figures."""
        return self.found.sentence if self.found.rows.empty else ""

    @cached_property
    def found(self) -> Relation:
        """The figures of both indicators, and how they go together."""
        on = self.comparison
        everyone: list[str | Region] = [*relation.province(on.tables), *on.view.regions(on.areas)]
        return relation.relation(
            on.tables, on.indicator.id, on.second.id, everyone, set_id=on.set_id, period=on.view.period
        )

    @property
    def across(self) -> str:
        """The name of the horizontal axis."""
        return f"→ {_axis_words(self.comparison, self.comparison.indicator, self.found.x_period)}"

    @property
    def up(self) -> str:
        """The name of the vertical axis."""
        return f"↑ {_axis_words(self.comparison, self.comparison.second, self.found.y_period)}"

    @property
    def remarks(self) -> str:
        """What the points mean, and what must be known of them."""
        diamonds = DIAMONDS if (self._points["vorm"] == "diamond").any() else ""
        return " ".join(filter(None, [self.found.caution, READING, diamonds, NEITHER_FROM_ZERO]))

    @cached_property
    def drawing(self) -> Drawing:
        """The points as on screen."""
        names = [
            comparison_frames.scatter_names(self._points, size).assign(smal=narrow)
            for narrow, size in SCATTER_SIZES.items()
        ]
        return Drawing(_scatter_spec(), {"punten": self._points, "opschriften": pd.concat(names)})

    @property
    def pairs(self) -> pd.DataFrame:
        """Both figures of each area, as text."""
        on = self.comparison
        heads = ["Gebied", f"→ {on.indicator.short_label}", f"↑ {on.second.short_label}"]
        shown = self._points.sort_values("naam")[["naam", "xtekst", "ytekst"]]
        return shown.set_axis(heads, axis="columns")

    def exported(self) -> ExportedFigure:
        """The same points between the names of their axes, with both figures as numbers."""
        on, found = self.comparison, self.found
        names = {code: on.name(code) for code in found.rows["area"]}
        numbers, kinds = pair_table(found, on.indicator, on.second, names)
        title = f"{on.second.label} tegenover {on.indicator.label}"
        caption = f"{self.across}. {self.remarks}"
        drawing = replace(self.drawing, heading=self.up, caption=caption, native=self._native)
        indicators = list(dict.fromkeys([on.indicator, on.second]))
        shown = Shown(title, found.sentence, indicators, (drawing,), numbers, kinds)
        return of_indicators(on, shown)

    @property
    def _native(self) -> NativeChart:
        """The same points; the name of the upright axis stands above them."""
        on = self.comparison
        across = Axis(on.indicator, _axis_words(on, on.indicator, self.found.x_period))
        regions = [region.id for region in on.view.regions(on.areas)]
        key = [(on.name(code), colour) for code, colour in zip(regions, REGION_COLOURS, strict=False)]
        return native_points.scatter((across, Axis(on.second)), self._points, key, caption=self.remarks)

    @cached_property
    def _points(self) -> pd.DataFrame:
        on = self.comparison
        return comparison_frames.scatter_points(self.found, on.indicator, on.second, _looks(on))


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


def _axis_words(comparison: Comparison, indicator: Indicator, period: str | None) -> str:
    when = text.period_phrase(comparison.catalog, indicator, period) if period else ""
    unit = "" if text.unit_is_told(indicator) else f" ({indicator.unit})"
    return f"{indicator.label}{unit}, {when}"


def pair_table(
    found: Relation, x: Indicator, y: Indicator, names: Mapping[str, str]
) -> tuple[pd.DataFrame, dict[str, NumberFormat]]:
    """Two indicators of each area as numbers."""
    heads = [
        f"{entry.label} ({entry.unit}, {period})"
        for entry, period in ((x, found.x_period), (y, found.y_period))
    ]
    table = pd.DataFrame(
        {
            "Code": found.rows["area"],
            "Gebied": [names[code] for code in found.rows["area"]],
            heads[0]: found.rows["x"],
            heads[1]: found.rows["y"],
        }
    )
    kinds = [NumberFormat(entry.decimals, entry.unit) for entry in (x, y)]
    return table, dict(zip(heads, kinds, strict=True))


# --- key figures -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HeatMapFigure(Figure):
    """Key figures by areas, told in words and numbers as well as in colours."""

    comparison: Comparison

    @property
    def refusal(self) -> str:
        """No key figure of any of the areas."""
        return NO_KEY_FIGURES if self._rows.empty else ""

    @cached_property
    def sentence(self) -> str:
        """What stands out."""
        return compared.heat_sentence(self._rows, self.comparison.phrase)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The key figures in it, by id, in the order of the catalog."""
        there = set(self._rows["indicator"])
        return {entry.id: entry for entry in self._keys if entry.id in there}

    @cached_property
    def drawing(self) -> Drawing:
        """The cells as on screen, with how to read their colours."""
        on, rows = self.comparison, self._rows
        last = rows.drop_duplicates("indicator").set_index("indicator")["period"]
        periods = {
            name: formats.short_period(str(last[name]), on.catalog.main_measure(entry).reference)
            for name, entry in self.indicators.items()
        }
        absent = rows.loc[rows["value"].isna(), ["area", "indicator", "period"]]
        reasons = {
            (code, name): on.figure(name, code, period).reason
            for code, name, period in absent.itertuples(index=False)
        }
        cells = heat_frames.key_figure_cells(rows, self.indicators, on.names, periods, reasons)
        return Drawing(_heat_spec(), {"cellen": cells}, caption=HEAT_READING)

    @property
    def key(self) -> Key:
        """The colours of the cells in words."""
        judged = dict(zip(heat_frames.JUDGED_WORDS, heat_frames.JUDGED, strict=True))
        judged[heat_frames.JUDGED_WORDS[2]] = MUTED
        low, high = heat_frames.NEUTRAL[0], heat_frames.NEUTRAL[-1]
        entries = [*judged.items(), ("zonder oordeel: veel lager", low), ("veel hoger", high)]
        rows = self._rows
        entries += [("geen cijfer", NO_DATA)] if rows["value"].isna().any() else []
        counts = any(entry.is_count for entry in self.indicators.values())
        entries += [("aantal: zonder kleur", MUTED)] if counts else []
        return [(words, colour, "□" if colour == MUTED else "■") for words, colour in entries]

    @property
    def cells(self) -> pd.DataFrame:
        """The same as a table of text."""
        return heat_frames.as_table(self.drawing.datasets["cellen"], CORNER)

    def exported(self) -> ExportedFigure:
        """The same cells with their key, and their figures as numbers."""
        on = self.comparison
        table = key_figure_table(self._rows, self.indicators, on.names)
        key = tuple((words, colour) for words, colour, _ in self.key)
        coloured = heat_table(self.drawing.datasets["cellen"], CORNER)
        drawing = replace(self.drawing, key=key, table=coloured)
        shown = Shown(HEAT_TITLE, self.sentence, list(self.indicators.values()), (drawing,), table)
        return of_indicators(on, shown)

    @cached_property
    def _keys(self) -> list[Indicator]:
        catalog = self.comparison.catalog
        return [entry for theme in catalog.themes for entry in catalog.of_theme(theme.id) if entry.key_figure]

    @cached_property
    def _rows(self) -> pd.DataFrame:
        """The figures; a relative comparator goes by the code it was chosen by."""
        on = self.comparison
        areas, ids = tuple(on.chosen.values()), tuple(entry.id for entry in self._keys)
        found = compared.key_figures(on.tables, areas, ids, on.set_id)
        codes = {area.id if isinstance(area, Region) else area: code for code, area in on.chosen.items()}
        return found if found.empty else found.assign(area=found["area"].map(codes))


def key_figure_table(
    rows: pd.DataFrame, indicators: Mapping[str, Indicator], names: Mapping[str, str]
) -> pd.DataFrame:
    """Areas by key figures in long form."""
    return pd.DataFrame(
        {
            "Code": rows["area"],
            "Gebied": [names[code] for code in rows["area"]],
            "Indicator": [indicators[name].label for name in rows["indicator"]],
            "Eenheid": [indicators[name].unit for name in rows["indicator"]],
            "Periode": rows["period"],
            "Waarde": rows["value"].astype(float),
            "Status": [formats.STATUS_WORDS[str(status)] for status in rows["status"]],
            "Afstand tot het gemiddelde (standaardafwijkingen)": rows["position"].astype(float),
        }
    )


@lru_cache(maxsize=1)
def _scatter_spec() -> dict[str, Any]:
    return as_spec(scatter_chart(SCATTER_HEIGHT))


@lru_cache(maxsize=1)
def _heat_spec() -> dict[str, Any]:
    return as_spec(heat_map_chart())
