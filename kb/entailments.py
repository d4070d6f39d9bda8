"""What follows from the curated knowledge: reasoned once, shipped, and reasoned anew where it is out of date.

`kb/entailments/curated.nt` is written by `casus reason`; its first line names the knowledge it follows from.
"""

import hashlib
from collections.abc import Iterable, Mapping

from rdflib import RDF, Graph, URIRef

from kb import curation
from kb.curation import CuratedGraph
from kb.namespaces import CF, graph_iri, kb_iri, local_id
from kb.reasoning.facts import facts_of
from kb.reasoning.hermit import classify
from kb.reasoning.justification import justification
from kb.reasoning.rules import types_that_follow
from kb.resources import data_path, ontology_path

_GUARANTEES, _INSTRUMENTS = graph_iri("guarantees"), f"{graph_iri('instrument')}/"


def curated_entailments() -> Graph:
    """The types that follow for the curated guarantees: those shipped, if they belong to this knowledge."""
    path = data_path("entailments", "curated.nt")
    if path.is_file():
        mark, _, triples = path.read_text(encoding="utf-8").partition("\n")
        if mark == _mark():
            return Graph().parse(data=triples, format="nt")
    return reason_over(curation.curated_graphs())


def reason_over(curated: Iterable[CuratedGraph]) -> Graph:
    """Run the reasoner over curated knowledge. Raises InconsistentOntologyError on a contradiction."""
    return classify(_texts(curated), [curation.actors()]).inferred


def _texts(curated: Iterable[CuratedGraph]) -> list[Graph]:
    """The curated guarantees and instruments."""
    return [graph.triples for graph in curated if graph.iri == _GUARANTEES or graph.iri.startswith(_INSTRUMENTS)]


def proof_of(guarantee: str, class_: URIRef) -> tuple[str, ...]:
    """The minimal axioms from which it follows that a curated guarantee is of a class; empty if it does not follow."""
    thing = kb_iri("guarantee", guarantee)
    own = [graph for graph in _texts(curation.curated_graphs()) if (thing, RDF.type, CF.Guarantee) in graph]
    return justification(facts_of(own, [curation.actors()]), thing, class_)


def unstated_of_curated(curated: Iterable[CuratedGraph]) -> Graph:
    """The types that curated guarantees have as far as the sources state, without its following (by rule)."""
    types = types_that_follow(facts_of(_texts(curated), [curation.actors()]))
    unstated = Graph()
    for triple in types.triples((None, CF.typeAsFarAsStated, None)):
        unstated.add(triple)
    return unstated


def types_of_mentioned(mentioned: Mapping[URIRef, Graph]) -> dict[URIRef, Graph]:
    """The types of guarantees that articles were the first to mention, by rule, each in a graph of its own.

    The keys are the graphs that describe the guarantees; those of the result hold what follows.
    """
    if not mentioned:
        return {}
    types = types_that_follow(facts_of(mentioned.values(), [curation.actors()]))
    found: dict[URIRef, Graph] = {}
    for name in mentioned:
        id_ = local_id(name)
        graph = found.setdefault(inferred_graph(id_), Graph())
        for triple in types.triples((kb_iri("guarantee", id_), None, None)):
            graph.add(triple)
    return found


def inferred_graph(id_: str) -> URIRef:
    """The graph of what follows for a guarantee that an article was the first to mention."""
    return graph_iri("inferred", id_)


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
    digest = hashlib.sha256()
    for name in ("guarantees.ttl", "types.ttl"):
        digest.update(ontology_path(name).read_bytes())
    digest.update("\n".join(sorted(_lines(curation.guarantees()))).encode())
    for folder in ("actors", "instruments"):
        for path in sorted(data_path(folder).glob("*.yaml")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"# follows from {digest.hexdigest()}"
