"""What the tabs of the page Vergelijken share: the sentence, the table, the files, and what is measured."""

from collections.abc import Callable, Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from streekmonitor import formats
from streekmonitor.app import compared_files, figure_tools
from streekmonitor.app.compared_files import ComparedFigure
from streekmonitor.app.compared_frame import Comparison
from streekmonitor.catalog import Indicator

TABLE_HEIGHT, ROWS_IN_VIEW = 430, 12
WIDE_AND_NARROW = (1.9, 1.0)


def say(sentence: str) -> str:
    """The first sentence, the answer; the rest is for below the figure."""
    first, dot, rest = sentence.partition(". ")
    st.markdown(f"**{first}{dot.strip()}**")
    return rest


def table(rows: pd.DataFrame) -> None:
    """The numbers of a figure beside it."""
    st.markdown("##### Tabel")
    height: int | Literal["content"] = TABLE_HEIGHT if len(rows) > ROWS_IN_VIEW else "content"
    st.table(rows, hide_index=True, height=height, border="horizontal")


def files(comparison: Comparison, key: str, figure: Callable[[], ComparedFigure]) -> None:
    """The row with what a figure can be downloaded as; it is made when somebody asks."""
    make = lambda: compared_files.of_areas(comparison, figure())  # noqa: E731
    figure_tools.draw(comparison, make, f"vergelijk_{key}")


def explain(comparison: Comparison, indicators: Sequence[Indicator]) -> None:
    """Definition, caveats and sources of each indicator."""
    for column, indicator in zip(st.columns(len(indicators)), indicators, strict=True):
        with column:
            st.markdown(f"##### Wat meet “{indicator.short_label}”?")
            st.markdown(indicator.definition)
            if indicator.notes:
                st.markdown("\n".join(f"- {note}" for note in indicator.notes))
            for source in comparison.catalog.sources_of(indicator):
                link = f"[naar de bron]({source.url})"
                st.caption(f"{source.attribution} · {source.title} · {source.licence} · {link}")


def credit(comparison: Comparison, indicators: Sequence[Indicator]) -> None:
    """Who published many indicators; each is explained on a page of its own."""
    found = {
        source.publisher for indicator in indicators for source in comparison.catalog.sources_of(indicator)
    }
    st.caption(
        f"Bronnen: {formats.listing(sorted(found))}. Bij Toelichting staat van elk kerncijfer wat het meet."
    )
