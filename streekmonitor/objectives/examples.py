"""The examples that a new register begins with: they show how it works, and claim nothing for anybody."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from streekmonitor.objectives.model import Action, Note, Objective, Record

KINDS: dict[str, type[Record]] = {"objectives": Objective, "actions": Action, "notes": Note}


class ExamplesError(ValueError):
    """The file of examples is not valid; the message (Dutch) says where."""


def load_examples(path: Path) -> list[Record]:
    """Read the examples, objectives first. Raises ExamplesError."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ExamplesError(f"{path} is niet te lezen ({error}).") from error
    if not isinstance(content, dict) or set(content) - set(KINDS):
        raise ExamplesError(f"{path}: verwacht enkel de sleutels {', '.join(KINDS)}.")
    return [_example(path, kind, entry) for name, kind in KINDS.items() for entry in content.get(name) or []]


def _example(path: Path, kind: type[Record], entry: dict[str, Any]) -> Record:
    try:
        return kind.model_validate({**entry, "example": True})
    except (ValidationError, TypeError) as error:
        raise ExamplesError(f"{path}, {entry}: {error}") from error
