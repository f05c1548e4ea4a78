"""Whatever breaks at whatever moment: the old release or the new one, and no draft is lost.

Everything that changes the disk is one step. A step is where the process is killed (kill -9, in a process of
its own), or where the disk turns out to be full.
"""

import contextlib
import errno
import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_world import AN, BO, CHEF, QUIET, Office, road

from etl.desk.bring_in import add_file, open_draft
from etl.desk.desk import Desk
from etl.desk.examine import check_draft
from etl.desk.sign_off import approve, publish, submit, take_back
from etl.desk.store import BaseChangedError, UnreachableError
from etl.errors import EtlError
from streekmonitor.release import ReleaseError

posix = pytest.mark.skipif(sys.platform == "win32", reason="kills in the way of POSIX")
FORK = None if sys.platform == "win32" else multiprocessing.get_context("fork")
MOST_STEPS = 400
SHARE = 5  # one step in so many is tried in an ordinary run
EVERY_STEP = os.environ.get("STREEKMONITOR_LONG") == "1"


class Steps:
    """Counts what changes the disk; at step `last` it does `at_last` instead."""

    def __init__(self, patch: pytest.MonkeyPatch, last: int, at_last: Callable[[], None]) -> None:
        self.taken, self._last, self._at_last = 0, last, at_last
        for place, name in (
            (Path, "mkdir"),
            (Path, "rename"),
            (Path, "replace"),
            (Path, "write_bytes"),
            (Path, "write_text"),
            (Path, "unlink"),
            (os, "fsync"),
            (os, "write"),
            (shutil, "copyfile"),
            (shutil, "rmtree"),
        ):
            patch.setattr(place, name, self._counted(getattr(place, name)))

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            self.taken += 1
            if self.taken == self._last:
                self._at_last()
            return real(*arguments, **options)

        return step


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that is killed before this step; whether it got that far."""
    child = os.fork()
    if child == 0:
        Steps(pytest.MonkeyPatch(), step, lambda: os.kill(os.getpid(), signal.SIGKILL))
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def full_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work while the disk is full at this step; whether it got that far."""

    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        steps = Steps(patch, step, full)
        with contextlib.suppress(EtlError, OSError, ReleaseError):
            work()
    return steps.taken >= step


FAULTS = pytest.mark.parametrize("fault", [pytest.param(killed_at, marks=posix), full_at])
Fault = Callable[[int, Callable[[], object]], bool]


def at_every_step(
    office: Office, fault: Fault, work: Callable[[Desk], object], after: Callable[[Office], None]
) -> int:
    """Try the work on a copy of the office with the fault at each step in turn; returns the steps tried."""
    for tried, step in enumerate(range(1, MOST_STEPS, 1 if EVERY_STEP else SHARE)):
        root = office.root.with_name(f"kopie-{step}")
        shutil.copytree(office.root, root)
        copy = Office(root)
        broke = fault(step, lambda copy=copy: work(copy.desk))
        after(copy)
        shutil.rmtree(root)
        if not broke:
            return tried
    raise AssertionError(f"meer dan {MOST_STEPS} stappen")


@FAULTS
def test_publishing_broken_off_gives_the_old_release_or_the_new_one(office: Office, fault: Fault) -> None:
    draft = office.approved(road(2021, leuven=5))
    old = office.desk.store.in_force().name
    new = office.desk.report_of(draft).candidate
    seen = set()

    def look(copy: Office) -> None:
        in_force = copy.desk.store.in_force().name
        seen.add(in_force)
        assert in_force in (old, new)
        assert copy.is_sound()
        assert copy.value("road_casualties", "24062", "2021") == ([5] if in_force == new else [])
        left = copy.desk.drafts.get(draft.id)  # never lost, and its files are as they were
        assert [copy.desk.drafts.file(draft.id, file.sha256).is_file() for file in left.files] == [True]
        # who goes on where it was broken off, gets there
        if in_force == old:
            assert publish(copy.desk, BO, draft.id) == new
        else:
            take_back(copy.desk, CHEF, old, "kijken of het logboek weer klopt")
            assert copy.desk.drafts.get(draft.id).state == "published"
            told = [entry.what for entry in copy.desk.log.entries()]
            assert told[-3:] == ["published", "taking_back", "taken_back"]
        assert copy.is_sound()
        assert not list(copy.desk.store.folder.glob(".building-*"))

    assert at_every_step(office, fault, lambda desk: publish(desk, BO, draft.id), look) > 8
    assert seen == {old, new}


@FAULTS
def test_taking_back_broken_off_gives_the_one_release_or_the_other(office: Office, fault: Fault) -> None:
    first, second = office.published(road(2021)), office.published(road(2022))

    def look(copy: Office) -> None:
        assert copy.desk.store.in_force().name in (first, second)
        assert copy.is_sound()
        other = next(name for name in (first, second) if name != copy.desk.store.in_force().name)
        take_back(copy.desk, CHEF, other, "en weer terug")
        assert copy.desk.store.in_force().name == other

    at_every_step(office, fault, lambda desk: take_back(desk, CHEF, first, "een vergissing"), look)


