"""The page Presentatie: collect, order, say, share, open again, take another area, and show."""

import pytest
from streamlit.testing.v1 import AppTest

from streekmonitor.app import basket
from streekmonitor.presentation.link import PARAMETER, to_token
from streekmonitor.presentation.model import ChosenFigure, NewSince, Presentation, SectionHeading
from tests.app.dashboard import IN_FORCE, notices, open_page, texts

RATE = {"indicator": "jobseeker_rate", "periode": "2023", "gemeenten": "24062"}
MAP = ChosenFigure(page="werk", figure="kaart", query=RATE)
TREND = ChosenFigure(page="werk", figure="evolutie", query=RATE)
STRANGE = ChosenFigure(page="werk", figure="bestaatniet", query=RATE)
PAGE = "presentatie"


def opened(*items: object, **fields: str) -> AppTest:
    """The page, arrived at by the link of a presentation."""
    presentation = Presentation(items=items, **fields)  # type: ignore[arg-type]
    return open_page(PAGE, **{PARAMETER: to_token(presentation)})


def kept(app: AppTest) -> Presentation:
    found: Presentation = app.session_state[basket.BASKET]
    return found


def test_an_empty_presentation_says_how_to_begin() -> None:
    assert any("Zet in presentatie" in text for text in texts(open_page(PAGE)))


@pytest.mark.parametrize("figure", ["kaart", "rangschikking", "evolutie", "tabel"])
def test_a_figure_is_put_in_with_its_exact_view(figure: str) -> None:
    app = open_page("werk", **RATE)
    app.button(f"presentatie_{figure}").click().run()
    assert not app.exception
    assert "telt één onderdeel" in app.toast[0].value
    item = kept(app).figures[0]
    assert (item.page, item.figure) == ("werk", figure)
    assert RATE.items() <= item.query.items()
    assert kept(app).release == IN_FORCE.id


def test_a_link_opens_the_presentation_and_leaves_the_address() -> None:
    app = opened(SectionHeading(heading="Werk"), MAP, TREND, title="Overleg")
    assert not app.exception
    assert kept(app).items == (SectionHeading(heading="Werk"), MAP, TREND)
    assert PARAMETER not in app.query_params
    labels = [button.label for button in app.button if button.key and button.key.startswith("kies_")]
    assert [label.split(":")[0] for label in labels] == ["1. **Werk**", "2. Kaart", "3. Evolutie"]


def test_items_are_moved_and_taken_out_and_that_is_undone() -> None:
    app = opened(MAP, TREND)
    app.button("Naar achteren_0").click().run()
    assert kept(app).items == (TREND, MAP)
    app.button("weg_0").click().run()
    assert kept(app).items == (MAP,)
    app.button("ongedaan").click().run()
    assert kept(app).items == (TREND, MAP)
    app.button("leeg").click().run()
    assert kept(app).items == ()


def test_the_presenters_own_words_are_kept() -> None:
    app = opened(MAP)
    app.text_input("heading_0").input("Leuven & <b>de rand</b>").run()
    app.text_area("comment_0").input("=1+1").run()
    app.text_input("vergadering_title").input("Burgemeestersoverleg").run()
    item = kept(app).figures[0]
    assert (item.heading, item.comment) == ("Leuven & <b>de rand</b>", "=1+1")
    assert kept(app).title == "Burgemeestersoverleg"


def test_an_item_without_a_figure_is_told_and_stays() -> None:
    app = opened(STRANGE)
    assert "niet te tonen" in notices(app)
    assert kept(app).items == (STRANGE,)


def test_what_is_new_is_put_in_front() -> None:
    app = opened(MAP, NewSince(day="2026-09-01"))
    app.button("Naar voren_1").click().run()
    assert isinstance(kept(app).items[0], NewSince)
    assert any("Nieuw sinds 1 september 2026" in text for text in texts(app))


def test_the_same_for_another_municipality() -> None:
    app = opened(MAP, TREND)
    app.session_state["menu_Ander gebied"] = True
    app.run()
    app.selectbox("ander_naar").select("24107").run()
    app.button("ander_maak").click().run()
    assert [item.query["gemeenten"] for item in kept(app).figures] == ["24107", "24107"]


def test_a_broken_link_gives_a_dutch_notice_and_an_empty_page() -> None:
    app = open_page(PAGE, **{PARAMETER: "kapot"})
    assert not app.exception
    assert "onvolledig of beschadigd" in notices(app)
    assert kept(app) == Presentation()


def test_figures_of_a_release_that_is_gone_are_those_of_now() -> None:
    app = opened(MAP, release="0123456789ab")
    assert "release 0123456789ab, die hier niet meer is" in notices(app)
    assert not app.exception


# --- the show -----------------------------------------------------------------------------------------


def slide(number: int, *items: object, **fields: str) -> AppTest:
    presentation = Presentation(items=items, **fields)  # type: ignore[arg-type]
    return open_page(PAGE, **{PARAMETER: to_token(presentation), "dia": str(number)})


def words(app: AppTest) -> str:
    return " ".join(entry.proto.body for entry in app.get("html"))


def test_the_show_begins_with_the_cover() -> None:
    app = slide(1, MAP, title="Leuven <3 werk", date="4 december 2026")
    assert "Leuven &lt;3 werk" in words(app)
    assert "4 december 2026" in words(app)
    assert any(entry.value == "1 / 2" for entry in app.markdown)


def test_a_slide_has_its_finding_its_figure_and_its_source() -> None:
    app = slide(2, MAP.model_copy(update={"heading": "Meer werk", "comment": "a < b"}))
    assert 'class="sm-slide-heading">Meer werk<' in words(app)
    assert "a &lt; b" in words(app)
    assert "Bron: VDAB" in words(app)
    assert IN_FORCE.id in words(app)
    assert len(app.get("vega_lite_chart")) == 2  # the map and its legend


def test_the_buttons_go_on_and_back_and_close() -> None:
    app = slide(1, MAP, TREND)
    app.button("dia_volgende").click().run()
    app.button("dia_volgende").click().run()
    assert app.query_params["dia"] == "3"
    assert app.button("dia_volgende").disabled
    app.button("dia_vorige").click().run()
    assert app.query_params["dia"] == "2"
    app.button("dia_sluit").click().run()
    assert "dia" not in app.query_params
    assert kept(app).items == (MAP, TREND)


def test_another_year_is_shown_without_the_words_for_the_first() -> None:
    app = slide(2, MAP.model_copy(update={"heading": "Zo was het in 2023"}))
    assert app.selectbox("dia_periode_2").value == "2023"
    app.selectbox("dia_periode_2").select("2020").run()
    assert "Zo was het in 2023" not in words(app)
    assert "in 2020" in words(app)
    assert kept(app).figures[0].query["periode"] == "2023"  # the presentation itself stays


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "9" * 50, "²"])
def test_a_strange_slide_number_shows_a_slide(number: str) -> None:
    token = to_token(Presentation(items=(MAP,)))
    app = open_page(PAGE, **{PARAMETER: token, "dia": number})
    assert not app.exception
    assert any(entry.value in ("1 / 2", "2 / 2") for entry in app.markdown)


def test_a_show_without_a_presentation_is_the_page() -> None:
    app = open_page(PAGE, dia="3")
    assert any("Zet in presentatie" in text for text in texts(app))
