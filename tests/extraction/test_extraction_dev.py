"""The gold articles of the contract: the floors, the real article, and the form of the output."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from kb.article import Article
from kb.claim import Claim

CONTRACT = Path(__file__).parent.parent / "contract"
Found = dict[str, tuple[Article, tuple[Claim, ...]]]


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("contract_score", CONTRACT / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(found: Found) -> dict[str, dict[str, Any]]:
    return {
        name: {"id": name, "language": article.language, "claims": [claim.as_json() for claim in claims]}
        for name, (article, claims) in found.items()
    }


def test_floors(score: ModuleType, gold: dict[str, Any], dev_claims: Found) -> None:
    report = score.score(gold, predictions(dev_claims))
    overall = report["overall"]
    assert overall["detection"]["f1"] >= 0.83
    assert overall["strict"]["f1"] >= 0.45
    assert overall["false_positives_per_empty_article"] <= 0.3
    languages = [report["by_language"][name]["detection"]["f1"] for name in ("de", "en")]
    assert abs(languages[0] - languages[1]) <= 0.10


def test_the_real_article(score: ModuleType, gold: dict[str, Any], dev_claims: Found) -> None:
    name = "000-tusk-berlin"
    expected, predicted = gold[name]["claims"], predictions(dev_claims)[name]["claims"]
    pairs = score.match(expected, predicted)
    assert len(pairs) == len(expected) == 7
    fields = ("speaker", "act", "guarantors", "guarantee_type", "benchmark")
    right = sum(all(score.agrees(field, expected[i], predicted[j]) for field in fields) for i, j in pairs)
    assert right >= 6


def test_output_is_of_the_contract(dev_claims: Found) -> None:
    schema = json.loads((CONTRACT / "claim.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for document in predictions(dev_claims).values():
        validator.validate(document)


def test_quotes_are_slices(dev_claims: Found) -> None:
    for article, claims in dev_claims.values():
        assert all(claim.quote == article.text[claim.start : claim.end] for claim in claims)
        assert [c.start for c in claims] == sorted(c.start for c in claims)
