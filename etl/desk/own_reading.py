"""Reads an own table in the making: what was proposed, what a person answered, and what came out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.desk.indicator_form import entries_of, source_entry
from etl.desk.new_indicator import NewEntries, Problems, problems
from etl.desk.own import OwnTable, own_entries, with_own
from etl.desk.pending import NEW, Pending
from etl.desk.tables.answered import Answer, answered
from etl.desk.tables.layout import Layout, Proposal, Target, measures_of, target_of
from etl.desk.tables.outcome import Outcome, apply, bring_in
from etl.desk.tables.propose import best_proposal, propose
from etl.desk.tables.reading import read_table
from etl.desk.tables.sheets import Sheet, Sheets
from etl.parsed import OBSERVATION_COLUMNS
from streekmonitor.catalog import Catalog, Measure
from streekmonitor.release import Release


@dataclass(frozen=True)
class Meant:
    """What a table is for: the target, the catalog that knows it, and its entries when it is new.

    `faults` (Dutch, by field) keep a new indicator from being read for; the target is then None.
    """

    target: Target | None
    catalog: Catalog
    source: Mapping[str, Any]
    new: NewEntries | None
    faults: Problems


@dataclass(frozen=True)
class Reading:
    """A table as it is read now; `layout` is that of the proposal with the answers, None without a table."""

    sheets: Sheets
    sheet: Sheet
    proposal: Proposal
    layout: Layout | None
    outcome: Outcome


def meant(table: Pending, release: Release, today: str) -> Meant:
    """What a table is for, by what was typed so far. `today` is ISO."""
    catalog = release.catalog
    known = catalog.source_by_id
    source = source_entry(table.source, today, known)
    if source["id"] in known:
        source = known[source["id"]].model_dump(mode="json")
    if table.target != NEW:
        target = target_of(table.target, catalog) if table.target else None
        return Meant(target, catalog, source, None, _source_faults(source, catalog))
    new = entries_of(table.form, source, catalog)
    faults = problems(new, catalog)
    if faults:
        return Meant(None, catalog, source, new, faults)
    extended = with_own(catalog, {"source": source, **_lists(new)})
    return Meant(extended.measure_by_id[str(new.measure["id"])], extended, source, new, {})


def read(content: bytes, table: Pending, wanted: Meant, release: Release) -> Reading:
    """Read the upload for its target, which must be known.

    Raises SourceError for a file that can't be opened, ValueError (Dutch) for a target that a table can't
    hold or a sheet that is not there.
    """
    if wanted.target is None:
        raise ValueError("Kies eerst waarvoor de tabel dient.")
    sheets = read_table(content, table.name)
    areas, catalog, target = release.areas, wanted.catalog, wanted.target
    if table.sheet:
        sheet = _named(sheets, table.sheet)
        proposal = propose(sheet, areas, catalog, target)
    else:
        sheet, proposal = best_proposal(sheets, areas, catalog, target)
    if proposal.layout is None:
        return Reading(sheets, sheet, proposal, None, _nothing(sheets, wanted, release))
    answers = {int(column): Answer.from_json(answer) for column, answer in table.answers.items()}
    layout = answered(proposal.layout, answers, table.period)
    outcome = apply(sheet, layout, target, areas, catalog, previous=release, file=sheets.file)
    return Reading(sheets, sheet, proposal, layout, outcome)


def own_table(wanted: Meant, observations: pd.DataFrame) -> OwnTable:
    """What goes into the draft. `observations` are those of the outcome."""
    if wanted.new is not None:
        whole = OwnTable.defined_by(wanted.new, observations)
        return OwnTable(wanted.source, whole.observations, whole.entries)
    figures = observations[list(OBSERVATION_COLUMNS)]
    known = wanted.source["id"] in wanted.catalog.source_by_id
    entries = own_entries(wanted.catalog, str(wanted.source["id"])) if known else {}
    kept: dict[str, Any] = {kind: found for kind, found in entries.items() if kind != "sources"}
    return OwnTable(wanted.source, figures, kept)


def measures_for(wanted: Meant) -> tuple[Measure, ...]:
    """The measures whose figures the columns can hold. Raises ValueError (Dutch)."""
    return measures_of(wanted.target, wanted.catalog) if wanted.target is not None else ()


def _source_faults(source: Mapping[str, Any], catalog: Catalog) -> Problems:
    """What is wrong with a new source, by field; nothing with one that the catalog has."""
    if source["id"] in catalog.source_by_id:
        return {}
    return problems(NewEntries(indicator={}, source=source), catalog)


def _lists(new: NewEntries) -> dict[str, Any]:
    lists = {kind: found for kind, found in new.lists().items() if kind != "sources"}
    return {"of_measures": [entry["id"] for entry in lists.get("measures", [])], **lists}


def _named(sheets: Sheets, name: str) -> Sheet:
    found = next((sheet for sheet in sheets.sheets if sheet.name == name), None)
    if found is None:
        raise ValueError(f"Er is geen blad ‘{name}’ in dit bestand; kies een ander.")
    return found


def _nothing(sheets: Sheets, wanted: Meant, release: Release) -> Outcome:
    """The outcome of a file in which no table was recognised: everything refused, with the reason."""
    if wanted.target is None:
        raise ValueError("Kies eerst waarvoor de tabel dient.")
    _, outcome = bring_in(sheets, wanted.target, release.areas, wanted.catalog, previous=release)
    return outcome
