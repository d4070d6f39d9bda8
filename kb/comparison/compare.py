"""Compare guarantees, dimension by dimension, with the words each cell rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.comparison.codebook import Codebook, Select, read_codebook
from kb.comparison.material import Shelf, described_guarantees
from kb.comparison.matrix import Cell, Comparison, Dimension, Measure, Row
from kb.comparison.order import compare as compare_values
from kb.comparison.perspective import EVERYTHING, Perspective
from kb.comparison.verdict import verdict
from kb.errors import QueryError, UnknownIdError

__all__ = ["DEFAULT_BENCHMARK", "compare_guarantees", "compare_on_shelf", "described_guarantees"]

DEFAULT_BENCHMARK = "nato-article-5"
MOST_GUARANTEES = 50


def compare_guarantees(
    select: Select,
    guarantees: Sequence[str],
    *,
    benchmark: str = DEFAULT_BENCHMARK,
    snapshot: str = "",
    codebook: Codebook | None = None,
    perspective: Perspective = EVERYTHING,
) -> Comparison:
    """Compare guarantees by id; `select` runs the queries. Raises as compare_on_shelf does."""
    shelf = Shelf(select, codebook or read_codebook(select))
    return compare_on_shelf(shelf, guarantees, benchmark=benchmark, snapshot=snapshot, perspective=perspective)


def compare_on_shelf(
    shelf: Shelf,
    guarantees: Sequence[str],
    *,
    benchmark: str = DEFAULT_BENCHMARK,
    snapshot: str = "",
    perspective: Perspective = EVERYTHING,
) -> Comparison:
    """Compare guarantees whose material may have been read before.

    Raises UnknownIdError for an id that is no guarantee, QueryError for none or too many guarantees.
    """
    chosen = list(dict.fromkeys(guarantees))
    if not 1 <= len(chosen) <= MOST_GUARANTEES:
        raise QueryError(f"choose between 1 and {MOST_GUARANTEES} guarantees")
    materials = shelf.materials([*chosen, benchmark])
    for id_ in (*chosen, benchmark):
        if id_ not in materials:
            raise UnknownIdError(f"no guarantee has the id {id_!r}; `casus list guarantees` shows those there are")
    codebook = shelf.codebook
    cells = {
        id_: shelf.cells(material, perspective, is_measure=id_ == benchmark) for id_, material in materials.items()
    }
    rows = tuple(_row(dimension, chosen, benchmark, cells, codebook) for dimension in codebook.dimensions)
    return Comparison(
        guarantees=tuple(materials[id_].guarantee for id_ in chosen),
        benchmark=materials[benchmark].guarantee,
        rows=rows,
        verdicts={id_: verdict(id_, rows, codebook.defence_duties) for id_ in chosen if id_ != benchmark},
        measures=_heard(shelf, shelf.measures(chosen, benchmark), perspective),
        snapshot=snapshot,
        perspective=perspective,
    )


def _row(
    dimension: Dimension,
    chosen: Sequence[str],
    benchmark: str,
    cells: Mapping[str, Mapping[str, Cell]],
    codebook: Codebook,
) -> Row:
    measure = cells[benchmark][dimension.id]
    order = codebook.orders[dimension.id]
    measured = {
        id_: replace(
            cells[id_][dimension.id],
            against_benchmark=compare_values(
                dimension.rule, order, cells[id_][dimension.id].measured, measure.measured
            ),
        )
        for id_ in chosen
    }
    return Row(dimension, measured, measure)


def _heard(shelf: Shelf, measures: tuple[Measure, ...], perspective: Perspective) -> tuple[Measure, ...]:
    if not perspective:
        return measures
    return tuple(measure for measure in measures if perspective.hears(measure.evidence, shelf.memberships))
