"""Which predicted claim stands for which annotated one: the pairing whose similarities sum to the most.

Similarity is the overlap of the quotes' words (F1), with a bonus for an equal type and one for shared guarantors; pairs
whose quotes share too little never match. Several claims may share a sentence, so agreeing fields break ties.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kb.evaluation.documents import SETS

Claim = Mapping[str, Any]

SINGLE = ("act", "guarantee_type", "trigger", "strength", "status", "speaker", "relayed_from", "benchmark")
"""The fields of a claim that hold one value."""

_LEAST_QUOTE_F1 = 0.4
_TYPE_BONUS = 0.1
_GUARANTOR_BONUS = 0.1
_TIE_BREAK = 0.001


def ratio(part: float, whole: float) -> float | None:
    """A share; None of nothing."""
    return part / whole if whole else None


def f1(shared: int, gold: int, predicted: int) -> float | None:
    """The harmonic mean of precision and recall; None where both sides are empty."""
    return ratio(2 * shared, gold + predicted)


def match(gold: Sequence[Claim], predicted: Sequence[Claim]) -> list[tuple[int, int]]:
    """The pairs of claims that stand for each other, by their places."""
    return assign([[similarity(mine, theirs) for theirs in predicted] for mine in gold])


def similarity(gold: Claim, predicted: Claim) -> float:
    """How well two claims fit each other; 0 if they may not be paired."""
    overlap = _quote_f1(gold["quote"], predicted["quote"])
    if overlap < _LEAST_QUOTE_F1:
        return 0.0
    mine, theirs = codes(gold, "guarantors"), codes(predicted, "guarantors")
    fields = SINGLE + SETS
    return (
        overlap
        + _TYPE_BONUS * agrees("guarantee_type", gold, predicted)
        + _GUARANTOR_BONUS * (f1(len(mine & theirs), len(mine), len(theirs)) or 0.0)
        + _TIE_BREAK * sum(agrees(field, gold, predicted) for field in fields) / len(fields)
    )


def agrees(field: str, gold: Claim, predicted: Claim) -> bool:
    """Whether two claims agree in a field."""
    if field in SETS:
        return codes(gold, field) == codes(predicted, field)
    same = _SAME.get(field)
    mine, theirs = gold.get(field), predicted.get(field)
    return same(mine, theirs) if same else mine == theirs


def codes(claim: Claim, field: str) -> set[str]:
    """The codes of a field."""
    return set(claim.get(field, []))


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column) of an assignment of the largest weight; pairs of weight 0 are none.

    The Hungarian algorithm with potentials on the negated weights; the place 0 is a sentinel.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return sorted((row, column) for column, row in assign(turned))
    row_of = _row_of_column(weights)
    pairs = ((row_of[column] - 1, column - 1) for column in range(1, len(row_of)) if row_of[column])
    return sorted((row, column) for row, column in pairs if weights[row][column] > 0)


def _row_of_column(weights: Sequence[Sequence[float]]) -> list[int]:
    rows, columns = len(weights), len(weights[0])
    row_potential, column_potential = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        slack, previous, visited = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while row_of[column]:
            visited[column] = True
            current, step, nearest = row_of[column], float("inf"), 0
            for place in range(1, columns + 1):
                if visited[place]:
                    continue
                cost = -weights[current - 1][place - 1] - row_potential[current] - column_potential[place]
                if cost < slack[place]:
                    slack[place], previous[place] = cost, column
                if slack[place] < step:
                    step, nearest = slack[place], place
            for place in range(columns + 1):
                if visited[place]:
                    row_potential[row_of[place]] += step
                    column_potential[place] -= step
                else:
                    slack[place] -= step
            column = nearest
        while column:
            row_of[column] = row_of[previous[column]]
            column = previous[column]
    return row_of


def _quote_f1(mine: str, theirs: str) -> float:
    """The overlap of two quotes' words, repeated words counted."""
    left, right = (Counter(re.findall(r"\w+", quote.casefold())) for quote in (mine, theirs))
    return f1((left & right).total(), left.total(), right.total()) or 0.0


def _same_speaker(mine: Any, theirs: Any) -> bool:
    """Equal affiliations or equal last names; no speaker equals no speaker only."""
    if not mine or not theirs:
        return not mine and not theirs
    if mine.get("affiliation") and mine.get("affiliation") == theirs.get("affiliation"):
        return True
    left, right = (re.findall(r"\w+", speaker["name"].casefold())[-1:] for speaker in (mine, theirs))
    return bool(left == right != [])


def _same_benchmark(mine: Any, theirs: Any) -> bool:
    if not mine or not theirs:
        return not mine and not theirs
    return bool(mine["instrument"] == theirs["instrument"] and mine.get("relation") == theirs.get("relation"))


_SAME: Mapping[str, Callable[[Any, Any], bool]] = {"speaker": _same_speaker, "benchmark": _same_benchmark}
