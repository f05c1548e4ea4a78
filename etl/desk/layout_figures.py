"""The layouts of files with figures, from what the source modules ask of them."""

import re

from etl.desk.layouts import (
    EDITION,
    Slot,
    combined,
    first_sheet,
    fixed,
    year_in_column_or_names,
    year_in_names,
    years_in,
    years_in_header,
    years_in_row,
    years_of_sheets,
)
from etl.desk.sniff import Seen
from etl.sources import abb_planned_investments as abb
from etl.sources import awv_bicycle_counters as awv
from etl.sources import nbb_payment_arrears as nbb
from etl.sources import nmbs_stations as nmbs
from etl.sources import omgevingsloket_permits as omgeving
from etl.sources import onderwijs_population_outlook as outlook
from etl.sources import onderwijs_pupils as pupils
from etl.sources import pinc, pinc_newcomers, pinc_unemployment, pinc_vacancies, pinc_youth
from etl.sources import rva_claimant_jobseekers as rva
from etl.sources import stadsmonitor_survey as survey
from etl.sources import statbel_building_permits as permits
from etl.sources import statbel_building_stock as stock
from etl.sources import statbel_census_2021_activity as activity
from etl.sources import statbel_establishments as establishments
from etl.sources import statbel_fiscal_income as income
from etl.sources import statbel_fiscal_income_c1 as c1
from etl.sources import statbel_house_prices as prices
from etl.sources import statbel_land_use as land
from etl.sources import statbel_nationality as nationality
from etl.sources import statbel_origin as origin
from etl.sources import statbel_population_2026 as population
from etl.sources import statbel_population_groups_2017 as groups
from etl.sources import statbel_population_struct as struct
from etl.sources import statbel_road_casualties as road
from etl.sources import statbel_vat_nace as vat
from etl.sources import statbel_vat_survival as survival
from etl.sources import statistiek_vlaanderen_households as households
from etl.sources import steunpunt_werk_unemployment as steunpunt
from etl.sources import ugent_commuting_2011 as commuting

NIS = re.compile(r"\d{5}")
FEWEST_MUNICIPALITIES = 100  # in the header of the matrix of commuters


def _edition(pattern: str) -> str:
    """The path of an edition, from the pattern by which a module looks for all of them."""
    return re.sub(r"\[12\]\*|\*", EDITION, pattern)


def _month(year: str, month: str) -> str:
    return year if month == permits.WHOLE_YEAR else f"{year}-{int(month):02d}"


def _quarter(year: str, quarter: str) -> str:
    return f"{year}-Q{quarter}"


def _part(year: str, part: str) -> str:
    return year if part == "Y" else f"{year}-{part}" if part.startswith("Q") else ""


def _month_filed(month: str) -> str:
    year, _, name = month.strip(" .").partition("-")
    return f"{year}-{omgeving.MONTHS.index(name) + 1:02d}" if name in omgeving.MONTHS else ""


def _fourth_quarter(quarter: str) -> str:
    found = re.fullmatch(establishments.QUARTERS, quarter)
    return found["year"] if found and found["quarter"] == establishments.FOURTH else ""


def _is_matrix(seen: Seen) -> bool:
    codes = [name for name in seen.columns[1:] if NIS.fullmatch(name)]
    return seen.columns[:1] == ("",) and len(codes) == len(seen.columns) - 1 >= FEWEST_MUNICIPALITIES


def _topics(seen: Seen) -> list[str]:
    """The topics of an export of Provincies in Cijfers, in the order of their columns."""
    return list(dict.fromkeys(name.rpartition("|")[0] for name in seen.columns[1:]))


def _is_youth(seen: Seen) -> bool:
    return seen.columns[:1] == (pinc.FIRST_COLUMN,) and not set(pinc_youth.TOPICS).isdisjoint(_topics(seen))


def _newcomers(topic: str) -> Slot:
    """The export that begins with a topic; earlier ones of it have names of their own."""
    name = f"provincies_in_cijfers/newcomers/{topic.replace('+', '_')}"
    beginning = name.partition(" per 1.000")
    pattern = f"{beginning[0]} per 1.000*" if beginning[1] else f"{name} - *"

    def fits(seen: Seen) -> bool:
        return seen.columns[:1] == (pinc.FIRST_COLUMN,) and _topics(seen)[:1] == [topic]

    return Slot(
        pinc_newcomers.SOURCE, (f"{name} - gemeenten.csv",), ("text",), years_in_header, fits=fits,
        displaces=(pattern,),
    )  # fmt: skip


