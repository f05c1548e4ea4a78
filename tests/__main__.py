"""`python run.py test`: lint, format, types and all tests, each even when one before it failed."""

import os
import subprocess
import sys

from tests.chromium import find_chromium, install_chromium

# Each file on one core, for its tests share what they set up.
PYTEST = ["pytest", "-n", "auto", "--dist", "loadfile"]
CHECKS = {
    "stijl (ruff check)": ["ruff", "check", "."],
    "opmaak (ruff format)": ["ruff", "format", "--check", "."],
    "types (mypy)": ["mypy"],
}


def main(arguments: list[str]) -> int:
    """Run everything; `--no-skip` makes a skipped test a failure, other arguments are pytest's."""
    environment = {**os.environ, "STREEKMONITOR_CHROMIUM": find_chromium() or install_chromium() or ""}
    if "--no-skip" in arguments:
        environment["STREEKMONITOR_NO_SKIP"] = "1"
    for_pytest = [argument for argument in arguments if argument != "--no-skip"]

    failed = [name for name, command in CHECKS.items() if not passes(name, command, environment)]
    print(f"\n== vóór de tests: {'niet in orde: ' + ', '.join(failed) if failed else 'alles in orde'}")
    if not passes("tests (pytest)", [*PYTEST, *for_pytest], environment):
        failed.append("tests (pytest)")
    if failed:  # when all is well, pytest's own closing line stays the last one
        print(f"\n== niet in orde: {', '.join(failed)}")
    return 1 if failed else 0


def passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run one tool of the environment under its name; tell whether it was content."""
    print(f"\n== {name}", flush=True)
    return subprocess.call([sys.executable, "-m", *command], env=environment) == 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)  # run.py tells it
