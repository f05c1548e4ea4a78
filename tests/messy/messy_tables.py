"""Tables as people make them, from real figures; each says what must come out and what is remarked.

A case is a function that returns a Case. `refused` and `doubted` give, for every remark of that kind, the
address and words of its reason: no other remark of the kind may appear.
"""

import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter
from messy_world import (
    AREAS,
    Truth,
    csv_of,
    dutch,
    figures,
    first,
    province,
    saved,
    truth,
    workbook,
)
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

Y23, Y24 = "2023", "2024"
JOBS, RATE, INCOME = "jobseekers", "jobseeker_rate", "net_taxable_income"


@dataclass(frozen=True)
class Case:
    """A file, and what must come of it."""

    content: bytes
    target: str
    expected: Truth
    name: str = "tabel.xlsx"
    refused: Mapping[str, str] = field(default_factory=dict)
    doubted: Mapping[str, str] = field(default_factory=dict)
    mapped: Mapping[str, str] = field(default_factory=dict)


CASES: dict[str, Callable[[], Case]] = {}


def case(make: Callable[[], Case]) -> Callable[[], Case]:
    CASES[make.__name__] = make
    return make


def without(expected: Truth, *keys: tuple[str, ...]) -> Truth:
    """The truth without figures, each given by area and period."""
    return {key: value for key, value in expected.items() if (key[2], key[3]) not in keys}


def towns(measure: str = JOBS, *periods: str) -> list[str]:
    return province(measure, *(periods or (Y24,)))


def body(measure: str, codes: list[str], periods: list[str]) -> list[list[object]]:
    """Rows of a name and a value per period."""
    found = figures(measure)
    return [[AREAS.name(nis), *(found[nis, p] for p in periods)] for nis in codes]


# --- headers, titles, notes ---------------------------------------------------------------------------------


