"""The dataset's description for catalogues and programs: VoID and DCAT, counted from the store as it is.

What needs no counting stands in `dataset.ttl`.
"""

from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import urljoin

from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, VOID

from kb import __version__
from kb.curation import read_turtle
from kb.endpoint import formats
from kb.namespaces import BASE
from kb.queries import view
from kb.resources import data_path
from kb.store import Row

Select = Callable[[str], list[Row]]
DATASET = URIRef(f"{BASE}dataset")
_NOWHERE = "https://nowhere.invalid/"
"""Stands for the server's address while the graph is put in order, which asks for absolute IRIs."""
_VERSION = URIRef(f"{DCAT}version")  # of DCAT 3; rdflib knows DCAT 2
_PART = Namespace(f"{DATASET}#")
_MEDIA_TYPES = Namespace("https://www.iana.org/assignments/media-types/")


def describe(select: Select, modified: date, address: str = "") -> str:
    """The description in Turtle of what `select` reads, which was last changed on the day `modified`.

    `address` is the server's, as http://127.0.0.1:8501/; without one the addresses are relative to the description's.
    """
    graph = read_turtle(data_path("dataset.ttl"))
    _count(graph, select)
    _place(graph, address or _NOWHERE)
    graph.add((DATASET, DCTERMS.modified, Literal(modified)))
    graph.add((DATASET, _VERSION, Literal(__version__)))
    return graph.serialize(format="longturtle", canon=True).replace(f"<{_NOWHERE}", "</")


def _count(graph: Graph, select: Select) -> None:
    """Add how much there is: in all, of each class, of each property, and in which vocabularies."""
    (size,) = select(view("dataset-size").text)
    classes, properties = select(view("dataset-classes").text), select(view("dataset-properties").text)
    totals = {
        VOID.triples: size["triples"],
        VOID.entities: size["entities"],
        VOID.distinctSubjects: size["subjects"],
        VOID.distinctObjects: size["objects"],
        VOID.classes: str(len(classes)),
        VOID.properties: str(len(properties)),
    }
    for property_, number in totals.items():
        graph.add((DATASET, property_, _number(number)))
    for row in classes:
        _part(graph, VOID.classPartition, (VOID["class"], row["class"]), (VOID.entities, row["entities"]))
    for row in properties:
        _part(graph, VOID.propertyPartition, (VOID.property, row["property"]), (VOID.triples, row["triples"]))
    for vocabulary in _vocabularies([*(row["class"] for row in classes), *(row["property"] for row in properties)]):
        graph.add((DATASET, VOID.vocabulary, vocabulary))
    (links,) = select(view("dataset-links").text)
    graph.add((_PART.wikidata, VOID.triples, _number(links["links"])))


def _part(graph: Graph, kind: URIRef, term: tuple[URIRef, str], size: tuple[URIRef, str]) -> None:
    part = BNode()
    graph.add((DATASET, kind, part))
    graph.add((part, term[0], URIRef(term[1])))
    graph.add((part, size[0], _number(size[1])))


def _vocabularies(terms: Iterable[str]) -> set[URIRef]:
    """The namespaces of terms: what stands before the last # or /."""
    return {URIRef(term[: max(term.rfind("#"), term.rfind("/")) + 1]) for term in terms}


def _place(graph: Graph, address: str) -> None:
    """Add where the data is had: the SPARQL endpoint, and this description itself."""
    endpoint, itself = URIRef(urljoin(address, "/sparql")), URIRef(urljoin(address, "/.well-known/void"))
    service, distribution = BNode(), BNode()
    graph.add((itself, RDF.type, VOID.DatasetDescription))
    graph.add((itself, FOAF.primaryTopic, DATASET))
    graph.add((DATASET, VOID.sparqlEndpoint, endpoint))
    graph.add((DATASET, DCAT.distribution, distribution))
    graph.add((distribution, RDF.type, DCAT.Distribution))
    graph.add((distribution, DCAT.accessURL, endpoint))
    graph.add((distribution, DCAT.accessService, service))
    for media_type in (*formats.TABLES, *formats.GRAPHS):
        graph.add((distribution, DCAT.mediaType, _MEDIA_TYPES[media_type]))
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCAT.endpointURL, endpoint))
    graph.add((service, DCAT.servesDataset, DATASET))
    graph.add((service, DCTERMS.conformsTo, URIRef("http://www.w3.org/TR/sparql11-protocol/")))
    for title in (Literal("SPARQL endpoint", lang="en"), Literal("SPARQL-Endpunkt", lang="de")):
        graph.add((distribution, DCTERMS.title, title))
        graph.add((service, DCTERMS.title, title))
    for license_ in list(graph.objects(DATASET, DCTERMS.license)):
        graph.add((distribution, DCTERMS.license, license_))


def _number(text: str) -> Literal:
    return Literal(text, datatype=XSD.integer)
