"""Names and codes of areas as people write them."""

from messy_case import INCOME, JOBS, Y24, Case, body, case, former, towns, without
from messy_world import (
    AREAS,
    dutch,
    figures,
    saved,
    truth,
    workbook,
)


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
