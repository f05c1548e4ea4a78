"""Reads and checks the four files of `data/areas`, which are written by people."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from streekmonitor.area_records import Change, HigherArea, Municipality, Region, RegionSet
from streekmonitor.areas import Areas

_LEVELS = ("arrondissement", "province", "region", "country")
_KINDS = ("merger", "recode")
_MUNICIPALITY_COLUMNS = ("nis", "name", "name_fr", "valid_from", "valid_to", "arrondissement")
_HIGHER_AREA_COLUMNS = ("nis", "name", "name_fr", "level", "parent", "valid_from", "valid_to")
_CHANGE_COLUMNS = ("date", "former", "successor", "kind", "source")


class AreaFileError(ValueError):
    """Raised when a file of `data/areas` contradicts itself or another; message in Dutch, says what to do."""


def load_areas(folder: Path) -> Areas:
    """Read and check the four files of `data/areas`.

    Raises
    ------
    AreaFileError
        Naming the file and the line or region that is wrong, and what to do about it.
    """
    higher_areas = read_higher_areas(folder / "higher_areas.csv")
    changes = read_changes(folder / "changes.csv")
    municipalities = read_municipalities(folder / "municipalities.csv", changes, higher_areas)
    areas = Areas(municipalities, higher_areas, changes)
    regions, sets = read_regions(folder / "regions.yaml", areas)
    return replace(areas, regions=regions, sets=sets)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a csv file that can name itself in an error."""

    path: Path
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def error(self, message: str) -> AreaFileError:
        return AreaFileError(f"{self.path}, regel {self.line}: {message}")

    def required(self, column: str) -> str:
        if not self[column]:
            raise self.error(f'kolom "{column}" is leeg; vul ze in.')
        return self[column]

    def code(self, column: str) -> str:
        if not re.fullmatch(r"\d{5}", self[column]):
            raise self.error(
                f'kolom "{column}": "{self[column]}" is geen NIS-code; '
                "schrijf vijf cijfers, zoals 24062 of 02000."
            )
        return self[column]

    def choice(self, column: str, choices: Sequence[str]) -> str:
        if self[column] not in choices:
            raise self.error(f'kolom "{column}": "{self[column]}" kan niet; kies uit {", ".join(choices)}.')
        return self[column]

    def day(self, column: str) -> date:
        try:
            return date.fromisoformat(self[column])
        except ValueError:
            raise self.error(
                f'kolom "{column}": "{self[column]}" is geen datum; schrijf jaar-maand-dag, zoals 2025-01-01.'
            ) from None

    def day_or_none(self, column: str) -> date | None:
        return self.day(column) if self[column] else None


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[_Row]:
    """Yield the lines of a csv file with exactly these columns."""
    reader = csv.reader(_read(path).splitlines())
    header = next(reader, [])
    if tuple(header) != columns:
        raise AreaFileError(
            f"{path}, regel 1: verwacht de kolommen {','.join(columns)}, gevonden "
            f"{','.join(header) or 'niets'}. Herstel de eerste regel en scheid de kolommen met komma's."
        )
    for cells in reader:
        if len(cells) != len(columns):
            raise AreaFileError(
                f"{path}, regel {reader.line_num}: verwacht {len(columns)} kolommen, gevonden {len(cells)}. "
                "Zet een tekst met een komma erin tussen aanhalingstekens."
            )
        yield _Row(path, reader.line_num, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AreaFileError(f"{path} ontbreekt. Haal het bestand terug, bijvoorbeeld uit git.") from None
    except UnicodeDecodeError:
        raise AreaFileError(f"{path} is geen UTF-8. Bewaar het bestand opnieuw als UTF-8.") from None


def read_higher_areas(path: Path) -> dict[str, HigherArea]:
    """Read arrondissements, provinces, regions and country, by code; each parent is of a higher level."""
    areas: dict[str, HigherArea] = {}
    rows = list(_rows(path, _HIGHER_AREA_COLUMNS))
    for row in rows:
        area = HigherArea(
            row.code("nis"),
            row.required("name"),
            row.required("name_fr"),
            row.choice("level", _LEVELS),
            row.code("parent") if row["parent"] else None,
            row.day("valid_from"),
            row.day_or_none("valid_to"),
        )
        if area.nis in areas:
            raise row.error(f"code {area.nis} staat er twee keer in; schrap een van beide regels.")
        areas[area.nis] = area
    for row in rows:
        parent = areas.get(row["parent"])
        if row["parent"] and (parent is None or _rank(parent.level) <= _rank(row["level"])):
            raise row.error(
                f'kolom "parent": {row["parent"]} is in dit bestand geen gebied van een hoger niveau. '
                "Voeg dat gebied toe of verbeter de code."
            )
    return areas


def _rank(level: str) -> int:
    return _LEVELS.index(level)


def read_changes(path: Path) -> tuple[Change, ...]:
    """Read the mergers and recodes, by date and former code; each former municipality occurs once."""
    changes: dict[str, Change] = {}
    for row in _rows(path, _CHANGE_COLUMNS):
        change = Change(
            row.day("date"),
            row.code("former"),
            row.code("successor"),
            row.choice("kind", _KINDS),
            row.required("source"),
        )
        if change.former in changes:
            raise row.error(
                f"{change.former} staat er twee keer in als vroegere gemeente; een gemeente gaat in haar "
                "geheel over in één andere. Schrap een van beide regels."
            )
        changes[change.former] = change
    return tuple(sorted(changes.values(), key=lambda change: (change.date, change.former)))


def read_municipalities(
    path: Path, changes: Sequence[Change], higher_areas: Mapping[str, HigherArea]
) -> dict[str, Municipality]:
    """Read the municipalities of every vintage, by code, and check them against the changes."""
    successors = {change.former: change.successor for change in changes}
    municipalities: dict[str, Municipality] = {}
    for row in _rows(path, _MUNICIPALITY_COLUMNS):
        municipality = Municipality(
            row.code("nis"),
            row.required("name"),
            row.required("name_fr"),
            row.day("valid_from"),
            row.day_or_none("valid_to"),
            row.code("arrondissement"),
            successors.get(row["nis"]),
        )
        _check_municipality(row, municipality, higher_areas)
        if municipality.nis in municipalities:
            raise row.error(f"code {municipality.nis} staat er twee keer in; schrap een van beide regels.")
        municipalities[municipality.nis] = municipality
    for change in changes:
        _check_change(path, change, municipalities)
    return municipalities


def _check_municipality(
    row: _Row, municipality: Municipality, higher_areas: Mapping[str, HigherArea]
) -> None:
    above = higher_areas.get(municipality.arrondissement)
    if above is None or above.level != "arrondissement":
        raise row.error(
            f"{municipality.arrondissement} is geen arrondissement in higher_areas.csv. "
            "Voeg het daar toe of verbeter de code."
        )
    if municipality.valid_to is not None and municipality.valid_to < municipality.valid_from:
        raise row.error("valid_to ligt voor valid_from. Verbeter een van beide datums.")
    if municipality.valid_to is not None and municipality.successor is None:
        raise row.error(
            f"{municipality.name} eindigt op {municipality.valid_to} maar staat niet in changes.csv. "
            "Voeg daar een regel toe met de gemeente waarin ze overging."
        )


def _check_change(path: Path, change: Change, municipalities: Mapping[str, Municipality]) -> None:
    where = f"{path.with_name('changes.csv')}, {change.former} → {change.successor}"
    former, successor = municipalities.get(change.former), municipalities.get(change.successor)
    if former is None or successor is None:
        unknown = change.former if former is None else change.successor
        raise AreaFileError(f"{where}: {unknown} staat niet in {path.name}. Voeg de gemeente toe.")
    last_day = change.date - timedelta(days=1)
    if former.valid_to != last_day:
        raise AreaFileError(
            f"{where}: {former.name} moet in {path.name} eindigen op {last_day}, de dag voor de wijziging; "
            f"gevonden {former.valid_to or 'geen einde'}. Verbeter valid_to of de datum van de wijziging."
        )
    if not successor.valid_on(change.date):
        raise AreaFileError(
            f"{where}: {successor.name} bestaat niet op {change.date} volgens {path.name}. "
            "Verbeter valid_from, valid_to of de datum van de wijziging."
        )


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


_Text = Annotated[str, Field(min_length=1)]


class _SetEntry(_Entry):
    id: _Text
    label: _Text
    selectable: bool
    regions: list[str] = Field(min_length=1)


class _RegionEntry(_Entry):
    id: _Text
    label: _Text
    full_label: _Text
    phrase: _Text | None = None
    within: list[str] = []
    municipalities: list[str] = []
    areas: list[str] = []
    published_area: str | None = None
    valid_from: date
    source: _Text


class _RegionsFile(_Entry):
    sets: list[_SetEntry]
    regions: list[_RegionEntry]


def read_regions(path: Path, areas: Areas) -> tuple[dict[str, Region], dict[str, RegionSet]]:
    """Read region definitions and their sets, both in the order of the file.

    `within` takes all municipalities in force in a higher area, `municipalities` takes those it lists,
    `areas` takes higher areas whole, as one member.
    """
    content = _parse_regions(path)
    _check_unique(path, "id", [*(s.id for s in content.sets), *(r.id for r in content.regions)])
    _check_unique(path, "label", [entry.label for entry in content.regions])
    set_of = {region_id: entry.id for entry in content.sets for region_id in entry.regions}
    listed = [region_id for entry in content.sets for region_id in entry.regions]
    _check_unique(path, "regio in sets", listed)
    for odd in sorted(set(listed) ^ {entry.id for entry in content.regions}):
        raise AreaFileError(
            f'{path}: "{odd}" staat niet zowel onder "regions" als in precies één van de "sets". '
            "Vul aan wat ontbreekt of verbeter de id."
        )
    regions = {entry.id: _region(path, entry, set_of[entry.id], areas) for entry in content.regions}
    sets = {
        entry.id: RegionSet(entry.id, entry.label, tuple(entry.regions), entry.selectable)
        for entry in content.sets
    }
    return regions, sets


def _parse_regions(path: Path) -> _RegionsFile:
    try:
        return _RegionsFile.model_validate(yaml.safe_load(_read(path)))
    except yaml.YAMLError as error:
        raise AreaFileError(
            f"{path} is geen geldige YAML: {error}. Herstel de inspringing of het teken."
        ) from None
    except ValidationError as error:
        raise AreaFileError("\n".join(_fault(path, fault) for fault in error.errors())) from None


def _fault(path: Path, fault: Any) -> str:
    """Say in Dutch what is wrong with one value of the file."""
    advice = {
        "missing": "ontbreekt; vul het in.",
        "extra_forbidden": "is geen veld van dit bestand; verbeter de naam of schrap het.",
        "string_type": f"moet een tekst zijn, gevonden {fault['input']}; zet codes tussen aanhalingstekens.",
        "date_type": f"moet een datum zijn zoals 2025-01-01, gevonden {fault['input']}.",
    }
    where = " → ".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"])
    message = advice.get(fault["type"], f"heeft een ongeldige waarde: {fault['input']}.")
    return f"{path}, {where or 'begin'}: {message}"


def _check_unique(path: Path, what: str, values: Sequence[str]) -> None:
    for value in sorted(set(values)):
        if values.count(value) > 1:
            raise AreaFileError(f'{path}: {what} "{value}" komt meer dan eens voor. Maak ze verschillend.')


def _region(path: Path, entry: _RegionEntry, set_id: str, areas: Areas) -> Region:
    def fail(message: str) -> AreaFileError:
        return AreaFileError(f"{path}, regio {entry.id}: {message}")

    for code in (*entry.within, *entry.areas, *filter(None, [entry.published_area])):
        if code not in areas.higher_areas:
            raise fail(f"{code} staat niet in higher_areas.csv. Verbeter de code.")
    for nis in entry.municipalities:
        if nis not in areas.municipalities or not areas.municipalities[nis].in_force:
            raise fail(f"{nis} is geen gemeente die nu bestaat. Neem de gemeente die er nu is.")
    members = [*entry.municipalities, *entry.areas]
    members += [nis for code in entry.within for nis in areas.within(code)]
    if not members:
        raise fail('geen leden. Geef "within", "municipalities" of "areas".')
    _check_unique(path, f"lid van {entry.id}", members)
    return Region(
        id=entry.id,
        label=entry.label,
        full_label=entry.full_label,
        phrase=entry.phrase or entry.label,
        set_id=set_id,
        members=tuple(sorted(members)),
        published_area=entry.published_area,
        valid_from=entry.valid_from,
        source=entry.source,
    )
