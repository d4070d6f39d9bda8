"""What follows from the curated knowledge: reasoned once, shipped, and reasoned anew where it is out of date.

`kb/entailments/curated.nt` is written by `casus reason`; its first line names the knowledge it follows from.
"""

import hashlib
from collections.abc import Iterable

from rdflib import Graph

from kb import curation
from kb.namespaces import graph_iri
from kb.reasoning import classify
from kb.resources import data_path, ontology_path


def curated_entailments() -> Graph:
    """The types that follow for the curated guarantees: those shipped, if they belong to this knowledge."""
    path = data_path("entailments", "curated.nt")
    if path.is_file():
        mark, _, triples = path.read_text(encoding="utf-8").partition("\n")
        if mark == _mark():
            return Graph().parse(data=triples, format="nt")
    return reason_over_curated()


def reason_over_curated() -> Graph:
    """Run the reasoner over all curated knowledge. Raises InconsistentOntologyError on a contradiction."""
    return classify(graph.triples for graph in curation.curated_graphs() if graph.iri != graph_iri("ontology")).inferred


def entailments_of(mentioned: Graph) -> Graph:
    """The types that follow for guarantees that articles were the first to mention."""
    return classify([curation.actors(), mentioned]).inferred if mentioned else Graph()


def ship(entailments: Graph) -> str:
    """Write the entailments where they ship; returns the file's name."""
    path = data_path("entailments", "curated.nt")
    path.parent.mkdir(exist_ok=True)
    lines = sorted(_lines(entailments))
    path.write_text("\n".join([_mark(), *lines, ""]), encoding="utf-8")
    return path.name


def _lines(graph: Graph) -> Iterable[str]:
    return (line for line in graph.serialize(format="nt").splitlines() if line)


def _mark() -> str:
    """A comment line that names the knowledge: the hash of everything the reasoner reads."""
    digest = hashlib.sha256(ontology_path("guarantees.ttl").read_bytes())
    digest.update("\n".join(sorted(_lines(curation.guarantees()))).encode())
    for folder in ("actors", "instruments"):
        for path in sorted(data_path(folder).glob("*.yaml")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"# follows from {digest.hexdigest()}"
