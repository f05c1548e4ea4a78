"""The committed area tables: right numbers, complete, at one with each other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekmonitor.area_files import load_areas
from streekmonitor.areas import Areas, UnknownAreaError

AREAS = load_areas(Path(__file__).parents[2] / "data" / "areas")
CODES = sorted(AREAS.municipalities)

SIZES = {
    "oost_brabant": 30,
    "halle_vilvoorde": 33,
    "referentieregio_oost_brabant": 32,
    "referentieregio_halle_vilvoorde": 31,
    "vlaamse_rand": 19,
    "faciliteitengemeenten": 6,
    "vervoerregio_leuven": 31,
    "vervoerregio_vlaamse_rand": 30,
    "pajottenland_zennevallei": 15,
    "brabantse_kouters": 15,
    "dijleland": 13,
    "noord_hageland": 11,
    "zuid_hageland": 9,
    "vlaams_brabant": 63,
    "centrumsteden": 13,
    "vlaams_gewest": 285,
    "brussels_gewest": 19,
    "belgie": 285 + 19 + 1,
}


def members(region_id: str) -> set[str]:
    return set(AREAS.regions[region_id].members)


@pytest.mark.parametrize(
    ("day", "belgium", "flanders", "province"),
    [
        (date(2018, 12, 31), 589, 308, 65),
        (date(2019, 1, 1), 581, 300, 65),
        (date(2024, 12, 31), 581, 300, 65),
        (date(2025, 1, 1), 565, 285, 63),
    ],
)
def test_number_of_municipalities_of_each_vintage(
    day: date, belgium: int, flanders: int, province: int
) -> None:
    found = [len(AREAS.within(code, day)) for code in ("01000", "02000", "20001", "04000")]
    assert found == [belgium, flanders, province, 19]


def test_region_sizes() -> None:
    assert {region.id: len(region.members) for region in AREAS.regions.values()} == SIZES


def test_pajottegem() -> None:
    assert AREAS.former("23106") == ("23023", "23024", "23032")
    assert [AREAS.name(nis) for nis in AREAS.former("23106")] == ["Galmaarden", "Gooik", "Herne"]


def test_an_enlarged_municipality_may_keep_its_code() -> None:
    assert AREAS.parts("11002", date(2024, 12, 31)) == ("11002", "11007")


def test_arrondissements_divide_the_province() -> None:
    assert members("oost_brabant") | members("halle_vilvoorde") == members("vlaams_brabant")
    assert not members("oost_brabant") & members("halle_vilvoorde")


def test_referentieregio_adds_hoeilaart_and_overijse() -> None:
    assert members("referentieregio_oost_brabant") - members("oost_brabant") == {"23033", "23062"}
    assert members("halle_vilvoorde") - members("referentieregio_halle_vilvoorde") == {"23033", "23062"}


def test_vlaamse_rand_crosses_the_arrondissement() -> None:
    assert members("vlaamse_rand") & members("oost_brabant") == {"24104"}
    assert members("faciliteitengemeenten") < members("vlaamse_rand")


def test_streekwerking_divides_the_province() -> None:
    streken = AREAS.sets["streekwerking"].regions
    assert sum(len(members(region_id)) for region_id in streken) == 63
    assert set().union(*map(members, streken)) == members("vlaams_brabant")


def test_vervoerregios_leave_two_municipalities_to_mechelen() -> None:
    both = members("vervoerregio_leuven") | members("vervoerregio_vlaamse_rand")
    assert {AREAS.name(nis) for nis in members("vlaams_brabant") - both} == {
        "Boortmeerbeek",
        "Kapelle-op-den-Bos",
    }


def test_the_first_set_is_the_pair_of_arrondissements() -> None:
    first = next(iter(AREAS.sets.values()))
    assert (first.id, first.regions) == ("arrondissementen", ("oost_brabant", "halle_vilvoorde"))
    assert [region_set.id for region_set in AREAS.sets.values() if not region_set.selectable] == [
        "vergelijking"
    ]


def test_a_region_that_equals_a_published_area_has_its_members() -> None:
    for region in AREAS.regions.values():
        if region.published_area and region.id != "belgie":
            assert region.members == AREAS.within(region.published_area)
    assert members("belgie") == {*AREAS.within("02000"), *AREAS.within("04000"), "03000"}


def test_release_form_keeps_everything() -> None:
    assert Areas.from_dict(json.loads(json.dumps(AREAS.to_dict()))) == AREAS


@given(st.sampled_from(CODES))
def test_every_code_leads_to_a_municipality_in_force(nis: str) -> None:
    current = AREAS.current(nis)
    assert AREAS.municipalities[current].in_force
    assert nis == current or nis in AREAS.former(current)


@given(st.sampled_from(CODES), st.dates(date(2010, 1, 1), date(2026, 1, 1)))
def test_parts_of_all_municipalities_are_the_division_of_the_day(nis: str, day: date) -> None:
    valid = AREAS.municipalities[nis].valid_on(day)
    assert (nis in AREAS.parts(AREAS.current(nis), day)) == valid


@given(st.sampled_from(CODES))
def test_every_dutch_name_finds_its_municipality_on_a_day_it_existed(nis: str) -> None:
    municipality = AREAS.municipalities[nis]
    day = municipality.valid_to or date(2025, 1, 1)
    assert AREAS.by_name(municipality.name.upper(), day) == nis


@given(st.sampled_from(CODES))
def test_every_municipality_lies_in_one_gewest(nis: str) -> None:
    assert len({"02000", "03000", "04000"}.intersection(AREAS.ancestors(nis))) == 1


@given(st.text(max_size=30))
def test_any_text_is_resolved_to_a_known_area_or_refused(text: str) -> None:
    try:
        code = AREAS.resolve(text)
    except UnknownAreaError:
        return
    assert AREAS.is_known(code)


def test_names_of_the_province_as_people_write_them() -> None:
    written = {
        "halle": "23027",
        "Machelen (Halle-Vilvoorde)": "23047",
        "Hal (Hal-Vilvorde)": "23027",
        "sint pieters leeuw": "23077",
        "Rhode-Saint-Genèse": "23101",
        "Louvain": "24062",
        "gooik": "23024",
        "PAJOTTEGEM": "23106",
        "oost-brabant": "oost_brabant",
        "provincie Vlaams-Brabant": "vlaams_brabant",
    }
    assert {text: AREAS.resolve(text) for text in written} == written
