"""Key figures in rows: an indicator, how a few areas stand, their place among all, and how they moved.

A row is one link and one block of HTML with two small drawings in it. Every text from the data is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis import key_figures, phrases, text
from streekmonitor.analysis.compare import verdict
from streekmonitor.analysis.key_figures import Standing
from streekmonitor.analysis.tables import Tables
from streekmonitor.analysis.traits import breaks_of, is_old, is_survey
from streekmonitor.catalog import Indicator, Theme
from streekmonitor.charts import sparkline, strip
from streekmonitor.charts.frames import UNITS_AT_THE_NUMBER, short_text
from streekmonitor.figures.frame import Frame
from streekmonitor.view import View

LABEL_AND_FIGURES = (1.0, 3.8)
NAMED_ENDS = 24


@dataclass(frozen=True)
class Columns:
    """Who is in the rows.

    `looks` are the areas with a figure of their own (code, colour, shape), `letters` those they are compared
    with (code, letter of its tick). `since` is the year that changes start from. `told` is
    the municipality that the page is about, if it is about one: its rank is told and it is judged by the
    area `against`.
    """

    looks: tuple[tuple[str, str, str], ...]
    letters: tuple[tuple[str, str], ...]
    since: str | None = None
    told: str = ""
    against: str = ""

    @cached_property
    def main(self) -> dict[str, tuple[str, str]]:
        """Colour and shape of each area with a figure of its own."""
        return {code: (colour, shape) for code, colour, shape in self.looks}

    @cached_property
    def ticks(self) -> dict[str, str]:
        """The letter of each area that is compared with."""
        return dict(self.letters)


def of_theme(frame: Frame, theme: Theme) -> list[Indicator]:
    """The key figures of a working group, in the order of the catalog."""
    return [entry for entry in frame.catalog.of_theme(theme.id) if entry.key_figure]


def areas_only(view: View) -> View:
    """A view with its regions and nothing else: what a row depends on, and is kept by."""
    return View(set_id=view.set_id, own_members=view.own_members, own_name=view.own_name, comparators=())


def draw(frame: Frame, columns: Columns, themes: Sequence[Theme]) -> None:
    """The key figures of some themes."""
    with st.container(key="kerncijfers"):
        for theme in themes:
            indicators = of_theme(frame, theme)
            if not indicators:
                continue
            _heading(frame, columns, theme)
            for indicator in indicators:
                _draw_row(frame, columns, indicator)


def _heading(frame: Frame, columns: Columns, theme: Theme) -> None:
    """The theme, and the names of the areas above their columns, in their colours and with their shapes."""
    left, right = st.columns(LABEL_AND_FIGURES, vertical_alignment="bottom")
    left.html(f'<h2 class="sm-theme">{escape(theme.label)}</h2>')
    heads = "".join(
        f'<div class="sm-head" style="color:{escape(colour)}">{strip.shape(shape, colour)}'
        f"{escape(frame.name(code))}</div>"
        for code, (colour, shape) in columns.main.items()
    )
    heads += '<div class="sm-head">Elke stip een gemeente</div><div class="sm-head">Evolutie</div>'
    right.html(_grid(columns, heads, "sm-heads"))


def _draw_row(frame: Frame, columns: Columns, indicator: Indicator) -> None:
    stand, figures = frame.tables.kept(_row, areas_only(frame.view), columns, indicator.id)
    left, right = st.columns(LABEL_AND_FIGURES)
    with left:
        page = frame.catalog.theme_by_id[indicator.theme].page
        query = frame.view.of_indicator(indicator.id).to_query()
        st.page_link(f"pages/{page}.py", label=f"**{indicator.label}**", query_params=query)
        st.caption(stand)
    right.html(figures)


def _row(tables: Tables, areas: View, columns: Columns, indicator_id: str) -> tuple[str, str]:
    """What stands below the label, and the HTML beside it; `areas` is a view with its regions only."""
    row = Row(Frame(tables, areas), columns, tables.release.catalog.indicator_by_id[indicator_id])
    cells = row.refusal or "".join(row.cell(code) for code in columns.main)
    return row.stand, _grid(columns, f"{cells}{row.place}{row.course}")


def _grid(columns: Columns, cells: str, look: str = "") -> str:
    return f'<div class="sm-grid sm-of-{len(columns.main)} {look}">{cells}</div>'


@dataclass(frozen=True)
class Row:
    """One key figure and everything a row says about it."""

    frame: Frame
    columns: Columns
    indicator: Indicator

    @cached_property
    def rows(self) -> dict[str, pd.DataFrame]:
        """The figures of every area in the row."""
        codes = [*self.columns.main, *self.columns.ticks]
        return {code: self.frame.rows(self.indicator.id, code) for code in codes}

    @cached_property
    def period(self) -> str:
        """The last period with a figure for a main area (the one told of); for anyone, without any."""
        leading = [self.columns.told] if self.columns.told else self.columns.main
        found = key_figures.last_period([self.rows[code] for code in leading])
        return found or self.frame.tables.periods(self.indicator.id, self.frame.set_id)[-1]

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """How every area in the row stands."""
        catalog, since = self.frame.catalog, self.columns.since
        return {
            code: key_figures.standing(catalog, self.indicator, rows, self.period, since)
            for code, rows in self.rows.items()
        }

    @property
    def stand(self) -> str:
        """The period of the figure, which says so when it is an old one; its unit; and what is better."""
        words = formats.period(self.period, self.frame.catalog.main_measure(self.indicator).reference)
        parts = [f"laatste cijfer: {words}" if is_old(self.frame.release, self.period) else words]
        if self.indicator.unit not in UNITS_AT_THE_NUMBER and not text.unit_is_told(self.indicator):
            parts.append(self.indicator.unit)
        if key_figures.judged(self.frame.catalog, self.indicator):
            higher = self.indicator.polarity == "higher_is_better"
            parts.append(f"{'hoger' if higher else 'lager'} is gunstiger")
        return " · ".join(parts)

    @property
    def refusal(self) -> str:
        """One reason across, where none of the main areas has a value; "" where one has."""
        if any(self.standings[code].value is not None for code in self.columns.main):
            return ""
        first = next(iter(self.columns.main))
        reason = self.frame.figure(self.indicator.id, first, self.period).reason
        if first in self.frame.groups and len(self.columns.main) > 1:
            reason = reason.replace(self.frame.groups[first].full_label, "deze regio’s")
        return f'<div class="sm-figure sm-across"><strong>–</strong><span>{escape(reason)}</span></div>'

    def cell(self, code: str) -> str:
        """The value of an area, its change, and what must be known of it."""
        standing = self.standings[code]
        # Below each other on a narrow screen, and for who hears the page, each value needs its name.
        name = f'<span class="sm-area">{escape(self.frame.name(code))}</span>'
        if standing.value is None:
            why = self.frame.figure(self.indicator.id, code, self.period).reason
            return f'<div class="sm-figure">{name}<strong>–</strong><span>{escape(why)}</span></div>'
        value = escape(short_text(self.indicator, standing.value))
        lines = "".join(f"<span>{escape(line)}</span>" for line in self._cautions(standing))
        return f'<div class="sm-figure">{name}<strong>{value}</strong>{self._change(standing)}{lines}</div>'

    def _change(self, standing: Standing) -> str:
        """The change, with a verdict where the indicator has one."""
        if standing.change is None or standing.since is None:
            return f"<span>reeks gebroken in {escape(standing.broken[:4])}</span>" if standing.broken else ""
        words = phrases.signed(self.indicator, standing.change)
        if self.indicator.unit not in ("%", "€"):
            words = words.split(formats.NBSP)[0]
        since = formats.short_period(standing.since) if standing.since[4:] else standing.since
        visible = phrases.visible(self.indicator, standing.change)
        judged = visible and key_figures.judged(self.frame.catalog, self.indicator)
        look = verdict(self.indicator, standing.change) if judged else ""
        style = f' class="sm-{look}"' if look else ""
        return f"<span>{escape(words)}</span><span{style}>sinds {escape(since)}</span>"

    def _cautions(self, standing: Standing) -> list[str]:
        found = [] if standing.status == "observed" else [formats.STATUS_WORDS[standing.status]]
        found += ["weinig gevallen"] if standing.small else []
        if standing.present < standing.members:
            found.append(f"{standing.present} van {standing.members} gemeenten")
        return found

    @property
    def place(self) -> str:
        """The strip: where the areas lie among all municipalities, and those they are compared with."""
        shown = self.frame.tables.shown(self.indicator.id, self.period, self.frame.set_id)
        shown = shown.dropna(subset=["value"]).sort_values(["value", "area"])
        legend = f'<div class="sm-ticks">{self._told(shown)}{self._legend()}</div>'
        if shown.empty:
            return f"<div><div>Geen cijfers per gemeente.</div>{legend}</div>"
        marks, ticks = self._marks(), self._ticks()
        drawing = strip.strip(list(shown["value"]), marks, ticks, self._description(shown))
        ends = [self._end(shown.iloc[0]), self._end(shown.iloc[-1])]
        low, high = (f"<span>{escape(end)}</span>" for end in ends)
        return f'<div class="sm-place">{drawing}<div class="sm-ends">{low}{high}</div>{legend}</div>'

    def _drawn(self, code: str) -> float | None:
        """A value that can lie on a strip of municipalities: the count of a region would dwarf theirs."""
        group = not self.frame.areas.is_municipality(code)
        return None if group and self.indicator.is_count else self.standings[code].value

    def _marks(self) -> list[strip.Mark]:
        values = {code: self._drawn(code) for code in self.columns.main if code not in self.columns.ticks}
        looks = self.columns.main
        return [strip.Mark(value, *looks[code]) for code, value in values.items() if value is not None]

    def _ticks(self) -> list[strip.Tick]:
        values = {code: self._drawn(code) for code in self.columns.ticks}
        return [
            strip.Tick(value, self.columns.ticks[code]) for code, value in values.items() if value is not None
        ]

    def _end(self, row: pd.Series) -> str:
        """The value at an end of the strip and whose it is; a survey names no first and last."""
        value = short_text(self.indicator, float(row["value"]))
        if is_survey(self.frame.catalog, self.indicator):
            return value
        return f"{self.frame.areas.name(str(row['area']))} {value}"

    def _legend(self) -> str:
        """The letters of the ticks, with whose they are and the value."""
        parts = []
        for code, letter in self.columns.ticks.items():
            value = self.standings[code].value
            shown = "–" if value is None else short_text(self.indicator, value)
            parts.append(
                f"<span><b>{escape(letter)}</b> {escape(self.frame.name(code))} {escape(shown)}</span>"
            )
        return "".join(parts)

    def _told(self, shown: pd.DataFrame) -> str:
        """The rank of a municipality, and whether it does better or worse than its region; for no survey."""
        code, against = self.columns.told, self.columns.against
        if not code or is_survey(self.frame.catalog, self.indicator):
            return ""
        parts = [text.place(shown, code)]
        own, other = self.standings[code].value, self.standings[against].value if against else None
        if own is not None and other is not None and not self.indicator.is_count:
            gap = own - other
            visible = phrases.visible(self.indicator, gap)
            judgement = phrases.judgement(self.indicator, gap)
            order = f"{judgement}er" if judgement else phrases.order(self.indicator, gap)
            parts.append(f"{f'{order} dan' if visible else 'gelijk met'} {self.frame.name(against)}")
        words = "; ".join(part for part in parts if part)
        return f'<p class="sm-told">{escape(formats.sentence(words))}.</p>' if words else ""

    def _description(self, shown: pd.DataFrame) -> str:
        """What the strip shows, in words."""
        lowest, highest = (short_text(self.indicator, float(shown.iloc[end]["value"])) for end in (0, -1))
        named = [
            f"{self.frame.name(code)} {short_text(self.indicator, value)}"
            for code in dict.fromkeys([*self.columns.main, *self.columns.ticks])
            if (value := self._drawn(code)) is not None
        ]
        others = f"; {formats.listing(named)}" if named else ""
        return f"{phrases.in_municipalities(len(shown))} van {lowest} tot {highest}{others}."

    @property
    def course(self) -> str:
        """The sparkline with its first and last year, or that there is but one."""
        breaks = [entry.period for entry in breaks_of(self.frame.catalog, self.indicator)]
        # A municipality's count would be flat beside that of its region.
        alone = self.columns.told and self.indicator.is_count
        codes = [self.columns.told] if alone else list(self.columns.main)
        pieces = {code: sparkline.stretches(self.rows[code], self.period, breaks) for code in reversed(codes)}
        lines = [sparkline.Line(found, self.columns.main[code][0]) for code, found in pieces.items()]
        years = sorted(x for found in pieces.values() for stretch in found for x, _ in stretch)
        if not years or years[0] == years[-1]:
            return '<div class="sm-none">één meting</div>' if years else "<div></div>"
        first, last = int(years[0]), int(years[-1])
        names = formats.listing([self.frame.name(code) for code in codes])
        drawing = sparkline.sparkline(lines, f"Evolutie van {first} tot {last}: {names}.")
        ends = f'<div class="sm-ends"><span>{first}</span><span>{last}</span></div>'
        return f'<div class="sm-course">{drawing}{ends}</div>'
