"""Which indicators have new or revised figures, against an older release or since a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.tables import Tables
from streekmonitor.catalog import Indicator
from streekmonitor.view import DEFAULT_SET


@dataclass(frozen=True)
class Novelty:
    """What is new of an indicator, in words (Dutch), and the figure of each region in its last period.

    `figures` are texts in the order of the regions that were asked for.
    """

    indicator: Indicator
    what: str
    figures: tuple[str, ...]


def against(former: Tables, tables: Tables, regions: Sequence[str]) -> list[Novelty]:
    """What `tables` have that the tables of an older release had not; key figures first.

    An indicator is new, has a new last period, or has other figures for a region in the former last period:
    other as they are shown, for what rounds to the same is no news at a meeting.
    """
    return [
        Novelty(indicator, what, _values(tables, indicator, regions))
        for indicator in _in_order(tables)
        if (what := _difference(former, tables, indicator, regions))
    ]


def since_day(tables: Tables, day: date, regions: Sequence[str]) -> list[Novelty]:
    """The indicators one of whose sources was obtained after `day`; key figures first."""
    catalog, release = tables.release.catalog, tables.release
    found = []
    for indicator in _in_order(tables):
        obtained = [
            date.fromisoformat(release.retrieved(source.id)) for source in catalog.sources_of(indicator)
        ]
        if max(obtained) > day:
            what = f"bestand van {formats.day(max(obtained))}"
            found.append(Novelty(indicator, what, _values(tables, indicator, regions)))
    return found


def _in_order(tables: Tables) -> Iterator[Indicator]:
    """Every indicator with figures, key figures first, else in the order of the catalog."""
    indicators = sorted(tables.release.catalog.indicators, key=lambda entry: not entry.key_figure)
    return (entry for entry in indicators if tables.latest(entry.id, DEFAULT_SET) is not None)


def _difference(former: Tables, tables: Tables, indicator: Indicator, regions: Sequence[str]) -> str:
    """What is new, in words; "" when nothing is."""
    reference = tables.release.catalog.main_measure(indicator).reference
    latest = tables.latest(indicator.id, DEFAULT_SET)
    if indicator.id not in former.release.catalog.indicator_by_id:
        return "nieuwe indicator"
    before = former.latest(indicator.id, DEFAULT_SET)
    if before is None:
        return "eerste cijfers"
    if latest is not None and latest > before:
        return f"nieuw: {phrases.named_period(latest, reference)}"
    revised = [_text(former, indicator, region, before) for region in regions]
    if revised != [_text(tables, indicator, region, before) for region in regions]:
        return f"herzien: {phrases.named_period(before, reference)}, was {' en '.join(revised)}"
    return ""


def _values(tables: Tables, indicator: Indicator, regions: Sequence[str]) -> tuple[str, ...]:
    latest = tables.latest(indicator.id, DEFAULT_SET) or ""
    return tuple(_text(tables, indicator, region, latest) for region in regions)


def _text(tables: Tables, indicator: Indicator, region: str, period: str) -> str:
    rows = tables.region_rows(indicator.id, region)
    values = rows.loc[rows["period"] == period, "value"].dropna()
    return phrases.told(indicator, float(values.iloc[0]) if len(values) else None)
