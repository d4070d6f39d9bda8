"""A reviewer's fields become a claim: values from the closed lists, actors from the tables, words from the text."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from rdflib import RDF, URIRef
from rdflib.namespace import SKOS

from kb.article import Article
from kb.claim import Claim
from kb.curation import actors, schemes
from kb.linking import instrument_code
from kb.namespaces import CF, SCHEME, local_id
from kb.reviewing.decisions import ReviewError
from kb.reviewing.record import claim_of_record, claim_record

CLOSED: Mapping[str, str] = {
    "act": "act",
    "guarantee_type": "type",
    "responses": "response",
    "trigger": "trigger",
    "strength": "strength",
    "status": "status",
    "conditions": "condition",
}
"""The fields whose values come from a scheme, by the name of the scheme."""
SEVERAL = frozenset({"responses", "conditions", "guarantors", "beneficiaries"})
FIELDS = (
    *CLOSED,
    *("guarantors", "beneficiaries", "speaker", "affiliation", "relayed_from", "instrument", "relation", "date"),
)
"""What can be set by name; `speaker` is the name, `instrument` and `relation` are the benchmark's."""


@cache
def values(scheme: str) -> tuple[str, ...]:
    """The codes of a scheme in its own order."""
    graph = schemes()
    found = [concept for concept in graph.subjects(SKOS.inScheme, SCHEME[scheme]) if isinstance(concept, URIRef)]
    found.sort(key=lambda concept: (int(str(graph.value(concept, CF.order) or 0)), str(concept)))
    return tuple(local_id(concept) for concept in found)


@cache
def actor_codes() -> tuple[str, ...]:
    """The codes of the states, organisations and groups of the tables."""
    graph = actors()
    nodes = {node for kind in (CF.State, CF.Organisation, CF.Group) for node in graph.subjects(RDF.type, kind)}
    return tuple(sorted(local_id(str(node)) for node in nodes))


def anchored(text: str, words: str, start: int | None = None) -> tuple[int, int]:
    """The place of words in a text; spaces and line breaks count alike, all else is exact.

    `start` chooses one of several places. Raises ReviewError if the words stand nowhere, or in more than one place.
    """
    tokens = words.split()
    if not tokens:
        raise ReviewError("choose the words on which the claim rests")
    places = [found.span() for found in re.finditer(r"\s+".join(map(re.escape, tokens)), text)]
    if not places:
        raise ReviewError("these words do not stand in the text; copy them from it")
    if start is not None:
        places = [place for place in places if place[0] == start] or places
    if len(places) > 1:
        raise ReviewError(f"these words stand in {len(places)} places; take in some more of the sentence")
    return places[0]


def with_fields(article: Article, claim: Claim, given: Mapping[str, Any]) -> Claim:
    """The claim with these fields, by the names of FIELDS and `quote`. Raises ReviewError for what cannot be."""
    for name in given:
        if name not in {*FIELDS, "quote"}:
            raise ReviewError(f"a claim has no field {name!r}; it has: quote, {', '.join(FIELDS)}")
    record = claim_record(claim) | {"confidence": None}  # what a person says is no estimate of the machine
    for name in (*CLOSED, "guarantors", "beneficiaries", "relayed_from"):
        if name in given:
            record[name] = _listed(given[name]) if name in SEVERAL else given[name] or None
    record["speaker"] = _speaker(record["speaker"] or {}, given)
    record["benchmark"] = _benchmark(record["benchmark"] or {}, given)
    if "date" in given:
        record["date"] = given["date"] or None
    if "quote" in given:
        record["start"], record["end"] = anchored(article.text, given["quote"], claim.start)
        record["quote"] = article.text[record["start"] : record["end"]]
    _require_known(record)
    try:
        return claim_of_record(record)
    except ValueError as error:
        raise ReviewError(f"{record['date']!r} is no date; write it as 2025-12-16") from error


def new_claim(article: Article, quote: str, given: Mapping[str, Any], start: int | None = None) -> Claim:
    """A claim that a reviewer adds on words of the text."""
    begin, end = anchored(article.text, quote, start)
    blank = Claim(
        quote=article.text[begin:end],
        start=begin,
        end=end,
        speaker=None,
        relayed_from=None,
        act="",
        guarantors=(),
        beneficiaries=(),
        guarantee_type="",
    )
    return with_fields(article, blank, given)


def _listed(given: Sequence[str] | str) -> list[str]:
    return sorted(set(given.split()) if isinstance(given, str) else set(given))


def _speaker(known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any] | None:
    name = given.get("speaker", known.get("name"))
    affiliation = given.get("affiliation", known.get("affiliation"))
    return {"name": name.strip(), "affiliation": affiliation or None} if name else None


def _benchmark(known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any] | None:
    instrument = given.get("instrument", known.get("instrument"))
    relation = given.get("relation", known.get("relation"))
    if bool(instrument) != bool(relation):
        raise ReviewError("a benchmark needs both: the instrument, and how the guarantee relates to it")
    return {"instrument": instrument_code(instrument), "relation": relation} if instrument else None


def _require_known(record: Mapping[str, Any]) -> None:
    """Raise ReviewError for a code that no list has."""
    for name, scheme in CLOSED.items():
        for code in record[name] if name in SEVERAL else [record[name]]:
            _require(name, code, values(scheme))
    if record["benchmark"]:
        _require("relation", record["benchmark"]["relation"], values("relation"))
    affiliation = record["speaker"] and record["speaker"]["affiliation"]
    single = [code for code in (record["relayed_from"], affiliation) if code]
    for code in (*record["guarantors"], *record["beneficiaries"], *single):
        if code not in actor_codes():
            raise ReviewError(f"no actor has the code {code!r}; `casus list actors` shows those there are")


def _require(name: str, code: object, known: Sequence[str]) -> None:
    if code not in known:
        raise ReviewError(f"{code!r} is no value of {name}; there are: {', '.join(known)}")
