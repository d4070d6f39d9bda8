"""SPARQL rules generated from the defined classes: the same types as the reasoner's, at the cost of a query.

An open world has no place in a query, so a universal ("every guarantor is …") follows only where the facts
say that the list is complete (`cf:completeIn`). What holds merely because nothing else is stated is told
apart: `cf:typeAsFarAsStated`.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection

from kb.curation import ontology
from kb.errors import CurationError
from kb.namespaces import CF, local_id
from kb.reasoning.definitions import (
    All,
    AnyOf,
    Expression,
    Has,
    Named,
    Not,
    OneOf,
    Only,
    Some,
    definitions,
    parts_of,
    superclasses,
)

_ROOTS = frozenset({CF.Guarantee, CF.Commitment, CF.Instrument})


def types_that_follow(facts: Graph, only: Iterable[URIRef] | None = None) -> Graph:
    """The types of the guarantees and commitments in the facts; with `only`, of these things alone.

    `rdf:type` where a type is entailed, `cf:typeAsFarAsStated` where a guarantee has it as far as the sources state.
    """
    store = _loaded(facts)
    chosen = None if only is None else list(only)
    found = Graph()
    for class_ in definitions():
        if _is_about_parties_or_texts(class_):
            continue
        closed = rule(Named(class_), only=chosen)
        as_stated = rule(Named(class_), only=chosen, as_far_as_stated=True)
        entailed = set(_members(store, closed))
        for thing in entailed:
            for above in superclasses(class_) - _ROOTS:
                found.add((URIRef(thing), RDF.type, above))
        if as_stated != closed and CF.Guarantee in superclasses(class_):  # no list decides it where they are the same
            for thing in set(_members(store, as_stated)) - entailed:
                found.add((URIRef(thing), CF.typeAsFarAsStated, class_))
    for triple in facts.triples((None, RDF.type, None)):
        found.remove(triple)
    return found


def lists_that_matter(facts: Graph) -> frozenset[tuple[URIRef, URIRef]]:
    """The things and properties for which "these are all" may decide a type: all else that the type asks is met."""
    store = _loaded(facts)
    conjunctions = {
        part
        for definition in definitions().values()
        for part in parts_of(definition)
        if isinstance(part, All) and any(isinstance(conjunct, Only) for conjunct in part.parts)
    }
    found: set[tuple[URIRef, URIRef]] = set()
    for conjunction in conjunctions:
        query = f"SELECT ?x0 WHERE {{ {_Writer(closed=True).pattern(conjunction, '?x0')} }}"
        properties = {part.property for part in conjunction.parts if isinstance(part, Only)}
        found |= {(URIRef(thing), property_) for thing in _members(store, query) for property_ in properties}
    return frozenset(found)


def _loaded(facts: Graph) -> ox.Store:
    store = ox.Store()
    store.bulk_load(facts.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return store


def _is_about_parties_or_texts(class_: URIRef) -> bool:
    """Instruments are classified on the way to their guarantee only."""
    return CF.Instrument in superclasses(class_)


def _members(store: ox.Store, query: str) -> Iterator[str]:
    solutions = store.query(query)
    if isinstance(solutions, ox.QuerySolutions):
        for solution in solutions:
            yield solution[0].value


def rule(wanted: Expression, *, only: Iterable[URIRef] | None = None, as_far_as_stated: bool = False) -> str:
    """The SELECT (of `?x0`) that finds the members of a class expression; `only` restricts it to these things.

    With `as_far_as_stated`, a list counts as complete though nothing says so.
    """
    writer = _Writer(closed=not as_far_as_stated)
    scope = "" if only is None else "VALUES ?x0 { " + " ".join(f"<{thing}>" for thing in only) + " } "
    body = writer.pattern(wanted, "?x0")
    return f"SELECT DISTINCT ?x0 WHERE {{ {scope}{body} }}"


class _Writer:
    """Writes expressions as graph patterns, each with variables of its own."""

    def __init__(self, *, closed: bool) -> None:
        self._closed = closed
        self._numbers = count(1)
        self._within: list[URIRef] = []

    def pattern(self, expression: Expression, variable: str) -> str:
        """The pattern that binds or tests `variable` as a member of the expression."""
        match expression:
            case Named(iri):
                written = self._named(iri, variable)
            case All(parts):
                # what binds comes first, what only tests last
                ordered = sorted(parts, key=lambda part: isinstance(part, (Not, Only, OneOf)))
                written = " ".join(self.pattern(part, variable) for part in ordered)
            case AnyOf(parts):
                written = " UNION ".join(f"{{ {self.pattern(part, variable)} }}" for part in parts)
            case Some() | Only() | Has():
                written = self._restriction(expression, variable)
            case OneOf(members):
                written = f"FILTER({variable} IN ({_terms(members, ', ')}))"
            case Not(OneOf(members)):
                written = f"FILTER({variable} NOT IN ({_terms(members, ', ')}))"
            case Not():
                raise CurationError(f"no rule can be made of {expression}: only an enumeration has a complement")
        return written

    def _restriction(self, restriction: Some | Only | Has, variable: str) -> str:
        path, value = _path(restriction.property), self._fresh()
        match restriction:
            case Has(_, thing):
                return f"{variable} {path} {thing.n3()} ."
            case Some(_, OneOf(members)):
                return f"VALUES {value} {{ {_terms(members)} }} {variable} {path} {value} ."
            case Some(_, filler):
                return f"{variable} {path} {value} . {self.pattern(filler, value)}"
            case Only(property_, filler):
                outside = f"{variable} {path} {value} . {self._fails(filler, value)}"
                return f"{self._complete(variable, property_)} FILTER NOT EXISTS {{ {outside} }}"

    def _fails(self, filler: Expression, variable: str) -> str:
        """The pattern of what does not provably belong to the filler."""
        match filler:
            case OneOf(members):
                return self.pattern(Not(OneOf(members)), variable)
            case Not(OneOf(members)):
                return self.pattern(OneOf(members), variable)
        return f"FILTER NOT EXISTS {{ {self.pattern(filler, variable)} }}"

    def _named(self, iri: URIRef, variable: str) -> str:
        definition = definitions().get(iri)
        if definition is None:
            class_ = self._fresh()
            return f"VALUES {class_} {{ {_terms(_asserted(iri))} }} {variable} a {class_} ."
        if iri in self._within:
            raise CurationError(f"{local_id(iri)} is defined by itself")
        self._within.append(iri)
        written = self.pattern(definition, variable)
        self._within.pop()
        return written

    def _complete(self, variable: str, property_: URIRef) -> str:
        return f"{variable} <{CF.completeIn}> <{property_}> ." if self._closed else ""

    def _fresh(self) -> str:
        return f"?x{next(self._numbers)}"


def _asserted(class_: URIRef) -> tuple[URIRef, ...]:
    """The class and those below it that somebody may state by hand."""
    below = ontology().transitive_subjects(RDFS.subClassOf, class_)
    return tuple(sorted((sub for sub in below if isinstance(sub, URIRef) and sub not in definitions()), key=str))


@cache
def _path(property_: URIRef) -> str:
    """The ways a property can be stated: itself, those below it, its inverse, the chains that amount to it."""
    graph = ontology()
    ways = []
    for below in sorted(graph.transitive_subjects(RDFS.subPropertyOf, property_), key=str):
        ways.append(f"<{below}>")
        inverses = {*graph.objects(below, OWL.inverseOf), *graph.subjects(OWL.inverseOf, below)}
        ways += [f"^<{inverse}>" for inverse in sorted(inverses, key=str)]
        for chain in graph.objects(below, OWL.propertyChainAxiom):
            ways.append("/".join(f"<{link}>" for link in Collection(graph, chain)))
    return f"({'|'.join(ways)})" if len(ways) > 1 else ways[0]


def _terms(terms: Iterable[URIRef], separator: str = " ") -> str:
    return separator.join(f"<{term}>" for term in terms)
