"""The change report: a note on what differs between two releases, and what to do."""

from dataclasses import replace

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
from streekmonitor.catalog_files import catalog_from_dict
from streekmonitor.release import Release
from tests.fixtures.small_release import NO_PLACES

AREAS = tiny_areas()
CATALOG = tiny_catalog()
BASE = births({LEUVEN: 100, NEW: 50, ANTWERPEN: 1000})


def release(*tables, name="222222222222", catalog=CATALOG, **told):
    rows = published(observations(*(row for table in tables for row in table.to_numpy())))
    periods = {
        entry: {"periods": sorted(set(rows.loc[rows["measure"] == entry, "period"]))}
        for entry in ("births", "median")
    }
    manifest = {"measures": periods | {"movers": {"periods": ["2011"]}}} | told
    text = dict.fromkeys([column for column in rows if column != "value"], "category")
    return Release(name, manifest, catalog, AREAS, {}, rows.astype(text), flows(), NO_PLACES)


def report(*tables):
    """The report of BASE → these tables."""
    return change_report(release(BASE, name="111111111111"), release(*tables))


def test_the_first_release_lists_what_it_holds():
    text = change_report(None, release(BASE, births({LEUVEN: 1}, "2021"), births({LEUVEN: 1}, "2022")))
    assert text.startswith("# Release 222222222222\n\nEerste release")
    assert "- Geboorten: 2020 tot 2022 (3 periodes)" in text


def test_nothing_changed():
    text = report(BASE)
    assert "Vergeleken met release 111111111111; geen" in text
    assert "geen enkel cijfer is veranderd." in text
    assert "##" not in text


def test_a_new_and_a_lost_period():
    text = report(BASE.assign(period="2021"))
    assert "## Periodes" in text
    assert "- Geboorten: nieuw is 2021." in text
    assert "- Geboorten: verdwenen is 2020." in text
    assert "## Gebieden" not in text  # every area lost its 2020 because the period went


def test_revised_values_with_the_largest_first():
    text = report(births({LEUVEN: 110, NEW: 100, ANTWERPEN: 1000}))
    assert "- Geboorten: 2 van 3 waarden herzien (66,7\u00a0%), in 2020." in text
    first = text.index("- Geboorten, Nieuw, 2020: 50\u00a0kinderen → 100\u00a0kinderen")  # + 100 %
    second = text.index("- Geboorten, Leuven, 2020: 100\u00a0kinderen → 110\u00a0kinderen")  # + 10 %
    assert first < second


def test_the_same_number_summed_in_another_order_is_no_revision():
    assert "geen enkel cijfer is veranderd." in report(BASE.assign(value=BASE["value"] + 1e-11))


def test_a_value_that_was_zero_counts_as_revised():
    text = change_report(release(births({LEUVEN: 0}), name="1"), release(births({LEUVEN: 5})))
    assert "0\u00a0kinderen → 5\u00a0kinderen" in text


def test_areas_gained_and_lost_in_a_period_that_is_in_both():
    text = report(births({LEUVEN: 100, ANTWERPEN: 1000, GOOIK: 7, PAJOTTEGEM: 9}))
    assert "- Geboorten: nu ook een cijfer voor Gooik en Pajottegem (2020)." in text
    assert "- Geboorten: geen cijfer meer voor Nieuw (2020)." in text
    assert "vertrouwelijk geworden" in text


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
        (("births",), "- Verdwenen: Mediaan (`median`)."),
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


def test_a_new_period_comes_with_the_figure_of_the_province():
    text = report(BASE, births({LEUVEN: 110, NEW: 55, ANTWERPEN: 9}, "2021"))
    assert (
        "- Geboorten: nieuw is 2021. In 2 gemeenten van de provincie samen 165\u00a0kinderen, een jaar "
        "eerder 150\u00a0kinderen (+10,0\u00a0%)." in text
    )


def test_the_note_begins_with_what_changed_and_what_to_do():
    text = report(births({LEUVEN: 110, NEW: 50, ANTWERPEN: 1000}), births({LEUVEN: 1}, "2021"))
    assert "In het kort: nieuwe periodes bij 1 maat en 1 herziene waarde" in text.replace("\u00a0", " ")
    assert text.index("## Te doen") < text.index("1. Vergelijk de provinciale") < text.index("## Periodes")
    assert "2. Meldt de uitgever" in text


# --- jumps --------------------------------------------------------------------------------------------------

STEADY = [births({LEUVEN: 1000 + 10 * step}, str(2010 + step)) for step in range(8)]  # + 10 a year


def jump(last, *, period="2018", measure="births"):
    rows = [table.assign(measure=measure) for table in [*STEADY, births({LEUVEN: last}, period)]]
    return change_report(release(*rows[:-1], name="111111111111"), release(*rows))


def test_a_jump_far_beyond_the_usual_is_told_with_what_is_usual():
    text = jump(1500)  # from 1070
    assert (
        "- Geboorten, Leuven, 2018: 1.070\u00a0kinderen → 1.500\u00a0kinderen (+40,2\u00a0%); gewoonlijk "
        "verandert deze reeks met 10\u00a0kinderen" in text
    )
    assert "Zoek voor elke sprong een verklaring" in text


@pytest.mark.parametrize("last", [1115, 1020, 1160])  # 4,5 times the usual; under 10 per cent; by chance
def test_what_is_not_so_large_is_no_jump(last):
    assert "## Sprongen" not in jump(last)


