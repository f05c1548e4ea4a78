"""One figure with its whole computation: enough to recompute it, or a reason why not."""

import json
import math
from typing import Any

import pytest

from streekmonitor.analysis.figure import Figure, UnknownPeriodError, figure, find_indicator
from streekmonitor.catalog import UnknownIndicatorError
from streekmonitor.release import Release
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    BRUSSEL,
    DELTA,
    DOK,
    EAST,
    EDGE,
    EPSILON,
    FORMS,
    GAMMA,
    HAVEN,
    WEST,
    small_release,
)

NAN = math.nan
NBSP = "\u00a0"


def of(release: Release, name: str, area: str, period: str | None = None) -> Figure:
    return figure(release, find_indicator(release, name), area, period)


def absent(found: Figure) -> dict[str, str]:
    return {entry.area: entry.reason for entry in found.absent}


def test_a_figure_of_a_region_tells_its_whole_computation() -> None:
    release = small_release(("events", ALFA, "2020", 6), ("events", BETA, "2020", 8, "provisional"))
    found = of(release, "events_per_1000", EAST)
    assert (found.value, found.text) == (14, f"14,0{NBSP}gevallen per 1.000 inwoners")
    assert (found.numerator, found.denominator, found.factor) == (14, 1000, 1000)
    assert (found.form, found.basis, found.status) == ("ratio", "computed", "provisional")
    assert (found.took_part, found.absent, found.coverage) == ((ALFA, BETA), (), 1)
    assert (found.period, found.period_label, found.unit) == ("2020", "2020", "gevallen per 1.000 inwoners")
    assert (found.area, found.area_name, found.release) == (EAST, "Oost-Brabant", "toets")
    assert found.sources[0]["attribution"] == "Bron: Uitgever"
    assert found.sources[0]["retrieved"] == "2026-01-31"
    assert not found.approximation


def test_who_could_not_take_part_is_named_with_the_reason() -> None:
    residents = [("residents", ALFA, "2020", 9600), ("residents", BETA, "2020", 400)]
    hidden = ("events", BETA, "2020", NAN, "confidential")
    found = of(
        small_release(*residents, ("events", ALFA, "2020", 96), hidden, residents=False),
        "events_per_1000",
        EAST,
    )
    assert (found.value, found.took_part, found.coverage) == (10, (ALFA,), pytest.approx(0.96))
    assert absent(found) == {BETA: "De bron houdt dit cijfer vertrouwelijk."}


def test_a_refused_figure_has_no_value_but_a_reason() -> None:
    found = of(small_release(("events", ALFA, "2020", 6)), "events", EAST)
    assert (found.value, found.text, found.basis, found.status) == (None, "–", "refused", "missing")
    assert found.reason.startswith("Slechts 1 van 2 gemeenten")
    assert found.took_part == (ALFA,)


def test_without_a_period_it_is_the_latest_that_is_no_projection() -> None:
    rows = [
        ("events", ALFA, "2020", 6),
        ("events", ALFA, "2021", 7),
        ("events", ALFA, "2022", 9, "projected"),
    ]
    release = small_release(*rows, ("events", BETA, "2022", 5, "projected"))
    assert of(release, "events", ALFA).period == "2021"
    assert of(release, "events", BETA).period == "2022"  # there is nothing else


def test_a_name_that_is_close_to_an_indicator_and_a_measure_is_suggested_once() -> None:
    with pytest.raises(UnknownIndicatorError) as caught:
        find_indicator(small_release(), "evnts")
    assert str(caught.value).count("events,") == 1


def test_the_members_of_belgium_are_not_all_municipalities() -> None:
    found = of(small_release(("events", HAVEN, "2020", 6)), "events", "belgie")
    assert found.reason.startswith("Slechts 1 van 6 gebieden heeft een cijfer")


def test_a_published_figure_names_the_publishers_own_area() -> None:
    release = small_release(("median", "24000", "2020", 24), ("median", ALFA, "2020", 20))
    found = of(release, "median", EAST)
    assert (found.value, found.basis, found.took_part, found.absent) == (24, "published", ("24000",), ())
    assert (found.numerator, found.denominator, found.factor, found.coverage) == (None, None, None, None)


def test_an_area_of_the_publisher_is_the_region_that_equals_it() -> None:
    release = small_release(("events", ALFA, "2020", 6), ("events", BETA, "2020", 8))
    assert of(release, "events", "24000") == of(release, "events", EAST)


def test_an_area_of_the_publisher_without_a_region_has_the_publishers_row() -> None:
    release = small_release(("median", "11000", "2020", 24))
    assert of(release, "median", "11000").value == 24


def test_a_sum_over_a_merger_names_its_parts() -> None:
    rows = [("events", DELTA, "2020", 3), ("events", EPSILON, "2020", 4)]
    release = small_release(*rows, ("events", GAMMA, "2020", 7, "observed", "summed"))
    found = of(release, "events", GAMMA)
    assert (found.value, found.basis, found.took_part) == (7, "summed", (DELTA, EPSILON))


