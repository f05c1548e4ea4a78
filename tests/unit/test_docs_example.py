"""The examples of docs/adding-an-indicator.md are executed: each YAML block goes into the file it names."""

import importlib.util
import re
import shutil
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
import yaml

from etl.files import SourceFiles
from etl.sources import statbel_fiscal_income as fiscal
from streekmonitor.analysis.aggregate import indicator_values, region_values
from streekmonitor.catalog import Catalog
from streekmonitor.catalog_files import load_catalog
from streekmonitor.release import Release, current_release, load_release

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "adding-an-indicator.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[tuple[str, str]]:
    """The file that a code block names in its first line, and the block."""
    found = re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    named = [(re.match(r"# ((?:data|etl)/\S+)\n", block), block) for block in found]
    return [(name[1], block) for name, block in named if name]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The committed catalog with the entries of the document."""
    root = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "data" / "catalog", root / "data" / "catalog")
    for name, block in blocks("yaml"):
        path, added = root / name, yaml.safe_load(block)
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(added, list):
            content += added
        else:
            for key, entries in added.items():
                content[key] += entries
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return load_catalog(root / "data" / "catalog")


@pytest.fixture(scope="module")
def release(catalog: Catalog) -> Release:
    """The committed release, under the catalog with the examples."""
    return replace(load_release(current_release(ROOT / "data" / "release")), catalog=catalog)


@pytest.fixture(scope="module")
def library_loans(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The source module of the document, imported."""
    [(name, code)] = blocks("python")
    path = tmp_path_factory.mktemp("module") / Path(name).name
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalog_takes_every_example(catalog: Catalog) -> None:
    assert {name for name, _ in blocks("yaml")} == {
        "data/catalog/sources.yaml",
        "data/catalog/measures.yaml",
        "data/catalog/indicators/mobiliteit.yaml",
        "data/catalog/indicators/werk.yaml",
    }
    assert catalog.indicator_by_id["road_casualties_severe_share"].theme == "mobiliteit"
    assert catalog.indicator_by_id["municipal_tax_per_inhabitant"].theme == "werk"
    assert catalog.measure_by_id["library_loans"].source == "library_loans"


def test_an_indicator_on_existing_measures_has_the_value_that_the_document_tells(release: Release) -> None:
    indicator = release.catalog.indicator_by_id["road_casualties_severe_share"]
    rows = region_values(release, indicator, release.areas.regions["oost_brabant"]).set_index("period")
    assert rows.loc["2020", "numerator"] == 115 + 10
    assert rows.loc["2020", "denominator"] == 1370
    assert rows.loc["2020", "value"] == pytest.approx((115 + 10) / 1370 * 100)
    assert "(115 + 10) ÷ 1.370 × 100 = 9,1 %" in TEXT


def test_each_municipality_has_its_own_share(release: Release) -> None:
    def casualties(category: str) -> float:
        table = release.measure("road_casualties", category)
        return float(table.loc[(table["area"] == "24062") & (table["period"] == "2020"), "value"].iloc[0])

    rows = indicator_values(release, release.catalog.indicator_by_id["road_casualties_severe_share"]).rows
    [value] = rows.loc[(rows["area"] == "24062") & (rows["period"] == "2020"), "value"]
    severe = casualties("serious") + casualties("dead_30_days")
    assert value == pytest.approx(severe / casualties("") * 100)


def test_the_module_of_a_new_source_reads_its_layout(library_loans: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / library_loans.FILES[0]
    path.parent.mkdir()
    path.write_text("jaar;nis;uitleningen\n2024;24062;1.234\n2024;24001;x\n2024;24008;0\n", encoding="utf-8")
    parsed = library_loans.parse(SourceFiles((tmp_path,)))
    rows = parsed.observations.set_index("area")
    assert rows.loc["24062", "value"] == 1234
    assert rows.loc["24008", "value"] == 0
    assert rows["status"].to_dict() == {"24062": "observed", "24001": "confidential", "24008": "observed"}
    assert set(rows["period"]) == {"2024"}


def test_the_module_and_its_catalog_entry_have_one_name(library_loans: ModuleType, catalog: Catalog) -> None:
    [(name, _)] = blocks("python")
    assert Path(name).stem == library_loans.SOURCE
    assert library_loans.SOURCE in catalog.source_by_id
    assert library_loans.AREAS in ("code", "name")


def test_the_column_of_the_second_example_becomes_its_measure(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [(column, measure)] = re.findall(r'"(MS_\w+)": "(\w+)"', TEXT)
    assert catalog.measure_by_id[measure].source == fiscal.SOURCE
    monkeypatch.setitem(fiscal.MEASURES, column, measure)
    row = {fiscal.PERIOD: 2020, fiscal.AREA: 24062} | dict.fromkeys(fiscal.MEASURES, 10) | {column: 71.5}
    path = tmp_path / fiscal.FILES[0]
    path.parent.mkdir(parents=True)
    pd.DataFrame([row]).to_excel(path, sheet_name=fiscal.SHEET, index=False)
    table = fiscal.parse(SourceFiles((tmp_path,))).observations
    assert table.loc[table["measure"] == measure, "value"].to_list() == [71.5]
