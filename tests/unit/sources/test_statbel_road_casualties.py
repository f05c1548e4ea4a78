import pytest

from etl.errors import SourceError
from etl.sources import statbel_road_casualties as source

HEADER = (
    "DT_DAY|MS_VICT|MS_VIC_OK|MS_SLY_INJ|MS_SERLY_INJ|MS_DEAD_30_DAYS|TX_VICT_TYPE_DESCR_NL|CD_MUNTY_REFNIS"
)
FILE_2020 = "statbel/road_casualties/TF_ACCIDENTS_VICTIMS_2020.zip"


def place(folder, *lines, file=FILE_2020, header=HEADER):
    folder.zipped(file, "TF_ACCIDENTS_VICTIMS.txt", "\r\n".join([header, *lines]) + "\r\n")


def test_casualties_are_the_injured_and_the_dead_not_the_uninjured(folder, figures):
    place(
        folder,
        "2020-01-03|3|2|1|0|0|Bestuurder|24062",  # 3 involved, of whom 2 uninjured
        "2020-05-07|2|0|1|1|0|Autres victimes|24062",
        "2020-09-24|1|0|0|0|1|Bestuurder|24062",
    )
    found = figures(source.parse(folder.files))
    assert found.value("road_casualties", "24062", "2020", "slight") == 1 + 1
    assert found.value("road_casualties", "24062", "2020", "serious") == 1
    assert found.value("road_casualties", "24062", "2020", "dead_30_days") == 1
    assert found.value("road_casualties", "24062", "2020") == 2 + 1 + 1


def test_a_municipality_with_only_uninjured_people_has_zero_casualties(folder, figures):
    place(folder, "2020-01-03|2|2|0|0|0|Bestuurder|73028")
    assert figures(source.parse(folder.files)).value("road_casualties", "73028", "2020") == 0


def test_every_year_has_its_file_and_a_new_one_needs_no_code(folder, figures):
    later = "statbel/road_casualties/TF_ACCIDENTS_VICTIMS_2021.zip"
    place(folder, "2020-01-03|1|0|1|0|0|Bestuurder|24062")
    place(folder, "2021-01-03|2|0|2|0|0|Bestuurder|24062", file=later)
    found = figures(source.parse(folder.files))
    assert found.value("road_casualties", "24062", "2021") == 2
    assert found.parsed.files == (FILE_2020, later)


def test_a_file_placed_by_hand_is_found_by_its_name(folder, figures):
    place(folder, "2020-01-03|1|0|1|0|0|Bestuurder|24062", file="TF_ACCIDENTS_VICTIMS_2020.zip")
    assert figures(source.parse(folder.files)).parsed.files == (FILE_2020,)


def test_accidents_of_another_year_than_the_name_says_are_refused(folder):
    place(folder, "2020-12-31|1|0|1|0|0|Bestuurder|24062", "2021-01-01|1|0|1|0|0|Bestuurder|24062")
    with pytest.raises(SourceError, match=r"(?s)één jaar.*'2020', '2021'"):
        source.parse(folder.files)


def test_columns_that_do_not_add_up_to_those_involved_are_refused(folder):
    place(folder, "2020-01-03|1|0|1|0|0|Bestuurder|24062", "2020-01-04|3|0|1|0|0|Bestuurder|24062")
    with pytest.raises(SourceError, match="rij 3, kolom 'MS_VICT'"):
        source.parse(folder.files)


OLD_HEADER = "DT_DAY|MS_VCT|MS_SLY_INJ|MS_SERLY_INJ|MS_MORY_INJ|MS_DEAD|MS_DEAD_30_DAYS|CD_MUNTY_REFNIS"
FILE_2012 = "statbel/road_casualties/TF_ACCIDENTS_VICTIMS_2012.zip"


def test_the_dead_of_older_years_are_those_within_30_days(folder, figures):
    place(folder, "2012-01-03|4|1|1|1|1|2|24062", header=OLD_HEADER, file=FILE_2012)
    found = figures(source.parse(folder.files))
    assert found.value("road_casualties", "24062", "2012", "dead_30_days") == 2  # not 1, nor 1 + 1 + 2
    assert found.value("road_casualties", "24062", "2012") == 1 + 1 + 2


def test_years_of_both_layouts_stand_side_by_side(folder, figures):
    place(folder, "2012-01-03|1|1|0|0|0|0|24062", header=OLD_HEADER, file=FILE_2012)
    place(folder, "2020-01-03|2|1|1|0|0|Bestuurder|24062")
    assert figures(source.parse(folder.files)).periods("road_casualties") == {"2012", "2020"}


def test_more_casualties_than_people_involved_are_refused_in_older_years_too(folder):
    place(folder, "2012-01-03|1|1|1|0|0|0|24062", header=OLD_HEADER, file=FILE_2012)
    with pytest.raises(SourceError, match="rij 2, kolom 'MS_VICT'"):
        source.parse(folder.files)


def test_an_unknown_layout_is_refused_with_what_arrived(folder):
    place(folder, "2020-01-03|1|24062", header="DT_DAY|MS_GEWOND|CD_MUNTY_REFNIS")
    with pytest.raises(SourceError, match=r"(?s)MS_VICT.*MS_GEWOND"):
        source.parse(folder.files)


def test_no_file_at_all_says_where_to_put_it(folder):
    with pytest.raises(SourceError, match=r"data/inbox"):
        source.parse(folder.files)
