"""Series of merged municipalities."""

from datetime import date

import pytest
from etl_world import (
    ANTWERPEN,
    BORSBEEK,
    GALMAARDEN,
    GOOIK,
    LEUVEN,
    OLD,
    PAJOTTEGEM,
    SMALL,
    START,
    births,
    look_up,
    observations,
    published,
    tiny_areas,
    tiny_catalog,
)

from etl.merge import with_successors
from streekmonitor.area_records import Change, Municipality
from streekmonitor.areas import Areas

AREAS = tiny_areas()
CATALOG = tiny_catalog()


def merged(rows):
    return with_successors(published(rows), AREAS, CATALOG)


def test_an_additive_measure_is_summed_over_the_parts():
    table = merged(births({GALMAARDEN: 8, GOOIK: 9, LEUVEN: 50}))
    successor = look_up(table, PAJOTTEGEM)
    assert (successor["value"], successor["status"], successor["basis"]) == (8 + 9, "observed", "summed")


def test_former_municipalities_keep_their_own_rows():
    table = merged(births({GALMAARDEN: 8, GOOIK: 9}))
    assert (look_up(table, GALMAARDEN)["value"], look_up(table, GALMAARDEN)["basis"]) == (8, "published")
    assert look_up(table, GOOIK)["value"] == 9


def test_what_is_not_additive_leaves_a_gap():
    table = merged(births({GALMAARDEN: 8, GOOIK: 9}, measure="median"))
    assert set(table["area"]) == {GALMAARDEN, GOOIK}


def test_a_row_of_the_publisher_goes_before_the_sum():
    table = merged(births({GALMAARDEN: 8, GOOIK: 9, PAJOTTEGEM: 18}))
    assert (look_up(table, PAJOTTEGEM)["value"], look_up(table, PAJOTTEGEM)["basis"]) == (18, "published")


def test_a_missing_part_leaves_a_gap():
    assert set(merged(births({GALMAARDEN: 8}))["area"]) == {GALMAARDEN}


@pytest.mark.parametrize("status", ["confidential", "missing", "not_applicable"])
def test_a_part_without_value_leaves_the_sum_without(status):
    rows = observations(
        ("births", "", GALMAARDEN, "2020", 8), ("births", "", GOOIK, "2020", float("nan"), status)
    )
    successor = look_up(merged(rows), PAJOTTEGEM)
    assert successor["status"] == status
    assert successor["value"] != successor["value"]  # NaN


def test_a_provisional_part_makes_the_sum_provisional():
    rows = observations(
        ("births", "", GALMAARDEN, "2020", 8, "provisional"), ("births", "", GOOIK, "2020", 9)
    )
    successor = look_up(merged(rows), PAJOTTEGEM)
    assert (successor["value"], successor["status"]) == (17, "provisional")


def test_every_period_and_category_is_summed_by_itself():
    rows = observations(
        ("births", "", OLD, "2017", 1),
        ("births", "", SMALL, "2017", 2),
        ("births", "men", OLD, "2018", 4),
        ("births", "men", SMALL, "2018", 8),
        ("births", "", OLD, "2018", 16),  # the other part has no total in 2018
    )
    sums = merged(rows).query("area == '24003'").set_index(["category", "period"])["value"].to_dict()
    assert sums == {("", "2017"): 1 + 2, ("men", "2018"): 4 + 8}


def test_a_city_that_kept_its_code_is_summed_with_what_it_took_in():
    table = merged(births({ANTWERPEN: 500, BORSBEEK: 10}))
    city = look_up(table, ANTWERPEN)
    assert (city["value"], city["basis"]) == (500 + 10, "summed")
    assert look_up(table, BORSBEEK)["value"] == 10


def test_a_city_that_kept_its_code_keeps_its_row_in_a_series_on_the_division_in_force():
    city = look_up(merged(births({ANTWERPEN: 510})), ANTWERPEN)
    assert (city["value"], city["basis"]) == (510, "published")


def test_a_table_without_mergers_stays_as_it_is():
    rows = published(births({LEUVEN: 3, PAJOTTEGEM: 4}))
    assert with_successors(rows, AREAS, CATALOG).equals(rows)


def chain():
    """A + B → C in 2019, C + D → E in 2025."""
    rows = (
        ("24011", START, date(2018, 12, 31), "24013"),
        ("24012", START, date(2018, 12, 31), "24013"),
        ("24013", date(2019, 1, 1), date(2024, 12, 31), "24015"),
        ("24014", START, date(2024, 12, 31), "24015"),
        ("24015", date(2025, 1, 1), None, None),
    )
    return Areas(
        {nis: Municipality(nis, nis, nis, since, until, "24000", to) for nis, since, until, to in rows},
        AREAS.higher_areas,
        tuple(
            Change(date(until.year + 1, 1, 1), nis, to, "merger", "toets") for nis, _, until, to in rows if to
        ),
    )


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ({"24011": 1, "24012": 2, "24014": 4}, 1 + 2 + 4),  # on the municipalities of before 2019
        ({"24013": 3, "24014": 4}, 3 + 4),  # on those of 2019-2024
    ],
)
def test_mergers_in_a_chain_are_summed_from_every_division(parts, total):
    table = with_successors(published(births(parts)), chain(), CATALOG)
    assert look_up(table, "24015")["value"] == total
