"""Objectives and actions as figures: one objective with its course, the list of them, and the actions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from streekmonitor import formats
from streekmonitor.analysis import phrases
from streekmonitor.analysis.traits import breaks_of
from streekmonitor.area_records import Region
from streekmonitor.catalog import Break, Indicator
from streekmonitor.charts.frames import Amount
from streekmonitor.charts.objective import KEY, course_frames, filled_frames, objective_chart
from streekmonitor.charts.theme import as_spec
from streekmonitor.export import native_lines
from streekmonitor.export.exported import Drawing, ExportedFigure
from streekmonitor.figures.figure import Figure, FigureUnavailable
from streekmonitor.figures.frame import Frame
from streekmonitor.figures.origin import meaning, source_line
from streekmonitor.objectives import course
from streekmonitor.objectives.explain import METHOD, WORDS, aim, components, sentence, sentences
from streekmonitor.objectives.frames import action_table
from streekmonitor.objectives.model import Action, Objective
from streekmonitor.objectives.periods import phrase
from streekmonitor.objectives.register import is_overdue
from streekmonitor.objectives.verdict import Status, Verdict

HEIGHT = 260
NONE_KEPT = "Er zijn nog geen doelstellingen."
NONE_FOUND = "Geen enkele doelstelling voldoet aan deze keuze."
NO_ACTIONS = "Er zijn geen acties bij deze doelstellingen."
NO_FIGURE = "Er is geen cijfer, en dus geen verloop te tonen."
EXAMPLE = "Voorbeeld: dit toont hoe het werkt en is door niemand beslist."
OWN_SOURCE = "Eigen meting van de werkgroep, geen officiële statistiek"
KEPT = "Doelstellingen en acties: het register van de Streekmonitor"


def verdict_on(frame: Frame, objective: Objective) -> Verdict:
    """The verdict on an objective by the figures of the frame's release."""
    return course.verdict(objective, frame.tables)


def every_objective(frame: Frame) -> list[Objective]:
    """All objectives: by working group in the order of the navigation, then by area and title."""
    groups = list(frame.catalog.theme_by_id)

    def place(entry: Objective) -> tuple[int, str, str, str]:
        group = entry.working_group
        number = groups.index(group) if group in groups else len(groups)
        return number, course.area_name(entry, frame.tables), entry.title, entry.id

    return sorted(frame.followed.register.objectives, key=place)


def chosen_objectives(frame: Frame) -> list[Objective]:
    """Those that the view asks for, by working group, area, status, overdue actions and text."""
    return [entry for entry in every_objective(frame) if _is_chosen(frame, entry)]


def _is_chosen(frame: Frame, entry: Objective) -> bool:
    view, register = frame.view, frame.followed.register
    actions = register.actions_for(entry.id)
    told = " ".join([entry.title, entry.owner, entry.why, *(action.title for action in actions)])
    return (
        view.theme in (None, entry.working_group)
        and (not view.where or course.area_name(entry, frame.tables).startswith(view.where))
        and (not view.status or verdict_on(frame, entry).status == view.status)
        and (not view.overdue or any(is_overdue(action, frame.followed.today) for action in actions))
        and view.sought.casefold() in told.casefold()
    )


def is_about(frame: Frame, objective: Objective, code: str) -> bool:
    """Whether an objective is about an area: its own, or a region that a municipality lies in."""
    area = course.area_of(objective, frame.tables)
    if isinstance(area, Region):
        return code in area.members
    return area == code or (area in frame.areas.regions and code in frame.areas.regions[str(area)].members)


