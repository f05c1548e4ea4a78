"""A new indicator defined in a form: the same catalog entry as somebody would write by hand.

The text is added to the YAML files of data/catalog; whatever stands there, comments too, stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from streekmonitor.area_names import normalise_name
from streekmonitor.catalog import Catalog, Dimension, Indicator, Measure, Source
from streekmonitor.catalog_files import reason_of

WIDTH = 110
FOLDED = 80  # texts longer than this get lines of their own
_NEXT_KEY = re.compile(r"^[a-z_]+:", re.MULTILINE)
_WEB = re.compile(r"https?://[^\s()<>]+")
_ABOUT = re.compile(r"(?:indicator|measure) '(?P<id>[^']*)'")


@dataclass(frozen=True)
class NewEntries:
    """What a form holds, by key of the catalog; the entries that it does not define anew are empty.

    indicator: keys of `catalog.Indicator` (its `theme` is the working group), `form` as in YAML:
    {"ratio": {"numerator": …}}. measure, dimension, source: keys of those models, when the indicator needs a
    measure, a breakdown or a source that is not in the catalog yet. Values that equal the default may be
    left out.
    """

    indicator: Mapping[str, Any]
    measure: Mapping[str, Any] = field(default_factory=dict)
    dimension: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, Any] = field(default_factory=dict)

    def entries(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The entries that are there: their kind, and their content without keys that say nothing."""
        for each in fields(self):
            content = getattr(self, each.name)
            if content:
                yield (
                    each.name,
                    {key: value for key, value in content.items() if value not in (None, "", (), [])},
                )

    def lists(self) -> dict[str, list[dict[str, Any]]]:
        """The entries by the list of the catalog that they belong to: measures, indicators, sources."""
        return {_LISTS[kind]: [dict(content)] for kind, content in self.entries()}


MODELS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {"indicator": Indicator, "measure": Measure, "dimension": Dimension, "source": Source}
)
_LISTS = {"indicator": "indicators", "measure": "measures", "dimension": "dimensions", "source": "sources"}

Problems = dict[str, list[str]]
"""What is wrong (Dutch), by kind and key: "indicator.unit"."""


