"""The defined classes of the ontology as expressions: what a thing must meet to belong to a class.

Covers the constructors that the ontology uses (names of OWL 2's functional syntax): ObjectIntersectionOf,
ObjectUnionOf, ObjectSomeValuesFrom, ObjectAllValuesFrom, ObjectHasValue, DataHasValue, ObjectOneOf,
ObjectComplementOf.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kb.curation import ontology
from kb.errors import CurationError
from kb.namespaces import CF, local_id


@dataclass(frozen=True, slots=True)
class Named:
    """A class by its name, defined or not."""

    iri: URIRef


@dataclass(frozen=True, slots=True)
class All:
    """What belongs to each of the parts."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What belongs to one of the parts."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """What has at least one value of the property that belongs to the filler."""

    property: URIRef
    filler: "Expression"


@dataclass(frozen=True, slots=True)
class Only:
    """What has no value of the property outside the filler."""

    property: URIRef
    filler: "Expression"


@dataclass(frozen=True, slots=True)
class Has:
    """What has this value of the property."""

    property: URIRef
    value: URIRef | Literal


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these things."""

    members: tuple[URIRef, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What does not belong to the filler."""

    filler: "Expression"


Expression = Named | All | AnyOf | Some | Only | Has | OneOf | Not


@cache
def definitions() -> Mapping[URIRef, Expression]:
    """The definition of each class of guarantees, commitments and instruments that has one."""
    return definitions_in(ontology())


def definitions_in(graph: Graph) -> Mapping[URIRef, Expression]:
    """The definitions of the classes in a graph. Raises CurationError for a constructor that is not covered."""
    roots = (CF.Guarantee, CF.Commitment, CF.Instrument)
    classes = {class_ for root in roots for class_ in graph.transitive_subjects(RDFS.subClassOf, root)}
    return {
        class_: _expression(graph, definition, class_)
        for class_ in sorted(classes, key=str)
        if isinstance(class_, URIRef) and (definition := graph.value(class_, OWL.equivalentClass)) is not None
    }


def parts_of(expression: Expression) -> Iterator[Expression]:
    """The expression and all that it is made of."""
    yield expression
    match expression:
        case All(parts) | AnyOf(parts):
            inner: tuple[Expression, ...] = parts
        case Some(_, filler) | Only(_, filler) | Not(filler):
            inner = (filler,)
        case _:
            inner = ()
    for part in inner:
        yield from parts_of(part)


@cache
def types() -> tuple[URIRef, ...]:
    """The defined classes of guarantees: the types that a guarantee can turn out to be of."""
    guarantees = set(ontology().transitive_subjects(RDFS.subClassOf, CF.Guarantee))
    return tuple(class_ for class_ in definitions() if class_ in guarantees)


@cache
def superclasses(class_: URIRef) -> frozenset[URIRef]:
    """The classes above this one, itself included."""
    return frozenset(
        above for above in ontology().transitive_objects(class_, RDFS.subClassOf) if isinstance(above, URIRef)
    )


def _expression(graph: Graph, node: Node, of: URIRef) -> Expression:
    if isinstance(node, URIRef):
        return Named(node)
    if graph.value(node, RDF.type) == OWL.Restriction:
        return _restriction(graph, node, of)
    for constructor, form in ((OWL.intersectionOf, All), (OWL.unionOf, AnyOf)):
        if (parts := graph.value(node, constructor)) is not None:
            return form(tuple(_expression(graph, part, of) for part in Collection(graph, parts)))
    if (members := graph.value(node, OWL.oneOf)) is not None:
        return OneOf(tuple(member for member in Collection(graph, members) if isinstance(member, URIRef)))
    if (filler := graph.value(node, OWL.complementOf)) is not None:
        return Not(_expression(graph, filler, of))
    raise _not_covered(of)


def _restriction(graph: Graph, node: Node, of: URIRef) -> Expression:
    property_ = graph.value(node, OWL.onProperty)
    if not isinstance(property_, URIRef):
        raise _not_covered(of)
    for constructor, form in ((OWL.someValuesFrom, Some), (OWL.allValuesFrom, Only)):
        if (filler := graph.value(node, constructor)) is not None:
            return form(property_, _expression(graph, filler, of))
    if isinstance(value := graph.value(node, OWL.hasValue), URIRef | Literal):
        return Has(property_, value)
    raise _not_covered(of)


def _not_covered(class_: URIRef) -> CurationError:
    return CurationError(
        f"the definition of {local_id(class_)} uses a constructor that the rules do not cover; "
        "use intersections, unions, some, only, has, one of and not"
    )
