"""What the reasoner finds, and what it must not: on the curated instruments, with the real HermiT."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from rdflib import OWL, RDF, Graph

from kb import curation
from kb.entailments import reason_over
from kb.errors import InconsistentOntologyError
from kb.namespaces import CF, kb_iri, local_id
from kb.reasoning import hermit
from kb.reasoning.definitions import types
from kb.reasoning.hermit import classify
from kb.resources import data_path

TABLE = yaml.safe_load(Path(__file__).with_name("entailments.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def inferred() -> Graph:
    return reason_over(curation.curated_graphs())


def rows(kind: str) -> Iterator[tuple[str, str]]:
    for type_, expected in TABLE.items():
        for guarantee in expected[kind]:
            yield guarantee, type_


def test_what_ships_is_what_follows(inferred: Graph) -> None:
    shipped = data_path("entailments", "curated.nt").read_text(encoding="utf-8")
    assert set(Graph().parse(data=shipped, format="nt")) == set(inferred), "run `casus reason`"


def test_the_table_covers_every_defined_type() -> None:
    assert set(TABLE) == {local_id(type_) for type_ in types()}


def test_the_table_names_guarantees_that_there_are() -> None:
    named = {guarantee for kind in ("follows", "not") for guarantee, _ in rows(kind)}
    arranged = {row["id"] for row in curation.arrangements()}
    assert named <= {path.stem for path in curation.instrument_paths()} | arranged


@pytest.mark.parametrize(("guarantee", "type_"), list(rows("follows")))
def test_it_follows(inferred: Graph, guarantee: str, type_: str) -> None:
    assert (kb_iri("guarantee", guarantee), RDF.type, CF[type_]) in inferred


@pytest.mark.parametrize(("guarantee", "type_"), list(rows("not")))
def test_it_does_not_follow(inferred: Graph, guarantee: str, type_: str) -> None:
    assert (kb_iri("guarantee", guarantee), RDF.type, CF[type_]) not in inferred


def test_reasoning_in_parts_finds_what_reasoning_over_the_whole_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = [curation.instrument_graph(path) for path in curation.instrument_paths()[::24]]
    found = []
    for size in (1, len(graphs)):
        monkeypatch.setattr(hermit, "BATCH_GRAPHS", size)
        found.append(set(classify(graphs, [curation.actors()]).inferred))
    assert found[0] == found[1]
    assert found[0]


def test_a_contradiction_is_found_and_told() -> None:
    wrong = Graph()
    wrong.add((kb_iri("guarantee", "us-guarantee-ukraine"), CF.guarantor, kb_iri("actor", "FR")))
    for class_ in (CF.State, CF.EuropeanActor, CF.NonEuropeanActor):
        wrong.add((kb_iri("actor", "FR"), RDF.type, class_))
    with pytest.raises(InconsistentOntologyError, match="contradict"):
        classify([wrong], [curation.actors()])


def test_a_class_that_nothing_can_belong_to_is_found_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Graph()
    broken += curation.ontology()
    broken.add((CF.MutualGuarantee, OWL.disjointWith, CF.Guarantee))
    monkeypatch.setattr(hermit, "_axioms_of_ontology", lambda: broken)
    some = Graph()
    some.add((kb_iri("guarantee", "pact"), RDF.type, CF.Guarantee))
    some.add((kb_iri("guarantee", "pact"), CF.guarantor, kb_iri("actor", "FR")))
    with pytest.raises(InconsistentOntologyError, match="MutualGuarantee"):
        classify([some], [curation.actors()])
