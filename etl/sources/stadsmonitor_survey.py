"""Gemeente-Stadsmonitor, survey of inhabitants: per item the share that gave one of its answers.

Which answer was kept is not recorded, so an item is known by its text in the header and nothing more.
Sampled: no counts, no weights, no value for a region or a merged municipality.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from etl.addresses import Address, ByHand
from etl.files import SourceFiles
from etl.parsed import Parsed, combine, observations_of
from etl.read import read_csv, to_number
from etl.sources.cells import expect_each, nis_codes, relative_names, year_in_name

SOURCE = "stadsmonitor_survey"
FILES: tuple[str, ...] = ("stadsmonitor/survey_*.csv",)  # one per edition: survey_2023.csv
AREAS = "code"
REST_AREAS: Mapping[str, str] = {}
ADDRESS: Address = (
    ByHand(
        "https://gemeente-stadsmonitor.vlaanderen.be/download-alle-cijfers",
        "stadsmonitor/survey_2023.csv",
        "download de burgerbevraging van alle thema's en bewaar ze als één tabel met de kolom 'nis_code' "
        "en één kolom per vraag, met de tekst van de vraag als kop",
    ),
)

AREA = "nis_code"
ITEMS = {
    # text of the item in the header: measure
    # mobility
    "Verplaatsingen woon-werk/woon-school: dominant vervoermiddel - Auto": "car_commute_share",
    "Veilig fietsen": "safe_cycling_share",
    "Veilig naar school": "safe_school_route_share",
    "Voldoende fietsinfrastructuur": "cycling_infrastructure_share",
    "Tevredenheid over staat van fietsinfrastructuur": "cycling_infrastructure_condition_share",
    "Voldoende fietsenstallingen": "bicycle_parking_share",
    "Voldoende openbaar vervoer": "public_transport_sufficient_share",
    "Voldoende parkeerplaatsen": "parking_sufficient_share",
    "Voldoende deelsystemen": "shared_mobility_sufficient_share",
    "Thuiswerk": "telework_share",
    "Vervoermiddelenbezit - Abonnement openbaar vervoer": "transit_pass_share",
    "Vervoermiddelenbezit - Lidmaatschap autodelen": "car_sharing_member_share",
    "Vervoermiddelenbezit - Elektrische fiets": "e_bike_share",
    "Vervoermiddelenbezit - Auto/bestelwagen": "car_ownership_share",
    "Duurzaam verplaatsingsgedrag voor korte afstanden": "sustainable_short_trips_share",
    "Buurthinder: verkeershinder - Snel rijden": "speeding_nuisance_share",
    "Buurthinder: verkeershinder - Sluipverkeer": "rat_running_nuisance_share",
    # work
    "Werken in eigen gemeente": "works_in_own_municipality_share",
    # welfare
    "Betalingsmoeilijkheden": "financial_difficulty_share",
    "Subjectieve armoede": "subjective_poverty_share",
    "Betalingsmoeilijkheden energie en water": "energy_payment_difficulty_share",
    "Betalingsmoeilijkheden wonen": "housing_payment_difficulty_share",
    "Subjectieve gezondheid": "subjective_health_share",
    "Geluksgevoel": "happiness_share",
    "Mantelzorg geven": "informal_care_share",
    "Vrijwilligerswerk": "volunteering_share",
    "Voldoende huisartsen": "enough_doctors_share",
    "Tevredenheid over kinderopvang": "childcare_satisfaction_share",
    "Tevredenheid over ouderenvoorzieningen": "elderly_services_satisfaction_share",
    # education and living together
    "Tevredenheid over onderwijsvoorzieningen": "education_satisfaction_share",
    "Houding tegenover diversiteit": "diversity_attitude_share",
    "Houding tegenover diversiteit - Goed samenleven": "living_together_share",
    "Intensiteit van contacten - Praatje met mensen van niet-Belgische herkomst": "diverse_contacts_share",
    "Sociaal weefsel in de buurt": "social_fabric_share",
    # space and housing
    "Eigenaar van een woning": "home_ownership_share",
    "Woonquote, naar eigenaar/huurder - Woonquote algemeen": "housing_cost_burden_share",
    "Verhuisintentie": "moving_intention_share",
    "Duurzaamheid woning - energiezuinig": "energy_efficient_home_share",
    "Voldoende groen in de buurt": "green_nearby_share",
    # local government
    "Tevredenheid over de gemeente": "municipality_satisfaction_share",
    "Vertrouwen in gemeentebestuur": "trust_in_local_government_share",
}
NOT_SURVEYED = "73028"  # Herstappe, the only Flemish municipality left out


def parse(files: SourceFiles) -> Parsed:
    """Read the percentage of every item; whole per cents, as published."""
    paths = files.paths(FILES[0])
    return Parsed(combine(_survey(path) for path in paths), files=relative_names(FILES[0], paths))


def _survey(path: Path) -> pd.DataFrame:
    table = read_csv(path, (AREA, *ITEMS))
    area = nis_codes(table[AREA].str.removesuffix(".0"), path)  # the codes were floats once: 24062.0

    def observations(item: str, measure: str) -> pd.DataFrame:
        value = to_number(table[item], path)[0]
        expect_each(table[item], value.between(0, 100), path, "een percentage van 0 tot 100")
        return observations_of(measure, area, year_in_name(path), value)

    found = combine(observations(*item) for item in ITEMS.items())
    if NOT_SURVEYED in set(area):
        return found
    absent = found.drop_duplicates("measure").assign(area=NOT_SURVEYED, value=float("nan"), status="missing")
    return combine([found, absent])
