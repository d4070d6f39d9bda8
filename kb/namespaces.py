"""The one place where IRIs are minted; they stay stable when labels change."""

import re
import unicodedata
from typing import Final
from urllib.parse import quote, unquote

from rdflib import Namespace, URIRef

BASE: Final = "https://w3id.org/casus-foederis/"
CF: Final = Namespace(BASE + "ontology#")
SCHEME: Final = Namespace(BASE + "scheme/")
KB: Final = Namespace(BASE + "kb/")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
SCHEMA: Final = Namespace("https://schema.org/")

PREFIXES: Final = {
    "cf": str(CF),
    "scheme": str(SCHEME),
    "kb": str(KB),
    "oa": str(OA),
    "schema": str(SCHEMA),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
}


def kb_iri(kind: str, *parts: str) -> URIRef:
    """The IRI of a thing in the knowledge base: `kb_iri("guarantee", "nato-article-5")`."""
    return KB["/".join([kind, *(quote(part, safe="-._~") for part in parts)])]


def concept(scheme: str, notation: str) -> URIRef:
    """The IRI of a concept: `concept("d8", "assist-means-chosen")`."""
    return SCHEME[f"{scheme}/{quote(notation, safe='-._~')}"]


def graph_iri(kind: str, *parts: str) -> URIRef:
    """The IRI of a named graph: `graph_iri("article", "000-tusk-berlin")`."""
    return kb_iri("graph", kind, *parts)


def local_id(iri: str) -> str:
    """The last segment of an IRI: the id users type."""
    return unquote(str(iri).rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1])


def slug(name: str) -> str:
    """An id from a name: lower case ASCII letters, digits and hyphens, at most 80."""
    spelled = name.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "unnamed"
