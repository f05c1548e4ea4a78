import pytest

from etl.errors import SourceError
from etl.sources import rva_claimant_jobseekers as source

MEASURE = "claimant_jobseekers"
# Title, unit and header stand where RVA puts them; the arr. and prov. rows close the block above them.
HEADER = ["", "CCI-NDE", "CCI-DE", "Total"]


def sheet(*rows, unit=source.UNIT, header=HEADER):
    top = [["Office national de l'emploi"], ["Chômeurs complets indemnisés"], [], [unit], [], header]
    return [*top, *([name, 1, claimants, 2] for name, claimants in rows)]


def place(folder, **sheets):
    folder.workbook(source.WORKBOOK, {name.removeprefix("y"): rows for name, rows in sheets.items()})


LEUVEN_AND_HERSTAPPE = (("Louvain", 1457.25), ("arr.Louvain", 1457.25), ("prov.Brabant flamand", 1457.25))
BRUSSELS = (("Bruxelles", 100.5), ("Région Bruxelles-Capitale", 100.5))


def test_the_typed_over_file_has_codes_and_says_what_is_provisional(folder, figures):
    lines = [
        "nis_code,jaar,uvw_wz,status",
        "24062,2025,1589.5,final",
        "24062,2026,1496.43,provisional (jan-jul 2026 average)",
    ]
    folder.text(source.TYPED_OVER, "\n".join(lines))
    found = figures(source.parse(folder.files))
    assert found.value(MEASURE, "24062", "2025") == 1589.5
    assert found.status(MEASURE, "24062", "2025") == "observed"
    assert found.status(MEASURE, "24062", "2026") == "provisional"


def test_an_unknown_status_is_refused(folder):
    folder.text(source.TYPED_OVER, "nis_code,jaar,uvw_wz,status\n24062,2025,1589.5,raming\n")
    with pytest.raises(SourceError, match=r"(?s)rij 2, kolom 'status'.*provisional.*raming"):
        source.parse(folder.files)


def test_the_workbook_has_a_sheet_per_year_and_french_names(folder, figures):
    place(folder, y2025=sheet(*LEUVEN_AND_HERSTAPPE), y2026=sheet(*LEUVEN_AND_HERSTAPPE))
    found = figures(source.parse(folder.files))
    assert found.value(MEASURE, "Louvain", "2025") == 1457.25
    assert found.periods(MEASURE) == {"2025", "2026"}


def test_the_newest_sheet_is_provisional(folder, figures):
    place(folder, y2025=sheet(*LEUVEN_AND_HERSTAPPE), y2026=sheet(*LEUVEN_AND_HERSTAPPE))
    found = figures(source.parse(folder.files))
    assert found.status(MEASURE, "Louvain", "2025") == "observed"
    assert found.status(MEASURE, "Louvain", "2026") == "provisional"


def test_subtotals_are_set_aside_and_counted(folder):
    place(folder, y2025=sheet(*LEUVEN_AND_HERSTAPPE, *BRUSSELS))
    parsed = source.parse(folder.files)
    assert sorted(parsed.observations["area"]) == ["Bruxelles", "Louvain"]
    assert [entry.rows for entry in parsed.set_aside] == [3]  # arr., prov., Région


def test_below_ten_is_confidential_and_explains_the_gap_with_the_province(folder, figures):
    rows = (("Hasselt", 500), ("Herstappe", "<10"), ("arr.Tongres", 503), ("prov.Limbourg", 503))
    place(folder, y2024=sheet(*rows), y2025=sheet(*rows))
    assert figures(source.parse(folder.files)).status(MEASURE, "Herstappe", "2024") == "confidential"


@pytest.mark.parametrize("province", [1400, 1500])
def test_municipalities_that_do_not_add_up_to_the_provinces_are_refused(folder, province):
    place(folder, y2025=sheet(("Louvain", 1457.25), ("prov.Brabant flamand", province)))
    with pytest.raises(SourceError, match=r"(?s)blad '2025'.*een verschil van"):
        source.parse(folder.files)


def test_amounts_instead_of_persons_are_refused(folder):
    place(folder, y2025=sheet(*LEUVEN_AND_HERSTAPPE, unit="Montants - Total"))
    with pytest.raises(SourceError, match=r"(?s)Unités physiques.*Montants - Total"):
        source.parse(folder.files)


def test_a_renamed_column_is_refused(folder):
    place(folder, y2025=sheet(*LEUVEN_AND_HERSTAPPE, header=["", "CCI-NDE", "UVW-WZ", "Total"]))
    with pytest.raises(SourceError, match=r"(?s)één kolom 'CCI-DE'.*UVW-WZ"):
        source.parse(folder.files)


def test_another_hidden_sign_is_named_by_sheet_and_row(folder):
    place(folder, y2025=sheet(("Louvain", "<5"), ("prov.Brabant flamand", 3)))
    with pytest.raises(SourceError, match=r"(?s)rij 7, kolom 'CCI-DE van blad 2025'.*<5"):
        source.parse(folder.files)


def test_a_sheet_that_is_no_year_is_refused(folder):
    place(folder, y2025=sheet(*LEUVEN_AND_HERSTAPPE), Notes=[["x"]])
    with pytest.raises(SourceError, match="'Notes'"):
        source.parse(folder.files)


def test_the_workbook_goes_before_the_typed_over_file(folder):
    place(folder, y2025=sheet(*LEUVEN_AND_HERSTAPPE))
    folder.text(source.TYPED_OVER, "nis_code,jaar,uvw_wz,status\n24062,2025,1589.5,final\n")
    assert source.parse(folder.files).files == (source.WORKBOOK,)


def test_without_a_file_the_workbook_is_asked_for(folder):
    with pytest.raises(SourceError, match=r"CCI_Commune_Statut_UP_FR\.xls"):
        source.parse(folder.files)
