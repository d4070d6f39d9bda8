"""The comparison as an HTML table: a pure function of the comparison and the words it is told in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from kb.comparison.matrix import ComparedGuarantee, Comparison, Row
from kb.comparison.order import Result
from kb.dashboard.address import href
from kb.dashboard.cell_html import cell_evidence, cell_face
from kb.dashboard.markup import Html, link, tag
from kb.dashboard.wording import Wording

Permalink = Callable[[str, str], str]
"""The address of the cell of a dimension and a guarantee."""


@dataclass(frozen=True, slots=True)
class Column:
    """A guarantee in the table; the benchmark stands first if it was not chosen itself."""

    guarantee: ComparedGuarantee
    is_benchmark: bool


def columns(comparison: Comparison) -> tuple[Column, ...]:
    """The columns in their order."""
    benchmark = comparison.benchmark.id
    chosen = [Column(guarantee, guarantee.id == benchmark) for guarantee in comparison.guarantees]
    if any(column.is_benchmark for column in chosen):
        return tuple(chosen)
    return (Column(comparison.benchmark, is_benchmark=True), *chosen)


def rows_shown(comparison: Comparison, *, only_differences: bool, both_speak: bool) -> tuple[Row, ...]:
    """The rows that the switches leave: a known difference from the benchmark; a benchmark and another that speak."""
    others = [guarantee.id for guarantee in comparison.guarantees if guarantee.id != comparison.benchmark.id]

    def keep(row: Row) -> bool:
        results = {row.cells[id_].against_benchmark or Result.UNDECIDED for id_ in others}
        differs = bool(results - {Result.EQUAL, Result.UNDECIDED})
        decided = bool(results - {Result.UNDECIDED})
        return (differs or not only_differences) and (decided or not both_speak)

    return tuple(row for row in comparison.rows if keep(row))


def matrix(
    comparison: Comparison,
    words: Wording,
    *,
    rows: Iterable[Row] | None = None,
    permalink: Permalink | None = None,
    opened: tuple[str, str] | None = None,
) -> Html:
    """The table in a region of its own that scrolls sideways; `opened` names the cell whose evidence is open."""
    shown, counted = columns(comparison), _counted(comparison)
    groups = groupby(comparison.rows if rows is None else rows, key=lambda row: words.of(row.dimension.question))
    bodies = [
        tag("tbody", *(_row(row, shown, words, permalink, opened, counted) for row in group)) for _, group in groups
    ]
    caption = words(
        "matrix.caption",
        guarantees=", ".join(words.of(column.guarantee.label) for column in shown if not column.is_benchmark),
        benchmark=words.of(comparison.benchmark.label),
    )
    table = tag("table", tag("caption", caption), _head(shown, words), *bodies, class_="cf-matrix")
    return tag("div", table, class_="cf-scroll", role="region", tabindex=0, aria_label=words("matrix.region"))


def _counted(comparison: Comparison) -> frozenset[str]:
    """The dimensions that enter the verdicts; all, where there is no verdict."""
    verdicts = comparison.verdicts.values()
    if not verdicts:
        return frozenset(row.dimension.id for row in comparison.rows)
    return frozenset(
        id_
        for verdict in verdicts
        for ids in (
            verdict.stronger_on,
            verdict.weaker_on,
            verdict.equal_on,
            verdict.incomparable_on,
            verdict.undecided_on,
        )
        for id_ in ids
    )


def _head(shown: tuple[Column, ...], words: Wording) -> Html:
    cells = [tag("th", words("matrix.question"), scope="col")]
    for column in shown:
        address = href("guarantees", words.language, {"guarantee": column.guarantee.id})
        role = tag("p", words("matrix.benchmark"), class_="cf-origin") if column.is_benchmark else ""
        name = link(address, words.of(column.guarantee.label))
        cells.append(tag("th", name, role, scope="col", class_=_column_class(column)))
    return tag("thead", tag("tr", *cells))


def _row(
    row: Row,
    shown: tuple[Column, ...],
    words: Wording,
    permalink: Permalink | None,
    opened: tuple[str, str] | None,
    counted: frozenset[str],
) -> Html:
    dimension = row.dimension
    head = tag(
        "th",
        tag("span", words.of(dimension.question) or words.of(dimension.label), class_="cf-question"),
        tag("span", words.of(dimension.label), class_="cf-dimension"),
        "" if dimension.id in counted else tag("span", words("matrix.context"), class_="cf-dimension cf-context"),
        scope="row",
        id=f"row-{dimension.id}",
        title=words.of(dimension.definition) or None,
    )
    return tag("tr", head, *(_cell(row, column, words, permalink, opened) for column in shown))


def _cell(
    row: Row,
    column: Column,
    words: Wording,
    permalink: Permalink | None,
    opened: tuple[str, str] | None,
) -> Html:
    place = (row.dimension.id, column.guarantee.id)
    cell = row.benchmark if column.is_benchmark else row.cells[column.guarantee.id]
    evidence = cell_evidence(cell, words, permalink=permalink(*place) if permalink else None, is_open=opened == place)
    face = cell_face(cell, words, dimension=row.dimension.id, is_benchmark=column.is_benchmark)
    classes = _column_class(column) or "cf-measured"
    return tag("td", face, evidence, id="cell-" + "-".join(place), class_=classes)


def _column_class(column: Column) -> str | None:
    return "cf-benchmark" if column.is_benchmark else None
