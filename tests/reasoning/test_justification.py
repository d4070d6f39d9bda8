"""Why a type follows: minimal axioms from the real Pellet."""

from kb import curation
from kb.namespaces import CF, kb_iri
from kb.reasoning.facts import facts_of
from kb.reasoning.justification import justification
from kb.resources import data_path


def axioms(instrument: str, type_: str) -> tuple[str, ...]:
    graph = curation.instrument_graph(data_path("instruments", f"{instrument}.yaml"))
    return justification(facts_of([graph], [curation.actors()]), kb_iri("guarantee", instrument), CF[type_])


def test_a_proof_names_the_definitions_and_the_clause_it_needs_and_nothing_else() -> None:
    assert axioms("nato-article-5", "MutualGuarantee") == (
        "MutualGuarantee equivalentTo Guarantee and hasCommitment some OwedBothWays",
        "OwedBothWays equivalentTo Commitment and codedValue some {mutual-different, mutual-same}",
        "nato-article-5 hasCommitment nato-article-5-commitment-1",
        "nato-article-5 type Guarantee",
        "nato-article-5-commitment-1 codedValue mutual-same",
        "nato-article-5-commitment-1 type Commitment",
    )


def test_a_proof_from_what_is_not_promised_needs_the_list_to_be_complete() -> None:
    assert "budapest-memorandum-ukraine-commitment-1 type promisedResponse only {consult, diplomatic}" in axioms(
        "budapest-memorandum-ukraine", "NonMilitaryGuarantee"
    )


def test_what_does_not_follow_has_no_proof() -> None:
    assert axioms("nato-article-5", "EuropeanGuarantee") == ()
