"""Every messy table comes out right to the digit, or is refused with a remark that names cell and reason."""

import pytest
from messy_case import Case
from messy_tables import CASES
from messy_world import accounted_for, read, sheet_of, values

from etl.desk.tables.annotated import with_remarks
from etl.desk.tables.outcome import Outcome
from etl.desk.tables.reading import read_table
from etl.desk.tables.remarks import Kind


def told(outcome: Outcome, kind: Kind) -> dict[str, str]:
    return {remark.where: remark.sentence for remark in outcome.of(kind)}


def read_without_release(made: Case) -> dict[tuple[str, str, str, str], float]:
    """What is read without a release to compare with: then no column is refused for its size."""
    return values(read(made.content, made.target, made.name, compared=False))


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("name", CASES)
def test_a_messy_table(name: str) -> None:
    made: Case = CASES[name]()
    outcome = read(made.content, made.target, made.name)
    assert values(outcome) == dict(made.expected)
    for kind, wanted in (
        (Kind.REFUSED, made.refused),
        (Kind.SUSPICIOUS, made.doubted),
        (Kind.MAPPED, made.mapped),
    ):
        found = told(outcome, kind)
        assert set(found) == set(wanted), (kind, found)
        assert len(found) == len(outcome.of(kind))
        for where, words in wanted.items():
            assert words in found[where]
    accounted_for(sheet_of(made.content, made.name, outcome), outcome)
    again = with_remarks(read_table(made.content, made.name), outcome)
    assert values(read(again, made.target, compared=False)) == read_without_release(made)
