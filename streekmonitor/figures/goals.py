"""Objectives beside the figures of their indicator: the path to the target as a line, and in the table."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from streekmonitor import formats
from streekmonitor.charts.objective import path_points
from streekmonitor.export.tables import AREA, CODE, PERIOD, STATUS
from streekmonitor.figures.objectives import verdict_on
from streekmonitor.figures.screen import Screen
from streekmonitor.objectives.course import area_of
from streekmonitor.objectives.explain import aim
from streekmonitor.objectives.model import Objective
from streekmonitor.objectives.verdict import Verdict

PATH_STATUS = "vereist pad"
HEAD = "Doel"


@dataclass(frozen=True)
class Goal:
    """An objective on the indicator of a screen, about one of its areas."""

    code: str
    objective: Objective
    verdict: Verdict
    name: str
    colour: str

    @property
    def drawn(self) -> tuple[str, Verdict, str]:
        """What `charts.objective.with_goals` draws."""
        return self.name, self.verdict, self.colour


def goals_of(screen: Screen) -> list[Goal]:
    """The objectives on what a screen shows, in the order of its areas; none where it shows no values."""
    if screen.way.made:
        return []
    found = screen.followed.register.of_indicator(screen.indicator.id)
    return [
        Goal(
            entry.code,
            objective,
            verdict_on(screen, objective),
            _name(screen, entry.code, objective),
            entry.colour,
        )
        for entry in screen.series
        for objective in found
        if area_of(objective, screen.tables) == entry.code
    ]


def words_of(screen: Screen) -> dict[str, str]:
    """By area its target: "hoogstens 4,5 % in 2030"; an example says that it is one."""
    found: dict[str, list[str]] = {}
    for goal in goals_of(screen):
        mark = " (voorbeeld)" if goal.objective.example else ""
        found.setdefault(goal.code, []).append(f"{aim(goal.verdict)}{mark}")
    return {code: "; ".join(words) for code, words in found.items()}


def with_words(screen: Screen, table: pd.DataFrame) -> pd.DataFrame:
    """A table by area (`tables.value_table`) with a column for the targets, where there are any."""
    words = words_of(screen)
    if not words:
        return table
    return table.assign(**{HEAD: table[CODE].map(words).fillna("")})


def with_paths(table: pd.DataFrame, goals: Sequence[Goal], head: str) -> pd.DataFrame:
    """A table of periods with the required path of each objective below; `head` names the values."""
    rows = [
        {CODE: goal.code, AREA: goal.name, PERIOD: point.period, head: point.value, STATUS: PATH_STATUS}
        for goal in goals
        for point in path_points(goal.verdict)
    ]
    return pd.concat([table, pd.DataFrame(rows)], ignore_index=True) if rows else table


def _name(screen: Screen, code: str, objective: Objective) -> str:
    target = objective.target_value
    value = formats.number(target, screen.indicator.decimals) if target is not None else ""
    mark = ", voorbeeld" if objective.example else ""
    return f"doel {screen.name(code)} ({value}{mark})"
