"""The alignments lead from our terms to terms of others that exist, and nothing is derived from them."""

import pytest
from rdflib import RDF, RDFS, SDO, TIME, URIRef
from rdflib.namespace import ODRL2, ORG, PROV, SKOS, DefinedNamespace

from kb.curation import alignments, ontology, schemes
from kb.namespaces import BASE, CF, SCHEME, concept

MAPPINGS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
CODEBOOKS = ("atop", "pax", "plover")


@pytest.fixture(scope="module")
def mapped() -> set[tuple[URIRef, URIRef]]:
    pairs = {pair for mapping in MAPPINGS for pair in alignments().subject_objects(mapping)}
    return {(ours, theirs) for ours, theirs in pairs if isinstance(ours, URIRef) and isinstance(theirs, URIRef)}


def test_what_is_aligned_is_a_term_or_a_value_of_ours(mapped: set[tuple[URIRef, URIRef]]) -> None:
    described = ontology() + schemes()
    assert len(mapped) > 100
    assert {ours for ours, _ in mapped if (ours, RDF.type, None) not in described} == set()


def test_what_is_aligned_with_is_declared_and_not_ours(mapped: set[tuple[URIRef, URIRef]]) -> None:
    known = alignments() + ontology()
    for ours, theirs in mapped:
        assert (theirs, RDFS.isDefinedBy, None) in known or (theirs, SKOS.inScheme, None) in known, ours
        assert theirs not in CF


@pytest.mark.parametrize("vocabulary", [ODRL2, ORG, PROV, SDO, TIME], ids=str)
def test_terms_of_well_known_vocabularies_exist(
    vocabulary: type[DefinedNamespace], mapped: set[tuple[URIRef, URIRef]]
) -> None:
    """rdflib ships the lists of their terms."""
    used = {theirs for _, theirs in mapped if theirs.startswith(str(vocabulary))}
    assert used
    assert {term for term in used if term not in vocabulary} == set()


@pytest.mark.parametrize("codebook", CODEBOOKS)
def test_a_codebook_is_cited(codebook: str) -> None:
    assert alignments().value(SCHEME[codebook], URIRef("http://purl.org/dc/terms/source"))
    assert {note.language for note in alignments().objects(SCHEME[codebook], SKOS.editorialNote)} == {"en", "de"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("ours", "mapping", "theirs"),
    [
        (concept("d8", "assist-means-chosen"), SKOS.broadMatch, "atop/DEFENSE"),
        (concept("d7", "consult"), SKOS.closeMatch, "atop/CONSUL"),
        (concept("d16", "integrated-command"), SKOS.closeMatch, "atop/INTCOM"),
        (CF.Guarantee, SKOS.relatedMatch, "pax/SsrGua"),
    ],
)
def test_a_mapping_that_alliance_science_would_look_for(ours: URIRef, mapping: URIRef, theirs: str) -> None:
    assert (ours, mapping, SCHEME[theirs]) in alignments()


def test_alignments_are_no_axioms() -> None:
    """Nothing of the reasoner's language about our own terms: a mapping must not change what follows."""
    about_us = [
        property_
        for subject, property_, _ in alignments()
        if str(subject).startswith(BASE) and str(property_).startswith(("http://www.w3.org/2002/07/owl#", str(RDFS)))
    ]
    assert set(about_us) <= {RDFS.seeAlso}


def test_the_reasoner_does_not_read_them() -> None:
    assert set(alignments()) & set(ontology()) == set()
    assert not any((None, mapping, None) in ontology() for mapping in MAPPINGS)
