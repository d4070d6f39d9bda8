"""Labels of actors and concepts, read from the curated tables, in English and German."""

from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kb.curation import actors, schemes
from kb.namespaces import CF, concept, kb_iri


def actor_label(code: str, language: str) -> str:
    """The name of an actor by its code; the code itself where no table knows it."""
    return _label(actors(), kb_iri("actor", code), RDFS.label, language) or code


def type_label(code: str, language: str) -> str:
    """The name of a guarantee type of the claims contract."""
    return _label(schemes(), concept("type", code), SKOS.prefLabel, language) or code


def _label(graph: Graph, node: URIRef, property_: URIRef, language: str) -> str | None:
    labels = {str(label.language): str(label) for label in graph.objects(node, property_) if hasattr(label, "language")}
    return labels.get(language) or labels.get("en")


@cache
def indicated_values(scheme: str, code: str) -> tuple[URIRef, ...]:
    """The dimension values that a claim with this code states (`cf:indicates` in the schemes)."""
    values = schemes().objects(concept(scheme, code), CF.indicates)
    return tuple(sorted(value for value in values if isinstance(value, URIRef)))


@cache
def _persons() -> dict[str, URIRef]:
    graph = actors()
    persons = (person for person in graph.subjects(RDF.type, CF.Person) if isinstance(person, URIRef))
    return {str(label).casefold(): person for person in persons for label in graph.objects(person, RDFS.label)}


def office_holder(name: str) -> URIRef | None:
    """The IRI of a person whom the table of office holders knows by this full name."""
    return _persons().get(name.casefold())
