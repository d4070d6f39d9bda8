"""The rows of a comparison under the questions that readers ask; which stand where is data (questions.yaml)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kb.comparison.matrix import Labels, Row
from kb.tables import read_table


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the dimensions that answer it."""

    label: Labels
    dimensions: tuple[str, ...]


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in their order."""
    return tuple(
        Question(entry["label"], tuple(entry["dimensions"])) for entry in read_table("comparison", "questions.yaml")
    )


def grouped(rows: Iterable[Row]) -> tuple[tuple[Labels, tuple[Row, ...]], ...]:
    """The rows by question; a dimension that stands under none comes last, under its own question."""
    by_dimension = {row.dimension.id: row for row in rows}
    groups = [
        (question.label, found)
        for question in questions()
        if (found := tuple(by_dimension.pop(id_) for id_ in question.dimensions if id_ in by_dimension))
    ]
    return (*groups, *((row.dimension.question, (row,)) for row in by_dimension.values()))