@FAULTS
def test_bringing_in_broken_off_loses_no_draft(office: Office, fault: Fault) -> None:
    draft = office.draft(road(2021))

    def look(copy: Office) -> None:
        left = copy.desk.drafts.get(draft.id)
        assert [file.periods[0] for file in left.files] in (["2021"], ["2021", "2022"])
        assert all(copy.desk.drafts.file(draft.id, file.sha256) for file in left.files)
        again, _ = add_file(copy.desk, AN, draft.id, *road(2022))
        assert [file.periods[0] for file in again.files] == ["2021", "2022"]

    at_every_step(office, fault, lambda desk: add_file(desk, AN, draft.id, *road(2022)), look)


@FAULTS
def test_a_draft_begun_is_there_whole_or_not_at_all(office: Office, fault: Fault) -> None:
    def look(copy: Office) -> None:
        assert all(draft.title == "nieuw" for draft in copy.desk.drafts.all())
        assert open_draft(copy.desk, AN, "nieuw") in copy.desk.drafts.all()

    at_every_step(office, fault, lambda desk: open_draft(desk, AN, "nieuw"), look)


@FAULTS
def test_checking_broken_off_leaves_the_draft_to_be_checked_again(office: Office, fault: Fault) -> None:
    draft = office.draft(road(2021))
    in_force = office.desk.store.in_force().name

    def look(copy: Office) -> None:
        assert copy.desk.store.in_force().name == in_force
        assert copy.desk.drafts.get(draft.id) == draft
        assert check_draft(copy.desk, AN, draft.id, QUIET).can_be_submitted
        assert not list(copy.desk.drafts.folder_of(draft.id).glob(".work-*"))

    at_every_step(office, fault, lambda desk: check_draft(desk, AN, draft.id, QUIET), look)


@FAULTS
def test_signing_broken_off_leaves_it_signed_or_not(office: Office, fault: Fault) -> None:
    draft, _ = office.checked(road(2021))

    def sign(desk: Desk) -> None:
        if desk.drafts.get(draft.id).state == "open":
            submit(desk, AN, draft.id)
        approve(desk, BO, draft.id)

    def look(copy: Office) -> None:
        state = copy.desk.drafts.get(draft.id).state
        assert state in ("open", "submitted", "approved")
        if state != "approved":
            sign(copy.desk)
        publish(copy.desk, BO, draft.id)
        assert copy.is_sound()

    at_every_step(office, fault, sign, look)


def _publish(root: Path, draft: str, start: Any, results: Any) -> None:
    start.wait(30)
    try:
        results.put(("in gebruik", publish(Desk(root), BO, draft)))
    except BaseChangedError as error:
        results.put(("opnieuw kijken", str(error)))


@posix
def test_two_analysts_who_publish_at_the_same_moment(office: Office) -> None:
    assert FORK is not None
    for turn in range(3):
        drafts = [office.approved(road(2021 + turn)), office.approved(road(2021 + turn, leuven=9))]
        start, results = FORK.Event(), FORK.Queue()
        work = [FORK.Process(target=_publish, args=(office.root, d.id, start, results)) for d in drafts]
        for process in work:
            process.start()
        start.set()
        told = dict(results.get(timeout=60) for _ in work)
        for process in work:
            process.join(30)
        assert set(told) == {"in gebruik", "opnieuw kijken"}
        assert office.desk.store.in_force().name == told["in gebruik"]
        assert "laat het concept opnieuw nakijken" in told["opnieuw kijken"]
        assert office.is_sound()


@posix
def test_a_folder_that_cannot_be_reached_is_told_and_nothing_is_lost(office: Office) -> None:
    """The place of the releases is a file: what a lost or read-only disk amounts to, also for root."""
    draft = office.approved(road(2021))
    in_force = office.desk.store.in_force()
    (office.root / "var" / "releases").write_text("geen map", encoding="utf-8")
    with pytest.raises(UnreachableError, match="de release in gebruik is niet veranderd"):
        publish(office.desk, BO, draft.id)
    assert office.desk.store.in_force() == in_force
    (office.root / "var" / "releases").unlink()
    publish(office.desk, BO, draft.id)
    assert office.is_sound()


def test_a_candidate_that_was_spoilt_is_never_published(office: Office) -> None:
    draft = office.approved(road(2021))
    report = office.desk.report_of(draft)
    table = office.desk.drafts.folder_of(draft.id) / "candidates" / report.candidate / "observations.parquet"
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    in_force = office.desk.store.in_force()
    with pytest.raises(EtlError, match="beschadigd"):
        publish(office.desk, BO, draft.id)
    assert office.desk.store.in_force() == in_force


def test_an_earlier_release_that_was_spoilt_is_not_taken_back(office: Office) -> None:
    first, second = office.published(road(2021)), office.published(road(2022))
    (office.desk.store.find(first) / "catalog.json").write_bytes(b"{}")
    with pytest.raises((EtlError, ValueError)):
        take_back(office.desk, CHEF, first, "een vergissing")
    assert office.desk.store.in_force().name == second
    assert office.is_sound()
