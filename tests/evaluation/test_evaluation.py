"""The scoring of the installed command is the contract's: on the gold, on what is found, on claims spoilt at random."""

import copy
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kb import evaluation
from kb.errors import SourceError
from kb.evaluation import documents, latest, read_gold, read_predictions, save, score, summary
from kb.evaluation.matching import assign
from kb.language_model import embedded
from kb.resources import data_path

CONTRACT = Path(__file__).parent.parent / "contract"
DEV = CONTRACT / "dev"
ACTS = ["commits", "reports", "doubts"]


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    return read_gold(DEV)


def spoilt(gold: dict[str, Any], seed: int) -> dict[str, Any]:
    """The gold as somebody careless would annotate it: claims missing, doubled, cut, and with wrong fields."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    predictions = {}
    for id_, article in gold.items():
        if dice.random() < 0.1:
            continue
        claims = []
        for claim in copy.deepcopy(article["claims"]):
            claims += [claim] * dice.choice([0, 1, 1, 1, 2])
            words = claim["quote"].split()
            claim["quote"] = " ".join(words[: dice.randint(len(words) // 3 + 1, len(words))])
            claim["act"] = dice.choice([claim["act"], *ACTS])
            claim["guarantors"] = dice.choice([claim["guarantors"], ["US"], []])
            claim["speaker"] = dice.choice([claim["speaker"], None, {"name": "Jane Doe"}])
            claim["benchmark"] = dice.choice([claim["benchmark"], None, {"instrument": "anzus"}])
        if dice.random() < 0.2:
            claims.append({"quote": "Nobody said this."})
        predictions[id_] = {"id": id_, "claims": claims}
    return predictions


@pytest.mark.parametrize("seed", range(12))
def test_the_scorer_agrees_with_the_contract_s(contract: ModuleType, gold: dict[str, Any], seed: int) -> None:
    predictions = spoilt(gold, seed)
    mine, theirs = score(gold, predictions), contract.score(gold, predictions)
    assert mine == theirs
    assert 0 < mine["overall"]["strict"]["f1"] < mine["overall"]["detection"]["f1"] < 1
    assert summary(mine) == contract.summary(theirs)
    assert evaluation.article_table(mine) == contract.article_table(theirs)
    for one, other in zip(mine["errors"], theirs["errors"], strict=True):
        assert list(evaluation.error_lines(one)) == list(contract.error_lines(other))


def test_the_gold_against_itself_is_all_right(gold: dict[str, Any]) -> None:
    overall = score(gold, gold)["overall"]
    assert overall["detection"]["f1"] == overall["strict"]["f1"] == 1


def test_the_assignment_is_the_best_of_all() -> None:
    assert assign([[0.9, 0.8], [0.9, 0.0]]) == [(0, 1), (1, 0)]
    assert assign([[0.9], [1.0], [0.0]]) == [(1, 0)]
    assert assign([]) == assign([[]]) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"id": "x"}', "claims is not a list"),
        ('{"id": "nobody", "claims": []}', "no annotated article"),
        ('{"id": "000-tusk-berlin", "claims": [{}]}', "no quote"),
        ('{"id": "000-tusk-berlin", "claims": [{"quote": "x", "guarantors": "US"}]}', "list of strings"),
        ('{"id": "000-tusk-berlin", "claims": [{"quote": "x", "speaker": {}}]}', "with a name"),
        ('{"id": "000-tusk-berlin", "claims": []}\n{"id": "000-tusk-berlin", "claims": []}', "twice"),
    ],
)
def test_predictions_that_cannot_be_scored_are_refused(
    gold: dict[str, Any], tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "predictions.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        read_predictions(path, gold)


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no annotated articles"):
        read_gold(tmp_path)


def test_the_texts_beside_the_annotations_are_read(gold: dict[str, Any]) -> None:
    texts = documents.gold_texts(DEV)
    assert {text.id for text in texts} == set(gold)
    found = documents.predicted(texts[:2], embedded)
    assert all(document["extraction"]["tier"] == "embedded" for document in found.values())


def test_the_latest_figures_of_each_tier_are_kept(gold: dict[str, Any], tmp_path: Path) -> None:
    shipped = {measured.tier for measured in latest(tmp_path)}
    path = tmp_path / "evaluation.json"
    save(score(gold, gold), "model", "a-model", "dev", path)
    save(score(gold, {}), "model", "a-model", "dev", path)
    save(score(gold, gold), "hybrid", "a-model", "dev", path)
    found = {measured.tier: measured for measured in latest(tmp_path)}
    assert set(found) == shipped | {"model", "hybrid"}
    assert (found["model"].detection, found["model"].strict) == (0, 0)
    assert (found["hybrid"].strict, found["hybrid"].model) == (1, "a-model")


def test_a_broken_file_of_figures_is_none(tmp_path: Path) -> None:
    (tmp_path / "evaluation.json").write_text('[{"tier": 1}]', encoding="utf-8")
    assert latest(tmp_path) == latest(tmp_path / "nowhere")


def test_figures_of_the_embedded_tier_ship() -> None:
    rows = json.loads(data_path("evaluation", "evaluation.json").read_text(encoding="utf-8"))
    embedded_row = next(row for row in rows if row["tier"] == "embedded")
    assert embedded_row["collection"] != "dev"  # on which the rules were written
    assert 0 < embedded_row["overall"]["strict"]["f1"] < embedded_row["overall"]["detection"]["f1"] < 1
