"""The commands of `python run.py etl`. The only module of etl that talks to the user."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from etl.errors import EtlError
from streekmonitor.areas import AreaFileError
from streekmonitor.arguments import DutchParser
from streekmonitor.catalog import CatalogError

ROOT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str], root: Path = ROOT) -> int:
    """Run one command. Returns 0, or 1 after a message (Dutch) on standard error about what is wrong."""
    options = _parser().parse_args(argv)
    return _build(options, root)


def _parser() -> argparse.ArgumentParser:
    parser = DutchParser(prog="python run.py etl", description="Nieuwe cijfers inlezen.")
    steps = parser.add_subparsers(title="stappen", required=True, metavar="STAP")
    description = "De release bouwen uit de bestanden van de uitgevers en in gebruik nemen."
    build = steps.add_parser("build", help="de release bouwen", description=description)
    build.options.add_argument(
        "--sources",
        type=Path,
        metavar="MAP",
        help="map met de bestanden; wat daar niet staat, wordt in data/inbox en data/raw gezocht",
    )
    build.options.add_argument(
        "--only-open", action="store_true", help="zonder de bronnen waarvan hergebruik niet geheel vrij is"
    )
    build.options.add_argument(
        "--fresh", action="store_true", help="alles opnieuw maken, ook wat sinds de vorige keer gelijk bleef"
    )
    return parser


def _build(options: argparse.Namespace, root: Path) -> int:
    if options.sources is not None and not options.sources.is_dir():
        return _stopped(f"De map {options.sources} bestaat niet. Geef met --sources de map met de bestanden.")
    # Imported here: the boundaries pull in geopandas, and --help should not wait for that.
    from etl.boundaries import BoundaryError
    from etl.build import build
    from etl.maker import Order
    from etl.progress import Progress

    try:
        order = Order(options.sources, root, options.only_open)
        result = build(order, Progress(sys.stderr), fresh=options.fresh)
    except (EtlError, CatalogError, AreaFileError, BoundaryError) as error:
        return _stopped(str(error))
    except OSError as error:
        return _stopped(
            f"Lezen of schrijven lukt niet: {error}\n  wat te doen: maak schijfruimte vrij, of kijk na of "
            "dit programma in de mappen data/release en static mag schrijven"
        )
    if result.changed:
        report = result.folder / "changes.md"
        print(f"Release {result.release} is in gebruik. Lees wat er veranderde: {report}")
    else:
        print(f"Er is niets veranderd: release {result.release} blijft in gebruik.")
    return 0


def _stopped(message: str) -> int:
    print(f"\n{message}\n\nDe vorige release blijft ongewijzigd in gebruik.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
