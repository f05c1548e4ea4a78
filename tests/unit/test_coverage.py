"""Which municipality has a figure of which period, and what another definition of a region changes."""

import math
from dataclasses import replace
from typing import Any

import pytest

from streekmonitor.analysis.coverage import (
    STATES,
    Coverage,
    DefinitionDifference,
    coverage,
    definition_difference,
)
from streekmonitor.analysis.tables import Tables
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    DELTA,
    EAST,
    EDGE,
    EPSILON,
    GAMMA,
    HAVEN,
    PROVINCE_REGION,
    WEST,
    small_release,
)

NBSP = "\u00a0"


def of(name: str, *rows: Any, **options: Any) -> Coverage:
    return coverage(Tables(small_release(*rows, **options)), name)


def state(found: Coverage, area: str, period: str) -> str:
    cells = found.cells.set_index(["area", "period"])["state"]
    return str(cells[area, period])


def test_every_state_is_told_apart() -> None:
    found = of(
        "events",
        ("events", ALFA, "2020", 5),
        ("events", BETA, "2020", math.nan, "confidential"),
        ("events", GAMMA, "2020", 7, "observed", "summed"),
        ("events", ALFA, "2021", math.nan, "not_applicable"),
        ("events", BETA, "2021", 0),
    )
    assert [state(found, code, "2020") for code in (ALFA, BETA, GAMMA)] == [
        "present",
        "confidential",
        "summed",
    ]
    assert [state(found, code, "2021") for code in (ALFA, BETA, GAMMA)] == [
        "not_applicable",
        "present",
        "missing",
    ]


def test_a_merger_of_which_only_the_parts_have_a_figure() -> None:
    found = of(
        "median", ("median", ALFA, "2020", 9), ("median", DELTA, "2020", 5), ("median", ALFA, "2021", 9)
    )
    assert [state(found, GAMMA, period) for period in ("2020", "2021")] == ["former", "missing"]
    part = of("events", ("events", DELTA, "2020", 5), ("events", GAMMA, "2020", 9))
    assert state(part, GAMMA, "2020") == "present"  # its own figure goes before


def test_the_counts_per_period_add_up_to_the_municipalities() -> None:
    found = of(
        "events",
        ("events", ALFA, "2020", 5),
        ("events", BETA, "2020", math.nan, "confidential"),
        ("events", ALFA, "2022", 5, "projected"),
    )
    assert list(found.counts.index) == ["2020", "2022"]
    assert found.counts.loc["2020"].to_dict() == dict.fromkeys(STATES, 0) | {
        "present": 1, "confidential": 1, "missing": 1,
    }  # fmt: skip
    assert set(found.counts.sum(axis="columns")) == {3}


def test_the_status_of_a_value_stands_beside_its_state() -> None:
    found = of("events", ("events", ALFA, "2020", 5, "provisional"))
    row = found.cells.set_index("area").loc[ALFA]
    assert (row["state"], row["status"]) == ("present", "provisional")


def test_only_the_municipalities_of_the_province_and_their_periods() -> None:
    found = of("events", ("events", HAVEN, "2018", 5), ("events", ALFA, "2020", 5))
    assert set(found.cells["area"]) == {ALFA, BETA, GAMMA}
    assert set(found.cells["period"]) == {"2020"}


def test_without_any_figure_there_is_nothing() -> None:
    found = of("events")
    assert (len(found.cells), len(found.counts), list(found.counts.columns)) == (0, 0, list(STATES))


# --- definitions of a region ------------------------------------------------------------------------------

EVENTS = (("events", ALFA, "2020", 6), ("events", BETA, "2020", 2), ("events", GAMMA, "2020", 10))


def between(name: str, first: str, second: str, *rows: Any) -> DefinitionDifference:
    tables = Tables(small_release(*rows))
    regions = tables.release.areas.regions
    return definition_difference(tables, name, regions[first], regions[second], "2020")


def test_who_comes_and_goes_and_what_that_does() -> None:
    found = between("events_per_1000", EAST, EDGE, *EVENTS)
    assert (found.gone, found.added) == ((ALFA,), (GAMMA,))
    # 8 of 1.000 against 12 of 900
    assert (found.first, found.second) == (pytest.approx(8), pytest.approx(12 / 0.9))
    assert found.difference == pytest.approx(12 / 0.9 - 8)
    unit = "gevallen per 1.000 inwoners"
    assert found.sentence == (
        "Rand (streek) telt 2 gemeenten, Oost-Brabant (streek) 2: met Gamma en zonder Alfa. Indicator "
        f"events_per_1000 in 2020: 8,0{NBSP}{unit} voor Oost-Brabant en 13,3{NBSP}{unit} voor Rand "
        f"(+5,3{NBSP}{unit})."
    )


def test_a_wider_definition_only_adds() -> None:
    found = between("events", WEST, PROVINCE_REGION, *EVENTS)
    assert (found.gone, found.added, found.difference) == ((), (ALFA, BETA), 8)
    assert "Halle-Vilvoorde (streek) 1: met Alfa en Beta." in found.sentence


def test_the_same_municipalities_give_no_difference() -> None:
    found = between("events", EAST, EAST, *EVENTS)
    assert found.difference == 0
    assert found.sentence.startswith(
        "Oost-Brabant (streek) en Oost-Brabant (streek) bestaan uit dezelfde gemeenten."
    )


def test_a_confidential_municipality_that_differs_hides_both_figures() -> None:
    hidden = [EVENTS[0], EVENTS[1], ("events", GAMMA, "2020", math.nan, "confidential")]
    found = between("events_per_1000", EAST, PROVINCE_REGION, *hidden)
    assert (found.first, found.second, found.difference) == (None, None, None)
    assert found.reason == (
        "De cijfers van beide staan hier niet naast elkaar: het cijfer van Gamma is vertrouwelijk en zou "
        "eruit af te leiden zijn."
    )


def test_a_refused_figure_is_said() -> None:
    found = between("events", EAST, PROVINCE_REGION, *EVENTS[:2])
    assert (found.first, found.second, found.difference) == (8, None, None)
    assert found.sentence.endswith("Minstens een van beide heeft in deze periode geen cijfer.")


def test_an_own_region_is_compared_like_any_other() -> None:
    tables = Tables(small_release(*EVENTS, ("events", EPSILON, "2020", 1)))
    east = tables.release.areas.regions[EAST]
    own = replace(east, id="eigen", full_label="Mijn streek", phrase="mijn streek", members=(ALFA, GAMMA))
    found = definition_difference(tables, "events", east, own, "2020")
    assert found.difference == 16 - 8
    mine = replace(east, members=(ALFA,))  # an own region under an official id is still its own
    assert definition_difference(tables, "events", east, mine, "2020").second == 6
