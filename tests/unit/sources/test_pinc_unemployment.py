import pytest

from etl.errors import SourceError
from etl.sources import pinc_unemployment as source

RATE = "werkzoekendengraad (jaargemiddelde) [%]"
COUNT = "werkzoekenden zonder werk (jaargemiddelde) [aantal]"
DECEMBER = "WZW [aantal] (1)"
YEARS = ("2014", "2015")
FOOTER = [
    [],
    ["Speciale waarden", "- Geen waarde"],
    ["x Verborgen waarde"],
    ["Datum export", "vrijdag 1 mei 2026"],
]


def export(areas, years=YEARS, topics=tuple(source.TOPICS), footer=FOOTER):
    """The sheet. `areas` gives per name the cells of some topics; other rates hold 0.05, other counts 10."""
    labels, header = [""], [""]
    for topic in topics:
        labels += [*[""] * (len(years) - 1), topic]  # over the last column of the block
        header += years
    rows = []
    for name, cells in areas.items():
        row = [name]
        for topic in topics:
            row += cells.get(topic, [0.05 if "%" in topic else 10] * len(years))
        rows.append(row)
    return [["Werkloosheid - gemeenten"], labels, header, *rows, *footer]


def place(folder, rows):
    folder.workbook(source.FILES[0], {"Werkloosheid gemeenten": rows})


def test_the_label_stands_over_the_last_column_of_its_block(folder, figures):
    place(folder, export({"Leuven": {RATE: [0.081, 0.078], COUNT: [4100, 3983]}}))
    found = figures(source.parse(folder.files))
    assert found.value("jobseekers", "Leuven", "2014") == 4100
    assert found.value("jobseekers", "Leuven", "2015") == 3983


def test_fractions_become_per_cent_without_noise(folder, figures):
    place(folder, export({"Leuven": {RATE: [0.078, 0.029]}}))
    found = figures(source.parse(folder.files))
    assert found.value("jobseeker_rate", "Leuven", "2014") == 7.8
    assert found.value("jobseeker_rate", "Leuven", "2015") == 2.9  # 0.029 * 100 is not


def test_a_percentage_where_fractions_are_expected_is_refused(folder):
    place(folder, export({"Aalst": {}, "Leuven": {RATE: [7.8, 0.078]}}))
    with pytest.raises(
        SourceError, match=r"(?s)rij 5, kolom 'werkzoekendengraad \(jaargemiddelde\).*fractie.*7\.8"
    ):
        source.parse(folder.files)


def test_the_number_of_years_is_read_from_the_file(folder, figures):
    years = tuple(str(year) for year in range(2014, 2026))
    counts = list(range(100, 112))  # 2014: 100, ..., 2025: 111
    place(folder, export({"Leuven": {COUNT: counts}}, years))
    found = figures(source.parse(folder.files))
    assert found.value("jobseekers", "Leuven", "2025") == 111
    assert found.periods("jobseeker_rate") == set(years)


def test_yearly_averages_and_31_december_are_different_measures(folder, figures):
    place(folder, export({"Leuven": {COUNT: [4100, 3983], DECEMBER: ["-", 3717]}}))
    found = figures(source.parse(folder.files))
    assert found.value("jobseekers", "Leuven", "2015") == 3983
    assert found.value("jobseekers_31_december", "Leuven", "2015") == 3717


def test_a_year_without_any_value_is_set_aside_and_not_stored_as_missing(folder, figures):
    areas = {
        "Leuven": {DECEMBER: ["-", 30]},
        "Halle": {DECEMBER: ["-", "-"]},
        "Niet te lokaliseren": {DECEMBER: [0, 0]},
    }
    place(folder, export(areas))
    found = figures(source.parse(folder.files))
    assert found.periods("jobseekers_31_december") == {"2015"}
    assert found.status("jobseekers_31_december", "Halle", "2015") == "missing"
    assert [s.rows for s in found.parsed.set_aside if DECEMBER in s.reason] == [3]


