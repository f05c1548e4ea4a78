import pytest

from etl.errors import SourceError
from etl.sources import statbel_vat_survival as source

DERIVED = "y,r,p,n1,fr,s1,s2,s3,s4,s5,r1,r2,r3,r4,r5"
KEYS = ["CD_YEAR", "CD_RGN_REFNIS", "CD_PROV_REFNIS", "CD_NACE_LVL1", "CD_LGL_CO_TYP"]
OWN = "|".join([*KEYS, source.FIRST, *source.SURVIVORS])
REGISTERED, AFTER_1, AFTER_3, AFTER_5 = source.MEASURES.values()


def place_derived(folder, *lines):
    folder.text(source.DERIVED, "\n".join((DERIVED, *lines)) + "\n")


def test_sections_are_added_up_by_province(folder, figures):
    place_derived(
        folder,
        "2008,2000,20001,A,10,9,8.0,7.0,6.0,5.0,0.9,0.8,0.7,0.6,0.5",
        "2008,2000,20001.0,C,20,18,16.0,14.0,12.0,10.0,0.9,0.8,0.7,0.6,0.5",
    )
    found = figures(source.parse(folder.files))
    assert found.value(REGISTERED, "20001", "2008") == 10 + 20
    assert found.value(AFTER_1, "20001", "2008") == 9 + 18
    assert found.value(AFTER_3, "20001", "2008") == 7 + 14
    assert found.value(AFTER_5, "20001", "2008") == 5 + 10


def test_regions_and_belgium_are_sums_and_brussels_has_no_province(folder, figures):
    place_derived(
        folder,
        "2008,2000,10000,A,10,9,8,7,6,5,,,,,",
        "2008,2000,20001,A,20,18,16,14,12,10,,,,,",
        "2008,4000,,A,5,4,3,2,1,0,,,,,",
    )
    found = figures(source.parse(folder.files))
    assert found.value(REGISTERED, "02000", "2008") == 10 + 20
    assert found.value(REGISTERED, "04000", "2008") == 5
    assert found.value(REGISTERED, "01000", "2008") == 10 + 20 + 5
    assert sum(found.parsed.observations["area"] == "04000") == len(source.MEASURES)


def test_what_is_not_known_yet_is_absent_and_never_zero(folder, figures):
    place_derived(
        folder,
        "2022,2000,20001,A,10,9,8.0,,,,0.9,0.8,,,",
        "2022,2000,20001,C,20,18,16.0,,,,0.9,0.8,,,",
        "2018,2000,20001,A,10,9,8,7,6,5,,,,,",
    )
    found = figures(source.parse(folder.files))
    assert found.value(AFTER_1, "20001", "2022") == 27
    assert found.periods(AFTER_3) == {"2018"}
    # after 3 and after 5 years, for the province, the Region and Belgium
    assert [(entry.reason, entry.rows) for entry in found.parsed.set_aside] == [(source.NOT_YET_REASON, 6)]


def test_statbels_own_file_is_read_by_its_own_names_and_goes_before(folder, figures):
    lines = ["2018|02000|20001|A|0|10|9|8|7|6|5", "2018|02000|20001|A|1|20|18|16|14|12|10"]
    folder.zipped(source.OWN, "TF_VAT_SURVIVALS.txt", "\n".join([OWN, *lines]) + "\n")
    place_derived(folder, "2018,2000,20001,A,1,1,1,1,1,1,,,,,")
    found = figures(source.parse(folder.files))
    assert found.parsed.files == (source.OWN,)
    assert found.value(AFTER_5, "20001", "2018") == 5 + 10


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2018,2000,20001,C,,1,1,1,1,1,,,,,", r"(?s)rij 3, kolom 'MS_CNT_FIRST_REGISTRATIONS'.*leeg"),
        ("2018,2000,20001,C,10,9,8,,6,5,,,,,", r"(?s)'MS_CNT_SURV_YEAR_3'.*lege en gevulde cellen in 2018"),
        ("2018,2000,20001,C,10,11,8,7,6,5,,,,,", r"(?s)rij 3, kolom 'MS_CNT_SURV_YEAR_1'.*hoogstens"),
        ("2018,2000,20001,C,10,9,8,9,6,5,,,,,", r"(?s)rij 3, kolom 'MS_CNT_SURV_YEAR_3'.*hoogstens"),
        ("2018,2000,,C,10,9,8,7,6,5,,,,,", r"(?s)rij 3, kolom 'CD_PROV_REFNIS'"),
        ("2018,2000,20001,C,10.5,9,8,7,6,5,,,,,", r"(?s)rij 3, kolom 'MS_CNT_FIRST_REGISTRATIONS'.*geheel"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(folder, line, message):
    place_derived(folder, "2018,2000,20001,A,10,9,8,7,6,5,,,,,", line)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_another_layout_is_refused_with_what_arrived(folder):
    folder.text(source.DERIVED, "jaar,gewest,provincie\n2018,2000,20001\n")
    with pytest.raises(SourceError, match=r"(?s)CD_YEAR.*'jaar'"):
        source.parse(folder.files)
