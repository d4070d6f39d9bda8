"""Counting with bits agrees with counting one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.claim_facets import FacetBits, places

FACETS = ("act", "speaker")
ROWS = st.lists(st.tuples(st.sampled_from([None, "a", "b"]), st.sampled_from([None, "x", "y", "z"])), max_size=40)
CHOICES = st.fixed_dictionaries(
    {}, optional={"act": st.just(("a",)), "speaker": st.lists(st.sampled_from("xyz"), unique=True).map(tuple)}
)


@settings(deadline=None)
@given(ROWS, CHOICES, st.data())
def test_counts_are_those_of_a_plain_filter(
    rows: list[tuple[str | None, str | None]], choice: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    among = data.draw(st.sets(st.integers(0, max(0, len(rows) - 1)))) if rows else set()
    bits = FacetBits(FACETS, rows)

    def fitting(without: str | None = None) -> list[int]:
        return [
            place
            for place in sorted(among)
            if all(
                not values or facet == without or rows[place][FACETS.index(facet)] in values
                for facet, values in choice.items()
            )
        ]

    chosen = bits.chosen(choice, bits.of(among))
    assert places(chosen, 0, 100) == fitting()
    assert places(chosen, 2, 3) == fitting()[2:5]
    for column, facet in enumerate(FACETS):
        counted = dict(bits.counted(facet, choice, bits.of(among), 10))
        values = [rows[place][column] for place in fitting(without=facet)]
        assert {value: n for value, n in counted.items() if n} == {v: values.count(v) for v in set(values) if v}
        assert set(choice.get(facet, ())) <= set(counted)
