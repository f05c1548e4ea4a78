"""How a figure came about, from numbers to sources: the box "Toon berekening"."""

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.aggregate import members_word
from streekmonitor.analysis.figure import Figure
from streekmonitor.figures.origin import FORM_WORDS
from streekmonitor.figures.screen import Screen

BASIS_WORDS = {
    "published": "overgenomen van de bron",
    "summed": "opgeteld over de gemeenten van voor de fusie",
    "computed": "berekend uit de gemeenten",
    "refused": "niet berekend",
}
MOST_ABSENT = 10


def draw(screen: Screen) -> None:
    """A box that opens on demand, with the computation for one of the areas in view."""
    box = st.expander("Toon berekening", on_change="rerun", key="berekening")
    if not box.open:
        return
    with box:
        codes = list(dict.fromkeys([*screen.regions, *screen.view.selected, *screen.comparators]))
        area = st.selectbox("Voor", codes, format_func=screen.name, key="berekening_van")
        figure = screen.figure(screen.indicator.id, area, screen.period)
        region = screen.groups.get(area)
        word = members_word(screen.release, region) if region else "gemeenten"
        st.markdown("\n".join(f"- {line}" for line in _lines(figure, word)))


def _lines(figure: Figure, members: str) -> list[str]:
    """`members`: what took part is called, gemeenten or gebieden."""
    status = formats.STATUS_WORDS[figure.status]
    lines = [f"**{figure.area_name}, {figure.period_label}: {figure.text}** ({status})"]
    lines += [figure.reason] if figure.reason else []
    caution = " Dit is een benadering." if figure.approximation else ""
    lines.append(f"Berekening: {FORM_WORDS[figure.form]}; {BASIS_WORDS[figure.basis]}.{caution}")
    lines += _division(figure)
    if len(figure.took_part) > 1:
        total = len(figure.took_part) + len(figure.absent)
        lines.append(f"Berekend op {len(figure.took_part)} van {total} {members}.")
    lines += [f"Ontbreekt: {absence.name}. {absence.reason}" for absence in figure.absent[:MOST_ABSENT]]
    if len(figure.absent) > MOST_ABSENT:
        lines.append(f"En nog {len(figure.absent) - MOST_ABSENT} {members} zonder cijfer.")
    lines += [f"{source['attribution']} (bestand van {source['retrieved']})" for source in figure.sources]
    return [*lines, f"Release {figure.release}"]


def _division(figure: Figure) -> list[str]:
    """Numerator ÷ denominator × factor, where the form has them."""
    if figure.numerator is None or figure.denominator is None:
        return []
    factor = f" × {formats.number(figure.factor)}" if figure.factor and figure.factor != 1 else ""
    numerator, denominator = formats.number(figure.numerator, 1), formats.number(figure.denominator, 1)
    return [f"{numerator} ÷ {denominator}{factor} = {figure.text}"]