def _has_survey_items(seen: Seen) -> bool:
    return sum(item in seen.columns for item in survey.ITEMS) > len(survey.ITEMS) // 2


def _is_rva_workbook(seen: Seen) -> bool:
    return any(rva.UNIT in cell for row in seen.top for cell in row)


def _is_c1(seen: Seen) -> bool:
    return c1.CODES_SHEET in seen.sheets and any("Tabel C.1" in cell for row in seen.top for cell in row)


def _is_vat(seen: Seen) -> bool:
    return vat.ACTIVITIES in seen.sheets and any(name.startswith("TF_VAT_NACE_") for name in seen.sheets)


def _is_land_base(seen: Seen) -> bool:
    return land.TABLE in seen.sheets


def _is_site_list(seen: Seen) -> bool:
    """Without a header: a number, a number, degrees of longitude and latitude."""
    row = seen.top[0] if seen.top else ()
    return len(row) == len(awv.SITE_COLUMNS) and row[0].isdigit() and _is_degrees(row[2], row[3])


def _is_degrees(longitude: str, latitude: str) -> bool:
    try:
        return 2 < float(longitude) < 7 and 49 < float(latitude) < 52
    except ValueError:
        return False


def _is_count_list(seen: Seen) -> bool:
    row = seen.top[0] if seen.top else ()
    return len(row) == len(awv.COUNT_COLUMNS) and row[0].isdigit() and bool(re.match(r"20\d\d-\d\d", row[3]))


def _month_counted(seen: Seen, _name: str) -> list[str]:
    """The month of the first counts, without a header: `2024-12-01 00:00`."""
    return [seen.top[0][3][:7]]


