import pytest

from etl.errors import SourceError
from etl.sources import statbel_house_prices as source

LEUVEN, PROVINCE = "24062", "20001"
TYPES = ("alle_huizen", "huizen_23", "huizen_4plus", "appartementen")
SALES = (30, 20, 10, 0)  # houses = attached + detached
LIVE_HEADER = (
    "CD_YEAR|CD_TYPE_NL|CD_TYPE_FR|CD_REFNIS|CD_REFNIS_NL|CD_PERIOD|MS_TOTAL_TRANSACTIONS"
    "|MS_P_25|MS_P_50_median|MS_P_75|CD_niveau_refnis"
)


def yearly(area=LEUVEN, sales=SALES, median="250000.0"):
    """A year as in the derived file: floats; the second type and apartments have no median."""
    medians = (median, "", median, "")
    for name, count, price in zip(TYPES, sales, medians, strict=True):
        yield f"2024,5,{area},{name},{count}.0,{price},Naam"


def place(folder, years, quarters=()):
    folder.text(source.YEARLY, "\n".join(["y,lvl,nis,type,n,p50,name", *years]) + "\n")
    header = "y,q,lvl,nis,type,n,p50,p25,p75,name"
    folder.gzipped(source.QUARTERLY, "\n".join([header, *quarters]) + "\n")


ONE_QUARTER = [
    "2025,3,5,24062,alle_huizen,16,260000.0,200000.0,300000.0,Leuven",
    "2025,3,5,24062,huizen_23,16,240000.0,200000.0,300000.0,Leuven",
    "2025,3,5,24062,huizen_4plus,0,,,,Leuven",
    "2025,3,5,24062,appartementen,5,,,,Leuven",
]


def test_sales_and_medians_by_type_of_dwelling(folder, figures):
    place(folder, [*yearly(), *yearly(PROVINCE, median="300000.0")], ONE_QUARTER)
    found = figures(source.parse(folder.files))
    assert found.value("house_sales", LEUVEN, "2024", "houses") == 30
    assert found.value("house_sales", LEUVEN, "2024", "attached_houses") == 20
    assert found.value("median_house_price", LEUVEN, "2024", "houses") == 250000
    assert found.value("median_house_price", PROVINCE, "2024", "houses") == 300000  # published, not computed
    assert found.value("median_house_price_quarterly", LEUVEN, "2025-Q3", "attached_houses") == 240000
    assert found.value("house_sales_quarterly", LEUVEN, "2025-Q3", "apartments") == 5


def test_a_median_that_is_not_published_is_confidential_and_without_sales_there_is_none(folder, figures):
    place(folder, yearly(), ONE_QUARTER)
    found = figures(source.parse(folder.files))
    assert found.status("median_house_price", LEUVEN, "2024", "attached_houses") == "confidential"
    assert found.status("median_house_price", LEUVEN, "2024", "apartments") == "not_applicable"
    assert found.value("house_sales", LEUVEN, "2024", "apartments") == 0
    assert found.status("median_house_price_quarterly", LEUVEN, "2025-Q3", "apartments") == "confidential"
    assert (
        found.status("median_house_price_quarterly", LEUVEN, "2025-Q3", "detached_houses") == "not_applicable"
    )


def test_there_is_no_total_over_houses_and_apartments(folder):
    place(folder, yearly(), ONE_QUARTER)
    assert "" not in set(source.parse(folder.files).observations["category"])


def four_quarters(first=(9, 6, 3, 0)):
    for quarter, counts in zip("1234", (first, (7, 5, 2, 0), (7, 5, 2, 0), (7, 4, 3, 0)), strict=True):
        for name, count in zip(TYPES, counts, strict=True):
            yield f"2024,{quarter},5,{LEUVEN},{name},{count},,,,Leuven"


def test_four_quarters_make_the_year(folder, figures):
    place(folder, yearly(), four_quarters())
    found = figures(source.parse(folder.files))
    quarters = [
        found.value("house_sales_quarterly", LEUVEN, f"2024-Q{quarter}", "houses") for quarter in range(1, 5)
    ]
    assert sum(quarters) == 9 + 7 + 7 + 7 == found.value("house_sales", LEUVEN, "2024", "houses")


def test_quarters_that_do_not_make_the_year_are_refused(folder):
    place(folder, yearly(), four_quarters(first=(8, 5, 3, 0)))
    with pytest.raises(SourceError, match=r"attached_houses'.*kolom 'jaar'\n.*'Q3' \+ 'Q4' \(19\)"):
        source.parse(folder.files)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("alle_huizen,30.0", "alle_huizen,31.0", "som van 'attached_houses'"),
        ("huizen_4plus", "villas", "kolom 'type'"),
        ("appartementen,0.0,", "appartementen,0.0,200000.0", "kolom 'p50'"),
        ("2024,5,24062,appartementen,0.0,,Naam\n", "", "geen rij 'apartments' bij 2024"),
        ("appartementen", "huizen_23", "nog eens"),
        ("30.0", "30.5", "kolom 'n'"),
        ("250000.0", '"250.000,0"', "kolom 'p50'"),
        ("p50", "mediaan", "p50"),
    ],
)
def test_a_layout_that_is_not_as_described_is_refused(folder, old, new, message):
    place(folder, yearly(), ONE_QUARTER)
    path = folder.root / source.YEARLY
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def live(area=LEUVEN, period="Y", counts=SALES, median="250000"):
    for name, count in zip(source.LIVE_LAYOUT.kinds, counts, strict=True):
        price = median if count >= 16 else ""
        yield f"2024|{name}|Maisons à 2 façades|{area}|LIÈGE|{period}|{count}|{price}|{price}|{price}|5"


def place_live(folder, *lines, encoding="latin-1"):
    content = "\r\n".join([LIVE_HEADER, *lines]) + "\r\n"
    folder.zipped(source.LIVE, "vastgoed_2010_9999.txt", content, encoding=encoding)


def test_the_table_that_statbel_offers_is_read_in_its_own_layout(folder, figures):
    place(folder, yearly(), ONE_QUARTER)  # the derived files are then left alone
    place_live(
        folder,
        *live(counts=(33, 20, 13, 0)),
        *live(period="Q1", counts=(17, 17, 0, 0)),
        *live(period="S1", counts=(20, 18, 2, 0)),
        *live("24000", median="275000"),
    )
    found = figures(source.parse(folder.files))
    assert found.value("house_sales", LEUVEN, "2024", "houses") == 33
    assert found.value("median_house_price", LEUVEN, "2024", "attached_houses") == 250000
    assert found.status("median_house_price", LEUVEN, "2024", "detached_houses") == "confidential"
    assert found.value("median_house_price_quarterly", LEUVEN, "2024-Q1", "houses") == 250000
    assert found.value("median_house_price", "24000", "2024", "houses") == 275000  # the arrondissement
    assert found.periods("house_sales_quarterly") == {"2024-Q1"}
    assert found.parsed.files == (source.LIVE,)


def test_half_years_are_set_aside_and_counted(folder):
    place_live(folder, *live(), *live(period="S1"), *live(period="S2"))
    (aside,) = source.parse(folder.files).set_aside
    assert aside.rows == 2 * 4


def test_a_type_or_period_that_statbel_never_used_is_refused(folder):
    place_live(folder, *live(), *live(period="M1"))
    with pytest.raises(SourceError, match="'M1'"):
        source.parse(folder.files)
    place_live(folder, *(line.replace("Appartementen", "Bouwgronden") for line in live()))
    with pytest.raises(SourceError, match="'Bouwgronden'"):
        source.parse(folder.files)
