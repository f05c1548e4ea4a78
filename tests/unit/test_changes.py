"""The change report: a note on what differs between two releases, and what to do."""

import pandas as pd
import pytest
from etl_world import (
    ANTWERPEN,
    GOOIK,
    LEUVEN,
    NEW,
    PAJOTTEGEM,
    births,
    flows,
    observations,
    published,
    tiny_areas,
    tiny_catalog,
)

from etl.changes import change_report
from streekmonitor.catalog import catalog_from_dict
from streekmonitor.release import Release

AREAS = tiny_areas()
CATALOG = tiny_catalog()
BASE = births({LEUVEN: 100, NEW: 50, ANTWERPEN: 1000})


def release(*tables, name="222222222222", catalog=CATALOG):
    rows = published(observations(*(row for table in tables for row in table.to_numpy())))
    periods = {
        entry: {"periods": sorted(set(rows.loc[rows["measure"] == entry, "period"]))}
        for entry in ("births", "median")
    }
    manifest = {"measures": periods | {"movers": {"periods": ["2011"]}}}
    text = dict.fromkeys([column for column in rows if column != "value"], "category")
    return Release(name, manifest, catalog, AREAS, {}, rows.astype(text), flows())


def report(*tables):
    """The report of BASE → these tables."""
    return change_report(release(BASE, name="111111111111"), release(*tables))


def test_the_first_release_lists_what_it_holds():
    text = change_report(None, release(BASE, births({LEUVEN: 1}, "2021"), births({LEUVEN: 1}, "2022")))
    assert text.startswith("# Release 222222222222\n\nEerste release")
    assert "- Geboorten: 2020 tot 2022 (3 periodes)" in text


def test_nothing_changed():
    text = report(BASE)
    assert "Vergeleken met release 111111111111." in text
    assert "Geen enkel cijfer is veranderd." in text
    assert "##" not in text


def test_a_new_and_a_lost_period():
    text = report(BASE.assign(period="2021"))
    assert "## Periodes" in text
    assert "- Geboorten: nieuw is 2021. Nagaan: kloppen" in text
    assert "- Geboorten: verdwenen is 2020. Nagaan: levert" in text
    assert "## Gebieden" not in text  # every area lost its 2020 because the period went


def test_revised_values_with_the_largest_first():
    text = report(births({LEUVEN: 110, NEW: 100, ANTWERPEN: 1000}))
    assert "- Geboorten: 2 van 3 waarden herzien (66,7\u00a0%)." in text
    first = text.index("- Geboorten, Nieuw, 2020: 50\u00a0kinderen → 100\u00a0kinderen")  # + 100 %
    second = text.index("- Geboorten, Leuven, 2020: 100\u00a0kinderen → 110\u00a0kinderen")  # + 10 %
    assert first < second


def test_the_same_number_summed_in_another_order_is_no_revision():
    assert "Geen enkel cijfer is veranderd." in report(BASE.assign(value=BASE["value"] + 1e-11))


def test_a_value_that_was_zero_counts_as_revised():
    text = change_report(release(births({LEUVEN: 0}), name="1"), release(births({LEUVEN: 5})))
    assert "0\u00a0kinderen → 5\u00a0kinderen" in text


def test_areas_gained_and_lost_in_a_period_that_is_in_both():
    text = report(births({LEUVEN: 100, ANTWERPEN: 1000, GOOIK: 7, PAJOTTEGEM: 9}))
    assert "- Geboorten: nu ook een cijfer voor Gooik en Pajottegem (2020)." in text
    assert "- Geboorten: geen cijfer meer voor Nieuw (2020). Nagaan: vertrouwelijk geworden" in text


def test_a_figure_that_became_confidential_is_an_area_lost():
    rows = BASE.assign(
        value=BASE["value"].mask(BASE["area"] == LEUVEN),
        status=BASE["status"].mask(BASE["area"] == LEUVEN, "confidential"),
    )
    assert "geen cijfer meer voor Leuven (2020)" in report(rows)


@pytest.mark.parametrize(
    ("measures", "line"),
    [
        (("births", "median"), None),
        (("births",), "- Verdwenen: Mediaan (`median`). Nagaan: was dat de bedoeling?"),
    ],
)
def test_measures_that_come_and_go(measures, line):
    content = CATALOG.model_dump(mode="json")
    kept = [entry for entry in content["measures"] if entry["id"] in measures]
    smaller = catalog_from_dict(content | {"measures": kept})
    old, new = release(BASE, name="111111111111"), release(BASE, catalog=smaller)
    text = change_report(old, new)
    if line is None:
        assert "## Maten" not in text
    else:
        assert line in text
        assert "- Nieuw: Mediaan (`median`)." in change_report(new, old)


def test_the_report_does_not_depend_on_the_order_of_rows():
    shuffled = pd.concat([BASE.iloc[::-1]])
    assert report(births({LEUVEN: 1, NEW: 1, ANTWERPEN: 1})) == change_report(
        release(shuffled, name="111111111111"), release(births({ANTWERPEN: 1, NEW: 1, LEUVEN: 1}))
    )
