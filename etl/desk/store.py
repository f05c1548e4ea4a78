"""The releases of an installation: in a folder of one setting, starting from the one that is committed."""

import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.check_release import check_folder
from etl.errors import EtlError
from etl.hashes import sha256
from etl.lock import held
from etl.publish import BUILDING, content_id, install, point_to, serve_boundaries, workplace
from streekmonitor.release import COMMITTED, ReleaseError, current_release, release_in_force, releases_folder

INPUTS = "inputs"
LOCK = ".lock"
PATIENCE = 30.0
BUSY = (
    "Iemand anders publiceert op dit moment.\n"
    "  wat te doen: wacht even, kijk wat er veranderde en probeer opnieuw"
)


class BaseChangedError(EtlError):
    """Another release came into force since a draft was compared; the message (Dutch) says to look again."""


class UnreachableError(EtlError):
    """The folder with releases can't be read or written; the message (Dutch) says which and what to do."""


@dataclass(frozen=True)
class Kept:
    """A release that is there: its id, folder and size, and what keeps it from being removed."""

    id: str
    folder: Path
    bytes: int
    in_force: bool
    committed: bool


@dataclass(frozen=True)
class Store:
    """The releases of the installation in `root`; `inputs` holds the files that were brought in, by hash."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where releases are published."""
        return releases_folder(self.root)

    @property
    def static(self) -> Path:
        """What the browser fetches, beside dashboard.py: the only folder that Streamlit serves."""
        return self.root / "static"

    def in_force(self) -> Path:
        """The folder of the release in force. Raises ReleaseError."""
        return release_in_force(self.root)

    def find(self, release: str) -> Path:
        """The folder of a release, published or committed. Raises ReleaseError with those that there are."""
        there = {kept.id: kept.folder for kept in self.releases()}
        if release not in there:
            raise ReleaseError(f"Er is geen release '{release}'. Wel: {', '.join(sorted(there))}.")
        return there[release]

    def releases(self) -> list[Kept]:
        """Every release that is there, newest first (by when its folder was made)."""
        in_force, committed = self.in_force().name, self._committed()
        found = {folder.name: folder for folder in (committed, *self._published()) if folder is not None}
        kept = [
            Kept(
                id=name,
                folder=folder,
                bytes=size_of(folder),
                in_force=name == in_force,
                committed=committed is not None and name == committed.name,
            )
            for name, folder in found.items()
        ]
        return sorted(kept, key=lambda entry: entry.folder.stat().st_mtime, reverse=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one that changes what is in force. Raises UnreachableError, or EtlError when busy."""
        with self.writing(), held(self.folder / LOCK, BUSY, PATIENCE):
            self._clear()
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Tell what is wrong with the folder when it can't be written."""
        try:
            yield
        except OSError as error:
            raise UnreachableError(
                f"De map met releases, {self.folder}, is niet te lezen of te beschrijven: {error}\n"
                "  wat te doen: kijk na of de schijf er is, of er plaats is en of dit programma er mag "
                "schrijven; de release in gebruik is niet veranderd, en het concept staat er nog"
            ) from error

    def put_in_force(self, candidate: Path, base: str) -> str:
        """Bring a complete release beside the others and put it into force, in one step; returns its id.

        Called under `locked`. Raises BaseChangedError when the release in force is not `base`, CheckError
        or ReleaseError when the release is not sound: the old one then stays.
        """
        self.expect_base(base)
        self._adopt_committed()
        with workplace(self.folder) as place:
            for path in sorted(candidate.iterdir()):
                shutil.copyfile(path, place / path.name)
            check_folder(place, candidate.name)
            serve_boundaries(place, self.static)
            release = install(place, self.folder)
        point_to(release, self.folder)
        return release

    def return_to(self, release: str) -> None:
        """Put an earlier release into force, as it was. Called under `locked`."""
        folder = self.find(release)
        check_folder(folder, release)
        self._adopt_committed()
        serve_boundaries(folder, self.static)
        point_to(release, self.folder)

    def expect_base(self, base: str) -> None:
        """Raise BaseChangedError when another release came into force."""
        found = self.in_force().name
        if found != base:
            raise BaseChangedError(
                f"Intussen is release {found} in gebruik, en dit concept is vergeleken met {base}.\n"
                "  wat te doen: laat het concept opnieuw nakijken en bekijk wat er nu zou veranderen"
            )

    def keep_input(self, path: Path, digest: str) -> None:
        """Keep a file that a release is made of, under its hash, so that the next release can use it too."""
        place = self.folder / INPUTS / digest
        if place.is_file() and sha256(place) == digest:
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = place.with_name(f".{digest}.new")
        shutil.copyfile(path, temporary)
        temporary.replace(place)

    def input(self, digest: str) -> Path | None:
        """A kept file, when it is there and intact."""
        place = self.folder / INPUTS / digest
        return place if place.is_file() and sha256(place) == digest else None

    def remove(self, release: str) -> None:
        """Remove a release that is neither in force nor committed. Called under `locked`."""
        kept = next((entry for entry in self.releases() if entry.id == release), None)
        if kept is None or kept.in_force or kept.committed:
            why = (
                "is in gebruik"
                if kept and kept.in_force
                else "hoort bij het project"
                if kept
                else "is er niet"
            )
            raise EtlError(f"Release {release} {why} en kan niet worden verwijderd.")
        aside = self.folder / f"{BUILDING}{release}"  # gone in one step; what is left is cleared later
        kept.folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)

    def clear_inputs(self, needed: Collection[str]) -> int:
        """Remove kept files that no release names; returns the bytes won. Called under `locked`."""
        unused = [path for path in _files_in(self.folder / INPUTS) if path.name not in needed]
        won = sum(path.stat().st_size for path in unused)
        for path in unused:
            path.unlink()
        return won

    def _adopt_committed(self) -> None:
        """Bring the committed release in, so that it can be taken back to when the project moves on."""
        committed = self._committed()
        if committed is None or (self.folder / committed.name / "manifest.json").is_file():
            return
        with workplace(self.folder) as place:
            for path in sorted(committed.iterdir()):
                shutil.copyfile(path, place / path.name)
            install(place, self.folder)

    def _committed(self) -> Path | None:
        try:
            return current_release(self.root / COMMITTED)
        except ReleaseError:
            return None

    def _published(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [
            path
            for path in self.folder.iterdir()
            if not path.name.startswith(".") and (path / "manifest.json").is_file()
        ]

    def _clear(self) -> None:
        """What a killed publication left behind."""
        for left in self.folder.glob(f"{BUILDING}*"):
            shutil.rmtree(left, ignore_errors=True)


def is_intact(folder: Path) -> bool:
    """Whether a release is to the last byte what its name says."""
    return content_id(folder) == folder.name


def size_of(folder: Path) -> int:
    """The bytes of the files in a folder."""
    return sum(path.stat().st_size for path in _files_in(folder))


def _files_in(folder: Path) -> Iterable[Path]:
    return [path for path in sorted(folder.glob("*")) if path.is_file()]