def suggested_id(label: str, catalog: Catalog) -> str:
    """An id made of the words of a label, that nothing in the catalog has: "groen", else "groen_2"."""
    words = "_".join(normalise_name(label).split())[:60].strip("_")
    plain = words if words[:1].isalpha() else f"i_{words}".rstrip("_")
    taken = {*catalog.indicator_by_id, *catalog.measure_by_id, *catalog.flow_by_id}
    numbered = (plain, *(f"{plain}_{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in numbered if name not in taken)


def problems(new: NewEntries, catalog: Catalog) -> Problems:
    """Everything that is wrong with the entries, by key; empty when the catalog can take them."""
    found: Problems = {}
    for place, text in (*_malformed(new), *_taken(new, catalog), *_unsound(new, catalog)):
        found.setdefault(place, []).append(text)
    if not found:
        for place, text in _dangling(new, catalog):
            found.setdefault(place, []).append(text)
    return found


def new_texts(new: NewEntries, folder: Path) -> dict[str, str]:
    """The full new text of each file of the catalog in `folder` that changes, by its path there.

    Write them as UTF-8 without changing line ends. Raises ValueError (Dutch) for a file whose layout leaves
    no room for an entry; check `problems` first.
    """
    texts: dict[str, str] = {}
    for kind, content in new.entries():
        name = _file_of(kind, content)
        text = texts.get(name) or _text_of(folder / name)
        texts[name] = _with_entry(name, text, kind, content)
    return texts


def entry_text(kind: str, content: Mapping[str, Any]) -> str:
    """One entry as people write it: keys in the order of the catalog, long texts on lines of their own."""
    order = list(MODELS[kind].model_fields)
    known = sorted(content.items(), key=lambda item: order.index(item[0]))
    plain = {
        key: _as_yaml(key, value) for key, value in known if not (kind == "indicator" and key == "theme")
    }
    text = yaml.dump([plain], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    if yaml.safe_load(text) != [_unwrapped(plain)]:
        raise ValueError(
            f"'{content.get('id')}' kan niet als YAML worden geschreven; vereenvoudig de teksten."
        )
    return text


# --- what is wrong ------------------------------------------------------------------------------------------


def _malformed(new: NewEntries) -> Iterator[tuple[str, str]]:
    """Keys that are absent, unknown, or of the wrong kind."""
    for kind, content in new.entries():
        try:
            MODELS[kind].model_validate(content)
        except ValidationError as error:
            for problem in error.errors():
                yield f"{kind}.{problem['loc'][0] if problem['loc'] else 'id'}", reason_of(dict(problem))
        for key, value in content.items():
            if isinstance(value, str) and value != value.strip():
                yield f"{kind}.{key}", "begint of eindigt met een spatie"


def _taken(new: NewEntries, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Ids that something else has already."""
    known = {
        "indicator": catalog.indicator_by_id.keys(),
        "measure": catalog.measure_by_id.keys() | catalog.flow_by_id.keys(),
        "dimension": catalog.dimension_by_id.keys(),
        "source": catalog.source_by_id.keys(),
    }
    for kind, content in new.entries():
        if content.get("id") in known[kind]:
            yield f"{kind}.id", f"'{content['id']}' bestaat al; kies een andere naam"


def _unsound(new: NewEntries, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """What the models allow and the arithmetic does not."""
    theme = new.indicator.get("theme")
    if theme and theme not in catalog.theme_by_id:
        yield "indicator.theme", f"kies uit {', '.join(catalog.theme_by_id)}"
    measure = new.measure
    if measure.get("unit") == "%" and measure.get("additive"):
        yield "measure.additive", "percentages kunnen niet worden opgeteld"
    low, high = measure.get("minimum", 0), measure.get("maximum")
    if isinstance(low, int | float) and isinstance(high, int | float) and low >= high:
        yield "measure.maximum", "moet groter zijn dan het minimum"
    retrieved = new.source.get("retrieved")
    if isinstance(retrieved, str) and not _is_day(retrieved):
        yield "source.retrieved", "geen bestaande dag; schrijf jaar-maand-dag, zoals 2025-03-31"
    url = new.source.get("url")
    if isinstance(url, str) and url and not _WEB.fullmatch(url):
        yield "source.url", "geen webadres; het begint met https:// of http://"
    if new.indicator.get("neutral_hue") and new.indicator.get("polarity", "none") != "none":
        yield "indicator.polarity", "een neutrale kleur oordeelt niet: kies 'none'"


def _dangling(new: NewEntries, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """References that lead nowhere, as the catalog itself finds them."""
    whole = catalog.model_dump(mode="json")
    for name, added in new.lists().items():
        whole[name] = [*whole[name], *added]
    try:
        Catalog.model_validate(whole)
    except ValidationError as error:
        for problem in error.errors():
            for line in reason_of(dict(problem)).split("\n- "):
                yield _place_of(line, new), line


def _place_of(line: str, new: NewEntries) -> str:
    """The key that a line of the catalog's check is about."""
    match = _ABOUT.match(line)
    if match and match["id"] == new.measure.get("id") and line.startswith("measure"):
        return "measure.source" if "bron" in line else "measure.dimension"
    return "indicator.form"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


# --- writing ------------------------------------------------------------------------------------------------


class _Flow(dict[str, Any]):
    """A mapping that is written on one line, as the forms of indicators are."""


class _Folded(str):
    """A long text."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes entries as people do: lists indented, long texts folded, no references to repeated values."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - its name
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - its name
        return True


def _write_flow(dumper: yaml.SafeDumper, value: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


def _write_folded(dumper: yaml.SafeDumper, value: _Folded) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style=">")


_Dumper.add_representer(_Flow, _write_flow)
_Dumper.add_representer(_Folded, _write_folded)


def _as_yaml(key: str, value: Any) -> Any:
    """A value in the clothes in which it is to be written."""
    if isinstance(value, Mapping):
        return _Flow({name: _as_yaml(key, inner) for name, inner in value.items()})
    if isinstance(value, list | tuple):
        return [_as_yaml(key, inner) for inner in value]
    return _Folded(value) if isinstance(value, str) and len(value) > FOLDED else value


def _unwrapped(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _unwrapped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_unwrapped(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def _file_of(kind: str, content: Mapping[str, Any]) -> str:
    if kind == "indicator":
        return f"indicators/{content['theme']}.yaml"
    return "sources.yaml" if kind == "source" else "measures.yaml"


def _text_of(path: Path) -> str:
    """The text of a file with its own line ends; an absent file is an empty one."""
    return path.read_bytes().decode("utf-8") if path.is_file() else ""


def _with_entry(name: str, text: str, kind: str, content: Mapping[str, Any]) -> str:
    """The text with one entry more, at the end of its list."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n")
    added = entry_text(kind, content)
    if name == "measures.yaml":
        lines = _inside(lines, _LISTS[kind], added)
    else:
        lines = f"{lines.rstrip()}\n\n{added}" if lines.strip() else added
    return lines.replace("\n", line_end)


def _inside(text: str, key: str, added: str) -> str:
    """A text of several lists with an entry at the end of one; comments above the next list stay there."""
    starts = [match.start() for match in _NEXT_KEY.finditer(text)]
    start = next((place for place in starts if text.startswith(f"{key}:\n", place)), None)
    if start is None:
        raise ValueError(f"measures.yaml heeft geen lijst '{key}:' met een regel per sleutel; voeg ze toe.")
    end = min((place for place in starts if place > start), default=len(text))
    before = _without_comments_at_end(text[:end])
    indented = "".join(f"  {line}" if line.strip() else line for line in added.splitlines(keepends=True))
    return f"{before.rstrip()}\n\n{indented}{_gap(text[len(before) :])}"


def _without_comments_at_end(text: str) -> str:
    """The text up to the comments and empty lines that lead to what comes next."""
    lines = text.splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return "".join(lines)


def _gap(rest: str) -> str:
    return f"\n{rest.lstrip()}" if rest.strip() else ""
