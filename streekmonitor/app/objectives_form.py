"""The form in which an editor changes one record: every fault beside its field, and nothing typed is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from streekmonitor import formats
from streekmonitor.analysis.traits import TRUSTED
from streekmonitor.app import objectives_conflict, objectives_draft
from streekmonitor.app.objectives_draft import Draft
from streekmonitor.app.objectives_fields import Field, fields_of
from streekmonitor.app.objectives_room import Room
from streekmonitor.objectives.course import figures_of
from streekmonitor.objectives.explain import sentence
from streekmonitor.objectives.model import (
    ACTION_STATUSES,
    DIRECTIONS,
    LABELS,
    ORGANISATION_KINDS,
    Action,
    Objective,
)
from streekmonitor.objectives.periods import SHAPE_WORDS, shape, words
from streekmonitor.store.columns import Names

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
OF_OWN = ("own_unit", "own_decimals", "own_points")
NO_REGION, NO_INDICATOR = "kies, of geef gemeenten op", "kies, of geef een eigen meting op"
# Beside each other where there is room.
ROWS: dict[type[Any], tuple[tuple[str, ...], ...]] = {
    Objective: (
        ("title",),
        ("working_group", "owner", "decided_on"),
        ("region", "municipalities", "region_name"),
        ("indicator", "direction"),
        OF_OWN,
        ("baseline_period", "baseline_value", "target_period", "target_value"),
        ("milestones", "why"),
        ("contact",),
    ),
    Action: (
        ("title",),
        ("objectives",),
        ("responsible", "responsible_kind", "contact"),
        ("start", "due", "status", "budget"),
        ("partners", "evidence"),
    ),
}


@dataclass(frozen=True)
class _Form:
    """A draft with what its lists offer."""

    room: Room
    draft: Draft
    names: Names

    @property
    def choices(self) -> dict[str, Mapping[Any, str]]:
        """The choices of each list, by id."""
        names = self.names
        return {
            "working_group": names.groups,
            "region": {"": NO_REGION, **names.regions},
            "indicator": {"": NO_INDICATOR, **names.indicators},
            "direction": DIRECTIONS,
            "status": ACTION_STATUSES,
            "responsible_kind": ORGANISATION_KINDS,
            "municipalities": names.municipalities,
            "objectives": names.objectives,
        }

    def is_shown(self, name: str) -> bool:
        """Whether a field matters, by what was chosen before it."""
        cells = self.draft.cells
        if not isinstance(self.draft.record, Objective):
            return True
        if name in ("municipalities", "region_name"):
            return not cells["region"] or bool(cells["municipalities"])
        if name in OF_OWN:
            return not cells["indicator"]
        return True


def draw(room: Room) -> None:
    """The whole form, or first the choice between two versions."""
    draft = objectives_draft.current()
    if draft is None:
        return
    if draft.conflict is not None:
        objectives_conflict.draw(draft, objectives_draft.names())
        return
    form = _Form(room, draft, objectives_draft.names())
    st.subheader(
        f"Nieuwe {draft.kind}" if draft.is_new else f"{formats.sentence(draft.kind)} wijzigen", anchor=False
    )
    _draw_trouble(draft)
    with st.container(key="formulier"):
        for row in _rows(draft):
            shown = [entry for entry in row if form.is_shown(entry.name)]
            for column, entry in zip(st.columns(len(shown) or 1, gap="medium"), shown, strict=False):
                with column:
                    _draw_field(form, entry)
    _draw_preview(draft)
    with st.container(horizontal=True, key="bewaren"):
        st.button("Bewaar", type="primary", key="bewaar", on_click=objectives_draft.save)
        st.button("Annuleer", key="annuleer", on_click=objectives_draft.leave)


def _rows(draft: Draft) -> list[list[Field]]:
    fields = {entry.name: entry for entry in fields_of(draft.record)}
    rows = ROWS.get(type(draft.record), tuple((name,) for name in fields))
    return [[fields[name] for name in row] for row in rows]


def _draw_trouble(draft: Draft) -> None:
    """What stands in the way as a whole, and what belongs to no field on screen."""
    if draft.trouble:
        st.error(draft.trouble)
    if not draft.faults:
        return
    labels = dict.fromkeys(
        LABELS.get(fault.field, "") or _label(draft, fault.field) for fault in draft.faults
    )
    named = formats.listing([label for label in labels if label])
    st.error(f"Niet bewaard. Wat u typte, staat er nog. Kijk na: {named or 'het geheel'}.")
    known = {entry.name for entry in fields_of(draft.record)}
    for fault in draft.faults:
        if fault.field not in known:
            _fault(str(fault))


def _label(draft: Draft, name: str) -> str:
    return next((entry.label for entry in fields_of(draft.record) if entry.name == name), name)


def _draw_field(form: _Form, entry: Field) -> None:
    _WIDGETS[entry.kind](form, entry) if entry.name not in _SPECIAL else _SPECIAL[entry.name](form, entry)
    for reason in form.draft.reasons(entry.name):
        _fault(reason)


def _fault(reason: str) -> None:
    st.html(f'<p class="sm-fault" role="alert">▲ {escape(reason)}</p>')


def _held(draft: Draft, name: str) -> tuple[str, Callable[[], None]]:
    """The key of a field's widget, holding what the draft holds, and its callback."""
    key = draft.key(name)
    st.session_state[key] = draft.cells[name]
    return key, objectives_draft.typed(name, key)


