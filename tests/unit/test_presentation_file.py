"""The file of a presentation: the same figures later, and what a damaged or strange file gives."""

import io
import json
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekmonitor.analysis.tables import Tables
from streekmonitor.presentation import file
from streekmonitor.presentation.carried import recorder
from streekmonitor.presentation.file import NoPresentationError, open_file, write_file
from streekmonitor.presentation.model import ChosenFigure, Presentation, SectionHeading
from tests.fixtures.small_release import ALFA, BETA, small_release

RELEASE = small_release(
    ("rate", ALFA, "2019", 0.1),
    ("rate", ALFA, "2020", 1 / 3),
    ("rate", ALFA, "2021", None, "confidential"),
    ("median", ALFA, "2020", 36_653.123456789),
    flows=[(ALFA, BETA, 7)],
)
MEETING = Presentation(
    title="Overleg", items=(SectionHeading(heading="Werk"), ChosenFigure(page="werk", figure="kaart"))
)
CHANGED = "De cijfers in het bestand zijn gewijzigd of onvolledig."
NOT_USED = "De cijfers in het bestand zijn niet gebruikt: u ziet die van de release van nu."


def made(asked: set[str] | None = None) -> bytes:
    return write_file(MEETING, RELEASE, {"rate", "commuters"} if asked is None else asked)


def edited(content: bytes, name: str, change: object) -> bytes:
    """The archive with one file changed by a function on its bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            part = old.read(entry)
            new.writestr(entry, change(part) if entry == name else part)  # type: ignore[operator]
    return target.getvalue()


def plain(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Rows as they are, with a text for what has no number."""
    return list(rows.astype(object).where(rows.notna(), "geen").itertuples(index=False, name=None))


def test_a_file_gives_the_same_presentation_and_figures() -> None:
    opened = open_file(made())
    assert opened.presentation == MEETING.changed(release="toets")
    assert opened.left_out == ()
    assert opened.release is not None
    assert opened.release.id == "toets"
    assert plain(opened.release.measure("rate")) == plain(RELEASE.measure("rate"))
    assert opened.release.flow("commuters")["value"].tolist() == [7]
    assert opened.release.measure("median").empty  # nobody asked for it
    assert opened.release.catalog == RELEASE.catalog
    assert opened.release.areas == RELEASE.areas


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=6))
def test_numbers_keep_every_digit(values: list[float]) -> None:
    release = small_release(*(("rate", ALFA, str(2001 + n), value) for n, value in enumerate(values)))
    opened = open_file(write_file(MEETING, release, {"rate"})).release
    assert opened is not None
    assert opened.measure("rate")["value"].tolist() == values


def test_the_same_presentation_gives_the_same_bytes() -> None:
    assert made() == made()


def test_what_figures_ask_of_a_release_is_remembered() -> None:
    recorded = recorder(RELEASE)
    Tables(recorded).values("rate", "arrondissementen")
    assert "rate" in recorded.asked
    assert "median" not in recorded.asked


def test_a_file_whose_figures_were_edited_shows_those_of_now() -> None:
    opened = open_file(edited(made(), "cijfers/observations.csv", lambda part: part.replace(b"0.1", b"9.1")))
    assert opened.presentation.items == MEETING.items
    assert opened.release is None
    assert opened.left_out == (CHANGED, NOT_USED)


def test_a_file_of_another_version_says_so() -> None:
    def newer(part: bytes) -> bytes:
        return json.dumps(json.loads(part) | {"format": 9}).encode()

    opened = open_file(edited(made(), "presentatie.json", newer))
    assert opened.presentation.items == MEETING.items
    assert opened.left_out[0] == "Het bestand komt van een andere versie van de Streekmonitor."


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_file_that_was_cut_off_still_gives_the_views(share: float) -> None:
    whole = made()
    opened = open_file(whole[: int(len(whole) * share)])
    assert opened.presentation.items == MEETING.items
    assert opened.release is None
    assert opened.left_out == ("Het bestand is beschadigd of niet volledig.", NOT_USED)


@pytest.mark.parametrize("content", [b"", b"PK", b"geen zip", b"PK\x03\x04" + b"\x00" * 60, b"%PDF-1.7 ..."])
def test_what_is_no_presentation_is_refused(content: bytes) -> None:
    with pytest.raises(NoPresentationError, match="staat geen presentatie van de Streekmonitor"):
        open_file(content)


def test_a_large_file_is_refused_before_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "LARGEST_FILE", 1000)
    with pytest.raises(NoPresentationError, match="te groot"):
        open_file(made())


def test_a_bomb_is_refused_before_it_unfolds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MOST_UNPACKED", 200_000)
    bomb = edited(made(), "cijfers/places.csv", lambda _: b"0" * 300_000)
    with pytest.raises(NoPresentationError, match="uitgepakt groter dan"):
        open_file(bomb)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_is_survived(data: st.DataObject) -> None:
    content = bytearray(made())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] ^= data.draw(st.integers(1, 255))
    try:
        opened = open_file(bytes(content))
    except NoPresentationError:
        return
    if opened.release is not None:
        assert opened.left_out == () or opened.presentation != MEETING
        pd.testing.assert_series_equal(
            opened.release.observations["value"].reset_index(drop=True),
            open_file(made()).release.observations["value"].reset_index(drop=True),  # type: ignore[union-attr]
        )
