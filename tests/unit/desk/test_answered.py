"""A proposed layout with the answers of a person."""

import json

import pytest

from etl.desk.tables.answered import SKIPPED, Answer, answered, period_in, proposed
from etl.desk.tables.layout import Layout, ValueColumn
from etl.desk.tables.notation import Notation

# Column 1 holds areas, 2 and 4 figures, 3 nobody could place, 5 is left out.
LAYOUT = Layout(
    first_row=2,
    last_row=9,
    areas={1: ()},
    value_columns=(
        ValueColumn(2, 1, "residents", period="2024"),
        ValueColumn(4, 1, "residents", period="2025", scale=1000.0),
    ),
    unclear={3: "welke maat is ‘aantal’?"},
    ignored_columns={5: "een volgnummer: 1, 2, 3 …"},
)


def test_every_column_with_values_is_proposed() -> None:
    found = proposed(LAYOUT)
    assert list(found) == [2, 3, 4, 5]
    assert found[4] == Answer("residents", "", "2025", None, 1000.0)
    assert found[3] == found[5] == Answer()


def test_without_answers_nothing_changes() -> None:
    assert answered(LAYOUT, {}) == LAYOUT


def test_what_was_unclear_is_read_as_answered() -> None:
    layout = answered(LAYOUT, {3: Answer("residents", "", "2023", Notation.COMMA)})
    assert layout.unclear == {}
    assert layout.value_columns[1] == ValueColumn(3, 1, "residents", period="2023", notation=Notation.COMMA)


def test_what_is_answered_with_nothing_is_left_out_for_that_reason() -> None:
    layout = answered(LAYOUT, {2: Answer(), 3: Answer()})
    assert [value.column for value in layout.value_columns] == [4]
    assert layout.ignored_columns == {2: SKIPPED, 3: SKIPPED, 5: "een volgnummer: 1, 2, 3 …"}


def test_the_period_of_all_is_that_which_was_given() -> None:
    assert answered(LAYOUT, {}, "2022").period == "2022"


def test_an_answer_survives_on_disk() -> None:
    answer = Answer("residents", None, "2025", Notation.POINT, 0.001)
    assert Answer.from_json(json.loads(json.dumps(answer.as_json()))) == answer


@pytest.mark.parametrize(
    ("typed", "period"), [("2025", "2025"), (" 2025-q3 ", "2025-Q3"), ("2025-07", "2025-07"), ("", "")]
)
def test_a_period_is_read_as_somebody_types_it(typed: str, period: str) -> None:
    assert period_in(typed) == period


@pytest.mark.parametrize("typed", ["gisteren", "25", "2025-13", "2025-Q5", "2025; 2026"])
def test_what_is_no_period_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(ValueError, match="2025-Q3"):
        period_in(typed)
