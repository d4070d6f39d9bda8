"""The codebook: dimensions, values, their labels and their order, read from the store once per snapshot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.comparison.matrix import Dimension, Labels, Value
from kb.comparison.order import PartialOrder, Rule
from kb.namespaces import local_id
from kb.queries import view

Select = Callable[[str], list[dict[str, str]]]
"""Runs a SELECT and returns its rows, values as text."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All dimensions in their order, values by scheme and notation, and the order of the values of each scheme.

    `defence_duties` are the strengths of obligation (D8) that count as a duty to defend.
    """

    dimensions: tuple[Dimension, ...]
    values: Mapping[tuple[str, str], Value]
    orders: Mapping[str, PartialOrder]
    ladder: Mapping[tuple[str, str], int]
    defence_duties: frozenset[str] = frozenset()

    def value(self, scheme: str, notation: str) -> Value:
        """The value with this notation; one that no scheme knows keeps its notation as label."""
        unknown = Value(notation, {"en": notation, "de": notation}, {})
        return self.values.get((scheme, notation), unknown)

    def label(self, scheme: str, notation: str | None) -> Labels:
        """The labels of a concept by scheme and notation; empty for None."""
        return self.value(scheme, notation).label if notation else {}


def read_codebook(select: Select) -> Codebook:
    """Read the codebook through a function that runs SELECT queries."""
    dimensions = tuple(_dimension(row) for row in select(view("dimensions").bind()))
    values, ladder, duties = {}, {}, set()
    for row in select(view("concepts").bind()):
        scheme, notation = split(row["concept"])
        values[scheme, notation] = Value(notation, labels(row, "label"), labels(row, "definition"))
        if "order" in row:
            ladder[scheme, notation] = int(row["order"])
        if "duty" in row:
            duties.add(notation)
    edges: dict[str, list[tuple[str, str]]] = {}
    for row in select(view("stronger").bind()):
        scheme, stronger = split(row["stronger"])
        edges.setdefault(scheme, []).append((stronger, local_id(row["weaker"])))
    orders = {dimension.id: PartialOrder(edges.get(dimension.id, ())) for dimension in dimensions}
    return Codebook(dimensions, values, orders, ladder, frozenset(duties))


def _dimension(row: dict[str, str]) -> Dimension:
    return Dimension(
        id=local_id(row["dimension"]),
        label=labels(row, "label"),
        question=labels(row, "question"),
        definition=labels(row, "definition"),
        rule=Rule(local_id(row["rule"])),
        counts_for_dominance=row.get("counts") == "true",
        gate=row.get("gate") == "true",
    )


def split(concept_iri: str) -> tuple[str, str]:
    """Scheme and notation of a concept's IRI."""
    head, _, notation = concept_iri.rpartition("/")
    return local_id(head), notation


def labels(row: Mapping[str, str], name: str) -> Labels:
    """The columns `name_en` and `name_de` of a row, by language."""
    return {language: row[f"{name}_{language}"] for language in ("en", "de") if f"{name}_{language}" in row}
