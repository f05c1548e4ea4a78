"""What the documents promise is there: commands, paths, links, sources that are not open, the screenshot."""

import importlib.util
import re
from pathlib import Path, PurePosixPath

import pytest

import run
from streekmonitor import cli
from streekmonitor.release import current_release, load_release

ROOT = Path(__file__).parents[2]
DOCUMENTS = ["README.md", "docs/handleiding.md", "docs/adding-an-indicator.md", "docs/scheduled-update.md"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOT_IN_GIT = "(not in git)"


def commands(document: str) -> list[list[str]]:
    """The words after `python3 run.py` or `py run.py`, of every command in a document."""
    text = (ROOT / document).read_text(encoding="utf-8")
    found = re.findall(r"\b(?:python3?|py) run\.py\b([^`#\n|]*)", text)
    return [words.split("Windows:")[0].split() for words in found]


def tree() -> list[tuple[str, str]]:
    """The paths in the README's tree, from the root, each with its comment."""
    [block] = re.findall(r"^## The house\n\n```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    above: list[str] = []
    found = []
    for line in block.splitlines():
        name, _, comment = line.strip().partition(" ")
        depth = (len(line) - len(line.lstrip())) // 2
        above = [*above[:depth], name]
        found.append((str(PurePosixPath(*above)), comment.strip()))
    return found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_is_one_that_exists(document: str) -> None:
    for words in commands(document):
        first = words[0] if words else ""
        if first and not first.startswith("-"):
            assert first in run.COMMANDS, (document, words)
            module = run.COMMANDS[first][1][0]
            assert importlib.util.find_spec(module) is not None, (document, words)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_option_of_a_command_is_in_its_help(document: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in commands(document):
        told = run.HELP
        asked = words[1:2] if words[:1] == ["etl"] and not words[1].startswith("-") else []
        if asked or words[:1] == ["report"]:
            with pytest.raises(SystemExit) as ended:
                cli.main([words[0], *asked, "--help"])
            assert ended.value.code == 0, (document, words)
            told = capsys.readouterr().out
        for word in words:
            if word.startswith("--"):
                assert word in told, (document, words)


def test_both_main_commands_are_given_for_both_systems_before_the_first_heading() -> None:
    first_screen = README.split("\n## ")[0]
    for command in ("python3 run.py", "python3 run.py test", "py run.py", "py run.py test"):
        assert re.search(rf"(?<!\S){re.escape(command)}(?=\s|$)", first_screen, re.MULTILINE), command
    assert "docs/screenshot.png" in first_screen


def test_the_tree_names_only_what_is_there() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    paths = tree()
    assert len(paths) > 30
    for path, comment in paths:
        if NOT_IN_GIT in comment:
            assert f"{path}/" in ignored
        else:
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_within_the_project_lead_somewhere(document: str) -> None:
    place = ROOT / document
    targets = re.findall(r"\]\(([^)#\s]+)\)", place.read_text(encoding="utf-8"))
    for target in targets:
        assert target.startswith("https://") or (place.parent / target).exists(), target


def test_the_sources_of_the_release_that_are_not_open_are_all_listed() -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \|.*?\| `(\w+)` \|", README, re.MULTILINE))
    sources = load_release(current_release(ROOT / "data" / "release")).catalog.sources
    assert listed == {source.id: source.reuse for source in sources if source.reuse != "open"}


def test_the_screenshot_is_small_and_of_the_size_of_a_projector() -> None:
    content = (ROOT / "docs" / "screenshot.png").read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")) == (1280, 720)
    assert len(content) < 250_000