@case
def merged_title_two_level_header_notes_and_empty_rows() -> Case:
    codes = towns(JOBS, Y23, Y24)
    rows: list[list[object]] = [
        ["Werkzoekenden zonder werk, 2023 en 2024"],
        [],
        ["Gemeente", "Jaar", None],
        [None, 2023, 2024],
        [],
        *body(JOBS, codes, [Y23, Y24]),
        [],
        ["Bron: VDAB, bevraagd op 3 maart 2025"],
        ["* Pajottegem is een fusie van 2025"],
    ]
    book = workbook(rows)
    sheet = first(book)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:C3")
    return Case(saved(book), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def years_over_counts_and_rates_in_two_levels() -> Case:
    codes = towns(JOBS, Y23, Y24)
    count, rate = figures(JOBS), figures(RATE)
    rows = [
        ["Gemeente", 2023, None, 2024, None],
        [None, "aantal", "%", "aantal", "%"],
        *(
            [AREAS.name(nis), count[nis, Y23], rate[nis, Y23], count[nis, Y24], rate[nis, Y24]]
            for nis in codes
        ),
    ]
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def unit_row_below_the_header() -> Case:
    codes = towns(RATE, Y23, Y24)
    rows = [["Naam", "2023", "2024"], ["", "(%)", "(%)"], *body(RATE, codes, [Y23, Y24])]
    return Case(saved(workbook(rows)), RATE, truth(RATE, codes, [Y23, Y24]))


@case
def headers_as_dates_formatted_as_years() -> Case:
    codes = towns(JOBS, Y23, Y24)
    book = workbook([["Gemeente", date(2023, 1, 1), datetime(2024, 1, 1)], *body(JOBS, codes, [Y23, Y24])])
    for address in ("B1", "C1"):
        first(book)[address].number_format = "yyyy"
    return Case(saved(book), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def period_in_the_title_only() -> Case:
    codes = towns()
    rows = [["Niet-werkende werkzoekenden in Vlaams-Brabant, jaar 2024"], [], ["Gemeente", "Aantal"]]
    return Case(saved(workbook([*rows, *body(JOBS, codes, [Y24])])), JOBS, truth(JOBS, codes, [Y24]))


@case
def period_in_the_name_of_the_sheet() -> Case:
    codes = towns()
    book = workbook([["Gemeente", "Aantal"], *body(JOBS, codes, [Y24])], names=["NWWZ 2024"])
    return Case(saved(book), JOBS, truth(JOBS, codes, [Y24]))


@case
def no_period_anywhere() -> Case:
    codes = towns()
    rows = [["Gemeente", "Aantal"], *body(JOBS, codes, [Y24])]
    refused = {f"B2:B{len(rows)}": "cijfers zonder periode"}
    return Case(saved(workbook(rows)), JOBS, {}, refused=refused)


@case
def repeated_headers_for_printing() -> Case:
    codes = towns(JOBS, Y23, Y24)
    rows: list[list[object]] = []
    for place, line in enumerate(body(JOBS, codes, [Y23, Y24])):
        if place % 20 == 0:
            rows.append(["Gemeente", 2023, 2024])
        rows.append(line)
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def groups_with_subtotals_and_headings() -> Case:
    codes = towns(INCOME, "2019", "2020")
    found = figures(INCOME)
    rows: list[list[object]] = [["Totaal netto belastbaar inkomen"], ["", "2019", "2020"]]
    inside: list[str] = []
    for arrondissement in ("23000", "24000"):
        members = [nis for nis in codes if arrondissement in AREAS.ancestors(nis)]
        rows.append([AREAS.name(arrondissement)])
        inside = inside or members
        rows += body(INCOME, members, ["2019", "2020"])
        rows += [["Subtotaal", *(sum(found[nis, p] for nis in members) for p in ("2019", "2020"))], []]
    rows.append(["Totaal", *(sum(found[nis, p] for nis in codes) for p in ("2019", "2020"))])
    return Case(
        saved(workbook(rows)),
        INCOME,
        truth(INCOME, codes, ["2019", "2020"]),
        mapped={former(inside, letter, 4): "Pajottegem" for letter in "BC"},
    )


def former(codes: list[str], letter: str, first_row: int) -> str:
    """Where the three parts of Pajottegem stand."""
    rows = sorted(first_row + codes.index(nis) for nis in ("23023", "23024", "23032"))
    return ", ".join(f"{letter}{row}" for row in rows)


@case
def total_rows_that_do_not_add_up() -> Case:
    codes = towns(JOBS, Y23, Y24)
    found = figures(JOBS)
    total = sum(found[nis, Y24] for nis in codes)
    rows = [["Gemeente", Y23, Y24], *body(JOBS, codes, [Y23, Y24])]
    rows.append(["Totaal", sum(found[nis, Y23] for nis in codes), total + 7])
    doubted = {
        f"C{len(rows)}": f"het totaal is {dutch(total + 7)}, maar de 63 gemeenten zijn samen {dutch(total)}"
    }
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]), doubted=doubted)


@case
def rows_of_arrondissements_and_province() -> Case:
    codes = towns()
    found = figures(JOBS)
    higher = {
        "Arrondissement Halle-Vilvoorde": "23000",
        "Arr. Leuven": "24000",
        "Provincie Vlaams-Brabant": "20001",
    }
    rows = [["Gebied", "2024"], *body(JOBS, codes, [Y24])]
    expected = dict(truth(JOBS, codes, [Y24]))
    for name, code in higher.items():
        value = sum(found[nis, Y24] for nis in codes if code in AREAS.ancestors(nis))
        rows.append([name, value])
        expected[JOBS, "", code, Y24] = value
    return Case(saved(workbook(rows)), JOBS, expected)


@case
def province_row_that_is_too_low() -> Case:
    codes = towns()
    found = figures(JOBS)
    value = sum(found[nis, Y24] for nis in codes) - 1000
    rows = [["Vlaams-Brabant", value], *body(JOBS, codes, [Y24])]
    expected = {**truth(JOBS, codes, [Y24]), (JOBS, "", "20001", Y24): value}
    doubted = {"B2": f"is {dutch(value)}, maar de 63 gemeenten zijn samen {dutch(value + 1000)}"}
    return Case(saved(workbook([["Gebied", 2024], *rows])), JOBS, expected, doubted=doubted)


