"""The verdict on a guarantee by dominance: at least as strong on every dimension that counts, or not."""

from collections.abc import Iterable, Sequence

from kb.comparison.matrix import Row, Verdict
from kb.comparison.order import Result

IN_FORCE = frozenset({"in-force", "provisionally-applied", "politically-active"})


def verdict(guarantee: str, rows: Sequence[Row]) -> Verdict:
    """Measure a guarantee by the benchmark over the dimensions that count for dominance and the legal form.

    The status is a gate, not a measure: a guarantee that is not in force is measured as if it were.
    """
    results = {
        row.dimension.id: row.cells[guarantee].against_benchmark or Result.UNDECIDED
        for row in rows
        if row.dimension.counts_for_dominance or (row.dimension.gate and row.dimension.id != "d5")
    }
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
        conditional=not _in_force(guarantee, rows),
    )


def _dominance(results: Iterable[Result]) -> Result:
    found = set(results) - {Result.EQUAL}
    if Result.INCOMPARABLE in found or {Result.STRONGER, Result.WEAKER} <= found:
        return Result.INCOMPARABLE
    if found:
        return found.pop()
    return Result.EQUAL if results else Result.UNDECIDED


def _in_force(guarantee: str, rows: Sequence[Row]) -> bool:
    status = next((row.cells[guarantee] for row in rows if row.dimension.id == "d5"), None)
    return status is not None and bool({value.id for value in status.text_values} & IN_FORCE)
