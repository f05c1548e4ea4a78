import pytest

from etl.errors import SourceError
from etl.sources import onderwijs_population_outlook as source

TEXT = "arrondissement,leeftijd,jaar_1jan,bevolking\nHalle-Vilvoorde,3-5,2031,22000\nLeuven,0,2031,4400\n"


def test_leuven_is_the_arrondissement_and_everything_is_projected(folder, figures):
    folder.text(source.FILES[0], TEXT)
    found = figures(source.parse(folder.files))
    assert found.value("school_age_population", "24000", "2031", "age_0") == 4400
    assert found.value("school_age_population", "23000", "2031", "age_3_5") == 22000
    assert set(found.parsed.observations["status"]) == {"projected"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Leuven,", "Mechelen,", "rij 3, kolom 'arrondissement'"),
        (",3-5,", ",3-6,", "rij 2, kolom 'leeftijd'"),
        ("4400\n", "4400\nLeuven,0,2031,4500\n", "rij 4"),
        ("4400", "4.4", "rij 3, kolom 'bevolking'"),
    ],
)
def test_other_areas_ages_and_numbers_are_refused(folder, old, new, message):
    folder.text(source.FILES[0], TEXT.replace(old, new, 1))
    with pytest.raises(SourceError, match=message):
        source.parse(folder.files)
