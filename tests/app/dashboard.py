"""Opens pages of the dashboard without a browser, always through dashboard.py, and reads what they show."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest

from streekmonitor.objectives.examples import load_examples
from streekmonitor.objectives.model import Action, Objective
from streekmonitor.objectives.register import Register, followed
from streekmonitor.release import current_release, load_release

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
# The release may be older than the newest page: only themes that it has figures of.
IN_FORCE = load_release(current_release(ROOT / "data" / "release"))
THEME_PAGES = [theme.page for theme in IN_FORCE.catalog.themes if IN_FORCE.catalog.of_theme(theme.id)]
TODAY = date(2026, 11, 23)
EXAMPLES = load_examples(ROOT / "data" / "examples" / "register.yaml")
FOLLOWED = followed(
    Register(
        objectives=tuple(entry for entry in EXAMPLES if isinstance(entry, Objective)),
        actions=tuple(entry for entry in EXAMPLES if isinstance(entry, Action)),
    ),
    TODAY,
)
WITH_VALUE_TEXT = ("markdown", "caption", "title", "error", "warning", "info")
# Constants of the shell, and of the strips.
HOVER = (ROOT / "streekmonitor" / "app" / "strip_hover.html").read_text(encoding="utf-8")
OUR_OWN = ("<style>", "<script>document.documentElement.lang='nl'</script>", HOVER.strip())
NO_WORDS = ["nis", "kleur", "keuze", "vorm"]
WITH_CHOICES = ("selectbox", "multiselect")


def open_page(page: str, **query: str) -> AppTest:
    """A fresh session that opens a page by its address."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=20)
    for name, text in query.items():
        app.query_params[name] = text
    app.run()
    return app.switch_page(f"pages/{page}.py").run()


def go(app: AppTest, **query: str) -> AppTest:
    """The same session with another query string on the same page: a link that was followed."""
    for name in list(app.query_params):
        del app.query_params[name]
    for name, text in query.items():
        app.query_params[name] = text
    return app.run()


def dataset(app: AppTest, name: str) -> pd.DataFrame:
    """The named data of a chart on the page; fails when no chart has it."""
    found = [frame for other, frame in datasets(app) if other == name]
    assert found, f"geen figuur met '{name}'"
    return found[0]


def datasets(app: AppTest) -> Iterator[tuple[str, pd.DataFrame]]:
    for chart in app.get("vega_lite_chart"):
        for entry in chart.proto.datasets:
            yield entry.name, pa.ipc.open_stream(entry.data.data).read_pandas()


def specs(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def notices(app: AppTest) -> str:
    return " ".join(entry.value for entry in [*app.warning, *app.info])


def texts(app: AppTest) -> list[str]:
    """Every text that a visitor can read or hear, of elements, choices, tables and charts."""
    found = [str(entry.value) for kind in WITH_VALUE_TEXT for entry in app.get(kind)]
    found += [entry.proto.body for entry in app.get("html") if not entry.proto.body.startswith(OUR_OWN)]
    found += [entry.proto.label for entry in [*app.get("page_link"), *app.get("expander")]]
    found += [entry.label for kind in (*WITH_CHOICES, "toggle") for entry in app.get(kind)]
    found += [text for kind in WITH_CHOICES for entry in app.get(kind) for text in entry.options]
    found += [entry.proto.placeholder for kind in WITH_CHOICES for entry in app.get(kind)]
    for table in app.table:
        found += [*table.value.columns, *table.value.astype(str).to_numpy().ravel()]
    found += [chart.proto.alt for chart in app.get("vega_lite_chart")]
    for spec in specs(app):
        found += list(_titles(spec))
    for _, frame in datasets(app):
        words = frame.select_dtypes(exclude=["number", "bool"]).drop(columns=NO_WORDS, errors="ignore")
        found += [text for column in words for text in words[column].dropna().astype(str)]
    return found


def _titles(node: Any) -> Iterator[str]:
    """The titles of axes and tooltips anywhere in a spec."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str):
            yield node["title"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _titles(child)
