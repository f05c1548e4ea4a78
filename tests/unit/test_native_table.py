"""Heat maps as tables, and tables that take their room: narrower columns, further slides, no lone rows."""

import native_figures as made
import pandas as pd
from deck import shapes_named, slides_of, texts
from exported_figure import figure

from streekmonitor.export.document import Shown
from streekmonitor.export.exported import Drawing
from streekmonitor.export.native_table import Cell, NativeTable, heat_table
from streekmonitor.export.slides.grid import pages, planned
from streekmonitor.export.slides.room import Box

ROOM = Box(0, 0, 872, 344)
CELLS = pd.DataFrame(
    {
        "rij": ["Woont in B", "Woont in B", "Woont in A", "Woont in A"],
        "rijorde": [1, 1, 0, 0],
        "kolom": ["B", "A", "A", "B"],
        "kolomorde": [1, 0, 0, 1],
        "naam": ["B", "A", "A", "B"],
        "kleur": ["#12456f", "#e9f2fa", "#3a79ad", "#e9f2fa"],
        "inkt": ["#ffffff", "#1f2933", "#ffffff", "#1f2933"],
        "tekst": ["81", "7", "56", "9"],
        "tekst2": ["81,0 %", "7,0 %", "56,0 %", ""],
    }
)


def table(rows: int, heading_at: int = -1) -> NativeTable:
    lines = [
        (Cell("Kop", strong=True),)
        if number == heading_at
        else (Cell(f"Rij {number}"), Cell("1", is_number=True))
        for number in range(rows)
    ]
    return NativeTable(("Naam", "Getal"), tuple(lines))


def sizes(found: NativeTable, *, whole: bool = True) -> list[int]:
    return [len(page.rows) for page in pages(found, planned(found, ROOM), ROOM, whole=whole)]


def test_a_heat_map_is_a_table_in_the_order_of_its_rows_and_columns():
    found = heat_table(CELLS, "Wie")
    assert found.heads == ("Wie", "A", "B")
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["Woont in A", "56\n56,0 %", "9"],
        ["Woont in B", "7\n7,0 %", "81\n81,0 %"],
    ]
    assert found.rows[1][2].fill == "#12456f"
    assert found.rows[1][2].ink == "#ffffff"


def test_its_colours_and_key_are_on_the_slide():
    drawing = Drawing(
        {}, {}, key=(("weinig", "#e9f2fa"),), caption="Zo leest u dit.", table=heat_table(CELLS, "Wie")
    )
    _, slide, _ = slides_of(Shown(figure(drawings=(drawing,))))
    (frame,) = shapes_named(slide, "Tabel")
    fill = frame.table.cell(2, 2)._tc.tcPr.find("{*}solidFill")
    assert fill[0].get("val") == "12456F"
    assert {"weinig", "Zo leest u dit."} <= set(texts(slide))


def test_a_short_table_keeps_its_columns_narrow():
    plan = planned(table(3), ROOM)
    assert sum(plan.widths) < ROOM.width / 2
    assert plan.size == 16.0


def test_long_texts_take_more_lines_and_no_more_than_the_room():
    long = NativeTable(("Naam", "In woorden"), ((Cell("Leuven"), Cell("een zin met veel woorden " * 12)),))
    plan = planned(long, ROOM)
    assert sum(plan.widths) <= ROOM.width + 0.01
    assert plan.height(long.rows[0]) > 2 * plan.size
    assert plan.fit(long.rows[0][1], 1).text == long.rows[0][1].text


def test_pages_are_about_as_full_as_each_other():
    lone = max(rows for rows in range(10, 40) if len(sizes(table(rows))) == 1) + 1
    first, second = sizes(table(lone))
    assert first + second == lone
    assert abs(first - second) <= 2


def test_every_row_is_on_one_page():
    found = [
        row for page in pages(table(100), planned(table(100), ROOM), ROOM, whole=True) for row in page.rows
    ]
    assert found == list(table(100).rows)


def test_a_heading_goes_with_the_row_after_it():
    for place in range(5, 25):
        for page in pages(table(40, place), planned(table(40, place), ROOM), ROOM, whole=True):
            assert len(page.rows[-1]) > 1


def test_without_the_whole_the_rest_is_counted():
    found = table(100)
    (page,) = pages(found, planned(found, ROOM), ROOM, whole=False)
    assert len(page.rows) + page.left_out == 100


def test_ranks_lie_with_the_first_on_top():
    chart = made.ranks()
    _, slide, _ = slides_of(Shown(made.native_figure(chart)))
    (drawn,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert drawn.value_axis.reverse_order
    assert drawn._chartSpace.xpath(".//c:dLbl/c:numFmt/@formatCode") == ['"("0"de)"']


def test_texts_take_more_lines_before_their_letters_become_small():
    wide = NativeTable(("Naam",) * 4, ((Cell("een lange naam van een cijfer " * 2),) * 4,))
    assert planned(wide, Box(0, 0, 860, 400)).size == 14.0
