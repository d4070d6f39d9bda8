"""The real library against the worked matrix of the coding rules, cell by cell, and its worked verdicts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from library import library

from kb.comparison import Comparison, compare_guarantees
from kb.comparison.matrix import Verdict
from kb.comparison.order import Result
from kb.comparison.wording import verdict_in_words
from kb.curation import read_yaml

WORKED: dict[str, Any] = read_yaml(Path(__file__).with_name("worked_matrix.yaml"))
GUARANTEES: list[str] = WORKED["guarantees"]
DEPARTURES = {(entry["guarantee"], entry["dimension"]): entry for entry in WORKED["departures"]}
CELLS = [
    (guarantee, dimension, worked)
    for dimension, row in WORKED["matrix"].items()
    for guarantee, worked in zip(GUARANTEES, row, strict=True)
    if worked is not None
]


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return compare_guarantees(library(tmp_path_factory.mktemp("eight"), GUARANTEES), GUARANTEES)


@pytest.mark.parametrize(("guarantee", "dimension", "worked"), CELLS)
def test_a_cell_of_the_matrix(guarantee: str, dimension: str, worked: list[str] | str, comparison: Comparison) -> None:
    cell = next(row for row in comparison.rows if row.dimension.id == dimension).cells[guarantee]
    found = sorted(value.id for value in cell.text_values) or str(cell.absence)
    departure = DEPARTURES.get((guarantee, dimension))
    expected = departure["here"] if departure else worked
    assert found == (sorted(expected) if isinstance(expected, list) else expected)
    assert not departure or sorted(departure["here"]) != sorted(worked), "this departure is none any more"


def test_the_formula_of_each_trigger(comparison: Comparison) -> None:
    trigger = next(row for row in comparison.rows if row.dimension.id == "d6")
    found = [[formula.id for formula in trigger.cells[id_].formulas] for id_ in GUARANTEES]
    assert found == WORKED["formula"]


@pytest.mark.parametrize("guarantee", WORKED["verdicts"])
def test_a_worked_verdict(guarantee: str, comparison: Comparison) -> None:
    worked, verdict = WORKED["verdicts"][guarantee], comparison.verdicts[guarantee]
    assert verdict.result == worked["result"]
    assert {
        "stronger": list(verdict.stronger_on),
        "weaker": list(verdict.weaker_on),
        "incomparable": list(verdict.incomparable_on),
        "equal": list(verdict.equal_on),
        "undecided": list(verdict.undecided_on),
    } == {name: worked[name] for name in ("stronger", "weaker", "incomparable", "equal", "undecided")}
    assert {id_: str(verdict.beside[id_]) for id_ in worked["beside"]} == worked["beside"]
    assert verdict.defence_duty is worked.get("defence_duty")
    assert [formula.id for formula in verdict.same_formula] == worked.get("same_formula", [])


def test_every_departure_has_its_reason() -> None:
    told = [entry["reason"] for entry in WORKED["departures"]]
    told += [reason for verdict in WORKED["verdicts"].values() for reason in verdict.get("departures", {}).values()]
    assert all(len(reason.split()) > 5 for reason in told)


@pytest.mark.parametrize(
    ("guarantee", "language", "words"),
    [
        ("us-rok-mdt-1953", "en", ["incomparable with NATO Article 5: nowhere stronger; weaker on D7 Response"]),
        ("us-rok-mdt-1953", "de", ["nicht vergleichbar mit NATO-Artikel 5: nirgends stärker; schwächer bei D7"]),
        ("us-rok-mdt-1953", "en", ["incomparable on D13 Scope", "outside the verdict:", "equal on D16"]),
        ("taiwan-relations-act-1979", "en", ["stronger on D6 Trigger", "not a defence duty"]),
        ("taiwan-relations-act-1979", "de", ["stärker bei D6", "keine Verteidigungspflicht"]),
        ("saudi-pakistan-smda-2025", "en", ["undecided on D4", "the same label of the attack (attack on all)"]),
        ("budapest-memorandum-ukraine", "en", ["not in force and measured as if it were"]),
    ],
)
def test_the_verdict_is_told_in_words(guarantee: str, language: str, words: list[str], comparison: Comparison) -> None:
    told = verdict_in_words(comparison, guarantee, language)
    for expected in words:
        assert expected in told


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        (
            Result.WEAKER,
            "undecided against NATO Article 5; weaker on the dimensions on which both speak: nowhere",
        ),
        (Result.UNDECIDED, "undecided against NATO Article 5; on no dimension do both speak: undecided on D8"),
    ],
)
def test_what_is_undecided_tells_what_holds_where_both_speak(
    spoken: Result, words: str, comparison: Comparison
) -> None:
    weaker = ("d7",) if spoken is Result.WEAKER else ()
    verdict = Verdict(Result.UNDECIDED, spoken, weaker_on=weaker, undecided_on=("d8",))
    told = verdict_in_words(replace(comparison, verdicts={"csto-article-4": verdict}), "csto-article-4")
    assert told.startswith(words)
