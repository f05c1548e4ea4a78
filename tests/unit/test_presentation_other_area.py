"""The same presentation for another municipality or region, on the areas of the province."""

from functools import cache
from pathlib import Path

from streekmonitor.area_files import load_areas
from streekmonitor.areas import Areas
from streekmonitor.catalog import Catalog
from streekmonitor.catalog_files import load_catalog
from streekmonitor.presentation.model import ChosenFigure, Presentation, SectionHeading
from streekmonitor.presentation.other_area import areas_in, for_area

DATA = Path(__file__).parents[2] / "data"
LEUVEN, TIENEN, DIEST = "24062", "24107", "24020"


@cache
def known() -> tuple[Catalog, Areas]:
    return load_catalog(DATA / "catalog"), load_areas(DATA / "areas")


def shown(heading: str = "", comment: str = "", **query: str) -> ChosenFigure:
    return ChosenFigure(page="werk", figure="kaart", query=query, heading=heading, comment=comment)


def test_a_municipality_takes_the_place_of_another_everywhere() -> None:
    presentation = Presentation(
        items=(
            shown(gemeenten=f"{LEUVEN},{DIEST}", indicator="population"),
            shown(gebieden=f"oost_brabant,{LEUVEN}"),
            shown(vergelijk=f"vlaams_gewest,{LEUVEN}", gemeenten=DIEST),
        )
    )
    made, notices = for_area(presentation, LEUVEN, TIENEN, *known())
    assert [item.query for item in made.figures] == [
        {"gemeenten": f"{TIENEN},{DIEST}", "indicator": "population"},
        {"gebieden": f"oost_brabant,{TIENEN}"},
        {"vergelijk": f"vlaams_gewest,{TIENEN}", "gemeenten": DIEST},
    ]
    assert notices == []


def test_who_is_there_already_stays_once() -> None:
    made, _ = for_area(Presentation(items=(shown(gemeenten=f"{LEUVEN},{TIENEN}"),)), LEUVEN, TIENEN, *known())
    assert made.figures[0].query == {"gemeenten": TIENEN}


def test_a_region_takes_the_place_of_another_with_its_set() -> None:
    presentation = Presentation(items=(shown(regio="oost_brabant"), shown(gebieden="oost_brabant")))
    made, _ = for_area(presentation, "oost_brabant", "dijleland", *known())
    assert [item.query for item in made.figures] == [
        {"indeling": known()[1].regions["dijleland"].set_id, "regio": "dijleland"},
        {"gebieden": "dijleland"},
    ]


def test_titles_change_along_and_claims_are_taken_out() -> None:
    presentation = Presentation(
        title="Leuven in cijfers",
        items=(
            SectionHeading(heading="Werk in Leuven"),
            shown(heading="Leuven daalt", comment="Bij de buren van leuven ook.", gemeenten=LEUVEN),
            shown(heading="Kessel-Lo groeit", comment="Leuvense cijfers.", gemeenten=LEUVEN),
        ),
    )
    made, notices = for_area(presentation, LEUVEN, TIENEN, *known())
    assert made.title == "Tienen in cijfers"
    assert [item.heading for item in made.items] == ["Werk in Tienen", "", "Kessel-Lo groeit"]
    assert [item.comment for item in made.items] == ["", "", "Leuvense cijfers."]
    assert notices == [
        "Een tekst bij onderdeel 2 ging over Leuven en is weggehaald: “Leuven daalt”",
        "Een tekst bij onderdeel 2 ging over Leuven en is weggehaald: “Bij de buren van leuven ook.”",
    ]


def test_the_areas_that_figures_are_about_come_most_frequent_first() -> None:
    presentation = Presentation(
        items=(shown(gemeenten=f"{DIEST},{LEUVEN}"), shown(gemeenten=LEUVEN, regio="oost_brabant"))
    )
    assert areas_in(presentation, *known()) == [LEUVEN, DIEST, "oost_brabant"]
