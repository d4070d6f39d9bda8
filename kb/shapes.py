"""The SHACL shapes, parsed once: which nodes each rule is about, and what it finds wrong with them.

pySHACL evaluates the constraints. Finding the nodes is done here: only nodes of the graph at hand count, not
those of its context, and the ontology's subclasses are known without standing in the data.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import NamespaceManager
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kb.curation import ontology, read_turtle
from kb.resources import ontology_path

SH = Namespace("http://www.w3.org/ns/shacl#")
_PARAMETERS = frozenset(ALL_CONSTRAINT_PARAMETERS)


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a rule: the node it is about, the rule's IRI, the property and value, the severity."""

    node: Node
    rule: Node
    path: Node | None
    value: Node | None
    severity: Node


class _FullNames(NamespaceManager):
    """Names in full: pySHACL words every result, also those of an `sh:or` that it then drops, and we show none."""

    def normalizeUri(self, rdfTerm: str) -> str:  # noqa: N802, N803 - the names are rdflib's
        """The name in angle brackets."""
        return f"<{rdfTerm}>"

    def bind(self, *_args: Any, **_options: Any) -> None:
        """Nothing is shortened."""


class ReadGraph(Graph):
    """A graph that is complete before it is first read, and read often: pySHACL asks the same again and again.

    Its store keeps no contexts, its answers are remembered, and its SPARQL queries are parsed once: parsing takes
    longer than all the rest of a validation.
    """

    def __init__(self) -> None:
        super().__init__("SimpleMemory", bind_namespaces="none")
        self.namespace_manager = _FullNames(self, bind_namespaces="none")
        self._objects: dict[tuple[Node | None, Any], tuple[Node, ...]] = {}

    def __bool__(self) -> bool:
        """Whether it holds anything; pySHACL asks at every result, and counting would walk over all triples."""
        return next(iter(self), None) is not None

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Generator[Node]:
        """The objects of the triples with a subject and a predicate; a path is no key to remember."""
        if unique or not isinstance(predicate, URIRef):
            yield from super().objects(subject, predicate, unique)
            return
        key = (subject, predicate)
        if key not in self._objects:
            self._objects[key] = tuple(super().objects(subject, predicate))
        yield from self._objects[key]

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Run a query."""
        parsed = _parsed(query_object) if isinstance(query_object, str) else query_object
        return super().query(parsed, *args, **kwargs)


@cache
def _parsed(text: str) -> Query:
    return prepareQuery(text)


class _Shapes(ShapesGraph):
    """The shapes graph, which remembers the constraints of each shape: pySHACL asks for them at every use."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self._constraints: dict[Node, tuple[tuple[Node, Node], ...]] = {}
        self._spread: set[Node] = set()

    def spread(self, shape: Shape) -> tuple[Shape, ...]:
        """The shapes of a shape's properties, which the shape itself no longer checks; none if others refer to it."""
        if shape.is_property_shape or (None, None, shape.node) in self.graph:
            return ()
        self._spread.add(shape.node)
        return tuple(self.lookup_shape_from_node(node) for node in self.graph.objects(shape.node, SH.property))

    def predicate_objects(self, shape: Node) -> tuple[tuple[Node, Node], ...]:
        """The constraint parameters of a shape and their values."""
        if shape not in self._constraints:
            wanted = _PARAMETERS - {SH.property} if shape in self._spread else _PARAMETERS
            pairs = self.graph.predicate_objects(shape)
            self._constraints[shape] = tuple(pair for pair in pairs if pair[0] in wanted)
        return self._constraints[shape]


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape with targets of its own: that shape, and the shapes of its properties.

    A property of a shape is checked at the shape's nodes: that is what `sh:property` means, and pySHACL is much
    quicker with all nodes at once than with one after another.
    """

    shapes: tuple[Shape, ...]
    classes: frozenset[URIRef]
    subjects_of: tuple[URIRef, ...]
    objects_of: tuple[URIRef, ...]

    def focus(self, data: Graph) -> set[Node]:
        """The nodes of a graph that the rule is about."""
        nodes = {node for class_ in self.classes for node in data.subjects(RDF.type, class_)}
        nodes.update(node for property_ in self.subjects_of for node in data.subjects(property_))
        nodes.update(node for property_ in self.objects_of for node in data.objects(None, property_))
        return nodes

    def findings(self, executor: SHACLExecutor, known: Graph, data: Graph) -> Iterator[Finding]:
        """What the rule finds wrong in `data`, in the light of what is `known` (which includes `data`)."""
        if not (focus := self.focus(data)):
            return
        for shape in self.shapes:
            _conforms, results = shape.validate(executor, known, focus=list(focus))  # type: ignore[arg-type]
            for _text, node, triples in results:
                finding = _finding(node, triples)
                yield from self._at_referrers(finding, data) if self.objects_of else (finding,)

    def _at_referrers(self, finding: Finding, data: Graph) -> Iterator[Finding]:
        """A thing that others may not refer to is told where it is referred to."""
        for property_ in self.objects_of:
            for node in data.subjects(property_, finding.node):
                yield Finding(node, finding.rule, property_, finding.node, finding.severity)


def _finding(node: Node, triples: Sequence[tuple[Node, Node, Any]]) -> Finding:
    """Read one of pySHACL's results; a value from another graph comes as a pair of graph and node."""
    facts = {
        property_: value[1] if isinstance(value, tuple) else value
        for subject, property_, value in triples
        if subject == node
    }
    rule = facts.get(SH.sourceConstraint, facts[SH.sourceShape])
    return Finding(facts[SH.focusNode], rule, facts.get(SH.resultPath), facts.get(SH.value), facts[SH.resultSeverity])


@cache
def shapes_graph() -> Graph:
    """All shapes as one graph. Raises CurationError with the file's name where one cannot be read."""
    graph = ReadGraph()
    graph += read_turtle(*sorted(ontology_path("shapes").glob("*.ttl")))
    return graph


@cache
def rules() -> tuple[Rule, ...]:
    """Every shape that has targets."""
    shapes = _Shapes(shapes_graph())
    return tuple(
        Rule((shape, *shapes.spread(shape)), classes, subjects_of, objects_of)
        for shape in shapes.shapes
        for _nodes, named, implicit, objects, subjects in [shape.target()]
        for classes in [frozenset(c for class_ in {*named, *implicit} for c in _with_subclasses(class_))]
        for subjects_of, objects_of in [(tuple(sorted(subjects)), tuple(sorted(objects)))]
        if classes or subjects_of or objects_of
    )


@cache
def messages(rule: Node) -> Mapping[str, str]:
    """What a rule says is wrong and how to mend it, by language."""
    literals = (message for message in shapes_graph().objects(rule, SH.message) if isinstance(message, Literal))
    return {message.language or "en": str(message) for message in literals}


@cache
def superclasses(class_: Node) -> frozenset[URIRef]:
    """The class itself and the named classes above it."""
    above = ontology().transitive_objects(class_, RDFS.subClassOf)
    return frozenset(other for other in above if isinstance(other, URIRef))


def _with_subclasses(class_: Node) -> frozenset[URIRef]:
    below = ontology().transitive_subjects(RDFS.subClassOf, class_)
    return frozenset(other for other in below if isinstance(other, URIRef))
