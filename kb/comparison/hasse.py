"""Which guarantees stand above which: the order of a selection as a Hasse diagram.

An edge is proven dominance: at least as strong on every dimension that counts, all of them known. Dominance "where
both speak" is no order (A may speak where B is silent and B where C is), so it makes no edge; a pair that it would
decide is told apart as undecided. On chosen dimensions the order is dominance on these alone, on a single one that
of its values.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from itertools import combinations

from kb.comparison.codebook import Codebook
from kb.comparison.matrix import Comparison, Row
from kb.comparison.order import Result, compare
from kb.comparison.verdict import by_dominance, counts
from kb.errors import UnknownIdError

Measure = Callable[[str, str], tuple[Result, Result]]
"""Measures one guarantee by another: what is proven, and what holds where both speak."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """A pair that what is unknown leaves open; `spoken` is the first measured by the second where both speak."""

    first: str
    second: str
    spoken: Result


@dataclass(frozen=True, slots=True)
class Diagram:
    """The order of a selection.

    `nodes` are guarantees that are equally strong, from the strongest layer down; `covers` are pairs of node numbers,
    the stronger first, with none between; `layers` hold node numbers. `dimensions` are those chosen, none for all that
    count; `unknown` are guarantees of which nothing is known on any of those chosen, so that they have no place.
    """

    dimensions: tuple[str, ...]
    nodes: tuple[tuple[str, ...], ...]
    covers: tuple[tuple[int, int], ...]
    layers: tuple[tuple[int, ...], ...]
    incomparable: tuple[tuple[str, str], ...]
    undecided: tuple[Undecided, ...]
    unknown: tuple[str, ...]

    def open(self, node: int) -> bool:
        """Whether the place of a node is open in part: one of its guarantees is in an undecided pair."""
        return any({pair.first, pair.second} & set(self.nodes[node]) for pair in self.undecided)


def diagram(comparison: Comparison, codebook: Codebook, dimensions: Iterable[str] = ()) -> Diagram:
    """The order of the guarantees of a comparison, the benchmark included: overall, or on some dimensions.

    Raises UnknownIdError for a dimension that there is not.
    """
    ids = list(dict.fromkeys([*(guarantee.id for guarantee in comparison.guarantees), comparison.benchmark.id]))
    chosen = tuple(dict.fromkeys(dimensions))
    rows = _rows(comparison, chosen)
    known = [id_ for id_ in ids if not chosen or any(_values(row, id_) is not None for row in rows)]
    unknown = tuple(id_ for id_ in ids if id_ not in known)
    return order_of(known, _measure(rows, codebook), chosen, unknown)


def order_of(
    ids: Sequence[str], measure: Measure, dimensions: tuple[str, ...] = (), unknown: tuple[str, ...] = ()
) -> Diagram:
    """The diagram that a measure makes of these guarantees; the measure must be an order in what it proves."""
    measured = {(first, second): measure(first, second) for first, second in combinations(ids, 2)}
    proven = {pair: result for pair, (result, _) in measured.items()}
    nodes = _equal_together(ids, proven)
    above = _above(nodes, proven)
    layers = _layers(len(nodes), above)
    order = [node for layer in layers for node in layer]
    place = {node: number for number, node in enumerate(order)}
    covers = sorted((place[stronger], place[weaker]) for stronger, weaker in _reduced(above))
    sizes = [len(layer) for layer in layers]
    return Diagram(
        dimensions=dimensions,
        nodes=tuple(nodes[node] for node in order),
        covers=tuple(covers),
        layers=tuple(tuple(range(sum(sizes[:number]), sum(sizes[: number + 1]))) for number in range(len(sizes))),
        incomparable=tuple(pair for pair, result in proven.items() if result is Result.INCOMPARABLE),
        undecided=tuple(
            Undecided(*pair, spoken) for pair, (result, spoken) in measured.items() if result is Result.UNDECIDED
        ),
        unknown=unknown,
    )


def _rows(comparison: Comparison, chosen: tuple[str, ...]) -> list[Row]:
    by_id = {row.dimension.id: row for row in comparison.rows}
    for id_ in chosen:
        if id_ not in by_id:
            raise UnknownIdError(f"there is no dimension {id_!r}; they are {', '.join(by_id)}")
    return [by_id[id_] for id_ in chosen] or [row for row in comparison.rows if counts(row.dimension)]


def _values(row: Row, id_: str) -> frozenset[str] | None:
    return (row.cells.get(id_) or row.benchmark).measured


def _measure(rows: Sequence[Row], codebook: Codebook) -> Measure:
    """Each pair measured anew, dimension by dimension, whatever the comparison's own benchmark."""

    @cache
    def measure(first: str, second: str) -> tuple[Result, Result]:
        verdict = by_dominance(
            {
                row.dimension.id: compare(
                    row.dimension.rule,
                    codebook.orders[row.dimension.id],
                    _values(row, first),
                    _values(row, second),
                )
                for row in rows
            }
        )
        return verdict.result, verdict.where_both_speak

    return measure


def _equal_together(ids: Iterable[str], proven: Mapping[tuple[str, str], Result]) -> list[tuple[str, ...]]:
    groups: list[list[str]] = []
    for id_ in ids:
        same = next((group for group in groups if proven[group[0], id_] is Result.EQUAL), None)
        if same is None:
            groups.append([id_])
        else:
            same.append(id_)
    return [tuple(group) for group in groups]


def _above(nodes: Sequence[tuple[str, ...]], proven: Mapping[tuple[str, str], Result]) -> dict[int, set[int]]:
    """For each node those that are stronger."""
    above: dict[int, set[int]] = {number: set() for number in range(len(nodes))}
    for first, second in combinations(range(len(nodes)), 2):
        result = proven[nodes[first][0], nodes[second][0]]
        if result is Result.STRONGER:
            above[second].add(first)
        elif result is Result.WEAKER:
            above[first].add(second)
    return above


def _reduced(above: Mapping[int, set[int]]) -> list[tuple[int, int]]:
    """The pairs with nothing between them: what is left when all that follows is taken out."""
    return [
        (stronger, weaker)
        for weaker, all_above in above.items()
        for stronger in all_above
        if not any(stronger in above[between] for between in all_above)
    ]


def _layers(count: int, above: Mapping[int, set[int]]) -> list[tuple[int, ...]]:
    """Nodes by the longest way down to them from the top."""
    sorter = TopologicalSorter({number: above[number] for number in range(count)})
    sorter.prepare()
    layers = []
    while sorter.is_active():
        ready = tuple(sorted(sorter.get_ready()))
        layers.append(ready)
        sorter.done(*ready)
    return layers
