"""Which file of which source an upload is, by its layout; and how it stands to the release in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from etl.change_words import count
from etl.desk.intake import safe_name
from etl.desk.layout_figures import FIGURES
from etl.desk.layout_others import OTHERS
from etl.desk.layouts import EDITION, Slot
from etl.desk.sniff import Seen, look_into
from etl.errors import SourceError, listing
from etl.hashes import sha256
from streekmonitor.formats import number
from streekmonitor.release import Release

Standing = Literal["first", "same", "newer", "revised", "extra", "older"]
SLOTS = (*FIGURES, *OTHERS)
HALF_KNOWN = 0.4
NEXT = "{next}"


class NotRecognisedError(SourceError):
    """No source has a file of this layout; the message (Dutch) says what was found and what comes nearest."""


@dataclass(frozen=True)
class Recognised:
    """An upload and the place that it has.

    source: its id, "" for what is known but of no use here (`what` says why); paths: where the source
    module looks for it; periods: those in the file; displaces: files of the source that make room; adds:
    see `etl.desk.layouts.Slot`.
    """

    name: str
    sha256: str
    bytes: int
    source: str
    paths: tuple[str, ...]
    periods: tuple[str, ...]
    displaces: tuple[str, ...] = ()
    adds: bool = False
    what: str = ""


@dataclass(frozen=True)
class Stand:
    """How a file stands to a release: `text` says it (Dutch), `undone` lists the periods that would go."""

    kind: Standing
    text: str
    undone: tuple[str, ...] = ()


def recognise(path: Path, name: str) -> Recognised:
    """Recognise a file by what it holds; `name` is the one that it was uploaded with.

    The name only gives a year that the file itself does not say. Raises NotRecognisedError for an unknown
    layout, and SourceError for what is unsafe or damaged.
    """
    told = safe_name(name)
    try:
        seen = look_into(path)
    except SourceError as error:
        raise _named(error, told) from error
    slot = _slot_of(seen, told)
    try:
        periods = tuple(slot.periods(seen, told))
    except (ValueError, LookupError, OSError) as error:
        raise SourceError(
            told, "", expected="een volledig en leesbaar bestand", found=str(error)[:300],
            action="download het opnieuw bij de uitgever",
        ) from error  # fmt: skip
    return Recognised(
        name=told,
        sha256=sha256(path),
        bytes=path.stat().st_size,
        source=slot.source,
        paths=tuple(_path(pattern, periods, told) for pattern in slot.paths),
        periods=periods,
        displaces=(*slot.displaces, *(_any_edition(path) for path in slot.paths if slot.adds)),
        adds=slot.adds,
        what=slot.what,
    )


class Placed(Protocol):
    """A file with its place: what was recognised, or a file of a draft."""

    @property
    def source(self) -> str: ...  # noqa: D102 - as in Recognised
    @property
    def sha256(self) -> str: ...  # noqa: D102
    @property
    def periods(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def adds(self) -> bool: ...  # noqa: D102


def stand(found: Placed, release: Release) -> Stand:
    """How a recognised file stands to a release."""
    entry = release.manifest["sources"].get(found.source)
    if entry is None:
        return Stand("first", "de release heeft nog geen cijfers van deze bron")
    if found.sha256 in {file["sha256"] for file in entry["files"]}:
        return Stand("same", "hetzelfde bestand als dat van de release: het verandert niets")
    known = _periods_of(found.source, release)
    fresh = sorted(set(found.periods) - known)
    later = {form: last for form, last in _last(known).items() if _last(found.periods).get(form, last) < last}
    if later and not found.adds:
        return _older(found, release, later)
    if fresh and max(fresh) > max((p for p in known if len(p) == len(max(fresh))), default=""):
        return Stand("newer", f"een nieuwere uitgave, met {_span(fresh)}")
    if fresh:
        return Stand("extra", f"een aanvulling, met {_span(fresh)}")
    return Stand("revised", "een uitgave met dezelfde periodes: ze kan cijfers herzien")


def _older(found: Placed, release: Release, later: dict[int, str]) -> Stand:
    """An earlier edition: which periods of the release it does not have yet."""
    known = _periods_of(found.source, release)
    last = _last(found.periods)
    undone = tuple(sorted(period for period in known if len(period) in later and period > last[len(period)]))
    figures = release.observations
    of_source = figures["measure"].isin(_measures(found.source, release))
    lost = int((of_source & figures["period"].isin(undone) & figures["value"].notna()).sum())
    return Stand(
        "older",
        f"een OUDERE uitgave, tot {max(found.periods)}, terwijl de release cijfers heeft tot "
        f"{max(later.values())}: ze zou {_span(undone)} ongedaan maken ({count(lost, 'cijfer', 'cijfers')}), "
        "en herzieningen van eerdere periodes terugdraaien",
        undone,
    )


def _slot_of(seen: Seen, name: str) -> Slot:
    shares = [(slot.share(seen), len(slot.columns), -place, slot) for place, slot in enumerate(SLOTS)]
    share, _, _, best = max(shares, key=lambda entry: entry[:3])
    if share == 1:
        return best
    raise NotRecognisedError(
        name,
        "",
        expected="een bestand in de indeling van een van de bronnen" + _nearest(seen, best, share),
        found=_found(seen, best),
        action="download het bestand opnieuw en breng het ongewijzigd in; is het een eigen tabel, breng ze "
        "dan zo in; heeft de uitgever de indeling veranderd, vraag dan de beheerder om de bronmodule",
    )


def _nearest(seen: Seen, slot: Slot, share: float) -> str:
    """What comes nearest, and what it would still need; nothing when nothing comes near."""
    if share < HALF_KNOWN:
        return ""
    absent = slot.absent(seen)
    missing = f", maar daarvoor ontbreekt {listing(absent)}" if absent else ""
    return f" (het dichtst komt {_title(slot)}{missing})"


def _title(slot: Slot) -> str:
    return f"bron '{slot.source}'" if slot.source else slot.what


def _found(seen: Seen, nearest: Slot) -> str:
    """A few words on what a file holds: first the columns that the nearest layout does not have."""
    kinds = {
        "text": "tekst",
        "gzip": "tekst, ingepakt met gzip",
        "zip_text": f"een zip met {seen.member}",
        "zip_sqlite": f"een zip met de databank {seen.member}",
        "workbook": "een werkmap",
        "old_workbook": "een werkmap (.xls)",
        "parquet": "een parquetbestand",
        "json": "JSON met feiten",
        "sqlite": "een databank",
        "shape": f"een shapefile met {number(seen.records)} vormen",
        "dbase": f"een dBASE-tabel met {number(seen.records)} rijen",
    }
    parts = [kinds[seen.kind]]
    if seen.sheets:
        parts.append(f"bladen of tabellen {listing(seen.sheets)}")
    if any(seen.columns):
        known = {*nearest.columns, *nearest.renamed}
        names = sorted((name for name in seen.columns if name), key=lambda name: name in known)
        parts.append(f"kolommen {listing([name[:80] for name in names])}")
    return ", ".join(parts)


def _path(pattern: str, periods: Sequence[str], name: str) -> str:
    if EDITION not in pattern:
        return pattern
    if not periods:
        raise SourceError(
            name,
            "",
            expected="een jaartal in het bestand of in zijn naam, om te weten welke uitgave dit is",
            found="geen jaartal",
            action="geef het bestand de naam terug die de uitgever het gaf en breng het opnieuw in",
        )
    last = max(periods)
    return pattern.replace(EDITION, last).replace(NEXT, str(int(last[:4]) + 1))


def _any_edition(pattern: str) -> str:
    """The files of one slot, whatever their edition."""
    return pattern.replace(EDITION, "[0-9]*").replace(NEXT, "[0-9]*")


def _named(error: SourceError, name: str) -> SourceError:
    """The same error under the name that people know the file by, and without the way to data/inbox."""
    action = error.action.replace(" en plaats het in data/inbox", "")
    return SourceError(name, error.where, expected=error.expected, found=error.found, action=action)


def _measures(source: str, release: Release) -> list[str]:
    return [measure.id for measure in release.catalog.measures if source in measure.sources]


def _periods_of(source: str, release: Release) -> set[str]:
    """The periods with a figure of a source; of a spliced measure only those that the source supplies."""
    first, *_, last = release.manifest["sources"][source]["periods"] or [""] * 2
    found = {
        period
        for measure in _measures(source, release)
        for period in release.manifest["measures"].get(measure, {}).get("periods", [])
    }
    flows = [flow.id for flow in release.catalog.flows if flow.source == source]
    found |= {period for flow in flows for period in release.manifest["measures"][flow]["periods"]}
    return {period for period in found if first <= period[: len(first)] and period[:4] <= last[:4]}


def _last(periods: Sequence[str] | set[str]) -> dict[int, str]:
    """The last period of each form: a year (4 signs), a quarter or month (7)."""
    last: dict[int, str] = {}
    for period in periods:
        last[len(period)] = max(period, last.get(len(period), ""))
    return last


def _span(periods: Sequence[str]) -> str:
    """One period, or the first and last of several."""
    ordered = sorted(periods)
    return ordered[0] if len(ordered) == 1 else f"{ordered[0]} tot {ordered[-1]} ({len(ordered)} periodes)"
