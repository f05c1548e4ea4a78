"""A figure as PNG and SVG: complete, sharp, within its frame, and readable whatever its texts hold."""

import io
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from exported_figure import (
    ANY_TEXT,
    DARK,
    IN_A_FRAME,
    LIGHT,
    figure,
    legend_drawing,
    map_drawing,
    topology,
    trend_drawing,
)
from hypothesis import HealthCheck, given, settings
from PIL import Image, ImageColor

from streekmonitor.charts.theme import INK
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.export.picture import as_png, as_svg

SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def png(made: ExportedFigure) -> Image.Image:
    return Image.open(io.BytesIO(as_png(made, topology())))


def svg(made: ExportedFigure) -> ET.Element:
    return ET.fromstring(as_svg(made, topology()))  # noqa: S314 what we made


def tagged(picture: ET.Element, name: str) -> Iterator[ET.Element]:
    return picture.iter(f"{{http://www.w3.org/2000/svg}}{name}")


def words(picture: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in tagged(picture, "text")]


def share(picture: Image.Image, colour: str) -> float:
    """The part of a picture that has exactly this colour."""
    wanted = ImageColor.getrgb(colour)
    counts = picture.convert("RGB").getcolors(picture.width * picture.height) or []
    return sum(count for count, found in counts if found == wanted) / (picture.width * picture.height)


def test_a_png_is_25_cm_wide_at_300_dots_per_inch() -> None:
    made = png(figure())
    height = int(svg(figure()).attrib["height"])
    # 16 + 960 + 16 pixels, three dots for each; 2.976 dots / 300 per inch × 2,54 cm = 25,2 cm.
    assert made.size == (992 * 3, height * 3)
    assert [round(dots) for dots in made.info["dpi"]] == [300, 300]
    assert round(made.width / made.info["dpi"][0] * 2.54, 1) == 25.2


def test_a_png_shows_the_areas_in_their_colours_and_text() -> None:
    made = png(figure(drawings=(map_drawing(),)))
    # 200 pixels are the height of 100 metres and of a margin of 2 on both sides.
    both = [share(made, DARK), share(made, LIGHT)]
    side = 100 * 200 / (100 + 2 + 2)
    expected = side**2 / (992 * made.height / 3)
    assert both == pytest.approx([expected, expected], rel=0.05)
    assert share(made, INK) > 0.001


def test_what_lies_outside_the_frame_of_a_map_is_cut_off() -> None:
    """Zoomed in on the eastern square in a frame of its form, above a legend with a dark bar."""
    east = map_drawing(box=(100.0, 0.0, 200.0, 100.0))
    framed = Drawing({**east.spec, "width": 200}, east.datasets)
    with_map, without = (png(figure(drawings=(*maps, legend_drawing()))) for maps in ((framed,), ()))
    light, dark = ((share(with_map, tint), share(without, tint)) for tint in (LIGHT, DARK))
    area, area_without = (made.width * made.height for made in (with_map, without))
    # 600 dots wide and high, less the margin of 2 on 104; of the western square only that margin is seen.
    assert light[0] * area - light[1] * area_without == pytest.approx((600 * 100 / 102) ** 2, rel=0.06)
    assert dark[0] * area - dark[1] * area_without < 0.02 * 600**2


