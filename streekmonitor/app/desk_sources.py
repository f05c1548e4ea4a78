"""Every source of the release in force: how fresh, how complete, from where; those to look after first."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from etl.desk.desk import Desk
from etl.desk.log import day_of
from etl.desk.what_is_in import SourceLine, what_is_in
from etl.status import age_words, following_words
from streekmonitor import formats
from streekmonitor.app import desk_room
from streekmonitor.app.literal import literal
from streekmonitor.figures.frame import Frame

WITH_THE_PROJECT = "met het project meegekomen"


@dataclass(frozen=True)
class Moment:
    """What the stock depends on, `done` being the length of the log; files are looked at again sometimes."""

    release: str
    done: int
    today: date


def draw(frame: Frame) -> None:
    """A sentence, and a table with a row per source."""
    desk = desk_room.desk()
    lines = stock(frame, desk)
    st.markdown(_sentence(lines))
    with st.container(key="tekst_bronnen"):
        st.table(_table(lines), hide_index=True, border="horizontal")
    if desk_room.is_staff():
        _places(lines)


def stock(frame: Frame, desk: Desk) -> list[SourceLine]:
    """Every source as it stands now, the one that is overdue longest first."""
    return _lines(Moment(frame.release.id, len(desk.log.entries()), desk.today), desk)


@st.cache_resource(max_entries=4, ttl=300, show_spinner="De bronnen worden nagekeken …")
def _lines(moment: Moment, _desk: Desk) -> list[SourceLine]:  # noqa: ARG001 - what the cache goes by
    """The stock at a moment; reading it takes every file that was fetched."""
    return what_is_in(_desk)


def _sentence(lines: list[SourceLine]) -> str:
    overdue = [line for line in lines if line.status.overdue]
    if not overdue:
        return f"**Van geen van de {len(lines)} bronnen is er al een nieuwe uitgave te verwachten.**"
    order = "ze staat bovenaan" if len(overdue) == 1 else "ze staan bovenaan, de langst verwachte eerst"
    return f"**Van {len(overdue)} van de {len(lines)} bronnen wordt een nieuwe uitgave verwacht**: {order}."


def _table(lines: list[SourceLine]) -> pd.DataFrame:
    return pd.DataFrame([_row(line) for line in lines])


def _row(line: SourceLine) -> dict[str, str]:
    status = line.status
    following = formats.sentence(following_words(status))
    return {
        "Bron": _title(line),
        "Periodes": _span(status.periods),
        "Ouderdom": f"{age_words(status.age)} ({formats.day(status.retrieved)})",
        "Volgende uitgave": f"**{following}**" if status.overdue else following,
        "Gemeenten in de laatste periode": f"{line.covered} van {line.wanted}" if line.wanted else "geen",
        "Gepubliceerd": _published(line),
    }


def _title(line: SourceLine) -> str:
    """The title as a link to the publisher's page, with its publisher."""
    source = line.status.source
    title, publisher = literal(source.title), literal(source.publisher)
    linked = f"[{title}]({source.url})" if source.url.startswith(("https://", "http://")) else title
    kind = ", eigen tabel" if line.own else ""
    return f"{linked} · {publisher}{kind}"


def _span(periods: tuple[str, ...]) -> str:
    if not periods:
        return "geen"
    first, last = formats.short_period(periods[0]), formats.short_period(periods[-1])
    return first if first == last else f"{first} – {last}"


def _published(line: SourceLine) -> str:
    """When it came in force as it is; who did so is for those who work here."""
    entry = line.published
    if entry is None:
        return WITH_THE_PROJECT
    who = f", door {literal(entry.who)}" if desk_room.is_staff() else ""
    return f"{formats.day(day_of(entry.when))}{who}"


def _places(lines: list[SourceLine]) -> None:
    """From where the files came, and where they stand."""
    with st.expander("Waar de bestanden vandaan komen"):
        for line in lines:
            places = literal("; ".join(line.status.places))
            st.markdown(f"**{literal(line.status.source.title)}**: {places}")
