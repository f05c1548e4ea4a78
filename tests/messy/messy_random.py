"""Tables of real figures in random shapes, notations and spellings, and ways to spoil them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from messy_world import AREAS, Truth, csv_of, dutch, figures, province, saved, workbook

from streekmonitor.catalog import Measure

Key = tuple[str, str, str, str]
Grid = list[list[Any]]

MEASURES = {
    "jobseekers": ["2019", "2020", "2021", "2022", "2023", "2024"],
    "jobseeker_rate": ["2022", "2023", "2024"],
    "residents": ["2022", "2023", "2024", "2025"],
    "net_taxable_income": ["2018", "2019", "2020"],
    "newcomers": ["2021", "2022", "2023"],
    "unemployment_rate_15_64": ["2024"],
    "establishments": ["2021", "2022", "2023"],
}
TITLES = ("Cijfers per gemeente", "Vlaams-Brabant", "Bron: eigen verwerking", "Tabel 3: overzicht")
NOTES = ("Bron: VDAB", "* zie toelichting", "n.b. = niet beschikbaar", "Opgemaakt door dienst data")
WORDS = ("n.b.", "-", "x", "..", "<5", "c")


@dataclass
class Random:
    """A table: its rows, where each figure stands (row and column from 0), and what it must give."""

    measure: str
    rows: Grid
    at: dict[Key, tuple[int, int]]
    expected: dict[Key, float]
    is_text: bool = False
    done: list[str] = field(default_factory=list)

    def content(self, chance: random.Random) -> tuple[bytes, str]:
        """The table as a file, with a name for it."""
        if self.is_text or chance.random() < 0.2:
            separators = ["\t", ";", "|"] if self._has(",") else ["\t", ",", ";", "|"]
            separator = chance.choice(separators)
            encoding = chance.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"])
            self.done.append(f"csv {separator!r} {encoding}")
            rows = [["" if cell is None else _as_text(cell) for cell in row] for row in self.rows]
            return csv_of(rows, separator, encoding), "tabel.csv"
        return saved(workbook(self.rows)), "tabel.xlsx"

    def _has(self, sign: str) -> bool:
        return any(sign in str(cell) for row in self.rows for cell in row if isinstance(cell, str))


def _as_text(cell: Any) -> str:
    if isinstance(cell, float):
        return repr(int(cell) if cell.is_integer() else cell)
    return str(cell)


def random_table(chance: random.Random, known: dict[str, Measure]) -> Random:
    """A sound table: its meaning is clear to a person."""
    name = chance.choice(list(MEASURES))
    periods = sorted(chance.sample(MEASURES[name], min(len(MEASURES[name]), chance.randint(1, 3))))
    codes = province(name, *periods)
    if chance.random() < 0.3:
        codes = sorted(chance.sample(codes, chance.randint(8, len(codes))), key=AREAS.name)
    if chance.random() < 0.3:
        chance.shuffle(codes)
    made = chance.choice([_wide, _wide, _long, _turned, _stacked])(chance, name, codes, periods, known[name])
    for change in chance.sample([_title, _notes, _blank_rows, _blank_column], chance.randint(0, 3)):
        change(made, chance)
    return made


# --- labels and numbers -------------------------------------------------------------------------------------


def _labels(chance: random.Random) -> Callable[[str], Any]:
    odd: list[Callable[[str], Any]] = [
        AREAS.name,
        AREAS.name,
        lambda nis: AREAS.name(nis).upper(),
        lambda nis: AREAS.name(nis).lower().replace("-", " "),
        lambda nis: f" {AREAS.name(nis)}\u00a0",
        lambda nis: AREAS.municipalities[nis].name_fr,
        lambda nis: f"{AREAS.name(nis)} ({nis})",
        lambda nis: f"{nis} {AREAS.name(nis)}",
        lambda nis: AREAS.name(nis).replace("Sint-", "St.-"),
        int,
        str,
    ]
    return chance.choice(odd)


def _numbers(
    chance: random.Random, measure: Measure, values: list[float]
) -> tuple[Callable[[float], Any], bool]:
    """How to write a number, and whether that is as text; always so that a column can be understood."""
    as_text: list[Callable[[float], Any]] = [
        dutch,
        lambda value: f"{dutch(value)} ",
        lambda value: repr(value).removesuffix(".0").replace(".", ","),
        lambda value: f"{value:,}".removesuffix(".0"),
    ]
    if measure.unit == "%":
        as_text.append(lambda value: f"{dutch(value)} %")
    if measure.unit == "€":
        as_text.append(lambda value: f"€ {dutch(value)}")
    if chance.random() < 0.5:
        return float, False
    return chance.choice(as_text), True


def _heads(chance: random.Random, periods: list[str], reference: str) -> list[Any]:
    forms: list[Callable[[str], Any]] = [int, str, lambda p: f"Jaar {p}", lambda p: f"Aantal {p}"]
    if reference == "start":
        forms.append(lambda p: f"1 januari {p}")
    if reference == "end":
        forms.append(lambda p: f"31/12/{p}")
    form = chance.choice(forms[:3] + forms[4:])
    return [form(period) for period in periods]


# --- shapes -------------------------------------------------------------------------------------------------


def _truth(name: str, codes: list[str], periods: list[str]) -> Truth:
    return {(name, "", nis, p): figures(name)[nis, p] for nis in codes for p in periods}


def _wide(chance: random.Random, name: str, codes: list[str], periods: list[str], measure: Measure) -> Random:
    label, found = _labels(chance), figures(name)
    write, is_text = _numbers(chance, measure, [found[nis, p] for nis in codes for p in periods])
    both = chance.random() < 0.3
    left = ["NIS-code", "Gemeente"] if both else [chance.choice(["Gemeente", "", "Naam", "gebied"])]
    rows: Grid = [[*left, *_heads(chance, periods, measure.reference)]]
    at = {}
    for nis in codes:
        for place, period in enumerate(periods):
            at[name, "", nis, period] = (len(rows), len(left) + place)
        names = [int(nis), AREAS.name(nis)] if both else [label(nis)]
        rows.append([*names, *(write(found[nis, p]) for p in periods)])
    if chance.random() < 0.3 and measure.additive and len(codes) > 1:
        sums = [round(sum(found[nis, p] for nis in codes), 6) for p in periods]
        rows.append([*([None] if both else []), "Totaal", *(write(value) for value in sums)])
    return Random(name, rows, at, dict(_truth(name, codes, periods)), is_text, ["wide"])


def _long(chance: random.Random, name: str, codes: list[str], periods: list[str], measure: Measure) -> Random:
    label, found = _labels(chance), figures(name)
    write, is_text = _numbers(chance, measure, [found[nis, p] for nis in codes for p in periods])
    lines = [(nis, p) for nis in codes for p in periods]
    if chance.random() < 0.5:
        chance.shuffle(lines)
    rows: Grid = [["Gemeente", "Jaar", "Waarde"]]
    at = {}
    for nis, period in lines:
        at[name, "", nis, period] = (len(rows), 2)
        rows.append([label(nis), int(period), write(found[nis, period])])
    return Random(name, rows, at, dict(_truth(name, codes, periods)), is_text, ["long"])


def _turned(
    chance: random.Random, name: str, codes: list[str], periods: list[str], measure: Measure
) -> Random:
    upright = _wide(chance, name, codes, periods, measure)
    width = max(len(row) for row in upright.rows)
    rows = [[row[c] if c < len(row) else None for row in upright.rows] for c in range(width)]
    at = {key: (column, row) for key, (row, column) in upright.at.items()}
    return Random(name, rows, at, upright.expected, upright.is_text, ["turned"])


def _stacked(
    chance: random.Random, name: str, codes: list[str], periods: list[str], measure: Measure
) -> Random:
    """A block per year, each below its own heading."""
    label, found = _labels(chance), figures(name)
    write, is_text = _numbers(chance, measure, [found[nis, p] for nis in codes for p in periods])
    rows: Grid = []
    at = {}
    for period in periods:
        rows += [[f"Jaar {period}"], ["Gemeente", "Waarde"]]
        for nis in codes:
            at[name, "", nis, period] = (len(rows), 1)
            rows.append([label(nis), write(found[nis, period])])
        rows.append([])
    return Random(name, rows, at, dict(_truth(name, codes, periods)), is_text, ["stacked"])


# --- what people add ----------------------------------------------------------------------------------------


def _title(made: Random, chance: random.Random) -> None:
    above: Grid = [[chance.choice(TITLES)], *([[]] * chance.randint(0, 2))]
    made.rows = [*above, *made.rows]
    made.at = {key: (row + len(above), column) for key, (row, column) in made.at.items()}
    made.done.append("title")


def _notes(made: Random, chance: random.Random) -> None:
    made.rows += [[], *([note] for note in chance.sample(NOTES, 2))]
    made.done.append("notes")


def _blank_rows(made: Random, chance: random.Random) -> None:
    if made.done[0] == "turned":
        return
    for _ in range(3):
        place = chance.randrange(1, len(made.rows))
        made.rows.insert(place, [])
        made.at = {key: (row + (row >= place), column) for key, (row, column) in made.at.items()}
    made.done.append("blank rows")


def _blank_column(made: Random, chance: random.Random) -> None:
    made.rows = [[None, *row] for row in made.rows]
    made.at = {key: (row, column + 1) for key, (row, column) in made.at.items()}
    made.done.append("blank column")


# --- what goes wrong ----------------------------------------------------------------------------------------


def spoil(made: Random, chance: random.Random) -> None:
    """Spoil a sound table in one way; `expected` stays what a careful person would want of it."""
    change = chance.choice([_junk, _junk, _word, _slip, _misspelt, _doubled, _swapped, _dropped, _date_like])
    change(made, chance)
    made.done.append(change.__name__)


def _cell(made: Random, chance: random.Random) -> tuple[Key, int, int]:
    key = chance.choice(list(made.at))
    return (key, *made.at[key])


def _junk(made: Random, chance: random.Random) -> None:
    key, row, column = _cell(made, chance)
    made.rows[row][column] = chance.choice(
        ["??", "zie nota", "=1+1", "1,2,3", "1.2.3", "#N/B", "1e5", "@x", "12 of 13"]
    )
    del made.expected[key]


def _word(made: Random, chance: random.Random) -> None:
    key, row, column = _cell(made, chance)
    made.rows[row][column] = chance.choice(WORDS)
    del made.expected[key]


def _slip(made: Random, chance: random.Random) -> None:
    """A figure that is large enough to see it, ten, a hundred or a thousand times too large."""
    key, row, column = _cell(made, chance)
    value = made.expected[key]
    if (
        not isinstance(made.rows[row][column], float)
        or (key[0] != "jobseeker_rate" and value < 200)
        or value == 0
    ):
        return
    made.rows[row][column] = value * chance.choice([10, 100, 1000])
    del made.expected[key]


def _misspelt(made: Random, chance: random.Random) -> None:
    _, row, _ = _cell(made, chance)
    if made.done[0] == "turned":
        return
    for place, cell in enumerate(made.rows[row]):
        if isinstance(cell, str) and any(sign.isalpha() for sign in cell):
            made.rows[row][place] = f"{cell[:2]}q{cell[2:]}"
    lost = [other for other, (line, _) in made.at.items() if line == row]
    if any(isinstance(cell, str) and "q" in cell for cell in made.rows[row]):
        has_code = any(isinstance(cell, int) and cell > 10_000 for cell in made.rows[row])
        for other in lost if not has_code else []:
            del made.expected[other]


def _doubled(made: Random, chance: random.Random) -> None:
    """A row that stands twice, with another figure: the first is right, and may be refused with the other."""
    if made.done[0] in ("turned", "stacked"):
        return
    _, row, column = _cell(made, chance)
    again = list(made.rows[row])
    again[column] = chance.choice([1.0, 77.0])
    made.rows.insert(row + 1, again)
    made.at = {k: (line + (line > row), c) for k, (line, c) in made.at.items()}


def _swapped(made: Random, chance: random.Random) -> None:
    """Two figures of a row change places: as wrong as it is hard to see, so only its shape is judged."""
    key, row, column = _cell(made, chance)
    other = next((k for k, (line, c) in made.at.items() if line == row and c != column), None)
    if other is None:
        return
    place = made.at[other][1]
    made.rows[row][column], made.rows[row][place] = made.rows[row][place], made.rows[row][column]
    made.expected.pop(key)
    made.expected.pop(other)


def _dropped(made: Random, chance: random.Random) -> None:
    key, row, column = _cell(made, chance)
    made.rows[row][column] = None
    del made.expected[key]
    del made.at[key]


def _date_like(made: Random, chance: random.Random) -> None:
    key, row, column = _cell(made, chance)
    made.rows[row][column] = "5-apr"
    del made.expected[key]
