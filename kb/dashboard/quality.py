"""How good the knowledge base is, in figures: coverage, sources, extraction scores, versions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.comparison.codebook import Select
from kb.namespaces import local_id
from kb.queries import view

EVALUATION = "evaluation.json"
"""The scores of an extraction, where somebody measured one: a file beside the store."""
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many commitments are coded on a dimension: with a value, and by kind of absence."""

    dimension: str
    values: int
    absences: Mapping[str, int]

    @property
    def coded(self) -> int:
        """All codings."""
        return self.values + sum(self.absences.values())


def coverage(select: Select) -> dict[str, Coverage]:
    """The coverage of each dimension by id."""
    values: dict[str, int] = {}
    absences: dict[str, dict[str, int]] = {}
    for row in select(view("quality-coverage").bind()):
        dimension, number = local_id(row["dimension"]), int(row["codings"])
        if "absence" in row:
            absences.setdefault(dimension, {})[local_id(row["absence"])] = number
        else:
            values[dimension] = number
    return {id_: Coverage(id_, values.get(id_, 0), absences.get(id_, {})) for id_ in values.keys() | absences.keys()}


def sources(select: Select) -> tuple[tuple[str, int], ...]:
    """How many sources there are of each grade."""
    return tuple((local_id(row["grade"]), int(row["sources"])) for row in select(view("quality-sources").bind()))


def scores(home: Path) -> tuple[tuple[str, str], ...]:
    """The figures of a measured extraction, by name; none where nobody measured, or the file is no such file."""
    try:
        document = json.loads((home / EVALUATION).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(_figures(document, ()))


def _figures(thing: object, path: tuple[str, ...]) -> list[tuple[str, str]]:
    if isinstance(thing, dict) and len(path) < _DEEPEST:
        return [found for key, value in thing.items() for found in _figures(value, (*path, str(key)))]
    if isinstance(thing, bool) or not isinstance(thing, int | float | str):
        return []
    return [(" · ".join(path), f"{thing:.2f}" if isinstance(thing, float) else str(thing))]
