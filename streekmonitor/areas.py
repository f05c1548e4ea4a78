"""Municipalities and their changes, higher areas, and region definitions.

The division in force is that of the latest change (1 January 2025). Codes are text, never numbers, and
nothing is read off the first digits of a code: what lies where stands in the tables of `data/areas`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self

from streekmonitor.area_names import (
    NamedCode,
    NameIndex,
    match_quality,
    split_qualifier,
    without_level,
)
from streekmonitor.area_records import (
    Change,
    HigherArea,
    Municipality,
    Region,
    RegionSet,
    plain,
    typed,
)

PROVINCE = "20001"
"""Code of the province of Vlaams-Brabant, whose municipalities the dashboard is about."""


class UnknownAreaError(ValueError):
    """Raised for a code, id or name that is no area, or that more than one area bears; message in Dutch."""


@dataclass(frozen=True)
class Areas:
    """All areas of all code vintages and the regions made of them. Cannot be changed once loaded."""

    municipalities: Mapping[str, Municipality]
    higher_areas: Mapping[str, HigherArea]
    changes: tuple[Change, ...]
    regions: Mapping[str, Region] = field(default_factory=dict)
    sets: Mapping[str, RegionSet] = field(default_factory=dict)
    _names: NameIndex = field(init=False, repr=False, compare=False)
    _origins: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Close the tables to change and prepare the look-ups."""
        for table in ("municipalities", "higher_areas", "regions", "sets"):
            object.__setattr__(self, table, MappingProxyType(dict(getattr(self, table))))
        origins: dict[str, list[str]] = {}
        for nis in sorted(self.municipalities):
            origins.setdefault(self.current(nis), []).append(nis)
        object.__setattr__(self, "_origins", {nis: tuple(codes) for nis, codes in origins.items()})
        object.__setattr__(self, "_names", NameIndex(self._named_codes()))

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain lists and texts, in a fixed order: a release's areas.json."""
        return {
            "municipalities": [plain(self.municipalities[nis]) for nis in sorted(self.municipalities)],
            "higher_areas": [plain(self.higher_areas[nis]) for nis in sorted(self.higher_areas)],
            "changes": [plain(change) for change in self.changes],
            "regions": [plain(region) for region in self.regions.values()],
            "sets": [plain(region_set) for region_set in self.sets.values()],
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """Return the areas that `to_dict` wrote."""
        return cls(
            {row["nis"]: Municipality(**typed(row)) for row in content["municipalities"]},
            {row["nis"]: HigherArea(**typed(row)) for row in content["higher_areas"]},
            tuple(Change(**typed(row)) for row in content["changes"]),
            {row["id"]: Region(**typed(row)) for row in content["regions"]},
            {row["id"]: RegionSet(**typed(row)) for row in content["sets"]},
        )

    # --- mergers -------------------------------------------------------------------------------------------

    def current(self, nis: str) -> str:
        """Return the municipality in force that `nis`, of any vintage, is or went over into."""
        municipality = self._municipality(nis)
        while municipality.successor is not None:
            municipality = self.municipalities[municipality.successor]
        return municipality.nis

    def parts(self, nis: str, day: date) -> tuple[str, ...]:
        """Return the municipalities that existed on `day` and together make up `nis`, which is in force."""
        if not self._municipality(nis).in_force:
            raise UnknownAreaError(
                f"{self.name(nis)} ({nis}) bestaat niet meer; vraag de delen van {self.current(nis)}.",
            )
        return tuple(code for code in self._origins[nis] if self.municipalities[code].valid_on(day))

    def former(self, nis: str) -> tuple[str, ...]:
        """Return the former municipalities that went over into `nis`, directly or by way of another."""
        direct = [change.former for change in self.changes if change.successor == self._municipality(nis).nis]
        return tuple(sorted({*direct, *(older for code in direct for older in self.former(code))}))

    def change_days(self) -> tuple[date, ...]:
        """Return the days on which the division changed, oldest first."""
        return tuple(sorted({change.date for change in self.changes}))

    # --- higher areas and regions --------------------------------------------------------------------------

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the higher areas that hold a municipality or higher area, from small to large."""
        above = (
            self.municipalities[code].arrondissement
            if code in self.municipalities
            else self._higher_area(code).parent
        )
        found: list[str] = []
        while above is not None:
            found.append(above)
            above = self.higher_areas[above].parent
        return tuple(found)

    def within(self, code: str, day: date | None = None) -> tuple[str, ...]:
        """Return the municipalities in a higher area: those in force, or those that existed on `day`."""
        every = self._within.get(self._higher_area(code).nis, ())
        if day is None:
            return tuple(nis for nis in every if self.municipalities[nis].in_force)
        return tuple(nis for nis in every if self.municipalities[nis].valid_on(day))

    @cached_property
    def _within(self) -> Mapping[str, tuple[str, ...]]:
        """The municipalities of every vintage in each higher area, by code."""
        found: dict[str, list[str]] = {}
        for nis in sorted(self.municipalities):
            for area in self.ancestors(nis):
                found.setdefault(area, []).append(nis)
        return {area: tuple(codes) for area, codes in found.items()}

    def region_of(self, nis: str, set_id: str) -> Region | None:
        """Return the first region of a set that holds the municipality (or its successor), or None."""
        if set_id not in self.sets:
            raise UnknownAreaError(f'Onbekende indeling "{set_id}". Kies uit: {", ".join(self.sets)}.')
        current = self.current(nis)
        holders = (self.regions[region_id] for region_id in self.sets[set_id].regions)
        return next((region for region in holders if current in region.members), None)

    # --- names ---------------------------------------------------------------------------------------------

    def is_municipality(self, code: str) -> bool:
        """Tell whether `code` is a municipality of any vintage."""
        return code in self.municipalities

    def is_known(self, code: str) -> bool:
        """Tell whether `code` is a municipality, a higher area or the id of a region."""
        return code in self.municipalities or code in self.higher_areas or code in self.regions

    def name(self, code: str) -> str:
        """Return the name of a municipality or higher area, or the label of a region."""
        if code in self.regions:
            return self.regions[code].label
        if code in self.municipalities:
            return self.municipalities[code].name
        return self._higher_area(code).name

    def phrase(self, code: str) -> str:
        """Return the name of an area as it reads within a sentence, with its article."""
        return self.regions[code].phrase if code in self.regions else self.name(code)

    def resolve(self, text: str) -> str:
        """Return the NIS code or region id meant by a code, an id, or a name in any reasonable spelling.

        A municipality goes before a region, a region before a higher area, a Dutch name before a French one,
        and of one name the municipality in force before the former. An arrondissement or province in brackets
        narrows the choice.

        Raises
        ------
        UnknownAreaError
            With up to five closest choices, or with the areas that share the name.
        """
        code = text.strip()
        return code if self.is_known(code) else self._pick(text, lambda _: True)

    def find(self, text: str) -> str | None:
        """Return what `resolve` does, or None where it raises; fast, for it looks for no closest choices."""
        code = text.strip()
        codes = [code] if self.is_known(code) else self._best(text, lambda _: True)
        return codes[0] if len(codes) == 1 else None

    def by_name(self, text: str, day: date | None = None) -> str:
        """Return the NIS code for a name as a publisher writes it, never a region id.

        With `day` only the municipalities that existed on that day count.

        Raises
        ------
        UnknownAreaError
            For a name that no area bears, or more than one.
        """

        def accept(code: str) -> bool:
            if code in self.municipalities:
                return day is None or self.municipalities[code].valid_on(day)
            return code in self.higher_areas

        return self._pick(text, accept)

    def closest(self, text: str) -> list[str]:
        """Return at most five codes and region ids whose names look like `text`, best first."""
        return [entry.code for entry in self._names.closest(text)]

    def search(self, text: str, limit: int = 8) -> list[str]:
        """Return codes and region ids that fit a search text, best first.

        Looks among the municipalities of the province, former ones too, and the regions; forgives a typing
        error.
        """
        hits: list[tuple[float, int, str, str]] = []
        for code, names, order in self._searchable():
            qualities = [match_quality(text, name) for name in names]
            # The first name is the one on screen: what fits it goes just before what fits another.
            fits = [
                quality + (0.5 if place else 0)
                for place, quality in enumerate(qualities)
                if quality is not None
            ]
            if fits:
                hits.append((min(fits), order, names[0], code))
        return [code for *_, code in sorted(hits)[:limit]]

    def _searchable(self) -> Iterable[tuple[str, tuple[str, ...], int]]:
        for nis, place in self.municipalities.items():
            if PROVINCE in self.ancestors(nis):
                yield nis, (place.name, place.name_fr, nis), 0 if place.in_force else 2
        for region in self.regions.values():
            yield region.id, (region.label, region.full_label), 1

    def _named_codes(self) -> Iterable[NamedCode]:
        for nis, place in self.municipalities.items():
            rank = 0 if place.in_force else 1
            yield NamedCode(place.name, nis, rank)
            yield NamedCode(place.name_fr, nis, rank + 2)
        for region in self.regions.values():
            yield NamedCode(region.label, region.id, 4)
            yield NamedCode(region.full_label, region.id, 4)
        for code, area in self.higher_areas.items():
            yield NamedCode(area.name, code, 5)
            yield NamedCode(area.name_fr, code, 6)

    def _pick(self, text: str, accept: Callable[[str], bool]) -> str:
        """Return the one accepted code of the best rank that bears the name `text`."""
        codes = self._best(text, accept)
        if len(codes) == 1:
            return codes[0]
        if not codes:
            raise self._unknown(text)
        raise UnknownAreaError(
            f'"{text}" is de naam van meer dan één gebied: {self._listed(codes)}. '
            "Gebruik de NIS-code, of zet het arrondissement tussen haakjes achter de naam.",
        )

    def _best(self, text: str, accept: Callable[[str], bool]) -> list[str]:
        """Return the accepted codes of the best rank that bear the name `text`, sorted."""
        found = [entry for entry in self._find(text) if accept(entry.code)]
        best = min((entry.rank for entry in found), default=0)
        return sorted({entry.code for entry in found if entry.rank == best})

    def _find(self, text: str) -> list[NamedCode]:
        """Return the entries that bear the name; what stands in brackets narrows the municipalities."""
        found = self._names.find(text)
        qualified = split_qualifier(text)
        if found or qualified is None:
            return found
        name, qualifier = qualified
        wanted = without_level(qualifier)
        return [
            entry
            for entry in self._names.find(name)
            if entry.code in self.municipalities
            and any(
                wanted in (without_level(area.name), without_level(area.name_fr))
                for area in map(self._higher_area, self.ancestors(entry.code))
            )
        ]

    def _listed(self, codes: Iterable[str]) -> str:
        return ", ".join(f"{self.name(code)} ({code})" for code in codes)

    def _unknown(self, text: str) -> UnknownAreaError:
        near = self._listed(self.closest(text))
        regions = self._listed(list(self.regions)[:5])
        advice = (
            f"Bedoelde u {near}?"
            if near
            else f"Geef een gemeente, een NIS-code of een regio zoals {regions}."
        )
        return UnknownAreaError(f'Onbekend gebied "{text}". {advice}')

    def _municipality(self, nis: str) -> Municipality:
        if nis not in self.municipalities:
            raise self._unknown(nis)
        return self.municipalities[nis]

    def _higher_area(self, code: str) -> HigherArea:
        if code not in self.higher_areas:
            raise self._unknown(code)
        return self.higher_areas[code]
