"""How two sets of values on one dimension compare: by an explicit partial order, never by a number.

Rules and edges come from the concept schemes; the rules are those of docs/comparison.md.
"""

from collections.abc import Iterable
from enum import StrEnum

SILENT = "silent"
"""The value that stands for a text that was read whole and says nothing."""


class Result(StrEnum):
    """The first guarantee measured by the second, on one dimension or altogether."""

    EQUAL = "equal"
    STRONGER = "stronger"
    WEAKER = "weaker"
    INCOMPARABLE = "incomparable"
    UNDECIDED = "undecided"


class Rule(StrEnum):
    """How sets of values compare (`cf:comparisonRule`)."""

    COVERS_MORE = "CoversMore"
    FEWER_IS_FIRMER = "FewerIsFirmer"
    ORDERED_VALUES = "OrderedValues"
    UNORDERED = "Unordered"


class PartialOrder:
    """The reflexive and transitive closure of "directly stronger than". Raises ValueError on a cycle."""

    def __init__(self, edges: Iterable[tuple[str, str]]) -> None:
        direct: dict[str, set[str]] = {}
        for stronger, weaker in edges:
            direct.setdefault(stronger, set()).add(weaker)
        self._below = {value: _reachable(value, direct) for value in direct}
        for value, below in self._below.items():
            if value in below:
                raise ValueError(f"{value} would be stronger than itself")

    def at_least(self, first: str, second: str) -> bool:
        """Whether `first` is `second` or stronger."""
        return first == second or second in self._below.get(first, ())

    def covers(self, first: frozenset[str], second: frozenset[str]) -> bool:
        """Whether each value of `second` has an equal or stronger one in `first`."""
        return all(any(self.at_least(mine, theirs) for mine in first) for theirs in second)


def _reachable(start: str, direct: dict[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    pending = list(direct.get(start, ()))
    while pending:
        value = pending.pop()
        if value not in found:
            found.add(value)
            pending.extend(direct.get(value, ()))
    return frozenset(found)


def compare(rule: Rule, order: PartialOrder, first: frozenset[str] | None, second: frozenset[str] | None) -> Result:
    """Measure one set of values by another. None is unknown; the empty set is a text that is silent."""
    if first is None or second is None:
        return Result.UNDECIDED
    if rule is Rule.UNORDERED:
        return Result.EQUAL if first == second else Result.INCOMPARABLE
    if rule is Rule.FEWER_IS_FIRMER:
        return _result(order.covers(second, first), order.covers(first, second))
    if rule is Rule.ORDERED_VALUES:
        first, second = first or frozenset({SILENT}), second or frozenset({SILENT})
    return _result(order.covers(first, second), order.covers(second, first))


def _result(at_least: bool, at_most: bool) -> Result:
    if at_least and at_most:
        return Result.EQUAL
    if at_least:
        return Result.STRONGER
    return Result.WEAKER if at_most else Result.INCOMPARABLE
