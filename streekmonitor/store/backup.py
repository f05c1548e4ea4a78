"""Backup and restore: one file with everything and a checksum, the same for SQLite and PostgreSQL."""

import hashlib
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from streekmonitor.objectives.model import new_id
from streekmonitor.objectives.rights import User
from streekmonitor.store.database import HEAD, VERSIONS, Database, refuse_other_version
from streekmonitor.store.dump import Rows, brought_up_to_date, content_of, replace_content
from streekmonitor.store.errors import StoreUnavailableError
from streekmonitor.store.tables import HistoryRow

FORMAT = 1
MANIFEST, CONTENT = "manifest.json", "register.json"
LARGEST = 500_000_000


class BackupError(ValueError):
    """A file that can't be restored, or not be written; the message (Dutch) says why."""


@dataclass(frozen=True)
class Restored:
    """What a restore did: how many rows it put back, of which moment, and where what was there before is."""

    rows: int
    made: str
    kept: Path | None


def backup(database: Database, path: Path, user: User, now: datetime) -> int:
    """Write all that is kept to a file, in one step; returns the number of rows.

    Raises NotAllowedError, StoreUnavailableError, BackupError.
    """
    user.require("administer")
    with database.reading() as session:
        refuse_other_version(session.connection(), "in de back-up gezet")
        content = content_of(session.connection())
    body = json.dumps(content, ensure_ascii=False, indent=1).encode()
    manifest = {
        "format": FORMAT,
        "version": HEAD,
        "made": now.isoformat(),
        "sha256": hashlib.sha256(body).hexdigest(),
        "rows": {table: len(rows) for table, rows in content.items()},
    }
    unfinished = path.with_name(f".{path.name}.deel")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
            archive.writestr(CONTENT, body)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise BackupError(f"De back-up kon niet worden geschreven naar {path}: {error}.") from error
    return sum(len(rows) for rows in content.values())


def restore(database: Database, path: Path, user: User, now: datetime) -> Restored:
    """Put a backup in place of all that is kept, in one transaction; what was there is backed up beside it.

    A file that is damaged or of a newer version is set aside. Raises NotAllowedError, StoreUnavailableError,
    BackupError.
    """
    user.require("administer")
    manifest, content = _read(path)
    stamp = now.strftime("%Y%m%d-%H%M%S")
    kept = path.with_name(f"{path.stem}-voor-herstel-{stamp}.zip")
    try:
        backup(database, kept, user, now)
    except StoreUnavailableError as error:
        if database.path is None or not error.beyond_us:
            raise
        kept = _set_aside(database, database.path, stamp)
    with database.writing() as session:
        replace_content(session.connection(), content)
        session.add(_line(manifest, user, now))
    return Restored(sum(len(rows) for rows in content.values()), str(manifest["made"]), kept)


def _line(manifest: dict[str, Any], user: User, now: datetime) -> HistoryRow:
    """The restoring itself, in the history: whoever saw the register before, sees that it is another."""
    return HistoryRow(
        at=now,
        who=user.signature,
        kind="restore",
        record=new_id(),
        version=1,
        before=None,
        after={"made": manifest["made"], "sha256": manifest["sha256"]},
    )


def _set_aside(database: Database, path: Path, stamp: str) -> Path:
    """Rename a file that is of no use to us, so that a new one takes its place."""
    database.close()
    aside = path.with_name(f"{path.stem}-beschadigd-{stamp}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _read(path: Path) -> tuple[dict[str, Any], dict[str, Rows]]:
    """The manifest and the rows of a backup, checked and of the version of today. Raises BackupError."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise BackupError(f"{path} is te groot voor een back-up van dit register.")
            manifest, body = json.loads(archive.read(MANIFEST)), archive.read(CONTENT)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise BackupError(f"{path} is geen back-up van dit register, of is beschadigd ({error}).") from error
    version = manifest.get("version")
    if manifest.get("format") != FORMAT or version not in VERSIONS:
        raise BackupError(f"{path} is van een andere versie van Streekmonitor ({version}); gebruik die.")
    if hashlib.sha256(body).hexdigest() != manifest.get("sha256"):
        raise BackupError(f"{path} is beschadigd: de inhoud past niet bij haar controlegetal.")
    try:
        return manifest, brought_up_to_date(json.loads(body), version)
    except (KeyError, TypeError, ValueError, SQLAlchemyError) as error:
        raise BackupError(f"{path} heeft niet de inhoud van versie {version} ({error}).") from error
