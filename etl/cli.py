"""The commands of `python run.py etl`. The only module of etl that talks to the user."""

import argparse
import difflib
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from etl.desk.arguments import add_desk_commands
from etl.errors import EtlError
from streekmonitor.area_files import AreaFileError
from streekmonitor.arguments import DutchParser
from streekmonitor.catalog import CatalogError
from streekmonitor.release import ReleaseError

ROOT = Path(__file__).resolve().parent.parent
UNCHANGED = "De vorige release blijft ongewijzigd in gebruik."

# What a command needs is imported when it runs: the boundaries pull in geopandas, and --help should not wait.


def main(argv: Sequence[str], root: Path = ROOT) -> int:
    """Run one command. Returns 0, or 1 after a message (Dutch) on standard error about what is wrong."""
    options = _parser().parse_args(argv)
    sources = getattr(options, "sources", None)
    if sources is not None and not sources.is_dir():
        return _stopped(f"De map {sources} bestaat niet. Geef met --sources de map met de bestanden.")
    run: Callable[[argparse.Namespace, Path], int] = options.run
    try:
        return run(options, root)
    except (EtlError, CatalogError, AreaFileError, ReleaseError) as error:
        return _stopped(str(error))
    except OSError as error:
        return _stopped(
            f"Lezen of schrijven lukt niet: {error}\n  wat te doen: maak schijfruimte vrij, of kijk na of "
            "dit programma in de mappen data, static en var mag schrijven"
        )


def _parser() -> argparse.ArgumentParser:
    parser = DutchParser(prog="python run.py etl", description="Nieuwe cijfers inlezen.")
    steps = parser.add_subparsers(title="stappen", required=True, metavar="STAP")

    def step(name: str, run: Callable[[argparse.Namespace, Path], int], short: str, long: str) -> DutchParser:
        added = steps.add_parser(name, help=short, description=long)
        added.set_defaults(run=run)
        return added

    fetch = step(
        "fetch",
        _fetch,
        "bestanden van de uitgevers ophalen",
        "De bestanden van de uitgevers ophalen naar data/raw; wat niet op te halen is, wordt genoemd.",
    )
    fetch.add_argument("names", nargs="*", metavar="BRON", help="id van een bron; zonder: alle bronnen")
    build = step(
        "build", _build, "de release bouwen", "De release bouwen uit de bestanden en in gebruik nemen."
    )
    build.options.add_argument(
        "--fresh", action="store_true", help="alles opnieuw maken, ook wat sinds de vorige keer gelijk bleef"
    )
    check = step(
        "check",
        _check,
        "nakijken zonder iets te wijzigen",
        "De release in gebruik nakijken en, als er bestanden van uitgevers zijn, wat eruit zou volgen.",
    )
    status = step(
        "status", _status, "hoe vers elke bron is", "Per bron: periodes, ouderdom, volgende editie."
    )
    step(
        "changes",
        _changes,
        "wat er veranderde",
        "Wat de release in gebruik verandert tegenover die van de laatste commit.",
    )
    add_desk_commands(step, _desk)
    for command in (build, check, status):
        command.options.add_argument(
            "--sources",
            type=Path,
            metavar="MAP",
            help="map met de bestanden; wat daar niet staat, wordt in data/inbox en data/raw gezocht; "
            "staat het in allebei, dan geldt het recentste",
        )
    for command in (build, check):
        command.options.add_argument(
            "--only-open",
            action="store_true",
            help="zonder de bronnen waarvan hergebruik niet geheel vrij is",
        )
    return parser


def _fetch(options: argparse.Namespace, root: Path) -> int:
    from etl.boundary_files import BOUNDARY_SOURCES
    from etl.fetch import Fetchable, Fetcher, Outcome, report
    from etl.progress import Progress
    from etl.sources import MODULES
    from streekmonitor.catalog_files import load_catalog

    catalog = load_catalog(root / "data" / "catalog")
    offered: tuple[Fetchable, ...] = (*MODULES, *BOUNDARY_SOURCES)
    modules = {module.SOURCE: module for module in offered if module.SOURCE in catalog.source_by_id}
    wanted = options.names or list(modules)
    for name in wanted:
        if name not in modules:
            nearest = difflib.get_close_matches(name, modules) or sorted(modules)
            raise EtlError(f"Bron '{name}' bestaat niet. Bedoelt u {', '.join(nearest)}?")
    fetcher = Fetcher(root / "data" / "raw", Progress(sys.stderr), date.today())
    outcomes: list[Outcome] = []
    for name in wanted:
        outcomes += fetcher.source(modules[name], catalog.source_by_id[name])
    print(report(outcomes))
    _tell_doubles(None, root)
    return 1 if any(outcome.kind == "failed" for outcome in outcomes) else 0


