"""Gets the files of the sources from their publishers into data/raw, and names what a person has to get."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

import requests

from etl.addresses import Address, ByHand, Remote
from etl.arrived import check_arrived
from etl.download import Downloader, DownloadError, Tell, forget
from etl.errors import SourceError
from etl.hashes import sha256
from etl.origin import Origin, origin_of, write_origin
from etl.progress import Progress
from streekmonitor.catalog import Source
from streekmonitor.formats import number

Kind = Literal["new", "unchanged", "absent", "failed", "by_hand"]
ARRIVED = ("new", "unchanged")
PART = ".part"


class Fetchable(Protocol):
    """A source with its `ADDRESS` (see `etl.addresses`); one without is got by hand."""

    @property
    def SOURCE(self) -> str:  # noqa: N802 - as source modules call it
        """Its id in the catalog."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    `reason` (Dutch) says why it failed, or how a person gets it; of a failure `url` is the address that was
    tried and `page` where a person may find the file.
    """

    source: str
    file: str
    kind: Kind
    reason: str = ""
    url: str = ""
    page: str = ""

    @property
    def name(self) -> str:
        """The name that the file is to get."""
        return PurePosixPath(self.file).name

    @property
    def message(self) -> str:
        """Why it failed and what to do instead, or how a person gets it (Dutch)."""
        if self.kind == "by_hand":
            return self.reason
        return (
            f"{self.name}: {self.reason}.\n  wat te doen: open {self.url} in een browser, of bezoek "
            f"{self.page}, en plaats het bestand als data/inbox/{self.name}"
        )


@dataclass(frozen=True)
class Fetcher:
    """Fetches into `raw` (data/raw); `today` is the day to write down."""

    raw: Path
    progress: Progress
    today: date
    downloader: Downloader = field(default_factory=Downloader)

    def source(self, module: Fetchable, source: Source) -> list[Outcome]:
        """Everything that the module of a source has an address for."""
        addresses: Address = getattr(module, "ADDRESS", ())
        if not addresses:
            return [_by_hand(source.id, ByHand(source.url, "", ""), ())]
        outcomes: list[Outcome] = []
        for address in addresses:
            if isinstance(address, ByHand):
                arrived = any(one.file == address.file and one.kind in ARRIVED for one in outcomes)
                outcomes += [] if arrived else [_by_hand(source.id, address, self._placed(address))]
            elif address.first_year is None:
                outcomes.append(self.file(source, address))
            else:
                outcomes += self._years(source, address, address.first_year)
        return outcomes

    def _years(self, source: Source, address: Remote, first: int) -> list[Outcome]:
        """One file per year; that of a year without publication is not there, unless it never is."""
        outcomes = [self.file(source, address.of_year(year)) for year in range(first, self.today.year + 1)]
        there = [outcome for outcome in outcomes if outcome.kind != "absent"]
        return there or [replace(outcomes[-1], kind="failed")]

    def file(self, source: Source, address: Remote) -> Outcome:
        """One file: downloaded, checked, and only then put in its place, with its origin beside it."""
        target = self.raw / PurePosixPath(address.file)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + PART)
        known = origin_of(target) if target.is_file() else None
        known = known if known and known.url == address.url else None
        with self.progress.step(target.name) as step:
            try:
                answer = self.downloader.fetch(address.url, part, known, _teller(step.update))
                if answer is not None:
                    check_arrived(part, address.file, address.header)
            except DownloadError as error:
                kind: Kind = "absent" if error.missing and address.first_year else "failed"
                step.result = "niet gepubliceerd" if kind == "absent" else "niet gelukt"
                return Outcome(source.id, address.file, kind, str(error), address.url, source.url)
            except SourceError as error:
                forget(part)
                step.result = "niet gelukt"
                reason = f"wat aankwam, is niet bruikbaar: {error.found} (verwacht: {error.expected})"
                return Outcome(source.id, address.file, "failed", reason, address.url, source.url)
            kind = self._place(part, target, address.url, answer, known)
            step.result = {"new": "nieuw", "unchanged": "ongewijzigd"}[kind]
            return Outcome(source.id, address.file, kind)

    def _place(
        self, part: Path, target: Path, url: str, answer: requests.Response | None, known: Origin | None
    ) -> Literal["new", "unchanged"]:
        """Put a sound download in its place and write down where it came from."""
        day = self.today.isoformat()
        if answer is None and known is not None:
            write_origin(target, Origin(**{**known.__dict__, "checked": day}))
            return "unchanged"
        hashed, size = sha256(part), part.stat().st_size
        same = known is not None and known.sha256 == hashed
        headers = answer.headers if answer is not None else {}
        part.replace(target)
        forget(part)
        origin = Origin(
            url=url,
            sha256=hashed,
            bytes=size,
            retrieved=known.retrieved if known is not None and same else day,
            checked=day,
            etag=headers.get("ETag", ""),
            modified=headers.get("Last-Modified", ""),
        )
        write_origin(target, origin)
        return "unchanged" if same else "new"

    def _placed(self, address: ByHand) -> Sequence[Path]:
        inbox = self.raw.parent / "inbox"
        return sorted(inbox.glob(PurePosixPath(address.file).name)) if address.file else ()


def report(outcomes: Iterable[Outcome]) -> str:
    """What was fetched, what failed and what a person has to get, in Dutch."""
    listed = list(outcomes)
    counts = {kind: sum(outcome.kind == kind for outcome in listed) for kind in ARRIVED}
    lines = [f"Nieuw: {number(counts['new'])}, ongewijzigd: {number(counts['unchanged'])}."]
    failed: dict[str, list[Outcome]] = {}
    for outcome in listed:
        if outcome.kind == "failed":
            failed.setdefault(outcome.source, []).append(outcome)
    if failed:
        lines += ["", "Niet gelukt:", *(f"- {name}: {_together(some)}" for name, some in failed.items())]
    by_hand = [outcome for outcome in listed if outcome.kind == "by_hand"]
    if by_hand:
        lines += ["", "Met de hand op te halen:"]
        lines += [f"- {outcome.source}: {outcome.message}" for outcome in by_hand]
    return "\n".join(lines)


def _together(failed: Sequence[Outcome]) -> str:
    """The failures of one source as one message: files that failed for one reason stand on one line."""
    first = failed[0]
    if len(failed) == 1:
        return first.message
    reasons: dict[str, list[str]] = {}
    for outcome in failed:
        reasons.setdefault(outcome.reason, []).append(outcome.name)
    return "\n".join(
        [
            f"{number(len(failed))} bestanden.",
            *(f"  {_names(names)}: {reason}" for reason, names in reasons.items()),
            f"  wat te doen: bezoek {first.page} in een browser, of open {first.url}",
            "  en de andere adressen van die vorm, en plaats elk bestand onder zijn naam in data/inbox",
        ]
    )


def _names(names: Sequence[str]) -> str:
    between = "en" if len(names) == 2 else "tot en met"
    count = f" ({number(len(names))} bestanden)" if len(names) > 2 else ""
    return names[0] if len(names) == 1 else f"{names[0]} {between} {names[-1]}{count}"


def _teller(update: Callable[[str], None]) -> Tell:
    """How far a download is, in megabytes."""

    def tell(here: int, total: int | None) -> None:
        whole = f" van {number(total / 2**20, 1)}" if total else ""
        update(f"{number(here / 2**20, 1)}{whole} MB")

    return tell


def _by_hand(source: str, address: ByHand, placed: Sequence[Path]) -> Outcome:
    name = PurePosixPath(address.file).name
    where = f" en plaats het als data/inbox/{name}" if name else " en plaats het bestand in data/inbox"
    how = f": {address.how.rstrip('.')}" if address.how else ""
    there = f" (staat er al: {', '.join(path.name for path in placed)})" if placed else ""
    return Outcome(source, address.file, "by_hand", f"bezoek {address.page}{how}{where}{there}.")
