"""A deck holds the figures' numbers as native charts and tables, their origin, and what a presenter needs."""

from io import BytesIO

import native_figures as made
import pandas as pd
import pytest
from deck import charts, everything, opened, runs, shapes_named, slides_of, texts
from exported_figure import VALUE, figure, table
from openpyxl import load_workbook
from pptx.util import Emu

from streekmonitor.export.document import Section, Shown
from streekmonitor.export.exported import NumberFormat
from streekmonitor.export.slides.template import THEME_COLOURS

LINK = "https://streekmonitor.test/werk?indicator=jobseeker_rate"


def drawn(kind, **changes):
    """The slide of a figure of this kind: after the cover, before the sources."""
    _, slide, _ = slides_of(Shown(made.native_figure(made.KINDS[kind]()), **changes))
    return slide


def series_of(chart):
    return {series.name: list(series.values) for series in chart.plots[0].series}


# --- the numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ranking", "trend", "ranks", "stacked", "grouped"])
def test_a_chart_holds_the_numbers_to_the_last_digit(kind):
    native = made.KINDS[kind]()
    (chart,) = charts(drawn(kind))
    assert series_of(chart) == {each.name: [point.y for point in each.points] for each in native.series}
    assert list(chart.plots[0].categories) == list(native.categories)


def along(series):
    return [float(value.text) for value in series._element.findall("{*}xVal//{*}v")]


def test_a_scatter_holds_both_numbers_to_the_last_digit():
    (chart,) = charts(drawn("scatter"))
    for shown, native in zip(chart.plots[0].series, made.scatter().series, strict=True):
        assert along(shown) == [point.x for point in native.points]
        assert list(shown.values) == [point.y for point in native.points]


def test_a_distribution_holds_its_numbers_along_the_axis():
    (chart,) = charts(drawn("spread"))
    for shown, native in zip(chart.plots[0].series, made.spread().series, strict=True):
        assert along(shown) == [point.x for point in native.points]


def sheet_of(chart):
    return load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Gegevens"]


def test_the_data_sheet_holds_the_same_numbers():
    (chart,) = charts(drawn("ranking"))
    rows = list(sheet_of(chart).iter_rows(values_only=True))
    assert rows == [
        (None, "Werkzoekendengraad"),
        ("1. Gemeente 3", made.LONG[2]),
        ("2. Gemeente 2", made.LONG[1]),
        ("Oost-Brabant", 4.25),
        ("3. Gemeente 1", made.LONG[0]),
    ]


def test_the_data_sheet_of_a_cloud_names_its_points():
    (chart,) = charts(drawn("scatter"))
    rows = list(sheet_of(chart).iter_rows(values_only=True))
    assert rows[:3] == [
        ("Werkzoekendengraad (%)", "Gemeenten", "Naam"),
        (3.5, 410_000, "Asse"),
        (made.LONG[2], 455_000, "Leuven"),
    ]


