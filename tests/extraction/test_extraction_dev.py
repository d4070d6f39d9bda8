"""The gold articles of the contract: the floors, the real article, and the form of the output."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema

from kb.article import Article
from kb.claim import Claim

CONTRACT = Path(__file__).parent.parent / "contract"
Found = dict[str, tuple[Article, tuple[Claim, ...]]]


def predictions(found: Found) -> dict[str, dict[str, Any]]:
    return {
        name: {"id": name, "language": article.language, "claims": [claim.as_json() for claim in claims]}
        for name, (article, claims) in found.items()
    }


def test_floors(contract: ModuleType, gold: dict[str, Any], dev_claims: Found) -> None:
    report = contract.score(gold, predictions(dev_claims))
    overall = report["overall"]
    assert overall["detection"]["f1"] >= 0.83
    assert overall["strict"]["f1"] >= 0.45
    assert overall["false_positives_per_empty_article"] <= 0.3
    languages = [report["by_language"][name]["detection"]["f1"] for name in ("de", "en")]
    assert abs(languages[0] - languages[1]) <= 0.10


def test_the_real_article(contract: ModuleType, gold: dict[str, Any], dev_claims: Found) -> None:
    name = "000-tusk-berlin"
    expected, predicted = gold[name]["claims"], predictions(dev_claims)[name]["claims"]
    pairs = contract.match(expected, predicted)
    assert len(pairs) == len(expected) == 7
    fields = ("speaker", "act", "guarantors", "guarantee_type", "benchmark")
    right = sum(all(contract.agrees(field, expected[i], predicted[j]) for field in fields) for i, j in pairs)
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
