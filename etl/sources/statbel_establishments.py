"""Statbel, be.STAT "Aantal vestigingseenheden": establishments of all enterprises in the fourth quarter.

All quarters are on the division of 2025, by name. The file repeats a whole quarter word for word. What has
no known place counts for Belgium and for no other area, so that Belgium is more than its municipalities.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, Remote
from etl.files import SourceFiles
from etl.parsed import Parsed, SetAside, combine, observations_of
from etl.read_structured import read_facts
from etl.sources.cells import counts_of, expect_each

SOURCE = "statbel_establishments"
FILES: tuple[str, ...] = ("statbel/establishments/vestigingseenheden.json",)
AREAS = "name"
REST_AREAS: Mapping[str, str] = {}
BELGIUM = "België"
UNLOCATED: Mapping[str, str] = {"01000": "vestigingen zonder bekende plaats tellen alleen mee voor België"}
ADDRESS: Address = (
    Remote(
        "https://bestat.statbel.fgov.be/bestat/api/views/010873e5-add8-4664-a58c-77b2e6e9da62/result/JSON",
        FILES[0],
    ),
)

REGION, DISTRICT, MUNICIPALITY = "Gewest", "Arrondissement", "Gemeente"
QUARTER = "Kwartaal"  # "4de kwartaal 2023"
COUNT = "Aantal vestigingseenheden"
NO_PLACE = "Onbepaalde locatie"
QUARTERS = r"(?P<quarter>[1-4])(?:ste|de|e) kwartaal (?P<year>20\d\d)"
FOURTH = "4"  # stands for its year

REPEATED = "rij die het bestand letterlijk herhaalt"
OTHER_QUARTER = "ander kwartaal dan het vierde"
SUBTOTAL = "subtotaal zonder gemeente"


def parse(files: SourceFiles) -> Parsed:
    """Read the fourth quarter of each year, by municipality and for Belgium."""
    path = files.path(FILES[0])
    facts = read_facts(path, (REGION, DISTRICT, MUNICIPALITY, QUARTER, COUNT))
    repeated = facts.duplicated()
    facts = facts[~repeated]
    when = facts[QUARTER].str.extract(rf"^{QUARTERS}$")
    expect_each(facts[QUARTER], when["year"].notna(), path, "een kwartaal ('4de kwartaal 2023')")
    fourth = when["quarter"].eq(FOURTH)
    subtotal = facts[MUNICIPALITY].eq("") & facts[REGION].ne(NO_PLACE)
    rows = facts[fourth & ~subtotal]
    rows = rows.assign(period=when["year"], value=counts_of(rows[COUNT], path), area=_labels(rows, path))
    aside = {REPEATED: repeated, OTHER_QUARTER: ~fourth, SUBTOTAL: fourth & subtotal}
    return Parsed(
        _observations(rows),
        set_aside=tuple(SetAside(reason, int(which.sum())) for reason, which in aside.items() if which.any()),
        files=FILES,
    )


def _labels(rows: pd.DataFrame, path: Path) -> pd.Series:
    """Return "Halle (Arrondissement Halle-Vilvoorde)", for some names occur twice; "" without a place."""
    placed = rows[MUNICIPALITY].ne("")
    expect_each(rows[DISTRICT], ~placed | rows[DISTRICT].ne(""), path, "het arrondissement van de gemeente")
    qualified = rows[MUNICIPALITY].str.contains("(", regex=False)
    label = rows[MUNICIPALITY].where(qualified, rows[MUNICIPALITY] + " (" + rows[DISTRICT] + ")")
    return label.where(placed, "")


def _observations(rows: pd.DataFrame) -> pd.DataFrame:
    municipal = rows[rows["area"] != ""]
    country = rows.groupby("period")["value"].sum().reset_index().assign(area=BELGIUM)
    return combine(
        observations_of("establishments", table["area"], table["period"], table["value"])
        for table in (municipal, country)
    )
