"""What the defined classes look at: parties, texts, coded values; nothing that a speaker merely claims."""

from collections.abc import Iterable
from itertools import chain

from rdflib import RDF, Graph, URIRef

from kb.curation import ontology
from kb.namespaces import CF

LOOKED_AT = frozenset(
    {CF.guarantor, CF.expresses, CF.party, CF.ofGuarantee, CF.promisedResponse} | {CF.completeIn, CF.numberOfParties}
)


def facts_of(knowledge: Iterable[Graph], known: Iterable[Graph] = ()) -> Graph:
    """The facts of these graphs; `known` graphs tell only of what kind the things named are."""
    graphs = list(knowledge)
    decisive = set(ontology().objects())  # a value that no definition names decides nothing
    facts = Graph()
    for graph in graphs:
        for property_ in LOOKED_AT:
            for triple in graph.triples((None, property_, None)):
                facts.add(triple)
        for commitment, coding in graph.subject_objects(CF.coding):
            for value in graph.objects(coding, CF.value):
                if value in decisive:
                    facts.add((commitment, CF.codedValue, value))
    named = set(facts.subjects()) | set(facts.objects()) | decisive
    own = (pair for graph in graphs for pair in graph.subject_objects(RDF.type))
    of_known = ((thing, class_) for graph in known for thing in named for class_ in graph.objects(thing, RDF.type))
    for thing, class_ in chain(own, of_known):
        if thing in named and isinstance(class_, URIRef) and class_ in CF:
            facts.add((thing, RDF.type, class_))
    return facts
