"""Numbers as people write them, and as Excel spoils them."""

import io
from datetime import date

import xlsxwriter
from messy_case import INCOME, JOBS, RATE, Y23, Y24, Case, body, case, former, towns, without
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
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont


@case
def decimal_commas_as_text() -> Case:
    codes = towns(RATE)
    rows = [["Gemeente", "2024"], *([n, dutch(v, 1)] for n, v in body(RATE, codes, [Y24]))]
    return Case(saved(workbook(rows)), RATE, truth(RATE, codes, [Y24]))


@case
def thousands_points_as_text() -> Case:
    codes = towns("residents", "2025")
    rows = [["Gemeente", "2025"], *([n, dutch(v)] for n, v in body("residents", codes, ["2025"]))]
    return Case(saved(workbook(rows)), "residents", truth("residents", codes, ["2025"]))


@case
def thousands_spaces_and_no_break_spaces() -> Case:
    codes = towns("residents", "2025")
    rows = [["Gemeente", "2025"]]
    for place, (name, value) in enumerate(body("residents", codes, ["2025"])):
        rows.append([name, f"{value:,.0f}".replace(",", "\u00a0" if place % 2 else " ")])
    return Case(saved(workbook(rows)), "residents", truth("residents", codes, ["2025"]))


@case
def english_numbers_in_a_csv() -> Case:
    codes = towns(INCOME, "2020")
    rows = [["Gemeente", "2020"], *([n, f"{v:,.2f}"] for n, v in body(INCOME, codes, ["2020"]))]
    expected = {key: round(value, 2) for key, value in truth(INCOME, codes, ["2020"]).items()}
    return Case(
        csv_of(rows, ","), INCOME, expected, "inkomens.csv", mapped={former(codes, "B", 2): "Pajottegem"}
    )


@case
def percentages_with_a_format() -> Case:
    codes = towns(RATE)
    book = workbook([["Gemeente", 2024], *([n, round(v / 100, 6)] for n, v in body(RATE, codes, [Y24]))])
    for row in range(2, len(codes) + 2):
        first(book).cell(row, 2).number_format = "0.0%"
    return Case(saved(book), RATE, truth(RATE, codes, [Y24]))


@case
def percentages_as_text_with_signs() -> Case:
    codes = towns(RATE)
    rows = [["Gemeente", "2024"], *([n, f"{dutch(v, 1)}\u00a0%"] for n, v in body(RATE, codes, [Y24]))]
    return Case(csv_of(rows), RATE, truth(RATE, codes, [Y24]), "graad.csv")


@case
def fractions_without_a_format() -> Case:
    codes = towns(RATE)
    rows = [["Gemeente", 2024], *([n, round(v / 100, 6)] for n, v in body(RATE, codes, [Y24]))]
    return Case(saved(workbook(rows)), RATE, {}, refused={f"B2:B{len(rows)}": "waarden tussen 0 en 1"})


@case
def words_for_missing_and_confidential() -> Case:
    words = ["n.b.", "-", "x", "..", "<5", "c", "N.B.", "…", "< 10", "n.v.t.", "–", "vertrouwelijk"]
    codes = towns()
    rows = [["Gemeente", "2024"], *body(JOBS, codes, [Y24])]
    for row, word in enumerate(words, start=1):
        rows[row][1] = word
    expected = without(truth(JOBS, codes, [Y24]), *((nis, Y24) for nis in codes[: len(words)]))
    mapped = {f"B{row + 1}": f"‘{word}’ gelezen als" for row, word in enumerate(words, start=1)}
    return Case(saved(workbook(rows)), JOBS, expected, mapped=mapped)


@case
def a_word_that_means_nothing() -> Case:
    codes = towns()
    rows = [["Gemeente", "2024"], *body(JOBS, codes, [Y24])]
    rows[3][1] = "zie nota"
    return Case(
        saved(workbook(rows)),
        JOBS,
        without(truth(JOBS, codes, [Y24]), (codes[2], Y24)),
        refused={"B4": "‘zie nota’; verwacht: een getal"},
        doubted={"": "heeft geen waarde"},
    )


@case
def a_decimal_slip_in_one_cell() -> Case:
    codes = towns(RATE, Y23, Y24)
    rows = [["Gemeente", Y23, Y24], *body(RATE, codes, [Y23, Y24])]
    row = codes.index("24062") + 1
    rows[row][2] *= 10
    expected = {**truth(RATE, codes, [Y23, Y24]), (RATE, "", "24062", Y24): rows[row][2]}
    return Case(saved(workbook(rows)), RATE, expected, doubted={f"C{row + 1}": "ongeveer 10 keer te groot"})


@case
def slips_of_100_and_1000_in_a_new_period() -> Case:
    codes = towns()
    rows = [["Gemeente", "2025"], *([n, round(v * 1.02)] for n, v in body(JOBS, codes, [Y24]))]
    rows[1][1] *= 100
    rows[codes.index("24062") + 1][1] /= 1000
    expected = {(JOBS, "", nis, "2025"): float(row[1]) for nis, row in zip(codes, rows[1:], strict=True)}
    doubted = {
        "B2": "ongeveer 100 keer te groot",
        f"B{codes.index('24062') + 2}": "ongeveer 1.000 keer te klein",
    }
    return Case(saved(workbook(rows)), JOBS, expected, doubted=doubted)


