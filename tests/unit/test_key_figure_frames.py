"""The sheet of key figures: each row has its texts, dots, marks, ticks and lines at its own height."""

from streekmonitor.charts.key_figure_frames import (
    DOTS,
    HEADING,
    LINES,
    MARKS,
    ROW,
    TEXTS,
    TICKS,
    WIDTH,
    Cell,
    Dot,
    Heading,
    KeyFigure,
    key_figure_frames,
)
from streekmonitor.charts.sparkline import Line
from streekmonitor.charts.strip import Mark, Tick

AREAS = [("Oost", "#111111"), ("West", "#222222")]
DOTS_OF = [Dot(f"Gemeente {place}", f"{place} %", float(place)) for place in range(1, 11)]


def key_figure(**more: object) -> KeyFigure:
    row = {
        "label": "Werkzoekendengraad",
        "stand": "2024",
        "cells": [Cell("5,4 %", ["−0,2\u00a0procentpunt", "sinds 2019"]), Cell("–")],
        "municipalities": DOTS_OF,
        "marks": [(Mark(5.4, "#111111", "circle"), "Oost", "5,4 %")],
        "ticks": [Tick(6.0, "P"), Tick(6.0, "V")],
        "ends": ("Gemeente 1 1 %", "Gemeente 10 10 %"),
        "lines": [Line((((2019.0, 5.6), (2024.0, 5.4)),), "#111111")],
    }
    return KeyFigure(**(row | more))  # type: ignore[arg-type]


def test_a_sheet_is_as_high_as_its_headings_and_rows() -> None:
    frames, height = key_figure_frames([Heading("Werk", AREAS), key_figure(), key_figure()], 2)
    assert height == HEADING + 2 * ROW
    rows = frames[TEXTS]
    assert list(rows.loc[rows["tekst"] == "5,4 %", "y"]) == [HEADING + 18, HEADING + ROW + 18]
    assert rows["x"].between(0, WIDTH).all()
    assert list(rows.loc[rows["stijl"] == "kop", "tekst"]) == ["Werk"]


def test_municipalities_lie_in_the_order_of_their_values_under_the_same_scale_as_marks() -> None:
    frames, _ = key_figure_frames([key_figure()], 2)
    dots = frames[DOTS].set_index("naam")["x"]
    assert list(dots) == sorted(dots)
    mark = frames[MARKS].iloc[0]
    assert (mark["naam"], mark["label"]) == ("Oost", "5,4 %")
    share = (mark["x"] - dots["Gemeente 5"]) / (dots["Gemeente 6"] - dots["Gemeente 5"])
    assert round(share, 6) == 0.4  # 5.4 lies at four tenths between 5 and 6


def test_ticks_stand_where_they_are_and_their_letters_apart() -> None:
    frames, _ = key_figure_frames([key_figure()], 2)
    assert frames[TICKS]["x"].nunique() == 1
    letters = frames[TEXTS].set_index("tekst")["x"]
    assert abs(letters["P"] - letters["V"]) >= 12


def test_a_far_outlier_does_not_press_the_others_together() -> None:
    far = [*DOTS_OF, Dot("Ver weg", "900 %", 900.0)]
    frames, _ = key_figure_frames([key_figure(municipalities=far)], 2)
    assert "Ver weg" not in set(frames[DOTS]["naam"])
    near = frames[DOTS]["x"]
    assert near.max() - near.min() > 200


def test_an_evolution_stops_at_a_hole_and_shows_what_stands_alone() -> None:
    line = Line((((2010.0, 1.0),), ((2012.0, 2.0), (2013.0, 3.0))), "#111111")
    frames, _ = key_figure_frames([key_figure(lines=[line])], 2)
    drawn = frames[LINES]
    assert drawn.groupby("lijn").size().to_list() == [1, 2]
    assert drawn["punt"].to_list() == [True, False, True]
    assert {"2010", "2013"} <= set(frames[TEXTS]["tekst"])


def test_a_figure_without_municipalities_has_no_strip_and_one_point_in_time_is_said() -> None:
    one = [Line((((2011.0, 1.0),),), "#111111")]
    frames, _ = key_figure_frames([key_figure(municipalities=[], lines=one)], 2)
    assert frames[DOTS].empty
    assert frames[MARKS].empty
    assert "één meting" in set(frames[TEXTS]["tekst"])


def test_a_unit_parts_from_its_number_only_in_a_narrow_column() -> None:
    wide, _ = key_figure_frames([key_figure()], 2)
    narrow, _ = key_figure_frames([key_figure(cells=[Cell("5,4 %", ["−0,2\u00a0procentpunt"])] * 5)], 5)
    assert any("−0,2\u00a0procentpunt" in text for text in wide[TEXTS]["tekst"])
    assert "−0,2\nprocentpunt" in set(narrow[TEXTS]["tekst"])
