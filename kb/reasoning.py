"""What follows: the DL reasoner gives guarantees their types and finds contradictions.

Only the ontology, the instruments' codings and the guarantees' parties are reasoned over. Claims never are: two
speakers who contradict each other would make everything follow. See `kb/reasoner.py` for the child process.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from rdflib import OWL, RDF, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kb.curation import ontology
from kb.errors import CasusError, InconsistentOntologyError
from kb.namespaces import CF, local_id

TIME_LIMIT_SECONDS = 300.0
BATCH_FACTS = 1000
PARALLEL_RUNS = 2
_FACTS = frozenset(
    {CF.guarantor, CF.beneficiary, CF.expresses, CF.commitment, CF.coding, CF.value, CF.includes, CF.party}
)
_CLOSED = ((CF.Guarantee, CF.guarantor), (CF.Instrument, CF.party))


@dataclass(frozen=True, slots=True)
class Classification:
    """The types that follow for each guarantee and were not stated, and the seconds it took."""

    inferred: Graph
    seconds: float


def classify(knowledge: Iterable[Graph], *, time_limit: float = TIME_LIMIT_SECONDS) -> Classification:
    """Run HermiT over the ontology and these graphs, some at a time; a graph is never split.

    The defined classes look at one guarantee and its own texts, so nothing follows from two batches together that
    does not follow from one; the cost of one run, however, grows much faster than its size.
    Raises InconsistentOntologyError on a contradiction, CasusError where the reasoner cannot run or takes too long.
    """
    graphs = list(knowledge)
    types = _types(graphs)
    inferred, seconds = Graph(), 0.0
    with ThreadPoolExecutor(PARALLEL_RUNS) as pool:
        runs = [pool.submit(_run, _facts(batch, types), time_limit) for batch in _batches(graphs)]
        for run in runs:
            found = run.result()
            inferred += found.inferred
            seconds += found.seconds
    return Classification(inferred, seconds)


def _batches(graphs: Iterable[Graph]) -> Iterator[list[Graph]]:
    """Graphs with anything to reason about, so many together that a run stays short."""
    batch: list[Graph] = []
    size = 0
    for graph in graphs:
        facts = sum(1 for triple in graph if triple[1] in _FACTS)
        if batch and size + facts > BATCH_FACTS:
            yield batch
            batch, size = [], 0
        if facts:
            batch.append(graph)
            size += facts
    if batch:
        yield batch


def _run(facts: Graph, time_limit: float) -> Classification:
    """One run of the reasoner in a process of its own."""
    document = (ontology() + facts).serialize(format="nt", encoding="utf-8")
    try:
        child = subprocess.run(  # noqa: S603 - our own module, fixed arguments
            [sys.executable, "-m", "kb.reasoner", str(time_limit)],
            input=document,
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


def _types(graphs: Iterable[Graph]) -> Graph:
    """All statements that something is of one of the ontology's classes."""
    types = Graph()
    for graph in graphs:
        for triple in graph.triples((None, RDF.type, None)):
            if str(triple[2]).startswith(str(CF)):
                types.add(triple)
    return types


def _facts(batch: Iterable[Graph], types: Graph) -> Graph:
    """The assertions that matter to the defined classes, with closure axioms for lists that are complete."""
    facts = Graph()
    for graph in batch:
        for triple in graph:
            if triple[1] in _FACTS:
                facts.add(triple)
    used = set(facts.subjects()) | set(facts.objects()) | set(ontology().objects())  # definitions name some actors
    for node in used:
        for triple in types.triples((node, RDF.type, None)):
            facts.add(triple)
    _close_lists(facts)
    kinds = (CF.State, CF.Organisation, CF.Group)
    _tell_apart(facts, sorted({node for kind in kinds for node in facts.subjects(RDF.type, kind)}, key=str))
    return facts


def _close_lists(facts: Graph) -> None:
    """Say that the guarantors and parties named are all there are: without it no "every guarantor is …" follows."""
    for class_, property_ in _CLOSED:
        for node in list(facts.subjects(RDF.type, class_)):
            members = list(facts.objects(node, property_))
            if members:
                restriction, enumeration = BNode(), BNode()
                facts.add((node, RDF.type, restriction))
                facts.add((restriction, RDF.type, OWL.Restriction))
                facts.add((restriction, OWL.onProperty, property_))
                facts.add((restriction, OWL.allValuesFrom, enumeration))
                facts.add((enumeration, RDF.type, OWL.Class))
                facts.add((enumeration, OWL.oneOf, Collection(facts, BNode(), sorted(members, key=str)).uri))


def _tell_apart(facts: Graph, actors: list[Node]) -> None:
    """Two names are two actors: counting parties needs it."""
    if len(actors) > 1:
        axiom = BNode()
        facts.add((axiom, RDF.type, OWL.AllDifferent))
        facts.add((axiom, OWL.distinctMembers, Collection(facts, BNode(), actors).uri))
