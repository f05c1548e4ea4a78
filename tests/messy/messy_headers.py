"""Headers, titles, groups and notes as people make them."""

from datetime import date, datetime

from messy_case import INCOME, JOBS, RATE, Y23, Y24, Case, body, case, former, towns
from messy_world import (
    AREAS,
    dutch,
    figures,
    first,
    saved,
    truth,
    workbook,
)


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
