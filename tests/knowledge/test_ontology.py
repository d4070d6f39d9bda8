"""The ontology keeps its own rules: every term is declared, named, defined, used; every order is one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SKOS

from kb.chronicle import timeline_graphs
from kb.curation import curated_graphs, ontology, schemes
from kb.namespaces import BASE, CF, SCHEME, concept
from kb.resources import data_path, ontology_path
from kb.shapes import SH, shapes_graph
from kb.validation import validate

DIMENSIONS = [SCHEME[f"d{number}"] for number in range(1, 22)]
LANGUAGE_OF_ONTOLOGIES = (
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
)
OWN_TERM = re.compile(rf"(?:(?<![\w.:/-])cf:|{re.escape(BASE)}ontology#)([A-Za-z]\w*)")


def _named(text: str) -> set[str]:
    """The local names of our own terms in a text, written in full or with the prefix."""
    return set(OWN_TERM.findall(text))


def _files() -> Iterator[Path]:
    for pattern in ("shapes/*.ttl", "schemes/*.ttl", "queries/**/*.rq", "context.jsonld"):
        yield from sorted(ontology_path().glob(pattern))


def _code_terms() -> set[str]:
    """The terms that the package writes or reads: `CF.guarantor`."""
    sources = (path.read_text(encoding="utf-8") for path in data_path().rglob("*.py"))
    return {term for source in sources for term in re.findall(r"\bCF\.([A-Za-z]\w*)", source)}


@pytest.fixture(scope="module")
def declared() -> set[str]:
    own = (term for term in set(ontology().subjects(RDF.type)) if isinstance(term, URIRef) and term in CF)
    return {term.removeprefix(str(CF)) for term in own}


@pytest.fixture(scope="module")
def curated() -> Graph:
    union = Graph()
    for graph in (*curated_graphs(), *timeline_graphs()):
        union += graph.triples
    return union


def test_ontology_and_schemes_conform() -> None:
    context = schemes()
    assert validate(ontology(), context).text() == "No violations."
    assert validate(schemes(), context).text() == "No violations."


@pytest.mark.parametrize("path", list(_files()), ids=lambda path: path.name)
def test_every_term_named_in_a_file_is_declared(path: Path, declared: set[str]) -> None:
    assert _named(path.read_text(encoding="utf-8")) <= declared


def test_every_term_the_package_writes_is_declared(declared: set[str]) -> None:
    assert _code_terms() <= declared


def test_every_term_in_the_curated_knowledge_is_declared(declared: set[str], curated: Graph) -> None:
    used = {term for triple in curated for term in triple if isinstance(term, URIRef) and term in CF}
    assert {term.removeprefix(str(CF)) for term in used} <= declared


def test_every_declared_term_is_used(declared: set[str], curated: Graph) -> None:
    """A term is used where a shape, a query, the context, the package or an axiom of another term names it."""
    used = _code_terms().union(*(_named(path.read_text(encoding="utf-8")) for path in _files()))
    axioms = {
        term.removeprefix(str(CF))
        for subject, _, term in ontology()
        if isinstance(term, URIRef) and term in CF and subject != term
    }
    # the types of guarantees are there to be inferred
    types = {
        term.removeprefix(str(CF))
        for term in ontology().transitive_subjects(RDFS.subClassOf, CF.Guarantee)
        if isinstance(term, URIRef)
    }
    assert declared - used - axioms - types == set()


def test_every_term_of_another_vocabulary_is_declared_once(curated: Graph) -> None:
    known = set(ontology().subjects(RDF.type))
    terms = set(curated.predicates()) | set(curated.objects(None, RDF.type))
    foreign = {term for term in terms if isinstance(term, URIRef) and not str(term).startswith(LANGUAGE_OF_ONTOLOGIES)}
    assert {term for term in foreign if term not in known} == set()


def test_stubs_say_where_they_are_defined() -> None:
    stubs = Graph().parse(ontology_path("stubs.ttl"))
    assert set(stubs.subjects(RDF.type)) == set(stubs.subjects(RDFS.isDefinedBy))
    assert not any(term in CF for term in stubs.subjects(unique=True) if isinstance(term, URIRef))


def test_all_dimensions_have_a_rule_and_values() -> None:
    graph = schemes()
    rules = set(ontology().subjects(RDF.type, CF.ComparisonRule))
    for dimension in DIMENSIONS:
        assert set(graph.objects(dimension, CF.comparisonRule)) <= rules
        assert len(list(graph.objects(dimension, CF.comparisonRule))) == 1
        assert (None, SKOS.inScheme, dimension) in graph
    assert set(graph.subjects(RDF.type, CF.Dimension)) == set(DIMENSIONS)


def test_the_order_is_one() -> None:
    """No value is stronger than itself, and no edge repeats what follows from others."""
    graph = schemes()
    for stronger, weaker in graph.subject_objects(CF.strongerThan):
        assert stronger not in set(graph.transitive_objects(weaker, CF.strongerThan))
        detours = set(graph.objects(stronger, CF.strongerThan)) - {weaker}
        assert not any(weaker in graph.transitive_objects(other, CF.strongerThan) for other in detours)


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (("d8", "assist-all-means"), ("d8", "none")),
        (("d8", "assist-means-chosen"), ("d8", "act-constitutional")),
        (("d9", "duty"), ("d9", "intention")),
        (("d12", "hours-24"), ("d12", "hours-72")),
        (("d12", "immediate"), ("absence", "silent")),
    ],
)
def test_the_order_claims(stronger: tuple[str, str], weaker: tuple[str, str]) -> None:
    below = set(schemes().transitive_objects(concept(*stronger), CF.strongerThan))
    assert concept(*weaker) in below


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("d8", "seek-action-elsewhere"), ("d8", "restraint-only")),
        (("d8", "permission"), ("d8", "consult-only")),
        (("d12", "immediate"), ("d12", "hours-24")),
        (("d9", "permission"), ("d9", "intention")),
    ],
)
def test_the_order_does_not_claim(one: tuple[str, str], other: tuple[str, str]) -> None:
    graph = schemes()
    assert concept(*other) not in set(graph.transitive_objects(concept(*one), CF.strongerThan))
    assert concept(*one) not in set(graph.transitive_objects(concept(*other), CF.strongerThan))


def test_shapes_speak_both_languages() -> None:
    for rule in set(shapes_graph().subjects(SH.message)):
        languages = sorted(
            str(getattr(message, "language", None)) for message in shapes_graph().objects(rule, SH.message)
        )
        assert languages == ["de", "en"], rule
