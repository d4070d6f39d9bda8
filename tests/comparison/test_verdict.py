"""The verdict is dominance over the dimensions that count; what is unknown leaves it undecided."""

from kb.comparison.matrix import Cell, Dimension, Row, Value
from kb.comparison.order import Result, Rule
from kb.comparison.verdict import verdict


def rows(*results: Result, status: str = "in-force") -> list[Row]:
    made = []
    for number, result in enumerate(results, 6):
        dimension = Dimension(f"d{number}", {}, {}, {}, Rule.COVERS_MORE, counts_for_dominance=True, gate=False)
        made.append(Row(dimension, {"g": Cell(against_benchmark=result)}, Cell()))
    gate = Dimension("d5", {}, {}, {}, Rule.UNORDERED, counts_for_dominance=False, gate=True)
    cell = Cell(text_values=(Value(status, {}, {}),), against_benchmark=Result.INCOMPARABLE, absence=None)
    return [*made, Row(gate, {"g": cell}, Cell())]


def test_stronger_somewhere_and_weaker_nowhere_is_stronger() -> None:
    assert verdict("g", rows(Result.EQUAL, Result.STRONGER)).result is Result.STRONGER


def test_stronger_here_and_weaker_there_is_incomparable_whatever_is_unknown() -> None:
    found = verdict("g", rows(Result.STRONGER, Result.WEAKER, Result.UNDECIDED))
    assert found.result is Result.INCOMPARABLE
    assert (found.stronger_on, found.weaker_on, found.undecided_on) == (("d6",), ("d7",), ("d8",))


def test_what_is_unknown_leaves_dominance_undecided_but_tells_where_both_speak() -> None:
    found = verdict("g", rows(Result.WEAKER, Result.UNDECIDED))
    assert found.result is Result.UNDECIDED
    assert found.where_both_speak is Result.WEAKER


def test_nothing_known_is_undecided() -> None:
    assert verdict("g", rows(Result.UNDECIDED)).where_both_speak is Result.UNDECIDED


def test_the_status_is_a_gate_not_a_measure() -> None:
    assert verdict("g", rows(Result.EQUAL)).result is Result.EQUAL
    assert not verdict("g", rows(Result.EQUAL)).conditional
    assert verdict("g", rows(Result.EQUAL, status="proposed")).conditional
