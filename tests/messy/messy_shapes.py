"""Arrangements of years, areas and sheets as people make them."""

from messy_case import JOBS, Y23, Y24, Case, body, case, towns, without
from messy_world import (
    AREAS,
    figures,
    first,
    saved,
    truth,
    workbook,
)


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
