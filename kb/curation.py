"""Curated knowledge becomes graphs: Turtle as it is, YAML through the JSON-LD context."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kb.actor_graph import actor_graph, add_labels
from kb.errors import CurationError
from kb.namespaces import CF, KB, SCHEME, concept, graph_iri, kb_iri, slug
from kb.resources import data_path, ontology_path
from kb.tables import LOADER

_SHAPING = ("instruments", "actors", "entailments", "guarantees", "articles", "timeline", "lexicon", "extraction")


@dataclass(frozen=True, slots=True)
class CuratedGraph:
    """One named graph of curated knowledge and the file it came from."""

    iri: URIRef
    triples: Graph
    origin: str


def curated_graphs(*, instruments: bool = True) -> Iterator[CuratedGraph]:
    """Every graph the project ships: ontology, schemes, alignments, actors, guarantees; one per instrument if wanted.

    Raises CurationError with the file's name where a file cannot be read.
    """
    yield CuratedGraph(graph_iri("ontology"), ontology(), "ontology")
    yield CuratedGraph(graph_iri("schemes"), schemes(), "schemes")
    yield CuratedGraph(graph_iri("alignments"), alignments(), "alignments")
    yield CuratedGraph(graph_iri("actors"), actors(), "actors")
    yield CuratedGraph(graph_iri("guarantees"), guarantees(), "guarantees")
    for path in instrument_paths() if instruments else ():
        yield CuratedGraph(graph_iri("instrument", path.stem), instrument_graph(path), path.name)


def fingerprint() -> str:
    """The SHA-256 over all that shapes the store; it changes when a curator changes a fact or a linguist a cue."""
    digest = hashlib.sha256()
    roots = [ontology_path(), *(data_path(folder) for folder in _SHAPING)]
    for path in (path for root in roots for path in sorted(root.rglob("*"))):
        if path.suffix in {".ttl", ".yaml", ".jsonld", ".txt", ".py", ".nt"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def instrument_paths() -> list[Path]:
    """The instruments' files, by id."""
    return sorted(data_path("instruments").glob("*.yaml"))


def read_yaml(path: Path) -> Any:
    """The YAML document in a file. Raises CurationError with file and place."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CurationError(f"{path.name}: {error}") from error


def instrument_graph(path: Path) -> Graph:
    """An instrument's file as a graph, with the guarantee that it expresses."""
    document = read_yaml(path)
    if not isinstance(document, dict) or document.get("id") != path.stem:
        raise CurationError(f"{path.name}: the file must hold one instrument whose id is {path.stem!r}")
    if document["id"] != slug(document["id"]):
        raise CurationError(f"{path.name}: an id has lower case ASCII letters, digits and hyphens only")
    for number, commitment in enumerate(document.get("commitment", []), 1):
        commitment.setdefault("id", f"{document['id']}/commitment/{number}")
        _name_codings(commitment, path.name)
    for number, period in enumerate(document.get("statusPeriod", []), 1):
        period.setdefault("id", f"{document['id']}/status/{number}")
    graph = _from_json_ld(document, "instrument", path.name)
    _type_nodes(graph)
    _describe_guarantee(graph, URIRef(KB[f"instrument/{path.stem}"]))
    return graph


def _name_codings(commitment: Mapping[str, Any], origin: str) -> None:
    """Give each coding an id after its dimension, which a commitment may hold once only."""
    codings = commitment.get("coding", [])
    dimensions = [str(coding.get("dimension", "")).lower() for coding in codings]
    if twice := {dimension for dimension in dimensions if dimensions.count(dimension) > 1}:
        raise CurationError(f"{origin}: coded twice in one commitment: {', '.join(sorted(twice))}; merge the entries")
    for coding, dimension in zip(codings, dimensions, strict=True):
        coding.setdefault("id", f"{commitment['id']}/{dimension}")


@cache
def ontology() -> Graph:
    """The ontology, the types of guarantees it defines, and the stubs of the terms it reuses."""
    return read_turtle(*(ontology_path(name) for name in ("guarantees.ttl", "types.ttl", "reviewing.ttl", "stubs.ttl")))


@cache
def schemes() -> Graph:
    """The concept schemes: dimensions and the codes of the claims contract."""
    return read_turtle(*sorted(ontology_path("schemes").glob("*.ttl")))


@cache
def alignments() -> Graph:
    """How our terms and values relate to those of other vocabularies and codebooks; the reasoner does not read it."""
    return read_turtle(ontology_path("alignments.ttl"), ontology_path("codebooks.ttl"))


def read_turtle(*paths: Path) -> Graph:
    """Turtle files as one graph. Raises CurationError with the name of the file that cannot be read."""
    graph = Graph()
    for path in paths:
        try:
            graph.parse(path)
        except Exception as error:  # rdflib's parsers raise many types
            raise CurationError(f"{path.name}: {error}") from error
    return graph


