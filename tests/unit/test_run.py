"""The one command: what it does on a computer where something is missing, busy or offline."""

import ast
import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import run

OFFLINE = (
    "WARNING: Retrying after connection broken by 'NewConnectionError': Failed to establish a new connection"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with a space in its path, an environment that fits, and pinned requirements."""
    root = tmp_path / "mijn map"
    root.mkdir()
    (root / "requirements.txt").write_text("streamlit==1.67.0\n", encoding="utf-8")
    (root / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9.2.0\n", encoding="utf-8")
    return root


def fake_environment(root: Path, pip: str = "raise SystemExit(0)") -> Path:
    """Write a `.venv` whose Python is this one, with `pip` (Python lines) in place of the real pip."""
    python = run.venv_python(root / ".venv")
    python.parent.mkdir(parents=True)
    stub = python.parent / "pip_stub.py"
    stub.write_text(textwrap.dedent(pip), encoding="utf-8")
    python.write_text(f'#!/bin/sh\n[ "$2" = pip ] && exec "{sys.executable}" "{stub}" "$@"\nexit 0\n')
    python.chmod(0o755)
    (root / ".venv" / "made-by.txt").write_text(run.venv_identity(root / ".venv"), encoding="utf-8")
    return root / ".venv"


needs_shell_scripts = pytest.mark.skipif(os.name == "nt", reason="the stand-in Python is a shell script")

YOUNG_SYNTAX = (
    ast.JoinedStr,
    ast.AnnAssign,
    ast.NamedExpr,
    ast.Nonlocal,
    ast.YieldFrom,
    ast.AsyncFunctionDef,
)


def is_young(node: ast.AST) -> bool:
    """Whether `node` has a part that Python 2.7 lacks: annotation, keyword-only, cause, starred item."""
    match node:
        case ast.arguments():
            return bool(node.kwonlyargs or node.posonlyargs)
        case ast.arg():
            return node.annotation is not None
        case ast.FunctionDef():
            return node.returns is not None
        case ast.Raise():
            return node.cause is not None
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return any(isinstance(item, ast.Starred) for item in items)
    return False


class TestVersion:
    @pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 14, 9)])
    def test_supported_versions_are_fine(self, version: tuple[int, ...]) -> None:
        assert run.version_problem(version) is None

    @pytest.mark.parametrize(
        ("version", "told"),
        [((2, 7, 18), "dit is 2.7, en dat is te oud"), ((3, 10, 13), "dit is 3.10, en dat is te oud"),
         ((3, 15, 0), "dit is 3.15, en dat is te nieuw")],
    )  # fmt: skip
    def test_other_versions_are_named_with_what_to_do(self, version: tuple[int, ...], told: str) -> None:
        problem = run.version_problem(version)
        assert told in problem
        assert "py -3.14 run.py" in problem
        assert problem.isascii()  # an old Python cannot be trusted to print more

    def test_bounds_are_those_of_the_project(self) -> None:
        bounds = f'requires-python = ">={run.OLDEST[0]}.{run.OLDEST[1]},<{run.NEWEST[0]}.{run.NEWEST[1] + 1}"'
        assert bounds in (run.ROOT / "pyproject.toml").read_text(encoding="utf-8")


class TestEnvironment:
    @needs_shell_scripts
    def test_first_start_installs_and_second_does_not(
        self, project: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        fake_environment(project)
        run.ensure_environment("base", project)
        assert "geïnstalleerd" in capfd.readouterr().err
        run.ensure_environment("base", project)
        assert capfd.readouterr().err == ""

    @needs_shell_scripts
    def test_development_includes_the_base_but_not_the_other_way(self, project: Path) -> None:
        venv = fake_environment(project)
        run.install(venv, "base", project)
        assert not run.is_installed(venv, "dev", project)
        run.install(venv, "dev", project)
        assert run.is_installed(venv, "base", project)

    @needs_shell_scripts
    def test_changed_pins_are_installed_again(self, project: Path) -> None:
        venv = fake_environment(project)
        run.install(venv, "base", project)
        (project / "requirements.txt").write_text("streamlit==1.68.0\n", encoding="utf-8")
        assert not run.is_installed(venv, "base", project)

    @needs_shell_scripts
    def test_pip_gets_the_pinned_file_whole_although_its_path_has_a_space(self, project: Path) -> None:
        venv = fake_environment(project, pip="import sys; print(sys.argv[-2:])")
        run.install(venv, "dev", project)
        told = (venv / "install.log").read_text(encoding="utf-8")
        assert str(["-r", str(project / "requirements-dev.txt")]) in told

    @needs_shell_scripts
    def test_failed_installation_explains_and_is_redone(self, project: Path) -> None:
        venv = fake_environment(project)
        run.install(venv, "base", project)
        (venv / "bin" / "pip_stub.py").write_text(
            f'print("""{OFFLINE}"""); raise SystemExit(1)', encoding="utf-8"
        )
        with pytest.raises(run.Problem, match=r"geen netwerk(.|\n)*start opnieuw"):
            run.install(venv, "base", project)
        assert not run.is_installed(venv, "base", project)

    @pytest.mark.parametrize(
        ("output", "told"),
        [(OFFLINE, "geen netwerk"), ("OSError: [Errno 28] No space left on device", "schijf is vol"),
         ("ERROR: No matching distribution found for pyarrow==26.0.1", "64-bits"),
         ("one\ntwo\nsomething else", "something else")],
    )  # fmt: skip
    def test_what_pip_says_becomes_advice_that_names_the_log(self, output: str, told: str) -> None:
        advice = run.explain_pip(output, Path("install.log"))
        assert told in advice
        assert "install.log" in advice

    @needs_shell_scripts
    def test_environment_of_another_python_or_place_does_not_fit(self, project: Path, tmp_path: Path) -> None:
        venv = fake_environment(project)
        assert run.venv_fits(venv)
        moved = (project / ".venv").rename(tmp_path / "elders")
        assert not run.venv_fits(moved)
        (moved / "made-by.txt").write_text(f"3.10 {moved}", encoding="utf-8")
        assert not run.venv_fits(moved)

    def test_environment_without_its_python_does_not_fit(self, project: Path) -> None:
        venv = fake_environment(project)
        run.venv_python(venv).unlink()
        assert not run.venv_fits(venv)

    def test_missing_venv_names_the_package_to_install(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            run.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name
        )
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        with pytest.raises(run.Problem, match=package):
            run.ensure_environment("base", project)
        assert not (project / ".venv").exists()

    def test_half_made_environment_is_cleaned_up(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        half = project / "half"
        fail = [sys.executable, "-c", "import os, sys; os.mkdir(sys.argv[1]); sys.exit('kapot')", str(half)]
        real = subprocess.run
        monkeypatch.setattr(run.subprocess, "run", lambda _command, **options: real(fail, **options))
        with pytest.raises(run.Problem, match="kapot"):
            run.make_venv(half)
        assert not half.exists()

    def test_folder_that_cannot_be_written_is_named(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_arguments: object, **_options: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(run.subprocess, "run", refuse)
        with pytest.raises(run.Problem, match=r"mijn map(.|\n)*waarin u mag schrijven"):
            run.ensure_environment("base", project)

    def test_variables_that_would_lead_astray_are_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHONHOME", "/nergens")
        monkeypatch.setenv("PYTHONPATH", "/nergens")
        monkeypatch.setenv("PIP_INDEX_URL", "https://pakketten.voorbeeld/simple")
        environment = run.child_environment()
        assert "PYTHONHOME" not in environment
        assert environment["PYTHONPATH"] == str(run.ROOT)
        assert environment["PIP_INDEX_URL"] == "https://pakketten.voorbeeld/simple"


class TestDashboard:
    def test_busy_port_gives_the_next_free_one_and_says_so(self, capfd: pytest.CaptureFixture[str]) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            chosen = run.choose_port(port)
        assert chosen > port
        assert f"Poort {port} is bezet; het wordt poort {chosen}." in capfd.readouterr().err

    def test_free_port_is_taken_silently(self, capfd: pytest.CaptureFixture[str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        assert run.choose_port(port) == port
        assert capfd.readouterr().err == ""

    def test_no_free_port_at_all_is_explained(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(run, "port_is_free", lambda _port, _address: False)
        with pytest.raises(run.Problem, match="van 8501 tot en met 8550"):
            run.choose_port(8501)

    @pytest.mark.parametrize("arguments", [["--prot", "9000"], ["onzin"], ["--port", "veel"]])
    def test_unknown_option_is_answered_with_the_help(self, arguments: list[str]) -> None:
        with pytest.raises(run.Problem, match=r"niet bekend(.|\n)*--no-browser"):
            run.dashboard_options(arguments)

    def test_impossible_port_is_refused(self) -> None:
        with pytest.raises(run.Problem, match="1 tot en met 65535"):
            run.dashboard_options(["--port", "70000"])

    def test_the_local_editor_is_for_this_computer_only(self) -> None:
        options = run.dashboard_options(["--local-editor"])
        assert options.local_editor
        assert options.address == "127.0.0.1"
        with pytest.raises(run.Problem, match="alleen vanaf deze computer"):
            run.dashboard_options(["--local-editor", "--address", "0.0.0.0"])  # noqa: S104 the refusal
        assert not run.dashboard_options([]).local_editor

    def test_no_browser_is_opened_on_a_build_server(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CI", "true")
        monkeypatch.setenv("DISPLAY", ":0")
        assert not run.can_open_browser()


class TestCommands:
    def test_help_lists_every_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run.main(["--help"]) == 0
        told = capsys.readouterr().out
        assert all(f"python run.py {name}" in told for name in run.COMMANDS)

    @needs_shell_scripts
    def test_arguments_and_exit_code_pass_through(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        script = project / "python met spatie"
        script.write_text('#!/bin/sh\nfor word in "$@"; do echo "<$word>"; done\nexit 7\n')
        script.chmod(0o755)
        monkeypatch.setattr(run, "ensure_environment", lambda _kind: str(script))
        assert run.main(["value", "population", "Sint-Pieters Leeuw", "--help"]) == 7
        told = capfd.readouterr().out.split("\n")
        assert told[:-1] == [
            "<-m>",
            "<streekmonitor.cli>",
            "<value>",
            "<population>",
            "<Sint-Pieters Leeuw>",
            "<--help>",
        ]

    def test_old_python_can_read_the_file(self) -> None:
        """No syntax that Python 2.7 lacks, or its user sees a syntax error instead of the explanation."""
        tree = ast.parse((run.ROOT / "run.py").read_text(encoding="utf-8"))
        too_young = [node for node in ast.walk(tree) if isinstance(node, YOUNG_SYNTAX) or is_young(node)]
        assert [node.lineno for node in too_young] == []
