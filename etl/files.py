"""Where the publishers' files are: a folder given with --sources, the inbox, the downloads."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from etl.errors import SourceError
from etl.origin import day_of_arrival


@dataclass(frozen=True)
class SourceFiles:
    """The folders in which files are looked for.

    `folders` go first, in order of preference; then `arrivals`, where of files with one name that which
    arrived last goes first (on the same day: in order of the folders).
    A file is known by its path relative to the folder of sources ('statbel/…/X.zip'). In a folder where
    people place files by hand, its name alone will do. `page` is where the publisher offers the file.
    `asked` collects every path and pattern asked for: what a result made of the files depends on.
    """

    folders: tuple[Path, ...]
    arrivals: tuple[Path, ...] = ()
    page: str = ""
    asked: set[str] = field(default_factory=set, compare=False)

    def of(self, page: str) -> "SourceFiles":
        """The same folders, for the source whose files are offered on this page; nothing asked yet."""
        return replace(self, page=page, asked=set())

    def path(self, relative: str) -> Path:
        """The file to use of those with this path or name. Raises SourceError that says where it looked."""
        self.asked.add(relative)
        name = PurePosixPath(relative).name
        found = [folder / part for folder in self.all_folders for part in (PurePosixPath(relative), name)]
        there = [path for path in dict.fromkeys(found) if path.is_file()]
        if not there:
            raise self.absent(relative)
        return self._first_to_last(there)[0]

    def paths(self, pattern: str) -> tuple[Path, ...]:
        """Every file that fits a pattern such as 'statbel/population/X_*.zip', in order of name.

        Of files with one name the one to use. Raises SourceError when there are none.
        """
        found = self.existing(pattern)
        if not found:
            raise self.absent(pattern)
        return found

    def existing(self, pattern: str) -> tuple[Path, ...]:
        """The files that `paths` gives; none when there are none, for a source with several layouts."""
        self.asked.add(pattern)
        return tuple(same_name[0] for same_name in self.by_name(pattern))

    def by_name(self, pattern: str) -> list[tuple[Path, ...]]:
        """The files that fit a pattern, those of one name together, the one to use first."""
        name = PurePosixPath(pattern).name
        found: dict[str, list[Path]] = {}
        for folder in self.all_folders:
            for match in (*folder.glob(pattern), *folder.glob(name)):
                if match.is_file() and match not in found.get(match.name, []):
                    found.setdefault(match.name, []).append(match)
        return [self._first_to_last(found[name]) for name in sorted(found)]

    def absent(self, *accepted: str | tuple[str, ...]) -> SourceError:
        """The error for a source without files: any one of `accepted` would do (a tuple: those together)."""
        choices = [(names,) if isinstance(names, str) else names for names in accepted]
        names = " of ".join(_together(choice) for choice in choices)
        where = ", ".join(str(folder) for folder in self.all_folders)
        one = len(accepted) == 1 and isinstance(accepted[0], str)
        rest = " (* staat voor de rest van de naam)" if "*" in names else ""
        return SourceError(
            choices[0][0] if one else names,
            "",
            expected=f"{'het bestand' if one else 'een van deze bestanden'} in een van de mappen {where}",
            found="geen bestand met dit pad of deze naam" if one else "geen van deze bestanden",
            action=f"download het van {self.page or 'de website van de uitgever'} en plaats het als "
            f"{names} in data/inbox{rest}",
        )

    @property
    def all_folders(self) -> tuple[Path, ...]:
        """Every folder in which is looked."""
        return (*self.folders, *self.arrivals)

    def _first_to_last(self, same_name: list[Path]) -> tuple[Path, ...]:
        """Files with one name, given in order of the folders: the one to use first."""
        if len(same_name) == 1:
            return (same_name[0],)
        arrived = [path for path in same_name if any(map(path.is_relative_to, self.arrivals))]
        given = [path for path in same_name if path not in arrived]
        return (*given, *sorted(arrived, key=day_of_arrival, reverse=True))


def _together(paths: tuple[str, ...]) -> str:
    """The names of files that are needed together, of patterns with nothing but * in them."""
    names = (re.sub(r"\[.*?\]", "", PurePosixPath(path).name) for path in paths)
    return " samen met ".join(f"'{name}'" for name in names)
