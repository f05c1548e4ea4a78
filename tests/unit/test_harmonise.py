"""From labels in a file to areas of the model."""

import pytest
from etl_world import (
    ANTWERPEN,
    BEFORE_2025,
    BORSBEEK,
    BRUSSEL,
    GALMAARDEN,
    GOOIK,
    IN_FORCE,
    LEUVEN,
    NEW,
    NIJVEL,
    PAJOTTEGEM,
    WAVER,
    births,
    flows,
    look_up,
    module,
    observations,
    parsed_of,
    table_of,
    tiny_areas,
    tiny_catalog,
)

from etl.errors import SourceError
from etl.harmonise import complete, harmonise
from etl.parsed import SetAside

AREAS = tiny_areas()
CATALOG = tiny_catalog(coverage="belgium")
SOURCE = CATALOG.source_by_id["toets"]


def areas_with_rows(table):
    return set(table.observations["area"])


def test_names_become_codes():
    table = harmonise(parsed_of(births({"Leuven": 3, "PAJOTTEGEM": 5})), module(AREAS="name"), AREAS)
    assert look_up(table.observations, LEUVEN)["value"] == 3
    assert look_up(table.observations, PAJOTTEGEM)["value"] == 5


def test_names_are_read_on_the_division_in_which_they_all_exist():
    """ "Leuven" exists in every division, "Gooik" only before 2025."""
    table = harmonise(parsed_of(births({"Leuven": 3, "Gooik": 5})), module(AREAS="name"), AREAS)
    assert areas_with_rows(table) == {LEUVEN, GOOIK}


def test_codes_and_names_may_stand_side_by_side_where_a_module_says_so():
    rows = parsed_of(births({LEUVEN: 3, "PAJOTTEGEM": 5}))
    found = harmonise(rows, module(AREAS="code_or_name"), AREAS).observations
    assert sorted(found["area"]) == sorted([LEUVEN, PAJOTTEGEM])
    for one_kind in ("code", "name"):
        with pytest.raises(SourceError, match="onbekend"):
            harmonise(rows, module(AREAS=one_kind), AREAS)


def test_a_module_tells_which_areas_hold_more_than_their_municipalities():
    rows = parsed_of(births({LEUVEN: 3}))
    table = harmonise(rows, module(UNLOCATED={"01000": "zonder bekende plaats"}), AREAS)
    assert table.unlocated == {"01000"}
    assert harmonise(rows, module(), AREAS).unlocated == frozenset()


def test_declared_rest_rows_are_set_aside_and_counted():
    rows = births({LEUVEN: 3, "99999": 1, "99991": 2})
    rest = {"99999": "niet te lokaliseren", "99991": "niet te lokaliseren"}
    table = harmonise(parsed_of(rows), module(REST_AREAS=rest), AREAS)
    assert areas_with_rows(table) == {LEUVEN}
    assert table.set_aside == (SetAside("niet te lokaliseren", 2),)


def test_an_unknown_area_stops_with_every_one_of_them():
    rows = births({"Leuven": 3, "Leuvne": 4, "Atlantis": 5})
    with pytest.raises(SourceError) as caught:
        harmonise(parsed_of(rows), module(AREAS="name"), AREAS)
    message = str(caught.value)
    assert "map/tabel.csv" in message
    assert "'Atlantis', 'Leuvne' (bedoeld: Leuven 24062?)" in message
    assert "verbeter" not in message  # the file is the publisher's
    assert "data/corrections/spellings.yaml" in message
    assert "REST_AREAS van etl/sources/toets.py" in message


def test_a_spelling_that_is_written_down_stands_for_its_area():
    rows = births({"Leuvne": 4, "Nieuw": 5})
    table = harmonise(parsed_of(rows), module(AREAS="name"), AREAS, {"Leuvne": LEUVEN})
    assert areas_with_rows(table) == {LEUVEN, NEW}


def test_a_code_with_a_lost_zero_is_unknown():
    with pytest.raises(SourceError, match="onbekend: '2000'"):
        harmonise(parsed_of(births({"2000": 3})), module(), AREAS)


def test_higher_areas_are_kept():
    table = harmonise(parsed_of(births({LEUVEN: 3, "24000": 9})), module(), AREAS)
    assert areas_with_rows(table) == {LEUVEN, "24000"}


def test_exact_duplicates_are_dropped_only_when_declared():
    rows = births({LEUVEN: 3})
    twice = observations(*rows.to_numpy(), *rows.to_numpy())
    assert len(harmonise(parsed_of(twice), module(), AREAS).observations) == 2
    table = harmonise(parsed_of(twice), module(EXACT_DUPLICATES="de uitgever herhaalt rijen"), AREAS)
    assert len(table.observations) == 1
    assert table.set_aside == (SetAside("de uitgever herhaalt rijen", 1),)


