"""Areas through time on the page Vergelijken: as lines of values or of an index, and as ranks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import compared, relation
from streekmonitor.analysis.summary import Asked
from streekmonitor.analysis.traits import breaks_of, is_survey
from streekmonitor.charts import comparison_frames
from streekmonitor.charts.bump import bump_chart
from streekmonitor.charts.frames import Amount, Series, texts, unit_words, value_text
from streekmonitor.charts.theme import as_spec
from streekmonitor.charts.trend import trend_chart
from streekmonitor.charts.trend_frames import TrendAxis, trend_frames
from streekmonitor.export import native_lines
from streekmonitor.export.exported import Drawing, ExportedFigure, NumberFormat
from streekmonitor.export.tables import value_table
from streekmonitor.figures.comparison import Comparison
from streekmonitor.figures.figure import Figure
from streekmonitor.figures.of_indicators import Shown, of_indicators
from streekmonitor.figures.of_screen import NOT_FROM_ZERO
from streekmonitor.figures.trend import SOFT, Lines, trend_rows

TREND_HEIGHT, BUMP_HEIGHT = 430, 440
TOP = 5
NO_RANK = (
    "Dit is een enquête: verschillen tussen gemeenten kunnen toeval zijn, en daarom is er geen rangorde."
)
NO_INDEX = "Er is geen periode waarin al deze gebieden een cijfer hebben, dus ook geen index."
WHY_INDEX = "Aantallen van kleine en grote gebieden staan als index naast elkaar."


@dataclass(frozen=True)
class ComparedTrendFigure(Figure):
    """A line for each of the areas that are compared."""

    comparison: Comparison

    @property
    def refusal(self) -> str:
        """No area with a figure."""
        period = self._latest
        none = f"{self.comparison.indicator.label}: voor deze gebieden zijn er geen cijfers."
        return "" if self._rows and period else none

    @property
    def title(self) -> str:
        """What, in which unit."""
        return f"{self.comparison.indicator.label} ({unit_words(self._lines.notation)})"

    @cached_property
    def sentence(self) -> str:
        """The areas in words; its first sentence is the answer."""
        on = self.comparison
        asked = Asked(on.indicator.id, self._latest or "", tuple(on.chosen.values()), set_id=on.set_id)
        return compared.paragraph(on.tables, asked)

    @cached_property
    def drawing(self) -> Drawing:
        """The lines as on screen, with what the eye must know."""
        on, lines = self.comparison, self._lines
        from_zero = self._from_zero
        breaks = breaks_of(on.catalog, on.indicator)
        axis = TrendAxis(from_zero, TREND_HEIGHT, on.reference, breaks=breaks)
        series = [entry for entry in on.series if entry.code in lines.rows]
        tables = trend_frames(lines.notation, lines.rows, series, axis)
        notes = [*lines.left_out, *([] if from_zero else [NOT_FROM_ZERO])]
        notes += [SOFT] if tables["punten"]["zacht"].any() else []
        return Drawing(_trend_spec(from_zero=from_zero), tables, caption=" ".join(notes))

    @property
    def ends(self) -> pd.DataFrame:
        """The first and the last figure of each line, as text."""
        on, lines = self.comparison, self._lines
        found = []
        for code, rows in lines.rows.items():
            ends = rows[rows["value"].notna()].sort_values("period").iloc[[0, -1]]
            when = [formats.short_period(str(period), on.reference) for period in ends["period"]]
            words = [f"{value} ({day})" for value, day in zip(texts(lines.notation, ends), when, strict=True)]
            found.append((on.name(code), *words))
        return pd.DataFrame(found, columns=["Gebied", "Eerste cijfer", "Laatste cijfer"])

    def exported(self) -> ExportedFigure:
        """The same lines, with the values of all their periods, and the index where that is drawn."""
        on = self.comparison
        numbers, kinds = value_table(on.indicator, trend_rows(self._rows), on.names)
        if self._lines.notation is not on.indicator:
            head = formats.sentence(self._lines.notation.unit)
            numbers, kinds = (
                numbers.assign(**{head: self._drawn_at(numbers)}),
                {**kinds, head: NumberFormat(1)},
            )
        native = native_lines.lines(self._lines.notation, self.drawing.datasets, from_zero=self._from_zero)
        drawings = (replace(self.drawing, native=native),)
        shown = Shown(self.title, self.sentence, [on.indicator], drawings, numbers, kinds)
        return of_indicators(on, shown)

    def _drawn_at(self, numbers: pd.DataFrame) -> pd.Series:
        """What is drawn of each row of the table."""
        drawn = trend_rows(self._lines.rows).set_index(["area", "period"])["value"].to_dict()
        keys = zip(numbers["Code"], numbers["Periode"], strict=True)
        return pd.Series([drawn.get(key) for key in keys], index=numbers.index, dtype=float)

    @property
    def _from_zero(self) -> bool:
        return self.comparison.indicator.is_count and self._lines.notation is self.comparison.indicator

    @property
    def _latest(self) -> str | None:
        return self.comparison.tables.latest(self.comparison.indicator.id, self.comparison.set_id)

    @cached_property
    def _rows(self) -> dict[str, pd.DataFrame]:
        on = self.comparison
        rows = {code: on.rows(on.indicator.id, code) for code in on.chosen}
        return {code: found for code, found in rows.items() if found["value"].notna().any()}

    @cached_property
    def _lines(self) -> Lines:
        """Values, or an index where that was asked or is all there can be."""
        on, rows = self.comparison, self._rows
        forced = only_as_index(on)
        if not forced and on.view.shown_as != "index":
            return Lines(rows, on.indicator)
        base = compared.common_base(rows, on.view.since)
        if not base:
            return Lines(rows, on.indicator, (NO_INDEX,))
        made = compared.as_index(on.catalog, on.indicator, rows, base)
        why = [WHY_INDEX] if forced else []
        notes = dict.fromkeys([*why, *(entry.reason for entry in made.values() if entry.reason)])
        known = {code: entry.rows for code, entry in made.items() if len(entry.rows)}
        return Lines(known, Amount(f"index, {formats.period(base, on.reference)} = 100", 1), tuple(notes))


def only_as_index(comparison: Comparison) -> bool:
    """Whether values have no common axis: counts of areas of another order."""
    return comparison.indicator.is_count and len(comparison.municipalities) < len(comparison.chosen)


# --- ranks -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RanksFigure(Figure):
    """The rank of each municipality through time; without a choice those of the highest ones."""

    comparison: Comparison

    @property
    def refusal(self) -> str:
        """A survey, or no municipality with a figure."""
        on = self.comparison
        if is_survey(on.catalog, on.indicator):
            return NO_RANK
        none = f"{on.indicator.label}: voor deze gemeenten zijn er geen cijfers."
        return none if self._ranks.empty else ""

    @property
    def title(self) -> str:
        """What, and which end is the first."""
        return f"{self.comparison.indicator.label}: plaats onder de gemeenten (1 = hoogste waarde)"

    @cached_property
    def sentence(self) -> str:
        """The ranks in words; its first sentence is the answer."""
        on = self.comparison
        return compared.rank_sentence(on.catalog, on.indicator, self._ranks, self._codes, on.areas.name)

    @property
    def remark(self) -> str:
        """Whose ranks these are when nobody chose; "" when somebody did."""
        if self.comparison.municipalities:
            return ""
        chosen = "kies zelf gemeenten bij “Gebieden”. Regio’s krijgen geen rang."
        return f"U ziet de {len(self._codes)} hoogste; {chosen}"

    @cached_property
    def drawing(self) -> Drawing:
        """The lines of ranks as on screen."""
        on, ranks = self.comparison, self._ranks
        values = {
            (area, period): value_text(on.indicator, value, "observed")
            for area, period, value in ranks[["area", "period", "value"]].itertuples(index=False)
        }
        breaks = breaks_of(on.catalog, on.indicator)
        axis = TrendAxis(from_zero=False, height=BUMP_HEIGHT, reference=on.reference, breaks=breaks)
        return Drawing(_bump_spec(), comparison_frames.rank_lines(ranks, values, self._series, axis))

    @property
    def places(self) -> pd.DataFrame:
        """Every rank as text, the latest period first."""
        points = self.drawing.datasets["punten"].dropna(subset=["waarde"])
        points = points.sort_values("x", ascending=False, kind="stable")[["periode", "reeks", "label"]]
        return points.set_axis(["Periode", "Gemeente", "Plaats"], axis="columns")

    def exported(self) -> ExportedFigure:
        """The same lines, with the ranks and the values behind them."""
        on = self.comparison
        table = rank_table(self._ranks, {entry.code: entry.name for entry in self._series})
        ranks = native_lines.lines(comparison_frames.RANK, self.drawing.datasets, from_zero=False, ranks=True)
        drawings = (replace(self.drawing, native=ranks),)
        shown = Shown(self.title, self.sentence, [on.indicator], drawings, table)
        return of_indicators(on, shown)

    @cached_property
    def _codes(self) -> list[str]:
        on = self.comparison
        return on.municipalities or compared.highest(on.tables, on.indicator.id, on.set_id, TOP)

    @cached_property
    def _ranks(self) -> pd.DataFrame:
        on = self.comparison
        return relation.rank_over_time(on.tables, on.indicator.id, self._codes, on.set_id)

    @cached_property
    def _series(self) -> list[Series]:
        on = self.comparison
        looks = {entry.code: entry for entry in on.series}
        if not on.municipalities:
            highest = comparison_frames.compared_looks(on.areas.name, self._codes, (), ())
            looks = {entry.code: entry for entry in highest}
        ranked = set(self._ranks["area"])
        return [looks[code] for code in self._codes if code in ranked]


def rank_table(ranks: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Ranks in long form."""
    return pd.DataFrame(
        {
            "Code": ranks["area"],
            "Gebied": [names[code] for code in ranks["area"]],
            "Periode": ranks["period"],
            "Plaats": ranks["rank"].astype(int),
            "Aantal gemeenten": ranks["ranked"].astype(int),
            "Waarde": ranks["value"].astype(float),
        }
    )


@lru_cache(maxsize=2)
def _trend_spec(*, from_zero: bool) -> dict[str, Any]:
    return as_spec(trend_chart(from_zero=from_zero, height=TREND_HEIGHT))


@lru_cache(maxsize=1)
def _bump_spec() -> dict[str, Any]:
    return as_spec(bump_chart(BUMP_HEIGHT))
