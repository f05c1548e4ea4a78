"""The two layouts of exports of Provincies in Cijfers, shared by the modules of its tables.

An export has one row per municipality (by name, division of 2025) and one column per topic and year.
However many years it has: nothing here counts on eleven.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.errors import SourceError, listing
from etl.parsed import Parsed, SetAside, combine, observations_of
from etl.read import SEE_LAYOUT, expect_cells, read_csv, read_excel, to_number
from streekmonitor.formats import number

PAGE = "https://provincies.incijfers.be"
AREAS = "name"
SPECIAL = {
    "-": "missing",  # geen waarde
    "x": "confidential",  # verborgen waarde: a small number
    "?": "missing",  # ontbrekende waarde
    "nvt": "not_applicable",  # niet van toepassing
}
REST_AREAS: Mapping[str, str] = {
    "Buiten Vlaanderen en Brussel": "buiten Vlaanderen en Brussel",
    "Niet te lokaliseren": "niet te lokaliseren",
    "Niet te lokaliseren - Brussel": "niet te lokaliseren in Brussel",
    "Niet te lokaliseren - Vlaanderen": "niet te lokaliseren in Vlaanderen",
}
TITLE_ROW, LABELS_ROW, YEARS_ROW, FIRST_ROW = 1, 2, 3, 4  # numbers as Excel shows them
FIRST_COLUMN = "gemeenten"  # of the text layout
FOOTER = "Speciale waarden"  # its first cell
EXPORT_AGAIN = "exporteer de tabel opnieuw zonder iets aan de schikking te veranderen, of " + SEE_LAYOUT


@dataclass(frozen=True)
class Topic:
    """Where the values of a topic go, and the notation in which the export gives them.

    `unit` is count, percent (20,1), fraction (0.201 under a label that says [%]) or per_1000 (42,7; no bound:
    in a year more people may arrive than were there).
    """

    measure: str
    category: str = ""
    unit: str = "count"


@dataclass(frozen=True)
class Export:
    """An export with its layout checked: names, and per topic its cells by year, all text by row number."""

    path: Path
    names: pd.Series
    topics: Mapping[str, pd.DataFrame]


def exported(file: str, how: str) -> Address:
    """The address of an export that a person makes: `file` as it is kept, `how` what to choose (Dutch)."""
    return (ByHand(PAGE, file, how),)


def read_workbook(path: Path, sheet: str, title: str) -> Export:
    """Read the Excel layout: title, topics, years, a row per area, an empty row and a footer.

    The label of a topic stands over the LAST column of its block of years. Raises SourceError when the
    blocks do not all have the same years, which is how a label over another column shows.
    """
    table = read_excel(path, sheet)
    expect_cells(path, table, {(TITLE_ROW, 0): title, (YEARS_ROW, 0): ""})
    body = _area_rows(path, table)
    labels, years = (table.loc[row].str.strip().tolist() for row in (LABELS_ROW, YEARS_ROW))
    topics: dict[str, pd.DataFrame] = {}
    start = 1
    for position, label in enumerate(labels):
        if label:
            end = position + 1
            block = body[list(range(start, end))].set_axis(years[start:end], axis="columns")
            _add(topics, label, block, path, f"rij {LABELS_ROW}, kolom {end}")
            start = end
    if start < len(labels):
        expected = "het label van een onderwerp boven de laatste kolom van elk blok jaren"
        found = f"{len(labels) - start} kolommen na het laatste label"
        raise _refused(path, f"rij {LABELS_ROW}", expected, found)
    return _with_equal_years(Export(path, body[0].str.strip(), topics))


def read_text(path: Path) -> Export:
    """Read the CSV layout: a column of names, then `topic|year`; semicolons, quotes."""
    table = read_csv(path, separator=";")
    if table.columns[0] != FIRST_COLUMN:
        raise _refused(path, "kopregel", f"eerst de kolom '{FIRST_COLUMN}'", f"'{table.columns[0]}'")
    columns: dict[str, list[str]] = {}
    for name in table.columns[1:]:
        columns.setdefault(name.rpartition("|")[0], []).append(name)
    topics: dict[str, pd.DataFrame] = {}
    for topic, names in columns.items():
        years = [name.rpartition("|")[2] for name in names]
        _add(topics, topic, table[names].set_axis(years, axis="columns"), path, f"kolom '{names[0]}'")
    return _with_equal_years(Export(path, table[FIRST_COLUMN].str.strip(), topics))


def parse_export(export: Export, topics: Mapping[str, Topic], *, decimal: str, file: str) -> Parsed:
    """Make observations of the topics wanted; set the others aside by name, each with its cells counted.

    A year in which a topic has no value for any municipality (the topics "(1)" before 2015) is no
    observation of something missing: it is set aside too. Raises SourceError when a topic wanted is absent.
    """
    _expect_topics(export, topics)
    tables, set_aside = [], []
    for label, block in export.topics.items():
        if label not in topics:
            set_aside.append(SetAside(f"onderwerp '{label}' wordt niet gebruikt", block.size))
            continue
        observations = _observations(export, label, topics[label], decimal)
        municipal = ~observations["area"].isin(REST_AREAS)
        values = observations[municipal].groupby("period")["value"].count()
        for year in values.index[values == 0]:
            reason = f"onderwerp '{label}' heeft in {year} voor geen enkele gemeente een waarde"
            set_aside.append(SetAside(reason, len(block)))
        tables.append(observations[observations["period"].isin(values.index[values > 0])])
    if all(table.empty for table in tables):
        raise _refused(
            export.path, "", "minstens één waarde", "geen enkele waarde bij de gevraagde onderwerpen"
        )
    return Parsed(combine(tables), set_aside=tuple(set_aside), files=(file,))


def expect_total(parsed: Parsed, path: Path) -> None:
    """Check that the categories of a measure add up to its total, wherever all of them have a value.

    Raises SourceError with the first area and year where they do not.
    """
    table, key = parsed.observations, ["measure", "area", "period"]
    parts = table[table["category"] != ""].groupby(key)["value"].agg(["sum", "count"])
    all_of_them = parts["count"].groupby("measure").transform("max")
    complete = parts.loc[parts["count"] == all_of_them, "sum"]
    totals = table[table["category"] == ""].set_index(key)["value"].dropna()
    both = pd.concat({"total": totals, "sum": complete}, axis="columns", join="inner")
    wrong = both[both["total"] != both["sum"]]
    if len(wrong):
        measure, area, period = wrong.index[0]
        where = f"{area}, {period} ({measure})"
        expected = f"categorieën die optellen tot het totaal ({number(wrong['total'].iloc[0])})"
        found = f"{number(wrong['sum'].iloc[0])} ({len(wrong)} zulke gemeenten en jaren)"
        raise _refused(path, where, expected, found)


def _expect_topics(export: Export, topics: Mapping[str, Topic]) -> None:
    absent = [topic for topic in topics if topic not in export.topics]
    if absent:
        others = [topic for topic in export.topics if topic not in topics]
        found = f"die ontbreken; wel aanwezig en niet verwacht: {listing(others) or 'niets'}"
        raise _refused(export.path, "", f"de onderwerpen {listing(absent)}", found)


def _observations(export: Export, label: str, topic: Topic, decimal: str) -> pd.DataFrame:
    """Make observations of all years of a topic, its cells one column below each other."""
    cells = export.topics[label].melt(var_name="year", value_name=label, ignore_index=False)
    value, status = _numbers(export, label, cells[label], decimal)
    if topic.unit == "fraction":
        _refuse_where(value.gt(1), cells, export.path, "een fractie van hoogstens 1 (0,078 is 7,8 %)")
        value = (value * 100).round(10)  # 0.029 * 100 is 2.9000000000000004
    elif topic.unit == "percent":
        _refuse_where(value.gt(100), cells, export.path, "een percentage van hoogstens 100")
    elif topic.unit == "count":
        _refuse_where((value % 1).gt(0), cells, export.path, "een geheel aantal")
    names = export.names.loc[cells.index]
    return observations_of(topic.measure, names, cells["year"], value, status, category=topic.category)


def _numbers(export: Export, label: str, cells: pd.Series, decimal: str) -> tuple[pd.Series, pd.Series]:
    """Read the cells of a topic as numbers; only when one is wrong, year by year, to name the year too."""
    try:
        return to_number(cells, export.path, decimal=decimal, special=SPECIAL)
    except SourceError:
        for year, column in export.topics[label].items():
            to_number(column.rename(f"{label} {year}"), export.path, decimal=decimal, special=SPECIAL)
        raise


def _refuse_where(wrong: pd.Series, cells: pd.DataFrame, path: Path, expected: str) -> None:
    if wrong.any():
        year, cell = cells[wrong.to_numpy()].iloc[0]
        row = cells.index[wrong.to_numpy()][0]
        raise _refused(path, f"rij {row}, kolom '{cells.columns[1]} {year}'", expected, f"'{cell}'")


def _area_rows(path: Path, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows from the first area to the empty row before the footer, which must be there."""
    body = table.loc[FIRST_ROW:]
    empty = body.apply(lambda column: column.str.strip().eq("")).all(axis="columns")
    after = body[empty.cummax() & ~empty]
    found = after[0].iloc[0].strip() if len(after) else "geen voet: de export is afgebroken"
    if found != FOOTER:
        expected = f"na de gebieden een lege rij en dan de voet, die begint met '{FOOTER}'"
        raise _refused(path, f"rij {after.index[0]}" if len(after) else "", expected, f"'{found}'")
    rows: pd.DataFrame = body[~empty.cummax()]
    return rows


def _add(topics: dict[str, pd.DataFrame], label: str, block: pd.DataFrame, path: Path, where: str) -> None:
    """Take in the block of a topic, whose years must be years, in order, each once."""
    years = [str(year) for year in block.columns]
    right = all(len(year) == 4 and year.isdecimal() for year in years) and years == sorted(set(years))
    if not label or label in topics or not right:
        expected = "een onderwerp dat één keer voorkomt, met jaartallen in volgorde"
        raise _refused(path, where, expected, f"'{label}' met {listing(years)}")
    topics[label] = block


def _with_equal_years(export: Export) -> Export:
    """Return the export, whose topics must all have the same years."""
    spans = {topic: ", ".join(map(str, block.columns)) for topic, block in export.topics.items()}
    if len(set(spans.values())) != 1:
        found = listing([f"{topic}: {years}" for topic, years in spans.items()]) or "geen enkel onderwerp"
        raise _refused(export.path, "", "dezelfde jaren voor elk onderwerp", found)
    return export


def _refused(path: Path, where: str, expected: str, found: str) -> SourceError:
    return SourceError(path, where, expected=expected, found=found, action=EXPORT_AGAIN)
