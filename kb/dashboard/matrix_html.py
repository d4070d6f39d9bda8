"""The comparison as an HTML table: a pure function of the comparison and the words it is told in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kb.comparison.context import Context
from kb.comparison.grouping import grouped
from kb.comparison.matrix import ComparedGuarantee, Comparison, Labels, Row
from kb.comparison.order import Result
from kb.dashboard.address import href
from kb.dashboard.cell_html import cell_evidence, cell_face
from kb.dashboard.markup import Html, join, link, tag
from kb.dashboard.wording import Wording

Permalink = Callable[[str, str], str]
"""The address of the cell of a dimension and a guarantee."""


@dataclass(frozen=True, slots=True)
class Column:
    """A guarantee in the table; the benchmark stands first if it was not chosen itself."""

    guarantee: ComparedGuarantee
    is_benchmark: bool


@dataclass(frozen=True, slots=True)
class Look:
    """How the table looks: `opened` names the cell whose evidence is open, `pinned` the guarantee that stays in sight.

    `turned` puts guarantees in rows; `flips` tells of cells by place what they would show without the perspective;
    `contexts` are the words around the quotes of claims; `whole` shows every quote, opened.
    """

    permalink: Permalink | None = None
    opened: tuple[str, str] | None = None
    pinned: str | None = None
    turned: bool = False
    flips: Mapping[tuple[str, str], str] = field(default_factory=dict)
    contexts: Mapping[str, Context] = field(default_factory=dict)
    whole: bool = False


def columns(comparison: Comparison, pinned: str | None = None) -> tuple[Column, ...]:
    """The columns in their order, one that is pinned first."""
    benchmark = comparison.benchmark.id
    chosen = [Column(guarantee, guarantee.id == benchmark) for guarantee in comparison.guarantees]
    if not any(column.is_benchmark for column in chosen):
        chosen.insert(0, Column(comparison.benchmark, is_benchmark=True))
    return tuple(sorted(chosen, key=lambda column: column.guarantee.id != pinned) if pinned else chosen)


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
    comparison: Comparison, words: Wording, *, rows: Iterable[Row] | None = None, look: Look | None = None
) -> Html:
    """The table in a region of its own that scrolls sideways."""
    look = look or Look()
    shown, counted = columns(comparison, look.pinned), _counted(comparison)
    groups = grouped(comparison.rows if rows is None else rows)
    caption = words(
        "matrix.caption",
        guarantees=", ".join(words.of(column.guarantee.label) for column in shown if not column.is_benchmark),
        benchmark=words.of(comparison.benchmark.label),
    )
    body = (
        _turned(groups, shown, counted, words, look) if look.turned else _upright(groups, shown, counted, words, look)
    )
    classes = "cf-matrix" + (" cf-turned" if look.turned else "") + (" cf-pinning" if look.pinned else "")
    table = tag("table", tag("caption", caption), *body, class_=classes)
    return tag("div", table, class_="cf-scroll", role="region", tabindex=0, aria_label=words("matrix.region"))


Groups = tuple[tuple[Labels, tuple[Row, ...]], ...]


def _upright(
    groups: Groups, shown: tuple[Column, ...], counted: frozenset[str], words: Wording, look: Look
) -> list[Html]:
    """Guarantees in columns; a question heads the rows that answer it."""
    head = [tag("th", words("matrix.question"), scope="col")]
    head += [_guarantee_head(column, words, look, "col") for column in shown]
    bodies = []
    for question, rows in groups:
        title = tag("span", words.of(question), class_="cf-question")
        lines = [tag("tr", tag("th", title, scope="rowgroup", colspan=len(shown) + 1), class_="cf-group")]
        lines += [
            tag("tr", _dimension_head(row, counted, words, "row"), *(_cell(row, one, words, look) for one in shown))
            for row in rows
        ]
        bodies.append(tag("tbody", *lines))
    return [tag("thead", tag("tr", *head)), *bodies]


def _turned(
    groups: Groups, shown: tuple[Column, ...], counted: frozenset[str], words: Wording, look: Look
) -> list[Html]:
    """Guarantees in rows; a question heads the columns that answer it."""
    rows = [row for _, found in groups for row in found]
    above = [tag("th", words("matrix.guarantee"), scope="col", rowspan=2)]
    above += [tag("th", words.of(question), scope="colgroup", colspan=len(found)) for question, found in groups]
    heads = [_dimension_head(row, counted, words, "col") for row in rows]
    lines = [
        tag("tr", _guarantee_head(column, words, look, "row"), *(_cell(row, column, words, look) for row in rows))
        for column in shown
    ]
    return [tag("thead", tag("tr", *above), tag("tr", *heads)), tag("tbody", *lines)]


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


def _guarantee_head(column: Column, words: Wording, look: Look, scope: str) -> Html:
    address = href("guarantees", words.language, {"guarantee": column.guarantee.id})
    role = tag("p", words("matrix.benchmark"), class_="cf-origin") if column.is_benchmark else ""
    name = link(address, words.of(column.guarantee.label))
    return tag("th", name, role, scope=scope, class_=_classes(column, look))


def _dimension_head(row: Row, counted: frozenset[str], words: Wording, scope: str) -> Html:
    dimension = row.dimension
    return tag(
        "th",
        tag("span", words.of(dimension.label)),
        tag("span", words.of(dimension.question), class_="cf-dimension") if dimension.question else "",
        "" if dimension.id in counted else tag("span", words("matrix.context"), class_="cf-dimension cf-context"),
        scope=scope,
        id=f"row-{dimension.id}",
        title=words.of(dimension.definition) or None,
    )


def _cell(row: Row, column: Column, words: Wording, look: Look) -> Html:
    place = (row.dimension.id, column.guarantee.id)
    cell = row.benchmark if column.is_benchmark else row.cells[column.guarantee.id]
    evidence = cell_evidence(
        cell,
        words,
        permalink=look.permalink(*place) if look.permalink else None,
        is_open=look.whole or look.opened == place,
        contexts=look.contexts,
        whole=look.whole or look.opened == place,
    )
    face = cell_face(cell, words, dimension=row.dimension.id, is_benchmark=column.is_benchmark)
    flip = look.flips.get(place)
    mark = (
        tag("p", tag("span", "≠", aria_hidden="true"), " ", words("cell.flip", otherwise=flip), class_="cf-flip")
        if flip
        else ""
    )
    return tag("td", join([face, mark]), evidence, id="cell-" + "-".join(place), class_=_classes(column, look))


def _classes(column: Column, look: Look) -> str | None:
    kind = "cf-benchmark" if column.is_benchmark else "cf-measured"
    return f"{kind} cf-pinned" if column.guarantee.id == look.pinned else kind
