import pytest

from etl.errors import SourceError
from etl.parsed import SetAside
from etl.sources import ugent_commuting_2011 as source

MATRIX = ",23023,24062,21004\n23023,10.5,2.25,0.0\n24062,0.0,100.0,7.0\n21004,1.0,3.75,50.0\n"


def test_rows_live_and_columns_work_and_decimals_stay(folder):
    folder.text(source.FILES[0], MATRIX)
    flows = source.parse(folder.files).flows.set_index(["origin", "destination"])["value"]
    assert flows["23023", "24062"] == 2.25
    assert flows["21004", "24062"] == 3.75
    assert flows["23023", "23023"] == 10.5  # lives and works there


def test_pairs_without_commuters_are_left_out_and_the_total_stays(folder):
    folder.text(source.FILES[0], MATRIX)
    flows = source.parse(folder.files).flows
    assert len(flows) == 9 - 2
    assert flows["value"].sum() == 10.5 + 2.25 + 100 + 7 + 1 + 3.75 + 50
    assert set(flows["measure"]) == {"commuters"}
    assert set(flows["period"]) == {"2011"}


def test_workers_are_the_sums_of_rows_and_columns(folder, figures):
    folder.text(source.MATRIX, MATRIX)
    found = figures(source.parse(folder.files))
    assert found.value("workers_by_residence", "23023", "2011") == 10.5 + 2.25
    assert found.value("workers_by_workplace", "24062", "2011") == 2.25 + 100 + 3.75


STATBEL = (
    "CD_MUNTY_REFNIS_RESIDENCE|CD_CNTRY_REFNIS_WORK|CD_MUNTY_REFNIS_WORK|CD_SEX|TX_SEX_DESCR_NL|OBS_VALUE\n"
    "23023|00150|24062|M|man|3\n"
    "23023|00150|24062|F|vrouw|4\n"
    "24062|00150|24062|M|man|90\n"
    "24062|00111|-|M|man|8\n"  # abroad
    "24062|00150| |F|vrouw|5\n"  # in a municipality that is not known
)


def test_the_matrix_of_statbel_goes_before_and_adds_up_men_and_women(folder, figures):
    folder.text(source.MATRIX, MATRIX)
    folder.zipped(source.STATBEL_TABLE, "TU_CENSUS_2011_COMMUTERS_MUNTY.txt", STATBEL)
    found = figures(source.parse(folder.files))
    flows = found.parsed.flows.set_index(["origin", "destination"])["value"]
    assert flows.to_dict() == {("23023", "24062"): 3 + 4, ("24062", "24062"): 90}
    assert found.value("workers_by_workplace", "24062", "2011") == 3 + 4 + 90
    assert found.value("workers_by_workplace", "23023", "2011") == 0  # lives there, nobody works there
    assert found.parsed.files == (source.STATBEL_TABLE,)


def test_workers_without_a_known_workplace_are_set_aside_and_counted(folder):
    folder.zipped(source.STATBEL_TABLE, "TU_CENSUS_2011_COMMUTERS_MUNTY.txt", STATBEL)
    assert source.parse(folder.files).set_aside == (SetAside(source.UNKNOWN_WORKPLACE, 2),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("|24062|M|man|3", "|24062|T|totaal|3", "rij 2, kolom 'CD_SEX'"),
        ("|24062|F|vrouw|4", "|24062|M|man|4", "rij 3"),  # the same pair and sex again
        ("|man|90", "|man|-90", "rij 4, kolom 'OBS_VALUE'"),
        ("|24062|M|man|3", "|Leuven|M|man|3", "rij 2, kolom 'CD_MUNTY_REFNIS_WORK'"),
        ("CD_SEX", "CD_GESLACHT", r"(?s)CD_SEX.*CD_GESLACHT"),
    ],
)
def test_the_matrix_of_statbel_in_another_shape_is_refused(folder, old, new, message):
    folder.zipped(source.STATBEL_TABLE, "x.txt", STATBEL.replace(old, new, 1))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",23023,24062,21004", ",23023,24062,21005", r"'21004', '21005'"),
        (",23023,24062,21004", ",23023,24062,Brussel", "rij 2, kolom 'werk'"),
        ("\n21004,", "\n24062,", "21004"),
        ("50.0\n", "50.0\n21004,1.0,3.75,50.0\n", "21004"),
        ("2.25", "-2.25", "verblijf 23023, werk 24062"),
        ("2.25", "twee", "rij 2, kolom '24062'"),
        (",23023,24062", "nis,23023,24062", "eerste kolom zonder naam"),
    ],
)
def test_a_matrix_of_another_shape_is_refused(folder, old, new, message):
    folder.text(source.FILES[0], MATRIX.replace(old, new, 1))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)
