"""Decisions on the claims of one article, and what stands after them; pure, without a store.

A review is the sequence of its decisions. None is ever taken out: one that is undone no longer counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kb.claim import Claim
from kb.errors import CasusError

Claims = Mapping[int, Claim]
"""The claims of an article by their number."""


class ReviewError(CasusError, ValueError):
    """A decision that cannot be taken as things stand."""


class Verb(StrEnum):
    """What a decision does."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    ADD = "add"
    UNDO = "undo"


class State(StrEnum):
    """What has become of a claim."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    ADDED = "added"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


_AFTER = {Verb.ACCEPT: State.ACCEPTED, Verb.EDIT: State.EDITED, Verb.REJECT: State.REJECTED, Verb.ADD: State.ADDED}
STANDING = frozenset({State.PROPOSED, State.ACCEPTED, State.EDITED, State.ADDED})
"""The states of claims that stand in their article."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One step of a review: who did what with which claim when, and the claim before and after it.

    `before` is None for an addition, `after` for a rejection; both are None for one that undoes step `undoes`.
    """

    step: int
    verb: Verb
    claim: int
    by: str
    at: datetime
    before: Claim | None = None
    after: Claim | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """All decisions on one article, in their order."""

    article: str
    decisions: tuple[Decision, ...] = ()

    def counting(self, claim: int | None = None) -> tuple[Decision, ...]:
        """The decisions that count: those that were not undone; of one claim, if it is named."""
        undone = {decision.undoes for decision in self.decisions}
        return tuple(
            decision
            for decision in self.decisions
            if decision.verb is not Verb.UNDO and decision.step not in undone and claim in {None, decision.claim}
        )

    def numbers(self) -> frozenset[int]:
        """The claims on which anything was ever decided; their numbers are never given to another."""
        return frozenset(decision.claim for decision in self.decisions)

    def state(self, claim: int) -> State:
        """What has become of a claim."""
        counting = self.counting(claim)
        if counting:
            added = counting[0].verb is Verb.ADD and counting[-1].verb is not Verb.REJECT
            return State.ADDED if added else _AFTER[counting[-1].verb]
        was_added = any(decision.claim == claim and decision.verb is Verb.ADD for decision in self.decisions)
        return State.WITHDRAWN if was_added else State.PROPOSED

    def original(self, claim: int) -> Decision | None:
        """The first counting decision that changed what the machine had proposed."""
        return next((found for found in self.counting(claim) if found.verb is Verb.EDIT and found.before), None)

    def _with(self, verb: Verb, claim: int, by: str, at: datetime, **versions: Claim | int | None) -> "Review":
        step = Decision(len(self.decisions) + 1, verb, claim, by, at, **versions)  # type: ignore[arg-type]
        return Review(self.article, (*self.decisions, step))


Outcome = tuple[Review, dict[int, Claim]]
"""The review with the new decision, and the claims that stand after it."""


def accept(review: Review, claims: Claims, number: int, by: str, at: datetime) -> Outcome:
    """Find a proposal right. Raises ReviewError if the claim is no proposal."""
    claim = _standing(review, claims, number)
    if review.state(number) is not State.PROPOSED:
        raise ReviewError(f"claim {number} is {review.state(number)} already; undo that first")
    return review._with(Verb.ACCEPT, number, by, at, before=claim, after=claim), dict(claims)


def edit(review: Review, claims: Claims, number: int, changed: Claim, by: str, at: datetime) -> Outcome:
    """Put a corrected claim in the place of the one that stands. Raises ReviewError if nothing would change."""
    claim = _standing(review, claims, number)
    if _key(changed) == _key(claim):
        raise ReviewError(f"claim {number} would stay as it is; change a field, or accept it")
    return review._with(Verb.EDIT, number, by, at, before=claim, after=changed), {**claims, number: changed}


def reject(review: Review, claims: Claims, number: int, by: str, at: datetime) -> Outcome:
    """Take a claim out: its words do not say it."""
    claim = _standing(review, claims, number)
    rest = {other: kept for other, kept in claims.items() if other != number}
    return review._with(Verb.REJECT, number, by, at, before=claim), rest


def add(review: Review, claims: Claims, claim: Claim, by: str, at: datetime) -> Outcome:
    """Bring in a claim that the machine did not find. Raises ReviewError if the very same stands already."""
    if any(_key(claim) == _key(other) for other in claims.values()):
        raise ReviewError("this claim is there already")
    number = max({0, *claims, *review.numbers()}) + 1
    return review._with(Verb.ADD, number, by, at, after=claim), {**claims, number: claim}


def undo(review: Review, claims: Claims, by: str, at: datetime, number: int | None = None) -> Outcome:
    """Take back the last decision that counts, of one claim if it is named: all is as it was before it."""
    counting = review.counting(number)
    if not counting:
        raise ReviewError("there is no decision to undo")
    last = counting[-1]
    after = review._with(Verb.UNDO, last.claim, by, at, undoes=last.step)
    rest = {other: kept for other, kept in claims.items() if other != last.claim}
    return after, rest if last.before is None else dict(sorted({**rest, last.claim: last.before}.items()))


def _standing(review: Review, claims: Claims, number: int) -> Claim:
    if number not in claims:
        known = review.state(number) if number in review.numbers() else "unknown"
        raise ReviewError(f"claim {number} does not stand in {review.article}: it is {known}")
    return claims[number]


def fields(claim: Claim) -> dict[str, object]:
    """The fields of a claim in the form of the contract, lists in order, so that equal claims have equal fields."""
    return {name: sorted(value) if isinstance(value, list) else value for name, value in claim.as_json().items()}


def changed_fields(before: Claim, after: Claim) -> tuple[str, ...]:
    """The names of the fields in which two claims differ."""
    old, new = fields(before), fields(after)
    return tuple(name for name in old if old[name] != new[name])


def carried_over(review: Review, found: Sequence[Claim], standing: Claims) -> dict[int, Claim]:
    """The claims that stand after an article was extracted anew: what was decided stays, the rest is `found`.

    A claim that is found on words that were decided on is settled: by a rejection only if it says the same
    again, by any other decision also if it reads the same speaker and guarantee differently.
    `standing` are the claims before; a proposal that is found again keeps its number.
    """
    decided = {number for number in review.numbers() if review.counting(number)}
    kept = {number: claim for number, claim in standing.items() if number in decided}
    open_ = [claim for claim in found if not any(_settles(review, number, claim) for number in decided)]
    known = {_key(claim): number for number, claim in standing.items() if number not in decided}
    fresh = max({0, *review.numbers(), *standing})
    for claim in open_:
        number = known.pop(_key(claim), None)
        if number is None:
            number = fresh = fresh + 1
        kept[number] = claim
    return dict(sorted(kept.items()))


def _settles(review: Review, number: int, found: Claim) -> bool:
    """Whether the decision on a claim answers what is found now."""
    counting = review.counting(number)
    versions = [version for step in counting for version in (step.before, step.after) if version]
    alike = [version for version in versions if _on_the_same_words(version, found)]
    if any(_key(version)[2:] == _key(found)[2:] for version in alike):
        return True
    return counting[-1].verb is not Verb.REJECT and any(_subject(version) == _subject(found) for version in alike)


def _on_the_same_words(one: Claim, other: Claim) -> bool:
    """Whether the quotes overlap by more than half of what both cover: sentences may be cut differently."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 > max(one.end, other.end) - min(one.start, other.start)


def _subject(claim: Claim) -> tuple[object, ...]:
    """Who speaks, of which guarantee."""
    speaker = claim.speaker.name if claim.speaker else None
    return speaker, claim.guarantee_type, frozenset(claim.guarantors), frozenset(claim.beneficiaries)


def _key(claim: Claim) -> tuple[object, ...]:
    said = fields(claim)
    del said["quote"]
    return claim.start, claim.end, repr(sorted(said.items()))


def by_state(review: Review, claims: Iterable[int]) -> dict[State, tuple[int, ...]]:
    """The numbers of claims by their state, those that no longer stand included."""
    found: dict[State, list[int]] = {}
    for number in sorted({*claims, *review.numbers()}):
        found.setdefault(review.state(number), []).append(number)
    return {state: tuple(numbers) for state, numbers in found.items()}
