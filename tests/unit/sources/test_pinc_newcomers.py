import pytest

from etl.errors import SourceError
from etl.sources import pinc_newcomers as source

COUNT, NON_EU, RATE, NON_EU_RATE = source.TOPICS
# The names that the portal gives: dots, an underscore and a percent sign, cut short.
NAMES = {
    COUNT: "nieuwkomers - gemeenten.csv",
    NON_EU: "nieuwkomers niet-EU - gemeenten.csv",
    RATE: "nieuwkomers per 1.000 inwoners 18_ jaar - gemeenten.csv",
    NON_EU_RATE: "nieuwkomers niet-EU per 1.000 inwoners 18_ jaar niet-EU -%2.csv",
}
CELLS = {COUNT: (2383, 3697), NON_EU: (1500, 2493), RATE: ("29,5", "42,7"), NON_EU_RATE: ("90,0", "127,8")}


def export(topic, rows, years=("2014", "2024")):
    """The CSV of one topic: text quoted, numbers not, as the portal writes it."""
    header = ['"gemeenten"', *(f'"{topic}|{year}"' for year in years)]
    lines = [header]
    for name, cells in rows.items():
        quoted = [f'"{cell}"' if cell in ("-", "?", "x") else str(cell) for cell in cells]
        lines.append([f'"{name}"', *quoted])
    return "\n".join(";".join(line) for line in lines) + "\n"


def place(folder, *, names=NAMES, rows=None, leave_out=()):
    for topic, name in names.items():
        if topic not in leave_out:
            cells = (rows or {}).get(topic, {"Leuven": CELLS[topic]})
            folder.text(f"provincies_in_cijfers/newcomers/{name}", export(topic, cells))


def test_each_topic_is_read_from_its_header_whatever_the_file_is_called(folder, figures):
    names = dict(zip(NAMES, reversed(NAMES.values()), strict=True))  # every name belongs to another topic
    place(folder, names=names)
    found = figures(source.parse(folder.files))
    assert found.value("newcomers", "Leuven", "2024") == 3697
    assert found.value("newcomers_non_eu", "Leuven", "2024") == 2493
    assert found.value("newcomers_per_1000", "Leuven", "2024") == 42.7
    assert found.value("newcomers_non_eu_per_1000", "Leuven", "2014") == 90


def test_brussels_is_missing_and_not_zero(folder, figures):
    place(folder, rows={COUNT: {"Anderlecht": ("-", "?"), "Leuven": (1, 2)}})
    found = figures(source.parse(folder.files))
    assert found.status("newcomers", "Anderlecht", "2014") == "missing"
    assert found.status("newcomers", "Anderlecht", "2024") == "missing"


def test_more_newcomers_than_inhabitants_is_possible_outside_the_eu(folder, figures):
    place(folder, rows={NON_EU_RATE: {"Leuven": ("2596,6", "90,0")}})
    assert figures(source.parse(folder.files)).value("newcomers_non_eu_per_1000", "Leuven", "2014") == 2596.6


def test_a_missing_export_is_named(folder):
    place(folder, leave_out=(NON_EU_RATE,))
    with pytest.raises(SourceError, match=r"ontbreekt: 'nieuwkomers niet-EU per 1\.000"):
        source.parse(folder.files)


def test_two_exports_of_one_topic_are_refused(folder):
    place(folder)
    folder.text(
        "provincies_in_cijfers/newcomers/nieuwkomers (1).csv", export(COUNT, {"Leuven": CELLS[COUNT]})
    )
    with pytest.raises(SourceError, match="meer dan één keer: 'nieuwkomers'"):
        source.parse(folder.files)


def test_an_export_of_something_else_is_named(folder):
    place(folder)
    folder.text(
        "provincies_in_cijfers/newcomers/nieuwkomers vrouwen.csv", export("vrouwen", {"Leuven": (1, 2)})
    )
    with pytest.raises(SourceError, match=r"zonder een van deze onderwerpen: 'nieuwkomers vrouwen\.csv'"):
        source.parse(folder.files)


def test_a_count_with_decimals_is_refused(folder):
    place(folder, rows={COUNT: {"Leuven": ("1,5", 2)}})
    with pytest.raises(SourceError, match="geheel aantal"):
        source.parse(folder.files)


def test_no_file_at_all_says_where_to_put_it(folder):
    with pytest.raises(SourceError, match=r"nieuwkomers\*\.csv"):
        source.parse(folder.files)
