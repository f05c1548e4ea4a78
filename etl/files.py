"""Where the publishers' files are: a folder given with --sources, the inbox, the downloads."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from etl.errors import SourceError

CHUNK = 1 << 20


@dataclass(frozen=True)
class SourceFiles:
    """The folders in which files are looked for, in order of preference.

    A file is known by its path relative to the folder of sources ('statbel/…/X.zip'). In a folder where
    people place files by hand, its name alone will do. `page` is where the publisher offers the file.
    `asked` collects every path and pattern asked for: what a result made of the files depends on.
    """

    folders: tuple[Path, ...]
    page: str = ""
    asked: set[str] = field(default_factory=set, compare=False)

    def of(self, page: str) -> "SourceFiles":
        """The same folders, for the source whose files are offered on this page; nothing asked yet."""
        return replace(self, page=page, asked=set())

    def path(self, relative: str) -> Path:
        """The first existing file. Raises SourceError that says where it was looked for."""
        self.asked.add(relative)
        for folder in self.folders:
            for candidate in (folder / PurePosixPath(relative), folder / PurePosixPath(relative).name):
                if candidate.is_file():
                    return candidate
        where = ", ".join(str(folder) for folder in self.folders)
        raise SourceError(
            relative,
            "",
            expected=f"het bestand in een van de mappen {where}",
            found="geen bestand met dit pad of deze naam",
            action=f"download het van {self.page or 'de website van de uitgever'} en plaats het als "
            f"'{PurePosixPath(relative).name}' in data/inbox",
        )

    def paths(self, pattern: str) -> tuple[Path, ...]:
        """Every file that fits a pattern such as 'statbel/population/X_*.zip', in order of name.

        Of files with one name the first folder's wins. Raises SourceError when there are none.
        """
        return self.existing(pattern) or (self.path(pattern),)

    def existing(self, pattern: str) -> tuple[Path, ...]:
        """The files that `paths` gives; none when there are none, for a source with several layouts."""
        self.asked.add(pattern)
        name = PurePosixPath(pattern).name
        found: dict[str, Path] = {}
        for folder in self.folders:
            for match in (*folder.glob(pattern), *folder.glob(name)):
                if match.is_file():
                    found.setdefault(match.name, match)
        return tuple(found[name] for name in sorted(found))


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()
