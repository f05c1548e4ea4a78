import pytest

from etl.errors import SourceError
from etl.sources import pinc_youth as source

PRIMARY, SECONDARY, ORIGIN = source.TOPICS
MAGHREB = "0-24 jaar Maghreb herkomst (t.o.v. 0-24 jaar)"


def export(areas, years=("2023", "2024"), topics=tuple(source.TOPICS), first="gemeenten"):
    """The file. `areas` gives per name the cells of some topics; the other shares are 10,5, the counts 20."""
    header = [first, *(f"{topic}|{year}" for topic in topics for year in years)]
    lines = [header]
    for name, cells in areas.items():
        line = [name]
        for topic in topics:
            line += cells.get(topic, ["20" if topic == ORIGIN else "10,5"] * len(years))
        lines.append(line)
    return "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines) + "\n"


def place(folder, content):
    folder.text(source.FILES[0], content)


def test_only_the_total_is_a_count_the_shares_are_percentages_already(folder, figures):
    cells = {PRIMARY: ["20,1", "36,8"], SECONDARY: ["14,7", "26,4"], ORIGIN: ["15000", "15349"]}
    place(folder, export({"Leuven": cells}))
    found = figures(source.parse(folder.files))
    assert found.value("home_language_not_dutch_primary", "Leuven", "2024") == 36.8
    assert found.value("home_language_not_dutch_secondary", "Leuven", "2023") == 14.7
    assert found.value("youth_non_belgian_origin", "Leuven", "2024") == 15349


def test_another_number_of_years_needs_no_code(folder, figures):
    years = tuple(str(year) for year in range(2014, 2026))
    place(folder, export({"Leuven": {}}, years))
    assert figures(source.parse(folder.files)).periods("youth_non_belgian_origin") == set(years)


def test_special_words_are_statuses(folder, figures):
    areas = {"Herstappe": {PRIMARY: ["x", "10,5"]}, "Jette": {ORIGIN: ["?", "?"]}, "Leuven": {}}
    place(folder, export(areas))
    found = figures(source.parse(folder.files))
    assert found.status("home_language_not_dutch_primary", "Herstappe", "2023") == "confidential"
    assert found.status("youth_non_belgian_origin", "Jette", "2024") == "missing"


def test_other_topics_are_set_aside_by_name_and_counted(folder):
    place(folder, export({"Leuven": {}}, topics=(*source.TOPICS, MAGHREB)))
    assert [(s.reason, s.rows) for s in source.parse(folder.files).set_aside] == [
        (f"onderwerp '{MAGHREB}' wordt niet gebruikt", 2)
    ]


def test_a_required_topic_that_is_absent_is_named(folder):
    place(folder, export({"Leuven": {}}, topics=(PRIMARY, ORIGIN, MAGHREB)))
    with pytest.raises(SourceError, match="secundair onderwijs"):
        source.parse(folder.files)


def test_topics_with_different_years_are_refused(folder):
    place(folder, export({"Leuven": {}}).replace(f"{ORIGIN}|2023", f"{ORIGIN}|2022"))
    with pytest.raises(SourceError, match="dezelfde jaren"):
        source.parse(folder.files)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({PRIMARY: ["36.8", "36,8"]}, "komma"),
        ({PRIMARY: ["101,0", "36,8"]}, "hoogstens 100"),
        ({ORIGIN: ["15,5", "20"]}, "geheel aantal"),
    ],
)
def test_a_wrong_number_is_named_by_row_topic_and_year(folder, cells, expected):
    place(folder, export({"Aalst": {}, "Leuven": cells}))
    with pytest.raises(SourceError, match=rf"(?s)rij 3, kolom .* 2023'.*{expected}"):
        source.parse(folder.files)


def test_another_first_column_is_refused(folder):
    place(folder, export({"Leuven": {}}, first="arrondissementen"))
    with pytest.raises(SourceError, match="arrondissementen"):
        source.parse(folder.files)


def test_a_header_without_a_year_is_refused(folder):
    place(folder, export({"Leuven": {}}, years=("2023", "totaal")))
    with pytest.raises(SourceError, match="totaal"):
        source.parse(folder.files)
