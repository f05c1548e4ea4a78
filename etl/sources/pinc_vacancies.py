"""VDAB through Provincies in Cijfers: vacancies received and open, by sector, an Excel export made by hand.

The export defines neither. Received are those of the whole year. Open ones are the situation at the start
of the year: label 2018 gives what VDAB itself published in January 2018 for the end of 2017.
"""

from etl.files import SourceFiles
from etl.parsed import Parsed
from etl.sources import pinc
from etl.sources.pinc import Topic

SOURCE = "pinc_vacancies"
FILES: tuple[str, ...] = ("provincies_in_cijfers/vacancies/vacancies_shortages_sectors.xlsx",)
AREAS, REST_AREAS = pinc.AREAS, pinc.REST_AREAS
ADDRESS = pinc.exported(
    FILES[0],
    "tabel 'Vacatures en krapte', alle gemeenten, alle jaren, ontvangen en openstaande vacatures in "
    "totaal en naar sector; exporteer naar Excel",
)

SHEET = "Vacatures en krapte gemeenten"
TITLE = "Vacatures en krapte - gemeenten"
SECTORS = {
    "Primaire sector": "primary",
    "Dranken, voeding en tabak": "food",
    "Textiel, kleding en schoeisel": "textile",
    "Grafische nijverheid, papier en karton": "paper_printing",
    "Chemie, rubber en kunststof": "chemicals",
    "Vervaardiging van bouwmaterialen": "building_materials",
    "Metaal": "metal",
    "Vervaardiging van machines en toestellen": "machinery",
    "Vervaardiging van transportmiddelen": "transport_equipment",
    "Hout- en meubelindustrie": "wood_furniture",
    "Overige industrie": "other_industry",
    "Energie, water en afvalverwerking": "energy_water_waste",
    "Bouw": "construction",
    "Groot- en kleinhandel": "trade",
    "Transport, logistiek en post": "transport_post",
    "Horeca en toerisme": "hospitality",
    "Informatica, media en telecom": "ict_media",
    "Financiële diensten": "finance",
    "Zakelijke dienstverlening": "business_services",
    "Uitzendbureaus en arbeidsbemiddeling": "temporary_work",
    "Diensten aan personen": "personal_services",
    "Ontspanning, cultuur en sport": "culture_sport",
    "Openbare besturen": "public_administration",
    "Onderwijs": "education",
    "Gezondheidszorg": "health",
    "Maatschappelijke dienstverlening": "social_services",
    "Overige dienstverlening": "other_services",
    "Onbepaalde sector": "unknown",
}
KINDS = {"ontvangen vacatures": "vacancies_received", "openstaande vacatures": "vacancies_open"}
TOPICS = {kind: Topic(measure) for kind, measure in KINDS.items()} | {
    f"{kind} {sector}": Topic(measure, category)
    for kind, measure in KINDS.items()
    for sector, category in SECTORS.items()
}


def parse(files: SourceFiles) -> Parsed:
    """Read both counts by municipality and year, in total and by sector; the sectors add up to the total."""
    path = files.path(FILES[0])
    parsed = pinc.parse_export(pinc.read_workbook(path, SHEET, TITLE), TOPICS, decimal=".", file=FILES[0])
    pinc.expect_total(parsed, path)
    return parsed
