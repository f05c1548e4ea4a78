"""One map as a beginner makes it: GeoJSON and a table joined in Python, and passed to a chart each time."""

import json
from pathlib import Path

import altair as alt
import pandas as pd
import streamlit as st

HERE = Path.cwd()


@st.cache_data
def read() -> tuple[dict, pd.DataFrame]:
    """The boundaries and the figures, from two files."""
    boundaries = json.loads((HERE / "boundaries.geojson").read_text(encoding="utf-8"))
    return boundaries, pd.read_csv(HERE / "figures.csv", dtype={"nis": str, "periode": str})


st.set_page_config(layout="wide")
boundaries, figures = read()
indicator = st.selectbox("Indicator", figures["indicator"].unique())
own = figures[figures["indicator"] == indicator]
period = st.selectbox("Periode", sorted(own["periode"].unique(), reverse=True))
own = own[own["periode"] == period]
values = dict(zip(own["nis"], own["waarde"], strict=True))
for feature in boundaries["features"]:
    feature["properties"]["waarde"] = values.get(feature["properties"]["nis"])
chart = (
    alt.Chart(alt.Data(values=boundaries["features"]))
    .mark_geoshape(stroke="white")
    .encode(
        color=alt.Color("properties.waarde:Q", title="waarde", scale=alt.Scale(scheme="blues")),
        tooltip=["properties.name:N", "properties.waarde:Q"],
    )
    .project(type="identity", reflectY=True)
    .properties(height=430)
)
st.altair_chart(chart, on_select="ignore")
st.dataframe(own, hide_index=True)
