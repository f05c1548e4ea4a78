import pandas as pd
import pytest

from etl.errors import SourceError
from etl.sources import abb_planned_investments as source

MOBILITY, HOUSING = source.MEASURES
COLUMNS = ["NIS_code", "Rapportjaar", "Boekjaar", "BV_domein", "Beleidsveld", "Totaal", "Per_inwoner"]
ROWS = [
    ("24062", 2020, 2020, MOBILITY, "0200 Wegen", 100.0, 1.0),
    ("24062", 2020, 2025, MOBILITY, "0200 Wegen", 250.0, 2.0),
    ("24062", 2020, 2025, MOBILITY, "0210 Openbaar vervoer", 50.0, None),
    ("24062", 2020, 2020, HOUSING, "0600 Ruimtelijke planning", 40.0, 1.0),
    ("24062", 2026, 2026, MOBILITY, "0200 Wegen", 900.0, 9.0),
    ("24062", 2026, 2026, HOUSING, "0600 Ruimtelijke planning", 9.0, 0.1),
    ("24104", 2020, 2020, "7 Cultuur en vrije tijd", "0700 Musea", 5.0, 1.0),
]


def place(folder, rows=ROWS):
    folder.parquet(source.FILES[0], pd.DataFrame(rows, columns=COLUMNS))


def test_a_plan_is_one_total_under_its_first_year(folder, figures):
    place(folder)
    found = figures(source.parse(folder.files))
    assert found.value("planned_mobility_investment", "24062", "2020") == 100 + 250 + 50
    assert found.value("planned_housing_space_investment", "24062", "2020") == 40
    assert found.value("planned_mobility_investment", "24062", "2026") == 900
    assert found.periods("planned_mobility_investment") == {"2020", "2026"}


def test_nothing_in_a_domain_is_zero_but_no_plan_at_all_is_missing(folder, figures):
    place(folder)
    found = figures(source.parse(folder.files))
    assert found.value("planned_mobility_investment", "24104", "2020") == 0
    assert found.status("planned_mobility_investment", "24104", "2020") == "observed"
    assert found.status("planned_mobility_investment", "24104", "2026") == "missing"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("24062", 2020, 2026, MOBILITY, "0220 Parkeren", 1.0, 1.0), "rij 8, kolom 'Boekjaar'"),
        (("24062", 2020, 2019, MOBILITY, "0220 Parkeren", 1.0, 1.0), "rij 8, kolom 'Boekjaar'"),
        (("24062", 2020, 2020, MOBILITY, "0220 Parkeren", -1.0, 1.0), "rij 8, kolom 'Totaal'"),
        (("24062", 2020, 2020, MOBILITY, "0220 Parkeren", None, 1.0), "rij 8, kolom 'Totaal'"),
        (("Leuven", 2020, 2020, MOBILITY, "0220 Parkeren", 1.0, 1.0), "rij 8, kolom 'NIS_code'"),
        (("24062", 2020, 2020, MOBILITY, "0200 Wegen", 1.0, 1.0), "rij 8"),
    ],
)
def test_a_wrong_cell_is_named(folder, row, message):
    place(folder, [*ROWS, row])
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_a_domain_under_another_name_is_not_read_as_zero(folder):
    place(folder, [tuple("02 Mobiliteit" if cell == MOBILITY else cell for cell in row) for row in ROWS])
    with pytest.raises(SourceError, match=r"(?s)meerjarenplan 2020.*Zich verplaatsen.*02 Mobiliteit"):
        source.parse(folder.files)
