"""Periods, text files and other things that tables turn out to be."""

import random
from datetime import date

from messy_case import JOBS, RATE, Y23, Y24, Case, body, case, towns, without
from messy_world import (
    AREAS,
    csv_of,
    dutch,
    figures,
    first,
    saved,
    truth,
    workbook,
)


@case
def quarters_under_years() -> Case:
    measure = "house_sales_quarterly"
    category = "all_houses" if figures(measure, "all_houses") else ""
    return _quarters(measure, category)


def _quarters(measure: str, category: str) -> Case:
    from messy_world import release

    category = category or release().catalog.categories(measure)[0].id
    label = next(c.label for c in release().catalog.categories(measure) if c.id == category)
    found = figures(measure, category)
    periods = ["2024-Q1", "2024-Q2", "2024-Q3"]
    inside = [nis for nis in towns() if all((nis, p) in found for p in periods)]
    rows = [[label], ["Gemeente", 2024, None, None], [None, "K1", "K2", "K3"]]
    rows += [[AREAS.name(nis), *(found[nis, p] for p in periods)] for nis in inside]
    return Case(saved(workbook(rows)), measure, truth(measure, inside, periods, category))


@case
def months_as_dates_in_a_long_table() -> Case:
    measure = "new_dwellings_monthly"
    found = figures(measure)
    periods = ["2026-02", "2026-03"]
    codes = towns(measure, *periods)
    rows = [["Maand", "Gemeente", "Woningen"]]
    rows += [
        [date(int(p[:4]), int(p[5:]), 1), AREAS.name(nis), found[nis, p]] for p in periods for nis in codes
    ]
    return Case(saved(workbook(rows)), measure, truth(measure, codes, periods))


@case
def school_years() -> Case:
    measure = "pupils_primary"
    codes = towns(measure, "2022", "2025")
    rows = [["Gemeente", "2022-2023", "2025/26"], *body(measure, codes, ["2022", "2025"])]
    return Case(saved(workbook(rows)), measure, truth(measure, codes, ["2022", "2025"]))


@case
def first_of_january_of_a_measure_at_the_end() -> Case:
    measure = "residents_income"
    codes = towns(measure, "2020")[:5]
    rows = [["Gemeente", "1 januari 2021"], *body(measure, codes, ["2020"])]
    refused = {"B2:B6": "1 januari 2021 is 31 december 2020"}
    return Case(saved(workbook(rows)), measure, {}, refused=refused)


@case
def csv_of_windows_with_accents() -> Case:
    codes = towns(RATE, Y23, Y24)
    rows = [["Gemeente / Commune (naïef)", "2023", "2024"]]
    rows += [[n, dutch(a, 1), dutch(b, 1)] for n, a, b in body(RATE, codes, [Y23, Y24])]
    return Case(csv_of(rows, ";", "cp1252"), RATE, truth(RATE, codes, [Y23, Y24]), "graad.csv")


@case
def csv_in_utf16_with_tabs() -> Case:
    codes = towns(JOBS, Y23, Y24)
    rows = [
        ["Gemeente", "2023", "2024"],
        *([n, f"{a:.0f}", f"{b:.0f}"] for n, a, b in body(JOBS, codes, [Y23, Y24])),
    ]
    return Case(csv_of(rows, "\t", "utf-16"), JOBS, truth(JOBS, codes, [Y23, Y24]), "unicode.txt")


@case
def csv_with_commas_and_quoted_dutch_numbers() -> Case:
    codes = towns(RATE)
    rows = [["Gemeente", "2024"], *([n, dutch(v, 1)] for n, v in body(RATE, codes, [Y24]))]
    return Case(csv_of(rows, ",", "utf-8"), RATE, truth(RATE, codes, [Y24]), "graad.csv")


@case
def csv_with_cells_that_look_like_formulas() -> Case:
    codes = towns()
    rows = [["Gemeente", "2024"], *([n, f"{v:.0f}"] for n, v in body(JOBS, codes, [Y24]))]
    rows[1][1] = "=1+1"
    rows[2][1] = "@SUM(A1)"
    rows.append(['=HYPERLINK("http://x")', ""])
    return Case(
        csv_of(rows),
        JOBS,
        without(truth(JOBS, codes, [Y24]), (codes[0], Y24), (codes[1], Y24)),
        "tabel.csv",
        refused={"B2": "‘=1+1’; verwacht: een getal", "B3": "‘@SUM(A1)’; verwacht: een getal"},
        doubted={"": "2 gemeenten zonder waarde"},
    )


@case
def provisional_figures_by_the_header() -> Case:
    codes = towns(JOBS, Y23, Y24)
    rows = [["Gemeente", "2023", "2024*"], *body(JOBS, codes, [Y23, Y24]), [], ["* voorlopige cijfers"]]
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def shuffled_rows_with_blanks_between() -> Case:
    codes = towns(JOBS, Y23, Y24)
    lines = body(JOBS, codes, [Y23, Y24])
    random.Random(7).shuffle(lines)  # noqa: S311 - the same order every time
    rows: list[list[object]] = [[], [None, "Gemeente", None, "2023", None, "2024"]]
    for name, old, new in lines:
        rows += [[None, name, None, old, None, new], []]
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def a_table_of_something_else() -> Case:
    rows = [["Product", "Prijs"], ["appel", 1.2], ["banaan", 2.3]]
    return Case(
        saved(workbook(rows)), JOBS, {}, refused={"A1, B1, A2, B2, A3 en nog 1": "geen tabel met gemeenten"}
    )


@case
def the_wrong_unit_above_the_column() -> Case:
    codes = towns(RATE)
    rows = [["Gemeente", "2024 (%)"], *body(RATE, codes, [Y24])]
    refused = {f"B2:B{len(rows)}": "de kop ‘2024 (%)’ noemt %, de maat is in personen"}
    return Case(saved(workbook(rows)), JOBS, {}, refused=refused)


@case
def men_women_and_total_beside_each_other() -> Case:
    codes = towns()
    found = figures(JOBS)
    rows = [["Gemeente", 2024, None, None], [None, "Mannen", "Vrouwen", "Totaal"]]
    for nis in codes:
        value = found[nis, Y24]
        rows.append([AREAS.name(nis), value // 2, value - value // 2, value])
    book = workbook(rows)
    first(book).merge_cells("B1:D1")
    return Case(saved(book), JOBS, truth(JOBS, codes, [Y24]))


@case
def only_men_of_a_measure_of_everybody() -> Case:
    codes = towns()
    rows = [["Gemeente", "Mannen 2024"], *([n, v // 2] for n, v in body(JOBS, codes, [Y24]))]
    return Case(saved(workbook(rows)), JOBS, {}, refused={f"B2:B{len(rows)}": "de kop zegt ‘mannen’"})


@case
def half_of_everybody_without_a_word() -> Case:
    codes = towns()
    rows = [["Gemeente", "2024"], *([n, v // 2] for n, v in body(JOBS, codes, [Y24]))]
    expected = {(JOBS, "", nis, Y24): float(row[1]) for nis, row in zip(codes, rows[1:], strict=True)}
    return Case(
        saved(workbook(rows)),
        JOBS,
        expected,
        doubted={f"B2:B{len(rows)}": "allemaal ongeveer 0,5 keer zo groot"},
    )
