"""Checking a draft: the release that it would become, with a remark for everything worth knowing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.change_words import area_name, count, series_name, span
from etl.check import records
from etl.check_previous import EXPECTED, doubts
from etl.desk.assemble import LOST, SEPARATOR, Made, NotMadeError, Wish, assemble
from etl.desk.carried import part_of_release
from etl.desk.report import Remark, refusals
from etl.errors import EtlError
from etl.harmonise import SUMMED, Harmonised
from etl.jumps import jumps
from etl.progress import Progress
from etl.side_by_side import KEY, revised, side_by_side
from etl.write_release import write_report
from streekmonitor.area_files import AreaFileError
from streekmonitor.areas import PROVINCE, Areas
from streekmonitor.catalog import CatalogError
from streekmonitor.formats import number, value
from streekmonitor.release import Release

MOST_OF_A_KIND = 2_000
IN_INBOX = re.compile(r" en plaats (het|ze) (als (.*?) )?in data/inbox")
IN_FOLDERS = re.compile(r" in een van de mappen .*")


@dataclass(frozen=True)
class Outcome:
    """What came of a check: the release when one could be made, and all remarks."""

    made: Made | None
    remarks: tuple[Remark, ...]


def check(work: Path, wish: Wish, progress: Progress) -> Outcome:
    """Make the release in `work` and look at it. What is wrong is in the remarks, never raised."""
    names = [(path, name) for part in wish.brought for path, name in part.names.items()]
    try:
        made = assemble(work, wish, progress)
    except NotMadeError as error:
        found = [
            remark
            for source, problem in error.problems.items()
            for remark in refusals(problem, source, [(f"{work}/bronnen/{source}/", ""), *names])
        ]
        return Outcome(None, tuple(map(_for_the_desk, found)))
    except (EtlError, CatalogError, AreaFileError) as error:
        known = error if isinstance(error, EtlError) else EtlError(str(error))
        return Outcome(None, tuple(map(_for_the_desk, refusals(known, "", [(f"{work}/", ""), *names]))))
    with progress.step("vergelijken"):
        both = Both(*(part_of_release(release, made.changed) for release in (wish.base, made.release)))
        write_report(made.folder, both.old, both.new)
        return Outcome(made, tuple(_remarks(made, wish, both)))


@dataclass(frozen=True)
class Both:
    """The release in force and the one made, with the figures that may differ only."""

    old: Release
    new: Release


def _remarks(made: Made, wish: Wish, releases: Both) -> list[Remark]:
    both = side_by_side(releases.old, releases.new)
    return [
        *_doubtful(made, releases),
        *(remark for remark in _lost_periods(both, made, wish) if remark.key not in wish.confirmed),
        *_jumps(both, made, releases.new),
        *(remark for source, table in made.tables.items() for remark in _mapped(source, table, made)),
        *(remark for source, table in made.tables.items() for remark in _set_aside(source, table)),
    ]


def _doubtful(made: Made, releases: Both) -> list[Remark]:
    inputs, new = made.inputs, releases.new
    found = doubts(new.observations, new.catalog, releases.old, inputs.areas, inputs.corrections)
    return [
        Remark(
            "confirm", _source_of(doubt.measure, made), "", doubt.period, doubt.text, EXPECTED,
            "kijk het bestand na; klopt het, bevestig het dan met de reden",
            SEPARATOR.join((doubt.measure, doubt.period)),
        )
        for doubt in found[:MOST_OF_A_KIND]
    ]  # fmt: skip


def _lost_periods(both: pd.DataFrame, made: Made, wish: Wish) -> list[Remark]:
    """Periods that the release in force has and this one would not: an older edition, or half a file."""
    remarks = []
    for measure, rows in both.groupby("measure", observed=True):
        before = set(rows.loc[rows["old_value"].notna(), "period"])
        after = set(rows.loc[rows["value"].notna(), "period"])
        lost = sorted(before - after)
        name = str(measure)
        known = wish.base.catalog.measure_by_id.get(name)
        meant = known is not None and not set(known.sources).isdisjoint(wish.dropped)
        if lost and not meant:
            gone = int(rows["period"].isin(lost).sum())
            remarks.append(
                Remark(
                    "confirm", _source_of(name, made), "", span(lost),
                    f"{known.label if known else name}: {span(lost)} zou verdwijnen "
                    f"({count(gone, 'cijfer', 'cijfers')})",
                    "alle periodes die de release in gebruik heeft",
                    "is dit een oudere uitgave of een half bestand, breng dan de nieuwste in; moet het zo, "
                    "bevestig het dan met de reden",
                    SEPARATOR.join((LOST, name)),
                )
            )  # fmt: skip
    return remarks


def _jumps(both: pd.DataFrame, made: Made, new: Release) -> list[Remark]:
    changed = both["value"].notna() & (both["old_value"].isna() | revised(both))
    fresh = pd.MultiIndex.from_frame(both.loc[changed, KEY].astype("str"))
    found = jumps(new, fresh)
    return [_jump(row, made.release, made) for row in records(found.head(MOST_OF_A_KIND))]


def _jump(row: dict[str, object], release: Release, made: Made) -> Remark:
    measure = release.catalog.measure_by_id[str(row["measure"])]

    def amount(name: str) -> str:
        return value(float(str(row[name])), measure.unit, measure.decimals)

    series = series_name(measure.id, str(row["category"]), release)
    return Remark(
        "suspicious",
        _source_of(measure.id, made),
        "",
        f"{area_name(str(row['area']), release)}, {row['period']}",
        f"{series}: van {amount('before')} naar {amount('value')}",
        f"een verandering in de buurt van {amount('usual')}, zoals gewoonlijk in deze reeks",
        "zoek een verklaring: een schuivende komma, verwisselde kolommen, een breuk, of de werkelijkheid",
    )


def _mapped(source: str, table: Harmonised, made: Made) -> list[Remark]:
    """Municipalities that merged: whose figures were added up, and where that could not be."""
    areas = made.inputs.areas
    inside = table.observations[table.observations["area"].isin(areas.within(PROVINCE))]
    summed = inside[inside["basis"] == SUMMED]
    remarks = []
    for area, rows in summed.groupby("area", sort=True):
        parts = _parts(str(area), set(table.observations["area"]), areas)
        periods = sorted(set(rows["period"]))
        remarks.append(
            Remark(
                "mapped", source, "", f"{areas.name(str(area))}, {span(periods)}",
                f"{' + '.join(areas.name(part) for part in parts)} naar {areas.name(str(area))}: "
                f"{count(len(rows), 'cijfer', 'cijfers')} opgeteld",
            )
        )  # fmt: skip
    return remarks


def _parts(area: str, present: set[str], areas: Areas) -> list[str]:
    return [
        code
        for code in sorted(present)
        if areas.is_municipality(code) and code != area and areas.current(code) == area
    ]


def _set_aside(source: str, table: Harmonised) -> list[Remark]:
    return [
        Remark("set_aside", source, "", "", f"{aside.reason} ({number(aside.rows)} rijen)")
        for aside in table.set_aside
    ]


def _source_of(measure: str, made: Made) -> str:
    """The source brought in that supplies a measure; of several the first."""
    entry = made.release.catalog.measure_by_id.get(measure)
    sources: Sequence[str] = entry.sources if entry else ()
    return next((source for source in sources if source in made.tables), sources[0] if sources else "")


def _for_the_desk(remark: Remark) -> Remark:
    """A remark of the build in the words of the desk, where files are brought in, not placed in a folder."""
    action = IN_INBOX.sub(lambda match: f" en breng {match[3] or 'het'} ook in dit concept in", remark.action)
    expected = IN_FOLDERS.sub(" bij de ingebrachte bestanden", remark.expected)
    return Remark(**{**remark.__dict__, "action": action, "expected": expected})