def test_a_merger_that_kept_its_code_is_a_part_of_itself() -> None:
    rows = [("events", DOK, "2020", 3), ("events", HAVEN, "2020", 7, "observed", "summed")]
    assert of(small_release(*rows), "events", HAVEN).took_part == (HAVEN, DOK)


def test_a_share_of_flows_of_a_merger_names_its_parts() -> None:
    release = small_release(flows=[(DELTA, EPSILON, 5), (EPSILON, BRUSSEL, 15)])
    found = of(release, "own", GAMMA)
    assert (found.value, found.took_part, found.basis) == (25, (DELTA, EPSILON), "summed")
    assert (found.numerator, found.denominator, found.factor) == (5, 20, 100)


def test_the_share_within_any_region_counts_all_its_members() -> None:
    release = small_release(flows=[(HAVEN, HAVEN, 5), (GAMMA, ALFA, 5), (ALFA, ALFA, 5), (BETA, BRUSSEL, 5)])
    found = of(release, "within", "vlaams_gewest")
    assert (found.value, found.took_part) == (75, (HAVEN, GAMMA, ALFA, BETA))
    assert found.absent == ()


ONE_EVENT = ("events", ALFA, "2020", 2)
MERGER = "Gamma is een fusie van Delta en Epsilon; "
ONLY_APART = "dit cijfer bestaat alleen voor die gemeenten apart en kan niet worden samengeteld."
NOT_COMPUTED = (
    "Dit cijfer kan niet uit gemeentecijfers worden berekend, en Uitgever publiceert het niet voor "
)


@pytest.mark.parametrize(
    ("rows", "name", "area", "period", "reason"),
    [
        ([("median", DELTA, "2020", 2)], "median", GAMMA, "2020", MERGER + ONLY_APART),
        (
            [("events", DELTA, "2020", 2)],
            "events",
            GAMMA,
            "2020",
            MERGER + "niet elk van die gemeenten heeft dit cijfer.",
        ),
        ([("events", ALFA, "2025", 2)], "events", DELTA, "2025", "Delta is opgegaan in Gamma."),
        (
            [("events", ALFA, "2020", NAN, "confidential")],
            "events",
            ALFA,
            "2020",
            "De bron houdt dit cijfer vertrouwelijk.",
        ),
        ([ONE_EVENT], "events", BETA, "2020", "De bron geeft dit cijfer niet voor dit gebied."),
        (
            [ONE_EVENT, ("events", BETA, "2021", 2)],
            "events",
            BETA,
            "2020",
            "De bron geeft geen cijfer voor 2020.",
        ),
        (
            [ONE_EVENT, ("surface", ALFA, "2020", 0)],
            "events_per_km2",
            ALFA,
            "2020",
            "Niet te berekenen: de noemer is nul.",
        ),
        (
            [("events", ALFA, "2020", NAN, "not_applicable")],
            "events",
            ALFA,
            "2020",
            "Dit cijfer is hier niet van toepassing.",
        ),
        ([("median", ALFA, "2020", 2)], "median", EDGE, "2020", NOT_COMPUTED + "Rand (streek)."),
        (
            [ONE_EVENT],
            "events",
            WEST,
            "2020",
            "De bron (Uitgever) geeft hiervoor geen cijfers in Halle-Vilvoorde (streek).",
        ),
    ],
)
def test_every_absence_has_its_reason(
    rows: list[Any], name: str, area: str, period: str, reason: str
) -> None:
    found = of(small_release(*rows), name, area, period)
    assert (found.value, found.reason) == (None, reason)


def test_without_a_period_it_is_the_latest_with_a_value_there() -> None:
    rows = [
        ("events", ALFA, "2020", 5),
        ("events", ALFA, "2021", NAN, "missing"),
        ("events", BETA, "2022", 5),
    ]
    assert of(small_release(*rows), "events", ALFA).period == "2020"
    assert of(small_release(*rows), "events", GAMMA).period == "2022"


def test_an_unknown_period_lists_those_there_are() -> None:
    release = small_release(("events", ALFA, "2020", 5), ("events", ALFA, "2021", 5))
    with pytest.raises(UnknownPeriodError, match=r"geen periode '1999'\. Wel: 2020, 2021\."):
        of(release, "events", ALFA, "1999")


def test_an_indicator_without_any_value_says_so() -> None:
    with pytest.raises(UnknownPeriodError, match="nog geen cijfers"):
        of(small_release(), "events", ALFA)


def test_a_measure_serves_as_an_indicator() -> None:
    release = small_release(
        ("cases", ALFA, "2020", 5), ("cases", BETA, "2020", 7), ("price", ALFA, "2020", 9)
    )
    assert (of(release, "cases", EAST).value, of(release, "cases", EAST).form) == (12, "sum")
    assert (of(release, "price", ALFA).value, of(release, "price", ALFA).form) == (9, "published")
    assert of(release, "price", EAST).basis == "refused"  # what cannot be added is not added


def test_an_indicator_goes_before_the_measure_of_the_same_name() -> None:
    assert find_indicator(small_release(), "rate").form.kind == "implied_ratio"


