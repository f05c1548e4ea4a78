"""What asks for attention: worse than the comparator and moving the wrong way."""

import math
from dataclasses import replace
from typing import Any

import pytest

from streekmonitor.analysis.attention import Attention, attention, ranked
from streekmonitor.analysis.tables import Tables
from streekmonitor.catalog_files import catalog_from_dict
from tests.fixtures.towns import CODES, A, B, C, D, L, each, town_release

NBSP = "\u00a0"
# Events per 1.000 inhabitants (each town has 1.000), lower is better; the mean of the Vlaams Gewest is 20 in
# 2025. A is above it and rose, B above it and fell, C below it and fell, the others below it and the same.
BEFORE = [38.0, 46.0, 14.0, *[15.0] * 9]
NOW = [48.0, 44.0, 13.0, *[15.0] * 9]
MEAN = sum(NOW) / 12


def release(*rows: Any, **options: Any) -> Tables:
    return Tables(
        town_release(*each("events", "2020", BEFORE), *each("events", "2025", NOW), *rows, **options)
    )


def found_in(tables: Tables, **options: Any) -> Attention:
    return attention(tables, **options)


def points(found: Attention, kind: str, indicator: str = "events_per_1000") -> dict[str, dict[str, Any]]:
    rows = found.points[(found.points["kind"] == kind) & (found.points["indicator"] == indicator)]
    return {str(row["area"]): {str(name): cell for name, cell in row.items()} for _, row in rows.iterrows()}


def spread(amounts: list[float]) -> float:
    mean = sum(amounts) / len(amounts)
    return math.sqrt(sum((amount - mean) ** 2 for amount in amounts) / len(amounts))


def test_worse_and_getting_worse_is_a_concern_better_and_getting_better_a_strength() -> None:
    found = found_in(release())
    assert set(points(found, "concern")) == {
        A,
        "oost_brabant",
    }  # the region: 139 events of 6.000 then, 150 now
    assert set(points(found, "strength")) == {C}


def test_the_score_adds_the_standardised_gap_and_change() -> None:
    found = found_in(release())
    moves = [now - before for now, before in zip(NOW, BEFORE, strict=True)]
    concern = points(found, "concern")[A]
    assert concern["gap"] == pytest.approx(48 - MEAN)
    assert concern["change"] == pytest.approx(10)
    assert concern["score"] == pytest.approx((48 - MEAN) / spread(NOW) + 10 / spread(moves))
    strength = points(found, "strength")[C]
    assert strength["score"] == pytest.approx((MEAN - 13) / spread(NOW) + 1 / spread(moves))


def test_the_ids_for_a_link_stand_beside_it_and_the_sentence_tells_both_halves() -> None:
    tables = release()
    point = ranked(tables, found_in(tables), "concern")[0]
    assert (point.indicator, point.area, point.period, point.start, point.comparator) == (
        "events_per_1000", A, "2025", "2020", "vlaams_gewest",
    )  # fmt: skip
    unit = "gevallen per 1.000 inwoners"
    assert point.sentence == (
        f"Indicator events_per_1000 in A: 48,0{NBSP}{unit} in 2025, 28,0{NBSP}{unit} hoger dan in "
        f"Vlaams Gewest en 10,0{NBSP}{unit} hoger dan in 2020."
    )
    strength = ranked(tables, found_in(tables), "strength")[0]
    assert "lager dan in Vlaams Gewest en 1,0" in strength.sentence


def wealth(then: list[float], now: list[float], around: tuple[float, float] = (100.0, 100.0)) -> list[Any]:
    """A published index, for which higher is better, with those of the Vlaams Gewest and the province."""
    rows = [*each("wealth", "2020", then), *each("wealth", "2025", now)]
    return [*rows, ("wealth", "02000", "2025", around[0]), ("wealth", "20001", "2025", around[1])]


def test_where_higher_is_better_the_signs_turn() -> None:
    # A is above 100 and rose, B below it and fell, C above it and fell, D below it and rose.
    then = [110.0, 90.0, 120.0, 80.0, *[100.0] * 8]
    now = [120.0, 80.0, 110.0, 90.0, *[100.0] * 8]
    found = found_in(release(*wealth(then, now)))
    assert set(points(found, "strength", "wealth")) == {A}
    assert set(points(found, "concern", "wealth")) == {B}


def test_of_the_comparators_the_first_with_a_figure_counts() -> None:
    rows = wealth([110.0] * 6 + [100.0] * 6, [120.0] * 6 + [100.0] * 6, (math.nan, 115.0))
    rows = [row if row[3] == row[3] else (*row, "missing") for row in rows]
    strength = points(found_in(release(*rows)), "strength", "wealth")[A]
    assert (strength["comparator"], strength["gap"]) == ("vlaams_brabant", 5)
    alone = found_in(release(*rows), comparators=["vlaams_gewest"])
    assert alone.left_out["wealth"] == "Er is geen cijfer om mee te vergelijken in 2025."