# --- areas --------------------------------------------------------------------------------------------------


@case
def names_in_odd_spellings() -> Case:
    odd = {
        "23077": "ST.-PIETERS-LEEUW", "23101": "Rhode-Saint-Genèse", "24062": "  Leuven\u00a0(stad)",
        "24107": "Tirlemont", "23103": "Wezembeek Oppem", "23106": "Pajottegem (Galmaarden, Gooik en Herne)",
        "24134": "scherpenheuvel–zichem", "23027": "Halle (Halle-Vilvoorde)", "23009": "Biévène",
        "24001": "Gemeente Aarschot", "23088": "Vilvoorde*", "24020": "DIEST¹",
    }  # fmt: skip
    codes = towns()
    found = figures(JOBS)
    rows = [["Commune", 2024], *([odd.get(nis, AREAS.name(nis)), found[nis, Y24]] for nis in codes)]
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y24]))


@case
def a_name_with_a_typing_error() -> Case:
    codes = towns()
    rows = [["Gemeente", 2024], *body(JOBS, codes, [Y24])]
    row = codes.index("24130") + 1
    rows[row][0] = "Zoutleeuwe"
    refused = {
        f"A{row + 1}:B{row + 1}": 'is geen bekend gebied. Onbekend gebied "Zoutleeuwe". Bedoelde u Zoutleeuw'
    }
    return Case(
        saved(workbook(rows)),
        JOBS,
        without(truth(JOBS, codes, [Y24]), ("24130", Y24)),
        refused=refused,
        doubted={"": "Zoutleeuw (24130) staat niet in de tabel"},
    )


@case
def a_first_row_with_a_typing_error() -> Case:
    codes = towns()
    rows = [["Gemeente", 2024], *body(JOBS, codes, [Y24])]
    rows[1][0] = "Aarschto"
    return Case(
        saved(workbook(rows)),
        JOBS,
        without(truth(JOBS, codes, [Y24]), (codes[0], Y24)),
        refused={"A2:B2": "‘Aarschto’ is geen bekend gebied"},
        doubted={"": f"{AREAS.name(codes[0])} ({codes[0]}) staat niet in de tabel"},
    )


@case
def codes_as_numbers_and_as_text() -> Case:
    codes = towns()
    found = figures(JOBS)
    rows = [["NIS", 2024]]
    for place, nis in enumerate(codes):
        rows.append([int(nis) if place % 2 else f" {nis}", found[nis, Y24]])
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y24]))


@case
def code_and_name_beside_each_other() -> Case:
    codes = towns()
    found = figures(JOBS)
    rows = [["NIS-code", "Gemeente", "Arrondissement", "2024"]]
    for nis in codes:
        rows.append([int(nis), AREAS.name(nis), AREAS.name(AREAS.ancestors(nis)[0]), found[nis, Y24]])
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y24]))


@case
def names_sorted_without_their_codes() -> Case:
    codes = towns()
    found = figures(JOBS)
    rows = [
        ["NIS-code", "Gemeente", "2024"],
        *([int(nis), AREAS.name(nis), found[nis, Y24]] for nis in codes),
    ]
    rows[5][1], rows[6][1] = rows[6][1], rows[5][1]
    wrong = {row: f"‘{codes[row - 2]}’ naast ‘{rows[row - 1][1]}’" for row in (6, 7)}
    return Case(
        saved(workbook(rows)),
        JOBS,
        without(truth(JOBS, codes, [Y24]), (codes[4], Y24), (codes[5], Y24)),
        refused={f"A{row}, C{row}": words for row, words in wrong.items()},
        doubted={"": "2 gemeenten zonder waarde"},
    )


