"""Who guarantees whom: edges from guarantor to beneficiary, and where they are drawn."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Role = tuple[str, str, str]
"""Actor, `guarantor` or `beneficiary`, guarantee."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One actor guarantees another, by these guarantees."""

    guarantor: str
    beneficiary: str
    guarantees: tuple[str, ...]


def edges(roles: Iterable[Role]) -> tuple[Edge, ...]:
    """The edges, those with the most guarantees first; nobody guarantees itself."""
    sides: dict[str, dict[str, set[str]]] = {}
    for actor, role, guarantee in roles:
        sides.setdefault(guarantee, {}).setdefault(role, set()).add(actor)
    found: dict[tuple[str, str], list[str]] = {}
    for guarantee, parties in sorted(sides.items()):
        for guarantor in parties.get("guarantor", ()):
            for beneficiary in parties.get("beneficiary", ()):
                if guarantor != beneficiary:
                    found.setdefault((guarantor, beneficiary), []).append(guarantee)
    listed = (Edge(*pair, tuple(guarantees)) for pair, guarantees in found.items())
    return tuple(sorted(listed, key=lambda edge: (-len(edge.guarantees), edge.guarantor, edge.beneficiary)))


def around(found: Iterable[Edge], actor: str | None, most: int) -> tuple[Edge, ...]:
    """The edges of one actor; without one, those among the actors that have the most."""
    listed = tuple(found)
    if actor:
        return tuple(edge for edge in listed if actor in {edge.guarantor, edge.beneficiary})
    givers, takers = Counter[str](), Counter[str]()
    for edge in listed:
        givers[edge.guarantor] += len(edge.guarantees)
        takers[edge.beneficiary] += len(edge.guarantees)
    left, right = (_first(counted, most) for counted in (givers, takers))
    return tuple(edge for edge in listed if edge.guarantor in left and edge.beneficiary in right)


def _first(counted: Mapping[str, int], most: int) -> frozenset[str]:
    return frozenset(sorted(counted, key=lambda actor: (-counted[actor], actor))[:most])


def counts(roles: Iterable[Role], role: str) -> dict[str, int]:
    """How many guarantees each actor gives or receives."""
    return dict(Counter(actor for actor, as_, _ in roles if as_ == role))
