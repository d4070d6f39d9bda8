"""A Hasse diagram told in words: the list that stands beside the drawing, and the labels on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.comparison.hasse import Diagram
from kb.comparison.matrix import Comparison, label_in
from kb.comparison.order import Result
from kb.comparison.wording import words_of


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of pair with the lines that tell them."""

    title: str
    lines: tuple[str, ...]


def labels(comparison: Comparison, language: str) -> dict[str, str]:
    """The labels of all guarantees of a comparison by id, the benchmark's included."""
    return {found.id: label_in(found.label, language) for found in (*comparison.guarantees, comparison.benchmark)}


def title(diagram: Diagram, comparison: Comparison, language: str) -> str:
    """What the diagram shows."""
    words = words_of(language)["hasse"]
    names = {
        row.dimension.id: f"{row.dimension.id.upper()} {label_in(row.dimension.label, language)}"
        for row in comparison.rows
    }
    what = ", ".join(names[id_] for id_ in diagram.dimensions) or words["overall"]
    count = sum(len(node) for node in diagram.nodes) + len(diagram.unknown)
    return str(words["title"].format(count=count, dimension=what))


def reading(diagram: Diagram, language: str) -> str:
    """How the drawing is read."""
    words = words_of(language)["hasse"]
    told = [words["reading"]]
    if not diagram.covers:
        told.append(words["no-line"])
    if diagram.undecided:
        told.append(words["reading-open"])
    return " ".join(told)


def sections(diagram: Diagram, comparison: Comparison, language: str) -> tuple[Section, ...]:
    """Everything the diagram knows, as lists; kinds without a pair are left out."""
    names, words = labels(comparison, language), words_of(language)["hasse"]
    nodes = [" = ".join(names[id_] for id_ in node) for node in diagram.nodes]
    found = {
        "above": [words["steps"].format(stronger=nodes[one], weaker=nodes[other]) for one, other in diagram.covers],
        "equal": [label for label, node in zip(nodes, diagram.nodes, strict=True) if len(node) > 1],
        "incomparable": list(_against(diagram.incomparable, names, words)),
        "undecided": list(_undecided(diagram, names, language)),
        "unknown": [names[id_] for id_ in diagram.unknown],
    }
    return tuple(Section(words[kind], tuple(lines)) for kind, lines in found.items() if lines)


def _against(pairs: Iterable[tuple[str, str]], names: Mapping[str, str], words: Mapping[str, str]) -> Iterator[str]:
    """Pairs by their first, so that many fit in few lines."""
    grouped: dict[str, list[str]] = {}
    for first, second in pairs:
        grouped.setdefault(first, []).append(names[second])
    for first, others in grouped.items():
        yield words["against"].format(first=names[first], others=", ".join(others))


def _undecided(diagram: Diagram, names: Mapping[str, str], language: str) -> Iterator[str]:
    words = words_of(language)
    for pair in diagram.undecided:
        told = words["hasse"]["against"].format(first=names[pair.first], others=names[pair.second])
        if pair.spoken is Result.UNDECIDED:
            yield told
        else:
            yield words["hasse"]["spoken"].format(pair=told, spoken=words["result"][pair.spoken])
