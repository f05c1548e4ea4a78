"""The house rules that code can check: who may import whom, who may print, where helpers may not stand."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = sorted(path for folder in ("streekmonitor", "etl", "pages") for path in (ROOT / folder).rglob("*.py"))
ALL = [*HOUSE, ROOT / "dashboard.py", ROOT / "run.py"]
# Each room may import those after it, never those before. What stands directly in streekmonitor and is not
# named here belongs to the room of release, catalog and areas.
ROOMS = (
    ("pages",),
    ("streekmonitor.cli",),
    ("streekmonitor.app",),
    ("streekmonitor.store",),
    ("streekmonitor.presentation", "streekmonitor.report"),
    ("streekmonitor.figures",),
    ("streekmonitor.export",),
    ("streekmonitor.charts",),
    ("streekmonitor.objectives",),
    ("streekmonitor.analysis",),
    ("streekmonitor.view_query",),
    ("streekmonitor.view",),
    ("streekmonitor.release", "streekmonitor.catalog", "streekmonitor.areas"),
    ("streekmonitor.formats",),
)
ANALYSIS, MODEL = ROOMS.index(("streekmonitor.analysis",)), len(ROOMS) - 2
# The analysts' desk is the one room of the dashboard that works with the ETL; nothing but its page opens it.
DESK = ("streekmonitor/app/desk", "pages/gegevens.py")
TALKS_TO_ETL = ("streekmonitor/cli.py", DESK[0])
TALKS_TO_USERS = {"etl/cli.py", "streekmonitor/cli.py", "run.py"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    return named(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside functions; of `from a import b` both a and a.b."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = module_of(path).split(".")[: -node.level or None]
                base = ".".join([*parents, *filter(None, [base])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[ast.Call]:
    yield from (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))


def lies_in(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def room_of(module: str) -> int | None:
    """The place of a module's room; None for what is not ours, the ETL, and the package as a whole."""
    named_room = next((place for place, room in enumerate(ROOMS) if lies_in(module, *room)), None)
    return MODEL if named_room is None and module.startswith("streekmonitor.") else named_room


def imported_rooms(path: Path) -> dict[str, int]:
    """The modules of ours that a file imports, with their rooms."""
    found = {name: room_of(name) for name in imports(path)}
    return {name: room for name, room in found.items() if room is not None}


def test_there_is_code_to_check() -> None:
    assert {room_of(module_of(path)) for path in HOUSE} == {None, *range(len(ROOMS))}
    assert imported_rooms(ROOT / "streekmonitor" / "view.py")["streekmonitor.formats"] == len(ROOMS) - 1
    assert imported_rooms(ROOT / "streekmonitor" / "release.py")["streekmonitor.areas.Areas"] == MODEL


@pytest.mark.parametrize("path", HOUSE, ids=named)
def test_imports_run_one_way(path: Path) -> None:
    here = room_of(module_of(path))
    if here is not None:
        above = [name for name, room in imported_rooms(path).items() if room < here]
        assert not above, f"{named(path)} mag dit niet importeren: {above}"


@pytest.mark.parametrize("path", ALL, ids=named)
def test_streamlit_stays_in_app_and_pages(path: Path) -> None:
    if not named(path).startswith(("streekmonitor/app/", "pages/")):
        assert not [name for name in imports(path) if lies_in(name, "streamlit")]


def test_figures_are_built_without_streamlit() -> None:
    """Nothing that slides, paper and batches import brings Streamlit in by a detour."""
    program = "import sys, streekmonitor.figures.registry; sys.exit('streamlit' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


@pytest.mark.parametrize("path", ALL, ids=named)
def test_the_dashboard_does_not_know_the_etl(path: Path) -> None:
    if not named(path).startswith(("etl/", *TALKS_TO_ETL)):
        assert not [name for name in imports(path) if lies_in(name, "etl")]


@pytest.mark.parametrize("path", ALL, ids=named)
def test_only_its_page_opens_the_desk(path: Path) -> None:
    if not named(path).startswith(DESK):
        assert not [name for name in imports(path) if name.startswith("streekmonitor.app.desk")]


@pytest.mark.parametrize("path", [path for path in HOUSE if named(path).startswith("etl/")], ids=named)
def test_the_etl_imports_analysis_and_below(path: Path) -> None:
    assert not [name for name, room in imported_rooms(path).items() if room < ANALYSIS]


@pytest.mark.parametrize("path", ALL, ids=named)
def test_only_commands_print(path: Path) -> None:
    if named(path) not in TALKS_TO_USERS:
        assert not [
            call.lineno for call in calls(path) if isinstance(call.func, ast.Name) and call.func.id == "print"
        ]


@pytest.mark.parametrize("path", ALL, ids=named)
def test_shared_frames_are_never_changed_in_place(path: Path) -> None:
    assert not [call.lineno for call in calls(path) for word in call.keywords if word.arg == "inplace"]


@pytest.mark.parametrize("path", ALL, ids=named)
def test_assert_is_for_tests(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)]


def test_pages_hold_only_scripts_that_hand_over() -> None:
    """No helper stands in pages/: a page has a docstring, imports and calls, and defines nothing."""
    files = [path for path in (ROOT / "pages").iterdir() if path.name != "__pycache__"]
    assert files
    for path in files:
        assert path.suffix == ".py", f"{path.name} hoort niet in pages/"
        assert not path.name.startswith("_"), f"{path.name} hoort niet in pages/"
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert all(isinstance(node, ast.Expr | ast.Import | ast.ImportFrom) for node in body), path.name


@pytest.mark.parametrize("path", HOUSE, ids=named)
def test_a_module_fits_a_reader(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 410