@dataclass(frozen=True)
class ObjectiveFigure(Figure):
    """One objective: its figures, the path to its target, and where it goes."""

    frame: Frame
    objective: Objective

    @cached_property
    def verdict(self) -> Verdict:
        """Whether it is on track."""
        return verdict_on(self.frame, self.objective)

    @property
    def title(self) -> str:
        """Its title; of an example plainly marked."""
        marked = self.objective.example and "voorbeeld" not in self.objective.title.lower()
        return f"{self.objective.title}{' (voorbeeld)' if marked else ''}"

    @property
    def aim(self) -> str:
        """What is wanted, from where: "Werkzoekendengraad in Oost-Brabant: van 5,6 % in 2019 naar ..."."""
        found = self.verdict.course
        start = phrases.amount(found.baseline.value, found.series.unit, found.series.decimals)
        when = phrase(found.baseline.period, found.series.reference)
        what = found.series.unit if self.objective.own else found.series.label
        return f"{what}, {found.area_name}: van {start} {when} naar {aim(self.verdict)}."

    @property
    def indicator(self) -> Indicator | None:
        """What it is measured by; None for an own measurement."""
        return self.frame.catalog.indicator_by_id.get(self.objective.indicator)

    @property
    def unseen(self) -> str:
        """Why there is nothing to draw; "" when there is."""
        return NO_FIGURE if self._rows.empty else ""

    @cached_property
    def drawing(self) -> Drawing:
        """Its course as on screen."""
        frames = course_frames(self.verdict, self._rows, self._breaks, HEIGHT)
        return Drawing(_spec(), frames, caption=KEY)

    def exported(self) -> ExportedFigure:
        """The same with every component of the verdict, the method, and what it was made from."""
        told = sentences(self.verdict)
        table = self._table
        return ExportedFigure(
            title=self.title,
            sentence=told[0],
            drawings=() if self.unseen else (self._native,),
            table=table,
            sources=self._sources,
            release=self.frame.release.id,
            link=self.frame.link,
            notes=(*told[1:], *([EXAMPLE] if self.objective.example else [])),
            definitions=tuple(self._definitions()),
        )

    @property
    def _native(self) -> Drawing:
        """Own measurements have no regular periods, so no program's own chart can hold them."""
        found = self.verdict.course.series
        if self.objective.own is not None:
            return self.drawing
        filled = filled_frames(self.verdict, self._rows, self._breaks)
        native = native_lines.lines(Amount(found.unit, found.decimals), filled, from_zero=False)
        return Drawing(_spec(), self.drawing.datasets, caption=KEY, native=native)

    @property
    def _table(self) -> pd.DataFrame:
        """Every point of the chart, then every component: Onderdeel, Periode, Waarde (a number), Tekst."""
        points = filled_frames(self.verdict, self._rows, self._breaks)["punten"]
        columns = ["Onderdeel", "Periode", "Waarde", "Tekst"]
        drawn = points[["reeks", "periode", "waarde", "label"]].set_axis(columns, axis="columns")
        rows = [
            (part.name, "", part.value if isinstance(part.value, float) else None, part.text)
            for part in components(self.verdict)
        ]
        made = pd.DataFrame(rows, columns=columns).astype({"Waarde": float})
        return pd.concat([drawn.astype({"Waarde": float}), made], ignore_index=True)

    @property
    def _sources(self) -> tuple[str, ...]:
        if self.indicator is None:
            return (OWN_SOURCE,)
        return tuple(
            source_line(self.frame, entry) for entry in self.frame.catalog.sources_of(self.indicator)
        )

    def _definitions(self) -> Iterator[tuple[str, str]]:
        objective = self.objective
        theme = self.frame.catalog.theme_by_id.get(objective.working_group)
        yield "Werkgroep", theme.label if theme else objective.working_group
        yield "Eigenaar", objective.owner
        if objective.decided_on:
            yield "Beslist op", formats.day(objective.decided_on)
        if objective.why:
            yield "Waarom", objective.why
        yield "Hoe de status is berekend", METHOD
        if self.indicator is not None:
            yield from meaning(self.indicator)

    @cached_property
    def _rows(self) -> pd.DataFrame:
        return course.series_of(self.objective, self.frame.tables)

    @property
    def _breaks(self) -> list[Break]:
        return breaks_of(self.frame.catalog, self.indicator) if self.indicator else []


def objective_of(frame: Frame) -> ObjectiveFigure:
    """The objective that the view names, else the first. Raises FigureUnavailable."""
    known = every_objective(frame)
    if not known:
        raise FigureUnavailable(NONE_KEPT)
    found = [entry for entry in known if frame.view.objective in ("", entry.id)]
    if not found:
        raise FigureUnavailable("Deze doelstelling bestaat niet, of is ingetrokken.")
    return ObjectiveFigure(frame, found[0])


