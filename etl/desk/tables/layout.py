"""How a sheet is to be read: proposed by the program, changed and confirmed by the analyst."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.desk.tables.notation import WORDS, Notation
from streekmonitor.catalog import Catalog, Indicator, Measure
from streekmonitor.forms import Change

Target = Indicator | Measure
"""What an own table is for."""


@dataclass(frozen=True)
class ValueColumn:
    """A column with values.

    `areas` is the column that says of which area. `period` is None when a column, a row or the layout says
    it; `category` is "" for the total and None when a column says it; `notation` counts for text only, and
    None refuses what it would decide; `scale` multiplies every value (100 for 0,123 that means 12,3 %,
    1000 for "in duizend"), None while nobody has said; `status` is that of its values.
    """

    column: int
    areas: int
    measure: str
    period: str | None = None
    moment: str = ""
    category: str | None = ""
    notation: Notation | None = None
    scale: float | None = None
    status: str = "observed"


@dataclass(frozen=True)
class Layout:
    """How to read one sheet. Rows and columns count from 1, after turning when `is_turned`.

    Data stand in rows `first_row` to `last_row`. `areas` are the columns with areas, each with the columns
    that name the same area again (a code beside a name), against which it is checked. A row without area
    takes that of the row above when `fill_down`. The period comes from a value column, else from the nearest
    of `period_rows` above (row -> column, 0 for all -> period and moment), else from `period_column`, else it
    is `period`. `unclear` are columns with values that nobody has placed yet: they are refused, with this
    reason. What is ignored is so for a reason (Dutch). `words` says which status a word stands for.
    """

    first_row: int
    last_row: int
    areas: Mapping[int, tuple[int, ...]]
    value_columns: tuple[ValueColumn, ...]
    is_turned: bool = False
    fill_down: bool = False
    period_column: int | None = None
    period_rows: Mapping[int, Mapping[int, tuple[str, str]]] = field(default_factory=dict)
    period: str | None = None
    moment: str = ""
    category_column: int | None = None
    unclear: Mapping[int, str] = field(default_factory=dict)
    ignored_columns: Mapping[int, str] = field(default_factory=dict)
    ignored_rows: Mapping[int, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=lambda: WORDS)


@dataclass(frozen=True)
class Finding:
    """What was found in a column (or about the whole, `where` empty) and why; both Dutch."""

    where: str
    what: str
    why: str


@dataclass(frozen=True)
class Proposal:
    """A layout, what it rests on, and what only a person can answer (Dutch).

    `layout` is None when no table was recognised; `questions` then says what is missing. `cells` is the
    number of cells that would be read: the sheet with the most is the likely one.
    """

    sheet: str
    layout: Layout | None
    findings: tuple[Finding, ...] = ()
    questions: tuple[str, ...] = ()
    cells: int = 0


def target_of(name: str, catalog: Catalog) -> Target:
    """The indicator or measure with this id. Raises KeyError (Dutch)."""
    found: Target | None = catalog.indicator_by_id.get(name) or catalog.measure_by_id.get(name)
    if found is None:
        raise KeyError(f"'{name}' is geen indicator en geen maat van de catalogus")
    return found


def measures_of(target: Target, catalog: Catalog) -> tuple[Measure, ...]:
    """The measures that an own table for this target holds: those of its main source.

    Raises ValueError (Dutch) for an indicator on flows, which a table of municipalities cannot hold.
    """
    if isinstance(target, Measure):
        return (target,)
    if isinstance(target.form, Change):
        return measures_of(catalog.indicator_by_id[target.form.of], catalog)
    if target.form.kind == "flow_share":
        raise ValueError(
            f"‘{target.label}’ komt uit stromen tussen gemeenten; een eigen tabel kan die niet bevatten"
        )
    used = [catalog.measure_by_id[quantity.measure] for quantity in target.quantities()]
    own = [measure for measure in used if measure.source == used[0].source]
    return tuple(dict.fromkeys(own))
