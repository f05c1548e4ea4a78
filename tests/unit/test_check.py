"""Checks on harmonised tables: each fault is found and named."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from etl_world import (
    ANTWERPEN,
    BORSBEEK,
    GALMAARDEN,
    GOOIK,
    LEUVEN,
    NEW,
    OLD,
    PAJOTTEGEM,
    births,
    flows,
    observations,
    table_of,
    tiny_areas,
    tiny_catalog,
)

from etl.check import check_source
from etl.check_previous import check_against_previous
from etl.corrections import ConfirmedChange, Corrections, KnownDifference, load_corrections
from etl.errors import CheckError, SourceError

AREAS = tiny_areas()
FLEMISH = {NEW: 1.0, LEUVEN: 2.0, PAJOTTEGEM: 4.0, ANTWERPEN: 8.0}
MEDIANS = births(FLEMISH, measure="median")
MOVERS = flows((NEW, LEUVEN, 3))


def check(rows, *, moving=MOVERS, corrections=None, **source):
    catalog = tiny_catalog(**source)
    table = table_of(rows, moving)
    check_source(table, catalog.source_by_id["toets"], catalog, AREAS, corrections or Corrections())


def with_medians(rows):
    return observations(*rows.to_numpy(), *MEDIANS.to_numpy())


def message_of(rows, **options):
    with pytest.raises(CheckError) as caught:
        check(with_medians(rows), **options)
    message = str(caught.value)
    assert message.startswith("map/tabel.csv: ")
    assert "wat te doen: " in message
    return message


def test_a_sound_table_passes():
    check(with_medians(births(FLEMISH)))


def test_a_duplicated_key_is_named_with_its_values():
    rows = births(FLEMISH)
    message = message_of(observations(*rows.to_numpy(), ("births", "", LEUVEN, "2020", 5)))
    assert "births, Leuven (24062), 2020: 2 rijen, met waarden 2,00 en 5,00" in message
    assert "data/corrections/corrections.yaml (action: drop, expect: " in message
    assert "verwijder" not in message  # the file is the publisher's


def test_a_duplicated_flow_has_no_correction_to_drop_it():
    message = message_of(births(FLEMISH), moving=flows((NEW, LEUVEN, 3), (NEW, LEUVEN, 4)))
    assert "Nieuw (24003) naar Leuven (24062)" in message
    assert "gebruik zolang zijn vorige bestand" in message
    assert "corrections.yaml" not in message


def test_a_percentage_above_100_is_named():
    rows = births(FLEMISH | {LEUVEN: 780.0}, measure="median")
    with pytest.raises(
        CheckError, match=r"median, Leuven \(24062\), 2020: 780,00, toegelaten vanaf 0 tot 100"
    ):
        check(observations(*births(FLEMISH).to_numpy(), *rows.to_numpy()))


def test_a_negative_count_is_named():
    assert "Leuven (24062), 2020: −2,00, toegelaten vanaf 0" in message_of(births(FLEMISH | {LEUVEN: -2.0}))


def test_a_municipality_without_row_is_named():
    rows = births({nis: amount for nis, amount in FLEMISH.items() if nis != LEUVEN})
    assert "births, 2020: 1 zonder rij, waaronder Leuven (24062)" in message_of(rows)


def test_a_period_without_any_municipality_is_named():
    rows = observations(*births(FLEMISH).to_numpy(), ("births", "", "02000", "2021", 9))
    assert "births, 2021: 1 zonder rij, waaronder elke gemeente" in message_of(rows)


def test_the_municipalities_expected_are_those_of_the_division_of_the_period():
    old = {NEW: 1, LEUVEN: 2, GALMAARDEN: 4, GOOIK: 8, ANTWERPEN: 16, BORSBEEK: 32}
    check(
        observations(
            *births(old, "2019").to_numpy(), *births(FLEMISH, "2025").to_numpy(), *MEDIANS.to_numpy()
        )
    )


def test_a_source_that_says_absent_is_zero_needs_no_rows():
    check(with_medians(births({LEUVEN: 2})), absent_is_zero=True)


def test_municipalities_of_two_divisions_side_by_side_are_refused():
    message = message_of(births(FLEMISH | {OLD: 1}))
    assert "births, 2020: Oud (24001) bestaat niet naast de andere gemeenten" in message


def test_the_publishers_row_must_equal_the_sum():
    message = message_of(births(FLEMISH | {"24000": 1 + 2 + 10}))
    assert (
        "births, arrondissement Leuven (24000), 2020: som van de gemeenten min gepubliceerde rij is −10,00"
        in message
    )
    check(with_medians(births(FLEMISH | {"24000": 1 + 2, "20001": 1 + 2 + 4, "02000": 1 + 2 + 4 + 8})))


def test_a_row_that_holds_what_has_no_place_may_be_more_than_its_municipalities_never_less():
    def check_province(value):
        rows = births(FLEMISH | {"20001": value})  # the municipalities: Nieuw 1, Leuven 2, Pajottegem 4
        table = replace(table_of(with_medians(rows), MOVERS), unlocated=frozenset({"20001"}))
        catalog = tiny_catalog()
        check_source(table, catalog.source_by_id["toets"], catalog, AREAS, Corrections())

    check_province(9.0)
    with pytest.raises(CheckError, match="som van de gemeenten min gepubliceerde rij is 1,00"):
        check_province(6.0)


def test_the_publishers_row_of_a_median_is_no_sum():
    check(observations(*births(FLEMISH).to_numpy(), *MEDIANS.to_numpy(), ("median", "", "24000", "2020", 2)))


def known(difference):
    entry = KnownDifference(
        source="toets", measure="births", area="24000", period="2020", difference=difference, reason="toets"
    )
    return Corrections(known_differences=(entry,))


def test_a_known_difference_is_accepted_exactly_as_written():
    rows = births(FLEMISH | {"24000": 13})
    check(with_medians(rows), corrections=known((1 + 2) - 13))
    assert "bekend verschil −9,00, nu −10,00" in message_of(rows, corrections=known(-9))


def test_a_known_difference_that_is_mended_stops():
    rows = births(FLEMISH | {"24000": 1 + 2})
    assert "bekend verschil −10,00, nu 0,00" in message_of(rows, corrections=known(-10))


def test_a_known_difference_of_a_row_that_an_edition_lacks_is_left_alone():
    check(with_medians(births(FLEMISH)), corrections=known(-10))


def test_a_value_without_and_a_status_with_value_are_refused():
    rows = births(FLEMISH)
    hidden = rows.assign(status=rows["status"].mask(rows["area"] == LEUVEN, "confidential"))
    assert "births, 2020: status 'confidential' met waarde 2,00" in message_of(hidden)
    empty = rows.assign(value=rows["value"].mask(rows["area"] == LEUVEN))
    assert "births, 2020: status 'observed' met waarde –" in message_of(empty)
    strange = rows.assign(status=rows["status"].mask(rows["area"] == LEUVEN, "guessed"))
    assert "onbekende status 'guessed'" in message_of(strange)


def test_periods_follow_the_frequency_of_the_measure():
    assert "births: '2020-Q1'" in message_of(births(FLEMISH, "2020-Q1"))


def test_measures_and_categories_are_those_of_the_source():
    rows = births(FLEMISH)
    assert "maat 'deaths' staat niet onder deze bron" in message_of(
        observations(*rows.to_numpy(), *births(FLEMISH, measure="deaths").to_numpy())
    )
    assert "maat 'births': categorie 'women' staat niet in de dimensie" in message_of(
        rows.assign(category="women")
    )
    assert "'births' heeft geen enkele rij" in message_of(births({}))
    assert "'movers' heeft geen enkele rij" in message_of(rows, moving=flows())


def test_a_flow_below_zero_and_one_that_is_there_twice_are_named():
    message = message_of(births(FLEMISH), moving=flows((NEW, LEUVEN, -3)))
    assert "movers, Nieuw (24003) naar Leuven (24062), 2011: −3,00" in message
    message = message_of(births(FLEMISH), moving=flows((NEW, LEUVEN, 3), (NEW, LEUVEN, 4)))
    assert "movers, Nieuw (24003) naar Leuven (24062), 2011: 2 rijen" in message


# --- against the release in force ---------------------------------------------------------------------------


def against(old, new, corrections=None):
    previous = SimpleNamespace(id="0123456789ab", observations=old)
    check_against_previous(new, tiny_catalog(), previous, AREAS, corrections or Corrections())


def test_a_provincial_total_may_not_change_more_than_threefold():
    old = births({LEUVEN: 10, NEW: 10})
    against(old, births({LEUVEN: 50, NEW: 10}))  # 20 → 60
    with pytest.raises(CheckError, match=r"births, 2020: provinciaal van 20,0 naar 61,0") as caught:
        against(old, births({LEUVEN: 51, NEW: 10}))
    assert "Vergelijking met de vorige release (0123456789ab)" in str(caught.value)
    with pytest.raises(CheckError, match="naar 6,0"):
        against(old, births({LEUVEN: 3, NEW: 3}))


def test_what_is_not_additive_is_compared_by_its_mean():
    old = births({LEUVEN: 10, NEW: 20}, measure="median")
    with pytest.raises(CheckError, match=r"median, 2020: provinciaal van 15,0 naar 50,0"):
        against(old, births({LEUVEN: 40, NEW: 60}, measure="median"))


def test_small_totals_and_new_periods_are_left_alone():
    against(births({LEUVEN: 1}), births({LEUVEN: 9}))
    against(births({LEUVEN: 100}), births({LEUVEN: 900}, "2021"))


def test_a_figure_of_a_municipality_may_not_disappear():
    old = births({LEUVEN: 10, NEW: 10})
    with pytest.raises(
        CheckError, match=r"births, Nieuw \(24003\), 2020: had een cijfer \(10,0\) en nu niet meer"
    ):
        against(old, births({LEUVEN: 10}))


@pytest.mark.parametrize(("release", "accepted"), [("0123456789ab", True), ("ffffffffffff", False)])
def test_a_confirmed_change_passes_against_that_release_only(release, accepted):
    entry = ConfirmedChange(release=release, measure="births", period="2020", reason="nagekeken")
    corrections = Corrections(confirmed_changes=(entry,))
    old, new = births({LEUVEN: 10, NEW: 10}), births({LEUVEN: 99})
    if accepted:
        against(old, new, corrections)
    else:
        with pytest.raises(CheckError):
            against(old, new, corrections)


# --- data/corrections ---------------------------------------------------------------------------------------


@pytest.fixture
def written(tmp_path):
    """A folder of corrections in which nothing is corrected."""
    for name in ("corrections", "known_differences", "confirmed_changes", "overlaps", "spellings"):
        (tmp_path / f"{name}.yaml").write_text("[]\n", encoding="utf-8")
    return tmp_path


def test_files_in_which_nothing_is_corrected(written):
    assert load_corrections(written) == Corrections()


def test_a_file_of_corrections_that_is_lost_is_named(written):
    (written / "overlaps.yaml").unlink()
    with pytest.raises(SourceError, match=r"overlaps\.yaml"):
        load_corrections(written)


def test_a_fault_in_the_corrections_names_file_entry_and_key(written):
    (written / "known_differences.yaml").write_text("- {source: toets, maat: births}\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_corrections(written)
    assert "known_differences.yaml, punt 0 → " in str(caught.value)
    assert "measure" in caught.value.expected


def test_corrections_that_are_no_yaml_are_named(written):
    (written / "known_differences.yaml").write_text("[", encoding="utf-8")
    with pytest.raises(SourceError, match=r"known_differences\.yaml"):
        load_corrections(written)
