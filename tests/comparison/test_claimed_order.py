"""`cf:strongerThan` stands exactly where it is claimed, and nowhere else (claimed_order.yaml)."""

from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from library import shipped_codebook

from kb.comparison.codebook import Codebook, split
from kb.comparison.order import PartialOrder, Result, Rule, compare
from kb.curation import read_yaml, schemes
from kb.namespaces import CF, local_id

CLAIMED: dict[str, dict[str, Any]] = read_yaml(Path(__file__).with_name("claimed_order.yaml"))
EDGES = {
    id_: {step for chain in claimed.get("chains", ()) for step in pairwise(chain.split(" > "))}
    for id_, claimed in CLAIMED.items()
}
APART = [
    (id_, first, second)
    for id_, claimed in CLAIMED.items()
    for group in claimed.get("apart", ())
    for first, second in combinations(group, 2)
]
TOTAL = {
    "d18": ["binding-finding", "recommendation", "consultation-organ", "none", "courts-excluded"],
    "d19": [f"slots-{number}" for number in range(6, -1, -1)],
}


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return shipped_codebook()


def test_every_dimension_is_claimed() -> None:
    assert list(CLAIMED) == [f"d{number}" for number in range(1, 22)]


@pytest.mark.parametrize("id_", CLAIMED)
def test_the_scheme_claims_these_steps_and_no_other(id_: str) -> None:
    stated = {
        (split(str(stronger))[1], local_id(str(weaker)))
        for stronger, weaker in schemes().subject_objects(CF.strongerThan)
        if split(str(stronger))[0] == id_
    }
    assert stated == EDGES[id_]


@pytest.mark.parametrize("id_", CLAIMED)
def test_the_rule_and_the_place_in_the_verdict(id_: str, codebook: Codebook) -> None:
    dimension = next(dimension for dimension in codebook.dimensions if dimension.id == id_)
    assert dimension.rule == CLAIMED[id_]["rule"]
    in_verdict = dimension.counts_for_dominance or (dimension.gate and id_ != "d5")
    assert in_verdict == CLAIMED[id_].get("verdict", False)


@pytest.mark.parametrize(("id_", "first", "second"), APART)
def test_no_order_is_claimed_between(id_: str, first: str, second: str, codebook: Codebook) -> None:
    silences = {"silent"}
    for value in {first, second} - silences:
        assert (id_, value) in codebook.values, f"{value} is no value of {id_}"
    rule = Rule(CLAIMED[id_]["rule"])
    sets = [frozenset({value} - silences) for value in (first, second)]
    assert compare(rule, codebook.orders[id_], *sets) is Result.INCOMPARABLE


@pytest.mark.parametrize("id_", TOTAL)
def test_a_total_order_leaves_no_two_values_apart(id_: str, codebook: Codebook) -> None:
    for stronger, weaker in combinations(TOTAL[id_], 2):
        measured = compare(Rule(CLAIMED[id_]["rule"]), codebook.orders[id_], frozenset({stronger}), frozenset({weaker}))
        assert measured is Result.STRONGER


@pytest.mark.parametrize("id_", ["d6", "d7", "d13", "d15", "d16"])
def test_sets_compare_by_inclusion(id_: str, codebook: Codebook) -> None:
    first, second = CLAIMED[id_]["apart"][0][:2]
    small, large, other = frozenset({first}), frozenset({first, second}), frozenset({second})
    firmer = Result.WEAKER if id_ == "d15" else Result.STRONGER
    order = codebook.orders[id_]
    assert compare(Rule(CLAIMED[id_]["rule"]), order, large, small) is firmer
    assert compare(Rule(CLAIMED[id_]["rule"]), order, small, other) is Result.INCOMPARABLE
    assert compare(Rule(CLAIMED[id_]["rule"]), order, frozenset(), small) is (
        Result.STRONGER if id_ == "d15" else Result.WEAKER
    )


def test_an_order_that_went_round_would_be_refused() -> None:
    for id_, edges in EDGES.items():
        assert PartialOrder(edges), id_
