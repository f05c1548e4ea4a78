"""The forms that go with an own table: its source, and an indicator that is not in the catalog yet."""

from collections.abc import Mapping

import streamlit as st

from etl.desk.indicator_form import COUNT, FORMS, SHARE, WITH_OTHER
from etl.desk.new_indicator import NewEntries, entry_text
from etl.desk.own import OWN
from streekmonitor.app.desk_fields import Fields
from streekmonitor.app.explained_indicator import NATURE_WORDS, POLARITY_WORDS
from streekmonitor.app.explanation import REUSE_WORDS
from streekmonitor.catalog import Catalog

REFERENCES = {
    "end": "op 31 december, of op het einde van de periode",
    "start": "op 1 januari, of op het begin van de periode",
    "average": "gemiddeld over de periode",
    "flow": "alles wat in de periode gebeurde",
    "school_year": "een schooljaar",
}
FACTORS = {"1": "1", "100": "100 (een percentage)", "1000": "1.000", "10000": "10.000"}
RHYTHMS = {
    name: name
    for name in ("eenmalig", "jaarlijks", "halfjaarlijks", "driemaandelijks", "maandelijks", "onregelmatig")
}


def draw_source(fields: Fields, catalog: Catalog) -> None:
    """Who the figures are of. An own source that is known already only needs its title."""
    st.markdown("##### Bron")
    known = {entry.title: entry for entry in catalog.sources if entry.id.startswith(OWN)}
    fields.text("title", "Titel van de bron", about="source.title", example="Telling van fietsenstallingen")
    if fields.typed.get("title", "").strip() in known:
        st.caption("Deze eigen bron is er al: de cijfers komen bij wat ze heeft.")
        return
    if known:
        st.caption(f"Eigen bronnen die er al zijn: {'; '.join(known)}.")
    left, right = st.columns(2)
    with left:
        fields.text("publisher", "Wie de cijfers uitgeeft", about="source.publisher")
        fields.text("licence", "Licentie", about="source.licence", example="Modellicentie Gratis Hergebruik")
        fields.choice("reuse", "Hergebruik", REUSE_WORDS, about="source.reuse", first="unconfirmed")
    with right:
        fields.text("url", "Webadres", about="source.url", example="https://…")
        fields.choice("rhythm", "Nieuwe cijfers", RHYTHMS, about="source.rhythm", first="jaarlijks")
        fields.text("notes", "Let op (een regel per opmerking)", about="source.notes", tall=True)


def draw_indicator(fields: Fields, catalog: Catalog, new: NewEntries | None) -> None:
    """Definition, unit, form, polarity and working group of a new indicator; and its entry as it becomes."""
    st.markdown("##### Nieuwe indicator")
    left, right = st.columns(2)
    with left:
        fields.text("label", "Naam", about="indicator.label", example="Fietsenstallingen bij scholen")
        fields.text("short_label", "Korte naam (mag leeg blijven)", about="indicator.short_label")
        themes = {theme.id: theme.label for theme in catalog.themes}
        fields.choice("theme", "Themawerkgroep", themes, about="indicator.theme")
        fields.text("group", "Groep binnen het thema", about="indicator.group", example="Fiets")
        fields.text("question", "De vraag die hij beantwoordt", about="indicator.question")
        fields.text("definition", "Definitie van de uitgever", about="indicator.definition", tall=True)
        fields.text("processing", "Wat wij ermee doen", about="indicator.processing", tall=True)
    with right:
        _draw_arithmetic(fields, catalog)
        fields.choice("polarity", "Oordeel", POLARITY_WORDS, about="indicator.polarity", first="none")
        fields.choice("reference", "Wanneer geteld", REFERENCES, about="measure.reference", first="end")
        fields.choice("nature", "Aard van de cijfers", NATURE_WORDS, about="measure.nature", first="register")
        fields.text("notes", "Let op (een regel per opmerking)", about="indicator.notes", tall=True)
    _draw_entry(new, fields)


def _draw_arithmetic(fields: Fields, catalog: Catalog) -> None:
    """The form, what goes with it, unit and decimals."""
    fields.choice(
        "form", "Hoe wordt het cijfer van een regio gemaakt?", FORMS, about="indicator.form", first=COUNT
    )
    kind = fields.typed.get("form", COUNT)
    if kind in WITH_OTHER:
        others = {entry.id: f"{entry.label} ({entry.unit})" for entry in catalog.measures if entry.additive}
        label = "In verhouding tot" if kind == SHARE else "Gewogen met"
        fields.choice("other", label, others)
    if kind == SHARE:
        fields.choice("factor", "Per", FACTORS, first="100")
        fields.text("measure_unit", "Eenheid van wat u aanlevert", about="measure.unit", example="stallingen")
    fields.text("unit", "Eenheid van de indicator", about="indicator.unit", example="%")
    fields.whole("decimals", "Decimalen", (0, 4), 0)


def _draw_entry(new: NewEntries | None, fields: Fields) -> None:
    """The catalog entries, as somebody would write them by hand."""
    if new is None or fields.faults:
        return
    with st.expander("De fiche zoals ze in de catalogus komt"):
        entries: Mapping[str, Mapping[str, object]] = dict(new.entries())
        st.code("\n".join(entry_text(kind, content) for kind, content in entries.items()), language="yaml")