FIGURES: tuple[Slot, ...] = (
    Slot(income.SOURCE, (income.WORKBOOK,), ("workbook",), years_in(income.PERIOD),
         (income.PERIOD, income.AREA, *income.MEASURES), displaces=(income.ZIP,)),
    Slot(income.SOURCE, (income.ZIP,), ("zip_text",), years_in(income.PERIOD),
         (income.PERIOD, income.AREA, *income.MEASURES), displaces=(income.WORKBOOK,)),
    Slot(c1.SOURCE, (_edition(c1.FILES[0]),), ("workbook",), years_of_sheets, fits=_is_c1, adds=True),
    Slot(pinc_unemployment.SOURCE, pinc_unemployment.FILES, ("workbook",), years_in_row(pinc.YEARS_ROW),
         fits=first_sheet(pinc_unemployment.SHEET, pinc_unemployment.TITLE)),
    Slot(pinc_vacancies.SOURCE, pinc_vacancies.FILES, ("workbook",), years_in_row(pinc.YEARS_ROW),
         fits=first_sheet(pinc_vacancies.SHEET, pinc_vacancies.TITLE)),
    Slot(pinc_youth.SOURCE, pinc_youth.FILES, ("text",), years_in_header, fits=_is_youth),
    *(_newcomers(topic) for topic in pinc_newcomers.TOPICS),
    Slot(origin.SOURCE, origin.FILES, ("parquet",), years_in(origin.PERIOD),
         (origin.PERIOD, origin.AREA, origin.TOTAL, *origin.GROUPS)),
    Slot(nationality.SOURCE, nationality.FILES, ("parquet",), years_in(nationality.PERIOD),
         (nationality.PERIOD, nationality.AREA, *nationality.CATEGORIES)),
    Slot(road.SOURCE, (_edition(road.FILES[0]),), ("zip_text",), years_in(road.DAY),
         (road.DAY, road.AREA, road.INVOLVED, *road.SEVERITIES), road.RENAMED, adds=True),
    Slot(commuting.SOURCE, (commuting.MATRIX,), ("text",), fixed(commuting.PERIOD), fits=_is_matrix,
         displaces=(commuting.STATBEL_TABLE,)),
    Slot(commuting.SOURCE, (commuting.STATBEL_TABLE,), ("zip_text",), fixed(commuting.PERIOD),
         (commuting.LIVES, commuting.WORKS, commuting.SEX, commuting.WORKERS), displaces=(commuting.MATRIX,)),
    Slot(struct.SOURCE, (_edition(struct.FILES[0]),), ("zip_text",), year_in_column_or_names(struct.YEAR),
         (struct.AREA, struct.AGE, struct.RESIDENTS), struct.RENAMED, adds=True),
    Slot(groups.SOURCE, groups.FILES, ("text",), fixed(groups.PERIOD),
         (groups.AREA, groups.GROUP, groups.RESIDENTS)),
    Slot(population.SOURCE, ("statbel/population/population_{edition}.csv",), ("text",),
         years_in(population.DAY),
         (population.LEVEL, population.AREA, population.DAY, population.UNIT, population.VALUE), adds=True),
    Slot(population.SOURCE, ("statbel/population/population_65plus_{edition}.csv",), ("text",),
         years_in(population.DAY),
         (population.LEVEL, population.AREA, population.DAY, population.POPULATION,
          population.POPULATION_65, population.UNIT, population.VALUE), adds=True),
    Slot(nbb.SOURCE, (_edition(nbb.FILES[0]),), ("workbook",), years_in(nbb.PERIOD),
         (nbb.PERIOD, nbb.AREA, nbb.LEVEL, *nbb.MEASURES), adds=True),
    Slot(survey.SOURCE, (_edition(survey.FILES[0]),), ("text",), year_in_names, (survey.AREA,),
         fits=_has_survey_items, adds=True),
    Slot(rva.SOURCE, (rva.WORKBOOK,), ("old_workbook", "workbook"), years_of_sheets, fits=_is_rva_workbook,
         displaces=(rva.TYPED_OVER,)),
    Slot(rva.SOURCE, (rva.TYPED_OVER,), ("text",), years_in(rva.YEAR),
         (rva.AREA, rva.YEAR, rva.CLAIMANTS, rva.STATUS), displaces=(rva.WORKBOOK,)),
    Slot(steunpunt.SOURCE, (_edition(steunpunt.TYPED_OVER),), ("text",), years_in(steunpunt.YEAR),
         (steunpunt.AREA, steunpunt.YEAR, steunpunt.RATE), adds=True),
    Slot(steunpunt.SOURCE, (steunpunt.CROSSTAB,), ("text",), years_in(steunpunt.CROSSTAB_YEAR),
         (steunpunt.NAME, steunpunt.SEX, steunpunt.AGE, steunpunt.CROSSTAB_YEAR, steunpunt.PERCENTAGE)),
    Slot(activity.SOURCE, activity.FILES, ("text",), years_in(activity.YEAR),
         (activity.AREA, activity.YEAR, *activity.MEASURES, *activity.RATES)),
    Slot(permits.SOURCE, (permits.LIVE,), ("zip_text",), combined((permits.YEAR, permits.PERIOD), _month),
         (permits.AREA, permits.YEAR, permits.PERIOD, permits.LEVEL, *permits.COUNTS, permits.SURFACE)),
    Slot(permits.SOURCE, ("statbel/building_permits/TF_BUILDING_PERMITS_level5_{edition}.txt.gz",), ("gzip",),
         combined((permits.YEAR, permits.PERIOD), _month),
         (permits.AREA, permits.YEAR, permits.PERIOD, permits.LEVEL, *permits.COUNTS, permits.SURFACE),
         displaces=("statbel/building_permits/TF_BUILDING_PERMITS_level5_*.txt.gz",)),
    *(
        Slot(stock.SOURCE, (f"statbel/building_stock/building_stock_{{edition}}{ending}",), (kind,),
             years_in(stock.PERIOD), (stock.PERIOD, stock.AREA, stock.FIGURE, stock.TYPE, stock.VALUE),
             adds=True)
        for ending, kind in ((".csv.gz", "gzip"), (".xlsx", "workbook"), (".txt", "text"))
    ),
    Slot(prices.SOURCE, (prices.YEARLY,), ("text",), years_in(prices.YEARLY_LAYOUT.year),
         tuple(prices.YEARLY_LAYOUT.columns), displaces=(prices.LIVE,)),
    Slot(prices.SOURCE, (prices.QUARTERLY,), ("gzip",),
         combined((prices.QUARTERLY_LAYOUT.year, prices.QUARTERLY_LAYOUT.period), _quarter),
         tuple(prices.QUARTERLY_LAYOUT.columns), displaces=(prices.LIVE,)),
    Slot(prices.SOURCE, (prices.LIVE,), ("zip_text",),
         combined((prices.LIVE_LAYOUT.year, prices.LIVE_LAYOUT.period), _part),
         tuple(prices.LIVE_LAYOUT.columns), displaces=(prices.YEARLY, prices.QUARTERLY)),
    Slot(land.SOURCE, (_edition(land.YEARS),), ("zip_text",), years_in(land.PERIOD), land.COLUMNS, adds=True),
    Slot(land.SOURCE, (land.LIVE,), ("zip_sqlite",), fixed(), fits=_is_land_base),
    Slot(omgeving.SOURCE, omgeving.FILES, ("text",), combined((omgeving.MONTH,), _month_filed),
         omgeving.COLUMNS),
    Slot(households.SOURCE, households.FILES, ("text",), years_in(households.PERIOD),
         (households.PERIOD, households.AREA, households.SIZE, households.COUNT)),
    Slot(nmbs.SOURCE, (nmbs.STATIONS,), ("text",), fixed(),
         (nmbs.URI, nmbs.NAME, *nmbs.OTHER_NAMES, nmbs.COUNTRY, nmbs.LONGITUDE, nmbs.LATITUDE)),
    Slot(nmbs.SOURCE, ("nmbs/embarkment_statistics.csv",), ("text",), fixed(),
         (nmbs.URI, nmbs.NMBS_NAME, nmbs.WEEKDAY)),
    Slot(awv.SOURCE, (awv.TABLE,), ("text",), fixed(awv.WINDOW),
         (awv.SITE, awv.LONGITUDE, awv.LATITUDE, awv.NAME, awv.MONTHS, awv.CYCLISTS),
         displaces=(awv.COUNTS,)),
    Slot(awv.SOURCE, (awv.SITES,), ("text",), fixed(), fits=_is_site_list),
    Slot(awv.SOURCE, (_edition(awv.COUNTS),), ("text",), _month_counted, fits=_is_count_list, adds=True),
    Slot(outlook.SOURCE, outlook.FILES, ("text",), years_in(outlook.YEAR),
         (outlook.AREA, outlook.AGE, outlook.YEAR, outlook.RESIDENTS)),
    Slot(abb.SOURCE, abb.FILES, ("parquet",), years_in(abb.PLAN),
         (abb.AREA, abb.PLAN, abb.YEAR, abb.DOMAIN, abb.FIELD, abb.AMOUNT)),
    Slot(pupils.SOURCE, ("onderwijs/leerlingen_gewoon_onderwijs_schoolgemeente_vlaams_brabant.csv",),
         ("text",), years_in(pupils.YEAR),
         (pupils.AREA, pupils.LEVEL, pupils.SCHOOL_YEAR, pupils.YEAR, pupils.PUPILS),
         displaces=(pupils.MUNICIPALITIES,)),
    Slot(pupils.SOURCE, ("onderwijs/leerlingen_gewoon_onderwijs_provincie_vlaams_brabant.csv",), ("text",),
         years_in(pupils.YEAR),
         ("provincie", pupils.LEVEL, pupils.SCHOOL_YEAR, pupils.YEAR, pupils.PUPILS),
         displaces=(pupils.PROVINCE,)),
    Slot(pupils.SOURCE, (pupils.ENROLMENTS.replace("*", "{edition}-{next}"),), ("text",), year_in_names,
         (pupils.STRUCTURE, pupils.SCHOOL_AREA, pupils.ENROLLED), adds=True),
    Slot(establishments.SOURCE, establishments.FILES, ("json",),
         combined((establishments.QUARTER,), _fourth_quarter),
         (establishments.REGION, establishments.DISTRICT, establishments.MUNICIPALITY, establishments.QUARTER,
          establishments.COUNT)),
    Slot(vat.SOURCE, (_edition(vat.FILES[0]),), ("zip_sqlite",), years_of_sheets, fits=_is_vat, adds=True),
    Slot(survival.SOURCE, (survival.OWN,), ("zip_text",), years_in(survival.YEAR),
         (survival.YEAR, survival.REGION, survival.PROVINCE, survival.FIRST, *survival.SURVIVORS),
         displaces=(survival.DERIVED,)),
    Slot(survival.SOURCE, (survival.DERIVED,), ("text",), years_in(survival.YEAR, y=survival.YEAR),
         (survival.YEAR, survival.REGION, survival.PROVINCE, survival.FIRST, *survival.SURVIVORS),
         survival.RENAMED, displaces=(survival.OWN,)),
)  # fmt: skip
"""In the order of MODULES; of two layouts that both fit, the one that asks for more columns is meant."""