def test_boundaries_are_not_fetched_and_no_other_data_either() -> None:
    elsewhere = {
        "data": {"url": "http://localhost:9/rows.json"},
        "mark": "point",
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
    with pytest.raises(ValueError, match="not allowed"):
        as_svg(figure(drawings=(Drawing(elsewhere, {}),)), topology())


def test_layers_of_a_map_share_one_clip() -> None:
    """Each clip costs a tenth of a second in the PNG."""
    clips = [part.attrib["clip-path"] for part in svg(figure()).iter() if "clip-path" in part.attrib]
    assert len(clips) == 1
    assert clips[0][5:-1] in {part.attrib["id"] for part in tagged(svg(figure()), "clipPath")}


def test_ids_differ_between_charts_and_are_defined_once() -> None:
    picture = svg(figure(drawings=(map_drawing(), map_drawing(box=(0.0, 0.0, 100.0, 100.0)))))
    ids = [part.attrib["id"] for part in picture.iter() if "id" in part.attrib]
    assert len(ids) == len(set(ids)) == 2


def test_a_picture_says_what_it_shows_and_where_it_comes_from() -> None:
    made = figure(drawings=(map_drawing(), trend_drawing()))
    found = words(svg(made))
    for text in (
        made.title,
        made.sentence,
        "Leuven",
        "1.000",
        "De as begint niet bij nul.",
        "Een raming is geen telling.",
        "Bron: VDAB · Streekmonitor, release\u00a0abc123",
    ):
        assert text in found


def test_text_is_text_in_the_house_font() -> None:
    picture = svg(figure(drawings=(map_drawing(), legend_drawing(), trend_drawing())))
    assert picture.attrib["font-family"].startswith("Inter Tabular,")
    fonts = {
        text.attrib.get("font-family", picture.attrib["font-family"]) for text in tagged(picture, "text")
    }
    assert fonts == {picture.attrib["font-family"]}
    assert "1.000" in words(picture)  # an axis' own number, with the Dutch sign for thousands


def test_a_picture_needs_nothing_from_elsewhere() -> None:
    text = as_svg(figure(), topology()).decode()
    assert "href=" not in text
    assert "app/static" not in text
    assert "url(http" not in text


def test_a_picture_has_a_title_and_a_description() -> None:
    made = figure(title="Wie?\nHoeveel?")
    picture = svg(made)
    assert [part.text for part in picture][:2] == ["Wie? Hoeveel?", made.sentence]


def test_a_picture_of_the_same_figure_is_the_same() -> None:
    assert as_svg(figure(), topology()) == as_svg(figure(), topology())


def test_charts_stand_below_each_other_within_the_width() -> None:
    """A chart that sets its own width, wider than the picture, is made smaller."""
    wide = trend_drawing()
    spec = {**wide.spec, "width": 1920}
    one, other = (
        svg(figure(drawings=drawings))
        for drawings in ((wide,), (Drawing(spec, wide.datasets, caption=wide.caption), wide))
    )
    [place] = [part.attrib["transform"] for part in one if part.tag.endswith("}g")]
    smaller, below = [part.attrib["transform"] for part in other if part.tag.endswith("}g")]
    assert place.endswith("scale(1)")
    assert 0.4 < float(smaller.split("scale(")[1][:-1]) < 0.51
    assert float(below.split(",")[1].split(")")[0]) > float(smaller.split(",")[1].split(")")[0]) + 100


def test_a_key_explains_what_only_colour_tells() -> None:
    chart = map_drawing()
    key = tuple((f"Streek {number}", DARK) for number in range(20))
    picture = svg(figure(drawings=(Drawing(chart.spec, chart.datasets, key=key),)))
    strokes = [line for line in tagged(picture, "line") if line.attrib["stroke"] == DARK]
    assert [text for text in words(picture) if text.startswith("Streek ")] == [name for name, _ in key]
    assert len(strokes) == 20
    assert len({line.attrib["y1"] for line in strokes}) > 1
    assert all(16 <= float(line.attrib["x1"]) < 992 - 16 for line in strokes)


def test_a_figure_without_a_chart_still_has_its_words() -> None:
    assert figure().title in words(svg(figure(drawings=())))


def test_a_very_tall_picture_gives_way_in_resolution() -> None:
    chart = trend_drawing()
    made = png(figure(drawings=(Drawing({**chart.spec, "height": 20_000}, chart.datasets),)))
    assert 35_000_000 < made.width * made.height <= 41_000_000


@SLOW
@given(title=ANY_TEXT, note=ANY_TEXT, name=IN_A_FRAME)
def test_any_text_stays_text(title: str, note: str, name: str) -> None:
    made = figure(title=title, notes=(note,), drawings=(map_drawing(name=name),), sources=(note,))
    picture = svg(made)
    plain = svg(figure(drawings=(map_drawing(name="x"),), title="x", notes=("x",), sources=("x",)))
    assert {part.tag for part in picture.iter()} <= {part.tag for part in plain.iter()} | {
        "{http://www.w3.org/2000/svg}tspan"
    }
    assert picture.attrib["width"] == "992"
    assert int(picture.attrib["height"]) < 1_000
    assert png(made).width == 2976
