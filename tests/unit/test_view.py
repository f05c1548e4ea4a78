"""The query string as the state of the screen: there and back, whatever a stranger writes in it."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from streekmonitor.view import (
    DEFAULT_COMPARATORS,
    DEFAULT_SET,
    DIRECTIONS,
    MAX_COMPARATORS,
    MAX_SELECTED,
    OWN,
    PARAMETERS,
    RELATIVE_COMPARATORS,
    SHOWN_AS,
    THRESHOLDS,
    View,
    former_notices,
)
from streekmonitor.view_query import read_view
from tests.fixtures.small_release import ALFA, BETA, BRUSSEL, DELTA, EAST, EDGE, EPSILON, GAMMA, small_release

RELEASE = small_release()
CATALOG, AREAS = RELEASE.catalog, RELEASE.areas
IN_PROVINCE = (ALFA, BETA, GAMMA, DELTA, EPSILON)


def read(**query: str) -> tuple[View, list[str]]:
    return read_view(query, CATALOG, AREAS)


def test_an_empty_query_is_the_default_view() -> None:
    assert read() == (View(), [])
    assert View().to_query() == {}
    assert (View().set_id, View().comparators) == (DEFAULT_SET, DEFAULT_COMPARATORS)


def test_everything_chosen_stands_in_the_url_in_dutch() -> None:
    view = View(
        "lijsten", "rate", "2020", EDGE, (ALFA, DELTA), ("belgie",),
        show_all=True, own_members=(ALFA, BETA), own_name="Ons gebied", shown_as="index", since="2018",
        second="events", compared=(EAST, GAMMA), tab="spreiding", direction="in", threshold=500,
        theme="thema", all_years=True, sought="thuistaal in Dilbeek", objective="doel", where="Leuven",
        status="on_track", overdue=True, draft="20261123-0a1b2c",
    )  # fmt: skip
    assert view.to_query() == {
        "indeling": "lijsten",
        "indicator": "rate",
        "periode": "2020",
        "regio": EDGE,
        "gemeenten": f"{ALFA},{DELTA}",
        "vergelijk": "belgie",
        "alle": "ja",
        "eigen": f"{ALFA},{BETA}",
        "naam": "Ons gebied",
        "toon": "index",
        "vanaf": "2018",
        "tegen": "events",
        "gebieden": f"{EAST},{GAMMA}",
        "tab": "spreiding",
        "richting": "in",
        "drempel": "500",
        "thema": "thema",
        "klassen": "alle_jaren",
        "zoek": "thuistaal in Dilbeek",
        "doelstelling": "doel",
        "gebied": "Leuven",
        "status": "on_track",
        "over_tijd": "ja",
        "concept": "20261123-0a1b2c",
    }
    assert set(view.to_query()) == set(PARAMETERS)


def test_a_link_is_the_query_as_it_stands_in_an_address() -> None:
    assert View().to_link() == ""
    assert View(selected=("24062", "23088")).to_link() == "?gemeenten=24062,23088"
    own = View(set_id="eigen", own_members=("24062",), own_name="Ons & jullie")
    assert own.to_link() == "?indeling=eigen&eigen=24062&naam=Ons+%26+jullie"


def test_no_comparators_is_a_choice() -> None:
    query = View(comparators=()).to_query()
    assert query == {"vergelijk": "geen"}
    assert read(**query)[0].comparators == ()


def test_names_serve_as_well_as_codes() -> None:
    view, notices = read(gemeenten="alfa, Gamma ,24002")
    assert (view.selected, notices) == ((ALFA, GAMMA, BETA), [])


def test_a_code_twice_counts_once() -> None:
    assert read(gemeenten=f"{ALFA},Alfa,{ALFA}")[0].selected == (ALFA,)


@pytest.mark.parametrize(
    ("parameter", "text", "expected"),
    [
        ("indicator", "rat", "Wel bijvoorbeeld: rate"),
        ("indeling", "lijst", "lijsten"),
        ("indeling", "vergelijking", "De indeling “vergelijking” bestaat niet"),  # benchmarks are no choice
        ("regio", EDGE, "Wel bijvoorbeeld"),  # not a region of the set on screen
        ("gemeenten", "Nergenshuizen", "weggelaten (gemeenten): “Nergenshuizen”"),
        ("gemeenten", BRUSSEL, "weggelaten (gemeenten)"),  # a municipality, but not of the province
        ("gemeenten", EAST, "weggelaten (gemeenten)"),  # a region is no municipality
        ("vergelijk", "mars", "weggelaten (vergelijkingen): “mars”"),
        ("gebieden", OWN, "weggelaten (gebieden): “eigen”"),  # there is no own region
        ("richting", "op", "De richting “op” bestaat niet. Wel bijvoorbeeld: uit en in"),
        ("drempel", "99", "De drempel “99” bestaat niet"),
    ],
)
def test_what_makes_no_sense_is_left_out_and_said(parameter: str, text: str, expected: str) -> None:
    view, notices = read(**{parameter: text})
    assert view == (View(comparators=()) if parameter == "vergelijk" else View())
    assert len(notices) == 1
    assert expected in notices[0]


def test_what_makes_sense_stays_beside_what_does_not() -> None:
    view, notices = read(gemeenten=f"{ALFA},Nergens,{GAMMA}", indicator="rate")
    assert (view.selected, view.indicator, len(notices)) == ((ALFA, GAMMA), "rate", 1)


def test_too_many_municipalities_are_cut_and_said() -> None:
    many = ",".join([*IN_PROVINCE, "Nergens"] * 20)
    view, notices = read(gemeenten=many)
    assert view.selected == IN_PROVINCE
    assert any(f"hoogstens {MAX_SELECTED} gemeenten" in notice for notice in notices)


def test_too_many_comparators_are_cut_and_said() -> None:
    view, notices = read(vergelijk=",".join(AREAS.regions))
    assert view.comparators == tuple(AREAS.regions)[:MAX_COMPARATORS]
    assert len(notices) == 1


def test_another_set_lets_its_region_go() -> None:
    view = View(region=EAST, selected=(ALFA,), indicator="rate")
    assert view.with_set("lijsten") == replace(view, set_id="lijsten", region=None)


def test_toggling_adds_and_takes_out_and_the_oldest_makes_room() -> None:
    view = View().toggled(ALFA).toggled(BETA)
    assert view.selected == (ALFA, BETA)
    assert view.toggled(ALFA).selected == (BETA,)
    full = View(selected=tuple("123456"))
    assert full.toggled("7").selected == tuple("234567")


def test_leading_puts_a_municipality_in_front() -> None:
    assert View(selected=(ALFA, BETA)).leading(BETA).selected == (BETA, ALFA)
    assert View(selected=(ALFA, BETA)).leading(GAMMA).selected == (GAMMA, BETA)
    assert View().leading(GAMMA).selected == (GAMMA,)


def test_a_former_municipality_leads_to_its_successor() -> None:
    notices = former_notices(View(selected=(ALFA, DELTA)), AREAS)
    assert notices == ["Delta is op 1 januari 2025 opgegaan in Gamma."]


@st.composite
def views(draw: st.DrawFn) -> View:
    own = tuple(draw(st.lists(st.sampled_from((ALFA, BETA, GAMMA)), unique=True)))
    sets = [entry.id for entry in AREAS.sets.values() if entry.selectable]
    set_id = draw(st.sampled_from([*sets, OWN] if own else sets))
    regions = (OWN,) if set_id == OWN else AREAS.sets[set_id].regions
    known = sorted(AREAS.regions)
    comparable = [*known, *RELATIVE_COMPARATORS, ALFA]
    together = [*known, *RELATIVE_COMPARATORS, *([OWN] if own else [])]
    return View(
        set_id=set_id,
        indicator=draw(st.none() | st.sampled_from(sorted(CATALOG.indicator_by_id))),
        period=draw(st.none() | st.sampled_from(["2024", "2025-Q3", "2026-04"])),
        region=draw(st.none() | st.sampled_from(regions)),
        selected=tuple(draw(st.lists(st.sampled_from(IN_PROVINCE), unique=True, max_size=MAX_SELECTED))),
        comparators=tuple(draw(st.lists(st.sampled_from(comparable), unique=True, max_size=MAX_COMPARATORS))),
        show_all=draw(st.booleans()),
        own_members=own,
        own_name=draw(st.sampled_from(["", "Groene rand"])) if own else "",
        shown_as=draw(st.sampled_from(SHOWN_AS)),
        since=draw(st.none() | st.sampled_from(["2014", "2020-Q1"])),
        second=draw(st.none() | st.sampled_from(sorted(CATALOG.indicator_by_id))),
        compared=tuple(draw(st.lists(st.sampled_from([*together, *IN_PROVINCE]), unique=True, max_size=5))),
        tab=draw(st.sampled_from(["", "spreiding"])),
        direction=draw(st.sampled_from(DIRECTIONS)),
        threshold=draw(st.sampled_from(THRESHOLDS)),
        theme=draw(st.none() | st.sampled_from(sorted(CATALOG.theme_by_id))),
        all_years=draw(st.booleans()),
        sought=draw(st.sampled_from(["", "Sint-Genesius-Rode", "jobratio (15-64)"])),
        draft=draw(st.sampled_from(["", "20261123-0a1b2c"])),
    )


@given(views())
def test_a_view_survives_the_address_bar(view: View) -> None:
    assert read_view(view.to_query(), CATALOG, AREAS) == (view, [])


@given(views(), st.sampled_from(IN_PROVINCE))
def test_toggling_twice_changes_nothing_but_the_order(view: View, code: str) -> None:
    if len(view.selected) < MAX_SELECTED or code in view.selected:
        assert set(view.toggled(code).toggled(code).selected) == set(view.selected)


ANY_TEXT = st.text(max_size=60) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "[x](javascript:y)",
        "\x00\x1b[31m",
        "🙂" * 30,
        ",,,,",
        "geen,geen",
        "\u202e",
    ]
)


@settings(deadline=None)  # 60 kB of unknown names take a moment
@given(st.dictionaries(st.sampled_from(PARAMETERS) | st.text(max_size=10), ANY_TEXT, max_size=8))
@example({"gemeenten": "<b>" * 20000})
@example({"gemeenten": ",".join(["Nergens<"] * 7500)})
@example(dict.fromkeys(PARAMETERS, "A" * 60000))
@example(dict.fromkeys(PARAMETERS, "\x00\r\n<img src=x onerror=y>"))
def test_no_query_breaks_the_page_or_brings_markup(query: dict[str, str]) -> None:
    view, notices = read_view(query, CATALOG, AREAS)
    assert view.set_id in {*AREAS.sets, OWN}
    assert view.regions(AREAS)
    assert view.indicator is None or view.indicator in CATALOG.indicator_by_id
    assert set(view.selected) <= set(IN_PROVINCE)
    assert len(view.selected) <= MAX_SELECTED
    assert len(view.period or "") <= 40
    for notice in notices:
        assert not set("<>[]`*&\x00\x1b\r\n") & set(notice)
        assert len(notice) < 500
    assert read_view(view.to_query(), CATALOG, AREAS)[0] == view


def test_an_own_region_is_made_of_municipalities_in_force() -> None:
    view, notices = read(indeling="eigen", eigen=f"Beta,{DELTA}", naam="<b>Onze</b> rand & co")
    (region,) = view.regions(AREAS)
    assert notices == []
    assert (region.id, set(region.members)) == ("eigen", {BETA, GAMMA})
    assert region.label == "bOnzeb rand  co"


def test_an_own_region_without_municipalities_is_no_set() -> None:
    view, notices = read(indeling="eigen", naam="Niets")
    assert (view.set_id, view.own_name) == (DEFAULT_SET, "")
    assert len(notices) == 1


# --- a region of one's own ---------------------------------------------------------------------------------


def test_a_municipality_goes_in_and_out_of_the_own_region() -> None:
    view = View().own_toggled("24062").own_toggled("23088")
    assert view.own_members == ("23088", "24062")
    assert view.own_toggled("24062").own_members == ("23088",)


def test_an_own_region_without_members_is_no_region_to_look_at() -> None:
    view = View(set_id="eigen", own_members=("24062",), region="eigen")
    assert view.with_own(["23088"]).set_id == "eigen"
    assert view.with_own(["23088"]).region == "eigen"
    assert view.own_toggled("24062") == View()
