"""Parts of the change report about sources: files, rows set aside, overlaps, corrections."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from etl.change_words import Part, area_name, count, entries, series_name, span
from streekmonitor.formats import NBSP, listing, number
from streekmonitor.release import Release

FILES_SHOWN = 6


def files_changed(old: Release, new: Release) -> Part:
    """Sources that came or went, and files that are new, gone, or have another content."""
    before, after = _files(old), _files(new)
    lines = []
    for source in sorted({*before, *after}):
        words = _file_words(before.get(source, {}), after.get(source, {}))
        if words:
            lines.append(f"- {_title(source, new if source in after else old)}: {words}.")
    return Part("Bestanden", lines, summary=f"andere bestanden bij {count(len(lines), 'bron', 'bronnen')}")


def _files(release: Release) -> dict[str, dict[str, str]]:
    sources: Mapping[str, Any] = release.manifest.get("sources", {})
    return {
        name: {str(PurePosixPath(file["path"]).name): file["sha256"] for file in entry["files"]}
        for name, entry in sources.items()
    }


def _file_words(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    other = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    kinds = {
        "nieuw": [name for name in other if name not in before],
        "niet meer gebruikt": [name for name in other if name not in after],
        "andere inhoud": [name for name in other if name in before and name in after],
    }
    return "; ".join(f"{kind} {_some(names)}" for kind, names in kinds.items() if names)


def rows_set_aside(old: Release | None, new: Release) -> Part:
    """What the model has no area for, per source; of a source with the same rows as before, nothing."""
    before = _aside(old) if old else {}
    lines = []
    for source, reasons in _aside(new).items():
        other = [
            _aside_words(reason, rows, before.get(source, {}).get(reason, 0) if old else None)
            for reason, rows in reasons.items()
            if rows != before.get(source, {}).get(reason)
        ]
        lines += [f"- {_title(source, new)}:", *other] if other else []
    return Part(
        "Wat niet in de release past",
        lines,
        "Kijk bij elke reden of het er niet meer zijn dan verwacht." if old and lines else "",
        "andere aantallen opzijgezette rijen" if old else "",
    )


def _aside_words(reason: str, rows: int, former: int | None) -> str:
    was = "" if former is None else f", vorige keer {number(former)}"
    return f"  - {reason} ({count(rows, 'rij', 'rijen')}{was})"


def _aside(release: Release) -> dict[str, dict[str, int]]:
    sources: Mapping[str, Any] = release.manifest.get("sources", {})
    return {
        name: {aside["reason"]: aside["rows"] for aside in entry["set_aside"]}
        for name, entry in sources.items()
    }


def overlap_lines(new: Release) -> Part:
    """How far two sources of one measure lie apart where both have figures."""
    labels = entries(new.catalog)
    lines = [
        f"- {labels[measure].label}: in {span(entry['periods'])} verschilt {_title(entry['source'], new)} in "
        f"{number(entry['different'])} van {count(entry['rows'], 'cijfer', 'cijfers')}, hoogstens "
        f"{number(entry['largest'], 2)}{NBSP}%. De eerstgenoemde bron van de maat geldt."
        for measure, found in new.manifest.get("overlaps", {}).items()
        for entry in found
        if entry["different"]
    ]
    return Part("Bronnen die elkaar overlappen", lines)


def correction_lines(old: Release | None, new: Release) -> Part:
    """The corrections that are applied; those that came or went are marked."""
    before, after = (_corrections(release) if release else [] for release in (old, new))
    lines = [_correction(entry, new, is_new=bool(old) and entry not in before) for entry in after]
    lines += [f"- Niet meer verbeterd: {_cell(entry, new)}." for entry in before if entry not in after]
    lines += [_spelling(entry, new) for entry in new.manifest.get("spellings", ())]
    return Part("Verbeterde fouten van uitgevers", lines)


def _corrections(release: Release) -> list[dict[str, Any]]:
    return list(release.manifest.get("corrections", []))


def _correction(entry: Mapping[str, Any], new: Release, *, is_new: bool) -> str:
    what = {"override": "waarde vervangen", "drop": "weggelaten", "flag": "als bijzonder gemerkt"}
    head = "Nieuw: " if is_new else ""
    return (
        f"- {head}{_cell(entry, new)}, {what[entry['action']]}: {entry['reason']} "
        f"Gemeld aan de uitgever: {entry['reported']}."
    )


def _spelling(entry: Mapping[str, Any], new: Release) -> str:
    return (
        f"- {_title(entry['source'], new)}: '{entry['text']}' gelezen als {area_name(entry['area'], new)}. "
        f"{entry['reason']} Gemeld aan de uitgever: {entry['reported']}."
    )


def _cell(entry: Mapping[str, Any], new: Release) -> str:
    known = entry["measure"] in entries(new.catalog)
    series = series_name(entry["measure"], entry["category"], new) if known else entry["measure"]
    return f"{series}, {area_name(entry['area'], new)}, {entry['period']}"


def _title(source: str, release: Release) -> str:
    entry = release.catalog.source_by_id.get(source)
    return f"{entry.title} (`{source}`)" if entry else f"`{source}`"


def _some(names: list[str]) -> str:
    rest = len(names) - FILES_SHOWN
    return listing([*names[:FILES_SHOWN], *([f"nog {number(rest)}"] if rest > 0 else [])])
