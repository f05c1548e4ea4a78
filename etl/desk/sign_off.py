"""Submitting, approving by a second person, publishing, and taking back."""

from contextlib import suppress
from dataclasses import replace
from typing import Literal

from etl.desk.actor import ADMIN, ANALYST, Actor, NotAllowedError, require
from etl.desk.bring_in import reason_of
from etl.desk.desk import ONE_PERSON, Desk
from etl.desk.drafts import CANDIDATES, STATES, Draft, DraftError, Signed, reopened
from etl.desk.examine import candidate, current_report
from etl.desk.log import Entry
from etl.errors import EtlError

Approval = Literal["approved", "approved_alone", "approved_unattended"]
AFTER = {"publishing": "published", "taking_back": "taken_back"}
RESUMED = "in orde gebracht na een onderbreking"


def submit(desk: Desk, actor: Actor, name: str, note: str = "") -> Draft:
    """Ask a second person to approve. Raises NotAllowedError, or DraftError when there is still work."""
    require(actor, "een concept voorleggen", ANALYST, ADMIN)

    def change(before: Draft) -> Draft:
        report = current_report(desk, reopened(before))
        if not report.can_be_submitted:
            raise DraftError(
                f"Concept {name} kan nog niet worden voorgelegd: {len(report.of('refused'))} geweigerd, "
                f"{len(report.of('confirm'))} te bevestigen.\n  wat te doen: los op wat geweigerd is, "
                "bevestig de rest met een reden, en laat het opnieuw nakijken"
            )
        desk.note(actor.name, "submitted", name, release=report.candidate, why=note)
        signed = Signed(actor.name, desk.now(), report.candidate, note)
        return replace(reopened(before), state="submitted", submitted=signed)

    return desk.drafts.change(name, change)


def send_back(desk: Desk, actor: Actor, name: str, reason: str) -> Draft:
    """Give a submitted draft back, with what is not right."""
    require(actor, "een concept terugsturen", ANALYST, ADMIN)
    told = reason_of(reason)

    def change(before: Draft) -> Draft:
        _expect(before, "submitted", "approved")
        desk.note(actor.name, "sent_back", name, why=told)
        return reopened(before)

    return desk.drafts.change(name, change)


def approve(desk: Desk, actor: Actor, name: str, note: str = "") -> Draft:
    """Approve what another submitted. Raises NotAllowedError for who submitted it, unless one is enough."""
    require(actor, "een concept goedkeuren", ANALYST, ADMIN)

    def change(before: Draft) -> Draft:
        submitted = _submitted(before)
        same = submitted.by == actor.name
        if same and not desk.one_person_is_enough:
            raise NotAllowedError(
                f"{actor.name} legde concept {name} zelf voor; een tweede persoon moet het goedkeuren.\n"
                "  wat te doen: vraag het aan een andere analist of een beheerder (de beheerder kan met de "
                f"instelling {ONE_PERSON}=ja toelaten dat één persoon volstaat)"
            )
        return _approved(desk, actor, before, "approved_alone" if same else "approved", note)

    return desk.drafts.change(name, change)


def approve_unattended(desk: Desk, actor: Actor, name: str) -> Draft:
    """Approve for a scheduled run, only what passes every check without a person. Raises DraftError."""
    require(actor, "een concept goedkeuren", ANALYST, ADMIN)

    def change(before: Draft) -> Draft:
        if not current_report(desk, before).passes:
            raise DraftError(f"Concept {name} vraagt het oordeel van een persoon.")
        return _approved(desk, actor, before, "approved_unattended", "")

    return desk.drafts.change(name, change)


def publish(desk: Desk, actor: Actor, name: str) -> str:
    """Put what was approved into force; returns the id of the release.

    Raises NotAllowedError; DraftError when it is not approved as it is; BaseChangedError when another
    release came into force meanwhile; UnreachableError, CheckError or ReleaseError: nothing then changes.
    """
    require(actor, "publiceren", ANALYST, ADMIN)
    with desk.store.locked():
        settle(desk)
        with desk.drafts.locked(name) as folder:
            draft = desk.drafts.get(name)
            approved = _expect(draft, "approved")
            report = desk.report_of(draft)
            if report is not None:
                desk.store.expect_base(report.base)
            report = current_report(desk, draft)
            if approved is None or approved.release != report.candidate:
                raise DraftError(
                    f"Concept {name} is sinds de goedkeuring opnieuw nagekeken: laat het opnieuw goedkeuren."
                )
            candidate(desk, draft, report)
            for file in draft.files:
                desk.store.keep_input(desk.drafts.file(name, file.sha256), file.sha256)
            sources = " ".join((*draft.sources, *draft.dropped))
            desk.note(actor.name, "publishing", name, release=report.candidate, sources=sources)
            desk.store.put_in_force(folder / CANDIDATES / report.candidate, report.base)
        desk.drafts.change(name, lambda before: _published(before, report.candidate))
        desk.note(actor.name, "published", name, release=report.candidate, why=draft.title, sources=sources)
    return report.candidate


def take_back(desk: Desk, actor: Actor, release: str, reason: str) -> None:
    """Put an earlier release into force again, at once. Raises NotAllowedError, EtlError or ReleaseError."""
    require(actor, "een release terugnemen", ANALYST, ADMIN)
    told = reason_of(reason)
    with desk.store.locked():
        settle(desk)
        if desk.store.in_force().name == release:
            raise EtlError(f"Release {release} is al in gebruik.")
        desk.store.find(release)
        desk.note(actor.name, "taking_back", release=release, why=told)
        desk.store.return_to(release)
        desk.note(actor.name, "taken_back", release=release, why=told)


def settle(desk: Desk) -> None:
    """Finish what was broken off after the switch: the log and the draft then say what is in force.

    Called under the lock of the store.
    """
    begun = next(
        (entry for entry in reversed(desk.log.entries()) if entry.what in (*AFTER, *AFTER.values())), None
    )
    if begun is None or begun.what not in AFTER or desk.store.in_force().name != begun.release:
        return
    if begun.draft:
        with suppress(DraftError):  # a draft that somebody removed does not stand in the way
            if desk.drafts.get(begun.draft).state == "approved":
                desk.drafts.change(begun.draft, lambda before: _published(before, begun.release))
    desk.log.write(
        Entry(desk.now(), begun.who, AFTER[begun.what], begun.draft, begun.release, RESUMED, begun.sources)
    )


def _published(draft: Draft, release: str) -> Draft:
    return replace(draft, state="published", release=release)


def _approved(desk: Desk, actor: Actor, draft: Draft, how: Approval, note: str) -> Draft:
    report = current_report(desk, draft)
    if draft.submitted is not None and draft.submitted.release != report.candidate:
        raise DraftError(
            f"Concept {draft.id} is sinds het voorleggen veranderd: laat het opnieuw voorleggen."
        )
    desk.note(actor.name, how, draft.id, release=report.candidate, why=note)
    signed = Signed(actor.name, desk.now(), report.candidate, note)
    return replace(draft, state="approved", approved=signed)


def _submitted(draft: Draft) -> Signed:
    _expect(draft, "submitted")
    if draft.submitted is None:
        raise DraftError(f"Concept {draft.id} is niet voorgelegd.")
    return draft.submitted


def _expect(draft: Draft, *states: str) -> Signed | None:
    if draft.state not in states:
        wanted = " of ".join(STATES[state] for state in states)
        raise DraftError(f"Concept {draft.id} is {STATES[draft.state]}; dit kan alleen als het {wanted} is.")
    return draft.approved
