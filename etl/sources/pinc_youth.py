"""Onderwijs Vlaanderen and Rijksregister through Provincies in Cijfers: home language and origin of youth.

The year of the home language is most likely the first of the school year (2022 = 2022-2023): the
publisher does not say. Its denominator, pupils in Dutch-language education living in the municipality,
is not in the file. Only "totaal" is a count, the rest are percentages.
"""

from etl.files import SourceFiles
from etl.parsed import Parsed
from etl.sources import pinc
from etl.sources.pinc import Topic

SOURCE = "pinc_youth"
FILES: tuple[str, ...] = ("provincies_in_cijfers/youth/flanders_youth.csv",)
AREAS, REST_AREAS = pinc.AREAS, pinc.REST_AREAS
ADDRESS = pinc.exported(
    FILES[0],
    "tabel met de thuistaal van leerlingen en de herkomst van 0-24-jarigen, alle gemeenten, alle jaren; "
    "exporteer naar CSV",
)

TOPICS = {
    # WP = woonplaats: by residence of the pupil, not by municipality of the school
    "leerlingen basisonderwijs die thuis geen Nederlands spreken (t.o.v. lln bo) - WP": Topic(
        "home_language_not_dutch_primary", unit="percent"
    ),
    "leerlingen secundair onderwijs die thuis geen Nederlands spreken (t.o.v. lln so) - WP": Topic(
        "home_language_not_dutch_secondary", unit="percent"
    ),
    "0-24 jaar totaal niet-Belgische herkomst": Topic("youth_non_belgian_origin"),
}


def parse(files: SourceFiles) -> Parsed:
    """Read shares of pupils (per cent) and counts of 0-24-year-olds; shares by origin group are set aside."""
    export = pinc.read_text(files.path(FILES[0]))
    return pinc.parse_export(export, TOPICS, decimal=",", file=FILES[0])
