"""The days on which a comparison changes, and what changes on each: a comparison played like a film."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.comparison.changes import Difference, difference, imprint
from kb.comparison.compare import compare_on_shelf
from kb.comparison.material import Material, Shelf
from kb.comparison.matrix import Comparison
from kb.comparison.perspective import Perspective

MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which something becomes known, and what that changes."""

    day: str
    difference: Difference


def days_of_news(materials: Sequence[Material]) -> tuple[str, ...]:
    """The days on which something new can enter a cell, oldest first; words said before in the same sense do not."""
    found: set[str] = set()
    for material in materials:
        found |= {day for life in material.lives.values() for day in life.days}
        seen: dict[tuple[object, ...], str] = {}
        for claim in material.claims:
            evidence = claim.evidence
            day = evidence.published or evidence.date or evidence.added
            for dimension, values in claim.values.items():
                sense = (dimension, frozenset(values), evidence.polarity, evidence.status)
                if day and day < seen.get(sense, "~"):
                    seen[sense] = day
            spoken = day or "~"
            if spoken < seen.get((), "~"):
                seen[()] = spoken
        found |= set(seen.values())
    return tuple(sorted({_first_day(day) for day in found}))


def _first_day(day: str) -> str:
    """A month or a year comes with its first day."""
    return day + "-01-01"[len(day) - len("2026-01-01") :] if len(day) < len("2026-01-01") else day


def flips(shelf: Shelf, comparison: Comparison) -> Difference:
    """The cells that the perspective of a comparison changes against the unrestricted one."""
    if not comparison.perspective:
        return Difference()
    chosen = [guarantee.id for guarantee in comparison.guarantees]
    whole = compare_on_shelf(shelf, chosen, benchmark=comparison.benchmark.id)
    return difference(imprint(whole), imprint(comparison))


def steps(
    shelf: Shelf,
    guarantees: Sequence[str],
    benchmark: str,
    perspective: Perspective,
    *,
    since: str | None = None,
    until: str | None = None,
) -> tuple[Step, ...]:
    """The days within the bounds on which a cell changes as it becomes known, with what changes; oldest first."""
    return tuple(_steps(shelf, guarantees, benchmark, perspective, since, until))


def _steps(
    shelf: Shelf,
    guarantees: Sequence[str],
    benchmark: str,
    perspective: Perspective,
    since: str | None,
    until: str | None,
) -> Iterator[Step]:
    materials = list(shelf.materials([*guarantees, benchmark]).values())
    days = [day for day in days_of_news(materials) if (not since or day > since) and (not until or day <= until)]

    def known(day: str) -> Perspective:
        return replace(perspective, known_on=day)

    start = since or (_before(days[0]) if days else None)
    if start is None:
        return
    shown = imprint(compare_on_shelf(shelf, guarantees, benchmark=benchmark, perspective=known(start)))
    for day in days[-MOST_DAYS:]:
        now = imprint(compare_on_shelf(shelf, guarantees, benchmark=benchmark, perspective=known(day)))
        found = difference(shown, now)
        if found.cells:
            yield Step(day, found)
            shown = now


def _before(day: str) -> str:
    """A day before this one."""
    return f"{int(day[:4]) - 1:04d}{day[4:7]}-01"
