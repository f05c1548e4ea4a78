"""The committed release: catalog, areas and observations agree with each other and with what people wrote."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.selection import usual
from streekmonitor.analysis.aggregate import indicator_values, quantity_rows
from streekmonitor.analysis.compare import periods_with_data
from streekmonitor.area_files import load_areas
from streekmonitor.areas import PROVINCE
from streekmonitor.catalog import Quantity
from streekmonitor.catalog_files import load_catalog
from streekmonitor.release import STATUSES, WITHOUT_VALUE, Release, current_release, load_release

ROOT = Path(__file__).parents[2]
REBUILD = (
    "De release is ouder dan data/catalog of data/areas. Voer uit: python run.py etl build --sources MAP"
)
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def folder() -> Path:
    return current_release(ROOT / "data" / "release")


@pytest.fixture(scope="module")
def release(folder: Path) -> Release:
    return load_release(folder)


def frozen(content: Any) -> Any:
    return json.loads(json.dumps(content))


def test_the_catalog_of_the_release_is_the_one_people_wrote(release: Release, folder: Path) -> None:
    written = usual(load_catalog(ROOT / "data" / "catalog")).model_dump(mode="json")
    assert json.loads((folder / "catalog.json").read_text(encoding="utf-8")) == frozen(written), REBUILD


def test_the_areas_of_the_release_are_those_people_wrote(folder: Path) -> None:
    written = load_areas(ROOT / "data" / "areas").to_dict()
    assert json.loads((folder / "areas.json").read_text(encoding="utf-8")) == frozen(written), REBUILD


def test_one_release_is_in_force_and_no_other_lies_beside_it(folder: Path) -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", folder.name)
    assert sorted(path.name for path in folder.parent.iterdir()) == sorted([folder.name, "current"])
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "areas.json", "boundaries.json", "catalog.json", "changes.md", "flows.parquet", "manifest.json",
        "observations.parquet", "places.parquet",
    }  # fmt: skip


def test_the_release_is_small_enough_to_commit(folder: Path) -> None:
    assert sum(path.stat().st_size for path in folder.iterdir()) < 15 * MEGABYTE


def test_keys_are_unique(release: Release) -> None:
    assert not release.observations.duplicated(["measure", "category", "area", "period"]).any()
    assert not release.flows.duplicated(["measure", "origin", "destination", "category", "period"]).any()


def test_there_is_no_value_exactly_where_the_status_says_so(release: Release) -> None:
    for table in (release.observations, release.flows):
        assert set(table["status"].unique()) <= set(STATUSES)
        assert (table["value"].isna() == table["status"].isin(WITHOUT_VALUE)).all()
    assert set(release.observations["basis"].unique()) <= {"published", "summed"}


def test_every_row_is_about_what_the_catalog_and_the_areas_know(release: Release) -> None:
    catalog, areas = release.catalog, release.areas
    known = {(name, entry.id) for name in catalog.measure_by_id for entry in catalog.categories(name)}
    known |= {(name, "") for name in catalog.measure_by_id}
    used = release.observations[["measure", "category"]].drop_duplicates().astype(str)
    assert set(used.itertuples(index=False, name=None)) <= known
    assert {str(flow) for flow in release.flows["measure"].unique()} <= set(catalog.flow_by_id)
    columns = (release.observations["area"], release.flows["origin"], release.flows["destination"])
    codes = {str(code) for column in columns for code in column.unique()}
    assert {
        code for code in codes if code not in areas.municipalities and code not in areas.higher_areas
    } == set()


def test_periods_are_written_as_their_measure_has_them(release: Release) -> None:
    shapes = {
        "year": r"\d{4}",
        "constant": r"\d{4}",
        "quarter": r"\d{4}-Q[1-4]",
        "month": r"\d{4}-(0[1-9]|1[0-2])",
    }
    used = release.observations[["measure", "period"]].drop_duplicates().astype(str)
    for measure, period in used.itertuples(index=False, name=None):
        assert re.fullmatch(shapes[release.catalog.measure_by_id[measure].frequency], period), (
            measure,
            period,
        )


def test_every_measure_in_use_has_observations(release: Release) -> None:
    for indicator in release.catalog.indicators:
        for quantity in indicator.quantities():
            assert not quantity_rows(release, quantity).empty, (indicator.id, quantity)
    for flow in release.catalog.flow_by_id:
        assert not release.flow(flow).empty


def test_no_measure_is_without_observations(release: Release) -> None:
    present = {
        str(name) for rows in (release.observations, release.places) for name in rows["measure"].unique()
    }
    assert present == set(release.catalog.measure_by_id)


# Figures that the publisher gives for fewer municipalities, with the least that must be there and why.
FEWER = {
    "enterprise_survival_3y": 0,  # published for provinces and Regions only
    "school_age_population": 0,  # published for arrondissements only
    "median_apartment_price": 30,  # medians under 16 sales are hidden
    "median_attached_house_price": 50,
    "median_detached_house_price": 50,
    "median_house_price_quarterly": 50,
    "median_apartment_price_quarterly": 10,
}
MOST_OF_THE_PROVINCE = 60


def test_every_indicator_has_values_for_most_of_the_province(release: Release) -> None:
    for indicator in release.catalog.indicators:
        values = indicator_values(release, indicator)
        periods = periods_with_data(values, release.areas)
        assert periods, indicator.id
        rows = values.rows[(values.rows["period"] == periods[-1]) & values.rows["value"].notna()]
        covered = {
            release.areas.current(code) for code in rows["area"] if release.areas.is_municipality(code)
        }
        assert len(covered & set(release.areas.within(PROVINCE))) >= FEWER.get(
            indicator.id, MOST_OF_THE_PROVINCE
        ), indicator.id


def test_values_stay_within_what_their_measure_allows(release: Release) -> None:
    for measure in release.catalog.measures:
        tables = (release.observations, release.places)
        rows = pd.concat([table.loc[table["measure"] == measure.id, "value"].dropna() for table in tables])
        if measure.minimum is not None:
            assert rows.min() >= measure.minimum, measure.id
        if measure.maximum is not None:
            assert rows.max() <= measure.maximum, measure.id


def test_what_cannot_be_added_is_nowhere_summed(release: Release) -> None:
    fixed = [measure.id for measure in release.catalog.measures if not measure.additive]
    rows = release.observations[release.observations["measure"].isin(fixed)]
    assert set(rows["basis"].astype(str)) == {"published"}


def test_a_sum_over_the_merger_is_the_sum_of_its_parts(release: Release) -> None:
    parts = release.areas.former("23106")
    observations = release.observations.astype({"area": str})
    summed = observations[(observations["area"] == "23106") & (observations["basis"] == "summed")]
    assert set(summed["measure"].astype(str)) >= {"residents", "net_taxable_income", "road_casualties"}
    key = ["measure", "category", "period"]
    rows = observations[observations["area"].isin(parts)].astype(dict.fromkeys(key, str))
    sums = rows.groupby(key)["value"].sum()
    expected = sums.reindex(pd.MultiIndex.from_frame(summed[key].astype(str)))
    assert summed["value"].to_list() == pytest.approx(expected.to_list())


def test_categories_add_up_to_their_total(release: Release) -> None:
    for measure in ("residents_by_nationality", "road_casualties"):
        parts = [release.measure(measure, entry.id) for entry in release.catalog.categories(measure)]
        key = ["area", "period"]
        sums = pd.concat(parts).astype(dict.fromkeys(key, str)).groupby(key)["value"].sum()
        totals = release.measure(measure).astype(dict.fromkeys(key, str)).set_index(key)["value"]
        assert totals.sort_index().to_list() == sums.sort_index().to_list(), measure


def test_every_share_has_classes_that_ascend_and_can_be_shown(release: Release) -> None:
    classes = release.manifest["classes"]
    assert set(classes) == set(release.catalog.indicator_by_id)
    for indicator in release.catalog.indicators:
        if not indicator.is_count and FEWER.get(indicator.id) != 0:
            assert classes[indicator.id]["period"], indicator.id
            for name in ("latest", "all"):
                bounds = classes[indicator.id][name]
                assert 1 <= len(bounds) <= 4, indicator.id
                assert bounds == sorted(set(bounds)), indicator.id
                assert [round(bound, indicator.decimals) for bound in bounds] == bounds, (
                    indicator.id,
                    REBUILD,
                )


def test_the_manifest_describes_what_is_in_it(release: Release) -> None:
    assert set(release.manifest["sources"]) == set(release.catalog.source_by_id)
    for source in release.catalog.sources:
        entry = release.manifest["sources"][source.id]
        assert entry["retrieved"] == source.retrieved
        assert entry["files"], source.id
        assert all(re.fullmatch(r"[0-9a-f]{64}", file["sha256"]) for file in entry["files"])
        assert not any(Path(file["path"]).is_absolute() for file in entry["files"])
    assert set(release.manifest["measures"]) == {*release.catalog.measure_by_id, *release.catalog.flow_by_id}


def test_the_browser_gets_the_boundaries_of_the_release(release: Release, folder: Path) -> None:
    file = ROOT / "static" / release.manifest["boundaries"]["file"]
    assert file.is_file(), f"{file.name} ontbreekt in static/. {REBUILD}"
    assert file.read_bytes() == (folder / "boundaries.json").read_bytes()
    assert [path.name for path in (ROOT / "static").glob("boundaries-*.json")] == [file.name]


def test_everyone_who_can_be_on_the_map_has_a_place_inside_the_province(release: Release) -> None:
    areas, bounds = release.areas, release.manifest["boundaries"]["bounds"]
    province = areas.within(PROVINCE)
    assert len(province) == 63
    x0, y0, x1, y1 = bounds["province"]
    for code in {former for nis in province for former in (nis, *areas.former(nis))}:
        x, y = release.label_points[code]
        assert x0 < x < x1, code
        assert y0 < y < y1, code


def test_every_region_of_a_choice_can_be_zoomed_to_and_is_outlined(release: Release) -> None:
    outlined = {shape["properties"]["id"] for shape in release.boundaries["objects"]["regions"]["geometries"]}
    chosen = {region for entry in release.areas.sets.values() if entry.selectable for region in entry.regions}
    assert chosen <= set(release.manifest["boundaries"]["bounds"])
    assert chosen <= outlined


def test_a_quantity_of_several_categories_is_their_sum(release: Release) -> None:
    """The share of foreign origin rests on it: Leuven, 1 January 2025."""
    groups = ("neighbouring", "eu", "non_eu")
    rows = quantity_rows(release, Quantity(measure="residents_by_origin", categories=groups))
    found = rows[(rows["area"] == "24062") & (rows["period"] == "2025")]["value"].item()
    parts = [release.measure("residents_by_origin", group) for group in groups]
    each = [part[(part["area"] == "24062") & (part["period"] == "2025")]["value"].item() for part in parts]
    assert found == sum(each)
