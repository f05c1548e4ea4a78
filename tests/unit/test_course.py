"""Which figures a verdict rests on, and when there is none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from streekmonitor.analysis.tables import Tables
from streekmonitor.catalog_files import catalog_from_dict
from streekmonitor.objectives.course import course_of, verdict
from streekmonitor.objectives.explain import sentence, sentences
from streekmonitor.objectives.model import Measurement, Objective, OwnMeasure
from streekmonitor.objectives.verdict import Point
from tests.fixtures.small_release import ALFA, BETA, EAST, GAMMA, SOURCE, Row, small_release


def tables_of(*rows: Row, breaks: Mapping[str, str] | None = None, rhythm: str = "jaarlijks") -> Tables:
    release = small_release(*rows, breaks=breaks)
    catalog = release.catalog.model_dump(mode="json")
    catalog["sources"][0]["rhythm"] = rhythm
    return Tables(replace(release, catalog=catalog_from_dict(catalog)))


def events(*values: float | tuple[float, str], first: int = 2020, area: str = ALFA) -> list[Row]:
    """Yearly events; a value may have its status beside it."""
    rows: list[Row] = []
    for step, value in enumerate(values):
        number, status = value if isinstance(value, tuple) else (value, "observed")
        rows.append(("events", area, str(first + step), number, status))
    return rows


def objective(**changes: Any) -> Objective:
    plain = {
        "title": "Minder gevallen",
        "municipalities": (ALFA,),
        "indicator": "events",
        "direction": "fall",
        "baseline_period": "2020",
        "baseline_value": 20,
        "target_period": "2030",
        "target_value": 10,
    }
    return Objective.model_validate({**plain, **changes})


def told(tables: Tables, **changes: Any) -> str:
    return " ".join(sentences(verdict(objective(**changes), tables)))


def test_figures_since_the_baseline_count() -> None:
    """20 in 2020; 19, 18 and 17 after it: one less each year, as required."""
    found = verdict(objective(), tables_of(*events(25, 20, 19, 18, 17, first=2019)))
    assert found.course.points == (Point("2021", 19), Point("2022", 18), Point("2023", 17))
    assert (found.status, found.pace) == ("on_track", -1)


def test_provisional_figures_count_and_are_named() -> None:
    tables = tables_of(*events(20, 19, 18, (17, "provisional")))
    assert verdict(objective(), tables).status == "on_track"
    assert "Voorlopig, en dus nog te herzien: het cijfer van 2023." in told(tables)
    assert "(voorlopig)" in told(tables, target_value=17)


@pytest.mark.parametrize(("status", "word"), [("projected", "vooruitzicht"), ("estimated", "raming")])
def test_what_was_not_measured_does_not_count(status: str, word: str) -> None:
    tables = tables_of(*events(20, 19, 18, (9, status)))
    found = verdict(objective(), tables)
    assert found.status == "too_early"
    assert found.course.left_out == (("2023", f"{word}, niet vastgesteld"),)


def test_what_comes_after_the_target_period_does_not_count() -> None:
    """18 in 2022 was asked and missed with 19; that 2023 has 15, comes too late."""
    found = verdict(objective(target_period="2022", target_value=18), tables_of(*events(20, 20, 19, 15)))
    assert found.status == "too_slow"
    assert found.course.left_out == (("2023", "na de streefperiode"),)


def test_other_quarters_do_not_count() -> None:
    rows = [
        ("stock_quarterly", ALFA, f"{year}-Q{q}", 600 - 6 * (year - 2020) - q)
        for year in range(2020, 2025)
        for q in (1, 2)
    ]
    found = verdict(
        objective(
            indicator="quarterly_per_100", baseline_period="2020-Q1", baseline_value=99.8,
            target_period="2030-Q1", target_value=90,
        ),
        tables_of(*rows),
    )  # fmt: skip
    assert [point.period for point in found.course.points] == ["2021-Q1", "2022-Q1", "2023-Q1", "2024-Q1"]


def test_a_break_between_baseline_and_now() -> None:
    tables = tables_of(*events(20, 19, 18, 17), breaks={"events": "2022"})
    assert sentence(verdict(objective(), tables)) == (
        "Niet te bepalen: de reeks is gebroken in 2022, tussen het vertrekpunt en nu (andere telling)."
    )


@pytest.mark.parametrize("broken", ["2020", "2024"])
def test_a_break_before_or_after_does_not_matter(broken: str) -> None:
    assert (
        verdict(objective(), tables_of(*events(20, 19, 18, 17), breaks={"events": broken})).status
        == "on_track"
    )


def test_a_survey_gets_no_verdict() -> None:
    tables = tables_of(*[("asked", ALFA, str(year), 50) for year in range(2020, 2025)])
    found = objective(indicator="opinion", baseline_value=50, target_value=40)
    assert "dit is een enquête" in sentence(verdict(found, tables))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"indicator": "weg"}, "de indicator “weg” staat niet in deze release"),
        ({"municipalities": (), "region": "weg"}, "het gebied “weg” staat niet in deze release"),
        ({"municipalities": (BETA,)}, "er is geen cijfer voor dit gebied"),
        ({"municipalities": (), "region": EAST}, "Slechts 1 van 2 gemeenten"),
        ({"baseline_period": "2020-Q1", "target_period": "2030-Q1"}, "de periodes van de indicator"),
    ],
)
def test_without_figures_there_is_a_reason(changes: dict[str, Any], reason: str) -> None:
    found = verdict(objective(**changes), tables_of(*events(20, 19, 18, 17)))
    assert found.status == "undetermined"
    assert reason in sentence(found)


def test_a_region_is_judged_by_its_own_value() -> None:
    """Alfa and Beta together: 30, 28, 26, 24; per 1.000 residents the same, for they have 1.000."""
    tables = tables_of(*events(20, 19, 18, 17), *events(10, 9, 8, 7, area=BETA))
    region = objective(
        municipalities=(), region=EAST, indicator="events_per_1000", baseline_value=30, target_value=10
    )
    assert [point.value for point in verdict(region, tables).course.points] == [28, 26, 24]
    own = objective(municipalities=(ALFA, GAMMA), region_name="Ons gebied", baseline_value=20)
    assert course_of(own, tables_of(*events(20, 19), *events(1, 1, area=GAMMA))).area_name == "Ons gebied"


def test_a_baseline_that_was_revised_since_is_told() -> None:
    text = told(tables_of(*events(21, 19, 18, 17)))
    assert "Het cijfer van 2020 is sindsdien herzien tot 21" in text
    assert "vastgelegde vertrekpunt van 20" in text
    assert "geen cijfer meer voor 2020" in told(tables_of(*events(19, 18, 17, first=2021)))


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        ("jaarlijks, in oktober", "Het volgende cijfer: te verwachten vanaf oktober 2026."),
        ("eenmalig", "er komt geen nieuw cijfer"),
        ("te exporteren met de hand", "niet te voorspellen"),
    ],
)
def test_too_early_tells_when_the_next_figure_comes(rhythm: str, words: str) -> None:
    assert SOURCE["retrieved"] == "2026-01-31"
    assert words in told(tables_of(*events(20, 19), rhythm=rhythm))


def test_a_figure_that_should_be_there_already_is_told() -> None:
    tables = tables_of(*events(20, 19))
    later = {"toets": {"retrieved": "2024-05-01"}, "andere": {"retrieved": "2026-01-31"}}
    release = replace(tables.release, manifest={**tables.release.manifest, "sources": later})
    assert "verwacht sinds mei 2025, maar nog niet in deze release" in told(Tables(release))


def test_an_own_measurement_is_marked_and_its_order_does_not_matter() -> None:
    """Half a point more each half year from 1 on 1 January 2024: four by the end of 2026 needs as much."""
    days = [(date(2024, 7, 1), 1.5), (date(2025, 1, 1), 2.0), (date(2025, 7, 1), 2.5)]
    measured = tuple(Measurement(day=day, value=value) for day, value in days)
    found = []
    for order in (measured, measured[::-1]):
        own = objective(
            indicator="", own=OwnMeasure(unit="punten", decimals=1, measurements=order), direction="rise",
            baseline_period="2024-01-01", baseline_value=1.0, target_period="2026-12-31", target_value=4.0,
        )  # fmt: skip
        found.append(verdict(own, tables_of()))
    assert found[0] == found[1]
    assert found[0].status == "on_track"
    assert found[0].pace == pytest.approx(1.0, abs=0.01)
    assert "Eigen meting van de werkgroep, geen officiële statistiek." in sentences(found[0])
    assert "op 31 december 2026" in sentence(found[0])


def test_overlapping_changes_are_told() -> None:
    rows = [("residents", ALFA, str(year), 600 + year - 2018) for year in range(2016, 2026)]
    release = small_release(*rows, residents=False)
    text = told(Tables(release), indicator="growth", baseline_value=0.3, target_value=0.1)
    assert "Elk cijfer gaat over 2 jaar" in text


def test_a_draft_has_no_course() -> None:
    with pytest.raises(ValueError, match="check_objective"):
        course_of(objective(target_value=None), tables_of())
