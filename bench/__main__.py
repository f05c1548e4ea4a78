"""The command `python run.py bench NAAM`."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.browser import run as run_browser
from bench.etl import run as run_etl
from bench.growth import run as run_growth
from bench.load import run as run_load
from streekmonitor.arguments import DutchParser

BENCHMARKS: dict[str, Callable[[Path], bool]] = {
    "etl": run_etl,
    "browser": run_browser,
    "load": run_load,
    "growth": run_growth,
}
WHAT = (
    "etl: het bouwen van een release; browser: laden en wijzigen van elke pagina; load: veel bezoekers "
    "samen; growth: een verzonnen release van 565 gemeenten en 500 indicatoren"
)
SOURCES = Path(__file__).resolve().parents[2] / "shared" / "sources"


def main(arguments: Sequence[str]) -> int:
    """Run one benchmark; the exit code is 1 when a limit is not kept."""
    parser = DutchParser(prog="python run.py bench", description="Metingen van snelheid.")
    parser.add_argument("name", choices=BENCHMARKS, metavar="NAAM", help=WHAT)
    parser.options.add_argument(
        "--sources", type=Path, default=SOURCES, metavar="MAP", help="map met de bestanden van de uitgevers"
    )
    options = parser.parse_args(arguments)
    if options.name == "etl" and not options.sources.is_dir():
        sys.stderr.write(f"De map {options.sources} bestaat niet. Geef met --sources de map.\n")
        return 1
    return 0 if BENCHMARKS[options.name](options.sources.resolve()) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