def test_rows_outside_the_province_are_set_aside_only_where_the_module_declares_them():
    rows = births({LEUVEN: 3, GALMAARDEN: 4, "20001": 7, ANTWERPEN: 10, "02000": 17})
    assert len(harmonise(parsed_of(rows), module(), AREAS).observations) == 5
    table = harmonise(parsed_of(rows), module(OUTSIDE_PROVINCE="losse rijen"), AREAS)
    assert areas_with_rows(table) == {LEUVEN, GALMAARDEN, "20001"}
    assert table.set_aside == (SetAside("losse rijen", 2),)


def test_wallonia_becomes_the_sum_of_its_municipalities():
    table = complete(table_of(births({LEUVEN: 3, NIJVEL: 10, WAVER: 20})), SOURCE, CATALOG, AREAS)
    wallonia = look_up(table.observations, "03000")
    assert (wallonia["value"], wallonia["status"], wallonia["basis"]) == (10 + 20, "observed", "summed")
    assert areas_with_rows(table) == {LEUVEN, "03000"}
    assert look_up(table.observations, LEUVEN)["basis"] == "published"


def test_one_confidential_municipality_makes_wallonia_confidential():
    rows = observations(
        ("births", "", NIJVEL, "2020", 10), ("births", "", WAVER, "2020", float("nan"), "confidential")
    )
    wallonia = look_up(complete(table_of(rows), SOURCE, CATALOG, AREAS).observations, "03000")
    assert wallonia["status"] == "confidential"
    assert wallonia["value"] != wallonia["value"]  # NaN


def test_wallonia_is_not_summed_over_a_part_of_its_municipalities():
    table = complete(table_of(births({LEUVEN: 3, NIJVEL: 10})), SOURCE, CATALOG, AREAS)
    assert areas_with_rows(table) == {LEUVEN}
    assert [entry.rows for entry in table.set_aside] == [1]


def test_medians_of_walloon_municipalities_are_set_aside_but_the_region_kept():
    rows = births({NIJVEL: 10, WAVER: 20, "25000": 14, "03000": 15}, measure="median")
    table = complete(table_of(rows), SOURCE, CATALOG, AREAS)
    assert look_up(table.observations, "03000", measure="median")["value"] == 15
    assert areas_with_rows(table) == {"03000"}
    assert [entry.rows for entry in table.set_aside] == [3]


def test_the_row_of_the_region_itself_goes_before_the_sum():
    rows = births({NIJVEL: 10, WAVER: 20, "03000": 31})
    wallonia = look_up(complete(table_of(rows), SOURCE, CATALOG, AREAS).observations, "03000")
    assert (wallonia["value"], wallonia["basis"]) == (31, "published")


def test_absent_municipalities_of_the_division_become_zero():
    source = SOURCE.model_copy(update={"absent_is_zero": True})
    table = complete(table_of(births({GALMAARDEN: 4, LEUVEN: 3})), source, CATALOG, AREAS)
    assert look_up(table.observations, GALMAARDEN)["value"] == 4
    assert look_up(table.observations, GOOIK)["value"] == 0
    assert look_up(table.observations, "03000")["value"] == 0
    assert areas_with_rows(table) == {*BEFORE_2025, "03000"} - {NIJVEL, WAVER}


def test_absent_is_zero_stays_within_the_coverage_and_the_division_in_force():
    source = SOURCE.model_copy(update={"absent_is_zero": True, "coverage": "flanders"})
    table = complete(table_of(births({PAJOTTEGEM: 4})), source, CATALOG, AREAS)
    assert areas_with_rows(table) == set(IN_FORCE) - {BRUSSEL, NIJVEL, WAVER}


def test_flows_are_folded_on_both_ends():
    moving = flows(
        (LEUVEN, NIJVEL, 1), (LEUVEN, WAVER, 2), (NIJVEL, WAVER, 4), (WAVER, WAVER, 8), (NEW, LEUVEN, 16)
    )
    table = complete(table_of(births({}), moving), SOURCE, CATALOG, AREAS)
    found = table.flows.set_index(["origin", "destination"])["value"].to_dict()
    assert found == {(LEUVEN, "03000"): 1 + 2, ("03000", "03000"): 4 + 8, (NEW, LEUVEN): 16}


def test_unknown_ends_of_flows_stop():
    with pytest.raises(SourceError, match="onbekend: '99999'"):
        harmonise(parsed_of(moving=flows((LEUVEN, "99999", 1))), module(), AREAS)


def test_antwerp_and_the_municipality_it_took_in_stand_side_by_side_before_2025():
    table = complete(table_of(births({ANTWERPEN: 5, BORSBEEK: 1})), SOURCE, CATALOG, AREAS)
    assert areas_with_rows(table) == {ANTWERPEN, BORSBEEK}
