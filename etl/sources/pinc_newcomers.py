"""Rijksregister through Provincies in Cijfers: newcomers, four exports made by hand.

Two counts and two rates. The rate of newcomers from outside the EU is per 1.000 inhabitants of 18 and
older from outside the EU, not per 1.000 inhabitants. Which file holds what follows from its header: the
portal cuts the names of its files short ("18_ jaar niet-EU -%2.csv").
"""

from collections.abc import Mapping
from pathlib import Path

from etl.errors import SourceError, listing
from etl.files import SourceFiles
from etl.parsed import Parsed, combine
from etl.sources import pinc
from etl.sources.cells import relative_names
from etl.sources.pinc import Export, Topic

SOURCE = "pinc_newcomers"
FILES: tuple[str, ...] = ("provincies_in_cijfers/newcomers/nieuwkomers*.csv",)
AREAS, REST_AREAS = pinc.AREAS, pinc.REST_AREAS
ADDRESS = pinc.exported(
    FILES[0],
    "vier tabellen, alle gemeenten, alle jaren: nieuwkomers, nieuwkomers niet-EU en beide per 1.000; "
    "exporteer elk naar CSV en behoud de naam van het bestand",
)

TOPICS = {
    "nieuwkomers": Topic("newcomers"),
    "nieuwkomers niet-EU": Topic("newcomers_non_eu"),
    "nieuwkomers per 1.000 inwoners 18+ jaar": Topic("newcomers_per_1000", unit="per_1000"),
    "nieuwkomers niet-EU per 1.000 inwoners 18+ jaar niet-EU": Topic(
        "newcomers_non_eu_per_1000", unit="per_1000"
    ),
}


def parse(files: SourceFiles) -> Parsed:
    """Read the four topics, each from whichever file has it, by municipality and year."""
    paths = files.paths(FILES[0])
    exports = {path: pinc.read_text(path) for path in paths}
    _expect_each_topic_once(exports)
    names = relative_names(FILES[0], paths)
    tables = [
        pinc.parse_export(export, _topics_of(export), decimal=",", file=name)
        for name, export in zip(names, exports.values(), strict=True)
    ]
    return Parsed(
        combine(table.observations for table in tables),
        set_aside=tuple(entry for table in tables for entry in table.set_aside),
        files=names,
    )


def _topics_of(export: Export) -> dict[str, Topic]:
    return {label: topic for label, topic in TOPICS.items() if label in export.topics}


def _expect_each_topic_once(exports: Mapping[Path, Export]) -> None:
    """Check that every topic is there, in one file, and that no file is about something else."""
    held = [label for export in exports.values() for label in export.topics]
    absent = [label for label in TOPICS if label not in held]
    repeated = sorted({label for label in held if held.count(label) > 1})
    strange = [path.name for path, export in exports.items() if not _topics_of(export)]
    if not absent and not repeated and not strange:
        return
    raise SourceError(
        next(iter(exports)).parent,
        "",
        expected=f"bestanden met samen de onderwerpen {listing(list(TOPICS))}, elk één keer",
        found=f"ontbreekt: {listing(absent) or 'niets'}; meer dan één keer: {listing(repeated) or 'niets'}; "
        f"bestanden zonder een van deze onderwerpen: {listing(strange) or 'geen'}",
        action="verwijder oude exports en exporteer opnieuw wat ontbreekt",
    )
