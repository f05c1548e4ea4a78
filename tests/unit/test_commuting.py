"""Flows in and out of municipalities and regions."""

import math
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekmonitor.analysis.commuting import Commuting, commuting, flow_table, matrix, partners
from streekmonitor.area_records import Region
from streekmonitor.release import Release
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    BRUSSEL,
    DELTA,
    DOK,
    EAST,
    EDGE,
    EPSILON,
    GAMMA,
    HAVEN,
    PROVINCE_REGION,
    START,
    WALLONIA,
    WEST,
    area_row,
    region_row,
    small_release,
)

NBSP = "\u00a0"
FLOWS = [
    (ALFA, ALFA, 50), (ALFA, BETA, 20), (ALFA, BRUSSEL, 20), (ALFA, DELTA, 4), (ALFA, EPSILON, 1),
    (ALFA, WALLONIA, 5), (BETA, ALFA, 30), (BETA, BETA, 10), (BRUSSEL, ALFA, 15), (HAVEN, ALFA, 2.5),
    (DOK, ALFA, 2.5), (DELTA, DELTA, 6), (DELTA, EPSILON, 3), (EPSILON, DELTA, 1), (BRUSSEL, BRUSSEL, 900),
    (WALLONIA, WALLONIA, 800),
]  # fmt: skip


def of(release: Release, code: str, name: str = "Alfa", around: str | None = EAST) -> Commuting:
    regions = release.areas.regions
    members = regions[code].members if code in regions else (code,)
    return commuting(
        release, flow_table(release, "commuters"), members, name, regions[around] if around else None
    )


def shares(found: Commuting, direction: str = "out") -> dict[str, float]:
    rows = found.shares[found.shares["direction"] == direction]
    return {str(group): float(share) for group, share in zip(rows["group"], rows["share"], strict=True)}


RELEASE = small_release(flows=FLOWS)
TABLE = flow_table(RELEASE, "commuters")


def test_flows_are_between_the_areas_in_force() -> None:
    rows = TABLE.rows.set_index(["origin", "destination"])["value"]
    assert rows[GAMMA, GAMMA] == 6 + 3 + 1  # within and between its parts
    assert rows[ALFA, GAMMA] == 4 + 1
    assert rows[HAVEN, ALFA] == 2.5 + 2.5  # Dok went over into Haven, which kept its code
    assert not {DELTA, EPSILON, DOK} & {code for pair in rows.index for code in pair}
    assert (TABLE.period, TABLE.period_label) == ("2020", "1 januari 2020")


def test_totals_of_a_municipality() -> None:
    totals = of(RELEASE, ALFA).totals
    assert totals is not None
    assert (totals.residents, totals.workers, totals.inside) == (100, 100, 50)
    assert (totals.leaving, totals.arriving, totals.net) == (50, 50, 0)


def test_where_residents_work_and_workers_live_in_per_cent() -> None:
    found = of(RELEASE, ALFA)
    assert shares(found) == {"own": 50, "region": 20, "brussels": 20, "elsewhere": 10}
    assert shares(found, "in") == {"own": 50, "region": 30, "brussels": 15, "elsewhere": 5}


def test_a_region_counts_its_own_once() -> None:
    found = of(RELEASE, EAST, "Oost-Brabant", None)
    assert found.totals is not None
    assert (found.totals.residents, found.totals.inside, found.totals.leaving) == (140, 110, 30)
    # Alfa 50 and Beta 10 in the own municipality, 20 + 30 from one to the other
    assert shares(found) == pytest.approx(
        {"own": 60 / 1.4, "region": 50 / 1.4, "brussels": 20 / 1.4, "elsewhere": 10 / 1.4}
    )


def test_a_merged_municipality_is_one_municipality() -> None:
    assert shares(of(RELEASE, GAMMA, "Gamma", WEST)) == {
        "own": 100,
        "region": 0,
        "brussels": 0,
        "elsewhere": 0,
    }


def test_a_region_that_holds_brussels_keeps_it_in_its_own() -> None:
    found = of(RELEASE, "belgie", "België", None)
    assert shares(found)["brussels"] == 0
    assert shares(found)["elsewhere"] == 0
    assert found.totals is not None
    assert found.totals.net == 0


