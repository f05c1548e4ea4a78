"""What a click on a map or a bar does to the view. A chart reports all it holds, each time."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from streekmonitor.app import state
from streekmonitor.view import MAX_SELECTED, View

LEUVEN, VILVOORDE, TIENEN = "24062", "23088", "24107"
KEY = "kaart-provincie"


class Address(dict[str, str]):
    """The query parameters as Streamlit gives them."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)

    def from_dict(self, content: dict[str, str]) -> None:
        self.clear()
        self.update(content)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    content: dict[str, Any] = {}
    monkeypatch.setattr(state.st, "session_state", content)
    monkeypatch.setattr(state.st, "query_params", Address())
    return content


@pytest.fixture
def report(session: dict[str, Any]) -> Callable[..., list[str]]:
    """The chart reports the municipalities it holds; what is then selected comes back."""

    def tell(*codes: str, key: str = KEY, layer: str = "gemeente_municipalities") -> list[str]:
        session[key] = {"selection": {layer: [{"nis": code} for code in codes], "gemeente_former": []}}
        state.click(key)()
        return selected()

    return tell


def selected() -> list[str]:
    return [code for code in state.st.query_params.get("gemeenten", "").split(",") if code]


def search(session: dict[str, Any], *codes: str) -> None:
    """What the search box does with its new value."""
    session["gemeenten"] = list(codes)
    state.choose("gemeenten", lambda view, chosen: View(**{**vars(view), "selected": tuple(chosen)}))()


def test_a_click_takes_in_and_a_second_click_takes_out(report: Callable[..., list[str]]) -> None:
    assert report(LEUVEN) == [LEUVEN]
    assert report(LEUVEN, VILVOORDE) == [LEUVEN, VILVOORDE]
    assert report(VILVOORDE) == [VILVOORDE]
    assert report() == []


def test_a_click_on_what_was_taken_out_elsewhere_takes_it_in_again(
    session: dict[str, Any], report: Callable[..., list[str]]
) -> None:
    report(LEUVEN)
    search(session)
    assert selected() == []
    assert report() == [LEUVEN]  # the chart's own toggle went off; on screen it goes on


def test_a_choice_elsewhere_in_between_does_not_swallow_the_click(
    session: dict[str, Any], report: Callable[..., list[str]]
) -> None:
    report(LEUVEN)
    search(session, LEUVEN, VILVOORDE)
    assert report() == [VILVOORDE]


def test_what_stands_in_the_address_is_taken_out_by_its_first_click(report: Callable[..., list[str]]) -> None:
    state.st.query_params["gemeenten"] = f"{LEUVEN},{VILVOORDE}"
    assert report(LEUVEN) == [VILVOORDE]


def test_a_report_without_change_changes_nothing(report: Callable[..., list[str]]) -> None:
    report(LEUVEN)
    assert report(LEUVEN) == [LEUVEN]


def test_map_and_ranking_each_keep_count_of_their_own_clicks(report: Callable[..., list[str]]) -> None:
    report(LEUVEN)
    assert report(LEUVEN, key="rangschikking-20", layer="gemeente") == []
    assert report(LEUVEN, TIENEN) == [TIENEN]


def test_a_chart_that_was_replaced_starts_without_clicks(report: Callable[..., list[str]]) -> None:
    province = state.chart_key("kaart", "provincie")
    assert report(LEUVEN, key=province) == [LEUVEN]
    state.chart_key("kaart", "oost_brabant")
    assert state.chart_key("kaart", "provincie") == province
    assert report(LEUVEN, key=province) == []


def test_a_chart_that_stays_keeps_its_clicks(report: Callable[..., list[str]]) -> None:
    key = state.chart_key("kaart", "provincie")
    report(LEUVEN, key=key)
    assert state.chart_key("kaart", "provincie") == key
    assert report(key=key) == []


def test_the_seventh_pushes_out_the_first(
    session: dict[str, Any], report: Callable[..., list[str]], tables: Any
) -> None:
    seven = tables.release.by_residents[: MAX_SELECTED + 1]
    search(session, *seven[:-1])
    assert report(seven[-1]) == seven[1:]


def test_a_click_beside_every_municipality_is_no_choice(
    session: dict[str, Any], report: Callable[..., list[str]]
) -> None:
    session[KEY] = {"selection": {"gemeente": [{"nis": ""}, {}]}}
    state.click(KEY)()
    assert selected() == []


def test_the_rest_of_the_address_stays(report: Callable[..., list[str]]) -> None:
    state.st.query_params.update({"indicator": "jobseekers", "periode": "2020", "indeling": "streekwerking"})
    report(LEUVEN)
    assert state.st.query_params == {
        "indicator": "jobseekers",
        "periode": "2020",
        "indeling": "streekwerking",
        "gemeenten": LEUVEN,
    }


# --- on the way to another page -----------------------------------------------------------------------


def test_a_run_that_was_broken_off_on_arrival_loses_no_choice(session: dict[str, Any]) -> None:
    state.st.query_params["gemeenten"] = LEUVEN
    state.start_page("werk")
    state.end_run()
    state.st.query_params.clear()  # the address of a page in the navigation
    state.start_page("mobiliteit")
    assert selected() == [LEUVEN]
    state.st.query_params.clear()  # broken off: the browser never heard of it
    state.start_page("mobiliteit")
    assert selected() == [LEUVEN]
    state.end_run()
    state.st.query_params.clear()  # now it is what the visitor asks for
    state.start_page("mobiliteit")
    assert selected() == []
