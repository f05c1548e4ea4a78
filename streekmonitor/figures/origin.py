"""Where figures come from and what they mean: sources, caveats, definitions."""

from datetime import date

from streekmonitor import formats
from streekmonitor.catalog import Indicator, Source
from streekmonitor.figures.frame import Frame

FORM_WORDS = {
    "sum": "som van de gemeenten",
    "ratio": "teller gedeeld door noemer, elk eerst opgeteld over de gemeenten",
    "implied_ratio": "som van de aantallen, gedeeld door de noemers die uit aantal en percentage volgen",
    "weighted_mean": "gemiddelde van de gemeenten, gewogen naar het aantal inwoners",
    "change": "verandering tussen begin en einde van het tijdvak",
    "flow_share": "deel van de stroom, herberekend uit de stromen tussen gemeenten",
    "published": "zoals de bron het publiceert",
}


def source_line(frame: Frame, source: Source) -> str:
    """Who published it, which table, under which licence, and when it was obtained."""
    retrieved = formats.day(date.fromisoformat(frame.release.retrieved(source.id)))
    return f"{source.attribution} ({source.title}; {source.licence}; bestand van {retrieved})"


def notes(indicator: Indicator) -> tuple[str, ...]:
    """The caveats of an indicator, and the breaks in its series."""
    breaks = [f"Breuk in de reeks vanaf {entry.period}: {entry.reason}" for entry in indicator.breaks]
    return (*indicator.notes, *breaks)


def definitions(frame: Frame, indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """What an indicator and the regions on screen mean, as (name, text)."""
    return (*meaning(indicator), *regions(frame))


def meaning(indicator: Indicator, *, one_of_many: bool = False) -> tuple[tuple[str, str], ...]:
    """What an indicator means, as (name, text); `one_of_many` puts its own name to each."""
    of = f" van {indicator.label}" if one_of_many else ""
    return (
        (indicator.label, indicator.definition),
        (f"Verwerking{of}", indicator.processing),
        (f"Berekening{of}", f"{FORM_WORDS[indicator.form.kind].capitalize()}."),
        (f"Eenheid{of}", indicator.unit),
    )


def regions(frame: Frame) -> tuple[tuple[str, str], ...]:
    """The municipalities of each region on screen, as (name, text)."""
    shown = (frame.groups[code] for code in frame.regions)
    return tuple(
        (region.full_label, f"{formats.listing([frame.areas.name(nis) for nis in region.members])}.")
        for region in shown
    )
