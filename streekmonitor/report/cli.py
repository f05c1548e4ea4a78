"""The command `report`: fact sheets and slides of one, some or all municipalities, as files in a folder."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from streekmonitor.area_files import AreaFileError
from streekmonitor.areas import PROVINCE, Areas, UnknownAreaError
from streekmonitor.arguments import DutchParser
from streekmonitor.catalog import CatalogError
from streekmonitor.formats import number
from streekmonitor.release import ReleaseError, load_release, release_in_force
from streekmonitor.report.batch import Done, Job, Order, WorkerGoneError, make_all
from streekmonitor.report.kinds import KINDS

FOLDER = Path("rapporten")
MOST_PROCESSES = 4  # each holds a release in memory
STOPPED = 143
WHAT = "Fiches (PDF) en presentaties (PPTX) van gemeenten, als bestanden in een map."


class ReportError(ValueError):
    """What was asked can't be made; the message (Dutch) says what to do."""


def main(arguments: Sequence[str], root: Path) -> int:
    """Run the command. Returns 0, or 1 after a message (Dutch) on standard error about what went wrong."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(STOPPED))  # as Ctrl-C: tidy up first
    try:
        return _run(options, root)
    except (ReportError, UnknownAreaError, CatalogError, AreaFileError, ReleaseError) as error:
        return _stopped(str(error))
    except WorkerGoneError:
        return _stopped(
            "Een van de processen is weggevallen, vermoedelijk omdat het geheugen vol is. Sluit andere "
            "programma's en start opnieuw, eventueel met --processes 1; wat klaar is, staat al in de map."
        )
    except OSError as error:
        return _stopped(
            f"Schrijven lukt niet: {error}\n  wat te doen: maak schijfruimte vrij, sluit het bestand als het "
            "ergens open staat, of kies met --to een map waarin u mag schrijven"
        )


def _parser() -> DutchParser:
    parser = DutchParser(prog="python run.py report", description=WHAT)
    whose = parser.options.add_mutually_exclusive_group(required=True)
    whose.add_argument(
        "--area",
        nargs="+",
        action="extend",
        metavar="GEMEENTE",
        help="NIS-codes of namen, ook van vroegere gemeenten",
    )
    whose.add_argument("--all-municipalities", action="store_true", help="alle gemeenten van de provincie")
    kinds = ", ".join(f"{name} ({kind.label})" for name, kind in KINDS.items())
    parser.options.add_argument(
        "--as", dest="kinds", default="pdf", metavar="SOORT", help=f"een of meer, met komma's: {kinds}"
    )
    parser.options.add_argument(
        "--to", type=Path, default=FOLDER, metavar="MAP", help=f"waar de bestanden komen; zonder: {FOLDER}"
    )
    parser.options.add_argument(
        "--home", default="", metavar="ADRES", help="adres van het dashboard, voor de koppelingen ernaar"
    )
    parser.options.add_argument(
        "--processes",
        type=int,
        default=min(os.cpu_count() or 1, MOST_PROCESSES),
        metavar="AANTAL",
        help="hoeveel er tegelijk gemaakt worden; zonder: een per kern",
    )
    return parser


def _run(options: argparse.Namespace, root: Path) -> int:
    kinds = _kinds(options.kinds)
    folder = release_in_force(root)
    areas = load_release(folder).areas
    codes = list(areas.within(PROVINCE)) if options.all_municipalities else _codes(options.area, areas)
    codes.sort(key=areas.name)
    jobs = [Job(code, kind) for code in codes for kind in kinds]
    target = options.to.resolve()
    _make_folder(target)
    start, failed = time.monotonic(), 0
    order = Order(folder, options.home)
    for place, done in enumerate(make_all(order, jobs, options.processes), start=1):
        name = areas.name(done.job.code)
        failed += done.content is None
        _tell(f"  {place} van {len(jobs)}: {_saved(done, name, target)} ({number(done.seconds, 1)} s)")
    made = len(jobs) - failed
    sys.stdout.write(f"{number(made)} bestand{'' if made == 1 else 'en'} in {target}\n")
    _tell(f"Gemaakt in {number(time.monotonic() - start, 1)} s.")
    return 1 if failed else 0


def _kinds(asked: str) -> list[str]:
    names = [name.strip().lower() for name in asked.split(",") if name.strip()]
    unknown = [name for name in names if name not in KINDS]
    if unknown or not names:
        told = f"“{unknown[0]}” bestaat niet" if unknown else "er staat niets"
        raise ReportError(f"Bij --as: {told}. Kies uit {', '.join(KINDS)}, of meer met komma's.")
    return list(dict.fromkeys(names))


def _codes(asked: Sequence[str], areas: Areas) -> list[str]:
    """The municipalities in force that are meant; of a former one its successor, and that is said."""
    found: dict[str, None] = {}
    for text in asked:
        code = areas.resolve(text)
        current = areas.current(code) if areas.is_municipality(code) else code
        if current not in areas.within(PROVINCE):
            raise ReportError(
                f"“{text}” is geen gemeente van de provincie. Geef een gemeente met haar naam of NIS-code, "
                "zoals --area Leuven of --area 24062, of maak ze alle met --all-municipalities."
            )
        if current != code:
            _tell(f"{areas.name(code)} hoort nu bij {areas.name(current)}: die krijgt de fiche.")
        found[current] = None
    return list(found)


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ReportError(f"{folder} is een bestand. Geef met --to een map.")
    folder.mkdir(parents=True, exist_ok=True)


def _saved(done: Done, name: str, folder: Path) -> str:
    """What is told of a report; it is put in place whole, or not at all."""
    kind = KINDS[done.job.kind]
    if done.content is None:
        return f"{kind.label} van {name}: niet gelukt. {done.problem}"
    target = folder / kind.file_name(name)
    part = target.with_name(f"{target.name}.deel")
    try:
        part.write_bytes(done.content)
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target.name


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _stopped(message: str) -> int:
    _tell(message)
    return 1