def _text(form: _Form, entry: Field) -> None:
    key, change = _held(form.draft, entry.name)
    st.text_input(entry.label, key=key, placeholder=entry.help, on_change=change)


def _area(form: _Form, entry: Field) -> None:
    key, change = _held(form.draft, entry.name)
    st.text_area(entry.label, key=key, placeholder=entry.help, height=100, on_change=change)


def _day(form: _Form, entry: Field) -> None:
    key, change = _held(form.draft, entry.name)
    st.date_input(
        entry.label, key=key, format="DD/MM/YYYY", min_value=FIRST_DAY, max_value=LAST_DAY, on_change=change
    )


def _choice(form: _Form, entry: Field) -> None:
    key, change = _held(form.draft, entry.name)
    choices = form.choices[entry.name]
    empty = [] if "" in choices or form.draft.cells[entry.name] in choices else [form.draft.cells[entry.name]]
    st.selectbox(
        entry.label,
        [*empty, *choices],
        format_func=lambda choice: choices.get(choice, "Kies"),
        key=key,
        on_change=change,
    )


def _many(form: _Form, entry: Field) -> None:
    key, change = _held(form.draft, entry.name)
    choices = form.choices[entry.name]
    lost = [choice for choice in form.draft.cells[entry.name] if choice not in choices]
    st.multiselect(
        entry.label,
        [*choices, *lost],
        format_func=lambda choice: choices.get(choice, f"{choice} (ingetrokken)"),
        key=key,
        select_all=False,
        placeholder="Kies",
        on_change=change,
    )


def _baseline_period(form: _Form, entry: Field) -> None:
    """A period that has a figure; for an own measurement a day."""
    periods, reference = _measured(form)
    if not periods:
        key, change = _held(form.draft, entry.name)
        hint = "zoals 31/12/2024" if not form.draft.cells["indicator"] else "kies eerst gebied en indicator"
        st.text_input(entry.label, key=key, placeholder=hint, on_change=change)
        return
    key, change = _held(form.draft, entry.name)
    now = form.draft.cells[entry.name]
    st.selectbox(
        entry.label,
        [*([] if now in periods else [now]), *periods[::-1]],
        format_func=lambda period: words(period, reference) if period else "Kies",
        key=key,
        on_change=change,
    )


