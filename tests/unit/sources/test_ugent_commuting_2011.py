import pytest

from etl.errors import SourceError
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
