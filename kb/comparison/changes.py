"""What differs between two states of a comparison: in two perspectives, on two days, or since it was saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kb.comparison.matrix import Cell, Comparison

Face = Mapping[str, Any]
"""What a cell shows, as JSON can keep it."""


class Aspect(StrEnum):
    """In what a cell differs."""

    VALUES = "values"
    STATUS = "status"
    ABSENCE = "absence"
    CONTESTED = "contested"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Imprint:
    """A comparison reduced to what its cells show, by dimension and guarantee, and the claims they rest on."""

    faces: Mapping[tuple[str, str], Face]
    claims: frozenset[str]
    verdicts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs: in what, and what it showed before and shows now (None: there was no such cell)."""

    dimension: str
    guarantee: str
    aspects: tuple[Aspect, ...]
    before: Face | None
    after: Face | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs: cells, claims that are new or gone, and guarantees whose verdict is another."""

    cells: tuple[Change, ...] = ()
    new_claims: tuple[str, ...] = ()
    lost_claims: tuple[str, ...] = ()
    verdicts: Mapping[str, tuple[str, str]] | None = None

    def __bool__(self) -> bool:
        return bool(self.cells or self.new_claims or self.lost_claims or self.verdicts)


NOTHING = Difference()


def face(cell: Cell) -> Face:
    """What a cell shows; the order in which values were said does not count."""
    return {
        "text": sorted(value.id for value in cell.text_values),
        "claims": sorted(value.id for value in cell.claim_values),
        "denied": sorted(value.id for value in cell.denied_values),
        "status": cell.status,
        "absence": None if cell.absence is None else str(cell.absence),
        "contested": cell.contested,
        "result": None if cell.against_benchmark is None else str(cell.against_benchmark),
    }


def imprint(comparison: Comparison) -> Imprint:
    """What a comparison shows."""
    cells = {
        (row.dimension.id, id_): cell
        for row in comparison.rows
        for id_, cell in {comparison.benchmark.id: row.benchmark, **row.cells}.items()
    }
    said = {evidence.claim_id for cell in cells.values() for evidence in cell.evidence if evidence.claim_id}
    return Imprint(
        {place: face(cell) for place, cell in cells.items()},
        frozenset(said),
        {id_: str(verdict.where_both_speak) for id_, verdict in comparison.verdicts.items()},
    )


def difference(before: Imprint, after: Imprint) -> Difference:
    """What `after` shows that `before` did not, and the other way round."""
    places = [*after.faces, *(place for place in before.faces if place not in after.faces)]
    changes = (_change(place, before.faces.get(place), after.faces.get(place)) for place in places)
    both = before.verdicts.keys() & after.verdicts.keys()
    return Difference(
        tuple(change for change in changes if change.aspects),
        tuple(sorted(after.claims - before.claims)),
        tuple(sorted(before.claims - after.claims)),
        {
            id_: (before.verdicts[id_], after.verdicts[id_])
            for id_ in sorted(both)
            if before.verdicts[id_] != after.verdicts[id_]
        },
    )


def _change(place: tuple[str, str], before: Face | None, after: Face | None) -> Change:
    old, new = before or {}, after or {}
    aspects: list[Aspect] = [
        aspect for aspect in Aspect if aspect is not Aspect.VALUES and old.get(str(aspect)) != new.get(str(aspect))
    ]
    if any(old.get(origin) != new.get(origin) for origin in ("text", "claims", "denied")):
        aspects.insert(0, Aspect.VALUES)
    return Change(*place, tuple(aspects), before, after)
