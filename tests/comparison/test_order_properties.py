"""Per dimension and altogether, "at least as strong" is a partial order over whatever may be coded."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library import shipped_codebook
from random_codings import Coding, cells, codings, measured, overall

from kb.comparison.codebook import Codebook
from kb.comparison.matrix import Cell
from kb.comparison.order import Result
from kb.comparison.verdict import by_dominance, counts

AT_LEAST = {Result.STRONGER, Result.EQUAL}
AT_MOST = {Result.WEAKER, Result.EQUAL}
MIRROR = {Result.STRONGER: Result.WEAKER, Result.WEAKER: Result.STRONGER}
DIMENSIONS = [f"d{number}" for number in range(1, 22)]
ON_DRAWN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return shipped_codebook()


@pytest.mark.parametrize("id_", DIMENSIONS)
@ON_DRAWN
@given(data=st.data())
def test_each_dimension_is_a_partial_order(id_: str, data: st.DataObject, codebook: Codebook) -> None:
    dimension = next(found for found in codebook.dimensions if found.id == id_)
    first, second, third = (data.draw(cells(codebook, id_)) for _ in range(3))

    def result(one: Cell, other: Cell) -> Result:
        return measured(codebook, dimension, one, other)

    assert result(first, first) is (Result.UNDECIDED if first.measured is None else Result.EQUAL)
    assert result(second, first) is MIRROR.get(result(first, second), result(first, second))
    if result(first, second) in AT_LEAST and result(second, third) in AT_LEAST:
        assert result(first, third) in AT_LEAST
    if result(first, second) is Result.EQUAL:  # equal ones are alike against everything else
        assert result(first, third) is result(second, third)


@pytest.mark.parametrize("id_", DIMENSIONS)
@ON_DRAWN
@given(data=st.data())
def test_only_silent_and_excluded_enter_a_comparison(id_: str, data: st.DataObject, codebook: Codebook) -> None:
    dimension = next(found for found in codebook.dimensions if found.id == id_)
    first, second = (data.draw(cells(codebook, id_)) for _ in range(2))
    known = all(cell.absence in {None, "silent", "excluded"} for cell in (first, second))
    assert (measured(codebook, dimension, first, second) is not Result.UNDECIDED) == known


@ON_DRAWN
@given(data=st.data())
def test_the_proven_verdict_is_a_partial_order(data: st.DataObject, codebook: Codebook) -> None:
    first, second, third = (data.draw(codings(codebook)) for _ in range(3))
    _assert_a_partial_order(codebook, first, second, third)


@ON_DRAWN
@given(data=st.data())
def test_the_proven_verdict_is_one_along_a_chain(data: st.DataObject, codebook: Codebook) -> None:
    """Random codings are nearly always incomparable; a chain of strengthened ones is where transitivity is tried."""
    third = data.draw(codings(codebook, known=True))
    second = _strengthened(data, codebook, third)
    first = _strengthened(data, codebook, second)
    assert overall(codebook, first, second) in AT_LEAST
    assert overall(codebook, first, third) in AT_LEAST
    _assert_a_partial_order(codebook, first, second, third)


@ON_DRAWN
@given(data=st.data())
def test_strengthening_one_dimension_never_makes_a_verdict_weaker(data: st.DataObject, codebook: Codebook) -> None:
    benchmark = data.draw(codings(codebook))
    weak = data.draw(st.one_of(codings(codebook), st.just(benchmark)))
    strong = _strengthened(data, codebook, weak, only_one=True)
    before, after = overall(codebook, weak, benchmark), overall(codebook, strong, benchmark)
    if before in AT_LEAST:
        assert after in AT_LEAST
    if before is Result.STRONGER:
        assert after is Result.STRONGER
    if after in AT_MOST:
        assert before in AT_MOST


def test_where_both_speak_is_no_order_and_so_proves_nothing() -> None:
    """A is above B and B above C where both speak, yet C is above A: such results must never become a verdict."""
    strong, weak, open_ = Result.STRONGER, Result.WEAKER, Result.UNDECIDED
    a_by_b, b_by_c, a_by_c = {"d6": strong, "d7": open_}, {"d6": open_, "d7": strong}, {"d6": open_, "d7": weak}
    assert [by_dominance(found).where_both_speak for found in (a_by_b, b_by_c, a_by_c)] == [strong, strong, weak]
    assert {by_dominance(found).result for found in (a_by_b, b_by_c, a_by_c)} == {open_}


def _strengthened(data: st.DataObject, codebook: Codebook, coding: Coding, *, only_one: bool = False) -> Coding:
    """The same coding with cells that are at least as strong put in the place of some."""
    ids = [dimension.id for dimension in codebook.dimensions if counts(dimension)]
    chosen = [data.draw(st.sampled_from(ids))] if only_one else ids
    stronger = dict(coding)
    for id_ in chosen:
        dimension = next(found for found in codebook.dimensions if found.id == id_)
        candidate = data.draw(cells(codebook, id_))
        if measured(codebook, dimension, candidate, coding[id_]) in AT_LEAST:
            stronger[id_] = candidate
    return stronger


def _assert_a_partial_order(codebook: Codebook, first: Coding, second: Coding, third: Coding) -> None:
    known = all(cell.measured is not None for cell in first.values())
    assert overall(codebook, first, first) is (Result.EQUAL if known else Result.UNDECIDED)
    there, back = overall(codebook, first, second), overall(codebook, second, first)
    assert back is MIRROR.get(there, there)
    if there in AT_LEAST and overall(codebook, second, third) in AT_LEAST:
        assert overall(codebook, first, third) in AT_LEAST
