"""Check everything: what ships and what is stored, against the shapes, and the whole against the checks."""

from collections.abc import Iterator

from kb import chronicle, curation
from kb.knowledge_base import KnowledgeBase, Progress
from kb.namespaces import graph_iri
from kb.queries import checks
from kb.store import Reader
from kb.validation import Violation, validate, validate_instruments

_SEVERITIES = {"error": "Violation", "warning": "Warning", "info": "Info"}


def check_everything(base: KnowledgeBase, progress: Progress) -> tuple[Violation, ...]:
    """The violations in curated and stored graphs, and the faults that only the whole shows."""
    context = curation.schemes() + curation.actors()
    reader = base.reader()
    found: list[Violation] = []
    paths = curation.instrument_paths()
    for number, (path, report) in enumerate(validate_instruments(paths)):
        progress(f"Checking {path.name}", 0.4 * number / len(paths))
        found += report.violations
    for curated in (*curation.curated_graphs(instruments=False), *chronicle.timeline_graphs()):
        found += validate(curated.triples, context).violations
    stored = _article_graphs(reader)
    for number, name in enumerate(stored):
        progress(f"Checking {name}", 0.4 + 0.5 * number / len(stored))
        found += validate(reader.export([name]), context).violations
    progress("Checking the whole", 0.9)
    return (*found, *_faults_of_the_whole(reader))


def _article_graphs(reader: Reader) -> list[str]:
    kinds = " || ".join(f"STRSTARTS(STR(?graph), '{graph_iri(kind)}/')" for kind in ("article", "review", "reviewer"))
    query = f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER({kinds}) }}"
    return [row["graph"] for row in reader.select(query)]


def _faults_of_the_whole(reader: Reader) -> Iterator[Violation]:
    for check in checks():
        if severity := _SEVERITIES.get(check.severity or ""):
            for row in reader.select(check.bind()):
                first, *others = row.values()
                value = ", ".join(others) or None
                yield Violation(first, check.name, check.question, None, value, severity)
