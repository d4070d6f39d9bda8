"""The record of a review as triples (PROV-O), and back; and a claim as JSON, and back."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import PROV

from kb.claim import Benchmark, Claim, Speaker
from kb.namespaces import CF, SCHEMA, concept, graph_iri, kb_iri, local_id, slug
from kb.reviewing.decisions import Decision, Review, Verb, changed_fields


def review_graph(article: str) -> URIRef:
    """The graph that holds the record of an article's review."""
    return graph_iri("review", article)


def reviewer_graph(name: str) -> URIRef:
    """The graph that describes a reviewer: no statement stands in two graphs."""
    return graph_iri("reviewer", slug(name))


def reviewer(name: str) -> Graph:
    """The description of a reviewer."""
    graph = Graph()
    node = kb_iri("reviewer", slug(name))
    graph.add((node, RDF.type, PROV.Person))
    graph.add((node, SCHEMA.name, Literal(name)))
    return graph


def write(review: Review) -> Graph:
    """The record of a review."""
    graph = Graph()
    for decision in review.decisions:
        _write_decision(graph, review.article, decision)
    for number in review.numbers():
        node = kb_iri("claim", review.article, str(number))
        graph.add((node, RDF.type, CF.ReviewedClaim))
        graph.add((node, CF.reviewState, concept("review", review.state(number))))
        if original := review.original(number):
            graph.add((node, PROV.wasRevisionOf, _version(review.article, original.step, "before")))
    return graph


def _write_decision(graph: Graph, article: str, decision: Decision) -> None:
    node = kb_iri("review", article, str(decision.step))
    graph.add((node, RDF.type, CF.Decision))
    graph.add((node, CF.step, Literal(decision.step)))
    graph.add((node, CF.verb, concept("decision", decision.verb)))
    graph.add((node, CF.decides, kb_iri("claim", article, str(decision.claim))))
    graph.add((node, PROV.wasAssociatedWith, kb_iri("reviewer", slug(decision.by))))
    graph.add((node, PROV.endedAtTime, Literal(decision.at.isoformat(), datatype=XSD.dateTime)))
    if decision.undoes:
        graph.add((node, CF.undoes, kb_iri("review", article, str(decision.undoes))))
    if decision.before:
        graph.add((node, PROV.used, _write_version(graph, article, decision.step, "before", decision.before)))
    if decision.after and decision.after != decision.before:
        graph.add((node, PROV.generated, _write_version(graph, article, decision.step, "after", decision.after)))
    if decision.before and decision.after:
        for name in changed_fields(decision.before, decision.after):
            graph.add((node, CF.changedField, Literal(name)))


def _version(article: str, step: int, side: str) -> URIRef:
    return kb_iri("version", article, str(step), side)


def _write_version(graph: Graph, article: str, step: int, side: str, claim: Claim) -> URIRef:
    node = _version(article, step, side)
    text = json.dumps(claim_record(claim), ensure_ascii=False, sort_keys=True)
    graph.add((node, RDF.type, CF.ClaimVersion))
    graph.add((node, CF.record, Literal(text, datatype=RDF.JSON)))
    return node


def read(article: str, graph: Graph, names: Mapping[str, str]) -> Review:
    """The review that a graph records; `names` are those of the reviewers by the last part of their IRI."""
    steps = (node for node in graph.subjects(RDF.type, CF.Decision) if isinstance(node, URIRef))
    decisions = sorted((_read_decision(graph, node, names) for node in steps), key=lambda decision: decision.step)
    return Review(article, tuple(decisions))


def _read_decision(graph: Graph, node: URIRef, names: Mapping[str, str]) -> Decision:
    def one(property_: URIRef) -> str | None:
        found = graph.value(node, property_)
        return None if found is None else str(found)

    verb = Verb(local_id(one(CF.verb) or ""))
    undoes, reviewer_id = one(CF.undoes), local_id(one(PROV.wasAssociatedWith) or "")
    before = _read_version(graph, one(PROV.used))
    return Decision(
        step=int(one(CF.step) or 0),
        verb=verb,
        claim=int(local_id(one(CF.decides) or "")),
        by=names.get(reviewer_id, reviewer_id),
        at=dt.datetime.fromisoformat(one(PROV.endedAtTime) or ""),
        before=before,
        after=before if verb is Verb.ACCEPT else _read_version(graph, one(PROV.generated)),
        undoes=int(local_id(undoes)) if undoes else None,
    )


def _read_version(graph: Graph, node: str | None) -> Claim | None:
    record = graph.value(URIRef(node), CF.record) if node else None
    return None if record is None else claim_of_record(json.loads(str(record)))


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim with the place of its quote, in the form of the contract."""
    return {"start": claim.start, "end": claim.end, "confidence": claim.confidence, **claim.as_json()}


def claim_of_record(record: Mapping[str, Any]) -> Claim:
    """The claim of a record. Raises KeyError or ValueError where it is none."""
    speaker, benchmark, day = record["speaker"], record["benchmark"], record["date"]
    return Claim(
        quote=record["quote"],
        start=record["start"],
        end=record["end"],
        speaker=Speaker(speaker["name"], speaker["affiliation"]) if speaker else None,
        relayed_from=record["relayed_from"],
        act=record["act"],
        guarantors=tuple(record["guarantors"]),
        beneficiaries=tuple(record["beneficiaries"]),
        guarantee_type=record["guarantee_type"],
        responses=tuple(record["responses"]),
        trigger=record["trigger"],
        strength=record["strength"],
        status=record["status"],
        benchmark=Benchmark(benchmark["instrument"], benchmark["relation"]) if benchmark else None,
        conditions=tuple(record["conditions"]),
        date=dt.date.fromisoformat(day) if day else None,
        confidence=record.get("confidence"),
    )
