"""A quote is shown with the sentence before it and the one after it."""

import pytest

from kb.comparison.context import sentence_after, sentence_before


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("First. Second one. ", "Second one."),
        ("First. Second one. He said that ", "Second one. He said that"),
        ("Heading\n\n", "Heading"),
        ("“Yes.” She nodded. ", "She nodded."),
        ("", ""),
    ],
)
def test_before(before: str, told: str) -> None:
    assert sentence_before(before) == told


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (" Next one. And more.", "Next one."),
        (", he said. Next one. And more.", ", he said. Next one."),
        ("", ""),
    ],
)
def test_after(after: str, told: str) -> None:
    assert sentence_after(after) == told


def test_a_sentence_that_is_cut_off_says_so() -> None:
    assert sentence_before("x" * 300).startswith("…")
    assert sentence_after("x" * 300).endswith("…")
