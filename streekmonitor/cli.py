"""The commands behind run.py: `value`, `etl`, `report`, and those of the register."""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from streekmonitor.analysis.figure import UnknownPeriodError, figure, find_indicator
from streekmonitor.analysis.tables import Tables
from streekmonitor.areas import UnknownAreaError
from streekmonitor.arguments import DutchParser
from streekmonitor.catalog import CatalogError, UnknownIndicatorError
from streekmonitor.release import ReleaseError, load_release, release_in_force

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = "data/examples/register.yaml"
REGISTER = ("backup", "restore", "import", "export")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, or 1 after a message (Dutch) on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["etl"]:
        # Imported here: only a build needs the ETL, and what it imports is heavy.
        from etl.cli import main as etl_main

        return etl_main(given[1:])
    if given[:1] and given[0] in REGISTER:
        return _register(given[0], given[1:])
    if given[:1] == ["report"]:
        from streekmonitor.report.cli import main as report_main

        return report_main(given[1:], ROOT)
    return _value(_parser().parse_args(given[1:]))


def _register(command: str, arguments: Sequence[str]) -> int:
    # Imported here: `value` needs no database.
    from streekmonitor.store import commands
    from streekmonitor.store.opening import database_url, open_store

    options = commands.parser_of(command).parse_args(arguments)
    try:
        store = open_store(database_url(ROOT / "var"), ROOT / EXAMPLES, lambda: datetime.now(UTC))
        with closing(store.database):
            return commands.run(
                command,
                options,
                store=store,
                tables=lambda: Tables(load_release(release_in_force(ROOT))),
                now=datetime.now(UTC),
                say=lambda line: sys.stdout.write(f"{line}\n"),
            )
    except (*commands.FAULTS, ReleaseError, CatalogError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _parser() -> DutchParser:
    parser = DutchParser(prog="python run.py value", description="Eén cijfer met zijn berekening, als JSON.")
    parser.add_argument(
        "indicator",
        metavar="INDICATOR",
        help="id van een indicator, of van een measure (eventueel measure:categorie)",
    )
    parser.add_argument("area", metavar="GEBIED", help="NIS-code, id van een regio, of naam")
    parser.add_argument(
        "period",
        nargs="?",
        metavar="PERIODE",
        help="zoals 2024, 2025-Q3 of 2026-04; zonder: de laatste met een cijfer dat geen vooruitzicht is",
    )
    return parser


def _value(options: argparse.Namespace) -> int:
    try:
        release = load_release(release_in_force(ROOT))
        indicator = find_indicator(release, options.indicator)
        area = release.areas.resolve(options.area)
        found = figure(release, indicator, area, options.period)
    except (ReleaseError, CatalogError, UnknownAreaError, UnknownIndicatorError, UnknownPeriodError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None  # run.py tells it
