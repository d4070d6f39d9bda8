"""The verdict on a guarantee by dominance: at least as strong on every dimension that counts, or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kb.comparison.matrix import Cell, Dimension, Row, Value, Verdict
from kb.comparison.order import Result, Rule

IN_FORCE = frozenset({"in-force", "provisionally-applied", "politically-active"})


def verdict(guarantee: str, rows: Sequence[Row], defence_duties: frozenset[str] = frozenset()) -> Verdict:
    """Measure a guarantee by the benchmark over the dimensions that count for dominance and the legal form.

    The status is a gate, not a measure: a guarantee that is not in force is measured as if it were.
    """
    counted = {row.dimension.id: _result(row, guarantee) for row in rows if counts(row.dimension)}
    beside = {
        row.dimension.id: _result(row, guarantee)
        for row in rows
        if not counts(row.dimension) and row.dimension.rule is not Rule.UNORDERED
    }
    return replace(
        by_dominance(counted),
        conditional=not _in_force(guarantee, rows),
        beside=beside,
        defence_duty=_defence_duty(guarantee, rows, defence_duties),
        same_formula=_same_formula(guarantee, rows),
    )


def counts(dimension: Dimension) -> bool:
    """Whether a dimension enters the verdict: those that count for dominance, and the legal form."""
    return dimension.counts_for_dominance or (dimension.gate and dimension.id != "d5")


def by_dominance(results: Mapping[str, Result]) -> Verdict:
    """The verdict that results by dimension make: at least as strong on each, or not."""
    decided = [result for result in results.values() if result is not Result.UNDECIDED]
    where_both_speak = _dominance(decided)
    undecided = len(decided) < len(results)
    proven = where_both_speak is Result.INCOMPARABLE or not undecided

    def on(result: Result) -> tuple[str, ...]:
        return tuple(id_ for id_, found in results.items() if found is result)

    return Verdict(
        result=where_both_speak if proven else Result.UNDECIDED,
        where_both_speak=where_both_speak,
        stronger_on=on(Result.STRONGER),
        weaker_on=on(Result.WEAKER),
        equal_on=on(Result.EQUAL),
        incomparable_on=on(Result.INCOMPARABLE),
        undecided_on=on(Result.UNDECIDED),
    )


def _result(row: Row, guarantee: str) -> Result:
    return row.cells[guarantee].against_benchmark or Result.UNDECIDED


def _dominance(results: Iterable[Result]) -> Result:
    found = set(results) - {Result.EQUAL}
    if Result.INCOMPARABLE in found or {Result.STRONGER, Result.WEAKER} <= found:
        return Result.INCOMPARABLE
    if found:
        return found.pop()
    return Result.EQUAL if results else Result.UNDECIDED


def _in_force(guarantee: str, rows: Sequence[Row]) -> bool:
    status = _cell("d5", guarantee, rows)
    return status is not None and bool({value.id for value in status.text_values} & IN_FORCE)


def _defence_duty(guarantee: str, rows: Sequence[Row], duties: frozenset[str]) -> bool | None:
    """Whether the strength is a duty to defend; None where it is unknown."""
    strength = _cell("d8", guarantee, rows)
    if strength is None or strength.measured is None or not duties:
        return None
    return bool(strength.measured & duties)


def _same_formula(guarantee: str, rows: Sequence[Row]) -> tuple[Value, ...]:
    trigger = next((row for row in rows if row.dimension.id == "d6"), None)
    if trigger is None:
        return ()
    shared = {formula.id for formula in trigger.benchmark.formulas}
    return tuple(formula for formula in trigger.cells[guarantee].formulas if formula.id in shared)


def _cell(dimension: str, guarantee: str, rows: Sequence[Row]) -> Cell | None:
    return next((row.cells[guarantee] for row in rows if row.dimension.id == dimension), None)
