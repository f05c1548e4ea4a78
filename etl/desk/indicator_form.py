"""What somebody types in the form of a new indicator, as the entries of the catalog that it makes."""

from collections.abc import Mapping
from typing import Any

from etl.desk.new_indicator import NewEntries, suggested_id
from etl.desk.own import OWN
from streekmonitor.area_names import normalise_name
from streekmonitor.catalog import Catalog

COUNT, SHARE, GIVEN, WEIGHTED = "sum", "ratio", "published", "weighted_mean"
FORMS = {
    COUNT: "Een aantal, dat voor een regio wordt opgeteld",
    SHARE: "Een aantal, in verhouding tot een ander",
    WEIGHTED: "Een gegeven percentage of gemiddelde, voor een regio gewogen",
    GIVEN: "Een gegeven cijfer, dat voor een regio niet te berekenen is",
}
ADDITIVE = (COUNT, SHARE)
WITH_OTHER = (SHARE, WEIGHTED)
LONGEST_ID = 60


def source_entry(typed: Mapping[str, str], today: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """The entry of the source of an own table. `today` is ISO; `known` are the sources that there are, by id.

    typed: title, publisher, licence, reuse, url, rhythm, notes (one per line); what is absent stays empty,
    for `etl.desk.new_indicator.problems` to tell.
    """
    title, publisher = typed.get("title", "").strip(), typed.get("publisher", "").strip()
    return {
        "id": source_id(title, known),
        "publisher": publisher,
        "title": title,
        "table": "eigen tabel",
        "licence": typed.get("licence", "").strip(),
        "attribution": f"Bron: {publisher}" if publisher else "",
        "reuse": typed.get("reuse", "unconfirmed"),
        "url": typed.get("url", "").strip(),
        "rhythm": typed.get("rhythm", "jaarlijks").strip(),
        "coverage": "flemish_brabant",
        "retrieved": today,
        "notes": tuple(line.strip() for line in typed.get("notes", "").splitlines() if line.strip()),
    }


def source_id(title: str, known: Mapping[str, Any]) -> str:
    """The id of an own source by its title: that of the own source with this very title, else a new one."""
    for name, source in known.items():
        if name.startswith(OWN) and source.title == title:
            return name
    plain = f"{OWN}{'_'.join(normalise_name(title).split())}"[:LONGEST_ID].strip("_")
    numbered = (plain, *(f"{plain}_{number}" for number in range(2, len(known) + 3)))
    return next(name for name in numbered if name not in known)


def entries_of(typed: Mapping[str, Any], source: Mapping[str, Any], catalog: Catalog) -> NewEntries:
    """The entries of a new indicator on a measure of its own. `source` is as of `source_entry`.

    typed: label, short_label, theme, group, question, definition, processing, form (of FORMS), other (id of
    the measure that it is set against or weighted by), factor, unit, measure_unit, decimals, polarity,
    reference, nature, notes. What is wrong with them, `etl.desk.new_indicator.problems` tells by field.
    """
    name = suggested_id(str(typed.get("label", "")), catalog)
    measure = f"{name}_cijfer"
    kind = str(typed.get("form", COUNT))
    label, unit = _text(typed, "label"), _text(typed, "unit")
    return NewEntries(
        indicator={
            "id": name,
            **{key: _text(typed, key) for key in ("theme", "question", "definition", "processing", "group")},
            "label": label,
            "short_label": _text(typed, "short_label") or label,
            "form": _form(kind, measure, typed),
            "unit": unit,
            "decimals": int(typed.get("decimals", 0)),
            "polarity": typed.get("polarity", "none"),
            "notes": tuple(line.strip() for line in _text(typed, "notes").splitlines() if line.strip()),
        },
        measure={
            "id": measure,
            "label": label,
            "source": source["id"],
            "unit": _text(typed, "measure_unit") or unit,
            "additive": kind in ADDITIVE,
            "reference": typed.get("reference", "end"),
            "nature": typed.get("nature", "register"),
            "decimals": int(typed.get("decimals", 0)) if kind not in ADDITIVE else 0,
        },
        source={} if source["id"] in catalog.source_by_id else source,
    )


def _form(kind: str, measure: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The form as it is written in the catalog."""
    other = typed.get("other", "")
    if kind == SHARE:
        return {
            "ratio": {"numerator": measure, "denominator": other, "factor": float(typed.get("factor", 100))}
        }
    if kind == WEIGHTED:
        return {"weighted_mean": {"rate": measure, "weight": other}}
    return {kind: measure}


def _text(typed: Mapping[str, Any], key: str) -> str:
    return str(typed.get(key, "")).strip()
