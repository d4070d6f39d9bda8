"""Who guarantees whom: edges from guarantor to beneficiary, and where they are drawn."""

from collections import Counter
from collections.abc import Iterable
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
    """The edges of one actor; without one, those with the most guarantees."""
    listed = tuple(found)
    if actor:
        return tuple(edge for edge in listed if actor in {edge.guarantor, edge.beneficiary})
    return listed[:most]


def counts(roles: Iterable[Role], role: str) -> dict[str, int]:
    """How many guarantees each actor gives or receives."""
    return dict(Counter(actor for actor, as_, _ in roles if as_ == role))
