"""Decisions on claims: what stands after them, what undoing restores, and what a new extraction may not touch."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reviewed import ANSWER, ARMS, ARTICLE, CLAIMS, DENIAL, NOW, TEXT, claim

from kb.claim import Claim
from kb.reviewing.decisions import (
    Outcome,
    Review,
    ReviewError,
    State,
    Verb,
    accept,
    add,
    by_state,
    carried_over,
    changed_fields,
    edit,
    reject,
    undo,
)
from kb.reviewing.record import claim_of_record, claim_record, read, write
from kb.validation import validate

EMPTY = Review(ARTICLE.id)
STRENGTHS = ("binding", "firm", "tentative", "unspecified")
MISSED = claim("Paris zögert noch,", speaker=None, relayed_from=None, guarantors=("FR",), act="doubts")


def test_an_accepted_claim_stands_as_it_was() -> None:
    review, claims = accept(EMPTY, CLAIMS, 1, "Ana", NOW)
    assert claims == CLAIMS
    assert review.state(1) is State.ACCEPTED
    assert review.state(2) is State.PROPOSED


def test_a_rejected_claim_stands_no_more() -> None:
    review, claims = reject(EMPTY, CLAIMS, 2, "Ana", NOW)
    assert claims == {1: ANSWER, 3: ARMS}
    assert by_state(review, claims) == {State.PROPOSED: (1, 3), State.REJECTED: (2,)}


def test_an_edited_claim_remembers_what_the_machine_proposed() -> None:
    first = replace(ANSWER, strength="binding")
    review, claims = edit(EMPTY, CLAIMS, 1, first, "Ana", NOW)
    review, claims = edit(review, claims, 1, replace(first, status="agreed"), "Bo", NOW)
    original = review.original(1)
    assert original is not None
    assert original.before == ANSWER
    assert claims[1].status == "agreed"
    assert changed_fields(ANSWER, claims[1]) == ("strength", "status")


def test_an_added_claim_gets_a_number_that_none_ever_had() -> None:
    review, claims = reject(EMPTY, CLAIMS, 3, "Ana", NOW)
    review, claims = add(review, claims, MISSED, "Ana", NOW)
    assert claims[4] == MISSED
    assert review.state(4) is State.ADDED
    review, claims = undo(review, claims, "Ana", NOW)
    assert review.state(4) is State.WITHDRAWN
    review, claims = add(review, claims, MISSED, "Ana", NOW)
    assert claims[5] == MISSED


def test_a_decision_needs_something_to_decide_on() -> None:
    review, claims = reject(EMPTY, CLAIMS, 2, "Ana", NOW)
    steps: tuple[Callable[[], object], ...] = (
        lambda: accept(review, claims, 2, "Bo", NOW),
        lambda: reject(review, claims, 9, "Bo", NOW),
        lambda: edit(review, claims, 1, ANSWER, "Bo", NOW),
        lambda: add(review, claims, ARMS, "Bo", NOW),
        lambda: undo(EMPTY, CLAIMS, "Bo", NOW),
        lambda: accept(*accept(review, claims, 1, "Bo", NOW), 1, "Bo", NOW),
    )
    for step in steps:
        with pytest.raises(ReviewError):
            step()


def test_one_claim_can_be_undone_while_later_decisions_on_others_stay() -> None:
    review, claims = reject(EMPTY, CLAIMS, 1, "Ana", NOW)
    review, claims = reject(review, claims, 2, "Ana", NOW)
    review, claims = undo(review, claims, "Bo", NOW, 1)
    assert claims == {1: ANSWER, 3: ARMS}
    assert [step.verb for step in review.decisions] == [Verb.REJECT, Verb.REJECT, Verb.UNDO]
    assert review.decisions[2].undoes == 1


# ------------------------------------------------------------------ undoing


Move = tuple[str, int, str]
MOVES = st.lists(
    st.tuples(st.sampled_from(["accept", "edit", "reject", "add"]), st.integers(1, 5), st.sampled_from(STRENGTHS)),
    max_size=12,
)


def _moved(outcome: Outcome, move: Move) -> Outcome:
    """The decision if it can be taken, else nothing new."""
    verb, number, strength = move
    review, claims = outcome
    try:
        if verb == "accept":
            return accept(review, claims, number, "Ana", NOW)
        if verb == "reject":
            return reject(review, claims, number, "Ana", NOW)
        if verb == "add":
            return add(review, claims, replace(MISSED, strength=strength), "Ana", NOW)
        changed = replace(claims[number], strength=strength) if number in claims else ANSWER
        return edit(review, claims, number, changed, "Ana", NOW)
    except ReviewError:
        return outcome


@settings(deadline=None)
@given(MOVES)
def test_each_undo_restores_exactly_what_was_before(moves: list[Move]) -> None:
    states: list[Outcome] = [(EMPTY, dict(CLAIMS))]
    for move in moves:
        after = _moved(states[-1], move)
        if after is not states[-1]:
            states.append(after)
    review, claims = states[-1]
    for earlier_review, earlier in reversed(states[:-1]):
        review, claims = undo(review, claims, "Bo", NOW)
        assert claims == earlier
        assert {n: review.state(n) for n in earlier} == {n: earlier_review.state(n) for n in earlier}
    with pytest.raises(ReviewError):
        undo(review, claims, "Bo", NOW)


@settings(deadline=None)
@given(MOVES, st.integers(0, 12))
def test_the_record_is_read_back_as_it_was_written_and_keeps_the_shapes(moves: list[Move], undone: int) -> None:
    outcome: Outcome = (EMPTY, dict(CLAIMS))
    for move in moves:
        outcome = _moved(outcome, move)
    for _ in range(min(undone, len(outcome[0].counting()))):
        outcome = undo(*outcome, "Bo", NOW)
    graph = write(outcome[0])
    assert read(ARTICLE.id, graph, {"ana": "Ana", "bo": "Bo"}) == outcome[0]
    assert set(write(read(ARTICLE.id, graph, {"ana": "Ana", "bo": "Bo"}))) == set(graph)


def test_a_record_keeps_the_shapes(context: object) -> None:
    outcome = edit(EMPTY, CLAIMS, 1, replace(ANSWER, strength="binding"), "Ana", NOW)
    outcome = add(*reject(*outcome, 2, "Ana", NOW), MISSED, "Ana", NOW)
    assert validate(write(undo(*outcome, "Bo", NOW)[0]), context).violations == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("one", [ANSWER, DENIAL, ARMS])
def test_a_claim_is_read_back_from_its_record(one: Claim) -> None:
    assert claim_of_record(claim_record(one)) == one


# ------------------------------------------------------------------ a newer extraction


def test_decisions_survive_a_new_extraction_that_finds_the_same() -> None:
    review, claims = accept(EMPTY, CLAIMS, 1, "Ana", NOW)
    review, claims = reject(review, claims, 2, "Ana", NOW)
    review, claims = edit(review, claims, 3, replace(ARMS, strength="firm"), "Ana", NOW)
    assert carried_over(review, list(CLAIMS.values()), claims) == claims


def test_an_accepted_claim_stays_though_it_is_found_no_more_or_read_otherwise() -> None:
    review, claims = accept(EMPTY, CLAIMS, 1, "Ana", NOW)
    assert carried_over(review, [DENIAL], claims)[1] == ANSWER
    otherwise = replace(ANSWER, strength="binding", end=ANSWER.end - 1, quote=ANSWER.quote[:-1])
    assert carried_over(review, [otherwise, DENIAL, ARMS], claims) == CLAIMS


def test_a_rejected_claim_stays_out_but_another_reading_of_its_words_is_proposed() -> None:
    review, claims = reject(EMPTY, CLAIMS, 1, "Ana", NOW)
    assert ANSWER not in carried_over(review, list(CLAIMS.values()), claims).values()
    other = replace(ANSWER, act="denies", responses=())
    again = carried_over(review, [other, DENIAL, ARMS], claims)
    assert again == {2: DENIAL, 3: ARMS, 4: other}


def test_an_open_proposal_that_is_found_again_keeps_its_number_and_one_that_is_not_goes() -> None:
    review, claims = accept(EMPTY, CLAIMS, 1, "Ana", NOW)
    assert carried_over(review, [ARMS], claims) == {1: ANSWER, 3: ARMS}


def test_what_was_undone_is_open_again() -> None:
    review, claims = undo(*reject(EMPTY, CLAIMS, 1, "Ana", NOW), "Ana", NOW)
    assert 1 not in carried_over(review, [DENIAL, ARMS], claims)
    assert carried_over(review, list(CLAIMS.values()), claims) == CLAIMS


@settings(deadline=None)
@given(MOVES, st.permutations(list(CLAIMS.values())), st.integers(0, 3))
def test_no_new_extraction_touches_what_was_decided(moves: list[Move], found: list[Claim], length: int) -> None:
    review, claims = EMPTY, dict(CLAIMS)
    for move in moves:
        review, claims = _moved((review, claims), move)
    after = carried_over(review, found[:length], claims)
    decided = {number for number in review.numbers() if review.counting(number)}
    assert {n: after[n] for n in decided if n in after} == {n: claims[n] for n in decided if n in claims}
    assert all(TEXT[one.start : one.end] == one.quote for one in after.values())
    assert carried_over(review, found[:length], after) == after