def test_no_name_becomes_a_formula_in_the_data_sheet():
    rows = made.ranking_rows().assign(naam="=1+1")
    native = made.native_bars.bars(made.RATE, rows, name="=2+2")
    _, slide, _ = slides_of(Shown(made.native_figure(native)))
    (chart,) = charts(slide)
    cells = [cell for row in sheet_of(chart).iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert sheet_of(chart)["B1"].value == "=2+2"


def test_the_sheet_opens_with_dutch_number_formats():
    (chart,) = charts(drawn("ranking"))
    assert sheet_of(chart)["B2"].number_format.startswith("[$-813]#,##0.0")


def test_gaps_stay_gaps():
    (chart,) = charts(drawn("trend"))
    assert chart._chartSpace.xpath("./c:chart/c:dispBlanksAs/@val") == ["gap"]


def test_a_long_ranking_stands_in_columns_on_one_scale():
    _, first, second, _ = slides_of(Shown(made.native_figure(made.ranking(66))))
    parts = [*charts(first), *charts(second)]
    assert [len(list(part.plots[0].categories)) for part in parts] == [17, 17, 17, 17]
    assert len({(part.value_axis.minimum_scale, part.value_axis.maximum_scale) for part in parts}) == 1
    shown = [value for part in parts for (values,) in [series_of(part).values()] for value in values if value]
    assert shown == [point.y for point in made.ranking(66).series[0].points]


@pytest.mark.parametrize("kind", made.KINDS)
def test_elements_of_a_chart_stand_in_the_order_of_the_schema(kind):
    """PowerPoint refuses a file in which they do not; python-pptx knows the order of many."""
    (chart,) = charts(drawn(kind))
    for element in chart._chartSpace.iter():
        order = [name.rpartition(":")[2] for name in getattr(type(element), "_tag_seq", ())]
        known = [name for name in (child.tag.rpartition("}")[2] for child in element) if name in order]
        assert known == sorted(known, key=order.index), element.tag
        assert len(set(known)) == len(known) or element.tag.endswith(("plotArea", "Chart", "ser", "dLbls"))


# --- looks -------------------------------------------------------------------------------------------------


def test_colours_of_the_house_follow_the_theme():
    (chart,) = charts(drawn("trend"))
    used = set(chart._chartSpace.xpath(".//c:ser/c:spPr//a:schemeClr/@val"))
    assert THEME_COLOURS["accent3"] == made.TOWN.colour
    assert used == {"accent3"}


def test_another_theme_does_not_change_what_a_colour_means():
    _, slide, _ = slides_of(Shown(made.native_figure(made.trend())), template=office_template())
    (chart,) = charts(slide)
    assert set(chart._chartSpace.xpath(".//c:ser/c:spPr//a:srgbClr/@val")) == {made.TOWN.colour[1:].upper()}


def test_all_text_is_marked_as_dutch():
    for slide in slides_of(Section("Werk", "Hoe?"), Shown(figure(), comment="Toelichting")):
        assert {run._r.rPr.get("lang") for run in runs(slide)} <= {"nl-BE"}


def test_a_projection_is_dashed_and_its_points_are_hollow():
    (chart,) = charts(drawn("trend"))
    _, projected = chart._chartSpace.xpath(".//c:ser")
    assert projected.xpath("./c:spPr/a:ln/a:prstDash/@val") == ["sysDash"]
    assert projected.xpath("./c:dPt/c:marker/c:spPr/a:solidFill/a:schemeClr/@val") == ["bg1"]


def test_a_line_is_named_at_its_end_with_its_last_value():
    (chart,) = charts(drawn("trend"))
    (label,) = chart._chartSpace.xpath(".//c:dLbl")
    assert label.find("{*}idx").get("val") == "5"
    assert (label.find("{*}showSerName").get("val"), label.find("{*}showVal").get("val")) == ("1", "1")


def test_the_remark_stands_in_the_number_format_so_that_the_label_stays_a_number():
    (chart,) = charts(drawn("ranking"))
    codes = chart._chartSpace.xpath(".//c:dLbl/c:numFmt/@formatCode")
    assert sum("(voorlopig)" in code for code in codes) == 1


def test_the_map_has_a_native_legend_with_its_classes_and_numbers():
    _, slide, _ = slides_of(Shown(made.mapped()))
    shown = texts(slide)
    assert {"Gemeenten per klasse", "minder dan 3,5", "3,5 of meer", "1", "Leuven"} <= set(shown)
    fills = [shape._element.xpath("./p:spPr/a:solidFill/*/@val") for shape in shapes_named(slide, "Kleur")]
    assert fills == [["ABCBE6"], ["12456F"]]


def test_the_map_is_sharp():
    _, slide, _ = slides_of(Shown(made.mapped()))
    (picture,) = shapes_named(slide, "Kaart")
    assert picture.image.size[0] / Emu(picture.width).inches > 150


# --- words -------------------------------------------------------------------------------------------------


def test_the_finding_is_the_heading_and_the_title_says_what_is_shown():
    slide = drawn("ranking")
    assert slide.shapes.title.text_frame.text == "5,4 % in Oost-Brabant en 5,1 % in Halle-Vilvoorde"
    assert "Werkzoekendengraad (%), in 2024" in texts(slide)


def test_an_own_heading_and_comment_take_their_places():
    slide = drawn("ranking", heading="Tienen blijft hoog", comment="Vraag aan de VDAB.\nTegen juni.")
    assert slide.shapes.title.text_frame.text == "Tienen blijft hoog"
    assert "Vraag aan de VDAB.\nTegen juni." in texts(slide)


def test_each_figure_tells_its_source_release_and_link():
    slide = drawn("ranking")
    assert "Bron: VDAB · Streekmonitor, release abc123" in texts(slide)
    assert [run.hyperlink.address for run in runs(slide) if run.hyperlink.address] == [LINK]


def test_the_footer_leaves_out_what_the_last_slide_tells():
    source = "Bron: Statbel (Algemene Directie), Inkomens (Inkomens (2024); CC BY; bestand van 1 mei 2026)"
    _, slide, last = slides_of(
        Shown(figure(drawings=made.native_figure(made.trend()).drawings, sources=(source,)))
    )
    assert "Bron: Statbel, Inkomens · Streekmonitor, release abc123" in texts(slide)
    assert source in everything(last)


def test_the_notes_tell_definition_caveats_and_origin():
    notes = drawn("ranking").notes_slide.notes_text_frame.text
    assert "Werkzoekendengraad: Werkzoekenden per 100 inwoners van de beroepsbevolking." in notes
    assert "- Een raming is geen telling." in notes
    assert LINK in notes


@pytest.mark.parametrize(("made_figure", "name"), [
    (made.native_figure(made.trend()), "Grafiek"), (made.mapped(), "Kaart"), (figure(drawings=()), "Tabel"),
])  # fmt: skip
def test_charts_maps_and_tables_have_an_alternative_text(made_figure, name):
    _, slide, _ = slides_of(Shown(made_figure))
    (shape,) = shapes_named(slide, name)
    told = shape._element.xpath(".//p:cNvPr/@descr")[0]
    assert (
        told == f"{name}: Werkzoekendengraad (%), in 2024. 5,4 % in Oost-Brabant en 5,1 % in Halle-Vilvoorde."
    )


def test_cover_sections_and_sources_come_in_order():
    deck = opened(
        Section("Werk en economie", "Hoe staan we ervoor?"),
        Shown(figure()),
        title="Stand van zaken",
        subtitle="Overleg",
        organisation="Taskforce",
        date="4 december 2026",
        link="https://streekmonitor.test/presentatie",
    )
    cover, section, _, last = deck.slides
    assert texts(cover)[:3] == ["Stand van zaken", "Overleg", "Taskforce\n4 december 2026"]
    assert texts(section)[:2] == ["Werk en economie", "Hoe staan we ervoor?"]
    assert "Bron: VDAB\nCijfers: Streekmonitor, release abc123" in everything(last)
    assert deck.core_properties.title == "Stand van zaken"


def test_slides_are_numbered():
    _, slide, last = slides_of(Shown(figure()))
    numbers = [each._element.xpath(".//a:fld[@type='slidenum']/a:t/text()") for each in (slide, last)]
    assert [number[0] for number in numbers] == ["2", "3"]


def test_no_empty_placeholder_is_left():
    for slide in slides_of(Section("Werk"), Shown(figure()), Shown(figure(drawings=()))):
        empty = [
            shape.name
            for shape in slide.placeholders
            if not shape.has_text_frame or not shape.text_frame.text
        ]
        assert empty == []


def test_many_sources_go_on_the_next_slide():
    lines = tuple(f"Regel {number}: " + "nieuwe cijfers " * 12 for number in range(30))
    slides = slides_of(Shown(figure(sources=lines)))
    told = "\n".join(map(everything, slides))
    assert all(f"Regel {number}:" in told for number in range(30))
    assert "Bronnen en licenties (2)" in told


# --- tables ------------------------------------------------------------------------------------------------


def cells_of(slide):
    (frame,) = shapes_named(slide, "Tabel")
    return [[cell.text for cell in row.cells] for row in frame.table.rows]


def test_a_table_has_dutch_numbers_and_tells_absence():
    _, slide, _ = slides_of(Shown(figure(drawings=())))
    assert cells_of(slide) == [
        ["Gebied", "Periode", VALUE, "Status"],
        ["Leuven", "2024", "0,3\u00a0%", "vastgesteld"],
        ["Asse", "2024", "0,0\u00a0%", "vastgesteld"],
        ["Tienen", "2024", "−1.234,5\u00a0%", "raming"],
        ["’s-Gravenvoeren", "2024", "–", "vertrouwelijk"],
        ["Vlaams Gewest", "2024", "–", "geen gegevens"],
    ]


def long_table(rows):
    return pd.DataFrame(
        {"Gebied": [f"Gemeente {n}" for n in range(rows)], "Inwoners": [1000.0 * n for n in range(rows)]}
    )


def long_figure(rows):
    return figure(drawings=(), table=long_table(rows), formats={"Inwoners": NumberFormat(0)})


def test_a_long_table_is_cut_and_counts_what_is_left_out():
    _, slide, _ = slides_of(Shown(long_figure(63)))
    shown = len(cells_of(slide)) - 1
    assert f"… en {63 - shown} meer in het werkblad" in texts(slide)


def test_a_whole_table_goes_on_with_every_row_once():
    _, *pages, _ = slides_of(Shown(long_figure(63), whole_table=True))
    rows = [row for page in pages for row in cells_of(page)[1:]]
    assert rows == [[f"Gemeente {n}", f"{n}.000" if n else "0"] for n in range(63)]


def test_a_table_stays_within_its_slide():
    _, slide, _ = slides_of(
        Shown(figure(drawings=(), table=table().assign(Toelichting="w" * 2_000)), comment="x" * 900)
    )
    (frame,) = shapes_named(slide, "Tabel")
    assert frame.left + sum(column.width for column in frame.table.columns) <= Emu(12_192_000)


# --- templates ---------------------------------------------------------------------------------------------


def office_template():
    """PowerPoint's own layouts, in English and 16:9, with a slide in it."""
    from pptx import Presentation

    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    target = BytesIO()
    deck.save(target)
    return target.getvalue()


def test_words_above_a_distribution_do_not_touch_where_its_lines_are_near():
    native = made.spread(others=(5.0, 5.1, 5.2))
    _, slide, _ = slides_of(Shown(made.native_figure(native), comment="Toelichting"))
    (chart,) = charts(slide)
    tops = [max(series.values) for series in chart.plots[0].series if series.name.startswith("Oost-Brabant")]
    assert len(set(tops)) == 3