def test_an_own_region_works_as_any_other() -> None:
    own = Region(
        "eigen", "Mijn streek", "Mijn streek", "mijn streek", "eigen", (ALFA, GAMMA), None, START, ""
    )
    found = commuting(RELEASE, TABLE, own.members, own.phrase, own)
    assert found.totals is not None
    assert found.totals.residents == 110  # Alfa 100, Gamma 10
    assert found.totals.inside == 50 + 5 + 10
    assert list(shares(found).values()) == pytest.approx([60 / 1.1, 5 / 1.1, 20 / 1.1, 25 / 1.1])


def test_the_shares_are_those_of_the_indicators() -> None:
    found = shares(of(RELEASE, ALFA))
    assert area_row(RELEASE, "own", ALFA)["value"] == pytest.approx(found["own"])
    assert area_row(RELEASE, "within", ALFA)["value"] == pytest.approx(found["own"] + found["region"])
    region = shares(of(RELEASE, EAST, "Oost-Brabant", None))
    assert region_row(RELEASE, "to_brussels", EAST)["value"] == pytest.approx(region["brussels"])


def test_the_sentence() -> None:
    assert of(RELEASE, ALFA).sentence == (
        f"Van de 100 werkende inwoners van Alfa (1 januari 2020) werkt 50,0{NBSP}% in de eigen gemeente, "
        f"20,0{NBSP}% elders in Oost-Brabant, 20,0{NBSP}% in het Brussels Gewest en 10,0{NBSP}% ergens "
        "anders. In Alfa werken 100 mensen; 50 van hen komen van buiten, even veel als er vertrekken."
    )
    small = small_release(flows=[(ALFA, ALFA, 3), (ALFA, BETA, 4), (BETA, ALFA, 1)])
    assert of(small, ALFA).sentence.endswith(
        "In Alfa werken 4 mensen; 1 van hen komt van buiten, 3 minder dan er vertrekken."
    )
    region = of(small, EAST, "Oost-Brabant", None).sentence
    assert f"37,5{NBSP}% in de eigen gemeente en 62,5{NBSP}% elders in de regio." in region


def test_one_hidden_flow_leaves_no_total_and_says_so() -> None:
    release = small_release(flows=[*FLOWS, (BETA, GAMMA, math.nan, "confidential")])
    found = of(release, BETA, "Beta")
    assert (found.totals, len(found.shares)) == (None, 0)
    assert found.sentence == (
        "Beta: van 1 van de 4 stromen is er geen cijfer (vertrouwelijk), dus ook geen totaal."
    )
    assert of(release, ALFA).totals is not None  # not a part of Alfa's


def test_a_place_without_flows_says_so() -> None:
    found = of(small_release(), ALFA)
    assert found.reason == "De bron geeft hiervoor geen pendelstromen."
    assert flow_table(small_release(), "commuters").period == ""


# --- partners ---------------------------------------------------------------------------------------------


def listed(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in table.to_numpy().tolist()]


def test_partners_from_large_to_small_with_brussels_as_one() -> None:
    assert listed(partners(RELEASE, TABLE, [ALFA], "out")) == [
        (1, BETA, "Beta", 20, 20),
        (1, "brussels_gewest", "Brussels Gewest", 20, 20),
        (3, WALLONIA, "Waals Gewest", 5, 5),
        (3, GAMMA, "Gamma", 5, 5),
    ]


def test_brussels_by_municipality_and_where_workers_come_from() -> None:
    table = partners(RELEASE, TABLE, [ALFA], "in", brussels_as_one=False)
    assert listed(table) == [
        (1, BETA, "Beta", 30, 30),
        (2, BRUSSEL, "Brussel", 15, 15),
        (3, HAVEN, "Haven", 5, 5),
    ]


def test_partners_of_a_region_leave_out_its_own_and_add_up_to_what_leaves() -> None:
    members = RELEASE.areas.regions[EAST].members
    table = partners(RELEASE, TABLE, members, "out")
    assert set(table["area"]) == {"brussels_gewest", GAMMA, WALLONIA}
    totals = of(RELEASE, EAST, "Oost-Brabant", None).totals
    assert totals is not None
    assert table["value"].sum() == totals.leaving


