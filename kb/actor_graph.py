"""The tables of actors as a graph: identifiers, memberships over time, offices and who held them when."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS

from kb.memberships import Membership, members, membership_sources, memberships
from kb.namespaces import CF, SCHEMA, concept, kb_iri
from kb.offices import office_rows, office_sources
from kb.tables import read_table

ACTOR_TABLES = ("states.yaml", "groups.yaml")
WIKIDATA = "http://www.wikidata.org/entity/"


def actor_graph() -> Graph:
    """Actors, memberships, offices and tenures, with the sources they rest on."""
    graph = Graph()
    for name in ACTOR_TABLES:
        for row in read_table("actors", name)["actors"]:
            _add_actor(graph, row)
    for membership in memberships():
        _add_membership(graph, membership)
    for row in office_rows():
        _add_tenure(graph, row)
    for name, sources in (("memberships", membership_sources()), ("offices", office_sources())):
        for row in sources:
            add_source(graph, _source(name, row["id"]), row["title"], row["grade"], row.get("url"))
    return graph


def add_labels(graph: Graph, node: URIRef, labels: Mapping[str, str]) -> None:
    """Label a node in each language."""
    for language, label in labels.items():
        graph.add((node, RDFS.label, Literal(label, lang=language)))


def add_source(graph: Graph, node: URIRef, title: str, grade: str, url: str | None) -> None:
    """Describe where something was found, and how far that was read."""
    graph.add((node, RDF.type, CF.Source))
    graph.add((node, DCTERMS.title, Literal(title)))
    graph.add((node, CF.sourceGrade, concept("grade", grade)))
    if url:
        graph.add((node, SCHEMA.url, Literal(url, datatype=XSD.anyURI)))


def _add_actor(graph: Graph, row: Mapping[str, Any]) -> None:
    actor = kb_iri("actor", row["id"])
    graph.add((actor, RDF.type, CF[row["kind"]]))
    if row.get("european") is not None:
        graph.add((actor, RDF.type, CF.EuropeanActor if row["european"] else CF.NonEuropeanActor))
    add_labels(graph, actor, row["label"])
    for property_, code in ((CF.isoAlpha2, row.get("iso")), (CF.isoAlpha3, row.get("iso3"))):
        if code:
            graph.add((actor, property_, Literal(code)))
    _match(graph, actor, row.get("wikidata"))
    listed = row.get("expands")
    for member in listed if isinstance(listed, list) else members(row["id"]):
        graph.add((actor, CF.member, kb_iri("actor", member)))
    if treaty := row.get("treaty"):
        graph.add((actor, CF.constitutedBy, kb_iri("instrument", treaty)))


def _add_membership(graph: Graph, membership: Membership) -> None:
    begin = str(membership.since or "unknown")
    node = kb_iri("membership", membership.of, membership.member, begin)
    graph.add((node, RDF.type, CF.Membership))
    graph.add((node, CF.memberActor, kb_iri("actor", membership.member)))
    graph.add((node, CF.memberOf, kb_iri("actor", membership.of)))
    _add_time(graph, node, (CF.since, membership.since), (CF.until, membership.until))
    for language, note in membership.note.items():
        graph.add((node, SKOS.editorialNote, Literal(note, lang=language)))
    for source in membership.source:
        graph.add((node, CF.source, _source("memberships", source)))


def _add_tenure(graph: Graph, row: Mapping[str, Any]) -> None:
    """A row of the table of office holders: the person, the office and the time."""
    person, since = kb_iri("person", row["id"]), row["from"]
    code = row["office"]["en"].lower().replace(" ", "-")
    office = kb_iri("office", row["affiliation"], code)
    tenure = kb_iri("tenure", row["affiliation"], row["id"], code, str(since))
    graph.add((person, RDF.type, CF.Person))
    graph.add((office, RDF.type, CF.Office))
    graph.add((office, CF.officeOf, kb_iri("actor", row["affiliation"])))
    graph.add((tenure, RDF.type, CF.Tenure))
    graph.add((tenure, CF.holder, person))
    graph.add((tenure, CF.office, office))
    _match(graph, person, row["wikidata"])
    labelled: Iterable[tuple[URIRef, Mapping[str, str]]] = (
        (tenure, row["role"]), (person, row["person"]), (office, row["office"])
    )  # fmt: skip
    for node, labels in labelled:
        if graph.value(node, RDFS.label) is None:
            add_labels(graph, node, labels)
    _add_time(graph, tenure, (CF.heldFrom, since), (CF.heldUntil, row["until"]))
    graph.add((tenure, CF.source, _source("offices", row["source"])))


def _add_time(graph: Graph, node: URIRef, *days: tuple[URIRef, date | None]) -> None:
    for property_, day in days:
        if day is not None:
            graph.add((node, property_, Literal(str(day), datatype=XSD.date)))


def _match(graph: Graph, node: URIRef, item: str | None) -> None:
    """The Wikidata item for the same thing: a match across two systems, not an identity."""
    if item:
        graph.add((node, SKOS.exactMatch, URIRef(WIKIDATA + item)))


def _source(table: str, id_: str) -> URIRef:
    return kb_iri("actors", table, "source", id_)
