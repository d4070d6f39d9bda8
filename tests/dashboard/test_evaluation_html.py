"""The line beside machine-made claims: what found them, what was noticed, how well that does."""

from sample_comparison import HOSTILE, Page

from kb.dashboard.evaluation_html import figures_of, found_by
from kb.dashboard.wording import Wording
from kb.evaluation import Measured

FIGURES = {
    "articles": 40,
    "detection": {"f1": 0.8125},
    "strict": {"f1": None},
    "accuracy": {"act": 0.5},
    "set_f1": {"guarantors": 1},
    "false_positives_per_empty_article": 0,
}
MEASURED = Measured("model", "a-model", "corpus", "2026-11-27", "0.1.0", FIGURES, {"de": FIGURES})


def test_the_figures_stand_in_the_language_of_the_page() -> None:
    english = Page(found_by("A model", [], MEASURED, Wording("en"))).text
    german = Page(found_by("Ein Modell", [], MEASURED, Wording("de"))).text
    assert "On 40 annotated articles (corpus, 27 Nov 2026) F1 was 0.81 for finding claims, and – for" in english
    assert "0,81" in german
    assert "27. November 2026" in german


def test_every_field_has_a_row_by_language() -> None:
    page = Page(found_by("A model", [], MEASURED, Wording("en")))
    assert "Overallin German" in page.text
    assert "What the speaker does0.500.50" in page.text
    assert "Guarantors (F1)1.001.00" in page.text


def test_what_was_never_measured_is_said_and_notices_are_text() -> None:
    said = found_by(HOSTILE, [HOSTILE], None, Wording("en"))
    assert "was not measured here" in said
    assert "<script" not in said


def test_the_figures_are_those_of_the_tier() -> None:
    assert figures_of("model", [MEASURED]) is MEASURED
    assert figures_of("hybrid", [MEASURED]) is None
