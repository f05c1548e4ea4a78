"""Every messy table comes out right to the digit, or is refused with a remark that names cell and reason."""

import pytest
from messy_tables import CASES, Case
from messy_world import read, values

from etl.desk.tables.annotated import with_remarks
from etl.desk.tables.outcome import CELL, Outcome
from etl.desk.tables.reading import read_table
from etl.desk.tables.remarks import Kind, Role
from etl.desk.tables.sheets import column_of


def told(outcome: Outcome, kind: Kind) -> dict[str, str]:
    return {remark.where: remark.sentence for remark in outcome.of(kind)}


def place(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    return int(address.removeprefix(letters)), column_of(letters)


def accounted_for(content: bytes, name: str, outcome: Outcome) -> None:
    """Every cell that is not empty has one role; values are observations, and refusals have a remark."""
    sheet = next(sheet for sheet in read_table(content, name).sheets if sheet.name == outcome.sheet)
    assert set(outcome.roles) == set(sheet.cells)
    by_role = {role: {p for p, found in outcome.roles.items() if found == role} for role in Role}
    assert by_role[Role.VALUE] == {place(address) for address in outcome.observations[CELL]}
    assert len(by_role[Role.VALUE]) == len(outcome.observations)
    refused = {p for remark in outcome.of(Kind.REFUSED) for p in remark.places}
    assert by_role[Role.REFUSED] == refused & set(sheet.cells)
    left = {p for kind in (Kind.IGNORED,) for remark in outcome.of(kind) for p in remark.places}
    assert by_role[Role.TOTAL] <= left


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
    accounted_for(made.content, made.name, outcome)
    again = with_remarks(read_table(made.content, made.name), outcome)
    assert values(read(again, made.target, compared=False)) == read_without_release(made)
