"""The coverage matrix: the last period of a year that has any figure counts."""

from types import SimpleNamespace
from typing import Any

from streekmonitor.analysis.coverage_matrix import coverage_matrix
from streekmonitor.charts.coverage_matrix import matrix_cells
from streekmonitor.charts.theme import BLUES, NO_DATA


def _release(counted: dict[str, list[int]]) -> Any:
    catalog = SimpleNamespace(main_measure=lambda _indicator: SimpleNamespace(id="jobs"))
    return SimpleNamespace(
        catalog=catalog, manifest={"measures": {"jobs": {"coverage": {"province": counted}}}}
    )


INDICATOR: Any = SimpleNamespace(id="jobs", short_label="Jobs")


def test_of_each_year_the_last_period_with_a_figure_counts() -> None:
    counted = {"2022-Q4": [63, 63], "2023-Q1": [60, 63], "2023-Q2": [31, 63], "2023-Q3": [0, 63]}
    matrix = coverage_matrix(_release(counted), [INDICATOR])
    assert matrix[["year", "period", "covered", "wanted"]].to_numpy().tolist() == [
        [2022, "2022-Q4", 63, 63],
        [2023, "2023-Q2", 31, 63],
    ]


def test_without_figures_of_municipalities_there_is_no_row() -> None:
    assert coverage_matrix(_release({"2023": [0, 0]}), [INDICATOR]).empty


def test_a_year_in_between_without_figures_is_an_empty_cell() -> None:
    cells = matrix_cells(coverage_matrix(_release({"2020": [63, 63], "2022": [57, 63]}), [INDICATOR]))
    assert cells[["kolom", "tekst", "kleur", "label"]].to_numpy().tolist() == [
        ["2020", "63", BLUES[3], "63 van 63 gemeenten"],
        ["2021", "", NO_DATA, "geen cijfers"],
        ["2022", "57", BLUES[2], "57 van 63 gemeenten"],
    ]
