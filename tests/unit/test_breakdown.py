"""What a figure is made up of: categories of its measure, or indicators of a group named after its own."""

import pytest

from streekmonitor.analysis.breakdown import breakdown_of, parts_of, periods_of
from streekmonitor.analysis.tables import Tables
from streekmonitor.catalog import Catalog
from streekmonitor.charts.breakdown_frames import largest_first, points_frame, stacked_frame
from streekmonitor.charts.frames import styled
from tests.fixtures.small_release import ALFA, BETA, EAST, WEST, indicator_of, small_release

RELEASE = small_release(
    ("kinds:a", ALFA, "2020", 30.0),
    ("kinds:b", ALFA, "2020", 10.0),
    ("kinds:a", BETA, "2020", 30.0),
    ("kinds:b", BETA, "2020", 30.0),
)
TABLES = Tables(RELEASE)
KINDS = breakdown_of(RELEASE.catalog, indicator_of(RELEASE, "both_kinds"))
assert KINDS is not None
NBSP = "\u00a0"


def test_a_measure_with_categories_breaks_down_by_them() -> None:
    assert KINDS.title == "Measure kinds naar soort"
    assert KINDS.parts == (("a", "A"), ("b", "B"))
    assert KINDS.stacked
    assert periods_of(TABLES, KINDS) == ["2020"]
    assert breakdown_of(RELEASE.catalog, indicator_of(RELEASE, "events")) is None


def test_the_parts_of_a_municipality_add_up_to_a_hundred() -> None:
    rows = parts_of(TABLES, KINDS, ALFA, "2020")
    assert rows["value"].to_list() == [30.0, 10.0]
    assert rows["share"].to_list() == [75.0, 25.0]


def test_a_region_sums_its_members_first() -> None:
    rows = parts_of(TABLES, KINDS, EAST, "2020")
    assert rows["value"].to_list() == [60.0, 40.0]
    assert rows["share"].to_list() == [60.0, 40.0]
    assert parts_of(TABLES, KINDS, WEST, "2020")["value"].isna().all()


def test_shares_are_only_told_when_every_part_is_known() -> None:
    release = small_release(
        ("kinds:a", ALFA, "2020", 30.0), ("kinds:b", ALFA, "2020", float("nan"), "confidential")
    )
    rows = parts_of(Tables(release), KINDS, ALFA, "2020")
    assert rows["share"].isna().all()
    assert rows["value"].to_list()[0] == 30.0


def test_indicators_of_a_group_named_after_its_own_are_its_parts() -> None:
    grouped = {"rate": "Werk", "stock_per_100": "Werk naar leeftijd", "language": "Werk naar leeftijd"}
    catalog: Catalog = RELEASE.catalog.model_copy(
        update={
            "indicators": tuple(
                entry.model_copy(update={"group": grouped.get(entry.id, entry.group)})
                for entry in RELEASE.catalog.indicators
            )
        }
    )
    found = breakdown_of(catalog, indicator_of(RELEASE, "rate").model_copy(update={"group": "Werk"}))
    assert found is not None
    assert found.title == "Werk naar leeftijd"
    assert [part for part, _ in found.parts] == ["stock_per_100", "language"]
    assert not found.stacked


def test_stacked_parts_lie_next_to_each_other() -> None:
    series = styled(str, (), (ALFA,), ())
    rows = stacked_frame({ALFA: parts_of(TABLES, KINDS, ALFA, "2020")}, series)
    assert rows[["van", "tot"]].to_numpy().tolist() == [[0.0, 75.0], [75.0, 100.0]]
    assert rows["label"].to_list() == [f"75,0{NBSP}%", f"25,0{NBSP}%"]
    assert rows["kleur"].nunique() == 2


@pytest.mark.parametrize(("shares", "first"), [(True, 75.0), (False, 30.0)])
def test_points_show_shares_or_values(shares: bool, first: float) -> None:
    series = styled(str, (), (ALFA,), ())
    parts = {ALFA: parts_of(TABLES, KINDS, ALFA, "2020")}
    rows = points_frame(indicator_of(RELEASE, "both_kinds"), parts, series, shares=shares)
    assert rows["x"].to_list()[0] == first
    assert rows["deel"].to_list() == ["A", "B"]


def test_of_many_parts_the_largest_stand_first() -> None:
    parts = {ALFA: parts_of(TABLES, KINDS, ALFA, "2020"), BETA: parts_of(TABLES, KINDS, BETA, "2020")}
    swapped = {code: rows.iloc[::-1].reset_index(drop=True) for code, rows in parts.items()}
    assert largest_first(swapped, ALFA)[BETA]["label"].to_list() == ["A", "B"]
