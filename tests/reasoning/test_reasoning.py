"""What the reasoner finds, and what it must not: on the curated instruments, with the real HermiT."""

import pytest
from rdflib import RDF, Graph

from kb import curation, reasoning
from kb.entailments import reason_over_curated
from kb.errors import InconsistentOntologyError
from kb.namespaces import CF, kb_iri
from kb.reasoning import classify
from kb.resources import data_path


@pytest.fixture(scope="module")
def inferred() -> Graph:
    return reason_over_curated()


def test_what_ships_is_what_follows(inferred: Graph) -> None:
    shipped = data_path("entailments", "curated.nt").read_text(encoding="utf-8")
    assert set(Graph().parse(data=shipped, format="nt")) == set(inferred), "run `casus reason`"


def test_reasoning_in_parts_finds_what_reasoning_over_the_whole_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = curation.instrument_paths()[::20]
    graphs = [curation.actors(), *(curation.instrument_graph(path) for path in paths)]
    found = []
    for size in (1, 1_000_000):
        monkeypatch.setattr(reasoning, "BATCH_FACTS", size)
        found.append(set(classify(graphs).inferred))
    assert found[0] == found[1]
    assert found[0]


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
