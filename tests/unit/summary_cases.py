"""Paragraphs as they must read: a release of a few figures, what is asked, and the sentences."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from streekmonitor.analysis.summary import Asked
from streekmonitor.area_records import Region
from streekmonitor.release import Release
from tests.fixtures.small_release import (
    ALFA,
    BETA,
    DELTA,
    EAST,
    EPSILON,
    GAMMA,
    PROVINCE_REGION,
    START,
    WEST,
    indicator_of,
    small_release,
)  # fmt: skip
from tests.fixtures.towns import CODES, A, L, each, town_release

FLANDERS = "vlaams_gewest"
MINE = Region("eigen", "Mijn streek", "Mijn streek", "mijn streek", "eigen", (ALFA, GAMMA), None, START, "")
HIDDEN = (math.nan, "confidential")


def over(measure: str, area: str, first: int, *values: float) -> list[Any]:
    """Yearly figures of one area."""
    return [(measure, area, str(first + step), value) for step, value in enumerate(values)]


def rates(area: str, first: int, *values: float, cases: float = 100) -> list[Any]:
    """A published rate with the count behind it."""
    return [*over("rate", area, first, *values), *over("cases", area, first, *[cases] * len(values))]


def small(*rows: Any, **options: Any) -> Callable[[], Release]:
    return lambda: small_release(*rows, **options)


def towns(*rows: Any, **options: Any) -> Callable[[], Release]:
    return lambda: town_release(*rows, **options)


def neutral_with_polarity(*rows: Any) -> Callable[[], Release]:
    """A rate of which the catalog says that it must not be judged, whatever its polarity."""

    def make() -> Release:
        release = small_release(*rows)
        rate = indicator_of(release, "rate").model_copy(update={"neutral_hue": True})
        others = [entry for entry in release.catalog.indicators if entry.id != "rate"]
        return replace(
            release,
            catalog=type(release.catalog).model_validate(
                release.catalog.model_dump()
                | {"indicators": [entry.model_dump() for entry in (*others, rate)]}
            ),
        )

    return make


STEPS = [float(step) for step in range(1, 13)]
RISING = [2.0, 3.0, 4.0, 5.0, 6.0]

# The figures, what is asked of them, and the paragraph; "~" is a space that must not break.
CASES: dict[str, tuple[Callable[[], Release], Asked, str]] = {
    "no row at all": (
        small(*rates(ALFA, 2022, 5.0)),
        Asked("rate", "2022", (BETA,)),
        ("Indicator rate in 2022: geen cijfer voor Beta. De bron geeft dit cijfer niet voor dit gebied."),
    ),
    "confidential": (
        small(*over("events", ALFA, 2022, 5), ("events", BETA, "2022", *HIDDEN)),
        Asked("events", "2022", (BETA,)),
        ("Indicator events in 2022: geen cijfer voor Beta. De bron houdt dit cijfer vertrouwelijk."),
    ),
    "no value now, one before": (
        small(*rates(ALFA, 2022, 5.0, 5.5), *rates(BETA, 2022, 4.25)),
        Asked("rate", "2023", (BETA,)),
        (
            "Indicator rate in 2023: geen cijfer voor Beta. "
            "De bron geeft geen cijfer voor 2023. "
            "Het laatste cijfer daarvoor is 4,3~% in 2022."
        ),
    ),
    "a merger that can't be added": (
        small(*over("median", DELTA, 2022, 20000), *over("median", ALFA, 2022, 10000)),
        Asked("median", "2022", (GAMMA,)),
        (
            "Indicator median in 2022: geen cijfer voor Gamma. "
            "Gamma is een fusie van Delta en Epsilon; dit cijfer bestaat alleen voor die gemeenten "
            "apart en kan niet worden samengeteld."
        ),
    ),
    "a refused region": (
        small(*over("median", ALFA, 2022, 10000)),
        Asked("median", "2022", (EAST,)),
        (
            "Indicator median in 2022: geen cijfer voor Oost-Brabant. "
            "Dit cijfer kan niet uit gemeentecijfers worden berekend, en Uitgever publiceert het "
            "niet voor Oost-Brabant (streek)."
        ),
    ),
    "a period that the indicator does not have": (
        small(*rates(ALFA, 2022, 5.0)),
        Asked("rate", "2030", (ALFA,)),
        (
            "Indicator rate in 2030: geen cijfer voor Alfa. "
            "De bron geeft voor deze periode geen cijfers. "
            "Het laatste cijfer daarvoor is 5,0~% in 2022."
        ),
    ),
    "one period": (
        small(*rates(ALFA, 2024, 5.0)),
        Asked("rate", "2024", (ALFA,)),
        ("Indicator rate in 2024: 5,0~% in Alfa. Een vroeger cijfer is er niet."),
    ),
    "a count that grew": (
        small(*over("events", ALFA, 2020, 100, 104, 110, 120, 125)),
        Asked("events", "2024", (ALFA,)),
        (
            "Indicator events in 2024: 125~gevallen in Alfa. "
            "Dat zijn er 25 meer dan in 2020 (+25,0~%; ongunstig). "
            "Tussen 2020 en 2024 is de trend stijgend (ongunstig)."
        ),
    ),
    "a count one lower, on a small base": (
        small(*over("events", ALFA, 2023, 3, 2)),
        Asked("events", "2024", (ALFA,)),
        (
            "Indicator events in 2024: 2~gevallen in Alfa. "
            "Dat is er 1 minder dan in 2023 (gunstig). "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "a count that stayed": (
        small(*over("events", ALFA, 2023, 7, 7)),
        Asked("events", "2024", (ALFA,)),
        (
            "Indicator events in 2024: 7~gevallen in Alfa. "
            "Dat is evenveel als in 2023. "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "one of what is counted": (
        small(*over("events", ALFA, 2023, 3, 1)),
        Asked("events", "2024", (ALFA,)),
        (
            "Indicator events in 2024: 1~geval in Alfa. "
            "Dat zijn er 2 minder dan in 2023 (gunstig). "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "a part of the whole": (
        small(
            *over("events", ALFA, 2024, 6), *over("events", BETA, 2024, 2), *over("events", GAMMA, 2024, 12)
        ),
        Asked("events", "2024", (ALFA,), (PROVINCE_REGION, WEST, ALFA)),
        (
            "Indicator events in 2024: 6~gevallen in Alfa. "
            "Een vroeger cijfer is er niet. "
            "Van 3 gemeenten in de provincie heeft Alfa het 2de hoogste cijfer. "
            "Dat is 30,0~% van het totaal in Vlaams-Brabant."
        ),
    ),
    "a very small part": (
        small(
            *over("events", ALFA, 2024, 1),
            *over("events", BETA, 2024, 2999),
            *over("events", GAMMA, 2024, 3000),
        ),
        Asked("events", "2024", (ALFA,), (EAST, PROVINCE_REGION)),
        (
            "Indicator events in 2024: 1~geval in Alfa. "
            "Een vroeger cijfer is er niet. "
            "Van 3 gemeenten in de provincie heeft Alfa het laagste cijfer. "
            "Dat is minder dan 0,1~% van het totaal in Oost-Brabant en minder dan 0,1~% van het "
            "totaal in Vlaams-Brabant."
        ),
    ),
    "a percentage that rose, lower is better": (
        small(*rates(ALFA, 2022, 5.0, 5.4, 5.61)),
        Asked("rate", "2024", (ALFA,)),
        (
            "Indicator rate in 2024: 5,6~% in Alfa. "
            "Dat is 0,6~procentpunt hoger dan in 2022 (ongunstig). "
            "Trend niet te bepalen: er zijn maar 3 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "a percentage that hardly moved": (
        small(*rates(ALFA, 2023, 5.0, 5.04)),
        Asked("rate", "2024", (ALFA,)),
        (
            "Indicator rate in 2024: 5,0~% in Alfa. "
            "Dat is nagenoeg even hoog als in 2023. "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "a percentage that did not move": (
        small(*rates(ALFA, 2023, 5.0, 5.0)),
        Asked("rate", "2024", (ALFA,)),
        (
            "Indicator rate in 2024: 5,0~% in Alfa. "
            "Dat is even hoog als in 2023. "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "euro, with growth": (
        small(*over("median", ALFA, 2020, 20000, 22000, 23000)),
        Asked("median", "2022", (ALFA,)),
        (
            "Indicator median in 2022: €~23.000 in Alfa. "
            "Dat is €~3.000 hoger dan in 2020 (+15,0~%; gunstig). "
            "Trend niet te bepalen: er zijn maar 3 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "an index": (
        small(*over("wealth", ALFA, 2022, 110, 108, 109), *over("wealth", "02000", 2022, 105, 105, 109)),
        Asked("wealth", "2024", (ALFA,), (FLANDERS,), since="2023"),
        (
            "Indicator wealth in 2024: 109 in Alfa. "
            "Dat is 1~punt hoger dan in 2023 (gunstig). "
            "Vergeleken met Vlaams Gewest (109) is dat even hoog. "
            "Trend niet te bepalen: er zijn maar 3 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "per square kilometre, no polarity": (
        small(*[("surface", code, "2020", 60) for code in (ALFA, BETA)]),
        Asked("density", "2024", (ALFA,), (EAST,)),
        (
            "Indicator density op 1 januari 2024: 10~inwoners per km² in Alfa. "
            "Dat is even hoog als op 1 januari 2020. "
            "Van 2 gemeenten in de provincie heeft Alfa het hoogste cijfer. "
            "Vergeleken met Oost-Brabant (8) is dat 2~inwoners per km² hoger. "
            "Tussen 1 januari 2020 en 1 januari 2024 is er geen duidelijke trend."
        ),
    ),
    "a survey": (
        towns(
            *each("asked", "2020", [50.0] * 12),
            *each("asked", "2023", [53.0] * 12),
            ("asked", "02000", "2023", 60),
        ),
        Asked("opinion", "2023", (A,), (FLANDERS,)),
        (
            "Indicator opinion in 2023: 53~% in A. "
            "In 2020 was dat 50~%. "
            "Ter vergelijking: 60~% in Vlaams Gewest. "
            "Dit komt uit een enquête met een onbekende foutenmarge: daarom geen rangschikking en "
            "geen oordeel."
        ),
    ),
    "a survey of several": (
        towns(*each("asked", "2023", [53.0 + step for step in STEPS])),
        Asked("opinion", "2023", (A, L)),
        (
            "Indicator opinion in 2023: 54~% in A en 65~% in L. "
            "Dit komt uit een enquête met een onbekende foutenmarge: daarom geen rangschikking en "
            "geen oordeel."
        ),
    ),
    "language, in neutral words": (
        small(
            *over("language", ALFA, 2020, 10, 12, 14, 17, 20), *over("language", BETA, 2020, 5, 5, 5, 5, 5)
        ),
        Asked("language", "2024", (ALFA,), (EAST,)),
        (
            "Indicator language in het schooljaar 2024-2025: 20,0~% in Alfa. "
            "Dat is 10,0~procentpunt hoger dan in het schooljaar 2020-2021. "
            "Van 2 gemeenten in de provincie heeft Alfa het hoogste cijfer. "
            "Vergeleken met Oost-Brabant (14,0~%, een benadering) is dat 6,0~procentpunt hoger. "
            "Tussen het schooljaar 2020-2021 en het schooljaar 2024-2025 is de trend stijgend."
        ),
    ),
    "neutral whatever the polarity": (
        neutral_with_polarity(*rates(ALFA, 2020, *RISING), *rates(BETA, 2020, *RISING[::-1])),
        Asked("rate", "2024", (ALFA,), (BETA,)),
        (
            "Indicator rate in 2024: 6,0~% in Alfa. "
            "Dat is 4,0~procentpunt hoger dan in 2020. "
            "Van 2 gemeenten in de provincie heeft Alfa het hoogste cijfer. "
            "Vergeleken met Beta (2,0~%) is dat 4,0~procentpunt hoger. "
            "Tussen 2020 en 2024 is de trend stijgend."
        ),
    ),
    "a region, by approximation": (
        small(*rates(ALFA, 2023, 5.0, 6.0), *rates(BETA, 2023, 4.0, 4.0), *rates(GAMMA, 2023, 8.0, 8.0)),
        Asked("rate", "2024", (EAST,), (WEST, PROVINCE_REGION)),
        (
            "Indicator rate in 2024: 4,8~% in Oost-Brabant. "
            "Dat is 0,4~procentpunt hoger dan in 2023 (ongunstig). "
            "Vergeleken met Halle-Vilvoorde (8,0~%) is dat 3,2~procentpunt lager (gunstig) en met "
            "Vlaams-Brabant (5,5~%) 0,7~procentpunt lager (gunstig). "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig. "
            "Het regiocijfer is een benadering: de noemers zijn uit de gemeentecijfers afgeleid."
        ),
    ),
    "beside an approximation": (
        small(*rates(ALFA, 2024, 6.0), *rates(BETA, 2024, 4.0)),
        Asked("rate", "2024", (ALFA,), (EAST,)),
        (
            "Indicator rate in 2024: 6,0~% in Alfa. "
            "Een vroeger cijfer is er niet. "
            "Van 2 gemeenten in de provincie heeft Alfa het hoogste cijfer. "
            "Vergeleken met Oost-Brabant (4,8~%, een benadering) is dat 1,2~procentpunt hoger "
            "(ongunstig)."
        ),
    ),
    "a weighted mean": (
        small(*over("language", ALFA, 2024, 10), *over("language", BETA, 2024, 20)),
        Asked("language", "2024", (EAST,)),
        (
            "Indicator language in het schooljaar 2024-2025: 14,0~% in Oost-Brabant. "
            "Een vroeger cijfer is er niet. "
            "Het regiocijfer is een benadering: een gewogen gemiddelde van de gemeenten."
        ),
    ),
    "a small base": (
        towns(*each("events", "2024", STEPS), residents={A: 23}),
        Asked("events_per_1000", "2024", (A,)),
        (
            "Indicator events_per_1000 in 2024: 43,5~gevallen per 1.000 inwoners in A. "
            "Een vroeger cijfer is er niet. "
            "Van 12 gemeenten in de provincie heeft A het hoogste cijfer. "
            "Let op: het cijfer steunt op een kleine groep (noemer 23); toeval speelt dan een grote "
            "rol."
        ),
    ),
    "provisional": (
        small(("events", ALFA, "2024", 5, "provisional")),
        Asked("events", "2024", (ALFA,)),
        (
            "Indicator events in 2024: 5~gevallen in Alfa. "
            "Een vroeger cijfer is er niet. "
            "Het cijfer is voorlopig."
        ),
    ),
    "estimated": (
        small(("events", ALFA, "2024", 5, "estimated")),
        Asked("events", "2024", (ALFA,)),
        (
            "Indicator events in 2024: 5~gevallen in Alfa. "
            "Een vroeger cijfer is er niet. "
            "Het cijfer is een raming."
        ),
    ),
    "projected": (
        small(*over("events", ALFA, 2024, 60), ("events", ALFA, "2030", 66, "projected")),
        Asked("events", "2030", (ALFA,), since="2024"),
        (
            "Indicator events in 2030: 66~gevallen in Alfa. "
            "Dat zijn er 6 meer dan in 2024 (+10,0~%; ongunstig). "
            "Trend niet te bepalen: er is maar 1 vastgesteld cijfer, en er zijn er minstens 5 nodig. "
            "Het cijfer is een vooruitzicht, geen vaststelling."
        ),
    ),
    "an old figure": (
        small(*rates(ALFA, 2020, 5.0, 4.5)),
        Asked("rate", "2021", (ALFA,)),
        (
            "Indicator rate in 2021: 4,5~% in Alfa. "
            "Dat is 0,5~procentpunt lager dan in 2020 (gunstig). "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig. "
            "Recentere cijfers zijn er niet."
        ),
    ),
    "a break, told from after it": (
        small(*rates(ALFA, 2020, 9.0, 9.0, 5.0, 5.5, 6.0), breaks={"rate": "2022"}),
        Asked("rate", "2024", (ALFA,)),
        (
            "Indicator rate in 2024: 6,0~% in Alfa. "
            "Dat is 1,0~procentpunt hoger dan in 2022 (ongunstig). "
            "Trend niet te bepalen: er zijn maar 3 vastgestelde cijfers sinds de breuk in de reeks "
            "van 2022, en er zijn er minstens 5 nodig."
        ),
    ),
    "a break, asked from before it": (
        small(*rates(ALFA, 2020, 9.0, 9.0, 5.0, 5.5, 6.0), breaks={"rate": "2022"}),
        Asked("rate", "2024", (ALFA,), since="2020"),
        (
            "Indicator rate in 2024: 6,0~% in Alfa. "
            "Met 2020 is het niet te vergelijken: de reeks is gebroken in 2022 (andere telling)."
        ),
    ),
    "the first figure after a break": (
        small(*rates(ALFA, 2021, 9.0, 9.0, 9.0, 5.0), breaks={"rate": "2024"}),
        Asked("rate", "2024", (ALFA,)),
        (
            "Indicator rate in 2024: 5,0~% in Alfa. "
            "Sinds de breuk in de reeks van 2024 is er nog geen ander cijfer."
        ),
    ),
    "asked from a period without a figure": (
        small(*rates(ALFA, 2022, 5.0), *rates(ALFA, 2024, 5.5), *rates(BETA, 2023, 1.0)),
        Asked("rate", "2024", (ALFA,), since="2023"),
        ("Indicator rate in 2024: 5,5~% in Alfa. Voor 2023 is er geen cijfer, dus ook geen verandering."),
    ),
    "nothing in the five years before": (
        small(*rates(ALFA, 2010, 5.0), *rates(ALFA, 2024, 5.5)),
        Asked("rate", "2024", (ALFA,)),
        ("Indicator rate in 2024: 5,5~% in Alfa. Uit de 5 jaar daarvoor is er geen ander cijfer."),
    ),
    "not all members": (
        towns(*each("events", "2024", STEPS[:11]), residents={L: 100}),
        Asked("events_per_1000", "2024", (PROVINCE_REGION,)),
        (
            "Indicator events_per_1000 in 2024: 6,0~gevallen per 1.000 inwoners in Vlaams-Brabant. "
            "Een vroeger cijfer is er niet. "
            "Berekend op 11 van 12 gemeenten, zonder L."
        ),
    ),
    "the publisher's own row": (
        small(*over("median", "24000", 2024, 30000)),
        Asked("median", "2024", (EAST,)),
        (
            "Indicator median in 2024: €~30.000 in Oost-Brabant. "
            "Een vroeger cijfer is er niet. "
            "Dit is het cijfer van de uitgever zelf (Uitgever)."
        ),
    ),
    "summed over a merger": (
        small(
            *over("events", DELTA, 2024, 3),
            *over("events", EPSILON, 2024, 4),
            ("events", GAMMA, "2024", 7, "observed", "summed"),
        ),
        Asked("events", "2024", (GAMMA,)),
        (
            "Indicator events in 2024: 7~gevallen in Gamma. "
            "Een vroeger cijfer is er niet. "
            "Opgeteld over de vroegere gemeenten Delta en Epsilon."
        ),
    ),
    "a former municipality": (
        small(*over("median", DELTA, 2024, 30000), *over("median", ALFA, 2024, 31000)),
        Asked("median", "2024", (DELTA,)),
        (
            "Indicator median in 2024: €~30.000 in Delta. "
            "Een vroeger cijfer is er niet. "
            "Van 2 gemeenten in de provincie heeft Delta het laagste cijfer. "
            "Delta is intussen opgegaan in Gamma."
        ),
    ),
    "the lowest, with another": (
        small(*rates(ALFA, 2024, 5.0), *rates(BETA, 2024, 5.0), *rates(GAMMA, 2024, 7.0)),
        Asked("rate", "2024", (ALFA,)),
        (
            "Indicator rate in 2024: 5,0~% in Alfa. "
            "Een vroeger cijfer is er niet. "
            "Van 3 gemeenten in de provincie heeft Alfa het laagste cijfer, samen met een andere "
            "gemeente."
        ),
    ),
    "in the middle": (
        towns(*each("rate", "2024", STEPS), *each("cases", "2024", [100.0] * 12)),
        Asked("rate", "2024", (CODES[3],)),
        (
            "Indicator rate in 2024: 4,0~% in D. "
            "Een vroeger cijfer is er niet. "
            "Van 12 gemeenten in de provincie heeft D het 4de laagste cijfer."
        ),
    ),
    "everyone the same": (
        small(*[row for code in (ALFA, BETA, GAMMA) for row in rates(code, 2024, 5.0)]),
        Asked("rate", "2024", (ALFA,), (BETA,)),
        (
            "Indicator rate in 2024: 5,0~% in Alfa. "
            "Een vroeger cijfer is er niet. "
            "De 3 gemeenten met een cijfer staan gelijk. "
            "Vergeleken met Beta (5,0~%) is dat even hoog."
        ),
    ),
    "comparators higher, alike and absent": (
        small(*rates(ALFA, 2024, 5.0), *rates(BETA, 2024, 5.04), *rates(GAMMA, 2024, 7.0)),
        Asked("rate", "2024", (ALFA,), (GAMMA, BETA, FLANDERS, "belgie", ALFA)),
        (
            "Indicator rate in 2024: 5,0~% in Alfa. "
            "Een vroeger cijfer is er niet. "
            "Van 3 gemeenten in de provincie heeft Alfa het laagste cijfer. "
            "Vergeleken met Gamma (7,0~%) is dat 2,0~procentpunt lager (gunstig) en met Beta (5,0~%) "
            "nagenoeg even hoog. "
            "Voor Vlaams Gewest en België is er in deze periode geen cijfer."
        ),
    ),
    "a trend up, which is bad": (
        small(*rates(ALFA, 2020, *RISING)),
        Asked("rate", "2024", (ALFA,)),
        (
            "Indicator rate in 2024: 6,0~% in Alfa. "
            "Dat is 4,0~procentpunt hoger dan in 2020 (ongunstig). "
            "Tussen 2020 en 2024 is de trend stijgend (ongunstig)."
        ),
    ),
    "a trend down, which is good": (
        small(*rates(ALFA, 2020, *RISING[::-1])),
        Asked("rate", "2024", (ALFA,)),
        (
            "Indicator rate in 2024: 2,0~% in Alfa. "
            "Dat is 4,0~procentpunt lager dan in 2020 (gunstig). "
            "Tussen 2020 en 2024 is de trend dalend (gunstig)."
        ),
    ),
    "no trend": (
        small(*rates(ALFA, 2020, 5.0, 4.0, 6.0, 4.5, 5.5)),
        Asked("rate", "2024", (ALFA,)),
        (
            "Indicator rate in 2024: 5,5~% in Alfa. "
            "Dat is 0,5~procentpunt hoger dan in 2020 (ongunstig). "
            "Tussen 2020 en 2024 is er geen duidelijke trend."
        ),
    ),
    "the trend up to the period on screen": (
        small(*rates(ALFA, 2018, *RISING, 1.0, 0.5)),
        Asked("rate", "2022", (ALFA,)),
        (
            "Indicator rate in 2022: 6,0~% in Alfa. "
            "Dat is 4,0~procentpunt hoger dan in 2018 (ongunstig). "
            "Tussen 2018 en 2022 is de trend stijgend (ongunstig)."
        ),
    ),
    "a growth, whose windows overlap": (
        small(("residents", ALFA, "2026", 660)),
        Asked("growth", "2025", (ALFA,), since="2023"),
        (
            "Indicator growth op 1 januari 2025: 0,0~% in Alfa. "
            "Dat is even hoog als op 1 januari 2023. "
            "De 3 gemeenten met een cijfer staan gelijk. "
            "Trend niet te bepalen: elk cijfer gaat over 2 jaar, zodat opeenvolgende cijfers elkaar "
            "overlappen."
        ),
    ),
    "quarters": (
        small(
            *[("stock_quarterly", ALFA, f"{year}-Q3", 30 + year - 2020) for year in range(2020, 2025)],
            ("stock_quarterly", ALFA, "2024-Q1", 99),
        ),
        Asked("quarterly_per_100", "2024-Q3", (ALFA,)),
        (
            "Indicator quarterly_per_100 in het 3de kwartaal 2024: 5,7~% in Alfa. "
            "Dat is 0,7~procentpunt hoger dan in het 3de kwartaal 2020. "
            "Tussen het 3de kwartaal 2020 en het 3de kwartaal 2024 is de trend stijgend."
        ),
    ),
    "an own region": (
        small(*[row for code in (ALFA, BETA, GAMMA) for row in over("events", code, 2023, 60, 72)]),
        Asked("events", "2024", (MINE,), (PROVINCE_REGION,)),
        (
            "Indicator events in 2024: 144~gevallen in mijn streek. "
            "Dat zijn er 24 meer dan in 2023 (+20,0~%; ongunstig). "
            "Dat is 66,7~% van het totaal in Vlaams-Brabant. "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "two regions": (
        small(*rates(ALFA, 2020, *RISING), *rates(BETA, 2020, *RISING), *rates(GAMMA, 2020, *RISING[::-1])),
        Asked("rate", "2024", (EAST, WEST), (PROVINCE_REGION, EAST)),
        (
            "Indicator rate in 2024: 6,0~% in Oost-Brabant en 2,0~% in Halle-Vilvoorde, tegenover "
            "3,6~% in Vlaams-Brabant. "
            "Het verschil is 4,0~procentpunt. "
            "Sinds 2020: +4,0~procentpunt in Oost-Brabant (ongunstig) en −4,0~procentpunt in "
            "Halle-Vilvoorde (gunstig). "
            "Het hoogst in Beta (6,0~%), het laagst in Gamma (2,0~%). "
            "Stijgende trend in Oost-Brabant; dalende trend in Halle-Vilvoorde. "
            "Het regiocijfer is een benadering: de noemers zijn uit de gemeentecijfers afgeleid."
        ),
    ),
    "two regions since a period of their own": (
        small(
            *rates(ALFA, 2022, 5.0, 5.5, 6.0),
            *rates(BETA, 2022, 5.0, 5.5, 6.0),
            *rates(GAMMA, 2023, 7.0, 7.0),
        ),
        Asked("rate", "2024", (EAST, WEST)),
        (
            "Indicator rate in 2024: 6,0~% in Oost-Brabant en 7,0~% in Halle-Vilvoorde. "
            "Het verschil is 1,0~procentpunt. "
            "Verandering: +1,0~procentpunt in Oost-Brabant sinds 2022 (ongunstig) en geen "
            "verandering in Halle-Vilvoorde sinds 2023. "
            "Het hoogst in Gamma (7,0~%), het laagst in Alfa (6,0~%). "
            "Trends zijn hier niet te bepalen. "
            "Het regiocijfer is een benadering: de noemers zijn uit de gemeentecijfers afgeleid."
        ),
    ),
    "two regions, counts": (
        small(*[row for code in (ALFA, BETA, GAMMA) for row in over("events", code, 2023, 60, 61)]),
        Asked("events", "2024", (EAST, WEST), (PROVINCE_REGION,)),
        (
            "Indicator events in 2024: 122~gevallen in Oost-Brabant en 61~gevallen in "
            "Halle-Vilvoorde. "
            "Sinds 2023: +2~gevallen in Oost-Brabant (ongunstig) en +1~geval in Halle-Vilvoorde "
            "(ongunstig). "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "two regions, one without": (
        small(*rates(ALFA, 2023, 5.0, 6.0), *rates(BETA, 2023, 5.0, 6.0)),
        Asked("rate", "2024", (EAST, WEST)),
        (
            "Indicator rate in 2024: 6,0~% in Oost-Brabant. "
            "Voor Halle-Vilvoorde is er geen cijfer: de bron (Uitgever) geeft hiervoor geen cijfers "
            "in Halle-Vilvoorde (streek). "
            "Sinds 2023: +1,0~procentpunt in Oost-Brabant (ongunstig). "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig. "
            "Het regiocijfer is een benadering: de noemers zijn uit de gemeentecijfers afgeleid."
        ),
    ),
    "two regions, both without": (
        small(*over("median", ALFA, 2024, 30000), *over("median", BETA, 2024, 32000)),
        Asked("median", "2024", (EAST, WEST)),
        (
            "Indicator median in 2024: voor geen van deze gebieden is er een cijfer. "
            "Dit cijfer kan niet uit gemeentecijfers worden berekend, en Uitgever publiceert het "
            "niet voor Oost-Brabant (streek). "
            "Het hoogst in Beta (€~32.000), het laagst in Alfa (€~30.000)."
        ),
    ),
    "three municipalities, one provisional": (
        small(
            *rates(ALFA, 2023, 5.0, 6.0),
            *rates(BETA, 2023, 5.0, 6.0),
            ("rate", GAMMA, "2024", 7.0, "provisional"),
            ("cases", GAMMA, "2024", 100),
        ),
        Asked("rate", "2024", (ALFA, BETA, GAMMA)),
        (
            "Indicator rate in 2024: 6,0~% in Alfa, 6,0~% in Beta en 7,0~% in Gamma. "
            "Sinds 2023: +1,0~procentpunt in Alfa (ongunstig) en +1,0~procentpunt in Beta "
            "(ongunstig). "
            "Het hoogst in Gamma (7,0~%), het laagst in Alfa (6,0~%). "
            "Trends zijn hier niet te bepalen. "
            "Gamma: het cijfer is voorlopig."
        ),
    ),
    "several with a long unit": (
        towns(*each("events", "2020", STEPS), *each("events", "2024", STEPS[::-1])),
        Asked("events_per_1000", "2024", (A, L), (FLANDERS,)),
        (
            "Indicator events_per_1000 in 2024: 12,0~gevallen per 1.000 inwoners in A en 1,0 in L, "
            "tegenover 6,5 in Vlaams Gewest. "
            "Het verschil is 11,0~gevallen per 1.000 inwoners. "
            "Sinds 2020: +11,0~gevallen per 1.000 inwoners in A (ongunstig) en −11,0~gevallen per "
            "1.000 inwoners in L (gunstig). "
            "Het hoogst in A (12,0~gevallen per 1.000 inwoners), het laagst in L (1,0~gevallen per "
            "1.000 inwoners). "
            "Trend niet te bepalen: er zijn maar 2 vastgestelde cijfers, en er zijn er minstens 5 "
            "nodig."
        ),
    ),
    "no areas": (
        small(),
        Asked("rate", "2024", ()),
        (""),
    ),
}
