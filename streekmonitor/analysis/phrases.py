"""Pieces of Dutch sentences about figures: amounts, differences, periods, and what is better."""

from streekmonitor import formats
from streekmonitor.analysis.compare import verdict
from streekmonitor.analysis.text import unit_is_told
from streekmonitor.catalog import Indicator

SINGULAR = {
    "aangiften": "aangifte",
    "aanvragen": "aanvraag",
    "appartementen": "appartement",
    "beslissingen": "beslissing",
    "dagen": "dag",
    "ernstige slachtoffers": "ernstig slachtoffer",
    "fietsers": "fietser",
    "gebouwen": "gebouw",
    "gevallen": "geval",
    "huishoudens": "huishouden",
    "inwoners": "inwoner",
    "leerlingen": "leerling",
    "ondernemingen": "onderneming",
    "personen": "persoon",
    "punten": "punt",
    "reizigers": "reiziger",
    "slachtoffers": "slachtoffer",
    "stuks": "stuk",
    "vacatures": "vacature",
    "verkopen": "verkoop",
    "vestigingen": "vestiging",
    "werkenden": "werkende",
    "werkzoekenden": "werkzoekende",
    "woningen": "woning",
    "woongelegenheden": "woongelegenheid",
}
MEASURED = frozenset({"km²", "m²", "ha", "jaar", "uur", "km"})
SAME_FOR_ONE = MEASURED | {"%", "€", "procentpunt", "index", "per"}


def amount(value: float | None, unit: str, decimals: int) -> str:
    """A value with its unit as it reads in a sentence: "62,3 %", "1 inwoner per km²", "104" for an index."""
    if unit.startswith("index"):
        return formats.number(value, decimals)
    text = formats.value(value, unit, decimals)
    one = f"1{formats.NBSP}"
    return one + singular(unit) if text.startswith(one) else text


def told(indicator: Indicator, value: float | None) -> str:
    """A value of an indicator, without its unit where the label beside it names that already."""
    if unit_is_told(indicator):
        return formats.number(value, indicator.decimals)
    return amount(value, indicator.unit, indicator.decimals)


def singular(unit: str) -> str:
    """The unit of one: "inwoners per km²" -> "inwoner per km²"."""
    for many, single in SINGULAR.items():
        if unit == many or unit.startswith(f"{many} "):
            return single + unit[len(many) :]
    return unit


def distance(indicator: Indicator, difference: float) -> str:
    """A difference without its sign: "0,6 procentpunt", "€ 310", "1 punt"; no unit that the label names."""
    return amount(abs(difference), _difference_unit(indicator), indicator.decimals).rstrip(formats.NBSP)


def signed(indicator: Indicator, difference: float) -> str:
    """A difference with its sign: "+0,6 procentpunt", "−1 persoon"; no unit that the label names."""
    unit = _difference_unit(indicator)
    text = formats.difference(difference, unit, indicator.decimals).rstrip(formats.NBSP)
    if not text[1:].startswith(f"1{formats.NBSP}"):
        return text
    return f"{text[:2]}{formats.NBSP}{singular(unit)}"


def visible(indicator: Indicator, difference: float) -> bool:
    """Whether a difference can be seen at the precision of the figures on screen."""
    return bool(round(abs(difference), indicator.decimals) > 0)


def order(indicator: Indicator, difference: float) -> str:
    """Which way: "hoger" or "lager"; of what is counted or measured "meer" or "minder"."""
    counted = indicator.is_count or indicator.unit in SINGULAR or indicator.unit in MEASURED
    more, less = ("meer", "minder") if counted else ("hoger", "lager")
    return more if difference > 0 else less


def judgement(indicator: Indicator, difference: float) -> str:
    """By the indicator's polarity "gunstig" or "ongunstig"; "" where it has none, or is not to be judged."""
    if indicator.neutral_hue:
        return ""
    return {"better": "gunstig", "worse": "ongunstig"}.get(verdict(indicator, difference), "")


def named_period(period: str, reference: str) -> str:
    """A period with its article: "2024", "1 januari 2025", "het schooljaar 2022-2023"."""
    words = formats.period(period, reference)
    return f"het {words}" if "kwartaal" in words or "schooljaar" in words else words


def span(start: str, end: str, reference: str) -> str:
    """A stretch of time: "tussen 2015 en 2024", "tussen het 3de kwartaal 2020 en het 3de kwartaal 2025"."""
    return f"tussen {named_period(start, reference)} en {named_period(end, reference)}"


def in_municipalities(number: int) -> str:
    """Their number: "1 gemeente", "63 gemeenten"."""
    return f"{formats.number(number)} gemeente{'' if number == 1 else 'n'}"


def _difference_unit(indicator: Indicator) -> str:
    unit = formats.difference_unit(indicator.unit)
    return "" if unit_is_told(indicator) and unit == indicator.unit else unit
