"""The own articles: plain news in both languages; their gold is of the contract, and the floors hold."""

import datetime as dt
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from kb.article import Article
from kb.extraction import extract

CONTRACT = Path(__file__).parent.parent / "contract"
GOLD = sorted((CONTRACT / "own").rglob("*.json"))
FURTHER = sorted(path for part in ("corpus", "french", "locked") for path in (CONTRACT / part).rglob("*.json"))


def document(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("path", [*GOLD, *FURTHER], ids=lambda path: path.stem)
def test_gold_is_of_the_contract(path: Path) -> None:
    schema = json.loads((CONTRACT / "claim.schema.json").read_text(encoding="utf-8"))
    gold = document(path)
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(gold)
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert gold["id"] == path.stem
    assert all(claim["quote"] in text for claim in gold["claims"])


def test_floors(contract: ModuleType) -> None:
    gold, found = {}, {}
    for path in GOLD:
        name, text = path.stem, path.with_suffix(".txt").read_text(encoding="utf-8")
        gold[name] = document(path)
        day = dt.date.fromisoformat(gold[name]["date"])
        claims = extract(Article(name, text, gold[name]["language"], date=day))
        found[name] = {"id": name, "claims": [claim.as_json() for claim in claims]}
    overall = contract.score(gold, found)["overall"]
    assert overall["detection"]["f1"] >= 0.82
    assert overall["strict"]["f1"] >= 0.42
    assert overall["false_positives_per_empty_article"] <= 0.3


@pytest.mark.parametrize(
    ("text", "guarantor", "beneficiary"),
    [
        ("Oslo\n\nNorway will defend Finland if it is attacked, Jonas Gahr Støre said.", "NO", "FI"),
        ("Warschau\n\nPolen hat der Ukraine eine Sicherheitsgarantie versprochen.", "PL", "UA"),
    ],
)
def test_a_note_of_one_sentence_is_read(text: str, guarantor: str, beneficiary: str) -> None:
    language = "de" if "Polen" in text else "en"
    (claim,) = extract(Article("note", text, language, date=dt.date(2025, 9, 1)))
    assert (claim.guarantors, claim.beneficiaries, claim.act) == ((guarantor,), (beneficiary,), "commits")
    assert claim.confidence is not None
    assert 0 < claim.confidence <= 1
