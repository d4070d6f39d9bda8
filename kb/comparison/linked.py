"""A comparison as linked data: a resource of its own, with a part for each cell and the claims it rests on."""

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from kb.comparison.changes import Difference
from kb.comparison.citing import citation, comparison_id, view_of
from kb.comparison.export import cell_text
from kb.comparison.matrix import Cell, Comparison, Origin
from kb.namespaces import PREFIXES, SCHEMA, concept, kb_iri
from kb.namespaces import SCHEME as SCHEMES

_LANGUAGES = ("en", "de")


def as_graph(comparison: Comparison, found: Difference) -> Graph:
    """The comparison, its cells as schema:PropertyValue, and of each the claims and texts it is derived from."""
    graph = Graph()
    for prefix, start in PREFIXES.items():
        graph.bind(prefix, start)
    node = kb_iri("comparison", comparison_id(comparison))
    cited = citation(comparison)
    graph.add((node, RDF.type, PROV.Entity))
    graph.add((node, RDF.type, SCHEMA.Dataset))
    for language in _LANGUAGES:
        graph.add((node, DCTERMS.title, Literal(citation(comparison, language).title, lang=language)))
    graph.add((node, DCTERMS.created, Literal(cited.day, datatype=XSD.date)))
    graph.add((node, DCTERMS.identifier, Literal(view_of(comparison).asked())))
    graph.add((node, SCHEMA.version, Literal(f"{cited.version}, {cited.snapshot}")))
    for guarantee in comparison.guarantees:
        graph.add((node, DCTERMS.subject, kb_iri("guarantee", guarantee.id)))
    graph.add((node, DCTERMS.relation, kb_iri("guarantee", comparison.benchmark.id)))
    flipped = {(change.dimension, change.guarantee) for change in found.cells}
    for row in comparison.rows:
        for id_, cell in {comparison.benchmark.id: row.benchmark, **row.cells}.items():
            part = URIRef(f"{node}/{row.dimension.id}/{id_}")
            graph.add((node, DCTERMS.hasPart, part))
            _add_cell(graph, part, row.dimension.id, cell)
            graph.add((part, SCHEMA.about, kb_iri("guarantee", id_)))
            if (row.dimension.id, id_) in flipped:
                graph.add((part, SCHEMA.disambiguatingDescription, Literal("differs in this perspective", lang="en")))
    return graph


def _add_cell(graph: Graph, node: URIRef, dimension: str, cell: Cell) -> None:
    graph.add((node, RDF.type, SCHEMA.PropertyValue))
    graph.add((node, SCHEMA.propertyID, SCHEMES[dimension]))
    for value in cell.values:
        graph.add((node, SCHEMA.value, concept(dimension, value.id)))
    if cell.absence and not cell.values:
        graph.add((node, SCHEMA.value, concept("absence", cell.absence)))
    for language in _LANGUAGES:
        graph.add((node, SCHEMA.description, Literal(cell_text(cell, language), lang=language)))
    for evidence in cell.evidence:
        if evidence.origin is Origin.CLAIM and evidence.claim_id:
            graph.add((node, PROV.wasDerivedFrom, kb_iri("claim", *evidence.claim_id.split("/"))))
        elif evidence.source_id:
            graph.add((node, PROV.wasDerivedFrom, kb_iri(*evidence.source_id.split("/", 1))))
        if evidence.quote:
            graph.add((node, SCHEMA.citation, Literal(evidence.quote, lang=evidence.language or None)))


def as_turtle(comparison: Comparison, found: Difference) -> str:
    """The comparison in Turtle."""
    return as_graph(comparison, found).serialize(format="turtle")


def as_jsonld(comparison: Comparison, found: Difference) -> str:
    """The comparison in JSON-LD."""
    return as_graph(comparison, found).serialize(format="json-ld", context=dict(PREFIXES), auto_compact=True)
