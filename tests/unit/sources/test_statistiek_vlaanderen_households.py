import pytest

from etl.errors import SourceError
from etl.sources import statistiek_vlaanderen_households as source

FILE = source.FILES[0]
HEADER = "jaar,niscode,aantal_huishoudleden,aantal"
SIZES = ("1", "2", "3", "4+")
LEUVEN, HERSTAPPE = "24062", "73028"


def place(folder, *areas, header=HEADER, last="2040"):
    """Households of (year, code, four counts); the edition ends in `last`, with one of each size."""
    areas = (*areas, (last, LEUVEN, 1, 1, 1, 1))
    lines = [
        f"{year},{nis},{size},{count}"
        for year, nis, *counts in areas
        for size, count in zip(SIZES, counts, strict=True)
    ]
    folder.text(FILE, "\r\n".join([header, *lines]) + "\r\n", encoding="utf-8-sig")


def test_the_total_is_the_sum_of_the_sizes(folder, figures):
    place(folder, ("2023", LEUVEN, 40, 30, 20, 10))
    found = figures(source.parse(folder.files))
    assert found.value("households", LEUVEN, "2023") == 40 + 30 + 20 + 10
    assert found.value("households", LEUVEN, "2023", "size_1") == 40
    assert found.value("households", LEUVEN, "2023", "size_4_plus") == 10


def test_the_edition_of_2024_projects_from_2024_on(folder, figures):
    place(folder, ("2023", LEUVEN, 4, 3, 2, 1), ("2024", LEUVEN, 5, 3, 2, 1))
    found = figures(source.parse(folder.files))
    assert found.status("households", LEUVEN, "2023") == "observed"
    assert found.status("households", LEUVEN, "2024") == "projected"
    assert found.status("households", LEUVEN, "2040", "size_3") == "projected"


def test_a_later_edition_asks_where_its_projections_begin(folder):
    place(folder, last="2043")
    with pytest.raises(SourceError, match=r"(?s)cijfers tot 2043: een nieuwe editie.*FIRST_PROJECTED"):
        source.parse(folder.files)


def test_herstappe_has_no_projection_which_is_no_zero(folder, figures):
    place(folder, ("2023", HERSTAPPE, 9, 8, 7, 6), ("2023", LEUVEN, 4, 3, 2, 1))
    found = figures(source.parse(folder.files))
    assert found.value("households", HERSTAPPE, "2023") == 9 + 8 + 7 + 6
    assert found.status("households", HERSTAPPE, "2040") == "missing"
    assert found.status("households", HERSTAPPE, "2040", "size_1") == "missing"


def test_another_municipality_without_rows_stays_absent_for_the_check_to_find(folder):
    place(folder, ("2023", "24001", 4, 3, 2, 1))
    areas = source.parse(folder.files).observations.query("period == '2040'")["area"]
    assert set(areas) == {LEUVEN}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2023,24062,2,30\r\n", "", r"geen rij 'size_2' bij 24062 2023"),
        ("2023,24062,2,30", "2023,24062,1,30", "nog eens area 24062, period 2023, size size_1"),
        ("2023,24062,2,30", "2023,24062,5,30", r"rij 3, kolom 'aantal_huishoudleden'"),
        ("2023,24062,2,30", "2023,24062,2,", r"rij 3, kolom 'aantal'"),
        ("2023,24062,2,30", "2023,24062,2,30.5", r"rij 3, kolom 'aantal'"),
        (HEADER, "jaar,niscode,grootte,aantal", "aantal_huishoudleden"),
    ],
)
def test_a_layout_that_is_not_the_publishers_is_refused(folder, old, new, message):
    place(folder, ("2023", LEUVEN, 40, 30, 20, 10))
    path = folder.root / FILE
    content = path.read_bytes().decode("utf-8-sig")
    assert old in content
    path.write_bytes(content.replace(old, new, 1).encode("utf-8-sig"))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)
