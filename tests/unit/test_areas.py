"""Areas on a tiny country: mergers in a chain, names in many spellings, faults in the files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekmonitor.area_files import AreaFileError, load_areas
from streekmonitor.area_names import match_quality, normalise_name, split_qualifier
from streekmonitor.areas import Areas, UnknownAreaError

HIGHER_AREAS = """nis,name,name_fr,level,parent,valid_from,valid_to
01000,België,Belgique,country,,1977-01-01,
02000,Vlaams Gewest,Région flamande,region,01000,1977-01-01,
03000,Waals Gewest,Région wallonne,region,01000,1977-01-01,
20001,provincie Vlaams-Brabant,Province du Brabant flamand,province,02000,1995-01-01,
60000,provincie Luik,Province de Liège,province,03000,1977-01-01,
23000,arrondissement Halle-Vilvoorde,Arrondissement de Hal-Vilvorde,arrondissement,20001,1977-01-01,
24000,arrondissement Leuven,Arrondissement de Louvain,arrondissement,20001,1977-01-01,
62000,arrondissement Luik,Arrondissement de Liège,arrondissement,60000,1977-01-01,
"""
# Aa + Bee → Cee (2019); Cee + Dee → Halle (2025); Sint-Job keeps its code and takes in Ee (2025).
MUNICIPALITIES = """nis,name,name_fr,valid_from,valid_to,arrondissement
23001,Aa,Aa,1977-01-01,2018-12-31,23000
23002,Bee,Bee,1977-01-01,2018-12-31,23000
23003,Cee,Cee,2019-01-01,2024-12-31,23000
23004,Dee,Dee,1977-01-01,2024-12-31,23000
23005,Halle,Hal,2025-01-01,,23000
24001,Sint-Job-in-'t-Goor,Saint-Job,1977-01-01,,24000
24002,Ee,Ée,1977-01-01,2024-12-31,24000
24003,Sint-Klaas,Saint-Nicolas,1977-01-01,,24000
62001,Saint-Nicolas,Saint-Nicolas,1977-01-01,,62000
62002,Halle,Halle,1977-01-01,,62000
"""
CHANGES = """date,former,successor,kind,source
2019-01-01,23001,23003,merger,toets
2019-01-01,23002,23003,merger,toets
2025-01-01,23003,23005,merger,toets
2025-01-01,23004,23005,merger,toets
2025-01-01,24002,24001,merger,toets
"""
REGIONS = """
sets:
  - {id: paar, label: Paar, selectable: true, regions: [oost, west]}
  - {id: vergelijking, label: Vergelijking, selectable: false, regions: [land]}
regions:
  - id: oost
    label: Oosten
    full_label: Oosten (arrondissement)
    within: ["24000"]
    published_area: "24000"
    valid_from: 2025-01-01
    source: toets
  - id: west
    label: Westen
    full_label: Westen van de provincie
    municipalities: ["23005"]
    valid_from: 2025-01-01
    source: toets
  - id: land
    label: België
    full_label: België als geheel
    within: ["02000"]
    areas: ["03000"]
    published_area: "01000"
    valid_from: 2025-01-01
    source: toets
