"""What the reasoner finds, and what it must not: on the curated instruments, with the real HermiT."""

import pytest
from rdflib import RDF, Graph

from kb import curation
from kb.errors import InconsistentOntologyError
from kb.namespaces import CF, kb_iri
from kb.reasoning import classify


@pytest.fixture(scope="module")
def inferred() -> Graph:
    graphs = [graph.triples for graph in curation.curated_graphs()][1:]
    return classify(graphs).inferred


@pytest.mark.parametrize(
    ("guarantee", "type_"),
    [
        ("nato-article-5", "NatoArticle5Guarantee"),
        ("nato-article-5", "MutualGuarantee"),
        ("nato-article-5", "NuclearUmbrella"),
        ("eu-article-42-7", "EuArticle427Guarantee"),
        ("eu-article-42-7", "EuropeanGuarantee"),
        ("us-japan-1960-article-5", "UsGuarantee"),
        ("us-rok-mdt-1953", "DeployedGuarantee"),
        ("taiwan-relations-act-1979", "UsGuarantee"),
        ("us-guarantee-ukraine", "UsGuarantee"),
        ("european-guarantee-ukraine", "EuropeanGuarantee"),
        ("saudi-pakistan-smda-2025", "BilateralAgreement"),
        ("ukraine-agreement-united-kingdom", "BilateralAgreement"),
    ],
)
def test_it_follows(inferred: Graph, guarantee: str, type_: str) -> None:
    assert (kb_iri("guarantee", guarantee), RDF.type, CF[type_]) in inferred


@pytest.mark.parametrize(
    ("guarantee", "type_"),
    [
        ("nato-article-5", "UsGuarantee"),
        ("nato-article-5", "EuropeanGuarantee"),
        ("budapest-memorandum-ukraine", "EuropeanGuarantee"),
        ("budapest-memorandum-ukraine", "MutualGuarantee"),
        ("taiwan-relations-act-1979", "MutualGuarantee"),
        ("us-japan-1960-article-5", "BilateralAgreement"),
        ("csto-article-4", "EuropeanGuarantee"),
        ("partner-guarantee-ukraine", "EuropeanGuarantee"),
    ],
)
def test_it_does_not_follow(inferred: Graph, guarantee: str, type_: str) -> None:
    assert (kb_iri("guarantee", guarantee), RDF.type, CF[type_]) not in inferred


def test_a_contradiction_is_found_and_told() -> None:
    wrong = Graph()
    wrong.add((kb_iri("guarantee", "us-guarantee-ukraine"), CF.guarantor, kb_iri("actor", "FR")))
    for class_ in (CF.State, CF.EuropeanActor, CF.NonEuropeanActor):
        wrong.add((kb_iri("actor", "FR"), RDF.type, class_))
    with pytest.raises(InconsistentOntologyError, match="contradict"):
        classify([curation.actors(), wrong])