@cache
def _context() -> Mapping[str, Any]:
    document = json.loads(ontology_path("context.jsonld").read_text(encoding="utf-8"))
    return dict(document["@context"])


def _from_json_ld(document: Any, kind: str, origin: str) -> Graph:
    context = dict(_context()) | {"@base": str(KB) + kind + "/"}
    text = json.dumps({"@context": context, "@graph": document}, default=_iso_date)
    try:
        graph = Graph().parse(data=text, format="json-ld")
    except Exception as error:
        raise CurationError(f"{origin}: {error}") from error
    if any(isinstance(term, URIRef) and " " in term for triple in graph for term in triple):
        raise CurationError(f"{origin}: an id contains a space")
    return graph


def _iso_date(thing: object) -> str:
    if isinstance(thing, date):
        return thing.isoformat()
    raise CurationError(f"a YAML value of type {type(thing).__name__} cannot be written as JSON-LD: {thing!r}")


def _type_nodes(graph: Graph) -> None:
    """State the classes that the property a node stands at implies, so that no curator need repeat them."""
    implied = {
        CF.provision: CF.Provision,
        CF.source: CF.Source,
        CF.commitment: CF.Commitment,
        CF.coding: CF.Coding,
        CF.statusPeriod: CF.StatusPeriod,
    }
    for property_, class_ in implied.items():
        for node in list(graph.objects(None, property_)):
            graph.add((node, RDF.type, class_))


def _describe_guarantee(graph: Graph, instrument: URIRef) -> None:
    """Give the expressed guarantee the instrument's labels, type, guarantors and beneficiaries."""
    guarantee = graph.value(instrument, CF.expresses)
    if guarantee is None:
        return
    graph.add((guarantee, RDF.type, CF.Guarantee))
    for label in graph.objects(instrument, RDFS.label):
        graph.add((guarantee, RDFS.label, label))
    for type_ in list(graph.objects(instrument, CF.guaranteeType)):
        graph.add((guarantee, CF.guaranteeType, type_))
        graph.remove((instrument, CF.guaranteeType, type_))
    _complete(graph, instrument, CF.party)
    graph.add((instrument, CF.numberOfParties, Literal(len(set(graph.objects(instrument, CF.party))))))
    graph.add((guarantee, CF.completeIn, CF.hasCommitment))
    for commitment in graph.objects(instrument, CF.commitment):
        graph.add((commitment, CF.ofGuarantee, guarantee))
        _describe_responses(graph, commitment)
        for role in (CF.guarantor, CF.beneficiary):
            for actor in graph.objects(commitment, role):
                graph.add((guarantee, role, actor))
    _complete(graph, guarantee, CF.guarantor)


def _describe_responses(graph: Graph, commitment: Node) -> None:
    """Name the responses of D7; they are complete unless the sources read do not tell."""
    for coding in graph.objects(commitment, CF.coding):
        if (coding, CF.dimension, SCHEME.d7) in graph:
            for value in graph.objects(coding, CF.value):
                graph.add((commitment, CF.promisedResponse, value))
            if graph.value(coding, CF.absence) in {None, concept("absence", "silent"), concept("absence", "excluded")}:
                graph.add((commitment, CF.completeIn, CF.promisedResponse))


def _complete(graph: Graph, thing: Node, property_: URIRef) -> None:
    """Say that the values named are all there are, if any is named."""
    if (thing, property_, None) in graph:
        graph.add((thing, CF.completeIn, property_))


@cache
def actors() -> Graph:
    """Actors, memberships, offices and who held them when."""
    return actor_graph()


@cache
def arrangements() -> tuple[Mapping[str, Any], ...]:
    """The curated arrangements (`kb/guarantees/`): guarantees that texts and speakers give shape to together."""
    return tuple(read_yaml(data_path("guarantees", "arrangements.yaml"))["guarantees"])


def guarantees() -> Graph:
    """The curated arrangements: parties, type, labels and what they include."""
    graph = Graph()
    for row in arrangements():
        if "label" in row:
            add_guarantee(graph, row["id"], row["label"], row["type"], row["guarantors"], row["beneficiaries"])
        for part in row.get("includes", []):
            graph.add((kb_iri("guarantee", row["id"]), CF.includes, kb_iri("guarantee", part)))
    return graph


def add_guarantee(
    graph: Graph,
    id_: str,
    labels: Mapping[str, str],
    type_: str,
    guarantors: Iterable[str],
    beneficiaries: Iterable[str],
) -> None:
    """Describe a guarantee in a graph: labels by language, the contract's type code, actor codes."""
    guarantee = kb_iri("guarantee", id_)
    graph.add((guarantee, RDF.type, CF.Guarantee))
    graph.add((guarantee, CF.guaranteeType, concept("type", type_)))
    add_labels(graph, guarantee, labels)
    for role, codes in ((CF.guarantor, guarantors), (CF.beneficiary, beneficiaries)):
        for code in codes:
            graph.add((guarantee, role, kb_iri("actor", code)))
    _complete(graph, guarantee, CF.guarantor)
