"""The media types of answers: tables for SELECT and ASK, graphs for CONSTRUCT and DESCRIBE."""

from typing import Final

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"
RDF_XML: Final = "application/rdf+xml"

# In the order of preference when a client finds several equally good.
TABLES: Final = (JSON, XML, CSV, TSV)
GRAPHS: Final = (TURTLE, N_TRIPLES, RDF_XML)

# Generic types that clients ask for when they mean the specific one.
ALIASES: Final = {"application/json": JSON, "application/xml": XML, "text/xml": XML}

GRAPH_FORMS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
