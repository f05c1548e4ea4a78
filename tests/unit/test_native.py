"""Native charts hold the numbers of the figure, gaps and all, and say how they are written."""

import native_figures as made
import pandas as pd
import pytest
from native_figures import LONG, RATE

from streekmonitor.catalog import Break
from streekmonitor.charts.frames import Amount
from streekmonitor.charts.trend_frames import TrendAxis, trend_frames
from streekmonitor.export import native_lines
from streekmonitor.export.native import number_code


def values(series):
    return [point.y for point in series.points]


def lines_of(periods, breaks=(), statuses="observed"):
    rows = pd.DataFrame(
        {"period": periods, "value": [float(n) for n in range(len(periods))], "status": statuses}
    )
    axis = TrendAxis(from_zero=False, height=200, breaks=breaks)
    return native_lines.lines(RATE, trend_frames(RATE, {"24062": rows}, [made.TOWN], axis), from_zero=False)


def test_a_ranking_has_every_digit_from_high_to_low():
    chart = made.ranking()
    assert chart.categories == ("1. Gemeente 3", "2. Gemeente 2", "Oost-Brabant", "3. Gemeente 1")
    assert values(chart.series[0]) == [LONG[2], LONG[1], 4.25, LONG[0]]


def test_what_is_provisional_is_lighter_and_says_so_behind_its_value():
    points = made.ranking().series[0].points
    assert [point.soft for point in points] == [False, True, False, False]
    assert [point.remark for point in points] == ["", " (voorlopig)", "", ""]


def test_a_bar_has_the_colour_of_its_role():
    assert made.ranking().series[0].points[2].colour == made.EAST.colour


def test_ranks_that_are_left_out_leave_a_row_without_a_bar():
    rows = made.ranking_rows(30)
    chart = made.native_bars.bars(RATE, rows.assign(waarde=rows["waarde"].mask(rows.index == 1)), name="x")
    assert values(chart.series[0])[1] is None


def test_a_part_of_a_ranking_keeps_the_scale_of_the_whole():
    whole = made.ranking(4)
    part = whole.part(3, 3)
    assert part.part_of is whole
    assert part.categories == (*whole.categories[3:], "")
    assert values(part.series[0]) == [*values(whole.series[0])[3:], None]


def test_a_missing_year_has_its_place_and_no_value():
    chart = made.trend()
    assert chart.categories == ("2020", "2021", "2022", "2023", "2024", "2025")
    assert values(chart.series[0]) == [LONG[0], 1.0, None, LONG[1], 6.0, None]


def test_a_projection_is_a_dashed_line_from_the_last_figure_on():
    observed, projected = made.trend().series
    assert (projected.name, projected.dash) == ("Leuven (vooruitzicht)", 5)
    assert values(projected) == [None, None, None, None, 6.0, LONG[2]]
    assert (observed.named_at_end, projected.named_at_end) == (False, True)


def test_provisional_points_are_soft():
    assert [point.soft for point in made.trend().series[0].points if point.y is not None] == [
        False, False, True, False,
    ]  # fmt: skip


def test_several_missing_years_each_have_a_place():
    assert lines_of(["2017", "2018", "2022"]).categories == ("2017", "2018", "2019", "2020", "2021", "2022")


def test_a_break_between_two_years_is_a_place_without_a_name():
    chart = lines_of(["2018", "2019", "2020"], [Break(period="2020", reason="andere telling")])
    assert chart.categories == ("2018", "2019", "", "2020")
    assert values(chart.series[0]) == [0.0, 1.0, None, 2.0]


def test_quarters_follow_each_other():
    chart = lines_of(["2024-Q4", "2025-Q1", "2025-Q3"])
    assert chart.categories == ("4de kwartaal 2024", "1ste kwartaal 2025", "", "3de kwartaal 2025")


def test_months_have_names():
    assert lines_of(["2025-12", "2026-01"]).categories == ("december 2025", "januari 2026")


def test_scatter_separates_regions_and_puts_the_chosen_first():
    towns, regions = made.scatter().series
    assert [(point.label, point.x, point.y) for point in towns.points] == [
        ("Asse", 3.5, 410_000.0),
        ("Leuven", LONG[2], 455_000.0),
    ]
    assert towns.regression
    assert [point.label for point in regions.points] == ["Oost-Brabant"]
    assert regions.points[0].weight > towns.points[1].weight > towns.points[0].weight


def test_no_line_is_drawn_through_points_that_do_not_go_together():
    points = pd.DataFrame(
        {
            "naam": ["Asse", "Leuven"],
            "x": [1.0, 2.0],
            "y": [1.0, 2.0],
            "omvang": 100.0,
            "kleur": "#00706b",
            "rand": "",
            "vorm": "circle",
            "telt": False,
        }
    )
    chart = made.native_points.scatter((made.Axis(RATE), made.Axis(RATE)), points)
    assert not chart.series[0].regression


def test_the_distribution_draws_an_outlier_where_it_lies():
    cloud = made.spread().series[0]
    assert max(point.x for point in cloud.points) == 60.0


def test_the_distribution_names_the_chosen_and_lines_for_regions():
    chart = made.spread()
    named = {point.label for point in chart.series[0].points if point.label}
    assert "Leuven" in named
    rule = chart.series[-1]
    assert rule.name == "Oost-Brabant 5,4\u00a0%"
    assert {point.x for point in rule.points} == {5.4}


def test_the_longest_series_of_a_distribution_comes_first():
    lengths = [len(series.points) for series in made.spread().series[1:]]
    assert max(lengths) <= 5


def test_stacked_parts_keep_their_shares():
    chart = made.stacked()
    assert chart.categories == ("Oost-Brabant", "Leuven")
    assert [values(series) for series in chart.series] == [[21.4, LONG[2]], [78.6, 92.2]]


def test_groups_are_areas_over_parts():
    chart = made.grouped()
    assert chart.categories == ("mannen", "vrouwen")
    assert {series.name: values(series) for series in chart.series} == {
        "Leuven": [7.6, LONG[1]],
        "Tienen": [8.1, 8.7],
    }


@pytest.mark.parametrize(
    ("notation", "remark", "expected"),
    [
        (Amount("%", 1), "", '[$-813]#,##0.0"\u00a0%";[$-813]"−"#,##0.0"\u00a0%"'),
        (Amount("€", 0), "", '[$-813]"€\u00a0"#,##0;[$-813]"−""€\u00a0"#,##0'),
        (Amount("personen", 0), "", '[$-813]#,##0;[$-813]"−"#,##0'),
        (Amount("%", 1), ' ("r")', '[$-813]#,##0.0"\u00a0% (r)";[$-813]"−"#,##0.0"\u00a0% (r)"'),
        (Amount("%", 1, signed=True), "", '[$-813]"+"#,##0.0;[$-813]"−"#,##0.0;[$-813]"±"#,##0.0'),
    ],
)
def test_number_codes(notation, remark, expected):
    assert number_code(notation, remark=remark) == expected
