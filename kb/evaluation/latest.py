"""The latest figures, for whoever shows machine-made claims: those measured here, else those that ship."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kb import __version__
from kb.errors import SourceError
from kb.evaluation.figures import Report
from kb.resources import data_path, home

FILE = "evaluation.json"


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one tier on one collection of annotated articles."""

    tier: str
    model: str | None
    collection: str
    day: str
    version: str
    overall: Mapping[str, Any]
    by_language: Mapping[str, Any]

    @property
    def detection(self) -> float | None:
        """The F1 of finding claims."""
        return _figure(self.overall, "detection", "f1")

    @property
    def strict(self) -> float | None:
        """The F1 of claims that are right in all that decides."""
        return _figure(self.overall, "strict", "f1")


def latest(folder: Path | None = None) -> tuple[Measured, ...]:
    """The figures by tier: what was measured below this folder (the knowledge base's own) goes before what ships."""
    found: dict[str, Measured] = {}
    for path in (data_path("evaluation", FILE), (folder or home()) / FILE):
        found |= {measured.tier: measured for measured in _read(path)}
    return tuple(found.values())


def save(report: Report, tier: str, model: str | None, collection: str, path: Path | None = None) -> Path:
    """Keep a report's figures in place of the tier's former ones; returns the file. Raises SourceError."""
    path = path or home() / FILE
    figures = Measured(
        tier, model, collection, date.today().isoformat(), __version__, report["overall"], report["by_language"]
    )
    kept = [asdict(measured) for measured in _read(path) if measured.tier != tier]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([*kept, asdict(figures)], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise SourceError(f"{path}: the figures cannot be kept: {error.strerror}") from error
    return path


def _read(path: Path) -> list[Measured]:
    """The figures of a file; none where there is no file, or none that can be read."""
    with suppress(OSError, ValueError, TypeError):
        return [Measured(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
    return []


def _figure(figures: Mapping[str, Any], *path: str) -> float | None:
    value: Any = figures
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return float(value) if isinstance(value, int | float) else None
