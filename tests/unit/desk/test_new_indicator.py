"""An indicator from a form becomes the catalog entry that somebody would have written by hand."""

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.desk.new_indicator import NewEntries, entry_text, new_texts, problems, suggested_id
from streekmonitor.catalog_files import load_catalog

ROOT = Path(__file__).parents[3]
CATALOG = load_catalog(ROOT / "data" / "catalog")

SOURCE = {
    "id": "province_trees",
    "publisher": "Provincie Vlaams-Brabant",
    "title": "Bomen langs gemeentewegen",
    "table": "Bomentelling",
    "licence": "Modellicentie Gratis Hergebruik",
    "attribution": "Bron: provincie Vlaams-Brabant",
    "reuse": "attribution",
    "url": "https://example.org/bomen",
    "rhythm": "jaarlijks",
    "coverage": "flemish_brabant",
    "retrieved": "2025-03-31",
    "notes": ["Eigen telling: alleen bomen langs gemeentewegen."],
}
MEASURE = {
    "id": "roadside_trees",
    "label": "Bomen langs gemeentewegen",
    "source": "province_trees",
    "unit": "bomen",
    "additive": True,
    "reference": "end",
}
INDICATOR = {
    "id": "trees_per_inhabitant",
    "theme": "ruimte",
    "label": "Bomen langs gemeentewegen per 1.000 inwoners",
    "short_label": "Bomen per 1.000 inw.",
    "group": "Groen",
    "question": "Hoe groen zijn de straten?",
    "definition": "Bomen langs gemeentewegen op 31 december: geteld door de gemeente, in verhouding tot haar "
    "inwoners. Bomen in parken en tuinen tellen niet mee.",
    "processing": "Voor een regio tellen we eerst de bomen en de inwoners van de gemeenten op.",
    "form": {"ratio": {"numerator": "roadside_trees", "denominator": "residents", "factor": 1000}},
    "unit": "per 1.000 inwoners",
    "decimals": 1,
    "polarity": "higher_is_better",
    "notes": ["Een boom zonder nummer telt niet mee."],
}
BY_HAND = {
    "sources.yaml": """
- id: province_trees
  publisher: Provincie Vlaams-Brabant
  title: Bomen langs gemeentewegen
  table: Bomentelling
  licence: Modellicentie Gratis Hergebruik
  attribution: "Bron: provincie Vlaams-Brabant"
  reuse: attribution
  url: https://example.org/bomen
  rhythm: jaarlijks
  coverage: flemish_brabant
  retrieved: "2025-03-31"
  notes:
    - "Eigen telling: alleen bomen langs gemeentewegen."
""",
    "indicators/ruimte.yaml": """
- id: trees_per_inhabitant
  label: Bomen langs gemeentewegen per 1.000 inwoners
  short_label: Bomen per 1.000 inw.
  group: Groen
  question: Hoe groen zijn de straten?
  definition: >-
    Bomen langs gemeentewegen op 31 december: geteld door de gemeente, in verhouding tot haar inwoners. Bomen
    in parken en tuinen tellen niet mee.
  processing: Voor een regio tellen we eerst de bomen en de inwoners van de gemeenten op.
  form: {ratio: {numerator: roadside_trees, denominator: residents, factor: 1000}}
  unit: per 1.000 inwoners
  decimals: 1
  polarity: higher_is_better
  notes:
    - Een boom zonder nummer telt niet mee.
""",
}
MEASURE_BY_HAND = """
  - id: roadside_trees
    label: Bomen langs gemeentewegen
    source: province_trees
    unit: bomen
    additive: true
    reference: end

"""
WHOLE = NewEntries(INDICATOR, MEASURE, source=SOURCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data" / "catalog", tmp_path / "catalog"))


def written(folder: Path, new: NewEntries) -> Path:
    for name, text in new_texts(new, folder).items():
        (folder / name).write_bytes(text.encode("utf-8"))
    return folder


def test_it_gives_the_catalog_that_a_person_would_write(folder: Path, tmp_path: Path) -> None:
    by_hand = Path(shutil.copytree(folder, tmp_path / "met de hand"))
    for name, text in BY_HAND.items():
        with (by_hand / name).open("a", encoding="utf-8") as file:
            file.write(text)
    measures = (by_hand / "measures.yaml").read_text(encoding="utf-8")
    start, end = measures.split("flows:\n")
    (by_hand / "measures.yaml").write_text(
        f"{start.rstrip()}\n{MEASURE_BY_HAND}flows:\n{end}", encoding="utf-8"
    )
    assert load_catalog(written(folder, WHOLE)) == load_catalog(by_hand)


def test_what_stood_in_the_files_stays_comments_too(folder: Path) -> None:
    before = {name: (folder / name).read_text(encoding="utf-8") for name in new_texts(WHOLE, folder)}
    assert set(before) == {"indicators/ruimte.yaml", "measures.yaml", "sources.yaml"}
    written(folder, WHOLE)
    for name, old in before.items():
        rest = iter((folder / name).read_text(encoding="utf-8").splitlines())
        assert all(line in rest for line in old.rstrip().splitlines()), name  # in the same order


def test_line_ends_of_windows_stay(folder: Path) -> None:
    path = folder / "sources.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    text = new_texts(WHOLE, folder)["sources.yaml"]
    assert text.count("\n") == text.count("\r\n")


def test_a_breakdown_comes_with_its_measure(folder: Path) -> None:
    dimension = {
        "id": "tree_size",
        "label": "Grootte",
        "categories": [{"id": "small", "label": "Klein"}, {"id": "tall", "label": "Groot"}],
    }
    new = NewEntries(INDICATOR, {**MEASURE, "dimension": "tree_size"}, dimension, SOURCE)
    assert problems(new, CATALOG) == {}
    found = load_catalog(written(folder, new))
    assert [category.label for category in found.categories("roadside_trees")] == ["Klein", "Groot"]


def test_a_sound_draft_has_no_problems() -> None:
    assert problems(WHOLE, CATALOG) == {}


@pytest.mark.parametrize(
    ("kind", "changes", "place", "words"),
    [
        ("indicator", {"label": ""}, "indicator.label", "verplichte sleutel ontbreekt"),
        ("indicator", {"decimals": 9}, "indicator.decimals", "mag hoogstens 4 zijn"),
        ("indicator", {"polarity": "goed"}, "indicator.polarity", "kies uit"),
        ("indicator", {"colour": "rood"}, "indicator.colour", "onbekende sleutel"),
        ("indicator", {"theme": "zorg"}, "indicator.theme", "kies uit werk, mobiliteit"),
        ("indicator", {"id": "population"}, "indicator.id", "'population' bestaat al"),
        ("indicator", {"id": "Bomen"}, "indicator.id", "verwacht de schrijfwijze"),
        ("indicator", {"unit": " %"}, "indicator.unit", "spatie"),
        (
            "indicator",
            {"form": {"sum": "no_such_measure"}},
            "indicator.form",
            "'no_such_measure' bestaat niet",
        ),
        ("indicator", {"form": {"ratio": {"numerator": "roadside_trees"}}}, "indicator.form", "ontbreekt"),
        ("indicator", {"form": {"total": "x"}}, "indicator.form", "onbekende vorm 'total'"),
        ("measure", {"source": "nobody"}, "measure.source", "bron 'nobody' bestaat niet"),
        ("measure", {"dimension": "colour"}, "measure.dimension", "dimensie 'colour' bestaat niet"),
        ("measure", {"unit": "%"}, "measure.additive", "kunnen niet worden opgeteld"),
        ("measure", {"additive": False}, "indicator.form", "niet optelbaar"),
        ("measure", {"minimum": 5, "maximum": 5}, "measure.maximum", "groter zijn dan het minimum"),
        ("source", {"retrieved": "2025-02-30"}, "source.retrieved", "geen bestaande dag"),
        ("source", {"retrieved": "gisteren"}, "source.retrieved", "verwacht de schrijfwijze"),
        ("source", {"reuse": "misschien"}, "source.reuse", "kies uit"),
    ],
)
def test_a_problem_stands_at_its_field(kind: str, changes: dict[str, object], place: str, words: str) -> None:
    parts = {"indicator": INDICATOR, "measure": MEASURE, "source": SOURCE}
    parts[kind] = {**parts[kind], **changes}
    found = problems(NewEntries(**parts), CATALOG)
    assert list(found) == [place] or place in found
    assert words in " ".join(found[place])


def test_an_id_is_suggested_that_nothing_has() -> None:
    assert suggested_id("Bomen per 1.000 inwoners (straat)", CATALOG) == "bomen_per_1_000_inwoners_straat"
    assert suggested_id("Population", CATALOG) == "population_2"
    assert suggested_id("3 bomen", CATALOG) == "i_3_bomen"


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_any_text_is_written_as_it_is(label: str, definition: str, notes: list[str]) -> None:
    content = {**INDICATOR, "label": label, "definition": definition, "notes": notes}
    (entry,) = yaml.safe_load(entry_text("indicator", content))
    assert (entry["label"], entry["definition"], entry["notes"]) == (label, definition, notes)
