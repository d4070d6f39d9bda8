"""Random codings on the real dimensions, and comparisons made of them without any text."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from kb.comparison.codebook import Codebook
from kb.comparison.matrix import Absence, Cell, ComparedGuarantee, Comparison, Dimension, Row, Value
from kb.comparison.order import Result, compare
from kb.comparison.verdict import by_dominance, counts

Coding = Mapping[str, Cell]
"""A cell by dimension."""

ABSENT = st.sampled_from([Cell(absence=absence) for absence in Absence])


def cells(codebook: Codebook, dimension: str) -> st.SearchStrategy[Cell]:
    """Some values of a dimension, mostly one or two, or any kind of absence."""
    values = [value for (scheme, _), value in codebook.values.items() if scheme == dimension]
    coded = st.lists(st.sampled_from(values), min_size=1, max_size=4, unique_by=lambda value: value.id)
    return st.one_of(coded.map(coded_cell), ABSENT)


def coded_cell(values: Sequence[Value]) -> Cell:
    return Cell(text_values=tuple(values), absence=None)


def codings(codebook: Codebook, known: bool = False) -> st.SearchStrategy[Coding]:
    """A coding of every dimension that counts; `known` leaves out what cannot be measured."""
    wanted = [dimension for dimension in codebook.dimensions if counts(dimension)]
    by_dimension = {dimension.id: cells(codebook, dimension.id) for dimension in wanted}
    if known:
        by_dimension = {
            id_: strategy.filter(lambda cell: cell.measured is not None) for id_, strategy in by_dimension.items()
        }
    return st.fixed_dictionaries(by_dimension)


def measured(codebook: Codebook, dimension: Dimension, first: Cell, second: Cell) -> Result:
    return compare(dimension.rule, codebook.orders[dimension.id], first.measured, second.measured)


def overall(codebook: Codebook, first: Coding, second: Coding) -> Result:
    """The proven verdict on one coding by another."""
    dimensions = [dimension for dimension in codebook.dimensions if dimension.id in first]
    results = {
        dimension.id: measured(codebook, dimension, first[dimension.id], second[dimension.id])
        for dimension in dimensions
    }
    return by_dominance(results).result


def comparison(codebook: Codebook, chosen: Mapping[str, Coding]) -> Comparison:
    """A comparison of these codings, the first of them the benchmark."""
    guarantees = tuple(ComparedGuarantee(id_, {"en": id_.upper(), "de": id_.upper()}) for id_ in chosen)
    first = next(iter(chosen.values()))
    rows = tuple(
        Row(dimension, {id_: coding[dimension.id] for id_, coding in chosen.items()}, first[dimension.id])
        for dimension in codebook.dimensions
        if dimension.id in first
    )
    return Comparison(guarantees, guarantees[0], rows, {}, (), "random")
