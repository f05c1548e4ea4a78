"""The commands backup, restore, import and export. They write on standard output through `say`."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from streekmonitor import formats
from streekmonitor.analysis.tables import Tables
from streekmonitor.arguments import DutchParser
from streekmonitor.export.exported import ExportedFigure
from streekmonitor.export.text_file import as_excel_csv
from streekmonitor.objectives.course import verdicts
from streekmonitor.objectives.examples import ExamplesError
from streekmonitor.objectives.faults import RefusedError
from streekmonitor.objectives.frames import objective_table
from streekmonitor.objectives.register import Register
from streekmonitor.objectives.rights import COMMAND_LINE
from streekmonitor.store.backup import BackupError, backup, restore
from streekmonitor.store.errors import EditConflictError, StoreUnavailableError
from streekmonitor.store.reading import Reading, WorkbookError, read_workbook
from streekmonitor.store.store import Store
from streekmonitor.store.workbook import as_workbook

Say = Callable[[str], object]
FAULTS = (
    BackupError,
    EditConflictError,
    ExamplesError,
    RefusedError,
    StoreUnavailableError,
    WorkbookError,
)
"""What a command can run into; each has a message in Dutch."""
HELP = {
    "backup": "Alles wat bewaard is (doelstellingen, acties, vergaderingen, presentaties) in één bestand.",
    "restore": "Zet een back-up terug; wat er was, blijft ernaast bewaard.",
    "import": "Leest een Excel-lijst van doelstellingen en acties in; zonder fouten, of helemaal niet.",
    "export": "Schrijft de lijst naar Excel (.xlsx, ook in te lezen) of naar CSV (.csv).",
}


def parser_of(command: str) -> DutchParser:
    """The parser of one of the commands."""
    parser = DutchParser(prog=f"python run.py {command}", description=HELP[command])
    parser.add_argument("file", metavar="BESTAND", type=Path, help="het bestand")
    if command == "import":
        parser.options.add_argument(
            "--partial", action="store_true", help="ook als er rijen geweigerd worden: lees de andere in"
        )
    return parser


def run(
    command: str,
    options: argparse.Namespace,
    *,
    store: Store,
    tables: Callable[[], Tables],
    now: datetime,
    say: Say,
) -> int:
    """Do what a command asks; returns the exit code. Raises one of FAULTS, and OSError."""
    if command == "backup":
        rows = backup(store.database, options.file, COMMAND_LINE, now)
        say(f"Back-up van {rows} rijen geschreven naar {options.file}.")
    elif command == "restore":
        done = restore(store.database, options.file, COMMAND_LINE, now)
        made = formats.day(datetime.fromisoformat(done.made))
        say(f"Hersteld: {done.rows} rijen, van de back-up van {made}. Wat er was, staat in {done.kept}.")
    elif command == "export":
        _export(options.file, store, tables(), now)
        say(f"Geschreven: {options.file}.")
    else:
        return _import(options, store, tables(), now, say)
    return 0


def _export(path: Path, store: Store, tables: Tables, now: datetime) -> None:
    register = _read(store)
    judged = verdicts(register.objectives, tables)
    if path.suffix.lower() == ".xlsx":
        content = as_workbook(register, judged, tables, now.date())
    elif path.suffix.lower() == ".csv":
        table = objective_table(register, judged, tables, now.date())
        listed = ExportedFigure("Doelstellingen", "", (), table, (), tables.release.id, "")
        content = as_excel_csv(listed)
    else:
        raise WorkbookError(f"{path}: de naam moet eindigen op .xlsx of .csv.")
    path.write_bytes(content)


def _import(options: argparse.Namespace, store: Store, tables: Tables, now: datetime, say: Say) -> int:
    reading = read_workbook(options.file.read_bytes(), _read(store), tables, now.date())
    for refused in reading.refused:
        say(f"Geweigerd: {refused}")
    if reading.refused and not options.partial:
        say(_nothing(reading))
        return 1
    store.save_all(reading.records, tables, COMMAND_LINE, now)
    say(f"Ingelezen: {len(reading.records)} nieuwe of gewijzigde regels.")
    return 1 if reading.refused else 0


def _nothing(reading: Reading) -> str:
    return (
        f"Er is niets ingelezen. Verbeter de rijen hierboven, of lees de {len(reading.records)} andere in "
        "met --partial."
    )


def _read(store: Store) -> Register:
    """The register as it is now. Raises StoreUnavailableError when that can't be read."""
    register = store.register(COMMAND_LINE)
    if register.notice and not store.database.refusal:
        raise StoreUnavailableError(register.notice)
    return register
