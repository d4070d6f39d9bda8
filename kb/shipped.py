"""What the project ships, checked against the shapes before it is written."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rdflib import Graph

from kb import chronicle
from kb.curation import CuratedGraph
from kb.validation import Report, require, validate


def require_valid_curated(
    curated: Sequence[CuratedGraph],
    checks: Iterable[tuple[Path, Report]],
    context: Graph,
    progress: Callable[[str, float], None],
) -> None:
    """Check all curated graphs; `checks` bring the reports on the instruments' files."""
    instruments = sum(graph.origin.endswith(".yaml") for graph in curated)
    for graph in curated:
        if not graph.origin.endswith(".yaml"):
            require(graph.origin, validate(graph.triples, context))
    for number, (path, report) in enumerate(checks):
        progress(f"Validating {path.name}", 0.05 + 0.35 * number / instruments)
        require(path.name, report)


def valid_timeline(context: Graph) -> list[CuratedGraph]:
    """The graphs of the timeline; they hold claims, so the reasoner never reads them."""
    timeline = list(chronicle.timeline_graphs())
    for graph in timeline:
        require(graph.origin, validate(graph.triples, context))
    return timeline
