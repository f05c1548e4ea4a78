from dataclasses import replace

import pandas as pd
from etl_world import GALMAARDEN, GOOIK, LEUVEN, births, observations, table_of, tiny_areas

from etl.editions import editions, merge_editions
from etl.parsed import Parsed, SetAside

HALLE_VILVOORDE, OOST_BRABANT, FLANDERS = "23000", "24000", "02000"


def merged(newer, *older):
    return merge_editions([table_of(rows) for rows in (newer, *older)], tiny_areas())


def values(table):
    rows = table.observations
    return {(row.area, row.period): row.value for row in rows.itertuples()}


def test_each_edition_is_a_table_of_its_own_newest_first():
    parsed = Parsed(
        births({LEUVEN: 2}), set_aside=(SetAside("rest", 3),), files=("a.zip",), older=(births({LEUVEN: 1}),)
    )
    newest, older = editions(parsed)
    assert newest == replace(parsed, older=())
    assert older.observations["value"].tolist() == [1]
    assert older.files == ("a.zip",)
    assert older.set_aside == ()  # told once


def test_the_newer_edition_wins_and_the_older_supplies_what_it_lacks():
    newer = births({LEUVEN: 5}, "2024")
    older = pd.concat([births({LEUVEN: 4}, "2024"), births({LEUVEN: 3}, "2023")])
    assert values(merged(newer, older)) == {(LEUVEN, "2024"): 5, (LEUVEN, "2023"): 3}


def test_of_three_editions_each_fills_in_what_the_newer_ones_lack():
    older = [births({LEUVEN: 1, GOOIK: 1}), births({LEUVEN: 2, GOOIK: 2, GALMAARDEN: 2})]
    assert values(merged(births({LEUVEN: 0}), *older)) == {
        (LEUVEN, "2020"): 0,
        (GOOIK, "2020"): 1,
        (GALMAARDEN, "2020"): 2,
    }


def test_a_revised_municipality_takes_the_older_rows_above_it_along_and_no_others():
    newer = births({LEUVEN: 5, GOOIK: 1, GALMAARDEN: 1})
    older = births({LEUVEN: 4, GOOIK: 1, GALMAARDEN: 1, OOST_BRABANT: 4, HALLE_VILVOORDE: 2, FLANDERS: 6})
    table = merged(newer, older)
    areas = {area for area, _ in values(table)}
    assert areas == {LEUVEN, GOOIK, GALMAARDEN, HALLE_VILVOORDE}  # 24000 and 02000 held the 4 that is now 5
    reason = "hoger gebied uit een oudere editie, waarvan een gemeente intussen herzien is"
    assert SetAside(reason, 2) in table.set_aside


def test_revisions_are_told_per_measure_with_their_years_and_the_largest():
    newer = pd.concat([births({LEUVEN: 9, GOOIK: 1}, "2023"), births({LEUVEN: 5}, "2024")])
    older = pd.concat([births({LEUVEN: 4, GOOIK: 1}, "2023"), births({LEUVEN: 7}, "2024")])
    assert merged(newer, older).set_aside == (
        SetAside("in een nieuwere editie herzien: births, 2023-2024 (hoogstens 5)", 2),
    )


def test_a_blank_that_was_filled_in_is_a_revision_and_two_blanks_are_none():
    blank = observations(("births", "", GOOIK, "2020", float("nan"), "missing"))
    newer = pd.concat([births({LEUVEN: 2}), blank])
    older = pd.concat([blank.assign(area=LEUVEN), blank])
    assert merged(newer, older).set_aside == (
        SetAside("in een nieuwere editie herzien: births, 2020 (alleen ingevuld of weggelaten)", 1),
    )


def test_one_edition_is_left_as_it_is():
    table = table_of(births({LEUVEN: 2}))
    assert merge_editions([table], tiny_areas()) is table