"""
FILES = {
    "higher_areas.csv": HIGHER_AREAS,
    "municipalities.csv": MUNICIPALITIES,
    "changes.csv": CHANGES,
    "regions.yaml": REGIONS,
}


def write(folder: Path, **replaced: tuple[str, str]) -> Path:
    """Write the four files; `municipalities=(old, new)` replaces a piece of text in one of them."""
    for name, text in FILES.items():
        old, new = replaced.get(name.split(".")[0], ("", ""))
        assert old in text
        (folder / name).write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def areas(tmp_path_factory: pytest.TempPathFactory) -> Areas:
    return load_areas(write(tmp_path_factory.mktemp("areas")))


def test_a_chain_of_mergers_leads_to_the_municipality_in_force(areas: Areas) -> None:
    assert [areas.current(nis) for nis in ("23001", "23003", "23005", "24002")] == [
        "23005",
        "23005",
        "23005",
        "24001",
    ]
    assert areas.former("23005") == ("23001", "23002", "23003", "23004")
    assert areas.former("23003") == ("23001", "23002")
    assert areas.former("24003") == ()


@pytest.mark.parametrize(
    ("nis", "day", "parts"),
    [
        ("23005", date(2018, 12, 31), ("23001", "23002", "23004")),
        ("23005", date(2019, 1, 1), ("23003", "23004")),
        ("23005", date(2025, 1, 1), ("23005",)),
        ("24001", date(2024, 12, 31), ("24001", "24002")),
        ("24001", date(2025, 1, 1), ("24001",)),
    ],
)
def test_parts_of_a_merged_municipality_depend_on_the_day(
    areas: Areas, nis: str, day: date, parts: tuple[str, ...]
) -> None:
    assert areas.parts(nis, day) == parts


def test_parts_of_a_former_municipality_are_refused(areas: Areas) -> None:
    with pytest.raises(UnknownAreaError, match="bestaat niet meer; vraag de delen van 23005"):
        areas.parts("23003", date(2020, 1, 1))


def test_change_days_are_listed_once(areas: Areas) -> None:
    assert areas.change_days() == (date(2019, 1, 1), date(2025, 1, 1))


def test_within_takes_those_in_force_or_those_of_a_day(areas: Areas) -> None:
    assert areas.within("23000") == ("23005",)
    assert areas.within("20001") == ("23005", "24001", "24003")
    assert areas.within("23000", date(2018, 1, 1)) == ("23001", "23002", "23004")


def test_ancestors_come_from_the_tables(areas: Areas) -> None:
    assert areas.ancestors("23001") == ("23000", "20001", "02000", "01000")
    assert areas.ancestors("01000") == ()
    assert areas.ancestors("62001")[-2:] == ("03000", "01000")


def test_regions_hold_municipalities_and_whole_areas(areas: Areas) -> None:
    assert areas.regions["oost"].members == ("24001", "24003")
    assert areas.regions["land"].members == ("03000", "23005", "24001", "24003")
    assert areas.sets["paar"].regions == ("oost", "west")
    assert areas.regions["land"].set_id == "vergelijking"


def test_region_of_follows_mergers(areas: Areas) -> None:
    found = areas.region_of("23001", "paar")
    assert found is not None
    assert found.id == "west"
    assert areas.region_of("62001", "paar") is None
    with pytest.raises(UnknownAreaError, match="Kies uit: paar, vergelijking"):
        areas.region_of("23001", "streken")


def test_known_codes_and_their_names(areas: Areas) -> None:
    assert areas.is_municipality("23001")
    assert not areas.is_municipality("23000")
    assert all(areas.is_known(code) for code in ("23001", "23000", "oost"))
    assert not areas.is_known("99999")
    assert [areas.name(code) for code in ("23001", "23000", "oost")] == [
        "Aa",
        "arrondissement Halle-Vilvoorde",
        "Oosten",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24001", "24001"),
        ("oost", "oost"),
        ("sint job in t goor", "24001"),
        ("ST.-JOB-IN-'T-GOOR", "24001"),
        ("Sint Job in ’t Goor", "24001"),
        ("sintjobintgoor", "24001"),
        ("Hal", "23005"),
        ("Halle (Halle-Vilvoorde)", "23005"),
        ("Halle (Luik)", "62002"),
        ("Hal (Hal-Vilvorde)", "23005"),
        ("Saint-Nicolas", "62001"),
        ("Saint-Nicolas (Leuven)", "24003"),
        ("aa", "23001"),
        ("Westen van de provincie", "west"),
        ("belgie", "land"),
        ("Arrondissement Leuven", "24000"),
    ],
)
def test_resolve_understands_codes_ids_and_spellings(areas: Areas, text: str, code: str) -> None:
    assert areas.resolve(text) == code


def test_resolve_names_the_areas_that_share_a_name(areas: Areas) -> None:
    with pytest.raises(UnknownAreaError, match=r"meer dan één gebied: Halle \(23005\), Halle \(62002\)"):
        areas.resolve("halle")


def test_resolve_names_the_closest_choices(areas: Areas) -> None:
    with pytest.raises(
        UnknownAreaError, match=r'Onbekend gebied "Sint-Klaes". Bedoelde u Sint-Klaas \(24003\)'
    ):
        areas.resolve("Sint-Klaes")
    with pytest.raises(UnknownAreaError, match=r"zoals Oosten \(oost\), Westen \(west\)"):
        areas.resolve("xyz")


def test_by_name_gives_codes_only_and_minds_the_day(areas: Areas) -> None:
    assert areas.by_name("Ee") == "24002"
    assert areas.by_name("België") == "01000"
    assert areas.by_name("Halle", date(2020, 1, 1)) == "62002"
    with pytest.raises(UnknownAreaError):
        areas.by_name("Ee", date(2025, 1, 1))
    with pytest.raises(UnknownAreaError):
        areas.by_name("Oosten")


def test_search_ranks_exact_before_prefix_before_part(areas: Areas) -> None:
    assert areas.search("halle") == ["23005"]
    assert areas.search("sint") == ["24001", "24003"]
    assert areas.search("goor") == ["24001"]
    assert areas.search("sint klas") == ["24003"]
    assert areas.search("aa") == ["23001", "24003"]
    assert areas.search("aa", limit=1) == ["23001"]
    assert areas.search(" ") == []


def test_search_offers_no_other_code_for_a_code(areas: Areas) -> None:
    assert areas.search("23005") == ["23005"]


def test_dictionary_round_trip_is_equal_and_stable(areas: Areas) -> None:
    text = json.dumps(areas.to_dict())
    again = Areas.from_dict(json.loads(text))
    assert again == areas
    assert json.dumps(again.to_dict()) == text
    assert again.current("23001") == "23005"


def test_areas_cannot_be_changed(areas: Areas) -> None:
    with pytest.raises(TypeError):
        areas.regions["oost"] = areas.regions["west"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("municipalities", ("nis,name,", "nis,naam,"), "municipalities.csv, regel 1: verwacht de kolommen"),
        (
            "municipalities",
            ("23004,Dee,Dee,1977-01-01", "23004,Dee,Dee,1/1/1977"),
            'regel 5: kolom "valid_from"',
        ),
        ("municipalities", ("23004,Dee", "2304,Dee"), 'regel 5: kolom "nis": "2304" is geen NIS-code'),
        (
            "municipalities",
            ("24003,Sint-Klaas", "24001,Sint-Klaas"),
            "regel 9: code 24001 staat er twee keer",
        ),
        ("municipalities", ("24003,Sint-Klaas,", "24003,,"), 'regel 9: kolom "name" is leeg'),
        ("municipalities", (",,62000\n62002", ",,20001\n62002"), "regel 10: 20001 is geen arrondissement"),
        ("municipalities", ("Sint-Klaas,Saint-Nicolas,1977-01-01,,24", "A,B,1977-01-01,24"), "gevonden 5"),
        (
            "municipalities",
            ("24003,Sint-Klaas,Saint-Nicolas,1977-01-01,", "24003,K,K,1977-01-01,2024-12-31"),
            "K ein",
        ),
        (
            "municipalities",
            ("2024-12-31,24000", "2023-12-31,24000"),
            "24002 → 24001: Ee moet .* op 2024-12-31",
        ),
        ("changes", ("2025-01-01,24002,24001", "2025-01-01,24002,23001"), "Aa bestaat niet op 2025-01-01"),
        ("changes", ("24002,24001,merger", "24002,24009,merger"), "24009 staat niet in municipalities.csv"),
        ("changes", ("24002,24001,merger", "24002,24001,fusie"), "regel 6: .* kies uit merger, recode"),
        ("changes", ("2025-01-01,23004", "2025-01-01,23003"), "regel 5: 23003 staat er twee keer in"),
        ("higher_areas", ("arrondissement,20001", "arrondissement,24000"), 'regel 7: kolom "parent": 24000'),
        ("higher_areas", ("23000,arr", "24000,arr"), "regel 8: code 24000 staat er twee keer in"),
        ("regions", ("label: Oosten\n", "naam: Oosten\n"), "regions → 1 → label: ontbreekt"),
        (
            "regions",
            ("source: toets\n  - id: land", "bron: toets\n  - id: land"),
            "regions → 2 → bron: is geen veld",
        ),
        ("regions", ('["24000"]', "[24000]"), "within → 1: moet een tekst zijn, gevonden 24000"),
        ("regions", ('"23005"', '"23004"'), "regio west: 23004 is geen gemeente die nu bestaat"),
        ("regions", ('["24000"]', '["24009"]'), "regio oost: 24009 staat niet in higher_areas.csv"),
        ("regions", ('["24000"]', "[]"), "regio oost: geen leden"),
        ("regions", ('["02000"]', '["02000", "24000"]'), 'lid van land "24001" komt meer dan eens voor'),
        ("regions", ("[oost, west]", "[oost]"), '"west" staat niet zowel'),
        ("regions", ("[land]", "[land, oost]"), 'regio in sets "oost" komt meer dan eens voor'),
        ("regions", ("label: Westen", "label: Oosten"), 'label "Oosten" komt meer dan eens voor'),
        ("regions", ("2025-01-01", "vandaag"), "valid_from: moet een datum zijn"),
        ("regions", ("sets:", "sets: ["), "geen geldige YAML"),
    ],
)
def test_a_fault_in_a_file_is_an_instruction(
    tmp_path: Path, file: str, change: tuple[str, str], message: str
) -> None:
    with pytest.raises(AreaFileError, match=message):
        load_areas(write(tmp_path, **{file: change}))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "changes.csv").unlink()
    with pytest.raises(AreaFileError, match=r"changes\.csv ontbreekt"):
        load_areas(tmp_path)


def test_a_file_saved_by_a_spreadsheet_with_byte_order_mark_is_read(tmp_path: Path, areas: Areas) -> None:
    write(tmp_path)
    path = tmp_path / "municipalities.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_areas(tmp_path) == areas


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once


@given(st.text(), st.text())
def test_any_search_text_gets_an_answer(query: str, name: str) -> None:
    quality = match_quality(query, name)
    assert quality is None or 0 <= quality <= 5


def test_normalised_names() -> None:
    assert (
        normalise_name("St.-Pieters-Leeuw") == normalise_name("SINT  pieters leeuw") == "sint pieters leeuw"
    )
    assert normalise_name("Liège") == "liege"
    assert split_qualifier("Halle (Halle-Vilvoorde)") == ("Halle", "Halle-Vilvoorde")
    assert split_qualifier("Halle") is None
