import pytest

from etl.errors import SourceError
from etl.parsed import SetAside
from etl.sources import nmbs_stations as source

URI = "http://irail.be/stations/NMBS/"
STATIONS = (
    "URI,name,alternative-fr,alternative-nl,alternative-de,alternative-en,country-code,longitude,latitude\n"
    f"{URI}001,Leuven,Louvain,,,,be,4.75,50.85\n"
    f"{URI}002,Sint-Joris-Weert,,,,,be,4.76,50.86\n"
    f"{URI}003,Brussel-Zuid/Bruxelles-Midi,Bruxelles-Midi,Brussel-Zuid,,,be,4.35,50.85\n"
    f"{URI}004,Péruwelz,,,,,be,3.59,50.51\n"
    f"{URI}005,Perpignan,,,,,fr,2.88,42.70\n"
    f"{URI}006,Leuven-Vertraging,,,,,be,4.77,50.87\n"
)
COUNTS = (
    "URI,name,nmbs_short_name,average_weekday_embarkments,average_saturday_embarkments\n"
    f"{URI}001,Leuven,LEUVEN,31.461,\n"
    f"{URI}002,Sint-Joris-Weert,ST-JORIS-WRT,436,20\n"  # an abbreviation: found by its address
    f"{URI}003,Brussel-Zuid,BRU.-MIDI/ZUID,58.344,1\n"
    f"{URI}005,Perpignan,PERUWELZ,683,\n"  # the address of another station, abroad
)
FILE = "nmbs/embarkment_statistics_2024.csv"


def place(folder, counts=COUNTS, stations=STATIONS, file=FILE):
    folder.text(source.STATIONS, stations)
    folder.text(file, counts)
    folder.shapes(_24062=(4.7, 50.8), _21013=(4.3, 50.8), _23088=(4.5, 50.9))


def test_the_point_separates_thousands_and_stations_add_up_per_municipality(folder, figures):
    place(folder)
    found = figures(source.parse(folder.files))
    assert found.value("train_boardings_weekday", "24062", "2024") == 31461 + 436
    assert found.value("train_boardings_weekday", "21013", "2024") == 58344


def test_a_station_with_the_address_of_another_is_found_by_its_name(folder, figures):
    place(folder)
    found = figures(source.parse(folder.files))
    assert found.value("train_boardings_weekday", "03000", "2024") == 683  # Péruwelz, not Perpignan
    places = found.parsed.places.set_index("id")
    assert places.loc["nmbs_004", ["name", "area"]].tolist() == ["Péruwelz", "03000"]


def test_stations_are_places_in_metres_with_their_dutch_name(folder):
    place(folder)
    station = source.parse(folder.files).places.set_index("id").loc["nmbs_003"]
    assert station["name"] == "Brussel-Zuid"
    assert (station["kind"], station["period"], station["value"]) == ("station", "2024", 58344)
    assert 140_000 < station["x"] < 160_000
    assert 160_000 < station["y"] < 180_000


def test_a_station_without_service_on_weekdays_is_no_zero(folder):
    place(folder, COUNTS + f"{URI}006,Leuven-Vertraging,LEUVEN-VERTRAGING,,12\n")
    parsed = source.parse(folder.files)
    assert parsed.places.set_index("id")["value"].isna()["nmbs_006"]
    assert parsed.set_aside == (SetAside(source.NO_COUNT, 1),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("31.461", "31.46", "rij 2, kolom 'average_weekday_embarkments'"),
        ("31.461", "veel", "rij 2, kolom 'average_weekday_embarkments'"),
        (f"{URI}002,Sint-Joris-Weert,ST-JORIS-WRT", f"{URI}005,Perpignan,ONBEKEND", "ONBEKEND"),
        (f"{URI}002,Sint-Joris-Weert,ST-JORIS-WRT", f"{URI}001,Leuven,LVN", "LEUVEN"),  # one station twice
        ("nmbs_short_name", "korte_naam", r"(?s)nmbs_short_name.*korte_naam"),
    ],
)
def test_what_cannot_be_placed_is_refused(folder, old, new, message):
    place(folder, COUNTS.replace(old, new, 1))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)


def test_an_edition_without_a_year_in_its_name_is_not_guessed(folder):
    place(folder, file="nmbs/embarkment_statistics.csv")
    with pytest.raises(SourceError, match="een jaartal in de naam"):
        source.parse(folder.files)


def test_the_edition_of_2023_is_known_by_its_sum(folder, figures):
    rest = source.FIRST_TOTAL - 31461 - 436 - 683
    place(
        folder, COUNTS.replace("58.344", f"{rest:,}".replace(",", ".")), file="nmbs/embarkment_statistics.csv"
    )
    assert figures(source.parse(folder.files)).periods("train_boardings_weekday") == {"2023"}


def test_missing_boundaries_are_named(folder):
    folder.text(source.STATIONS, STATIONS)
    folder.text(FILE, COUNTS)
    with pytest.raises(SourceError, match=r"geo/gemeente\.shp"):
        source.parse(folder.files)