@case
def a_whole_column_read_with_the_wrong_decimal_sign() -> Case:
    codes = towns("residents", "2025")
    rows = [["Gemeente", "2025"], *([n, v / 1000] for n, v in body("residents", codes, ["2025"]))]
    refused = {f"B2:B{len(rows)}": "de hele kolom is ongeveer 1.000 keer te klein"}
    return Case(saved(workbook(rows)), "residents", {}, refused=refused)


@case
def amounts_in_thousands_as_the_unit_says() -> Case:
    codes = towns("planned_mobility_investment", "2020")
    found = figures("planned_mobility_investment")
    rows = [
        ["Gemeente", "2020 (in duizend euro)"],
        *([AREAS.name(nis), found[nis, "2020"] / 1000] for nis in codes),
    ]
    return Case(
        saved(workbook(rows)),
        "planned_mobility_investment",
        truth("planned_mobility_investment", codes, ["2020"]),
        mapped={f"B2:B{len(rows)}": "× 1000"},
    )


@case
def a_cell_that_excel_made_a_date() -> Case:
    codes = towns(RATE)
    book = workbook([["Gemeente", "2024"], *body(RATE, codes, [Y24])])
    first(book)["B3"] = date(2025, 4, 5)
    return Case(
        saved(book),
        RATE,
        without(truth(RATE, codes, [Y24]), (codes[1], Y24)),
        refused={"B3": "een datum (5 april 2025)"},
        doubted={"": "heeft geen waarde"},
    )


@case
def commas_and_points_in_one_column() -> Case:
    codes = towns(RATE)
    rows = [["Gemeente", "2024"], *([n, dutch(v, 1)] for n, v in body(RATE, codes, [Y24]))]
    rows[5][1] = rows[5][1].replace(",", ".")
    return Case(
        csv_of(rows),
        RATE,
        without(truth(RATE, codes, [Y24]), (codes[4], Y24)),
        "graad.csv",
        refused={"B6": f"‘{rows[5][1]}’; verwacht: een getal met een decimale komma"},
        doubted={"": "heeft geen waarde"},
    )


@case
def numbers_that_are_ambiguous() -> Case:
    codes = towns(RATE)[:10]
    rows = [["Gemeente", "2024"], *([AREAS.name(nis), "5.400"] for nis in codes)]
    refused = {"B2:B11": "‘5.400’, dat 5.400 of 5,4 kan zijn"}
    return Case(csv_of(rows), RATE, {}, "graad.csv", refused=refused)


@case
def footnote_marks_behind_numbers() -> Case:
    codes = towns()
    book = workbook([["Gemeente", "2024"], *body(JOBS, codes, [Y24])])
    value = first(book)["B2"].value
    first(book)["B2"] = f"{value:.0f}*"
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
    first(book)["B3"] = CellRichText(f"{first(book)['B3'].value:.0f}", raised)
    doubted = {"B2": "het teken * achter het getal", "B3": "het teken ¹ achter het getal"}
    return Case(saved(book), JOBS, truth(JOBS, codes, [Y24]), doubted=doubted)


@case
def negative_and_impossible_values() -> Case:
    codes = towns(RATE)
    rows = [["Gemeente", "2024"], *body(RATE, codes, [Y24])]
    rows[1][1], rows[2][1] = -5.4, 540.0
    return Case(
        saved(workbook(rows)),
        RATE,
        without(truth(RATE, codes, [Y24]), (codes[0], Y24), (codes[1], Y24)),
        refused={"B2": "minstens 0 en hoogstens 100", "B3": "minstens 0 en hoogstens 100"},
        doubted={"": "2 gemeenten zonder waarde"},
    )


@case
def formulas_that_were_calculated() -> Case:
    codes = towns()
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Gemeente", 2024])
        for row, (name, value) in enumerate(body(JOBS, codes, [Y24]), start=1):
            sheet.write(row, 0, name)
            sheet.write_formula(row, 1, f"={value:.0f}+0", None, value)
    return Case(stream.getvalue(), JOBS, truth(JOBS, codes, [Y24]))


@case
def a_formula_without_a_value_and_one_with_an_error() -> Case:
    codes = towns()
    book = workbook([["Gemeente", 2024], *body(JOBS, codes, [Y24])])
    first(book)["B4"] = "=1+1"
    first(book)["B5"] = "#N/A"
    return Case(
        saved(book),
        JOBS,
        without(truth(JOBS, codes, [Y24]), (codes[2], Y24), (codes[3], Y24)),
        refused={"B4": "een formule zonder berekende waarde", "B5": "de foutwaarde #N/A"},
        doubted={"": "2 gemeenten zonder waarde"},
    )
