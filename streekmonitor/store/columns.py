"""The columns of the workbook in which a group keeps its list: what each holds, written and read back."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from streekmonitor.analysis.tables import Tables
from streekmonitor.areas import PROVINCE
from streekmonitor.objectives.model import (
    ACTION_STATUSES,
    DIRECTIONS,
    LABELS,
    ORGANISATION_KINDS,
    Action,
    Measurement,
    Milestone,
    Objective,
    OwnMeasure,
    Partner,
)
from streekmonitor.objectives.register import Register
from streekmonitor.store.cells import (
    CellError,
    as_choice,
    as_day,
    as_lines,
    as_number,
    as_pair,
    as_text,
)

Cell = str | float | date | None


@dataclass(frozen=True)
class Names:
    """Ids with the words that people use for them."""

    groups: Mapping[str, str]
    regions: Mapping[str, str]
    municipalities: Mapping[str, str]
    indicators: Mapping[str, str]
    objectives: Mapping[str, str]

    @classmethod
    def of(cls, tables: Tables, register: Register) -> "Names":
        """The names of a release and a register."""
        catalog, areas = tables.release.catalog, tables.release.areas
        return cls(
            groups={theme.id: theme.label for theme in catalog.themes},
            regions={region.id: region.full_label for region in areas.regions.values()},
            municipalities={code: areas.name(code) for code in areas.within(PROVINCE)},
            indicators={indicator.id: indicator.label for indicator in catalog.indicators},
            objectives=titles(register.objectives),
        )


def titles(objectives: Iterable[Objective]) -> dict[str, str]:
    """Ids with titles; a title that two objectives have, names neither, so there it is the id."""
    known = {entry.id: entry.title for entry in objectives}
    counts = Counter(known.values())
    return {key: title if counts[title] == 1 else key for key, title in known.items()}


@dataclass(frozen=True)
class Column:
    """A column: its head, what it asks, how it is written and how it is read into the values of a record.

    `read` gives the value of `field`. Columns of an own measurement have a field of their own: see
    `own_measure`.
    """

    head: str
    field: str
    help: str
    write: Callable[[Any, Names], Cell]
    read: Callable[[Any, Names], Any]
    width: int = 18


def _plain(field: str, read: Callable[[Any], Any], asked: str = "", width: int = 18) -> Column:
    """A column that holds the value of a field as it is."""

    def write(record: Any, _names: Names) -> Cell:
        value: Cell = getattr(record, field)
        return value

    return Column(LABELS[field], field, asked, write, lambda cell, _names: read(cell), width)


def _chosen(
    field: str, of: Callable[[Names], Mapping[Any, str]], asked: str, default: str = "", width: int = 18
) -> Column:
    """A column that holds one of some choices, by its words."""

    def write(record: Any, names: Names) -> Cell:
        value = str(getattr(record, field))
        return of(names).get(value, value)

    return Column(
        LABELS[field], field, asked, write, lambda cell, names: as_choice(cell, of(names), default), width
    )


def _listed(
    field: str,
    asked: str,
    write: Callable[[Any, Names], str],
    read: Callable[[str, Names], Any],
    width: int = 30,
) -> Column:
    """A column with one entry on each line of a cell."""

    def written(record: Any, names: Names) -> Cell:
        return "\n".join(write(entry, names) for entry in getattr(record, field))

    def collected(cell: Any, names: Names) -> tuple[Any, ...]:
        return tuple(read(line, names) for line in as_lines(cell))

    return Column(LABELS[field], field, asked, written, collected, width)


def _own(
    head: str, field: str, asked: str, write: Callable[[OwnMeasure], Cell], read: Callable[[Any], Any]
) -> Column:
    """A column of an own measurement; empty where there is none."""

    def written(record: Any, _names: Names) -> Cell:
        return None if record.own is None else write(record.own)

    return Column(head, field, asked, written, lambda cell, _names: read(cell), 24)


def own_measure(values: dict[str, Any]) -> dict[str, Any]:
    """The values of an objective, with those of its own measurement put together; none without a unit."""
    rest = {name: value for name, value in values.items() if not name.startswith("own_")}
    if not set(values) - set(rest):
        return rest
    unit, decimals, measured = (values.get(f"own_{name}") for name in ("unit", "decimals", "points"))
    if not unit and not measured:
        return {**rest, "own": None}
    own = OwnMeasure(unit=unit or "", decimals=int(decimals or 0), measurements=tuple(measured or ()))
    return {**rest, "own": own}


def _measurements(cell: Any) -> tuple[Measurement, ...]:
    """Lines such as "31/3/2027: 4,5 https://bewijs.be"."""
    found = []
    for line in as_lines(cell):
        day, rest = as_pair(line, "datum: waarde, zoals 31/3/2027: 4,5")
        value, _, evidence = rest.partition(" ")
        measured = {"day": _sure(as_day(day)), "value": _sure(as_number(value))}
        found.append(Measurement(**measured, evidence=evidence.strip()))
    return tuple(found)


def _measured_lines(own: OwnMeasure) -> str:
    lines = (f"{entry.day:%d/%m/%Y}: {_short(entry.value)} {entry.evidence}" for entry in own.measurements)
    return "\n".join(line.strip() for line in lines)


def _milestone(line: str, _names: Names) -> Milestone:
    period, value = as_pair(line, "periode: waarde, zoals 2027: 4,5")
    return Milestone(period=period, value=_sure(as_number(value)))


def _partner(line: str, _names: Names) -> Partner:
    """A line such as "VOKA (werkgeversorganisatie)"; without brackets it is another kind."""
    name, bracket, kind = line.removesuffix(")").rpartition(" (")
    chosen = as_choice(kind, ORGANISATION_KINDS, "other") if bracket else "other"
    return Partner.model_validate({"name": name if bracket else line, "kind": chosen})


def _sure(value: Any) -> Any:
    if value is None:
        raise CellError("Er ontbreekt een waarde.")
    return value


def _short(value: float) -> str:
    """A number as a Dutch reader types it."""
    return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",")


ID = Column(
    "Id",
    "id",
    "leeg laten bij een nieuwe regel",
    lambda record, _names: str(record.id),
    lambda cell, _names: as_text(cell),
    10,
)
VERSION = Column(
    "Versie",
    "version",
    "niet wijzigen: zo merkt het register dat iemand anders dezelfde regel aanpaste",
    lambda record, _names: float(record.version),
    lambda cell, _names: as_number(cell),
    8,
)
OBJECTIVE_COLUMNS = (
    ID,
    VERSION,
    _plain("title", as_text, "wat u wilt bereiken, in één zin", 40),
    _chosen("working_group", lambda names: names.groups, "de themawerkgroep", width=24),
    _chosen("region", lambda names: names.regions, "een regio, of laat leeg en vul gemeenten in", width=28),
    _listed(
        "municipalities",
        "één per regel, als u geen regio kiest",
        lambda code, names: names.municipalities.get(code, code),
        lambda line, names: as_choice(line, names.municipalities),
        20,
    ),
    _plain("region_name", as_text, "hoe de gemeenten samen heten"),
    _chosen(
        "indicator",
        lambda names: names.indicators,
        "uit de lijst, of laat leeg voor een eigen meting",
        width=40,
    ),
    _own("Eigen meting: eenheid", "own_unit", "enkel zonder indicator", lambda own: own.unit, as_text),
    _own("Eigen meting: decimalen", "own_decimals", "0 tot 4", lambda own: float(own.decimals), as_number),
    _own(
        "Eigen meting: waarden",
        "own_points",
        "één per regel: datum: waarde en een link naar het bewijs",
        _measured_lines,
        _measurements,
    ),
    _chosen("direction", lambda _names: DIRECTIONS, "stijgen of dalen", default="rise", width=10),
    _plain("baseline_period", as_text, "zoals 2024; een dag bij een eigen meting", 14),
    _plain("baseline_value", as_number, "leeg: het cijfer van die periode", 14),
    _plain("baseline_release", as_text, "leeg: de release van nu", 14),
    _plain("target_period", as_text, "zoals 2030", 14),
    _plain("target_value", as_number, "wat u wilt bereiken", 14),
    _listed(
        "milestones",
        "één per regel: 2027: 4,5",
        lambda entry, _names: f"{entry.period}: {_short(entry.value)}",
        _milestone,
        18,
    ),
    _plain("owner", as_text, "een organisatie", 24),
    _plain("contact", as_text, "enkel zichtbaar voor redacteurs", 24),
    _plain("why", as_text, "waarom het ertoe doet", 50),
    _plain("decided_on", as_day, "datum van de beslissing", 14),
)
ACTION_COLUMNS = (
    ID,
    VERSION,
    _plain("title", as_text, "wat u doet, in één zin", 40),
    _listed(
        "objectives",
        "de titel van een doelstelling, één per regel",
        lambda objective_id, names: names.objectives.get(objective_id, objective_id),
        lambda line, names: as_choice(line, names.objectives),
        40,
    ),
    _plain("responsible", as_text, "een organisatie", 24),
    _chosen("responsible_kind", lambda _n: ORGANISATION_KINDS, "soort organisatie", default="other"),
    _listed(
        "partners",
        "één per regel: naam (soort)",
        lambda partner, _names: f"{partner.name} ({ORGANISATION_KINDS[partner.kind]})",
        _partner,
    ),
    _plain("contact", as_text, "enkel zichtbaar voor redacteurs", 24),
    _plain("start", as_day, "datum", 12),
    _plain("due", as_day, "datum", 12),
    _chosen(
        "status", lambda _names: ACTION_STATUSES, "gepland, lopend, afgerond of stopgezet", "planned", 12
    ),
    _plain("evidence", as_text, "een webadres", 30),
    _plain("budget", as_number, "in euro", 12),
)
SHEETS: dict[str, tuple[type[Objective] | type[Action], tuple[Column, ...]]] = {
    "Doelstellingen": (Objective, OBJECTIVE_COLUMNS),
    "Acties": (Action, ACTION_COLUMNS),
}


def choices_of(names: Names) -> list[tuple[str, list[str]]]:
    """The lists to choose from, for the sheet that explains."""
    return [
        ("Werkgroepen", list(names.groups.values())),
        ("Regio’s", list(names.regions.values())),
        ("Indicatoren", list(names.indicators.values())),
        ("Richting", list(DIRECTIONS.values())),
        ("Status", list(ACTION_STATUSES.values())),
        ("Soort organisatie", list(ORGANISATION_KINDS.values())),
        ("Gemeenten", list(names.municipalities.values())),
    ]
