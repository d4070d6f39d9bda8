"""Each rule of the shapes lets valid knowledge pass, finds its own fault, and tells in two languages how to mend it."""

import threading
from pathlib import Path

import nasty
import pyshacl
import pytest
from mutations import MUTATIONS, PREFIXES
from rdflib import RDF, BNode, Graph, Literal, URIRef

from kb.curation import ontology, schemes
from kb.errors import InvalidGraphError
from kb.namespaces import CF, OA, kb_iri, local_id
from kb.reviewing.record import reviewer, write
from kb.shapes import SH, shapes_graph
from kb.validation import require_valid, validate

ARTICLE = kb_iri("article", nasty.BRIDGE)


@pytest.fixture(scope="module")
def context() -> Graph:
    return schemes() + nasty.actors()


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    folder = tmp_path_factory.mktemp("pacts")
    populations = nasty.populations()
    return {
        "bridge": populations[nasty.BRIDGE].assertions,
        "later": populations[nasty.LATER].assertions,
        "silent": populations[nasty.SILENT].assertions,
        "shared": nasty.shared() + populations[nasty.LATER].print,
        "pact": nasty.instrument(folder, nasty.alpha_document()),
        "beta": nasty.instrument(folder, nasty.beta_document()),
        "arrangements": nasty.guarantees(),
        "timeline": nasty.timeline(folder),
        "review": write(nasty.review()) + reviewer(nasty.REVIEWERS[0]),
        "who": nasty.actors(),
        "schemes": schemes(),
        "ontology": ontology(),
    }


def _copy(graph: Graph) -> Graph:
    copy = Graph()
    copy += graph
    return copy


@pytest.mark.parametrize(
    "name",
    [
        "bridge",
        "later",
        "silent",
        "shared",
        "pact",
        "beta",
        "arrangements",
        "timeline",
        "review",
        "who",
        "schemes",
        "ontology",
    ],
)
def test_valid_knowledge_passes(name: str, valid: dict[str, Graph], context: Graph) -> None:
    assert validate(valid[name], context).violations == ()


def test_all_of_it_together_passes(valid: dict[str, Graph]) -> None:
    """With the ontology's subclasses in the data and everything in one graph, as when a whole store is checked."""
    union = Graph()
    for graph in valid.values():
        union += graph
    union += nasty.inferred()
    assert validate(union).violations == ()


@pytest.mark.parametrize("rule", MUTATIONS)
def test_a_fault_is_found_and_its_remedy_told(rule: str, valid: dict[str, Graph], context: Graph) -> None:
    base, update = MUTATIONS[rule]
    faulty = _copy(valid[base])
    faulty.update(f"{PREFIXES}\n{update}")
    found = [violation for violation in validate(faulty, context).violations if violation.rule == rule]
    assert found
    for violation in found:
        english, german = violation.message["en"], violation.message["de"]
        assert english != german
        # what is wrong, then what to do
        assert all(len(message.split(". ")) >= 2 or ": " in message for message in (english, german))
        assert english in violation.text("en")
        assert german in violation.text("de")
        assert rule in violation.text("en")


def test_every_rule_has_a_fault_that_it_finds() -> None:
    """A rule is what has a message; it has an IRI, so that a report can name it."""
    rules = set(shapes_graph().subjects(SH.message))
    assert all(isinstance(rule, URIRef) for rule in rules)
    assert {local_id(str(rule)) for rule in rules} == set(MUTATIONS)


def test_an_object_at_fault_is_told_where_it_is_referred_to(valid: dict[str, Graph], context: Graph) -> None:
    faulty = _copy(valid["bridge"])
    claim = kb_iri("claim", nasty.BRIDGE, "2")
    faulty.add((claim, CF.claimedBeneficiary, kb_iri("actor", "ATLANTIS")))
    (violation,) = validate(faulty, context).violations
    assert (violation.node, violation.path) == (str(claim), str(CF.claimedBeneficiary))
    assert violation.value == str(kb_iri("actor", "ATLANTIS"))