def test_a_jump_of_few_by_chance_is_no_jump():
    rows = [births({LEUVEN: value}, str(2010 + step)) for step, value in enumerate([9, 9, 10, 10, 9, 9, 10])]
    old, new = release(*rows, name="1"), release(*rows, births({LEUVEN: 22}, "2017"))
    assert "## Sprongen" not in change_report(old, new)  # 12 more, of 10 and 22: 4 × √32 is 22,6


def test_a_short_series_has_no_usual():
    rows = STEADY[-3:]
    new = release(*rows, births({LEUVEN: 5000}, "2018"))
    assert "## Sprongen" not in change_report(release(*rows, name="1"), new)


def test_a_gap_in_the_series_is_no_jump():
    assert "## Sprongen" not in jump(5000, period="2019")


def test_the_first_release_tells_the_jumps_of_the_latest_period():
    text = change_report(None, release(*STEADY, births({LEUVEN: 1500}, "2018")))
    assert "- Geboorten, Leuven, 2018: 1.070" in text


# --- statuses, flows and places -----------------------------------------------------------------------------


def test_a_figure_that_only_changed_its_status_is_told():
    text = report(BASE.assign(status="provisional"))
    assert "- Geboorten: 3 cijfers van vastgesteld naar voorlopig, in 2020." in text
    assert "1. Zegt de uitgever zelf dat deze cijfers een andere status hebben?" in text
    assert "## Herziene waarden" not in text
    gone = BASE.assign(value=float("nan"), status="missing")
    old, new = release(gone, name="1"), release(gone.assign(status="confidential"))
    assert "- Geboorten: 3 cijfers van geen gegevens naar vertrouwelijk" in change_report(old, new)


def moved(*rows):
    return replace(release(BASE), flows=flows(*rows))


def test_flows_that_change_are_told():
    old = moved((LEUVEN, NEW, 5), (NEW, LEUVEN, 7), (LEUVEN, ANTWERPEN, 9))
    text = change_report(replace(old, id="1"), moved((LEUVEN, NEW, 6), (LEUVEN, ANTWERPEN, 9), (NEW, NEW, 1)))
    assert "- Verhuizers: 1 rij nieuw, 1 rij verdwenen en 1 rij veranderd." in text
    assert "geen enkel cijfer is veranderd" in change_report(replace(old, id="1"), old)


def placed(*rows):
    columns = ["id", "kind", "name", "x", "y", "area", "measure", "period", "value"]
    full = [(name, "station", name, x, 1e5, LEUVEN, "births", "2023", value) for name, x, value in rows]
    return replace(release(BASE), places=pd.DataFrame(full, columns=columns))


def test_places_that_change_are_told():
    old = placed(("a", 1e5, 10.0), ("b", 1e5, float("nan")), ("c", 1e5, 3.0))
    text = change_report(
        replace(old, id="1"), placed(("a", 1e5, 11.0), ("b", 2e5, float("nan")), ("c", 1e5, 3.0))
    )
    assert "- Geboorten: 2 rijen veranderd." in text


# --- sources ------------------------------------------------------------------------------------------------


def source(files, aside=()):
    return {
        "sources": {
            "toets": {
                "files": [{"path": f"map/{name}", "sha256": hashed} for name, hashed in files.items()],
                "set_aside": [{"reason": reason, "rows": rows} for reason, rows in aside],
            }
        }
    }


def told(old, new):
    return change_report(release(BASE, name="1", **old), release(BASE, **new))


def test_files_that_are_new_gone_or_other():
    text = told(
        source({"a.csv": "1", "b.csv": "2", "c.csv": "3"}), source({"a.csv": "1", "b.csv": "9", "d.csv": "4"})
    )
    assert "- Toets (`toets`): nieuw d.csv; niet meer gebruikt c.csv; andere inhoud b.csv." in text
    assert "geen enkel cijfer is veranderd" in text


def test_rows_set_aside_are_told_when_their_number_changes():
    old = source({"a.csv": "1"}, [("niet te lokaliseren", 3), ("buitenland", 5)])
    text = told(old, source({"a.csv": "1"}, [("niet te lokaliseren", 4), ("buitenland", 5)]))
    assert "- Toets (`toets`):\n  - niet te lokaliseren (4 rijen, vorige keer 3)\n" in text
    assert "buitenland" not in text
    assert "niet te lokaliseren (3 rijen)" in change_report(None, release(BASE, **old))


def test_overlaps_and_corrections_are_told():
    entry = {"measure": "births", "category": "", "area": LEUVEN, "period": "2020", "action": "override",
             "reason": "Tikfout.", "reported": "nog niet gemeld"}  # fmt: skip
    overlap = {"source": "toets", "periods": ["2020"], "rows": 3, "different": 1, "largest": 0.05}
    text = told({"corrections": []}, {"corrections": [entry], "overlaps": {"births": [overlap]}})
    assert "- Nieuw: Geboorten, Leuven, 2020, waarde vervangen: Tikfout. Gemeld" in text
    assert "verschilt Toets (`toets`) in 1 van 3 cijfers, hoogstens 0,05\u00a0%" in text
    assert "- Niet meer verbeterd: Geboorten, Leuven, 2020." in told({"corrections": [entry]}, {})
