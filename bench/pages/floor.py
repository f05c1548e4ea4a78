"""The least that Streamlit can do: one choice, one chart and one table of two rows."""

import pandas as pd
import streamlit as st

period = st.selectbox("Periode", range(2024, 2004, -1))
rows = pd.DataFrame({"gebied": ["Oost-Brabant", "Halle-Vilvoorde"], "waarde": [5.4, period / 400]})
st.vega_lite_chart(
    {
        "mark": "bar",
        "data": {"name": "rijen"},
        "encoding": {"y": {"field": "gebied"}, "x": {"field": "waarde", "type": "quantitative"}},
        "datasets": {"rijen": rows},
    }
)
st.table(rows)
