"""Drafts on disk: a folder each, with the files as they were uploaded and what was decided about them."""

import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from etl.errors import EtlError
from etl.hashes import sha256
from etl.lock import held
from etl.publish import write_whole

State = Literal["open", "submitted", "approved", "published", "withdrawn"]
STATES = {
    "open": "in bewerking",
    "submitted": "voorgelegd",
    "approved": "goedgekeurd",
    "published": "gepubliceerd",
    "withdrawn": "ingetrokken",
}
CLOSED = ("published", "withdrawn")
NAME = re.compile(r"[0-9]{8}-[0-9a-f]{6}")
DRAFT, REPORT, FILES, CANDIDATES, LOCK = "draft.json", "report.json", "files", "candidates", ".lock"
PATIENCE = 10.0


class DraftError(EtlError):
    """Something can't be done with a draft; the message (Dutch) says why and what to do."""


@dataclass(frozen=True)
class DraftFile:
    """A file in a draft: as it was uploaded (name, hash, size), by whom and when, and the place that it has.

    paths: where its source module looks for it; displaces, adds: see `etl.desk.layouts.Slot`; origin: the
    address that it was fetched from, "" for an upload; own: part of an own table.
    """

    name: str
    sha256: str
    bytes: int
    source: str
    paths: tuple[str, ...]
    received: str
    by: str
    periods: tuple[str, ...] = ()
    displaces: tuple[str, ...] = ()
    adds: bool = False
    origin: str = ""
    own: bool = False


@dataclass(frozen=True)
class Confirmed:
    """A remark that somebody found right after all: its key, the reason, and who."""

    key: str
    reason: str
    by: str
    when: str


@dataclass(frozen=True)
class Signed:
    """Who submitted or approved a draft, when, and of which release it would make."""

    by: str
    when: str
    release: str
    note: str = ""


@dataclass(frozen=True)
class Draft:
    """Figures on their way in. Moments are ISO in UTC; `release` is what it became.

    dropped: own sources that are to go.
    """

    id: str
    title: str
    by: str
    made: str
    state: State = "open"
    files: tuple[DraftFile, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    submitted: Signed | None = None
    approved: Signed | None = None
    release: str = ""
    dropped: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that it touches."""
        return tuple(dict.fromkeys(file.source for file in self.files if file.source))

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be done with it any more."""
        return self.state in CLOSED


class Drafts:
    """The drafts in a folder. Every change of one is made under its lock and put in place in one step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Draft]:
        """Every draft that can be read, the last begun first."""
        if not self._folder.is_dir():
            return []
        names = [path.name for path in self._folder.iterdir() if NAME.fullmatch(path.name)]
        there = [name for name in names if (self._folder / name / DRAFT).is_file()]
        return sorted((self.get(name) for name in there), key=lambda draft: draft.made, reverse=True)

    def get(self, name: str) -> Draft:
        """One draft. Raises DraftError when there is none, or its file is damaged."""
        path = self.folder_of(name) / DRAFT
        try:
            return _draft(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError as error:
            raise DraftError(f"Er is geen concept '{name}'; kijk in de lijst van concepten.") from error
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DraftError(
                f"Concept {name} is niet te lezen ({error}).\n"
                f"  wat te doen: de ingebrachte bestanden staan in {path.parent / FILES}; breng ze opnieuw in"
            ) from error

    def folder_of(self, name: str) -> Path:
        """The folder of a draft. Raises DraftError for what is no name of a draft, such as a path."""
        if not NAME.fullmatch(name):
            raise DraftError(f"'{name[:60]}' is geen concept; kijk in de lijst van concepten.")
        return self._folder / name

    def begin(self, title: str, by: str, moment: str) -> Draft:
        """Make an empty draft."""
        name = f"{moment[:10].replace('-', '')}-{secrets.token_hex(3)}"
        draft = Draft(name, title, by, moment)
        new = self._folder / f".{name}"
        (new / FILES).mkdir(parents=True)
        write_whole(new / DRAFT, _text(draft))
        new.rename(self._folder / name)
        return draft

    @contextmanager
    def locked(self, name: str) -> Iterator[Path]:
        """Be the only one that changes a draft; gives its folder."""
        folder = self.folder_of(name)
        if not folder.is_dir():
            raise DraftError(f"Er is geen concept '{name}'; kijk in de lijst van concepten.")
        busy = f"Iemand anders werkt op dit moment aan concept {name}."
        with held(folder / LOCK, f"{busy}\n  wat te doen: wacht even en probeer opnieuw", PATIENCE):
            yield folder

    def change(self, name: str, how: Callable[[Draft], Draft]) -> Draft:
        """Change a draft. Raises what `how` raises, and then nothing is changed."""
        with self.locked(name) as folder:
            draft = how(self.get(name))
            write_whole(folder / DRAFT, _text(draft))
        return draft

    def store(self, name: str, content: bytes | Path) -> Path:
        """Keep an upload in a draft under its hash, whole or not at all; returns where it stands."""
        folder = self.folder_of(name) / FILES
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f".{secrets.token_hex(8)}"
        try:
            if isinstance(content, Path):
                shutil.copyfile(content, temporary)
            else:
                temporary.write_bytes(content)
            _flush(temporary)
            place = folder / sha256(temporary)
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)
        return place

    def file(self, name: str, digest: str) -> Path:
        """Where an upload stands. Raises DraftError when it was lost or spoilt."""
        place = self.folder_of(name) / FILES / digest
        if not place.is_file() or sha256(place) != digest:
            raise DraftError(
                f"Een bestand van concept {name} is weg of beschadigd ({place}).\n"
                "  wat te doen: haal het uit het concept en breng het opnieuw in"
            )
        return place

    def forget(self, name: str) -> None:
        """Remove a closed draft. Raises DraftError for another."""
        with self.locked(name) as folder:
            if not self.get(name).is_closed:
                raise DraftError(
                    f"Concept {name} is nog niet gepubliceerd of ingetrokken en blijft dus bewaard."
                )
            aside = folder.with_name(f".weg-{name}")
            folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


def reopened(draft: Draft) -> Draft:
    """A draft of which something changed: what was signed was another. Raises DraftError when closed."""
    if draft.is_closed:
        raise DraftError(
            f"Concept {draft.id} is {STATES[draft.state]} en kan niet meer veranderen.\n"
            "  wat te doen: begin een nieuw concept"
        )
    return replace(draft, state="open", submitted=None, approved=None)


def _text(draft: Draft) -> bytes:
    return (json.dumps(asdict(draft), ensure_ascii=False, indent=1) + "\n").encode()


def _draft(content: dict[str, Any]) -> Draft:
    lists = ("paths", "periods", "displaces")
    files = tuple(
        DraftFile(**{**file, **{name: tuple(file[name]) for name in lists}}) for file in content.pop("files")
    )
    confirmed = tuple(Confirmed(**entry) for entry in content.pop("confirmed"))
    signed = {name: Signed(**found) for name in ("submitted", "approved") if (found := content.pop(name))}
    dropped = tuple(content.pop("dropped"))
    draft = Draft(**content, files=files, confirmed=confirmed, dropped=dropped)
    return replace(draft, submitted=signed.get("submitted"), approved=signed.get("approved"))


def _flush(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
