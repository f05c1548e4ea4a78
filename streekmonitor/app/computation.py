""" "Toon berekening": how a figure came about, from numbers to sources."""

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.figure import Figure
from streekmonitor.app import data
from streekmonitor.catalog import Indicator
from streekmonitor.release import Release
from streekmonitor.view import View

FORM_WORDS = {
    "sum": "som van de gemeenten",
    "ratio": "teller gedeeld door noemer, eerst elk opgeteld over de gemeenten",
    "implied_ratio": "som van de aantallen, gedeeld door de noemers die uit aantal en percentage volgen (benadering)",
    "weighted_mean": "gemiddelde van de gemeenten, gewogen naar het aantal inwoners (benadering)",
    "change": "verandering tussen begin en einde van het tijdvak",
    "flow_share": "deel van de stroom, herberekend uit de stromen tussen gemeenten",
    "published": "zoals de bron het publiceert",
}
BASIS_WORDS = {
    "published": "overgenomen van de bron",
    "summed": "opgeteld over de gemeenten van voor de fusie",
    "computed": "berekend uit de gemeenten",
    "refused": "niet berekend",
}


def draw(release: Release, view: View, indicator: Indicator, period: str) -> None:
    """A box that opens on demand, with the computation of one of the areas in view."""
    box = st.expander("Toon berekening", on_change="rerun", key="berekening")
    if not box.open:
        return
    with box:
        codes = [*release.areas.sets[view.set_id].regions, *view.selected, *view.comparators]
        area = st.selectbox("Voor", codes, format_func=release.areas.name, key="berekening_van")
        figure = data.single_figure(release, release.id, indicator.id, area, period, view.set_id)
        st.markdown("\n".join(f"- {line}" for line in _lines(release, figure)))


def _lines(release: Release, figure: Figure) -> list[str]:
    lines = [f"**{figure.area_name}, {figure.period_label}: {figure.text}** ({formats.STATUS_WORDS[figure.status]})"]
    if figure.reason:
        lines.append(figure.reason)
    lines.append(f"Berekening: {FORM_WORDS[figure.form]}; {BASIS_WORDS[figure.basis]}.")
    if figure.numerator is not None and figure.denominator is not None:
        factor = f" × {formats.number(figure.factor)}" if figure.factor and figure.factor != 1 else ""
        lines.append(f"{formats.number(figure.numerator, 1)} ÷ {formats.number(figure.denominator, 1)}{factor}")
    if len(figure.took_part) > 1:
        total = len(figure.took_part) + len(figure.absent)
        lines.append(f"Berekend op {len(figure.took_part)} van {total} gemeenten.")
    lines += [f"Ontbreekt: {absence.name}. {absence.reason}" for absence in figure.absent[:10]]
    lines += [f"{source['attribution']} (opgehaald {source['retrieved']})" for source in figure.sources]
    lines.append(f"Release {release.id}")
    return lines
