"""The generated rules, held to the reasoner: the same types on the curated texts and on invented ones."""

import random

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kb import curation
from kb.entailments import curated_entailments, types_of_mentioned
from kb.errors import CurationError
from kb.namespaces import CF, SCHEME, graph_iri, kb_iri
from kb.reasoning.definitions import definitions, definitions_in, types
from kb.reasoning.facts import facts_of
from kb.reasoning.hermit import classify
from kb.reasoning.rules import types_that_follow

ACTORS = ["US", "FR", "DE", "GB", "RU", "UA", "JP", "NATO", "EU", "COALITION-OF-THE-WILLING"]
SCHEMES = ("d1", "d3", "d4", "d5", "d6", "d8", "d9", "d16", "d17")


def entailed(graph: Graph) -> set[tuple[object, object, object]]:
    return set(graph.triples((None, RDF.type, None)))


def curated() -> list[Graph]:
    kept = [graph for graph in curation.curated_graphs() if "/instrument/" in graph.iri or "guarantees" in graph.iri]
    return [graph.triples for graph in kept]


def invented(number: int, chance: random.Random) -> Graph:
    """An instrument nobody wrote: random parties, values and gaps in what is known."""
    graph = Graph()
    guarantee, instrument = kb_iri("guarantee", f"g{number}"), kb_iri("instrument", f"i{number}")
    graph.add((guarantee, RDF.type, CF.Guarantee))
    graph.add((instrument, RDF.type, CF.Instrument))
    graph.add((instrument, CF.expresses, guarantee))
    parties = chance.sample(ACTORS, chance.randint(1, 4))
    for code in parties:
        graph.add((instrument, CF.party, kb_iri("actor", code)))
    graph.add((instrument, CF.numberOfParties, Literal(len(parties))))
    for code in chance.sample(parties, chance.randint(1, len(parties))):
        graph.add((guarantee, CF.guarantor, kb_iri("actor", code)))
    for thing, property_ in (
        (instrument, CF.party), (guarantee, CF.guarantor), (guarantee, CF.hasCommitment),
    ):  # fmt: skip
        if chance.random() < 0.7:
            graph.add((thing, CF.completeIn, property_))
    for which in range(chance.randint(0, 2)):
        _add_commitment(graph, guarantee, kb_iri("instrument", f"i{number}", "commitment", str(which)), chance)
    return graph


def _add_commitment(graph: Graph, guarantee: URIRef, commitment: URIRef, chance: random.Random) -> None:
    graph.add((commitment, RDF.type, CF.Commitment))
    graph.add((commitment, CF.ofGuarantee, guarantee))
    for scheme in SCHEMES:
        for value in chance.sample(values(scheme), chance.randint(0, 2)):
            coding = URIRef(f"{commitment}/{scheme}")
            graph.add((commitment, CF.coding, coding))
            graph.add((coding, CF.value, value))
    for value in chance.sample(values("d7"), chance.randint(0, 3)):
        graph.add((commitment, CF.promisedResponse, value))
    if chance.random() < 0.6:
        graph.add((commitment, CF.completeIn, CF.promisedResponse))


def values(scheme: str) -> list[URIRef]:
    return sorted(
        node for node in curation.schemes().subjects(SKOS.inScheme, SCHEME[scheme]) if isinstance(node, URIRef)
    )


def test_on_the_curated_texts_the_rules_find_what_the_reasoner_finds() -> None:
    rules = types_that_follow(facts_of(curated(), [curation.actors()]))
    assert entailed(rules) == entailed(curated_entailments())


@pytest.mark.parametrize("seed", range(4))
def test_on_invented_texts_the_rules_find_what_the_reasoner_finds(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a fixed seed makes the same texts each time
    graphs = [invented(number, chance) for number in range(25)]
    reasoned = classify(graphs, [curation.actors()]).inferred
    assert entailed(types_that_follow(facts_of(graphs, [curation.actors()]))) == entailed(reasoned)
    assert reasoned


def test_one_guarantee_alone_gets_the_types_it_has_among_all() -> None:
    facts = facts_of(curated(), [curation.actors()])
    nato = kb_iri("guarantee", "nato-article-5")
    alone = types_that_follow(facts, only=[nato])
    assert set(alone) == set(types_that_follow(facts).triples((nato, None, None)))
    assert (nato, RDF.type, CF.ArticleFiveTypeGuarantee) in alone


def test_what_the_sources_do_not_tell_is_not_entailed_and_told_apart() -> None:
    """No responses are known for the pact of Saudi Arabia and Pakistan, whose text is secret."""
    types_ = types_that_follow(facts_of(curated(), [curation.actors()]))
    secret, budapest = (
        kb_iri("guarantee", "saudi-pakistan-smda-2025"),
        kb_iri("guarantee", "budapest-memorandum-ukraine"),
    )
    assert (secret, CF.typeAsFarAsStated, CF.NonMilitaryGuarantee) in types_
    assert (secret, RDF.type, CF.NonMilitaryGuarantee) not in types_
    assert (budapest, RDF.type, CF.NonMilitaryGuarantee) in types_
    assert (budapest, CF.typeAsFarAsStated, CF.NonMilitaryGuarantee) not in types_


def test_guarantees_first_met_in_articles_are_typed_one_by_one() -> None:
    graph = Graph()
    curation.add_guarantee(graph, "us-moldova", {"en": "US", "de": "US"}, "us-guarantee", ["US"], ["MD"])
    found = types_of_mentioned({graph_iri("mentioned", "us-moldova"): graph})
    assert set(found) == {graph_iri("inferred", "us-moldova")}
    assert set(found[graph_iri("inferred", "us-moldova")]) == {
        (kb_iri("guarantee", "us-moldova"), RDF.type, CF.UsGuarantee)
    }


def test_every_type_has_a_definition_in_words_and_in_logic() -> None:
    assert len(types()) >= 15
    assert set(types()) <= set(definitions())


@pytest.mark.parametrize(
    "restriction",
    [
        "[ a owl:Restriction ; owl:onProperty cf:party ; owl:maxCardinality 2 ]",
        "[ a owl:Restriction ; owl:onProperty [ owl:inverseOf cf:party ] ; owl:someValuesFrom cf:State ]",
    ],
    ids=["maximum", "inverse"],
)
def test_a_constructor_without_a_rule_is_refused(restriction: str) -> None:
    text = (
        "@prefix cf: <https://w3id.org/casus-foederis/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . cf:Odd rdfs:subClassOf cf:Guarantee ; "
        f"owl:equivalentClass {restriction} ."
    )
    with pytest.raises(CurationError, match="Odd"):
        definitions_in(Graph().parse(data=text, format="turtle"))
