"""The sparkline: lines that stop at a hole and at a break, on one scale."""

from urllib.parse import unquote

import pandas as pd

from streekmonitor.charts.sparkline import Line, sparkline, stretches


def rows(**values: float | None) -> pd.DataFrame:
    found = [(name.removeprefix("y").replace("_", "-"), value) for name, value in values.items()]
    return pd.DataFrame(found, columns=["period", "value"]).astype({"value": float})


def test_figures_in_a_row_are_one_stretch() -> None:
    assert stretches(rows(y2019=1, y2020=2, y2021=3), "2021") == (((2019, 1), (2020, 2), (2021, 3)),)


def test_what_comes_after_the_period_is_left_out() -> None:
    assert stretches(rows(y2019=1, y2020=2, y2030=9), "2020") == (((2019, 1), (2020, 2)),)


def test_a_missing_year_cuts_the_line() -> None:
    found = stretches(rows(y2018=1, y2019=2, y2020=None, y2021=3), "2021")
    assert found == (((2018, 1), (2019, 2)), ((2021, 3),))


def test_a_break_cuts_the_line() -> None:
    found = stretches(rows(y2018=1, y2019=2, y2020=3), "2020", breaks=["2019"])
    assert found == (((2018, 1),), ((2019, 2), (2020, 3)))


def test_quarters_lie_a_quarter_of_a_year_apart() -> None:
    assert stretches(rows(y2020_Q4=1, y2021_Q1=2), "2021-Q1") == (((2020.75, 1), (2021.0, 2)),)


def test_all_lines_share_one_scale() -> None:
    low = Line((((2019, 0.0), (2020, 5.0)),), "#111111")
    high = Line((((2019, 10.0), (2020, 10.0)),), "#222222")
    drawing = unquote(sparkline([low, high], "Evolutie"))
    assert "M15 35.0L985 20.0" in drawing  # from the bottom to the middle
    assert "M15 5.0L985 5.0" in drawing  # along the top
    assert 'alt="Evolutie"' in drawing


def test_a_figure_alone_is_a_point() -> None:
    line = Line((((2018, 1.0),), ((2020, 1.0), (2021, 2.0))), "#111111")
    assert "M15 35.0h0" in unquote(sparkline([line], ""))


def test_one_moment_is_no_course() -> None:
    assert sparkline([Line((((2021, 1.0),),), "#111111")], "") == ""
    assert sparkline([], "") == ""