def test_who_has_no_part_and_why() -> None:
    old = each("wealth", "2021", [100.0 + step for step in range(12)])
    young = [*each("rate", "2025", [5.0 + step for step in range(12)]), *each("cases", "2025", [10.0] * 12)]
    asked = [("asked", code, year, 50.0) for code in CODES for year in ("2020", "2025")]
    left_out = found_in(release(*old, *young, *asked)).left_out
    assert left_out["density"] == "Van dit cijfer is hoger noch lager beter."
    assert left_out["events"] == "Een aantal hangt af van de omvang van de gemeente."
    assert left_out["opinion"] == "Dit is een enquête, en haar foutenmarge is niet bekend."
    assert left_out["wealth"] == "Het laatste cijfer is dat van 2021, meer dan 3 jaar oud."
    assert left_out["rate"] == "Er is geen cijfer van ongeveer 5 jaar voor 2025."
    assert left_out["median"] == (
        "Er is geen periode met een cijfer voor minstens de helft van de gemeenten."
    )
    assert "events_per_1000" not in left_out


def test_a_break_in_between_ends_the_span_or_shortens_it() -> None:
    broken = found_in(release(breaks={"events_per_1000": "2023"}))
    assert broken.left_out["events_per_1000"] == "De reeks is gebroken in 2023."
    later = each("events", "2022", [1.0, *NOW[1:]])
    shorter = found_in(release(*later, breaks={"events_per_1000": "2021"}))
    assert points(shorter, "concern")[A]["start"] == "2022"


def test_the_start_lies_at_most_the_span_and_at_least_half_of_it_back() -> None:
    rows = [*each("events", "2021", BEFORE), *each("events", "2023", BEFORE)]
    assert points(found_in(release(*rows), years=4), "concern")[A]["start"] == "2021"
    assert points(found_in(release(*rows), years=3), "concern")[A]["start"] == "2023"


def test_a_small_base_at_either_end_takes_no_part() -> None:
    assert A not in points(found_in(release(residents={A: 49})), "concern")
    assert A in points(found_in(release(residents={A: 50})), "concern")


def test_a_projection_is_no_figure_and_a_provisional_one_is() -> None:
    ahead = [(*row, "projected") for row in each("events", "2026", NOW)]
    assert points(found_in(release(*ahead)), "concern")[A]["period"] == "2025"
    provisional = [("events", L, "2024", 15.0, "provisional")]
    assert points(found_in(release(*provisional)), "concern")[A]["period"] == "2025"


def test_a_move_that_the_figures_do_not_show_is_none() -> None:
    before, now = BEFORE.copy(), NOW.copy()
    before[3], now[3] = 60.0, 60.04
    tables = Tables(town_release(*each("events", "2020", before), *each("events", "2025", now)))
    assert D not in points(attention(tables), "concern")


def test_an_own_region_and_a_comparator_of_ones_own() -> None:
    tables = release()
    region = tables.release.areas.regions["oost_brabant"]
    own = replace(region, id="eigen", phrase="mijn streek", members=(A, B))
    rest = replace(region, id="rest", phrase="de andere gemeenten", members=tuple(CODES[3:]))
    found = found_in(tables, regions=[own], comparators=[rest])
    concern = points(found, "concern")["eigen"]  # 84 events of 2.000 then, 92 now; the others have 15
    assert (concern["value"], concern["change"], concern["gap"]) == pytest.approx((46, 4, 31))
    assert "in mijn streek: 46,0" in ranked(tables, found, "concern", areas=["eigen"])[0].sentence
    assert "oost_brabant" not in points(found, "concern")


def test_a_list_of_some_areas_and_its_length() -> None:
    tables = release()
    found = found_in(tables)
    assert [point.area for point in ranked(tables, found, "concern", areas=["oost_brabant", B])] == [
        "oost_brabant"
    ]
    assert len(ranked(tables, found, "concern", count=1)) == 1


def test_of_one_group_of_indicators_an_area_appears_once() -> None:
    tables = release(*wealth([100.0, 100.0, 115.0, *[100.0] * 9], [100.0, 100.0, 125.0, *[100.0] * 9]))
    found = found_in(tables)
    assert [point.indicator for point in ranked(tables, found, "strength")] == ["wealth", "events_per_1000"]
    content = tables.release.catalog.model_dump(mode="json")
    content["indicators"] = [entry | {"group": "samen"} for entry in content["indicators"]]
    together = Tables(replace(tables.release, catalog=catalog_from_dict(content)))
    assert [point.indicator for point in ranked(together, found, "strength")] == ["wealth"]
    assert len(ranked(together, found, "strength", distinct=False)) == 2


def test_a_release_without_such_figures_has_no_points() -> None:
    tables = Tables(town_release())
    found = attention(tables)
    assert found.points.empty
    assert ranked(tables, found, "concern") == []