def test_offsets_count_code_points(valid: dict[str, Graph], context: Graph) -> None:
    """The emoji before the quote are two code points each; UTF-16 units or bytes would shift the place."""
    graph = _copy(valid["bridge"])
    place = kb_iri("quote", nasty.BRIDGE, "2", "place")
    start, end = (int(str(graph.value(place, property_))) for property_ in (OA.start, OA.end))
    assert nasty.BRIDGE_TEXT[start:end] == nasty.CYRILLIC
    for shift in (len(nasty.BRIDGE_TEXT[:start].encode("utf-16-le")) // 2 - start, 1, -1):
        shifted = _copy(graph)
        shifted.set((place, OA.start, Literal(start + shift)))
        shifted.set((place, OA.end, Literal(end + shift)))
        assert {violation.rule for violation in validate(shifted, context).violations} == {"quote-anchored"}


@pytest.mark.parametrize("part", ["prefix", "suffix"])
def test_the_words_around_a_quote_must_agree(part: str, valid: dict[str, Graph], context: Graph) -> None:
    faulty = _copy(valid["bridge"])
    faulty.set((kb_iri("quote", nasty.BRIDGE, "1", "words"), OA[part], Literal("elsewhere")))
    (violation,) = validate(faulty, context).violations
    assert violation.rule == "quote-anchored"
    assert violation.value == str(kb_iri("quote", nasty.BRIDGE, "1"))


def test_neither_graph_is_changed(valid: dict[str, Graph], context: Graph) -> None:
    data, before = valid["bridge"], set(context)
    triples = set(data)
    validate(data, context)
    assert (set(data), set(context)) == (triples, before)


def test_the_context_is_not_checked(valid: dict[str, Graph], context: Graph) -> None:
    broken = _copy(context)
    broken.add((kb_iri("actor", "nameless"), RDF.type, CF.State))
    broken.remove((None, None, Literal("Germany", lang="en")))
    assert validate(valid["bridge"], broken).violations == ()


def test_without_context_nothing_outside_is_known(valid: dict[str, Graph]) -> None:
    found = {violation.rule for violation in validate(valid["bridge"]).violations}
    assert {"actor-known", "claim-act-known"} <= found


def test_a_warning_does_not_refuse_a_graph(valid: dict[str, Graph], context: Graph) -> None:
    graph = _copy(valid["bridge"])
    graph.update(f"{PREFIXES}\n{MUTATIONS['stated-after-publication'][1]}")
    report = require_valid(graph, context)
    assert [violation.severity for violation in report.violations] == ["Warning"]
    assert report.conforms


def test_a_refusal_tells_node_rule_and_remedy(valid: dict[str, Graph], context: Graph) -> None:
    faulty = _copy(valid["bridge"])
    faulty.remove((ARTICLE, CF.sha256, None))
    with pytest.raises(InvalidGraphError) as refusal:
        require_valid(faulty, context)
    assert str(ARTICLE) in str(refusal.value)
    assert "article-hash" in str(refusal.value)
    assert "Compute it" in str(refusal.value)


def test_a_long_report_is_cut_in_the_error_only(valid: dict[str, Graph]) -> None:
    report = validate(valid["pact"])
    assert len(report.violations) > 20
    with pytest.raises(InvalidGraphError, match=r"… and \d+ more"):
        require_valid(valid["pact"])
    assert "… " not in report.text("de")
    assert report.text("de", limit=1).endswith("weitere")


def test_several_threads_get_the_same_report(valid: dict[str, Graph], context: Graph) -> None:
    faulty = _copy(valid["later"])
    faulty.remove((None, CF.status, None))
    reports: list[str] = []
    threads = [threading.Thread(target=lambda: reports.append(validate(faulty, context).text())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reports) == 4
    assert len(set(reports)) == 1


def test_an_instrument_that_names_no_guarantor_says_why(tmp_path: Path, context: Graph) -> None:
    document = nasty.alpha_document()
    del document["commitment"][0]["guarantor"]
    graph = nasty.instrument(tmp_path, document)
    assert validate(graph, context).violations == ()  # D1 is coded as silent


def test_a_period_may_begin_on_the_day_the_last_one_ends(tmp_path: Path, context: Graph) -> None:
    document = nasty.alpha_document()
    source = [document["source"][0]["id"]]
    document["statusPeriod"] = [
        {"status": "d5:signed-not-in-force", "since": "2001-02-03", "until": "2002-01-01", "source": source},
        {"status": "d5:in-force", "since": "2002-01-01", "source": source},
    ]
    assert validate(nasty.instrument(tmp_path, document), context).violations == ()


def test_plain_pyshacl_finds_the_same(valid: dict[str, Graph], context: Graph) -> None:
    """The shapes are standard SHACL: finding their nodes ourselves must not change what is found."""
    faulty = _copy(valid["bridge"]) + valid["pact"]
    for rule in ("claim-act", "claim-act-known", "quote-anchored", "coding-not-both", "provision-words", "actor-known"):
        faulty.update(f"{PREFIXES}\n{MUTATIONS[rule][1]}")
    _, results, _ = pyshacl.validate(faulty + context + ontology(), shacl_graph=_copy(shapes_graph()))
    assert isinstance(results, Graph)
    plain = {
        local_id(str(results.value(result, SH.sourceConstraint) or results.value(result, SH.sourceShape)))
        for result in results.subjects(RDF.type, SH.ValidationResult)
        if not isinstance(results.value(result, SH.focusNode), BNode)
    }
    assert {violation.rule for violation in validate(faulty, context).violations} == plain
    assert len(plain) >= 6