@case
def codes_of_before_2025() -> Case:
    codes = towns(INCOME, "2020")
    rows = [["Gemeente", 2020], *body(INCOME, codes, ["2020"])]
    found = figures(INCOME)
    total = sum(found[nis, "2020"] for nis in ("23023", "23024", "23032"))
    return Case(
        saved(workbook(rows)),
        INCOME,
        truth(INCOME, codes, ["2020"]),
        mapped={former(codes, "B", 2): f"Pajottegem (23106), opgeteld tot {dutch(round(total, 2))}"},
    )


@case
def former_codes_of_a_median() -> Case:
    measure = "median_income_per_return"
    codes = towns(measure, "2017")
    rows = [["NIS", "2017"], *([nis, figures(measure)[nis, "2017"]] for nis in codes)]
    return Case(
        saved(workbook(rows)),
        measure,
        truth(measure, codes, ["2017"]),
        mapped={former(codes, "B", 2): "kan niet worden opgeteld"},
    )


@case
def codes_of_before_2019_outside_the_province() -> Case:
    old = {"12030": 1000.0, "12034": 2000.0}
    codes = towns(INCOME, "2017")
    rows = [
        ["refnis", 2017],
        *([nis, figures(INCOME)[nis, "2017"]] for nis in codes),
        *map(list, old.items()),
    ]
    expected = {**truth(INCOME, codes, ["2017"]), **{(INCOME, "", nis, "2017"): v for nis, v in old.items()}}
    mapped = {
        former(codes, "B", 2): "Pajottegem",
        f"B{len(rows) - 1}:B{len(rows)}": "Puurs-Sint-Amands (12041), opgeteld tot 3.000",
    }
    return Case(saved(workbook(rows)), INCOME, expected, mapped=mapped)


@case
def former_and_new_municipality_together() -> Case:
    codes = towns()
    rows = [["Gemeente", "2024"], *body(JOBS, codes, [Y24]), ["Herne", 77]]
    refused = {f"B{len(rows)}": "een gemeente die niet bestaat naast de andere gemeenten van 2024"}
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y24]), refused=refused)


@case
def antwerpen_that_may_be_the_province() -> Case:
    codes = towns()
    rows = [["Gemeente", "2024"], *body(JOBS, codes, [Y24]), ["Antwerpen", 38479]]
    refused = {f"A{len(rows)}:B{len(rows)}": "‘Antwerpen’, dat de gemeente of"}
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y24]), refused=refused)


@case
def a_municipality_that_vanished() -> Case:
    codes = [nis for nis in towns() if nis != "24062"]
    rows = [["Gemeente", "2024"], *body(JOBS, codes, [Y24])]
    doubted = {"": "Leuven (24062) staat niet in de tabel"}
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y24]), doubted=doubted)


@case
def duplicates_that_agree_and_that_do_not() -> Case:
    codes = towns()
    found = figures(JOBS)
    rows = [["Gemeente", "2024"], *body(JOBS, codes, [Y24])]
    rows += [["Leuven", found["24062", Y24]], ["Halle", found["23027", Y24] + 5]]
    halle = codes.index("23027") + 2
    return Case(
        saved(workbook(rows)),
        JOBS,
        without(truth(JOBS, codes, [Y24]), ("23027", Y24)),
        refused={f"B{halle}, B{len(rows)}": "2 verschillende cijfers"},
        doubted={"": "Halle (23027) heeft geen waarde", f"B{len(rows) - 1}": "hetzelfde cijfer nog eens"},
    )


# --- numbers ------------------------------------------------------------------------------------------------


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


# --- shapes -------------------------------------------------------------------------------------------------