def test_a_hidden_flow_stands_last_without_a_rank() -> None:
    release = small_release(flows=[(ALFA, BETA, math.nan, "confidential"), (ALFA, BRUSSEL, 3)])
    table = partners(release, flow_table(release, "commuters"), [ALFA], "out")
    assert list(table["area"]) == ["brussels_gewest", BETA]
    assert math.isnan(table["rank"][1])
    assert table["share"].isna().all()  # of an unknown total there are no shares


# --- the matrix -------------------------------------------------------------------------------------------


def cells(release: Release, *regions: str) -> dict[tuple[str, str], tuple[float, float]]:
    found = matrix(
        release, flow_table(release, "commuters"), [release.areas.regions[code] for code in regions]
    )
    return {
        (row["origin"], row["destination"]): (row["value"], row["share"]) for _, row in found.rows.iterrows()
    }


def test_the_matrix_between_regions_brussels_and_elsewhere() -> None:
    found = cells(RELEASE, EAST, WEST)
    assert found[EAST, EAST] == (110, pytest.approx(110 / 1.4))
    assert found[EAST, WEST] == (5, pytest.approx(5 / 1.4))
    assert found[EAST, "brussels_gewest"][0] == 20
    assert found[EAST, "elders"][0] == 5
    assert found["brussels_gewest", EAST][0] == 15
    assert found["elders", EAST][0] == 5
    assert math.isnan(found["elders", EAST][1])
    assert found[WEST, EAST] == (0, 0)
    assert ("elders", "elders") not in found


def test_each_row_of_the_matrix_adds_up() -> None:
    found = cells(RELEASE, EAST, WEST)
    assert sum(share for (origin, _), (_, share) in found.items() if origin == EAST) == pytest.approx(100)


def test_regions_that_overlap_have_no_matrix() -> None:
    regions = RELEASE.areas.regions
    found = matrix(RELEASE, TABLE, [regions[EAST], regions[EDGE]])
    assert len(found.rows) == 0
    assert "dubbel tellen" in found.reason


def test_a_region_that_holds_brussels_has_it_inside() -> None:
    found = cells(RELEASE, "belgie")
    assert set(found) == {("belgie", "belgie"), ("belgie", "elders"), ("elders", "belgie")}


def test_a_hidden_flow_hides_its_cell_and_the_shares_of_its_row() -> None:
    release = small_release(flows=[*FLOWS, (BETA, GAMMA, math.nan, "confidential")])
    found = cells(release, EAST, WEST)
    assert math.isnan(found[EAST, WEST][0])
    assert math.isnan(found[EAST, EAST][1])
    assert found[EAST, EAST][0] == 110


CODES = [ALFA, BETA, DELTA, EPSILON, BRUSSEL, HAVEN, DOK, WALLONIA]
FLOW = st.tuples(st.sampled_from(CODES), st.sampled_from(CODES), st.integers(0, 10_000))


@settings(deadline=None, max_examples=40)
@given(st.lists(FLOW, min_size=1, max_size=30, unique_by=lambda flow: flow[:2]))
def test_whatever_the_flows_everyone_is_counted_once(flows: list[tuple[str, str, int]]) -> None:
    release = small_release(flows=flows)
    for code in (ALFA, EAST, PROVINCE_REGION):
        found = of(release, code)
        if found.totals is None:
            continue
        for direction, total in (("out", found.totals.residents), ("in", found.totals.workers)):
            rows = found.shares[found.shares["direction"] == direction]
            assert rows["value"].sum() == pytest.approx(total)
            assert total == 0 or rows["share"].sum() == pytest.approx(100)
    every = cells(release, EAST, WEST)
    outside = {HAVEN, WALLONIA, DOK}
    inside = sum(value for origin, to, value in flows if not (origin in outside and to in outside))
    assert sum(value for value, _ in every.values()) == pytest.approx(inside)


def test_a_matrix_of_an_own_region() -> None:
    mine = replace(RELEASE.areas.regions[EAST], id="mijn", label="Mijn streek", members=(BETA,))
    found = matrix(RELEASE, TABLE, [mine])
    assert found.labels["mijn"] == "Mijn streek"
    rows = found.rows.set_index(["origin", "destination"])["value"]
    assert (rows["mijn", "mijn"], rows["mijn", "elders"], rows["elders", "mijn"]) == (10, 30, 20)
