"""The command `python run.py bench NAME`: for developers, so that all it says is in English."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.browser import run as run_browser
from bench.desk import run as run_desk
from bench.etl import run as run_etl
from bench.growth import run as run_growth
from bench.load import run as run_load
from bench.paper import run as run_paper
from bench.slides import run as run_slides

BENCHMARKS: dict[str, Callable[[Path], bool]] = {
    "etl": run_etl,
    "browser": run_browser,
    "load": run_load,
    "growth": run_growth,
    "paper": run_paper,
    "slides": run_slides,
    "desk": run_desk,
}
WHAT = (
    "etl: building a release; browser: loading and changing every page; load: many visitors together; "
    "growth: a made-up release of 565 municipalities and 500 indicators; "
    "paper: a presentation and all fact sheets as PDF; slides: a presentation as PowerPoint; "
    "desk: from upload to report, and a session that moves to a new release"
)
NEED_SOURCES = ("etl", "desk")
SOURCES = Path(__file__).resolve().parents[2] / "shared" / "sources"


def main(arguments: Sequence[str]) -> int:
    """Run one benchmark; the exit code is 1 when a limit is not kept."""
    parser = argparse.ArgumentParser(prog="python run.py bench", description="Measures of speed.")
    parser.add_argument("name", choices=BENCHMARKS, metavar="NAME", help=WHAT)
    parser.add_argument(
        "--sources", type=Path, default=SOURCES, metavar="FOLDER", help="folder with the publishers' files"
    )
    options = parser.parse_args(arguments)
    if options.name in NEED_SOURCES and not options.sources.is_dir():
        sys.stderr.write(f"There is no folder {options.sources}. Give it with --sources.\n")
        return 1
    return 0 if BENCHMARKS[options.name](options.sources.resolve()) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
