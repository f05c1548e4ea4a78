import pytest

from etl.errors import SourceError
from etl.parsed import SetAside
from etl.sources import onderwijs_pupils as source

TYPED = "onderwijs/leerlingen_gewoon_onderwijs_schoolgemeente_vlaams_brabant.csv"
PROVINCE = "onderwijs/leerlingen_gewoon_onderwijs_provincie_vlaams_brabant_2016_2025.csv"
LIVE = "onderwijs/inschrijvingen-leerplicht-instellingen-dataset-{}-1feb.csv"

TYPED_TEXT = (
    "nis_code,gemeente,onderwijsniveau,schooljaar,beginjaar,aantal_leerlingen\n"
    "24062,Leuven,lager,2016-2017,2016,300\n"
    "23106,Pajottegem,lager,2016-2017,2016,100\n"
    "23106,Pajottegem,secundair,2016-2017,2016,0\n"
    "24062,Leuven,lager,2025-2026,2025,310\n"
)
PROVINCE_TEXT = (
    "provincie,onderwijsniveau,schooljaar,beginjaar,aantal_leerlingen\n"
    "Vlaams-Brabant,lager,2016-2017,2016,400\n"
    "Vlaams-Brabant,lager,2017-2018,2017,405\n"
)
LIVE_TEXT = (
    "schooljaar,hoofdstructuur_inschrijving_code,taal_code,vestiging_fusiegemeente_naam,aantal_inschrijvingen\n"
    "2025-2026,211,N,Leuven,200\n"
    "2025-2026,211,F,Leuven,15\n"
    "2025-2026,221,N,Leuven,40\n"
    "2025-2026,111,N,Pajottegem,60\n"
    '2025-2026,311,N,"Kapelle-op-den-Bos",7\n'
)


def place(folder, typed=TYPED_TEXT, province=PROVINCE_TEXT):
    folder.text(TYPED, typed)
    folder.text(PROVINCE, province)


def test_pupils_by_level_and_zero_where_there_is_no_school(folder, figures):
    place(folder)
    found = figures(source.parse(folder.files))
    assert found.value("pupils_primary", "24062", "2016") == 300
    assert found.value("pupils_secondary", "23106", "2016") == 0
    assert found.status("pupils_secondary", "23106", "2016") == "observed"


def test_the_province_stands_beside_its_municipalities_only_where_they_are(folder, figures):
    place(folder)
    found = figures(source.parse(folder.files))
    assert found.value("pupils_primary", "20001", "2016") == 400 == 300 + 100
    assert found.periods("pupils_primary") == {"2016", "2025"}  # not 2017: the province alone
    assert found.value("pupils_province", "20001", "2017", "primary") == 405


def test_the_enrolments_of_a_year_replace_the_typed_ones(folder, figures):
    place(folder)
    folder.text(LIVE.format("2025-2026"), LIVE_TEXT)
    found = figures(source.parse(folder.files))
    assert found.value("pupils_primary", "Leuven", "2025") == 200 + 15  # every language
    assert found.value("pupils_preschool", "Pajottegem", "2025") == 60
    assert found.value("pupils_primary", "Pajottegem", "2025") == 0  # no school of that level
    assert found.value("pupils_primary", "24062", "2016") == 300
    rows = found.parsed.observations.query("period == '2025'")
    assert set(rows["area"]) == {"Leuven", "Pajottegem", "Kapelle-op-den-Bos"}
    assert found.parsed.set_aside == (SetAside(source.OTHER_EDUCATION.format("221"), 1),)


def test_enrolments_of_a_later_year_need_no_code(folder, figures):
    place(folder)
    folder.text(LIVE.format("2031-2032"), LIVE_TEXT)
    assert "2031" in figures(source.parse(folder.files)).periods("pupils_secondary")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lager,2016-2017,2016,300", "middelbaar,2016-2017,2016,300", "rij 2, kolom 'onderwijsniveau'"),
        ("2016-2017,2016,300", "2016-2017,2017,300", "rij 2, kolom 'schooljaar'"),
        (",300", ",x", "rij 2, kolom 'aantal_leerlingen'"),
        ("24062,Leuven,lager,2016", "Leuven,Leuven,lager,2016", "rij 2, kolom 'nis_code'"),
    ],
)
def test_a_wrong_cell_is_named(folder, old, new, message):
    place(folder, typed=TYPED_TEXT.replace(old, new, 1))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("2025-2027", LIVE_TEXT, "een schooljaar in de naam"),
        ("2025-2026", LIVE_TEXT.replace(",200", ",tweehonderd"), "rij 2, kolom 'aantal_inschrijvingen'"),
        (
            "2025-2026",
            LIVE_TEXT.replace("vestiging_fusiegemeente_naam", "gemeente"),
            r"(?s)fusiegemeente.*gemeente",
        ),
    ],
)
def test_enrolments_of_another_shape_are_refused(folder, name, text, message):
    place(folder)
    folder.text(LIVE.format(name), text)
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_no_file_at_all_says_where_to_put_it(folder):
    with pytest.raises(SourceError, match="data/inbox"):
        source.parse(folder.files)
