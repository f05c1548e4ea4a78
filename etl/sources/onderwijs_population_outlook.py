"""Federaal Planbureau and Statbel, population of school age by arrondissement: outlook, not observed."""

from collections.abc import Mapping

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, observations_of
from etl.read import read_csv
from etl.sources.cells import counts_of, years
from etl.sources.rows import expect_among, expect_unique

SOURCE = "onderwijs_population_outlook"
FILES: tuple[str, ...] = ("onderwijs/bevolkingsvooruitzichten_schoolleeftijd_arr.csv",)
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://www.plan.be/nl/data/demografie",
        FILES[0],
        "de bevolkingsvooruitzichten per arrondissement en leeftijd, in de kolommen arrondissement, leeftijd "
        "(0, 3-5, 6-11, 12-17), jaar_1jan en bevolking",
    ),
)

AREA = "arrondissement"
CODES = {"Halle-Vilvoorde": "23000", "Leuven": "24000"}  # by name alone Leuven would be the municipality
AGE = "leeftijd"
AGES = {"0": "age_0", "3-5": "age_3_5", "6-11": "age_6_11", "12-17": "age_12_17"}
YEAR = "jaar_1jan"
RESIDENTS = "bevolking"


def parse(files: SourceFiles) -> Parsed:
    """Read the projected residents of every age group."""
    path = files.path(FILES[0])
    table = read_csv(path, (AREA, AGE, YEAR, RESIDENTS))
    expect_unique(table, (AREA, AGE, YEAR), path)
    return Parsed(
        observations_of(
            "school_age_population",
            expect_among(table[AREA], CODES, path).map(CODES),
            years(table[YEAR], path),
            counts_of(table[RESIDENTS], path),
            "projected",
            category=expect_among(table[AGE], AGES, path).map(AGES),
        ),
        files=FILES,
    )
