"""Linear models over sparse binary features: what the trained components are, read from files of plain numbers."""

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from kb.errors import CurationError
from kb.resources import data_path

Features = Sequence[str]
T = TypeVar("T")
SHIPPED = data_path("models", "extraction.json.gz")
"""Where the components lie that ship."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """One weight a feature: tells how likely something is, or which of several candidates is meant."""

    weights: Mapping[str, float]
    bias: float = 0.0

    def score(self, features: Features) -> float:
        """The sum of the weights; log-odds where the model was fitted to yes and no."""
        return self.bias + sum(filter(None, map(self.weights.get, features)))

    def probability(self, features: Features) -> float:
        """The score as a probability between 0 and 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score(features)))))

    def shares(self, candidates: Iterable[tuple[T, Features]]) -> list[tuple[T, float]]:
        """The candidates with their probabilities, which sum to 1, the most likely first."""
        scored = [(candidate, self.score(features)) for candidate, features in candidates]
        return _softmax(scored)


@dataclass(frozen=True, slots=True)
class Classifier:
    """One weight a feature and label."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    bias: tuple[float, ...]

    def shares(self, features: Features) -> list[tuple[str, float]]:
        """The labels with their probabilities, which sum to 1, the most likely first."""
        rows = filter(None, map(self.weights.get, features))
        totals = [sum(column) for column in zip(self.bias, *rows, strict=True)]
        return _softmax(list(zip(self.labels, totals, strict=True)))


Model = Scorer | Classifier


def _softmax(scored: list[tuple[T, float]]) -> list[tuple[T, float]]:
    if not scored:
        return []
    highest = max(score for _, score in scored)
    raised = [(candidate, math.exp(score - highest)) for candidate, score in scored]
    total = sum(share for _, share in raised)
    return sorted(((candidate, share / total) for candidate, share in raised), key=lambda pair: -pair[1])


def model_as_json(model: Model) -> dict[str, Any]:
    """A model as it is kept; features in order, so that the same training gives the same bytes."""
    if isinstance(model, Scorer):
        return {"bias": model.bias, "weights": dict(sorted(model.weights.items()))}
    return {"labels": model.labels, "bias": model.bias, "weights": dict(sorted(model.weights.items()))}


def model_from_json(kept: Mapping[str, Any]) -> Model:
    """The model that `model_as_json` kept."""
    if "labels" not in kept:
        return Scorer(kept["weights"], float(kept["bias"]))
    rows = {feature: tuple(row) for feature, row in kept["weights"].items()}
    return Classifier(tuple(kept["labels"]), rows, tuple(kept["bias"]))


def pack(models: Mapping[str, Model]) -> bytes:
    """Models by name as one file, the same bytes for the same numbers."""
    text = json.dumps({name: model_as_json(models[name]) for name in sorted(models)}, ensure_ascii=False)
    return gzip.compress(text.encode(), mtime=0)


def unpack(packed: bytes) -> dict[str, Model]:
    """The models of a file; raises CurationError where it is none."""
    try:
        return {name: model_from_json(kept) for name, kept in json.loads(gzip.decompress(packed)).items()}
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise CurationError(f"The trained components cannot be read ({error}). Run `casus train` again.") from error


@cache
def shipped_models() -> dict[str, Model]:
    """The models that ship with the knowledge base; none where the file is missing."""
    return unpack(SHIPPED.read_bytes()) if SHIPPED.exists() else {}
