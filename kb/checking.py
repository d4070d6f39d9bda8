"""Check everything: what ships and what is stored, against the shapes, and every quote against its text."""

from kb import curation
from kb.knowledge_base import KnowledgeBase, Progress
from kb.namespaces import graph_iri
from kb.validation import Violation, validate


def check_everything(base: KnowledgeBase, progress: Progress) -> tuple[Violation, ...]:
    """The violations in curated and stored graphs."""
    context = curation.schemes() + curation.actors()
    found: list[Violation] = []
    curated = list(curation.curated_graphs())
    for number, graph in enumerate(curated):
        progress(f"Checking {graph.origin}", 0.5 * number / len(curated))
        found += validate(graph.triples, context).violations
    reader = base.reader()
    prefix = f"{graph_iri('article')}/"
    articles = (
        f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), '{prefix}')) }}"
    )
    stored = [row["graph"] for row in reader.select(articles)]
    for number, name in enumerate(stored):
        progress(f"Checking {name}", 0.5 + 0.5 * number / len(stored))
        found += validate(reader.export([name]), context).violations
    return tuple(found)