def test_a_category_of_a_measure_serves_as_an_indicator() -> None:
    release = small_release(
        ("kinds:a", ALFA, "2020", 5), ("kinds:a", BETA, "2020", 7), ("kinds:b", ALFA, "2020", 1)
    )
    found = of(release, "kinds:a", EAST)
    assert (found.value, found.indicator, found.unit) == (12, "kinds:a", "personen")


def test_a_measure_that_has_only_categories_lists_them() -> None:
    release = small_release(("kinds:a", ALFA, "2020", 5))
    with pytest.raises(UnknownIndicatorError, match=r"heeft geen totaal.*: a, b"):
        find_indicator(release, "kinds")


def test_a_measure_without_rows_says_there_are_none() -> None:
    with pytest.raises(UnknownPeriodError, match="nog geen cijfers"):
        of(small_release(), "stock", ALFA)


def test_an_unknown_category_lists_those_there_are() -> None:
    release = small_release(("kinds:a", ALFA, "2020", 5))
    with pytest.raises(UnknownIndicatorError, match=r"geen categorie 'z'\. Wel: a, b\."):
        find_indicator(release, "kinds:z")
    with pytest.raises(UnknownIndicatorError, match="Wel: geen"):
        find_indicator(release, "stock:z")


@pytest.mark.parametrize(
    ("name", "near"), [("evnts", "events"), ("growht", "growth"), ("zzzzzz", "population")]
)
def test_an_unknown_indicator_lists_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UnknownIndicatorError) as caught:
        find_indicator(small_release(), name)
    assert str(caught.value).startswith(f"Er is geen indicator '{name}'. Bedoelt u: ")
    assert near in str(caught.value)


def test_an_approximation_says_so_only_where_it_is_one() -> None:
    rows = [
        ("rate", ALFA, "2020", 10),
        ("rate", BETA, "2020", 5),
        ("cases", ALFA, "2020", 40),
        ("cases", BETA, "2020", 10),
    ]
    release = small_release(*rows, ("rate", "23000", "2020", 6))
    assert of(release, "rate", EAST).approximation
    assert not of(release, "rate", ALFA).approximation
    published = of(release, "rate", WEST)
    assert (published.value, published.approximation) == (6, False)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("area", [ALFA, GAMMA, DELTA, EAST, EDGE, "belgie", "24000", "11000"])
def test_any_figure_is_plain_json_and_recomputes(name: str, area: str) -> None:
    measures = ("events", "stock", "rate", "cases", "language", "median", "kinds:a", "kinds:b", "surface")
    rows = [
        (measure, code, year, 4)
        for measure in measures for code in (ALFA, BETA, GAMMA) for year in ("2020", "2021", "2022")
    ]  # fmt: skip
    quarters = [("stock_quarterly", code, "2020-Q4", 10) for code in (ALFA, BETA)]
    release = small_release(*rows, *quarters, flows=[(ALFA, BETA, 5), (BETA, BETA, 5), (GAMMA, ALFA, 5)])
    found = of(release, name, area)
    written = json.loads(json.dumps(found.as_dict(), allow_nan=False))
    assert written["value"] == found.value
    assert (found.value is None) == (found.basis == "refused") == bool(found.reason)
    if found.value is not None and found.denominator is not None:
        assert found.numerator is not None
        assert found.factor is not None or name == "events_change"
        if found.factor is not None:
            assert found.numerator / found.denominator * found.factor == pytest.approx(found.value)


def test_a_small_base_is_flagged_where_something_is_divided() -> None:
    few = [("residents", ALFA, "2020", 49), ("residents", BETA, "2020", 50)]
    events = [("events", ALFA, "2020", 1), ("events", BETA, "2020", 1)]
    release = small_release(*few, *events, residents=False)
    assert of(release, "events_per_1000", ALFA).small_base
    assert not of(release, "events_per_1000", BETA).small_base
    assert not of(release, "events", ALFA).small_base


def test_what_we_divided_ourselves_was_not_published_as_such() -> None:
    release = small_release(("events", ALFA, "2020", 6), ("median", ALFA, "2020", 30_000))
    assert of(release, "events_per_1000", ALFA).basis == "computed"
    assert of(release, "events", ALFA).basis == "published"
    assert of(release, "median", ALFA).basis == "published"


def test_a_region_that_takes_the_publishers_own_row_says_so() -> None:
    release = small_release(("events", "24000", "2020", 7), ("residents", "24000", "2020", 1000))
    found = of(release, "events_per_1000", EAST)
    assert (found.value, found.basis, found.took_part) == (7, "published", ("24000",))


def test_a_refused_median_blames_no_members_that_have_one() -> None:
    release = small_release(("median", ALFA, "2020", 30_000), ("median", BETA, "2020", 20_000))
    found = of(release, "median", EDGE)
    assert (found.value, found.took_part, found.absent) == (None, (), ())
    assert "kan niet uit gemeentecijfers worden berekend" in found.reason


def test_a_former_municipality_learns_that_only_its_successor_has_the_figure() -> None:
    found = of(small_release(("rate", GAMMA, "2020", 5), ("cases", GAMMA, "2020", 5)), "rate", DELTA, "2020")
    assert found.reason == "De bron geeft dit cijfer alleen voor Gamma, waarin Delta is opgegaan."
