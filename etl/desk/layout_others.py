"""The layouts of files without figures that come with the others: boundaries, areas, descriptions."""

from collections.abc import Callable

from etl.boundary_files import SHAPES
from etl.desk.layouts import Slot, first_cells, fixed
from etl.desk.sniff import Seen
from etl.selection import BOUNDARIES

MUNICIPALITIES = dict(zip(SHAPES, (304, 319), strict=True))
"""Municipalities of Flanders and Brussels in the division that each shapefile draws: 2025, 2019."""

NO_FIGURES = "bevat geen cijfers voor de monitor en is niet nodig"
AREAS = "indeling van gemeenten: die staan in data/areas, waar de beheerder ze wijzigt"
DRAWN_BY_PARTS = "grenzen van deelgemeenten: de monitor tekent gemeenten"
DESCRIPTION = f"beschrijving van kolommen of bestanden: {NO_FIGURES}"


def _has(records: int, sheet: str = "") -> Callable[[Seen], bool]:
    return lambda seen: seen.records == records and (not sheet or seen.sheets == (sheet,))


def _projection(seen: Seen) -> bool:
    return bool(seen.top) and seen.top[0][0].startswith('PROJCS["Belge_Lambert_1972')


def _code_page(seen: Seen) -> bool:
    return seen.top == (("UTF-8",),)


def _describes(seen: Seen) -> bool:
    """Text that is no table: it begins as a heading, or names its source."""
    return bool(seen.top) and seen.top[0][:1] != () and seen.top[0][0].startswith(("# ", "BRON:"))


def _lists_municipalities(seen: Seen) -> bool:
    """A list of areas, or which municipality lies in which, with or without names."""
    columns = [name.lower().removeprefix("name ") for name in seen.columns]
    return len(columns) in (2, 4) and columns[0] in (
        "gemeente",
        "gemeente2024",
        "deelgemeente",
        "statsec2024",
    )


def _boundaries() -> tuple[Slot, ...]:
    shapes = [
        slot
        for shape, records in MUNICIPALITIES.items()
        for slot in (
            Slot(BOUNDARIES, (f"{shape}.shp",), ("shape",), fixed(), fits=_has(records, "shapes")),
            Slot(BOUNDARIES, (f"{shape}.shx",), ("shape",), fixed(), fits=_has(records, "index")),
            Slot(BOUNDARIES, (f"{shape}.dbf",), ("dbase",), fixed(), fits=_has(records)),
        )
    ]
    both = [
        Slot(BOUNDARIES, tuple(f"{shape}.{part}" for shape in SHAPES), ("text",), fixed(), fits=fits)
        for part, fits in (("prj", _projection), ("cpg", _code_page))
    ]
    return (*shapes, *both)


def _known(
    what: str, kinds: tuple[str, ...], *columns: str, fits: Callable[[Seen], bool] | None = None
) -> Slot:
    return Slot("", (), kinds, fixed(), columns, fits=fits, what=what)


OTHERS: tuple[Slot, ...] = (
    *_boundaries(),
    _known("open grenzen van het NGI: alleen nodig voor een open release, die de beheerder bouwt",
           ("sqlite",), fits=lambda seen: "gpkg_contents" in seen.sheets),
    _known(DRAWN_BY_PARTS, ("shape", "dbase"), fits=_has(1119)),
    _known(AREAS, ("workbook", "old_workbook"), fits=_lists_municipalities),
    _known(AREAS, ("workbook",), "sequence nr", "geoitem code", "short name", "name"),
    _known(AREAS, ("text",), "LVL_REFNIS", "CD_REFNIS", "CD_SUP_REFNIS", "DT_VLDT_START"),
    _known(AREAS, ("text",), "nis_a", "nis_b"),
    _known(AREAS, ("text",), "postcode", "nis_2024", "nis_2025"),
    _known(AREAS, ("text",), "gemeente", "gemeente_naam", "provincie", "arrondiss", "gewest"),
    _known(DESCRIPTION, ("text",), fits=_describes),
    _known(DESCRIPTION, ("workbook",), "Naam/Nom/Name", "Beschrijving"),
    _known(DESCRIPTION, ("workbook",), fits=first_cells("NAME", "LABEL")),
    _known(f"overzicht van de indicatoren van de Gemeente-Stadsmonitor: {NO_FIGURES}", ("text",),
           "Basisthema", "Type", "Definitie", "Eenheid", "Teller", "Noemer", "Bron"),
    _known(f"inwoners naar geslacht en leeftijd in 2011 (census, HC56): {NO_FIGURES}", ("zip_text",),
           "CD_GEO_LVL_4", "CD_SEX_LVL_1", "CD_AGE_LVL_2", "OBS_VALUE"),
    _known(f"totalen van de woon-werkmatrix van 2011 door derden: {NO_FIGURES}; breng de matrix zelf in",
           ("text",), "niscode", "TOTAALBEV", "move_to", "move_from", "inflow", "outflow"),
)  # fmt: skip
"""Boundaries have a source; the rest is known, and told to be of no use here."""