@case
def long_table_with_a_year_column() -> Case:
    codes = towns(JOBS, Y23, Y24)
    found = figures(JOBS)
    rows = [["Jaar", "NIS", "Gemeente", "Aantal"]]
    rows += [[int(p), int(nis), AREAS.name(nis), found[nis, p]] for p in (Y23, Y24) for nis in codes]
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def long_table_with_names_merged_over_years() -> Case:
    codes = towns(JOBS, Y23, Y24)
    found = figures(JOBS)
    rows = [["Gemeente", "Jaar", "Aantal"]]
    for nis in codes:
        rows += [[AREAS.name(nis), 2023, found[nis, Y23]], [None, 2024, found[nis, Y24]]]
    book = workbook(rows)
    for row in range(2, len(rows), 4):
        first(book).merge_cells(f"A{row}:A{row + 1}")  # every other one; the rest is merely left empty
    return Case(saved(book), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def years_below_each_other_with_headings() -> Case:
    codes = towns(JOBS, Y23, Y24)
    rows: list[list[object]] = [["Werkzoekenden per gemeente"], []]
    for period in (Y23, Y24):
        rows += [[f"Jaar {period}"], ["Gemeente", "Aantal"], *body(JOBS, codes, [period]), []]
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def years_below_each_other_with_headers_of_their_own() -> Case:
    codes = towns(JOBS, Y23, Y24)
    rows: list[list[object]] = []
    for period in (Y24, Y23):
        rows += [["Gemeente", int(period)], *body(JOBS, codes, [period]), []]
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def two_blocks_beside_each_other() -> Case:
    codes = towns()
    found = figures(JOBS)
    left, right = codes[:32], codes[32:]
    rows = [["Gemeente", "2024", None, "Gemeente", "2024"]]
    for place, nis in enumerate(left):
        other = right[place] if place < len(right) else None
        rows.append(
            [
                AREAS.name(nis),
                found[nis, Y24],
                None,
                *([AREAS.name(other), found[other, Y24]] if other else []),
            ]
        )
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y24]))


@case
def transposed_table() -> Case:
    codes = towns(JOBS, Y23, Y24)
    found = figures(JOBS)
    rows = [
        ["", *(AREAS.name(nis) for nis in codes)],
        *([int(p), *(found[nis, p] for nis in codes)] for p in (Y23, Y24)),
    ]
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def transposed_table_with_a_bad_cell() -> Case:
    codes = towns(JOBS, Y23, Y24)
    found = figures(JOBS)
    rows = [
        ["", *(AREAS.name(nis) for nis in codes)],
        *([int(p), *(found[nis, p] for nis in codes)] for p in (Y23, Y24)),
    ]
    rows[2][3] = "??"
    return Case(
        saved(workbook(rows)),
        JOBS,
        without(truth(JOBS, codes, [Y23, Y24]), (codes[2], Y24)),
        refused={"D3": "‘??’; verwacht: een getal"},
        doubted={"": "heeft geen waarde"},
    )


@case
def derived_columns_in_between() -> Case:
    codes = towns(JOBS, Y23, Y24)
    found = figures(JOBS)
    rows = [["Rang", "Gemeente", "Postcode", "2023", "2024", "Evolutie 2023-2024", "Opmerkingen"]]
    for place, nis in enumerate(codes, start=1):
        old, new = found[nis, Y23], found[nis, Y24]
        rows.append([place, AREAS.name(nis), 3000 + place, old, new, new - old, "ok"])
    return Case(saved(workbook(rows)), JOBS, truth(JOBS, codes, [Y23, Y24]))


@case
def swapped_years() -> Case:
    codes = towns(JOBS, "2016", Y24)
    rows = [["Gemeente", "2024", "2016"], *body(JOBS, codes, ["2016", Y24])]
    swapped = {"2016": Y24, Y24: "2016"}
    expected = {
        (JOBS, "", nis, swapped[p]): value
        for (_, _, nis, p), value in truth(JOBS, codes, ["2016", Y24]).items()
    }
    doubted = {
        f"B2:B{len(rows)}": "precies de cijfers van Werkzoekenden zonder werk (jaargemiddelde), 2016",
        f"C2:C{len(rows)}": "precies de cijfers van Werkzoekenden zonder werk (jaargemiddelde), 2024",
    }
    return Case(saved(workbook(rows)), JOBS, expected, doubted=doubted)


