"""An article becomes graphs: every claim with its words, its speaker and the guarantee it speaks of."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF

from kb.article import Article
from kb.claim import Benchmark, Claim, Speaker
from kb.namespaces import CF, OA, concept, graph_iri, kb_iri
from kb.population import populate

TEXT = "Warschau. 🛡️ Washington werde antworten, sagte Tusk. Mit Artikel 5 sei das nicht gleichzusetzen."
ARTICLE = Article("warschau", TEXT, "de", date=dt.date(2025, 12, 16))


def claim(quote: str, **changes: object) -> Claim:
    start = TEXT.index(quote)
    fields: dict[str, object] = {
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "speaker": Speaker("Donald Tusk", "PL"),
        "relayed_from": "US",
        "act": "reports",
        "guarantors": ("US",),
        "beneficiaries": ("UA",),
        "guarantee_type": "us-guarantee",
        "responses": ("military-force",),
        "trigger": "renewed-attack",
    }
    return Claim(**(fields | changes))  # type: ignore[arg-type]


REPORT = claim("Washington werde antworten, sagte Tusk.")
NODE = kb_iri("claim", "warschau", "1")


def test_a_claim_is_linked_to_the_one_guarantee_whoever_speaks() -> None:
    other = claim("Mit Artikel 5 sei das nicht gleichzusetzen.", speaker=None, act="doubts")
    graph = populate(ARTICLE, [REPORT, other]).assertions
    guarantee = kb_iri("guarantee", "us-guarantee-ukraine")
    assert set(graph.subjects(CF.about, guarantee)) == {NODE, kb_iri("claim", "warschau", "2")}


def test_the_quote_stands_at_its_place_in_code_points() -> None:
    graph = populate(ARTICLE, [REPORT]).assertions
    words, place = (kb_iri("quote", "warschau", "1", part) for part in ("words", "place"))
    start, end = (int(str(graph.value(place, property_))) for property_ in (OA.start, OA.end))
    assert TEXT[start:end] == str(graph.value(words, OA.exact))
    assert str(graph.value(words, OA.prefix)) == TEXT[:start]


def test_a_claim_states_the_dimension_values_its_codes_indicate() -> None:
    graph = populate(ARTICLE, [REPORT]).assertions
    stated = set(graph.objects(NODE, CF.statesValue))
    assert {concept("d6", "renewed-attack"), concept("d7", "armed-force")} <= stated


def test_a_relayed_promise_keeps_its_relayer_and_names_the_other() -> None:
    graph = populate(ARTICLE, [REPORT]).assertions
    relayed = graph.value(NODE, CF.relays)
    assert graph.value(NODE, CF.speakerName) == Literal("Donald Tusk")
    assert isinstance(relayed, URIRef)
    assert graph.value(relayed, CF.affiliation) == kb_iri("actor", "US")


def test_a_known_office_holder_is_linked_and_an_unknown_speaker_is_not_invented() -> None:
    known = populate(ARTICLE, [REPORT]).assertions
    unknown = populate(ARTICLE, [claim(REPORT.quote, speaker=Speaker("Jemand Neues", None))]).assertions
    assert known.value(NODE, CF.speaker) == kb_iri("person", "donald-tusk")
    assert unknown.value(NODE, CF.speaker) is None


def test_a_guarantee_no_curator_knows_is_described_on_first_mention() -> None:
    colombia = claim(REPORT.quote, beneficiaries=("CO",))
    population = populate(ARTICLE, [colombia])
    (name,) = population.mentioned
    guarantee = kb_iri("guarantee", "us-guarantee-colombia")
    assert name == graph_iri("mentioned", "us-guarantee-colombia")
    assert (guarantee, RDF.type, CF.Guarantee) in population.mentioned[name]
    assert (guarantee, CF.guarantor, kb_iri("actor", "US")) in population.mentioned[name]


def test_a_code_for_an_instrument_names_the_instrument() -> None:
    measured = claim(REPORT.quote, benchmark=Benchmark("budapest-memorandum", "stronger"))
    graph = populate(ARTICLE, [measured]).assertions
    assert graph.value(NODE, CF.benchmarkInstrument) == kb_iri("instrument", "budapest-memorandum-ukraine")


def test_the_same_input_gives_the_same_assertions_whenever_it_is_populated() -> None:
    then, now = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2025, 2026))
    first, second = (populate(ARTICLE, [REPORT], now=day) for day in (then, now))
    assert set(first.assertions) == set(second.assertions)
    assert set(first.provenance) != set(second.provenance)


def test_provenance_stands_beside_the_assertions() -> None:
    population = populate(ARTICLE, [REPORT])
    assertions = graph_iri("article", "warschau")
    assert (assertions, PROV.wasGeneratedBy, kb_iri("extraction", "warschau")) in population.provenance
    assert not set(population.assertions) & set(population.provenance)


@given(st.text(min_size=1, max_size=200), st.data())
def test_any_text_and_place_can_be_quoted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = Article("any", text, "de")
    quoted = Claim(text[start:end], start, end, None, None, "reports", ("US",), ("UA",), "us-guarantee")
    graph = populate(article, [quoted]).assertions
    assert graph.value(kb_iri("quote", "any", "1", "words"), OA.exact) == Literal(text[start:end])
