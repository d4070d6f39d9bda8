"""The dataset describes itself for catalogues and programs, with numbers that are those of the store."""

from collections.abc import Iterator
from datetime import date

import nasty
import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, SKOS, VOID
from rdflib.term import Node
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kb import __version__
from kb.dataset import DATASET, describe
from kb.endpoint import wellknown
from kb.errors import StoreError
from kb.namespaces import CF
from kb.store import Reader, snapshot_day

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return nasty.store(tmp_path_factory.mktemp("described")).reader()


@pytest.fixture(scope="module")
def description(reader: Reader) -> Graph:
    return Graph().parse(data=describe(reader.select, DAY, "https://casus.test/"), format="turtle")


@pytest.fixture
def client(reader: Reader) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=wellknown.routes(lambda: describe(reader.select, DAY)))) as http:
        yield http


def size(reader: Reader, pattern: str, counted: str = "*") -> Literal:
    (row,) = reader.select(f"SELECT (COUNT({counted}) AS ?n) WHERE {{ {pattern} }}")
    return Literal(row["n"], datatype=XSD.integer)


def part(description: Graph, kind: URIRef, of: URIRef, term: URIRef) -> Node:
    (found,) = (node for node in description.objects(DATASET, kind) if (node, of, term) in description)
    return found


def test_it_is_a_dataset_in_both_languages(description: Graph) -> None:
    assert {VOID.Dataset, DCAT.Dataset} <= set(description.objects(DATASET, RDF.type))
    for property_ in (DCTERMS.title, DCTERMS.description, DCAT.keyword):
        assert {getattr(text, "language", None) for text in description.objects(DATASET, property_)} == {"en", "de"}
    assert description.value(DATASET, DCTERMS.creator)
    assert description.value(DATASET, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_it_tells_its_version_and_the_day_it_changed(description: Graph) -> None:
    assert description.value(DATASET, URIRef(f"{DCAT}version")) == Literal(__version__)
    assert description.value(DATASET, DCTERMS.modified) == Literal(DAY)
    assert snapshot_day("18ebf5cca93a0545") == date(2026, 11, 27)


def test_the_totals_are_those_of_the_store(description: Graph, reader: Reader) -> None:
    everything = "?s ?p ?o"
    assert description.value(DATASET, VOID.triples) == size(reader, everything)
    assert description.value(DATASET, VOID.distinctSubjects) == size(reader, everything, "DISTINCT ?s")
    assert description.value(DATASET, VOID.distinctObjects) == size(reader, everything, "DISTINCT ?o")
    assert description.value(DATASET, VOID.properties) == size(reader, everything, "DISTINCT ?p")
    ours = f'{everything} FILTER(STRSTARTS(STR(?s), "https://w3id.org/casus-foederis/"))'
    assert description.value(DATASET, VOID.entities) == size(reader, ours, "DISTINCT ?s")


def test_each_class_and_property_is_counted(description: Graph, reader: Reader) -> None:
    claims = part(description, VOID.classPartition, VOID["class"], CF.Claim)
    assert description.value(claims, VOID.entities) == size(reader, f"?claim a <{CF.Claim}>", "DISTINCT ?claim")
    labels = part(description, VOID.propertyPartition, VOID.property, SKOS.prefLabel)
    assert description.value(labels, VOID.triples) == size(reader, f"?s <{SKOS.prefLabel}> ?o")
    assert len(set(description.objects(DATASET, VOID.classPartition))) == int(
        str(description.value(DATASET, VOID.classes))
    )


def test_its_vocabularies_are_the_namespaces_that_are_used(description: Graph) -> None:
    vocabularies = {str(vocabulary) for vocabulary in description.objects(DATASET, VOID.vocabulary)}
    assert {str(CF), str(SKOS), "http://www.w3.org/ns/oa#", "https://schema.org/"} <= vocabularies


def test_it_tells_where_to_ask(description: Graph) -> None:
    endpoint = URIRef("https://casus.test/sparql")
    assert description.value(DATASET, VOID.sparqlEndpoint) == endpoint
    service = description.value(None, DCAT.endpointURL, endpoint)
    assert (service, DCAT.servesDataset, DATASET) in description
    assert (URIRef("https://casus.test/.well-known/void"), RDF.type, VOID.DatasetDescription) in description


def test_the_same_state_gives_the_same_text(reader: Reader) -> None:
    assert describe(reader.select, DAY) == describe(reader.select, DAY)


def test_it_is_served_where_programs_look(client: TestClient, reader: Reader) -> None:
    answer = client.get("/.well-known/void")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/turtle")
    assert answer.headers["access-control-allow-origin"] == "*"
    graph = Graph().parse(data=answer.text, format="turtle", publicID="https://elsewhere.test/.well-known/void")
    assert graph.value(DATASET, VOID.sparqlEndpoint) == URIRef("https://elsewhere.test/sparql")
    assert client.head("/.well-known/void").headers["content-length"] == str(len(answer.content))
    assert client.post("/.well-known/void").status_code == 405


def test_the_address_is_never_taken_from_the_request(client: TestClient) -> None:
    answer = client.get("/.well-known/void", headers={"host": "evil.test"})
    assert "evil.test" not in answer.text


def test_before_anything_is_built_it_asks_for_patience() -> None:
    def nothing() -> str:
        raise StoreError("there is no knowledge base below /secret/path")

    with TestClient(Starlette(routes=wellknown.routes(nothing))) as http:
        answer = http.get("/.well-known/void")
    assert answer.status_code == 503
    assert "secret" not in answer.text
