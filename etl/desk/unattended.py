"""The scheduled run: fetch, check, publish when every check passes; else leave a draft for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from etl.desk.actor import ADMIN, ANALYST, Actor
from etl.desk.bring_in import fetch, open_draft, withdraw
from etl.desk.desk import Desk
from etl.desk.examine import check_draft
from etl.desk.sign_off import approve_unattended, publish
from etl.fetch import Outcome
from etl.progress import Progress
from etl.sources import MODULES
from streekmonitor.catalog_files import load_catalog
from streekmonitor.formats import day

SCHEDULED = Actor("geplande uitvoering", frozenset({ANALYST, ADMIN}))
Result = Literal["nothing_new", "published", "left_for_a_person"]


@dataclass(frozen=True)
class Run:
    """What a scheduled run did: its result, the draft ("" when none was needed), the release, the fetches."""

    result: Result
    draft: str
    release: str
    outcomes: tuple[Outcome, ...]


def run_scheduled(desk: Desk, sources: Sequence[str], progress: Progress) -> Run:
    """Fetch the sources given (none: all that have an address) and bring in what is new.

    Raises EtlError or OSError when that can't be done; the draft then stays for a person.
    """
    draft = open_draft(desk, SCHEDULED, f"Geplande uitvoering van {day(desk.today)}")
    outcomes = tuple(fetch(desk, SCHEDULED, draft.id, sources or _with_address(desk), progress))
    if not desk.drafts.get(draft.id).files:
        withdraw(desk, SCHEDULED, draft.id, "er was niets nieuws")
        return Run("nothing_new", "", desk.store.in_force().name, outcomes)
    report = check_draft(desk, SCHEDULED, draft.id, progress)
    if not report.passes:
        return Run("left_for_a_person", draft.id, desk.store.in_force().name, outcomes)
    approve_unattended(desk, SCHEDULED, draft.id)
    return Run("published", draft.id, publish(desk, SCHEDULED, draft.id), outcomes)


def _with_address(desk: Desk) -> list[str]:
    known = load_catalog(desk.root / "data" / "catalog").source_by_id
    return [
        module.SOURCE for module in MODULES if module.SOURCE in known and getattr(module, "ADDRESS", None)
    ]
