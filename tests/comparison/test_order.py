"""Values compare by an explicit partial order; sets by covering, by inclusion, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.comparison.order import PartialOrder, Result, Rule, compare

CHAIN = PartialOrder([("all-means", "chosen-means"), ("chosen-means", "act"), ("act", "none"), ("restraint", "none")])
NAMES = st.sampled_from(["all-means", "chosen-means", "act", "none", "restraint", "unheard-of"])
SETS = st.frozensets(NAMES, max_size=4)
RULES = st.sampled_from(list(Rule))


def test_a_value_higher_in_the_chain_is_stronger() -> None:
    assert compare(Rule.ORDERED_VALUES, CHAIN, frozenset({"all-means"}), frozenset({"none"})) is Result.STRONGER


def test_values_without_a_chain_between_them_are_incomparable() -> None:
    assert compare(Rule.ORDERED_VALUES, CHAIN, frozenset({"act"}), frozenset({"restraint"})) is Result.INCOMPARABLE


def test_a_wider_set_covers_more() -> None:
    assert compare(Rule.COVERS_MORE, CHAIN, frozenset({"act", "restraint"}), frozenset({"act"})) is Result.STRONGER


def test_fewer_conditions_are_firmer() -> None:
    order = PartialOrder([])
    assert (
        compare(Rule.FEWER_IS_FIRMER, order, frozenset({"request"}), frozenset({"request", "vote"})) is Result.STRONGER
    )
    assert compare(Rule.FEWER_IS_FIRMER, order, frozenset({"request"}), frozenset()) is Result.WEAKER


def test_unordered_values_are_never_stronger() -> None:
    assert compare(Rule.UNORDERED, CHAIN, frozenset({"all-means"}), frozenset({"none"})) is Result.INCOMPARABLE


def test_silence_is_weaker_than_a_set_but_not_than_every_ordered_value() -> None:
    hours = PartialOrder([("immediate", "silent"), ("hours-24", "hours-48")])
    assert compare(Rule.COVERS_MORE, hours, frozenset({"hours-24"}), frozenset()) is Result.STRONGER
    assert compare(Rule.ORDERED_VALUES, hours, frozenset({"immediate"}), frozenset()) is Result.STRONGER
    assert compare(Rule.ORDERED_VALUES, hours, frozenset({"hours-24"}), frozenset()) is Result.INCOMPARABLE


def test_what_is_unknown_is_undecided() -> None:
    assert compare(Rule.COVERS_MORE, CHAIN, None, frozenset({"act"})) is Result.UNDECIDED


def test_a_cycle_is_refused() -> None:
    with pytest.raises(ValueError, match="stronger than itself"):
        PartialOrder([("a", "b"), ("b", "c"), ("c", "a")])


@given(RULES, SETS)
def test_a_set_equals_itself(rule: Rule, values: frozenset[str]) -> None:
    assert compare(rule, CHAIN, values, values) is Result.EQUAL


@given(RULES, SETS, SETS)
def test_stronger_one_way_is_weaker_the_other(rule: Rule, first: frozenset[str], second: frozenset[str]) -> None:
    mirror = {Result.STRONGER: Result.WEAKER, Result.WEAKER: Result.STRONGER}
    result = compare(rule, CHAIN, first, second)
    assert compare(rule, CHAIN, second, first) is mirror.get(result, result)


@given(RULES, SETS, SETS, SETS)
def test_at_least_as_strong_is_transitive(
    rule: Rule, first: frozenset[str], second: frozenset[str], third: frozenset[str]
) -> None:
    at_least = {Result.STRONGER, Result.EQUAL}
    if compare(rule, CHAIN, first, second) in at_least and compare(rule, CHAIN, second, third) in at_least:
        assert compare(rule, CHAIN, first, third) in at_least
