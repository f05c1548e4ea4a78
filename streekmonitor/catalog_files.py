"""Reads the YAML files of `data/catalog`, and explains in Dutch what is wrong with a catalog's content."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from streekmonitor.catalog import Catalog, CatalogError

MEASURE_LISTS = ("dimensions", "measures", "flows")
REASONS = {
    "missing": "verplichte sleutel ontbreekt",
    "extra_forbidden": "onbekende sleutel; verwijder hem of verbeter de schrijfwijze",
    "literal_error": "kies uit {expected}",
    "union_tag_invalid": "onbekende vorm '{tag}'; kies uit {expected_tags}",
    "union_tag_not_found": "verwacht één vorm met haar inhoud",
    "string_pattern_mismatch": "verwacht de schrijfwijze {pattern}",
    "string_too_short": "mag niet leeg zijn",
    "string_type": "verwacht tekst; zet aanhalingstekens rond een getal of datum",
    "int_type": "verwacht een geheel getal",
    "int_parsing": "verwacht een geheel getal",
    "int_from_float": "verwacht een geheel getal",
    "float_type": "verwacht een getal",
    "float_parsing": "verwacht een getal",
    "bool_type": "verwacht true of false",
    "bool_parsing": "verwacht true of false",
    "tuple_type": "verwacht een lijst",
    "model_type": "verwacht sleutels met hun waarde",
    "greater_than": "moet groter zijn dan {gt}",
    "greater_than_equal": "moet minstens {ge} zijn",
    "less_than_equal": "mag hoogstens {le} zijn",
}
WITHOUT_INPUT = ("missing", "extra_forbidden")


class _Loader(yaml.SafeLoader):
    """Refuses a key that stands twice in one entry: YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        counts = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        for key, count in counts.items():
            if count > 1:
                raise yaml.constructor.ConstructorError(
                    problem=f"sleutel '{key}' staat {count} keer in dezelfde fiche",
                    problem_mark=node.start_mark,
                )
        return super().construct_mapping(node, deep)


def load_catalog(folder: Path) -> Catalog:
    """Read `data/catalog`: themes.yaml, sources.yaml, measures.yaml and indicators/<theme>.yaml.

    The theme of an indicator is the name of its file. Raises CatalogError with file, entry and reason.
    """
    return _validated(_read_content(folder), str(folder))


def catalog_from_dict(content: dict[str, Any]) -> Catalog:
    """The catalog of a release, as `Catalog.model_dump(mode="json")` wrote it."""
    return _validated(content, "catalog.json")


def _validated(content: dict[str, Any], where: str) -> Catalog:
    try:
        return Catalog.model_validate(content)
    except ValidationError as error:
        lines = [_explain(content, dict(problem)) for problem in error.errors()]
        raise CatalogError(f"De catalogus in {where} klopt niet:\n" + "\n".join(lines)) from error


def _read_content(folder: Path) -> dict[str, Any]:
    """Read themes.yaml, sources.yaml, measures.yaml and indicators/<theme>.yaml as one mapping.

    Raises CatalogError when a file is absent, not readable, or not of the shape that is expected.
    """
    measures = _read(folder / "measures.yaml")
    if not isinstance(measures, dict) or set(measures) - set(MEASURE_LISTS):
        raise CatalogError(
            f"{folder / 'measures.yaml'}: verwacht alleen de lijsten {', '.join(MEASURE_LISTS)}."
        )
    themes = _entries(folder / "themes.yaml")
    return {
        "themes": themes,
        "sources": _entries(folder / "sources.yaml"),
        **measures,
        "indicators": list(_indicators(folder / "indicators", [theme.get("id") for theme in themes])),
    }


def _explain(content: Mapping[str, Any], problem: Mapping[str, Any]) -> str:
    """Explain one problem that pydantic found: the entry by its id, the key, the reason, the value."""
    if not problem["loc"]:
        return f"- {reason_of(problem)}"
    found = "" if problem["type"] in WITHOUT_INPUT else f" (gevonden: {problem.get('input')!r:.80})"
    return f"- {_place(content, problem['loc'])}: {reason_of(problem)}{found}."


def reason_of(problem: Mapping[str, Any]) -> str:
    """What is wrong (Dutch), of one of the `errors()` of a ValidationError; without place and value."""
    kind, context = problem["type"], dict(problem.get("ctx", {}))
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace(" or ", " of ")
    # An `error` was raised by the models themselves, in Dutch.
    return REASONS[kind].format(**context) if kind in REASONS else str(context.get("error", problem["msg"]))


def _place(content: Mapping[str, Any], location: Sequence[str | int]) -> str:
    """Name the place of a problem: `indicators → jobseeker_rate → polarity`."""
    steps: list[object] = list(location)
    if len(steps) > 1 and isinstance(location[1], int):
        entry = content[str(location[0])][location[1]]
        steps[1] = entry.get("id", f"fiche {location[1] + 1}") if isinstance(entry, dict) else location[1]
    return " → ".join(str(step) for step in steps)


def _indicators(folder: Path, themes: Sequence[object]) -> Iterator[dict[str, Any]]:
    """Yield the indicators in the order of the themes; the theme is the name of the file."""
    files = {path.stem: path for path in folder.glob("*.yaml")}
    if stray := sorted(set(files) - {str(theme) for theme in themes}):
        raise CatalogError(f"{folder}: bestand zonder thema in themes.yaml: {', '.join(stray)}.")
    for theme in themes:
        path = files.get(str(theme))
        for entry in _entries(path) if path else []:
            if "theme" in entry:
                raise CatalogError(
                    f"{path}: verwijder 'theme' bij '{entry.get('id')}'; de bestandsnaam is het thema."
                )
            yield {"theme": theme, **entry}


def _entries(path: Path) -> list[dict[str, Any]]:
    content = _read(path)
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        raise CatalogError(f"{path}: verwacht een lijst van fiches, elk met sleutels ('- id: …').")
    return content


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - derives from SafeLoader
    except FileNotFoundError as error:
        raise CatalogError(f"{path} ontbreekt; zet het bestand terug (zie README, 'het huis').") from error
    except UnicodeDecodeError as error:
        raise CatalogError(f"{path} is niet als UTF-8 bewaard; bewaar het opnieuw als UTF-8.") from error
    except yaml.YAMLError as error:
        raise CatalogError(f"{path} is geen geldige YAML: {error}") from error
