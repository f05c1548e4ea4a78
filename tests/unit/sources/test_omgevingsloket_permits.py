import pytest

from etl.errors import SourceError
from etl.sources import omgevingsloket_permits as source

FILE = source.FILES[0]
COLUMNS = (
    "Type bevoegde overheid",
    "Bevoegde overheid (eerste aanleg)",
    "Jaar indiening",
    "Maand",
    "Aantal ingediende vergunningsaanvragen",
    "Aantal vergunningsaanvragen in behandeling (eerste aanleg)",
    "Aantal vergunningen (eerste aanleg)",
    "Aantal weigeringen (eerste aanleg)",
    "Aantal stilzwijgende weigeringen (eerste aanleg)",
    "Doorlooptijd aanvraag vanaf indienen tot beslissen (eerste aanleg)",
    "Doorlooptijd tot volledig en ontvankelijk (eerste aanleg)",
)
HEADER = ";".join(COLUMNS)
AUGUST = "Gemeente;Leuven;2020;2020-aug.;10;0;6;2;0;80,5 dagen;20,0 dagen"
MAY = "Gemeente;Leuven;2020;2020-mei;5;1;1;0;1;100,0 dagen;-"
LATER = "Gemeente;Leuven;2021;2021-mrt.;4;4;0;0;0;-;-"


def place(folder, *lines, header=HEADER):
    folder.text(FILE, "\r\n".join([header, *lines]) + "\r\n", encoding="utf-8-sig")


def test_months_are_kept_and_a_year_is_their_sum(folder, figures):
    place(folder, AUGUST, MAY, LATER)
    found = figures(source.parse(folder.files))
    assert found.value("permit_applications_monthly", "Leuven", "2020-08") == 10
    assert found.value("permit_applications", "Leuven", "2020") == 10 + 5
    assert found.value("permit_decisions", "Leuven", "2020") == (6 + 2) + (1 + 1)


def test_durations_are_weighted_by_decisions(folder, figures):
    place(folder, AUGUST, MAY, LATER)
    found = figures(source.parse(folder.files))
    assert found.value("permit_decision_days_monthly", "Leuven", "2020-08") == 80.5 * 8
    assert found.value("permit_decision_days", "Leuven", "2020") == 80.5 * 8 + 100 * 2
    assert found.value("permit_decision_days", "Leuven", "2021") == 0


def test_the_last_year_is_provisional(folder, figures):
    place(folder, AUGUST, MAY, LATER)
    found = figures(source.parse(folder.files))
    assert found.status("permit_applications", "Leuven", "2020") == "observed"
    assert found.status("permit_applications", "Leuven", "2021") == "provisional"
    assert found.status("permit_decisions_monthly", "Leuven", "2021-03") == "provisional"


def test_a_month_without_a_row_is_a_month_without_applications(folder, figures):
    place(folder, AUGUST, MAY, "Gemeente;Bever;2020;2020-mei;1;0;1;0;0;60,0 dagen;-")
    found = figures(source.parse(folder.files))
    assert found.value("permit_applications_monthly", "Bever", "2020-08") == 0
    assert found.value("permit_decision_days_monthly", "Bever", "2020-08") == 0
    assert found.periods("permit_applications_monthly") == {"2020-05", "2020-08"}  # months of the export


def test_a_municipality_without_any_row_in_a_year_stays_absent_for_the_check_to_find(folder):
    place(folder, AUGUST, LATER, "Gemeente;Bever;2020;2020-mei;1;0;1;0;0;60,0 dagen;-")
    rows = source.parse(folder.files).observations
    assert set(rows.loc[rows["area"] == "Bever", "period"]) == {"2020", "2020-05", "2020-08"}


def test_files_of_other_authorities_are_set_aside_and_counted(folder):
    place(folder, AUGUST, AUGUST.replace("Gemeente;Leuven", "Provincie;Vlaams-Brabant"))
    parsed = source.parse(folder.files)
    assert set(parsed.observations["area"]) == {"Leuven"}
    assert {entry.reason: entry.rows for entry in parsed.set_aside}["bevoegde overheid: provincie"] == 1


def test_the_module_declares_the_rows_of_other_provinces():
    assert "buiten Vlaams-Brabant" in source.OUTSIDE_PROVINCE


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (AUGUST.replace("aug.", "august"), "rij 2, kolom 'Maand'"),
        (AUGUST.replace("aug.", "avg."), "rij 2, kolom 'Maand'"),
        (AUGUST.replace(";2020;", ";2019;"), "rij 2, kolom 'Maand'"),
        (AUGUST.replace("80,5 dagen", "-"), "waar en alleen waar beslist is"),
        (AUGUST.replace("80,5 dagen", "80.5 dagen"), "kolom 'Doorlooptijd"),
        (AUGUST.replace("80,5 dagen", "3 weken"), "kolom 'Doorlooptijd"),
        (AUGUST.replace(";10;", ";1.010;"), "rij 2, kolom 'Aantal ingediende"),
        (AUGUST.replace("Gemeente;", "Gewest;"), "rij 2, kolom 'Type bevoegde overheid'"),
    ],
)
def test_another_notation_is_refused(folder, line, message):
    place(folder, line, MAY)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_a_month_that_comes_twice_is_refused(folder):
    place(folder, AUGUST, MAY, AUGUST)
    with pytest.raises(SourceError, match="nog eens area Leuven, month 2020-08"):
        source.parse(folder.files)


def test_a_renamed_column_is_named(folder):
    place(folder, AUGUST, header=HEADER.replace("Aantal weigeringen", "Weigeringen"))
    with pytest.raises(SourceError, match=r"Aantal weigeringen \(eerste aanleg\)"):
        source.parse(folder.files)
