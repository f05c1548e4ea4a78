"""A presentation: its operations, its link, its file, and the same for another area."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from streekmonitor.presentation.lenient import read_presentation
from streekmonitor.presentation.link import LONGEST, LinkTooLongError, from_token, to_link, to_token
from streekmonitor.presentation.model import (
    LONGEST_HEADING,
    MOST_ITEMS,
    ChosenFigure,
    NewSince,
    Presentation,
    SectionHeading,
)

MAP = ChosenFigure(page="werk", figure="kaart", query={"indicator": "jobseeker_rate", "gemeenten": "24062"})
TREND = ChosenFigure(page="werk", figure="evolutie", query={"indicator": "jobseeker_rate"}, comment="Let op.")
WORK = SectionHeading(heading="Werk")
MEETING = Presentation(title="Burgemeestersoverleg", items=(WORK, MAP, TREND))

texts = st.text(max_size=80)
figures = st.builds(
    ChosenFigure,
    page=st.sampled_from(["werk", "mobiliteit"]),
    figure=st.sampled_from(["kaart", "evolutie"]),
    query=st.dictionaries(st.text(max_size=10), texts, max_size=4),
    heading=texts,
    comment=texts,
    whole_table=st.booleans(),
)
sections = st.builds(SectionHeading, heading=texts, comment=texts)
news = st.builds(NewSince, day=st.none() | st.dates(), release=st.none() | st.just("432e6912da47"))
presentations = st.builds(
    Presentation,
    title=texts,
    subtitle=texts,
    items=st.lists(figures | sections | news, max_size=6).map(tuple),
)


# --- operations ------------------------------------------------------------------------


def test_items_are_added_taken_out_and_moved() -> None:
    assert MEETING.without(1).items == (WORK, TREND)
    assert MEETING.moved(2, 0).items == (TREND, WORK, MAP)
    assert MEETING.moved(0, 99).items == (MAP, TREND, WORK)
    assert MEETING.added(WORK).items == (WORK, MAP, TREND, WORK)
    assert MEETING.replaced(0, MAP).items == (MAP, MAP, TREND)
    assert MEETING.items == (WORK, MAP, TREND)  # never itself


def test_a_full_presentation_says_so() -> None:
    full = Presentation(items=(WORK,) * MOST_ITEMS)
    with pytest.raises(ValueError, match=f"er passen {MOST_ITEMS} onderdelen in"):
        full.added(WORK)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValidationError):
        ChosenFigure(page="werk", figure="kaart", heading="x" * (LONGEST_HEADING + 1))


# --- reading ------------------------------------------------------------------------


@given(presentations)
def test_what_was_written_is_read_again(presentation: Presentation) -> None:
    assert read_presentation(json.loads(json.dumps(presentation.content()))) == (presentation, [])
    assert from_token(to_token(presentation)) == (presentation, [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
edited = st.fixed_dictionaries(
    {},
    optional={
        "title": JSON,
        "release": JSON,
        "onbekend": JSON,
        "items": JSON
        | st.lists(
            st.fixed_dictionaries(
                {"kind": st.sampled_from(["figure", "section", "new_since", "x"]) | JSON},
                optional=dict.fromkeys(("page", "figure", "query", "heading", "day", "zomaar"), JSON),
            ),
            max_size=4,
        ),
    },
)


@given(JSON | edited)
def test_a_file_edited_by_hand_opens_as_far_as_it_goes(content: object) -> None:
    presentation, left_out = read_presentation(content)
    assert read_presentation(presentation.content()) == (presentation, [])
    assert all(line.endswith(".") for line in left_out)


def test_what_is_left_out_is_named() -> None:
    long = "x" * (LONGEST_HEADING + 50)
    presentation, left_out = read_presentation(
        {
            "title": 5,
            "items": [
                {"kind": "figure", "page": "werk"},
                {"kind": "filmpje"},
                {"kind": "figure", "page": "werk", "figure": "kaart", "heading": long, "kleur": "rood"},
            ],
        }
    )
    assert presentation.items == (ChosenFigure(page="werk", figure="kaart", heading="x" * LONGEST_HEADING),)
    assert left_out == [
        "Onderdeel 1: de figuur ontbreekt.",
        "Onderdeel 1 is weggelaten: er ontbreekt iets waar het niet zonder kan.",
        "Onderdeel 2 is weggelaten: deze versie kent zo’n onderdeel niet.",
        "Onderdeel 3: de kop is te lang en ingekort.",
        "Onderdeel 3: iets dat deze versie niet kent is weggelaten.",
        "De presentatie: de titel is onbruikbaar en weggelaten.",
    ]


# --- link ------------------------------------------------------------------------


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: raw.hex()))
def test_any_piece_of_a_link_is_survived(token: str) -> None:
    presentation, left_out = from_token(token)
    assert presentation == Presentation()
    assert left_out


def test_a_link_says_when_it_cannot_hold_so_much() -> None:
    assert len(to_link("https://voorbeeld.be/presentatie", MEETING)) < 500
    # Ever other words pack badly: sixty comments of 300 signs are more than a link holds.
    words = "".join(chr(33 + number**3 % 8999) for number in range(18_000))
    wordy = tuple(WORK.model_copy(update={"comment": words[n : n + 300]}) for n in range(0, 18_000, 300))
    with pytest.raises(LinkTooLongError, match=f"er passen er {LONGEST}"):
        to_link("https://voorbeeld.be/presentatie", Presentation(items=wordy))


def test_a_bomb_in_a_link_does_not_unfold() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b"[" + b" " * 3_000_000 + b"]", 9)).decode()
    assert len(bomb) < LONGEST
    assert from_token(bomb)[0] == Presentation()