@dataclass(frozen=True)
class ObjectivesFigure(Figure):
    """The objectives that a view asks for, with how they stand."""

    frame: Frame

    @property
    def refusal(self) -> str:
        """None kept, or none that the view asks for."""
        if not self.frame.followed.register.objectives:
            return NONE_KEPT
        return "" if self.objectives else NONE_FOUND

    @cached_property
    def objectives(self) -> list[Objective]:
        """Those that the view asks for."""
        return chosen_objectives(self.frame)

    @property
    def actions(self) -> list[Action]:
        """The actions that serve them."""
        ids = {entry.id for entry in self.objectives}
        return [entry for entry in self.frame.followed.register.actions if ids & set(entry.objectives)]

    @property
    def sentence(self) -> str:
        """How many there are of each status, and how many actions are overdue."""
        counts = [(WORDS[status], number) for status, number in self.counts.items() if number]
        told = formats.listing([f"{number} {word}" for word, number in counts])
        number = len(self.objectives)
        named = "Eén doelstelling" if number == 1 else f"{number} doelstellingen"
        late = sum(is_overdue(entry, self.frame.followed.today) for entry in self.actions)
        actions = {0: "geen actie is", 1: "één actie is"}.get(late, f"{late} acties zijn")
        return f"{named}: {told}; {actions} over tijd."

    @property
    def counts(self) -> dict[Status, int]:
        """How many objectives have each status."""
        found = [verdict_on(self.frame, entry).status for entry in self.objectives]
        return {status: found.count(status) for status in WORDS}

    def exported(self) -> ExportedFigure:
        """One row for each."""
        indicators = dict.fromkeys(ObjectiveFigure(self.frame, entry).indicator for entry in self.objectives)
        sources = dict.fromkeys(
            source_line(self.frame, source)
            for indicator in indicators
            if indicator is not None
            for source in self.frame.catalog.sources_of(indicator)
        )
        own = [OWN_SOURCE] if None in indicators else []
        examples = any(entry.example for entry in self.objectives)
        return ExportedFigure(
            title="Doelstellingen: hoe staan we ervoor?",
            sentence=self.sentence,
            drawings=(),
            table=pd.DataFrame([self._row(entry) for entry in self.objectives]),
            sources=(*sources, *own),
            release=self.frame.release.id,
            link=self.frame.link,
            notes=(EXAMPLE.replace("Voorbeeld: dit", "Wat een voorbeeld heet,"),) if examples else (),
            definitions=(("Hoe de status is berekend", METHOD),),
        )

    def _row(self, entry: Objective) -> dict[str, object]:
        figure = ObjectiveFigure(self.frame, entry)
        verdict, today = figure.verdict, self.frame.followed.today
        actions = self.frame.followed.register.actions_for(entry.id)
        return {
            "Doelstelling": figure.title,
            "Gebied": verdict.course.area_name,
            "Doel": formats.sentence(aim(verdict)),
            "Laatste cijfer": latest(verdict),
            "Status": formats.sentence(WORDS[verdict.status]),
            "Reden": sentence(verdict),
            "Acties": len(actions),
            "Over tijd": sum(is_overdue(action, today) for action in actions),
        }


@dataclass(frozen=True)
class ActionsFigure(Figure):
    """The actions for the objectives that a view asks for."""

    frame: Frame

    @property
    def refusal(self) -> str:
        """No actions."""
        return "" if self._list.actions else NO_ACTIONS

    @cached_property
    def _list(self) -> ObjectivesFigure:
        return ObjectivesFigure(self.frame)

    def exported(self) -> ExportedFigure:
        """One row for each, the one due first in front."""
        register, today = self.frame.followed.register, self.frame.followed.today
        titles = {entry.title for entry in self._list.actions}
        table = action_table(register, today)
        late = sum(is_overdue(entry, today) for entry in self._list.actions)
        number = len(self._list.actions)
        told = {0: "geen is over tijd", 1: "één is over tijd"}.get(late, f"{late} zijn over tijd")
        return ExportedFigure(
            title=f"Acties op {formats.day(today)}",
            sentence=f"{'Eén actie' if number == 1 else f'{number} acties'}; {told}.",
            drawings=(),
            table=table[table["Actie"].isin(titles)].reset_index(drop=True),
            sources=(KEPT,),
            release=self.frame.release.id,
            link=self.frame.link,
        )


def latest(verdict: Verdict) -> str:
    """The last figure that counts, with its period: "5,4 % in 2024"; a dash without one."""
    point, series = verdict.latest, verdict.course.series
    if point is None:
        return "–"
    provisional = " (voorlopig)" if point.provisional else ""
    amount = phrases.amount(point.value, series.unit, series.decimals)
    return f"{amount} {phrase(point.period, series.reference)}{provisional}"


@lru_cache(maxsize=1)
def _spec() -> dict[str, Any]:
    return as_spec(objective_chart(height=HEIGHT))
