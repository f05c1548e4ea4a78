"""Corrections as data: applied to exactly the cell they know, and noticed once the publisher mends it."""

import json

import numpy as np
import pytest
from etl_house import ORIGIN, ROAD, write, write_origin
from etl_world import LEUVEN, NEW, births, observations, tiny_areas

from etl.correct import corrected
from etl.corrections import Correction, load_corrections
from etl.errors import CheckError, SourceError

AREAS = tiny_areas()
ENTRY = {"source": "toets", "measure": "births", "area": LEUVEN, "period": "2020", "reason": "tikfout",
         "reported": "nog niet gemeld"}  # fmt: skip


def correction(**content):
    return Correction(**(ENTRY | content))


def after(rows, *entries):
    table = corrected(rows, entries, AREAS)
    return table[["area", "value", "status"]].to_numpy().tolist()


def test_override_gives_another_value():
    rows = births({LEUVEN: 3580, NEW: 5})
    mended = correction(action="override", expect=3580, value=358)
    assert after(rows, mended) == [[LEUVEN, 358, "observed"], [NEW, 5, "observed"]]
    estimated = correction(action="override", expect=3580, value=358, status="estimated")
    assert after(rows, estimated)[0] == [LEUVEN, 358, "estimated"]
    assert rows["value"].tolist() == [3580, 5]  # the table given is left as it is


def test_override_fills_in_what_is_missing():
    rows = observations(("births", "", LEUVEN, "2020", np.nan, "missing"))
    assert after(rows, correction(action="override", expect=None, value=358)) == [[LEUVEN, 358, "observed"]]


def test_drop_leaves_the_row_out():
    rows = births({LEUVEN: 3580, NEW: 5})
    assert after(rows, correction(action="drop", expect=3580)) == [[NEW, 5, "observed"]]


def test_drop_leaves_out_the_one_of_two_rows_that_holds_what_it_expects():
    rows = observations(*births({LEUVEN: 3580, NEW: 5}).to_numpy(), ("births", "", LEUVEN, "2020", 358))
    mended = correction(action="drop", expect=3580, rows=2)
    assert after(rows, mended) == [[NEW, 5, "observed"], [LEUVEN, 358, "observed"]]


def test_drop_leaves_one_of_two_equal_rows():
    rows = observations(*births({LEUVEN: 358}).to_numpy(), ("births", "", LEUVEN, "2020", 358))
    assert after(rows, correction(action="drop", expect=358, rows=2)) == [[LEUVEN, 358, "observed"]]


def test_dropping_a_repeated_row_stops_once_the_publisher_has_mended_it():
    with pytest.raises(CheckError, match=r"verwacht 358,00 in een van 2 rijen, gevonden 358,00"):
        after(births({LEUVEN: 358}), correction(action="drop", expect=358, rows=2))


def test_flag_keeps_the_value():
    rows = births({LEUVEN: 3580})
    assert after(rows, correction(action="flag", expect=3580, status="estimated")) == [
        [LEUVEN, 3580, "estimated"]
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (births({LEUVEN: 358}), "verwacht 3.580, gevonden 358"),
        (births({NEW: 3580}), "verwacht 3.580, gevonden geen rij"),
        (births({LEUVEN: 3580}, period="2021"), "gevonden geen rij"),
        (observations(("births", "", LEUVEN, "2020", np.nan, "missing")), "gevonden geen waarde"),
    ],
)
def test_a_cell_that_holds_something_else_stops(rows, found):
    with pytest.raises(CheckError) as caught:
        corrected(rows, [correction(action="drop", expect=3580)], AREAS)
    assert f"births, Leuven ({LEUVEN}), 2020: " in str(caught.value)
    assert found in str(caught.value).replace(",00", "")
    assert "corrections.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"action": "override", "expect": 1}, "'override' vraagt een value"),
        ({"action": "flag", "expect": 1}, "'flag' vraagt een status"),
        ({"action": "drop", "expect": 1, "value": 2}, "laat 'value' weg"),
        ({"action": "flag", "expect": None, "status": "estimated"}, "noem die waarde"),
        ({"action": "drop"}, "Field required"),
        ({"action": "override", "expect": 1, "value": 2, "rows": 2}, "'rows' hoort bij 'drop'"),
    ],
)
def test_an_entry_that_is_not_complete_is_refused(tmp_path, content, word):
    for name in ("known_differences", "confirmed_changes", "overlaps", "spellings"):
        write(tmp_path / f"{name}.yaml", "[]")
    write(tmp_path / "corrections.yaml", json.dumps([ENTRY | content]))
    with pytest.raises(SourceError) as caught:
        load_corrections(tmp_path)
    assert word in str(caught.value)
    assert "corrections.yaml, punt 0" in str(caught.value)


def test_a_build_applies_corrections_before_the_checks_and_tells_them(built, capsys):
    entry = ENTRY | {"source": "statbel_road_casualties", "measure": "road_casualties", "area": "24062"}
    entry |= {"action": "override", "expect": 3, "value": 4}
    write(built.root / "data" / "corrections" / "corrections.yaml", json.dumps([entry]))
    assert built.build() == 0
    assert built.value("road_casualties", "24062", "2020") == ([4], ["published"])
    (told,) = built.release().manifest["corrections"]
    assert (told["area"], told["value"], told["reason"]) == ("24062", 4, "tikfout")
    write(built.root / "data" / "corrections" / "corrections.yaml", json.dumps([entry | {"expect": 5}]))
    before = built.everything()
    assert built.build() == 1
    assert f"{ROAD}: Correcties" in capsys.readouterr().err
    assert built.everything() == before


def test_the_figures_of_other_sources_are_left_alone(built):
    write_origin(built.sources / ORIGIN, belgians=60)
    assert built.build() == 0
    assert built.release().manifest["corrections"] == []
