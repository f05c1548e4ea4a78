"""Key figures in rows: an indicator, how a few areas stand, their place among all, and how they moved."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import key_figures, phrases, text
from streekmonitor.analysis.key_figures import Standing
from streekmonitor.analysis.traits import breaks_of, is_old, is_survey
from streekmonitor.catalog import Indicator, Theme
from streekmonitor.charts import sparkline, strip
from streekmonitor.charts.frames import UNITS_AT_THE_NUMBER, short_text
from streekmonitor.figures.frame import Frame
from streekmonitor.view import View


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


@dataclass(frozen=True)
class Row:
    """One key figure and everything a row says about it; its texts are as the data have them."""

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

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The municipalities with a value in the period, from low to high."""
        shown = self.frame.tables.shown(self.indicator.id, self.period, self.frame.set_id)
        return shown.dropna(subset=["value"]).sort_values(["value", "area"])

    @property
    def stand(self) -> str:
        """The period of the figure, which says so when it is an old one; its unit; and what is better."""
        words = formats.period(self.period, self.frame.catalog.main_measure(self.indicator).reference)
        parts = [f"laatste cijfer: {words}" if is_old(self.frame.release, self.period) else words]
        if self.indicator.unit not in UNITS_AT_THE_NUMBER and not text.unit_is_told(self.indicator):
            parts.append(self.indicator.unit)
        if self.judged:
            higher = self.indicator.polarity == "higher_is_better"
            parts.append(f"{'hoger' if higher else 'lager'} is gunstiger")
        return " · ".join(parts)

    @property
    def judged(self) -> bool:
        """Whether it can be said what is better."""
        return key_figures.judged(self.frame.catalog, self.indicator)

    @property
    def refusal(self) -> str:
        """One reason for all, where none of the main areas has a value; "" where one has."""
        if any(self.standings[code].value is not None for code in self.columns.main):
            return ""
        first = next(iter(self.columns.main))
        reason = self.reason(first)
        if first in self.frame.groups and len(self.columns.main) > 1:
            reason = reason.replace(self.frame.groups[first].full_label, "deze regio’s")
        return reason

    def reason(self, code: str) -> str:
        """Why an area has no value."""
        return self.frame.figure(self.indicator.id, code, self.period).reason

    def value(self, code: str) -> str:
        """The value of an area with the signs of its unit; "–" without one."""
        value = self.standings[code].value
        return "–" if value is None else short_text(self.indicator, value)

    def change(self, code: str) -> tuple[str, str]:
        """The change of an area and since when, in words; why there is none, and "", where there is none."""
        standing = self.standings[code]
        if standing.change is None or standing.since is None:
            return (f"reeks gebroken in {standing.broken[:4]}" if standing.broken else ""), ""
        words = phrases.signed(self.indicator, standing.change)
        if self.indicator.unit not in ("%", "€"):
            words = words.split(formats.NBSP)[0]
        since = formats.short_period(standing.since) if standing.since[4:] else standing.since
        return words, f"sinds {since}"

    def cautions(self, code: str) -> list[str]:
        """What must be known of the value of an area."""
        standing = self.standings[code]
        found = [] if standing.status == "observed" else [formats.STATUS_WORDS[standing.status]]
        found += ["weinig gevallen"] if standing.small else []
        if standing.present < standing.members:
            found.append(f"{standing.present} van {standing.members} gemeenten")
        return found

    def drawn(self, code: str) -> float | None:
        """A value that can lie on a strip of municipalities: the count of a region would dwarf theirs."""
        group = not self.frame.areas.is_municipality(code)
        return None if group and self.indicator.is_count else self.standings[code].value

    @property
    def marks(self) -> list[strip.Mark]:
        """The main areas on the strip."""
        return list(self.marked.values())

    @property
    def marked(self) -> dict[str, strip.Mark]:
        """The main areas on the strip, by code."""
        values = {code: self.drawn(code) for code in self.columns.main if code not in self.columns.ticks}
        looks = self.columns.main
        return {code: strip.Mark(value, *looks[code]) for code, value in values.items() if value is not None}

    @property
    def ticks(self) -> list[strip.Tick]:
        """Who is compared with, on the strip."""
        values = {code: self.drawn(code) for code in self.columns.ticks}
        return [
            strip.Tick(value, self.columns.ticks[code]) for code, value in values.items() if value is not None
        ]

    @property
    def dots(self) -> list[tuple[str, str]]:
        """Code and value in words of each municipality on the strip, from low to high."""
        values = list(self.shown["value"])
        axis = strip.axis_of(values, self.marks, self.ticks)
        pairs = zip(map(str, self.shown["area"]), values, strict=True)
        return [(code, short_text(self.indicator, value)) for code, value in pairs if axis.holds(value)]

    @property
    def ends(self) -> tuple[str, str]:
        """The values at the ends of the strip and whose they are; a survey names no first and last."""
        low, high = (self._end(area, value) for area, value in self._outermost)
        return low, high

    @property
    def compared(self) -> list[tuple[str, str]]:
        """Letter, and name with value, of those that are compared with and have one."""
        ticks = self.columns.ticks
        return [
            (letter, f"{self.frame.name(code)} {self.value(code)}")
            for code, letter in ticks.items()
            if self.standings[code].value is not None
        ]

    @property
    def absent(self) -> str:
        """Who is compared with but has no figure, and why, in a sentence; "" when all have one."""
        without = [code for code in self.columns.ticks if self.standings[code].value is None]
        without = [code for code in without if code not in self.columns.main]
        if not without:
            return ""
        names = formats.listing([f"{self.frame.phrase(code)} ({self._taken_part(code)})" for code in without])
        return f"Geen cijfer voor {names}."

    def _taken_part(self, code: str) -> str:
        """Of how many municipalities a region without a figure has one."""
        rows = self.rows[code]
        here = rows[rows["period"] == self.period]
        if here.empty or "present" not in here or not here["present"].iloc[0]:
            return "niet gepubliceerd"
        return f"maar {here['present'].iloc[0]:.0f} van {here['members'].iloc[0]:.0f} gemeenten"

    @property
    def told(self) -> str:
        """The rank of a municipality, and whether it does better or worse than its region; for no survey."""
        code, against = self.columns.told, self.columns.against
        if not code or is_survey(self.frame.catalog, self.indicator):
            return ""
        parts = [text.place(self.shown, code)]
        own, other = self.standings[code].value, self.standings[against].value if against else None
        if own is not None and other is not None and not self.indicator.is_count:
            gap = own - other
            visible = phrases.visible(self.indicator, gap)
            judgement = phrases.judgement(self.indicator, gap)
            order = f"{judgement}er" if judgement else phrases.order(self.indicator, gap)
            parts.append(f"{f'{order} dan' if visible else 'gelijk met'} {self.frame.name(against)}")
        words = "; ".join(part for part in parts if part)
        return f"{formats.sentence(words)}." if words else ""

    @property
    def description(self) -> str:
        """What the strip shows, in words."""
        lowest, highest = (short_text(self.indicator, value) for _, value in self._outermost)
        named = [
            f"{self.frame.name(code)} {short_text(self.indicator, value)}"
            for code in dict.fromkeys([*self.columns.main, *self.columns.ticks])
            if (value := self.drawn(code)) is not None
        ]
        others = f"; {formats.listing(named)}" if named else ""
        return f"{phrases.in_municipalities(len(self.shown))} van {lowest} tot {highest}{others}."

    @property
    def moving(self) -> list[str]:
        """Whose evolution is drawn: a municipality's count would be flat beside that of its region."""
        alone = self.columns.told and self.indicator.is_count
        return [self.columns.told] if alone else list(self.columns.main)

    @cached_property
    def lines(self) -> dict[str, sparkline.Line]:
        """The evolution of each, the first of them last, for it is drawn on top."""
        breaks = [entry.period for entry in breaks_of(self.frame.catalog, self.indicator)]
        pieces = {
            code: sparkline.stretches(self.rows[code], self.period, breaks) for code in reversed(self.moving)
        }
        return {code: sparkline.Line(found, self.columns.main[code][0]) for code, found in pieces.items()}

    @property
    def years(self) -> tuple[float, float] | None:
        """The first and the last point in time of the evolution; None without any figure."""
        years = [x for line in self.lines.values() for stretch in line.stretches for x, _ in stretch]
        return (min(years), max(years)) if years else None

    @property
    def _outermost(self) -> list[tuple[str, float]]:
        ends = self.shown.iloc[[0, -1]]
        return list(zip(map(str, ends["area"]), map(float, ends["value"]), strict=True))

    def _end(self, area: str, value: float) -> str:
        words = short_text(self.indicator, value)
        named = not is_survey(self.frame.catalog, self.indicator)
        return f"{self.frame.areas.name(area)} {words}" if named else words
