"""The checks of the ontology and of the whole: each can find its fault, and what ships has none."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from faults import EXAMPLES, PREFIXES
from rdflib import VOID

from kb.chronicle import timeline_graphs
from kb.curation import curated_graphs, read_turtle
from kb.dataset import DATASET
from kb.entailments import curated_entailments
from kb.extraction import extract
from kb.namespaces import graph_iri
from kb.population import agent_graph, populate
from kb.queries import checks
from kb.resources import data_path
from kb.sources.files import article_paths, read_article
from kb.store import Reader, Store

CHECKS = {check.name: check for check in checks()}
KNOWN_WARNINGS = {
    "property-without-domain-and-range": 3,
    "treaty-in-force-undated": 7,
}
"""How many warnings the shipped knowledge gives, per check; the numbers may fall, not grow."""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """All that ships, as a build writes it; the shapes are asked elsewhere."""
    graphs = {graph.iri: graph.triples for graph in (*curated_graphs(), *timeline_graphs())}
    graphs |= {graph_iri("inferred"): curated_entailments(), graph_iri("agent"): agent_graph()}
    for path in article_paths([data_path("articles")]):
        article = read_article(path)
        graphs |= populate(article, extract(article)).graphs()
    store = Store(tmp_path_factory.mktemp("shipped"))
    with store.writing() as writer:
        writer.replace(graphs)
    return store.reader()


def rows_over(turtle: str, name: str, folder: Path) -> list[dict[str, str]]:
    store = ox.Store(str(folder))
    store.update(f"{PREFIXES} INSERT DATA {{ GRAPH <urn:g> {{ {turtle} }} }}")
    return Reader(store, "example").select(CHECKS[name].text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_check_finds_its_fault_and_passes_what_is_right(name: str, tmp_path: Path) -> None:
    fault, right = EXAMPLES[name]
    assert rows_over(fault, name, tmp_path / "fault")
    assert rows_over(right, name, tmp_path / "right") == []


def test_there_are_checks_of_each_severity() -> None:
    assert {check.severity for check in CHECKS.values()} == {"error", "warning", "info"}
    assert set(EXAMPLES) <= set(CHECKS)


@pytest.mark.parametrize("name", [name for name, check in CHECKS.items() if check.severity == "error"])
def test_what_ships_has_no_errors(name: str, shipped: Reader) -> None:
    assert shipped.select(CHECKS[name].text) == []


def test_the_warnings_of_what_ships_do_not_grow(shipped: Reader) -> None:
    counted = {name: len(shipped.select(check.text)) for name, check in CHECKS.items() if check.severity == "warning"}
    assert {name: number for name, number in counted.items() if number > KNOWN_WARNINGS.get(name, 0)} == {}


def test_the_dataset_gives_examples_that_exist(shipped: Reader) -> None:
    about = read_turtle(data_path("dataset.ttl"))
    examples = set(about.objects(DATASET, VOID.exampleResource))
    described = {row["thing"] for row in shipped.select("SELECT DISTINCT ?thing { ?thing a ?class }")}
    assert examples
    assert {str(example) for example in examples} <= described