def _measured(form: _Form) -> tuple[list[str], str]:
    """The periods of which the indicator has a measured figure in the area, and what they refer to."""
    record, _ = objectives_draft.read(form.draft)
    tables = form.room.frame.tables
    if not isinstance(record, Objective) or record.own is not None or not record.indicator:
        return [], ""
    rows = figures_of(record, tables)
    if rows.empty:
        return [], ""
    catalog = form.room.frame.catalog
    reference = catalog.main_measure(catalog.indicator_by_id[record.indicator]).reference
    return [str(period) for period in rows.loc[rows["status"].isin(TRUSTED), "period"]], reference


def _baseline_value(form: _Form, entry: Field) -> None:
    """The figure of the release itself; only an own measurement is typed."""
    if not form.draft.cells["indicator"]:
        _text(form, entry)
        return
    record, _ = objectives_draft.read(form.draft)
    indicator = form.room.frame.catalog.indicator_by_id.get(form.draft.cells["indicator"])
    value = record.baseline_value if isinstance(record, Objective) else None
    told = (
        "" if value is None or indicator is None else formats.value(value, indicator.unit, indicator.decimals)
    )
    st.text_input(
        f"{entry.label} (uit de cijfers)",
        value=told,
        disabled=True,
        key=f"{form.draft.key('vertrekpunt')}_{told}",
    )


def _target_period(form: _Form, entry: Field) -> None:
    key, change = _held(form.draft, entry.name)
    periods, _ = _measured(form)
    hint = SHAPE_WORDS.get(shape(periods[-1])) if periods else None
    st.text_input(entry.label, key=key, placeholder=hint or "zoals 2030, of 31/12/2030", on_change=change)


def _decisions(form: _Form, entry: Field) -> None:
    """Every decision with what it is about; an empty one goes by itself."""
    draft, register = form.draft, form.room.register
    st.markdown("**Beslissingen**")
    deeds = {action.id: action.title for action in register.actions}
    for number, decision in enumerate(draft.cells[entry.name]):
        text, goals, actions = st.columns([2, 1.5, 1.5], gap="medium")
        for column, name, label, choices in (
            (text, "text", "Beslissing", {}),
            (goals, "objectives", "Over doelstellingen", form.names.objectives),
            (actions, "actions", "Over acties", deeds),
        ):
            with column:
                _draw_part(draft, number, decision, (name, label, choices))
    st.button("Voeg een beslissing toe", key="nog_een_beslissing", on_click=_add_decision)


def _draw_part(
    draft: Draft, number: int, decision: dict[str, Any], part: tuple[str, str, Mapping[str, str]]
) -> None:
    name, label, choices = part
    key = draft.key(f"beslissing_{number}_{name}")
    st.session_state[key] = decision[name]

    def change() -> None:
        decision[name] = st.session_state[key]

    if name == "text":
        st.text_area(label, key=key, height=80, on_change=change)
        return
    lost = [choice for choice in decision[name] if choice not in choices]
    st.multiselect(
        label,
        [*choices, *lost],
        format_func=lambda choice: choices.get(choice, f"{choice} (ingetrokken)"),
        key=key,
        select_all=False,
        placeholder="Kies",
        on_change=change,
    )


def _add_decision() -> None:
    draft = objectives_draft.current()
    if draft is not None:
        draft.cells["decisions"].append({"text": "", "objectives": [], "actions": []})


def _draw_preview(draft: Draft) -> None:
    """How an objective would stand, as soon as it could be kept."""
    if isinstance(draft.record, Objective):
        verdict = objectives_draft.preview(draft)
        if verdict is not None:
            st.info(f"Zo staat het er nu voor. {sentence(verdict)}")


_WIDGETS: dict[str, Callable[[_Form, Field], None]] = {
    "text": _text,
    "area": _area,
    "day": _day,
    "choice": _choice,
    "many": _many,
    "decisions": _decisions,
}
_SPECIAL: dict[str, Callable[[_Form, Field], None]] = {
    "baseline_period": _baseline_period,
    "baseline_value": _baseline_value,
    "target_period": _target_period,
}
