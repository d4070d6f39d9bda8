"""HermiT over the ontology and the curated texts: types, contradictions, unsatisfiable classes.

Claims are never reasoned over: two speakers who contradict each other would make everything follow. The reasoner
runs in a child process, see `kb/reasoning/child.py`.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kb.curation import ontology
from kb.errors import CasusError, InconsistentOntologyError
from kb.namespaces import CF, local_id
from kb.reasoning.facts import LOOKED_AT, facts_of
from kb.reasoning.rules import lists_that_matter

TIME_LIMIT_SECONDS = 300.0
BATCH_GRAPHS = 20
PARALLEL_RUNS = 2


@dataclass(frozen=True, slots=True)
class Classification:
    """The types that follow for guarantees and commitments and were not stated, and the seconds it took."""

    inferred: Graph
    seconds: float


def classify(
    knowledge: Iterable[Graph], known: Iterable[Graph] = (), *, time_limit: float = TIME_LIMIT_SECONDS
) -> Classification:
    """Run HermiT over the ontology and these graphs, some at a time; a graph is never split.

    `known` graphs (actors) tell of what kind the things named are. The defined classes look at one guarantee and its
    own texts, so nothing follows from two batches together that does not follow from one; the cost of one run,
    however, grows much faster than its size.
    Raises InconsistentOntologyError on a contradiction, CasusError where the reasoner cannot run or takes too long.
    """
    kinds = list(known)
    inferred, seconds = Graph(), 0.0
    with ThreadPoolExecutor(PARALLEL_RUNS) as pool:
        runs = [
            pool.submit(_run, facts_of(batch, kinds), time_limit) for batch in _batches(list(knowledge), BATCH_GRAPHS)
        ]
        for run in runs:
            found = run.result()
            inferred += found.inferred
            seconds += found.seconds
    return Classification(inferred, seconds)


def document(facts: Graph) -> Graph:
    """What the reasoner reads: the ontology, the facts, and what an open world needs to be told of them."""
    axioms = Graph()
    axioms += facts
    axioms.remove((None, CF.completeIn, None))
    _close_lists(axioms, facts)
    _tell_apart(axioms, _actors(facts))
    _tell_apart(axioms, sorted(set(facts.objects(None, CF.promisedResponse)) | _named_values(), key=str))
    return _axioms_of_ontology() + axioms


@cache
def _axioms_of_ontology() -> Graph:
    """The axioms that classify. Labels, properties that no definition looks at, domains and ranges only take time.

    Every thing states its class, so domains and ranges type nothing; the shapes check them with better messages.
    """
    graph = ontology()
    unused = set(graph.subjects(RDF.type, OWL.AnnotationProperty)) | _properties() - _looked_at()
    untold = {*unused, RDFS.label, RDFS.isDefinedBy, RDFS.domain, RDFS.range}
    axioms = Graph()
    for triple in graph:
        if triple[0] not in unused and triple[1] not in untold and triple[2] not in unused:
            axioms.add(triple)
    return axioms


def _properties() -> set[Node]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    return {property_ for kind in kinds for property_ in ontology().subjects(RDF.type, kind)}


def _looked_at() -> set[Node]:
    """The properties of the facts and definitions, and those that they amount to or are made of."""
    graph = ontology()
    reached: set[Node] = {*LOOKED_AT, CF.codedValue, *graph.objects(None, OWL.onProperty)}
    waiting = set(reached)
    while waiting:
        property_ = waiting.pop()
        chains = graph.objects(property_, OWL.propertyChainAxiom)
        akin = {link for chain in chains for link in Collection(graph, chain)}
        akin |= {*graph.objects(property_, OWL.inverseOf), *graph.subjects(OWL.inverseOf, property_)}
        akin |= {*graph.objects(property_, RDFS.subPropertyOf), *graph.subjects(RDFS.subPropertyOf, property_)}
        waiting |= akin - reached
        reached |= akin
    return reached


def _batches(graphs: list[Graph], size: int) -> Iterator[list[Graph]]:
    for start in range(0, len(graphs), size):
        yield graphs[start : start + size]


def _run(facts: Graph, time_limit: float) -> Classification:
    """One run of the reasoner in a process of its own."""
    read = document(facts).serialize(format="nt", encoding="utf-8")
    try:
        child = subprocess.run(  # noqa: S603 - our own module, fixed arguments
            [sys.executable, "-m", "kb.reasoning.child", str(time_limit)],
            input=read,
            capture_output=True,
            timeout=time_limit + 10,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CasusError(f"the reasoner did not finish within {time_limit:.0f} s") from error
    try:
        answer = json.loads(child.stdout)
    except ValueError as error:
        raise CasusError(f"the reasoner failed: {child.stderr.decode(errors='replace')[-500:]}") from error
    if problem := answer.get("inconsistent"):
        raise InconsistentOntologyError(
            f"ontology and curated knowledge contradict each other: {problem} "
            f"The fault lies in one of: {', '.join(_instruments(facts)) or 'the guarantees'}. "
            "Check the types of the actors, the parties and the ids changed last."
        )
    stated = ((URIRef(subject), RDF.type, URIRef(class_)) for subject, class_ in answer["types"])
    inferred = Graph()
    for triple in stated:
        if triple not in facts:
            inferred.add(triple)
    return Classification(inferred, float(answer["seconds"]))


def _instruments(facts: Graph) -> list[str]:
    return sorted(local_id(str(node)) for node in facts.subjects(CF.expresses))


def _close_lists(axioms: Graph, facts: Graph) -> None:
    """Say that the values named are all there are, where the facts say so: no "every …" follows without it.

    Only where it may decide a type: telling the reasoner that a long list is complete costs much.
    """
    for thing, property_ in lists_that_matter(facts):
        members = sorted(_values(facts, thing, property_), key=str)
        restriction, enumeration = BNode(), BNode()
        axioms.add((thing, RDF.type, restriction))
        axioms.add((restriction, RDF.type, OWL.Restriction))
        axioms.add((restriction, OWL.onProperty, property_))
        axioms.add((restriction, OWL.allValuesFrom, enumeration if members else OWL.Nothing))
        if members:
            axioms.add((enumeration, RDF.type, OWL.Class))
            axioms.add((enumeration, OWL.oneOf, Collection(axioms, BNode(), members).uri))


def _values(facts: Graph, thing: Node, property_: Node) -> set[Node]:
    """The values of a property, stated from either end."""
    values = set(facts.objects(thing, property_))
    for inverse in {*ontology().objects(property_, OWL.inverseOf), *ontology().subjects(OWL.inverseOf, property_)}:
        values |= set(facts.subjects(inverse, thing))
    return values


def _actors(facts: Graph) -> list[Node]:
    kinds = (CF.State, CF.Organisation, CF.Group)
    return sorted({node for kind in kinds for node in facts.subjects(RDF.type, kind)}, key=str)


def _named_values() -> set[Node]:
    """The values that a complement in the ontology enumerates: what is not among them must be known to differ."""
    graph = ontology()
    enumerations = [graph.value(filler, OWL.oneOf) for filler in graph.objects(None, OWL.complementOf)]
    members = {member for list_ in enumerations if list_ is not None for member in Collection(graph, list_)}
    return {member for member in members if (member, RDF.type, CF.Actor) not in graph and "/scheme/" in str(member)}


def _tell_apart(axioms: Graph, things: list[Node]) -> None:
    """Two names are two things: counts and complements need it."""
    if len(things) > 1:
        axiom = BNode()
        axioms.add((axiom, RDF.type, OWL.AllDifferent))
        axioms.add((axiom, OWL.distinctMembers, Collection(axioms, BNode(), things).uri))
