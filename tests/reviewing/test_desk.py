"""Reviews in a real store: what a decision writes, what undoing brings back, and what a new extraction leaves alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from reviewed import ANSWER, ARMS, ARTICLE, CLAIMS, DENIAL, NOW

from kb.comparison.evidence import stated_claims
from kb.errors import InvalidGraphError, UnknownIdError
from kb.extracted import Extracted
from kb.knowledge_base import KnowledgeBase
from kb.namespaces import graph_iri
from kb.reviewing import desk
from kb.reviewing.decisions import State, accept, add, edit, reject, undo
from kb.reviewing.editing import with_fields
from kb.reviewing.figures import backlog, figures
from kb.reviewing.stored import claims as stored_claims

ID = ARTICLE.id


@pytest.fixture
def base(tmp_path: Path) -> KnowledgeBase:
    """A knowledge base that holds this one article."""
    new = KnowledgeBase(tmp_path)
    report = new.add_article(ARTICLE, list(CLAIMS.values()))
    assert report.failed == ()
    return new


def exported(base: KnowledgeBase) -> set[object]:
    """All triples of the article and of the guarantees that articles made known."""
    names = [row["g"] for row in base.reader().select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")]
    kept = [name for name in names if "/graph/review" not in name and "/graph/provenance" not in name]
    return set(base.reader().export(kept))


def test_claims_are_read_back_as_they_went_in(base: KnowledgeBase) -> None:
    assert desk.standing(base.reader(), ID) == CLAIMS


def test_the_estimate_of_the_machine_outlives_decisions_on_other_claims_but_not_a_correction(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path)
    sure = [replace(claim, confidence=0.25) for claim in CLAIMS.values()]
    base.add_article(ARTICLE, sure)
    before = exported(base)
    base.decide(ID, lambda review, claims: accept(review, claims, 1, "Ana", NOW))
    assert exported(base) == before
    corrected = with_fields(ARTICLE, sure[2], {"strength": "firm"})
    base.decide(ID, lambda review, claims: edit(review, claims, 3, corrected, "Ana", NOW))
    assert [claim.confidence for claim in desk.standing(base.reader(), ID).values()] == [0.25, 0.25, None]
    base.decide(ID, lambda review, claims: undo(review, claims, "Ana", NOW))
    assert exported(base) == before


def test_a_rejected_claim_is_nowhere_in_the_evidence(base: KnowledgeBase) -> None:
    base.decide(ID, lambda review, claims: reject(review, claims, 1, "Ana", NOW))
    assert desk.standing(base.reader(), ID) == {2: DENIAL, 3: ARMS}
    ids = {claim.id for claim in stated_claims(base.reader().select, ["us-guarantee-ukraine"])}
    assert ids == {f"{ID}/2"}


def test_the_state_stands_with_the_evidence_and_with_the_article(base: KnowledgeBase) -> None:
    base.decide(ID, lambda review, claims: accept(review, claims, 1, "Ana", NOW))
    found = stated_claims(base.reader().select, ["us-guarantee-ukraine"])
    assert {claim.id: claim.evidence.review for claim in found} == {f"{ID}/1": "accepted", f"{ID}/2": None}
    assert [stored.state for stored in stored_claims(base.reader().select, ID)] == ["accepted", None, None]


def test_undoing_everything_restores_every_triple(base: KnowledgeBase) -> None:
    before = exported(base)
    other = replace(ARMS, guarantors=("FR",), guarantee_type="partner-guarantee")
    base.decide(ID, lambda review, claims: edit(review, claims, 3, other, "Ana", NOW))
    base.decide(ID, lambda review, claims: reject(review, claims, 1, "Ana", NOW))
    base.decide(ID, lambda review, claims: add(review, claims, replace(ANSWER, act="doubts"), "Bo", NOW))
    assert exported(base) != before
    for _ in range(3):
        base.decide(ID, lambda review, claims: undo(review, claims, "Bo", NOW))
    assert exported(base) == before


def test_decisions_survive_when_the_article_is_populated_again(base: KnowledgeBase) -> None:
    base.decide(ID, lambda review, claims: accept(review, claims, 1, "Ana", NOW))
    base.decide(ID, lambda review, claims: reject(review, claims, 2, "Ana", NOW))
    base.decide(ID, lambda review, claims: edit(review, claims, 3, replace(ARMS, strength="firm"), "Bo", NOW))
    after = exported(base)
    newer = [replace(ANSWER, strength="binding"), DENIAL, ARMS]
    base._grow([(ARTICLE, ID)], [], lambda *_: None, lambda _: Extracted(tuple(newer)), again=True)
    assert exported(base) == after
    states = {n: desk.review_of(base.reader(), ID).state(n) for n in (1, 2, 3)}
    assert states == {1: State.ACCEPTED, 2: State.REJECTED, 3: State.EDITED}


def test_figures_count_what_is_open_and_where_the_machine_was_right(base: KnowledgeBase) -> None:
    base.decide(ID, lambda review, claims: accept(review, claims, 1, "Ana", NOW))
    base.decide(ID, lambda review, claims: edit(review, claims, 3, replace(ARMS, strength="firm"), "Bo", NOW))
    base.decide(ID, lambda review, claims: add(review, claims, replace(ANSWER, act="doubts"), "Bo", NOW))
    (entry,) = backlog(base.reader().select)
    assert (entry.claims, entry.open) == (4, 1)
    found = figures(base.reader().select, (entry,))
    assert found.states == {State.PROPOSED: 1, State.ACCEPTED: 1, State.EDITED: 1, State.ADDED: 1}
    assert (found.accepted, found.agreement("strength"), found.agreement("act")) == (0.5, 0.5, 1.0)
    assert found.found == pytest.approx(2 / 3)


def test_taking_an_article_back_takes_its_review(base: KnowledgeBase) -> None:
    base.decide(ID, lambda review, claims: accept(review, claims, 1, "Ana", NOW))
    base.remove_article(ID)
    assert len(base.reader().export([str(graph_iri("review", ID))])) == 0


def test_what_is_no_article_cannot_be_reviewed(base: KnowledgeBase) -> None:
    with pytest.raises(UnknownIdError):
        base.decide("nothing", lambda review, claims: accept(review, claims, 1, "Ana", NOW))


def test_a_claim_that_breaks_a_shape_is_refused_and_nothing_is_written(base: KnowledgeBase) -> None:
    before = exported(base)
    broken = replace(ARMS, act="denies", status="offered")
    with pytest.raises(InvalidGraphError):
        base.decide(ID, lambda review, claims: edit(review, claims, 3, broken, "Ana", NOW))
    assert exported(base) == before
