import pytest

from etl.errors import SourceError
from etl.sources import statbel_fiscal_income as source

HEADER = [
    "CD_YEAR", "CD_MUNTY_REFNIS", "MS_NBR_NON_ZERO_INC", "MS_NBR_ZERO_INC", "MS_TOT_NET_TAXABLE_INC",
    "MS_TOT_RESIDENTS",
]  # fmt: skip


def place(folder, *rows, header=HEADER):
    folder.workbook(source.FILES[0], {"TF_PSNL_INC_TAX_MUNTY": [header, *rows]})


def test_amounts_keep_their_cents_and_years_need_no_code(folder, figures):
    place(folder, [2019, "24062", 10, 1, 1234.56, 25], [2031, "24062", 11, 1, 2000, 26])
    found = figures(source.parse(folder.files))
    assert found.value("net_taxable_income", "24062", "2019") == 1234.56
    assert found.value("tax_returns", "24062", "2019") == 10
    assert found.value("residents_income", "24062", "2019") == 25
    assert found.value("net_taxable_income", "24062", "2031") == 2000


def test_the_zip_of_statbel_goes_before_the_workbook_and_reads_the_same(folder, figures):
    place(folder, [2019, "24062", 10, 1, 1234.56, 25])
    lines = [
        "|".join([*HEADER, "TX_MUNTY_DESCR_NL"]),
        "2019|24062|10|1|1234.56|25|Leuven",
        "2023|73028|4|*|*|9|X",
    ]
    folder.zipped(source.ZIP, "TF_PSNL_INC_TAX_MUNTY.txt", "\n".join(lines) + "\n")
    found = figures(source.parse(folder.files))
    assert found.value("net_taxable_income", "24062", "2019") == 1234.56
    assert found.status("net_taxable_income", "73028", "2023") == "confidential"
    assert found.value("tax_returns", "73028", "2023") == 4
    assert found.parsed.files == (source.ZIP,)


def test_a_zip_in_another_layout_is_refused(folder):
    folder.zipped(source.ZIP, "x.txt", "CD_YEAR;CD_MUNTY_REFNIS\n2019;24062\n")
    with pytest.raises(SourceError, match="MS_TOT_NET_TAXABLE_INC"):
        source.parse(folder.files)


def test_a_code_stored_as_number_is_text_of_five_characters(folder, figures):
    place(folder, [2019, 24062, 10, 1, 1000, 25])
    assert figures(source.parse(folder.files)).value("tax_returns", "24062", "2019") == 10


def test_a_star_is_confidential_and_not_zero(folder, figures):
    place(folder, [2019, "73028", 10, "*", "*", 25])
    found = figures(source.parse(folder.files))
    assert found.status("net_taxable_income", "73028", "2019") == "confidential"
    assert found.parsed.observations["value"].isna().sum() == 1


def test_a_renamed_column_is_named_in_the_message(folder):
    header = [
        "CD_YEAR",
        "CD_MUNTY_REFNIS",
        "MS_NBR_NON_ZERO_INC",
        "ZERO",
        "MS_TOT_NET_INCOME",
        "MS_TOT_RESIDENTS",
    ]
    place(folder, [2019, "24062", 10, 1, 1000, 25], header=header)
    with pytest.raises(SourceError, match=r"(?s)MS_TOT_NET_TAXABLE_INC.*MS_TOT_NET_INCOME"):
        source.parse(folder.files)


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ([2019, "Leuven", 10, 1, 1000, 25], "rij 3, kolom 'CD_MUNTY_REFNIS'"),
        (["totaal", "24062", 10, 1, 1000, 25], "rij 3, kolom 'CD_YEAR'"),
        ([2019, "24062", 10, 1, "1000,50", 25], "rij 3, kolom 'MS_TOT_NET_TAXABLE_INC'"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(folder, row, where):
    place(folder, [2019, "24104", 10, 1, 1000, 25], row)
    with pytest.raises(SourceError, match=where):
        source.parse(folder.files)
