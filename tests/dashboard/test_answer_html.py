from dataclasses import replace

from sample_comparison import HOSTILE, Page, comparison

from kb.dashboard.answer_html import STATEMENTS_SHOWN, answer
from kb.dashboard.wording import Wording

WORDS = Wording("en")


def test_the_verdict_says_what_decides_and_what_is_open() -> None:
    text = Page(answer(comparison(), WORDS)).text
    assert "Weaker where both speak" in text
    assert "weaker on label d6" in text
    assert "equal on label d12" in text
    assert "1 question is undecided" in text
    assert "measured as if it were" in text


def test_dimensions_lead_to_their_rows() -> None:
    targets = [attributes["href"] for attributes in Page(answer(comparison(), WORDS)).all("a")]
    assert {"#row-d6", "#row-d12", "#row-d13"} <= set(targets)


def test_a_doubted_likeness_is_not_told_as_a_likeness() -> None:
    text = Page(answer(comparison(), WORDS)).text
    affirmed, doubted = text.index("Das ist ähnlich."), text.index("Das ist nicht ähnlich.")
    assert "doubted: similar" not in text[:affirmed]
    assert "doubted: similar" in text[affirmed:doubted]


def test_statements_past_the_first_few_are_folded() -> None:
    found = comparison()
    many = replace(found, measures=found.measures * STATEMENTS_SHOWN)
    assert f"{STATEMENTS_SHOWN} more statements" in Page(answer(many, WORDS)).text


def test_without_statements_and_verdicts_it_says_so() -> None:
    found = comparison()
    empty = replace(found, guarantees=(found.benchmark,), verdicts={}, measures=())
    text = Page(answer(empty, WORDS)).text
    assert "Only the benchmark is chosen" in text
    assert "No article in the knowledge base" in text


def test_hostile_text_stays_text() -> None:
    plain, hostile = Page(answer(comparison(), WORDS)), Page(answer(comparison(HOSTILE), WORDS))
    assert [name for name, _ in hostile.elements] == [name for name, _ in plain.elements]
    assert HOSTILE in hostile.text