def _build(options: argparse.Namespace, root: Path) -> int:
    from etl.build import build
    from etl.maker import Order
    from etl.progress import Progress
    from streekmonitor.release import release_in_force

    order = Order(options.sources, root, options.only_open)
    try:
        result = build(order, Progress(sys.stderr), fresh=options.fresh)
    finally:
        _tell_doubles(options.sources, root)  # also when it stops: a file of another day may be why
    if result.changed:
        report = result.folder / "changes.md"
        print(f"Release {result.release} is in gebruik. Lees wat er veranderde: {report}")
    else:
        print(f"Er is niets veranderd: release {result.release} blijft in gebruik.")
    if (published := release_in_force(root)) != result.folder:
        print(
            f"Let op: dit dashboard toont release {published.name} uit {published.parent}; gebouwd is die "
            f"van het project. Toon die met 'etl take-back {result.release}', en breng daarna opnieuw in wat "
            f"hier ingebracht was: 'etl bring-again {published.name}'."
        )
    if options.only_open:
        print("Het is een open release, zonder de bronnen waarvan hergebruik niet geheel vrij is.")
    return 0


def _check(options: argparse.Namespace, root: Path) -> int:
    from etl.build import draft
    from etl.check_release import check_release
    from etl.inputs import source_files
    from etl.lock import only_build
    from etl.maker import Order
    from etl.progress import Progress
    from streekmonitor.release import release_in_force

    release = check_release(release_in_force(root).parent, root / "static")
    print(f"Release {release.id} is in orde.")
    if not any(source_files(options.sources, root).existing("**/*.*")):
        print(
            "Er zijn geen bestanden van uitgevers gevonden; geef met --sources hun map om ook die te lezen."
        )
        return 0
    order = Order(options.sources, root, options.only_open)
    try:
        with only_build(root), draft(order, Progress(sys.stderr)) as (found, _):
            print(f"De bestanden zijn in orde en geven release {found.release.id}; er is niets gewijzigd.\n")
            if found.release.id != release.id:
                print((found.folder / "changes.md").read_text(encoding="utf-8"))
    finally:
        _tell_doubles(options.sources, root)
    return 0


def _status(options: argparse.Namespace, root: Path) -> int:
    from etl.change_open import left_out
    from etl.inputs import source_files
    from etl.status import lines, statuses
    from streekmonitor.release import load_release, release_in_force

    release = load_release(release_in_force(root))
    found = statuses(release, source_files(options.sources, root), date.today())
    overdue = sum(status.overdue for status in found)
    without = len(left_out(release))
    open_one = f", een open release zonder {without} andere" if without else ""
    print(
        f"Release {release.id}: {len(found)} bronnen{open_one}, bij {overdue} is een nieuwe editie te "
        "verwachten.\n"
    )
    print("\n".join(lines(found)).rstrip())
    _tell_doubles(options.sources, root)
    return 0


def _changes(_options: argparse.Namespace, root: Path) -> int:
    from etl.changes import change_report
    from etl.committed import committed_release
    from streekmonitor.release import load_release, release_in_force

    folder = release_in_force(root)
    with committed_release(root) as committed:
        if committed is None or committed.id == folder.name:
            print((folder / "changes.md").read_text(encoding="utf-8"))
        else:
            print(change_report(committed, load_release(folder)))
    return 0


def _tell_doubles(sources: Path | None, root: Path) -> None:
    """Say which of two different files with one name is used: neither hides the other in silence."""
    from etl.doubles import doubles, lines
    from etl.inputs import source_files

    files = source_files(sources, root)
    told = lines(doubles(files), files)
    if told:
        print("\n" + "\n".join(told).rstrip())


def _desk(options: argparse.Namespace, root: Path) -> int:
    from etl.desk.commands import run
    from etl.desk.desk import Desk
    from etl.progress import Progress

    told = run(options, Desk(root), Progress(sys.stderr))
    print(told.text)
    return told.code


def _stopped(message: str) -> int:
    print(f"\n{message}\n\n{UNCHANGED}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