@case
def figures_shifted_by_one_row() -> Case:
    codes = towns()
    rows = [["Gemeente", "2024"], *body(JOBS, codes, [Y24])]
    shifted = [row[1] for row in rows[1:]]
    for row, value in zip(rows[1:], [shifted[-1], *shifted[:-1]], strict=True):
        row[1] = value
    expected = {(JOBS, "", nis, Y24): row[1] for nis, row in zip(codes, rows[1:], strict=True)}
    return Case(
        saved(workbook(rows)),
        JOBS,
        expected,
        doubted={f"B2:B{len(rows)}": "bij andere rijen lijken te horen"},
    )


@case
def several_sheets_of_which_one_counts() -> Case:
    codes = towns()
    book = workbook(
        [["Inhoud"], ["1. Werkzoekenden"], ["2. Nota's"]],
        [["Gemeente", 2024], *body(JOBS, codes, [Y24])],
        [["Leuven", "telt studenten niet mee"]],
        names=["Inhoud", "Tabel", "Nota's"],
    )
    return Case(saved(book), JOBS, truth(JOBS, codes, [Y24]))


@case
def hidden_rows_and_columns() -> Case:
    codes = towns(JOBS, Y23, Y24)
    book = workbook([["Gemeente", 2023, 2024], *body(JOBS, codes, [Y23, Y24])])
    first(book).row_dimensions[4].hidden = True
    first(book).column_dimensions["B"].hidden = True
    doubted = {f"B2, B3, B4, C4, B5 en nog {len(codes) - 4}": "in een verborgen rij of kolom"}
    return Case(saved(book), JOBS, truth(JOBS, codes, [Y23, Y24]), doubted=doubted)


@case
def values_merged_over_municipalities() -> Case:
    codes = towns()
    book = workbook([["Gemeente", 2024], *body(JOBS, codes, [Y24])])
    first(book).merge_cells("B4:B6")
    gone = [(nis, Y24) for nis in codes[2:5]]
    return Case(
        saved(book),
        JOBS,
        without(truth(JOBS, codes, [Y24]), *gone),
        refused={"B4": "een samengevoegde cel over meer dan één gemeente"},
        doubted={"": "3 gemeenten zonder waarde"},
    )


@case
def categories_beside_each_other() -> Case:
    measure = "jobseekers_31_december_by_nationality"
    labels = {"belgian": "Belg", "eu": "EU (zonder Belg)", "non_eu": "Niet-EU"}
    codes = [nis for nis in towns(JOBS) if all((nis, Y24) in figures(measure, c) for c in labels)]
    rows = [["Gemeente", *([2024] * 3)], [None, *labels.values()]]
    rows += [[AREAS.name(nis), *(figures(measure, c)[nis, Y24] for c in labels)] for nis in codes]
    expected: dict[tuple[str, str, str, str], float] = {}
    for category in labels:
        expected |= truth(measure, codes, [Y24], category)
    return Case(saved(workbook(rows)), measure, expected)


@case
def categories_below_each_other() -> Case:
    measure = "jobseekers_31_december_by_nationality"
    labels = {"belgian": "belg", "eu": "EU (zonder Belg)", "non_eu": "NIET-EU"}
    codes = [nis for nis in towns(JOBS) if all((nis, Y24) in figures(measure, c) for c in labels)]
    rows = [["Gemeente", "Nationaliteit", "31/12/2024"]]
    rows += [
        [AREAS.name(nis), label, figures(measure, category)[nis, Y24]]
        for nis in codes
        for category, label in labels.items()
    ]
    expected: dict[tuple[str, str, str, str], float] = {}
    for category in labels:
        expected |= truth(measure, codes, [Y24], category)
    return Case(saved(workbook(rows)), measure, expected)


# --- periods ------------------------------------------------------------------------------------------------


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


# --- text files ---------------------------------------------------------------------------------------------


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
