"""Onderwijs Vlaanderen, pupils in ordinary education on 1 February, by municipality of the SCHOOL.

Two layouts: tables of Flemish Brabant that somebody typed over from a web page, and the enrolments that
the publisher offers per school year. Zero means that there is no school of that level. Schools of every
language are counted in both.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, Remote
from etl.errors import SourceError
from etl.files import SourceFiles
from etl.guard import DOWNLOAD_AGAIN
from etl.parsed import Parsed, SetAside, combine, observations_of
from etl.read import read_csv
from etl.sources.cells import counts_of, expect_each, nis_codes, per_value, relative_names, years
from etl.sources.rows import expect_among

SOURCE = "onderwijs_pupils"
MUNICIPALITIES = "onderwijs/leerlingen_gewoon_onderwijs_schoolgemeente_*.csv"
PROVINCE = "onderwijs/leerlingen_gewoon_onderwijs_provincie_*.csv"
ENROLMENTS = "onderwijs/inschrijvingen-leerplicht-instellingen-dataset-*-1feb.csv"
FILES: tuple[str, ...] = (MUNICIPALITIES, PROVINCE, ENROLMENTS)
AREAS = "code_or_name"  # the enrolments have names only
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    Remote(
        "https://opendata.dataplatform-onderwijs.vlaanderen.be/dataloep/"
        "inschrijvingen-leerplicht-instellingen-dataset-{year}-{next_year}-1feb.csv",
        ENROLMENTS.replace("*", "{year}-{next_year}"),
        header="hoofdstructuur_inschrijving_code",
        first_year=2016,
    ),
)

LEVELS = {"kleuter": "preschool", "lager": "primary", "secundair": "secondary"}
AREA, LEVEL, PUPILS = "nis_code", "onderwijsniveau", "aantal_leerlingen"
YEAR, SCHOOL_YEAR = "beginjaar", "schooljaar"  # 2016 and 2016-2017
PROVINCES = {"Vlaams-Brabant": "20001"}

SCHOOL_AREA = "vestiging_fusiegemeente_naam"
STRUCTURE = "hoofdstructuur_inschrijving_code"
ENROLLED = "aantal_inschrijvingen"
STRUCTURES = {"111": "preschool", "211": "primary", "311": "secondary"}  # ordinary, full time
OTHER_EDUCATION = "buitengewoon, deeltijds of ander onderwijs (hoofdstructuur {})"


def parse(files: SourceFiles) -> Parsed:
    """Read pupils by level; a school year that the enrolments hold is taken from them."""
    enrolled = files.existing(ENROLMENTS)
    typed = files.existing(MUNICIPALITIES)
    if not enrolled and not typed:
        raise files.absent(MUNICIPALITIES, ENROLMENTS)
    province = files.paths(PROVINCE)
    enrolments = {path: _enrolments(path) for path in enrolled}
    schools = [_by_school_area(path, table) for path, table in enrolments.items()]
    newer = {_first_year(path) for path in enrolled}
    for path in typed:
        cells = _typed_over(path, AREA, nis_codes)
        schools.append(cells[~cells["period"].isin(newer)])
    whole = combine(_typed_over(path, "provincie", _provinces) for path in province)
    by_level = combine(schools)
    compared = whole[whole["period"].isin(by_level["period"])]  # the build checks the sums against these
    observations = [
        *(
            _observations(cells, f"pupils_{level}")
            for level, cells in combine([by_level, compared]).groupby("level")
        ),
        _observations(whole, "pupils_province").assign(category=whole["level"]),
    ]
    return Parsed(
        combine(observations),
        set_aside=tuple(aside for table in enrolments.values() for aside in _set_aside(table)),
        files=(
            *relative_names(MUNICIPALITIES, typed),
            *relative_names(PROVINCE, province),
            *relative_names(ENROLMENTS, enrolled),
        ),
    )


def _observations(cells: pd.DataFrame, measure: str) -> pd.DataFrame:
    return observations_of(measure, cells["area"], cells["period"], cells["value"])


def _typed_over(path: Path, area: str, codes: Callable[[pd.Series, Path], pd.Series]) -> pd.DataFrame:
    """Return area, period, level and value of a table that was typed over."""
    table = read_csv(path, (area, LEVEL, SCHOOL_YEAR, YEAR, PUPILS))
    period = years(table[YEAR], path)
    school_year = period + "-" + (period.astype("int64") + 1).astype("str")
    expect_each(table[SCHOOL_YEAR], table[SCHOOL_YEAR].eq(school_year), path, f"het schooljaar van '{YEAR}'")
    return pd.DataFrame(
        {
            "area": codes(table[area], path),
            "period": period,
            "level": expect_among(table[LEVEL], LEVELS, path).map(LEVELS),
            "value": counts_of(table[PUPILS], path),
        }
    )


def _provinces(names: pd.Series, path: Path) -> pd.Series:
    return expect_among(names, PROVINCES, path).map(PROVINCES)


def _enrolments(path: Path) -> pd.DataFrame:
    """Return area, structure, level (missing for other than ordinary education) and value per row."""
    table = read_csv(path, (STRUCTURE, SCHOOL_AREA, ENROLLED))
    structure = table[STRUCTURE].str.strip()
    return pd.DataFrame(
        {
            "area": table[SCHOOL_AREA].str.strip(),
            "structure": structure,
            "level": structure.map(STRUCTURES),
            "value": per_value(table[ENROLLED], counts_of, path),
        }
    )


def _by_school_area(path: Path, table: pd.DataFrame) -> pd.DataFrame:
    """Return the sums per municipality and level; a municipality without a school of a level has 0."""
    sums = table.pivot_table(index="area", columns="level", values="value", aggfunc="sum", fill_value=0)
    sums = sums.reindex(columns=list(STRUCTURES.values()), fill_value=0).reset_index()
    return sums.melt("area", var_name="level").assign(period=_first_year(path))


def _set_aside(table: pd.DataFrame) -> list[SetAside]:
    others = table.loc[table["level"].isna(), "structure"].value_counts().sort_index()
    return [SetAside(OTHER_EDUCATION.format(code), int(rows)) for code, rows in others.items()]


def _first_year(path: Path) -> str:
    """Return the first year of the school year in the name: dataset-2025-2026-1feb is 2025."""
    named = re.search(r"-((?:19|20)\d\d)-((?:19|20)\d\d)-1feb", path.stem)
    if named is None or int(named[2]) != int(named[1]) + 1:
        raise SourceError(
            path,
            "",
            expected="een schooljaar in de naam van het bestand (…-2025-2026-1feb.csv)",
            found="geen schooljaar",
            action=f"geef het bestand zijn eigen naam terug of {DOWNLOAD_AGAIN}",
        )
    return named[1]
