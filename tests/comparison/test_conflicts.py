"""Claims that do not fit together are shown as pairs, with what may reconcile them."""

from dataclasses import replace

import pytest
from library import shipped_codebook

from kb.comparison.conflicts import Kind, conflicts
from kb.comparison.differing import Teller
from kb.comparison.evidence import StatedClaim
from kb.comparison.matrix import Evidence, Origin, Polarity
from kb.tables import read_table


def claim(id_: str, dimension: str, *values: str, **facts: object) -> StatedClaim:
    spoken = Evidence(Origin.CLAIM, f"words of {id_}", "en", "Paper", "article/y", claim_id=id_, date="2025-12-15",
                      speaker=id_, status="offered", strength="firm")  # fmt: skip
    made = StatedClaim(id_, "g", {dimension: values} if values else {}, "other", (), (), "unspecified", (), (), None,
                       None, spoken)  # fmt: skip
    of_words = {key: fact for key, fact in facts.items() if hasattr(spoken, key)}
    of_claim = {key: fact for key, fact in facts.items() if key not in of_words}
    return replace(made, evidence=replace(spoken, **of_words), **of_claim)  # type: ignore[arg-type]


def test_what_one_affirms_another_denies() -> None:
    (found,) = conflicts([claim("a", "d7", "arms"), claim("b", "d7", "arms", polarity=Polarity.DENIES)])
    assert (found.kind, found.dimension, found.first.id, found.second.id) == (Kind.DENIED, "d7", "a", "b")
    assert not conflicts([claim("a", "d7", "arms"), claim("b", "d7", "consult", polarity=Polarity.DENIES)])


def test_different_values_fit_where_a_guarantee_may_have_several_and_not_where_it_has_one() -> None:
    assert not conflicts([claim("a", "d7", "arms"), claim("b", "d7", "consult")])
    (found,) = conflicts([claim("a", "d9", "duty"), claim("b", "d9", "tentative")])
    assert found.kind is Kind.EXCLUSIVE
    assert not conflicts([claim("a", "d5", "proposed"), claim("b", "d5", "under-negotiation")])
    assert conflicts([claim("a", "d5", "rejected"), claim("b", "d5", "agreed-unsigned")])


def test_relations_are_compared_only_against_the_same_instrument() -> None:
    like = claim("a", "d7", relation="similar", benchmark="nato-article-5")
    unlike = claim("b", "d7", relation="not-equivalent", benchmark="nato-article-5")
    (found,) = conflicts([like, unlike])
    assert (found.kind, found.dimension) == (Kind.RELATION, "relation")
    assert not conflicts([like, replace(unlike, benchmark="eu-article-42-7")])


def test_claims_on_two_guarantees_never_clash() -> None:
    assert not conflicts([claim("a", "d9", "duty"), replace(claim("b", "d9", "tentative"), guarantee="other")])


def test_a_speaker_who_repeats_himself_counts_once_and_one_who_changes_his_mind_is_shown() -> None:
    said = [claim(f"y/{day}", "d9", "duty", speaker="Anna", date=f"2025-12-{day}") for day in (10, 11, 12)]
    changed = claim("y/13", "d9", "tentative", speaker="Anna", date="2025-12-13")
    (found,) = conflicts([*said, changed])
    assert (found.first.id, found.second.id) == ("y/10", "y/13")
    assert [qualifier.name for qualifier in found.qualifiers] == ["date"]


def test_the_qualifiers_tell_in_what_the_two_differ() -> None:
    (found,) = conflicts(
        [
            claim("a", "d9", "duty", conditions=("after-ceasefire",), trigger="renewed-attack"),
            claim("b", "d9", "tentative", strength="tentative", relayed_from={"en": "United States"}),
        ]
    )
    told = {qualifier.name: (qualifier.first, qualifier.second) for qualifier in found.qualifiers}
    assert told["condition"] == (("after-ceasefire",), ())
    assert told["trigger"] == (("renewed-attack",), ())
    assert told["relayed"] == ((), ("United States",))
    assert "date" not in told
    teller = Teller(shipped_codebook(), {}, "en")
    assert "renewed attack / not said" in " ".join(teller.qualifier(one) for one in found.qualifiers)


def test_each_pair_stands_once_the_newest_first() -> None:
    found = conflicts([claim(f"{n}", "d9", value, date=f"2025-12-1{n}") for n, value in enumerate(["duty", "tentative", "intention"])])  # noqa: E501  # fmt: skip
    assert len({frozenset({one.first.id, one.second.id}) for one in found}) == len(found) == 3
    days = [one.second.evidence.date or "" for one in found]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("part", ["values", "exclusive", "relations"])
def test_the_table_names_only_what_the_schemes_know(part: str) -> None:
    book = shipped_codebook()
    table = read_table("comparison", "conflicts.yaml")
    dimensions = {dimension.id for dimension in book.dimensions}
    if part == "exclusive":
        assert set(table[part]) <= dimensions
        return
    lists = table[part].items() if part == "values" else [("relation", table[part])]
    for scheme, rules in lists:
        for one, others in rules.items():
            assert all((scheme, code) in book.values for code in [one, *others])