def test_splits_by_origin_and_nationality_are_categories(folder, figures):
    cells = {
        "WZW Belgische herkomst [aantal] (1)": [20, 21],
        "WZW niet-EU herkomst [aantal] (1)": [5, 6],
        "WZW niet-EU [aantal] (1)": [3, 4],
    }
    place(folder, export({"Leuven": cells}))
    found = figures(source.parse(folder.files))
    assert found.value("jobseekers_31_december_by_origin", "Leuven", "2015", "belgian") == 21
    assert found.value("jobseekers_31_december_by_origin", "Leuven", "2015", "non_eu") == 6
    assert found.value("jobseekers_31_december_by_nationality", "Leuven", "2015", "non_eu") == 4


def test_special_words_are_statuses_and_none_of_them_is_zero(folder, figures):
    areas = {"A": {COUNT: ["x", 1]}, "B": {COUNT: ["?", 1]}, "C": {COUNT: ["nvt", 1]}, "D": {COUNT: [0, 1]}}
    place(folder, export(areas))
    found = figures(source.parse(folder.files))
    statuses = [found.status("jobseekers", name, "2014") for name in "ABCD"]
    assert statuses == ["confidential", "missing", "not_applicable", "observed"]
    assert found.value("jobseekers", "D", "2014") == 0


def test_rest_rows_are_left_to_be_set_aside_under_their_name(folder):
    place(folder, export({"Leuven": {}, "Buiten Vlaanderen en Brussel": {}}))
    areas = set(source.parse(folder.files).observations["area"])
    assert areas - {"Leuven"} <= set(source.REST_AREAS)


def test_an_unknown_topic_is_set_aside_by_name(folder):
    topics = (*source.TOPICS, "WZW vorig jaar wonend in het buitenland [aantal] (1)")
    place(folder, export({"Leuven": {}, "Halle": {}}, topics=topics))
    reasons = {s.reason: s.rows for s in source.parse(folder.files).set_aside}
    assert reasons == {f"onderwerp '{topics[-1]}' wordt niet gebruikt": 2 * 2}  # 2 areas, 2 years


def test_a_missing_topic_is_named(folder):
    topics = tuple(topic for topic in source.TOPICS if topic != COUNT)
    place(folder, export({"Leuven": {}}, topics=topics))
    with pytest.raises(SourceError, match="werkzoekenden zonder werk"):
        source.parse(folder.files)


def test_labels_over_the_first_column_are_refused(folder):
    rows = export({"Leuven": {}})
    rows[1] = ["", *rows[1][2:], ""]  # each label one column to the left
    place(folder, rows)
    with pytest.raises(SourceError, match=r"(?s)rij 2, kolom 4.*jaartallen in volgorde.*'2015', '2014'"):
        source.parse(folder.files)


def test_columns_after_the_last_label_are_refused(folder):
    rows = export({"Leuven": {}})
    rows[1] = [*rows[1][:-1], ""]
    place(folder, rows)
    with pytest.raises(SourceError, match=r"(?s)boven de laatste kolom van elk blok.*2 kolommen"):
        source.parse(folder.files)


def test_a_block_of_another_length_is_refused(folder):
    rows = export({"Leuven": {}})
    for row in rows[1:4]:
        del row[1]  # the first topic loses 2014
    place(folder, rows)
    with pytest.raises(SourceError, match="dezelfde jaren"):
        source.parse(folder.files)


def test_data_after_an_empty_row_is_not_passed_over(folder):
    rows = export({"Leuven": {}, "Halle": {}})
    rows.insert(4, [])
    place(folder, rows)
    with pytest.raises(SourceError, match=r"(?s)rij 6.*Halle"):
        source.parse(folder.files)


def test_an_export_without_footer_is_refused(folder):
    place(folder, export({"Leuven": {}}, footer=[]))
    with pytest.raises(SourceError, match="afgebroken"):
        source.parse(folder.files)


def test_a_number_with_a_comma_is_refused(folder):
    place(folder, export({"Leuven": {COUNT: ["4100,5", 10]}}))
    with pytest.raises(SourceError, match=r"(?s)rij 4.*2014.*komma"):
        source.parse(folder.files)


def test_a_count_with_decimals_is_refused(folder):
    place(folder, export({"Leuven": {COUNT: [10.5, 10]}}))
    with pytest.raises(SourceError, match="geheel aantal"):
        source.parse(folder.files)
