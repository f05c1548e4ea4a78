"""What a visitor reads is Dutch, words and numbers, on every page and for every indicator."""

import re

import pytest

from streekmonitor.analysis.tables import Tables
from tests.app.dashboard import PAGES, THEME_PAGES, go, open_page, texts

# Words that no Dutch sentence holds ("of", "is", "in", "man" are Dutch too).
ENGLISH = {
    "the", "and", "with", "from", "for", "not", "no", "this", "that", "value", "values", "select", "choose",
    "show", "loading", "error", "none", "nan", "null", "nat", "true", "false", "undefined", "year", "missing",
    "observed", "published", "summed", "computed", "provisional", "estimated", "confidential", "municipality",
    "region", "rate", "share", "count", "options", "results", "download", "search",
}  # fmt: skip
# What is not ours to translate: titles of licences, and words that Dutch took over ("download").
NAMES = re.compile(r"CC(?:0| BY(?:-[A-Z]{2})*) \d\.\d|Statistics Belgium|https?://\S+|\(\S+\.\w+\)")
# Tags and what a script says to the browser: nobody reads them.
MARKUP = re.compile(r"<script>.*?</script>|<[^>]*>", re.DOTALL)
NUMBER = re.compile(r"(?<![\w.,-])\d[\d.,]*\d(?![\w-])")
DUTCH_NUMBER = re.compile(r"\d{1,3}(\.\d{3})*(,\d+)?|\d{1,4}(,\d+)?")


def faults(text: str, release: str) -> list[str]:
    """The English words, and the numbers that are not written in the Dutch way, in a text."""
    own = NAMES.sub(" ", MARKUP.sub(" ", text)).replace(release, "")
    words = re.findall(r"[^\W\d_]+", own)
    wrong = [word for word in words if word.lower() in ENGLISH - {"download"}]
    return wrong + [number for number in NUMBER.findall(own) if not DUTCH_NUMBER.fullmatch(number)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("62,3 % of 1.234 inwoners in 2024, € 36.653,50", []),
        ("5.4 %", ["5.4"]),
        ("36,653", []),
        ("36,653.5", ["36,653.5"]),
        ("104906 inwoners", ["104906"]),
        ("No value for 2024-Q3", ["No", "value", "for"]),
        ("CC BY-NC-SA 4.0, op 1 januari 2025 (2025-2026)", []),
    ],
)
def test_the_rule(text: str, expected: list[str]) -> None:
    assert faults(text, "42c85b514808") == expected


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "query", [{}, {"gemeenten": "24062,23023", "alle": "ja", "indeling": "streekwerking"}]
)
def test_a_page_speaks_dutch(page: str, query: dict[str, str], tables: Tables) -> None:
    app = open_page(page, **query)
    assert {text: wrong for text in texts(app) if (wrong := faults(text, tables.release.id))} == {}


def test_every_indicator_speaks_dutch_with_its_computation_open(tables: Tables) -> None:
    catalog = tables.release.catalog
    for theme in catalog.themes:
        if theme.page not in THEME_PAGES:
            continue
        app = open_page(theme.page)
        app.session_state["berekening"] = True
        for indicator in catalog.of_theme(theme.id):
            go(app, indicator=indicator.id, gemeenten="23106")
            assert not app.exception, indicator.id
            found = {text: wrong for text in texts(app) if (wrong := faults(text, tables.release.id))}
            assert found == {}, indicator.id
