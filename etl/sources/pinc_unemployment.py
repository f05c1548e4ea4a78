"""VDAB through Provincies in Cijfers: jobseekers by municipality, an Excel export made by hand.

Two concepts that never make one series: yearly averages at the address of stay, and the topics "(1)",
the situation on 31 December at the domicile, linked to the Rijksregister, from 2015 on.
"""

from etl.files import SourceFiles
from etl.parsed import Parsed
from etl.sources import pinc
from etl.sources.pinc import Topic

SOURCE = "pinc_unemployment"
FILES: tuple[str, ...] = ("provincies_in_cijfers/unemployment/unemployment_jobseekers_data.xlsx",)
AREAS, REST_AREAS = pinc.AREAS, pinc.REST_AREAS
ADDRESS = pinc.exported(
    FILES[0],
    "tabel 'Werkloosheid - gemeenten', alle gemeenten, alle jaren; exporteer naar Excel",
)

SHEET = "Werkloosheid gemeenten"
TITLE = "Werkloosheid - gemeenten"
TOPICS = {
    # yearly averages; the rates are fractions although the label says [%]
    "werkzoekendengraad (jaargemiddelde) [%]": Topic("jobseeker_rate", unit="fraction"),
    "werkzoekendengraad mannen (jaargemiddelde) [%]": Topic("jobseeker_rate_men", unit="fraction"),
    "werkzoekendengraad vrouwen (jaargemiddelde) [%]": Topic("jobseeker_rate_women", unit="fraction"),
    "werkzoekendengraad 18-24 jaar (jaargemiddelde) [%]": Topic("jobseeker_rate_18_24", unit="fraction"),
    "werkzoekendengraad 25-59 jaar (jaargemiddelde) [%]": Topic("jobseeker_rate_25_59", unit="fraction"),
    "werkzoekendengraad 60-64 jaar (jaargemiddelde) [%]": Topic("jobseeker_rate_60_64", unit="fraction"),
    "werkzoekenden zonder werk (jaargemiddelde) [aantal]": Topic("jobseekers"),
    # 31 December
    "WZW [aantal] (1)": Topic("jobseekers_31_december"),
    "WZW (t.o.v. inwoners 18-64 jaar) [%] (1)": Topic("jobseekers_share_18_64", unit="fraction"),
    "WZW Belg [aantal] (1)": Topic("jobseekers_31_december_by_nationality", "belgian"),
    "WZW EU (excl. Belg) [aantal] (1)": Topic("jobseekers_31_december_by_nationality", "eu"),
    "WZW niet-EU [aantal] (1)": Topic("jobseekers_31_december_by_nationality", "non_eu"),
    "WZW Belgische herkomst [aantal] (1)": Topic("jobseekers_31_december_by_origin", "belgian"),
    "WZW EU herkomst (excl. Belg) [aantal] (1)": Topic("jobseekers_31_december_by_origin", "eu"),
    "WZW niet-EU herkomst [aantal] (1)": Topic("jobseekers_31_december_by_origin", "non_eu"),
}


def parse(files: SourceFiles) -> Parsed:
    """Read counts and rates (per cent) by municipality and year; moves between years are set aside."""
    export = pinc.read_workbook(files.path(FILES[0]), SHEET, TITLE)
    return pinc.parse_export(export, TOPICS, decimal=".", file=FILES[0])
