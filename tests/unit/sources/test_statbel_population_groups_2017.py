import pytest

from etl.errors import SourceError
from etl.sources import statbel_population_groups_2017 as source

LEUVEN = '24062,"[15, 65)",700\n24062,"[0, 5)",50\n24062,"[65, 120)",160\n24062,"[5, 15)",90\n'  # unsorted


def place(folder, rows):
    folder.text(source.FILES[0], "NIS,age,population\n" + rows)


def test_the_four_groups_are_all_residents_and_the_last_is_65_plus(folder, figures):
    place(folder, LEUVEN)
    found = figures(source.parse(folder.files))
    assert found.value("residents_total_age", "24062", "2017") == 700 + 50 + 160 + 90
    assert found.value("residents_65_plus", "24062", "2017") == 160


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[65, 120)", "[60, 120)", r"(?s)\[65, 120\).*anders voor '24062'"),
        ('24062,"[0, 5)",50\n', "", "anders voor '24062'"),
        ('24062,"[0, 5)",50\n', '24062,"[0, 5)",50\n24062,"[0, 5)",50\n', "anders voor '24062'"),
        ("700", "700.5", "rij 2, kolom 'population'"),
        ("population", "inwoners", r"(?s)population.*inwoners"),
    ],
)
def test_other_groups_and_cells_are_refused(folder, old, new, message):
    folder.text(source.FILES[0], ("NIS,age,population\n" + LEUVEN).replace(old, new, 1))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)
