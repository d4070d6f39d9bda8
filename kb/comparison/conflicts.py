"""Pairs of claims on one guarantee that do not fit together, with what may reconcile them; no verdict is given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import combinations
from typing import Any

from kb.comparison.evidence import StatedClaim
from kb.comparison.matrix import Polarity
from kb.tables import read_table

MOST_POSITIONS = 120
RELATION = "relation"


class Kind(StrEnum):
    """Why two claims do not fit."""

    DENIED = "denied"
    EXCLUSIVE = "exclusive"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A respect in which two claims differ, so that both may be true: what each says of it, as codes."""

    name: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims, the earlier first, on a dimension or on the relation to an instrument; with their values there."""

    guarantee: str
    dimension: str
    kind: Kind
    first: StatedClaim
    second: StatedClaim
    first_values: tuple[str, ...]
    second_values: tuple[str, ...]
    qualifiers: tuple[Qualifier, ...]


def conflicts(claims: Iterable[StatedClaim]) -> tuple[Conflict, ...]:
    """The pairs that do not fit, newest first; of words that one speaker repeats in the same sense the first count."""
    on: dict[tuple[str, str], list[StatedClaim]] = {}
    for claim in claims:
        if claim.guarantee:
            for dimension in claim.values:
                on.setdefault((claim.guarantee, dimension), []).append(claim)
            if claim.relation:
                on.setdefault((claim.guarantee, RELATION), []).append(claim)
    found = [
        conflict
        for (guarantee, dimension), said in on.items()
        for conflict in _on_one_matter(guarantee, dimension, _positions(said, dimension))
    ]
    return tuple(sorted(found, key=lambda one: (_day(one.second), _day(one.first), one.dimension), reverse=True))


def _day(claim: StatedClaim) -> str:
    return claim.evidence.date or claim.evidence.added or ""


def values_on(claim: StatedClaim, dimension: str) -> tuple[str, ...]:
    """What a claim says on a dimension, or in which relation it puts the guarantee."""
    if dimension == RELATION:
        return (claim.relation,) if claim.relation else ()
    return claim.values.get(dimension, ())


def _positions(claims: Iterable[StatedClaim], dimension: str) -> list[StatedClaim]:
    """One claim for each sense in which one speaker speaks, the first; of too many the newest."""
    found: dict[tuple[object, ...], StatedClaim] = {}
    for claim in sorted(claims, key=lambda claim: (_day(claim), claim.id)):
        evidence = claim.evidence
        who = evidence.speaker_id or evidence.speaker or evidence.publisher or claim.id
        sense = (who.casefold(), evidence.polarity, frozenset(values_on(claim, dimension)), claim.benchmark)
        found.setdefault(sense, claim)
    return list(found.values())[-MOST_POSITIONS:]


def _on_one_matter(guarantee: str, dimension: str, positions: list[StatedClaim]) -> Iterator[Conflict]:
    for first, second in combinations(positions, 2):
        if kind := _clash(first, second, dimension):
            yield Conflict(
                guarantee,
                dimension,
                kind,
                first,
                second,
                values_on(first, dimension),
                values_on(second, dimension),
                qualifiers(first, second),
            )


def _clash(first: StatedClaim, second: StatedClaim, dimension: str) -> Kind | None:
    mine, theirs = frozenset(values_on(first, dimension)), frozenset(values_on(second, dimension))
    affirms = first.evidence.polarity is Polarity.AFFIRMS, second.evidence.polarity is Polarity.AFFIRMS
    if dimension == RELATION and first.benchmark != second.benchmark:
        return None
    if affirms[0] != affirms[1]:
        return Kind.DENIED if mine & theirs else None
    if not all(affirms):
        return None
    if dimension == RELATION:
        return Kind.RELATION if _listed(_rules()["relations"], mine, theirs) else None
    if dimension in _rules()["exclusive"]:
        return None if mine & theirs else Kind.EXCLUSIVE
    return Kind.EXCLUSIVE if _listed(_rules()["values"].get(dimension, {}), mine, theirs) else None


def _listed(unfit: Mapping[str, list[str]], mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(
        (one in mine and other in theirs) or (one in theirs and other in mine)
        for one, others in unfit.items()
        for other in others
    )


def qualifiers(first: StatedClaim, second: StatedClaim) -> tuple[Qualifier, ...]:
    """The respects in which two claims differ; what neither tells, or both tell alike, is none."""
    told = {name: (_facts(first)[name], _facts(second)[name]) for name in _rules()["qualifiers"]}
    return tuple(Qualifier(name, *pair) for name, pair in told.items() if set(pair[0]) != set(pair[1]))


def _facts(claim: StatedClaim) -> Mapping[str, tuple[str, ...]]:
    evidence = claim.evidence

    def told(code: str | None) -> tuple[str, ...]:
        return (code,) if code and code != "unspecified" else ()

    return {
        "date": told(evidence.date),
        "condition": claim.conditions,
        "trigger": told(claim.trigger),
        "relation": told(claim.relation),
        "status": told(evidence.status),
        "strength": told(evidence.strength),
        "relayed": tuple(dict.fromkeys(evidence.relayed_from.values()))[:1],
        "speaker": told(evidence.speaker),
    }


@cache
def _rules() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = read_table("comparison", "conflicts.yaml")
    return rules
