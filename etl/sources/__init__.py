"""One module per source table; what each must offer is `etl.parsed.SourceModule`."""

from etl.parsed import SourceModule
from etl.sources import (
    nbb_payment_arrears,
    pinc_newcomers,
    pinc_unemployment,
    pinc_vacancies,
    pinc_youth,
    rva_claimant_jobseekers,
    stadsmonitor_survey,
    statbel_census_2021_activity,
    statbel_fiscal_income,
    statbel_fiscal_income_c1,
    statbel_nationality,
    statbel_origin,
    statbel_population_2026,
    statbel_population_groups_2017,
    statbel_population_struct,
    statbel_road_casualties,
    steunpunt_werk_unemployment,
    ugent_commuting_2011,
)

MODULES: tuple[SourceModule, ...] = (
    statbel_fiscal_income,
    statbel_fiscal_income_c1,
    pinc_unemployment,
    pinc_youth,
    statbel_origin,
    statbel_nationality,
    statbel_road_casualties,
    ugent_commuting_2011,
    statbel_population_struct,
    statbel_population_groups_2017,
    statbel_population_2026,
    pinc_vacancies,
    pinc_newcomers,
    nbb_payment_arrears,
    stadsmonitor_survey,
    rva_claimant_jobseekers,
    steunpunt_werk_unemployment,
    statbel_census_2021_activity,
)
"""Every source that has files to parse, in the order in which a build takes them."""
