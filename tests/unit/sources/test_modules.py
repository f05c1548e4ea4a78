from pathlib import Path

import pytest

from etl.boundary_files import BOUNDARY_SOURCES, OPEN_SHAPES, SHAPE_PARTS, SHAPES
from etl.errors import SourceError
from etl.files import SourceFiles
from etl.sources import MODULES
from streekmonitor.catalog_files import load_catalog

ROOT = Path(__file__).parents[3]


def test_every_source_of_the_catalog_has_one_module():
    served = [module.SOURCE for module in (*MODULES, *BOUNDARY_SOURCES)]  # boundaries are drawn, not parsed
    assert sorted(served) == sorted(load_catalog(ROOT / "data" / "catalog").source_by_id)


def test_every_source_says_where_to_get_its_files():
    for module in (*MODULES, *BOUNDARY_SOURCES):
        assert module.ADDRESS, module.SOURCE


def test_the_shapes_of_a_build_are_those_that_are_fetched():
    shapes, open_shapes = BOUNDARY_SOURCES
    wanted = {f"{shape}{part}" for shape in SHAPES for part in SHAPE_PARTS}
    assert {address.file for address in shapes.ADDRESS} == wanted
    assert {address.file for address in open_shapes.ADDRESS} == {OPEN_SHAPES}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.SOURCE)
def test_a_module_carries_the_name_of_its_source(module):
    assert module.__name__ == f"etl.sources.{module.SOURCE}"
    assert module.AREAS in ("code", "name", "code_or_name")


EITHER_WILL_DO = {
    "awv_bicycle_counters": "'sites.csv' samen met 'data-*.csv' of 'awv_fietstelpunten_vlaams_brabant.csv'",
    "rva_claimant_jobseekers": "'CCI_Commune_Statut_UP_FR.xls' of 'claimant_jobseekers_2017_2026.csv'",
    "statbel_building_permits": "'TF_BUILDING_PERMITS*.zip' of 'TF_BUILDING_PERMITS*.txt.gz'",
    "statbel_fiscal_income": "'TF_PSNL_INC_TAX_MUNTY.zip' of 'TF_PSNL_INC_TAX_MUNTY.xlsx'",
    "statbel_house_prices": "'vastgoed_2010_9999.zip' of 'yearly.csv' samen met 'quarterly_all_levels.csv.gz",
    "statbel_land_use": "'TF_EAE_LAND_OCCUPTN_sqlite.zip' of 'TF_EAE_LAND_OCCUPTN_*.zip'",
    "statbel_vat_survival": "'TF_VAT_SURVIVALS.zip' of 'vat_survivals_provinces.csv'",
    "steunpunt_werk_unemployment": "'BNW - T1 - Tabel*.csv' of 'unemployment_rate_15_64_*.csv'",
    "ugent_commuting_2011": "'TU_CENSUS_2011_COMMUTERS_MUNTY.zip' of 'commuting_matrix_2011.csv'",
    "onderwijs_pupils": "'leerlingen_gewoon_onderwijs_schoolgemeente_*.csv' of 'inschrijvingen-leerplicht-",
}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.SOURCE)
def test_without_files_a_source_names_each_that_would_do(module, tmp_path):
    with pytest.raises(SourceError) as caught:
        module.parse(SourceFiles((tmp_path,)).of("https://uitgever.test"))
    message = str(caught.value)
    assert "download het van https://uitgever.test en plaats het als '" in message
    assert EITHER_WILL_DO.get(module.SOURCE, "") in message
