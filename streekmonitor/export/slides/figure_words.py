"""The words on a figure's slide that its own texts are shortened to, and those in its notes."""

import re

from streekmonitor.export.cells import on_one_line, printable
from streekmonitor.export.document import Shown
from streekmonitor.export.exported import ExportedFigure

# A source's line ends with "(table; licence; obtained on …)": that stands on the closing slide.
DETAILS = re.compile(r" \([^;()]*(\([^()]*\)[^;()]*)*;.*\)$")
ASIDE = re.compile(r" \([^()]*\)")
# A longer list may be cut off at its end: the release goes before it then.
SOURCE_WORD, LONG_CREDIT = "Bron: ", 200
# A sentence ends before a capital, but not after an abbreviation.
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-ZÀ-Ý“‘’])")
ABBREVIATIONS = ("prov.", "jan.", "dec.", "bv.", "o.a.", "nr.", "St.")


def headline(shown: Shown) -> str:
    """The presenter's heading, else the first sentence of the finding, the answer; the notes hold it all."""
    own = on_one_line(shown.heading).strip()
    text = own or first_sentence(on_one_line(shown.finding).strip())
    return text if len(SENTENCE_END.split(text)) > 1 else text.removesuffix(".")


def first_sentence(text: str) -> str:
    """The first sentence of a text, with its full stop."""
    told = ""
    for part in SENTENCE_END.split(text):
        told = f"{told} {part}".strip()
        if not told.endswith(ABBREVIATIONS):
            break
    return told


def brief_credit(figure: ExportedFigure) -> str:
    """Publishers and release in one line; the closing slide has the full names, tables and licences."""
    sources = dict.fromkeys(
        ASIDE.sub("", DETAILS.sub("", source)).removeprefix(SOURCE_WORD) for source in figure.sources
    )
    told = f"{SOURCE_WORD if len(sources) == 1 else 'Bronnen: '}{'; '.join(sources)}"
    release = f"Streekmonitor, release {figure.release}"
    return f"{release} · {told}" if len(told) > LONG_CREDIT else f"{told} · {release}" if sources else release


def notes_of(shown: Shown) -> str:
    """For the presenter: what the figure means, how it was computed, what to be careful with, where from."""
    figure = shown.figure
    lines = [shown.finding, figure.title]
    lines += [figure.told] if shown.finding != figure.told else []
    lines += ["", *(f"{name}: {text}" for name, text in figure.definitions)]
    lines += ["", "Let op", *(f"- {note}" for note in figure.notes)] if figure.notes else []
    lines += ["", *figure.sources, f"Streekmonitor, release {figure.release}", figure.link]
    return printable("\n".join(lines)).strip()


def description_of(figure: ExportedFigure, kind: str) -> str:
    """What a screen reader says: what it is, what it shows, and what it says."""
    return f"{kind}: {figure.title}. {figure.told}"
