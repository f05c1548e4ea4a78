"""Whatever texts hold, they stay text, and the deck opens."""

import native_figures as made
import pytest
from deck import everything, opened
from exported_figure import ANY_TEXT, IN_A_FRAME, NASTY, figure
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from streekmonitor.export.cells import on_one_line
from streekmonitor.export.document import Section, Shown

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SPECIAL = [
    "’s-Gravenbrakel, Łódź & <b>é</b>",
    "👩‍👩‍👧 🏳️‍🌈 familie",
    "שלום עולם, مرحبا بالعالم",
    "a\u202eb\u200f\u0301",
    "漢字" * 60,
    "=1+1\n+2\n@SUM(A1)",
    "&amp; ]]> <a:t> {} %s _x000D_",
    "w" * 5_000,
    "lange zin " * 400,
    "\n\n\n",
    "",
]
TEXT = st.one_of(st.sampled_from([*SPECIAL, *NASTY]), ANY_TEXT, st.text(max_size=400))


def shown(text: str) -> str:
    """A text as a slide shows it: control characters left out, and its spaces as they fall."""
    return " ".join(on_one_line(text).split())


@SLOW
@given(TEXT)
@example("’s-Gravenbrakel & <omgeving>")
def test_any_text_stays_text_everywhere(text):
    deck = opened(
        Section(text, text),
        Shown(made.native_figure(made.trend(), title=text, notes=(text,)), text, text),
        Shown(
            figure(
                drawings=(), sentence=text, sources=(text,), release=text or "r", definitions=((text, text),)
            )
        ),
        title=text,
        subtitle=text,
        organisation=text,
        date=text,
        link=text,
    )
    cover = deck.slides[0]
    if shown(text) and len(shown(text)) < 40 and cover.shapes.title is not None:
        assert shown(cover.shapes.title.text_frame.text) == shown(text)


@SLOW
@given(st.one_of(st.sampled_from([*SPECIAL, *NASTY]), IN_A_FRAME))
def test_any_name_stays_text_in_charts_and_tables(text):
    rows = made.ranking_rows().assign(naam=text)
    chart = made.native_bars.bars(made.RATE, rows, name=text)
    table = figure().table.assign(Gebied=text).rename(columns={"Periode": text or "Periode"})
    deck = opened(Shown(made.native_figure(chart)), Shown(figure(drawings=(), table=table)))
    (drawn,) = [shape.chart for shape in deck.slides[1].shapes if shape.has_chart]
    names = drawn._chartSpace.findall(".//{*}ser/{*}cat//{*}v")
    assert [name.text or "" for name in names] == [on_one_line(text)] * 4


@pytest.mark.parametrize("text", SPECIAL)
def test_a_short_text_is_shown_whole_and_a_long_one_ends_with_dots(text):
    deck = opened(Shown(made.native_figure(made.trend()), "Kop", text))
    told = [shape.text_frame.text for shape in deck.slides[1].shapes if shape.name == "Toelichting"]
    if not text.strip():
        assert told == []
    elif len(text) < 200:
        assert shown(told[0]) == shown(text)
    else:
        assert told[0].endswith("…")


def test_markup_in_a_heading_is_no_markup():
    deck = opened(Shown(figure(), "<a:br/> & <b>vet</b>"))
    assert "<a:br/> & <b>vet</b>" in everything(deck.slides[1])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", ""])
def test_only_addresses_on_the_web_become_links(address):
    deck = opened(Shown(figure(link=address)))
    relations = [entry.reltype.rpartition("/")[2] for entry in deck.slides[1].part.rels.values()]
    assert "hyperlink" not in relations
