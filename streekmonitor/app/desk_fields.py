"""Fields of a form at the desk: what is typed stands on disk as soon as a field is left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import streamlit as st

from etl.desk.desk import Desk
from etl.desk.new_indicator import Problems
from etl.desk.pending import Pending, keep, pending_tables
from streekmonitor.app import desk_room

Part = Literal["source", "form"]
LONGEST = 2_000


@dataclass(frozen=True)
class Fields:
    """The fields of one part of a table in the making, with what is wrong with them."""

    desk: Desk
    draft: str
    table: Pending
    part: Part
    faults: Problems

    @property
    def typed(self) -> Mapping[str, Any]:
        """What was typed so far."""
        return self.table.source if self.part == "source" else self.table.form

    def text(self, name: str, label: str, *, about: str = "", example: str = "", tall: bool = False) -> None:
        """A field for text. `about` is the key of the catalog that tells what is wrong with it."""
        key = self._begin(name, "")
        box: Callable[..., Any] = st.text_area if tall else st.text_input
        box(label, key=key, max_chars=LONGEST, placeholder=example, on_change=self._keep, args=(name, key))
        self._tell(about)

    def choice(
        self, name: str, label: str, words: Mapping[str, str], *, about: str = "", first: str = ""
    ) -> None:
        """A field for one of several; `first`, if any, counts while nothing was chosen."""
        key = self._begin(name, first or None)
        if st.session_state[key] not in words:
            st.session_state[key] = first or None
        st.selectbox(
            label,
            list(words),
            index=None,
            format_func=words.__getitem__,
            key=key,
            placeholder="Kies",
            on_change=self._keep,
            args=(name, key),
        )
        self._tell(about)

    def whole(self, name: str, label: str, bounds: tuple[int, int], first: int) -> None:
        """A field for a whole number."""
        key = self._begin(name, first)
        low, high = bounds
        st.number_input(label, low, high, step=1, key=key, on_change=self._keep, args=(name, key))

    def _begin(self, name: str, first: Any) -> str:
        """The key of a field, which shows what is on disk."""
        key = f"{self.part}_{name}_{self.table.sha256[:12]}"
        st.session_state.setdefault(key, self.typed.get(name, first))
        return key

    def _keep(self, name: str, key: str) -> None:
        value = st.session_state[key]
        change_table(
            self.desk,
            self.draft,
            self.table.sha256,
            lambda table: _with_field(table, self.part, name, value),
        )

    def _tell(self, about: str) -> None:
        """What is wrong with a field, once something was typed in this part."""
        for reason in self.faults.get(about, ()) if self.typed else ():
            st.caption(f":red[{reason}]")


def change_table(desk: Desk, draft: str, digest: str, change: Callable[[Pending], Pending]) -> None:
    """Change a table in the making as it is on disk now: another field may have been kept meanwhile."""
    try:
        found: Sequence[Pending] = [t for t in pending_tables(desk, draft) if t.sha256 == digest]
        if found:
            keep(desk, desk_room.actor(), draft, change(found[0]))
    except desk_room.REFUSALS as refusal:
        desk_room.tell_refused(refusal)


def _with_field(table: Pending, part: Part, name: str, value: Any) -> Pending:
    if part == "source":
        return replace(table, source={**table.source, name: value})
    return replace(table, form={**table.form, name: value})
