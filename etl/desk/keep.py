"""How long releases are kept, and what they take of the disk."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from etl.desk.actor import ADMIN, Actor, require
from etl.desk.desk import Desk
from etl.desk.sign_off import settle
from etl.desk.store import INPUTS, Kept
from streekmonitor.release import load_release

KEEP = 24
"""How many releases stay when nothing else is said: two years of monthly ones."""


@dataclass(frozen=True)
class Usage:
    """Bytes on the disk: releases, kept inputs, drafts, and what is still free where releases are."""

    releases: int
    inputs: int
    drafts: int
    free: int


def usage(desk: Desk) -> Usage:
    """What the desk takes of the disk now."""
    there = desk.store.folder if desk.store.folder.is_dir() else desk.root
    return Usage(
        releases=sum(kept.bytes for kept in desk.store.releases()),
        inputs=_bytes_in(desk.store.folder / INPUTS),
        drafts=_bytes_in(desk.place / "drafts"),
        free=shutil.disk_usage(there).free,
    )


def removable(desk: Desk) -> list[Kept]:
    """The releases that may go, the oldest first: not the one in force, nor the committed one."""
    return [kept for kept in reversed(desk.store.releases()) if not kept.in_force and not kept.committed]


def remove_release(desk: Desk, actor: Actor, release: str) -> None:
    """Remove one release, and the inputs that no other is made of. Raises NotAllowedError or EtlError."""
    require(actor, "een release verwijderen", ADMIN)
    with desk.store.locked():
        settle(desk)
        _remove(desk, actor, release)
        _clear_inputs(desk)


def tidy(desk: Desk, actor: Actor, keep: int = KEEP) -> list[str]:
    """Remove the oldest releases beyond `keep`; returns their ids. Raises NotAllowedError."""
    require(actor, "releases opruimen", ADMIN)
    with desk.store.locked():
        settle(desk)
        beyond = len(desk.store.releases()) - max(keep, 1)
        gone = [kept.id for kept in removable(desk)[: max(beyond, 0)]]
        for release in gone:
            _remove(desk, actor, release)
        _clear_inputs(desk)
    return gone


def forget_draft(desk: Desk, actor: Actor, draft: str) -> None:
    """Remove a draft that is published or withdrawn; what it became stays."""
    require(actor, "een concept verwijderen", ADMIN)
    desk.drafts.forget(draft)
    desk.note(actor.name, "draft_removed", draft)


def _remove(desk: Desk, actor: Actor, release: str) -> None:
    desk.store.remove(release)
    desk.note(actor.name, "release_removed", release=release)


def _clear_inputs(desk: Desk) -> None:
    needed = {
        file["sha256"]
        for kept in desk.store.releases()
        for entry in load_release(kept.folder).manifest["sources"].values()
        for file in entry["files"]
    }
    desk.store.clear_inputs(needed)


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
