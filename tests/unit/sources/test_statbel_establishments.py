import json

import pytest

from etl.errors import SourceError
from etl.sources import statbel_establishments as source

MEASURE = "establishments"
LEUVEN = {"Gemeente": "Leuven", "Arrondissement": "Arrondissement Leuven", "Gewest": "Vlaams Gewest"}
NOWHERE = {"Gewest": "Onbepaalde locatie", "Provincie": None, "Arrondissement": None, "Gemeente": None}


def fact(place, count, quarter="4de kwartaal 2023"):
    return {"Provincie": "Provincie Vlaams-Brabant", **place, "Kwartaal": quarter, source.COUNT: count}


def place(folder, *facts):
    folder.text(source.FILES[0], json.dumps({"facts": facts}))


def test_the_fourth_quarter_stands_for_its_year(folder, figures):
    place(folder, fact(LEUVEN, 10461.0, "4de kwartaal 2018"), fact(LEUVEN, 12848.0, "4de kwartaal 2031"))
    found = figures(source.parse(folder.files))
    assert found.value(MEASURE, "Leuven (Arrondissement Leuven)", "2018") == 10461
    assert found.value(MEASURE, "Leuven (Arrondissement Leuven)", "2031") == 12848


def test_other_quarters_are_set_aside(folder, figures):
    place(folder, fact(LEUVEN, 1.0), fact(LEUVEN, 2.0, "1ste kwartaal 2024"))
    found = figures(source.parse(folder.files))
    assert found.periods(MEASURE) == {"2023"}
    assert [(entry.reason, entry.rows) for entry in found.parsed.set_aside] == [(source.OTHER_QUARTER, 1)]


def test_rows_repeated_word_for_word_count_once(folder, figures):
    place(folder, fact(LEUVEN, 100.0), fact(NOWHERE, 5.0), fact(LEUVEN, 100.0), fact(NOWHERE, 5.0))
    found = figures(source.parse(folder.files))
    assert found.value(MEASURE, "België", "2023") == 105
    assert [(entry.reason, entry.rows) for entry in found.parsed.set_aside] == [(source.REPEATED, 2)]


def test_two_different_counts_of_one_municipality_are_both_handed_on_for_the_check_of_keys(folder):
    place(folder, fact(LEUVEN, 100.0), fact(LEUVEN, 101.0))
    areas = source.parse(folder.files).observations["area"]
    assert areas.tolist().count("Leuven (Arrondissement Leuven)") == 2


def test_what_has_no_place_counts_for_belgium_only(folder, figures):
    place(folder, fact(LEUVEN, 100.0), fact(NOWHERE, 5.0))
    found = figures(source.parse(folder.files))
    assert found.value(MEASURE, "België", "2023") == 105
    assert sorted(found.parsed.observations["area"]) == ["België", "Leuven (Arrondissement Leuven)"]
    assert list(source.UNLOCATED) == ["01000"]


def test_subtotals_without_a_municipality_are_left_out_of_belgium(folder, figures):
    place(folder, fact(LEUVEN, 100.0), {"Gewest": "Vlaams Gewest", "Kwartaal": "4de kwartaal 2023",
                                       source.COUNT: 100.0})  # fmt: skip
    found = figures(source.parse(folder.files))
    assert found.value(MEASURE, "België", "2023") == 100
    assert [entry.reason for entry in found.parsed.set_aside] == [source.SUBTOTAL]


def test_a_name_that_is_qualified_already_stays_as_it_is(folder):
    halle = {"Gemeente": "Halle (Halle-Vilvoorde)", "Arrondissement": "Arrondissement Halle-Vilvoorde"}
    place(folder, fact(LEUVEN | halle, 1.0))
    assert "Halle (Halle-Vilvoorde)" in set(source.parse(folder.files).observations["area"])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (fact(LEUVEN, 1.0, "2023"), r"(?s)rij 2, kolom 'Kwartaal'.*4de kwartaal"),
        (fact(LEUVEN, 1.5), r"(?s)rij 2, kolom 'Aantal vestigingseenheden'.*geheel"),
        (fact(LEUVEN, None), r"(?s)rij 2, kolom 'Aantal vestigingseenheden'"),
        (fact(LEUVEN | {"Arrondissement": None}, 1.0), r"(?s)rij 2, kolom 'Arrondissement'"),
    ],
)
def test_a_wrong_fact_is_named_by_number(folder, wrong, message):
    place(folder, fact(LEUVEN, 2.0), wrong)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_the_layout_in_another_language_is_refused(folder):
    folder.text(source.FILES[0], json.dumps({"facts": [{"Région": "x", "Commune": "y"}]}))
    with pytest.raises(SourceError, match=r"(?s)Gemeente.*Commune"):
        source.parse(folder.files)
